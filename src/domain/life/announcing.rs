//! Announcements on their way to the public: who is to have a draft by when, sharing it, publishing it.
//!
//! Source: CQC-ADASS protocol, ¶20-21; the leads of 48 and 24 hours: CQC-GMC joint operational protocol.

use chrono::NaiveDate;

use crate::domain::agreement::Agreement;
use crate::domain::announcement::{Announcement, Share};
use crate::domain::calendar::BankHolidays;
use crate::domain::change::Change;
use crate::domain::commitment::Clock;
use crate::domain::date::{Date, Sense};
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::party::{self, Capacity};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Register, Row};
use crate::domain::words::words;

words! {
    /// What becomes of an announcement.
    pub enum Deed {
        Share = "share",
        Publish = "publish",
        /// Nobody can have notice.
        Urgent = "urgent",
    }
}

/// The earliest day on which the notice begins that an agreement promises of what is out on a day: by a commitment whose
/// sort says that it is notice, with a time before the event. Of several the longest counts.
fn notice_by(
    register: &Register,
    agreement: Id<Agreement>,
    out: NaiveDate,
    holidays: &BankHolidays,
) -> Option<NaiveDate> {
    let all = register.commitments.iter();
    let of_it = all.filter(|one| one.agreement == Some(agreement));
    let of_notice = of_it.filter(|one| one.sort.to_lowercase().contains("notice"));
    let days = of_notice.filter_map(|one| match one.clock {
        Clock::Before(interval) => Some(interval.before(holidays, out)),
        Clock::None | Clock::Every(_) | Clock::PerYear(_) | Clock::Within(_) => None,
    });
    days.min()
}

/// The day by which the other parties are to have a draft. None where nothing promises it, where it is out, where
/// everybody has it, and where they can have no notice.
pub fn share_by(
    register: &Register,
    announcement: &Announcement,
    today: NaiveDate,
    holidays: &BankHolidays,
) -> Option<Date> {
    let is_over = announcement.is_published_on(today) || !announcement.no_notice.trim().is_empty();
    let out = announcement.out_on().filter(|_| !is_over)?;
    let by = notice_by(register, announcement.agreement?, out, holidays)?;
    if without_draft(register, announcement, today).is_empty() {
        return None;
    }
    Some(Date::day(by).with_sense(Sense::By))
}

/// The other parties to its agreement that have had no draft by a day, in the order of the text. Those that only
/// support or adopt it are promised none.
pub fn without_draft(
    register: &Register,
    announcement: &Announcement,
    today: NaiveDate,
) -> Vec<Id<Organisation>> {
    let Some(agreement) = announcement.agreement else {
        return Vec::new();
    };
    let has_it = |body: Id<Organisation>| {
        let mut shared = announcement.shared.iter();
        shared.any(|one| one.organisation == body && one.on.is_none_or(|on| on.first() <= today))
    };
    let parties = party::of(register, agreement).into_iter();
    let bound = parties.filter(|one| match one.capacity {
        Capacity::Party | Capacity::Signatory => true,
        Capacity::Supporter | Capacity::Adopter => false,
    });
    let is_party = |one: &&party::Party| {
        one.from.is_none_or(|from| from.first() <= today)
            && one.to.is_none_or(|to| today <= to.last())
    };
    let mut bodies = Vec::new();
    for party in bound.filter(is_party) {
        let body = party.organisation;
        if body != announcement.publisher && !has_it(body) && !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    bodies
}

/// Notes that organisations have had a draft, in confidence. Refuses a day to come, what is out already, the publisher,
/// and whoever has it.
pub fn share(
    register: &Register,
    id: Id<Announcement>,
    bodies: &[Id<Organisation>],
    on: Date,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    if today < on.first() {
        let sentence = format!("{on} has not come yet; a draft is noted as shared once it is.");
        return Err(Refusal::invalid("on", sentence));
    }
    if let Some(published) = before.published.filter(|out| out.first() < on.first()) {
        let sentence = format!(
            "Announcement {id} was published on {published}: after that there is no draft to share."
        );
        return Err(Refusal::state(sentence));
    }
    if bodies.is_empty() {
        let sentence = "Say with whom it was shared: the other parties, one by one.";
        return Err(Refusal::invalid("shared", sentence));
    }
    let mut after = before.clone();
    for body in bodies {
        let name = short(register, *body)?;
        if *body == before.publisher {
            let sentence = format!("{name} publishes it, so that it has the draft already.");
            return Err(Refusal::invalid("shared", sentence));
        }
        let known = after
            .shared
            .iter_mut()
            .find(|one| one.organisation == *body);
        match known {
            Some(Share { on: Some(had), .. }) => {
                let sentence =
                    format!("{name} has had the draft of announcement {id} since {had}.");
                return Err(Refusal::invalid("shared", sentence));
            }
            // That they had it was known, and now the day is too.
            Some(share) => share.on = Some(on),
            None => after.shared.push(Share {
                organisation: *body,
                on: Some(on),
            }),
        }
    }
    let names: Result<Vec<&str>, Refusal> =
        bodies.iter().map(|body| short(register, *body)).collect();
    let (title, names) = (quoted(&before.title), names?.join(", "));
    let label = format!("Shared announcement {id} {title} with {names}");
    Ok(Change::new(label).update(before, after))
}

/// Notes that it is out, so that the public may read of it. Refuses a day to come, a day before its embargo ends, and
/// what is out already.
pub fn publish(
    register: &Register,
    id: Id<Announcement>,
    on: Date,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    if let Some(published) = before.published {
        let sentence = format!("Announcement {id} was published on {published} already.");
        return Err(Refusal::state(sentence));
    }
    if let Some(embargo) = before.embargo.filter(|until| on.last() < until.first()) {
        let sentence = format!(
            "Announcement {id} is in confidence until {embargo}, so it cannot have been published on {on}. If its embargo was \
             lifted, change that day first."
        );
        return Err(Refusal::invalid("on", sentence));
    }
    if today < on.first() {
        let sentence = format!("{on} has not come yet; it stays in confidence until it is out.");
        return Err(Refusal::invalid("on", sentence));
    }
    let after = Announcement {
        published: Some(on),
        ..before.clone()
    };
    let label = format!(
        "Published announcement {id} {} on {on}",
        quoted(&before.title)
    );
    Ok(Change::new(label).update(before, after))
}

/// Notes why partners can have no notice: urgent enforcement. Refuses no reason.
pub fn urgent(register: &Register, id: Id<Announcement>, why: &str) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    let no_notice = why.trim().to_owned();
    if no_notice.is_empty() {
        let sentence = "Say why partners can have no notice, such as urgent enforcement.";
        return Err(Refusal::invalid("no_notice", sentence));
    }
    if no_notice == before.no_notice {
        return Err(Refusal::state("That is the reason noted already."));
    }
    let title = quoted(&before.title);
    let label = format!("Noted why nobody has notice of announcement {id} {title}");
    let after = Announcement {
        no_notice,
        ..before.clone()
    };
    Ok(Change::new(label).update(before, after))
}

fn found(register: &Register, id: Id<Announcement>) -> Result<&Announcement, Refusal> {
    let found = register.announcements.get(id);
    found.ok_or_else(|| Refusal::not_found(format!("There is no announcement {id}.")))
}

fn short(register: &Register, id: Id<Organisation>) -> Result<&str, Refusal> {
    let body = register.organisations.get(id).map(Organisation::short);
    body.ok_or_else(|| Refusal::not_found(format!("There is no organisation {id}.")))
}

/// The draft of an announcement that others are to have: `Share the draft of "State of care" with GMC, EHRC`.
pub fn words(register: &Register, announcement: &Announcement, today: NaiveDate) -> String {
    let bodies = without_draft(register, announcement, today).into_iter();
    let names = bodies.filter_map(|id| short(register, id).ok());
    let names = names.collect::<Vec<_>>().join(", ");
    let title = announcement.title(register);
    format!("Share the draft with {names}: {title}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::commitment::Commitment;
    use crate::domain::due::{DueKind, DueOptions, Rules, due};
    use crate::domain::party::Party;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn clock(text: &str) -> Clock {
        Clock::Before(text.parse().expect("an interval"))
    }

    /// CQC is to publish a report under an agreement with GMC and NMC that a fourth body, PHSO, supports.
    fn register() -> Register {
        let mut register = Register::default();
        register.put(Agreement::new(id(1), "Protocol"));
        for (number, name) in (1..).zip(["CQC", "GMC", "NMC", "PHSO"]) {
            register.put(Organisation::new(id(number), name));
            let mut party = Party::new(id(number), id(1), id(number));
            party.position = u16::try_from(number).expect("a small number");
            if name == "PHSO" {
                party.capacity = Capacity::Supporter;
            }
            register.put(party);
        }
        for (number, sort, clock) in [
            (1, "Advance notice", clock("48 hours")),
            (2, "advance notice", clock("24 hours")),
            (3, "papers lead time", clock("14 days")),
            (4, "advance notice", Clock::None),
        ] {
            register.put(Commitment {
                agreement: Some(id(1)),
                sort: sort.to_owned(),
                clock,
                ..Commitment::new(id(number), "Drafts")
            });
        }
        register.put(Announcement {
            agreement: Some(id(1)),
            on: Some(date("2021-09-10")),
            ..Announcement::new(id(1), "State of care", id(1))
        });
        register
    }

    fn change(register: &mut Register, how: impl FnOnce(&mut Announcement)) {
        let mut row = register
            .announcements
            .get(id(1))
            .expect("it was put")
            .clone();
        how(&mut row);
        register.put(row);
    }

    fn share_with(number: u32, on: Option<&str>) -> Share {
        Share {
            organisation: id(number),
            on: on.map(date),
        }
    }

    /// The due line about sharing: `2021-09-08 Share the draft with GMC: State of care`.
    fn told(register: &Register, today: &str) -> Vec<String> {
        let options = DueOptions {
            kinds: vec![DueKind::Commitment],
            within: None,
        };
        let lines = due(register, day(today), &Rules::default(), &options);
        let told = |line: &crate::domain::due::Line| {
            let due = line.due.map(Date::code).unwrap_or_default();
            format!("{due} {}", line.title(register, day(today)))
        };
        lines.iter().map(told).collect()
    }

    #[test]
    fn a_draft_is_to_be_shared_so_long_before_until_every_party_has_it() {
        type Change = fn(&mut Announcement);
        let both = "by 2021-09-08 Share the draft with GMC, NMC: State of care";
        let cases: [(Change, &str, Option<&str>); 11] = [
            (|_| (), "2021-08-20", Some(both)),
            (|_| (), "2021-09-12", Some(both)),
            (
                |one| one.shared = vec![share_with(2, Some("2021-08-20"))],
                "2021-08-20",
                Some("by 2021-09-08 Share the draft with NMC: State of care"),
            ),
            (
                |one| one.shared = vec![share_with(2, Some("2021-08-21"))],
                "2021-08-20",
                Some(both),
            ),
            (
                |one| one.shared = vec![share_with(2, None), share_with(3, None)],
                "2021-08-20",
                None,
            ),
            (
                |one| one.no_notice = "Urgent".to_owned(),
                "2021-08-20",
                None,
            ),
            (
                |one| one.published = Some(date("2021-08-20")),
                "2021-08-20",
                None,
            ),
            (|one| one.agreement = None, "2021-08-20", None),
            (|one| one.on = None, "2021-08-20", None),
            (
                |one| (one.on, one.embargo) = (None, Some(date("2021-09-20"))),
                "2021-08-20",
                Some("by 2021-09-18 Share the draft with GMC, NMC: State of care"),
            ),
            (
                |one| one.publisher = id(2),
                "2021-08-20",
                Some("by 2021-09-08 Share the draft with CQC, NMC: State of care"),
            ),
        ];
        for (place, (how, today, expected)) in cases.into_iter().enumerate() {
            let mut register = register();
            change(&mut register, how);
            let expected: Vec<&str> = expected.into_iter().collect();
            assert_eq!(told(&register, today), expected, "case {place}");
        }
    }

    #[test]
    fn a_draft_is_shared_once_with_each_and_not_with_its_publisher_or_once_it_is_out() {
        type Case<'a> = (&'a [u32], &'a str, Option<&'a str>, Option<Option<&'a str>>);
        let today = day("2021-08-20");
        let cases: [Case<'_>; 7] = [
            (&[2, 4], "2021-08-20", None, None),
            (&[3], "2021-08-01", None, None),
            (&[], "2021-08-20", None, Some(Some("shared"))),
            (&[1], "2021-08-20", None, Some(Some("shared"))),
            (&[2], "2021-08-21", None, Some(Some("on"))),
            (&[2, 2], "2021-08-20", None, Some(Some("shared"))),
            (&[2], "2021-08-20", Some("2021-08-19"), Some(None)),
        ];
        for (bodies, on, published, refused) in cases {
            let mut register = register();
            change(&mut register, |one| {
                one.published = published.map(date);
                one.shared = vec![share_with(3, None)];
            });
            let ids: Vec<Id<Organisation>> = bodies.iter().map(|number| id(*number)).collect();
            let outcome = share(&register, id(1), &ids, date(on), today);
            let field = outcome.as_ref().err().map(|refusal| refusal.field);
            assert_eq!(field, refused, "{bodies:?} {on}");
            if let Ok(change) = outcome {
                register.apply(&change);
                let one = register.announcements.get(id(1)).expect("it was put");
                let dated = one.shared.iter().filter(|share| share.on == Some(date(on)));
                assert_eq!(dated.count(), bodies.len());
            }
        }
    }

    #[test]
    fn nothing_is_published_before_its_embargo_ends_or_twice() {
        type Case<'a> = (
            Option<&'a str>,
            Option<&'a str>,
            &'a str,
            Option<Option<&'a str>>,
        );
        let cases: [Case<'_>; 6] = [
            (None, None, "2021-08-20", None),
            (None, None, "2021-08-21", Some(Some("on"))),
            (Some("2021-08-21"), None, "2021-08-20", Some(Some("on"))),
            (Some("2021-08-20"), None, "2021-08-20", None),
            (Some("2021-08-20"), None, "2021-08-19", Some(Some("on"))),
            (None, Some("2021-08-01"), "2021-08-20", Some(None)),
        ];
        for (embargo, published, on, refused) in cases {
            let mut register = register();
            change(&mut register, |one| {
                one.embargo = embargo.map(date);
                one.published = published.map(date);
            });
            let outcome = publish(&register, id(1), date(on), day("2021-08-20"));
            let field = outcome.err().map(|refusal| refusal.field);
            assert_eq!(field, refused, "{embargo:?} {published:?} {on}");
        }
    }

    #[test]
    fn why_nobody_has_notice_is_said_and_silences_the_line() {
        let mut register = register();
        assert!(urgent(&register, id(1), " ").is_err());
        let change = urgent(&register, id(1), " Urgent enforcement ").expect("there is a reason");
        register.apply(&change);
        assert_eq!(told(&register, "2021-08-20"), Vec::<String>::new());
        assert!(urgent(&register, id(1), "Urgent enforcement").is_err());
    }
}
