//! The table of returns.

use super::row::stored;
use crate::domain::returns::Return;

stored!(Return in "member_return":
    id, meeting, organisation, asked, received, sent, text, link,
);
