//! On the published page.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, PageAct, PublishedAct};

const fn act(act: PublishedAct) -> Command {
    Command::Page(PageAct::Published(act))
}

pub(in crate::tui::keys) const PUBLISHED: &[Binding] = &[
    bind(
        act(PublishedAct::Mark),
        &[letter('m')],
        "On or off",
        "Puts the agreement, forum or meeting of the line on the page, or takes it off.",
    ),
    bind(
        act(PublishedAct::Export),
        &[letter('x')],
        "Export",
        "Writes the page to a file, as HTML, Markdown or text, and keeps it as what went out.",
    ),
    bind(
        act(PublishedAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to the entry of the line in its own tab.",
    )
    .or(&[letter('l')]),
];
