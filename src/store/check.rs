//! The one checker: what `SQLite` says, what the rules say, and whether the journal leads to the tables.

use rusqlite::Connection;

use super::error::{Doing, StoreError};
use super::{Store, journal};
use crate::domain::change::Change;
use crate::domain::id::Entry;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::words::Word;

/// Everything that is wrong with a file, as sentences; empty if it is sound.
pub(super) fn all(store: &Store) -> Result<Vec<String>, StoreError> {
    let mut findings = sqlite(&store.connection)?;
    let (register, _) = match store.load() {
        Ok(loaded) => loaded,
        Err(error) => {
            findings.push(error.to_string());
            return Ok(findings);
        }
    };
    findings.extend(register.faults());
    match rebuilt(&store.connection) {
        Ok(rebuilt) => findings.extend(differences(&rebuilt, &register)),
        Err(error) => findings.push(error.to_string()),
    }
    Ok(findings)
}

fn sqlite(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    let mut statement = connection
        .prepare("PRAGMA integrity_check")
        .doing("checking the file")?;
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .doing("checking the file")?;
    for row in rows {
        let line = row.doing("checking the file")?;
        if line != "ok" {
            findings.push(format!("The file is damaged: {line}."));
        }
    }
    let mut statement = connection
        .prepare("PRAGMA foreign_key_check")
        .doing("checking the file")?;
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .doing("checking the file")?;
    for row in rows {
        findings.push(format!(
            "A row of {} names a record that is not there.",
            row.doing("checking the file")?
        ));
    }
    Ok(findings)
}

/// The register as the journal tells it, from the first change to the last.
fn rebuilt(connection: &Connection) -> Result<Register, StoreError> {
    let (edits, _) = journal::since(connection, 0)?;
    let mut register = Register::default();
    register.apply(&Change {
        label: String::new(),
        edits,
    });
    Ok(register)
}

fn differences(rebuilt: &Register, tables: &Register) -> Vec<String> {
    let mut findings = Vec::new();
    for &kind in Kind::ALL {
        let mut entries: Vec<Entry> = rebuilt
            .all(kind)
            .chain(tables.all(kind))
            .map(Record::entry)
            .collect();
        entries.sort_unstable();
        entries.dedup();
        let differ = entries
            .into_iter()
            .filter(|&entry| rebuilt.get(entry) != tables.get(entry));
        findings.extend(
            differ.map(|entry| format!("The table holds {entry} otherwise than its history says.")),
        );
    }
    findings
}
