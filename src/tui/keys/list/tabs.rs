//! Where no dialog is open and nothing is typed.

use crossterm::event::KeyCode;

use super::common::COMMON;
use super::{ENTER, ESC, LEFT, RIGHT, bind, ctrl, joined, letter, plain};
use crate::tui::keys::{Act, Binding, Command, General};

pub(in crate::tui::keys) const TABS: &[Binding] =
    &joined::<{ OWN.len() + COMMON.len() + LEAVING.len() }>([OWN, COMMON, LEAVING]);

const OWN: &[Binding] = &[
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
        "Back to the list; clears the filter and the marks, and takes a message away; from a day in the past to now.",
    )
    .or(&[letter('h')]),
    bind(
        Command::Screen(Act::Mark),
        &[letter('m')],
        "Done",
        "What comes next: closes an action, signs or reviews an agreement, holds a meeting, plans a year, receives a return \
         or a paper, notes that a commitment was met or a draft shared.",
    ),
    bind(
        Command::Screen(Act::MoveOn),
        &[letter('M')],
        "Move on",
        "All that can become of an agreement: proposed, sent, signed, in force, published, superseded, ended.",
    ),
    bind(
        Command::Screen(Act::Review),
        &[letter('R')],
        "Review",
        "The review of this agreement: starts it with the partners, records it, or puts its date right.",
    ),
    bind(
        Command::Screen(Act::Remind),
        &[letter('w')],
        "Remind",
        "Puts a line off until a day, with a note. Its due date stays.",
    ),
    bind(
        Command::Screen(Act::Chase),
        &[letter('C')],
        "Chase",
        "A message to whoever has this: all that they owe; keeps that it was sent.",
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
        Command::Screen(Act::Views),
        &[letter('v')],
        "Views",
        "Other views of what this tab lists, and the register as it was on another day.",
    ),
    bind(
        Command::Screen(Act::Agenda),
        &[letter('b')],
        "Agenda",
        "Opens the agenda of the meeting: builds it, times it, puts it in order.",
    ),
    bind(
        Command::Screen(Act::Sit),
        &[letter('o')],
        "At the meeting",
        "Opens the meeting to note who is there, what comes of each item and what is agreed.",
    ),
    bind(
        Command::Screen(Act::Sort),
        &[letter('s')],
        "Sort",
        "Chooses the order of the rows.",
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
        Command::Screen(Act::OpenOutside),
        &[letter('O')],
        "Open file",
        "Opens the paper, the text or the address of the entry in its own program; where it has several, asks which.",
    ),
    bind(
        Command::Screen(Act::Disagreement),
        &[letter('d')],
        "Disagreement",
        "Notes a step of a disagreement under the agreement, up its ladder of posts. Never shown to the public.",
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
        "Writes a document about this entry to a file: Word, PDF, web page, spreadsheet, text.",
    ),
    bind(
        Command::App(General::Import),
        &[letter('I')],
        "Import",
        "Brings in a spreadsheet, after a look at what each of its columns is and what would become of its rows.",
    ),
    bind(
        Command::Screen(Act::Issue),
        &[letter('i')],
        "Issue",
        "Before the agenda or the record of this meeting goes out: checks, steps, whom it goes to; issues it.",
    ),
    bind(
        Command::Screen(Act::Publish),
        &[letter('p')],
        "Publish",
        "Puts the agreement, the forum or the meeting on the published page, or takes it off; also all marked rows.",
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
];

const LEAVING: &[Binding] = &[
    bind(
        Command::App(General::Quit),
        &[letter('q')],
        "Quit",
        "Leaves the program. Everything is saved already.",
    ),
    bind(
        Command::App(General::Cancel),
        &[ctrl('c')],
        "Cancel",
        "Closes what is open, else leaves the program.",
    ),
];
