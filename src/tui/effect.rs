//! All that a screen or a dialog may ask for. `App::perform` is the one place where it happens.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::dialogs::Dialog;
use super::forms::Reading;
use super::keys::Command;
use super::outlook::Outlook;
use super::pages::{Page, View};
use super::screens::Choice;
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::form::Answer;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::{IssuedText, TextKind};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange::import::Draft;
use crate::exchange::register_json::forum::Receiver;
use crate::files::Existing;
use crate::session::{Look, Session};

/// What a screen or dialog may look at to answer a key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) session: &'a Session,
    pub(super) outlook: &'a Outlook,
    /// The part of the terminal that belongs to the screen.
    pub(super) area: Rect,
    /// With which a week begins in a month.
    pub(super) first_day: chrono::Weekday,
}

/// Asked twice: to judge on the screen's register, and again with the right to write in hand.
pub(super) type Verb = Box<dyn FnOnce(&Register) -> Result<Change, Refusal>>;

/// What the left button of the mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointer {
    Down(Position),
    /// Moved while it is held down.
    Drag(Position),
    Up(Position),
}

pub(super) enum Effect {
    None,
    /// A sentence that says why not. It stays until it is dismissed.
    Refuse(String),
    Commit(Verb),
    /// Opens a dialog over what is there.
    Ask(Box<Dialog>),
    /// Closes the dialog on top.
    Close,
    /// Closes a question and the form under it, with what was typed.
    Discard,
    /// Closes the dialog on top; the form under it takes this for the field in focus.
    Answer(Answer),
    /// Hands a text to the user's own editor; what comes back goes into the field in focus.
    Editor(String),
    /// Closes the choice between theirs and mine and saves the form under it: fields of these names are theirs.
    /// `seen` is what theirs was when it was shown.
    Settled {
        theirs: Vec<String>,
        seen: Box<Register>,
    },
    /// Closes a question; the form under it, whose entry is gone, makes a new one of what was typed.
    Renew,
    /// Opens the forms again that an earlier program left.
    Resume,
    /// Leaves them for the next start.
    Later,
    ThrowAway,
    /// Closes the boxes, down to the page if there is one, and does what the key would do there.
    Run(Command),
    /// Closes everything, pages too, and goes to an entry in its tab.
    Jump(Entry),
    /// Closes the boxes, down to the page if there is one, and opens the form of a new entry, belonging to one that
    /// is there.
    Make(Kind, Option<Entry>),
    /// Closes everything, pages too, and shows the register of a day in a reading; without a day, not in that one.
    LookBack(Reading, Option<NaiveDate>),
    /// Closes everything and shows the register as it is now.
    ToNow,
    /// Closes the boxes and opens another view of the tab, about the entry that the cursor was on.
    View(View, Option<Entry>),
    /// Closes the boxes, down to the page if there is one, and opens a page in their place.
    Show(Box<Page>),
    Narrow(Choice),
    Sort(usize),
    History(Entry),
    Copy(String),
    /// Writes files that are not there yet into the folder where the program was started.
    Drafts(Vec<(PathBuf, Vec<u8>)>),
    Export {
        path: PathBuf,
        bytes: Vec<u8>,
        existing: Existing,
        then: Then,
    },
    Bring(Bring),
    Calendar(Dates),
    HandOver(HandOver),
    /// Fixes a text of a meeting as it is, then asks where to write what goes out.
    Issue(Id<Meeting>, TextKind),
    /// Closes the boxes, down to the page if there is one, and opens something outside.
    Open(Opened),
    SendOut(SendOut),
    Quit,
}

/// What follows once a file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Then {
    /// It is asked whether to open it, behind what is to be said of it; its folder is offered for the next one.
    Offer(Vec<String>),
    /// The page that was written is kept as published.
    KeepPage,
}

/// A calendar file, for whom, and where it goes.
pub(super) struct Dates {
    pub(super) path: PathBuf,
    pub(super) of: DatesOf,
    pub(super) audience: Audience,
}

/// A forum, what goes along with it, and where the file for its next Secretariat goes.
#[derive(Debug, Clone)]
pub(super) struct HandOver {
    pub(super) path: PathBuf,
    pub(super) existing: Existing,
    pub(super) forum: Id<Forum>,
    pub(super) ticked: BTreeSet<Entry>,
    /// Without one only a copy is written.
    pub(super) to: Option<Receiver>,
}

/// What stands in a calendar file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatesOf {
    /// The meetings and all that is due, of a forum or of all.
    Forum(Option<Id<Forum>>),
    Invitation(Id<Meeting>),
}

/// What is done with a file that is brought in.
pub(super) enum Bring {
    /// It is read, and what it would bring is shown.
    Read(PathBuf),
    /// What was said of its columns is kept.
    Keep(Box<Draft>),
    /// Its rows go in as the columns are mapped; its page is closed.
    Rows(PathBuf, Box<Draft>),
    /// What another program of ours wrote goes in: a register, or a forum that was handed over.
    Ours(Vec<u8>),
}

/// What is opened in the program that the system has for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Opened {
    /// Where an entry says that it is: a path or an address.
    Link(String),
    /// Of what an entry refers to, the one in this place, from nought.
    Attached(Entry, usize),
    /// A file that was written a moment ago.
    Written(PathBuf),
}

/// What to write of an issued text, and where.
pub(super) struct SendOut {
    pub(super) text: Id<IssuedText>,
    pub(super) folder: PathBuf,
    /// For whom the pack is.
    pub(super) pack: Audience,
}

impl Context<'_> {
    pub(super) fn register(&self) -> &Register {
        self.session.register()
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.session.today()
    }

    /// Refuses where the register is only read.
    pub(super) fn can_write(&self) -> Result<(), Cow<'static, str>> {
        let why = self.session.read_only();
        let way_back = if self.is_past() {
            " Esc goes back to now."
        } else {
            ""
        };
        why.map_or(Ok(()), |why| Err(format!("{why}{way_back}").into()))
    }

    /// Whether a day is looked back at.
    pub(super) fn is_past(&self) -> bool {
        self.session.look() != Look::default()
    }
}
