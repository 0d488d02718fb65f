//! Random evidence and meetings: a commitment is never due without a number, a clock and a start; each forum that keeps
//! it is due so long after its own last evidence, and what another does changes nothing.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use secretariat::domain::agreement::Agreement;
use secretariat::domain::calendar::{BankHolidays, Interval};
use secretariat::domain::commitment::{Clock, Commitment, Evidence};
use secretariat::domain::date::Date;
use secretariat::domain::forum::Forum;
use secretariat::domain::id::Id;
use secretariat::domain::life::duties::{self, Standing};
use secretariat::domain::meeting::{Meeting, MeetingState};
use secretariat::domain::register::Register;

/// So many forums keep it.
const FORUMS: u32 = 3;
/// The day on which it is looked at, counted from the first.
const TODAY: u64 = 400;

/// A day, and the forum whose it is; 0 stands for all of them.
type Dated = (u64, u32);

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn day(offset: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day");
    first + Days::new(offset)
}

fn clock() -> impl Strategy<Value = Clock> {
    let interval = || (1_u16..100).prop_map(|days| format!("{days} days").parse().expect("one"));
    prop_oneof![
        Just(Clock::None),
        interval().prop_map(Clock::Every),
        (0_u8..5).prop_map(Clock::PerYear),
        interval().prop_map(Clock::Within),
        interval().prop_map(Clock::Before),
    ]
}

fn register(
    clock: Clock,
    started: Option<u64>,
    evidence: &[Dated],
    meetings: &[(Dated, bool)],
) -> Register {
    let mut register = Register::default();
    register.put(Agreement::new(id(1), "Protocol"));
    for number in 1..=FORUMS {
        register.put(Forum::new(id(number), format!("Forum {number}")));
    }
    let shown = |(on, forum): &Dated| Evidence {
        on: Date::day(day(*on)),
        what: "A call".to_owned(),
        forum: Id::new(*forum),
    };
    register.put(Commitment {
        agreement: Some(id(1)),
        clock,
        started: started.map(|on| Date::day(day(on))),
        evidence: evidence.iter().map(shown).collect(),
        kept_by: (1..=FORUMS).map(id).collect(),
        ..Commitment::new(id(1), "Meet")
    });
    for ((on, forum), is_held) in meetings {
        let forum = id((*forum).max(1));
        let mut row = Meeting::new(register.meetings.next_id(), forum, day(*on).into());
        row.state = if *is_held {
            MeetingState::Held
        } else {
            MeetingState::Confirmed
        };
        register.put(row);
    }
    register
}

fn standings(register: &Register) -> Vec<Standing> {
    let one = register.commitments.get(id(1)).expect("it was put");
    duties::standings(register, one, day(TODAY), BankHolidays::standard())
}

/// The last day up to today on which a forum met it, reckoned the plain way.
fn last(forum: u32, evidence: &[Dated], meetings: &[(Dated, bool)]) -> Option<u64> {
    let written = evidence.iter().filter(|(_, of)| *of == 0 || *of == forum);
    let held = meetings
        .iter()
        .filter(|((_, of), is_held)| *is_held && (*of).max(1) == forum);
    let days = written
        .map(|(on, _)| *on)
        .chain(held.map(|((on, _), _)| *on));
    days.filter(|on| *on <= TODAY).max()
}

fn every(interval: Interval, from: u64) -> NaiveDate {
    day(from + u64::from(interval.count))
}

proptest! {
    #[test]
    fn what_is_due_has_a_number_a_clock_and_a_start_and_each_forum_goes_by_its_own(
        clock in clock(),
        started in prop::option::of(0_u64..500),
        evidence in prop::collection::vec((0_u64..500, 0_u32..=FORUMS), 0..6),
        meetings in prop::collection::vec(((0_u64..500, 1_u32..=FORUMS), any::<bool>()), 0..8),
    ) {
        let register = register(clock, started, &evidence, &meetings);
        let start = started.filter(|on| *on <= TODAY);
        for (forum, one) in (1..).zip(standings(&register)) {
            prop_assert_eq!(one.forum, Id::new(forum));
            let last = last(forum, &evidence, &meetings);
            match clock {
                Clock::None | Clock::Within(_) => prop_assert_eq!(one.due, None),
                Clock::Every(interval) => {
                    let expected = last.or(start).map(|from| every(interval, from));
                    prop_assert_eq!(one.due.map(Date::last), expected);
                }
                Clock::PerYear(_) => {
                    prop_assert!(one.due.is_none() || last.or(start).is_some());
                    let year = NaiveDate::from_ymd_opt(2021, 12, 31);
                    prop_assert!(one.due.is_none_or(|due| Some(due.last()) == year));
                }
                Clock::Before(_) => {
                    let written = evidence.iter().any(|(on, of)| {
                        (*of == 0 || *of == forum) && *on <= TODAY
                    });
                    prop_assert!(one.due.is_none() || written || start.is_some());
                    let coming = meetings.iter().any(|((on, of), is_held)| {
                        *of == forum && *on >= TODAY && (!*is_held || *on > TODAY)
                    });
                    prop_assert!(one.due.is_none() || coming);
                }
            }
        }
    }

    #[test]
    fn what_one_forum_does_changes_nothing_for_another(
        interval in 1_u16..100,
        evidence in prop::collection::vec((0_u64..500, 1_u32..=FORUMS), 0..6),
        more in prop::collection::vec(0_u64..500, 1..4),
    ) {
        let clock = Clock::Every(format!("{interval} days").parse().expect("one"));
        let before = standings(&register(clock, None, &evidence, &[]));
        let meetings: Vec<(Dated, bool)> = more.iter().map(|on| ((*on, 1), true)).collect();
        let after = standings(&register(clock, None, &evidence, &meetings));
        prop_assert_eq!(&before[1..], &after[1..]);
    }
}
