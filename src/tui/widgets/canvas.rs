//! Text onto cells, quickly: most of a key's cost is text that did not change.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::domain::cells::{self, shorten_with};
use crate::domain::shown::{Shown, is_hidden};
use crate::tui::theme::Symbols;

/// Text that may go on the screen: words of the program, or what has been proved safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    Words(&'static str),
    Shown(Shown),
}

/// The cells of one frame. Everything outside is left alone, so nothing drawn here can panic.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    symbols: Symbols,
    /// Where the hardware cursor is to stand.
    pub(crate) cursor: Option<Position>,
}

impl Text {
    pub(crate) fn line(raw: &str) -> Self {
        Self::Shown(Shown::line(raw))
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::Shown(shown) => shown,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// Cells it takes, for places on the screen.
    pub(crate) fn width(&self) -> u16 {
        u16::try_from(cells::width(self.as_str())).unwrap_or(u16::MAX)
    }
}

impl From<&'static str> for Text {
    fn from(words: &'static str) -> Self {
        Self::Words(words)
    }
}

impl From<Shown> for Text {
    fn from(shown: Shown) -> Self {
        Self::Shown(shown)
    }
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, symbols: Symbols) -> Self {
        Self {
            buffer,
            symbols,
            cursor: None,
        }
    }

    /// Writes a text from a place on, in at most `width` cells, shortened if it is longer. Gives the cells it took.
    pub(crate) fn put(&mut self, x: u16, y: u16, width: u16, text: &Text, style: Style) -> u16 {
        self.write(x, y, width, text.as_str(), style)
    }

    /// Writes words of the program, or what was made of `Shown` text.
    pub(crate) fn words(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        debug_assert!(!text.contains(is_hidden), "only what is Shown");
        self.write(x, y, width, text, style)
    }

    /// One symbol over a whole line.
    pub(crate) fn rule(&mut self, x: u16, y: u16, width: u16, symbol: &str, style: Style) {
        for x in x..x.saturating_add(width) {
            self.cell(x, y, symbol, style);
        }
    }

    pub(crate) fn cell(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Lays a style over cells that are drawn already.
    pub(crate) fn restyle(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Takes away what was drawn, for a box on top.
    pub(crate) fn clear(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    fn write(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if !area.contains(Position { x, y }) {
            return 0;
        }
        let width = width.min(area.right() - x);
        let text = spelt(text, self.symbols);
        let short = shorten_with(&text, usize::from(width), self.symbols.ellipsis());
        if !short.is_ascii() {
            let (end, _) = self
                .buffer
                .set_stringn(x, y, &short, usize::from(width), style);
            return end - x;
        }
        let from = self.buffer.index_of(x, y);
        let cells = self.buffer.content[from..].iter_mut();
        for (cell, byte) in cells.zip(short.bytes()) {
            cell.set_char(char::from(byte)).set_style(style);
        }
        u16::try_from(short.len()).unwrap_or(width)
    }
}

/// The text as the symbols can spell it: no `…` of somebody's own either, where there is none, and no arrow.
fn spelt(text: &str, symbols: Symbols) -> Cow<'_, str> {
    match symbols {
        Symbols::Ascii if text.contains(['…', '→']) => {
            Cow::Owned(text.replace('…', "...").replace('→', "->"))
        }
        Symbols::Ascii | Symbols::Plain | Symbols::Unicode => Cow::Borrowed(text),
    }
}
