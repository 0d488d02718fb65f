//! The table of commitments.

use super::row::stored;
use crate::domain::commitment::Commitment;

stored!(Commitment in "commitment":
    id, agreement, forum, paragraph, rule, sort, clock, trigger, who, post, started, evidence,
    kept_by,
);
