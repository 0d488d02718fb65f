//! A review date is moved on by a review. Written wrongly, it is corrected with the reason.

use chrono::NaiveDate;

use super::clock;
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::life::states::Successors;
use crate::domain::note::Note;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// What to put right.
#[derive(Debug, Clone)]
pub struct CorrectOptions {
    pub today: NaiveDate,
    /// None: the text names no date.
    pub due: Option<Date>,
    /// What was wrong; kept as a dated note.
    pub why: String,
}

/// Refuses a written review date of an agreement in force that is pushed to later, or taken away, by hand.
///
/// A first date and an earlier one are anybody's to write.
pub fn refuse_push(
    register: &Register,
    before: &Agreement,
    after: &Agreement,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let Some(old) = before.review_due else {
        return Ok(());
    };
    if before.review_due == after.review_due || !is_in_force(register, before, after, today) {
        return Ok(());
    }
    let new = clock::due(register, after, today);
    if new.is_some_and(|new| new.last() <= old.last()) {
        return Ok(());
    }
    let pushed = if after.review_due.is_some() {
        "put off"
    } else {
        "taken away"
    };
    let sentence = format!(
        "The review of \"{}\" is due {old}; that date is not {pushed} by itself. Record what the review came to, and it \
         moves on. Was the date written wrongly? R on the agreement puts it right, or secretariat review correct {} \
         --due DATE --why REASON.",
        before.title, before.id
    );
    Err(Refusal::invalid("review_due", sentence))
}

/// Puts right a review date that was written wrongly, and keeps the reason as a note of the day.
///
/// Refuses no reason, and the date that stands.
pub fn correct(
    register: &Register,
    id: Id<Agreement>,
    options: &CorrectOptions,
) -> Result<Change, Refusal> {
    let Some(agreement) = register.agreements.get(id) else {
        return Err(Refusal::not_found(format!("There is no agreement {id}.")));
    };
    let why = options.why.trim();
    if why.is_empty() {
        let sentence = "A correction needs its reason: what was written wrongly.";
        return Err(Refusal::invalid("why", sentence));
    }
    let (old, new) = (agreement.review_due, options.due);
    if old == new {
        let sentence = format!("The review is {} already.", date_words(old));
        return Err(Refusal::invalid("due", sentence));
    }
    let note = Note {
        id: register.notes.next_id(),
        about: id.into(),
        on: Some(options.today.into()),
        text: format!(
            "Review date corrected from {} to {}: {why}",
            bare_words(old),
            bare_words(new)
        ),
        file: None,
    };
    let after = Agreement {
        review_due: new,
        ..agreement.clone()
    };
    let label = format!("Corrected the review date of \"{}\"", agreement.title);
    Ok(Change::new(label).update(agreement, after).create(note))
}

/// In force on the day, both as it was and as it will be.
fn is_in_force(
    register: &Register,
    before: &Agreement,
    after: &Agreement,
    today: NaiveDate,
) -> bool {
    let standing = Successors::of(register);
    [before, after].into_iter().all(|one| {
        let state = standing.state_on(one, today);
        state.is_some_and(AgreementState::is_in_force)
    })
}

fn date_words(date: Option<Date>) -> String {
    date.map_or_else(|| "without a date".to_owned(), |date| format!("due {date}"))
}

fn bare_words(date: Option<Date>) -> String {
    date.map_or_else(|| "no date".to_owned(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{date, day, done, with};
    use super::*;
    use crate::domain::agreement::StateSince;

    #[test]
    fn a_date_is_not_pushed_by_hand_while_the_agreement_is_in_force() {
        use AgreementState::{Current, Ended, NotStated, Proposed};
        type Case<'a> = (
            AgreementState,
            Option<&'a str>,
            Option<&'a str>,
            AgreementState,
            Option<&'a str>,
        );
        let (by, later) = (Some("by 2021-09"), Some("by 2022-09"));
        let cases: [Case<'_>; 11] = [
            (Current, by, later, Current, Some("put off")),
            (NotStated, by, later, NotStated, Some("put off")),
            (Current, by, Some("2021"), Current, Some("put off")),
            (Current, by, None, Current, Some("taken away")),
            (Current, by, Some("by 2020-09"), Current, None),
            (Current, by, Some("2021-09-30"), Current, None),
            (Current, by, by, Current, None),
            (Current, None, later, Current, None),
            (Proposed, by, later, Proposed, None),
            (Proposed, by, later, Current, None),
            (Current, by, None, Ended, None),
        ];
        for (state, old, new, state_after, expected) in cases {
            let (register, id) = with(|one| {
                one.review_due = old.map(date);
                one.states = vec![StateSince { state, since: None }];
            });
            let before = register.agreements.get(id).expect("it was put");
            let mut after = before.clone();
            after.review_due = new.map(date);
            after.states = vec![StateSince {
                state: state_after,
                since: None,
            }];
            let found = refuse_push(&register, before, &after, day("2021-08-20"));
            match expected {
                None => assert_eq!(found, Ok(()), "{state} {old:?} to {new:?}"),
                Some(words) => {
                    let refusal = found.expect_err(words);
                    assert!(refusal.sentence.contains(words), "{refusal}");
                    assert_eq!(refusal.field, Some("review_due"));
                }
            }
        }
    }

    #[test]
    fn a_correction_keeps_its_reason_as_a_note_of_the_day() {
        let (register, id) = with(|one| one.review_due = Some(date("by 2021-09")));
        let options = |due: Option<&str>, why: &str| CorrectOptions {
            today: day("2021-08-20"),
            due: due.map(date),
            why: why.to_owned(),
        };
        let wrong = options(Some("2022-09"), " It was read from the annex. ");
        let change = correct(&register, id, &wrong).expect("it may be");
        let after = done(&register, &change);
        let agreement = after.agreements.get(id).expect("it is there");
        assert_eq!(agreement.review_due, Some(date("2022-09")));
        let note = after.notes.iter().next().expect("it was kept");
        assert_eq!(
            note.text,
            "Review date corrected from by September 2021 to September 2022: It was read from the annex."
        );
        assert_eq!(note.on, Some(date("2021-08-20")));
        for (due, why, field) in [
            (Some("2022"), " ", "why"),
            (Some("by 2021-09"), "It was wrong.", "due"),
        ] {
            let refusal = correct(&register, id, &options(due, why)).expect_err("it may not");
            assert_eq!(refusal.field, Some(field), "{refusal}");
        }
    }
}
