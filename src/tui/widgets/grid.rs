//! The days of one month in rows of weeks: where each stands, and how it is drawn. `month` picks a day from one; a year
//! has twelve.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use crate::domain::calendar::{month_name, plus_months, weekday_name};
use crate::tui::theme::{Theme, Tone};

/// Days of a week.
const WEEK: u16 = 7;
/// Weeks that a month can touch.
const WEEKS: u16 = 6;
/// Lines above the weeks: the month, the days of the week.
const ABOVE: u16 = 2;

/// One month.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grid {
    first: NaiveDate,
    /// The day of the week on the left.
    first_day: Weekday,
    /// Cells of a day: its sign and two digits, and blanks before them.
    cells: u16,
}

impl Grid {
    pub(crate) const HEIGHT: u16 = ABOVE + WEEKS;
    /// Cells of a day where it is close, and where a blank stands between one and the sign of the next.
    pub(crate) const CLOSE: u16 = 3;
    pub(crate) const WIDE: u16 = 4;

    /// The month in which a day lies, with days of so many cells.
    pub(crate) fn of(day: NaiveDate, first_day: Weekday, cells: u16) -> Self {
        Self {
            first: first_of(day),
            first_day,
            cells,
        }
    }

    /// Cells of a month with such days.
    pub(crate) fn width(cells: u16) -> u16 {
        WEEK * cells
    }

    pub(crate) fn days(self) -> impl Iterator<Item = NaiveDate> {
        let days = self.first.iter_days().take(31);
        days.filter(move |day| day.month() == self.first.month())
    }

    /// The day that is drawn at a place, if one is. `area` is the one that the month was drawn in.
    pub(crate) fn at(self, at: Position, area: Rect) -> Option<NaiveDate> {
        let is_there = |cell: Rect| cell.contains(at);
        let mut days = self.days();
        days.find(|day| self.cell(*day, area).is_some_and(is_there))
    }

    /// Draws what there is room for, from the top: each day after its sign. The day under the cursor has a `>`.
    pub(crate) fn draw(
        self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        theme: Theme,
        cursor: NaiveDate,
        sign: impl Fn(NaiveDate) -> (char, Style),
    ) {
        self.draw_headings(canvas, area, theme);
        for day in self.days() {
            let Some(cell) = self.cell(day, area) else {
                continue;
            };
            let is_on = day == cursor;
            let (sign, style) = if is_on {
                ('>', Theme::selected())
            } else {
                sign(day)
            };
            let text = format!("{:>3}", format!("{sign}{}", day.day()));
            canvas.words(cell.x, cell.y, cell.width, &text, style);
            if is_on {
                let sign = u16::from(day.day() < 10);
                canvas.cursor = Some((cell.x + sign, cell.y).into());
            }
        }
    }

    fn draw_headings(self, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
        let Rect {
            x,
            y,
            width,
            height,
        } = area;
        if height > 0 {
            let title = format!("{} {}", month_name(self.first), self.first.year());
            let before = self.cells.saturating_sub(2).min(width);
            let room = width - before;
            canvas.words(x + before, y, room, &title, theme.style(Tone::Strong));
        }
        if height > 1 {
            let days = std::iter::successors(Some(self.first_day), |day| Some(day.succ()));
            let cells = usize::from(self.cells);
            let name = |day| format!("{:>cells$}", &weekday_name(day)[..2]);
            let names: String = days.take(usize::from(WEEK)).map(name).collect();
            canvas.words(x, y + 1, width, &names, theme.style(Tone::Faint));
        }
    }

    /// The cells of a day of this month, its sign and its digits. None where there is no room for it.
    fn cell(self, day: NaiveDate, area: Rect) -> Option<Rect> {
        let before = self.first.weekday().days_since(self.first_day);
        let place = u16::try_from(before + day.day0()).ok()?;
        let cell = Rect {
            x: area
                .x
                .checked_add((place % WEEK + 1) * self.cells - Self::CLOSE)?,
            y: area.y.checked_add(ABOVE + place / WEEK)?,
            width: Self::CLOSE,
            height: 1,
        };
        let is_inside = cell.right() <= area.right() && cell.bottom() <= area.bottom();
        is_inside.then_some(cell)
    }
}

/// The nearest day that can be written with four digits of a year.
pub(crate) fn within(day: NaiveDate) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(day);
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(day);
    day.clamp(first, last)
}

pub(crate) fn earlier(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

pub(crate) fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

pub(crate) fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

pub(crate) fn last_of(day: NaiveDate) -> NaiveDate {
    earlier(plus_months(first_of(day), 1), 1)
}
