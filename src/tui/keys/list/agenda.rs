//! On the page of an agenda.

use crossterm::event::KeyCode;

use super::{ENTER, bind, letter, plain};
use crate::tui::keys::{AgendaAct, Binding, Command, PageAct};

const fn act(act: AgendaAct) -> Command {
    Command::Page(PageAct::Agenda(act))
}

pub(in crate::tui::keys) const AGENDA: &[Binding] = &[
    bind(
        act(AgendaAct::Build),
        &[letter('b')],
        "Build",
        "Proposes what ought to be on the agenda, each with why; you say what goes on.",
    ),
    bind(
        act(AgendaAct::New),
        &[letter('n')],
        "New item",
        "A new item after the one that the cursor is on.",
    ),
    bind(
        act(AgendaAct::Break),
        &[letter('B')],
        "Break",
        "A break of ten minutes after the item that the cursor is on.",
    ),
    bind(
        act(AgendaAct::Edit),
        &[ENTER, letter('e')],
        "Edit",
        "Changes the item, or all marked ones at once.",
    ),
    bind(
        act(AgendaAct::Down),
        &[letter('+')],
        "Move down",
        "Moves the item down with its sub-items.",
    ),
    bind(
        act(AgendaAct::Up),
        &[letter('-')],
        "Move up",
        "Moves the item up with its sub-items.",
    ),
    bind(
        act(AgendaAct::Indent),
        &[letter('>')],
        "Sub-item",
        "Puts the item under the one before it: 1.1 under 1.",
    ),
    bind(
        act(AgendaAct::Outdent),
        &[letter('<')],
        "Own item",
        "Makes a sub-item an item of its own.",
    ),
    bind(
        act(AgendaAct::Minutes),
        &[letter('M')],
        "Minutes",
        "How long the item takes, or each marked one; the start times follow.",
    ),
    bind(
        act(AgendaAct::Pin),
        &[letter('p')],
        "Own time",
        "Holds the item at the time it has, or lets its time follow from the items before it.",
    ),
    bind(
        act(AgendaAct::Received),
        &[letter('m')],
        "Received",
        "The paper of the item has come today, or those of all marked ones.",
    ),
    bind(
        act(AgendaAct::Select),
        &[letter(' ')],
        "Mark",
        "Marks the item, so that several are done as one change.",
    ),
    bind(
        act(AgendaAct::Delete),
        &[letter('D'), plain(KeyCode::Delete)],
        "Delete",
        "Deletes the item, or all marked ones; asks first.",
    ),
    bind(
        act(AgendaAct::Note),
        &[letter('a')],
        "Note",
        "Adds a dated note about the item. For the Secretariat only.",
    ),
    bind(
        act(AgendaAct::OpenOutside),
        &[letter('O')],
        "Open paper",
        "Opens the paper of the item in its own program, or what its notes name; where it has several, asks which.",
    ),
    bind(
        act(AgendaAct::History),
        &[letter('H')],
        "History",
        "Who changed the item, when, and what it said before.",
    ),
    bind(
        act(AgendaAct::Export),
        &[letter('x')],
        "Export",
        "Writes the agenda to a file.",
    ),
];
