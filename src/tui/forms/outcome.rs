//! What came of an item, in the words of the record.

use super::{Purpose, ask};
use crate::domain::cycle::sitting;
use crate::domain::form::{self, Answer, Answers};
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};

const NAME: &str = "outcome";

/// With what is noted already.
pub(in crate::tui) fn note(context: &Context<'_>, id: Id<Item>) -> Effect {
    let base = form::part(context.register(), id.into());
    let answers = form::of(Kind::Item).written(&base, id.number());
    let form = answers.and_then(|answers| form(id, &answers, &base));
    form.map_or(Effect::None, ask)
}

/// None if the item is gone.
pub(super) fn form(id: Id<Item>, first: &Answers, base: &Register) -> Option<Form> {
    let item = base.items.get(id)?;
    let asks = form::of(Kind::Item).asks();
    let question = asks.into_iter().find(|one| one.name == NAME)?;
    let answer = first.get(NAME).cloned().unwrap_or_else(Answer::default);
    let field = Field::asking(question, &answer);
    let form = Form::new(
        Purpose::Outcome(id),
        "What was noted or agreed",
        &item.title,
        vec![field.hint("In the words of the record. An open item counts as discussed then.")],
    );
    Some(form.upon(base.clone()))
}

pub(super) fn submit(id: Id<Item>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let text = filled.text(NAME).to_owned();
    let base = filled.base.unwrap_or(filled.register).items.get(id);
    let Some(base) = base.cloned() else {
        let sentence = format!("{} is not there any more.", Entry::from(id));
        return Err(Refusal::not_found(sentence));
    };
    if text == base.outcome {
        return Ok(Effect::Close);
    }
    Ok(Effect::Commit(Box::new(move |register| {
        sitting::set_outcome(register, &base, &text)
    })))
}
