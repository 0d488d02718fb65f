//! What is asked about somebody's attendance.

use super::{Asked, Form, ask, nobody};
use crate::domain::attendance::{Attendance, Presence};
use crate::domain::id::Id;

impl Form for Attendance {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Attendance.meeting,
            "Meeting",
            "The meeting: a date, next or last."
        )
        .required(),
        ask!(
            Attendance.presence,
            "Presence",
            "Present, apologies, deputy, in attendance or observer."
        ),
        ask!(
            Attendance.organisation,
            "Organisation",
            "For which body; empty for somebody who comes for none."
        ),
        ask!(
            Attendance.contact,
            "Contact",
            "The person, if the register knows them."
        )
        .fresh(),
        ask!(
            Attendance.name,
            "Name",
            "Where the person is no contact of the register."
        )
        .fresh(),
        ask!(Attendance.post, "Post", "As the record prints it.").fresh(),
        ask!(
            Attendance.stands_for,
            "For",
            "Whose place a deputy takes: B Jones."
        )
        .option("stands-for")
        .fresh(),
        ask!(
            Attendance.item,
            "Item",
            "The one item that they come for; empty for the whole meeting."
        )
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nobody(), Presence::Present)
    }
}
