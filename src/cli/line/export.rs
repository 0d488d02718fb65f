//! Writing the agenda of a meeting to a file; one that is there already is replaced only if somebody says yes.

use std::path::PathBuf;

use super::about::{About, Filling};
use super::fill;
use super::pick;
use super::talk::{Said, Talk};
use crate::cli::output::is_register;
use crate::domain::audience::Audience;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::TextKind;
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::exchange::{self, Format, issued};
use crate::files::{self, Existing, FileError};
use crate::session::Session;

/// What came of writing a file.
pub(super) enum Wrote {
    Done,
    /// It was not, and the file name may be to blame.
    Not,
}

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let prompt = "Which meeting: next, last, a date, or words of it? Enter goes back:";
    match pick::one(talk, session, Kind::Meeting, prompt)? {
        Some(entry) => one(talk, session, entry),
        None => Ok(()),
    }
}

pub(super) fn one(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    match entry.id() {
        Some(id) => fill::fill(talk, session, About::Export(id)).map(|_| ()),
        None => Ok(()),
    }
}

/// Where the answers say that the file lies.
pub(super) fn path(filling: &Filling) -> PathBuf {
    let ending = format(filling).extension();
    files::document_path(filling.now.text("file"), audience(filling), ending)
}

pub(super) fn write(
    talk: &mut Talk<'_>,
    session: &Session,
    filling: &Filling,
    meeting: Id<Meeting>,
) -> Said<Wrote> {
    let path = path(filling);
    if session
        .path()
        .is_some_and(|register| is_register(register, &path))
    {
        talk.say(&format!("{} is the register itself.", path.display()))?;
        return Ok(Wrote::Not);
    }
    let bytes = match bytes(session, filling, meeting) {
        Ok(bytes) => bytes,
        Err(refusal) => {
            talk.say(&refusal.sentence)?;
            return Ok(Wrote::Not);
        }
    };
    let mut saved = files::save(&path, &bytes, Existing::Refuse);
    if let Err(FileError::Exists { .. }) = saved {
        let question = format!("{} is there already. Replace it?", path.display());
        if !talk.confirm(
            &question,
            "yes replaces the file; anything else leaves it as it is.",
        )? {
            talk.say("It was left as it is. Choose another name.")?;
            return Ok(Wrote::Not);
        }
        saved = files::save(&path, &bytes, Existing::Replace);
    }
    match saved {
        Ok(()) => {
            talk.say(&format!(
                "Wrote {}. The register is as it was.",
                path.display()
            ))?;
            Ok(Wrote::Done)
        }
        Err(error) => {
            talk.say(&error.to_string())?;
            Ok(Wrote::Not)
        }
    }
}

fn bytes(session: &Session, filling: &Filling, meeting: Id<Meeting>) -> Result<Vec<u8>, Refusal> {
    let (register, words) = (session.register(), &session.house().words);
    let document = issued::draft(
        register,
        meeting,
        TextKind::Agenda,
        audience(filling),
        words,
    )?;
    exchange::render(&document, format(filling))
}

fn format(filling: &Filling) -> Format {
    let name = filling.now.text("format");
    let mut all = Format::ALL.into_iter();
    all.find(|one| one.name() == name)
        .unwrap_or(Format::Markdown)
}

fn audience(filling: &Filling) -> Audience {
    filling.now.text("for").parse().unwrap_or_default()
}
