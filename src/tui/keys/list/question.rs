//! In a question with buttons.

use super::{BACK_TAB, DOWN, ENTER, ESC, LEFT, RIGHT, TAB, UP, bind, ctrl};
use crate::tui::keys::{Binding, Command, General, Inside};

pub(in crate::tui::keys) const QUESTION: &[Binding] = &[
    bind(
        Command::Dialog(Inside::NextChoice),
        &[TAB, RIGHT],
        "Next",
        "To the next button.",
    )
    .or(&[DOWN]),
    bind(
        Command::Dialog(Inside::PreviousChoice),
        &[BACK_TAB, LEFT],
        "Previous",
        "To the button before.",
    )
    .or(&[UP]),
    bind(
        Command::Dialog(Inside::Enter),
        &[ENTER],
        "Choose",
        "Does what the button says.",
    ),
    bind(
        Command::Dialog(Inside::Close),
        &[ESC],
        "Keep",
        "Changes nothing.",
    )
    .or(&[ctrl('c')]),
    bind(
        Command::App(General::QuitAnywhere),
        &[ctrl('q')],
        "Quit at once",
        "Leaves the program from anywhere.",
    ),
];
