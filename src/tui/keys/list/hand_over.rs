//! Where a forum is handed over.

use crossterm::event::KeyCode;

use super::{bind, ctrl, letter, plain};
use crate::tui::keys::{Binding, Command, HandOverAct, PageAct};

const fn act(act: HandOverAct) -> Command {
    Command::Page(PageAct::HandOver(act))
}

pub(in crate::tui::keys) const HAND_OVER: &[Binding] = &[
    bind(
        act(HandOverAct::Tick),
        &[letter(' ')],
        "Tick",
        "Takes what stands on the line along with the forum, or leaves it here.",
    ),
    bind(
        act(HandOverAct::All),
        &[letter('a')],
        "All or none",
        "Takes all along that can go; where all is ticked, nothing of it.",
    ),
    bind(
        act(HandOverAct::Write),
        &[ctrl('s'), plain(KeyCode::F(2))],
        "Hand over",
        "Asks to whom, from which day and where the file goes; from that day the forum is only read here.",
    ),
    bind(
        act(HandOverAct::TakeBack),
        &[letter('T')],
        "Take back",
        "Keeps a forum here again that was handed over.",
    ),
];
