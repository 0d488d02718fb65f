//! The whole register as JSON, out and in again equal: every record with every field, as the journal keeps it. What it
//! was before, and by whom it was changed, stays in the file it came from.
//!
//! This form is a promise. Fields and kinds are only ever added; where that does not do, `VERSION` rises and older
//! versions are still read.

pub mod forum;
mod read;
mod rows;
pub mod schema;
mod tree;

use serde_json::{Map, Value as Json, json};

use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::words::Word;

/// The first thing that such a file says.
pub const FORMAT: &str = "secretariat register";
/// The form of such a file; an older program refuses a newer one.
pub const VERSION: u32 = 1;
/// Larger files are not read.
pub const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// Bytes that tell what a file is.
pub const BEGINNING: usize = 1024;

/// The register as one object, every kind in its own list by number; the same bytes each time. It holds everything,
/// and says for whom it is.
pub fn write(register: &Register) -> String {
    let mut object = head(FORMAT);
    for &kind in Kind::ALL {
        object.insert(kind.plural().to_owned(), list(kind, register.all(kind)));
    }
    format!("{:#}\n", Json::Object(object))
}

/// The change that makes an empty register what the file says.
///
/// Refuses a register that holds something, another format or a newer version, and whatever no register may hold: each
/// time with the record and the field, and with nothing brought in.
pub fn read(register: &Register, bytes: &[u8]) -> Result<Change, Refusal> {
    refuse_full(register)?;
    let rows = read::edits(bytes, FORMAT)?;
    let count = rows.len();
    let mut change = Change::new(format!(
        "Brought in a whole register: {count} {}",
        if count == 1 { "entry" } else { "entries" }
    ));
    change.edits = rows;
    read::check(&change)?;
    Ok(change)
}

/// What a file of ours holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Register,
    Forum,
}

/// What a file of ours says in its first bytes that it holds, or would if it were not broken further on. None for any
/// other file.
pub fn holds(bytes: &[u8]) -> Option<Holds> {
    let start = &bytes[..bytes.len().min(BEGINNING)];
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let says =
        |format| start.starts_with('{') && start.contains("\"format\"") && start.contains(format);
    let mut formats = [(FORMAT, Holds::Register), (forum::FORMAT, Holds::Forum)].into_iter();
    formats.find_map(|(format, holds)| says(format).then_some(holds))
}

/// The change that brings in a whole register, or a forum. Refuses as either does.
pub fn bring_in(
    register: &Register,
    bytes: &[u8],
    options: &forum::ReceiveOptions,
) -> Result<Change, Refusal> {
    match holds(bytes) {
        Some(Holds::Forum) => forum::receive(register, bytes, options),
        Some(Holds::Register) | None => read(register, bytes),
    }
}

fn head(format: &str) -> Map<String, Json> {
    let mark = Audience::Secretariat.mark().unwrap_or_default();
    let caution = Audience::Secretariat.caution().unwrap_or_default();
    let mut object = Map::new();
    object.insert("format".to_owned(), json!(format));
    object.insert("version".to_owned(), json!(VERSION));
    object.insert("marked".to_owned(), json!(format!("{mark}. {caution}")));
    object
}

fn list<'a>(kind: Kind, records: impl Iterator<Item = Record<'a>>) -> Json {
    let shape = kind.shape();
    records
        .map(|record| match serde_json::from_str(&record.json()) {
            Ok(Json::Object(row)) => rows::whole(row, &shape),
            Ok(_) | Err(_) => unreachable!("a record of ours is an object"),
        })
        .collect()
}

/// Refuses to bring a whole register into one that holds something: numbers would meet.
fn refuse_full(register: &Register) -> Result<(), Refusal> {
    let held = Kind::ALL.iter().filter_map(|&kind| {
        let count = register.all(kind).count();
        let noun = if count == 1 {
            kind.word()
        } else {
            kind.plural()
        };
        (count > 0).then(|| format!("{count} {noun}"))
    });
    let held: Vec<String> = held.collect();
    if held.is_empty() {
        return Ok(());
    }
    Err(Refusal::state(format!(
        "A whole register goes into an empty one, and this one holds {}. Make one with `secretariat new FILE`, and \
         bring it in there with --register FILE.",
        held.join(", ")
    )))
}

#[cfg(test)]
mod tests;
