//! Random renamings and mergers: nobody succeeds itself, nothing is lost or doubled on any day, undo restores all.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use secretariat::domain::action::Action;
use secretariat::domain::agreement::Agreement;
use secretariat::domain::attendance::{Attendance, Presence};
use secretariat::domain::bodies::names;
use secretariat::domain::bodies::succession::{self, Becomes, Ending, Heir};
use secretariat::domain::calendar::Interval;
use secretariat::domain::contact::Contact;
use secretariat::domain::date::Date;
use secretariat::domain::forum::{ChairRule, Forum};
use secretariat::domain::id::Id;
use secretariat::domain::meeting::{Meeting, MeetingState};
use secretariat::domain::membership::{Membership, Role};
use secretariat::domain::organisation::Organisation;
use secretariat::domain::party::Party;
use secretariat::domain::register::Register;
use secretariat::domain::words::Word;

use super::random::Dice;

const BODIES: usize = 6;

fn id<T>(number: usize) -> Id<T> {
    let number = u32::try_from(number).expect("few");
    Id::new(number).expect("a number")
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day")
}

fn some_day(dice: &mut Dice) -> NaiveDate {
    first() + Days::new(dice.below(700) as u64)
}

/// A period that may be open on either side.
fn period(dice: &mut Dice) -> (Option<Date>, Option<Date>) {
    let from = some_day(dice);
    let to = from + Days::new(dice.below(500) as u64);
    let some = |day: NaiveDate, dice: &mut Dice| (!dice.is_one_in(3)).then(|| Date::day(day));
    (some(from, dice), some(to, dice))
}

fn register(dice: &mut Dice) -> Register {
    let mut register = Register::default();
    for number in 1..=BODIES {
        register.put(Organisation::new(id(number), format!("Body {number}")));
        let (from, to) = period(dice);
        register.put(Contact {
            id: id(number),
            organisation: id(number),
            name: "A Smith".to_owned(),
            post: String::new(),
            from,
            to,
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: None,
        });
    }
    let every: Interval = "3 months".parse().expect("an interval");
    for number in 1..=3 {
        let mut forum = Forum::new(id(number), format!("Forum {number}"));
        forum.chair = ChairRule::Rotating {
            order: (1..=BODIES).map(id).collect(),
            anchor: first(),
            every,
        };
        register.put(forum);
        register.put(Agreement::new(id(number), format!("Agreement {number}")));
        for role in Role::ALL {
            for body in 1..=BODIES {
                if dice.is_one_in(3) {
                    let next = register.memberships.next_id();
                    let mut seat = Membership::new(next, id(number), id(body), *role);
                    (seat.from, seat.to) = period(dice);
                    seat.representative = Some(id(body));
                    register.put(seat);
                }
            }
        }
        for body in 1..=BODIES {
            if dice.is_one_in(2) {
                let mut party = Party::new(register.parties.next_id(), id(number), id(body));
                (party.from, party.to) = period(dice);
                register.put(party);
            }
            let mut action = Action::new(register.actions.next_id(), id(number), 1, "Do it");
            action.number = u32::try_from(body).expect("few");
            action.owner = Some(id(body));
            register.put(action);
        }
        for _ in 0..4 {
            let next = register.meetings.next_id();
            let mut meeting = Meeting::new(next, id(number), some_day(dice).into());
            meeting.state = MeetingState::Held;
            register.put(meeting);
            let mut there =
                Attendance::new(register.attendances.next_id(), next, Presence::Present);
            there.organisation = Some(id(1 + dice.below(BODIES)));
            register.put(there);
        }
    }
    register
}

fn ending(register: &Register, dice: &mut Dice) -> Ending {
    let any = |dice: &mut Dice| {
        let all: Vec<Id<Organisation>> = register.organisations.iter().map(|one| one.id).collect();
        *dice.one_of(&all).expect("there are some")
    };
    let new = |dice: &mut Dice| Heir::New {
        name: format!("New {}", dice.next()),
        acronym: None,
    };
    let mut bodies = vec![any(dice)];
    let becomes = match dice.below(4) {
        0 => Becomes::Renamed(new(dice)),
        1 => Becomes::Merged(new(dice)),
        _ => Becomes::Merged(Heir::Known(any(dice))),
    };
    if matches!(becomes, Becomes::Merged(_)) && dice.is_one_in(2) {
        let other = any(dice);
        if !bodies.contains(&other) {
            bodies.push(other);
        }
    }
    Ending {
        bodies,
        becomes,
        on: some_day(dice),
    }
}

type Held = Vec<(usize, String, Id<Organisation>)>;

/// Who holds which role where, and who is party to what, on a day; what is there twice stands twice.
fn held(register: &Register, day: NaiveDate) -> Held {
    let seats = register
        .memberships
        .iter()
        .filter(|one| one.is_held_on(day));
    let seats = seats.map(|one| {
        (
            one.forum.number() as usize,
            one.role.to_string(),
            one.organisation,
        )
    });
    let parties = register.parties.iter().filter(|one| one.is_party_on(day));
    let parties = parties.map(|one| {
        (
            one.agreement.number() as usize,
            "party".to_owned(),
            one.organisation,
        )
    });
    let mut all: Held = seats.chain(parties).collect();
    all.sort();
    all
}

fn check_periods(before: &Register, after: &Register, ending: &Ending, heir: Id<Organisation>) {
    for days in (0..1300).step_by(13) {
        check_day(before, after, ending, heir, first() + Days::new(days));
    }
    check_day(before, after, ending, heir, ending.on);
    let eve = ending.on.pred_opt().expect("a day before");
    check_day(before, after, ending, heir, eve);
}

/// Until the day nothing has changed; from the day on the successor holds what they held, each thing once.
fn check_day(
    before: &Register,
    after: &Register,
    ending: &Ending,
    heir: Id<Organisation>,
    day: NaiveDate,
) {
    let (was, is) = (held(before, day), held(after, day));
    if day < ending.on {
        assert_eq!(is, was, "{day}, {ending:?}");
        return;
    }
    let passed = was.into_iter().map(|(place, role, body)| {
        let body = if ending.bodies.contains(&body) {
            heir
        } else {
            body
        };
        (place, role, body)
    });
    let expected: BTreeSet<_> = passed.collect();
    let expected: Held = expected.into_iter().collect();
    assert_eq!(is, expected, "{day}, {ending:?}");
}

fn check_past(before: &Register, after: &Register, ending: &Ending) {
    assert_eq!(before.attendances, after.attendances);
    for meeting in before
        .meetings
        .iter()
        .filter(|one| one.on.last() < ending.on)
    {
        let now = after.meetings.get(meeting.id).expect("it is there");
        assert_eq!(
            meeting.chaired_by(before),
            now.chaired_by(after),
            "{ending:?}"
        );
    }
    assert!(after.actions.iter().all(|one| one.owner.is_some()));
}

fn check_chains(register: &Register) {
    for body in &register.organisations {
        let mut all: Vec<Id<Organisation>> =
            body.successors.iter().map(|one| one.organisation).collect();
        let mut next = 0;
        while let Some(id) = all.get(next).copied() {
            assert_ne!(id, body.id, "{} succeeds itself", body.name);
            let one = register.organisations.get(id).expect("it is there");
            let later = one.successors.iter().map(|one| one.organisation);
            let new: Vec<_> = later.filter(|id| !all.contains(id)).collect();
            all.extend(new);
            next += 1;
        }
    }
}

#[test]
fn whatever_merges_or_is_renamed_nothing_is_lost_or_doubled_and_nobody_succeeds_itself() {
    let today = first() + Days::new(800);
    let mut done = 0;
    for seed in 0..60 {
        let mut dice = Dice::new(seed);
        let mut register = register(&mut dice);
        for _ in 0..12 {
            let ending = ending(&register, &mut dice);
            let Ok(change) = succession::settle(&register, &ending, &[], today) else {
                continue;
            };
            let before = register.clone();
            register.apply(&change);
            let sound = register.check(&change);
            assert!(sound.is_ok(), "{}: {sound:?}", change.label);
            let mut back = register.clone();
            back.apply(&change.clone().inverse("Back"));
            assert_eq!(back, before, "seed {seed}");
            let old = register
                .organisations
                .get(ending.bodies[0])
                .expect("it stays");
            let heir = old.successors.last().expect("it has one").organisation;
            check_periods(&before, &register, &ending, heir);
            check_past(&before, &register, &ending);
            check_chains(&register);
            if matches!(ending.becomes, Becomes::Renamed(_)) {
                assert!(names::is_one(&register, heir, ending.bodies[0]));
            }
            done += 1;
        }
    }
    assert!(done > 200, "{done}");
}
