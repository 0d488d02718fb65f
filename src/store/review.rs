//! The table of reviews.

use super::row::stored;
use crate::domain::review::Review;

stored!(Review in "review":
    id, agreement, on, outcome, by, was_due, next, note, item, checks,
);
