//! In a question with buttons.

use crossterm::event::KeyCode;

use super::{BACK_TAB, DOWN, ENTER, ESC, LEFT, RIGHT, TAB, UP, bind, ctrl, plain};
use crate::tui::keys::{Binding, Command, General, Inside, Step};

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
        Command::Move(Step::PageUp),
        &[plain(KeyCode::PageUp)],
        "Page up",
        "Back in a long text.",
    ),
    bind(
        Command::Move(Step::PageDown),
        &[plain(KeyCode::PageDown)],
        "Page down",
        "Further down a long text.",
    ),
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
