//! A record that another body keeps: from whom it is awaited, and that it came.

use chrono::NaiveDate;

use super::{found, refuse_to_come};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::forum::holder;
use crate::domain::id::Id;
use crate::domain::issued_text::{TextState, TextStep};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};

/// Who keeps the record of a held meeting and owes it still: a body that is not the Secretariat's own.
///
/// Where the forum has no Secretariat, the Secretariat of another forum in the register is ours.
/// Source: CQC-ADASS protocol, ¶29.
pub fn record_awaited_from(
    register: &Register,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<Id<Organisation>> {
    let taker = kept_by_another(register, meeting)?;
    let is_held = meeting.state_on(today) == MeetingState::Held;
    (is_held && !is_received(meeting)).then_some(taker)
}

/// The body that keeps the record, where that is not the Secretariat's own.
pub fn kept_by_another(register: &Register, meeting: &Meeting) -> Option<Id<Organisation>> {
    let taker = meeting.record_taken_by(register)?;
    let day = meeting.on.last();
    let secretariat = |forum| holder(register, forum, Role::Secretariat, day);
    let is_ours = match secretariat(meeting.forum) {
        Some(ours) => taker == ours,
        None => register
            .forums
            .iter()
            .any(|forum| secretariat(forum.id) == Some(taker)),
    };
    (!is_ours).then_some(taker)
}

fn is_received(meeting: &Meeting) -> bool {
    let is_out = |step: &TextStep| match step.state {
        TextState::Circulated | TextState::Agreed | TextState::Published => true,
        TextState::Draft | TextState::WithChair | TextState::Cleared => false,
    };
    !meeting.record_link.is_empty() || meeting.record_steps.iter().any(is_out)
}

/// Notes that the record has come which another body keeps, and where it lies.
///
/// Refuses our own record, one that came already, and a day to come or before the meeting.
pub fn receive(
    register: &Register,
    meeting: Id<Meeting>,
    link: &str,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let sitting = found(register, meeting)?;
    let title = sitting.title(register);
    if kept_by_another(register, sitting).is_none() {
        return Err(Refusal::state(format!(
            "The record of {title} is the Secretariat's own; it is issued, not received."
        )));
    }
    if is_received(sitting) {
        return Err(Refusal::state(format!(
            "The record of {title} has come already."
        )));
    }
    refuse_to_come(on, today)?;
    if on < sitting.on.first() {
        let sentence = format!("The meeting was on {}; its record came later.", sitting.on);
        return Err(Refusal::invalid("on", sentence));
    }
    let mut after = sitting.clone();
    link.trim().clone_into(&mut after.record_link);
    after.record_steps.push(TextStep {
        state: TextState::Circulated,
        on: Some(Date::day(on)),
    });
    Ok(Change::new(format!("Received the record of {title}")).update(sitting, after))
}
