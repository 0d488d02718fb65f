//! What is asked about a reminder.

use chrono::NaiveDate;

use super::{Asked, Form, ask, nowhere};
use crate::domain::due::DueKind;
use crate::domain::id::Id;
use crate::domain::reminder::Reminder;

impl Form for Reminder {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Reminder.about,
            "About",
            "The entry whose line is put off: agreement 12, action CEF/3."
        )
        .required(),
        ask!(Reminder.kind, "Due line", "What is due of it."),
        ask!(
            Reminder.until,
            "Remind on",
            "The day on which the line comes back."
        )
        .required()
        .fresh(),
        ask!(Reminder.note, "Note", "Why it can wait."),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            kind: DueKind::Review,
            about: nowhere(),
            until: NaiveDate::MIN,
            note: String::new(),
        }
    }
}
