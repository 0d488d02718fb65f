//! The table of agreements.

use super::row::stored;
use crate::domain::agreement::Agreement;

stored!(Agreement in "agreement":
    id, reference, kind, title, signatures, effective, published, review_due, review_every, states, parent, supersedes,
    publish, review_event, no_review, review_lead, waiting_for;
    aside: review_clause, team, summary, scope, level, area, legal_status, basis, focus_areas, ways_of_working, annexes,
    links, sharing, ladder, disagreements,
);
