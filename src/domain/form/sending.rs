//! What is asked about something that was sent, or asked for.

use chrono::NaiveDate;

use super::{Asked, Form, ask, nowhere};
use crate::domain::id::Id;
use crate::domain::sending::Sending;

impl Form for Sending {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Sending.about,
            "About",
            "What was sent or asked for: text 3, return 2, action 12."
        )
        .required(),
        ask!(Sending.to, "To", "The organisation."),
        ask!(
            Sending.address,
            "Address",
            "The person or the addresses, as far as they are known."
        ),
        ask!(Sending.on, "On", "The day.").required().fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nowhere(), NaiveDate::MIN)
    }
}
