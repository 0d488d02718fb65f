//! Reviewing an agreement: the dates that can come next, and the outcome that moves the register on.

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, AgreementState, StateSince};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};
use crate::domain::review::{Checked, Review, ReviewOutcome};

/// What to record of a review.
#[derive(Debug, Clone)]
pub struct RecordOptions {
    /// The day on which it is recorded; no review is done after it.
    pub today: NaiveDate,
    pub on: NaiveDate,
    pub outcome: ReviewOutcome,
    pub by: String,
    pub next: Option<Date>,
    pub note: String,
    /// The item of the meeting at which it was done.
    pub item: Option<Id<Item>>,
    /// What was looked at.
    pub checks: Vec<Checked>,
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

/// The next review of an agreement after one done on a day, from its interval. None where it has no interval.
pub fn offer(agreement: &Agreement, register: &Register, on: NaiveDate) -> Option<Offer> {
    let every = agreement.review_every.filter(|every| every.count > 0)?;
    let due = agreement
        .review_due
        .or_else(|| Some(agreement.stands_from(register)?.plus(every)))?;
    let first = due.plus(every);
    let mut intended = first;
    while intended.last() <= on {
        let later = intended.plus(every);
        if later == intended {
            // The end of the calendar: nothing comes after it.
            break;
        }
        intended = later;
    }
    Some(Offer {
        intended,
        skipped: intended != first,
        from_completion: Date::day(on).plus(every),
    })
}

/// What leaving the next review empty will mean, and the other date that can be reckoned.
pub fn next_words(
    agreement: &Agreement,
    register: &Register,
    outcome: Option<ReviewOutcome>,
    on: NaiveDate,
) -> String {
    let offer = offer(agreement, register, on);
    match (outcome, offer) {
        (Some(ReviewOutcome::Ended | ReviewOutcome::Replaced), _) => {
            "Leave it empty: it is not reviewed again.".to_owned()
        }
        (Some(ReviewOutcome::Amended), _) => "What the new text says; empty for none.".to_owned(),
        (Some(ReviewOutcome::Reaffirmed | ReviewOutcome::Extended) | None, Some(offer)) => {
            let skipped = if offer.skipped {
                ", the first that is not past"
            } else {
                ""
            };
            format!(
                "Empty: {} from the date intended{skipped}. From the day it was done: {}.",
                offer.intended, offer.from_completion
            )
        }
        (Some(ReviewOutcome::Reaffirmed | ReviewOutcome::Extended) | None, None) => {
            "The agreement states no interval; empty for none.".to_owned()
        }
    }
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
    check_options(agreement, options)?;
    check_day(register, agreement, options)?;
    let review = review_of(register, agreement, options);
    review.check()?;
    let after = Agreement {
        review_due: review.next,
        states: states_after(agreement, options),
        ..agreement.clone()
    };
    let label = format!(
        "Recorded the review of \"{}\" as {}",
        agreement.title, options.outcome
    );
    Ok(Change::new(label).create(review).update(agreement, after))
}

/// Refuses a review that is still to come, or from before there was an agreement.
fn check_day(
    register: &Register,
    agreement: &Agreement,
    options: &RecordOptions,
) -> Result<(), Refusal> {
    let on = Date::day(options.on);
    if options.today < options.on {
        return Err(Refusal::invalid(
            "on",
            format!("{on} has not come yet; a review is recorded when it is done."),
        ));
    }
    match agreement.stands_from(register) {
        Some(from) if options.on < from.first() => {
            let sentence = format!(
                "\"{}\" stands from {from}; it cannot have been reviewed on {on}.",
                agreement.title
            );
            Err(Refusal::invalid("on", sentence))
        }
        Some(_) | None => Ok(()),
    }
}

fn check_options(agreement: &Agreement, options: &RecordOptions) -> Result<(), Refusal> {
    if let state @ (AgreementState::Ended | AgreementState::Superseded) = agreement.state() {
        let sentence = format!(
            "\"{}\" is {state} already and is not reviewed any more; if that is wrong, correct its states first.",
            agreement.title
        );
        return Err(Refusal::state(sentence));
    }
    let Some(next) = options.next else {
        return Ok(());
    };
    if state_brought(options.outcome).is_some() {
        let sentence = format!(
            "An agreement that is {} has no next review.",
            options.outcome
        );
        return Err(Refusal::invalid("next", sentence));
    }
    if next.last() <= options.on {
        let day = Date::day(options.on);
        let sentence = format!("The next review, {next}, is not after {day}.");
        return Err(Refusal::invalid("next", sentence));
    }
    Ok(())
}

/// The state in which a review leaves an agreement that does not go on.
fn state_brought(outcome: ReviewOutcome) -> Option<AgreementState> {
    match outcome {
        ReviewOutcome::Ended => Some(AgreementState::Ended),
        ReviewOutcome::Replaced => Some(AgreementState::Superseded),
        ReviewOutcome::Reaffirmed | ReviewOutcome::Amended | ReviewOutcome::Extended => None,
    }
}

/// Its states, with the one that the review brought; an agreement that was under review is current again.
fn states_after(agreement: &Agreement, options: &RecordOptions) -> Vec<StateSince> {
    let is_under_review = agreement.state() == AgreementState::UnderReview;
    let again = is_under_review.then_some(AgreementState::Current);
    let brought = state_brought(options.outcome).or(again);
    let since = Some(options.on.into());
    let new = brought.map(|state| StateSince { state, since });
    agreement.states.iter().copied().chain(new).collect()
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
        item: options.item,
        checks: options.checks.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    fn with(how: impl FnOnce(&mut Agreement)) -> (Register, Id<Agreement>) {
        let mut register = Register::default();
        let mut agreement = Agreement::new(register.agreements.next_id(), "Protocol");
        how(&mut agreement);
        let id = agreement.id;
        register.put(agreement);
        (register, id)
    }

    fn options(outcome: ReviewOutcome, next: Option<&str>) -> RecordOptions {
        RecordOptions {
            today: day("2020-03-15"),
            on: day("2020-03-15"),
            outcome,
            by: " The leads ".to_owned(),
            next: next.map(date),
            note: String::new(),
            item: None,
            checks: Vec::new(),
        }
    }

    fn done(register: &Register, change: &Change) -> Register {
        let mut after = register.clone();
        after.apply(change);
        after.check(change).expect("a verb makes a sound change");
        after
    }

    #[test]
    fn the_next_review_is_reckoned_from_the_intended_date_and_beside_it_from_completion() {
        type Case<'a> = (
            Option<&'a str>,
            Option<&'a str>,
            &'a str,
            &'a str,
            Option<(&'a str, bool, &'a str)>,
        );
        let cases: [Case<'_>; 10] = [
            // Five years from 2014 was 2019; done late, in March 2020, it is next due in 2024 and not in 2025.
            (
                Some("2014"),
                None,
                "5 years",
                "2020-03-15",
                Some(("2024", false, "2025-03-15")),
            ),
            (
                Some("2014-03-01"),
                None,
                "5 years",
                "2020-03-15",
                Some(("2024-03-01", false, "2025-03-15")),
            ),
            (
                None,
                Some("2019"),
                "5 years",
                "2020-03-15",
                Some(("2024", false, "2025-03-15")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2021-08-20",
                Some(("by 2023-09", false, "2023-08-20")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2026-11-20",
                Some(("by 2027-09", true, "2028-11-20")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2023-09-29",
                Some(("by 2023-09", false, "2025-09-29")),
            ),
            (
                None,
                Some("by 2021-09"),
                "2 years",
                "2023-09-30",
                Some(("by 2025-09", true, "2025-09-30")),
            ),
            (
                None,
                Some("9999"),
                "1 year",
                "9999-12-31",
                Some(("9999", false, "9999-12-31")),
            ),
            (None, None, "5 years", "2020-03-15", None),
            (Some("2014"), Some("2019"), "0 years", "2020-03-15", None),
        ];
        for (effective, due, every, on, expected) in cases {
            let (register, id) = with(|one| {
                one.effective = effective.map(date);
                one.review_due = due.map(date);
                one.review_every = Some(every.parse().expect("an interval"));
            });
            let agreement = register.agreements.get(id).expect("it was put");
            let expected = expected.map(|(intended, skipped, from_completion)| Offer {
                intended: date(intended),
                skipped,
                from_completion: date(from_completion),
            });
            let offer = offer(agreement, &register, day(on));
            assert_eq!(offer, expected, "{effective:?}, {due:?} done on {on}");
        }
    }

    #[test]
    fn a_review_records_its_outcome_and_moves_the_register_on() {
        use AgreementState::{Current, Ended as EndedState, Superseded, UnderReview};
        use ReviewOutcome::{Amended, Ended, Extended, Reaffirmed, Replaced};
        for (state, outcome, next, expected_next, expected_state) in [
            (Current, Reaffirmed, None, Some("2024"), Current),
            (
                Current,
                Reaffirmed,
                Some("2025-03"),
                Some("2025-03"),
                Current,
            ),
            (UnderReview, Reaffirmed, None, Some("2024"), Current),
            (Current, Extended, None, Some("2024"), Current),
            (Current, Amended, None, None, Current),
            (
                UnderReview,
                Amended,
                Some("by 2022"),
                Some("by 2022"),
                Current,
            ),
            (Current, Ended, None, None, EndedState),
            (UnderReview, Replaced, None, None, Superseded),
        ] {
            let (register, id) = with(|one| {
                one.review_due = Some(date("2019"));
                one.review_every = Some("5 years".parse().expect("an interval"));
                one.states = vec![StateSince { state, since: None }];
            });
            let change = record(&register, id, &options(outcome, next)).expect("it may be");
            let after = done(&register, &change);
            let agreement = after.agreements.get(id).expect("it is still there");
            let review = after.reviews.iter().next().expect("it was recorded");
            let expected_next = expected_next.map(date);
            assert_eq!(agreement.review_due, expected_next, "{outcome}");
            assert_eq!(agreement.state(), expected_state, "{outcome}");
            assert_eq!(
                (review.next, review.was_due),
                (expected_next, Some(date("2019")))
            );
            assert_eq!((review.by.as_str(), review.outcome), ("The leads", outcome));
            assert!(
                change.label.ends_with(outcome.to_string().as_str()),
                "{}",
                change.label
            );
        }
    }

    #[test]
    fn a_review_that_records_nothing_or_contradicts_itself_is_refused() {
        use AgreementState::{Current, Ended as EndedState, Superseded};
        use ReviewOutcome::{Amended, Ended, Reaffirmed, Replaced};
        for (state, outcome, next, by, field) in [
            (Current, Reaffirmed, None, " ", Some("by")),
            (Current, Ended, Some("2024"), "The leads", Some("next")),
            (Current, Replaced, Some("2024"), "The leads", Some("next")),
            (
                Current,
                Amended,
                Some("2020-03-15"),
                "The leads",
                Some("next"),
            ),
            (Current, Amended, Some("2019"), "The leads", Some("next")),
            (EndedState, Reaffirmed, None, "The leads", None),
            (Superseded, Reaffirmed, None, "The leads", None),
        ] {
            let (register, id) = with(|one| one.states = vec![StateSince { state, since: None }]);
            let mut options = options(outcome, next);
            by.clone_into(&mut options.by);
            let refusal = record(&register, id, &options).expect_err("it may not be");
            assert_eq!(refusal.field, field, "{refusal}");
        }
    }
}
