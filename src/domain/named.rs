//! Which record is meant: by number, reference, name, acronym, or part of a name that fits one only.

use chrono::{Datelike, NaiveDate};

use super::action;
use super::audience::Audience;
use super::bodies;
use super::date;
use super::find::{Query, fold};
use super::forum::{self, Forum};
use super::id::{Entry, Id};
use super::meeting::Meeting;
use super::refusal::{Refusal, Why, quoted};
use super::register::{Kind, Record, Register};
use super::words::Word;

/// So many names are listed where several fit.
const LISTED: usize = 8;

/// A text that counts from this day names none that a meeting could have.
const LONG_AGO: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("the first day of all");

/// The record of a kind that a text names; a meeting also by its date, written in full. Refuses nothing found, and
/// lists what fits if it is several.
pub fn named(register: &Register, kind: Kind, text: &str) -> Result<Entry, Refusal> {
    let text = text.trim();
    if kind == Kind::Action && is_number_of_forum(register, text) {
        return Ok(action::called(register, text)?.id.into());
    }
    if let Ok(number) = text.parse() {
        let entry = Entry { kind, number };
        return match register.get(entry) {
            Some(_) => Ok(entry),
            None => Err(Refusal::not_found(format!("There is no {entry}."))),
        };
    }
    if let Some(record) = by_reference(register, kind, text) {
        return Ok(record.entry());
    }
    if kind == Kind::Meeting
        && let Some(day) = day(text, LONG_AGO)
    {
        return one_of(register, kind, text, &held_on(register, day, None));
    }
    let folded = fold(text);
    let exact: Vec<_> = register
        .all(kind)
        .filter(|record| is_called(register, *record, &folded))
        .collect();
    if !exact.is_empty() {
        return one_of(register, kind, text, &exact);
    }
    let query = Query::new(&folded);
    let by_part = register
        .all(kind)
        .filter(|record| !query.is_empty() && query.matches(&[&fold(&record.title(register))]));
    one_of(register, kind, text, &by_part.collect::<Vec<_>>())
}

/// The record of one of several kinds that a text names; what goes by it exactly comes before what it is a part of.
/// Refuses nothing found, and a text that names one of each kind.
pub fn one_kind(register: &Register, kinds: &[Kind], text: &str) -> Result<Entry, Refusal> {
    let folded = fold(text.trim());
    let all = kinds.iter().flat_map(|kind| register.all(*kind));
    let exact: Vec<Record<'_>> = all
        .filter(|record| is_called(register, *record, &folded))
        .collect();
    if let [one] = exact[..] {
        return Ok(one.entry());
    }
    let mut found = Vec::new();
    let mut refused = None;
    for kind in kinds {
        match named(register, *kind, text) {
            Ok(entry) => found.push(entry),
            Err(refusal) if refusal.why == Why::Ambiguous => refused = Some(refusal),
            Err(_) => {}
        }
    }
    let listed = |entries: &[Entry]| {
        let names = entries.iter().filter_map(|entry| register.get(*entry));
        let names: Vec<String> = names.map(|record| record.name(register)).collect();
        names.join(" and ")
    };
    match (&found[..], refused) {
        ([one], None) => Ok(*one),
        (_, Some(refusal)) => Err(refusal),
        ([], None) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
            Err(Refusal::not_found(format!(
                "There is no {} {}.",
                kinds.join(" or "),
                quoted(text)
            )))
        }
        (several, None) => Err(Refusal::ambiguous(format!(
            "{} fits {}; say a name in full.",
            quoted(text),
            listed(several)
        ))),
    }
}

/// The meeting that `next`, `last`, a date, a number or a reference names, of one forum or of the only one that fits.
pub fn meeting(
    register: &Register,
    text: &str,
    forum: Option<&str>,
    today: NaiveDate,
) -> Result<Id<Meeting>, Refusal> {
    let text = text.trim();
    let forum = match forum {
        Some(name) => named(register, Kind::Forum, name)?.id(),
        None => None,
    };
    let forums = register
        .forums
        .iter()
        .filter(|one| forum.is_none_or(|id| one.id == id));
    let entry = match text {
        "next" => {
            let found = forums.filter_map(|one| forum::next_meeting(register, one.id, today));
            let found: Vec<_> = found.map(Record::Meeting).collect();
            some_of(
                register,
                text,
                &found,
                "No meeting is fixed; fix one first, or name one by its date.",
            )?
        }
        "last" => {
            let found = forums.filter_map(|one| forum::last_meeting(register, one.id, today));
            let found: Vec<_> = found.map(Record::Meeting).collect();
            some_of(
                register,
                text,
                &found,
                "No meeting has been held yet; name one by its date.",
            )?
        }
        _ => match day(text, today) {
            Some(day) if by_reference(register, Kind::Meeting, text).is_none() => {
                let found = held_on(register, day, forum);
                one_of(register, Kind::Meeting, text, &found)?
            }
            Some(_) | None => named(register, Kind::Meeting, text)?,
        },
    };
    Ok(entry.id().expect("it was asked of that kind"))
}

/// `3`, or `CEF/3` where a forum goes by what stands before the stroke.
fn is_number_of_forum(register: &Register, text: &str) -> bool {
    let (body, number) = text
        .rsplit_once('/')
        .map_or((None, text), |(body, number)| (Some(body), number));
    number.trim().parse::<u32>().is_ok()
        && body.is_none_or(|body| forum::called(register, body).is_some())
        && (body.is_none() || by_reference(register, Kind::Action, text).is_none())
}

/// References are told apart by the register: no two of a kind are the same.
fn by_reference<'r>(register: &'r Register, kind: Kind, text: &str) -> Option<Record<'r>> {
    let mut all = register.all(kind);
    all.find(|record| record.reference() == Some(text))
}

/// The day that a text names, not the month; a bare number is the number of an entry.
fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if text.parse::<u32>().is_ok() {
        return None;
    }
    date::read(text, today).ok()?.as_day()
}

/// The meetings of a day, of one forum or of all.
fn held_on(register: &Register, day: NaiveDate, forum: Option<Id<Forum>>) -> Vec<Record<'_>> {
    let meetings = register
        .meetings
        .iter()
        .filter(|one| one.on.as_day() == Some(day) && forum.is_none_or(|forum| one.forum == forum));
    meetings.map(Record::Meeting).collect()
}

/// As `one_of`, with a sentence of its own where there is none.
fn some_of(
    register: &Register,
    text: &str,
    found: &[Record<'_>],
    none: &str,
) -> Result<Entry, Refusal> {
    if found.is_empty() {
        return Err(Refusal::not_found(none));
    }
    one_of(register, Kind::Meeting, text, found)
}

/// Everything that a record goes by, its title first.
pub fn names(register: &Register, record: Record<'_>) -> Vec<String> {
    let mut names = vec![record.title(register)];
    names.extend(record.reference().map(str::to_owned));
    names.extend(acronym(record).map(str::to_owned));
    if let Record::Organisation(one) = record {
        names.extend(one.aliases.iter().cloned());
    }
    if let Record::Action(_) = record {
        names.push(record.number(register));
    }
    names
}

/// The title with what tells it from others in a list: `Care Quality Commission (CQC)`, `12 Send the draft`.
pub fn in_a_list(register: &Register, record: Record<'_>) -> String {
    let title = record.title(register);
    if let Record::Action(_) = record {
        return format!("{} {title}", record.number(register));
    }
    match acronym(record) {
        Some(acronym) => format!("{title} ({acronym})"),
        None => title,
    }
}

/// The records of a kind in whose names every word of a text stands, all of them if it is empty; those that begin with
/// it come first.
pub fn fitting<'r>(register: &'r Register, kind: Kind, text: &str) -> Vec<Record<'r>> {
    let (query, typed) = (Query::new(text), fold(text));
    let mut found: Vec<(bool, (i64, String), Record<'_>)> = register
        .all(kind)
        .filter_map(|record| {
            let mut names = names(register, record);
            if let Record::Organisation(one) = record {
                names.extend(bodies::names::earlier_names(register, one.id));
            }
            let texts: Vec<&str> = names.iter().map(String::as_str).collect();
            if !query.is_empty() && !query.matches(&texts) {
                return None;
            }
            let is_start = names.iter().any(|name| fold(name).starts_with(&typed));
            Some((!is_start, order(record, &names), record))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    found.into_iter().map(|(_, _, record)| record).collect()
}

/// By name; meetings the latest first, since that is the one that is meant.
fn order(record: Record<'_>, names: &[String]) -> (i64, String) {
    let day = if let Record::Meeting(meeting) = record {
        meeting.on.last().num_days_from_ce()
    } else {
        0
    };
    let name = names.first().map_or_else(String::new, |name| fold(name));
    (-i64::from(day), name)
}

fn acronym(record: Record<'_>) -> Option<&str> {
    if let Record::Organisation(one) = record {
        return one.acronym.as_deref();
    }
    if let Record::Forum(one) = record {
        return one.acronym.as_deref();
    }
    None
}

fn is_called(register: &Register, record: Record<'_>, folded: &str) -> bool {
    let names = names(register, record);
    names.iter().any(|name| fold(name) == folded)
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
                .map(|one| {
                    // Nobody knows here who reads the sentence.
                    let title = one.title_for(register, Audience::Public);
                    let number = one.number(register);
                    format!("{kind} {number} {}", quoted(&title))
                })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::action::Action;
    use crate::domain::agreement::Agreement;
    use crate::domain::date::Date;
    use crate::domain::meeting::MeetingState;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a test's own number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn forum(number: u32, name: &str, acronym: &str) -> Forum {
        let mut forum = Forum::new(id(number), name);
        forum.acronym = Some(acronym.to_owned());
        forum
    }

    fn sitting(number: u32, forum: u32, iso: &str, state: MeetingState) -> Meeting {
        Meeting {
            state,
            ..Meeting::new(id(number), id(forum), Date::day(day(iso)))
        }
    }

    fn action(number: u32, forum: u32, of_forum: u32, reference: Option<&str>) -> Action {
        Action {
            reference: reference.map(str::to_owned),
            ..Action::new(id(number), id(forum), of_forum, "Send the minutes")
        }
    }

    /// Two forums that met on the same day, actions of both, and agreements of which two have one title.
    fn register() -> Register {
        let mut register = Register::default();
        let ombudsman = "Parliamentary & Health Service Ombudsman";
        let mut commission = Organisation::new(id(1), "Care Quality Commission");
        commission.acronym = Some("CQC".to_owned());
        commission.aliases = vec!["The Commission".to_owned()];
        register.put(commission);
        register.put(Organisation::new(id(2), ombudsman));
        register.put(forum(1, "Chief Executives Forum", "CEF"));
        register.put(forum(2, "Regional Forum", "REG"));
        let (held, planned) = (MeetingState::Held, MeetingState::Planned);
        register.put(sitting(1, 1, "2014-01-13", held));
        register.put(sitting(2, 1, "2014-04-03", planned));
        register.put(sitting(3, 2, "2014-04-03", planned));
        let mut first = sitting(4, 2, "2013-12-02", held);
        first.reference = Some("2015-01-01".to_owned());
        register.put(first);
        register.put(action(1, 1, 1, None));
        register.put(action(2, 2, 1, None));
        register.put(action(3, 2, 7, Some("CEF/9")));
        for (number, title, reference) in [
            (1, "Joint working protocol", "jwp"),
            (2, "Joint Working Protocol", "jwp-2"),
            (3, "Information sharing and joint working protocol", "isa"),
        ] {
            let mut agreement = Agreement::new(id(number), title);
            agreement.reference = Some(reference.to_owned());
            register.put(agreement);
        }
        register
    }

    /// The number that was found, or words of the refusal.
    fn check(text: &str, found: Result<u32, Refusal>, expected: Result<u32, &str>) {
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text:?}"),
            (Err(found), Err(words)) => {
                assert!(found.sentence.contains(words), "{text:?}: {found}");
            }
            (found, expected) => panic!("{text:?}: {found:?}, but expected {expected:?}"),
        }
    }

    #[test]
    fn what_people_call_an_entry_names_it_unless_several_go_by_it() {
        let register = register();
        let several =
            "fits more than one agreement: agreement 1 \"Joint working protocol\"; agreement 2";
        for (kind, text, expected) in [
            (Kind::Organisation, " 2 ", Ok(2)),
            (Kind::Organisation, "9", Err("There is no organisation 9.")),
            (Kind::Organisation, "cqc", Ok(1)),
            (Kind::Organisation, "the commission", Ok(1)),
            (Kind::Organisation, "ombuds", Ok(2)),
            (
                Kind::Organisation,
                "parliamentary and health service ombudsman",
                Ok(2),
            ),
            (Kind::Organisation, "Parliamentary & Health", Ok(2)),
            (Kind::Organisation, "parliamentary and health", Ok(2)),
            (
                Kind::Organisation,
                "c",
                Err("fits more than one organisation"),
            ),
            (
                Kind::Organisation,
                "",
                Err("There is no organisation \"\"."),
            ),
            (
                Kind::Organisation,
                "2014-01-13",
                Err("There is no organisation"),
            ),
            (Kind::Forum, "reg", Ok(2)),
            (Kind::Forum, "forum", Err("fits more than one forum")),
            (Kind::Agreement, "jwp", Ok(1)),
            (Kind::Agreement, "jwp-2", Ok(2)),
            (Kind::Agreement, "joint working protocol", Err(several)),
            (Kind::Agreement, "sharing protocol", Ok(3)),
            (
                Kind::Agreement,
                "memorandum",
                Err("There is no agreement \"memorandum\"."),
            ),
            (Kind::Action, "7", Ok(3)),
            (Kind::Action, "1", Err("say CEF/1 or REG/1")),
            (Kind::Action, "CEF/1", Ok(1)),
            (Kind::Action, "regional forum/1", Ok(2)),
            (Kind::Action, "CEF/9", Ok(3)),
            (Kind::Action, "CEF/8", Err("There is no action CEF/8.")),
            (Kind::Action, "XYZ/1", Err("There is no action \"XYZ/1\".")),
            (
                Kind::Action,
                "send",
                Err("action CEF/1 \"Send the minutes\"; action REG/1"),
            ),
            (Kind::Meeting, "2014-01-13", Ok(1)),
            (Kind::Meeting, "Monday 13 January 2014", Ok(1)),
            (
                Kind::Meeting,
                "2014-01-14",
                Err("There is no meeting \"2014-01-14\"."),
            ),
            (
                Kind::Meeting,
                "3 April 2014",
                Err("meeting 2 \"Chief Executives Forum, Thursday 3"),
            ),
            (Kind::Meeting, "2015-01-01", Ok(4)),
            (Kind::Meeting, "executives april", Ok(2)),
            (Kind::Meeting, "-2w", Err("There is no meeting")),
        ] {
            let found = named(&register, kind, text).map(|entry| entry.number);
            check(text, found, expected);
        }
    }

    #[test]
    fn a_meeting_is_the_next_the_last_or_that_of_a_day() {
        let register = register();
        for (text, forum, expected) in [
            ("next", Some("CEF"), Ok(2)),
            ("last", Some("REG"), Ok(4)),
            ("next", None, Err("fits more than one meeting")),
            ("3 April", Some("REG"), Ok(3)),
            ("2014-04-03", None, Err("fits more than one meeting")),
            ("thursday", Some("CEF"), Ok(2)),
            ("13/1/2014", None, Ok(1)),
            ("2015-01-01", None, Ok(4)),
            ("next", Some("nobody"), Err("There is no forum")),
        ] {
            let found = meeting(&register, text, forum, day("2014-03-31"));
            check(text, found.map(Id::number), expected);
        }
        let empty = Register::default();
        for (text, none) in [
            ("next", "fix one first, or name one by its date"),
            ("last", "held yet; name one by its date"),
        ] {
            let found = meeting(&empty, text, None, day("2014-03-31"));
            check(text, found.map(Id::number), Err(none));
        }
    }
}
