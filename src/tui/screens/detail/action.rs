//! An action with the meeting it comes from.

use super::Writer;
use crate::domain::action::{self, Action};
use crate::domain::register::Record;
use crate::tui::effect::Context;
use crate::tui::theme::Tone;

const ELSEWHERE: &[&str] = &[
    "reference",
    "text",
    "number",
    "forum",
    "due",
    "closed",
    "outcome",
];

pub(super) fn write(context: &Context<'_>, one: &Action, out: &mut Writer<'_>) {
    let register = context.register();
    out.field("Number", &action::forum_number(register, one));
    if let (Some(closed), Some(outcome)) = (one.closed, one.outcome) {
        out.toned("Closed", &format!("{closed}, {outcome}"), Tone::Done);
    }
    let due = one.due.to_string();
    let due = match one.due_date(register) {
        Some(date) if date.to_string() != due => format!("{due}: {date}"),
        Some(_) | None => due,
    };
    out.field("Due", &due);
    out.fields(Record::Action(one), ELSEWHERE);
    if let Some(forum) = register.forums.get(one.forum) {
        out.link("Forum", &forum.name, forum.id.into());
    }
}
