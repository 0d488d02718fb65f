//! One line that is typed in, with its own undo.

use ratatui::style::Style;
use tui_input::{Input, InputRequest};

use super::canvas::{Canvas, Text};
use crate::domain::shown::is_hidden;
use crate::tui::keys::Key;
use crossterm::event::KeyCode;

/// What has been typed, where the cursor is, and what stood there before.
#[derive(Debug, Default)]
pub(crate) struct Typing {
    input: Input,
    before: Vec<String>,
    after: Vec<String>,
    /// Whether the text is only a suggestion yet: what is typed or pasted first takes its place.
    is_offered: bool,
}

impl Typing {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
            ..Self::default()
        }
    }

    /// Filled with a suggestion.
    pub(crate) fn offered(text: &str) -> Self {
        Self {
            is_offered: !text.is_empty(),
            ..Self::new(text)
        }
    }

    pub(crate) fn is_offered(&self) -> bool {
        self.is_offered
    }

    pub(crate) fn text(&self) -> &str {
        self.input.value()
    }

    pub(crate) fn clear(&mut self) {
        self.set(String::new());
    }

    /// Takes a key that edits or moves. False if it is none.
    pub(crate) fn press(&mut self, key: Key) -> bool {
        let Some(request) = request(key) else {
            return false;
        };
        let was = self.text().to_owned();
        if std::mem::take(&mut self.is_offered) && matches!(request, InputRequest::InsertChar(_)) {
            self.input = Input::default();
        }
        self.input.handle(request);
        self.remember(was);
        true
    }

    /// Pasted text: line ends become blanks, what cannot be shown is left out.
    pub(crate) fn paste(&mut self, text: &str) {
        let was = self.text().to_owned();
        if std::mem::take(&mut self.is_offered) {
            self.input = Input::default();
        }
        for letter in text.replace("\r\n", " ").chars() {
            let letter = if matches!(letter, '\n' | '\r' | '\t') {
                ' '
            } else {
                letter
            };
            if !is_hidden(letter) {
                self.input.handle(InputRequest::InsertChar(letter));
            }
        }
        self.remember(was);
    }

    pub(crate) fn undo(&mut self) {
        if let Some(text) = self.before.pop() {
            self.after.push(self.text().to_owned());
            self.input = Input::new(text);
        }
    }

    pub(crate) fn redo(&mut self) {
        if let Some(text) = self.after.pop() {
            self.before.push(self.text().to_owned());
            self.input = Input::new(text);
        }
    }

    /// Draws the end of it that holds the cursor, and puts the hardware cursor there.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        (x, y): (u16, u16),
        room: u16,
        style: Style,
    ) {
        let scroll = self.input.visual_scroll(usize::from(room));
        let mut skipped = 0;
        let from = self.text().char_indices().find(|(at, _)| {
            let is_there = skipped >= scroll;
            let end = self.text()[*at..].chars().next().map_or(0, char::len_utf8);
            skipped += crate::domain::cells::width(&self.text()[*at..*at + end]);
            is_there
        });
        let tail = from.map_or("", |(at, _)| &self.text()[at..]);
        canvas.put(x, y, room, &Text::line(tail), style);
        let at = self.input.visual_cursor().saturating_sub(scroll);
        let at = u16::try_from(at).unwrap_or(room).min(room);
        canvas.cursor = Some((x + at, y).into());
    }

    fn set(&mut self, text: String) {
        let was = self.text().to_owned();
        self.input = Input::new(text);
        self.remember(was);
    }

    fn remember(&mut self, was: String) {
        if was != self.text() {
            self.before.push(was);
            self.after.clear();
        }
    }
}

fn request(key: Key) -> Option<InputRequest> {
    let request = match (key.code, key.is_ctrl) {
        (KeyCode::Char('a'), true) | (KeyCode::Home, _) => InputRequest::GoToStart,
        (KeyCode::Char('e'), true) | (KeyCode::End, _) => InputRequest::GoToEnd,
        (KeyCode::Char('u'), true) => InputRequest::DeleteFromStart,
        (KeyCode::Char('k'), true) => InputRequest::DeleteTillEnd,
        (KeyCode::Left, true) => InputRequest::GoToPrevWord,
        (KeyCode::Right, true) => InputRequest::GoToNextWord,
        (KeyCode::Left, false) => InputRequest::GoToPrevChar,
        (KeyCode::Right, false) => InputRequest::GoToNextChar,
        (KeyCode::Char('w') | KeyCode::Backspace, true) => InputRequest::DeletePrevWord,
        (KeyCode::Backspace, false) => InputRequest::DeletePrevChar,
        (KeyCode::Delete, _) => InputRequest::DeleteNextChar,
        (KeyCode::Char(letter), false) if !is_hidden(letter) => InputRequest::InsertChar(letter),
        _ => return None,
    };
    Some(request)
}
