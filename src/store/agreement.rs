//! The table of agreements.

use super::row::stored;
use crate::domain::agreement::Agreement;

stored!(Agreement in "agreement":
    id, reference, kind, title, signatures, effective, published, review_due, review_every, review_clause, states,
    parent, supersedes, team, summary, scope, level, area, legal_status, basis, focus_areas, ways_of_working, annexes,
    links, publish, sharing, ladder, disagreements, review_event, no_review, review_lead, waiting_for,
);
