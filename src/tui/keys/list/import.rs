//! Where a file is brought in.

use crossterm::event::KeyCode;

use super::{ENTER, RIGHT, bind, ctrl, letter, plain};
use crate::tui::keys::{Binding, Command, ImportAct, PageAct};

const fn act(act: ImportAct) -> Command {
    Command::Page(PageAct::Import(act))
}

pub(in crate::tui::keys) const IMPORT: &[Binding] = &[
    bind(
        act(ImportAct::Column),
        &[ENTER, RIGHT],
        "Column is",
        "Asks what the column is here.",
    )
    .or(&[letter('l'), plain(KeyCode::F(4))]),
    bind(
        act(ImportAct::LeaveOut),
        &[letter('D'), plain(KeyCode::Delete)],
        "Leave out",
        "Leaves the column out.",
    ),
    bind(
        act(ImportAct::Rows),
        &[letter('e')],
        "Rows are",
        "Asks what the rows are: agreements, organisations, meetings, contacts, actions.",
    ),
    bind(
        act(ImportAct::Outcome),
        &[letter('v')],
        "Outcome",
        "Shows what would become of the rows: new, changed, as before, left out and why.",
    ),
    bind(
        act(ImportAct::BringIn),
        &[ctrl('s'), plain(KeyCode::F(2))],
        "Bring in",
        "Brings the rows in as one change and writes those that stay out to a file; asks first.",
    ),
    bind(
        act(ImportAct::NextSheet),
        &[letter('>')],
        "Next sheet",
        "The next sheet of the file.",
    ),
    bind(
        act(ImportAct::SheetBefore),
        &[letter('<')],
        "Sheet before",
        "The sheet before.",
    ),
    bind(
        act(ImportAct::Take),
        &[letter(' ')],
        "Sheet in or out",
        "Brings the sheet in with the others, or leaves it out.",
    ),
    bind(
        act(ImportAct::HeaderDown),
        &[letter('+')],
        "Header down",
        "Takes the row below for the header.",
    ),
    bind(
        act(ImportAct::HeaderUp),
        &[letter('-')],
        "Header up",
        "Takes the row above for the header.",
    ),
    bind(
        act(ImportAct::Columns),
        &[letter('c')],
        "Columns",
        "From the outcome back to the columns.",
    ),
];
