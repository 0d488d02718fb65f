//! What stands on the published page: marking entries for it, comparing a page with the one before, keeping it as it went out.
//! What the page says of them is `exchange::page`.

use chrono::NaiveDate;

use crate::domain::agreement::Agreement;
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::published_page::{PagePart, PublishedPage};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Kind, Register, Row};

/// Whether an entry is to stand on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Publish,
    Withhold,
}

/// What became of one thing since the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference<'a> {
    Appears(&'a PagePart),
    /// Its words or the heading that it stands under.
    Changes {
        before: &'a PagePart,
        after: &'a PagePart,
    },
    Vanishes(&'a PagePart),
}

/// Puts entries on the published page or takes them off it, as one change. Refuses what never stands there, and
/// where all of them are marked so already.
pub fn mark(register: &Register, entries: &[Entry], mark: Mark) -> Result<Change, Refusal> {
    let mut change = Change::new("");
    let mut titles = Vec::new();
    for &entry in entries {
        let Some(record) = register.get(entry) else {
            return Err(Refusal::not_found(format!("There is no {entry}.")));
        };
        let count = change.edits.len();
        change = with(register, change, entry, mark)?;
        if change.edits.len() > count {
            titles.push(record.title(register));
        }
    }
    let (deed, already) = match mark {
        Mark::Publish => ("Put on the published page", "marked publish"),
        Mark::Withhold => ("Took off the published page", "off the published page"),
    };
    match titles.as_slice() {
        [] => Err(Refusal::state(format!(
            "Nothing was changed: it is {already} already."
        ))),
        [title] => {
            change.label = format!("{deed}: {}", quoted(title));
            Ok(change)
        }
        several => {
            change.label = format!("{deed}: {} entries", several.len());
            Ok(change)
        }
    }
}

/// The change with one entry marked besides, if that is not so already.
fn with(register: &Register, change: Change, entry: Entry, mark: Mark) -> Result<Change, Refusal> {
    let is_on = mark == Mark::Publish;
    let change = match entry.kind {
        Kind::Agreement => {
            let flag = |one: &mut Agreement| one.publish = is_on;
            marked(register, change, entry.id(), flag)
        }
        Kind::Forum => {
            let flag = |one: &mut Forum| one.publish = is_on;
            marked(register, change, entry.id(), flag)
        }
        Kind::Meeting => {
            let flag = |one: &mut Meeting| one.publish = is_on;
            marked(register, change, entry.id(), flag)
        }
        Kind::Organisation
        | Kind::Contact
        | Kind::Membership
        | Kind::Item
        | Kind::Action
        | Kind::Party
        | Kind::Review
        | Kind::Commitment
        | Kind::Announcement
        | Kind::Attendance
        | Kind::Return
        | Kind::Offer
        | Kind::IssuedText
        | Kind::PublishedPage
        | Kind::Note
        | Kind::File
        | Kind::Reminder
        | Kind::Origin
        | Kind::Sending => {
            return Err(Refusal::state(format!(
                "Only agreements, forums and meetings stand on the published page, so {entry} was not marked."
            )));
        }
    };
    Ok(change)
}

/// True for one that is to stand on the page.
pub fn is_marked(register: &Register, entry: Entry) -> bool {
    let agreement = entry.id().and_then(|id| register.agreements.get(id));
    let forum = entry.id().and_then(|id| register.forums.get(id));
    let meeting = entry.id().and_then(|id| register.meetings.get(id));
    agreement.is_some_and(|one| one.publish)
        || forum.is_some_and(|one| one.publish)
        || meeting.is_some_and(|one| one.publish)
}

fn marked<T: Row>(
    register: &Register,
    change: Change,
    id: Option<Id<T>>,
    flag: impl Fn(&mut T),
) -> Change {
    let Some(before) = id.and_then(|id| T::table(register).get(id)) else {
        return change;
    };
    let mut after = before.clone();
    flag(&mut after);
    if after == *before {
        return change;
    }
    change.update(before, after)
}

/// The page that was out on a day: the latest kept by then.
pub fn latest(register: &Register, day: NaiveDate) -> Option<&PublishedPage> {
    let kept = register.pages.iter().filter(|page| page.on <= day);
    kept.max_by_key(|page| (page.on, page.id))
}

/// What appears and changes, in the order of the later page, then what vanishes. Only the order of two things having
/// changed is no difference.
pub fn differences<'a>(before: &'a [PagePart], after: &'a [PagePart]) -> Vec<Difference<'a>> {
    let called = |parts: &'a [PagePart], key: &str| parts.iter().find(|part| part.key == key);
    let now = after
        .iter()
        .filter_map(|part| match called(before, &part.key) {
            None => Some(Difference::Appears(part)),
            Some(was) if was == part => None,
            Some(was) => Some(Difference::Changes {
                before: was,
                after: part,
            }),
        });
    let gone = before
        .iter()
        .filter(|part| called(after, &part.key).is_none());
    now.chain(gone.map(Difference::Vanishes)).collect()
}

/// Keeps a page as it went out on a day. Refuses one that says the same as the page before.
pub fn keep(
    register: &Register,
    on: NaiveDate,
    parts: Vec<PagePart>,
    document: String,
) -> Result<Change, Refusal> {
    if let Some(before) = latest(register, on).filter(|one| one.document == document) {
        return Err(Refusal::state(format!(
            "Nothing has changed since the page of {}, so it was not kept again.",
            Date::day(before.on)
        )));
    }
    let page = PublishedPage {
        id: register.pages.next_id(),
        on,
        parts,
        document,
    };
    page.check()?;
    let label = format!("Kept the published page of {}", Date::day(on));
    Ok(Change::new(label).create(page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn part(key: &str, under: &str, text: &str) -> PagePart {
        PagePart {
            key: key.to_owned(),
            under: under.to_owned(),
            text: text.to_owned(),
        }
    }

    fn register() -> Register {
        let mut register = Register::default();
        register.put(Organisation::new(id(1), "Monitor"));
        register.put(Agreement::new(id(1), "One"));
        register.put(Agreement::new(id(2), "Two"));
        register.put(Forum::new(id(1), "The Forum"));
        register.put(Meeting::new(id(1), id(1), day("2014-01-13").into()));
        register
    }

    #[test]
    fn what_is_marked_twice_or_never_stands_there_is_refused() {
        let one: Entry = id::<Agreement>(1).into();
        let two: Entry = id::<Agreement>(2).into();
        let forum: Entry = id::<Forum>(1).into();
        let meeting: Entry = id::<Meeting>(1).into();
        let body: Entry = id::<Organisation>(1).into();
        for (entries, asked, expected) in [
            (
                vec![one],
                Mark::Publish,
                Ok("Put on the published page: \"One\""),
            ),
            (
                vec![one, two, forum, meeting],
                Mark::Publish,
                Ok("Put on the published page: 4 entries"),
            ),
            (
                vec![one],
                Mark::Withhold,
                Err("Nothing was changed: it is off the published page already."),
            ),
            (
                vec![one, body],
                Mark::Publish,
                Err(
                    "Only agreements, forums and meetings stand on the published page, so organisation 1 was not marked.",
                ),
            ),
        ] {
            let mut register = register();
            let found = mark(&register, &entries, asked);
            let words = found.as_ref().map(|change| change.label.as_str());
            assert_eq!(words.map_err(|refusal| refusal.sentence.as_str()), expected);
            if let Ok(change) = found {
                register.apply(&change);
                let again = mark(&register, &entries, asked);
                assert_eq!(
                    again.expect_err("it is marked").sentence,
                    "Nothing was changed: it is marked publish already."
                );
            }
        }
    }

    #[test]
    fn a_page_is_compared_with_the_one_before_by_what_its_parts_are_and_not_by_their_order() {
        let before = [
            part("agreement 1", "Current MoUs", "One"),
            part("agreement 2", "Current MoUs", "Two"),
            part("agreement 3", "Proposed", "Three"),
            part("meeting 1", "Forum", "13 January"),
        ];
        let after = [
            part("agreement 2", "Current MoUs", "Two"),
            part("agreement 1", "Current MoUs", "One, amended"),
            part("agreement 3", "Current MoUs", "Three"),
            part("agreement 4", "Current MoUs", "Four"),
        ];
        let found = differences(&before, &after);
        let expected = [
            Difference::Changes {
                before: &before[0],
                after: &after[1],
            },
            Difference::Changes {
                before: &before[2],
                after: &after[2],
            },
            Difference::Appears(&after[3]),
            Difference::Vanishes(&before[3]),
        ];
        assert_eq!(found, expected);
        assert_eq!(differences(&after, &after), []);
    }

    #[test]
    fn a_page_that_says_the_same_is_not_kept_again_and_a_later_one_is_not_yet_out() {
        let mut register = register();
        let (january, march) = (day("2014-01-20"), day("2014-03-01"));
        for (on, words, is_kept) in [
            (january, "a", true),
            (march, "b", true),
            (march, "b", false),
            (january, "a", false),
            (march, "a", true),
        ] {
            let kept = keep(&register, on, Vec::new(), words.to_owned());
            assert_eq!(kept.is_ok(), is_kept, "{on} {words}");
            if let Ok(change) = kept {
                register.apply(&change);
            }
        }
        let out = |on| latest(&register, on).map(|page| page.id);
        assert_eq!(out(day("2014-01-19")), None);
        assert_eq!(out(january), Some(id(1)));
        assert_eq!(out(march), Some(id(3)));
    }
}
