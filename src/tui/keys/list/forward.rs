//! In the forward plan.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, ForwardAct, PageAct};

const fn act(act: ForwardAct) -> Command {
    Command::Page(PageAct::Forward(act))
}

pub(in crate::tui::keys) const FORWARD: &[Binding] = &[
    bind(
        act(ForwardAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to the meeting, the offer or the agreement of the line.",
    )
    .or(&[letter('l')]),
    bind(
        act(ForwardAct::New),
        &[letter('n')],
        "Offer",
        "Offers an item for the meeting that the cursor is under.",
    ),
    bind(
        act(ForwardAct::Take),
        &[letter('t')],
        "Take",
        "Puts the offer on the agenda of the meeting it is for, else of the next.",
    ),
    bind(
        act(ForwardAct::Park),
        &[letter('p')],
        "Park",
        "Keeps the offer for a meeting to come, or for later.",
    ),
    bind(
        act(ForwardAct::Decline),
        &[letter('d')],
        "Decline",
        "Says no to the offer, with the reason.",
    ),
    bind(
        act(ForwardAct::Edit),
        &[letter('e')],
        "Edit",
        "Changes the offer.",
    ),
    bind(
        act(ForwardAct::Forum),
        &[letter('f')],
        "Forum",
        "Chooses whose forward plan is shown.",
    ),
];
