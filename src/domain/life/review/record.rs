//! Recording a review: its outcome moves the agreement on, with its next date and its state.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::clock;
use super::next::{Next, chosen, intended_for};
use crate::domain::agreement::{Agreement, AgreementState, StateSince, Supersession};
use crate::domain::change::Change;
use crate::domain::contact::Contact;
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
    /// When it was done, as precisely as that is known.
    pub on: Date,
    pub outcome: ReviewOutcome,
    pub by: String,
    /// None: as usual, which is from the date intended after *reaffirmed* and *extended*.
    pub next: Option<Next>,
    /// The agreement that takes its place, where it is replaced.
    pub replaced_by: Option<Id<Agreement>>,
    pub note: String,
    /// The item of the meeting at which it was done.
    pub item: Option<Id<Item>>,
    /// What was looked at.
    pub checks: Vec<Checked>,
    /// The contacts who were found to be as they are kept.
    pub confirmed: Vec<Id<Contact>>,
}

impl RecordOptions {
    /// With an outcome and nothing besides; who did it must still be said.
    pub fn new(today: NaiveDate, on: Date, outcome: ReviewOutcome) -> Self {
        Self {
            today,
            on,
            outcome,
            by: String::new(),
            next: None,
            replaced_by: None,
            note: String::new(),
            item: None,
            checks: Vec::new(),
            confirmed: Vec::new(),
        }
    }
}

/// Records a review and moves the register on: the next date, and the state, with nobody having the text any more.
///
/// Refuses an agreement that is not in force yet or any more, a review that is still to come or older than the last one, and a
/// next date for an agreement that does not go on.
pub fn record(
    register: &Register,
    id: Id<Agreement>,
    options: &RecordOptions,
) -> Result<Change, Refusal> {
    let Some(agreement) = register.agreements.get(id) else {
        return Err(Refusal::not_found(format!("There is no agreement {id}.")));
    };
    check_state(agreement)?;
    check_on(register, agreement, options)?;
    let review = review_of(register, agreement, options)?;
    review.check()?;
    let after = Agreement {
        review_due: review.next,
        states: states_after(agreement, options),
        waiting_for: Vec::new(),
        ..agreement.clone()
    };
    let label = format!(
        "Recorded the review of \"{}\" as {}",
        agreement.title, options.outcome
    );
    let change = Change::new(label).create(review).update(agreement, after);
    let change = replaced(register, agreement, options, change)?;
    Ok(confirmed(register, options, change))
}

fn check_state(agreement: &Agreement) -> Result<(), Refusal> {
    match agreement.state() {
        state @ (AgreementState::Ended | AgreementState::Superseded) => {
            let sentence = format!(
                "\"{}\" is {state} already and is not reviewed any more; if that is wrong, correct its states first.",
                agreement.title
            );
            Err(Refusal::state(sentence))
        }
        state @ (AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature) => {
            let sentence = format!(
                "\"{}\" is {state}; only what is in force is reviewed.",
                agreement.title
            );
            Err(Refusal::state(sentence))
        }
        AgreementState::Current | AgreementState::UnderReview | AgreementState::NotStated => Ok(()),
    }
}

/// Refuses a review that is still to come, from before there was an agreement, or older than the last one.
fn check_on(
    register: &Register,
    agreement: &Agreement,
    options: &RecordOptions,
) -> Result<(), Refusal> {
    let (on, title) = (options.on, &agreement.title);
    if options.today < on.first() {
        return Err(Refusal::invalid(
            "on",
            format!("{on} has not come yet; a review is recorded when it is done."),
        ));
    }
    if let Some(from) = agreement.stands_from(register)
        && on.last() < from.first()
    {
        let sentence = format!("\"{title}\" stands from {from}; {on} is before that.");
        return Err(Refusal::invalid("on", sentence));
    }
    match clock::latest(register, agreement, options.today) {
        Some(last) if on.last() < last.on.first() => {
            let sentence = format!(
                "A later review of \"{title}\", {}, has set its next date already. An earlier one only joins the list: \
                 secretariat review add",
                last.on
            );
            Err(Refusal::invalid("on", sentence))
        }
        Some(_) | None => Ok(()),
    }
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
    let since = Some(options.on);
    let new = brought.map(|state| StateSince { state, since });
    agreement.states.iter().copied().chain(new).collect()
}

/// The review as it will stand, with the next date that was chosen.
fn review_of(
    register: &Register,
    agreement: &Agreement,
    options: &RecordOptions,
) -> Result<Review, Refusal> {
    let RecordOptions {
        on, outcome, next, ..
    } = *options;
    Ok(Review {
        id: register.reviews.next_id(),
        agreement: agreement.id,
        on,
        outcome,
        by: options.by.trim().to_owned(),
        was_due: intended_for(agreement, register, on.last()),
        next: chosen(agreement, register, outcome, on, next)?,
        note: options.note.trim().to_owned(),
        item: options.item,
        checks: options.checks.clone(),
    })
}

/// The change, with the agreement that takes the place of this one saying so, unless it does already.
///
/// Refuses one of itself, one that is not there, and any where the outcome is another.
// What else superseding asks for (what stays in force, from when) is the verb of its own: this only keeps the link.
fn replaced(
    register: &Register,
    agreement: &Agreement,
    options: &RecordOptions,
    change: Change,
) -> Result<Change, Refusal> {
    let Some(by) = options.replaced_by else {
        return Ok(change);
    };
    let refuse = |sentence: String| Err(Refusal::invalid("replaced_by", sentence));
    if options.outcome != ReviewOutcome::Replaced {
        let sentence = format!(
            "Nothing takes the place of an agreement that is {}.",
            options.outcome
        );
        return refuse(sentence);
    }
    let Some(later) = register.agreements.get(by) else {
        return refuse(format!("There is no agreement {by}."));
    };
    if by == agreement.id || comes_before(register, by, agreement) {
        return refuse(format!(
            "\"{}\" cannot take the place of \"{}\": it is an earlier edition of it, or the same.",
            later.title, agreement.title
        ));
    }
    if later
        .supersedes
        .iter()
        .any(|one| one.agreement == agreement.id)
    {
        return Ok(change);
    }
    let mut after = later.clone();
    after.supersedes.push(Supersession {
        agreement: agreement.id,
        except: None,
    });
    Ok(change.update(later, after))
}

/// True if an agreement is an earlier edition of another, through whatever chain.
fn comes_before(register: &Register, earlier: Id<Agreement>, of: &Agreement) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<Id<Agreement>> = of.supersedes.iter().map(|one| one.agreement).collect();
    while let Some(id) = open.pop() {
        if id == earlier {
            return true;
        }
        if seen.insert(id)
            && let Some(one) = register.agreements.get(id)
        {
            open.extend(one.supersedes.iter().map(|one| one.agreement));
        }
    }
    false
}

/// The change, with the contacts confirmed on the day of the review.
fn confirmed(register: &Register, options: &RecordOptions, change: Change) -> Change {
    let contacts = options.confirmed.iter();
    contacts
        .filter_map(|id| register.contacts.get(*id))
        .fold(change, |change, contact| {
            let after = Contact {
                confirmed: Some(options.on),
                ..contact.clone()
            };
            change.update(contact, after)
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{date, day, done, with};
    use super::*;

    fn options(outcome: ReviewOutcome, next: Option<&str>) -> RecordOptions {
        RecordOptions {
            by: " The leads ".to_owned(),
            next: next.map(|code| Next::On(date(code))),
            ..RecordOptions::new(day("2020-03-15"), date("2020-03-15"), outcome)
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
                one.waiting_for = vec![crate::domain::agreement::Holder {
                    organisation: Id::new(1).expect("a number"),
                    since: None,
                }];
            });
            let change = record(&register, id, &options(outcome, next)).expect("it may be");
            let after = done(&register, &change);
            let agreement = after.agreements.get(id).expect("it is still there");
            let review = after.reviews.iter().next().expect("it was recorded");
            let expected_next = expected_next.map(date);
            assert_eq!(agreement.review_due, expected_next, "{outcome}");
            assert_eq!(agreement.state(), expected_state, "{outcome}");
            assert!(agreement.waiting_for.is_empty(), "nobody has it any more");
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
    fn what_a_reckoned_review_had_been_intended_for_is_kept() {
        let (register, id) = with(|one| {
            one.effective = Some(date("2014"));
            one.review_every = Some("5 years".parse().expect("an interval"));
        });
        let mut options = options(ReviewOutcome::Reaffirmed, None);
        options.on = date("2020-03");
        let change = record(&register, id, &options).expect("it may be");
        let after = done(&register, &change);
        let review = after.reviews.iter().next().expect("it was recorded");
        assert_eq!(
            (review.on, review.was_due, review.next),
            (date("2020-03"), Some(date("2019")), Some(date("2024")))
        );
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

    #[test]
    fn a_review_is_done_while_the_agreement_stands_and_after_the_last_one() {
        for (on, expected) in [
            ("2020-03-16", Some("has not come yet")),
            ("2020-04", Some("has not come yet")),
            ("2020-03", None),
            ("2013", Some("stands from 2014")),
            ("2014", Some("A later review")),
            ("2019", None),
        ] {
            let (mut register, id) = with(|one| one.effective = Some(date("2014")));
            let outcome = ReviewOutcome::Reaffirmed;
            let earlier = super::super::tests::review(&register, id, date("2019"), outcome);
            register.put(earlier);
            let mut options = options(outcome, None);
            options.on = date(on);
            let found = record(&register, id, &options);
            match expected {
                None => assert!(found.is_ok(), "{on}: {found:?}"),
                Some(words) => {
                    let refusal = found.expect_err(words);
                    assert!(refusal.sentence.contains(words), "{on}: {refusal}");
                    assert_eq!(refusal.field, Some("on"));
                }
            }
        }
    }

    #[test]
    fn what_takes_the_place_of_a_replaced_agreement_says_so_and_never_in_a_circle() {
        let (mut register, id) = with(|_| {});
        let mut later = Agreement::new(register.agreements.next_id(), "New protocol");
        let by = later.id;
        register.put(later.clone());
        let replaced_by = |outcome, by| RecordOptions {
            replaced_by: Some(by),
            ..options(outcome, None)
        };
        let change = record(&register, id, &replaced_by(ReviewOutcome::Replaced, by));
        let after = done(&register, &change.expect("it may be"));
        let successor = after.agreements.get(by).expect("it is there");
        assert_eq!(successor.supersedes[0].agreement, id);
        for (outcome, by) in [
            (ReviewOutcome::Ended, by),
            (ReviewOutcome::Replaced, id),
            (ReviewOutcome::Replaced, Id::new(9).expect("a number")),
        ] {
            let refusal = record(&register, id, &replaced_by(outcome, by)).expect_err("it may not");
            assert_eq!(refusal.field, Some("replaced_by"), "{refusal}");
        }
        // The other one is an earlier edition of it.
        let mut agreement = register.agreements.get(id).expect("it was put").clone();
        agreement.supersedes = vec![Supersession {
            agreement: by,
            except: None,
        }];
        register.put(agreement);
        later.title = "Old protocol".to_owned();
        register.put(later);
        let circle = record(&register, id, &replaced_by(ReviewOutcome::Replaced, by));
        let refusal = circle.expect_err("it would go round");
        assert!(refusal.sentence.contains("earlier edition"), "{refusal}");
    }

    #[test]
    fn contacts_are_confirmed_on_the_day_of_the_review() {
        let (mut register, id) = with(|_| {});
        super::super::tests::body(&mut register, "ADASS");
        let contact = super::super::tests::contact(&register, "Director");
        let who = contact.id;
        register.put(contact);
        let options = RecordOptions {
            confirmed: vec![who],
            ..options(ReviewOutcome::Reaffirmed, None)
        };
        let change = record(&register, id, &options).expect("it may be");
        let after = done(&register, &change);
        let contact = after.contacts.get(who).expect("it is there");
        assert_eq!(contact.confirmed, Some(date("2020-03-15")));
    }
}
