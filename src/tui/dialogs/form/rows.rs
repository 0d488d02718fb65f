//! A field that is a list: its rows in order, and under them a line that adds one.

use ratatui::layout::Rect;

use super::pressed::{Pressed, meaning};
use crate::domain::form::{Ask, RowAnswer, row_words};
use crate::domain::register::Register;
use crate::tui::keys::{Inside, Key};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};
use crossterm::event::KeyCode;

pub(super) struct Rows {
    list: Ask,
    listed: Vec<RowAnswer>,
    /// The rows for people.
    shown: Vec<Text>,
    /// The row under the cursor; past the last the line that adds one.
    at: usize,
    before: Vec<Vec<RowAnswer>>,
    after: Vec<Vec<RowAnswer>>,
}

impl Rows {
    pub(super) fn new(list: &Ask, rows: &[RowAnswer]) -> Self {
        Self {
            list: *list,
            listed: rows.to_vec(),
            shown: Vec::new(),
            at: 0,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    pub(super) fn rows(&self) -> &[RowAnswer] {
        &self.listed
    }

    pub(super) fn row(&self, place: usize) -> Option<&RowAnswer> {
        self.listed.get(place)
    }

    pub(super) fn set(&mut self, rows: &[RowAnswer]) {
        self.keep(rows.to_vec());
        self.at = self.at.min(self.listed.len());
    }

    /// Puts a row that was filled in where it came from, or at the end; the cursor goes on to the line after it.
    pub(super) fn put(&mut self, row: RowAnswer) {
        let mut rows = self.listed.clone();
        match rows.get_mut(self.at) {
            Some(place) => *place = row,
            None => rows.push(row),
        }
        self.at += 1;
        self.keep(rows);
    }

    pub(super) fn undo(&mut self) {
        if let Some(rows) = self.before.pop() {
            self.after.push(std::mem::replace(&mut self.listed, rows));
            self.at = self.at.min(self.listed.len());
        }
    }

    pub(super) fn redo(&mut self) {
        if let Some(rows) = self.after.pop() {
            self.before.push(std::mem::replace(&mut self.listed, rows));
            self.at = self.at.min(self.listed.len());
        }
    }

    pub(super) fn press(&mut self, key: Key) -> Pressed {
        let is_row = self.at < self.listed.len();
        match meaning(key) {
            Some(Inside::Previous) if key.code == KeyCode::Up && self.at > 0 => self.at -= 1,
            Some(Inside::Next) if key.code == KeyCode::Down && is_row => self.at += 1,
            Some(Inside::Enter) => return Pressed::Row(self.at),
            Some(Inside::RemoveRow) if is_row => {
                let mut rows = self.listed.clone();
                rows.remove(self.at);
                self.keep(rows);
            }
            Some(Inside::RowUp) if is_row && self.at > 0 => self.swap(self.at - 1),
            Some(Inside::RowDown) if self.at + 1 < self.listed.len() => self.swap(self.at + 1),
            Some(Inside::RemoveRow | Inside::RowUp | Inside::RowDown) => {}
            Some(_) | None => return Pressed::Not,
        }
        Pressed::Taken
    }

    /// The cursor goes to a line of the field. True if it was there.
    pub(super) fn click(&mut self, line: usize) -> bool {
        let was = self.at;
        self.at = line.min(self.listed.len());
        was == self.at
    }

    pub(super) fn sync(&mut self, register: &Register) {
        let words = |row: &RowAnswer| Text::line(&row_words(&self.list, row, register));
        self.shown = self.listed.iter().map(words).collect();
    }

    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.listed.len())
            .unwrap_or(u16::MAX)
            .saturating_add(1)
    }

    /// The line under the cursor, from the first.
    pub(super) fn line(&self) -> usize {
        self.at
    }

    pub(super) fn draw_line(
        &self,
        canvas: &mut Canvas<'_>,
        line: usize,
        area: Rect,
        has_focus: bool,
        theme: Theme,
    ) {
        let is_on = has_focus && line == self.at;
        let add = Text::Words(if self.listed.is_empty() {
            "[ Add ]"
        } else {
            "[ Add another ]"
        });
        let (text, tone) = match self.shown.get(line) {
            Some(text) => (text, Tone::Plain),
            None => (&add, Tone::Faint),
        };
        let style = if is_on {
            Theme::selected()
        } else {
            theme.style(tone)
        };
        if is_on {
            canvas.words(area.x, area.y, 1, ">", style);
            canvas.cursor = Some((area.x + 1, area.y).into());
        }
        canvas.put(
            area.x + 1,
            area.y,
            area.width.saturating_sub(1),
            text,
            style,
        );
    }

    fn swap(&mut self, to: usize) {
        let mut rows = self.listed.clone();
        rows.swap(self.at, to);
        self.at = to;
        self.keep(rows);
    }

    fn keep(&mut self, rows: Vec<RowAnswer>) {
        if rows != self.listed {
            self.before.push(std::mem::replace(&mut self.listed, rows));
            self.after.clear();
        }
    }
}
