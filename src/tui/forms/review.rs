//! Recording a review of an agreement.

use super::Purpose;
use super::close::words;
use crate::domain::agreement::Agreement;
use crate::domain::cycle::outcome;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::life::review::{self, RecordOptions};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::review::ReviewOutcome;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};

/// None if the agreement is gone.
pub(super) fn form(register: &Register, id: Id<Agreement>) -> Option<Form> {
    made(Purpose::Review(id), register, id, "today", "")
}

/// The same at the item of a meeting: on its day, by its forum. None if the item is gone, or is no review.
pub(super) fn form_at(context: &Context<'_>, item: Id<Item>) -> Option<Form> {
    let register = context.register();
    let agreement = register.items.get(item)?.agreement?;
    let (by, on) = outcome::by_and_on(register, item, context.today());
    let on = Date::day(on).to_string();
    made(Purpose::ReviewAt(item), register, agreement, &on, &by)
}

fn made(
    purpose: Purpose,
    register: &Register,
    id: Id<Agreement>,
    on: &str,
    by: &str,
) -> Option<Form> {
    let agreement = register.agreements.get(id)?;
    let fields = vec![
        Field::date("on", "When", on)
            .required()
            .hint("The day it was done: today, 30 Sep 2021, 30/9/2021."),
        Field::choice("outcome", "Outcome", words::<ReviewOutcome>())
            .hint("Left and Right choose."),
        Field::date("next", "Next review", "").reckoned(move |filled| offered(filled, id)),
        Field::text("by", "By", by)
            .required()
            .hint("Who reviewed it: a person, a post or a body."),
        Field::text("note", "Note", "").hint("What was looked at, what was found. May be empty."),
    ];
    let title = "Record a review";
    Some(Form::new(purpose, title, &agreement.title, fields))
}

pub(super) fn submit(id: Id<Agreement>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let options = options(filled)?;
    Ok(Effect::Commit(Box::new(move |register| {
        review::record(register, id, &options)
    })))
}

pub(super) fn submit_at(item: Id<Item>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let options = options(filled)?;
    Ok(Effect::Commit(Box::new(move |register| {
        outcome::record_at(register, item, &options)
    })))
}

fn options(filled: &Filled<'_>) -> Result<RecordOptions, Refusal> {
    Ok(RecordOptions {
        today: filled.today,
        on: filled.day("on")?,
        outcome: filled.text("outcome").parse()?,
        by: filled.text("by").to_owned(),
        next: filled.date("next")?,
        note: filled.text("note").to_owned(),
        item: None,
        checks: Vec::new(),
    })
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
