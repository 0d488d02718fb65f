//! In the summary of actions.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, PageAct, SummaryAct};

const fn act(act: SummaryAct) -> Command {
    Command::Page(PageAct::Summary(act))
}

pub(in crate::tui::keys) const SUMMARY: &[Binding] = &[
    bind(
        act(SummaryAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to the organisation.",
    )
    .or(&[letter('l')]),
    bind(
        act(SummaryAct::Forum),
        &[letter('f')],
        "Forum",
        "Chooses whose actions are counted: those of all forums, or of one.",
    ),
];
