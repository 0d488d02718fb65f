//! Whole, in part, before the new text is in force, and what is refused.

use super::*;
use crate::domain::agreement::StateSince;
use crate::domain::life::states::Successors;
use crate::domain::life::steps::{ForceOptions, force};

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn id(number: u32) -> Id<Agreement> {
    Id::new(number).expect("a number")
}

fn put(register: &mut Register, number: u32, state: AgreementState, effective: Option<&str>) {
    let mut one = Agreement::new(id(number), format!("Edition {number}"));
    one.states = vec![StateSince { state, since: None }];
    one.effective = effective.map(date);
    one.review_due = Some(date("by 2021-09"));
    register.put(one);
}

fn options(by: u32) -> SupersedeOptions {
    SupersedeOptions {
        today: day("2021-08-20"),
        by: id(by),
        except: None,
        on: None,
    }
}

fn apply(register: &mut Register, found: Result<Change, Refusal>) -> String {
    let change = found.expect("it may be");
    register.apply(&change);
    register
        .check(&change)
        .expect("a verb makes a sound change");
    change.label
}

fn state_on(register: &Register, number: u32, on: &str) -> Option<AgreementState> {
    let one = register.agreements.get(id(number)).expect("it was put");
    Successors::of(register).state_on(one, day(on))
}

#[test]
fn whole_the_earlier_one_is_superseded_from_the_day_of_the_later_and_in_part_it_stays() {
    use AgreementState::{Current, Superseded};
    for (except, on, expected, label) in [
        (
            None,
            None,
            &[("2021-03-31", Current), ("2021-04-01", Superseded)][..],
            "Noted that \"Edition 2\" takes the place of \"Edition 1\" from 1 April 2021",
        ),
        (
            None,
            Some("2021-06-01"),
            &[("2021-05-31", Current), ("2021-06-01", Superseded)],
            "Noted that \"Edition 2\" takes the place of \"Edition 1\" from 1 June 2021",
        ),
        (
            Some(" Annex B "),
            None,
            &[("2021-08-20", Current)],
            "Noted that \"Edition 2\" takes the place of \"Edition 1\", except Annex B",
        ),
    ] {
        let mut register = Register::default();
        put(&mut register, 1, Current, Some("2012-07-20"));
        put(&mut register, 2, Current, Some("2021-04-01"));
        let options = SupersedeOptions {
            except: except.map(str::to_owned),
            on: on.map(date),
            ..options(2)
        };
        let found = supersede(&register, id(1), &options);
        assert_eq!(apply(&mut register, found), label);
        for (on, state) in expected {
            assert_eq!(state_on(&register, 1, on), Some(*state), "{label} {on}");
        }
        let earlier = register.agreements.get(id(1)).expect("it is there");
        assert_eq!(earlier.review_due.is_none(), except.is_none(), "{label}");
    }
}

#[test]
fn a_text_that_is_still_being_signed_takes_the_place_of_another_only_once_it_is_in_force() {
    use AgreementState::{Current, OutForSignature, Superseded};
    let mut register = Register::default();
    put(&mut register, 1, Current, Some("2012-07-20"));
    put(&mut register, 2, OutForSignature, None);
    let found = supersede(&register, id(1), &options(2));
    let label = apply(&mut register, found);
    assert!(label.ends_with("once it is in force"), "{label}");
    assert_eq!(state_on(&register, 1, "2021-08-20"), Some(Current));
    let found = force(
        &register,
        id(2),
        &ForceOptions {
            on: date("2021-09-01"),
        },
    );
    apply(&mut register, found);
    assert_eq!(state_on(&register, 1, "2021-08-31"), Some(Current));
    assert_eq!(state_on(&register, 1, "2021-09-01"), Some(Superseded));
}

#[test]
fn what_cannot_take_the_place_of_another_is_refused() {
    use AgreementState::{Current, Ended, NotStated};
    type Alter = fn(&mut Register, &mut SupersedeOptions);
    let cases: [(u32, u32, Alter, &str); 8] = [
        (1, 1, |_, _| (), "cannot take its own place"),
        (3, 1, |_, _| (), "perhaps through others"),
        (1, 2, |_, _| (), "takes the place of \"Edition 1\" already"),
        (1, 9, |_, _| (), "There is no agreement 9."),
        (9, 1, |_, _| (), "There is no agreement 9."),
        (
            4,
            5,
            |register, _| put(register, 5, NotStated, None),
            "\"Edition 5\" has no date yet. Say from which day",
        ),
        (
            4,
            3,
            |_, options| options.on = Some(date("2021-08-21")),
            "21 August 2021 has not come yet",
        ),
        (
            4,
            3,
            |register, _| put(register, 4, Ended, None),
            "is ended, so nothing takes its place",
        ),
    ];
    for (earlier, later, alter, words) in cases {
        let mut register = Register::default();
        for number in 1..=4 {
            put(&mut register, number, Current, Some("2015"));
        }
        for (earlier, later) in [(1, 2), (2, 3)] {
            let found = supersede(&register, id(earlier), &options(later));
            apply(&mut register, found);
        }
        let mut options = options(later);
        alter(&mut register, &mut options);
        let refusal = supersede(&register, id(earlier), &options).expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
}

#[test]
fn what_stays_can_be_said_later_and_one_text_may_be_split_into_two() {
    use AgreementState::Current;
    let mut register = Register::default();
    for number in 1..=3 {
        put(&mut register, number, Current, Some("2015"));
    }
    for (by, except) in [
        (2, Some("Annex B")),
        (2, Some("Annexes B and C")),
        (3, None),
        (2, None),
    ] {
        let options = SupersedeOptions {
            except: except.map(str::to_owned),
            ..options(by)
        };
        let found = supersede(&register, id(1), &options);
        apply(&mut register, found);
    }
    let earlier = register.agreements.get(id(1)).expect("it is there");
    assert_eq!(earlier.states.len(), 2, "superseded once");
}
