//! How long items take: one line, since it is typed item after item.

use super::Purpose;
use crate::domain::form::{self, Answers, Reader};
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::register::Register;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;
use crate::tui::widgets::Text;

/// None if the first of them is gone.
pub(super) fn form(register: &Register, ids: &[Id<Item>]) -> Option<Form> {
    let first = register.items.get(*ids.first()?)?;
    let now = first.minutes.filter(|_| ids.len() == 1);
    let now = now.map_or_else(String::new, |minutes| minutes.to_string());
    let fields = vec![
        Field::text("minutes", "Minutes", &now)
            .hint("How long it takes; empty where that is not known. Start times follow."),
    ];
    let about = match ids {
        [_] => first.title.clone(),
        several => format!("{} items, each as long", several.len()),
    };
    let title = Text::from("Minutes");
    Some(Form::new(
        Purpose::Minutes(ids.to_vec()),
        title,
        &about,
        fields,
    ))
}

pub(super) fn submit(ids: &[Id<Item>], filled: &Filled<'_>) -> Effect {
    let entries: Vec<Entry> = ids.iter().map(|id| (*id).into()).collect();
    let mut answers = Answers::default();
    answers.set_text("minutes", filled.text("minutes").to_owned());
    let today = filled.today;
    Effect::Commit(Box::new(move |register| {
        form::change_all(&entries, &answers, &Reader { register, today })
    }))
}
