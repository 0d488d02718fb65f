//! Every step from every state: what it makes, or why it is refused.

use super::*;
use crate::domain::date::Date;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn since(state: AgreementState, since: Option<&str>) -> StateSince {
    StateSince {
        state,
        since: since.map(date),
    }
}

fn with(how: impl FnOnce(&mut Agreement)) -> (Register, Id<Agreement>) {
    let mut register = Register::default();
    let mut agreement = Agreement::new(register.agreements.next_id(), "Protocol");
    how(&mut agreement);
    let id = agreement.id;
    register.put(agreement);
    (register, id)
}

/// The agreement as a step leaves it, or why it is refused.
fn done(
    register: &Register,
    id: Id<Agreement>,
    found: Result<Change, Refusal>,
) -> Result<(Agreement, String), String> {
    let change = found.map_err(|refusal| refusal.sentence)?;
    let mut after = register.clone();
    after.apply(&change);
    after.check(&change).expect("a verb makes a sound change");
    let agreement = after.agreements.get(id).expect("it is there").clone();
    let mut back = after;
    back.apply(&change.clone().inverse(""));
    assert!(back == *register, "{}", change.label);
    Ok((agreement, change.label))
}

#[test]
fn a_proposal_is_in_development_if_it_is_a_memorandum_and_proposed_else() {
    use AgreementState::{
        Current, Ended, InDevelopment, NotStated, OutForSignature, Proposed, Superseded,
        UnderReview,
    };
    for (kind, state, expected) in [
        (Some("MoU"), None, Ok(InDevelopment)),
        (Some("memorandum of understanding"), None, Ok(InDevelopment)),
        (Some("JWP"), None, Ok(Proposed)),
        (None, None, Ok(Proposed)),
        (Some("MoU"), Some(Proposed), Ok(InDevelopment)),
        (Some("MoU"), Some(OutForSignature), Ok(InDevelopment)),
        (Some("JWP"), Some(NotStated), Ok(Proposed)),
        (
            Some("JWP"),
            Some(Proposed),
            Err("\"Protocol\" is proposed already."),
        ),
        (Some("JWP"), Some(Current), Err("stands already")),
        (Some("JWP"), Some(UnderReview), Err("stands already")),
        (
            Some("JWP"),
            Some(Superseded),
            Err("is superseded since 2013, so it cannot be proposed"),
        ),
        (Some("JWP"), Some(Ended), Err("is ended since 2013")),
    ] {
        let (register, id) = with(|one| {
            one.kind = kind.map(str::to_owned);
            one.states = state
                .iter()
                .map(|state| since(*state, Some("2013")))
                .collect();
        });
        let options = ProposeOptions {
            today: day("2014-01-20"),
            on: date("2014-01-13"),
            scope: None,
        };
        let found = done(&register, id, propose(&register, id, &options));
        match (found, expected) {
            (Ok((after, _)), Ok(state)) => {
                assert_eq!(after.states.last(), Some(&since(state, Some("2014-01-13"))));
            }
            (Err(sentence), Err(words)) => assert!(sentence.contains(words), "{sentence}"),
            (found, expected) => panic!("{kind:?} {state:?}: {found:?}, not {expected:?}"),
        }
    }
}

#[test]
fn what_a_proposal_is_to_cover_can_be_said_again_without_another_state() {
    let (register, id) = with(|one| {
        one.kind = Some("MoU".to_owned());
        one.states = vec![since(AgreementState::InDevelopment, Some("2013"))];
    });
    let options = ProposeOptions {
        today: day("2014-01-20"),
        on: date("2014-01-13"),
        scope: Some(" Co-operation at the border. ".to_owned()),
    };
    let (after, label) = done(&register, id, propose(&register, id, &options)).expect("it may be");
    assert_eq!(after.scope, "Co-operation at the border.");
    assert_eq!(after.states.len(), 1);
    assert_eq!(label, "Noted what \"Protocol\" is meant to cover");
}

#[test]
fn a_text_that_nobody_signs_is_in_force_from_a_day_that_may_be_to_come() {
    use AgreementState::{Current, Ended, NotStated, OutForSignature, Proposed, UnderReview};
    for (state, began, on, expected) in [
        (Proposed, Some("2013"), "2014-04-01", Ok(Some(Current))),
        (
            OutForSignature,
            Some("2014-01-02"),
            "2014-01",
            Ok(Some(Current)),
        ),
        (NotStated, None, "2012", Ok(Some(Current))),
        (Current, None, "2012", Ok(None)),
        (UnderReview, Some("2014"), "2012", Ok(None)),
        (
            Proposed,
            Some("2013-06-01"),
            "2013-05-31",
            Err("it cannot be current from 31 May 2013"),
        ),
        (
            Ended,
            None,
            "2014",
            Err("is ended, so it cannot be brought into force"),
        ),
    ] {
        let (register, id) = with(|one| one.states = vec![since(state, began)]);
        let found = force(&register, id, &ForceOptions { on: date(on) });
        match (done(&register, id, found), expected) {
            (Ok((after, _)), Ok(new)) => {
                assert_eq!(after.effective, Some(date(on)));
                let added: Vec<StateSince> = after.states.iter().skip(1).copied().collect();
                let new: Vec<_> = new
                    .map(|state| since(state, Some(on)))
                    .into_iter()
                    .collect();
                assert_eq!(added, new, "{state} {on}");
            }
            (Err(sentence), Err(words)) => assert!(sentence.contains(words), "{sentence}"),
            (found, expected) => panic!("{state} {on}: {found:?}, not {expected:?}"),
        }
    }
}

#[test]
fn the_day_of_publication_is_noted_once_and_the_published_page_is_not_touched() {
    let (register, id) = with(|one| one.states = vec![since(AgreementState::Current, None)]);
    let options = |on| PublishedOptions {
        today: day("2021-03-20"),
        on: date(on),
    };
    let found = published(&register, id, &options("2021-03-09"));
    let (after, label) = done(&register, id, found).expect("it may be");
    assert_eq!(
        (after.published, after.publish),
        (Some(date("2021-03-09")), false)
    );
    assert_eq!(
        label,
        "Noted that \"Protocol\" was published on 9 March 2021"
    );
    let later = published(&register, id, &options("2021-04")).expect_err("it has not come");
    assert!(
        later.sentence.starts_with("April 2021 has not come yet;"),
        "{later}"
    );
    let mut again = register;
    again.put(after);
    let twice = published(&again, id, &options("2021-03-09")).expect_err("it is there");
    assert!(
        twice.sentence.contains("on 9 March 2021 already"),
        "{twice}"
    );
}

#[test]
fn an_end_has_a_day_and_a_reason_kept_as_a_note_and_no_next_review() {
    use AgreementState::{Current, Ended, Proposed, Superseded, UnderReview};
    for (state, on, why, expected) in [
        (Current, "2021-08-19", "Withdrawn by both", Ok(())),
        (UnderReview, "2021-08", "Withdrawn", Ok(())),
        (Proposed, "2021-08-20", "Never came to it", Ok(())),
        (Current, "2021-08-19", "  ", Err("Say why it ended")),
        (
            Current,
            "2021-08-21",
            "Withdrawn",
            Err("21 August 2021 has not come yet; set a reminder"),
        ),
        (
            Current,
            "2019",
            "Withdrawn",
            Err("it cannot be ended from 2019"),
        ),
        (
            Ended,
            "2021-08-19",
            "Withdrawn",
            Err("is ended since 2020, so it cannot be ended"),
        ),
        (
            Superseded,
            "2021-08-19",
            "Withdrawn",
            Err("is superseded since 2020"),
        ),
    ] {
        let (register, id) = with(|one| {
            one.states = vec![since(state, Some("2020"))];
            one.review_due = Some(date("by 2021-09"));
        });
        let options = EndOptions {
            today: day("2021-08-20"),
            on: date(on),
            why: why.to_owned(),
        };
        let found = end(&register, id, &options);
        let notes = found.as_ref().map(|change| change.edits.len()).ok();
        match (done(&register, id, found), expected) {
            (Ok((after, _)), Ok(())) => {
                assert_eq!(after.states.last(), Some(&since(Ended, Some(on))));
                assert_eq!((after.review_due, notes), (None, Some(2)));
            }
            (Err(sentence), Err(words)) => assert!(sentence.contains(words), "{sentence}"),
            (found, expected) => panic!("{state} {on}: {found:?}, not {expected:?}"),
        }
    }
}
