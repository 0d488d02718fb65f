//! Which entry is meant: by number, name or part of one; where several fit they are numbered.

use super::fill;
use super::talk::{Leave, Reply, Said, Talk, returned};
use crate::cli::entry::called;
use crate::domain::audience::Audience;
use crate::domain::date::{self, Date};
use crate::domain::find::{Query, find, fold};
use crate::domain::forum;
use crate::domain::id::Entry;
use crate::domain::named::{fitting, in_a_list};
use crate::domain::refusal::quoted;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::words::Word;
use crate::session::Session;

/// So many are listed at once; more words narrow them.
const MOST: usize = 20;

const HELP: &str = "Type a number, a reference, or any part of a name. Where several entries fit they are numbered, \
and then a number chooses one of these; other words look again.";

const HELP_TO_MAKE: &str =
    "new makes one that is not there yet, new and a name one that is called so.";

/// What was answered where an entry was asked for.
#[derive(Debug)]
pub(super) enum Picked {
    Entry(Entry),
    /// An empty line.
    Nothing,
    /// The answer that stood there is to go.
    Cleared,
}

/// An entry of any kind. None for an empty line.
pub(super) fn any(talk: &mut Talk<'_>, session: &mut Session, prompt: &str) -> Said<Option<Entry>> {
    match pick(talk, session, prompt, None)? {
        Picked::Entry(entry) => Ok(Some(entry)),
        Picked::Nothing | Picked::Cleared => Ok(None),
    }
}

/// An entry of a kind. None for an empty line.
pub(super) fn one(
    talk: &mut Talk<'_>,
    session: &mut Session,
    kind: Kind,
    prompt: &str,
) -> Said<Option<Entry>> {
    match pick(talk, session, prompt, Some(kind))? {
        Picked::Entry(entry) => Ok(Some(entry)),
        Picked::Nothing | Picked::Cleared => Ok(None),
    }
}

/// An entry of a kind, or of any; what was picked is said.
pub(super) fn pick(
    talk: &mut Talk<'_>,
    session: &mut Session,
    prompt: &str,
    kind: Option<Kind>,
) -> Said<Picked> {
    let mut offered: Vec<Entry> = Vec::new();
    let can_make = kind.filter(|_| session.read_only().is_none());
    let help = match can_make {
        Some(_) => format!("{HELP} {HELP_TO_MAKE}"),
        None => HELP.to_owned(),
    };
    loop {
        let reply = match talk.ask(prompt, &help) {
            Err(Leave::Back) if !offered.is_empty() => {
                offered.clear();
                continue;
            }
            reply => reply?,
        };
        if reply.is_empty() {
            return Ok(Picked::Nothing);
        }
        if reply.is("-") {
            return Ok(Picked::Cleared);
        }
        if let (Some(kind), Some(name)) = (can_make, new(&reply)) {
            match returned(fill::make(talk, session, kind, name))? {
                Some(entry) => return Ok(Picked::Entry(entry)),
                None => continue,
            }
        }
        let listed = reply.place(offered.len());
        let found = match listed.and_then(|place| offered.get(place)) {
            Some(entry) => vec![*entry],
            None => found(session, kind, &reply.text),
        };
        match found[..] {
            [] => talk.say(&format!("Nothing is called {}.", quoted(&reply.text)))?,
            [entry] => {
                talk.say(&format!("= {}", name(session, entry, kind)))?;
                return Ok(Picked::Entry(entry));
            }
            [..] => {
                offer(talk, session, &found, kind)?;
                offered = found.into_iter().take(MOST).collect();
            }
        }
    }
}

/// The name after `new`, which may be empty. None for another answer.
fn new(reply: &Reply) -> Option<&str> {
    if reply.is("new") {
        return Some("");
    }
    reply.text.strip_prefix("new ").map(str::trim)
}

fn offer(talk: &mut Talk<'_>, session: &Session, found: &[Entry], kind: Option<Kind>) -> Said<()> {
    let names: Vec<String> = found
        .iter()
        .take(MOST)
        .map(|entry| name(session, *entry, kind))
        .collect();
    talk.say(&format!("{} fit:", found.len()))?;
    talk.number(&names)?;
    if found.len() > MOST {
        let more = found.len() - MOST;
        talk.say(&format!("And {more} more; more words narrow them."))?;
    }
    Ok(())
}

/// One entry if the text names it alone, else those in whose names all its words stand.
fn found(session: &Session, kind: Option<Kind>, text: &str) -> Vec<Entry> {
    let register = session.register();
    let Some(kind) = kind else {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let named = Kind::from_word(word).and_then(|kind| called(session, kind, rest).ok());
        if let (Some(entry), false) = (named, rest.trim().is_empty()) {
            return vec![entry];
        }
        let hits = find(register, &Query::new(text), Audience::Secretariat, |_| true);
        let hits: Vec<Entry> = hits.into_iter().map(|hit| hit.entry).collect();
        return whole(register, &hits, text).map_or(hits, |one| vec![one]);
    };
    match called(session, kind, text) {
        Ok(entry) => vec![entry],
        Err(_) if kind == Kind::Meeting => meetings(session, text),
        Err(_) => of_kind(register, kind, text),
    }
}

/// The only entry whose whole title the text is, among those in which its words stand.
fn whole(register: &Register, hits: &[Entry], text: &str) -> Option<Entry> {
    let text = fold(text);
    let is_called = |entry: &&Entry| {
        let record = register.get(**entry);
        record.is_some_and(|record| fold(&record.title(register)) == text)
    };
    let mut called = hits.iter().filter(is_called);
    called.next().filter(|_| called.next().is_none()).copied()
}

/// The next or last meeting of every forum, those of a day, or those in whose names the words stand.
fn meetings(session: &Session, text: &str) -> Vec<Entry> {
    let (register, today) = (session.register(), session.today());
    let forums = register.forums.iter();
    let found: Vec<Entry> = match text.to_lowercase().as_str() {
        "next" => forums
            .filter_map(|one| forum::next_meeting(register, one.id, today))
            .map(|meeting| meeting.id.into())
            .collect(),
        "last" => forums
            .filter_map(|one| forum::last_meeting(register, one.id, today))
            .map(|meeting| meeting.id.into())
            .collect(),
        text => {
            let day = date::read(text, today).ok().and_then(Date::as_day);
            let held = register.meetings.iter();
            held.filter(|meeting| day.is_some() && meeting.on.as_day() == day)
                .map(|meeting| meeting.id.into())
                .collect()
        }
    };
    if found.is_empty() {
        of_kind(register, Kind::Meeting, text)
    } else {
        found
    }
}

fn of_kind(register: &Register, kind: Kind, text: &str) -> Vec<Entry> {
    let fitting = fitting(register, kind, text).into_iter();
    fitting.map(Record::entry).collect()
}

/// What an entry is called in a list; of many kinds with its kind.
fn name(session: &Session, entry: Entry, kind: Option<Kind>) -> String {
    let register = session.register();
    let title = match register.get(entry) {
        Some(record) => in_a_list(register, record),
        None => entry.to_string(),
    };
    let reserved = super::look::reserved(register, entry);
    match kind {
        Some(_) => format!("{title}{reserved}"),
        None => format!("{}: {title}{reserved}", entry.kind),
    }
}
