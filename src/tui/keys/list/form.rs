//! In a form.

use crossterm::event::KeyCode;

use super::{BACK_TAB, DOWN, ENTER, ESC, LEFT, RIGHT, TAB, UP, bind, ctrl, letter, plain};
use crate::tui::keys::{Binding, Command, General, Inside};

pub(in crate::tui::keys) const FORM: &[Binding] = &[
    bind(
        Command::Dialog(Inside::Next),
        &[TAB, DOWN],
        "Next field",
        "To the next field or button.",
    ),
    bind(
        Command::Dialog(Inside::Previous),
        &[BACK_TAB, UP],
        "Previous field",
        "To the field or button before.",
    ),
    bind(
        Command::Dialog(Inside::Enter),
        &[ENTER],
        "Next",
        "To the next field; saves on the last, does what a button says, and opens a row of a list.",
    ),
    bind(
        Command::Dialog(Inside::NextChoice),
        &[RIGHT],
        "Next choice",
        "In a list of choices the next one, in a text a letter on.",
    ),
    bind(
        Command::Dialog(Inside::PreviousChoice),
        &[LEFT],
        "Previous choice",
        "In a list of choices the one before, in a text a letter back.",
    ),
    bind(
        Command::Dialog(Inside::Choices),
        &[plain(KeyCode::F(4))],
        "Choices",
        "Opens the month of a date, or the whole list of a choice.",
    ),
    bind(
        Command::Dialog(Inside::RowUp),
        &[letter('-')],
        "Row up",
        "In a list: moves the row up.",
    ),
    bind(
        Command::Dialog(Inside::RowDown),
        &[letter('+')],
        "Row down",
        "In a list: moves the row down.",
    ),
    bind(
        Command::Dialog(Inside::RemoveRow),
        &[plain(KeyCode::Delete)],
        "Take out",
        "In a list: takes the row out; in a choice the answer. Ctrl+Z brings it back.",
    ),
    bind(
        Command::Dialog(Inside::Editor),
        &[ctrl('o')],
        "Editor",
        "Opens a long text in your own editor, if VISUAL or EDITOR names one.",
    ),
    bind(
        Command::Dialog(Inside::Save),
        &[ctrl('s'), plain(KeyCode::F(2))],
        "Save",
        "Saves the form.",
    ),
    bind(
        Command::Dialog(Inside::Undo),
        &[ctrl('z')],
        "Undo typing",
        "Takes back what was typed last in this field.",
    ),
    bind(
        Command::Dialog(Inside::Redo),
        &[ctrl('y')],
        "Redo typing",
        "Brings back what was taken back in this field.",
    ),
    bind(
        Command::Dialog(Inside::Close),
        &[ESC],
        "Cancel",
        "Closes the form; asks first if something was typed.",
    )
    .or(&[ctrl('c')]),
    bind(
        Command::Dialog(Inside::Help),
        &[plain(KeyCode::F(1))],
        "Help",
        "The keys of a form.",
    ),
    bind(
        Command::App(General::QuitAnywhere),
        &[ctrl('q')],
        "Quit at once",
        "Leaves the program from anywhere.",
    ),
];
