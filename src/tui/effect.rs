//! All that a screen or a dialog may ask for. `App::perform` is the one place where it happens.

use std::path::PathBuf;

use ratatui::layout::Rect;

use super::dialogs::Dialog;
use super::keys::Command;
use super::outlook::Outlook;
use super::screens::Choice;
use crate::domain::change::Change;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::files::Existing;
use crate::session::Session;

/// What a screen or dialog may look at to answer a key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) session: &'a Session,
    pub(super) outlook: &'a Outlook,
    /// The part of the terminal that belongs to the screen.
    pub(super) area: Rect,
}

/// Asked twice: to judge on the screen's register, and again with the right to write in hand.
pub(super) type Verb = Box<dyn FnOnce(&Register) -> Result<Change, Refusal>>;

pub(super) enum Effect {
    None,
    /// A sentence that says why not. It stays until it is dismissed.
    Refuse(String),
    Commit(Verb),
    /// Opens a dialog over what is there.
    Ask(Box<Dialog>),
    /// Closes the dialog on top.
    Close,
    CloseAll,
    /// Closes the dialogs and does what the key would do.
    Run(Command),
    /// Closes the dialogs and goes to an entry in its tab.
    Jump(Entry),
    Narrow(Choice),
    Sort(usize),
    History(Entry),
    Copy(String),
    Export {
        path: PathBuf,
        text: String,
        existing: Existing,
    },
    Quit,
}

impl Context<'_> {
    pub(super) fn register(&self) -> &Register {
        self.session.register()
    }

    pub(super) fn today(&self) -> chrono::NaiveDate {
        self.session.today()
    }
}
