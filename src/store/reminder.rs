//! The table of reminders.

use super::row::stored;
use crate::domain::reminder::Reminder;

stored!(Reminder in "reminder":
    id, kind, about, until, note,
);
