//! The package that a spreadsheet is, looked into before anybody reads it: what is too large, locked or meant to do
//! harm is refused by name.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::domain::refusal::{Refusal, quoted};

const MOST_ENTRIES: usize = 200;
const MOST_INFLATED: u64 = 100 * 1024 * 1024;
/// Of a part to its packed size; small parts may be more.
const MOST_RATIO: u64 = 200;
const SMALL: u64 = 1024 * 1024;
/// A spreadsheet has fewer strings than this has figures for.
const MOST_FIGURES: usize = 7;

/// What an office program writes for older files and around locked ones.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&COMPOUND)
}

/// Refuses a package that is no harmless spreadsheet.
pub(super) fn check(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let refused = |why: &str| refuse(name, why);
    if bytes.starts_with(&COMPOUND) {
        return Err(refused(
            "is locked with a password, or is of an older kind (.xls). Save it as .xlsx without a password",
        ));
    }
    let zip = ZipArchive::new(Cursor::new(bytes));
    let mut zip = zip.map_err(|_| refused("cannot be read as a spreadsheet; it may be cut off"))?;
    if zip.len() > MOST_ENTRIES {
        return Err(refused(
            "has more than 200 parts inside, which no list needs",
        ));
    }
    let mut left = MOST_INFLATED;
    for place in 0..zip.len() {
        let part = zip.by_index_raw(place).map_err(|_| damaged(name))?;
        if part.encrypted() {
            return Err(refused("is locked with a password. Save it without one"));
        }
        let path = part.name().map_err(|_| damaged(name))?.to_lowercase();
        let packed = part.compressed_size();
        drop(part);
        check_path(name, &path)?;
        let mut inside = Vec::new();
        let part = zip.by_index(place).map_err(|_| damaged(name))?;
        part.take(left.saturating_add(1))
            .read_to_end(&mut inside)
            .map_err(|_| damaged(name))?;
        let size = inside.len() as u64;
        if size > left {
            return Err(refused("is larger than 100 MB when it is unpacked"));
        }
        if size > SMALL && size / MOST_RATIO > packed {
            return Err(refused(
                "unpacks to more than 200 times its size, which no list does",
            ));
        }
        left -= size;
        let ending = path.rsplit('.').next().unwrap_or_default();
        if matches!(ending, "xml" | "rels") {
            check_markup(name, &path, &inside)?;
        }
    }
    Ok(())
}

fn check_path(name: &str, path: &str) -> Result<(), Refusal> {
    if path.contains("vbaproject") || path.contains("macrosheets/") {
        return Err(refuse(name, "holds macros. Save it as .xlsx, without them"));
    }
    if path == "content.xml" || path.ends_with("workbook.bin") {
        return Err(refuse(
            name,
            "is a spreadsheet of another kind. Save it as .xlsx",
        ));
    }
    Ok(())
}

/// Refuses markup that could name other files, or numbers that no sheet has.
fn check_markup(name: &str, path: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| damaged(name))?;
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") || text.contains('\0') {
        return Err(refuse(
            name,
            "holds a document type of its own, which no list needs",
        ));
    }
    // Whoever reads the strings makes room for so many at once.
    if path.ends_with("sharedstrings.xml")
        && values(text, "uniqueCount").any(|value| figures(value) > MOST_FIGURES)
    {
        return Err(damaged(name));
    }
    if path.contains("worksheets/") {
        for attribute in [" r", " ref"] {
            if let Some(value) =
                values(text, attribute).find(|value| !value.split(':').all(is_cell))
            {
                let why = format!("names a cell {} that no sheet has", quoted(value));
                return Err(refuse(name, &why));
            }
        }
    }
    Ok(())
}

/// The values of an attribute, wherever it stands.
fn values<'t>(text: &'t str, attribute: &str) -> impl Iterator<Item = &'t str> {
    text.split(attribute).skip(1).filter_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|one| matches!(one, '"' | '\''))?;
        value.get(1..)?.split(quote).next()
    })
}

fn figures(value: &str) -> usize {
    value.trim().trim_start_matches('0').len()
}

/// `XFD1048576`, `12`, `B`: at most three letters and seven figures.
fn is_cell(value: &str) -> bool {
    let row = value.trim_start_matches(|one: char| one.is_ascii_alphabetic());
    let letters = value.len() - row.len();
    letters <= 3 && row.len() <= 7 && row.bytes().all(|one| one.is_ascii_digit())
}

fn damaged(name: &str) -> Refusal {
    refuse(
        name,
        "is damaged inside and cannot be read as a spreadsheet",
    )
}

pub(super) fn refuse(name: &str, why: &str) -> Refusal {
    Refusal::invalid("file", format!("{} {why}.", quoted(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_three_letters_and_seven_figures_at_most() {
        for (value, expected) in [
            ("A1", true),
            ("XFD1048576", true),
            ("12", true),
            ("AAAA1", false),
            ("A12345678", false),
            ("A1B", false),
            ("é1", false),
        ] {
            assert_eq!(is_cell(value), expected, "{value}");
        }
        let found: Vec<&str> = values("<c r=\"A1\" s='2'/><row  r = '7'>", " r").collect();
        assert_eq!(found, ["A1", "7"]);
    }
}
