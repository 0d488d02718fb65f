//! On every page. What a page does itself is in its own file; where both bind a command, the page's own holds.

use super::common::COMMON;
use super::{ESC, LEFT, bind, ctrl, joined, letter};
use crate::tui::keys::{Binding, Command, Inside};

pub(in crate::tui::keys) const PAGE: &[Binding] =
    &joined::<{ BACK.len() + COMMON.len() }>([BACK, COMMON, &[]]);

const BACK: &[Binding] = &[bind(
    Command::Dialog(Inside::Close),
    &[ESC],
    "Back",
    "Closes the page; the left arrow too, where it does not move.",
)
.or(&[LEFT, letter('h'), ctrl('c')])];
