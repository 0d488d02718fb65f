//! One question of a form: its words, how it is answered, and how a type's answer is written and read.

use super::typed::Typed;
use super::{Answer, Reader, RowAnswer, Subject};
use crate::domain::change::Change;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};

/// One question of a form.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// What a refusal and the answers name it by.
    pub name: &'static str,
    /// The field of the record that it fills; several may fill one.
    pub field: &'static str,
    /// Its name on the command line, and in a row that is typed as one line.
    pub option: &'static str,
    pub label: &'static str,
    /// One line: what is meant, or an example.
    pub help: &'static str,
    pub input: Input,
    pub is_required: bool,
    /// Whether a new entry like another starts with its answer.
    pub is_copied: bool,
    /// What stands over it, where a group of questions begins.
    pub heading: Option<&'static str>,
}

/// How an answer is given.
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// One line.
    Line,
    /// Text of several lines.
    Text,
    /// A date of any precision.
    Date,
    Day,
    /// A date, "next meeting", or words that no day is reckoned from.
    DateOrWords,
    /// One of a closed list.
    Words(fn() -> Vec<&'static str>),
    /// Yes or no.
    Flag,
    /// A record of a kind.
    Entry(Kind),
    /// A record of any kind.
    AnyEntry,
    /// Rows in order, each with answers of its own.
    List(ListOf),
}

/// The rows of a list: what each asks, and whether what is answered can be one.
#[derive(Debug, Clone, Copy)]
pub struct ListOf {
    pub(super) asks: fn() -> Vec<&'static Ask>,
    /// The cells that a new row begins with.
    pub(super) blank: fn() -> Vec<String>,
    pub(super) check: fn(&[String], &Reader<'_>) -> Result<(), Refusal>,
}

/// A question about a type, with how its answer is written and read.
pub struct Asked<T: 'static> {
    pub ask: Ask,
    pub(super) write: fn(&T) -> Answer,
    pub(super) read: fn(&mut T, &Answer, &Reader<'_>) -> Result<(), Refusal>,
}

/// A question whose answer is kept in other records than the one that the form is about.
pub struct Also<T: 'static> {
    pub ask: Ask,
    /// The question that it is asked after.
    pub(super) after: &'static str,
    pub(super) write: fn(&Register, Id<T>) -> Answer,
    pub(super) change: fn(&Subject<'_, T>, &Answer, &Reader<'_>, Change) -> Result<Change, Refusal>,
}

impl Ask {
    /// True if it is answered with rows.
    pub fn is_list(&self) -> bool {
        self.list().is_some()
    }

    /// True for the question whose answer is what the entry is called.
    pub fn is_name(&self) -> bool {
        let is_text = matches!(self.input, Input::Line | Input::Text);
        is_text && (self.is_required || self.name == "name")
    }

    /// True if its answer names another record.
    pub fn names_an_entry(&self) -> bool {
        matches!(self.input, Input::Entry(_) | Input::AnyEntry)
    }

    /// The cells of a row. Empty for what is no list.
    pub fn cells(&self) -> Vec<&'static Self> {
        self.list().map_or_else(Vec::new, |list| (list.asks)())
    }

    /// A row that is to be filled in. Empty for what is no list.
    pub fn blank_row(&self) -> RowAnswer {
        let cells = self.list().map_or_else(Vec::new, |list| (list.blank)());
        RowAnswer::new(cells)
    }

    /// Refuses cells that are no row of this list, by the name of the cell.
    pub fn check_row(&self, cells: &[String], reader: &Reader<'_>) -> Result<(), Refusal> {
        let list = self.list();
        list.map_or(Ok(()), |list| (list.check)(cells, reader))
    }

    fn list(&self) -> Option<ListOf> {
        if let Input::List(list) = self.input {
            Some(list)
        } else {
            None
        }
    }

    pub(super) const fn new(
        name: &'static str,
        label: &'static str,
        help: &'static str,
        input: Input,
    ) -> Self {
        Self {
            name,
            field: name,
            option: name,
            label,
            help,
            input,
            is_required: false,
            is_copied: true,
            heading: None,
        }
    }
}

/// How a question differs from the usual one.
impl<T> Asked<T> {
    /// It must be answered.
    #[must_use]
    pub(super) const fn required(mut self) -> Self {
        self.ask.is_required = true;
        self
    }

    /// A new entry like another starts without it.
    #[must_use]
    pub(super) const fn fresh(mut self) -> Self {
        self.ask.is_copied = false;
        self
    }

    #[must_use]
    pub(super) const fn option(mut self, option: &'static str) -> Self {
        self.ask.option = option;
        self
    }

    /// Begins a group of questions.
    #[must_use]
    pub(super) const fn under(mut self, heading: &'static str) -> Self {
        self.ask.heading = Some(heading);
        self
    }

    /// It fills a field of another name, perhaps with others.
    #[must_use]
    pub(super) const fn of(mut self, field: &'static str) -> Self {
        self.ask.field = field;
        self
    }

    /// Text of several lines.
    #[must_use]
    pub(super) const fn long(mut self) -> Self {
        self.ask.input = Input::Text;
        self
    }
}

/// What a field's type says about how it is asked: `input(|row: &Note| &row.text)`.
pub(super) const fn input<T, F: Typed>(_: fn(&T) -> &F) -> Input {
    F::INPUT
}

/// A question about one field: `ask!(Note.text, "Text", "What was said.")`, or with a name of its own where the field
/// lies deeper: `ask!(Agreement.sharing.what as "shared_what", …)`.
macro_rules! ask {
    ($type:ident.$field:ident, $label:literal, $help:literal) => {
        $crate::domain::form::ask!($type.$field as stringify!($field), $label, $help)
    };
    ($type:ident.$field:ident$(.$inner:ident)? as $name:expr, $label:literal, $help:literal) => {
        $crate::domain::form::Asked::<$type> {
            ask: $crate::domain::form::Ask::new(
                $name,
                $label,
                $help,
                $crate::domain::form::ask::input(|row: &$type| &row.$field$(.$inner)?),
            ),
            write: |row| $crate::domain::form::typed::Typed::write(&row.$field$(.$inner)?),
            read: |row, answer, reader| {
                row.$field$(.$inner)? = $crate::domain::form::typed::Typed::read(answer, reader)?;
                Ok(())
            },
        }
    };
}
pub(super) use ask;
