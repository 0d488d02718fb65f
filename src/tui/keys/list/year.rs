//! In the year view.

use crossterm::event::KeyCode;

use super::{DOWN, ENTER, LEFT, RIGHT, UP, bind, letter, plain};
use crate::tui::keys::{Binding, Command, PageAct, Step, YearAct};

const fn act(act: YearAct) -> Command {
    Command::Page(PageAct::Year(act))
}

pub(in crate::tui::keys) const YEAR: &[Binding] = &[
    bind(
        act(YearAct::Open),
        &[ENTER],
        "Open",
        "Goes to what stands on the day; if several, it asks which.",
    ),
    bind(
        act(YearAct::New),
        &[letter('n')],
        "New meeting",
        "A new meeting on the day.",
    ),
    bind(
        act(YearAct::Edit),
        &[letter('e')],
        "Edit",
        "Changes what stands on the day.",
    ),
    bind(
        act(YearAct::History),
        &[letter('H')],
        "History",
        "Who changed what stands on the day, when, and what it said before.",
    ),
    bind(
        act(YearAct::Delete),
        &[letter('D'), plain(KeyCode::Delete)],
        "Delete",
        "Deletes what stands on the day, with what belongs to it; asks first.",
    ),
    bind(
        act(YearAct::Forum),
        &[letter('f')],
        "Forum",
        "Chooses whose meetings are shown: those of all forums, or of one.",
    ),
    bind(
        act(YearAct::ToToday),
        &[letter('t')],
        "To today",
        "The cursor goes to today.",
    ),
    bind(
        act(YearAct::YearBefore),
        &[letter('-')],
        "Year before",
        "The same day a year before.",
    ),
    bind(
        act(YearAct::YearAfter),
        &[letter('+')],
        "Year after",
        "The same day a year after.",
    ),
    bind(
        act(YearAct::DayBefore),
        &[LEFT],
        "Day before",
        "The day before.",
    )
    .or(&[letter('h')]),
    bind(
        act(YearAct::DayAfter),
        &[RIGHT],
        "Day after",
        "The day after.",
    )
    .or(&[letter('l')]),
    bind(
        Command::Move(Step::Up),
        &[UP],
        "Week before",
        "The same day a week before.",
    )
    .or(&[letter('k')]),
    bind(
        Command::Move(Step::Down),
        &[DOWN],
        "Week after",
        "The same day a week after.",
    )
    .or(&[letter('j')]),
    bind(
        Command::Move(Step::PageUp),
        &[plain(KeyCode::PageUp)],
        "Month before",
        "The same day a month before.",
    ),
    bind(
        Command::Move(Step::PageDown),
        &[plain(KeyCode::PageDown)],
        "Month after",
        "The same day a month after.",
    ),
    bind(
        Command::Move(Step::First),
        &[plain(KeyCode::Home)],
        "First day",
        "The first day of the year.",
    ),
    bind(
        Command::Move(Step::Last),
        &[plain(KeyCode::End)],
        "Last day",
        "The last day of the year.",
    ),
];
