//! What is owed for a meeting: papers, returns, texts that are with somebody else, and what is offered for the next one.
//!
//! Each thing owed has a line of its own; until it is known who owes what, the meeting has one for all of it.

use chrono::NaiveDate;

use super::rules::{line, of_forum};
use super::waiting::{Desk, Waiting, other, secretariat};
use super::{DueKind, Raw};
use crate::domain::calendar::{BankHolidays, Interval};
use crate::domain::date::Date;
use crate::domain::field::label;
use crate::domain::forum::{self, Forum, RecordRule};
use crate::domain::id::Id;
use crate::domain::issued_text::{TextKind, TextState, TextStep};
use crate::domain::item::{Item, PaperState};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::returns::Return;
use crate::domain::words::Word;

/// A text of a meeting that is with somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOut {
    pub what: TextKind,
    /// With the Chair for clearance; else a record that another body keeps.
    pub is_with_chair: bool,
    /// Who has it; none where nobody is known to be in the chair.
    pub whom: Option<Id<Organisation>>,
    since: Option<Date>,
}

impl TextOut {
    /// "Agenda", "Action note": as the forum calls it.
    pub fn name(self, forum: &Forum) -> String {
        match self.what {
            TextKind::Agenda => "Agenda".to_owned(),
            TextKind::Record => label(forum.record_kind.word()),
        }
    }
}

/// The text of a meeting that is with somebody else on a day.
pub fn text_out(register: &Register, meeting: &Meeting, today: NaiveDate) -> Option<TextOut> {
    let ours = secretariat(register, meeting.forum, today);
    text(register, meeting, ours, today)
}

/// All that is owed for the meetings of a forum.
pub(super) fn lines(desk: &Desk<'_>, forum: &Forum, see: &mut dyn FnMut(Raw)) {
    let ours = desk.secretariat(forum.id);
    for meeting in desk.register.meetings.of(forum.id) {
        if meeting.is_coming(desk.today) {
            papers(desk, forum, meeting, see);
            returns(desk, forum, meeting, see);
        }
        if let Some(text) = text(desk.register, meeting, ours, desk.today) {
            let due = match text.what {
                TextKind::Agenda => Some(owed_by(meeting, forum.papers_lead, desk.holidays)),
                // Nobody promised a day for it.
                TextKind::Record => None,
            };
            see(Raw {
                waiting: text.whom.map(|_| Waiting::since(text.since)),
                ..of_forum(DueKind::Text, forum, meeting.id, due)
            });
        }
    }
    offers(desk, forum, see);
}

/// A line for each paper that is to come; one for the meeting while none of its items has a paper.
fn papers(desk: &Desk<'_>, forum: &Forum, meeting: &Meeting, see: &mut dyn FnMut(Raw)) {
    let ours = desk.secretariat(forum.id);
    let mut is_any_expected = false;
    for item in desk.register.items.of(meeting.id) {
        if is_expected(item, desk.today) {
            is_any_expected = true;
            let due = owed_by(meeting, forum.papers_lead, desk.holidays);
            see(Raw {
                waiting: other(item.copy.from, ours).map(|_| Waiting::default()),
                ..of_forum(DueKind::Papers, forum, item.id, Some(due))
            });
        }
    }
    let is_owed = !is_any_expected && !has_papers(desk.register, meeting.id);
    if is_owed && forum.papers_lead.is_some() && meeting.on.as_day().is_some() {
        let due = owed_by(meeting, forum.papers_lead, desk.holidays);
        see(of_forum(DueKind::Papers, forum, meeting.id, Some(due)));
    }
}

/// True while a paper is to come: expected, or late and not here yet.
fn is_expected(item: &Item, today: NaiveDate) -> bool {
    match item.paper_state {
        PaperState::Expected => true,
        PaperState::Late => item.copy.on.is_none_or(|on| today < on.first()),
        PaperState::Received => item.copy.on.is_some_and(|on| today < on.first()),
        PaperState::None | PaperState::Tabled | PaperState::Verbal => false,
    }
}

/// True once a paper has come, in time or late.
fn has_papers(register: &Register, meeting: Id<Meeting>) -> bool {
    let mut items = register.items.of(meeting);
    items.any(|item| matches!(item.paper_state, PaperState::Received | PaperState::Late))
}

/// A line for each return that is to come; one for the meeting until they are asked for.
fn returns(desk: &Desk<'_>, forum: &Forum, meeting: &Meeting, see: &mut dyn FnMut(Raw)) {
    let ours = desk.secretariat(forum.id);
    let due = || Some(owed_by(meeting, forum.returns_lead, desk.holidays));
    let mut is_any_asked = false;
    for one in desk.register.returns.of(meeting.id) {
        is_any_asked = true;
        if is_outstanding(one, ours, desk.today) {
            see(Raw {
                waiting: other(Some(one.organisation), ours).map(|_| Waiting::since(one.asked)),
                ..of_forum(DueKind::Returns, forum, one.id, due())
            });
        }
    }
    if !is_any_asked && forum.returns_lead.is_some() && meeting.on.as_day().is_some() {
        see(of_forum(DueKind::Returns, forum, meeting.id, due()));
    }
}

/// Another body's until it is received, ours until it is sent to the others.
fn is_outstanding(one: &Return, ours: Option<Id<Organisation>>, today: NaiveDate) -> bool {
    let is_ours = Some(one.organisation) == ours;
    let settled = if is_ours { one.sent } else { one.received };
    settled.is_none_or(|on| today < on.first())
}

/// What is offered or parked for the forum's next meeting.
fn offers(desk: &Desk<'_>, forum: &Forum, see: &mut dyn FnMut(Raw)) {
    let mut open = desk.register.offers.of(forum.id);
    let Some(first) = open.find(|one| one.is_open()) else {
        return;
    };
    let Some(next) = forum::next_meeting(desk.register, forum.id, desk.today) else {
        return;
    };
    let all = std::iter::once(first).chain(open);
    for offer in all.filter(|one| one.is_open() && one.meeting == Some(next.id)) {
        see(Raw {
            forum: Some(forum.id),
            ..line(DueKind::Offer, offer.id, Some(next.on))
        });
    }
}

/// Of a meeting to come its agenda, of one held its record.
// How far a text has come is read from its steps here; what makes a step is elsewhere.
fn text(
    register: &Register,
    meeting: &Meeting,
    ours: Option<Id<Organisation>>,
    today: NaiveDate,
) -> Option<TextOut> {
    let (what, steps) = match meeting.state_on(today) {
        MeetingState::Planned | MeetingState::Confirmed => {
            (TextKind::Agenda, &meeting.agenda_steps)
        }
        MeetingState::Held => (TextKind::Record, &meeting.record_steps),
        MeetingState::Postponed | MeetingState::Cancelled => return None,
    };
    let step = step_on(steps, today);
    if let Some(step) = step.filter(|step| step.state == TextState::WithChair) {
        return Some(TextOut {
            what,
            is_with_chair: true,
            whom: meeting.chaired_by(register),
            since: step.on,
        });
    }
    let is_out = step.is_some_and(|step| step.state >= TextState::Circulated);
    let is_known = !meeting.record_link.is_empty() || !meeting.record.is_empty();
    if what == TextKind::Agenda || is_out || is_known {
        return None;
    }
    let whom = other(record_taker(register, meeting), ours)?;
    Some(TextOut {
        what,
        is_with_chair: false,
        whom: Some(whom),
        since: Some(meeting.on),
    })
}

/// The step that a text had reached on a day.
fn step_on(steps: &[TextStep], today: NaiveDate) -> Option<&TextStep> {
    let mut steps = steps.iter().rev();
    steps.find(|step| step.on.is_none_or(|on| on.first() <= today))
}

/// Who may take the record beside the Secretariat: the one named, else the Chair's organisation where the rule says so.
// Not `Meeting::record_taken_by`: a Secretariat that has passed its role on since does not owe its records.
fn record_taker(register: &Register, meeting: &Meeting) -> Option<Id<Organisation>> {
    let forum = register.forums.get(meeting.forum)?;
    meeting.record_by.or_else(|| match forum.record_rule {
        RecordRule::Secretariat => None,
        RecordRule::ChairsOrganisation => meeting.chaired_by(register),
    })
}

/// The day on which something is owed: so long before the meeting; its own day where the forum says no more or the day is not fixed.
pub fn owed_by(meeting: &Meeting, lead: Option<Interval>, holidays: &BankHolidays) -> Date {
    match (lead, meeting.on.as_day()) {
        (Some(lead), Some(day)) => Date::day(lead.before(holidays, day)),
        (Some(_) | None, Some(_) | None) => meeting.on,
    }
}
