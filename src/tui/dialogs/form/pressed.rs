//! What a key means in a form, and what a field did with it.

use crate::domain::register::Kind;
use crate::tui::keys::{Command, Inside, Key, Place};

/// What a field did with a key.
pub(super) enum Pressed {
    /// It is for somebody else.
    Not,
    Taken,
    /// An answer was chosen: on to the next field.
    Chosen,
    /// A new entry of a kind is wanted, called what was typed.
    Create(Kind, String),
    /// A row is to be filled in, or a new one if it is past the last.
    Row(usize),
}

/// What a key means in a form.
pub(super) fn meaning(key: Key) -> Option<Inside> {
    match Place::Form.command(key) {
        Some(Command::Dialog(inside)) => Some(inside),
        Some(_) | None => None,
    }
}
