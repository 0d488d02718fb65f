//! The table of memberships.

use super::row::stored;
use crate::domain::membership::Membership;

stored!(Membership in "membership":
    id, forum, organisation, role, from, to, position, representative, deputy, office,
);
