//! A sheet as it stands in a file, before anybody knows what it is: rows of cells, the header among the first of them.

use super::{Source, csv, json, xlsx};
use crate::domain::refusal::{Refusal, quoted};

/// More rows than this are no list that a secretariat keeps.
pub(super) const MOST_ROWS: usize = 100_000;

/// A header stands in one of so many rows; above it a title and the day of the list.
pub const HEADER_ROWS: usize = 10;

/// The rows of one sheet.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The name of the sheet, where a file may have several.
    pub sheet: Option<String>,
    /// Without the empty ones.
    pub rows: Vec<TableRow>,
    /// What to know of how it was read, in whole sentences.
    pub remarks: Vec<String>,
    /// What the file itself says that it holds: "agreements".
    pub(super) hint: Option<String>,
    pub(super) shape: Shape,
}

/// One row, by where it begins.
#[derive(Debug, Clone, Default)]
pub struct TableRow {
    /// The line of a text, or the row of a spreadsheet, from 1.
    pub line: u64,
    pub cells: Vec<String>,
    /// Cells that cannot be taken, if their columns are.
    pub(super) faults: Vec<Fault>,
}

/// What is wrong with one cell.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) column: usize,
    /// A whole sentence.
    pub(super) sentence: String,
}

/// How a format lays rows out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// Every row should have a cell for each column: one too many has slipped.
    #[default]
    Lines,
    /// Cells stand by their letters.
    Grid,
    /// Cells stand by their names; a row is the object of that number.
    Objects,
}

impl TableRow {
    pub fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", String::as_str)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.faults.is_empty() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl Table {
    /// The names in the header that stands in this place.
    pub fn header(&self, place: usize) -> &[String] {
        self.rows.get(place).map_or(&[], |row| row.cells.as_slice())
    }

    /// A row of this table, where no other is spoken of: `Line 14`, `Row 14`.
    pub(super) fn row(&self, line: u64) -> String {
        let word = match self.shape {
            Shape::Lines => "Line",
            Shape::Grid => "Row",
            Shape::Objects => "Object",
        };
        format!("{word} {line}")
    }

    /// Where a cell stands, as people find it: `Line 14`, `Sheet2!C14`.
    pub(super) fn place(&self, line: u64, column: Option<usize>) -> String {
        let sheet = self.sheet.as_deref().unwrap_or("the sheet");
        match (self.shape, column) {
            (Shape::Lines, _) => format!("Line {line}"),
            (Shape::Grid, Some(column)) => format!("{sheet}!{}{line}", letters(column)),
            (Shape::Grid, None) => format!("{sheet}, row {line}"),
            (Shape::Objects, _) => format!("Object {line} of {sheet}"),
        }
    }
}

/// The sheets of a file: a spreadsheet, JSON or a text of rows. Refuses what is none of them or means harm.
pub fn tables(source: Source<'_>) -> Result<Vec<Table>, Refusal> {
    let is_named = |ending: &str| source.name.to_lowercase().ends_with(ending);
    let tables = if xlsx::is_spreadsheet(source.bytes) {
        xlsx::read(source)?
    } else if json::is_json(source.bytes) || is_named(".json") {
        json::read(source)?
    } else {
        vec![csv::read(source)?]
    };
    match tables.iter().find(|table| table.rows.len() > MOST_ROWS) {
        Some(_) => {
            let sentence = format!("{} has more than {MOST_ROWS} rows.", quoted(source.name));
            Err(Refusal::invalid("file", sentence))
        }
        None => Ok(tables),
    }
}

/// A column's letters: A, Z, AA.
pub(super) fn letters(column: usize) -> String {
    const ALPHABET: usize = 26;
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % ALPHABET).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / ALPHABET;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_called_as_spreadsheets_call_it() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), name);
        }
    }
}
