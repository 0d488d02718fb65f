//! The days of one month in rows of weeks: where each stands, and how it is drawn. `month` picks a day from one; a year
//! has twelve.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use crate::domain::calendar::{month_name, plus_months, weekday_name};
use crate::tui::theme::{Theme, Tone};

/// Cells of a day: a sign and two digits.
const DAY: u16 = 3;
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
}

impl Grid {
    pub(crate) const WIDTH: u16 = 7 * DAY + 1;
    pub(crate) const HEIGHT: u16 = ABOVE + WEEKS;

    /// The month in which a day lies.
    pub(crate) fn of(day: NaiveDate, first_day: Weekday) -> Self {
        Self {
            first: first_of(day),
            first_day,
        }
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
        sign: impl Fn(NaiveDate) -> (char, Tone),
    ) {
        self.draw_headings(canvas, area, theme);
        for day in self.days() {
            let Some(cell) = self.cell(day, area) else {
                continue;
            };
            let is_on = day == cursor;
            let (sign, tone) = if is_on { ('>', Tone::Plain) } else { sign(day) };
            let text = format!("{:>3}", format!("{sign}{}", day.day()));
            canvas.words(cell.x, cell.y, cell.width, &text, theme.style(tone));
            if is_on {
                canvas.restyle(cell, Theme::selected());
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
            let title = format!(" {} {}", month_name(self.first), self.first.year());
            canvas.words(x, y, width, &title, theme.style(Tone::Strong));
        }
        if height > 1 {
            let mut names = String::new();
            let mut weekday = self.first_day;
            for _ in 0..7 {
                names.push(' ');
                names.push_str(&weekday_name(weekday)[..2]);
                weekday = weekday.succ();
            }
            canvas.words(x, y + 1, width, &names, theme.style(Tone::Faint));
        }
    }

    /// The cells of a day of this month. None where there is no room for it.
    fn cell(self, day: NaiveDate, area: Rect) -> Option<Rect> {
        let before = self.first.weekday().days_since(self.first_day);
        let place = u16::try_from(before + day.day0()).ok()?;
        let cell = Rect {
            x: area.x.checked_add(place % 7 * DAY)?,
            y: area.y.checked_add(ABOVE + place / 7)?,
            width: DAY,
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
