//! Which record is meant: by number, reference, name, acronym, or part of a name that fits one only.

use chrono::NaiveDate;

use super::action;
use super::date;
use super::find::{Query, fold};
use super::forum;
use super::id::{Entry, Id};
use super::meeting::Meeting;
use super::refusal::{Refusal, quoted};
use super::register::{Kind, Record, Register};

/// So many names are listed where several fit.
const LISTED: usize = 8;

/// The record of a kind that a text names. Refuses nothing found, and lists what fits if it is several.
pub fn named(register: &Register, kind: Kind, text: &str) -> Result<Entry, Refusal> {
    let text = text.trim();
    if kind == Kind::Action
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '/')
    {
        return Ok(action::called(register, text)?.id.into());
    }
    if let Ok(number) = text.parse() {
        let entry = Entry { kind, number };
        return match register.get(entry) {
            Some(_) => Ok(entry),
            None => Err(Refusal::not_found(format!("There is no {entry}."))),
        };
    }
    let folded = fold(text);
    let exact = register
        .all(kind)
        .find(|record| is_called(register, *record, text, &folded));
    if let Some(record) = exact {
        return Ok(record.entry());
    }
    let query = Query::new(&folded);
    let by_part = register
        .all(kind)
        .filter(|record| !query.is_empty() && query.matches(&[&record.title(register)]));
    one_of(register, kind, text, &by_part.collect::<Vec<_>>())
}

/// The meeting that `next`, `last`, a date, a number or a reference names, of one forum or of the only one that fits.
pub fn meeting(
    register: &Register,
    text: &str,
    forum: Option<&str>,
    today: NaiveDate,
) -> Result<Id<Meeting>, Refusal> {
    let forum = match forum {
        Some(name) => named(register, Kind::Forum, name)?.id(),
        None => None,
    };
    let forums = register
        .forums
        .iter()
        .filter(|one| forum.is_none_or(|id| one.id == id));
    let found: Vec<&Meeting> = match text.trim() {
        "next" => forums
            .filter_map(|one| forum::next_meeting(register, one.id, today))
            .collect(),
        "last" => forums
            .filter_map(|one| forum::last_meeting(register, one.id, today))
            .collect(),
        text if is_date(text) => {
            let on = date::read(text, today)?;
            forums
                .flat_map(|one| register.meetings.of(one.id))
                .filter(|one| one.on == on)
                .collect()
        }
        text => {
            return Ok(named(register, Kind::Meeting, text)?
                .id()
                .expect("it was asked of that kind"));
        }
    };
    let found: Vec<_> = found.into_iter().map(Record::Meeting).collect();
    Ok(one_of(register, Kind::Meeting, text, &found)?
        .id()
        .expect("they were taken from that kind"))
}

/// A date with a day; a bare number is the number of an entry.
fn is_date(text: &str) -> bool {
    text.parse::<u32>().is_err()
        && date::read(text, NaiveDate::MIN).is_ok_and(|date| date.as_day().is_some())
}

fn is_called(register: &Register, record: Record<'_>, text: &str, folded: &str) -> bool {
    if record.reference() == Some(text) {
        return true;
    }
    match record {
        Record::Organisation(one) => one.is_called(text),
        Record::Forum(one) => {
            fold(&one.name) == folded
                || one
                    .acronym
                    .as_deref()
                    .is_some_and(|short| fold(short) == folded)
        }
        Record::Contact(_)
        | Record::Membership(_)
        | Record::Meeting(_)
        | Record::Item(_)
        | Record::Action(_)
        | Record::Agreement(_)
        | Record::Party(_)
        | Record::Review(_)
        | Record::Commitment(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::Origin(_) => fold(&record.title(register)) == folded,
    }
}

fn one_of(
    register: &Register,
    kind: Kind,
    text: &str,
    found: &[Record<'_>],
) -> Result<Entry, Refusal> {
    match found {
        [one] => Ok(one.entry()),
        [] => Err(Refusal::not_found(format!(
            "There is no {kind} {}.",
            quoted(text)
        ))),
        _ => {
            let mut names: Vec<String> = found
                .iter()
                .take(LISTED)
                .map(|one| one.name(register))
                .collect();
            if found.len() > LISTED {
                names.push(format!("and {} more", found.len() - LISTED));
            }
            let sentence = format!(
                "{} fits more than one {kind}: {}.",
                quoted(text),
                names.join("; ")
            );
            Err(Refusal::ambiguous(sentence))
        }
    }
}
