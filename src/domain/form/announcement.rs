//! What is asked about the announcement of a planned publication.

use super::{Asked, Form, ask, nobody};
use crate::domain::announcement::Announcement;
use crate::domain::id::Id;

impl Form for Announcement {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Announcement.title, "Title", "What is to be published.").required(),
        ask!(
            Announcement.publisher,
            "Publisher",
            "The organisation that publishes it."
        )
        .required(),
        ask!(
            Announcement.on,
            "Publication",
            "The day planned for it, or as much as is known."
        )
        .fresh(),
        ask!(Announcement.at, "Time", "9:30am, midday.").fresh(),
        ask!(
            Announcement.embargo,
            "Embargo until",
            "Until when drafts are confidential."
        )
        .fresh(),
        ask!(
            Announcement.shared,
            "Shared with",
            "Who has had a draft, and when."
        )
        .option("shared")
        .under("Notice to partners")
        .fresh(),
        ask!(
            Announcement.no_notice,
            "Why no notice",
            "Where partners could have none: urgent enforcement."
        )
        .long()
        .option("no-notice")
        .fresh(),
        ask!(
            Announcement.agreement,
            "Under",
            "The agreement under which partners are given notice."
        ),
        ask!(
            Announcement.published,
            "Published on",
            "The day it was published; until then nothing of it is public."
        )
        .under("Afterwards")
        .fresh(),
        ask!(
            Announcement.reference,
            "Reference",
            "The key by which imports know it; may be empty."
        )
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, "", nobody())
    }
}
