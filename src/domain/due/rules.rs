//! The rules of what is due, one function a kind of line. Nothing is due that nobody promised. What is owed for a
//! meeting is in `owed.rs`.

use chrono::NaiveDate;

use super::waiting::{Desk, Waiting, of_action};
use super::{DueKind, Raw, owed};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::calendar::{BankHolidays, Interval};
use crate::domain::commitment::Clock;
use crate::domain::contact::Contact;
use crate::domain::date::{Date, Sense};
use crate::domain::forum::{self, Cadence, Forum};
use crate::domain::id::Entry;
use crate::domain::life::review;
use crate::domain::life::signing;
use crate::domain::life::states::Successors;
use crate::domain::life::{announcing, duties};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::register::Register;

/// How a forum stands in its year: so many held, fixed and still to fix of the number it promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub held: usize,
    pub fixed: usize,
    pub to_fix: usize,
    pub last_day: NaiveDate,
}

/// Gives every line there is on a day to `see`, in no order.
pub(super) fn each(desk: &Desk<'_>, see: &mut dyn FnMut(Raw)) {
    let (register, today, holidays) = (desk.register, desk.today, desk.holidays);
    let standing = Successors::of(register);
    reviews(register, &standing, today, see);
    signatures(register, &standing, today, see);
    actions(desk, see);
    commitments(desk, &standing, see);
    contacts(register, &standing, today, see);
    embargoes(register, today, see);
    drafts(desk, &standing, see);
    // One that meets under an agreement is not there before the agreement is.
    let is_there = |forum: &&Forum| {
        let agreement = forum.agreement.and_then(|id| register.agreements.get(id));
        agreement.is_none_or(|one| standing.state_on(one, today).is_some())
    };
    for forum in register.forums.iter().filter(is_there) {
        meetings(register, forum, today, see);
        owed::lines(desk, forum, see);
        // Its first meeting is prepared before a forum starts; what it promised counts from then.
        if forum.starts.is_none_or(|starts| starts.first() <= today) {
            to_fix(register, forum, today, holidays, see);
            hand_over(forum, today, see);
        }
    }
}

/// An agreement in force with a review date, written or reckoned from its interval.
fn reviews(
    register: &Register,
    standing: &Successors<'_>,
    today: NaiveDate,
    see: &mut dyn FnMut(Raw),
) {
    for agreement in &register.agreements {
        let due = review::due(register, agreement, today);
        // One that was begun without a date is still to be brought to its end.
        let is_begun = agreement.state() == AgreementState::UnderReview;
        if (due.is_some() || is_begun) && is_in_force(standing, agreement, today) {
            see(Raw {
                waiting: with_somebody(agreement, today).filter(|_| is_begun),
                lead: review::lead_apart(register, agreement),
                ..line(DueKind::Review, agreement.id, due)
            });
        }
    }
}

/// An agreement whose text somebody has to sign. Nobody promised a day for it, so it is never overdue.
fn signatures(
    register: &Register,
    standing: &Successors<'_>,
    today: NaiveDate,
    see: &mut dyn FnMut(Raw),
) {
    for agreement in &register.agreements {
        let Some(waiting) = with_somebody(agreement, today) else {
            continue;
        };
        let state = standing.state_on(agreement, today);
        if state.is_some_and(|state| signing::is_out(register, agreement, state)) {
            see(Raw {
                waiting: Some(waiting),
                ..line(DueKind::Signature, agreement.id, None)
            });
        }
    }
}

/// Since when somebody has the text of an agreement, of several the first.
fn with_somebody(agreement: &Agreement, today: NaiveDate) -> Option<Waiting> {
    let mut holders = signing::holders(agreement, today).peekable();
    holders.peek()?;
    let since = holders.filter_map(|one| one.since);
    Some(Waiting::since(since.min_by_key(|since| since.first())))
}

/// An action that was agreed and is open. "Next meeting" is that meeting's day once it is fixed.
fn actions(desk: &Desk<'_>, see: &mut dyn FnMut(Raw)) {
    let (register, today) = (desk.register, desk.today);
    for action in register.actions.iter().filter(|one| one.is_open_on(today)) {
        if action.is_agreed_on(register, today) {
            let due = action.due_date(register);
            let ours = desk.secretariat(action.forum);
            let is_elsewhere = of_action(action, ours, today).next().is_some();
            let agreed = || action.meeting.and_then(|id| register.meetings.get(id));
            see(Raw {
                forum: Some(action.forum),
                waiting: is_elsewhere.then(|| Waiting::since(agreed().map(|one| one.on))),
                ..line(DueKind::Action, action.id, due)
            });
        }
    }
}

/// A duty with a number and a clock that has started, for each forum that keeps it. Whom to meet is a line of its own.
fn commitments(desk: &Desk<'_>, standing: &Successors<'_>, see: &mut dyn FnMut(Raw)) {
    let (register, today) = (desk.register, desk.today);
    for commitment in &register.commitments {
        match commitment.clock {
            Clock::None | Clock::Within(_) => continue,
            Clock::Every(_) | Clock::PerYear(_) | Clock::Before(_) => {}
        }
        if !duties::binds(register, standing, commitment.agreement, today) {
            continue;
        }
        for one in duties::standings(register, commitment, today, desk.holidays) {
            if one.due.is_some() {
                see(Raw {
                    forum: one.forum.or(commitment.forum),
                    keeper: one.forum,
                    ..line(DueKind::Commitment, commitment.id, one.due)
                });
            }
        }
    }
}

/// A new person in a post that a commitment names, until met. No entry is made of it.
fn contacts(
    register: &Register,
    standing: &Successors<'_>,
    today: NaiveDate,
    see: &mut dyn FnMut(Raw),
) {
    let is_waiting =
        |one: &&Contact| one.is_in_post(today) && one.met.is_none_or(|met| today < met);
    for contact in register.contacts.iter().filter(is_waiting) {
        let binding = register
            .commitments
            .iter()
            .filter(|one| duties::binds(register, standing, one.agreement, today));
        let due = binding
            .filter_map(|one| duties::meet_by(register, one, contact))
            .min();
        if due.is_some() {
            see(line(DueKind::Contact, contact.id, due));
        }
    }
}

/// An announcement to come that has a day. Source: CQC-ADASS protocol, ¶20-21.
fn embargoes(register: &Register, today: NaiveDate, see: &mut dyn FnMut(Raw)) {
    let coming = register.announcements.iter();
    for announcement in coming.filter(|one| !one.is_published_on(today)) {
        let due = announcement.due();
        if due.is_some() {
            see(line(DueKind::Embargo, announcement.id, due));
        }
    }
}

/// A draft that other parties are to have before it is published, under an agreement in force that promises notice.
fn drafts(desk: &Desk<'_>, standing: &Successors<'_>, see: &mut dyn FnMut(Raw)) {
    let (register, today) = (desk.register, desk.today);
    for announcement in &register.announcements {
        let due = announcing::share_by(register, announcement, today, desk.holidays);
        if due.is_some() && duties::binds(register, standing, announcement.agreement, today) {
            see(line(DueKind::Commitment, announcement.id, due));
        }
    }
}

/// Meetings that the cadence asks for: by count in the forum's year, or by gap from the last one held or fixed.
fn to_fix(
    register: &Register,
    forum: &Forum,
    today: NaiveDate,
    holidays: &BankHolidays,
    see: &mut dyn FnMut(Raw),
) {
    let due = match forum.cadence {
        Cadence::None => None,
        Cadence::PerYear { .. } => tally(register, forum, today)
            .filter(|tally| tally.to_fix > 0)
            .map(|tally| Date::day(tally.last_day)),
        Cadence::AtLeastEvery(interval) => gap_end(register, forum, interval, holidays),
    };
    if let Some(due) = due {
        see(of_forum(
            DueKind::ToFix,
            forum,
            forum.id,
            Some(due.with_sense(Sense::By)),
        ));
    }
}

/// How the forum stands in the year that holds a day. None for a forum without a count.
pub fn tally(register: &Register, forum: &Forum, today: NaiveDate) -> Option<Tally> {
    let Cadence::PerYear { count, starts } = forum.cadence else {
        return None;
    };
    let (first, last) = Cadence::year(starts, today);
    let in_year =
        |one: &&Meeting| one.is_fixed() && first <= one.on.last() && one.on.last() <= last;
    let all: Vec<&Meeting> = register.meetings.of(forum.id).filter(in_year).collect();
    let held = all
        .iter()
        .filter(|one| one.state_on(today) == MeetingState::Held)
        .count();
    let to_fix = usize::from(count).saturating_sub(all.len());
    Some(Tally {
        held,
        fixed: all.len() - held,
        to_fix,
        last_day: last,
    })
}

fn gap_end(
    register: &Register,
    forum: &Forum,
    interval: Interval,
    holidays: &BankHolidays,
) -> Option<Date> {
    let last = register
        .meetings
        .of(forum.id)
        .filter(|one| one.is_fixed())
        .map(|one| one.on.last())
        .max();
    let from = last.or_else(|| forum.starts.map(Date::first))?;
    Some(Date::day(interval.after(holidays, from)))
}

/// The next meeting, those after it, and those past their day that nobody has marked as held.
fn meetings(register: &Register, forum: &Forum, today: NaiveDate, see: &mut dyn FnMut(Raw)) {
    let next = forum::next_meeting(register, forum.id, today).map(|one| one.id);
    for meeting in register.meetings.of(forum.id) {
        if matches!(
            meeting.state_on(today),
            MeetingState::Planned | MeetingState::Confirmed
        ) {
            let is_next_meeting = next == Some(meeting.id);
            see(Raw {
                is_next_meeting,
                ..of_forum(DueKind::Meeting, forum, meeting.id, Some(meeting.on))
            });
        }
    }
}

/// The next day on which the chair passes on.
fn hand_over(forum: &Forum, today: NaiveDate, see: &mut dyn FnMut(Raw)) {
    if let Some(day) = forum.next_hand_over(today) {
        see(of_forum(
            DueKind::HandOver,
            forum,
            forum.id,
            Some(Date::day(day)),
        ));
    }
}

fn is_in_force(standing: &Successors<'_>, agreement: &Agreement, today: NaiveDate) -> bool {
    standing
        .state_on(agreement, today)
        .is_some_and(AgreementState::is_in_force)
}

pub(super) fn line(kind: DueKind, entry: impl Into<Entry>, due: Option<Date>) -> Raw {
    Raw {
        kind,
        entry: entry.into(),
        due,
        forum: None,
        keeper: None,
        is_next_meeting: false,
        lead: None,
        waiting: None,
    }
}

pub(super) fn of_forum(
    kind: DueKind,
    forum: &Forum,
    entry: impl Into<Entry>,
    due: Option<Date>,
) -> Raw {
    Raw {
        forum: Some(forum.id),
        ..line(kind, entry, due)
    }
}
