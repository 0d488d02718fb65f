//! Bringing in files: bytes → a sheet of rows → one change, and a report that answers for every row.
//!
//! A row is known again by its origin: the kind of file and the row's key. What the file gave last time is kept there,
//! so that a second import changes only what the file has changed since, and never what a person has.
//! The rules stand in one file for each kind of sheet; what they share is in `intake.rs`.

mod actions;
mod agreements;
mod commitments;
mod intake;
mod items;
mod meetings;
mod organisations;
mod parts;
mod sheet;
mod successors;
mod text;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::id::Entry;
use crate::domain::register::{Kind, Register};

use intake::Intake;
pub use sheet::{ReadOptions, Sheet, SheetKind, read};
pub use text::MOST_BYTES;

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
    pub kept: Vec<Kept>,
    /// In the order of their lines.
    pub rejected: Vec<Rejected>,
    pub remarks: Vec<Remark>,
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

/// Puts sheets in the order in which each finds what it refers to, whatever the order they were given in.
pub fn order(sheets: &mut [Sheet]) {
    sheets.sort_by_key(Sheet::kind);
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
    }
    intake.report(sheet)
}
