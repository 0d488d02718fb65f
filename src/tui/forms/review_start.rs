//! Starting the review of an agreement, and putting right a review date that was written wrongly.

use super::Purpose;
use crate::domain::agreement::Agreement;
use crate::domain::id::Id;
use crate::domain::life::review::{self, CorrectOptions, StartOptions};
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};

/// With the partners in it, who are asked as a rule. None if the agreement is gone.
pub(super) fn form(context: &Context<'_>, id: Id<Agreement>) -> Option<Form> {
    let (register, today) = (context.register(), context.today());
    let agreement = register.agreements.get(id)?;
    let partners = review::partners(register, id, today);
    let fields = vec![
        Field::date("on", "When", "today")
            .required()
            .hint("When it began, or they were asked: today, 1 July 2021, or only July 2021."),
        Field::offered("with", "With", &names(register, &partners))
            .reckoned(move |filled| whom_to_ask(filled, id)),
    ];
    let title = "Start a review";
    let purpose = Purpose::StartReview(id);
    Some(Form::new(purpose, title, &agreement.title, fields))
}

/// With the date that stands. None if the agreement is gone.
pub(super) fn form_of_date(register: &Register, id: Id<Agreement>) -> Option<Form> {
    let agreement = register.agreements.get(id)?;
    let due = agreement.review_due.map(|due| due.to_string());
    let fields = vec![
        Field::date("due", "Review due", &due.unwrap_or_default())
            .hint("As the text has it: by September 2027. Empty if it names no date."),
        Field::text("why", "Why", "")
            .required()
            .hint("What was written wrongly. It stays as a note of today."),
    ];
    let title = "Put the review date right";
    let purpose = Purpose::CorrectReview(id);
    Some(Form::new(purpose, title, &agreement.title, fields))
}

pub(super) fn submit(id: Id<Agreement>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let missing = || Refusal::invalid("on", "When is required.");
    let options = StartOptions {
        today: filled.today,
        on: filled.date("on")?.ok_or_else(missing)?,
        with: bodies(filled)?,
    };
    Ok(Effect::Commit(Box::new(move |register| {
        review::start(register, id, &options)
    })))
}

pub(super) fn submit_date(id: Id<Agreement>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let options = CorrectOptions {
        today: filled.today,
        due: filled.date("due")?,
        why: filled.text("why").to_owned(),
    };
    Ok(Effect::Commit(Box::new(move |register| {
        review::correct(register, id, &options)
    })))
}

/// The lead posts of the parties, with who is in them.
fn whom_to_ask(filled: &Filled<'_>, id: Id<Agreement>) -> String {
    let (register, today) = (filled.register, filled.today);
    let leads = review::leads(register, id, today);
    let leads: Vec<String> = leads.iter().map(|one| one.words(register)).collect();
    if leads.is_empty() {
        "Who has the text for it: short names with commas between; empty for nobody.".to_owned()
    } else {
        format!(
            "Who has the text, with commas between. {}.",
            leads.join("; ")
        )
    }
}

fn bodies(filled: &Filled<'_>) -> Result<Vec<Id<Organisation>>, Refusal> {
    let names = filled.text("with").split(',').map(str::trim);
    let about = |refusal| Refusal {
        field: Some("with"),
        ..refusal
    };
    let body = |name: &str| {
        let entry = named(filled.register, Kind::Organisation, name).map_err(about)?;
        Ok(entry.id().expect("it was asked of that kind"))
    };
    names.filter(|name| !name.is_empty()).map(body).collect()
}

fn names(register: &Register, bodies: &[Id<Organisation>]) -> String {
    let bodies = bodies.iter();
    let names = bodies.filter_map(|id| register.organisations.get(*id).map(Organisation::short));
    names.collect::<Vec<_>>().join(", ")
}
