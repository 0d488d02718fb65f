//! Writing a document about an entry to a file; one that is there already is replaced only if somebody says yes.

use std::path::PathBuf;

use super::about::{About, Filling};
use super::fill;
use super::pick;
use super::talk::{Said, Talk};
use crate::cli::output::is_register;
use crate::domain::audience::Audience;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::exchange::Format;
use crate::exchange::catalogue::{Desk, FileFormat, Piece, of_entry};
use crate::files::{self, Existing, FileError};
use crate::session::Session;

/// What came of writing a file.
pub(super) enum Wrote {
    Done,
    /// It was not, and the file name may be to blame.
    Not,
}

/// The kinds of which there are documents.
const KINDS: [Kind; 5] = [
    Kind::Meeting,
    Kind::Agreement,
    Kind::Forum,
    Kind::Organisation,
    Kind::Action,
];

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let names = KINDS.map(|kind| kind.to_string());
    talk.number(&names)?;
    let help = "The document is about one of these; lists of all of them are offered too.";
    let chosen = talk.choose("About what? Enter goes back:", &names, help)?;
    let Some(&kind) = chosen.and_then(|place| KINDS.get(place)) else {
        return Ok(());
    };
    let prompt = format!("Which {kind}: number, name, or words of it? Enter goes back:");
    match pick::one(talk, session, kind, &prompt)? {
        Some(entry) => one(talk, session, entry),
        None => Ok(()),
    }
}

pub(super) fn one(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    let register = session.register();
    let mut pieces = of_entry(register, entry, session.today());
    pieces.push(Piece::Due);
    let names: Vec<String> = pieces.iter().map(|piece| piece.name(register)).collect();
    talk.number(&names)?;
    let help = "Each is written as a file of its own.";
    let chosen = talk.choose("Which document? Enter goes back:", &names, help)?;
    match chosen.and_then(|place| pieces.get(place)) {
        Some(piece) => fill::fill(talk, session, About::Export(entry, *piece)).map(|_| ()),
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
    piece: Piece,
) -> Said<Wrote> {
    let path = path(filling);
    if session
        .path()
        .is_some_and(|register| is_register(register, &path))
    {
        talk.say(&format!("{} is the register itself.", path.display()))?;
        return Ok(Wrote::Not);
    }
    let bytes = match bytes(talk, session, filling, piece) {
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

fn bytes(
    talk: &Talk<'_>,
    session: &Session,
    filling: &Filling,
    piece: Piece,
) -> Result<Vec<u8>, Refusal> {
    let desk = Desk {
        register: session.register(),
        today: session.today(),
        rules: session.rules(),
        page: &talk.common.loaded.file.page,
        house: session.house(),
        audience: audience(filling),
    };
    piece.made(&desk)?.render(format(filling), session.house())
}

fn format(filling: &Filling) -> FileFormat {
    let wanted = filling.now.text("format");
    let mut all = FileFormat::ALL.into_iter();
    let found = all.find(|one| one.words() == wanted);
    found.unwrap_or(FileFormat::Document(Format::Docx))
}

fn audience(filling: &Filling) -> Audience {
    filling.now.text("for").parse().unwrap_or_default()
}
