//! Deleting an entry: what goes with it is said first, and nothing goes unless somebody says yes.

use super::pick;
use super::talk::{Said, Talk};
use crate::domain::audience::Audience;
use crate::domain::delete;
use crate::domain::id::Entry;
use crate::session::Session;

const HELP: &str = "What belongs to the entry goes with it. yes deletes; anything else keeps it.";

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which entry is to be deleted? Words of it, or Enter to go back:";
    match pick::any(talk, session, prompt)? {
        Some(entry) => one(talk, session, entry),
        None => Ok(()),
    }
}

pub(super) fn one(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    let register = session.register();
    let plan = match delete::plan(register, &[entry]) {
        Ok(plan) => plan,
        Err(refusal) => return talk.say(&refusal.sentence),
    };
    for with in plan.with.iter().filter_map(|with| register.get(*with)) {
        let name = with.name_for(register, Audience::Secretariat);
        talk.say(&format!("Goes with it: {name}"))?;
    }
    let what = plan.what(register, Audience::Secretariat);
    if !talk.confirm(&format!("Delete {what}?"), HELP)? {
        return talk.say("Nothing was deleted.");
    }
    // What was asked about and nothing else: whatever somebody has added or changed meanwhile refuses it.
    match session.commit(|_| Ok(plan.change.clone())) {
        Ok(done) => talk.done(&done),
        Err(failure) => talk.refused(&failure),
    }
}
