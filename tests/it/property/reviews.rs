//! Whatever reviews are recorded, started and corrected: each has its outcome, the next date is after it, the register
//! stands where the last one left it, and every date printed reads back as itself.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use secretariat::domain::agreement::{Agreement, AgreementState, StateSince};
use secretariat::domain::date::{self, Date};
use secretariat::domain::id::Id;
use secretariat::domain::life::review::{self, CorrectOptions, Next, RecordOptions, StartOptions};
use secretariat::domain::register::Register;
use secretariat::domain::review::{Review, ReviewOutcome};
use secretariat::domain::words::Word;

/// What somebody does, so many days after what was done before.
#[derive(Debug, Clone)]
enum Deed {
    Start,
    /// With a precision for the day: 0 the day, 1 its month, 2 its year.
    Record(ReviewOutcome, u8, Option<Chosen>),
    Correct(u64),
}

#[derive(Debug, Clone, Copy)]
enum Chosen {
    Intended,
    Completion,
    /// So many days after the review; in the same precisions.
    On(u64, u8),
}

fn id() -> Id<Agreement> {
    Id::new(1).expect("a number")
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2010, 1, 1).expect("a day")
}

fn as_precise(day: NaiveDate, precision: u8) -> Date {
    let iso = day.to_string();
    let code = match precision % 3 {
        0 => iso,
        1 => iso[..7].to_owned(),
        _ => iso[..4].to_owned(),
    };
    Date::from_code(&code).expect("the code of a date")
}

fn deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let chosen = prop_oneof![
        Just(Chosen::Intended),
        Just(Chosen::Completion),
        (0..2000_u64, 0..3_u8).prop_map(|(days, precision)| Chosen::On(days, precision)),
    ];
    let outcome = proptest::sample::select(ReviewOutcome::ALL.to_vec());
    let deed = prop_oneof![
        Just(Deed::Start),
        (outcome, 0..3_u8, proptest::option::of(chosen))
            .prop_map(|(outcome, precision, next)| Deed::Record(outcome, precision, next)),
        (0..4000_u64).prop_map(Deed::Correct),
    ];
    proptest::collection::vec((0..900_u64, deed), 0..14)
}

/// What the deed makes of the register; nothing where a rule refuses it.
fn done(register: &mut Register, today: NaiveDate, deed: &Deed) -> bool {
    let change = match deed {
        Deed::Start => {
            let with = Vec::new();
            let on = Date::day(today);
            review::start(register, id(), &StartOptions { today, on, with })
        }
        Deed::Record(outcome, precision, next) => {
            let on = as_precise(today, *precision);
            let next = next.map(|next| match next {
                Chosen::Intended => Next::Intended,
                Chosen::Completion => Next::Completion,
                Chosen::On(days, precision) => {
                    Next::On(as_precise(today + Days::new(days), precision))
                }
            });
            let options = RecordOptions {
                by: "The leads".to_owned(),
                next,
                ..RecordOptions::new(today, on, *outcome)
            };
            review::record(register, id(), &options)
        }
        Deed::Correct(days) => {
            let options = CorrectOptions {
                today,
                due: Some(Date::day(first_day() + Days::new(*days))),
                why: "It was written wrongly.".to_owned(),
            };
            review::correct(register, id(), &options)
        }
    };
    let Ok(change) = change else {
        return false;
    };
    register.apply(&change);
    register
        .check(&change)
        .expect("a verb makes a sound change");
    true
}

fn last(register: &Register) -> Option<&Review> {
    register.reviews.iter().next_back()
}

fn reads_back(date: Date, today: NaiveDate) -> bool {
    date::read(&date.to_string(), today) == Ok(date) && Date::from_code(&date.code()) == Some(date)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_reviews_always_leave_an_outcome_and_a_date_to_come(
        every in proptest::option::of((1..7_u16, proptest::sample::select(vec!["months", "years", "weeks"]))),
        from in 0..3_u8,
        due in proptest::option::of((0..1500_u64, 0..3_u8)),
        deeds in deeds(),
    ) {
        let mut register = Register::default();
        let mut agreement = Agreement::new(id(), "Protocol");
        agreement.effective = Some(as_precise(first_day(), from));
        let every = every.map(|(count, unit)| format!("{count} {unit}"));
        agreement.review_every = every.map(|every| every.parse().expect("an interval"));
        agreement.review_due = due.map(|(days, precision)| as_precise(first_day() + Days::new(days), precision));
        let state = AgreementState::Current;
        agreement.states = vec![StateSince { state, since: None }];
        register.put(agreement);
        let mut today = first_day();
        for (days, deed) in &deeds {
            today = today + Days::new(*days);
            let before = register.clone();
            let is_done = done(&mut register, today, deed);
            if !is_done {
                prop_assert!(register == before, "a refusal changes nothing");
                continue;
            }
            let agreement = register.agreements.get(id()).expect("it is there");
            match deed {
                Deed::Record(outcome, ..) => {
                    let review = last(&register).expect("it was recorded");
                    prop_assert_eq!(review.outcome, *outcome);
                    prop_assert!(!review.by.is_empty());
                    prop_assert_eq!(agreement.review_due, review.next);
                    prop_assert!(review.next.is_none_or(|next| review.on.last() < next.last()));
                    prop_assert!(agreement.state() != AgreementState::UnderReview);
                    let was = review::due(&before, before.agreements.get(id()).expect("it was"), review.on.last());
                    prop_assert_eq!(review.was_due, was, "it keeps what it had been intended for");
                    for date in [Some(review.on), review.was_due, review.next].into_iter().flatten() {
                        prop_assert!(reads_back(date, today), "{date}");
                    }
                }
                Deed::Start => {
                    prop_assert_eq!(agreement.state(), AgreementState::UnderReview);
                    let was = before.agreements.get(id()).expect("it was").review_due;
                    prop_assert_eq!(agreement.review_due, was, "starting moves no date");
                }
                Deed::Correct(_) => {
                    prop_assert!(register.notes.iter().next_back().is_some_and(|note| note.text.contains("written wrongly")));
                }
            }
            // A day in the past is told by the dates of its day, and no passing of time moves them.
            let due = review::due(&register, agreement, today + Days::new(1));
            let later = review::due(&register, agreement, today + Days::new(5000));
            prop_assert_eq!(due, later);
        }
    }
}
