//! In the item history.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, PageAct, WayAct};

const fn act(act: WayAct) -> Command {
    Command::Page(PageAct::Way(act))
}

pub(in crate::tui::keys) const WAY: &[Binding] = &[
    bind(
        act(WayAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to the meeting, the forum or the action of the line.",
    )
    .or(&[letter('l')]),
    bind(
        act(WayAct::Send),
        &[letter('s')],
        "Send on",
        "Sends the item of the line up to another forum, or out to a body whose meetings are not kept here.",
    ),
];
