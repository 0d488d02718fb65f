//! From the bytes of a file to the records in it, looked through one by one and then together.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};

use super::{VERSION, rows, tree};
use crate::domain::change::Change;
use crate::domain::id::Entry;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Edit, Kind, Register};
use crate::domain::shape::Named;
use crate::domain::words::Word;

/// Faults that are told at once; more of them help nobody.
const TOLD: usize = 3;

/// Every record of the file, to be created.
pub(super) fn edits(bytes: &[u8], format: &str) -> Result<Vec<Edit>, Refusal> {
    let Json::Object(mut object) = tree::read(bytes)? else {
        return Err(refused("The file is no object with a format and a version"));
    };
    check_head(&mut object, format)?;
    let mut tables = Vec::new();
    for (name, value) in object {
        let kind = Kind::ALL.iter().find(|kind| kind.plural() == name);
        let kind = kind.ok_or_else(|| {
            let name = quoted(&name);
            refused(&format!(
                "The file has {name}, and there is no such kind here"
            ))
        })?;
        let Json::Array(list) = value else {
            return Err(refused(&format!("{name} is no list")));
        };
        tables.push((*kind, list));
    }
    // A record stands after those it belongs to, in whatever order the file has them.
    tables.sort_by_key(|(kind, _)| *kind);
    check_numbers(&tables)?;
    let mut edits = Vec::new();
    for (kind, list) in tables {
        let shape = kind.shape();
        for (row, place) in list.into_iter().zip(1..) {
            edits.push(edit(kind, &shape, row, place)?);
        }
    }
    Ok(edits)
}

/// Takes what every such file begins with, and refuses what is another format or a newer version of it.
fn check_head(object: &mut Map<String, Json>, expected: &str) -> Result<(), Refusal> {
    let format = object.shift_remove("format");
    if format.as_ref().and_then(Json::as_str) != Some(expected) {
        return Err(refused(&format!(
            "The file does not say \"format\": \"{expected}\""
        )));
    }
    let version = object.shift_remove("version");
    let version = version.as_ref().and_then(Json::as_u64);
    let version = version
        .ok_or_else(|| refused("The file does not say its version, which is a whole number"))?;
    if version == 0 || version > u64::from(VERSION) {
        return Err(refused(&format!(
            "The file has version {version} of this format, and this program reads version {VERSION}: bring it in with a \
             newer secretariat"
        )));
    }
    object.shift_remove("marked");
    Ok(())
}

/// Refuses what cannot be a record's number, a number twice, and a field that names a record which is not in the file.
fn check_numbers(tables: &[(Kind, Vec<Json>)]) -> Result<(), Refusal> {
    let mut all = HashSet::new();
    for (kind, list) in tables {
        let shape = kind.shape();
        for (row, place) in list.iter().zip(1..) {
            let name = rows::named(*kind, row, place);
            let Json::Object(fields) = row else {
                return Err(refused(&format!("{name} is no object")));
            };
            if let Some((path, why)) = rows::fault(fields, &shape) {
                let why = why.trim_end_matches('.');
                return Err(refused(&format!("{name}, {}: {why}", path.as_str())));
            }
            let number = fields.get("id").and_then(rows::number);
            let number = number.ok_or_else(|| refused(&format!("{name} has no id")))?;
            let entry = Entry {
                kind: *kind,
                number,
            };
            if !all.insert(entry) {
                return Err(refused(&format!("{name} stands twice in the file")));
            }
        }
    }
    check_names(tables, &all)
}

fn check_names(tables: &[(Kind, Vec<Json>)], all: &HashSet<Entry>) -> Result<(), Refusal> {
    for (kind, list) in tables {
        let shape = kind.shape();
        for (row, place) in list.iter().zip(1..) {
            let mut missing = None;
            let fields = row.as_object().expect("it was looked at before");
            rows::each_name(fields, &shape, &mut |entry, path| {
                if missing.is_none() && !all.contains(&entry) {
                    missing = Some((entry, path.clone()));
                }
            });
            if let Some((entry, path)) = missing {
                let name = rows::named(*kind, row, place);
                let path = path.as_str();
                return Err(refused(&format!(
                    "{name}, {path}: it names {entry}, which is not in the file"
                )));
            }
        }
    }
    Ok(())
}

fn edit(kind: Kind, shape: &[Named], row: Json, place: usize) -> Result<Edit, Refusal> {
    let name = rows::named(kind, &row, place);
    let Json::Object(row) = row else {
        return Err(refused(&format!("{name} is no object")));
    };
    let whole = rows::whole(row, shape).to_string();
    let edit = Edit::read(kind, None, Some(&whole));
    let edit = edit.ok_or_else(|| refused(&format!("{name} cannot be read as a {kind}")))?;
    let record = edit.after().expect("it was read as one that is created");
    record.check().map_err(|refusal| {
        let field = refusal
            .field
            .map_or_else(String::new, |field| format!(", {field}"));
        let why = refusal.sentence.trim_end_matches('.');
        refused(&format!("{name}{field}: {why}"))
    })?;
    Ok(edit)
}

/// Refuses what no register may be as a whole.
pub(super) fn check(change: &Change) -> Result<(), Refusal> {
    let mut register = Register::default();
    register.apply(change);
    let faults = register.faults();
    if faults.is_empty() {
        return Ok(());
    }
    let mut told: Vec<&str> = faults.iter().take(TOLD).map(String::as_str).collect();
    let more = faults.len().saturating_sub(TOLD);
    let rest = format!("There are {more} more like these.");
    if more > 0 {
        told.push(&rest);
    }
    let told = told.join(" ");
    Err(refused(told.trim_end_matches('.')))
}

/// The sentence with what it left as it was.
fn refused(sentence: &str) -> Refusal {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let sentence: String = first.chain(letters).collect();
    Refusal::invalid("file", format!("{sentence}. Nothing was brought in."))
}
