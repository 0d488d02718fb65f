//! The join of the meetings with the register: what a meeting made of a review is recorded on the agreement, with the link
//! both ways.

use chrono::NaiveDate;

use crate::domain::agreement::Agreement;
use crate::domain::change::Change;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::item::{Item, ItemState};
use crate::domain::life::review::{self, RecordOptions};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Edit, Record, Register, Row};
use crate::domain::review::Review;

/// The item of a meeting that is the review of an agreement. Refuses a meeting that has none.
pub fn item_for(
    register: &Register,
    meeting: Id<Meeting>,
    agreement: Id<Agreement>,
) -> Result<Id<Item>, Refusal> {
    let mut items = register.items.of(meeting);
    let found = items.find(|one| one.agreement == Some(agreement));
    found.map(|one| one.id).ok_or_else(|| {
        let meeting = register.meetings.get(meeting);
        let agreement = register.agreements.get(agreement);
        let sentence = format!(
            "{} has no item for the review of \"{}\".",
            meeting.map_or_else(String::new, |one| one.title(register)),
            agreement.map_or("", |one| &one.title)
        );
        Refusal::not_found(sentence)
    })
}

/// The review that was recorded at an item.
pub fn review_at(register: &Register, item: &Item) -> Option<Id<Review>> {
    let mut reviews = register.reviews.of(item.agreement?);
    reviews
        .find(|one| one.item == Some(item.id))
        .map(|one| one.id)
}

/// Who reviewed it and when, unless somebody says otherwise: the forum, on the day of its meeting, or today where the
/// meeting has no day or has not come.
pub fn by_and_on(register: &Register, item: Id<Item>, today: NaiveDate) -> (String, NaiveDate) {
    let meeting = register.items.get(item);
    let meeting = meeting.and_then(|one| register.meetings.get(one.meeting));
    let forum = meeting.and_then(|one| register.forums.get(one.forum));
    let by = forum.map_or_else(String::new, |one: &Forum| one.name.clone());
    let day = meeting.and_then(|one| one.on.as_day());
    (by, day.filter(|day| *day <= today).unwrap_or(today))
}

/// Records a review at the item of a meeting that it is: on the agreement, and as the outcome of the item, which is
/// discussed then.
///
/// Refuses what `review::record` does, an item that is no review, one that has its outcome, and a meeting that is
/// cancelled or put off.
pub fn record_at(
    register: &Register,
    item: Id<Item>,
    options: &RecordOptions,
) -> Result<Change, Refusal> {
    let Some(item) = register.items.get(item) else {
        return Err(Refusal::not_found(format!("There is no item {item}.")));
    };
    let Some(agreement) = item.agreement else {
        let sentence = format!(
            "{} is not the review of an agreement; name the agreement in it first.",
            Record::Item(item).name(register)
        );
        return Err(Refusal::state(sentence));
    };
    if let Some(review) = review_at(register, item) {
        let sentence = format!(
            "The review is recorded at item {} already: review {review}. Correct that one, or record another on the agreement itself.",
            item.id
        );
        return Err(Refusal::state(sentence));
    }
    refuse_meeting(register, item)?;
    let options = RecordOptions {
        item: Some(item.id),
        ..options.clone()
    };
    let change = review::record(register, agreement, &options)?;
    let recorded = change.edits.iter().find_map(recorded);
    let words = recorded.map(review_words).unwrap_or_default();
    let outcome = match item.outcome.trim() {
        "" => words,
        said => format!("{said}\n{words}"),
    };
    let after = Item {
        state: ItemState::Discussed,
        outcome,
        ..item.clone()
    };
    Ok(change.update(item, after))
}

/// Refuses a meeting at which nothing was reviewed.
fn refuse_meeting(register: &Register, item: &Item) -> Result<(), Refusal> {
    let meeting = register.meetings.get(item.meeting);
    let why = match meeting.map(|one| one.state) {
        Some(MeetingState::Cancelled) => "is cancelled",
        Some(MeetingState::Postponed) => "is postponed",
        Some(MeetingState::Planned | MeetingState::Confirmed | MeetingState::Held) | None => {
            return Ok(());
        }
    };
    let title = meeting.map_or_else(String::new, |one| one.title(register));
    let sentence = format!(
        "{title} {why}; nothing was reviewed there. Record the review on the agreement itself."
    );
    Err(Refusal::state(sentence))
}

/// What the record of the meeting says of a review, and the outcome of its item until somebody writes another: "Review
/// recorded: extended; next review by September 2023."
pub fn review_words(review: &Review) -> String {
    let next = review.next.map(|next| format!("; next review {next}"));
    let next = next.unwrap_or_default();
    format!("Review recorded: {}{next}.", review.outcome)
}

/// The review that an edit makes.
fn recorded(edit: &Edit) -> Option<&Review> {
    let Edit::Review(swap) = edit else {
        return None;
    };
    swap.after.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::{AgreementState, StateSince};
    use crate::domain::audience::Audience;
    use crate::domain::date::Date;
    use crate::domain::review::ReviewOutcome;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    /// A protocol to be reviewed by September 2021, every two years, and a meeting on 9 September with two items, of which
    /// the first is the review.
    fn register() -> Register {
        let mut register = Register::default();
        register.put(Forum::new(id(1), "Local meetings"));
        let mut agreement = Agreement::new(id(1), "Protocol");
        agreement.review_due = Some(date("by 2021-09"));
        agreement.review_every = Some("2 years".parse().expect("an interval"));
        agreement.states = vec![StateSince {
            state: AgreementState::Current,
            since: None,
        }];
        register.put(agreement);
        let meeting = Meeting::new(id(1), id(1), date("2021-09-09"));
        register.put(Meeting {
            state: MeetingState::Held,
            ..meeting
        });
        let mut item = Item::new(id(1), id(1), 1, "Review of the protocol");
        item.agreement = Some(id(1));
        register.put(item);
        register.put(Item::new(id(2), id(1), 2, "Current challenges"));
        register
    }

    fn options(outcome: ReviewOutcome, next: Option<&str>) -> RecordOptions {
        RecordOptions {
            by: "Local meetings".to_owned(),
            next: next.map(|code| review::Next::On(date(code))),
            ..RecordOptions::new(day("2021-09-20"), date("2021-09-09"), outcome)
        }
    }

    #[test]
    fn the_agreement_moves_on_and_the_item_says_so_in_one_change() {
        use ReviewOutcome::{Amended, Ended, Extended, Replaced};
        for (outcome, next, said, words, state) in [
            (
                Replaced,
                None,
                "",
                "Review recorded: replaced.",
                AgreementState::Superseded,
            ),
            (
                Ended,
                None,
                "Noted.",
                "Noted.\nReview recorded: ended.",
                AgreementState::Ended,
            ),
            (
                Extended,
                None,
                "",
                "Review recorded: extended; next review by September 2023.",
                AgreementState::Current,
            ),
            (
                Amended,
                Some("2024"),
                "",
                "Review recorded: amended; next review 2024.",
                AgreementState::Current,
            ),
        ] {
            let mut register = register();
            let mut item = register.items.get(id(1)).expect("it was put").clone();
            item.outcome = said.to_owned();
            register.put(item);
            let before = register.clone();
            let change = record_at(&register, id(1), &options(outcome, next)).expect("it may be");
            register.apply(&change);
            register.check(&change).expect("it is sound");
            let item = register.items.get(id(1)).expect("it is there");
            assert_eq!((item.state, &*item.outcome), (ItemState::Discussed, words));
            let agreement = register.agreements.get(id(1)).expect("it is there");
            assert_eq!(agreement.state(), state);
            let review = register.reviews.iter().next().expect("it was recorded");
            assert_eq!(review.item, Some(id(1)));
            assert_eq!(review_at(&register, item), Some(review.id));
            assert_eq!(agreement.review_due, review.next);
            register.apply(&change.inverse(""));
            assert_eq!(register, before);
        }
    }

    #[test]
    fn what_is_no_review_has_no_outcome_to_record() {
        let mut register = register();
        let extended = options(ReviewOutcome::Extended, None);
        let no_review = record_at(&register, id(2), &extended).expect_err("it is none");
        assert_eq!(
            no_review.sentence,
            "item 2 \"Current challenges\" is not the review of an agreement; name the agreement in it first."
        );
        assert!(record_at(&register, id(9), &extended).is_err());
        assert_eq!(item_for(&register, id(1), id(1)), Ok(id(1)));
        let none = item_for(&register, id(1), id(2)).expect_err("it is on no agenda");
        assert!(
            none.sentence
                .starts_with("Local meetings, Thursday 9 September 2021 has no item"),
            "{none}"
        );
        let change = record_at(&register, id(1), &extended).expect("it may be");
        register.apply(&change);
        let twice = record_at(&register, id(1), &extended).expect_err("it is recorded");
        assert_eq!(
            twice.sentence,
            "The review is recorded at item 1 already: review 1. Correct that one, or record another on the agreement itself."
        );
    }

    #[test]
    fn nothing_was_reviewed_at_a_meeting_that_did_not_take_place() {
        for (state, expected) in [
            (
                MeetingState::Cancelled,
                Some("is cancelled; nothing was reviewed there."),
            ),
            (
                MeetingState::Postponed,
                Some("is postponed; nothing was reviewed there."),
            ),
            (MeetingState::Confirmed, None),
            (MeetingState::Held, None),
        ] {
            let mut register = register();
            let meeting = register.meetings.get(id(1)).expect("it was put").clone();
            register.put(Meeting { state, ..meeting });
            let change = record_at(&register, id(1), &options(ReviewOutcome::Extended, None));
            match expected {
                None => assert!(change.is_ok(), "{state}"),
                Some(words) => {
                    let refusal = change.expect_err(words);
                    assert!(refusal.sentence.contains(words), "{refusal}");
                }
            }
        }
    }

    #[test]
    fn it_is_the_forums_review_on_the_day_of_the_meeting_unless_somebody_says_otherwise() {
        for (on, today, expected) in [
            ("2021-09-09", "2021-09-20", "2021-09-09"),
            ("2021-09-09", "2021-09-09", "2021-09-09"),
            ("2021-09-09", "2021-09-01", "2021-09-01"),
            ("2021-09", "2021-10-20", "2021-10-20"),
        ] {
            let mut register = register();
            let meeting = register.meetings.get(id(1)).expect("it was put").clone();
            let on = date(on);
            register.put(Meeting { on, ..meeting });
            let (by, day_of) = by_and_on(&register, id(1), day(today));
            assert_eq!((&*by, day_of), ("Local meetings", day(expected)), "{on}");
        }
    }

    #[test]
    fn the_review_at_a_reserved_item_is_not_for_the_public() {
        let mut register = register();
        let mut item = register.items.get(id(1)).expect("it was put").clone();
        item.reserved = Some("It is not agreed yet.".to_owned());
        register.put(item);
        let change = record_at(&register, id(1), &options(ReviewOutcome::Ended, None));
        register.apply(&change.expect("it may be"));
        let review = register.reviews.iter().next().expect("it was recorded");
        let is_withheld = |audience| Record::Review(review).is_withheld(&register, audience);
        assert!(is_withheld(Audience::Public));
        assert!(!is_withheld(Audience::Members) && !is_withheld(Audience::Secretariat));
    }
}
