//! On the page of one organisation.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, OneBodyAct, PageAct};

const fn act(act: OneBodyAct) -> Command {
    Command::Page(PageAct::OneBody(act))
}

pub(in crate::tui::keys) const ONE_BODY: &[Binding] = &[
    bind(
        act(OneBodyAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to the agreement, the forum, the contact or the action of the line.",
    )
    .or(&[letter('l')]),
    bind(
        act(OneBodyAct::Export),
        &[letter('x')],
        "Export",
        "Writes everything with the organisation to a file, or a report on it for a request.",
    ),
    bind(
        act(OneBodyAct::End),
        &[letter('m')],
        "Merge, rename",
        "Merges it into another body, renames it, or notes that it ceased; asks what becomes of all that it is in.",
    ),
];
