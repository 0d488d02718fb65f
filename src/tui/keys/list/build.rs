//! Where an agenda is proposed.

use super::{ENTER, bind, ctrl, letter};
use crate::tui::keys::{Binding, BuildAct, Command, PageAct};

const fn act(act: BuildAct) -> Command {
    Command::Page(PageAct::Build(act))
}

pub(in crate::tui::keys) const BUILD: &[Binding] = &[
    bind(
        act(BuildAct::Toggle),
        &[letter(' ')],
        "In or out",
        "Puts the item in, or leaves it out; so does a click.",
    ),
    bind(
        act(BuildAct::Accept),
        &[ENTER, ctrl('s')],
        "Put on the agenda",
        "Puts what is chosen on the agenda, as one change.",
    ),
    bind(
        act(BuildAct::All),
        &[letter('a')],
        "All or none",
        "Puts everything in; where everything is in, leaves it all out.",
    ),
];
