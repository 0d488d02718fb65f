//! Moving an agreement on: which step, and what the step needs.

use super::about::About;
use super::fill::fill;
use super::pick;
use super::talk::{Said, Talk};
use crate::domain::agreement::Agreement;
use crate::domain::form::life::title;
use crate::domain::id::{Entry, Id};
use crate::domain::life::next::{self, Step};
use crate::domain::life::signing;
use crate::domain::register::Kind;
use crate::domain::words::Word;
use crate::session::Session;

const HELP: &str =
    "The number or a word of a line. Only the steps are listed that the agreement can take now.";

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which agreement? Words of it, or Enter to go back:";
    let picked = pick::one(talk, session, Kind::Agreement, prompt)?;
    let Some(id) = picked.and_then(Entry::id) else {
        return Ok(());
    };
    tell(talk, session, id)?;
    let (register, today) = (session.register(), session.today());
    let steps = Step::ALL.iter().copied();
    let steps: Vec<Step> = steps
        .filter(|step| next::possible(register, id, *step, today).is_ok())
        .collect();
    let names: Vec<String> = steps.iter().map(|step| title(*step).to_owned()).collect();
    if names.is_empty() {
        return talk.say("Nothing more becomes of it.");
    }
    talk.number(&names)?;
    let chosen = talk.choose("What becomes of it? Number or word:", &names, HELP)?;
    let Some(step) = chosen.and_then(|place| steps.get(place)) else {
        return Ok(());
    };
    if fill(talk, session, About::Life(*step, id))?.is_some() {
        tell(talk, session, id)?;
    }
    Ok(())
}

/// Its state, and how far its signing has come.
fn tell(talk: &mut Talk<'_>, session: &Session, id: Id<Agreement>) -> Said<()> {
    let (register, today) = (session.register(), session.today());
    let Some(agreement) = register.agreements.get(id) else {
        return Ok(());
    };
    let words = signing::words(register, agreement, today);
    let words = words.map_or_else(String::new, |words| format!(": {words}"));
    talk.say(&format!("It is {}{words}.", agreement.state()))
}
