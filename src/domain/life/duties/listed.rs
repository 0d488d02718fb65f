//! All commitments side by side: of each agreement, and of each forum that creates some.

use chrono::NaiveDate;

use super::{Standing, binds, standings};
use crate::domain::calendar::BankHolidays;
use crate::domain::commitment::{Clock, Commitment};
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::states::Successors;
use crate::domain::register::{Register, Row};

/// A commitment with one of those that keep it.
#[derive(Debug, Clone, PartialEq)]
pub struct Duty<'a> {
    pub commitment: &'a Commitment,
    /// What creates it: an agreement or a forum.
    pub under: Entry,
    pub standing: Standing,
}

/// What is said of a duty, in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyWords {
    pub paragraph: String,
    pub rule: String,
    pub terms: String,
    /// The forum that keeps it.
    pub keeper: String,
    /// When it was last met, or how often of a count.
    pub last: String,
    /// What shows it.
    pub shown: String,
    /// When it is due, or why it is not.
    pub due: String,
    pub who: String,
}

impl Duty<'_> {
    /// The forum that keeps it, unless it stands under that forum anyway.
    pub fn keeper(&self) -> Option<Id<Forum>> {
        let forum = self.standing.forum;
        forum.filter(|id| Entry::from(*id) != self.under)
    }

    pub fn words(&self, register: &Register) -> DutyWords {
        let keeper = self.keeper().and_then(|id| register.forums.get(id));
        let shown = self.standing.last.as_ref();
        let due = self.standing.due.map(Date::short);
        let due = due.unwrap_or_else(|| self.why_not_due().to_owned());
        DutyWords {
            paragraph: self.commitment.paragraph.clone(),
            rule: self.commitment.rule.clone(),
            terms: self.commitment.terms(),
            keeper: keeper.map_or_else(String::new, |one| one.name.clone()),
            last: self.last_met(),
            shown: shown.map_or_else(String::new, |met| met.words(register)),
            due,
            who: self.commitment.who.clone(),
        }
    }

    /// `10 Jun 2021`, or how often of a count; `never shown` where it can be reckoned.
    fn last_met(&self) -> String {
        match (&self.standing.count, &self.standing.last) {
            (Some((met, promised)), _) => format!("{met} of {promised}"),
            (None, Some(met)) => met.on.short(),
            (None, None) if self.commitment.clock == Clock::None => String::new(),
            (None, None) => "never shown".to_owned(),
        }
    }

    /// Why it has no day, where it could have one.
    fn why_not_due(&self) -> &'static str {
        match (self.commitment.clock, &self.standing.last) {
            (Clock::Every(_) | Clock::PerYear(_), None) => "not started",
            (Clock::PerYear(_), Some(_)) if self.is_met_this_year() => "met this year",
            (Clock::PerYear(_) | Clock::Every(_), Some(_))
            | (Clock::None | Clock::Within(_) | Clock::Before(_), _) => "",
        }
    }

    fn is_met_this_year(&self) -> bool {
        let count = self.standing.count;
        count.is_some_and(|(met, promised)| usize::from(promised) <= met)
    }

    /// True from the day after the last that its due date allows.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.standing.due.is_some_and(|due| due.last() < today)
    }
}

/// Every commitment that binds on a day; of one agreement or forum all of its own, whether it is in force or not.
///
/// By the title of what creates them, then as they were entered, once for each forum that keeps one.
pub fn duties<'a>(
    register: &'a Register,
    today: NaiveDate,
    holidays: &BankHolidays,
    of: Option<Entry>,
) -> Vec<Duty<'a>> {
    let successors = Successors::of(register);
    let is_shown = |one: &Commitment, under: Entry| match of {
        Some(of) => of == under,
        None => binds(register, &successors, one.agreement, today),
    };
    let mut all: Vec<Duty<'a>> = Vec::new();
    for commitment in &register.commitments {
        let under = creator(commitment).filter(|under| is_shown(commitment, *under));
        let Some(under) = under else {
            continue;
        };
        let standings = standings(register, commitment, today, holidays).into_iter();
        all.extend(standings.map(|standing| Duty {
            commitment,
            under,
            standing,
        }));
    }
    let title = |duty: &Duty<'_>| {
        let record = register.get(duty.under);
        record.map_or_else(String::new, |one| one.title(register).to_lowercase())
    };
    all.sort_by_cached_key(|duty| (title(duty), duty.under, duty.commitment.id()));
    all
}

/// The agreement or the forum that a commitment comes from.
fn creator(commitment: &Commitment) -> Option<Entry> {
    let agreement = commitment.agreement.map(Entry::from);
    agreement.or(commitment.forum.map(Entry::from))
}
