//! A field that is picked from a list: typing narrows the list, and what is not in it can be made.

use ratatui::layout::Rect;

use super::pressed::{Pressed, meaning};
use crate::domain::audience::Audience;
use crate::domain::find::{Query, find};
use crate::domain::form::entry_words;
use crate::domain::named;
use crate::domain::register::{Kind, Record, Register};
use crate::tui::effect::Context;
use crate::tui::keys::{Inside, Key};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text, Typing};
use crossterm::event::KeyCode;

/// So many lines of the list are shown at once.
const LINES: usize = 7;
/// So many are listed; more typing narrows them.
const MOST: usize = 200;

pub(super) struct Pick {
    source: Source,
    /// The answer; empty for none.
    chosen: String,
    /// The same for people.
    shown: Text,
    /// What is typed to find another, while the list is open.
    typing: Option<Typing>,
    found: Vec<Choice>,
    /// What `found` was found by.
    sought: Option<(String, u64)>,
    scroll: Scroll,
    before: Vec<String>,
    after: Vec<String>,
}

/// Where the choices come from.
pub(super) enum Source {
    Words(Vec<String>),
    Entry(Kind),
    AnyEntry,
}

struct Choice {
    answer: Given,
    words: Text,
}

enum Given {
    Answer(String),
    /// One that is not there yet.
    New(Kind),
}

impl Pick {
    pub(super) fn new(source: Source, chosen: String) -> Self {
        let shown = Text::line(&chosen);
        Self {
            source,
            chosen,
            shown,
            typing: None,
            found: Vec::new(),
            sought: None,
            scroll: Scroll::default(),
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    /// The answer; while something is being found, what was typed.
    pub(super) fn value(&self) -> &str {
        let typed = self.typing.as_ref().map(|typing| typing.text().trim());
        typed
            .filter(|text| !text.is_empty())
            .unwrap_or(&self.chosen)
    }

    pub(super) fn choose(&mut self, answer: String) {
        self.typing = None;
        if answer != self.chosen {
            self.before
                .push(std::mem::replace(&mut self.chosen, answer));
            self.after.clear();
        }
    }

    pub(super) fn undo(&mut self) {
        if let Some(answer) = self.before.pop() {
            self.after.push(std::mem::replace(&mut self.chosen, answer));
        }
    }

    pub(super) fn redo(&mut self) {
        if let Some(answer) = self.after.pop() {
            self.before
                .push(std::mem::replace(&mut self.chosen, answer));
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.typing.is_some()
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.typing.get_or_insert_default().paste(text);
    }

    pub(super) fn press(&mut self, key: Key, context: &Context<'_>) -> Pressed {
        if self.is_open() {
            return self.press_open(key, context);
        }
        match (meaning(key), key.code) {
            (Some(Inside::Choices), _) => self.typing = Some(Typing::default()),
            (Some(Inside::NextChoice), _) => return self.turn(1),
            (Some(Inside::PreviousChoice), _) => return self.turn(-1),
            (_, KeyCode::Backspace | KeyCode::Delete) => self.choose(String::new()),
            (None, KeyCode::Char(_)) if !key.is_ctrl => {
                self.typing.get_or_insert_default().press(key);
            }
            _ => return Pressed::Not,
        }
        self.sync(context.register());
        Pressed::Taken
    }

    fn press_open(&mut self, key: Key, context: &Context<'_>) -> Pressed {
        self.sync(context.register());
        match meaning(key) {
            Some(Inside::Next) if key.code == KeyCode::Down => self.step(1),
            Some(Inside::Previous) if key.code == KeyCode::Up => self.step(-1),
            Some(Inside::Enter) => return self.take(),
            Some(Inside::Close) => self.typing = None,
            _ => {
                let is_typed = self.typing.as_mut().is_some_and(|typing| typing.press(key));
                self.sync(context.register());
                return if is_typed {
                    Pressed::Taken
                } else {
                    Pressed::Not
                };
            }
        }
        Pressed::Taken
    }

    /// The highlighted choice becomes the answer.
    fn take(&mut self) -> Pressed {
        let choice = self.found.get(self.scroll.selected);
        match choice.map(|choice| &choice.answer) {
            Some(Given::Answer(answer)) => {
                let answer = answer.clone();
                self.choose(answer);
                Pressed::Chosen
            }
            Some(Given::New(kind)) => {
                let kind = *kind;
                let name = self.typing.take();
                let name = name.map_or_else(String::new, |typing| typing.text().trim().to_owned());
                Pressed::Create(kind, name)
            }
            None => Pressed::Taken,
        }
    }

    /// When the field is left: what was typed stands for the first that it finds; what finds nothing stays, to be mended.
    pub(super) fn leave(&mut self) {
        let is_typed = self
            .typing
            .as_ref()
            .is_some_and(|typing| !typing.text().trim().is_empty());
        let first = self.found.get(self.scroll.selected);
        match first.map(|choice| &choice.answer) {
            Some(Given::Answer(answer)) if is_typed => {
                let answer = answer.clone();
                self.choose(answer);
            }
            Some(_) | None if is_typed => {}
            Some(_) | None => self.typing = None,
        }
    }

    fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.scroll.selected = self.scroll.selected.saturating_add_signed(by).min(last);
        self.scroll.sync(self.found.len(), LINES);
    }

    /// The next word, or the one before; only where the list is short and closed.
    fn turn(&mut self, by: isize) -> Pressed {
        let Source::Words(words) = &self.source else {
            return Pressed::Not;
        };
        let count = words.len();
        if count == 0 {
            return Pressed::Not;
        }
        let now = words.iter().position(|word| *word == self.chosen);
        let next = match now {
            Some(at) => (at + count).saturating_add_signed(by) % count,
            None => 0,
        };
        let next = words.get(next).cloned().unwrap_or_default();
        self.choose(next);
        Pressed::Taken
    }

    /// Looks for what was typed, and for what the answer is called.
    pub(super) fn sync(&mut self, register: &Register) {
        self.shown = match self.source {
            Source::Words(_) => Text::line(self.value()),
            Source::Entry(_) | Source::AnyEntry => Text::line(&entry_words(self.value(), register)),
        };
        let Some(typing) = &self.typing else {
            self.sought = None;
            return;
        };
        let sought = (typing.text().to_owned(), register.revision());
        if self.sought.as_ref() != Some(&sought) {
            self.found = self.matching(&sought.0, register);
            let now = self.found.iter().position(
                |one| matches!(&one.answer, Given::Answer(answer) if *answer == self.chosen),
            );
            self.scroll = Scroll::default();
            self.scroll.selected = now.filter(|_| sought.0.is_empty()).unwrap_or(0);
            self.sought = Some(sought);
        }
        self.scroll.sync(self.found.len(), LINES);
    }

    fn matching(&self, typed: &str, register: &Register) -> Vec<Choice> {
        let query = Query::new(typed);
        match &self.source {
            Source::Words(words) => {
                let typed = typed.trim().to_lowercase();
                let mut all: Vec<&String> =
                    words.iter().filter(|word| query.matches(&[word])).collect();
                // A word that is typed whole is meant, whatever else it is a part of.
                all.sort_by_key(|word| word.to_lowercase() != typed);
                all.into_iter()
                    .map(|word| Choice {
                        answer: Given::Answer(word.clone()),
                        words: Text::line(word),
                    })
                    .collect()
            }
            Source::Entry(kind) => {
                let fitting = named::fitting(register, *kind, typed)
                    .into_iter()
                    .take(MOST);
                let mut found: Vec<Choice> =
                    fitting.map(|record| choice(register, record)).collect();
                let name = typed.trim();
                let words = if name.is_empty() {
                    format!("New {kind}…")
                } else {
                    format!("New {kind} \"{name}\"…")
                };
                found.push(Choice {
                    answer: Given::New(*kind),
                    words: Text::line(&words),
                });
                found
            }
            Source::AnyEntry => {
                let hits = find(register, &query, Audience::Secretariat, |_| true)
                    .into_iter()
                    .take(MOST);
                let records = hits.filter_map(|hit| register.get(hit.entry));
                records.map(|record| choice(register, record)).collect()
            }
        }
    }

    pub(super) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        (x, y): (u16, u16),
        room: u16,
        has_focus: bool,
        theme: Theme,
    ) {
        let plain = theme.style(Tone::Plain);
        if !has_focus {
            canvas.put(x + 1, y, room.saturating_sub(2), &self.shown, plain);
            return;
        }
        let faint = theme.style(Tone::Faint);
        let inner = room.saturating_sub(2);
        if let Some(typing) = &self.typing {
            canvas.words(x, y, room, "[", faint);
            typing.draw(canvas, (x + 1, y), inner, plain);
            canvas.words((x + room).saturating_sub(1), y, 1, "]", faint);
        } else {
            canvas.words(x, y, room, "<", faint);
            let taken = canvas.put(x + 1, y, inner, &self.shown, Theme::selected());
            let taken = taken.max(canvas.words(
                x + 1 + taken,
                y,
                u16::from(taken == 0),
                " ",
                Theme::selected(),
            ));
            canvas.words(x + 1 + taken, y, 1, ">", faint);
            canvas.cursor = Some((x + 1, y).into());
        }
    }

    /// Where the list stands: under the field, or over it where there is more room. None while it is closed.
    pub(super) fn list(&self, field: Rect, within: Rect) -> Option<Rect> {
        if !self.is_open() {
            return None;
        }
        let below = within.bottom().saturating_sub(field.bottom());
        let above = field.y.saturating_sub(within.y);
        let wanted = u16::try_from(self.found.len().clamp(1, LINES)).unwrap_or(1);
        let height = wanted.min(below.max(above));
        let y = if below >= height {
            field.bottom()
        } else {
            field.y.saturating_sub(height)
        };
        Some(Rect { y, height, ..field })
    }

    /// Takes the choice on a line of the list.
    pub(super) fn click(&mut self, line: u16, height: u16) -> Pressed {
        let place = self.first_in_view(height) + usize::from(line);
        if place >= self.found.len() {
            return Pressed::Taken;
        }
        self.scroll.selected = place;
        self.take()
    }

    pub(super) fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
        canvas.clear(area);
        if self.found.is_empty() {
            let faint = theme.style(Tone::Faint);
            let none = "Nothing is called that.";
            canvas.words(area.x + 2, area.y, area.width, none, faint);
        }
        let first = self.first_in_view(area.height);
        let shown = self.found.iter().enumerate().skip(first);
        for ((place, choice), y) in shown.zip(area.y..area.bottom()) {
            let is_on = place == self.scroll.selected;
            let style = if is_on {
                Theme::selected()
            } else {
                theme.style(Tone::Plain)
            };
            let line = Rect {
                y,
                height: 1,
                ..area
            };
            canvas.restyle(line, style);
            canvas.words(area.x, y, 1, if is_on { ">" } else { " " }, style);
            let room = area.width.saturating_sub(2);
            canvas.put(area.x + 2, y, room, &choice.words, style);
        }
    }

    fn first_in_view(&self, height: u16) -> usize {
        let mut scroll = self.scroll;
        scroll.sync(self.found.len(), usize::from(height));
        scroll.top
    }
}

fn choice(register: &Register, record: Record<'_>) -> Choice {
    Choice {
        answer: Given::Answer(record.entry().to_string()),
        words: Text::line(&named::in_a_list(register, record)),
    }
}
