//! The one list of what can be done: key, name and sentence of every command. Footer, help, the list of commands and
//! the README's table come from here; what a command does is with the screens and dialogs.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

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
    Filter,
    Narrow,
    Sort,
    History,
    Export,
    Copy,
    Select,
    ToToday,
}

/// What is the same on every tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum General {
    Go(Tab),
    NextTab,
    PreviousTab,
    Find,
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
    Save,
    Undo,
    Redo,
    Help,
    Close,
}

/// Where a key means something. A dialog on top hides the places under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On every tab, where no dialog is open and nothing is typed.
    Tabs,
    Form,
    /// A list to choose from, perhaps with a line to type in.
    Choosing,
    /// A question with buttons.
    Question,
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

impl Place {
    pub const ALL: [Self; 4] = [Self::Tabs, Self::Form, Self::Choosing, Self::Question];

    /// The heading of its keys in the README.
    pub fn title(self) -> &'static str {
        match self {
            Self::Tabs => "Everywhere",
            Self::Form => "In a form",
            Self::Choosing => "In a list to choose from",
            Self::Question => "In a question",
        }
    }

    /// Every binding there is in this place, in the order in which help lists them.
    pub fn bindings(self) -> &'static [Binding] {
        match self {
            Self::Tabs => TABS,
            Self::Form => FORM,
            Self::Choosing => CHOOSING,
            Self::Question => QUESTION,
        }
    }

    /// What a key means here.
    pub fn command(self, key: Key) -> Option<Command> {
        let is_meant = |binding: &&Binding| {
            let mut keys = binding.keys.iter().chain(binding.aliases);
            keys.any(|one| *one == key)
        };
        self.bindings()
            .iter()
            .find(is_meant)
            .map(|binding| binding.command)
    }
}

impl Command {
    /// Its words among the bindings of a place.
    pub(super) fn binding(self, place: Place) -> Option<&'static Binding> {
        let mut all = place.bindings().iter();
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
        out.push_str("**");
        out.push_str(place.title());
        out.push_str("**\n\n| key | name | what it does |\n|---|---|---|\n");
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

const fn plain(code: KeyCode) -> Key {
    Key {
        code,
        is_ctrl: false,
    }
}

const fn letter(character: char) -> Key {
    plain(KeyCode::Char(character))
}

const fn ctrl(character: char) -> Key {
    Key {
        code: KeyCode::Char(character),
        is_ctrl: true,
    }
}

const fn bind(
    command: Command,
    keys: &'static [Key],
    name: &'static str,
    sentence: &'static str,
) -> Binding {
    Binding {
        command,
        keys,
        aliases: &[],
        name,
        sentence,
    }
}

impl Binding {
    const fn or(mut self, aliases: &'static [Key]) -> Self {
        self.aliases = aliases;
        self
    }
}

const UP: Key = plain(KeyCode::Up);
const DOWN: Key = plain(KeyCode::Down);
const LEFT: Key = plain(KeyCode::Left);
const RIGHT: Key = plain(KeyCode::Right);
const ENTER: Key = plain(KeyCode::Enter);
const ESC: Key = plain(KeyCode::Esc);
const TAB: Key = plain(KeyCode::Tab);
const BACK_TAB: Key = plain(KeyCode::BackTab);

const TABS: &[Binding] = &[
    bind(
        Command::Screen(Act::Open),
        &[ENTER, RIGHT],
        "Open",
        "Opens the entry: from Today in its own tab, elsewhere its details.",
    )
    .or(&[letter('l')]),
    bind(
        Command::Screen(Act::Back),
        &[ESC, LEFT],
        "Back",
        "Back to the list; clears the filter and the marks, and takes a message away.",
    )
    .or(&[letter('h')]),
    bind(
        Command::Screen(Act::Mark),
        &[letter('m')],
        "Done",
        "Says that it is done: closes an action, records a review.",
    ),
    bind(
        Command::Screen(Act::Remind),
        &[letter('w')],
        "Remind",
        "Puts a line off until a day, with a note. Its due date stays.",
    ),
    bind(
        Command::Screen(Act::Filter),
        &[letter('/')],
        "Filter",
        "Shows only the rows in which every word stands.",
    ),
    bind(
        Command::Screen(Act::Narrow),
        &[letter('f')],
        "Show",
        "Chooses which rows are shown: overdue, due soon, done, one organisation.",
    ),
    bind(
        Command::Screen(Act::Sort),
        &[letter('s')],
        "Sort",
        "Chooses the order of the rows.",
    ),
    bind(
        Command::App(General::Find),
        &[ctrl('f')],
        "Find",
        "Finds entries of every kind and goes to one.",
    ),
    bind(
        Command::Screen(Act::History),
        &[letter('H')],
        "History",
        "Who changed this entry, when, and what it said before.",
    ),
    bind(
        Command::Screen(Act::Export),
        &[letter('x')],
        "Export",
        "Writes the agenda of this meeting to a file.",
    ),
    bind(
        Command::Screen(Act::Copy),
        &[letter('c')],
        "Copy",
        "Copies the row for the public; a reserved entry as \"Reserved item\".",
    ),
    bind(
        Command::Screen(Act::Select),
        &[letter(' ')],
        "Mark",
        "Marks the row, so that several are done as one change.",
    ),
    bind(
        Command::Screen(Act::ToToday),
        &[letter('t')],
        "To today",
        "Goes to the first row that is still to come.",
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
        Command::App(General::Quit),
        &[letter('q')],
        "Quit",
        "Leaves the program. Everything is saved already.",
    ),
    bind(
        Command::App(General::QuitAnywhere),
        &[ctrl('q')],
        "Quit at once",
        "Leaves the program from anywhere.",
    ),
    bind(
        Command::App(General::Cancel),
        &[ctrl('c')],
        "Cancel",
        "Closes what is open, else leaves the program.",
    ),
];

const FORM: &[Binding] = &[
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
        "To the next field; saves on the last, and does what a button says.",
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

const CHOOSING: &[Binding] = &[
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

const QUESTION: &[Binding] = &[
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
