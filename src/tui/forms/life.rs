//! A step of an agreement's life: the questions are those of `domain::form::life`.

use super::Purpose;
use crate::domain::agreement::Agreement;
use crate::domain::form::{Answer, Answers, Reader, life};
use crate::domain::id::Id;
use crate::domain::life::next::Step;
use crate::domain::register::Register;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// None if the agreement is gone.
pub(super) fn form(register: &Register, step: Step, id: Id<Agreement>) -> Option<Form> {
    let agreement = register.agreements.get(id)?;
    let fields = life::asks(step).iter().map(|ask| {
        let choices = life::choices(register, id, step, ask.name);
        if !choices.is_empty() {
            return Field::choice(ask.name, ask.label, choices).hint(ask.help);
        }
        let is_day = ask.name == "on" && ask.is_required;
        let first = if is_day { "today" } else { "" };
        if is_day {
            return Field::date(ask.name, ask.label, first)
                .required()
                .hint(ask.help);
        }
        Field::asking(ask, &Answer::Text(first.to_owned()))
    });
    Some(Form::new(
        Purpose::Life(step, id),
        life::title(step),
        &agreement.title,
        fields.collect(),
    ))
}

pub(super) fn submit(step: Step, id: Id<Agreement>, filled: &Filled<'_>) -> Effect {
    let mut answers = Answers::default();
    for ask in life::asks(step) {
        answers.set_text(ask.name, filled.text(ask.name));
    }
    let today = filled.today;
    Effect::Commit(Box::new(move |register| {
        life::change(id, step, &answers, &Reader { register, today })
    }))
}
