//! The dates of a year that has a gap: each as late as the last one allows, and never later.

use chrono::NaiveDate;

use super::diary::Way;
use super::{Desk, Proposal, Year};
use crate::domain::calendar::Interval;
use crate::domain::date::Date;

/// From what the next gap is counted.
#[derive(Debug, Clone, Copy)]
enum From {
    Start(NaiveDate),
    Meeting(NaiveDate),
}

/// As many as the year is short of, never further apart than the interval.
pub(super) fn propose(desk: &mut Desk<'_>, interval: Interval) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let Some(mut from) = beginning(desk, &mut proposals) else {
        return proposals;
    };
    loop {
        let last = from.day();
        let bound = interval.after(desk.diary.holidays(), last);
        let next = desk.days.iter().find(|day| last < **day).copied();
        // The gap up to one that is fixed is kept, or nothing before it can be proposed any more.
        let soonest = bound.succ_opt().unwrap_or(bound).max(desk.floor);
        let reach = reach(desk, interval, soonest);
        let mut left = desk.floor.iter_days().take_while(|day| *day <= bound);
        let is_late = !left.any(|day| desk.diary.holidays().is_working_day(day));
        let is_near =
            |next: &NaiveDate| *next <= bound || (is_late && *next <= reach) || *next <= desk.floor;
        if let Some(next) = next.filter(is_near) {
            from = From::Meeting(next);
            continue;
        }
        if desk.year.last < bound {
            return proposals;
        }
        let Some(proposal) = within(desk, interval, from, bound) else {
            return proposals;
        };
        desk.diary.take(proposal.on);
        from = From::Meeting(proposal.on);
        proposals.push(proposal);
    }
}

/// The last meeting before anything may be proposed, else the forum's start, else a first meeting as early as can be.
fn beginning(desk: &mut Desk<'_>, proposals: &mut Vec<Proposal>) -> Option<From> {
    let before = desk.days.iter().rfind(|day| **day < desk.floor);
    if let Some(last) = before.or(desk.days.first()) {
        let starts = desk.forum.starts.map(Date::first);
        let is_first = before.is_none();
        return Some(match starts.filter(|starts| is_first && starts < last) {
            Some(starts) => From::Start(starts),
            None => From::Meeting(*last),
        });
    }
    if let Some(starts) = desk.forum.starts {
        return Some(From::Start(starts.first()));
    }
    let why = "the earliest there is; nothing says from when it counts".to_owned();
    let first = earliest(desk, (desk.floor, desk.year.last), why)?;
    desk.diary.take(first.on);
    let from = From::Meeting(first.on);
    proposals.push(first);
    Some(from)
}

/// The latest day that suits up to the last one allowed; if that is past already, the earliest there is.
fn within(desk: &Desk<'_>, interval: Interval, from: From, bound: NaiveDate) -> Option<Proposal> {
    let lowest = desk.floor.max(from.day().succ_opt()?);
    let reckoned = from.words(interval, desk.year);
    if bound < lowest {
        let by = desk.year.say(bound);
        let days = (lowest, reach(desk, interval, lowest));
        return earliest(desk, days, format!("{reckoned}; that was due by {by}"));
    }
    let back = std::iter::successors(Some(bound), NaiveDate::pred_opt);
    match desk
        .diary
        .first_of(Way::Onwards, back.take_while(|day| lowest <= *day))
    {
        Some(found) if found.on == bound => Some(Proposal::new(found.on, reckoned, found.notes)),
        Some(found) => {
            let latest = format!("{reckoned}; the latest {}", desk.diary.sort_of(found.on));
            Some(Proposal::new(found.on, latest, found.notes))
        }
        None => {
            let late = format!("{reckoned}; no working day is left by then");
            let soonest = bound.succ_opt()?;
            let days = (soonest, reach(desk, interval, soonest));
            earliest(desk, days, late)
        }
    }
}

/// The last day to make good on what can be on a day at the soonest: no usual weekday is waited for any longer.
fn reach(desk: &Desk<'_>, interval: Interval, soonest: NaiveDate) -> NaiveDate {
    let holidays = desk.diary.holidays();
    let working = holidays.next_working_day(soonest);
    working.max(interval.after(holidays, soonest))
}

/// The earliest day of the year that suits, from a day on to another.
fn earliest(desk: &Desk<'_>, (from, to): (NaiveDate, NaiveDate), why: String) -> Option<Proposal> {
    let last = to.min(desk.year.last);
    let days = from.iter_days().take_while(|day| *day <= last);
    let found = desk.diary.first_of(Way::Onwards, days)?;
    Some(Proposal::new(found.on, why, found.notes))
}

impl From {
    fn day(self) -> NaiveDate {
        match self {
            Self::Start(day) | Self::Meeting(day) => day,
        }
    }

    fn words(self, interval: Interval, year: Year) -> String {
        match self {
            Self::Start(day) => format!("within {interval} of its start, {}", year.say(day)),
            Self::Meeting(day) => format!("within {interval} of {}", year.say(day)),
        }
    }
}
