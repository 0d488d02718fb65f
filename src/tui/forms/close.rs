//! Saying that actions are done.

use super::Purpose;
use crate::domain::action::{self, Action, ActionOutcome, CloseOptions};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::words::Word;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;
use crate::tui::widgets::Text;

pub(super) fn form(register: &Register, ids: &[Id<Action>]) -> Form {
    let first = ids.first().and_then(|id| register.actions.get(*id));
    let (title, about) = match (first, ids.len()) {
        (Some(one), 1) => (
            format!("Close action {}", action::forum_number(register, one)),
            one.text.clone(),
        ),
        (_, count) => (format!("Close {count} actions"), String::new()),
    };
    let fields = vec![
        Field::date("on", "Day", "today")
            .required()
            .hint("The day it was done: today, 30 Sep 2021, 30/9/2021."),
        Field::choice("outcome", "Outcome", words::<ActionOutcome>())
            .hint("Left and Right choose: done, overtaken by events, or withdrawn."),
        Field::text("note", "Note", "").hint("Added to its progress with the day. May be empty."),
    ];
    Form::new(
        Purpose::Close(ids.to_vec()),
        Text::line(&title),
        &about,
        fields,
    )
}

pub(super) fn submit(ids: &[Id<Action>], filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let note = filled.text("note");
    let options = CloseOptions {
        today: filled.today,
        on: filled.day("on")?,
        outcome: filled.text("outcome").parse()?,
        note: (!note.is_empty()).then(|| note.to_owned()),
    };
    let ids = ids.to_vec();
    Ok(Effect::Commit(Box::new(move |register| {
        action::close(register, &ids, &options)
    })))
}

pub(super) fn words<W: Word>() -> Vec<String> {
    W::ALL.iter().map(|one| one.word().to_owned()).collect()
}
