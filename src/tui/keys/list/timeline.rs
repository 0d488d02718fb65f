//! In the timeline.

use super::{ENTER, LEFT, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, PageAct, TimelineAct};

const fn act(act: TimelineAct) -> Command {
    Command::Page(PageAct::Timeline(act))
}

pub(in crate::tui::keys) const TIMELINE: &[Binding] = &[
    bind(
        act(TimelineAct::Open),
        &[ENTER],
        "Go to",
        "Goes to the agreement of the row.",
    ),
    bind(
        act(TimelineAct::YearBefore),
        &[LEFT],
        "Year before",
        "The year before; what it holds stands beneath in words.",
    )
    .or(&[letter('h')]),
    bind(
        act(TimelineAct::YearAfter),
        &[RIGHT],
        "Year after",
        "The year after; what it holds stands beneath in words.",
    )
    .or(&[letter('l')]),
    bind(
        act(TimelineAct::ToToday),
        &[letter('t')],
        "To today",
        "The cursor goes to this year.",
    ),
    bind(
        act(TimelineAct::Wider),
        &[letter('+')],
        "Wider years",
        "Wider years, and so fewer of them.",
    ),
    bind(
        act(TimelineAct::Narrower),
        &[letter('-')],
        "Narrower",
        "Narrower years, and so more of them.",
    ),
];
