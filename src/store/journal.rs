//! Every change ever made: appended with each save, read for undo, history, refreshing and checking.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, Row, params};

use super::Position;
use super::error::{Doing, StoreError};
use super::schema::VERSION;
use crate::domain::change::Change;
use crate::domain::history::{Deed, Head};
use crate::domain::id::Entry;
use crate::domain::register::{Edit, Kind, Record};
use crate::domain::words::Word;

/// Who makes a change, when, and whether it takes another back.
#[derive(Debug, Clone)]
pub struct Signature {
    pub actor: String,
    pub at: DateTime<Utc>,
    pub deed: Deed,
    /// For an undo or redo: the entry whose edits it reverses.
    pub target: Option<Position>,
}

const READING: &str = "reading the history";
const WRITING: &str = "writing the history";

const APPEND: &str =
    "INSERT INTO journal (at, actor, label, kind, target, schema) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const APPEND_EDIT: &str = "INSERT INTO journal_edit (entry, seq, kind, record, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const HEADS: &str = "SELECT id, at, actor, label, kind, target, erased IS NOT NULL FROM journal WHERE id > ?1 ORDER BY id";
const EDITS: &str =
    "SELECT kind, record, before, after FROM journal_edit WHERE entry = ?1 ORDER BY seq";
const SINCE: &str =
    "SELECT kind, record, before, after FROM journal_edit WHERE entry > ?1 ORDER BY entry, seq";
const ENTRIES_OF: &str =
    "SELECT DISTINCT entry FROM journal_edit WHERE kind = ?1 AND record = ?2 ORDER BY entry";
const HIGHEST: &str = "SELECT coalesce(max(record), 0) FROM journal_edit WHERE kind = ?1";
const END: &str = "SELECT coalesce(max(id), 0) FROM journal";

pub(super) fn append(
    connection: &Connection,
    change: &Change,
    by: &Signature,
) -> Result<Position, StoreError> {
    let at = by.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let head = params![
        at,
        by.actor,
        change.label,
        by.deed.word(),
        by.target,
        VERSION
    ];
    connection
        .prepare_cached(APPEND)
        .and_then(|mut statement| statement.execute(head))
        .doing(WRITING)?;
    let entry = connection.last_insert_rowid();
    let mut statement = connection.prepare_cached(APPEND_EDIT).doing(WRITING)?;
    for (seq, edit) in (0_i64..).zip(&change.edits) {
        let Entry { kind, number } = edit.entry();
        let (before, after) = (
            edit.before().map(Record::json),
            edit.after().map(Record::json),
        );
        statement
            .execute(params![entry, seq, kind.word(), number, before, after])
            .doing(WRITING)?;
    }
    Ok(entry)
}

pub(super) fn end(connection: &Connection) -> Result<Position, StoreError> {
    connection
        .query_row(END, [], |row| row.get(0))
        .doing(READING)
}

/// The highest number that a record of a kind has ever had.
pub(super) fn highest(connection: &Connection, kind: Kind) -> Result<u32, StoreError> {
    let mut statement = connection.prepare_cached(HIGHEST).doing(READING)?;
    statement
        .query_row([kind.word()], |row| row.get(0))
        .doing(READING)
}

pub(super) fn heads(connection: &Connection, after: Position) -> Result<Vec<Head>, StoreError> {
    let mut statement = connection.prepare_cached(HEADS).doing(READING)?;
    let rows = statement.query_map([after], head).doing(READING)?;
    rows.map(|row| {
        row.doing(READING)?
            .ok_or_else(|| unreadable("an entry of its history"))
    })
    .collect()
}

pub(super) fn edits(connection: &Connection, entry: Position) -> Result<Vec<Edit>, StoreError> {
    read_edits(connection, EDITS, entry)
}

pub(super) fn since(
    connection: &Connection,
    position: Position,
) -> Result<(Vec<Edit>, Position), StoreError> {
    let edits = read_edits(connection, SINCE, position)?;
    Ok((edits, end(connection)?))
}

pub(super) fn entries_of(
    connection: &Connection,
    entry: Entry,
) -> Result<Vec<Position>, StoreError> {
    let mut statement = connection.prepare_cached(ENTRIES_OF).doing(READING)?;
    let rows = statement
        .query_map(params![entry.kind.word(), entry.number], |row| row.get(0))
        .doing(READING)?;
    rows.map(|row| row.doing(READING)).collect()
}

fn read_edits(connection: &Connection, sql: &str, from: Position) -> Result<Vec<Edit>, StoreError> {
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query([from]).doing(READING)?;
    let mut edits = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        edits.push(
            edit(row)
                .doing(READING)?
                .ok_or_else(|| unreadable("a change in its history"))?,
        );
    }
    Ok(edits)
}

fn head(row: &Row<'_>) -> rusqlite::Result<Option<Head>> {
    let at = DateTime::parse_from_rfc3339(row.get_ref(1)?.as_str()?);
    let deed = Deed::from_word(row.get_ref(4)?.as_str()?);
    let (Ok(at), Some(deed)) = (at, deed) else {
        return Ok(None);
    };
    Ok(Some(Head {
        id: row.get(0)?,
        at: at.to_utc(),
        actor: row.get(2)?,
        label: row.get(3)?,
        deed,
        target: row.get(5)?,
        is_erased: row.get(6)?,
    }))
}

/// None for what no program of ours wrote, or for a person who was erased.
fn edit(row: &Row<'_>) -> rusqlite::Result<Option<Edit>> {
    let Some(kind) = Kind::from_word(row.get_ref(0)?.as_str()?) else {
        return Ok(None);
    };
    let (before, after) = (
        row.get_ref(2)?.as_str_or_null()?,
        row.get_ref(3)?.as_str_or_null()?,
    );
    Ok(Edit::read(kind, before, after).filter(|edit| row.get(1) == Ok(edit.entry().number)))
}

fn unreadable(what: &str) -> StoreError {
    StoreError::Damaged {
        what: format!("{what} cannot be read"),
    }
}
