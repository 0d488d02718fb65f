//! Planning a forum's year: dates that keep its cadence, and their acceptance as one change.
//!
//! Here: what a plan is, and accepting it. Where its dates fall is in `count.rs` and `gap.rs`, what stands in the way of
//! a day in `diary.rs`, and whether a year keeps the cadence in `kept.rs`.

mod count;
mod diary;
mod gap;
mod kept;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::domain::calendar::{BankHolidays, counted};
use crate::domain::change::Change;
use crate::domain::date::{Date, with_weekday};
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};

use diary::Diary;
pub use kept::{Kept, kept};

/// The years that can be planned: of four digits, the next one too.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=9998;

/// So many of the latest meetings say at what time the forum meets.
const LATEST: usize = 6;

/// The year of a forum with the dates that would keep its cadence. Nothing in it is in the register yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub forum: Id<Forum>,
    pub year: Year,
    /// The meetings that the year has already: held or fixed. The earliest first.
    pub fixed: Vec<Id<Meeting>>,
    /// The earliest first.
    pub proposals: Vec<Proposal>,
    /// Sentences on what could not be done, or must be seen to beside it.
    pub notes: Vec<String>,
}

/// A date that is proposed, and what is known of a meeting on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub on: NaiveDate,
    /// The day that was proposed, where somebody has moved it.
    pub moved_from: Option<NaiveDate>,
    /// From what it was reckoned: "122 days after 3 April 2014; the nearest Monday or Thursday".
    pub why: String,
    /// What stood in the way of another day, or stands in the way of this one.
    pub notes: Vec<String>,
    /// In the chair on that day by the forum's rule.
    pub chair: Option<Id<Organisation>>,
    /// Takes the record by the forum's rule.
    pub record_by: Option<Id<Organisation>>,
}

/// A year of a forum: it starts in the month that the forum names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// To which side a date moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Earlier,
    Later,
}

/// All that proposing looks at.
struct Desk<'a> {
    forum: &'a Forum,
    year: Year,
    /// The first day that may be proposed.
    floor: NaiveDate,
    /// The last days of all meetings held or fixed, of any year. The earliest first.
    days: Vec<NaiveDate>,
    diary: Diary<'a>,
    notes: Vec<String>,
}

impl Year {
    /// The year of a forum that begins in a year; calendar years where no count says otherwise.
    ///
    /// Refuses years before 1000 and after 9998.
    pub fn of(cadence: Cadence, year: i32) -> Result<Self, Refusal> {
        let month = match cadence {
            Cadence::PerYear { starts, .. } => starts.clamp(1, 12),
            Cadence::None | Cadence::AtLeastEvery(_) => 1,
        };
        let day = NaiveDate::from_ymd_opt(year, u32::from(month), 1);
        let Some(day) = day.filter(|_| YEARS.contains(&year)) else {
            let sentence = "A year has four digits, as in 2027.";
            return Err(Refusal::invalid("year", sentence));
        };
        let (first, last) = Cadence::year(month, day);
        Ok(Self { first, last })
    }

    /// The year to plan on a day: the one that holds it.
    pub fn holding(cadence: Cadence, day: NaiveDate) -> i32 {
        match cadence {
            Cadence::PerYear { starts, .. } => Cadence::year(starts, day).0.year(),
            Cadence::None | Cadence::AtLeastEvery(_) => day.year(),
        }
    }

    /// A day for the words beside a date of this year: `3 April`, with its year where that is another.
    fn say(self, day: NaiveDate) -> String {
        let text = Date::day(day).to_string();
        if self.first.year() == day.year() && self.last.year() == day.year() {
            let ending = format!(" {}", day.year());
            text.trim_end_matches(&ending).to_owned()
        } else {
            text
        }
    }

    pub fn holds(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

impl std::fmt::Display for Year {
    /// `2014`, or `2014/15` where it ends in the next one.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, last) = (self.first.year(), self.last.year());
        if first == last {
            write!(out, "{first}")
        } else {
            write!(out, "{first}/{:02}", last % 100)
        }
    }
}

/// The dates that would keep a forum's cadence in its year that begins in `year`, none of them before tomorrow unless
/// the whole year is past.
///
/// Refuses a forum that promises no number.
pub fn propose(
    register: &Register,
    forum: Id<Forum>,
    year: i32,
    today: NaiveDate,
    holidays: &BankHolidays,
) -> Result<Plan, Refusal> {
    let forum = found(register, forum)?;
    let mut desk = Desk::new(register, forum, year, today, holidays)?;
    let proposals = if desk.floor > desk.year.last {
        Vec::new()
    } else {
        match forum.cadence {
            Cadence::None => return Err(promises_nothing(forum)),
            Cadence::PerYear { count, .. } => count::propose(&mut desk, usize::from(count)),
            Cadence::AtLeastEvery(interval) => gap::propose(&mut desk, interval),
        }
    };
    let mut plan = Plan {
        forum: forum.id,
        year: desk.year,
        fixed: fixed_in(register, forum.id, desk.year),
        proposals: Vec::new(),
        notes: desk.notes,
    };
    let proposals = proposals
        .into_iter()
        .map(|one| one.by_rule(register, forum));
    plan.proposals = proposals.collect();
    plan.proposals.sort_by_key(|one| one.on);
    Ok(plan)
}

impl Plan {
    pub fn days(&self) -> Vec<NaiveDate> {
        self.proposals.iter().map(|one| one.on).collect()
    }

    /// Takes in what others have fixed meanwhile: their days are not proposed any more. False if nothing was proposed
    /// that is not fixed now.
    pub fn refresh(&mut self, register: &Register) -> bool {
        self.fixed = fixed_in(register, self.forum, self.year);
        let taken = |day| refuse_taken(register, self.forum, day).is_err();
        self.proposals.retain(|one| !taken(one.on));
        !self.proposals.is_empty()
    }

    /// The next working day of the year before or after a date on which nothing is fixed or proposed.
    pub fn beside(
        &self,
        register: &Register,
        day: NaiveDate,
        direction: Direction,
        holidays: &BankHolidays,
    ) -> Option<NaiveDate> {
        let step = match direction {
            Direction::Earlier => NaiveDate::pred_opt,
            Direction::Later => NaiveDate::succ_opt,
        };
        let mut diary = Diary::of(register, register.forums.get(self.forum)?, holidays);
        for day in self.days() {
            diary.take(day);
        }
        std::iter::successors(step(&day), step)
            .take_while(|day| self.year.holds(*day))
            .find(|day| diary.is_free(*day))
    }

    /// Takes a date out, and gives it back. Refuses one that is not proposed.
    pub fn drop_day(&mut self, day: NaiveDate) -> Result<Proposal, Refusal> {
        let place = self.proposals.iter().position(|one| one.on == day);
        let place = place.ok_or_else(|| {
            let day = with_weekday(day);
            Refusal::invalid("on", format!("{day} is not among the dates proposed."))
        })?;
        Ok(self.proposals.remove(place))
    }

    /// Puts a date in that somebody chose, with what speaks against it. Refuses one outside the year, and one on
    /// which the forum meets already or is about to.
    pub fn add_day(
        &mut self,
        register: &Register,
        day: NaiveDate,
        holidays: &BankHolidays,
    ) -> Result<(), Refusal> {
        self.put(register, day, "your own date".to_owned(), holidays)
    }

    /// Puts a date in the place of another. Refuses as dropping and adding do; then nothing has moved.
    pub fn move_day(
        &mut self,
        register: &Register,
        (from, to): (NaiveDate, NaiveDate),
        holidays: &BankHolidays,
    ) -> Result<(), Refusal> {
        let earlier = self.drop_day(from)?;
        let origin = earlier.moved_from.unwrap_or(from);
        let why = format!("moved from {}", Date::day(origin));
        let put = self.put(register, to, why, holidays);
        match self.proposals.iter_mut().find(|one| one.on == to) {
            Some(moved) if put.is_ok() => moved.moved_from = Some(origin),
            Some(_) | None => self.insert(earlier),
        }
        put
    }

    fn put(
        &mut self,
        register: &Register,
        day: NaiveDate,
        why: String,
        holidays: &BankHolidays,
    ) -> Result<(), Refusal> {
        let forum = found(register, self.forum)?;
        if !self.year.holds(day) {
            let sentence = format!("{} is not in {}.", with_weekday(day), self.year);
            return Err(Refusal::invalid("on", sentence));
        }
        if self.proposals.iter().any(|one| one.on == day) {
            let sentence = format!("{} is proposed already.", with_weekday(day));
            return Err(Refusal::invalid("on", sentence));
        }
        refuse_taken(register, forum.id, day)?;
        let notes = Diary::of(register, forum, holidays).against(day);
        self.insert(Proposal::new(day, why, notes).by_rule(register, forum));
        Ok(())
    }

    fn insert(&mut self, proposal: Proposal) {
        let place = self.proposals.partition_point(|one| one.on < proposal.on);
        self.proposals.insert(place, proposal);
    }
}

/// Plans a meeting on each of the days, as one change: at the forum's usual time, numbered on if its meetings are.
///
/// Refuses no days, a day given twice, and a day on which the forum meets already.
pub fn accept(
    register: &Register,
    forum: Id<Forum>,
    days: &[NaiveDate],
) -> Result<Change, Refusal> {
    let forum = found(register, forum)?;
    let sorted: BTreeSet<NaiveDate> = days.iter().copied().collect();
    if sorted.is_empty() {
        return Err(Refusal::state(
            "No date is proposed, so there is nothing to accept.",
        ));
    }
    if sorted.len() < days.len() {
        return Err(Refusal::invalid("on", "A day is in the plan twice."));
    }
    let (start, end) = usual_time(register, forum);
    let mut number = next_number(register, forum.id);
    let mut id = register.meetings.next_id();
    let meetings = counted(i64::try_from(sorted.len()).unwrap_or(i64::MAX), "meeting");
    let mut change = Change::new(format!("Planned {meetings} of {}", forum.name));
    for day in sorted {
        refuse_taken(register, forum.id, day)?;
        let meeting = Meeting {
            number,
            start,
            end,
            ..Meeting::new(id, forum.id, Date::day(day))
        };
        meeting.check()?;
        change = change.create(meeting);
        number = number.map(|number| number.saturating_add(1));
        id = Id::new(id.number().saturating_add(1)).expect("one more than a number is not nought");
    }
    Ok(change)
}

/// Refuses a day on which the forum meets already.
pub(super) fn refuse_taken(
    register: &Register,
    forum: Id<Forum>,
    day: NaiveDate,
) -> Result<(), Refusal> {
    let mut taken = register.meetings.of(forum);
    if taken.any(|one| one.is_fixed() && one.on.as_day() == Some(day)) {
        let sentence = format!(
            "There is a meeting on {} already; choose another day.",
            with_weekday(day)
        );
        return Err(Refusal::invalid("on", sentence));
    }
    Ok(())
}

/// When the forum meets: the commonest time of its latest meetings, else its own.
pub fn usual_time(register: &Register, forum: &Forum) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let mut timed: Vec<&Meeting> = register
        .meetings
        .of(forum.id)
        .filter(|one| one.state != MeetingState::Cancelled && one.start.is_some())
        .collect();
    timed.sort_by_key(|one| std::cmp::Reverse((one.on.last(), one.id)));
    timed.truncate(LATEST);
    let times: Vec<_> = timed.iter().map(|one| (one.start, one.end)).collect();
    let often = |time: &_| times.iter().filter(|one| *one == time).count();
    // Of several that are as common the last wins, so the latest meeting stands at the end.
    let usual = times.iter().rev().max_by_key(|time| often(time));
    usual.copied().unwrap_or((forum.start, forum.end))
}

/// The forum's next count, if its meetings are numbered.
fn next_number(register: &Register, forum: Id<Forum>) -> Option<u32> {
    let numbers = register.meetings.of(forum).filter_map(|one| one.number);
    numbers.max().map(|highest| highest.saturating_add(1))
}

/// The meetings of a year that are held or fixed, the earliest first.
pub fn fixed_in(register: &Register, forum: Id<Forum>, year: Year) -> Vec<Id<Meeting>> {
    let fixed = register.meetings.of(forum).filter(|one| one.is_fixed());
    let mut fixed: Vec<&Meeting> = fixed.filter(|one| year.holds(one.on.last())).collect();
    fixed.sort_by_key(|one| (one.on.last(), one.id));
    fixed.into_iter().map(|one| one.id).collect()
}

fn found(register: &Register, forum: Id<Forum>) -> Result<&Forum, Refusal> {
    let missing = || Refusal::not_found(format!("There is no forum {forum}."));
    register.forums.get(forum).ok_or_else(missing)
}

fn promises_nothing(forum: &Forum) -> Refusal {
    Refusal::state(format!(
        "{} promises no number of meetings, so there is nothing to reckon dates from. Say first how often it meets, \
         as with: secretariat forum edit {} --cadence \"3 times a year\"",
        forum.name, forum.id
    ))
}

impl Proposal {
    fn new(on: NaiveDate, why: String, notes: Vec<String>) -> Self {
        Self {
            on,
            moved_from: None,
            why,
            notes,
            chair: None,
            record_by: None,
        }
    }

    /// From what it was reckoned, and what was passed over.
    pub fn reasons(&self) -> String {
        let all = std::iter::once(&self.why).chain(&self.notes);
        let all: Vec<&str> = all.map(String::as_str).collect();
        all.join("; ")
    }

    fn by_rule(self, register: &Register, forum: &Forum) -> Self {
        Self {
            chair: forum.chair_on(register, self.on),
            record_by: forum.record_taker_on(register, self.on),
            ..self
        }
    }
}

impl<'a> Desk<'a> {
    fn new(
        register: &'a Register,
        forum: &'a Forum,
        year: i32,
        today: NaiveDate,
        holidays: &'a BankHolidays,
    ) -> Result<Self, Refusal> {
        let year = Year::of(forum.cadence, year)?;
        let mut days: Vec<NaiveDate> = register
            .meetings
            .of(forum.id)
            .filter(|one| one.is_fixed())
            .map(|one| one.on.last())
            .collect();
        days.sort_unstable();
        let mut desk = Self {
            forum,
            year,
            floor: year.first,
            days,
            diary: Diary::of(register, forum, holidays).in_year(year),
            notes: Vec::new(),
        };
        desk.set_floor(today);
        desk.look_for_postponed(register);
        Ok(desk)
    }

    /// From tomorrow, and from the day on which the forum starts; all of a year that is past.
    fn set_floor(&mut self, today: NaiveDate) {
        if self.year.last < today {
            self.notes.push(format!(
                "{} is over: what is accepted now has to be marked as held.",
                self.year
            ));
        } else {
            self.floor = self.floor.max(today.succ_opt().unwrap_or(today));
        }
        let Some(starts) = self.forum.starts.map(Date::first) else {
            return;
        };
        if self.year.last < starts {
            let starts = Date::day(starts);
            self.notes
                .push(format!("Its meetings count from {starts} only."));
        }
        self.floor = self.floor.max(starts);
    }

    fn look_for_postponed(&mut self, register: &Register) {
        let postponed = register.meetings.of(self.forum.id);
        let postponed = postponed.filter(|one| one.state == MeetingState::Postponed);
        let notes = postponed.map(|one| {
            format!(
                "The meeting of {} is postponed and waits for a new date; it is not counted.",
                one.on
            )
        });
        self.notes.extend(notes);
    }
}
