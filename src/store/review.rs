//! The table of reviews.

use super::row::stored;
use crate::domain::review::Review;

stored!(Review in "review":
    id, agreement, on, outcome, was_due, next;
    aside: by, note, item, checks,
);
