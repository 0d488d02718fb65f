//! Origins: which row of which file an entry was brought in from, and what that row said last time.

use serde::{Deserialize, Serialize};

use super::field::{fields, group};
use super::id::{Entry, Id};
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    pub id: Id<Origin>,
    pub about: Entry,
    /// The kind of file: "agreements", "meetings".
    pub file: String,
    /// What the row is known by in files of that kind: its key, or the columns that tell it from others.
    pub key: String,
    /// Where the facts in the row come from, in the words of its source column.
    pub source: String,
    /// The filled columns of the row when it was last brought in.
    pub given: Vec<Given>,
}

/// One column of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    pub column: String,
    pub text: String,
}

group!(Given: column, text);

impl Row for Origin {
    row!(Origin in origins);
    fields!(about, file, key, source, given);

    fn check(&self) -> Result<(), Refusal> {
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        format!("{} {}", self.file, self.key)
    }
}

/// Where an entry was brought in from; several files may have spoken of it.
pub fn of(register: &Register, entry: Entry) -> impl Iterator<Item = &Origin> {
    register
        .origins
        .iter()
        .filter(move |origin| origin.about == entry)
}
