//! The table of meetings.

use super::row::stored;
use crate::domain::meeting::Meeting;

stored!(Meeting in "meeting":
    id, reference, forum, number, on, start, end, place, link, state, chair, papers, record, publish, sort, moved_from,
    record_by, record_link, agenda_steps, record_steps, post_meeting_notes,
);
