//! Building an agenda: what is proposed is read out in numbered lines, some are left out or taken in, and the rest goes
//! on the agenda as one change.

use super::pick;
use super::talk::{Said, Talk};
use crate::domain::cycle::build::{self, Proposed};
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::register::{Kind, Register};
use crate::session::Session;

const HELP: &str = "Each line is an item and why it is proposed. Type numbers, as in 2 5, and those that go on are left \
out, those left out go on. Enter goes on to the question whether to build.";

const YES: &str = "yes puts the items on the agenda; anything else leaves it as it is.";

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which meeting: next, last, a date, or words of it? Enter goes back:";
    let entry = pick::one(talk, session, Kind::Meeting, prompt)?;
    match entry.and_then(Entry::id) {
        Some(id) => one(talk, session, id),
        None => Ok(()),
    }
}

fn one(talk: &mut Talk<'_>, session: &mut Session, meeting: Id<Meeting>) -> Said<()> {
    let found = build::propose(
        session.register(),
        meeting,
        session.today(),
        session.rules(),
    );
    let mut proposed = match found {
        Ok(proposed) => proposed,
        Err(refusal) => return talk.say(&refusal.sentence),
    };
    if proposed.is_empty() {
        return talk.say("Everything that could be proposed is on the agenda already.");
    }
    choose(talk, session.register(), &mut proposed)?;
    let wanted = proposed.iter().filter(|one| one.wanted).count();
    if wanted == 0 {
        return talk.say("Nothing is left, so the agenda stays as it is.");
    }
    let items = if wanted == 1 { "item" } else { "items" };
    if !talk.confirm(&format!("Put {wanted} {items} on the agenda?"), YES)? {
        return talk.say("The agenda is as it was.");
    }
    match session.commit(|register| build::accept(register, meeting, &proposed)) {
        Ok(done) => talk.done(&done),
        Err(failure) => talk.refused(&failure),
    }
}

/// Reads the lines out until nothing more is left out or taken in.
fn choose(talk: &mut Talk<'_>, register: &Register, proposed: &mut [Proposed]) -> Said<()> {
    loop {
        let rows: Vec<String> = proposed.iter().map(|one| row(register, one)).collect();
        talk.number(&rows)?;
        let reply = talk.ask("Numbers to leave out or take in, or Enter:", HELP)?;
        if reply.is_empty() {
            return Ok(());
        }
        let words = reply.text.split([' ', ',']).filter(|word| !word.is_empty());
        let places: Option<Vec<usize>> = words
            .map(|word| word.parse::<usize>().ok()?.checked_sub(1))
            .collect();
        let places = places.filter(|all| all.iter().all(|place| *place < proposed.len()));
        let Some(places) = places else {
            let last = proposed.len();
            talk.say(&format!("Type numbers from 1 to {last}, or ?."))?;
            continue;
        };
        for place in places {
            proposed[place].wanted = !proposed[place].wanted;
        }
    }
}

fn row(register: &Register, one: &Proposed) -> String {
    let left_out = if one.wanted { "" } else { "Left out: " };
    let reserved = if one.is_reserved(register) {
        ", reserved"
    } else {
        ""
    };
    format!("{left_out}{}, {}{reserved}", one.item.title, one.why)
}
