//! Saying how far a text has come.

use super::Purpose;
use super::close::words;
use crate::domain::cycle::steps::{self, name};
use crate::domain::field::label;
use crate::domain::id::Id;
use crate::domain::issued_text::{TextKind, TextState};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;
use crate::tui::widgets::Text;

/// None if the meeting is gone.
pub(super) fn form(register: &Register, id: Id<Meeting>, what: TextKind) -> Option<Form> {
    let meeting = register.meetings.get(id)?;
    let name = label(name(register, meeting, what));
    let mut states = words::<TextState>();
    // What comes after a draft stands first.
    states.rotate_left(1);
    let fields = vec![
        Field::choice("state", "Step", states)
            .hint("Left and Right choose. Nothing forces an order: going back is a step more."),
        Field::date("on", "Day", "today")
            .required()
            .hint("The day of the step: today, 30 Sep 2021, 30/9/2021."),
    ];
    Some(Form::new(
        Purpose::Step(id, what),
        Text::line(&format!("Step of the {}", name.to_lowercase())),
        &meeting.title(register),
        fields,
    ))
}

pub(super) fn submit(
    id: Id<Meeting>,
    what: TextKind,
    filled: &Filled<'_>,
) -> Result<Effect, Refusal> {
    let state: TextState = filled.text("state").parse()?;
    let on = filled.day("on")?;
    Ok(Effect::Commit(Box::new(move |register| {
        steps::step(register, id, what, state, on)
    })))
}
