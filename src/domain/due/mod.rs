//! What needs attention on a day: one list across reviews, actions, meetings, papers, contacts, commitments and
//! announcements.
//!
//! Here: what a line is and which section it stands in. The rules, one a kind of line, are in `rules.rs` and, for what
//! is owed before and after a meeting, in `owed.rs`; whom a line waits for is in `waiting.rs`, what it says in
//! `wording.rs`.

mod owed;
mod rules;
mod scope;
mod waiting;
mod wording;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::calendar::{BankHolidays, Interval, Unit};
use super::date::Date;
use super::forum::Forum;
use super::handover;
use super::id::{Entry, Id};
use super::register::{Kind, Register};
use super::reminder::Reminder;
use super::words::words;

use waiting::Desk;

pub use owed::{TextOut, owed_by, text_out};
pub use rules::{Tally, tally};
pub use scope::is_looked_at;
pub use waiting::Waiting;

words! {
    /// The kinds of line, each with a rule of its own in `rules.rs`.
    pub enum DueKind {
        Review = "review",
        Action = "action",
        /// A meeting that the forum's cadence asks for and that is not fixed.
        ToFix = "to-fix",
        Meeting = "meeting",
        Papers = "papers",
        Returns = "returns",
        /// A new person in a post, whom a commitment says to meet.
        Contact = "contact",
        Commitment = "commitment",
        /// An announcement that is not published yet.
        Embargo = "embargo",
        /// The chair passing on.
        HandOver = "hand-over",
        /// What is offered or parked for a forum's next meeting.
        Offer = "offer",
        /// An agenda or a record that is with somebody else.
        Text = "text",
        /// An agreement that is out for signature.
        Signature = "signature",
    }
}

words! {
    /// Where a line stands, most urgent first.
    pub enum Section {
        Overdue = "overdue",
        DueSoon = "due soon",
        /// One a forum, however far.
        NextMeeting = "next meeting",
        /// With somebody else and not overdue; once it is due soon only if they were chased, for until then it is ours
        /// to chase.
        WaitingFor = "waiting for",
        Later = "later",
    }
}

/// One thing that is due. Small: what it says is reckoned when it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    pub kind: DueKind,
    /// The entry it is about.
    pub entry: Entry,
    /// Of a commitment that forums keep, each for itself: which of them owes it.
    pub keeper: Option<Id<Forum>>,
    /// As written; none for an open action without a date.
    pub due: Option<Date>,
    pub section: Section,
    /// True from the day after the last that its date allows, wherever it stands.
    pub is_overdue: bool,
    /// Where it is with somebody else; whom, `Line::whom` says.
    pub waiting: Option<Waiting>,
    /// Holds it in LATER until its day.
    pub reminder: Option<Id<Reminder>>,
}

/// How long before its last day each kind of line is due soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Windows(HashMap<DueKind, Interval>);

/// What reckoning needs to know beside the register and the day.
#[derive(Debug, Clone)]
pub struct Rules {
    pub windows: Windows,
    pub holidays: BankHolidays,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default)]
pub struct DueOptions {
    /// In the place of every window; then LATER is left out.
    pub within: Option<Interval>,
    /// Only these kinds; none means all.
    pub kinds: Vec<DueKind>,
}

impl Default for Windows {
    /// Reviews start three months before, actions 14 days, papers, returns and embargoes seven; what is agreed with
    /// others a month.
    fn default() -> Self {
        let of = |kind, count, unit| (kind, Interval { count, unit });
        Self(HashMap::from([
            of(DueKind::Review, 3, Unit::Months),
            of(DueKind::Action, 14, Unit::Days),
            of(DueKind::ToFix, 1, Unit::Months),
            of(DueKind::Meeting, 14, Unit::Days),
            of(DueKind::Papers, 7, Unit::Days),
            of(DueKind::Returns, 7, Unit::Days),
            of(DueKind::Contact, 1, Unit::Months),
            of(DueKind::Commitment, 1, Unit::Months),
            of(DueKind::Embargo, 7, Unit::Days),
            of(DueKind::HandOver, 1, Unit::Months),
            of(DueKind::Offer, 1, Unit::Months),
            of(DueKind::Text, 7, Unit::Days),
            of(DueKind::Signature, 7, Unit::Days),
        ]))
    }
}

impl Windows {
    pub fn set(&mut self, kind: DueKind, lead: Interval) {
        self.0.insert(kind, lead);
    }

    /// The lead of a kind of line where a forum has none of its own.
    pub fn usual(&self, kind: DueKind) -> Option<Interval> {
        self.0.get(&kind).copied()
    }

    /// The lead of a kind of line: the forum's own, else the usual one.
    pub fn lead(&self, kind: DueKind, forum: Option<&Forum>) -> Option<Interval> {
        let own = forum.and_then(|forum| forum.windows.iter().find(|window| window.kind == kind));
        own.map(|window| window.lead).or_else(|| self.usual(kind))
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            windows: Windows::default(),
            holidays: BankHolidays::england_and_wales(),
        }
    }
}

impl DueKind {
    /// The kinds of record that such a line may be about; never empty.
    pub fn entry_kinds(self) -> &'static [Kind] {
        match self {
            Self::Review | Self::Signature => &[Kind::Agreement],
            Self::Action => &[Kind::Action],
            Self::ToFix | Self::HandOver => &[Kind::Forum],
            Self::Meeting | Self::Text => &[Kind::Meeting],
            Self::Papers => &[Kind::Meeting, Kind::Item],
            Self::Returns => &[Kind::Meeting, Kind::Return],
            Self::Contact => &[Kind::Contact],
            Self::Commitment => &[Kind::Commitment, Kind::Forum, Kind::Announcement],
            Self::Embargo => &[Kind::Announcement],
            Self::Offer => &[Kind::Offer],
        }
    }
}

impl Line {
    /// Days from a day to the last day that the date allows; negative once it is overdue.
    pub fn days(&self, today: NaiveDate) -> Option<i64> {
        self.due.map(|due| (due.last() - today).num_days())
    }

    /// What a reminder on it is about: the entry; where forums keep a commitment, the forum, since the others go on.
    pub fn reminded(&self) -> Entry {
        self.keeper.map_or(self.entry, Entry::from)
    }
}

/// Everything due on a day: by section, then by last day; what has no date comes last.
pub fn due(
    register: &Register,
    today: NaiveDate,
    rules: &Rules,
    options: &DueOptions,
) -> Vec<Line> {
    let place = Place {
        register,
        today,
        rules,
        within: options.within,
    };
    let reminders: HashMap<_, _> = register
        .reminders
        .iter()
        .filter(|one| today < one.until)
        .map(|one| ((one.kind, one.about), one.id))
        .collect();
    let desk = Desk::new(register, today, &rules.holidays);
    let away = handover::away(register, today);
    let mut lines = Vec::new();
    rules::each(&desk, &mut |raw: Raw| {
        let is_asked = options.kinds.is_empty() || options.kinds.contains(&raw.kind);
        if !is_asked || is_elsewhere(register, &away, &raw) {
            return;
        }
        let about = raw.keeper.map_or(raw.entry, Entry::from);
        let reminder = reminders.get(&(raw.kind, about)).copied();
        let waiting = raw.waiting;
        let waiting = waiting.map(|waiting| desk.chased(waiting, raw.kind, raw.entry));
        let section = if reminder.is_some() {
            Section::Later
        } else {
            place.section(&raw, waiting)
        };
        if options.within.is_some() && section == Section::Later {
            return;
        }
        let is_overdue = raw.due.is_some_and(|due| due.last() < today);
        lines.push(Line {
            kind: raw.kind,
            entry: raw.entry,
            keeper: raw.keeper,
            due: raw.due,
            section,
            is_overdue,
            waiting,
            reminder,
        });
    });
    lines.sort_by_key(|line| {
        let last = line.due.map_or(NaiveDate::MAX, Date::last);
        (line.section, last, line.kind, line.entry, line.keeper)
    });
    lines
}

/// True for what is part of a forum that somebody else keeps: it is theirs to do.
fn is_elsewhere(register: &Register, away: &HashSet<Id<Forum>>, raw: &Raw) -> bool {
    if away.is_empty() {
        return false;
    }
    let record = register.get(raw.entry);
    let forum = record.and_then(|record| handover::forum_of(register, record));
    let mut forums = forum.into_iter().chain(raw.keeper);
    forums.any(|id| away.contains(&id))
}

/// What a rule finds, before it has a section.
struct Raw {
    kind: DueKind,
    entry: Entry,
    due: Option<Date>,
    /// Whose windows count.
    forum: Option<Id<Forum>>,
    keeper: Option<Id<Forum>>,
    is_next_meeting: bool,
    /// How long before its last day it is due soon, where it has a lead time of its own.
    lead: Option<Interval>,
    /// Where it is with somebody else; how often they were chased is not known yet.
    waiting: Option<Waiting>,
}

struct Place<'a> {
    register: &'a Register,
    today: NaiveDate,
    rules: &'a Rules,
    within: Option<Interval>,
}

impl Place<'_> {
    fn section(&self, raw: &Raw, waiting: Option<Waiting>) -> Section {
        // Where a time is named, what lies beyond it is left out, whoever has it.
        let beyond = if waiting.is_some() && self.within.is_none() {
            Section::WaitingFor
        } else {
            Section::Later
        };
        let Some(due) = raw.due else {
            return beyond;
        };
        let is_chased = waiting.is_some_and(|waiting| waiting.chased > 0);
        if due.last() < self.today {
            Section::Overdue
        } else if raw.is_next_meeting {
            Section::NextMeeting
        } else if !self.is_soon(raw, due) {
            beyond
        } else if is_chased {
            Section::WaitingFor
        } else {
            Section::DueSoon
        }
    }

    /// Within the window before the last day, or within the period that a coarse date allows.
    fn is_soon(&self, raw: &Raw, due: Date) -> bool {
        let forum = raw.forum.and_then(|id| self.register.forums.get(id));
        let starts = match self.within {
            Some(within) => return due.last() <= within.after(&self.rules.holidays, self.today),
            None => raw
                .lead
                .or_else(|| self.rules.windows.lead(raw.kind, forum))
                .map(|lead| lead.before(&self.rules.holidays, due.last())),
        };
        due.first() <= self.today || starts.is_some_and(|starts| starts <= self.today)
    }
}

#[cfg(test)]
mod tests;
