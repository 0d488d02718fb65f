//! Whole meeting cycles with random steps, by the verbs: what must hold of agendas, logs and issued texts holds after
//! every step, and all of it can be taken back and brought back exactly.

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "each function is asked for a few deeds, and its last arm is the last of them"
)]
mod deeds;
mod rules;

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use secretariat::domain::calendar::BankHolidays;
use secretariat::domain::change::Change;
use secretariat::domain::contact::Contact;
use secretariat::domain::cycle::{plan, sitting, states};
use secretariat::domain::forum::{Cadence, Forum, StandingItem};
use secretariat::domain::id::Id;
use secretariat::domain::issued_text::IssuedText;
use secretariat::domain::meeting::{Meeting, MeetingState};
use secretariat::domain::membership::{Membership, Role};
use secretariat::domain::organisation::Organisation;
use secretariat::domain::refusal::Refusal;
use secretariat::domain::register::Register;
use secretariat::session::{Failure, Session};

use self::deeds::{ANYWHEN, AT, AWAY, BEFORE, Deed, Step};
use super::random::Dice;
use crate::sample;

/// How often each deed was done in all the cycles of a test.
type Tally = BTreeMap<Deed, usize>;

/// The random steps of one round: until the meeting, at it, and after it.
#[derive(Debug, Clone)]
struct Round {
    before: Vec<Step>,
    at: Vec<Step>,
    after: Vec<Step>,
}

/// A small forum and one that it sends items up to, in the hands of one person.
struct World {
    session: Session,
    today: NaiveDate,
    /// The register after each change that stands or was taken back, from the empty one on.
    states: Vec<Register>,
    /// Which of them it is now.
    at: usize,
    /// Each text that is there, as it was issued.
    texts: BTreeMap<Id<IssuedText>, IssuedText>,
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// The forum that meets four times a year.
fn forum() -> Id<Forum> {
    id(1)
}

/// The one above it.
fn upper() -> Id<Forum> {
    id(2)
}

impl World {
    /// Two forums with members, some with a representative, and the year planned.
    fn new() -> Self {
        let session = sample::memory();
        let today = NaiveDate::from_ymd_opt(2021, 1, 4).expect("a day");
        let mut world = Self {
            states: vec![session.register().clone()],
            session,
            today,
            at: 0,
            texts: BTreeMap::new(),
        };
        world.must(|_, _| Ok(beginning()));
        for forum in [forum(), upper()] {
            world.must(|register, today| {
                let holidays = BankHolidays::standard();
                let plan = plan::propose(register, forum, 2021, today, holidays)?;
                plan::accept(register, forum, &plan.days())
            });
        }
        world
    }

    fn register(&self) -> &Register {
        self.session.register()
    }

    /// Does what a verb says. False where it refuses; a refusal changes nothing.
    fn try_to(
        &mut self,
        ask: impl FnOnce(&Register, NaiveDate) -> Result<Change, Refusal>,
    ) -> bool {
        let today = self.today;
        match self.session.commit(|register| ask(register, today)) {
            Ok(_) => {
                self.states.truncate(self.at + 1);
                self.states.push(self.session.register().clone());
                self.at += 1;
                self.check();
                true
            }
            Err(Failure::Refused(_)) => {
                assert_eq!(
                    *self.register(),
                    self.states[self.at],
                    "a refusal changes nothing"
                );
                false
            }
            Err(failure) => panic!("nobody else writes: {failure}"),
        }
    }

    /// The same for what no rule forbids.
    fn must(&mut self, ask: impl FnOnce(&Register, NaiveDate) -> Result<Change, Refusal>) {
        let mut why = None;
        let is_done = self.try_to(|register, today| {
            ask(register, today).inspect_err(|refusal| why = Some(refusal.to_string()))
        });
        assert!(is_done, "{why:?}");
    }

    fn undo(&mut self) -> bool {
        if self.at == 0 {
            self.session.undo().expect_err("there is nothing to undo");
            return false;
        }
        let done = self.session.undo().expect("nobody else writes");
        self.at -= 1;
        assert_eq!(
            *self.register(),
            self.states[self.at],
            "undone: {}",
            done.label
        );
        rules::keep_texts(self, true);
        true
    }

    fn redo(&mut self) -> bool {
        if self.at + 1 == self.states.len() {
            self.session.redo().expect_err("there is nothing to redo");
            return false;
        }
        let done = self.session.redo().expect("nobody else writes");
        self.at += 1;
        assert_eq!(
            *self.register(),
            self.states[self.at],
            "redone: {}",
            done.label
        );
        rules::keep_texts(self, false);
        true
    }

    /// What must hold after every step.
    fn check(&mut self) {
        rules::places_have_no_gaps(self.register());
        rules::open_actions_are_on_one_log(self.register(), self.today);
        rules::only_what_is_open_is_carried(self.register(), self.today);
        rules::carried_items_say_where_from(self.register());
        rules::keep_texts(self, false);
    }

    /// The next meeting of a forum that is to come.
    fn next(&self, forum: Id<Forum>) -> Option<&Meeting> {
        let all = self.register().meetings.of(forum);
        all.filter(|one| one.is_coming(self.today))
            .min_by_key(|one| (one.on.first(), one.id))
    }

    fn last_held(&self, forum: Id<Forum>) -> Option<&Meeting> {
        let all = self.register().meetings.of(forum);
        all.filter(|one| one.state == MeetingState::Held)
            .max_by_key(|one| (one.on.first(), one.id))
    }

    /// One turn of the cycle: build, issue, hold, record.
    fn turn(&mut self, round: &Round, tally: &mut Tally) {
        self.today = self.today + Days::new(7);
        self.take(&Step::sure(Deed::Build), tally);
        self.walk(&round.before, tally);
        self.take(&Step::sure(Deed::IssueAgenda), tally);
        let Some(meeting) = self.next(forum()).map(|one| (one.id, one.on.first())) else {
            return;
        };
        self.today = meeting.1;
        self.must(|register, today| states::hold(register, &[meeting.0], today));
        self.must(|register, _| sitting::all_present(register, meeting.0));
        self.walk(&round.at, tally);
        self.today = self.today + Days::new(3);
        self.take(&Step::sure(Deed::IssueRecord), tally);
        self.walk(&round.after, tally);
        sample::assert_sound(&self.session);
    }

    fn walk(&mut self, steps: &[Step], tally: &mut Tally) {
        for step in steps {
            self.take(step, tally);
        }
    }

    fn take(&mut self, step: &Step, tally: &mut Tally) {
        let mut dice = Dice::new(step.seed);
        if deeds::take(self, step.deed, &mut dice) {
            *tally.entry(step.deed).or_default() += 1;
        }
    }

    /// Back to the empty register step by step, and to the end again.
    fn there_and_back(mut self) {
        let end = self.register().clone();
        while self.redo() {}
        let last = self.register().clone();
        while self.undo() {}
        assert_eq!(*self.register(), Register::default());
        while self.redo() {}
        assert_eq!(*self.register(), last);
        assert!(self.states.contains(&end));
        sample::assert_sound(&self.session);
    }
}

/// Five organisations, three of them with a person, in two forums.
fn beginning() -> Change {
    let mut main = Forum::new(forum(), "Local forum");
    main.cadence = Cadence::PerYear {
        count: 4,
        starts: 1,
    };
    main.standing_items = ["Welcome and apologies", "Matters arising", "Current risks"]
        .map(StandingItem::new)
        .into();
    let mut above = Forum::new(upper(), "National forum");
    above.cadence = Cadence::PerYear {
        count: 2,
        starts: 1,
    };
    let mut change = Change::new("Began").create(main).create(above);
    let names = ["CQC", "GMC", "NMC", "ADASS", "HSE"];
    for (name, number) in names.iter().zip(1..) {
        change = change.create(Organisation::new(id(number), *name));
        let mut membership = Membership::new(id(number), forum(), id(number), Role::Member);
        if number < 4 {
            change = change.create(person(number));
            membership.representative = Some(id(number));
        }
        change = change.create(membership);
        let above = Membership::new(id(number + 10), upper(), id(number), Role::Member);
        change = change.create(above);
    }
    change
}

fn person(number: u32) -> Contact {
    Contact {
        id: id(number),
        organisation: id(number),
        name: format!("Person {number}"),
        post: "Chief Executive".to_owned(),
        from: None,
        to: None,
        telephone: String::new(),
        email: String::new(),
        met: None,
        confirmed: None,
    }
}

fn steps(deeds: &[&[Deed]], most: usize) -> impl Strategy<Value = Vec<Step>> + use<> {
    let deeds = deeds.concat();
    let step = (proptest::sample::select(deeds), any::<u64>());
    prop::collection::vec(step.prop_map(|(deed, seed)| Step { deed, seed }), 0..most)
}

fn round() -> impl Strategy<Value = Round> {
    let before = steps(&[BEFORE, BEFORE, ANYWHEN], 14);
    let at = steps(&[AT, AT, ANYWHEN], 14);
    let after = steps(&[AWAY, AWAY, ANYWHEN], 10);
    (before, at, after).prop_map(|(before, at, after)| Round { before, at, after })
}

/// A year of each forum is three rounds.
const ROUNDS: u32 = 3;

#[test]
fn in_whatever_order_a_cycle_is_worked_agendas_logs_and_texts_stay_right() {
    let cycles: u32 = if sample::is_slow_wanted() { 500 } else { 25 };
    let config = Config {
        cases: cycles.div_ceil(ROUNDS),
        failure_persistence: None,
        ..Config::default()
    };
    let rounds = prop::collection::vec(round(), ROUNDS as usize);
    let tally = RefCell::new(Tally::new());
    let outcome = TestRunner::new(config).run(&rounds, |rounds| {
        let mut world = World::new();
        for round in &rounds {
            world.turn(round, &mut tally.borrow_mut());
        }
        world.there_and_back();
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    let tally = tally.into_inner();
    let never: Vec<Deed> = [BEFORE, AT, AWAY, ANYWHEN]
        .concat()
        .into_iter()
        .filter(|deed| !tally.contains_key(deed))
        .collect();
    let most = if sample::is_slow_wanted() { 0 } else { 8 };
    assert!(never.len() <= most, "{never:?} never done: {tally:?}");
}
