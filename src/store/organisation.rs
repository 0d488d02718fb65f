//! The table of organisations.

use super::row::stored;
use crate::domain::organisation::Organisation;

stored!(Organisation in "organisation":
    id, reference, name, acronym, aliases, sort, successors, enquiries, ceased,
);
