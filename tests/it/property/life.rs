//! Random lives of a few agreements: proposals, sendings, signatures, supersessions, reviews, ends, in any order.
//! Whatever is refused, none supersedes itself, every state has its day, and the days are in order.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use secretariat::domain::agreement::{Agreement, AgreementState};
use secretariat::domain::change::Change;
use secretariat::domain::date::Date;
use secretariat::domain::id::Id;
use secretariat::domain::life::review::{self, RecordOptions};
use secretariat::domain::life::signing::{self, Again, SendOptions, SignOptions, Signer};
use secretariat::domain::life::states::Successors;
use secretariat::domain::life::steps::{self, EndOptions, ForceOptions, ProposeOptions};
use secretariat::domain::life::supersede::{self, SupersedeOptions};
use secretariat::domain::life::{editions, tree};
use secretariat::domain::organisation::Organisation;
use secretariat::domain::party::Party;
use secretariat::domain::refusal::Refusal;
use secretariat::domain::register::Register;
use secretariat::domain::review::ReviewOutcome;
use secretariat::domain::words::Word;

use super::random::Dice;
use crate::sample;

const AGREEMENTS: u32 = 5;
const BODIES: u32 = 3;

fn id<T>(number: usize) -> Id<T> {
    let number = u32::try_from(number).expect("a small number");
    Id::new(number).expect("a number from 1")
}

fn beginning() -> Change {
    let mut change = Change::new("Begun");
    for number in 1..=BODIES {
        let body = Organisation::new(id(number as usize), format!("Body {number}"));
        change = change.create(body);
    }
    let mut party = 0;
    for number in 1..=AGREEMENTS {
        let mut one = Agreement::new(id(number as usize), format!("Text {number}"));
        one.kind = Some(if number == 1 { "MoU" } else { "JWP" }.to_owned());
        change = change.create(one);
        for body in 1..=2 {
            party += 1;
            change = change.create(Party::new(id(party), id(number as usize), id(body)));
        }
    }
    change
}

/// A step that somebody might try, sensible or not.
fn step(register: &Register, dice: &mut Dice, today: NaiveDate) -> Result<Change, Refusal> {
    let agreement = id(1 + dice.below(AGREEMENTS as usize));
    let other = id(1 + dice.below(AGREEMENTS as usize));
    let back = Days::new(dice.below(40) as u64);
    let on = if dice.is_one_in(3) {
        Date::day(today - back)
    } else {
        Date::day(today)
    };
    let body = id(1 + dice.below(BODIES as usize));
    match dice.below(9) {
        0 => {
            let scope = None;
            steps::propose(register, agreement, &ProposeOptions { today, on, scope })
        }
        1 => {
            let to = vec![body];
            signing::send(register, agreement, &SendOptions { today, on, to })
        }
        2 | 3 => {
            let signer = if dice.is_one_in(6) {
                Signer::Unknown
            } else {
                Signer::Body(body)
            };
            let options = SignOptions {
                today,
                on,
                signer,
                by: String::new(),
                capacity: None,
                effective: dice.is_one_in(5).then(|| Date::day(today - back)),
                again: Again::Refuse,
            };
            signing::sign(register, agreement, &options)
        }
        4 => steps::force(register, agreement, &ForceOptions { on }),
        5 | 6 => {
            let options = SupersedeOptions {
                today,
                by: other,
                except: dice.is_one_in(3).then(|| "Annex B".to_owned()),
                on: dice.is_one_in(4).then_some(on),
            };
            supersede::supersede(register, agreement, &options)
        }
        7 => {
            let outcome = dice.one_of(ReviewOutcome::ALL).copied();
            let options = RecordOptions {
                today,
                on: today.into(),
                outcome: outcome.expect("there are outcomes"),
                by: "The leads".to_owned(),
                next: None,
                note: String::new(),
                item: None,
                checks: Vec::new(),
                confirmed: Vec::new(),
                replaced_by: None,
            };
            review::record(register, agreement, &options)
        }
        _ if dice.is_one_in(3) => {
            let why = "Withdrawn".to_owned();
            steps::end(register, agreement, &EndOptions { today, on, why })
        }
        _ => tree::hang(register, agreement, (!dice.is_one_in(4)).then_some(other)),
    }
}

/// No way along the links leads back to where it began.
fn has_no_loop(register: &Register) -> bool {
    register.agreements.iter().all(|start| {
        let (mut open, mut seen) = (vec![start.id], HashSet::new());
        while let Some(at) = open.pop() {
            let one = register.agreements.get(at).expect("links lead somewhere");
            for link in &one.supersedes {
                if link.agreement == start.id {
                    return false;
                }
                if seen.insert(link.agreement) {
                    open.push(link.agreement);
                }
            }
        }
        true
    })
}

fn check(register: &Register, today: NaiveDate) -> Result<(), TestCaseError> {
    prop_assert_eq!(register.faults(), Vec::<String>::new());
    prop_assert!(has_no_loop(register));
    let standing = Successors::of(register);
    for one in &register.agreements {
        let days: Vec<Date> = one.states.iter().filter_map(|state| state.since).collect();
        prop_assert_eq!(days.len(), one.states.len(), "every state has its day");
        for (before, after) in days.iter().zip(days.iter().skip(1)) {
            prop_assert!(before.first() <= after.last(), "{} then {}", before, after);
        }
        let states: Vec<AgreementState> = one.states.iter().map(|one| one.state).collect();
        let is_over = |state: &AgreementState| {
            matches!(state, AgreementState::Superseded | AgreementState::Ended)
        };
        prop_assert!(!states.iter().rev().skip(1).any(is_over), "{:?}", states);
        if is_over(&one.state()) {
            prop_assert_eq!(one.review_due, None);
        }
        let chain = editions::chain(register, one.id);
        prop_assert!(chain.iter().any(|edition| edition.agreement == one.id));
        let _ = standing.state_on(one, today);
    }
    let nodes = tree::tree(register, today);
    let shown: HashSet<_> = nodes.iter().map(|node| node.agreement).collect();
    prop_assert_eq!(shown.len(), nodes.len(), "each stands once");
    Ok(())
}

#[test]
fn no_life_however_odd_makes_a_loop_or_a_state_without_its_day_and_all_of_it_is_undone() {
    let config = Config {
        cases: 60,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new(config);
    let outcome = runner.run(&any::<u64>(), |seed| {
        let mut dice = Dice::new(seed);
        let mut session = sample::memory();
        let begun = session.commit(|_| Ok(beginning()));
        begun.expect("it is sound");
        let before = session.register().clone();
        let mut today = NaiveDate::from_ymd_opt(2020, 1, 6).expect("a day");
        let mut done = 0;
        for _ in 0..60 {
            today = today + Days::new(dice.below(30) as u64);
            if session
                .commit(|register| step(register, &mut dice, today))
                .is_ok()
            {
                done += 1;
                check(session.register(), today)?;
            }
        }
        prop_assert!(0 < done);
        sample::assert_sound(&session);
        for _ in 0..done {
            session.undo().expect("one's own change");
        }
        prop_assert!(*session.register() == before);
        Ok(())
    });
    outcome.expect("it holds of every life");
}
