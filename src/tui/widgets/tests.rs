//! What the tests of widgets share: keys, and a canvas read back. Any keys at any width on what is typed in.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::domain::cells;
use crate::tui::keys::Key;

pub(super) fn key(code: KeyCode) -> Key {
    Key {
        code,
        is_ctrl: false,
    }
}

pub(super) fn letters(text: &str) -> impl Iterator<Item = Key> {
    text.chars().map(|letter| key(KeyCode::Char(letter)))
}

/// The lines of a canvas after drawing, each to its last cell, and where the cursor stands.
pub(super) fn drawn(
    (width, height): (u16, u16),
    draw: impl FnOnce(&mut Canvas<'_>),
) -> (Vec<String>, Option<(u16, u16)>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut canvas = Canvas::new(&mut buffer);
    draw(&mut canvas);
    let cursor = canvas.cursor.map(|place| (place.x, place.y));
    let line = |y: u16| {
        let mut line = String::new();
        let mut x = 0;
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(cells::width(symbol).max(1)).expect("a cluster is narrow");
        }
        line
    };
    ((0..height).map(line).collect(), cursor)
}
