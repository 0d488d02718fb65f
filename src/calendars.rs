//! What calendars need to know of the journal: how often each entry has changed, so that a calendar taken in again updates
//! what was taken in before.

use crate::exchange::ics::Marks;
use crate::session::{Failure, Session};

/// As far as the journal is looked at.
pub fn marks(session: &mut Session) -> Result<Marks, Failure> {
    let mut marks = Marks::default();
    for head in session.heads()?.to_vec() {
        // What was erased cannot be read any more.
        let edits = if head.is_erased {
            Vec::new()
        } else {
            session.edits(head.id)?
        };
        marks.see(&head, &edits);
    }
    Ok(marks)
}
