//! One line that is typed in, with its own undo.

use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Canvas, Text};
use super::editing::{Editing, Stroke, drawn_width, pasted};
use crate::tui::keys::Key;

/// The line, and whether somebody has touched it yet.
#[derive(Debug, Default)]
pub(crate) struct Typing {
    editing: Editing,
    /// Whether the text is only a suggestion yet: what is typed or pasted first takes its place.
    is_offered: bool,
}

impl Typing {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            editing: Editing::new(text),
            is_offered: false,
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
        self.editing.text()
    }

    pub(crate) fn clear(&mut self) {
        self.set("");
    }

    /// Another text in its place; undo brings the old one back.
    pub(crate) fn set(&mut self, text: &str) {
        self.is_offered = false;
        self.editing.replace(0..self.text().len(), text);
    }

    /// Takes a key that edits or moves. False if it is none.
    pub(crate) fn press(&mut self, key: Key) -> bool {
        let Some(stroke) = Stroke::of(key) else {
            return false;
        };
        if std::mem::take(&mut self.is_offered) && matches!(stroke, Stroke::Insert(_)) {
            self.editing.start_over();
        }
        let line = 0..self.text().len();
        self.editing.apply(stroke, &line);
        true
    }

    /// Pasted text: line ends become blanks, what cannot be shown is left out.
    pub(crate) fn paste(&mut self, text: &str) {
        let at = self.editing.cursor();
        let over = if std::mem::take(&mut self.is_offered) {
            0..self.text().len()
        } else {
            at..at
        };
        self.editing.replace(over, &pasted(text, ' '));
    }

    pub(crate) fn undo(&mut self) {
        self.editing.undo();
    }

    pub(crate) fn redo(&mut self) {
        self.editing.redo();
    }

    /// Draws the part of it that holds the cursor, and puts the hardware cursor there.
    ///
    /// Letters stand in the order of the text, right-to-left ones too: a terminal that turns them does so itself.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        (x, y): (u16, u16),
        room: u16,
        style: Style,
    ) {
        let (from, column) = self.view(usize::from(room));
        let tail = Text::line(&self.text()[from..]);
        canvas.put(x, y, room, &tail, style);
        let column = u16::try_from(column).unwrap_or(room);
        canvas.cursor = Some((x.saturating_add(column), y).into());
    }

    /// Where the part in view begins, in bytes, and the cell of it in which the cursor stands.
    ///
    /// The cluster under the cursor is in view whole, and is never the `…` of a text that goes on.
    fn view(&self, room: usize) -> (usize, usize) {
        let (head, tail) = self.text().split_at(self.editing.cursor());
        let mut ahead = tail.graphemes(true).map(drawn_width);
        let under = ahead.next().unwrap_or(0).max(1);
        let before = room.saturating_sub(under + usize::from(ahead.next().is_some()));
        let (mut from, mut column) = (head.len(), 0);
        for (at, cluster) in head.grapheme_indices(true).rev() {
            let wider = column + drawn_width(cluster);
            if wider > before {
                break;
            }
            (from, column) = (at, wider);
        }
        (from, column)
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;
    use crate::tui::widgets::tests::{drawn, key, letters};

    /// Letters as they are; `<` and `>` for Left and Right, `^` and `$` for the ends, `-` for Backspace, `~` for
    /// Delete.
    fn typed(keys: &str) -> Typing {
        let mut typing = Typing::default();
        for letter in keys.chars() {
            let code = match letter {
                '<' => KeyCode::Left,
                '>' => KeyCode::Right,
                '^' => KeyCode::Home,
                '$' => KeyCode::End,
                '-' => KeyCode::Backspace,
                '~' => KeyCode::Delete,
                letter => KeyCode::Char(letter),
            };
            typing.press(key(code));
        }
        typing
    }

    #[test]
    fn what_a_reader_takes_for_one_letter_is_one_step() {
        for (keys, text) in [
            ("a€@{", "a€@{"),
            ("café-", "caf"),
            ("cafe\u{301}-", "caf"),
            ("e\u{301}x<<y", "ye\u{301}x"),
            ("^e\u{301}x^~", "x"),
            ("規制-", "規"),
            ("規制<<x", "x規制"),
            // A flag, a hand with its colour, a cloud with its picture.
            ("a\u{1f1ec}\u{1f1e7}b<-", "ab"),
            ("a\u{1f44d}\u{1f3fd}b<-", "ab"),
            ("a\u{2601}\u{fe0f}b<<~", "ab"),
            // Hebrew with its points, Arabic with its vowels.
            ("\u{5e9}\u{5c1}\u{5b8}\u{5dc}<-", "\u{5dc}"),
            ("\u{645}\u{64f}\u{62d}--", ""),
            // Two halves of a flag that meet are one letter, and the cursor stands behind it.
            ("\u{1f1ec}x\u{1f1e7}<-y", "\u{1f1ec}\u{1f1e7}y"),
            // Joiners hide; what they would join stands side by side.
            ("👩\u{200d}👧", "👩👧"),
            ("a\u{202e}b\u{7}", "ab"),
        ] {
            assert_eq!(typed(keys).text(), text, "{keys:?}");
        }
    }

    #[test]
    fn what_alt_gr_makes_is_typed_however_the_terminal_tells_it() {
        let mut typing = Typing::default();
        let (graph, alt) = (KeyModifiers::CONTROL | KeyModifiers::ALT, KeyModifiers::ALT);
        for (letter, modifiers) in [
            ('@', KeyModifiers::NONE),
            ('€', graph),
            ('{', graph),
            ('ŵ', alt),
            ('É', KeyModifiers::SHIFT),
        ] {
            let event = KeyEvent::new(KeyCode::Char(letter), modifiers);
            assert!(typing.press(Key::of(event).expect("it was pressed")));
        }
        assert_eq!(typing.text(), "@€{ŵÉ");
    }

    #[test]
    fn a_joined_picture_that_stands_there_already_goes_whole() {
        let mut typing = Typing::new("a👩\u{200d}👧");
        let (lines, cursor) = drawn((14, 1), |canvas| {
            typing.draw(canvas, (0, 0), 14, Style::new());
        });
        assert_eq!(lines, ["a👩<U+200D>👧 "]);
        assert_eq!(cursor, Some((13, 0)));
        typing.press(key(KeyCode::Backspace));
        assert_eq!(typing.text(), "a");
    }

    #[test]
    fn the_cursor_stands_in_the_cell_of_its_letter() {
        for (keys, room, line, column) in [
            ("", 4, "    ", 0),
            ("abc", 4, "abc ", 3),
            ("abcd", 4, "bcd ", 3),
            ("abcd<", 4, "abcd", 3),
            ("abcdef^", 4, "abc…", 0),
            ("abcdef^>>>", 4, "bcd…", 2),
            ("abcdef<", 4, "cdef", 3),
            ("e\u{301}e\u{301}", 4, "e\u{301}e\u{301}  ", 2),
            ("規制", 5, "規制 ", 4),
            // A wide letter that would be cut at the left edge is left out whole.
            ("規制", 4, "制  ", 2),
            ("規制", 3, "制 ", 2),
            ("規制", 2, "  ", 0),
            ("規制<", 4, "規制", 2),
            ("規制<", 3, "制 ", 0),
            ("規制^", 3, "規…", 0),
            ("規制^", 1, "…", 0),
            ("abc", 1, " ", 0),
            ("abc", 0, "", 0),
            ("\u{1f1ec}\u{1f1e7}x", 4, "\u{1f1ec}\u{1f1e7}x ", 3),
            (
                "\u{5e9}\u{5c1}\u{5dc}\u{5d5}\u{5dd}",
                6,
                "\u{5e9}\u{5c1}\u{5dc}\u{5d5}\u{5dd}  ",
                4,
            ),
            // Lam and alef are two cells each by itself, as they are drawn.
            (
                "\u{633}\u{644}\u{627}\u{645}",
                6,
                "\u{633}\u{644}\u{627}\u{645}  ",
                4,
            ),
            (
                "\u{633}\u{644}\u{627}\u{645}<",
                6,
                "\u{633}\u{644}\u{627}\u{645}  ",
                3,
            ),
        ] {
            let (lines, cursor) = drawn((room, 1), |canvas| {
                typed(keys).draw(canvas, (0, 0), room, Style::new());
            });
            assert_eq!(lines, [line], "{keys:?} in {room}");
            assert_eq!(cursor, Some((column, 0)), "{keys:?} in {room}");
        }
    }

    #[test]
    fn undo_takes_back_a_word_at_a_time() {
        let mut typing = Typing::offered("suggested");
        letters("two  words").for_each(|key| assert!(typing.press(key)));
        typing.press(key(KeyCode::Backspace));
        let mut seen = Vec::new();
        for _ in 0..4 {
            typing.undo();
            seen.push(typing.text().to_owned());
        }
        assert_eq!(seen, ["two  words", "two  ", "suggested", "suggested"]);
        (0..9).for_each(|_| typing.redo());
        assert_eq!(typing.text(), "two  word");
        typing.paste("s,\r\nmore\tand\u{202e} more\u{2028}");
        assert_eq!(typing.text(), "two  words, more and more ");
        typing.undo();
        assert_eq!(typing.text(), "two  word");
    }
}
