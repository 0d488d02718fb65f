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
            Meeting.sort,
            "Sort",
            "Formal, informal, joint with whom; empty where it does not matter."
        )
        .fresh(),
        ask!(
            Meeting.moved_from,
            "Moved from",
            "The dates it had before it was postponed."
        )
        .option("moved-from")
        .fresh(),
        ask!(
            Meeting.chair,
            "Chair",
            "Only where it departs from the forum's rule."
        )
        .fresh(),
        ask!(
            Meeting.record_by,
            "Record taken by",
            "Only where it departs from the forum's rule."
        )
        .option("record-by")
        .fresh(),
        ask!(
            Meeting.agenda_steps,
            "Agenda",
            "How far the agenda has come: draft, with the Chair, cleared, circulated, agreed, published."
        )
        .option("agenda-step")
        .under("Agenda and record")
        .fresh(),
        ask!(
            Meeting.record_steps,
            "Record",
            "How far the action note or the minutes have come."
        )
        .option("record-step")
        .fresh(),
        ask!(
            Meeting.record_link,
            "Record is at",
            "Where a record is found that another body keeps."
        )
        .option("record-link")
        .fresh(),
        ask!(
            Meeting.post_meeting_notes,
            "Post-meeting notes",
            "What was found out after the record was issued."
        )
        .option("post-meeting-note")
        .fresh(),
        ask!(
            Meeting.papers,
            "Papers",
            "What a published list says of its agenda or papers."
        )
        .under("Published")
        .fresh(),
        ask!(
            Meeting.record,
            "Record, published",
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
