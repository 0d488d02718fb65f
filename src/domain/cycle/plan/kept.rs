//! Whether a year with some days in it keeps a forum's cadence: the line under a plan.

use chrono::NaiveDate;

use super::Year;
use crate::domain::calendar::{BankHolidays, Interval, counted};
use crate::domain::date::Date;
use crate::domain::forum::{Cadence, Forum};
use crate::domain::register::Register;

/// A sentence on how a year stands, and whether that is as promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub is_kept: bool,
    /// "3 of 3 in 2014", or "the longest gap is 59 days, allowed: 2 months".
    pub sentence: String,
}

/// How a forum's year stands with these days beside the meetings that are held or fixed.
pub fn kept(
    register: &Register,
    forum: &Forum,
    year: Year,
    days: &[NaiveDate],
    holidays: &BankHolidays,
) -> Kept {
    let fixed = register.meetings.of(forum.id).filter(|one| one.is_fixed());
    let mut all: Vec<NaiveDate> = fixed.map(|one| one.on.last()).collect();
    all.extend(days);
    all.sort_unstable();
    match forum.cadence {
        Cadence::None => {
            let count = all.iter().filter(|day| year.holds(**day)).count();
            Kept {
                is_kept: true,
                sentence: format!("{count} in {year}; no number is promised"),
            }
        }
        Cadence::PerYear { count, .. } => by_count(year, &all, usize::from(count)),
        Cadence::AtLeastEvery(interval) => by_gap(forum, year, &all, interval, holidays),
    }
}

fn by_count(year: Year, all: &[NaiveDate], count: usize) -> Kept {
    let inside = all.iter().filter(|day| year.holds(**day)).count();
    let missing = count.saturating_sub(inside);
    let short = match missing {
        0 => String::new(),
        _ => format!(": {missing} to fix"),
    };
    Kept {
        is_kept: missing == 0,
        sentence: format!("{inside} of {count} in {year}{short}"),
    }
}

fn by_gap(
    forum: &Forum,
    year: Year,
    all: &[NaiveDate],
    interval: Interval,
    holidays: &BankHolidays,
) -> Kept {
    let before = all.iter().rfind(|day| **day < year.first).copied();
    let starts = forum.starts.map(Date::first);
    let first = before.or(starts).filter(|day| *day <= year.last);
    let inside = all.iter().copied().filter(|day| year.holds(*day));
    let days: Vec<NaiveDate> = first.into_iter().chain(inside).collect();
    let gaps = days.iter().zip(days.iter().skip(1));
    let is_too_long = |(from, to): (&NaiveDate, &NaiveDate)| interval.after(holidays, *from) < *to;
    let is_broken = gaps.clone().any(is_too_long);
    let longest = gaps.max_by_key(|(from, to)| **to - **from);
    let longest = match (all.iter().any(|day| year.holds(*day)), longest) {
        (true, Some((from, to))) => {
            let days = counted((*to - *from).num_days(), "day");
            let (from, to) = (Date::day(*from), Date::day(*to));
            let which = if is_broken {
                format!(", from {from} to {to}")
            } else {
                String::new()
            };
            format!("the longest gap is {days}{which}")
        }
        (true, None) => format!("one meeting in {year}"),
        (false, _) => format!("no meeting in {year}"),
    };
    let Some(last) = days.last() else {
        return Kept {
            is_kept: false,
            sentence: format!("no meeting in {year}, allowed: {interval}"),
        };
    };
    let bound = interval.after(holidays, *last);
    let next = all.iter().find(|day| year.last < **day);
    let is_open = bound <= year.last && next.is_none_or(|next| bound < *next);
    let missing = if is_open {
        format!("; one more is needed by {}", Date::day(bound))
    } else {
        String::new()
    };
    Kept {
        is_kept: !is_broken && !is_open,
        sentence: format!("{longest}, allowed: {interval}{missing}"),
    }
}
