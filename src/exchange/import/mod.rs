//! Bringing in files: bytes → tables → sheets → one change, and a report that answers for every row.
//!
//! A table is rows as a file has them (`csv.rs`, `xlsx.rs`, `json.rs`); a mapping says what it is and which column is
//! what, guessed by the header or said by somebody; both together are a sheet.
//!
//! Where the columns are mapped by hand, the file is a draft (`draft.rs`); what an import says is in `told.rs`.
//!
//! A row is known again by its origin: the kind of file and the row's key. What the file gave last time is kept there,
//! so that a second import changes only what the file has changed since, and never what a person has.
//! The rules stand in one file for each kind of sheet; what they share is in `intake.rs`.

mod actions;
mod agreements;
mod asked;
mod cell;
mod columns;
mod commitments;
mod csv;
mod draft;
mod entries;
mod intake;
mod items;
mod json;
mod kind;
mod mapping;
mod meetings;
mod names;
mod organisations;
mod package;
mod parts;
mod recognise;
mod rejected;
mod remembered;
mod sheet;
mod successors;
mod table;
mod text;
mod told;
mod usual;
mod xlsx;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::id::Entry;
use crate::domain::register::{Edit, Kind, Register};

use intake::Intake;

pub use columns::Field;
pub use draft::{Draft, DraftSheet, Understood};
pub use kind::SheetKind;
pub use mapping::{Mapping, REASON, ReadOptions, guess, left_out, mapped};
pub use rejected::{rejected_beside, rejected_files, rejected_rows};
pub use remembered::{Remembered, Said};
pub use sheet::{Book, Sheet, book, order, read, read_book};
pub use table::{HEADER_ROWS, Table, TableRow, tables};
pub use text::MOST_BYTES;
pub use told::{counts, look, told};

/// A file as the caller found it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// For messages and for the name of the change; without its folder.
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// What an import would do. Its rows are the new, changed, unchanged and rejected ones together.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Empty if the file says nothing new; then there is nothing to commit.
    pub change: Change,
    /// How many records of each kind are made, in the order of the kinds.
    pub made: Vec<(Kind, usize)>,
    /// Rows seen for the first time.
    pub new: usize,
    /// Known rows that bring something new.
    pub changed: usize,
    pub unchanged: usize,
    /// The rows that went in, in the order of their lines.
    pub taken: Vec<TakenRow>,
    pub kept: Vec<Kept>,
    /// In the order of their lines.
    pub rejected: Vec<Rejected>,
    pub remarks: Vec<Remark>,
}

/// What an import of a file would do, with all its sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct BookReport {
    /// Of all sheets together; empty if the file says nothing new.
    pub change: Change,
    /// One for each sheet, in their order. The change of each is upon those before it.
    pub sheets: Vec<Report>,
}

/// A row that goes in, and the entry that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenRow {
    pub line: u64,
    pub fate: Fate,
    pub entry: Entry,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    New,
    Changed,
    Unchanged,
}

/// A field that a person has changed since the file gave it: theirs stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub line: u64,
    pub entry: Entry,
    /// By its name in the code; `field::label` makes it readable.
    pub field: String,
    /// What the register says, as people read it.
    pub ours: String,
    /// What the file says.
    pub theirs: String,
}

/// A row that stays out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// The same for people, with the cell that is to blame if it is known: `Line 14`, `Sheet2!C14`.
    pub place: String,
    /// A whole sentence.
    pub reason: String,
}

/// Something the user should know of a row that went in, or of the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub line: Option<u64>,
    /// A whole sentence.
    pub text: String,
}

/// What bringing in a sheet would do to a register, as one change. Asked twice of the same, it says the same.
pub fn import(register: &Register, sheet: &Sheet, today: NaiveDate) -> Report {
    let mut intake = Intake::new(register, sheet, today);
    match sheet.kind() {
        SheetKind::Organisations => organisations::take(&mut intake, sheet),
        SheetKind::Successors => successors::take(&mut intake, sheet),
        SheetKind::Agreements => agreements::take(&mut intake, sheet),
        SheetKind::Meetings => meetings::take(&mut intake, sheet),
        SheetKind::Items => items::take(&mut intake, sheet),
        SheetKind::Actions => actions::take(&mut intake, sheet),
        SheetKind::Commitments => commitments::take(&mut intake, sheet),
        SheetKind::Of(kind) => entries::take(&mut intake, sheet, kind),
    }
    intake.report(sheet)
}

/// What bringing in a whole file would do, as one change. Asked twice of the same, it says the same.
pub fn import_book(register: &Register, book: &Book, today: NaiveDate) -> BookReport {
    if let [sheet] = &book.sheets[..] {
        let report = import(register, sheet, today);
        return BookReport {
            change: report.change.clone(),
            sheets: vec![report],
        };
    }
    let mut now = register.clone();
    let mut touched = Vec::new();
    let mut sheets = Vec::new();
    for sheet in &book.sheets {
        let report = import(&now, sheet, today);
        now.apply(&report.change);
        touched.extend(report.change.edits.iter().map(Edit::entry));
        sheets.push(report);
    }
    touched.sort_unstable();
    touched.dedup();
    let edits = touched.into_iter();
    let edits = edits.filter_map(|entry| Edit::between(register, &now, entry));
    let mut change = Change {
        label: String::new(),
        edits: edits.collect(),
    };
    let subject = book
        .sheets
        .first()
        .map_or(Kind::Agreement, |sheet| sheet.kind().subject());
    let changed = sheets.iter().map(|report| report.changed).sum();
    change.label = intake::label(&book.name, subject, &intake::made(&change), changed);
    BookReport { change, sheets }
}

/// What a file would do: its sheets as they were mapped, nothing written.
pub fn preview(
    register: &Register,
    name: &str,
    tables: Vec<(Table, Mapping)>,
    today: NaiveDate,
) -> BookReport {
    let sheets = tables.into_iter();
    let mut book = Book {
        name: name.to_owned(),
        sheets: sheets
            .map(|(table, mapping)| Sheet::new(name, table, mapping))
            .collect(),
        remarks: Vec::new(),
    };
    order(&mut book.sheets);
    import_book(register, &book, today)
}
