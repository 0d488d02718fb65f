//! Somebody else saved the same entry meanwhile: theirs and mine are said, and which stands is asked.

use super::about::{About, Filling};
use super::talk::{Said, Talk};
use crate::domain::change::Clash;
use crate::domain::form::{Answers, answer_words, clashing};
use crate::domain::refusal::Refusal;
use crate::session::Session;

const HELP: &str = "Somebody else saved this entry while you answered. Mine saves what you typed over theirs; theirs \
stays as it is.";

/// Whether to save again.
pub(super) enum Settled {
    Again,
    /// Nothing of it can be settled; what was typed is still there.
    No,
}

pub(super) fn settle(
    talk: &mut Talk<'_>,
    session: &mut Session,
    filling: &mut Filling,
    clash: &Clash,
    refusal: &Refusal,
) -> Said<Settled> {
    talk.say(&refusal.sentence)?;
    if let Some(latest) = session.latest(clash.entry) {
        talk.say(&latest)?;
    }
    let About::Change(entry) = filling.about else {
        return Ok(Settled::No);
    };
    let Some(now) = Filling::of(filling.about, session) else {
        if !talk.confirm("Save what you typed as a new entry?", HELP)? {
            return Ok(Settled::No);
        }
        filling.about = About::New(entry.kind);
        return Ok(Settled::Again);
    };
    let mut theirs = Vec::new();
    for ask in clashing(entry.kind, clash) {
        let words = |answers: &Answers| match answer_words(ask, answers, session.register()) {
            words if words.is_empty() => "nothing".to_owned(),
            words => words,
        };
        let both = [
            format!("Mine: {}", words(&filling.now)),
            format!("Theirs: {}", words(&now.first)),
        ];
        talk.say(&format!("{}:", ask.label))?;
        talk.number(&both)?;
        let stands = loop {
            match talk.choose("Which stands, 1 or 2?", &both, HELP)? {
                Some(stands) => break stands,
                None => talk.say("Type 1 or 2.")?,
            }
        };
        if stands == 1 {
            theirs.push(ask.name);
        }
    }
    let mine = filling.changed();
    filling.base = now.base;
    for (name, answer) in now.first.iter() {
        if mine.get(name).is_none() || theirs.contains(&name) {
            filling.now.set(name, answer.clone());
        }
    }
    filling.first = now.first;
    Ok(Settled::Again)
}
