//! What was agreed at a meeting, in one line.

use super::Purpose;
use crate::domain::cycle::{one_line, sitting};
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::register::{Register, Row};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// None if the meeting is gone.
pub(super) fn form(register: &Register, id: Id<Meeting>, at: Option<Id<Item>>) -> Option<Form> {
    let meeting = register.meetings.get(id)?;
    let about = match at.and_then(|id| register.items.get(id)) {
        Some(item) => item.title.clone(),
        None => meeting.title(register),
    };
    let line = Field::text("text", "Action", "").required();
    let line = line.reckoned(move |filled| understood(filled, id));
    let purpose = Purpose::Agree(id, at);
    Some(Form::new(purpose, "Add an action", &about, vec![line]))
}

pub(super) fn submit(id: Id<Meeting>, at: Option<Id<Item>>, filled: &Filled<'_>) -> Effect {
    let (line, today) = (filled.text("text").to_owned(), filled.today);
    Effect::Commit(Box::new(move |register| {
        sitting::agree(register, id, at, &line, today)
    }))
}

/// What the line says so far.
fn understood(filled: &Filled<'_>, id: Id<Meeting>) -> String {
    let help = "Owner, [post], what, by when: CQC share the draft by 3 April. Or forum members.";
    let register = filled.register;
    let read = register
        .meetings
        .get(id)
        .map(|meeting| (meeting, filled.text("text")))
        .and_then(|(meeting, typed)| {
            let line = one_line::read(register, meeting, typed, filled.today).ok()?;
            Some(format!(
                "= {}. {}",
                line.words(register, meeting),
                line.text
            ))
        });
    read.unwrap_or_else(|| help.to_owned())
}
