//! Recording a meeting: who was there, then item by item what came of it and what was agreed, and that it was held.

use super::pick;
use super::talk::{Said, Talk};
use crate::domain::attendance::Presence;
use crate::domain::change::Change;
use crate::domain::cycle::sitting::{self, Attending};
use crate::domain::cycle::states;
use crate::domain::id::{Entry, Id};
use crate::domain::item::{self, Item, ItemState};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;

const WHO: &str = "A number and a letter says how somebody is there: 3 p present, 3 a apologies, 3 i in attendance, 3 o \
observer; 3 d and a name says who came for them. all says that every other member is present. Enter goes on to the \
items.";

const WHAT: &str = "d says that the item was discussed, f that it was deferred, n and words what was noted, ! and a line \
adds an action: ! CQC share the draft by 3 April. Enter goes on to the next item.";

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which meeting: next, last, a date, or words of it? Enter goes back:";
    let picked = pick::one(talk, session, Kind::Meeting, prompt)?;
    let Some(meeting) = picked.and_then(Entry::id) else {
        return Ok(());
    };
    attendance(talk, session, meeting)?;
    let items = item::agenda(session.register(), meeting);
    let items: Vec<Id<Item>> = items.iter().map(|item| item.id).collect();
    for id in items {
        one(talk, session, meeting, id)?;
    }
    let today = session.today();
    if states::hold(session.register(), &[meeting], today).is_ok()
        && talk.confirm("Did the meeting take place?", "yes marks it as held.")?
    {
        commit(talk, session, |register| {
            states::hold(register, &[meeting], today)
        })?;
    }
    Ok(())
}

/// Asks until somebody goes on: the list is said once, and after each change what it did.
fn attendance(talk: &mut Talk<'_>, session: &mut Session, id: Id<Meeting>) -> Said<()> {
    let register = session.register();
    let seats = register
        .meetings
        .get(id)
        .map_or_else(Vec::new, |meeting| sitting::expected(register, meeting));
    let rows: Vec<String> = seats
        .iter()
        .map(|seat| {
            let body = register.organisations.get(seat.organisation);
            let body = body.map_or("", Organisation::short);
            let noted = sitting::seat(register, id, seat).map(|one| one.presence);
            let noted = noted.map_or_else(|| "nothing noted".to_owned(), |one| one.to_string());
            format!("{body}: {noted}")
        })
        .collect();
    talk.number(&rows)?;
    loop {
        let reply = talk.ask(
            "Who is there? A number and p, a, d, i or o; all; or Enter:",
            WHO,
        )?;
        if reply.is_empty() {
            return Ok(());
        }
        if reply.is("all") {
            commit(talk, session, |register| sitting::all_present(register, id))?;
            continue;
        }
        let (number, rest) = reply.text.split_once(' ').unwrap_or((&reply.text, "p"));
        let seat = number
            .parse::<usize>()
            .ok()
            .and_then(|number| seats.get(number.checked_sub(1)?));
        let (letter, name) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let presence = match letter {
            "p" => Some(Presence::Present),
            "a" => Some(Presence::Apologies),
            "d" => Some(Presence::Deputy),
            "i" => Some(Presence::InAttendance),
            "o" => Some(Presence::Observer),
            _ => None,
        };
        let (Some(seat), Some(presence)) = (seat, presence) else {
            talk.say("That is not understood; ? explains.")?;
            continue;
        };
        let one = Attending {
            name: name.trim().to_owned(),
            ..Attending::new(presence, Some(seat.organisation))
        };
        commit(talk, session, |register| {
            sitting::attend(register, id, &[one])
        })?;
    }
}

fn one(talk: &mut Talk<'_>, session: &mut Session, meeting: Id<Meeting>, id: Id<Item>) -> Said<()> {
    let Some(item) = session.register().items.get(id) else {
        return Ok(());
    };
    talk.gap()?;
    let number = item.number.as_deref().unwrap_or_default();
    talk.say(&format!("{number} {}: {}", item.title, item.state))?;
    if !item.outcome.is_empty() {
        talk.say(&item.outcome)?;
    }
    let today = session.today();
    loop {
        let reply = talk.ask(
            "d, f, n and words, ! and an action, or Enter for the next:",
            WHAT,
        )?;
        let text = reply.text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if text.starts_with('!') {
            commit(talk, session, |register| {
                sitting::agree(register, meeting, Some(id), text, today)
            })?;
        } else if let Some(words) = text.strip_prefix("n ") {
            commit(talk, session, |register| noted(register, id, words))?;
        } else if let Some(state) = state(text) {
            commit(talk, session, |register| {
                sitting::mark(register, &[id], state)
            })?;
        } else {
            talk.say("That is not understood; ? explains.")?;
        }
    }
}

fn state(letter: &str) -> Option<ItemState> {
    match letter {
        "d" => Some(ItemState::Discussed),
        "f" | "-" => Some(ItemState::Deferred),
        _ => None,
    }
}

/// On a line of its own after what is noted already.
fn noted(register: &Register, id: Id<Item>, words: &str) -> Result<Change, Refusal> {
    let Some(item) = register.items.get(id) else {
        return Err(Refusal::not_found(format!("There is no item {id}.")));
    };
    let text = if item.outcome.is_empty() {
        words.to_owned()
    } else {
        format!("{}\n{words}", item.outcome)
    };
    sitting::set_outcome(register, item, &text)
}

fn commit(
    talk: &mut Talk<'_>,
    session: &mut Session,
    verb: impl FnOnce(&Register) -> Result<Change, Refusal>,
) -> Said<()> {
    match session.commit(verb) {
        Ok(done) => talk.done(&done),
        Err(failure) => talk.refused(&failure),
    }
}
