//! The history of an entry, and taking one's own changes back.

use super::pick;
use super::talk::{Said, Talk};
use crate::cli::{Common, Stop, history};
use crate::domain::audience::Audience;
use crate::domain::id::Entry;
use crate::session::Session;

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Whose history? Words of the entry, or Enter to go back:";
    match pick::any(talk, session, prompt)? {
        Some(entry) => of(talk, session, entry),
        None => Ok(()),
    }
}

pub(super) fn of(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    let common = Common {
        audience: Audience::Secretariat,
        ..Common::default()
    };
    match history::of_entry(entry, &common, session) {
        Ok(text) => talk.say(text.trim_end()),
        Err(Stop::Failure(failure)) => talk.refused(&failure),
        Err(stop) => Err(super::talk::Leave::Stop(stop)),
    }
}

pub(super) fn undo(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    match session.undo() {
        Ok(done) => {
            let label = done.label;
            talk.say(&format!(
                "Took back: {label}. Redo, 9 in the main menu, brings it back."
            ))
        }
        Err(failure) => talk.refused(&failure),
    }
}

pub(super) fn redo(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    match session.redo() {
        Ok(done) => {
            let label = done.label;
            talk.say(&format!(
                "Brought back: {label}. Undo, 8 in the main menu, takes it back."
            ))
        }
        Err(failure) => talk.refused(&failure),
    }
}
