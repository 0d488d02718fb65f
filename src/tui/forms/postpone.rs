//! Moving a meeting to another date, or until there is one.

use super::Purpose;
use crate::domain::cycle::states;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// None if the meeting is gone.
pub(super) fn form(register: &Register, id: Id<Meeting>) -> Option<Form> {
    let meeting = register.meetings.get(id)?;
    let to = Field::date("to", "New date", "");
    let fields = vec![to.hint("30 Sep 2021, next friday, Oct 2021. Empty: it waits for a date.")];
    Some(Form::new(
        Purpose::Postpone(id),
        "Postpone the meeting",
        &meeting.title(register),
        fields,
    ))
}

pub(super) fn submit(id: Id<Meeting>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let to = filled.date("to")?;
    Ok(Effect::Commit(Box::new(move |register| {
        states::postpone(register, id, to)
    })))
}
