//! What is asked about a dated note.

use super::{Asked, Form, ask, nowhere};
use crate::domain::id::Id;
use crate::domain::note::Note;

impl Form for Note {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Note.about,
            "About",
            "The entry it is about: agreement 12, action CEF/3."
        )
        .required(),
        ask!(Note.text, "Note", "I rang them on Tuesday.")
            .long()
            .fresh(),
        ask!(Note.on, "On", "The day it is about; may be empty."),
        ask!(
            Note.file,
            "File",
            "Where a file about it lies: a path or a link."
        )
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            about: nowhere(),
            on: None,
            text: String::new(),
            file: None,
        }
    }
}
