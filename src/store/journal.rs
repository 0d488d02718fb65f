//! Every change ever made: appended with each save, read for undo, history, refreshing and checking.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, Params, Row, params};

use super::Position;
use super::digest::Digest;
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

const APPEND: &str = "INSERT INTO journal (at, actor, label, kind, target, schema, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const APPEND_EDIT: &str = "INSERT INTO journal_edit (entry, seq, kind, record, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const HEADS: &str = "SELECT id, at, actor, label, kind, target, erased IS NOT NULL FROM journal WHERE id > ?1 ORDER BY id";
const EDITS: &str =
    "SELECT kind, record, before, after FROM journal_edit WHERE entry = ?1 ORDER BY seq";
const ALL: &str =
    "SELECT id, at, actor, label, kind, target, schema, erased, digest FROM journal ORDER BY id";
const ALL_EDITS: &str =
    "SELECT entry, seq, kind, record, before, after FROM journal_edit ORDER BY entry, seq";
const SINCE: &str =
    "SELECT kind, record, before, after FROM journal_edit WHERE entry > ?1 ORDER BY entry, seq";
const PASSED: &str = "SELECT kind, record, before, after FROM journal_edit WHERE entry > ?1 AND entry <= ?2 ORDER BY entry, seq";
const COUNT: &str = "SELECT count(*) FROM journal_edit WHERE entry > ?1 AND entry <= ?2";
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
    let lines: Vec<Line> = (0..).zip(&change.edits).map(Line::of).collect();
    let head = Digest::new()
        .text(Some(&at))
        .text(Some(&by.actor))
        .text(Some(&change.label))
        .text(Some(by.deed.word()))
        .text(by.target.map(|target| target.to_string()).as_deref())
        .number(VERSION.into())
        .text(None);
    let digest = lines.iter().fold(head, Line::onto);
    let head = params![
        at,
        by.actor,
        change.label,
        by.deed.word(),
        by.target,
        VERSION,
        digest.finish()
    ];
    connection
        .prepare_cached(APPEND)
        .and_then(|mut statement| statement.execute(head))
        .doing(WRITING)?;
    let entry = connection.last_insert_rowid();
    let mut statement = connection.prepare_cached(APPEND_EDIT).doing(WRITING)?;
    for Line {
        seq,
        kind,
        record,
        before,
        after,
    } in lines
    {
        statement
            .execute(params![entry, seq, kind, record, before, after])
            .doing(WRITING)?;
    }
    Ok(entry)
}

/// One edit as it stands in the file.
struct Line {
    seq: i64,
    kind: Cow<'static, str>,
    record: i64,
    before: Option<String>,
    after: Option<String>,
}

impl Line {
    fn of((seq, edit): (i64, &Edit)) -> Self {
        let Entry { kind, number } = edit.entry();
        Self {
            seq,
            kind: kind.word().into(),
            record: number.into(),
            before: edit.before().map(Record::json),
            after: edit.after().map(Record::json),
        }
    }

    fn onto(digest: Digest, line: &Self) -> Digest {
        digest
            .number(line.seq.cast_unsigned())
            .text(Some(&line.kind))
            .number(line.record.cast_unsigned())
            .text(line.before.as_deref())
            .text(line.after.as_deref())
    }
}

/// Where the journal is not what was written: an entry that is missing, or one in which a letter has changed.
pub(super) fn faults(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    let mut heads = connection.prepare(ALL).doing(READING)?;
    let mut heads = heads.query([]).doing(READING)?;
    let mut lines = connection.prepare(ALL_EDITS).doing(READING)?;
    let mut lines = lines.query([]).doing(READING)?;
    let mut line = lines.next().doing(READING)?;
    let mut expected: Position = 1;
    while let Some(row) = heads.next().doing(READING)? {
        let (entry, mut digest, kept) = digest_of(row).doing(READING)?;
        if entry != expected {
            findings.push(format!(
                "The history lacks what came before its entry {entry}."
            ));
        }
        while let Some(row) = line {
            let (of, edit) = line_of(row).doing(READING)?;
            if of > entry {
                break;
            }
            if of == entry {
                digest = Line::onto(digest, &edit);
            }
            line = lines.next().doing(READING)?;
        }
        if digest.finish() != kept {
            findings.push(format!(
                "Entry {entry} of the history is not what was written."
            ));
        }
        expected = entry.saturating_add(1);
    }
    Ok(findings)
}

/// An entry's number, the digest of its head, and the digest that it came with.
fn digest_of(row: &Row<'_>) -> rusqlite::Result<(Position, Digest, i64)> {
    let mut digest = Digest::new();
    for place in 1..=4 {
        digest = digest.text(Some(row.get_ref(place)?.as_str()?));
    }
    let target: Option<i64> = row.get(5)?;
    let digest = digest
        .text(target.map(|target| target.to_string()).as_deref())
        .number(row.get::<_, i64>(6)?.cast_unsigned())
        .text(row.get_ref(7)?.as_str_or_null()?);
    Ok((row.get(0)?, digest, row.get(8)?))
}

fn line_of(row: &Row<'_>) -> rusqlite::Result<(Position, Line)> {
    let line = Line {
        seq: row.get(1)?,
        kind: Cow::Owned(row.get(2)?),
        record: row.get(3)?,
        before: row.get(4)?,
        after: row.get(5)?,
    };
    Ok((row.get(0)?, line))
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
    read_edits(connection, EDITS, [entry])
}

pub(super) fn since(
    connection: &Connection,
    position: Position,
) -> Result<(Vec<Edit>, Position), StoreError> {
    let edits = read_edits(connection, SINCE, [position])?;
    Ok((edits, end(connection)?))
}

/// What the entries after a position did, up to another one and with it.
pub(super) fn passed(
    connection: &Connection,
    after: Position,
    to: Position,
) -> Result<Vec<Edit>, StoreError> {
    read_edits(connection, PASSED, [after, to])
}

/// How many edits that is.
pub(super) fn count(
    connection: &Connection,
    after: Position,
    to: Position,
) -> Result<u32, StoreError> {
    let mut statement = connection.prepare_cached(COUNT).doing(READING)?;
    statement
        .query_row([after, to], |row| row.get(0))
        .doing(READING)
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

fn read_edits(
    connection: &Connection,
    sql: &str,
    range: impl Params,
) -> Result<Vec<Edit>, StoreError> {
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query(range).doing(READING)?;
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
