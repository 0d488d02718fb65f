//! What a key means on the tabs and on every page alike.

use crossterm::event::KeyCode;

use super::{BACK_TAB, DOWN, TAB, UP, bind, ctrl, letter, plain};
use crate::tui::keys::{Binding, Command, General, Step, Tab};

pub(super) const COMMON: &[Binding] = &[
    bind(
        Command::App(General::Find),
        &[ctrl('f')],
        "Find",
        "Finds entries of every kind and goes to one.",
    ),
    bind(
        Command::App(General::Undo),
        &[letter('u'), ctrl('z')],
        "Undo",
        "Takes back your last change, also after a restart.",
    ),
    bind(
        Command::App(General::Redo),
        &[letter('U'), ctrl('y')],
        "Redo",
        "Brings back what you took back last.",
    ),
    bind(Command::Move(Step::Up), &[UP], "Up", "One row up.").or(&[letter('k')]),
    bind(Command::Move(Step::Down), &[DOWN], "Down", "One row down.").or(&[letter('j')]),
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
        Command::Move(Step::First),
        &[plain(KeyCode::Home)],
        "First",
        "To the first row.",
    )
    .or(&[letter('g')]),
    bind(
        Command::Move(Step::Last),
        &[plain(KeyCode::End)],
        "Last",
        "To the last row.",
    )
    .or(&[letter('G')]),
    bind(
        Command::App(General::NextTab),
        &[TAB],
        "Next tab",
        "To the next tab.",
    ),
    bind(
        Command::App(General::PreviousTab),
        &[BACK_TAB],
        "Previous tab",
        "To the previous tab.",
    ),
    bind(
        Command::App(General::Go(Tab::Today)),
        &[letter('1')],
        "Today",
        "Everything that needs attention.",
    ),
    bind(
        Command::App(General::Go(Tab::Agreements)),
        &[letter('2')],
        "Agreements",
        "Agreements with their parties, commitments and reviews.",
    ),
    bind(
        Command::App(General::Go(Tab::Meetings)),
        &[letter('3')],
        "Meetings",
        "Meetings with their agendas.",
    ),
    bind(
        Command::App(General::Go(Tab::Actions)),
        &[letter('4')],
        "Actions",
        "What was agreed to be done, and by whom.",
    ),
    bind(
        Command::App(General::Go(Tab::Organisations)),
        &[letter('5')],
        "Organisations",
        "Organisations with their contacts, and forums with their members.",
    ),
    bind(
        Command::App(General::Commands),
        &[ctrl('p'), letter(':')],
        "Commands",
        "The same list, found by a few letters.",
    ),
    bind(
        Command::App(General::Reload),
        &[letter('r'), plain(KeyCode::F(5))],
        "Reload",
        "Takes in what others have changed; this happens by itself every second.",
    ),
    bind(
        Command::App(General::Mouse),
        &[plain(KeyCode::F(6))],
        "Mouse",
        "Gives the mouse back to the terminal for selecting text, or takes it again.",
    ),
    bind(
        Command::App(General::Help),
        &[letter('?'), plain(KeyCode::F(1))],
        "Help",
        "Everything that can be done here.",
    ),
    bind(
        Command::App(General::QuitAnywhere),
        &[ctrl('q')],
        "Quit at once",
        "Leaves the program from anywhere.",
    ),
];
