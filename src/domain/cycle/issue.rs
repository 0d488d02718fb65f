//! Issuing: what fixes an agenda or a record as it goes out, what notes to whom it went, and what corrects it later.

use chrono::NaiveDate;

use super::circulation::Recipient;
use super::steps::{capital, found, name, stepped};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::{IssuedText, TextKind, TextState, of_meeting};
use crate::domain::item::Item;
use crate::domain::meeting::{Meeting, PostMeetingNote};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};
use crate::domain::sending::Sending;

/// A text for each audience, as JSON of a document (`exchange::issued` makes them).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    pub public: String,
    pub members: String,
    pub secretariat: String,
}

/// Fixes a text of a meeting as it is issued on a day, under the next number, and says that it is circulated. Refuses
/// a day before that of an earlier step. The state of the meeting stays as it is.
pub fn issue(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
    on: NaiveDate,
    texts: Texts,
) -> Result<Change, Refusal> {
    let before = found(register, meeting)?;
    let number = next_number(register, meeting, what);
    let text = IssuedText {
        id: register.texts.next_id(),
        meeting,
        what,
        number,
        on,
        public: texts.public,
        members: texts.members,
        secretariat: texts.secretariat,
    };
    text.check()?;
    let after = stepped(register, before, what, TextState::Circulated, on)?;
    let again = if number == 1 {
        String::new()
    } else {
        format!(" again ({} issue)", ordinal(number))
    };
    let label = format!(
        "Issued the {}{again} of {}",
        name(register, before, what),
        before.title(register)
    );
    Ok(Change::new(label).update(before, after).create(text))
}

/// The number that the next issue of a text has: 1 for the first.
pub fn next_number(register: &Register, meeting: Id<Meeting>, what: TextKind) -> u32 {
    let last = of_meeting(register, meeting, what)
        .last()
        .map_or(0, |text| text.number);
    last.saturating_add(1)
}

/// Notes that an issued text went to these on a day; who has it already is left out. Refuses a day before the issue,
/// and where it has gone to all of them.
pub fn sent(
    register: &Register,
    text: Id<IssuedText>,
    to: &[Recipient],
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let Some(issued) = register.texts.get(text) else {
        return Err(Refusal::not_found(format!("There is no text {text}.")));
    };
    let title = issued.title(register);
    if on < issued.on {
        return Err(Refusal::invalid(
            "on",
            format!(
                "{title} was issued on {}; it cannot have gone out on {}, before that.",
                Date::day(issued.on),
                Date::day(on)
            ),
        ));
    }
    let about = Entry::from(text);
    let has_it = |one: &Recipient| {
        let mut all = register.sendings.iter();
        all.any(|sending| sending.about == about && sending.to == Some(one.organisation))
    };
    let mut left: Vec<&Recipient> = to.iter().collect();
    left.retain(|one| !has_it(one));
    if left.is_empty() {
        return Err(Refusal::state(format!(
            "{title} is noted as sent to everybody on the circulation list already."
        )));
    }
    let bodies = if left.len() == 1 {
        "organisation"
    } else {
        "organisations"
    };
    let label = format!("Noted as sent to {} {bodies}: {title}", left.len());
    let mut change = Change::new(label);
    let numbers = register.sendings.next_id().number()..;
    for (one, id) in left.into_iter().zip(numbers.filter_map(Id::new)) {
        let mut sending = Sending::new(id, about, on);
        sending.to = Some(one.organisation);
        sending.address = one.address();
        change = change.create(sending);
    }
    Ok(change)
}

/// What was sent of a text: to whom, at which address, when; the earliest first.
pub fn sendings(register: &Register, text: Id<IssuedText>) -> Vec<&Sending> {
    let about = Entry::from(text);
    let mut all: Vec<&Sending> = register
        .sendings
        .iter()
        .filter(|one| one.about == about)
        .collect();
    all.sort_by_key(|one| (one.on, one.id));
    all
}

/// Adds a post-meeting note: what was found out later, with its own day; the issued record stays as it is. Refuses a
/// note without words, one about another meeting's item, and a day before the meeting.
pub fn correct(
    register: &Register,
    meeting: Id<Meeting>,
    text: &str,
    item: Option<Id<Item>>,
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let before = found(register, meeting)?;
    let title = before.title(register);
    if text.trim().is_empty() {
        return Err(Refusal::invalid("text", "A post-meeting note needs words."));
    }
    if on < before.on.first() {
        return Err(Refusal::invalid(
            "on",
            format!(
                "A post-meeting note cannot be of {}, before the meeting.",
                Date::day(on)
            ),
        ));
    }
    let about = item.and_then(|id| register.items.get(id));
    if item.is_some() && about.is_none_or(|one| one.meeting != meeting) {
        return Err(Refusal::invalid(
            "item",
            format!("That is no item of {title}."),
        ));
    }
    let mut after = before.clone();
    after.post_meeting_notes.push(PostMeetingNote {
        text: text.trim().to_owned(),
        on: Some(Date::day(on)),
        item,
    });
    let label = format!("Added a post-meeting note to {title}");
    Ok(Change::new(label).update(before, after))
}

/// What an issued text is called in a list: "Agenda, issued on 3 January 2014", "Agenda, 2nd issue, of 5 January 2014".
pub fn called(register: &Register, text: &IssuedText) -> String {
    let meeting = register.meetings.get(text.meeting);
    let name = meeting.map_or("text", |one| name(register, one, text.what));
    let day = Date::day(text.on);
    if text.number == 1 {
        format!("{}, issued on {day}", capital(name))
    } else {
        format!(
            "{}, {} issue, of {day}",
            capital(name),
            ordinal(text.number)
        )
    }
}

/// "2nd" of 2.
pub fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cycle::circulation::Gets;
    use crate::domain::forum::Forum;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn texts(words: &str) -> Texts {
        Texts {
            public: format!("public {words}"),
            members: format!("members {words}"),
            secretariat: format!("internal {words}"),
        }
    }

    fn recipient(body: u32) -> Recipient {
        Recipient {
            organisation: id(body),
            roles: Vec::new(),
            names: Vec::new(),
            addresses: vec![format!("{body}@example.org")],
            copies: Vec::new(),
            gets: Gets::Members,
        }
    }

    /// Two meetings of a forum, the first with an item; two organisations.
    fn register() -> Register {
        let mut register = Register::default();
        register.put(Forum::new(id(1), "The Forum"));
        for (number, on) in [(1, "2014-01-13"), (2, "2014-04-03")] {
            register.put(Meeting::new(id(number), id(1), day(on).into()));
            register.put(Organisation::new(id(number), format!("Body {number}")));
        }
        register.put(Item::new(id(1), id(1), 1, "Emerging risks"));
        register
    }

    fn issued(register: &mut Register, on: &str, words: &str) -> String {
        let change = issue(register, id(1), TextKind::Agenda, day(on), texts(words));
        let change = change.expect("nothing is in the way");
        register.apply(&change);
        assert_eq!(register.check(&change), Ok(()));
        change.label
    }

    #[test]
    fn each_issue_has_the_next_number_and_is_a_step_of_the_text() {
        let mut register = register();
        let labels = [("2014-01-03", "one"), ("2014-01-05", "two")]
            .map(|(on, words)| issued(&mut register, on, words));
        assert_eq!(
            labels,
            [
                "Issued the agenda of The Forum, Monday 13 January 2014",
                "Issued the agenda again (2nd issue) of The Forum, Monday 13 January 2014",
            ]
        );
        let kept = of_meeting(&register, id(1), TextKind::Agenda);
        let kept: Vec<(u32, &str)> = kept.iter().map(|one| (one.number, &*one.public)).collect();
        assert_eq!(kept, [(1, "public one"), (2, "public two")]);
        let meeting = register.meetings.get(id(1)).expect("it is there");
        assert_eq!(meeting.agenda_steps.len(), 2);
        assert_eq!(next_number(&register, id(1), TextKind::Record), 1);
        let early = issue(
            &register,
            id(1),
            TextKind::Agenda,
            day("2014-01-04"),
            texts("three"),
        );
        assert!(early.is_err(), "before the second");
    }

    #[test]
    fn what_was_sent_is_noted_once_for_each_who_got_it() {
        let mut register = register();
        issued(&mut register, "2014-01-03", "one");
        let both = [recipient(1), recipient(2)];
        let to_first = sent(&register, id(1), &both[..1], day("2014-01-03"));
        register.apply(&to_first.expect("nobody has it"));
        let to_rest = sent(&register, id(1), &both, day("2014-01-04")).expect("one has it not");
        assert_eq!(to_rest.edits.len(), 1);
        register.apply(&to_rest);
        let all = sendings(&register, id(1));
        let all: Vec<(u32, &str)> = all
            .iter()
            .map(|one| (one.to.map_or(0, Id::number), one.address.as_str()))
            .collect();
        assert_eq!(all, [(1, "1@example.org"), (2, "2@example.org")]);
        for (text, on) in [(1, "2014-01-05"), (1, "2014-01-02"), (9, "2014-01-05")] {
            assert!(
                sent(&register, id(text), &both, day(on)).is_err(),
                "{text} {on}"
            );
        }
    }

    #[test]
    fn a_post_meeting_note_has_words_a_day_and_perhaps_an_item_of_its_meeting() {
        let register = register();
        for (meeting, text, item, on, is_fine) in [
            (1, "The date was wrong.", None, "2014-02-01", true),
            (1, "The date was wrong.", Some(1), "2014-01-13", true),
            (1, "  ", None, "2014-02-01", false),
            (2, "The date was wrong.", Some(1), "2014-05-01", false),
            (1, "The date was wrong.", Some(7), "2014-02-01", false),
            (1, "The date was wrong.", None, "2014-01-12", false),
            (7, "The date was wrong.", None, "2014-02-01", false),
        ] {
            let found = correct(&register, id(meeting), text, item.map(id), day(on));
            assert_eq!(found.is_ok(), is_fine, "{meeting} {text:?} {item:?} {on}");
            let label = found.map(|change| change.label).unwrap_or_default();
            assert!(!label.contains("wrong"), "its words are not for everybody");
        }
    }

    #[test]
    fn numbers_are_counted_as_people_count() {
        for (number, word) in [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (112, "112th"),
            (22, "22nd"),
        ] {
            assert_eq!(ordinal(number), word);
        }
    }
}
