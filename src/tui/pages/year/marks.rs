//! What stands on the days of a year: meetings, reviews that are due, and those that were done.

use chrono::NaiveDate;

use super::Context;
use crate::domain::agreement::Agreement;
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::review;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::register::{Record, Register};
use crate::domain::words::Word;
use crate::tui::theme::{self, Tone};

/// What the signs mean, for the header.
pub(super) const LEGEND: &[&str] = &[
    "M to come",
    "m held",
    "R review due",
    "r reviewed",
    "x off",
    "+ several",
    "* today",
    "# bank holiday",
];

#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) entry: Entry,
    pub(super) on: Date,
    pub(super) letter: char,
    pub(super) tone: Tone,
}

impl Mark {
    /// By last day; what has only a month after what has its last day.
    pub(super) fn order(&self) -> (NaiveDate, bool) {
        (self.on.last(), self.on.as_day().is_none())
    }

    /// "Meeting of the Quality Forum, held"
    pub(super) fn words(&self, register: &Register, today: NaiveDate) -> String {
        match register.get(self.entry) {
            Some(Record::Meeting(one)) => {
                let forum = register.forums.get(one.forum);
                let forum = forum.map_or("", Forum::short);
                format!("Meeting of {forum}, {}", one.state_on(today).word())
            }
            Some(Record::Review(one)) => {
                let agreement = title(register, one.agreement);
                format!("Review of {agreement}, {}", one.outcome.word())
            }
            Some(Record::Agreement(one)) => {
                let is_overdue = self.on.last() < today;
                let state = if is_overdue { "overdue" } else { "due" };
                format!("Review of {}, {state}", one.title)
            }
            Some(_) | None => String::new(),
        }
    }
}

/// Everything that stands anywhere, in order; of one forum its meetings and the reviews of its agreement.
pub(super) fn collect(context: &Context<'_>, forum: Option<Id<Forum>>) -> Vec<Mark> {
    let register = context.register();
    let mut marks: Vec<Mark> = Vec::new();
    for meeting in &register.meetings {
        let (letter, tone) = meeting_mark(meeting, context.today());
        marks.push(Mark {
            entry: meeting.id.into(),
            on: meeting.on,
            letter,
            tone,
        });
    }
    for review in &register.reviews {
        marks.push(Mark {
            entry: review.id.into(),
            on: review.on,
            letter: 'r',
            tone: Tone::Plain,
        });
    }
    let due = context.outlook.lines().iter();
    for line in due.filter(|line| line.kind == DueKind::Review) {
        if let Some(on) = line.due {
            marks.push(Mark {
                entry: line.entry,
                on,
                letter: 'R',
                tone: theme::state(line).1,
            });
        }
    }
    marks.retain(|mark| forum.is_none_or(|forum| is_of(register, mark.entry, forum)));
    marks.sort_by_key(|mark| (mark.order(), mark.entry));
    marks
}

/// The day that an entry stands on.
pub(super) fn day(register: &Register, entry: Entry) -> Option<NaiveDate> {
    match register.get(entry)? {
        Record::Meeting(one) => Some(one.on.last()),
        Record::Review(one) => Some(one.on.last()),
        // As it stands now, whatever was recorded when.
        Record::Agreement(one) => review::due(register, one, NaiveDate::MAX).map(Date::last),
        Record::Organisation(_)
        | Record::Contact(_)
        | Record::Forum(_)
        | Record::Membership(_)
        | Record::Item(_)
        | Record::Action(_)
        | Record::Party(_)
        | Record::Commitment(_)
        | Record::Announcement(_)
        | Record::Attendance(_)
        | Record::Return(_)
        | Record::Offer(_)
        | Record::IssuedText(_)
        | Record::PublishedPage(_)
        | Record::Sending(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::File(_)
        | Record::Origin(_) => None,
    }
}

/// Whether a meeting is one of a forum, or a review one of the agreement under which it meets.
pub(super) fn is_of(register: &Register, entry: Entry, forum: Id<Forum>) -> bool {
    let under = register.forums.get(forum).and_then(|one| one.agreement);
    let id = |agreement: Id<Agreement>| Some(agreement) == under;
    match register.get(entry) {
        Some(Record::Meeting(one)) => one.forum == forum,
        Some(Record::Review(one)) => id(one.agreement),
        Some(Record::Agreement(one)) => id(one.id),
        Some(_) | None => false,
    }
}

fn meeting_mark(meeting: &Meeting, today: NaiveDate) -> (char, Tone) {
    match meeting.state_on(today) {
        MeetingState::Planned | MeetingState::Confirmed => ('M', Tone::NextMeeting),
        MeetingState::Held => ('m', Tone::Plain),
        MeetingState::Postponed | MeetingState::Cancelled => ('x', Tone::Faint),
    }
}

fn title(register: &Register, id: Id<Agreement>) -> &str {
    register
        .agreements
        .get(id)
        .map_or("", |one| one.title.as_str())
}
