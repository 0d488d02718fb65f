//! Lines in columns, under headings, with a cursor: what the pages are made of that only list.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::{Context, Effect, Pointer};
use crate::domain::id::Entry;
use crate::tui::keys::Step;
use crate::tui::outlook::Stamp;
use crate::tui::screens::{Column, fit};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text, kept_in_view, moved};

/// A line of a page. The cursor stands only on those that show an entry.
#[derive(Debug, Clone)]
pub(super) struct Line {
    what: What,
    pub(super) entry: Option<Entry>,
}

#[derive(Debug, Clone)]
enum What {
    Heading(Text),
    Cells(Vec<(Text, Tone)>),
    /// Under a line, from its second column on.
    Under(Text),
    Blank,
}

#[derive(Debug)]
pub(super) struct Listed {
    columns: &'static [Column],
    /// Said where there is no line.
    empty: &'static str,
    lines: Vec<Line>,
    /// When the lines were made, and of what.
    made: Option<(Stamp, Option<Entry>)>,
    /// The line that the cursor is on; none where there is nothing to stand on.
    at: Option<usize>,
    /// Where the cursor is to go once it is among the lines: an entry that was made a moment ago.
    wanted: Option<Entry>,
    /// The first line in view, and how many were at the last draw.
    top: usize,
    height: usize,
}

impl Line {
    /// With a blank line before it, but on the first line.
    pub(super) fn heading(text: &str, entry: Option<Entry>) -> Self {
        let what = What::Heading(Text::line(text));
        Self { what, entry }
    }

    /// One text a column, in the order of the columns.
    pub(super) fn cells(cells: impl IntoIterator<Item = (String, Tone)>, entry: Entry) -> Self {
        Self {
            entry: Some(entry),
            ..Self::resting(cells)
        }
    }

    /// The same where there is no entry to go to.
    pub(super) fn resting(cells: impl IntoIterator<Item = (String, Tone)>) -> Self {
        let cells = cells.into_iter();
        let cells = cells.map(|(text, tone)| (Text::line(&text), tone));
        Self {
            what: What::Cells(cells.collect()),
            entry: None,
        }
    }

    pub(super) fn under(text: &str, entry: Option<Entry>) -> Self {
        let what = What::Under(Text::line(text));
        Self { what, entry }
    }

    fn blank() -> Self {
        Self {
            what: What::Blank,
            entry: None,
        }
    }
}

impl Listed {
    pub(super) fn new(columns: &'static [Column], empty: &'static str) -> Self {
        Self {
            columns,
            empty,
            lines: Vec::new(),
            made: None,
            at: None,
            wanted: None,
            top: 0,
            height: 0,
        }
    }

    /// Makes the lines anew where the register, the day or what they are of has changed, and keeps the cursor in view.
    pub(super) fn sync(
        &mut self,
        context: &Context<'_>,
        of: Option<Entry>,
        lines: impl FnOnce() -> Vec<Line>,
    ) {
        let made = (Stamp::of(context.session), of);
        if self.made != Some(made) {
            self.fill(lines());
            self.made = Some(made);
        }
        self.keep_in_view(context.area);
    }

    /// Shows other lines; the cursor stays on its entry, or near where it was.
    fn fill(&mut self, lines: Vec<Line>) {
        let was = self.wanted.take().or(self.entry());
        self.lines.clear();
        for line in lines {
            if matches!(line.what, What::Heading(_)) && !self.lines.is_empty() {
                self.lines.push(Line::blank());
            }
            self.lines.push(line);
        }
        let shows = |line: &Line| line.entry.is_some() && line.entry == was;
        // One entry may have several lines.
        let stays = self.at.filter(|&at| self.lines.get(at).is_some_and(shows));
        let found = stays.or_else(|| self.lines.iter().position(shows));
        self.at = found.or_else(|| self.nearest(self.at.unwrap_or(0)));
    }

    pub(super) fn entry(&self) -> Option<Entry> {
        self.lines.get(self.at?)?.entry
    }

    /// How many lines show an entry.
    pub(super) fn count(&self) -> usize {
        self.places().count()
    }

    /// Goes to what the cursor is on.
    pub(super) fn open(&self) -> Effect {
        self.entry().map_or(Effect::None, Effect::Jump)
    }

    /// A click puts the cursor on a line; another one there goes to what stands on it.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        match pointer {
            Pointer::Down(at) if self.click(at, context.area) => self.open(),
            Pointer::Down(_) | Pointer::Drag(_) | Pointer::Up(_) => Effect::None,
        }
    }

    /// Which of the lines on which the cursor can stand it is on, from 0.
    pub(super) fn nth(&self) -> Option<usize> {
        self.places().position(|place| Some(place) == self.at)
    }

    /// The heading over the cursor's line, by its entry.
    pub(super) fn heading(&self) -> Option<Entry> {
        let above = self.lines.get(..=self.at?)?.iter().rev();
        let mut headings = above.filter(|line| matches!(line.what, What::Heading(_)));
        headings.next()?.entry
    }

    pub(super) fn go_to(&mut self, entry: Entry) {
        let found = self.lines.iter().position(|line| line.entry == Some(entry));
        match found {
            Some(_) => self.at = found,
            None => self.wanted = Some(entry),
        }
    }

    pub(super) fn travel(&mut self, step: Step) {
        let places: Vec<usize> = self.places().collect();
        let Some(at) = places.iter().position(|place| Some(*place) == self.at) else {
            return;
        };
        let page = self.height.saturating_sub(1).max(1);
        self.at = places.get(moved(step, at, places.len(), page)).copied();
    }

    /// With the heading over the first line.
    fn keep_in_view(&mut self, area: Rect) {
        self.height = usize::from(area.height.saturating_sub(1));
        let at = self.at.unwrap_or(0);
        let is_first = self.places().next() == Some(at);
        let from = if is_first { 0 } else { at };
        let from = from.max((at + 1).saturating_sub(self.height.max(1)));
        self.top = kept_in_view(self.top, from..at + 1, self.height, self.lines.len());
    }

    /// Puts the cursor on a line. True if it was there already.
    fn click(&mut self, at: Position, area: Rect) -> bool {
        let Some(line) = at.y.checked_sub(area.y + 1) else {
            return false;
        };
        let place = self.top + usize::from(line);
        let Some(line) = self.lines.get(place) else {
            return false;
        };
        if line.entry.is_none() {
            return false;
        }
        let was = self.at.replace(place);
        was == Some(place)
    }

    /// Draws the titles of the columns and the lines in view.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
        canvas.cursor = Some(Position::new(area.x, area.y));
        if self.lines.is_empty() {
            let (x, room) = (area.x + 2, area.width.saturating_sub(2));
            canvas.words(x, area.y, room, self.empty, theme.style(Tone::Plain));
            return;
        }
        let titles = theme.style(Tone::Faint).add_modifier(Modifier::UNDERLINED);
        for (place, x, width) in fit(self.columns, area.width) {
            let title = self.columns.get(place).map_or("", |one| one.title);
            canvas.words(area.x + x, area.y, width, title, titles);
        }
        let lines = self.lines.iter().enumerate().skip(self.top);
        for ((place, line), y) in lines.zip(area.y + 1..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            let is_selected = self.at == Some(place);
            draw_line(canvas, line, self.columns, row, is_selected, theme);
            if is_selected {
                canvas.words(row.x, y, 1, ">", Style::new());
                canvas.restyle(row, Theme::selected());
                canvas.cursor = Some(Position::new(row.x, y));
            }
        }
    }

    /// The lines that the cursor can stand on.
    fn places(&self) -> impl Iterator<Item = usize> {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(place, line)| line.entry.map(|_| place))
    }

    fn nearest(&self, at: usize) -> Option<usize> {
        let places: Vec<usize> = self.places().collect();
        let after = places.iter().find(|place| at <= **place);
        after.or(places.last()).copied()
    }
}

fn draw_line(
    canvas: &mut Canvas<'_>,
    line: &Line,
    columns: &[Column],
    row: Rect,
    is_selected: bool,
    theme: Theme,
) {
    // The colours of a reversed row would turn into its background.
    let style = |tone| {
        if is_selected {
            Style::new()
        } else {
            theme.style(tone)
        }
    };
    let room = row.width.saturating_sub(1);
    match &line.what {
        What::Blank => {}
        What::Heading(text) => {
            canvas.put(row.x + 1, row.y, room, text, style(Tone::Strong));
        }
        What::Under(text) => {
            let indent = fit(columns, row.width).nth(1).map_or(4, |(_, x, _)| x);
            let room = row.width.saturating_sub(indent);
            canvas.put(row.x + indent, row.y, room, text, style(Tone::Faint));
        }
        What::Cells(cells) => {
            for (place, x, width) in fit(columns, row.width) {
                if let Some((text, tone)) = cells.get(place) {
                    canvas.put(row.x + x, row.y, width, text, style(*tone));
                }
            }
        }
    }
}
