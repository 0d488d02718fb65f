//! A run of questions from the first to the saving: adding, changing, recording a review, closing an action.

use super::about::{About, Filling};
use super::export::{self, Wrote};
use super::pick;
use super::question::{ask_now, head, question, spoken};
use super::settle::{Settled, settle};
use super::talk::{Leave, Said, Talk};
use crate::cli::review::next_due;
use crate::domain::field::label;
use crate::domain::form::{Answer, Ask, Input, Reader};
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::domain::words::Word;
use crate::session::{Failure, Session};

const SAVING: &str = "yes saves, no leaves everything as it was, again asks the questions once more. back goes to the \
last question.";

const KEEPING: &str = "yes loses what you typed here; anything else goes on with the questions.";

const CHOOSING: &str =
    "The numbers of the answers that are to change, with blanks between, or all. Enter goes back.";

/// What comes after a question or after the saving.
enum Step {
    Next,
    To(usize),
    Over(Option<Entry>),
}

/// What somebody wants who has seen what is going to be saved.
enum Wish {
    Save,
    Leave,
    Again,
}

pub(super) fn add(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let all: Vec<Kind> = crate::domain::form::kinds().collect();
    let kinds: Vec<String> = all.iter().map(|kind| kind.word().to_owned()).collect();
    talk.say("What is to be added?")?;
    talk.number(&kinds)?;
    let help = "The number or the word of a line. Enter goes back.";
    let chosen = talk.choose("Number or word, or Enter to go back:", &kinds, help)?;
    match chosen.and_then(|place| all.get(place)) {
        Some(kind) => make(talk, session, *kind, "").map(|_| ()),
        None => Ok(()),
    }
}

/// A new entry of a kind that begins with a name. None if it was not saved.
pub(super) fn make(
    talk: &mut Talk<'_>,
    session: &mut Session,
    kind: Kind,
    name: &str,
) -> Said<Option<Entry>> {
    let Some(mut filling) = Filling::of(About::New(kind), session) else {
        return Ok(None);
    };
    let called = filling.asks.iter().find(|ask| ask.is_name());
    if let (Some(ask), false) = (called, name.is_empty()) {
        filling.now.set_text(ask.name, name);
    }
    run(talk, session, filling)
}

pub(super) fn change(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which entry is to be changed? Words of it, or Enter to go back:";
    match pick::any(talk, session, prompt)? {
        Some(entry) => change_one(talk, session, entry),
        None => Ok(()),
    }
}

pub(super) fn change_one(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    let Some(mut filling) = Filling::of(About::Change(entry), session) else {
        return talk.say(&format!("There is no {entry} any more."));
    };
    let asks = chosen(talk, session, &filling)?;
    if asks.is_empty() {
        return Ok(());
    }
    filling.asks = asks;
    run(talk, session, filling).map(|_| ())
}

pub(super) fn review(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which agreement was reviewed? Words of it, or Enter to go back:";
    match pick::one(talk, session, Kind::Agreement, prompt)? {
        Some(entry) => review_one(talk, session, entry),
        None => Ok(()),
    }
}

pub(super) fn review_one(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    let Some(id) = entry.id() else {
        return Ok(());
    };
    if fill(talk, session, About::Review(id))?.is_some()
        && let Some(agreement) = session.register().agreements.get(id)
    {
        talk.say(&next_due(session.register(), agreement, session.today()))?;
    }
    Ok(())
}

pub(super) fn close(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which action is done? Its number or words of it, or Enter to go back:";
    match pick::one(talk, session, Kind::Action, prompt)? {
        Some(entry) => close_one(talk, session, entry),
        None => Ok(()),
    }
}

pub(super) fn close_one(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    match entry.id() {
        Some(id) => fill(talk, session, About::Close(id)).map(|_| ()),
        None => Ok(()),
    }
}

/// Asks what a thing needs and saves it. None if it was not saved.
pub(super) fn fill(
    talk: &mut Talk<'_>,
    session: &mut Session,
    about: About,
) -> Said<Option<Entry>> {
    if let Some(filling) = Filling::of(about, session) {
        return run(talk, session, filling);
    }
    talk.say("It is not there any more.")?;
    Ok(None)
}

/// The questions whose answers are to change.
fn chosen(talk: &mut Talk<'_>, session: &Session, filling: &Filling) -> Said<Vec<&'static Ask>> {
    let asks = &filling.asks;
    let row = |ask: &&'static Ask| match spoken(ask, filling, session) {
        words if words.is_empty() => format!("{}: nothing", ask.label),
        words => format!("{}: {words}", ask.label),
    };
    let rows: Vec<String> = asks.iter().map(row).collect();
    talk.say("What is to be changed?")?;
    talk.number(&rows)?;
    loop {
        let reply = talk.ask("Numbers, or all, or Enter to go back:", CHOOSING)?;
        if reply.is("all") {
            return Ok(asks.clone());
        }
        let words = reply.text.split([' ', ',']).filter(|word| !word.is_empty());
        let found: Option<Vec<_>> = words
            .map(|word| {
                let number = word.parse::<usize>().ok();
                number
                    .and_then(|number| asks.get(number.checked_sub(1)?))
                    .copied()
            })
            .collect();
        match found {
            Some(found) => return Ok(found),
            None => talk.say(&format!("Type numbers from 1 to {}.", asks.len()))?,
        }
    }
}

fn run(talk: &mut Talk<'_>, session: &mut Session, mut filling: Filling) -> Said<Option<Entry>> {
    let what = filling.about.title(session.register());
    talk.say(&format!(
        "{}. Questions: {}. Enter keeps what stands in brackets, - clears it, save goes on to the end.",
        label(&what),
        filling.asks.len()
    ))?;
    let not_saved = what.clone();
    talk.within_form(&not_saved, |talk| {
        through(talk, session, &mut filling, &what)
    })
}

fn through(
    talk: &mut Talk<'_>,
    session: &mut Session,
    filling: &mut Filling,
    what: &str,
) -> Said<Option<Entry>> {
    let begun = talk.answers();
    let mut place = 0;
    loop {
        let end = filling.asks.len();
        let step = if place < end {
            question(talk, session, filling, place).map(|()| Step::Next)
        } else {
            finish(talk, session, filling)
        };
        match step {
            Ok(Step::Next) => place += 1,
            Ok(Step::To(other)) => place = other,
            Ok(Step::Over(made)) => return Ok(made),
            Err(Leave::Back) if place > 0 => place -= 1,
            Err(Leave::Save) => place = end,
            Err(leave @ (Leave::Back | Leave::Quit)) => {
                if talk.answers() == begun || is_given_up(talk, what)? {
                    return Err(leave);
                }
            }
            Err(leave @ (Leave::End | Leave::Stop(_))) => return Err(leave),
        }
    }
}

/// Whether what was typed is to be lost; whoever goes back from that question keeps it.
fn is_given_up(talk: &mut Talk<'_>, what: &str) -> Said<bool> {
    match talk.confirm(&format!("Leave {what} unsaved?"), KEEPING) {
        Err(Leave::Back | Leave::Save) => Ok(false),
        answer => answer,
    }
}

/// Says what is going to be saved, and saves it if that is wished.
fn finish(talk: &mut Talk<'_>, session: &mut Session, filling: &mut Filling) -> Said<Step> {
    talk.gap()?;
    if matches!(filling.about, About::Change(_)) && filling.changed().is_empty() {
        talk.say("Nothing was changed.")?;
        return Ok(Step::Over(None));
    }
    summary(talk, session, filling)?;
    match wish(talk)? {
        Wish::Save => save(talk, session, filling),
        Wish::Again => Ok(Step::To(0)),
        Wish::Leave => {
            talk.say("Nothing was saved.")?;
            Ok(Step::Over(None))
        }
    }
}

fn summary(talk: &mut Talk<'_>, session: &Session, filling: &Filling) -> Said<()> {
    let title = filling.about.title(session.register());
    let deed = match filling.about {
        About::Export(..) => "written",
        About::New(_) | About::Change(_) | About::Review(_) | About::Life(..) | About::Close(_) => {
            "saved"
        }
    };
    talk.say(&format!("This is going to be {deed}, {title}:"))?;
    let shown = match filling.about {
        About::Change(_) => filling.changed(),
        About::New(_)
        | About::Review(_)
        | About::Life(..)
        | About::Close(_)
        | About::Export(..) => filling.now.clone(),
    };
    let filled = |ask: &&&Ask| match filling.about {
        About::Change(_) => shown.get(ask.name).is_some(),
        About::New(_)
        | About::Review(_)
        | About::Life(..)
        | About::Close(_)
        | About::Export(..) => shown
            .get(ask.name)
            .is_some_and(|answer| !is_nothing(ask, answer)),
    };
    let asks: Vec<_> = filling.about.asks();
    for ask in asks.iter().filter(filled) {
        let words = spoken(ask, filling, session);
        let words = if words.is_empty() { "nothing" } else { &words };
        talk.say(&format!("{}: {words}", ask.label))?;
    }
    if let About::Export(..) = filling.about {
        talk.say(&format!("Writes {}", export::path(filling).display()))?;
    }
    Ok(())
}

/// True for an answer that says no more than none.
fn is_nothing(ask: &Ask, answer: &Answer) -> bool {
    let is_no = matches!(ask.input, Input::Flag) && answer.text() == "no";
    answer.is_empty() || is_no
}

fn wish(talk: &mut Talk<'_>) -> Said<Wish> {
    loop {
        let reply = match talk.ask("Save? yes, no or again:", SAVING) {
            Err(Leave::Save) => return Ok(Wish::Save),
            reply => reply?,
        };
        if reply.is("yes") || reply.is("y") {
            return Ok(Wish::Save);
        }
        if reply.is("no") || reply.is("n") {
            return Ok(Wish::Leave);
        }
        if reply.is("again") {
            return Ok(Wish::Again);
        }
        talk.say("Type yes, no or again.")?;
    }
}

fn save(talk: &mut Talk<'_>, session: &mut Session, filling: &mut Filling) -> Said<Step> {
    let again = Step::To(filling.asks.len());
    if let About::Export(entry, piece) = filling.about {
        return Ok(match export::write(talk, session, filling, piece)? {
            Wrote::Done => Step::Over(Some(entry)),
            Wrote::Not => Step::To(filling.asks.len().saturating_sub(1)),
        });
    }
    loop {
        let today = session.today();
        match session.commit(|register| filling.change(&Reader { register, today })) {
            Ok(done) => {
                talk.done(&done)?;
                return Ok(Step::Over(done.entries.first().copied()));
            }
            Err(Failure::Refused(refusal)) => {
                mend(talk, session, filling, &refusal)?;
                return Ok(again);
            }
            Err(Failure::Conflict(clash, refusal)) => {
                match settle(talk, session, filling, &clash, &refusal)? {
                    Settled::Again => {}
                    Settled::No => return Ok(again),
                }
            }
            Err(failure @ Failure::Store(_)) => {
                talk.refused(&failure)?;
                talk.say("What you typed is still here.")?;
                return Ok(again);
            }
        }
    }
}

/// Says why it was refused, and asks again what it is about.
fn mend(
    talk: &mut Talk<'_>,
    session: &mut Session,
    filling: &mut Filling,
    refusal: &Refusal,
) -> Said<()> {
    talk.say(&refusal.sentence)?;
    let asks = filling.about.asks();
    let about = refusal.field.and_then(|name| {
        let by_name = asks.iter().find(|ask| ask.name == name);
        by_name.or_else(|| asks.iter().find(|ask| ask.field == name))
    });
    let Some(ask) = about.copied() else {
        return Ok(());
    };
    talk.say(&head(ask))?;
    match ask_now(talk, session, filling, ask) {
        Err(Leave::Back | Leave::Save) => Ok(()),
        asked => asked,
    }
}
