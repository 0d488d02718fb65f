//! Drawing the timeline: titles at the left, years across, and beneath them the cursor's row and year in words.

use ratatui::layout::{Position, Rect};

use super::{Context, Timeline};
use crate::domain::life::timeline::{Cell, Row, Scale};
use crate::domain::register::Register;
use crate::exchange::timeline::is_quiet;
use crate::tui::theme::{Symbols, Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

/// Cells of the titles, at least and at most.
const TITLES: (u16, u16) = (16, 48);
/// Lines beneath the rows: a rule, and what is told.
const TOLD: u16 = 4;
/// Cells of a year that is named, with the gap after it.
const NAMED: u16 = 5;

/// Where the titles, the years and the words stand.
pub(super) struct Places {
    titles: Rect,
    grid: Rect,
    told: Rect,
}

impl Places {
    pub(super) fn of(area: Rect) -> Self {
        let width = (area.width * 2 / 5)
            .clamp(TITLES.0, TITLES.1)
            .min(area.width);
        let height = area.height.saturating_sub(TOLD + 1);
        let y = area.y.saturating_add(1);
        let titles = Rect {
            y,
            width,
            height,
            ..area
        };
        let grid = Rect {
            x: titles.right() + 1,
            width: area.width.saturating_sub(width + 2),
            ..titles
        };
        let told = Rect {
            y: titles.bottom(),
            height: area.bottom().saturating_sub(titles.bottom()),
            ..area
        };
        Self { titles, grid, told }
    }

    /// Rows in view.
    pub(super) fn rows(&self) -> usize {
        usize::from(self.titles.height)
    }

    /// Cells of all the years.
    pub(super) fn cells(&self) -> u16 {
        self.grid.width
    }

    /// The row at a place, counted from the first in view.
    pub(super) fn row(&self, at: Position) -> Option<usize> {
        let is_in = self.titles.contains(at) || self.grid.contains(at);
        let line = at.y.checked_sub(self.titles.y)?;
        is_in.then_some(usize::from(line))
    }

    /// The year at a place.
    pub(super) fn year(&self, at: Position, scale: Scale) -> Option<i32> {
        let cell = at.x.checked_sub(self.grid.x)?;
        let year = scale.first + i32::from(cell / scale.per_year.max(1));
        (self.grid.contains(at) && year <= scale.last()).then_some(year)
    }
}

impl Timeline {
    pub(in crate::tui::pages) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        theme: Theme,
    ) {
        let places = Places::of(context.area);
        self.draw_years(canvas, &places, theme);
        let in_view = self.rows.iter().enumerate().skip(self.scroll.top);
        for ((place, row), y) in in_view.zip(places.titles.top()..places.titles.bottom()) {
            self.draw_row(canvas, context, &places, (place, row, y), theme);
        }
        self.draw_told(canvas, context, places.told, theme);
        self.put_cursor(canvas, &places);
    }

    /// As many of the years as have room, the cursor's always.
    fn draw_years(&self, canvas: &mut Canvas<'_>, places: &Places, theme: Theme) {
        let (grid, scale) = (places.grid, &self.scale);
        let y = grid.y.saturating_sub(1);
        let step = i32::from(NAMED.div_ceil(scale.per_year.max(1)));
        let mut free = grid.x;
        for year in scale.first..=scale.last() {
            let x = grid.x.saturating_add(self.offset(year));
            let is_cursor = year == self.year;
            let is_near = !is_cursor && (year - self.year).abs() < step && year < self.year;
            let is_named = is_cursor || ((year - scale.first) % step == 0 && !is_near);
            let has_room = free <= x && x + NAMED - 1 <= grid.right();
            if is_named && (has_room || is_cursor) {
                let style = if is_cursor {
                    Theme::selected()
                } else {
                    theme.style(Tone::Faint)
                };
                let x = x.min(grid.right().saturating_sub(NAMED - 1));
                canvas.words(x, y, NAMED - 1, &year.to_string(), style);
                free = x + NAMED;
            }
        }
    }

    fn draw_row(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        places: &Places,
        (place, row, y): (usize, &Row, u16),
        theme: Theme,
    ) {
        let is_selected = place == self.scroll.selected;
        let titles = places.titles;
        let style = if is_selected {
            Theme::selected()
        } else {
            theme.style(Tone::Plain)
        };
        if is_selected {
            let line = Rect {
                y,
                height: 1,
                ..titles
            };
            canvas.restyle(line, style);
            canvas.words(titles.x, y, 1, ">", style);
        }
        let room = titles.width.saturating_sub(2);
        let title = title(context.register(), row);
        canvas.put(titles.x + 1, y, room, &title, style);
        let now = usize::try_from(self.scale.place(context.today())).ok();
        let cells = self.scale.row(row, context.today()).into_iter().enumerate();
        for ((place, cell), x) in cells.zip(places.grid.left()..places.grid.right()) {
            let is_today = Some(place) == now && is_quiet(cell);
            let (symbol, tone) = if is_today {
                // The same in every dress, since the legend names it.
                (":", Tone::Faint)
            } else {
                (symbol(cell, theme.symbols), tone(cell))
            };
            canvas.cell(x, y, symbol, theme.style(tone));
        }
    }

    /// The agreement, its life, and what its year holds.
    fn draw_told(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, area: Rect, theme: Theme) {
        let Some(row) = self.row() else {
            let empty = "No agreement stands yet. Esc goes back to the list, where n makes one.";
            let plain = theme.style(Tone::Plain);
            canvas.put(area.x + 1, area.y, area.width, &empty.into(), plain);
            return;
        };
        let year = format!("{}: {}", self.year, row.in_year(self.year, context.today()));
        let lines = [
            (title(context.register(), row), Tone::Strong),
            (Text::line(&row.words()), Tone::Plain),
            (Text::line(&year), Tone::Plain),
        ];
        let room = area.width.saturating_sub(2);
        for ((text, tone), y) in lines.iter().zip(area.top() + 1..area.bottom()) {
            canvas.put(area.x + 1, y, room, text, theme.style(*tone));
        }
    }

    /// On the year of the row.
    fn put_cursor(&self, canvas: &mut Canvas<'_>, places: &Places) {
        let line = self.scroll.selected.saturating_sub(self.scroll.top);
        let line = u16::try_from(line).unwrap_or(0);
        let y = places.grid.y.saturating_add(line);
        let x = places.grid.x.saturating_add(self.offset(self.year));
        canvas.cursor = Some(Position {
            x: x.min(places.grid.right().saturating_sub(1)),
            y: y.min(places.grid.bottom().saturating_sub(1)),
        });
    }

    /// Cells before a year.
    fn offset(&self, year: i32) -> u16 {
        let years = u16::try_from(year - self.scale.first).unwrap_or(0);
        years.saturating_mul(self.scale.per_year)
    }
}

fn title(register: &Register, row: &Row) -> Text {
    let agreement = register.agreements.get(row.agreement);
    Text::line(agreement.map_or("", |one| &one.title))
}

fn symbol(cell: Cell, symbols: Symbols) -> &'static str {
    let is_unicode = match symbols {
        Symbols::Unicode => true,
        Symbols::Plain | Symbols::Ascii => false,
    };
    match cell {
        Cell::InForce if is_unicode => "━",
        Cell::ToCome if is_unicode => "─",
        Cell::Unsure if is_unicode => "·",
        Cell::Blank => " ",
        Cell::InForce => "=",
        Cell::ToCome => "-",
        Cell::Unsure => ".",
        Cell::Start => "[",
        Cell::End => "]",
        Cell::Unknown => "?",
        Cell::Reviewed => "r",
        Cell::Due => "R",
        Cell::Overdue => "!",
        Cell::Several => "+",
    }
}

fn tone(cell: Cell) -> Tone {
    match cell {
        Cell::Blank | Cell::InForce | Cell::Start | Cell::End => Tone::Plain,
        Cell::ToCome | Cell::Unsure | Cell::Unknown => Tone::Faint,
        Cell::Reviewed => Tone::Done,
        Cell::Due => Tone::DueSoon,
        Cell::Overdue => Tone::Overdue,
        Cell::Several => Tone::Strong,
    }
}
