//! What the tests of widgets share: keys, and a canvas read back. Any keys at any width on what is typed in.

use crossterm::event::KeyCode;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::area::{Area, Focus};
use super::canvas::Canvas;
use super::typing::Typing;
use crate::domain::cells;
use crate::domain::shown::is_hidden;
use crate::tui::keys::Key;

pub(super) fn key(code: KeyCode) -> Key {
    Key {
        code,
        is_ctrl: false,
    }
}

pub(super) fn ctrl(code: KeyCode) -> Key {
    Key {
        code,
        is_ctrl: true,
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
    let mut canvas = Canvas::new(&mut buffer, crate::tui::Symbols::Plain);
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

/// Letters that join, combine, hide, are wide or stand right to left.
const LETTERS: [char; 16] = [
    'a',
    'b',
    ' ',
    '.',
    '\u{301}',
    '規',
    '\u{1f1ec}',
    '\u{1f1e7}',
    '👍',
    '\u{1f3fd}',
    '\u{200d}',
    '\u{fe0f}',
    '\u{5e9}',
    '\u{644}',
    '\u{627}',
    '\u{202e}',
];

/// A text as a row of clusters, and how many of them stand before the cursor.
#[derive(Debug, Default)]
struct Model {
    clusters: Vec<String>,
    before: usize,
}

impl Model {
    /// Takes a key, the slow and plain way.
    fn press(&mut self, pressed: Key) {
        let count = self.clusters.len();
        match (pressed.code, pressed.character()) {
            (KeyCode::Left, _) => self.before = self.before.saturating_sub(1),
            (KeyCode::Right, _) => self.before = count.min(self.before + 1),
            (KeyCode::Backspace, _) if self.before > 0 => {
                self.before -= 1;
                self.clusters.remove(self.before);
                self.settle("");
            }
            (KeyCode::Delete, _) if self.before < count => {
                self.clusters.remove(self.before);
                self.settle("");
            }
            (_, Some(letter)) if !is_hidden(letter) => self.settle(&letter.to_string()),
            _ => {}
        }
    }

    /// Puts a text in, and counts the clusters anew.
    fn settle(&mut self, text: &str) {
        let head = self.clusters[..self.before].concat() + text;
        let all = head.clone() + &self.clusters[self.before..].concat();
        self.clusters = all.graphemes(true).map(str::to_owned).collect();
        let mut length = 0;
        self.before = 0;
        for cluster in &self.clusters {
            if length < head.len() {
                self.before += 1;
            }
            length += cluster.len();
        }
    }
}

fn editing_key() -> impl Strategy<Value = Key> {
    let named = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Backspace,
        KeyCode::Delete,
    ];
    prop_oneof![
        2 => prop::sample::select(&LETTERS[..]).prop_map(|letter| key(KeyCode::Char(letter))),
        1 => prop::sample::select(named.to_vec()).prop_map(key),
    ]
}

#[derive(Debug, Clone)]
enum Deed {
    Press(Key),
    Paste(String),
    Undo,
    Redo,
    Room(u16, u16),
}

fn deed() -> impl Strategy<Value = Deed> {
    let named = [
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Enter,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Char('w'),
        KeyCode::Char('u'),
        KeyCode::Char('k'),
        KeyCode::F(3),
    ];
    let named = prop::sample::select(named.to_vec());
    let pressed = (named, any::<bool>()).prop_map(|(code, is_ctrl)| Key { code, is_ctrl });
    let text = prop::collection::vec(prop::sample::select(&LETTERS[..]), 0..30);
    prop_oneof![
        4 => editing_key().prop_map(Deed::Press),
        4 => pressed.prop_map(Deed::Press),
        1 => text.prop_map(|text| Deed::Paste(text.into_iter().collect())),
        1 => "(\\PC|\\s){0,20}".prop_map(Deed::Paste),
        1 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        2 => (0..30_u16, 0..6_u16).prop_map(|(width, height)| Deed::Room(width, height)),
    ]
}

proptest! {
    #[test]
    fn typing_and_area_hold_what_a_plain_model_holds(
        keys in prop::collection::vec(editing_key(), 0..60),
    ) {
        let (mut typing, mut area) = (Typing::default(), Area::new(""));
        let mut model = Model::default();
        for pressed in keys {
            typing.press(pressed);
            area.press(pressed);
            model.press(pressed);
            prop_assert_eq!(typing.text(), model.clusters.concat());
            prop_assert_eq!(area.text(), model.clusters.concat());
        }
    }

    #[test]
    fn any_keys_at_any_width_keep_the_cursor_in_the_room(
        first in "(\\PC|\\s){0,60}",
        deeds in prop::collection::vec(deed(), 0..60),
    ) {
        let (mut typing, mut area) = (Typing::new(&first), Area::new(&first));
        let mut room = (20, 4);
        for deed in deeds {
            match deed {
                Deed::Press(pressed) => {
                    typing.press(pressed);
                    area.press(pressed);
                }
                Deed::Paste(text) => {
                    typing.paste(&text);
                    area.paste(&text);
                }
                Deed::Undo => {
                    typing.undo();
                    area.undo();
                }
                Deed::Redo => {
                    typing.redo();
                    area.redo();
                }
                Deed::Room(width, height) => {
                    room = (width, height);
                    area.sync(width, height);
                }
            }
            let (width, height) = room;
            let inside = |place: Option<(u16, u16)>| {
                place.is_some_and(|(x, y)| x < width.max(1) && y < height.max(1))
            };
            let (_, cursor) = drawn(room, |canvas| {
                typing.draw(canvas, (0, 0), width, Style::new());
            });
            prop_assert!(inside(cursor), "{:?} in {:?}", cursor, room);
            let (_, cursor) = drawn(room, |canvas| {
                area.draw(canvas, Rect::new(0, 0, width, height), Style::new(), Focus::Here);
            });
            prop_assert!(inside(cursor) || width == 0 || height == 0, "{:?} in {:?}", cursor, room);
        }
        (0..600).for_each(|_| typing.undo());
        prop_assert_eq!(typing.text(), &first);
        (0..600).for_each(|_| area.undo());
        prop_assert_eq!(area.text(), &first);
    }
}
