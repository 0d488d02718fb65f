//! Dates and times as people read them, and how far away they are. Every one of them can be read back by `read`.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{Certainty, Date, Precision, Sense};
use crate::domain::calendar::{counted, month_name, plus_months, weekday_name};

impl fmt::Display for Date {
    /// `13 January 2014`, `by September 2021`, `probably 2018/19`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.in_words(month_name);
        out.pad(&match self.certainty {
            Certainty::Certain => text,
            Certainty::Tentative => format!("probably {text}"),
        })
    }
}

impl Date {
    /// For narrow columns: `13 Jan 2014`, `by Sep 2021`, and `2018/19?` if tentative.
    pub fn short(self) -> String {
        let text = self.in_words(short_month_name);
        match self.certainty {
            Certainty::Certain => text,
            Certainty::Tentative => format!("{text}?"),
        }
    }

    fn in_words(self, month: fn(NaiveDate) -> &'static str) -> String {
        let day = self.first;
        let text = match self.precision {
            Precision::Day => format!("{} {} {}", day.day(), month(day), day.year()),
            Precision::Month => format!("{} {}", month(day), day.year()),
            Precision::FinancialYear | Precision::Year => self.iso(),
        };
        match self.sense {
            Sense::By => format!("by {text}"),
            Sense::On | Sense::In => text,
        }
    }
}

/// `Monday 13 January 2014`, where a meeting is announced.
pub fn with_weekday(day: NaiveDate) -> String {
    let (weekday, month) = (weekday_name(day.weekday()), month_name(day));
    format!("{weekday} {} {month} {}", day.day(), day.year())
}

/// For what is due, from the last day it allows: `in 41 days`, `tomorrow`, `today`, `1 day overdue`, `5 years overdue`.
pub fn how_far(last: NaiveDate, today: NaiveDate) -> String {
    if last < today {
        format!("{} overdue", span(last, today))
    } else {
        ahead(last, today)
    }
}

/// The line under a form field, so that a slip is seen: `= Thursday 30 September 2021, 5 years ago`.
pub fn understood(date: Date, today: NaiveDate) -> String {
    let last = date.last();
    let probably = if date.is_tentative() { "probably " } else { "" };
    let by = match date.sense {
        Sense::By => "by ",
        Sense::On | Sense::In => "",
    };
    let what = match date.precision {
        Precision::Day => format!("{probably}{by}{}", with_weekday(last)),
        Precision::Month | Precision::FinancialYear | Precision::Year => {
            format!("{date}, last day {}", Date::day(last).short())
        }
    };
    format!("= {what}, {}", when(last, today))
}

/// A day from today: `in 41 days`, `tomorrow`, `today`, `yesterday`, `5 years ago`.
pub fn when(day: NaiveDate, today: NaiveDate) -> String {
    if day >= today {
        ahead(day, today)
    } else if day.succ_opt() == Some(today) {
        "yesterday".to_owned()
    } else {
        format!("{} ago", span(day, today))
    }
}

fn ahead(day: NaiveDate, today: NaiveDate) -> String {
    match day.signed_duration_since(today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("in {}", span(today, day)),
    }
}

/// Days up to three months, months up to two years, then years; never more than have passed.
pub fn span(from: NaiveDate, to: NaiveDate) -> String {
    let months = whole_months(from, to);
    if months < 3 {
        counted(to.signed_duration_since(from).num_days(), "day")
    } else if months < 24 {
        counted(i64::from(months), "month")
    } else {
        counted(i64::from(months / 12), "year")
    }
}

fn whole_months(from: NaiveDate, to: NaiveDate) -> i32 {
    let started =
        (to.year() - from.year()) * 12 + to.month0().cast_signed() - from.month0().cast_signed();
    if plus_months(from, started) > to {
        started - 1
    } else {
        started
    }
}

fn short_month_name(day: NaiveDate) -> &'static str {
    let name = month_name(day);
    name.get(..3).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::many_dates;
    use super::*;
    use crate::domain::date::read;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    #[test]
    fn dates_are_written_for_people() {
        for (code, long, short) in [
            ("2014-01-13", "13 January 2014", "13 Jan 2014"),
            ("by 2021-09-30", "by 30 September 2021", "by 30 Sep 2021"),
            ("2021-09", "September 2021", "Sep 2021"),
            ("by 2021-09", "by September 2021", "by Sep 2021"),
            ("2005", "2005", "2005"),
            ("2018/19~", "probably 2018/19", "2018/19?"),
            ("by 2021-05~", "probably by May 2021", "by May 2021?"),
        ] {
            let date = Date::from_code(code).expect("a date");
            assert_eq!(
                (date.to_string().as_str(), date.short().as_str()),
                (long, short)
            );
        }
    }

    #[test]
    fn every_date_reads_back_as_it_was_written() {
        let today = day("2026-02-28");
        for date in many_dates() {
            for text in [date.to_string(), date.short(), date.code()] {
                assert_eq!(read(&text, today), Ok(date), "{text}");
            }
            if let Some(day) = date.as_day() {
                let text = with_weekday(day);
                assert_eq!(read(&text, today), Ok(Date::day(day)), "{text}");
            }
        }
    }

    #[test]
    fn distances_are_told_in_days_then_months_then_years() {
        for (last, today, due) in [
            ("2021-09-30", "2021-08-20", "in 41 days"),
            ("2021-09-30", "2021-09-29", "tomorrow"),
            ("2021-09-30", "2021-09-30", "today"),
            ("2021-09-30", "2021-10-01", "1 day overdue"),
            ("2014-01-13", "2014-04-03", "80 days overdue"),
            ("2021-09-30", "2021-12-29", "90 days overdue"),
            ("2021-09-30", "2021-12-30", "3 months overdue"),
            ("2022-02-28", "2021-08-31", "in 6 months"),
            ("2023-09-29", "2021-09-30", "in 23 months"),
            ("2023-09-30", "2021-09-30", "in 2 years"),
            ("2021-09-30", "2026-09-29", "4 years overdue"),
            ("2021-09-30", "2026-09-30", "5 years overdue"),
        ] {
            assert_eq!(how_far(day(last), day(today)), due, "{last} on {today}");
        }
        assert!(how_far(NaiveDate::MAX, NaiveDate::MIN).ends_with(" years"));
        assert!(how_far(NaiveDate::MIN, NaiveDate::MAX).ends_with(" years overdue"));
    }

    #[test]
    fn a_form_says_what_it_understood() {
        for (code, today, line) in [
            (
                "2021-09-30",
                "2026-10-01",
                "= Thursday 30 September 2021, 5 years ago",
            ),
            (
                "by 2021-09-30~",
                "2021-10-01",
                "= probably by Thursday 30 September 2021, yesterday",
            ),
            (
                "by 2021-09",
                "2021-08-20",
                "= by September 2021, last day 30 Sep 2021, in 41 days",
            ),
            (
                "2018/19~",
                "2019-04-02",
                "= probably 2018/19, last day 31 Mar 2019, 2 days ago",
            ),
        ] {
            let date = Date::from_code(code).expect("a date");
            assert_eq!(understood(date, day(today)), line);
        }
    }
}
