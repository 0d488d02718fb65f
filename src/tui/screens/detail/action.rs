//! An action with the meeting it comes from.

use super::Writer;
use crate::domain::action::{self, Action, Reply};
use crate::domain::cycle::log;
use crate::domain::register::{Record, Register};
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
    "replies",
    "progress",
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
    if let Some(age) = log::age(register, one, context.today()) {
        out.field("Age", &age);
    }
    out.fields(Record::Action(one), ELSEWHERE);
    if let Some(forum) = register.forums.get(one.forum) {
        out.link("Forum", &forum.name, forum.id.into());
    }
    replies(register, one, out);
    if !one.progress.trim().is_empty() {
        out.heading("Progress");
        for line in one.progress.lines() {
            out.paragraph(line, Tone::Plain);
        }
    }
}

/// Of whom a reply is wanted, and who has sent one.
fn replies(register: &Register, one: &Action, out: &mut Writer<'_>) {
    let name = |reply: &Reply| {
        let body = register.organisations.get(reply.organisation);
        body.map_or("", |body| &body.name).to_owned()
    };
    let came = one
        .replies
        .iter()
        .filter(|reply| reply.on.is_some())
        .count();
    let heading = format!("Replies: {came} of {}", one.replies.len());
    out.list(&heading, &one.replies, |out, reply| {
        let state = match reply.on {
            Some(on) => format!("replied {on}"),
            None => "awaited".to_owned(),
        };
        let body = reply.organisation.into();
        out.item(
            &format!("{}, {state}", name(reply)),
            one.id.into(),
            Some(body),
        );
    });
}
