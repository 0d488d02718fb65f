//! Reviews: when an agreement was looked at again, by whom, and what came of it. Recording one is `life::review`.

use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::date::Date;
use super::field::{fields, group};
use super::id::Id;
use super::item::Item;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::words::words;

words! {
    pub enum ReviewOutcome {
        Reaffirmed = "reaffirmed",
        Amended = "amended",
        Replaced = "replaced",
        Extended = "extended",
        Ended = "ended",
    }
}

words! {
    /// What a review looks at. Source of the first: CQC-ADASS protocol, ¶39.
    pub enum ReviewCheck {
        Meetings = "meetings evaluated",
        Contacts = "contacts confirmed",
        References = "annexes and references checked",
        Commitments = "commitments met",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    pub id: Id<Review>,
    pub agreement: Id<Agreement>,
    /// When it was done.
    pub on: Date,
    pub outcome: ReviewOutcome,
    /// Who did it.
    pub by: String,
    /// The date it had been due.
    pub was_due: Option<Date>,
    pub next: Option<Date>,
    pub note: String,
    /// The item of the meeting at which its outcome was recorded.
    // Registers before version 3000 have entries in their histories without this.
    #[serde(default)]
    pub item: Option<Id<Item>>,
    /// What was looked at, in no order; what is not here was not looked at.
    // Registers before version 4000 have entries in their histories without this.
    #[serde(default)]
    pub checks: Vec<Checked>,
}

/// One point of a review's checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    pub point: ReviewCheck,
    /// What was found.
    pub found: String,
}

group!(Checked: point, found);

impl Row for Review {
    row!(Review in reviews, under agreement);
    fields!(
        agreement, on, outcome, by, was_due, next, note, item, checks
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.by.trim().is_empty() {
            return Err(Refusal::invalid("by", "A review needs to say who did it."));
        }
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let text = register
            .agreements
            .get(self.agreement)
            .map_or("", |one| &one.title);
        format!("{text}, {} {}", self.outcome, self.on)
    }
}
