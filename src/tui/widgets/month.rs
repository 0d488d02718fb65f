//! A month as a grid, to pick a day from. Reading a date that is typed is with `domain::date`.

use chrono::{NaiveDate, Weekday};
use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, Text};
use super::grid::{Grid, earlier, first_of, last_of, later, within};
use crate::domain::calendar::{BankHolidays, plus_months};
use crate::domain::cells::{LongWord, wrap};
use crate::domain::date::with_weekday;
use crate::domain::shown::Shown;
use crate::tui::keys::Key;
use crate::tui::theme::{Theme, Tone};

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
        let Some(day) = self.grid().at(at, area) else {
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
        self.grid().draw(canvas, area, theme, self.day, |day| {
            let sign = if day == today {
                '*'
            } else if holidays.name(day).is_some() {
                '#'
            } else {
                ' '
            };
            (sign, theme.style(Tone::Plain))
        });
        self.draw_words(canvas, area, theme, today, holidays);
    }

    fn grid(&self) -> Grid {
        Grid::of(self.day, self.first_day, Grid::CLOSE)
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
        let words = day_words(self.day, today, holidays);
        let words = Shown::line(&words);
        let room = area.width.saturating_sub(1);
        let lines = wrap(&words, usize::from(room), LongWord::Break);
        let below = area.y.saturating_add(Grid::HEIGHT);
        for (place, y) in (below..area.bottom()).enumerate().take(lines.len()) {
            // The last line there is room for takes the rest, shortened.
            let is_last = y + 1 == area.bottom();
            let end = if is_last { lines.len() } else { place + 1 };
            let line = Text::line(&lines[place..end].join(" "));
            let x = area.x.saturating_add(1);
            canvas.put(x, y, room, &line, theme.style(Tone::Plain));
        }
    }
}

/// A day in full, and what it is called: "Monday 27 December 2027, today: Christmas Day (substitute day)".
pub(crate) fn day_words(day: NaiveDate, today: NaiveDate, holidays: &BankHolidays) -> String {
    let today = if day == today { ", today" } else { "" };
    let name = holidays.name(day).map(|name| match name {
        "" => ": bank holiday".to_owned(),
        name => format!(": {name}"),
    });
    with_weekday(day) + today + &name.unwrap_or_default()
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
