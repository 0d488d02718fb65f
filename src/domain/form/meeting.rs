//! What is asked about a meeting.

use chrono::NaiveDate;

use super::{Asked, Form, ask, nobody};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;

impl Form for Meeting {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Meeting.forum, "Forum", "The forum that meets.").required(),
        ask!(
            Meeting.on,
            "Date",
            "The day, or as much as is known: 13 Jan 2027, Jan 2027."
        )
        .required()
        .fresh(),
        ask!(Meeting.start, "From", "10am, 14:30, midday."),
        ask!(Meeting.end, "To", "When it is to end: 12:30pm."),
        ask!(Meeting.place, "Place", "A room or an address."),
        ask!(Meeting.link, "Joining link", "Where to join from afar."),
        ask!(Meeting.state, "State", "Planned, until its date is agreed.").fresh(),
        ask!(
            Meeting.number,
            "Number",
            "The forum's own count: 42 for the 42nd."
        )
        .fresh(),
        ask!(
            Meeting.chair,
            "Chair",
            "Only where it departs from the forum's rule."
        )
        .fresh(),
        ask!(
            Meeting.papers,
            "Papers",
            "What a published list says of its agenda or papers."
        )
        .fresh(),
        ask!(
            Meeting.record,
            "Record",
            "What a published list says of its record."
        )
        .fresh(),
        ask!(
            Meeting.publish,
            "Publish",
            "Whether it stands on the published page."
        )
        .fresh(),
        ask!(
            Meeting.reference,
            "Reference",
            "The key by which imports know it; may be empty."
        )
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nobody(), Date::day(NaiveDate::MIN))
    }
}
