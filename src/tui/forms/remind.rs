//! Putting a due line off until a day.

use super::Purpose;
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::reminder;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect};

/// None if the entry is gone.
pub(super) fn form(context: &Context<'_>, kind: DueKind, entry: Entry) -> Option<Form> {
    let register = context.register();
    let earlier = reminder::on(register, kind, entry);
    let until = earlier.map_or_else(String::new, |one| Date::day(one.until).to_string());
    let fields = vec![
        Field::date("until", "Remind on", &until).hint(if earlier.is_some() {
            "The day on which the line comes back. Empty takes the reminder off."
        } else {
            "The day on which the line comes back: 30 Sep 2021, +2w, next friday."
        }),
        Field::text("note", "Note", earlier.map_or("", |one| one.note.as_str()))
            .hint("Why it can wait. It stands beside the line until then."),
    ];
    let mut lines = context.outlook.lines().iter();
    let line = lines.find(|line| line.kind == kind && line.reminded() == entry);
    let title = match line {
        Some(line) => line.title(register, context.today()),
        None => register.get(entry)?.title(register),
    };
    Some(Form::new(
        Purpose::Remind(kind, entry),
        "Remind me later",
        &title,
        fields,
    ))
}

pub(super) fn submit(kind: DueKind, entry: Entry, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let key = (kind, entry);
    let has_earlier = reminder::on(filled.register, kind, entry).is_some();
    if filled.text("until").is_empty() && has_earlier {
        return Ok(Effect::Commit(Box::new(move |register| {
            reminder::clear(register, key)
        })));
    }
    let (until, today) = (filled.day("until")?, filled.today);
    let note = filled.text("note").to_owned();
    Ok(Effect::Commit(Box::new(move |register| {
        reminder::set(register, today, key, until, &note)
    })))
}
