//! What somebody has answered, as text: the same in a form, in a draft on disk and on the command line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Ask;

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Text(String),
    Rows(Vec<RowAnswer>),
}

/// One row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAnswer {
    /// The number of the record that it is, where the rows are records and it is not new.
    pub number: Option<u32>,
    /// In the order of the list's questions.
    pub cells: Vec<String>,
}

/// Answers by the names of their questions. Kept in drafts, so their form is a promise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

impl Default for Answer {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Answer {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Rows(rows) => rows.is_empty(),
        }
    }

    /// The text, without blanks around it; none of a list.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text.trim(),
            Self::Rows(_) => "",
        }
    }

    pub fn rows(&self) -> &[RowAnswer] {
        match self {
            Self::Text(_) => &[],
            Self::Rows(rows) => rows,
        }
    }
}

impl RowAnswer {
    pub fn new(cells: Vec<String>) -> Self {
        Self {
            number: None,
            cells,
        }
    }

    /// Makes it a new row, without what is not copied.
    pub(super) fn forget(&mut self, cells: &[&Ask]) {
        self.number = None;
        for (cell, ask) in self.cells.iter_mut().zip(cells) {
            if !ask.is_copied {
                cell.clear();
            }
        }
    }
}

impl Answers {
    pub fn get(&self, name: &str) -> Option<&Answer> {
        self.0.get(name)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Answer> {
        self.0.get_mut(name)
    }

    pub fn set(&mut self, name: &str, answer: Answer) {
        self.0.insert(name.to_owned(), answer);
    }

    pub fn set_text(&mut self, name: &str, text: impl Into<String>) {
        self.set(name, Answer::Text(text.into()));
    }

    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(name, answer)| (name.as_str(), answer))
    }

    /// The text of an answer; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).map_or("", Answer::text)
    }
}
