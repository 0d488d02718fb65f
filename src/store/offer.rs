//! The table of offers.

use super::row::stored;
use crate::domain::offer::Offer;

stored!(Offer in "offer":
    id, forum, title, by, on, meeting, state, purpose, minutes, presenter, why, item, from_item, from_return, reserved,
);
