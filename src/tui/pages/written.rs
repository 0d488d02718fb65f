//! Lines of words with a cursor, some of them about an entry: what the pages are made of that are read.

use ratatui::layout::{Position, Rect};

use crate::domain::cells::{self, LongWord, wrap};
use crate::domain::id::Entry;
use crate::domain::shown::Shown;
use crate::exchange::document::Document;
use crate::exchange::text as plain_text;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text};

/// A line of the page, and the entry that Enter opens from it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: Text,
    pub(super) tone: Tone,
    pub(super) indent: u16,
    pub(super) entry: Option<Entry>,
}

/// The lines while they are written.
pub(super) struct Lines {
    width: u16,
    pub(super) all: Vec<Line>,
}

impl Lines {
    /// For a page of so many cells.
    pub(super) fn new(width: u16) -> Self {
        let all = Vec::new();
        Self { width, all }
    }

    /// With a blank line before it, but on the first line.
    pub(super) fn heading(&mut self, words: &str) {
        if !self.all.is_empty() {
            self.push(0, "", Tone::Plain, None);
        }
        self.push(0, words, Tone::Strong, None);
    }

    /// Under a heading, wrapped; each of its lines is about the entry.
    pub(super) fn say(&mut self, words: &str, tone: Tone, entry: Option<Entry>) {
        self.wrapped(2, words, tone, entry);
    }

    /// Under such a line.
    pub(super) fn add(&mut self, words: &str, tone: Tone) {
        self.wrapped(4, words, tone, None);
    }

    /// A document line by line, as it reads on paper.
    pub(super) fn read(&mut self, document: &Document) {
        let room = usize::from(self.width.max(8));
        for line in plain_text::render(document).lines() {
            // A line that fits keeps its blanks: the columns of a table stand by them.
            if cells::width(line) <= room {
                self.push(0, line, Tone::Plain, None);
                continue;
            }
            for part in wrap(&Shown::line(line), room, LongWord::Break) {
                self.push(0, part, Tone::Plain, None);
            }
        }
    }

    fn wrapped(&mut self, first: u16, words: &str, tone: Tone, entry: Option<Entry>) {
        let shown = Shown::line(words);
        let room = usize::from(self.width.saturating_sub(first + 2).max(8));
        for (place, line) in wrap(&shown, room, LongWord::Break).into_iter().enumerate() {
            let indent = if place == 0 { first } else { first + 2 };
            self.push(indent, line, tone, entry);
        }
    }

    fn push(&mut self, indent: u16, words: &str, tone: Tone, entry: Option<Entry>) {
        self.all.push(Line {
            text: Text::line(words),
            tone,
            indent,
            entry,
        });
    }
}

/// The line at a place of the terminal, if there is one.
pub(super) fn line_at(at: Position, area: Rect, scroll: &Scroll, count: usize) -> Option<usize> {
    let line = area.contains(at).then(|| usize::from(at.y - area.y))?;
    Some(scroll.top + line).filter(|place| *place < count)
}

/// Draws the lines in view, with the cursor on the one that is selected.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    lines: &[Line],
    scroll: &Scroll,
    theme: Theme,
) {
    let rows = lines.iter().enumerate().skip(scroll.top);
    for ((place, line), y) in rows.zip(area.y..area.bottom()) {
        let x = area.x + 2 + line.indent;
        let room = area.right().saturating_sub(x);
        canvas.put(x, y, room, &line.text, theme.style(line.tone));
        if place == scroll.selected {
            let whole = Rect {
                y,
                height: 1,
                ..area
            };
            canvas.restyle(whole, Theme::selected());
            canvas.words(area.x, y, 1, ">", Theme::selected());
            canvas.cursor = Some((area.x, y).into());
        }
    }
}
