//! What is asked about a return.

use super::{Asked, Form, ask, nobody};
use crate::domain::id::Id;
use crate::domain::returns::Return;

impl Form for Return {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Return.meeting,
            "Meeting",
            "The meeting it is for: a date, next or last."
        )
        .required(),
        ask!(Return.organisation, "Organisation", "Whose return it is.").required(),
        ask!(
            Return.asked,
            "Asked for",
            "The day on which it was asked for."
        )
        .fresh(),
        ask!(
            Return.received,
            "Received",
            "The day it came; of our own the day it was written."
        )
        .fresh(),
        ask!(Return.sent, "Sent on", "The day it went to the others.").fresh(),
        ask!(
            Return.text,
            "Text",
            "What it says, under the forum's headings."
        )
        .long()
        .fresh(),
        ask!(Return.link, "Document", "Where the document is kept.").fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nobody(), nobody())
    }
}
