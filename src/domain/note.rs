//! Notes: dated words and perhaps a file about an entry of any kind ("I rang them on Tuesday"). For the Secretariat only.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::field::fields;
use super::id::{Entry, Id};
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub id: Id<Note>,
    pub about: Entry,
    pub on: Option<Date>,
    pub text: String,
    /// Where a file about it lies.
    pub file: Option<String>,
}

impl Row for Note {
    row!(Note in notes);
    fields!(about, on, text, file);

    fn check(&self) -> Result<(), Refusal> {
        if self.text.trim().is_empty() && self.file.is_none() {
            return Err(Refusal::invalid("text", "A note needs words or a file."));
        }
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        self.text.clone()
    }
}

/// The notes about an entry, in the order of their numbers.
pub fn about(register: &Register, entry: Entry) -> impl Iterator<Item = &Note> {
    register
        .notes
        .iter()
        .filter(move |note| note.about == entry)
}
