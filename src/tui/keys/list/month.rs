//! In the grid of a month.

use crossterm::event::KeyCode;

use super::{DOWN, ENTER, ESC, LEFT, RIGHT, UP, bind, ctrl, letter, plain};
use crate::tui::keys::{Act, Binding, Command, General, Inside, Step};

pub(in crate::tui::keys) const MONTH: &[Binding] = &[
    bind(
        Command::Move(Step::Up),
        &[UP],
        "Week before",
        "The same day a week before.",
    ),
    bind(
        Command::Move(Step::Down),
        &[DOWN],
        "Week after",
        "The same day a week after.",
    ),
    bind(
        Command::Dialog(Inside::PreviousChoice),
        &[LEFT],
        "Day before",
        "The day before.",
    ),
    bind(
        Command::Dialog(Inside::NextChoice),
        &[RIGHT],
        "Day after",
        "The day after.",
    ),
    bind(
        Command::Move(Step::PageUp),
        &[plain(KeyCode::PageUp)],
        "Month before",
        "The month before; with Ctrl the year before.",
    ),
    bind(
        Command::Move(Step::PageDown),
        &[plain(KeyCode::PageDown)],
        "Month after",
        "The month after; with Ctrl the year after.",
    ),
    bind(
        Command::Move(Step::First),
        &[plain(KeyCode::Home)],
        "First day",
        "The first day of the month.",
    ),
    bind(
        Command::Move(Step::Last),
        &[plain(KeyCode::End)],
        "Last day",
        "The last day of the month.",
    ),
    bind(
        Command::Screen(Act::ToToday),
        &[letter('t')],
        "Today",
        "To today.",
    ),
    bind(
        Command::Dialog(Inside::Enter),
        &[ENTER],
        "Choose",
        "Takes the day.",
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
