//! On the page of commitments.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, DutiesAct, PageAct};

const fn act(act: DutiesAct) -> Command {
    Command::Page(PageAct::Duties(act))
}

pub(in crate::tui::keys) const DUTIES: &[Binding] = &[
    bind(
        act(DutiesAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to the agreement or the forum that creates the commitment.",
    )
    .or(&[letter('l')]),
    bind(
        act(DutiesAct::Met),
        &[letter('m')],
        "Met",
        "Notes when the commitment was met and what shows it.",
    ),
    bind(
        act(DutiesAct::Edit),
        &[letter('e')],
        "Edit",
        "Changes the commitment: its clock, its start, the forums that keep it.",
    ),
    bind(
        act(DutiesAct::History),
        &[letter('H')],
        "History",
        "Who changed the commitment, when, and what it said before.",
    ),
];
