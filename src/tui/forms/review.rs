//! Recording a review of an agreement.

use super::Purpose;
use super::close::words;
use crate::domain::agreement::Agreement;
use crate::domain::cycle::outcome;
use crate::domain::date::Date;
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::life::review::{self, Next, Reckoning, RecordOptions, checklist};
use crate::domain::named::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::domain::review::{ReviewCheck, ReviewOutcome};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};

/// None if the agreement is gone.
pub(super) fn form(context: &Context<'_>, id: Id<Agreement>) -> Option<Form> {
    made(Purpose::Review(id), context, id, "today", "")
}

/// The same at the item of a meeting: on its day, by its forum. None if the item is gone, or is no review.
pub(super) fn form_at(context: &Context<'_>, item: Id<Item>) -> Option<Form> {
    let register = context.register();
    let agreement = register.items.get(item)?.agreement?;
    let (by, on) = outcome::by_and_on(register, item, context.today());
    let on = Date::day(on).to_string();
    made(Purpose::ReviewAt(item), context, agreement, &on, &by)
}

fn made(
    purpose: Purpose,
    context: &Context<'_>,
    id: Id<Agreement>,
    on: &str,
    by: &str,
) -> Option<Form> {
    let register = context.register();
    let agreement = register.agreements.get(id)?;
    let is_reckoned = review::offer(agreement, register, Date::day(context.today())).is_some();
    let mut fields = vec![
        Field::date("on", "When", on)
            .required()
            .hint("When it was done: today, 30 Sep 2021, or only March 2020."),
        Field::choice("outcome", "Outcome", words::<ReviewOutcome>())
            .hint("Left and Right choose."),
    ];
    fields.extend(next(id, is_reckoned));
    fields.extend([
        Field::text("by", "By", by)
            .required()
            .hint("Who reviewed it: a person, a post or a body."),
        Field::text("note", "Note", "").hint("What was looked at, what was found. May be empty."),
        Field::text("replaced_by", "Replaced by", "")
            .hint("Where it is replaced: number, reference or title of the agreement that takes its place."),
    ]);
    fields.extend(checks(id));
    let contacts = checklist::contacts_at_leads(register, id, context.today());
    if !contacts.is_empty() {
        fields.push(confirm(id));
    }
    let title = "Record a review";
    Some(Form::new(purpose, title, &agreement.title, fields))
}

/// From which day the next review is reckoned, with both dates beside it, and a date in its place; the date alone where
/// there is no interval.
fn next(id: Id<Agreement>, is_reckoned: bool) -> Vec<Field> {
    if !is_reckoned {
        let date = Field::date("next", "Next review", "");
        return vec![date.reckoned(move |filled| offered(filled, id))];
    }
    vec![
        Field::choice("reckoned", "Next review", words::<Reckoning>())
            .reckoned(move |filled| offered(filled, id)),
        Field::date("next", "Or next on", "")
            .hint("Where the text says another date; after amended what the new text says."),
    ]
}

/// A field for each point of the checklist, with what the register knows of it beside it.
fn checks(id: Id<Agreement>) -> [Field; 4] {
    let labelled = [
        (ReviewCheck::Meetings, "Meetings"),
        (ReviewCheck::Contacts, "Contacts"),
        (ReviewCheck::References, "References"),
        (ReviewCheck::Commitments, "Commitments"),
    ];
    labelled.map(|(point, label)| {
        let field = Field::text(checklist::question(point), label, "");
        let field = match point {
            ReviewCheck::Meetings => field.under("Checklist: what was found, as far as looked at"),
            ReviewCheck::Contacts | ReviewCheck::References | ReviewCheck::Commitments => field,
        };
        field.reckoned(move |filled| {
            let agreement = filled.register.agreements.get(id);
            agreement.map_or_else(String::new, |one| {
                checklist::facts(filled.register, one, point, filled.today)
            })
        })
    })
}

fn confirm(id: Id<Agreement>) -> Field {
    let answers = ["no", "yes"].map(str::to_owned).to_vec();
    Field::choice("confirm", "Confirm them", answers).reckoned(move |filled| {
        let contacts = checklist::contacts_at_leads(filled.register, id, filled.today);
        let names = checklist::names(filled.register, &contacts);
        format!("Yes keeps that they were found in post: {names}.")
    })
}

pub(super) fn submit(id: Id<Agreement>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let options = options(id, filled)?;
    Ok(Effect::Commit(Box::new(move |register| {
        review::record(register, id, &options)
    })))
}

pub(super) fn submit_at(item: Id<Item>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let agreement = filled.register.items.get(item);
    let agreement = agreement.and_then(|one| one.agreement);
    let agreement = agreement
        .ok_or_else(|| Refusal::state("The item is not the review of an agreement any more."))?;
    let options = options(agreement, filled)?;
    Ok(Effect::Commit(Box::new(move |register| {
        outcome::record_at(register, item, &options)
    })))
}

fn options(id: Id<Agreement>, filled: &Filled<'_>) -> Result<RecordOptions, Refusal> {
    let reckoned = filled
        .text("reckoned")
        .parse()
        .unwrap_or(Reckoning::Intended);
    let confirmed = if filled.text("confirm") == "yes" {
        checklist::contacts_at_leads(filled.register, id, filled.today)
    } else {
        Vec::new()
    };
    Ok(RecordOptions {
        by: filled.text("by").to_owned(),
        next: Next::of(reckoned, filled.date("next")?),
        replaced_by: replaced_by(filled)?,
        note: filled.text("note").to_owned(),
        checks: checklist::checked(|point| filled.text(checklist::question(point))),
        confirmed,
        ..RecordOptions::new(filled.today, on(filled)?, filled.text("outcome").parse()?)
    })
}

fn on(filled: &Filled<'_>) -> Result<Date, Refusal> {
    let missing = || Refusal::invalid("on", "When is required.");
    filled.date("on")?.ok_or_else(missing)
}

fn replaced_by(filled: &Filled<'_>) -> Result<Option<Id<Agreement>>, Refusal> {
    let text = filled.text("replaced_by");
    if text.is_empty() {
        return Ok(None);
    }
    let entry = named(filled.register, Kind::Agreement, text);
    let about = |refusal| Refusal {
        field: Some("replaced_by"),
        ..refusal
    };
    entry.map(Entry::id).map_err(about)
}

/// Both dates that can be reckoned, or what holds instead after the outcome chosen.
fn offered(filled: &Filled<'_>, id: Id<Agreement>) -> String {
    let outcome = filled.text("outcome").parse::<ReviewOutcome>().ok();
    let on = on(filled).unwrap_or_else(|_| Date::day(filled.today));
    let agreement = filled.register.agreements.get(id);
    agreement.map_or_else(String::new, |one| {
        review::next_words(one, filled.register, outcome, on)
    })
}
