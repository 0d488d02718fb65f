//! The table of forums.

use super::row::stored;
use crate::domain::forum::Forum;

stored!(Forum in "forum":
    id, reference, name, acronym, purpose, level, agreement, cadence, starts, chair, record_rule, record_kind,
    decides, returns_lead, papers_lead, windows, start, end, place, standing_items, publish, item_numbers,
    paper_numbers, return_headings, handed_to, handed_on,
);
