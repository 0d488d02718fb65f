//! The table of organisations.

use super::row::stored;
use crate::domain::organisation::Organisation;

stored!(Organisation in "organisation":
    id, reference, name, acronym, sort, successors, ceased;
    aside: aliases, enquiries,
);
