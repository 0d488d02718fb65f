//! The table of parties to agreements.

use super::row::stored;
use crate::domain::party::Party;

stored!(Party in "party":
    id, agreement, organisation, capacity, lead, signed, position, from, to;
    aside: signed_by,
);
