//! The statements that every table needs, built from the columns that its file names.

use std::collections::HashSet;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Row as SqlRow, params_from_iter};

use super::error::{Doing, StoreError};
use crate::domain::change::Swap;
use crate::domain::id::{Entry, Id};
use crate::domain::register::Row;
use crate::domain::table::Table;

/// How much of a register is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// What says what is due: some kinds, and of them some columns.
    Due,
}

/// A kind of record that has a table.
pub(super) trait Stored: Row {
    const TABLE: &'static str;
    /// Those that say what is due, then the others; each in the order of its file.
    const COLUMNS: &'static [&'static str];
    /// How many of the columns say what is due.
    const DUE: usize;

    /// Reads the columns of a part in their order; the others are as if empty. None if one holds what no program of ours
    /// wrote.
    fn read(row: &SqlRow<'_>, part: Part) -> rusqlite::Result<Option<Self>>;

    fn values(&self) -> Vec<ToSqlOutput<'_>>;
}

/// Names the table of a kind and its columns, which are its fields: `stored!(Note in "note": id, about, on, text)`.
/// After `; aside:` come those that nothing due is reckoned from or named by.
macro_rules! stored {
    ($kind:ident in $table:literal: $($field:ident),+ $(; aside: $($aside:ident),+)? $(,)?) => {
        impl $crate::store::row::Stored for $kind {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] =
                &[$(stringify!($field)),+ $(, $(stringify!($aside)),+)?];
            const DUE: usize = [$(stringify!($field)),+].len();

            fn read(
                row: &rusqlite::Row<'_>,
                part: $crate::store::row::Part,
            ) -> rusqlite::Result<Option<Self>> {
                let mut place = 0..;
                let mut next = || row.get_ref(place.next().unwrap_or(usize::MAX));
                $(
                    let Some($field) = $crate::store::cell::Cell::take(next()?) else {
                        return Ok(None);
                    };
                )+
                if part == $crate::store::row::Part::Due {
                    return Ok(Some(Self { $($field,)+ $($($aside: Default::default()),+)? }));
                }
                $($(
                    let Some($aside) = $crate::store::cell::Cell::take(next()?) else {
                        return Ok(None);
                    };
                )+)?
                Ok(Some(Self { $($field,)+ $($($aside),+)? }))
            }

            fn values(&self) -> Vec<rusqlite::types::ToSqlOutput<'_>> {
                vec![
                    $($crate::store::cell::Cell::put(&self.$field)),+
                    $(, $($crate::store::cell::Cell::put(&self.$aside)),+)?
                ]
            }
        }
    };
}
pub(super) use stored;

/// Every row of a table, in the order of their numbers.
pub(super) fn all<T: Stored>(connection: &Connection, part: Part) -> Result<Vec<T>, StoreError> {
    let columns = match part {
        Part::Whole => T::COLUMNS,
        Part::Due => &T::COLUMNS[..T::DUE],
    };
    let sql = format!("SELECT {} FROM {} ORDER BY id", quoted(columns), T::TABLE);
    let mut statement = connection.prepare(&sql).doing("reading the register")?;
    let mut found = statement.query([]).doing("reading the register")?;
    let mut rows = Vec::new();
    while let Some(row) = found.next().doing("reading the register")? {
        let read = T::read(row, part).doing("reading the register")?;
        rows.push(read.ok_or_else(|| damaged::<T>(row))?);
    }
    Ok(rows)
}

/// The records of which the table holds anything else, letter by letter, than these; the missing and the added too.
pub(super) fn differing<T: Stored>(
    connection: &Connection,
    records: &Table<T>,
    entries: &mut Vec<Entry>,
) -> Result<(), StoreError> {
    const DOING: &str = "comparing the register with its history";
    let sql = format!(
        "SELECT {} FROM {} ORDER BY id",
        quoted(T::COLUMNS),
        T::TABLE
    );
    let mut statement = connection.prepare(&sql).doing(DOING)?;
    let mut found = statement.query([]).doing(DOING)?;
    let mut alike = HashSet::new();
    while let Some(row) = found.next().doing(DOING)? {
        let number = row.get(0).doing(DOING)?;
        let record = Id::new(number).and_then(|id| records.get(id));
        if record.is_some_and(|record| is_alike(row, record)) {
            alike.insert(number);
        } else if record.is_none() {
            let kind = T::KIND;
            entries.push(Entry { kind, number });
        }
    }
    let differ = records.iter().map(T::id);
    let differ = differ.filter(|id| !alike.contains(&id.number()));
    entries.extend(differ.map(Entry::from));
    Ok(())
}

fn is_alike<T: Stored>(row: &SqlRow<'_>, record: &T) -> bool {
    record
        .values()
        .into_iter()
        .enumerate()
        .all(|(place, value)| {
            let value = match &value {
                ToSqlOutput::Borrowed(value) => Some(*value),
                ToSqlOutput::Owned(value) => Some(value.into()),
                _ => None,
            };
            row.get_ref(place).ok() == value
        })
}

/// Writes what a swap says: one row made, changed or deleted.
pub(super) fn write<T: Stored>(connection: &Connection, swap: &Swap<T>) -> Result<(), StoreError> {
    let count = match (&swap.before, &swap.after) {
        (None, Some(row)) => run(connection, &insert::<T>(), row.values())?,
        (Some(_), Some(row)) => run(connection, &update::<T>(), row.values())?,
        (_, None) => run(
            connection,
            &delete::<T>(),
            vec![ToSqlOutput::from(i64::from(swap.id().number()))],
        )?,
    };
    if count == 1 {
        Ok(())
    } else {
        Err(StoreError::Damaged {
            what: format!("{} {} is not in its table", T::KIND, swap.id()),
        })
    }
}

fn run(
    connection: &Connection,
    sql: &str,
    values: Vec<ToSqlOutput<'_>>,
) -> Result<usize, StoreError> {
    let mut statement = connection.prepare_cached(sql).doing("saving the change")?;
    statement
        .execute(params_from_iter(values))
        .doing("saving the change")
}

fn insert<T: Stored>() -> String {
    let places: Vec<String> = (1..=T::COLUMNS.len())
        .map(|place| format!("?{place}"))
        .collect();
    format!(
        "INSERT INTO {} ({}) VALUES ({})",
        T::TABLE,
        quoted(T::COLUMNS),
        places.join(", ")
    )
}

fn update<T: Stored>() -> String {
    let pairs: Vec<String> = T::COLUMNS
        .iter()
        .zip(1..)
        .map(|(name, place)| format!("\"{name}\" = ?{place}"))
        .collect();
    format!("UPDATE {} SET {} WHERE id = ?1", T::TABLE, pairs.join(", "))
}

fn delete<T: Stored>() -> String {
    format!("DELETE FROM {} WHERE id = ?1", T::TABLE)
}

/// Quoted, since `from`, `to` and `on` are words of SQL too.
fn quoted(columns: &[&str]) -> String {
    format!("\"{}\"", columns.join("\", \""))
}

fn damaged<T: Stored>(row: &SqlRow<'_>) -> StoreError {
    let number: i64 = row.get(0).unwrap_or_default();
    StoreError::Damaged {
        what: format!(
            "{} {number} holds a value that this program cannot have written",
            T::KIND
        ),
    }
}
