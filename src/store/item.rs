//! The table of agenda items.

use super::row::stored;
use crate::domain::item::Item;

stored!(Item in "item":
    id, meeting, position, number, section, title, purpose, paper, paper_state, start, minutes, presenter, outcome,
    state, carried_from, agreement, reserved, is_sub, copy, sent_out,
);
