//! In a list to choose from.

use crossterm::event::KeyCode;

use super::{DOWN, ENTER, ESC, UP, bind, ctrl, plain};
use crate::tui::keys::{Binding, Command, General, Inside, Step};

pub(in crate::tui::keys) const CHOOSING: &[Binding] = &[
    bind(Command::Move(Step::Up), &[UP], "Up", "One row up."),
    bind(Command::Move(Step::Down), &[DOWN], "Down", "One row down."),
    bind(
        Command::Move(Step::PageUp),
        &[plain(KeyCode::PageUp)],
        "Page up",
        "One page up.",
    ),
    bind(
        Command::Move(Step::PageDown),
        &[plain(KeyCode::PageDown)],
        "Page down",
        "One page down.",
    ),
    bind(
        Command::Dialog(Inside::Enter),
        &[ENTER],
        "Choose",
        "Takes the row.",
    ),
    bind(
        Command::Dialog(Inside::Close),
        &[ESC],
        "Close",
        "Closes without choosing.",
    )
    .or(&[ctrl('c')]),
    bind(
        Command::App(General::QuitAnywhere),
        &[ctrl('q')],
        "Quit at once",
        "Leaves the program from anywhere.",
    ),
];
