//! The table of issued texts.

use super::row::stored;
use crate::domain::issued_text::IssuedText;

stored!(IssuedText in "issued_text":
    id, meeting, what, number, on, public, members, secretariat,
);
