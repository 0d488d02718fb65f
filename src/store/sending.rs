//! The table of sendings.

use super::row::stored;
use crate::domain::sending::Sending;

stored!(Sending in "sending":
    id, about, to, address, on,
);
