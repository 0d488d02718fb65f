//! In the item history.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, PageAct, WayAct};

pub(in crate::tui::keys) const WAY: &[Binding] = &[bind(
    Command::Page(PageAct::Way(WayAct::Open)),
    &[ENTER, RIGHT],
    "Go to",
    "Goes to the meeting, the forum or the action of the line.",
)
.or(&[letter('l')])];
