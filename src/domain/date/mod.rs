//! A date as people keep it: how precise it is, whether it is a limit, whether it is certain.
//! `read` takes what they write, `words` says it to them; intervals and working days are in `calendar`.

mod read;
mod time;
mod words;

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::{BankHolidays, Interval, plus_months};

pub use read::{read, read_in_sheet};
pub use time::{read_time, time};
pub use words::{how_far, span, understood, when, with_weekday};

/// A day, month or year, on which or by which something is, was or ought to be. Ordered by the last day it allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    /// The first day of the period that the precision names; always in the years 1000 to 9999.
    first: NaiveDate,
    precision: Precision,
    /// By, or the usual sense of the precision.
    sense: Sense,
    certainty: Certainty,
}

/// How much of the date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Day,
    Month,
    /// From 1 April to 31 March.
    FinancialYear,
    Year,
}

/// Whether the date says when, or by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sense {
    /// The usual sense of a day.
    On,
    /// The usual sense of a month or year.
    In,
    By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Certainty {
    Certain,
    Tentative,
}

/// Years of four digits, so that every date can be written and read back.
const EARLIEST_YEAR: i32 = 1000;
const LATEST_YEAR: i32 = 9999;

impl Date {
    /// A day outside the years 1000 to 9999 becomes the nearest one inside; so do years below.
    pub fn day(day: NaiveDate) -> Self {
        let earliest = first_of(EARLIEST_YEAR, 1);
        let after = first_of(LATEST_YEAR + 1, 1);
        let latest = after.pred_opt().unwrap_or(after);
        Self::certain(day.clamp(earliest, latest), Precision::Day)
    }

    /// None unless the month is 1 to 12 and the year 1000 to 9999.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let exists = within_reach(year) == year && (1..=12).contains(&month);
        exists.then(|| Self::certain(first_of(year, month), Precision::Month))
    }

    pub fn year(year: i32) -> Self {
        Self::certain(first_of(within_reach(year), 1), Precision::Year)
    }

    /// The year from 1 April of the one given: 2018 for 2018/19.
    pub fn financial_year(start_year: i32) -> Self {
        let start_year = start_year.clamp(EARLIEST_YEAR, LATEST_YEAR - 1);
        Self::certain(first_of(start_year, 4), Precision::FinancialYear)
    }

    /// A day is never *in*, nor a month or year *on*: those two mean the same, and become the usual sense.
    #[must_use]
    pub fn with_sense(self, sense: Sense) -> Self {
        let sense = match sense {
            Sense::By => Sense::By,
            Sense::On | Sense::In => self.precision.usual_sense(),
        };
        Self { sense, ..self }
    }

    /// The same date, but nobody has promised it.
    #[must_use]
    pub fn tentatively(self) -> Self {
        let certainty = Certainty::Tentative;
        Self { certainty, ..self }
    }

    /// The first day it allows, from which "due soon" counts.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day it allows: overdue from the day after.
    pub fn last(self) -> NaiveDate {
        let months = match self.precision {
            Precision::Day => return self.first,
            Precision::Month => 1,
            Precision::FinancialYear | Precision::Year => 12,
        };
        let after = plus_months(self.first, months);
        after.pred_opt().unwrap_or(after)
    }

    pub fn precision(self) -> Precision {
        self.precision
    }

    pub fn sense(self) -> Sense {
        self.sense
    }

    pub fn is_tentative(self) -> bool {
        self.certainty == Certainty::Tentative
    }

    /// The day, if it is known to the day; its sense may be *by*.
    pub fn as_day(self) -> Option<NaiveDate> {
        (self.precision == Precision::Day).then_some(self.first)
    }

    /// `2014-01-13`, `2021-09`, `2005`, `2018/19`: the date without its sense.
    pub fn iso(self) -> String {
        let year = self.first.year();
        match self.precision {
            Precision::Day => self.first.to_string(),
            Precision::Month => format!("{year}-{:02}", self.first.month()),
            Precision::FinancialYear => format!("{year}/{:02}", (year + 1) % 100),
            Precision::Year => year.to_string(),
        }
    }

    /// That much later, in the same precision, sense and certainty: the period that holds the last day so much
    /// later. Working days are those of England and Wales.
    #[must_use]
    pub fn plus(self, interval: Interval) -> Self {
        self.plus_keeping(BankHolidays::standard(), interval)
    }

    /// The same with a user's own bank holidays.
    #[must_use]
    pub fn plus_keeping(self, holidays: &BankHolidays, interval: Interval) -> Self {
        let day = interval.after(holidays, self.last());
        Self {
            first: self.precision.period_of(day).first,
            ..self
        }
    }

    /// The date as the register and its journal keep it, a promise for ever: the ISO form, `by ` before it where
    /// that is meant, and `~` after it if tentative. `2021-09-30`, `by 2021-09`, `2018/19~`.
    pub fn code(self) -> String {
        let iso = self.iso();
        let by = match self.sense {
            Sense::By => "by ",
            Sense::On | Sense::In => "",
        };
        let tilde = match self.certainty {
            Certainty::Tentative => "~",
            Certainty::Certain => "",
        };
        format!("{by}{iso}{tilde}")
    }

    /// Reads what `code` wrote; `in ` and `on ` are understood too.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(certain) = code.strip_suffix('~') {
            return Self::from_certain_code(certain).map(Self::tentatively);
        }
        Self::from_certain_code(code)
    }

    fn from_certain_code(code: &str) -> Option<Self> {
        match code.split_once(' ') {
            None => Self::from_iso(code),
            Some(("by", iso)) => Self::from_iso(iso).map(|date| date.with_sense(Sense::By)),
            Some(("in" | "on", iso)) => Self::from_iso(iso),
            Some(_) => None,
        }
    }

    /// Reads what `iso` wrote, exactly. By bytes, because a register holds twenty thousand of them.
    fn from_iso(iso: &str) -> Option<Self> {
        let (year, rest) = iso.as_bytes().split_first_chunk::<4>()?;
        let year = year_of(*year)?;
        match *rest {
            [b'-', m, n, b'-', p, q] => {
                let day = NaiveDate::from_ymd_opt(year, pair_of([m, n])?, pair_of([p, q])?)?;
                Some(Self::certain(day, Precision::Day))
            }
            [b'-', m, n] => Self::month(year, pair_of([m, n])?),
            [] => Some(Self::year(year)),
            [b'/', _, _] => {
                let date = Self::financial_year(year);
                (date.iso() == iso).then_some(date)
            }
            _ => None,
        }
    }

    fn certain(first: NaiveDate, precision: Precision) -> Self {
        Self {
            first,
            precision,
            sense: precision.usual_sense(),
            certainty: Certainty::Certain,
        }
    }
}

impl Precision {
    fn usual_sense(self) -> Sense {
        match self {
            Self::Day => Sense::On,
            Self::Month | Self::FinancialYear | Self::Year => Sense::In,
        }
    }

    /// The period of this precision that holds the day.
    fn period_of(self, day: NaiveDate) -> Date {
        let day = Date::day(day).first;
        match self {
            Self::Day => Date::day(day),
            Self::Month => Date::certain(first_of(day.year(), day.month()), self),
            Self::FinancialYear if day.month() < 4 => Date::financial_year(day.year() - 1),
            Self::FinancialYear => Date::financial_year(day.year()),
            Self::Year => Date::year(day.year()),
        }
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self::day(day)
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        // First and last day together fix the precision, so only equal dates compare equal.
        let key = |date: &Self| (date.last(), date.first, date.sense, date.certainty);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_str(Code)
    }
}

/// Takes a date's code from a serializer without copying it.
struct Code;

impl Visitor<'_> for Code {
    type Value = Date;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a date such as 2021-09-30, by 2021-09 or 2018/19~")
    }

    fn visit_str<E: Error>(self, code: &str) -> Result<Date, E> {
        Date::from_code(code)
            .ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(code), &self))
    }
}

fn within_reach(year: i32) -> i32 {
    year.clamp(EARLIEST_YEAR, LATEST_YEAR)
}

fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1)
        .expect("callers pass a year of four or five digits and a month from 1 to 12")
}

fn year_of([a, b, c, d]: [u8; 4]) -> Option<i32> {
    let year = pair_of([a, b])? * 100 + pair_of([c, d])?;
    i32::try_from(year)
        .ok()
        .filter(|year| *year >= EARLIEST_YEAR)
}

fn pair_of([tens, ones]: [u8; 2]) -> Option<u32> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Unit;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    /// One of every kind for many years, in every sense.
    pub(super) fn many_dates() -> Vec<Date> {
        let mut plain = Vec::new();
        for year in (1000..9999).step_by(457).chain(1995..2040) {
            plain.push(Date::year(year));
            plain.push(Date::financial_year(year));
            plain.extend((1..=12).filter_map(|month| Date::month(year, month)));
            let new_year = first_of(year, 1);
            plain.extend(new_year.iter_days().step_by(29).take(12).map(Date::day));
        }
        let by = |date: &Date| date.with_sense(Sense::By);
        let mut dates: Vec<Date> = plain.iter().map(by).collect();
        dates.append(&mut plain);
        let tentative: Vec<Date> = dates.iter().map(|date| date.tentatively()).collect();
        dates.extend(tentative);
        dates
    }

    #[test]
    fn a_date_spans_the_days_it_allows() {
        for (code, first, last) in [
            ("2014-01-13", "2014-01-13", "2014-01-13"),
            ("by 2021-09", "2021-09-01", "2021-09-30"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2005", "2005-01-01", "2005-12-31"),
            ("2018/19~", "2018-04-01", "2019-03-31"),
            ("9999", "9999-01-01", "9999-12-31"),
        ] {
            assert_eq!(
                (date(code).first(), date(code).last()),
                (day(first), day(last)),
                "{code}"
            );
        }
    }

    #[test]
    fn every_date_comes_back_from_its_code() {
        for date in many_dates() {
            assert_eq!(Date::from_code(&date.code()), Some(date), "{date:?}");
            let json = serde_json::to_string(&date).expect("text");
            assert_eq!(
                serde_json::from_str::<Date>(&json).expect("a date"),
                date,
                "{json}"
            );
        }
    }

    #[test]
    fn the_codes_of_old_registers_stay_readable() {
        for (code, expected) in [
            ("2021-09-30", Date::day(day("2021-09-30"))),
            (
                "by 2021-09-30",
                Date::day(day("2021-09-30")).with_sense(Sense::By),
            ),
            (
                "by 2021-09",
                Date::month(2021, 9)
                    .expect("September")
                    .with_sense(Sense::By),
            ),
            ("in 2021-09", Date::month(2021, 9).expect("September")),
            ("2018/19~", Date::financial_year(2018).tentatively()),
            ("1999/00", Date::financial_year(1999)),
            (
                "by 2005~",
                Date::year(2005).with_sense(Sense::By).tentatively(),
            ),
        ] {
            assert_eq!(date(code), expected, "{code}");
            assert_eq!(
                expected.code(),
                code.trim_start_matches("in "),
                "the usual sense is not written"
            );
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for code in [
            "",
            "~",
            "by",
            "by ",
            "2021-9",
            "2021-13",
            "2021-02-30",
            "0021",
            "2018/20",
            "9999/00",
            "2021-09-30 ",
            "By 2021",
            "by  2021",
            "2021~~",
            "+021",
            "é21",
            "２０２１",
            "2021-é9",
        ] {
            assert_eq!(Date::from_code(code), None, "{code}");
        }
        assert!(serde_json::from_str::<Date>("\"soon\"").is_err());
    }

    #[test]
    fn dates_sort_by_the_last_day_they_allow() {
        let sorted = [
            "2018/19",
            "2021-08-31",
            "2021-09",
            "by 2021-09",
            "2021-09-30",
            "2021-09-30~",
            "by 2021-09-30",
            "2021-10-01",
            "2021",
            "2021-12",
        ];
        let mut dates: Vec<Date> = sorted.iter().rev().map(|code| date(code)).collect();
        dates.sort_unstable();
        let codes: Vec<String> = dates.into_iter().map(Date::code).collect();
        assert_eq!(codes, sorted);
    }

    #[test]
    fn only_equal_dates_compare_equal() {
        let mut dates = many_dates();
        dates.sort_unstable();
        for pair in dates.windows(2) {
            let equal = pair[0].cmp(&pair[1]) == Ordering::Equal;
            assert_eq!(equal, pair[0] == pair[1], "{pair:?}");
        }
    }

    #[test]
    fn an_interval_keeps_the_precision() {
        for (code, count, unit, expected) in [
            ("2014-01-13", 3, Unit::Years, "2017-01-13"),
            ("2021-01-31", 1, Unit::Months, "2021-02-28"),
            ("by 2021-09", 2, Unit::Years, "by 2023-09"),
            ("2021-09~", 6, Unit::Months, "2022-03~"),
            ("2021-09", 2, Unit::Weeks, "2021-10"),
            ("2018/19", 1, Unit::Years, "2019/20"),
            ("2005", 1, Unit::Months, "2006"),
            ("2021-12-24", 1, Unit::WorkingDays, "2021-12-29"),
            ("9999-12-31", 1, Unit::Days, "9999-12-31"),
            ("9998/99", 9, Unit::Years, "9998/99"),
        ] {
            assert_eq!(
                date(code).plus(Interval { count, unit }).code(),
                expected,
                "{code}"
            );
        }
    }

    #[test]
    fn a_day_is_never_in_and_a_month_never_on() {
        for (code, sense, expected) in [
            ("2014-01-13", Sense::In, "2014-01-13"),
            ("2021-09", Sense::On, "2021-09"),
            ("by 2021-09", Sense::In, "2021-09"),
            ("2021-09", Sense::By, "by 2021-09"),
        ] {
            assert_eq!(date(code).with_sense(sense).code(), expected);
        }
    }

    #[test]
    fn years_without_four_digits_become_the_nearest_that_have_them() {
        for (date, code) in [
            (Date::day(NaiveDate::MIN), "1000-01-01"),
            (Date::day(NaiveDate::MAX), "9999-12-31"),
            (Date::year(i32::MIN), "1000"),
            (Date::financial_year(i32::MAX), "9998/99"),
        ] {
            assert_eq!(date.code(), code);
        }
        for (year, month) in [(2021, 0), (2021, 13), (10_000, 2), (999, 12)] {
            assert_eq!(Date::month(year, month), None);
        }
    }
}
