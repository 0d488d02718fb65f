//! The one checker: what `SQLite` says, what the rules say, and whether the journal leads to the tables.

use rusqlite::{Connection, Row};

use super::error::{Doing, StoreError};
use super::{differing, journal, load, schema};
use crate::domain::change::Change;
use crate::domain::register::Register;

const CHECKING: &str = "checking the file";

/// Everything that is wrong with a file, as sentences; empty if it is sound.
pub(super) fn all(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut findings = sqlite(connection)?;
    findings.extend(schema::faults(connection)?);
    findings.extend(or_why(journal::faults(connection)));
    findings.extend(or_why(
        load(connection).map(|(register, _)| register.faults()),
    ));
    findings.extend(or_why(against_history(connection)));
    Ok(findings)
}

/// What `SQLite` itself finds, whatever the version of the register.
pub(super) fn sqlite(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let integrity = lines(connection, "PRAGMA integrity_check", |row| row.get(0))?;
    let mut findings: Vec<String> = integrity
        .into_iter()
        .filter(|line: &String| line != "ok")
        .map(|line| format!("The file is damaged: {line}."))
        .collect();
    let references = lines(connection, "PRAGMA foreign_key_check", |row| {
        let (table, number): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(match number {
            Some(number) => format!("{table} {number} names a record that is not there."),
            None => format!("A row of {table} names a record that is not there."),
        })
    })?;
    findings.extend(references);
    Ok(findings)
}

fn lines<T>(
    connection: &Connection,
    sql: &str,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare(sql).doing(CHECKING)?;
    let rows = statement.query_map([], read).doing(CHECKING)?;
    rows.map(|row| row.doing(CHECKING)).collect()
}

/// Where the tables hold anything else than what the journal leads to, from the first change to the last.
fn against_history(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let (edits, _) = journal::since(connection, 0)?;
    let mut rebuilt = Register::default();
    rebuilt.apply(&Change {
        label: String::new(),
        edits,
    });
    let entries = differing(connection, &rebuilt)?;
    let sentence = |entry| format!("The table holds {entry} otherwise than its history says.");
    Ok(entries.into_iter().map(sentence).collect())
}

/// What was found, or the one finding that it could not be looked at.
fn or_why(outcome: Result<Vec<String>, StoreError>) -> Vec<String> {
    outcome.unwrap_or_else(|error| vec![error.to_string()])
}
