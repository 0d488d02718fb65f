//! The table of origins.

use super::row::stored;
use crate::domain::origin::Origin;

stored!(Origin in "origin":
    id, about, file, key, source, given,
);
