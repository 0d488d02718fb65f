//! Reviewing an agreement, from the day it is to start until its outcome moves the register on.
//!
//! | to find | file |
//! |---|---|
//! | when it is due, its lead time | `clock.rs` |
//! | to start, under way, due, overdue | `stage.rs` |
//! | starting it, whom to ask | `start.rs` |
//! | the dates that can come next | `next.rs` |
//! | what to look at, with what the register knows of it | `checklist.rs` |
//! | recording what came of it | `record.rs` |
//! | a date that is pushed by hand, or put right | `correct.rs` |

pub mod checklist;
mod clock;
mod correct;
mod next;
mod record;
mod stage;
mod start;

pub use clock::{Clock, clock, due, lead, lead_apart, lead_at};
pub use correct::{CorrectOptions, correct, refuse_push};
pub use next::{Next, Offer, Reckoning, next_words, offer};
pub use record::{RecordOptions, record};
pub use stage::{Progress, Stage, is_under_way, progress};
pub use start::{Lead, StartOptions, leads, partners, start};

#[cfg(test)]
mod tests {
    //! What the tests of every step begin with.

    use chrono::NaiveDate;

    use crate::domain::agreement::Agreement;
    use crate::domain::change::Change;
    use crate::domain::contact::Contact;
    use crate::domain::date::Date;
    use crate::domain::id::Id;
    use crate::domain::organisation::Organisation;
    use crate::domain::register::Register;
    use crate::domain::review::{Review, ReviewOutcome};

    pub(super) fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    pub(super) fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    pub(super) fn with(how: impl FnOnce(&mut Agreement)) -> (Register, Id<Agreement>) {
        let mut register = Register::default();
        let mut agreement = Agreement::new(register.agreements.next_id(), "Protocol");
        how(&mut agreement);
        let id = agreement.id;
        register.put(agreement);
        (register, id)
    }

    pub(super) fn body(register: &mut Register, name: &str) -> Id<Organisation> {
        let row = Organisation::new(register.organisations.next_id(), name);
        let id = row.id;
        register.put(row);
        id
    }

    /// Of the first organisation.
    pub(super) fn contact(register: &Register, post: &str) -> Contact {
        Contact {
            id: register.contacts.next_id(),
            organisation: Id::new(1).expect("a number"),
            name: "J Smith".to_owned(),
            post: post.to_owned(),
            from: None,
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: None,
        }
    }

    pub(super) fn review(
        register: &Register,
        agreement: Id<Agreement>,
        on: Date,
        outcome: ReviewOutcome,
    ) -> Review {
        Review {
            id: register.reviews.next_id(),
            agreement,
            on,
            outcome,
            by: "The leads".to_owned(),
            was_due: None,
            next: None,
            note: String::new(),
            item: None,
            checks: Vec::new(),
        }
    }

    pub(super) fn done(register: &Register, change: &Change) -> Register {
        let mut after = register.clone();
        after.apply(change);
        after.check(change).expect("a verb makes a sound change");
        after
    }
}
