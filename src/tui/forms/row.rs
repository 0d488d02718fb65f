//! One row of a list: a party of an agreement, a standing item of a forum.

use super::{Purpose, RowOf, ask};
use crate::domain::form::{self, Answer, Answers, Ask, Reader, RowAnswer};
use crate::domain::refusal::Refusal;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;
use crate::tui::widgets::Text;

/// Asks for a row of a list in a form; an empty one if it is to be added.
pub(in crate::tui) fn ask_row(
    parent: &Purpose,
    name: &'static str,
    row: Option<&RowAnswer>,
) -> Effect {
    let Some(kind) = parent.kind() else {
        return Effect::None;
    };
    let of = RowOf {
        kind,
        name: name.to_owned(),
        number: row.and_then(|row| row.number),
    };
    let Some(list) = list(&of) else {
        return Effect::None;
    };
    let row = row.cloned().unwrap_or_else(|| list.blank_row());
    let mut first = Answers::default();
    for (cell, one) in row.cells.into_iter().zip(list.cells()) {
        first.set_text(one.name, cell);
    }
    form(&of, &first).map_or(Effect::None, ask)
}

pub(super) fn form(of: &RowOf, first: &Answers) -> Option<Form> {
    let list = list(of)?;
    let field = |cell: &'static Ask| {
        let answer = first.get(cell.name).cloned().unwrap_or_default();
        Field::asking(cell, &answer)
    };
    let fields = list.cells().into_iter().map(field).collect();
    let purpose = Purpose::Row(of.clone());
    Some(Form::new(
        purpose,
        Text::line(list.label),
        list.help,
        fields,
    ))
}

pub(super) fn submit(of: &RowOf, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let row = RowAnswer {
        number: of.number,
        ..filled.row()
    };
    if let Some(list) = list(of) {
        let (register, today) = (filled.register, filled.today);
        list.check_row(&row.cells, &Reader { register, today })?;
    }
    Ok(Effect::Answer(Answer::Rows(vec![row])))
}

fn list(of: &RowOf) -> Option<&'static Ask> {
    let asks = form::of(of.kind).asks();
    asks.into_iter().find(|ask| ask.name == of.name)
}
