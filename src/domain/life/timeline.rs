//! Agreements along the years: from in force to end, with their reviews; and the cells that a row of it is drawn with.

use chrono::{Datelike, NaiveDate};

use super::states::Successors;
use super::{editions, review};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::register::Register;
use crate::domain::words::{Word, words};

/// An agreement as it stood on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub agreement: Id<Agreement>,
    /// In force from then; none where no date is known.
    pub from: Option<Date>,
    pub end: End,
    /// In the order of their days.
    pub marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    /// It goes on.
    Open,
    On(Date),
    /// It is over, and nobody noted since when.
    Unknown,
}

/// A review on a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    pub on: Date,
    pub what: MarkKind,
}

words! {
    pub enum MarkKind {
        Reviewed = "reviewed",
        Due = "due",
        Overdue = "overdue",
    }
}

words! {
    /// What one cell of a row shows.
    pub enum Cell {
        Blank = " ",
        /// In force.
        InForce = "=",
        /// To come, as far as anybody knows.
        ToCome = "-",
        /// Not known to be in force then, nor not to be.
        Unsure = ".",
        Start = "[",
        End = "]",
        /// Nobody knows when it began or ended.
        Unknown = "?",
        Reviewed = "r",
        Due = "R",
        Overdue = "!",
        /// Several reviews.
        Several = "+",
    }
}

/// What the letters mean, for a legend.
pub const LEGEND: [&str; 8] = [
    "[ in force from",
    "] until",
    "? not known",
    "r reviewed",
    "R review due",
    "! overdue",
    "+ several",
    ": today",
];

/// Which years stand on so many cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The year of the first cell.
    pub first: i32,
    /// Cells of a year: 1, 2, 3, 4, 6 or 12.
    pub per_year: u16,
    /// Cells in all.
    pub cells: u16,
}

/// The cells that a year may take, the widest first: whole months each.
const STEPS: [u16; 6] = [12, 6, 4, 3, 2, 1];

/// The agreements that stand or stood on a day, the earliest first and those of which no date is known last.
pub fn rows(register: &Register, today: NaiveDate) -> Vec<Row> {
    let standing = Successors::of(register);
    let mut rows: Vec<(Row, &str)> = register
        .agreements
        .iter()
        .filter_map(|one| Some((row(register, &standing, one, today)?, one.title.as_str())))
        .collect();
    let first = |row: &Row| row.from.map_or(NaiveDate::MAX, Date::first);
    rows.sort_by(|(a, a_title), (b, b_title)| {
        (first(a), a_title, a.agreement).cmp(&(first(b), b_title, b.agreement))
    });
    rows.into_iter().map(|(row, _)| row).collect()
}

/// The years of which something is known, with today and what is due next among them. At most thirty, the latest.
pub fn years(rows: &[Row], today: NaiveDate) -> (i32, i32) {
    const MOST: i32 = 30;
    const AHEAD: i32 = 3;
    let dates = rows.iter().flat_map(|row| {
        let end = match row.end {
            End::On(end) => Some(end),
            End::Open | End::Unknown => None,
        };
        let marks = row.marks.iter().map(|mark| mark.on);
        row.from.into_iter().chain(end).chain(marks)
    });
    let years: Vec<i32> = dates.map(|date| date.last().year()).collect();
    let now = today.year();
    let last = years
        .iter()
        .copied()
        .max()
        .unwrap_or(now)
        .clamp(now + AHEAD, now + MOST / 2);
    let first = years.iter().copied().min().unwrap_or(now).min(now);
    (first.max(last - MOST + 1), last)
}

fn row(
    register: &Register,
    standing: &Successors<'_>,
    agreement: &Agreement,
    today: NaiveDate,
) -> Option<Row> {
    let state = standing.state_on(agreement, today)?;
    let from = editions::since(register, agreement);
    let has_stood = match state {
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature => false,
        AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::NotStated
        | AgreementState::Superseded
        | AgreementState::Ended => true,
    };
    has_stood.then(|| Row {
        agreement: agreement.id,
        from,
        end: end(register, standing, agreement, state),
        marks: marks(register, agreement, state, today),
    })
}

fn end(
    register: &Register,
    standing: &Successors<'_>,
    agreement: &Agreement,
    state: AgreementState,
) -> End {
    let later = standing.after(agreement.id).iter();
    let later: Vec<Id<Agreement>> = later.map(|one| one.id).collect();
    match editions::until(register, agreement, &later) {
        Some(on) => End::On(on),
        None if is_over(state) => End::Unknown,
        None => End::Open,
    }
}

fn is_over(state: AgreementState) -> bool {
    match state {
        AgreementState::Superseded | AgreementState::Ended => true,
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature
        | AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::NotStated => false,
    }
}

/// The reviews that were done by a day, and the one that is due while it is in force.
fn marks(
    register: &Register,
    agreement: &Agreement,
    state: AgreementState,
    today: NaiveDate,
) -> Vec<Mark> {
    let done = register.reviews.of(agreement.id);
    let done = done.filter(|one| one.on.first() <= today).map(|one| Mark {
        on: one.on,
        what: MarkKind::Reviewed,
    });
    let due = review::due(register, agreement, today).filter(|_| state.is_in_force());
    let due = due.map(|on| Mark {
        on,
        what: if on.last() < today {
            MarkKind::Overdue
        } else {
            MarkKind::Due
        },
    });
    let mut marks: Vec<Mark> = done.chain(due).collect();
    marks.sort_by_key(|mark| mark.on);
    marks
}

impl Row {
    /// The row in words: `in force from 2014, reviewed March 2020, review due 2024`.
    pub fn words(&self) -> String {
        let from = match self.from {
            Some(from) => format!("in force from {from}"),
            None => "in force, since when is not known".to_owned(),
        };
        let marks = self.marks.iter().map(|mark| match mark.what {
            MarkKind::Reviewed => format!(", reviewed {}", mark.on),
            MarkKind::Due => format!(", review due {}", mark.on),
            MarkKind::Overdue => format!(", review overdue, due {}", mark.on),
        });
        let end = match self.end {
            End::Open => String::new(),
            End::On(end) => format!(", until {end}"),
            End::Unknown => ", over, since when is not known".to_owned(),
        };
        format!("{from}{}{end}", marks.collect::<String>())
    }
}

impl Row {
    /// What a year holds: `reviewed March 2020, review due 2020`; else how the agreement stood in it.
    pub fn in_year(&self, year: i32, today: NaiveDate) -> String {
        let is_of = |date: Date| date.last().year() == year;
        let from = self.from.filter(|from| is_of(*from));
        let from = from.map(|from| format!("in force from {from}"));
        let marks = self.marks.iter().filter(|mark| is_of(mark.on)).map(|mark| {
            let what = match mark.what {
                MarkKind::Reviewed => "reviewed",
                MarkKind::Due => "review due",
                MarkKind::Overdue => "review overdue, due",
            };
            format!("{what} {}", mark.on)
        });
        let end = match self.end {
            End::On(end) if is_of(end) => Some(format!("until {end}")),
            End::On(_) | End::Open | End::Unknown => None,
        };
        let told: Vec<String> = from.into_iter().chain(marks).chain(end).collect();
        if told.is_empty() {
            self.quiet_year(year, today).to_owned()
        } else {
            told.join(", ")
        }
    }

    /// How it stood in a year in which nothing of it is noted.
    fn quiet_year(&self, year: i32, today: NaiveDate) -> &'static str {
        let is_after = |date: Date| date.last().year() < year;
        match (self.from, self.end) {
            (Some(from), _) if !is_after(from) => "not there yet",
            (_, End::On(end)) if is_after(end) => "over",
            (_, End::Unknown) if today.year() < year => "over",
            (_, End::Unknown) => "not known whether it was in force",
            _ if today.year() < year => "to come",
            (None, _) => "not known whether it was in force already",
            (Some(_), _) => "in force",
        }
    }
}

impl Scale {
    /// The widest years of a span that fit; where not even one cell a year does, the last years of it.
    pub fn fitting(first: i32, last: i32, cells: u16) -> Self {
        let years = u16::try_from(last.saturating_sub(first).saturating_add(1)).unwrap_or(u16::MAX);
        let fits = |per_year: &u16| years.max(1).saturating_mul(*per_year) <= cells;
        let per_year = STEPS.into_iter().find(fits).unwrap_or(1);
        let shown = i32::from(cells / per_year);
        Self {
            first: first.max(last.saturating_sub(shown.max(1) - 1)),
            per_year,
            cells,
        }
    }

    /// The next wider years, or narrower ones.
    #[must_use]
    pub fn per_year_changed(per_year: u16, is_wider: bool) -> u16 {
        let place = STEPS.iter().position(|step| *step == per_year).unwrap_or(0);
        let place = if is_wider {
            place.saturating_sub(1)
        } else {
            (place + 1).min(STEPS.len() - 1)
        };
        STEPS.get(place).copied().unwrap_or(1)
    }

    /// The last year of which there is a cell.
    pub fn last(self) -> i32 {
        let years = i32::from(self.cells / self.per_year.max(1));
        self.first.saturating_add(years.max(1) - 1)
    }

    /// The cell of a day; below nought and above the last where it is outside.
    pub fn place(self, day: NaiveDate) -> i32 {
        let per_year = i32::from(self.per_year);
        let months = i32::try_from(day.month0()).unwrap_or(0);
        (day.year() - self.first) * per_year + months * per_year / 12
    }

    /// What each cell of a row shows, from left to right.
    pub fn row(self, row: &Row, today: NaiveDate) -> Vec<Cell> {
        let cells = i32::from(self.cells / self.per_year.max(1)) * i32::from(self.per_year);
        let mut line: Vec<Cell> = (0..cells).map(|at| self.bar(row, today, at)).collect();
        let mut put = |at: i32, cell: Cell| {
            if let Some(there) = usize::try_from(at).ok().and_then(|at| line.get_mut(at)) {
                *there = match there {
                    Cell::Reviewed | Cell::Due | Cell::Overdue | Cell::Several => Cell::Several,
                    Cell::Blank
                    | Cell::InForce
                    | Cell::ToCome
                    | Cell::Unsure
                    | Cell::Start
                    | Cell::End
                    | Cell::Unknown => cell,
                };
            }
        };
        for mark in &row.marks {
            let cell = match mark.what {
                MarkKind::Reviewed => Cell::Reviewed,
                MarkKind::Due => Cell::Due,
                MarkKind::Overdue => Cell::Overdue,
            };
            put(self.place(mark.on.last()), cell);
        }
        line
    }

    /// A cell of a row without its reviews.
    fn bar(self, row: &Row, today: NaiveDate, at: i32) -> Cell {
        let now = self.place(today);
        let from = row.from.map(|from| self.place(from.first()));
        let (to, is_unknown) = match row.end {
            End::Open => (i32::MAX, false),
            End::On(end) => (self.place(end.first()), false),
            End::Unknown => (now, true),
        };
        match from {
            Some(from) if at < from => Cell::Blank,
            Some(from) if at == from => Cell::Start,
            None if at == 0 => Cell::Unknown,
            _ if to < at => Cell::Blank,
            _ if at == to && is_unknown => Cell::Unknown,
            _ if at == to => Cell::End,
            _ if now < at => Cell::ToCome,
            _ if from.is_none() || is_unknown => Cell::Unsure,
            _ => Cell::InForce,
        }
    }
}

impl Cell {
    pub fn letter(self) -> char {
        self.word().chars().next().unwrap_or(' ')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::StateSince;
    use crate::domain::review::{Review, ReviewOutcome};

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    /// A row of six years from 2018, of two cells each.
    fn drawn(register: &Register, today: &str) -> Vec<String> {
        let scale = Scale {
            first: 2018,
            per_year: 2,
            cells: 12,
        };
        let draw = |row: &Row| {
            let cells = scale.row(row, day(today));
            cells.into_iter().map(Cell::letter).collect()
        };
        rows(register, day(today)).iter().map(draw).collect()
    }

    #[test]
    fn a_row_goes_from_in_force_to_end_with_its_reviews() {
        use AgreementState::{Current, Ended, InDevelopment};
        type Case<'a> = (
            Option<&'a str>,
            (AgreementState, Option<&'a str>),
            Option<&'a str>,
            Option<&'a str>,
            Option<&'a str>,
        );
        let cases: [Case<'_>; 9] = [
            (
                Some("2019-01-22"),
                (Current, None),
                None,
                Some("by 2021-09"),
                Some("  [====R----"),
            ),
            (
                Some("2017"),
                (Current, None),
                Some("2019-03"),
                Some("2020"),
                Some("==r==!==----"),
            ),
            (
                Some("2019-01-22"),
                (Ended, Some("2020-08-01")),
                None,
                None,
                Some("  [==]      "),
            ),
            (
                Some("2019-01-22"),
                (Ended, None),
                None,
                None,
                Some("  [....?    "),
            ),
            (None, (Current, None), None, None, Some("?.......----")),
            (None, (Ended, None), None, None, Some("?......?    ")),
            (
                None,
                (Ended, Some("2019-08-01")),
                None,
                None,
                Some("?..]        "),
            ),
            (None, (InDevelopment, None), None, None, None),
            (
                Some("2019-01-22"),
                (Current, None),
                Some("2021-08"),
                Some("2021-10"),
                Some("  [====+----"),
            ),
        ];
        for (from, (state, since), reviewed, due, expected) in cases {
            let mut register = Register::default();
            let mut agreement = Agreement::new(register.agreements.next_id(), "Protocol");
            agreement.effective = from.map(date);
            agreement.review_due = due.map(date);
            agreement.states = vec![StateSince {
                state,
                since: since.map(date),
            }];
            if let Some(on) = reviewed {
                register.put(Review {
                    id: register.reviews.next_id(),
                    agreement: agreement.id,
                    on: date(on),
                    outcome: ReviewOutcome::Reaffirmed,
                    by: "The leads".to_owned(),
                    was_due: None,
                    next: None,
                    note: String::new(),
                    item: None,
                    checks: Vec::new(),
                });
            }
            register.put(agreement);
            let found = drawn(&register, "2021-08-20");
            let expected: Vec<&str> = expected.into_iter().collect();
            assert_eq!(found, expected, "{from:?}, {state} {since:?}");
        }
    }

    #[test]
    fn the_years_take_what_room_there_is() {
        for (first, last, cells, expected) in [
            (2014, 2021, 96, (2014, 12)),
            (2014, 2021, 95, (2014, 6)),
            (2014, 2021, 30, (2014, 3)),
            (2014, 2021, 8, (2014, 1)),
            (2000, 2021, 8, (2014, 1)),
            (2014, 2021, 0, (2021, 1)),
        ] {
            let scale = Scale::fitting(first, last, cells);
            let found = (scale.first, scale.per_year);
            assert_eq!(found, expected, "{first} to {last} on {cells}");
            assert!(cells == 0 || last <= scale.last());
        }
    }

    #[test]
    fn the_years_shown_hold_today_and_what_is_known() {
        let row = |from: Option<&str>, due: Option<&str>| Row {
            agreement: Id::new(1).expect("a number"),
            from: from.map(date),
            end: End::Open,
            marks: due
                .map(|on| Mark {
                    on: date(on),
                    what: MarkKind::Due,
                })
                .into_iter()
                .collect(),
        };
        for (from, due, expected) in [
            (None, None, (2021, 2024)),
            (Some("2007-09"), None, (2007, 2024)),
            (Some("2007-09"), Some("2029"), (2007, 2029)),
            (Some("1905"), Some("2029"), (2000, 2029)),
            (Some("1905"), Some("9999"), (2007, 2036)),
        ] {
            let found = years(&[row(from, due)], day("2021-08-20"));
            assert_eq!(found, expected, "{from:?}, {due:?}");
        }
    }

    #[test]
    fn a_row_is_told_in_words() {
        let mark = |on, what| Mark { on: date(on), what };
        let row = Row {
            agreement: Id::new(1).expect("a number"),
            from: Some(date("2014")),
            end: End::On(date("2021-03-09")),
            marks: vec![
                mark("2020-03", MarkKind::Reviewed),
                mark("2024", MarkKind::Due),
            ],
        };
        assert_eq!(
            row.words(),
            "in force from 2014, reviewed March 2020, review due 2024, until 9 March 2021"
        );
    }
}
