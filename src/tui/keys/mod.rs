//! What a key is, what it means, and where. The one list of them, with names and sentences, is `list`: footer, help,
//! the list of commands and the README's table come from it. What a command does is with the screens and dialogs.

mod list;
mod pages;

use std::fmt;

use crate::domain::cycle::states::Step as MeetingStep;
use crate::domain::life::next::Step as LifeStep;
use crate::domain::life::{announcing, disagreement};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

pub use pages::{
    AgendaAct, BuildAct, DutiesAct, EditionsAct, EndingAct, ForwardAct, GapsAct, HandOverAct,
    ImportAct, IssueAct, OneBodyAct, PageAct, PlanAct, PublishedAct, SittingAct, SummaryAct,
    TimelineAct, TreeAct, WayAct, YearAct,
};

/// A key as it is pressed. Shift is part of the letter, and of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub code: KeyCode,
    pub is_ctrl: bool,
}

/// The tabs, in the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Today,
    Agreements,
    Meetings,
    Actions,
    Organisations,
}

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Move(Step),
    Screen(Act),
    App(General),
    Dialog(Inside),
    Page(PageAct),
}

/// A way to move in a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// What is done to the rows of a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Back,
    Mark,
    Remind,
    Chase,
    Filter,
    Narrow,
    Sort,
    History,
    /// Opens the page of a meeting's text before it goes out.
    Issue,
    Export,
    Copy,
    New,
    Like,
    Edit,
    Note,
    Select,
    ToToday,
    Delete,
    Views,
    /// At the meeting.
    Sit,
    /// What becomes of meetings; from the menu that `Mark` opens on them.
    Meeting(MeetingStep),
    /// What can become of an agreement.
    MoveOn,
    /// A step of its life; from the menu that `MoveOn` opens.
    Life(LifeStep),
    /// What can be done about the review of an agreement.
    Review,
    /// One of that; from the menu that asks.
    Reviewing(ReviewStep),
    /// What the entry refers to, in the program that the system has for it.
    OpenOutside,
    /// The page of a meeting's agenda.
    Agenda,
    /// On the published page, or off it.
    Publish,
    /// What becomes of an announcement; from the menu that `Mark` opens on it.
    Announce(announcing::Deed),
    /// Asks for a step of a disagreement under an agreement.
    Disagreement,
    /// From the menu that asks.
    DisagreementStep(disagreement::Deed),
}

/// What is done about the review of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewStep {
    Start,
    Record,
    Correct,
}

/// What is the same on every tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum General {
    Go(Tab),
    NextTab,
    PreviousTab,
    Find,
    /// A file that is brought in.
    Import,
    Undo,
    Redo,
    Help,
    Commands,
    Reload,
    Mouse,
    Quit,
    QuitAnywhere,
    Cancel,
}

/// What is done in a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    Next,
    Previous,
    NextChoice,
    PreviousChoice,
    Enter,
    /// The month of a date, or the list of a choice.
    Choices,
    /// One's own editor, for a long text.
    Editor,
    RowUp,
    RowDown,
    RemoveRow,
    Save,
    Undo,
    Redo,
    Help,
    Close,
}

/// One list of the places, each with the heading of its keys in the README and its bindings. What stands under `pages`
/// has the bindings of every page besides.
macro_rules! places {
    (
        alone: { $($(#[$note:meta])* $alone:ident: $alone_title:literal, $alone_keys:ident;)+ }
        pages: { $($(#[$page_note:meta])* $page:ident: $page_title:literal, $page_keys:ident;)+ }
    ) => {
        /// Where a key means something. A dialog on top hides the places under it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Place {
            $($(#[$note])* $alone,)+
            $($(#[$page_note])* $page,)+
        }

        impl Place {
            pub const ALL: &[Self] = &[$(Self::$alone,)+ $(Self::$page,)+];

            /// The heading of its keys in the README.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$alone => $alone_title,)+
                    $(Self::$page => $page_title,)+
                }
            }

            /// The bindings of this place alone, in the order in which help lists them.
            pub fn bindings(self) -> &'static [Binding] {
                match self {
                    $(Self::$alone => list::$alone_keys,)+
                    $(Self::$page => list::$page_keys,)+
                }
            }

            /// True for a page, in the place of a list.
            pub fn is_page(self) -> bool {
                match self {
                    $(Self::$alone)|+ => false,
                    $(Self::$page)|+ => true,
                }
            }
        }
    };
}

places! {
    alone: {
        /// On every tab, where no dialog is open and nothing is typed.
        Tabs: "Everywhere", TABS;
        Form: "In a form", FORM;
        /// A list to choose from, perhaps with a line to type in.
        Choosing: "In a list to choose from", CHOOSING;
        /// A question with buttons.
        Question: "In a question", QUESTION;
        /// The days of a month.
        Month: "In a month", MONTH;
        /// On every page.
        Page: "On every page", PAGE;
    }
    pages: {
        Agenda: "On an agenda", AGENDA;
        Build: "Where an agenda is proposed", BUILD;
        Year: "In the year view", YEAR;
        Plan: "In the plan of a year", PLAN;
        Sitting: "At the meeting", SITTING;
        Attendance: "At the meeting, in the list of who is there", ATTENDANCE;
        Issue: "Before a text goes out", ISSUE;
        Forward: "In the forward plan", FORWARD;
        Way: "In the item history", WAY;
        Summary: "In the summary of actions", SUMMARY;
        Tree: "In the tree of agreements", TREE;
        Editions: "In the editions of a text", EDITIONS;
        Gaps: "In the gaps of the register", GAPS;
        Published: "On the published page", PUBLISHED;
        OneBody: "On the page of an organisation", ONE_BODY;
        Ending: "Where an organisation is merged, renamed or at its end", ENDING;
        Duties: "On the page of commitments", DUTIES;
        Timeline: "In the timeline", TIMELINE;
        Import: "Where a file is brought in", IMPORT;
        HandOver: "Where a forum is handed over", HAND_OVER;
    }
}

/// A command with its keys and words. The first key is the one that is shown.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub command: Command,
    pub keys: &'static [Key],
    /// Work like the keys and are not shown.
    pub aliases: &'static [Key],
    /// One or two words, for the footer.
    pub name: &'static str,
    /// A sentence, for help.
    pub sentence: &'static str,
}

impl Tab {
    pub const ALL: [Self; 5] = [
        Self::Today,
        Self::Agreements,
        Self::Meetings,
        Self::Actions,
        Self::Organisations,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Agreements => "Agreements",
            Self::Meetings => "Meetings",
            Self::Actions => "Actions",
            Self::Organisations => "Organisations",
        }
    }

    pub(super) fn place(self) -> usize {
        match self {
            Self::Today => 0,
            Self::Agreements => 1,
            Self::Meetings => 2,
            Self::Actions => 3,
            Self::Organisations => 4,
        }
    }

    pub(super) fn next(self) -> Self {
        Self::ALL[(self.place() + 1) % Self::ALL.len()]
    }

    pub(super) fn previous(self) -> Self {
        Self::ALL[(self.place() + Self::ALL.len() - 1) % Self::ALL.len()]
    }
}

impl General {
    /// Whether it closes what is open in the place of a list.
    pub(super) fn leads_away(self) -> bool {
        match self {
            Self::Go(_)
            | Self::NextTab
            | Self::PreviousTab
            | Self::Find
            | Self::Import
            | Self::Quit => true,
            Self::Help
            | Self::Commands
            | Self::Undo
            | Self::Redo
            | Self::Reload
            | Self::Mouse
            | Self::QuitAnywhere
            | Self::Cancel => false,
        }
    }
}

impl Place {
    /// Everything that works here: on a page its own bindings, then those of every page that it does not bind anew.
    pub fn all_bindings(self) -> impl Iterator<Item = &'static Binding> {
        let own = self.bindings();
        let shared = if self.is_page() { list::PAGE } else { &[] };
        let is_anew = |one: &Binding| own.iter().any(|mine| mine.command == one.command);
        own.iter()
            .chain(shared.iter().filter(move |one| !is_anew(one)))
    }

    /// What a key means here.
    pub fn command(self, key: Key) -> Option<Command> {
        let is_meant = |binding: &&Binding| {
            let mut keys = binding.keys.iter().chain(binding.aliases);
            keys.any(|one| *one == key)
        };
        self.all_bindings()
            .find(is_meant)
            .map(|binding| binding.command)
    }
}

impl Command {
    /// Its words among the bindings of a place.
    pub(super) fn binding(self, place: Place) -> Option<&'static Binding> {
        let mut all = place.all_bindings();
        all.find(|binding| binding.command == self)
    }
}

impl Key {
    /// What was pressed. None for a key that was let go.
    ///
    /// `AltGr` arrives as Ctrl+Alt with the character, so those two together mean the character alone.
    pub fn of(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let has = |modifier| event.modifiers.contains(modifier);
        let is_graph = has(KeyModifiers::CONTROL) && has(KeyModifiers::ALT);
        let is_back = event.code == KeyCode::Tab && has(KeyModifiers::SHIFT);
        let code = if is_back {
            KeyCode::BackTab
        } else {
            event.code
        };
        Some(Self {
            code,
            is_ctrl: has(KeyModifiers::CONTROL) && !is_graph,
        })
    }

    /// The character to type, if it is one.
    pub fn character(self) -> Option<char> {
        self.code.as_char().filter(|_| !self.is_ctrl)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match (self.code, self.is_ctrl) {
            (KeyCode::Char(' '), _) => "Space".to_owned(),
            (KeyCode::Char(character), true) => character.to_uppercase().to_string(),
            (KeyCode::PageUp, _) => "PgUp".to_owned(),
            (KeyCode::PageDown, _) => "PgDn".to_owned(),
            (KeyCode::BackTab, _) => "Shift+Tab".to_owned(),
            (KeyCode::Esc, _) => "Esc".to_owned(),
            (code, _) => code.to_string(),
        };
        let ctrl = if self.is_ctrl { "Ctrl+" } else { "" };
        f.pad(&format!("{ctrl}{name}"))
    }
}

impl Binding {
    /// Its keys as people read them: `? or F1`.
    pub fn shown(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(Key::to_string).collect();
        keys.join(" or ")
    }
}

/// The README's table of keys, in Markdown.
pub fn table() -> String {
    let mut out = String::new();
    for place in Place::ALL {
        out.push_str("### ");
        out.push_str(place.title());
        out.push_str("\n\n| key | name | what it does |\n|---|---|---|\n");
        for binding in place.bindings() {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            let cells = [&keys.join(" "), binding.name, binding.sentence];
            out.push_str("| ");
            out.push_str(&cells.join(" | "));
            out.push_str(" |\n");
        }
        out.push('\n');
    }
    out
}
