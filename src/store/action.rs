//! The table of actions.

use super::row::stored;
use crate::domain::action::Action;

stored!(Action in "action":
    id, reference, forum, number, meeting, item, text, owner, post, due, progress, closed, outcome, reserved, doer,
    replies,
);
