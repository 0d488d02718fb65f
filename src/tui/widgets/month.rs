//! A month as a grid, to pick a day from. Reading a date that is typed is with `domain::date`.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, Text};
use crate::domain::calendar::{BankHolidays, month_name, plus_months, weekday_name};
use crate::domain::cells::{LongWord, wrap};
use crate::domain::date::with_weekday;
use crate::domain::shown::Shown;
use crate::tui::keys::Key;
use crate::tui::theme::{Theme, Tone};

/// Cells of a day: a sign and two digits.
const DAY: u16 = 3;
/// Weeks that a month can touch.
const WEEKS: u16 = 6;
/// Lines above the weeks: the month, the days of the week.
const ABOVE: u16 = 2;

/// The grid with its cursor on a day. It wants 22 cells by 9 lines.
#[derive(Debug)]
pub(crate) struct Month {
    day: NaiveDate,
    /// The day of the week on the left.
    first_day: Weekday,
}

/// What became of a key or a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picked {
    /// It means nothing here.
    Nothing,
    Moved,
    Chosen(NaiveDate),
    Closed,
}

impl Month {
    pub(crate) fn new(day: NaiveDate, first_day: Weekday) -> Self {
        Self {
            day: within(day),
            first_day,
        }
    }

    pub(crate) fn press(&mut self, key: Key, today: NaiveDate) -> Picked {
        let day = self.day;
        let to = match (key.code, key.is_ctrl) {
            (KeyCode::Enter, false) => return Picked::Chosen(day),
            (KeyCode::Esc, _) => return Picked::Closed,
            (KeyCode::Left, false) => earlier(day, 1),
            (KeyCode::Right, false) => later(day, 1),
            (KeyCode::Up, false) => earlier(day, 7),
            (KeyCode::Down, false) => later(day, 7),
            (KeyCode::PageUp, false) => plus_months(day, -1),
            (KeyCode::PageDown, false) => plus_months(day, 1),
            (KeyCode::PageUp, true) => plus_months(day, -12),
            (KeyCode::PageDown, true) => plus_months(day, 12),
            (KeyCode::Home, false) => first_of(day),
            (KeyCode::End, false) => last_of(day),
            (KeyCode::Char('t'), false) => today,
            _ => return Picked::Nothing,
        };
        self.day = within(to);
        Picked::Moved
    }

    /// Chooses the day that was clicked on. `area` is the one that was drawn in.
    pub(crate) fn click(&mut self, at: Position, area: Rect) -> Picked {
        let mut days = first_of(self.day).iter_days().take(31);
        let is_clicked = |day: &NaiveDate| {
            let cell = self.cell(*day, area);
            day.month() == self.day.month() && cell.is_some_and(|cell| cell.contains(at))
        };
        let Some(day) = days.find(is_clicked) else {
            return Picked::Nothing;
        };
        self.day = day;
        Picked::Chosen(day)
    }

    /// Draws what there is room for, from the top. The day under the cursor has a `>`, today a `*`, and a day on
    /// which offices are closed a `#`; the words below say what the cursor's day is.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        theme: Theme,
        today: NaiveDate,
        holidays: &BankHolidays,
    ) {
        self.draw_headings(canvas, area, theme);
        let days = first_of(self.day).iter_days().take(31);
        for day in days.filter(|day| day.month() == self.day.month()) {
            let Some(cell) = self.cell(day, area) else {
                continue;
            };
            let sign = if day == self.day {
                '>'
            } else if day == today {
                '*'
            } else if holidays.name(day).is_some() {
                '#'
            } else {
                ' '
            };
            let text = format!("{:>3}", format!("{sign}{}", day.day()));
            canvas.words(cell.x, cell.y, cell.width, &text, theme.style(Tone::Plain));
            if day == self.day {
                canvas.restyle(cell, Theme::selected());
                let sign = u16::from(day.day() < 10);
                canvas.cursor = Some((cell.x + sign, cell.y).into());
            }
        }
        self.draw_words(canvas, area, theme, today, holidays);
    }

    fn draw_headings(&self, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
        let Rect {
            x,
            y,
            width,
            height,
        } = area;
        if height > 0 {
            let title = format!(" {} {}", month_name(self.day), self.day.year());
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

    /// The day under the cursor in full, and what it is called.
    fn draw_words(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        theme: Theme,
        today: NaiveDate,
        holidays: &BankHolidays,
    ) {
        let today = if self.day == today { ", today" } else { "" };
        let name = holidays.name(self.day).map(|name| match name {
            "" => ": bank holiday".to_owned(),
            name => format!(": {name}"),
        });
        let words = with_weekday(self.day) + today + &name.unwrap_or_default();
        let words = Shown::line(&words);
        let room = area.width.saturating_sub(1);
        let lines = wrap(&words, usize::from(room), LongWord::Break);
        let below = area.y.saturating_add(ABOVE + WEEKS);
        for (place, y) in (below..area.bottom()).enumerate().take(lines.len()) {
            // The last line there is room for takes the rest, shortened.
            let is_last = y + 1 == area.bottom();
            let end = if is_last { lines.len() } else { place + 1 };
            let line = Text::line(&lines[place..end].join(" "));
            let x = area.x.saturating_add(1);
            canvas.put(x, y, room, &line, theme.style(Tone::Plain));
        }
    }

    /// The cells of a day of this month. None where there is no room for it.
    fn cell(&self, day: NaiveDate, area: Rect) -> Option<Rect> {
        let before = first_of(day).weekday().days_since(self.first_day);
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
fn within(day: NaiveDate) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(day);
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(day);
    day.clamp(first, last)
}

fn earlier(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn last_of(day: NaiveDate) -> NaiveDate {
    earlier(plus_months(first_of(day), 1), 1)
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::{Mon, Sun};

    use super::*;
    use crate::tui::widgets::tests::{ctrl, drawn, key};

    const ROOM: Rect = Rect {
        x: 0,
        y: 0,
        width: 22,
        height: 11,
    };

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("a day")
    }

    fn seen(month: &Month, today: &str) -> (Vec<String>, Option<(u16, u16)>) {
        drawn((ROOM.width, ROOM.height), |canvas| {
            let holidays = BankHolidays::standard();
            month.draw(
                canvas,
                ROOM,
                Theme::of(&crate::tui::Options::default()),
                day(today),
                holidays,
            );
        })
    }

    #[test]
    fn keys_move_by_day_week_month_and_year() {
        use KeyCode::{Char, Down, End, Home, Left, PageDown, PageUp, Right, Up};
        for (from, pressed, to) in [
            ("2027-09-15", key(Left), "2027-09-14"),
            ("2027-09-01", key(Left), "2027-08-31"),
            ("2027-12-31", key(Right), "2028-01-01"),
            ("2027-09-03", key(Up), "2027-08-27"),
            ("2027-09-28", key(Down), "2027-10-05"),
            ("2027-03-31", key(PageUp), "2027-02-28"),
            ("2027-12-31", key(PageDown), "2028-01-31"),
            ("2028-02-29", ctrl(PageUp), "2027-02-28"),
            ("2028-02-29", ctrl(PageDown), "2029-02-28"),
            ("2027-09-15", key(Home), "2027-09-01"),
            ("2028-02-15", key(End), "2028-02-29"),
            ("9999-12-15", key(End), "9999-12-31"),
            ("2027-09-15", key(Char('t')), "2021-08-20"),
            ("0001-01-01", key(Left), "0001-01-01"),
            ("0001-01-01", key(Up), "0001-01-01"),
            ("0001-01-01", ctrl(PageUp), "0001-01-01"),
            ("9999-12-31", key(Right), "9999-12-31"),
            ("9999-12-31", ctrl(PageDown), "9999-12-31"),
        ] {
            let mut month = Month::new(day(from), Mon);
            assert_eq!(month.press(pressed, day("2021-08-20")), Picked::Moved);
            assert_eq!(month.day, day(to), "{from} and {pressed}");
        }
    }

    #[test]
    fn enter_chooses_and_escape_closes() {
        let today = day("2021-08-20");
        let mut month = Month::new(day("2027-09-15"), Mon);
        for (code, picked) in [
            (KeyCode::Enter, Picked::Chosen(day("2027-09-15"))),
            (KeyCode::Esc, Picked::Closed),
            (KeyCode::Tab, Picked::Nothing),
            (KeyCode::Char('5'), Picked::Nothing),
        ] {
            assert_eq!(month.press(key(code), today), picked, "{code}");
        }
    }

    #[test]
    fn a_month_of_four_weeks_begins_in_the_corner() {
        let month = Month::new(day("2027-02-10"), Mon);
        let (lines, cursor) = seen(&month, "2027-02-12");
        assert_eq!(
            lines,
            [
                " February 2027        ",
                " Mo Tu We Th Fr Sa Su ",
                "  1  2  3  4  5  6  7 ",
                "  8  9>10 11*12 13 14 ",
                " 15 16 17 18 19 20 21 ",
                " 22 23 24 25 26 27 28 ",
                "                      ",
                "                      ",
                " Wednesday 10 February",
                " 2027                 ",
                "                      ",
            ]
        );
        assert_eq!(cursor, Some((6, 3)));
    }

    #[test]
    fn a_month_of_six_weeks_has_them_all() {
        let month = Month::new(day("2027-05-31"), Mon);
        let (lines, cursor) = seen(&month, "2027-05-31");
        assert_eq!(
            lines,
            [
                " May 2027             ",
                " Mo Tu We Th Fr Sa Su ",
                "                 1  2 ",
                " #3  4  5  6  7  8  9 ",
                " 10 11 12 13 14 15 16 ",
                " 17 18 19 20 21 22 23 ",
                " 24 25 26 27 28 29 30 ",
                ">31                   ",
                " Monday 31 May 2027,  ",
                " today: Spring bank   ",
                " holiday              ",
            ]
        );
        assert_eq!(cursor, Some((0, 7)));
    }

    #[test]
    fn a_week_can_begin_on_sunday() {
        let month = Month::new(day("2027-12-27"), Sun);
        let (lines, _) = seen(&month, "2021-08-20");
        assert_eq!(
            lines,
            [
                " December 2027        ",
                " Su Mo Tu We Th Fr Sa ",
                "           1  2  3  4 ",
                "  5  6  7  8  9 10 11 ",
                " 12 13 14 15 16 17 18 ",
                " 19 20 21 22 23 24 25 ",
                " 26>27#28 29 30 31    ",
                "                      ",
                " Monday 27 December   ",
                " 2027: Christmas Day  ",
                " (substitute day)     ",
            ]
        );
    }

    #[test]
    fn what_has_no_room_below_is_shortened() {
        let month = Month::new(day("2027-12-27"), Mon);
        for (height, line) in [
            (9, " Monday 27 December 2…"),
            (10, " 2027: Christmas Day… "),
        ] {
            let (lines, _) = drawn((22, height), |canvas| {
                let area = Rect { height, ..ROOM };
                let holidays = BankHolidays::standard();
                let today = day("2021-08-20");
                month.draw(
                    canvas,
                    area,
                    Theme::of(&crate::tui::Options::default()),
                    today,
                    holidays,
                );
            });
            assert_eq!(lines.last().map(String::as_str), Some(line), "in {height}");
        }
    }

    #[test]
    fn a_click_chooses_its_day() {
        let area = Rect::new(2, 1, 22, 9);
        for (x, y, iso) in [
            (2, 3, Some("2027-02-01")),
            (4, 3, Some("2027-02-01")),
            (5, 3, Some("2027-02-02")),
            (22, 6, Some("2027-02-28")),
            (22, 7, None),
            (23, 6, None),
            (2, 2, None),
            (1, 3, None),
        ] {
            let mut month = Month::new(day("2027-02-10"), Mon);
            let picked = iso.map_or(Picked::Nothing, |iso| Picked::Chosen(day(iso)));
            assert_eq!(month.click(Position { x, y }, area), picked, "{x},{y}");
        }
    }

    #[test]
    fn no_size_and_no_day_make_it_panic() {
        let days = ["0001-01-01", "2027-12-27", "9999-12-31"].map(day);
        let all = [days[0], days[1], days[2], NaiveDate::MIN, NaiveDate::MAX];
        for (width, height) in (0..24).flat_map(|width| (0..11).map(move |height| (width, height)))
        {
            for one in all {
                let mut month = Month::new(one, Mon);
                let area = Rect::new(3, 2, width, height);
                for room in [(width + 3, height + 2), (5, 3)] {
                    drawn(room, |canvas| {
                        let holidays = BankHolidays::standard();
                        month.draw(
                            canvas,
                            area,
                            Theme::of(&crate::tui::Options::default()),
                            days[1],
                            holidays,
                        );
                    });
                }
                month.click(Position { x: 4, y: 5 }, area);
            }
        }
    }
}
