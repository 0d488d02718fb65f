//! Gaps of an agreement itself, and of its commitments.

use chrono::NaiveDate;

use super::{Desk, Gap, GapKind};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::calendar::plus_months;
use crate::domain::commitment::{Clock, Commitment};
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::life::duties;
use crate::domain::life::states::Successors;
use crate::domain::meeting::MeetingState;
use crate::domain::note;
use crate::domain::register::Register;

/// A proposal that has not moved for so long is a gap.
const STILL: i32 = 12;

/// Neither a date nor a clause; that the text foresees no review is an answer.
pub(super) fn review(desk: &mut Desk<'_>) {
    let one = desk.agreement;
    let is_said = one.review_due.is_some()
        || one.review_every.is_some()
        || !one.review_clause.is_empty()
        || !one.review_event.is_empty()
        || one.no_review;
    if !is_said {
        let sentence = "No review date, and no clause that says when it is reviewed.";
        desk.push(GapKind::Review, one.id, sentence);
    }
}

/// Neither signed, nor in force, nor published on any day.
pub(super) fn date(desk: &mut Desk<'_>) {
    let one = desk.agreement;
    let is_dated = one.stands_from(desk.register).is_some()
        || one.states.iter().any(|one| one.since.is_some());
    if !is_dated {
        let sentence = "No date at all: not when it was signed, came into force or was published.";
        desk.push(GapKind::Date, one.id, sentence);
    }
}

/// Nothing is known to have come of it for a year.
pub(super) fn movement(desk: &mut Desk<'_>, state: AgreementState) {
    let moved = last_moved(desk.register, desk.agreement, desk.today);
    let sentence = match moved {
        Some(on) if desk.today <= plus_months(on.last(), STILL) => return,
        Some(on) => format!("{}, and nothing is noted since {on}.", capital(state)),
        None => format!("{}, and nobody has noted since when.", capital(state)),
    };
    desk.push(GapKind::Movement, desk.agreement.id, sentence);
}

/// The last thing known of a proposal: a state, a signature, a note, that somebody was sent it or asked about it, or that
/// a meeting talked about it.
fn last_moved(register: &Register, one: &Agreement, today: NaiveDate) -> Option<Date> {
    let states = one.states.iter().filter_map(|state| state.since);
    let holders = one.waiting_for.iter().filter_map(|holder| holder.since);
    let notes = note::about(register, one.id.into()).filter_map(|note| note.on);
    let sendings = register.sendings.iter();
    let sendings = sendings.filter(|sending| sending.about == one.id.into());
    let sendings = sendings.map(|sending| Date::day(sending.on));
    let items = register.items.iter();
    let items = items.filter(|item| item.agreement == Some(one.id));
    let meetings = items.filter_map(|item| register.meetings.get(item.meeting));
    let held = meetings.filter(|meeting| meeting.state_on(today) == MeetingState::Held);
    let all = states
        .chain(holders)
        .chain(notes)
        .chain(sendings)
        .chain(held.map(|meeting| meeting.on))
        .chain(one.stands_from(register));
    all.filter(|on| on.first() <= today)
        .max_by_key(|on| on.last())
}

/// Commitments with a number that bind, of which nothing shows that they were ever met: each forum that keeps one for
/// itself.
pub(super) fn evidence(
    register: &Register,
    standing: &Successors<'_>,
    today: NaiveDate,
    all: &mut Vec<Gap>,
) {
    let numbered = register.commitments.iter().filter(|one| has_number(one));
    for one in numbered.filter(|one| duties::binds(register, standing, one.agreement, today)) {
        let keepers = one.keepers();
        let whole = keepers.is_empty().then_some(None);
        for forum in keepers.into_iter().map(Some).chain(whole) {
            if duties::standing(register, one, forum, today).last.is_none() {
                all.push(Gap {
                    kind: GapKind::Evidence,
                    entry: one.id.into(),
                    agreement: one.agreement,
                    sentence: never(register, forum, &one.rule),
                });
            }
        }
    }
}

/// "Nothing shows that the Anyshire meeting ever met it: …".
fn never(register: &Register, forum: Option<Id<Forum>>, rule: &str) -> String {
    match forum.and_then(|id| register.forums.get(id)) {
        Some(forum) => format!("Nothing shows that {} ever met it: {rule}.", forum.short()),
        None => format!("Nothing shows that it was ever met: {rule}."),
    }
}

/// What waits for a trigger need never have been met.
fn has_number(one: &Commitment) -> bool {
    match one.clock {
        Clock::Every(_) | Clock::PerYear(_) => true,
        Clock::None | Clock::Within(_) | Clock::Before(_) => false,
    }
}

/// "In development".
fn capital(state: AgreementState) -> String {
    crate::domain::field::label(&state.to_string())
}
