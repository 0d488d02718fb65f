//! Where it is asked what becomes of all that a body is in.

use super::{ENTER, bind, ctrl, letter};
use crate::tui::keys::{Binding, Command, EndingAct, PageAct};

const fn act(act: EndingAct) -> Command {
    Command::Page(PageAct::Ending(act))
}

pub(in crate::tui::keys) const ENDING: &[Binding] = &[
    bind(
        act(EndingAct::Toggle),
        &[letter(' ')],
        "The other way",
        "Lets it go on with the successor, or not; so does a click.",
    ),
    bind(
        act(EndingAct::Save),
        &[ENTER, ctrl('s')],
        "Save",
        "Does it all as it stands here, as one change.",
    ),
    bind(
        act(EndingAct::All),
        &[letter('a')],
        "All or none",
        "Lets everything go on; where everything does, nothing.",
    ),
];
