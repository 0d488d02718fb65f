//! In the tree of agreements.

use super::{ENTER, RIGHT, bind, letter};
use crate::tui::keys::{Binding, Command, PageAct, TreeAct};

const fn act(act: TreeAct) -> Command {
    Command::Page(PageAct::Tree(act))
}

pub(in crate::tui::keys) const TREE: &[Binding] = &[
    bind(
        act(TreeAct::Open),
        &[ENTER, RIGHT],
        "Go to",
        "Goes to the agreement of the line.",
    )
    .or(&[letter('l')]),
    bind(
        act(TreeAct::Unfold),
        &[letter(' ')],
        "Unfold",
        "Shows the earlier editions behind the agreement, or folds them away.",
    ),
    bind(
        act(TreeAct::Editions),
        &[letter('v')],
        "Editions",
        "The editions of the text: from when to when, who joined and who left.",
    ),
    bind(
        act(TreeAct::Hang),
        &[letter('p')],
        "Hang under",
        "Hangs the agreement under a memorandum, or under nothing; those with the same parties first.",
    ),
];
