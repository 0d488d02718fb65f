//! Recording a review of an agreement.

use super::Purpose;
use super::close::words;
use crate::domain::agreement::Agreement;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::review::{self, RecordOptions, ReviewOutcome};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// None if the agreement is gone.
pub(super) fn form(register: &Register, id: Id<Agreement>) -> Option<Form> {
    let agreement = register.agreements.get(id)?;
    let fields = vec![
        Field::date("on", "When", "today")
            .required()
            .hint("The day it was done: today, 30 Sep 2021, 30/9/2021."),
        Field::choice("outcome", "Outcome", words::<ReviewOutcome>())
            .hint("Left and Right choose."),
        Field::date("next", "Next review", "").reckoned(move |filled| offered(filled, id)),
        Field::text("by", "By", "")
            .required()
            .hint("Who reviewed it: a person, a post or a body."),
        Field::text("note", "Note", "").hint("What was looked at, what was found. May be empty."),
    ];
    let title = "Record a review";
    Some(Form::new(
        Purpose::Review(id),
        title,
        &agreement.title,
        fields,
    ))
}

pub(super) fn submit(id: Id<Agreement>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let options = RecordOptions {
        today: filled.today,
        on: filled.day("on")?,
        outcome: filled.text("outcome").parse()?,
        by: filled.text("by").to_owned(),
        next: filled.date("next")?,
        note: filled.text("note").to_owned(),
        item: None,
    };
    Ok(Effect::Commit(Box::new(move |register| {
        review::record(register, id, &options)
    })))
}

/// What an empty "next review" will mean, and the other date that can be reckoned.
fn offered(filled: &Filled<'_>, id: Id<Agreement>) -> String {
    let outcome = filled.text("outcome").parse::<ReviewOutcome>().ok();
    let on = filled.day("on").unwrap_or(filled.today);
    let agreement = filled.register.agreements.get(id);
    agreement.map_or_else(String::new, |one| {
        review::next_words(one, filled.register, outcome, on)
    })
}
