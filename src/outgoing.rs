//! Writes what goes out with an issued text into a folder: the e-mail drafts and the pack. What is in them is made in
//! `exchange/outgoing.rs`.

use std::path::Path;

use crate::domain::audience::Audience;
use crate::domain::calendar::counted;
use crate::domain::id::Id;
use crate::domain::issued_text::IssuedText;
use crate::domain::refusal::Refusal;
use crate::exchange::outgoing::{Copy, outgoing, papers};
use crate::files::{self, Existing, FileError};
use crate::session::Session;

/// Why nothing goes out.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    File(#[from] FileError),
}

/// Writes it, and says in sentences what was written and what was not. A paper that cannot be read is named, and the rest
/// goes on.
///
/// Refuses a text that is gone, and a folder in which something lies already unless it may be replaced.
pub fn write(
    session: &Session,
    text: Id<IssuedText>,
    pack: Audience,
    folder: &Path,
    existing: Existing,
) -> Result<Vec<String>, Unwritten> {
    let register = session.register();
    let Some(text) = register.texts.get(text) else {
        return Err(Refusal::state("That text is not there any more; issue it again.").into());
    };
    let mut told = Vec::new();
    let mut copies = Vec::new();
    for paper in papers(register, text.meeting, text.what) {
        match files::read_paper(&paper.link, session.path()) {
            Ok(bytes) => copies.push(Copy { paper, bytes }),
            Err(error) => told.push(format!("A paper is left out: {error}")),
        }
    }
    let made = outgoing(register, text, pack, &copies, session.house())?;
    let all = made.files.into_iter().map(|file| (file.name, file.bytes));
    let all: Vec<(String, Vec<u8>)> = all.collect();
    files::save_all(folder, &all, existing)?;
    let count = counted(i64::try_from(all.len()).unwrap_or(i64::MAX), "file");
    told.insert(0, format!("Wrote {count} into {}.", folder.display()));
    told.extend(made.warnings);
    Ok(told)
}
