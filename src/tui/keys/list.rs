//! The bindings of each place, in the order of help. A new key is a line here and an arm where its command is answered.

use crossterm::event::KeyCode;

use super::{Act, Binding, Command, General, Inside, Key, Step, Tab};

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

pub(super) const TABS: &[Binding] = &[
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
        Command::Screen(Act::New),
        &[letter('n')],
        "New",
        "A new entry; where several kinds belong, it asks which.",
    ),
    bind(
        Command::Screen(Act::Edit),
        &[letter('e')],
        "Edit",
        "Changes this entry, or all marked ones at once.",
    ),
    bind(
        Command::Screen(Act::Like),
        &[letter('N')],
        "New like it",
        "A new entry that begins as this one: last year's memorandum, the last meeting.",
    ),
    bind(
        Command::Screen(Act::Note),
        &[letter('a')],
        "Note",
        "Adds a dated note, with a file if there is one. For the Secretariat only.",
    ),
    bind(
        Command::Screen(Act::History),
        &[letter('H')],
        "History",
        "Who changed this entry, when, and what it said before; brings an earlier value back.",
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
        Command::Screen(Act::Delete),
        &[letter('D'), plain(KeyCode::Delete)],
        "Delete",
        "Deletes the entry with what belongs to it, or all marked rows; asks first.",
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

pub(super) const FORM: &[Binding] = &[
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

pub(super) const CHOOSING: &[Binding] = &[
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

pub(super) const QUESTION: &[Binding] = &[
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

pub(super) const MONTH: &[Binding] = &[
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
