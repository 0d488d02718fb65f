//! The dates of a year that has a count: so many days after the last, or spread over what is left of the year.

use chrono::{Days, NaiveDate, TimeDelta};

use super::diary::Way;
use super::{Desk, Proposal};
use crate::domain::calendar::counted;

/// What a count per year is reckoned with, whatever the year. Source: the count of the Forum, which is no interval.
const YEAR: usize = 365;

/// A day that was reckoned, before anybody looked into the diary, and from what.
struct Target {
    on: NaiveDate,
    from: String,
}

/// A part of the year in which meetings are to be spread.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: NaiveDate,
    to: NaiveDate,
    /// Whether there is a meeting at its beginning and at its end, from which to keep away.
    is_closed: (bool, bool),
    /// So many meetings fall into it.
    count: u32,
}

/// As many as the year is short of.
pub(super) fn propose(desk: &mut Desk<'_>, count: usize) -> Vec<Proposal> {
    let fixed = desk
        .days
        .iter()
        .filter(|day| desk.year.holds(**day))
        .count();
    let wanted = count.saturating_sub(fixed);
    let targets = after_the_last(desk, count, wanted).unwrap_or_else(|| spread(desk, wanted));
    let mut proposals = Vec::new();
    for target in targets {
        let Some(proposal) = near(desk, &target) else {
            continue;
        };
        desk.diary.take(proposal.on);
        proposals.push(proposal);
    }
    if proposals.len() < wanted {
        desk.notes.push(format!(
            "{} has no room left for {} of the {wanted} that are missing.",
            desk.year,
            wanted - proposals.len()
        ));
    }
    proposals
}

/// So many days after the last meeting fixed. None where that is before the first day that may be proposed, or where
/// the last of them would fall beyond the year.
fn after_the_last(desk: &Desk<'_>, count: usize, wanted: usize) -> Option<Vec<Target>> {
    let last = *desk.days.iter().rfind(|day| **day <= desk.year.last)?;
    let target = |turn: usize| {
        let days = (2 * YEAR * turn + count) / (2 * count);
        let on = last.checked_add_days(Days::new(u64::try_from(days).ok()?))?;
        let days = counted(i64::try_from(days).ok()?, "day");
        let from = format!("{days} after {}", desk.year.say(last));
        let is_inside = desk.floor <= on && on <= desk.year.last;
        is_inside.then_some(Target { on, from })
    };
    (1..=wanted).map(target).collect()
}

/// Spread evenly over what is left of the year, in its widest stretches.
fn spread(desk: &Desk<'_>, wanted: usize) -> Vec<Target> {
    let mut stretches = stretches(desk);
    for _ in 0..wanted {
        let widest = stretches.iter_mut().max_by_key(|one| one.with_one_more());
        if let Some(widest) = widest {
            widest.count += 1;
        }
    }
    let left = if desk.floor == desk.year.first {
        ""
    } else {
        "what is left of "
    };
    let from = format!("spread evenly over {left}{}", desk.year);
    let days = stretches.iter().flat_map(Stretch::days);
    let targets = days.map(|on| Target {
        on: on.clamp(desk.floor, desk.year.last),
        from: from.clone(),
    });
    targets.collect()
}

/// What is left of the year, between the meetings in it.
fn stretches(desk: &Desk<'_>) -> Vec<Stretch> {
    let before = desk.days.iter().rfind(|day| **day < desk.floor);
    let before = before.filter(|day| desk.year.first <= **day);
    let mut from = (*before.unwrap_or(&desk.floor), before.is_some());
    let mut all = Vec::new();
    let inside = |day: &&NaiveDate| desk.floor <= **day && **day <= desk.year.last;
    for &day in desk.days.iter().filter(inside) {
        all.push(Stretch {
            from: from.0,
            to: day,
            is_closed: (from.1, true),
            count: 0,
        });
        from = (day, true);
    }
    all.push(Stretch {
        from: from.0,
        to: desk.year.last,
        is_closed: (from.1, false),
        count: 0,
    });
    all
}

impl Stretch {
    /// The steps from meeting to meeting, twice: an open end counts as half a step.
    fn half_steps(&self, count: u32) -> i64 {
        2 * i64::from(count) - 2 + half_steps(self.is_closed.0) + half_steps(self.is_closed.1)
    }

    /// How far apart its meetings would be with one more; in thousandths, to tell which is the widest.
    fn with_one_more(&self) -> i64 {
        2000 * (self.to - self.from).num_days() / self.half_steps(self.count + 1)
    }

    fn days(&self) -> Vec<NaiveDate> {
        let (length, steps) = (
            (self.to - self.from).num_days(),
            self.half_steps(self.count),
        );
        let day = |turn: u32| {
            let at = half_steps(self.is_closed.0) + 2 * i64::from(turn);
            self.from + TimeDelta::days((2 * length * at + steps) / (2 * steps))
        };
        (0..self.count).map(day).collect()
    }
}

fn half_steps(is_closed: bool) -> i64 {
    if is_closed { 2 } else { 1 }
}

/// The day nearest to a target that suits; of two as near the earlier.
fn near(desk: &Desk<'_>, target: &Target) -> Option<Proposal> {
    let (floor, last) = (desk.floor, desk.year.last);
    let earlier = |days: u64| target.on.checked_sub_days(Days::new(days));
    let later = |days: u64| target.on.checked_add_days(Days::new(days));
    let around = (0..=366)
        .flat_map(|days| [earlier(days), later(days).filter(|_| days > 0)])
        .flatten()
        .filter(|day| floor <= *day && *day <= last);
    let found = desk.diary.first_of(Way::Around, around)?;
    let why = if found.on == target.on {
        target.from.clone()
    } else {
        format!(
            "{}; the nearest {}",
            target.from,
            desk.diary.sort_of(found.on)
        )
    };
    Some(Proposal::new(found.on, why, found.notes))
}
