//! The clocks of commitments: when each was last met, by whom it is kept, and when it is due again.
//!
//! | clock | runs | is due |
//! |---|---|---|
//! | at least every so often | from the last evidence, else the start | that long after |
//! | so many a year | in the year that holds the day | on its last day, until met so often |
//! | so long before | back from the next meeting of each forum that keeps it; for announcements see `announcing.rs` | that long before |
//! | so long after | from the day somebody comes into the post that it names | that long after, until met |
//! | no number | not at all | never |
//!
//! Where forums keep a commitment each is looked at for itself: what one has done is no evidence for another.

mod evidence;
mod listed;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::calendar::{BankHolidays, Interval};
use crate::domain::commitment::{Clock, Commitment};
use crate::domain::contact::Contact;
use crate::domain::date::{Date, Sense};
use crate::domain::forum::{self, Cadence, Forum};
use crate::domain::id::{Entry, Id};
use crate::domain::life::states::Successors;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::party::Party;
use crate::domain::register::{Register, Row};

pub use evidence::{MeetOptions, meet};
pub use listed::{Duty, DutyWords, duties};

/// The month in which a year of commitments starts, where no forum says otherwise.
const JANUARY: u8 = 1;

/// How a commitment stands on a day with one of those that keep it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The forum that keeps it; none where no forum does.
    pub forum: Option<Id<Forum>>,
    /// None where nothing shows that it ever was met.
    pub last: Option<Met>,
    /// None without a number, a clock and a start.
    pub due: Option<Date>,
    /// Of so many a year: how often it was met in this one, and how often it is to be.
    pub count: Option<(usize, u8)>,
}

/// When a commitment was met, and what shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    pub on: Date,
    pub by: Proof,
}

/// What shows that a commitment was met.
#[derive(Debug, Clone, PartialEq)]
pub enum Proof {
    /// As somebody wrote it down.
    Written(String),
    Meeting(Id<Meeting>),
    /// A person who came into the post that it names, and was met.
    Contact(Id<Contact>),
}

/// What reckoning looks up again and again: the register on a day.
#[derive(Debug, Clone, Copy)]
struct Day<'a> {
    register: &'a Register,
    today: NaiveDate,
    holidays: &'a BankHolidays,
}

impl Met {
    /// What shows it, in words: `They rang`, `meeting of 3 April 2014`.
    pub fn words(&self, register: &Register) -> String {
        match &self.by {
            Proof::Written(what) => what.clone(),
            Proof::Meeting(id) => {
                let meeting = register.meetings.get(*id);
                meeting.map_or_else(String::new, |one| format!("meeting of {}", one.on))
            }
            Proof::Contact(id) => {
                let contact = register.contacts.get(*id);
                contact.map_or_else(String::new, |one| format!("met {}", one.title(register)))
            }
        }
    }

    /// The day, and what shows it where that says more.
    pub fn said(&self, register: &Register) -> String {
        match &self.by {
            Proof::Written(what) if what.is_empty() => self.on.to_string(),
            Proof::Written(_) | Proof::Contact(_) => {
                format!("{}, {}", self.on, self.words(register))
            }
            Proof::Meeting(_) => format!("{}, a meeting", self.on),
        }
    }

    /// The entry that shows it; none where somebody wrote it down.
    pub fn entry(&self) -> Option<Entry> {
        match self.by {
            Proof::Written(_) => None,
            Proof::Meeting(id) => Some(id.into()),
            Proof::Contact(id) => Some(id.into()),
        }
    }
}

impl Standing {
    /// `Anyshire: last met 10 June 2021, a meeting; due 10 August 2021`. Empty where there is nothing to say.
    pub fn status(&self, register: &Register) -> String {
        let forum = self.forum.and_then(|id| register.forums.get(id));
        let count = self.count;
        let count = count.map(|(met, promised)| format!("{met} of {promised} this year"));
        let last = match (&self.last, self.due) {
            (Some(met), _) => Some(format!("last met {}", met.said(register))),
            (None, Some(_)) => Some("nothing shows yet that it was met".to_owned()),
            (None, None) => None,
        };
        let due = self.due.map(|due| format!("due {due}"));
        let parts: Vec<String> = count.into_iter().chain(last).chain(due).collect();
        match (forum, parts.is_empty()) {
            (Some(forum), true) => format!("{}: nothing yet", forum.name),
            (Some(forum), false) => format!("{}: {}", forum.name, parts.join("; ")),
            (None, _) => parts.join("; "),
        }
    }

    /// How it stands in few words: `71 days since the last`, `1 of 3 this year`.
    pub fn words(&self, today: NaiveDate) -> String {
        if let Some((met, promised)) = self.count {
            return format!("{met} of {promised} this year");
        }
        match &self.last {
            None => "not met yet".to_owned(),
            Some(met) => match met.on.as_day() {
                Some(day) => match (today - day).num_days() {
                    1 => "1 day since the last".to_owned(),
                    days => format!("{days} days since the last"),
                },
                None => format!("last met {}", met.on),
            },
        }
    }
}

/// How a commitment stands: once for each forum that keeps it, or that made it, in their order, else once. Never empty.
pub fn standings(
    register: &Register,
    commitment: &Commitment,
    today: NaiveDate,
    holidays: &BankHolidays,
) -> Vec<Standing> {
    let day = Day {
        register,
        today,
        holidays,
    };
    let keepers = commitment.keepers();
    if keepers.is_empty() {
        return vec![day.standing(commitment, None)];
    }
    let forums = keepers.into_iter();
    forums
        .map(|forum| day.standing(commitment, Some(forum)))
        .collect()
}

/// How it stands with one of those that keep it.
pub fn standing(
    register: &Register,
    commitment: &Commitment,
    forum: Option<Id<Forum>>,
    today: NaiveDate,
) -> Standing {
    let holidays = BankHolidays::standard();
    let day = Day {
        register,
        today,
        holidays,
    };
    day.standing(commitment, forum)
}

/// True if it binds on a day: it comes from a forum, or from an agreement in force.
pub fn binds(
    register: &Register,
    standing: &Successors<'_>,
    from: Option<Id<Agreement>>,
    today: NaiveDate,
) -> bool {
    let agreement = from.and_then(|id| register.agreements.get(id));
    agreement.is_none_or(|agreement| {
        let state = standing.state_on(agreement, today);
        state.is_some_and(AgreementState::is_in_force)
    })
}

/// The day by which a new person in the post that a commitment names is to be met.
pub fn meet_by(register: &Register, commitment: &Commitment, contact: &Contact) -> Option<Date> {
    let Clock::Within(interval) = commitment.clock else {
        return None;
    };
    is_of_post(register, commitment, contact)
        .then(|| Some(contact.from?.plus(interval)))
        .flatten()
}

/// True for somebody in the post that a commitment names, at a body that is party to its agreement or member of a
/// forum that meets under it.
fn is_of_post(register: &Register, commitment: &Commitment, contact: &Contact) -> bool {
    let Some(agreement) = commitment.agreement.filter(|_| !commitment.post.is_empty()) else {
        return false;
    };
    if !contact.holds(&commitment.post) {
        return false;
    }
    let body = contact.organisation;
    let is_party = |one: &Party| one.organisation == body;
    let under = register.forums.iter();
    let mut members = under
        .filter(|forum| forum.agreement == Some(agreement))
        .flat_map(|forum| register.memberships.of(forum.id));
    register.parties.of(agreement).any(is_party) || members.any(|one| one.organisation == body)
}

impl Day<'_> {
    fn standing(self, commitment: &Commitment, forum: Option<Id<Forum>>) -> Standing {
        let met = self.met(commitment, forum);
        let count = self.count(commitment, forum, &met);
        Standing {
            forum,
            due: self.due(commitment, forum, &met),
            last: met
                .into_iter()
                .max_by_key(|one| (one.on.last(), one.on.first())),
            count,
        }
    }

    /// All that shows by this day that it was met, in no order.
    fn met(self, commitment: &Commitment, forum: Option<Id<Forum>>) -> Vec<Met> {
        let written = commitment.evidence.iter();
        let own = written.filter(|one| one.forum.is_none() || one.forum == forum);
        let mut all: Vec<Met> = own
            .filter(|one| one.on.first() <= self.today)
            .map(|one| Met {
                on: one.on,
                by: Proof::Written(one.what.clone()),
            })
            .collect();
        match commitment.clock {
            // Of a lead time a meeting is the event, and shows nothing.
            Clock::Before(_) => {}
            Clock::Within(_) => all.extend(self.people_met(commitment)),
            Clock::None | Clock::Every(_) | Clock::PerYear(_) => {
                all.extend(forum.into_iter().flat_map(|forum| self.held(forum)));
            }
        }
        all
    }

    fn held(self, forum: Id<Forum>) -> impl Iterator<Item = Met> {
        let meetings = self.register.meetings.of(forum);
        let held = meetings.filter(move |one| one.state_on(self.today) == MeetingState::Held);
        held.map(|one| Met {
            on: one.on,
            by: Proof::Meeting(one.id),
        })
    }

    fn people_met(self, commitment: &Commitment) -> impl Iterator<Item = Met> {
        let contacts = self.register.contacts.iter();
        contacts.filter_map(move |one| {
            let on = one.met.filter(|met| *met <= self.today)?;
            is_of_post(self.register, commitment, one).then_some(Met {
                on: Date::day(on),
                by: Proof::Contact(one.id),
            })
        })
    }

    fn due(self, commitment: &Commitment, forum: Option<Id<Forum>>, met: &[Met]) -> Option<Date> {
        if self.is_own_cadence(commitment, forum) {
            return None;
        }
        match commitment.clock {
            Clock::None => None,
            Clock::Every(interval) => {
                let last = met.iter().map(|one| one.on).max_by_key(|on| on.last());
                let from = last.or_else(|| self.start(commitment, forum))?;
                Some(from.plus_keeping(self.holidays, interval))
            }
            Clock::PerYear(_) => {
                let (met, promised) = self.count(commitment, forum, met)?;
                let (_, last) = self.year(forum);
                (met < usize::from(promised)).then(|| Date::day(last).with_sense(Sense::By))
            }
            Clock::Before(interval) => self.before_next(commitment, forum?, interval, met),
            Clock::Within(_) => {
                let contacts = self.register.contacts.iter();
                let is_to_be_met = |one: &&Contact| {
                    one.is_in_post(self.today) && one.met.is_none_or(|met| self.today < met)
                };
                let days = contacts.filter(is_to_be_met);
                let days = days.filter_map(|one| meet_by(self.register, commitment, one));
                days.min_by_key(|due| due.last())
            }
        }
    }

    /// True for what a forum promises of its own meetings while it has a cadence: the meetings still to fix stand on the
    /// due list by themselves.
    fn is_own_cadence(self, commitment: &Commitment, forum: Option<Id<Forum>>) -> bool {
        let meets = match commitment.clock {
            Clock::Every(_) | Clock::PerYear(_) => true,
            Clock::None | Clock::Within(_) | Clock::Before(_) => false,
        };
        let own = forum.filter(|_| meets && commitment.kept_by.is_empty());
        let own = own.and_then(|id| self.register.forums.get(id));
        own.is_some_and(|one| one.cadence != Cadence::None)
    }

    /// The day from which it counts while nothing shows that it was met: its own, or that of a forum that starts later.
    fn start(self, commitment: &Commitment, forum: Option<Id<Forum>>) -> Option<Date> {
        let started = commitment.started?;
        let starts = forum.and_then(|id| self.register.forums.get(id)?.starts);
        let from = starts
            .filter(|starts| started.last() < starts.last())
            .unwrap_or(started);
        (from.first() <= self.today).then_some(from)
    }

    /// How often it was met in the year that holds the day, and how often it is to be. None before it has started.
    fn count(
        self,
        commitment: &Commitment,
        forum: Option<Id<Forum>>,
        met: &[Met],
    ) -> Option<(usize, u8)> {
        let Clock::PerYear(promised) = commitment.clock else {
            return None;
        };
        if met.is_empty() {
            self.start(commitment, forum)?;
        }
        let (first, last) = self.year(forum);
        let in_year = met.iter().map(|one| one.on);
        let in_year = in_year.filter(|on| first <= on.last() && on.last() <= last);
        // A meeting that somebody wrote down too is one.
        let mut days: Vec<(NaiveDate, NaiveDate)> =
            in_year.map(|on| (on.first(), on.last())).collect();
        days.sort_unstable();
        days.dedup();
        Some((days.len(), promised))
    }

    /// That of the forum, if it counts by years; else that of the calendar.
    fn year(self, forum: Option<Id<Forum>>) -> (NaiveDate, NaiveDate) {
        let forum = forum.and_then(|id| self.register.forums.get(id));
        let starts = match forum.map(|one| one.cadence) {
            Some(Cadence::PerYear { starts, .. }) => starts,
            Some(Cadence::None | Cadence::AtLeastEvery(_)) | None => JANUARY,
        };
        Cadence::year(starts, self.today)
    }

    /// Before the next meeting of a forum, unless something shows since the one before that it was done, or the forum
    /// has the same lead of its own for returns or papers, which stand on the due list by themselves.
    fn before_next(
        self,
        commitment: &Commitment,
        id: Id<Forum>,
        interval: Interval,
        met: &[Met],
    ) -> Option<Date> {
        let forum = self.register.forums.get(id)?;
        let next = forum::next_meeting(self.register, id, self.today)?;
        let on = next.on.as_day()?;
        let is_asked_anyway =
            forum.returns_lead == Some(interval) || forum.papers_lead == Some(interval);
        if is_asked_anyway || (met.is_empty() && self.start(commitment, Some(id)).is_none()) {
            return None;
        }
        let before = self.held(id).map(|one| one.on.last()).max();
        let is_done = |one: &Met| before.is_none_or(|before| before < one.on.first());
        if met.iter().any(is_done) {
            return None;
        }
        let due = Date::day(interval.before(self.holidays, on));
        Some(due.with_sense(Sense::By))
    }
}
