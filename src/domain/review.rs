//! Reviews: when an agreement was looked at again, by whom, and what came of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, AgreementState, StateSince};
use super::change::Change;
use super::date::Date;
use super::field::fields;
use super::id::Id;
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
}

/// What to record of a review.
#[derive(Debug, Clone)]
pub struct RecordOptions {
    pub on: NaiveDate,
    pub outcome: ReviewOutcome,
    pub by: String,
    pub next: Option<Date>,
    pub note: String,
}

/// The next review dates that can be reckoned; which one holds is for a person to choose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// From the date that was intended.
    pub intended: Date,
    /// Whether `intended` had to skip dates that are past already.
    pub skipped: bool,
    /// From the day the review was done.
    pub from_completion: Date,
}

impl Row for Review {
    row!(Review in reviews, under agreement);
    fields!(agreement, on, outcome, by, was_due, next, note);

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

/// The next review of an agreement after one done on a day, from its interval. None where it has no interval.
pub fn offer(agreement: &Agreement, register: &Register, on: NaiveDate) -> Option<Offer> {
    let every = agreement.review_every.filter(|every| every.count > 0)?;
    let due = agreement
        .review_due
        .or_else(|| Some(agreement.stands_from(register)?.plus(every)))?;
    let first = due.plus(every);
    let mut intended = first;
    while intended.last() <= on {
        intended = intended.plus(every);
    }
    Some(Offer {
        intended,
        skipped: intended != first,
        from_completion: Date::day(on).plus(every),
    })
}

/// Records a review and moves the register on: the next date, and the state where the agreement ends.
///
/// Refuses an agreement that is not in force any more, and a next date for one that ends.
pub fn record(
    register: &Register,
    id: Id<Agreement>,
    options: &RecordOptions,
) -> Result<Change, Refusal> {
    let Some(agreement) = register.agreements.get(id) else {
        return Err(Refusal::not_found(format!("There is no agreement {id}.")));
    };
    let stops = matches!(
        options.outcome,
        ReviewOutcome::Ended | ReviewOutcome::Replaced
    );
    if matches!(
        agreement.state(),
        AgreementState::Ended | AgreementState::Superseded
    ) {
        return Err(Refusal::state(format!(
            "\"{}\" is {} already.",
            agreement.title,
            agreement.state()
        )));
    }
    if stops && options.next.is_some() {
        let sentence = format!(
            "An agreement that is {} has no next review.",
            options.outcome
        );
        return Err(Refusal::invalid("next", sentence));
    }
    if let Some(next) = options.next.filter(|next| next.last() <= options.on) {
        let sentence = format!(
            "The next review, {next}, is not after {}.",
            Date::day(options.on)
        );
        return Err(Refusal::invalid("next", sentence));
    }
    let review = review_of(register, agreement, options);
    review.check()?;
    let mut after = agreement.clone();
    after.review_due = review.next;
    if stops {
        let state = if options.outcome == ReviewOutcome::Ended {
            AgreementState::Ended
        } else {
            AgreementState::Superseded
        };
        after.states.push(StateSince {
            state,
            since: Some(options.on.into()),
        });
    } else if agreement.state() == AgreementState::UnderReview {
        after.states.push(StateSince {
            state: AgreementState::Current,
            since: Some(options.on.into()),
        });
    }
    let label = format!(
        "Recorded the review of \"{}\" as {}",
        agreement.title, options.outcome
    );
    Ok(Change::new(label).create(review).update(agreement, after))
}

/// The review as it will stand: with the next date given, else the one reckoned from the intended date.
fn review_of(register: &Register, agreement: &Agreement, options: &RecordOptions) -> Review {
    let reckoned = match options.outcome {
        ReviewOutcome::Reaffirmed | ReviewOutcome::Extended => {
            offer(agreement, register, options.on).map(|offer| offer.intended)
        }
        ReviewOutcome::Amended | ReviewOutcome::Replaced | ReviewOutcome::Ended => None,
    };
    Review {
        id: register.reviews.next_id(),
        agreement: agreement.id,
        on: options.on.into(),
        outcome: options.outcome,
        by: options.by.trim().to_owned(),
        was_due: agreement.review_due,
        next: options.next.or(reckoned),
        note: options.note.trim().to_owned(),
    }
}
