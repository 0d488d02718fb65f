//! The table of actions.

use super::row::stored;
use crate::domain::action::Action;

stored!(Action in "action":
    id, reference, forum, number, meeting, item, text, owner, post, due, closed, outcome, reserved, doer, replies;
    aside: progress,
);
