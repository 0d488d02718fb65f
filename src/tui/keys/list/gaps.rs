//! In the gaps of the register.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, GapsAct, PageAct};

const fn act(act: GapsAct) -> Command {
    Command::Page(PageAct::Gaps(act))
}

pub(in crate::tui::keys) const GAPS: &[Binding] = &[
    bind(
        act(GapsAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to where the gap is filled.",
    )
    .or(&[letter('l')]),
    bind(
        act(GapsAct::Edit),
        &[letter('e')],
        "Edit",
        "Edits what the gap is in: the agreement, a party, a contact, a commitment.",
    ),
    bind(
        act(GapsAct::Note),
        &[letter('a')],
        "Note",
        "Adds a dated note about it: whom you asked, and what they said.",
    ),
];
