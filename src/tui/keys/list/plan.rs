//! On the page that plans a year.

use crossterm::event::KeyCode;

use super::{ENTER, bind, ctrl, letter, plain};
use crate::tui::keys::{Binding, Command, PageAct, PlanAct};

const fn act(act: PlanAct) -> Command {
    Command::Page(PageAct::Plan(act))
}

pub(in crate::tui::keys) const PLAN: &[Binding] = &[
    bind(
        act(PlanAct::Accept),
        &[ctrl('s'), plain(KeyCode::F(2))],
        "Accept",
        "Plans a meeting on every date proposed, as one change.",
    ),
    bind(
        act(PlanAct::Later),
        &[letter('+')],
        "Later",
        "Moves the date to the next working day.",
    ),
    bind(
        act(PlanAct::Earlier),
        &[letter('-')],
        "Earlier",
        "Moves the date to the working day before.",
    ),
    bind(
        act(PlanAct::Pick),
        &[letter('e'), plain(KeyCode::F(4))],
        "Another day",
        "Moves the date to a day picked from the month.",
    ),
    bind(
        act(PlanAct::Add),
        &[letter('n')],
        "Add",
        "Puts one more date in, picked from the month.",
    ),
    bind(
        act(PlanAct::Drop),
        &[letter('D'), plain(KeyCode::Delete)],
        "Drop",
        "Takes the date out of the plan.",
    ),
    bind(
        act(PlanAct::Open),
        &[ENTER],
        "Go to",
        "Goes to the meeting that is fixed.",
    ),
    bind(
        act(PlanAct::Forum),
        &[letter('f')],
        "Forum",
        "Chooses whose year is planned.",
    ),
    bind(
        act(PlanAct::YearBefore),
        &[letter('<')],
        "Year before",
        "The forum's year before.",
    ),
    bind(
        act(PlanAct::YearAfter),
        &[letter('>')],
        "Year after",
        "The forum's next year.",
    ),
];
