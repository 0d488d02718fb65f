//! The table of notes.

use super::row::stored;
use crate::domain::note::Note;

stored!(Note in "note":
    id, about, on, text, file,
);
