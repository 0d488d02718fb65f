//! A table with its mapping → a sheet: rows as cells by the names that their columns have here.

use chrono::NaiveDate;

use super::cell::date;
use super::columns::Field;
use super::kind::SheetKind;
use super::mapping::{Mapping, ReadOptions, guess, left_out};
use super::table::{Shape, Table, TableRow, tables};
use super::usual::SOURCE;
use super::{Rejected, Remark, Source};
use crate::domain::form::{Ask, Input};
use crate::domain::origin::Given;
use crate::domain::refusal::{Refusal, Why, quoted};

/// A sheet that has been recognised and parsed.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Of the file.
    name: String,
    table: Table,
    mapping: Mapping,
    pub(super) fields: Vec<Field>,
    pub(super) lines: Vec<Line>,
    /// Rows that cannot be taken, whatever they mean.
    pub(super) ragged: Vec<Rejected>,
    pub(super) remarks: Vec<Remark>,
}

/// A file with those of its sheets that hold entries.
#[derive(Debug, Clone)]
pub struct Book {
    pub name: String,
    /// In the order in which each finds what it refers to; never empty.
    pub sheets: Vec<Sheet>,
    /// Of the whole file, in whole sentences.
    pub remarks: Vec<String>,
}

/// One row, by where it begins.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) cells: Cells,
}

/// The filled cells of a row, in the order of the kind's columns; the source apart from the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cells {
    pub(super) given: Vec<Given>,
    pub(super) source: String,
}

/// A column that is taken: where it stands, and how its cells are kept.
struct Taken {
    name: &'static str,
    place: usize,
    lines: Lines,
}

/// What becomes of the lines of a cell.
#[derive(Clone, Copy)]
enum Lines {
    /// One blank for each.
    Joined,
    Kept,
    /// They part what the mark parts.
    Parted(&'static str),
}

impl Sheet {
    /// The rows of a table as its mapping has them.
    pub fn new(name: &str, table: Table, mapping: Mapping) -> Self {
        let fields = mapping.kind.fields();
        let remarks = remarks(&table, &mapping);
        let mut sheet = Self {
            name: name.to_owned(),
            lines: Vec::new(),
            ragged: Vec::new(),
            remarks,
            fields,
            table,
            mapping,
        };
        sheet.fill();
        sheet
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn kind(&self) -> SheetKind {
        self.mapping.kind
    }

    /// Its place in the order in which each finds what it refers to.
    pub fn rank(&self) -> usize {
        self.kind().rank()
    }

    pub fn table(&self) -> &Table {
        &self.table
    }

    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Where a row stands, as people find it.
    pub fn place(&self, line: u64) -> String {
        self.table.place(line, None)
    }

    /// The first rows as they are understood: what is taken of each, under the name that it has here.
    pub fn sample(&self, count: usize, today: NaiveDate) -> Vec<(String, Vec<(String, String)>)> {
        let lines = self.lines.iter().take(count).map(|line| {
            let cells = line.cells.given.iter();
            let cells = cells.map(|given| self.read(given, today));
            (self.place(line.number), cells.collect())
        });
        lines.collect()
    }

    /// What is taken of a row for a field, as it is understood. None where the cell is empty or the row is not taken.
    pub fn shown(&self, line: u64, field: &str, today: NaiveDate) -> Option<String> {
        let line = self.lines.iter().find(|one| one.number == line)?;
        let mut given = line.cells.given.iter();
        let given = given.find(|one| one.column == field)?;
        Some(self.read(given, today).1)
    }

    /// A cell under the name that it has here, as it is understood.
    fn read(&self, given: &Given, today: NaiveDate) -> (String, String) {
        let mut fields = self.fields.iter();
        let field = fields.find(|field| field.name == given.column);
        let label = field.map_or_else(|| given.column.clone(), |field| field.label.clone());
        let day = field.filter(|field| field.is_date());
        let day = day.and_then(|field| date(field.name, &given.text, today).ok()?);
        let text = day.map_or_else(|| given.text.clone(), |day| day.to_string());
        (label, text)
    }

    /// A row that stays out, with the cell that is to blame if its column is known.
    pub(super) fn rejected(&self, line: u64, refusal: &Refusal) -> Rejected {
        let column = refusal
            .field
            .and_then(|field| self.mapping.column_of(field));
        Rejected {
            line,
            place: self.table.place(line, column),
            reason: refusal.to_string(),
        }
    }

    /// The questions that the sheet has a column for.
    pub(super) fn asks(&self) -> Vec<&'static Ask> {
        let fields = self.fields.iter();
        let present = fields.filter(|field| self.mapping.column_of(field.name).is_some());
        present.filter_map(|field| field.ask).collect()
    }

    fn fill(&mut self) {
        let taken: Vec<Taken> = self
            .fields
            .iter()
            .filter_map(|field| self.taken(field))
            .collect();
        for row in self.table.rows.iter().skip(self.mapping.header + 1) {
            if let Err(rejected) = sound(&self.table, row, &self.mapping) {
                self.ragged.push(rejected);
                continue;
            }
            let mut cells = Cells::default();
            for column in &taken {
                cells.put(column.name, row.cell(column.place), column.lines);
            }
            self.lines.push(Line {
                number: row.line,
                cells,
            });
        }
    }

    fn taken(&self, field: &Field) -> Option<Taken> {
        let lines = match (field.name, field.ask) {
            // Only notes have lines of their own.
            ("notes", _) => Lines::Kept,
            ("parties", None) => Lines::Parted("; "),
            ("signed", None) => Lines::Parted(" | "),
            (_, Some(ask)) => match ask.input {
                Input::Text | Input::List(_) => Lines::Kept,
                Input::Line
                | Input::Date
                | Input::Day
                | Input::DateOrWords
                | Input::Words(_)
                | Input::Flag
                | Input::Entry(_)
                | Input::AnyEntry => Lines::Joined,
            },
            (_, None) => Lines::Joined,
        };
        Some(Taken {
            name: field.name,
            place: self.mapping.column_of(field.name)?,
            lines,
        })
    }
}

impl Cells {
    /// Empty if the cell is, or if the file has no such column.
    pub(super) fn get(&self, column: &str) -> &str {
        let cell = self.given.iter().find(|cell| cell.column == column);
        cell.map_or("", |cell| &cell.text)
    }

    /// The same but for one column, which takes another row's text.
    pub(super) fn with_column_of(&self, kind: SheetKind, column: &str, other: &Self) -> Self {
        let mut cells = self.clone();
        cells.given.retain(|cell| cell.column != column);
        if let Some(cell) = other.given.iter().find(|cell| cell.column == column) {
            cells.insert(kind, cell.clone());
        }
        cells
    }

    /// Puts a cell where its column stands among the others.
    pub(super) fn insert(&mut self, kind: SheetKind, cell: Given) {
        let place = kind.place(&cell.column);
        let later = self
            .given
            .iter()
            .position(|one| kind.place(&one.column) > place);
        self.given.insert(later.unwrap_or(self.given.len()), cell);
    }

    fn put(&mut self, column: &str, text: &str, lines: Lines) {
        let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match lines {
            Lines::Kept => text.trim().to_owned(),
            Lines::Joined => joined(text),
            Lines::Parted(mark) => {
                let parts = text.trim().lines().map(joined);
                parts
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(mark)
            }
        };
        if column == SOURCE {
            self.source = text;
        } else if !text.is_empty() {
            self.given.push(Given {
                column: column.to_owned(),
                text,
            });
        }
    }
}

/// Reads the one sheet of a file, or its first one that holds entries.
pub fn read(source: Source<'_>, options: &ReadOptions) -> Result<Sheet, Refusal> {
    let mut book = read_book(source, options)?;
    Ok(book.sheets.swap_remove(0))
}

/// Reads every sheet of a file that has a known header. Refuses a file that has none, and what is no file of rows.
pub fn read_book(source: Source<'_>, options: &ReadOptions) -> Result<Book, Refusal> {
    book(source.name, tables(source)?, |_| options.clone())
}

/// The same of a file that has been read, each sheet with options of its own.
pub fn book(
    name: &str,
    mut tables: Vec<Table>,
    options: impl Fn(&Table) -> ReadOptions,
) -> Result<Book, Refusal> {
    if tables.len() > 1 {
        tables.retain(|table| !table.rows.is_empty());
    }
    let is_alone = tables.len() < 2;
    let mut book = Book {
        name: name.to_owned(),
        sheets: Vec::new(),
        remarks: Vec::new(),
    };
    let mut first = None;
    for table in tables {
        let sheet = table.sheet.clone().unwrap_or_default();
        let whole = if is_alone {
            name.to_owned()
        } else {
            format!("{name} ({sheet})")
        };
        match guess(&whole, &table, &options(&table)) {
            Ok(mapping) => book.sheets.push(Sheet::new(name, table, mapping)),
            Err(refusal) if refusal.why == Why::Ambiguous || refusal.field == Some("map") => {
                return Err(refusal);
            }
            Err(refusal) => {
                let sentence = format!(
                    "The sheet {} has no header that is known here and was left out.",
                    quoted(&sheet)
                );
                book.remarks.push(sentence);
                first.get_or_insert(refusal);
            }
        }
    }
    if book.sheets.is_empty() {
        let nothing = Table::default();
        let empty = || guess(name, &nothing, &options(&nothing)).err();
        let refusal = first.or_else(empty);
        return Err(refusal.unwrap_or_else(|| Refusal::invalid("file", "The file is empty.")));
    }
    order(&mut book.sheets);
    Ok(book)
}

/// Puts sheets in the order in which each finds what it refers to, whatever the order they were given in.
pub fn order(sheets: &mut [Sheet]) {
    sheets.sort_by_key(|sheet| sheet.kind().rank());
}

/// Refuses a row that holds an error in a column that is taken, or whose cells have slipped.
fn sound(table: &Table, row: &TableRow, mapping: &Mapping) -> Result<(), Rejected> {
    let width = table.header(mapping.header).len();
    let is_taken = |column: usize| mapping.columns.get(column).copied().flatten().is_some();
    if let Some(fault) = row.faults.iter().find(|fault| is_taken(fault.column)) {
        return Err(Rejected {
            line: row.line,
            place: table.place(row.line, Some(fault.column)),
            reason: fault.sentence.clone(),
        });
    }
    let spare = row
        .cells
        .iter()
        .skip(width)
        .all(|cell| cell.trim().is_empty());
    if table.shape != Shape::Lines || (row.cells.len() >= width && spare) {
        return Ok(());
    }
    let cells = row.cells.len();
    Err(Rejected {
        line: row.line,
        place: table.place(row.line, None),
        reason: format!("The row has {cells} cells where the header has {width}."),
    })
}

fn remarks(table: &Table, mapping: &Mapping) -> Vec<Remark> {
    let mut texts = table.remarks.clone();
    let unknown = left_out(table, mapping);
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.iter().map(|name| quoted(name)).collect();
        texts.push(format!(
            "A file of {} has no column {}; it was left out.",
            mapping.kind,
            names.join(", ")
        ));
    }
    let whole = |text| Remark { line: None, text };
    texts.into_iter().map(whole).collect()
}

/// A row for tests.
#[cfg(test)]
pub(super) fn cells(filled: &[(&str, &str)]) -> Cells {
    let mut cells = Cells::default();
    for (column, text) in filled {
        cells.put(column, text, Lines::Joined);
    }
    cells
}
