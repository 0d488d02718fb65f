//! The table of attendance.

use super::row::stored;
use crate::domain::attendance::Attendance;

stored!(Attendance in "attendance":
    id, meeting, presence, organisation, contact, name, post, stands_for, item,
);
