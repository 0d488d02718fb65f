//! A text that is edited: its cursor, what the keys of editing do to it, and its undo. For one line and for many
//! alike; drawing is with `typing` and `area`.

use std::ops::Range;

use crossterm::event::KeyCode;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::cells;
use crate::domain::shown::{Shown, is_hidden};
use crate::tui::keys::Key;

/// Steps that can be undone; each of them keeps the whole text.
const STEPS: usize = 500;

/// What has been typed, where the cursor is, and what stood there before.
///
/// One step is one cluster: what a reader takes for one letter, whatever it is made of.
#[derive(Debug, Default)]
pub(super) struct Editing {
    now: Moment,
    before: Vec<Moment>,
    after: Vec<Moment>,
    /// Whether the next letter belongs to the word that is being typed, and is undone with it.
    is_in_word: bool,
}

/// A text with its cursor, which is a place in bytes between two clusters.
#[derive(Debug, Clone, Default)]
struct Moment {
    text: String,
    cursor: usize,
}

/// What a key does to a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stroke {
    Insert(char),
    Move(Reach),
    /// From the cursor to there.
    Erase(Reach),
}

/// How far from the cursor.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reach {
    Back,
    Forward,
    WordBack,
    WordForward,
    /// The ends of the line.
    Start,
    End,
}

impl Editing {
    /// The cursor stands at the end.
    pub(super) fn new(text: &str) -> Self {
        Self {
            now: Moment {
                text: text.to_owned(),
                cursor: text.len(),
            },
            ..Self::default()
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.now.text
    }

    pub(super) fn cursor(&self) -> usize {
        self.now.cursor
    }

    /// Does what a key means. `line` is the one that the cursor is in.
    pub(super) fn apply(&mut self, stroke: Stroke, line: &Range<usize>) {
        match stroke {
            Stroke::Insert(letter) => self.insert(letter),
            Stroke::Move(reach) => self.move_to(self.target(reach, line)),
            Stroke::Erase(reach) => {
                let (from, to) = (self.cursor(), self.target(reach, line));
                self.replace(from.min(to)..from.max(to), "");
            }
        }
    }

    pub(super) fn move_to(&mut self, place: usize) {
        self.now.cursor = settled(self.text(), place);
        self.is_in_word = false;
    }

    /// Puts a text in the place of another, as one step, with the cursor after it.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        self.is_in_word = false;
        if self.text()[range.clone()] != *text {
            self.remember();
            self.put(range, text);
        }
    }

    /// Takes everything away; the letter that is typed next belongs to the same step.
    pub(super) fn start_over(&mut self) {
        self.replace(0..self.text().len(), "");
        self.is_in_word = true;
    }

    pub(super) fn undo(&mut self) {
        if let Some(moment) = self.before.pop() {
            self.after.push(std::mem::replace(&mut self.now, moment));
        }
        self.is_in_word = false;
    }

    pub(super) fn redo(&mut self) {
        if let Some(moment) = self.after.pop() {
            self.before.push(std::mem::replace(&mut self.now, moment));
        }
        self.is_in_word = false;
    }

    fn insert(&mut self, letter: char) {
        let at = self.cursor();
        let is_after_blank = self.text()[..at].ends_with(char::is_whitespace);
        let begins_word = is_after_blank && !letter.is_whitespace();
        if begins_word || !self.is_in_word {
            self.remember();
        }
        self.put(at..at, letter.encode_utf8(&mut [0; 4]));
        self.is_in_word = true;
    }

    fn put(&mut self, range: Range<usize>, text: &str) {
        let end = range.start + text.len();
        self.now.text.replace_range(range, text);
        self.now.cursor = settled(self.text(), end);
    }

    fn remember(&mut self) {
        if self.before.len() == STEPS {
            self.before.remove(0);
        }
        self.before.push(self.now.clone());
        self.after.clear();
    }

    fn target(&self, reach: Reach, line: &Range<usize>) -> usize {
        let at = self.cursor();
        let (head, tail) = self.text().split_at(at);
        match reach {
            Reach::Back => at - head.graphemes(true).next_back().map_or(0, str::len),
            Reach::Forward => at + tail.graphemes(true).next().map_or(0, str::len),
            Reach::WordBack => head
                .grapheme_indices(true)
                .rev()
                .skip_while(|(_, cluster)| !is_of_word(cluster))
                .take_while(|(_, cluster)| is_of_word(cluster))
                .last()
                .map_or(0, |(start, _)| start),
            Reach::WordForward => tail
                .grapheme_indices(true)
                .skip_while(|(_, cluster)| is_of_word(cluster))
                .find(|(_, cluster)| is_of_word(cluster))
                .map_or(self.text().len(), |(start, _)| at + start),
            Reach::Start => line.start,
            Reach::End => line.end,
        }
    }
}

impl Stroke {
    /// None for a key that edits nothing.
    pub(super) fn of(key: Key) -> Option<Self> {
        let stroke = match (key.code, key.is_ctrl) {
            (KeyCode::Char('a'), true) | (KeyCode::Home, _) => Self::Move(Reach::Start),
            (KeyCode::Char('e'), true) | (KeyCode::End, _) => Self::Move(Reach::End),
            (KeyCode::Char('u'), true) => Self::Erase(Reach::Start),
            (KeyCode::Char('k'), true) => Self::Erase(Reach::End),
            (KeyCode::Left, true) => Self::Move(Reach::WordBack),
            (KeyCode::Right, true) => Self::Move(Reach::WordForward),
            (KeyCode::Left, false) => Self::Move(Reach::Back),
            (KeyCode::Right, false) => Self::Move(Reach::Forward),
            (KeyCode::Char('w') | KeyCode::Backspace, true) => Self::Erase(Reach::WordBack),
            (KeyCode::Delete, true) => Self::Erase(Reach::WordForward),
            (KeyCode::Backspace, false) => Self::Erase(Reach::Back),
            (KeyCode::Delete, false) => Self::Erase(Reach::Forward),
            (KeyCode::Char(letter), false) if !is_hidden(letter) => Self::Insert(letter),
            _ => return None,
        };
        Some(stroke)
    }
}

/// Pasted text as it may stand here: line ends become `line_end`, tabs blanks, and what cannot be shown is left out.
pub(super) fn pasted(text: &str, line_end: char) -> String {
    let text = text.replace("\r\n", "\n");
    let letters = text.chars().map(|letter| match letter {
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => line_end,
        '\t' => ' ',
        other => other,
    });
    letters
        .filter(|letter| *letter == line_end || !is_hidden(*letter))
        .collect()
}

/// Cells that a cluster takes as it is drawn, spelt out where it is hidden.
pub(super) fn drawn_width(cluster: &str) -> usize {
    if cluster.contains(is_hidden) {
        cells::width(&Shown::line(cluster))
    } else {
        cells::width(cluster)
    }
}

/// The place itself, or the end of the cluster that it is inside: an edit can join what stood on both sides of it.
fn settled(text: &str, place: usize) -> usize {
    let mut cursor = GraphemeCursor::new(place, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return place;
    }
    let next = cursor.next_boundary(text, 0);
    next.ok().flatten().unwrap_or(text.len())
}

fn is_of_word(cluster: &str) -> bool {
    cluster.starts_with(char::is_alphanumeric)
}
