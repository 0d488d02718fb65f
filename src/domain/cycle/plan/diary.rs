//! What stands in the way of a forum's meeting on a day: weekends, bank holidays, and meetings of others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::Year;
use crate::domain::calendar::{BankHolidays, weekday_name};
use crate::domain::date::with_weekday;
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::Id;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;

/// Where days are looked for, from the best on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Onwards,
    /// Earlier and later by turns.
    Around,
}

/// So many days are named that were passed over.
const NAMED: usize = 3;

/// Where a forum looks before it fixes a day.
#[derive(Debug)]
pub(super) struct Diary<'a> {
    register: &'a Register,
    forum: &'a Forum,
    holidays: &'a BankHolidays,
    /// The weekdays on which it usually meets, Monday first; none where any will do.
    weekdays: Vec<Weekday>,
    /// The days on which it meets itself, or is about to.
    own: BTreeSet<NaiveDate>,
    /// The days on which others meet.
    others: BTreeMap<NaiveDate, Vec<&'a Forum>>,
}

/// A day that was found, and what was passed over on the way to it.
pub(super) struct Found {
    pub(super) on: NaiveDate,
    pub(super) notes: Vec<String>,
}

impl<'a> Diary<'a> {
    pub(super) fn of(register: &'a Register, forum: &'a Forum, holidays: &'a BankHolidays) -> Self {
        let mut own = BTreeSet::new();
        let mut others: BTreeMap<NaiveDate, Vec<&Forum>> = BTreeMap::new();
        for meeting in register.meetings.iter().filter(|one| one.is_fixed()) {
            let Some(day) = meeting.on.as_day() else {
                continue;
            };
            if meeting.forum == forum.id {
                own.insert(day);
            } else if let Some(other) = register.forums.get(meeting.forum) {
                others.entry(day).or_default().push(other);
            }
        }
        Self {
            register,
            forum,
            holidays,
            weekdays: Vec::new(),
            own,
            others,
        }
    }

    /// With the weekdays that the forum has used in a year, else those of the latest year before in which it met.
    pub(super) fn in_year(mut self, year: Year) -> Self {
        let met = self.own.iter().copied();
        let days: Vec<NaiveDate> = met
            .filter(|day| *day <= year.last && !is_weekend(*day))
            .collect();
        let month = u8::try_from(year.first.month()).unwrap_or(1);
        let from = days.last().map(|day| Cadence::year(month, *day).0);
        let used = days.iter().filter(|day| from <= Some(**day));
        self.weekdays = used.map(NaiveDate::weekday).collect();
        self.weekdays.sort_by_key(Weekday::num_days_from_monday);
        self.weekdays.dedup();
        self
    }

    /// What sort of day it is to the forum: "Monday or Thursday", or "working day" where it keeps to no weekday or this
    /// is another.
    pub(super) fn sort_of(&self, day: NaiveDate) -> String {
        if self.is_usual(day) {
            self.usual()
        } else {
            "working day".to_owned()
        }
    }

    fn usual(&self) -> String {
        let names: Vec<&str> = self.weekdays.iter().map(|one| weekday_name(*one)).collect();
        match names.split_last() {
            None => "working day".to_owned(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, before)) => format!("{} or {last}", before.join(", ")),
        }
    }

    fn is_usual(&self, day: NaiveDate) -> bool {
        if self.weekdays.is_empty() {
            !is_weekend(day)
        } else {
            self.weekdays.contains(&day.weekday())
        }
    }

    /// The first day of these that suits: one of the usual weekdays near the first, else any working day on which
    /// none of its members meets elsewhere, else any working day. Never one on which the forum meets itself.
    pub(super) fn first_of(
        &self,
        way: Way,
        days: impl Iterator<Item = NaiveDate> + Clone,
    ) -> Option<Found> {
        let mut passed = Vec::new();
        // Two weeks, to one side or to both.
        let reach = match way {
            Way::Onwards => 14,
            Way::Around => 28,
        };
        let near = days.clone().take(reach).filter(|day| self.is_usual(*day));
        for on in near.filter(|day| !self.own.contains(day)) {
            match self.obstacle(on) {
                None => return Some(Found { on, notes: passed }),
                Some(why) if passed.len() < NAMED => {
                    passed.push(format!("not {}: {why}", with_weekday(on)));
                }
                Some(_) => {}
            }
        }
        let mut working = days.filter(|day| self.is_free(*day));
        let first = working.clone().next()?;
        let quiet = working.find(|day| self.meets_elsewhere(*day).is_none());
        if !self.weekdays.is_empty() {
            passed.push(format!("no {} is near", self.usual()));
        }
        let on = quiet.unwrap_or(first);
        passed.extend(self.meets_elsewhere(on));
        Some(Found { on, notes: passed })
    }

    /// What speaks against a day that somebody chose.
    pub(super) fn against(&self, day: NaiveDate) -> Vec<String> {
        let weekend = is_weekend(day).then(|| format!("a {}", weekday_name(day.weekday())));
        let others = [weekend, self.holiday(day), self.meets_elsewhere(day)];
        others.into_iter().flatten().collect()
    }

    /// Takes a day for a meeting that is about to be proposed.
    pub(super) fn take(&mut self, day: NaiveDate) {
        self.own.insert(day);
    }

    /// True for a working day on which the forum has no meeting yet.
    pub(super) fn is_free(&self, day: NaiveDate) -> bool {
        self.holidays.is_working_day(day) && !self.own.contains(&day)
    }

    pub(super) fn holidays(&self) -> &'a BankHolidays {
        self.holidays
    }

    fn obstacle(&self, day: NaiveDate) -> Option<String> {
        self.holiday(day).or_else(|| self.meets_elsewhere(day))
    }

    fn holiday(&self, day: NaiveDate) -> Option<String> {
        let name = self.holidays.name(day)?;
        Some(
            if name.is_empty() {
                "a bank holiday"
            } else {
                name
            }
            .to_owned(),
        )
    }

    /// Another forum that meets on a day, and who sits in both.
    fn meets_elsewhere(&self, day: NaiveDate) -> Option<String> {
        let others = self.others.get(&day)?;
        let here = self.members(self.forum, day);
        others.iter().find_map(|other| {
            let there = self.members(other, day);
            let shared = here.iter().find(|one| there.contains(one))?;
            let body = self.register.organisations.get(*shared)?;
            Some(format!(
                "{} meets, with {} in both",
                other.short(),
                body.short()
            ))
        })
    }

    /// Who belongs to a forum on a day; invitees do not.
    fn members(&self, forum: &Forum, day: NaiveDate) -> Vec<Id<Organisation>> {
        let belongs = |role| match role {
            Role::Member | Role::Chair | Role::Secretariat => true,
            Role::Invitee | Role::OccasionalInvitee | Role::Observer => false,
        };
        let seats = self.register.memberships.of(forum.id);
        seats
            .filter(|one| belongs(one.role) && one.is_held_on(day))
            .map(|one| one.organisation)
            .collect()
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
