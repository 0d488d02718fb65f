//! What is asked about where an entry came from; imports fill it in by themselves.

use super::{Asked, Form, ask, nowhere};
use crate::domain::id::Id;
use crate::domain::origin::Origin;

impl Form for Origin {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Origin.about,
            "About",
            "The entry whose source it is: agreement 12."
        )
        .required(),
        ask!(
            Origin.source,
            "Source",
            "Where the facts come from: a page, a letter, a paragraph."
        )
        .long(),
        ask!(
            Origin.file,
            "File",
            "The kind of file it was brought in from: agreements, meetings."
        ),
        ask!(Origin.key, "Key", "What its row is known by in that file.").fresh(),
        ask!(
            Origin.given,
            "Columns",
            "What its row said when it was last brought in."
        )
        .option("column")
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            about: nowhere(),
            file: String::new(),
            key: String::new(),
            source: String::new(),
            given: Vec::new(),
        }
    }
}
