//! In the editions of a text.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, EditionsAct, PageAct};

pub(in crate::tui::keys) const EDITIONS: &[Binding] = &[bind(
    Command::Page(PageAct::Editions(EditionsAct::Open)),
    &[ENTER, RIGHT],
    "Go to",
    "Goes to the edition of the line.",
)
.or(&[letter('l')])];
