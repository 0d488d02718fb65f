//! On the page for the meeting itself, and in its list of who is there.

use crossterm::event::KeyCode;

use super::{DOWN, ENTER, ESC, LEFT, RIGHT, UP, bind, ctrl, letter, plain};
use crate::tui::keys::{Binding, Command, Inside, PageAct, SittingAct, Step};

const fn act(act: SittingAct) -> Command {
    Command::Page(PageAct::Sitting(act))
}

pub(in crate::tui::keys) const SITTING: &[Binding] = &[
    bind(
        act(SittingAct::Agree),
        &[letter('!')],
        "Action",
        "Adds an action in one line: CQC share the draft by 3 April.",
    ),
    bind(
        act(SittingAct::Outcome),
        &[letter('e'), ENTER],
        "Note",
        "Writes down what was noted or agreed, for the record.",
    ),
    bind(
        act(SittingAct::Discussed),
        &[letter('d')],
        "Discussed",
        "The item was discussed; once more opens it again.",
    ),
    bind(
        act(SittingAct::Deferred),
        &[letter('f'), letter('-')],
        "Deferred",
        "The item was not reached or was put off; once more opens it again.",
    ),
    bind(
        act(SittingAct::Attendance),
        &[letter('a')],
        "Attendance",
        "Who is there, who sent apologies, who came for whom.",
    ),
    bind(
        act(SittingAct::Internal),
        &[letter('k')],
        "Internal note",
        "A dated note about the item, for the Secretariat only.",
    ),
    bind(
        act(SittingAct::Held),
        &[letter('h')],
        "Held",
        "The meeting took place.",
    ),
    bind(
        act(SittingAct::Close),
        &[letter('m')],
        "Done",
        "Closes the action that the cursor is on.",
    ),
    bind(
        act(SittingAct::ToActions),
        &[RIGHT],
        "To actions",
        "The cursor goes to the actions: under matters arising those of earlier meetings.",
    ),
    bind(
        Command::Dialog(Inside::Close),
        &[ESC],
        "Back",
        "Closes the page, or leads from the actions to the items; the left arrow too.",
    )
    .or(&[LEFT, ctrl('c')]),
    bind(Command::Move(Step::Up), &[UP], "Up", "One row up."),
    bind(Command::Move(Step::Down), &[DOWN], "Down", "One row down."),
];

pub(in crate::tui::keys) const ATTENDANCE: &[Binding] = &[
    bind(
        act(SittingAct::Present),
        &[letter('p')],
        "Present",
        "Its person at the forum is there.",
    ),
    bind(
        act(SittingAct::Apologies),
        &[letter('a')],
        "Apologies",
        "They sent apologies.",
    ),
    bind(
        act(SittingAct::Deputy),
        &[letter('d')],
        "Deputy",
        "Somebody stands in; asks for the name.",
    ),
    bind(
        act(SittingAct::InAttendance),
        &[letter('i')],
        "In attendance",
        "They are there without belonging.",
    ),
    bind(
        act(SittingAct::Observer),
        &[letter('o')],
        "Observer",
        "They watch.",
    ),
    bind(
        act(SittingAct::Toggle),
        &[letter(' ')],
        "Present or not",
        "Present, and nothing noted any more.",
    ),
    bind(
        act(SittingAct::AllPresent),
        &[letter('A')],
        "All present",
        "Every member of whom nothing is noted yet.",
    ),
    bind(
        act(SittingAct::Add),
        &[letter('n')],
        "Add",
        "Somebody else who came, perhaps for one item only.",
    ),
    bind(
        act(SittingAct::Forget),
        &[letter('D'), plain(KeyCode::Delete)],
        "Delete",
        "Takes back what is noted of them.",
    ),
    bind(
        Command::Dialog(Inside::Close),
        &[ESC],
        "Back",
        "Back to the items; the left arrow too.",
    )
    .or(&[LEFT, letter('h'), ctrl('c')]),
];
