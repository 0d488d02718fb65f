//! Drawing a year: as many months as fit, and the list beside them, or under them where it is narrow.

use chrono::{Datelike, NaiveDate, Weekday};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::marks::Mark;
use super::{Context, Year};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Grid, Text, day_words};

/// Cells between months.
const GAP: u16 = 3;
/// From so many columns on the list stands beside the months.
const BESIDE: u16 = 110;
/// Cells of the list beside them, at least.
const LIST: u16 = 36;
/// Lines of the list under them, at least: the day and two of what stands there.
const LINES: u16 = 3;
/// Cells of a date in the list.
const DATE: u16 = 15;

/// Where months and list stand.
pub(super) struct Places {
    /// Cells of a day.
    cells: u16,
    months: Vec<(NaiveDate, Rect)>,
    list: Rect,
}

impl Places {
    /// The months around a day: those of its quarter, half or whole year, as there is room.
    pub(super) fn of(area: Rect, day: NaiveDate) -> Self {
        let is_beside = area.width >= BESIDE;
        let room = if is_beside {
            (area.width - LIST, area.height)
        } else {
            (area.width, area.height.saturating_sub(LINES))
        };
        let close = fitting(room, Grid::CLOSE);
        let wide = fitting(room, Grid::WIDE);
        let (cells, (columns, rows)) = if wide.0 * wide.1 == close.0 * close.1 {
            (Grid::WIDE, wide)
        } else {
            (Grid::CLOSE, close)
        };
        let width = Grid::width(cells);
        let shown = columns * rows;
        let first = day.month0() / shown * shown;
        let months = (0..shown).filter_map(|place| {
            let month = NaiveDate::from_ymd_opt(day.year(), first + place + 1, 1)?;
            let along = |count: u32, size: u16| u16::try_from(count).ok()?.checked_mul(size);
            let place = Rect {
                x: area.x + 1 + along(place % columns, width + GAP)?,
                y: area.y + along(place / columns, Grid::HEIGHT)?,
                width,
                height: Grid::HEIGHT,
            };
            Some((month, place.intersection(area)))
        });
        let months: Vec<(NaiveDate, Rect)> = months.collect();
        let right = months.iter().map(|(_, place)| place.right() + GAP).max();
        let bottom = months.iter().map(|(_, place)| place.bottom()).max();
        let list = if is_beside {
            let x = right.unwrap_or(area.x);
            Rect {
                x,
                width: area.right().saturating_sub(x),
                ..area
            }
        } else {
            let y = bottom.unwrap_or(area.y);
            Rect {
                y,
                height: area.bottom().saturating_sub(y),
                ..area
            }
        };
        Self {
            cells,
            months,
            list,
        }
    }

    /// Lines for what stands there, under the one that names the day.
    pub(super) fn rows(&self) -> usize {
        usize::from(self.list.height.saturating_sub(1))
    }

    /// The day that is drawn at a place.
    pub(super) fn day(&self, at: Position, first_day: Weekday) -> Option<NaiveDate> {
        let mut months = self.months.iter();
        months.find_map(|(month, area)| Grid::of(*month, first_day, self.cells).at(at, *area))
    }

    /// The line of the list at a place, counted from the first in view.
    pub(super) fn row(&self, at: Position) -> Option<usize> {
        let line = at.y.checked_sub(self.list.y + 1)?;
        self.list.contains(at).then_some(usize::from(line))
    }
}

/// Columns and rows of months with days of so many cells: as many as there is room for, in equal parts of a year.
fn fitting((width, height): (u16, u16), cells: u16) -> (u32, u32) {
    let columns = u32::from((width + GAP).saturating_sub(1) / (Grid::width(cells) + GAP));
    let rows = u32::from(height / Grid::HEIGHT);
    let shapes = [
        (3, 4),
        (4, 3),
        (3, 2),
        (2, 3),
        (4, 1),
        (2, 2),
        (3, 1),
        (2, 1),
        (1, 2),
    ];
    let fits = |shape: &(u32, u32)| shape.0 <= columns && shape.1 <= rows;
    shapes.into_iter().find(fits).unwrap_or((1, 1))
}

impl Year {
    pub(in crate::tui::pages) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        theme: Theme,
    ) {
        let places = Places::of(context.area, self.day);
        for (month, area) in &places.months {
            let grid = Grid::of(*month, context.first_day, places.cells);
            grid.draw(canvas, *area, theme, self.day, |day| {
                self.sign(day, context, theme)
            });
            let in_month = self.marks.get(self.in_month(*month)).unwrap_or_default();
            if let Some((letter, style)) = sign(in_month, theme) {
                let x = area.right().saturating_sub(1);
                canvas.words(x, area.y, 1, &letter.to_string(), style);
            }
        }
        self.draw_list(canvas, context, &places, theme);
    }

    /// What stands before a day, and how both look.
    fn sign(&self, day: NaiveDate, context: &Context<'_>, theme: Theme) -> (char, Style) {
        let marks = self.marks.get(self.on(day)).unwrap_or_default();
        if let Some(sign) = sign(marks, theme) {
            return sign;
        }
        let is_free = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let (sign, tone) = if day == context.today() {
            ('*', Tone::Strong)
        } else if context.session.rules().holidays.name(day).is_some() {
            ('#', Tone::Faint)
        } else if is_free {
            (' ', Tone::Faint)
        } else {
            (' ', Tone::Plain)
        };
        (sign, theme.style(tone))
    }

    /// The day in words, and what stands in its year; `>` on what stands on the day.
    fn draw_list(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        places: &Places,
        theme: Theme,
    ) {
        let area = places.list;
        let holidays = &context.session.rules().holidays;
        let words = Text::line(&day_words(self.day, context.today(), holidays));
        let room = area.width.saturating_sub(2);
        canvas.put(area.x + 1, area.y, room, &words, theme.style(Tone::Strong));
        let year = self.of_year();
        if year.is_empty() && area.height > 1 {
            let text = format!(
                "Nothing stands in {}. n plans a meeting on the day.",
                self.day.year()
            );
            let plain = theme.style(Tone::Plain);
            canvas.put(area.x + 2, area.y + 1, room, &Text::line(&text), plain);
        }
        for (place, y) in self.listed(places.rows()).zip(area.y + 1..area.bottom()) {
            if let Some(mark) = self.marks.get(place) {
                let line = Rect {
                    y,
                    height: 1,
                    ..area
                };
                draw_mark(canvas, context, line, mark, theme);
                if self.here().contains(&place) {
                    canvas.words(line.x, y, 1, ">", theme.style(Tone::Strong));
                }
            }
        }
    }
}

fn draw_mark(
    canvas: &mut Canvas<'_>,
    context: &Context<'_>,
    line: Rect,
    mark: &Mark,
    theme: Theme,
) {
    let (tone, plain) = (theme.style(mark.tone), theme.style(Tone::Plain));
    let x = line.x + 2;
    canvas.put(x, line.y, DATE, &Text::line(&mark.on.short()), plain);
    let x = x + DATE + 1;
    canvas.words(x, line.y, 1, &mark.letter.to_string(), tone);
    let words = Text::line(&mark.words(context.register(), context.today()));
    let room = line.right().saturating_sub(x + 3);
    canvas.put(x + 3, line.y, room, &words, plain);
}

/// The letter of the marks of a day, a `+` if they differ; bold, so that it is seen to belong to the day after it.
fn sign(marks: &[Mark], theme: Theme) -> Option<(char, Style)> {
    let (first, rest) = marks.split_first()?;
    let is_same = rest.iter().all(|one| one.letter == first.letter);
    let letter = if is_same { first.letter } else { '+' };
    Some((letter, theme.style(first.tone).bold()))
}
