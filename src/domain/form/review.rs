//! What is asked about a review that was recorded. Recording one, which moves the agreement on, is `life::review`.

use chrono::NaiveDate;

use super::{Asked, Form, ask, nobody};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::review::{Review, ReviewOutcome};

impl Form for Review {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Review.agreement, "Agreement", "What was reviewed.").required(),
        ask!(Review.on, "On", "The day it was done.")
            .required()
            .fresh(),
        ask!(Review.outcome, "Outcome", "What came of it."),
        ask!(
            Review.by,
            "By",
            "Who reviewed it: a person, a post or a body."
        )
        .required(),
        ask!(
            Review.was_due,
            "Had been due",
            "The date for which it was intended."
        )
        .option("was-due")
        .fresh(),
        ask!(Review.next, "Next review", "What it set as the next date.").fresh(),
        ask!(Review.note, "Note", "What was looked at, what was found.")
            .long()
            .fresh(),
        ask!(
            Review.item,
            "Item",
            "The agenda item at which its outcome was recorded."
        )
        .fresh(),
        ask!(
            Review.checks,
            "Checklist",
            "What was looked at, and what was found."
        )
        .option("checked")
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            agreement: nobody(),
            on: Date::day(NaiveDate::MIN),
            outcome: ReviewOutcome::Reaffirmed,
            by: String::new(),
            was_due: None,
            next: None,
            note: String::new(),
            item: None,
            checks: Vec::new(),
        }
    }
}
