//! A folder of documents: one as each of its formats, or the whole set.

use std::path::Path;

use super::formats;
use crate::cli::{Common, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::calendar::counted;
use crate::exchange::Format;
use crate::exchange::catalogue::{Desk, FileFormat, Piece, set};
use crate::files::{self, Existing};

/// In the set a document stands as what is sent and what is read; a list as a spreadsheet and as plain rows.
const IN_A_SET: [FileFormat; 5] = [
    FileFormat::Document(Format::Docx),
    FileFormat::Document(Format::Pdf),
    FileFormat::Document(Format::Html),
    FileFormat::Xlsx,
    FileFormat::Csv,
];

pub(super) fn write_one(
    piece: Piece,
    desk: &Desk<'_>,
    folder: &Path,
    common: &Common,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let made = piece.made(desk)?;
    let mut files = Vec::new();
    for format in formats(piece, common)? {
        let name = marked(&made.stem, desk.audience, format);
        files.push((name, made.render(format, desk.house)?));
    }
    save(folder, &files, common, out)
}

/// A document that cannot be made is named, and the others are written; the calendar with them.
pub(super) fn write_set(
    desk: &Desk<'_>,
    calendar: String,
    folder: &Path,
    common: &Common,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut left_out = Vec::new();
    for piece in set(desk) {
        let made = match piece.made(desk) {
            Ok(made) => made,
            Err(refusal) => {
                left_out.push(format!(
                    "{} is left out: {refusal}",
                    piece.name(desk.register)
                ));
                continue;
            }
        };
        for format in of_set(piece, common)? {
            let name = marked(&made.stem, desk.audience, format);
            let name = free(&files, piece.folder(), &name);
            match made.render(format, desk.house) {
                Ok(bytes) => files.push((name, bytes)),
                Err(refusal) => left_out.push(format!("{name} is left out: {refusal}")),
            }
        }
    }
    if common.format.is_none() {
        let path = files::document_path("calendar", desk.audience, "ics");
        files.push((path.to_string_lossy().into_owned(), calendar.into_bytes()));
    }
    save(folder, &files, common, out)?;
    for sentence in left_out {
        out.say(&sentence)?;
    }
    Ok(())
}

fn of_set(piece: Piece, common: &Common) -> Result<Vec<FileFormat>, Stop> {
    let mut all = formats(piece, common)?;
    if common.format.is_none() {
        all.retain(|format| IN_A_SET.contains(format) && format.is_for_lists() == piece.is_list());
    }
    Ok(all)
}

/// What is not for the public says so in its file's name.
fn marked(stem: &str, audience: Audience, format: FileFormat) -> String {
    let path = files::document_path(stem, audience, format.extension());
    path.to_string_lossy().into_owned()
}

/// Its path in the folder; with a number where another file has the name already.
fn free(files: &[(String, Vec<u8>)], inside: &str, name: &str) -> String {
    let path = |name: &str| match inside {
        "" => name.to_owned(),
        inside => format!("{inside}/{name}"),
    };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_free = |path: &String| files.iter().all(|(taken, _)| taken != path);
    let numbered = (2..).map(|number| path(&format!("{stem}-{number}.{ending}")));
    let mut all = std::iter::once(path(name)).chain(numbered);
    all.find(is_free).expect("numbers do not end")
}

fn save(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    common: &Common,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let count = counted(i64::try_from(files.len()).unwrap_or(i64::MAX), "file");
    if common.dry_run {
        for (name, _) in files {
            out.say(&format!("Would write {}.", folder.join(name).display()))?;
        }
        return out.say(&format!(
            "{count}. (Nothing was written: this was a dry run.)"
        ));
    }
    let existing = if common.force {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    files::save_all(folder, files, existing)?;
    out.say(&format!("Wrote {count} into {}.", folder.display()))
}
