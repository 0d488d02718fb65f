//! Whatever a forum promises and whenever it has met: the dates proposed keep its rules.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use secretariat::domain::calendar::BankHolidays;
use secretariat::domain::cycle::plan::{self, Year};
use secretariat::domain::date::Date;
use secretariat::domain::forum::{Cadence, Forum};
use secretariat::domain::id::Id;
use secretariat::domain::meeting::Meeting;
use secretariat::domain::register::Register;

const YEAR: i32 = 2024;

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// A day of the two years from January 2023 on.
fn day(place: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2023, 1, 1).expect("a day");
    first + Days::new(place)
}

fn register(cadence: Cadence, starts: Option<u64>, met: &[u64]) -> Register {
    let mut register = Register::default();
    let mut forum = Forum::new(id(1), "The Forum");
    forum.cadence = cadence;
    forum.starts = starts.map(|place| Date::day(day(place)));
    register.put(forum);
    for place in met {
        let next = register.meetings.next_id();
        register.put(Meeting::new(next, id(1), Date::day(day(*place))));
    }
    register
}

fn cadence() -> impl Strategy<Value = Cadence> {
    let count = (1..=12_u8, 1..=12_u8);
    let units = vec!["weeks", "months", "working days"];
    let gap = (1..=6_u16, proptest::sample::select(units));
    prop_oneof![
        count.prop_map(|(count, starts)| Cadence::PerYear { count, starts }),
        gap.prop_map(|(count, unit)| {
            // No shorter than the longest run of days on which nobody works.
            let count = match unit {
                "working days" => count + 5,
                "weeks" => count + 1,
                _ => count,
            };
            let interval = format!("{count} {unit}");
            Cadence::AtLeastEvery(interval.parse().expect("an interval"))
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn proposals_are_working_days_of_the_year_and_keep_the_cadence(
        cadence in cadence(),
        starts in proptest::option::of(0..900_u64),
        met in proptest::collection::vec(0..1100_u64, 0..8),
        today in 0..800_u64,
    ) {
        let holidays = BankHolidays::standard();
        // No forum meets before it begins.
        let met: Vec<u64> = met.into_iter().filter(|day| starts.is_none_or(|first| first <= *day)).collect();
        let register = register(cadence, starts, &met);
        let forum = register.forums.get(id(1)).expect("it was put");
        let today = day(today);
        let proposed = plan::propose(&register, id(1), YEAR, today, holidays).expect("a plan");
        let year = Year::of(cadence, YEAR).expect("a year");
        let days = proposed.days();
        for one in &days {
            prop_assert!(year.holds(*one), "{one} is in {year}");
            prop_assert!(holidays.is_working_day(*one), "{one} is a working day");
            prop_assert!(today < *one || year.last < today, "{one} is to come");
            prop_assert!(!met.iter().any(|place| day(*place) == *one), "{one} is free");
        }
        prop_assert!(days.is_sorted() && days.windows(2).all(|two| two[0] < two[1]));
        let starts = starts.map(day);
        match cadence {
            Cadence::PerYear { count, .. } => {
                let wanted = usize::from(count).saturating_sub(proposed.fixed.len());
                prop_assert!(days.len() <= wanted);
                // With a month to go there is room for all of them.
                let floor = starts.unwrap_or(today).max(today);
                if floor + Days::new(31) < year.last {
                    prop_assert_eq!(days.len(), wanted);
                }
            }
            Cadence::AtLeastEvery(interval) => {
                let mut all: Vec<NaiveDate> = met.iter().map(|place| day(*place)).collect();
                all.extend(&days);
                all.sort_unstable();
                for one in &days {
                    let before = all.iter().rfind(|day| *day < one).copied().or(starts);
                    let Some(bound) = before.map(|day| interval.after(holidays, day)) else {
                        continue;
                    };
                    // What was too late already when it was planned is only made good as soon as can be.
                    let floor = starts.map_or(year.first, |starts| starts.max(year.first));
                    let floor = if year.last < today { floor } else { floor.max(today + Days::new(1)) };
                    let mut left = floor.iter_days().take_while(|day| *day <= bound);
                    let is_late = !left.any(|day| holidays.is_working_day(day));
                    prop_assert!(*one <= bound || is_late, "{one} by {bound}, {all:?}");
                }
            }
            Cadence::None => prop_assert!(false, "it is not made here"),
        }
        if !days.is_empty() {
            let change = plan::accept(&register, id(1), &days).expect("it can be accepted");
            prop_assert_eq!(change.edits.len(), days.len());
            let mut accepted = register.clone();
            accepted.apply(&change);
            let before = plan::kept(&register, forum, year, &days, holidays);
            let after = plan::kept(&accepted, forum, year, &[], holidays);
            prop_assert_eq!(before, after);
            let again = plan::propose(&accepted, id(1), YEAR, today, holidays).expect("a plan");
            prop_assert!(again.proposals.is_empty(), "{:?}", again.days());
        }
    }
}
