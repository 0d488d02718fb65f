//! A meeting with its agenda and the actions agreed there.

use super::Writer;
use super::about::speakers;
use crate::domain::action::{self, Action};
use crate::domain::date::time;
use crate::domain::item::{Item, ItemState, PaperState, agenda};
use crate::domain::meeting::Meeting;
use crate::domain::register::Record;
use crate::domain::words::Word;
use crate::tui::effect::Context;
use crate::tui::theme::Tone;

const ELSEWHERE: &[&str] = &[
    "reference",
    "forum",
    "on",
    "start",
    "end",
    "state",
    "papers",
    "record",
];

pub(super) fn write(context: &Context<'_>, one: &Meeting, out: &mut Writer<'_>) {
    let register = context.register();
    out.field("State", one.state_on(context.today()).word());
    out.field("Date", &one.announced());
    out.field("Time", &times(one));
    if let Some(forum) = register.forums.get(one.forum) {
        out.link("Forum", &forum.name, forum.id.into());
    }
    out.field("Papers", &one.papers);
    out.field("Record", &one.record);
    out.fields(Record::Meeting(one), ELSEWHERE);
    let items = agenda(register, one.id);
    if items.is_empty() {
        out.heading("Agenda");
        out.paragraph("No items yet.", Tone::Faint);
    }
    let mut section = "";
    out.list("Agenda", items, |out, item| {
        if item.section != section {
            section = &item.section;
            out.part(section);
        }
        let target = item.agreement.map(Into::into);
        out.item(&headline(item), item.id.into(), target);
        out.under(&particulars(item));
        out.under(&item.outcome);
    });
    let actions = speakers::<Action>(context, one.id.into());
    out.list("Actions agreed here", actions, |out, one| {
        let number = action::forum_number(register, one);
        let state = if one.is_open_on(context.today()) {
            one.due.to_string()
        } else {
            "DONE".to_owned()
        };
        let id = one.id.into();
        out.item(&format!("{number}  {}", one.text), id, Some(id));
        let owner = one.owner_name(register).to_owned();
        let parts = [owner, state].into_iter().filter(|part| !part.is_empty());
        out.under(&parts.collect::<Vec<_>>().join(", "));
    });
}

fn times(one: &Meeting) -> String {
    match (one.start, one.end) {
        (Some(start), Some(end)) => format!("{} to {}", time(start), time(end)),
        (Some(start), None) => time(start),
        (None, _) => String::new(),
    }
}

fn headline(item: &Item) -> String {
    let number = item.number.as_deref().unwrap_or("-");
    let reserved = if item.reserved.is_some() {
        "  RESERVED"
    } else {
        ""
    };
    format!("{number}  {}{reserved}", item.title)
}

/// Time, purpose, paper, presenter and state, as far as they are known.
fn particulars(item: &Item) -> String {
    let mut parts = Vec::new();
    if let Some(start) = item.start {
        parts.push(time(start));
    }
    if let Some(minutes) = item.minutes {
        parts.push(format!("{minutes} minutes"));
    }
    if let Some(purpose) = item.purpose {
        parts.push(purpose.word().to_owned());
    }
    let paper = item.paper.as_deref();
    let paper = paper.filter(|paper| !paper.eq_ignore_ascii_case(item.paper_state.word()));
    if let Some(paper) = paper {
        parts.push(format!("paper {paper}"));
    }
    match item.paper_state {
        PaperState::None => {}
        PaperState::Verbal => parts.push("verbal".to_owned()),
        PaperState::Expected | PaperState::Received | PaperState::Late | PaperState::Tabled => {
            parts.push(format!("paper {}", item.paper_state));
        }
    }
    if !item.presenter.is_empty() {
        parts.push(item.presenter.clone());
    }
    match item.state {
        ItemState::Open => {}
        ItemState::Discussed | ItemState::Deferred => parts.push(item.state.word().to_owned()),
    }
    parts.join(", ")
}
