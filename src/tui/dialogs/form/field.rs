//! One field of a form as data: its name, its label, what is typed into it, and the line of help under it.

use chrono::NaiveDate;

use super::Answers;
use crate::domain::date::{self, Date};
use crate::domain::refusal::Refusal;
use crate::tui::keys::Key;
use crate::tui::widgets::Typing;

/// A field. `name` is the one that a `Refusal` names.
pub(crate) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) is_required: bool,
    pub(super) hint: Hint,
    pub(super) input: Input,
    /// What it held when the form opened.
    first: String,
}

pub(super) enum Input {
    Text(Typing),
    /// Says what it understood as it is typed.
    Date(Typing),
    Choice {
        words: Vec<&'static str>,
        at: usize,
    },
}

/// The line of help of the field that is in focus.
pub(super) enum Hint {
    Words(&'static str),
    /// Reckoned from what the form holds.
    Reckoned(Reckon),
}

type Reckon = Box<dyn Fn(&Answers<'_>) -> String>;

impl Field {
    pub(crate) fn text(name: &'static str, label: &'static str, value: &str) -> Self {
        Self::new(name, label, Input::Text(Typing::new(value)))
    }

    pub(crate) fn date(name: &'static str, label: &'static str, value: &str) -> Self {
        Self::new(name, label, Input::Date(Typing::offered(value)))
    }

    pub(crate) fn choice(
        name: &'static str,
        label: &'static str,
        words: Vec<&'static str>,
    ) -> Self {
        Self::new(name, label, Input::Choice { words, at: 0 })
    }

    /// A text that is suggested: typing takes its place, moving in it keeps it.
    pub(crate) fn offered(name: &'static str, label: &'static str, value: &str) -> Self {
        Self::new(name, label, Input::Text(Typing::offered(value)))
    }

    #[must_use]
    pub(crate) fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    #[must_use]
    pub(crate) fn hint(mut self, words: &'static str) -> Self {
        self.hint = Hint::Words(words);
        self
    }

    #[must_use]
    pub(crate) fn reckoned(mut self, reckon: impl Fn(&Answers<'_>) -> String + 'static) -> Self {
        self.hint = Hint::Reckoned(Box::new(reckon));
        self
    }

    /// What it holds as text.
    pub(super) fn value(&self) -> &str {
        match &self.input {
            Input::Text(typing) | Input::Date(typing) => typing.text(),
            Input::Choice { words, at } => words.get(*at).copied().unwrap_or_default(),
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.value() != self.first
    }

    /// Refuses an empty required field and a date that cannot be read.
    pub(super) fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let value = self.value().trim();
        if value.is_empty() {
            return if self.is_required {
                Err(Refusal::invalid(
                    self.name,
                    format!("{} is required.", self.label),
                ))
            } else {
                Ok(())
            };
        }
        self.read_date(today).transpose().map(|_| ())
    }

    /// The date in it, or why it is none. None for an empty field and for one that holds no date.
    pub(super) fn read_date(&self, today: NaiveDate) -> Option<Result<Date, Refusal>> {
        match &self.input {
            Input::Date(typing) if !typing.text().trim().is_empty() => {
                Some(date::read(typing.text(), today))
            }
            Input::Date(_) | Input::Text(_) | Input::Choice { .. } => None,
        }
    }

    /// A key that edits it. False if it is none.
    pub(super) fn press(&mut self, key: Key) -> bool {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing) => typing.press(key),
            Input::Choice { words, at } => match key.character() {
                Some(letter) => {
                    *at = next_with(words, *at, letter).unwrap_or(*at);
                    true
                }
                None => false,
            },
        }
    }

    /// The next choice or the one before; in a text the cursor moves instead.
    pub(super) fn turn(&mut self, turn: Turn, key: Key) {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing) => {
                typing.press(key);
            }
            Input::Choice { words, at } => {
                let count = words.len().max(1);
                *at = match turn {
                    Turn::Next => (*at + 1) % count,
                    Turn::Previous => (*at + count - 1) % count,
                };
            }
        }
    }

    pub(super) fn typing(&mut self) -> Option<&mut Typing> {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing) => Some(typing),
            Input::Choice { .. } => None,
        }
    }

    /// Lines it takes: a date says under it what was understood.
    pub(super) fn height(&self) -> u16 {
        match self.input {
            Input::Date(_) => 2,
            Input::Text(_) | Input::Choice { .. } => 1,
        }
    }

    fn new(name: &'static str, label: &'static str, input: Input) -> Self {
        let mut field = Self {
            name,
            label,
            is_required: false,
            hint: Hint::Words(""),
            input,
            first: String::new(),
        };
        field.first = field.value().to_owned();
        field
    }
}

/// The direction in which choices are turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Next,
    Previous,
}

/// The next word after this one that begins with a letter.
fn next_with(words: &[&str], at: usize, letter: char) -> Option<usize> {
    let begins = |place: &usize| {
        let first = words.get(*place).and_then(|word| word.chars().next());
        first.is_some_and(|first| first.eq_ignore_ascii_case(&letter))
    };
    let later = at + 1..words.len();
    later.chain(0..=at).find(begins)
}
