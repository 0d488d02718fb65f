//! One field of a form: its words, and what is typed, picked or listed in it.

use chrono::NaiveDate;

use super::Filled;
use super::pick::{Pick, Source};
use super::pressed::Pressed;
use super::rows::Rows;
use crate::domain::date::{self, Date};
use crate::domain::form::{self, Answer, Ask};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::tui::effect::Context;
use crate::tui::keys::Key;
use crate::tui::widgets::{Area, Typing};

/// Lines that a long text takes while it is typed in, at least and at most; it takes no more than it needs elsewhere.
const LONG: (usize, usize) = (3, 6);

/// A field. `name` is the one that a `Refusal` names.
pub(crate) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// What stands over it, where a group of fields begins.
    pub(super) heading: Option<&'static str>,
    pub(super) is_required: bool,
    pub(super) hint: Hint,
    pub(super) input: Input,
    /// What it held when the form opened, or what the register holds since.
    pub(super) first: Answer,
}

pub(super) enum Input {
    Text(Typing),
    Long(Area),
    /// Says what it understood as it is typed.
    Date(Typing, Reading),
    Pick(Pick),
    Rows(Rows),
}

/// What a date field reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Date,
    /// Words too: "next meeting", or anything without a figure.
    DateOrWords,
}

/// The line of help of the field that is in focus.
pub(super) enum Hint {
    Words(&'static str),
    /// Reckoned from what the form holds.
    Reckoned(Reckon),
}

type Reckon = Box<dyn Fn(&Filled<'_>) -> String>;

impl Field {
    pub(crate) fn text(name: &'static str, label: &'static str, value: &str) -> Self {
        Self::new(name, label, Input::Text(Typing::new(value)))
    }

    pub(crate) fn date(name: &'static str, label: &'static str, value: &str) -> Self {
        let typing = Typing::offered(value);
        Self::new(name, label, Input::Date(typing, Reading::Date))
    }

    /// One of some words; the first is chosen.
    pub(crate) fn choice(name: &'static str, label: &'static str, words: Vec<String>) -> Self {
        let first = words.first().cloned().unwrap_or_default();
        let pick = Pick::new(Source::Words(words), first);
        Self::new(name, label, Input::Pick(pick)).required()
    }

    /// A text that is suggested: typing takes its place, moving in it keeps it.
    pub(crate) fn offered(name: &'static str, label: &'static str, value: &str) -> Self {
        Self::new(name, label, Input::Text(Typing::offered(value)))
    }

    /// The field that asks a question of a record, with an answer in it.
    pub(crate) fn asking(ask: &Ask, answer: &Answer) -> Self {
        let text = answer.text();
        let input = match ask.input {
            form::Input::Line => Input::Text(Typing::new(text)),
            form::Input::Text => Input::Long(Area::new(text)),
            form::Input::Date | form::Input::Day => Input::Date(Typing::new(text), Reading::Date),
            form::Input::DateOrWords => Input::Date(Typing::new(text), Reading::DateOrWords),
            form::Input::Words(words) => {
                let words = words().into_iter().map(str::to_owned).collect();
                Input::Pick(Pick::new(Source::Words(words), text.to_owned()))
            }
            form::Input::Flag => {
                let words = ["no", "yes"].map(str::to_owned).to_vec();
                Input::Pick(Pick::new(Source::Words(words), text.to_owned()))
            }
            form::Input::Entry(kind) => {
                Input::Pick(Pick::new(Source::Entry(kind), text.to_owned()))
            }
            form::Input::AnyEntry => Input::Pick(Pick::new(Source::AnyEntry, text.to_owned())),
            form::Input::List(_) => Input::Rows(Rows::new(ask, answer.rows())),
        };
        let mut field = Self::new(ask.name, ask.label, input).hint(ask.help);
        field.heading = ask.heading;
        field.is_required = ask.is_required;
        field
    }

    #[must_use]
    pub(crate) fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// It may be left empty, whatever its question says.
    #[must_use]
    pub(crate) fn optional(mut self) -> Self {
        self.is_required = false;
        self
    }

    /// Begins a group of fields.
    #[must_use]
    pub(crate) fn under(mut self, heading: &'static str) -> Self {
        self.heading = Some(heading);
        self
    }

    #[must_use]
    pub(crate) fn hint(mut self, words: &'static str) -> Self {
        self.hint = Hint::Words(words);
        self
    }

    #[must_use]
    pub(crate) fn reckoned(mut self, reckon: impl Fn(&Filled<'_>) -> String + 'static) -> Self {
        self.hint = Hint::Reckoned(Box::new(reckon));
        self
    }

    /// What it holds.
    pub(super) fn answer(&self) -> Answer {
        match &self.input {
            Input::Text(typing) | Input::Date(typing, _) => Answer::Text(typing.text().to_owned()),
            Input::Long(area) => Answer::Text(area.text().to_owned()),
            Input::Pick(pick) => Answer::Text(pick.value().to_owned()),
            Input::Rows(rows) => Answer::Rows(rows.rows().to_vec()),
        }
    }

    /// What it holds as text; nothing for a list.
    pub(super) fn value(&self) -> &str {
        match &self.input {
            Input::Text(typing) | Input::Date(typing, _) => typing.text(),
            Input::Long(area) => area.text(),
            Input::Pick(pick) => pick.value(),
            Input::Rows(_) => "",
        }
    }

    /// Puts another answer there, as typing would.
    pub(super) fn set(&mut self, answer: &Answer) {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing, _) => typing.set(answer.text()),
            Input::Long(area) => area.set(answer.text()),
            Input::Pick(pick) => pick.choose(answer.text().to_owned()),
            Input::Rows(rows) => rows.set(answer.rows()),
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.answer() != self.first
    }

    /// Refuses an empty required field and a date that cannot be read.
    pub(super) fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.answer().is_empty() {
            return if self.is_required {
                Err(Refusal::invalid(
                    self.name,
                    format!("{} is required.", self.label),
                ))
            } else {
                Ok(())
            };
        }
        match &self.input {
            Input::Date(_, Reading::Date) => self.read_date(today).transpose().map(|_| ()),
            Input::Text(_)
            | Input::Long(_)
            | Input::Date(_, Reading::DateOrWords)
            | Input::Pick(_)
            | Input::Rows(_) => Ok(()),
        }
    }

    /// The date in it, or why it is none. None for an empty field and for one that holds no date.
    pub(super) fn read_date(&self, today: NaiveDate) -> Option<Result<Date, Refusal>> {
        match &self.input {
            Input::Date(typing, _) if !typing.text().trim().is_empty() => {
                Some(date::read(typing.text(), today))
            }
            Input::Date(..) | Input::Text(_) | Input::Long(_) | Input::Pick(_) | Input::Rows(_) => {
                None
            }
        }
    }

    pub(super) fn press(&mut self, key: Key, context: &Context<'_>) -> Pressed {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing, _) => taken(typing.press(key)),
            Input::Long(area) => taken(area.press(key)),
            Input::Pick(pick) => pick.press(key, context),
            Input::Rows(rows) => rows.press(key),
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> bool {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing, _) => typing.paste(text),
            Input::Long(area) => area.paste(text),
            Input::Pick(pick) => pick.paste(text),
            Input::Rows(_) => return false,
        }
        true
    }

    pub(super) fn undo(&mut self) {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing, _) => typing.undo(),
            Input::Long(area) => area.undo(),
            Input::Pick(pick) => pick.undo(),
            Input::Rows(rows) => rows.undo(),
        }
    }

    pub(super) fn redo(&mut self) {
        match &mut self.input {
            Input::Text(typing) | Input::Date(typing, _) => typing.redo(),
            Input::Long(area) => area.redo(),
            Input::Pick(pick) => pick.redo(),
            Input::Rows(rows) => rows.redo(),
        }
    }

    /// Takes what was being found as the answer, when the field is left.
    pub(super) fn leave(&mut self) {
        if let Input::Pick(pick) = &mut self.input {
            pick.leave();
        }
    }

    /// Wraps a long text for its room, before anybody asks how high it is.
    pub(super) fn wrap(&mut self, width: u16) {
        if let Input::Long(area) = &mut self.input {
            area.wrap(width);
        }
    }

    /// Brings what it shows of the register up to date.
    pub(super) fn sync(&mut self, register: &Register, (width, height): (u16, u16)) {
        match &mut self.input {
            Input::Pick(pick) => pick.sync(register),
            Input::Rows(rows) => rows.sync(register),
            Input::Long(area) => area.sync(width, height),
            Input::Text(_) | Input::Date(..) => {}
        }
    }

    /// Lines under its heading: a date says under it what was understood, once there is something to understand.
    pub(super) fn height(&self, has_focus: bool) -> u16 {
        match &self.input {
            Input::Date(typing, _) => 1 + u16::from(has_focus || !typing.text().is_empty()),
            Input::Text(_) | Input::Pick(_) => 1,
            Input::Long(area) => {
                let (least, most) = if has_focus { LONG } else { (1, LONG.0) };
                u16::try_from(area.lines().clamp(least, most)).unwrap_or(1)
            }
            Input::Rows(rows) => rows.height(),
        }
    }

    fn new(name: &'static str, label: &'static str, input: Input) -> Self {
        let mut field = Self {
            name,
            label,
            heading: None,
            is_required: false,
            hint: Hint::Words(""),
            input,
            first: Answer::default(),
        };
        field.first = field.answer();
        field
    }
}

fn taken(is_taken: bool) -> Pressed {
    if is_taken {
        Pressed::Taken
    } else {
        Pressed::Not
    }
}
