//! The tables of a register, as migrations in order. A landed migration is never edited.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::check;
use super::error::{Doing, StoreError};

/// What marks a `SQLite` file as a register: "Secr".
pub(super) const APPLICATION: u32 = 0x5365_6372;

/// Major × 1000 + minor. The minor rises for what an older program can ignore when it reads.
// 5000 and not 4001: a program that knows 4000 would read most of it, but a history that names a file is damage to it,
// and it would advise to restore a backup.
pub(super) const VERSION: u32 = 5000;

/// In order; the number is the version of a register to which it has been applied.
const MIGRATIONS: &[(u32, &str)] = &[
    (1000, include_str!("migrations/0001_register.sql")),
    (2000, include_str!("migrations/0002_announcement.sql")),
    (3000, include_str!("migrations/0003_meeting_cycle.sql")),
    (
        4000,
        include_str!("migrations/0004_agreements_register.sql"),
    ),
    (5000, include_str!("migrations/0005_documents.sql")),
];

/// Makes an empty database a register, in one transaction.
pub(super) fn create(connection: &mut Connection) -> Result<(), StoreError> {
    let tx = begin(connection)?;
    tx.pragma_update(None, "application_id", APPLICATION)
        .doing("marking the file as a register")?;
    apply(&tx, 0)?;
    tx.commit().doing("creating the register")
}

/// Brings a register that others may be using up to this program's version, in one transaction. `back_up` is given the
/// version that it has, while nobody else can write. False if somebody else has upgraded it meanwhile.
pub(super) fn upgrade(
    connection: &mut Connection,
    back_up: impl FnOnce(u32) -> Result<(), StoreError>,
) -> Result<bool, StoreError> {
    let tx = begin(connection)?;
    // Asked again: a colleague's program may have upgraded it while this one waited, even to a version of the future.
    let from = version(&tx)?;
    match from.cmp(&VERSION) {
        Ordering::Less => {}
        Ordering::Equal => return Ok(false),
        Ordering::Greater => return Err(StoreError::Busy { seconds: 0 }),
    }
    back_up(from)?;
    apply(&tx, from)?;
    if let Some(what) = check::all(&tx)?.into_iter().next() {
        return Err(StoreError::Unsound { what });
    }
    tx.commit().doing("upgrading the register")?;
    Ok(true)
}

/// The same for a copy in memory, which is only read: whatever is wrong with it is for the reader to find.
pub(super) fn upgrade_copy(connection: &mut Connection) -> Result<(), StoreError> {
    let tx = begin(connection)?;
    let from = version(&tx)?;
    apply(&tx, from)?;
    tx.commit().doing("upgrading the register")
}

pub(super) fn version(connection: &Connection) -> Result<u32, StoreError> {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .doing("reading its version")
}

/// Refuses a version that this program cannot read: a newer major, or one that never was.
pub(super) fn check_version(path: &Path, version: u32) -> Result<(), StoreError> {
    let path = path.to_path_buf();
    if version / 1000 > VERSION / 1000 {
        let (theirs, ours) = (version, VERSION);
        return Err(StoreError::NewerSchema { path, theirs, ours });
    }
    let is_known = MIGRATIONS.iter().any(|(known, _)| *known == version);
    if version < VERSION && !is_known {
        let why = "its first page is damaged";
        return Err(StoreError::NotARegister { path, why });
    }
    Ok(())
}

/// Where the tables are not made as this program makes them: somebody else has changed them, or the file is damaged.
pub(super) fn faults(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let found = made(connection)?;
    let expected = made(&super::open::memory()?)?;
    let names: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let differ = names
        .into_iter()
        .filter(|&name| found.get(name) != expected.get(name));
    Ok(differ
        .map(|name| format!("The table {name} is not made as this program makes it."))
        .collect())
}

/// By name, how each table and index was made.
fn made(connection: &Connection) -> Result<BTreeMap<String, Option<String>>, StoreError> {
    const DOING: &str = "looking at its tables";
    let sql = "SELECT name, sql FROM sqlite_schema";
    let mut statement = connection.prepare(sql).doing(DOING)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.doing(DOING)?.map(|row| row.doing(DOING)).collect()
}

fn begin(connection: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .doing("beginning to write its tables")
}

fn apply(tx: &Transaction<'_>, from: u32) -> Result<(), StoreError> {
    for (_, sql) in MIGRATIONS.iter().filter(|(version, _)| *version > from) {
        tx.execute_batch(sql).doing("writing its tables")?;
    }
    tx.pragma_update(None, "user_version", VERSION)
        .doing("noting its version")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_migration_makes_the_version_of_this_program() {
        assert!(MIGRATIONS.is_sorted_by(|(earlier, _), (later, _)| earlier < later));
        assert_eq!(MIGRATIONS.last().map(|last| last.0), Some(VERSION));
    }

    #[test]
    fn the_journal_refuses_what_no_change_could_have_written() {
        let insert = "INSERT INTO journal (at, actor, label, kind, target, schema, digest) VALUES";
        let edit = "INSERT INTO journal_edit (entry, seq, kind, record, before, after) VALUES";
        let cases = [
            (format!("{insert} ('', '', '', 'do', NULL, 1000, 0)"), true),
            (format!("{insert} ('', '', '', 'undo', 1, 1000, 0)"), true),
            (
                format!("{insert} ('', '', '', 'undo', NULL, 1000, 0)"),
                false,
            ),
            (format!("{insert} ('', '', '', 'do', 1, 1000, 0)"), false),
            (format!("{insert} ('', '', '', 'undo', 99, 1000, 0)"), false),
            (
                format!("{insert} ('', '', '', 'put', NULL, 1000, 0)"),
                false,
            ),
            (format!("{edit} (1, 0, 'action', 1, NULL, '{{}}')"), true),
            (format!("{edit} (1, 1, 'action', 1, 'null', '{{}}')"), true),
            (format!("{edit} (1, 2, 'action', 1, NULL, NULL)"), false),
            (format!("{edit} (1, 2, 'action', 1, NULL, '{{')"), false),
            (format!("{edit} (9, 0, 'action', 1, NULL, '{{}}')"), false),
            (format!("{edit} (1, 0, 'action', 1, NULL, '{{}}')"), false),
        ];
        let connection = crate::store::open::memory().expect("memory has room");
        for (sql, accepted) in cases {
            let outcome = connection.execute(&sql, []);
            assert_eq!(outcome.is_ok(), accepted, "{sql}: {outcome:?}");
        }
    }
}
