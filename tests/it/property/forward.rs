//! Random offers, carrying and sending on: an item's way ends and is in order, and every open action is on one log.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use secretariat::domain::action::{Action, ActionOutcome};
use secretariat::domain::audience::Audience;
use secretariat::domain::change::Change;
use secretariat::domain::cycle::forward::{self, OfferOptions};
use secretariat::domain::cycle::log::{self, LogOptions, Which};
use secretariat::domain::cycle::way;
use secretariat::domain::date::Date;
use secretariat::domain::forum::Forum;
use secretariat::domain::id::Id;
use secretariat::domain::item::{self, Item};
use secretariat::domain::meeting::Meeting;
use secretariat::domain::offer::Offer;
use secretariat::domain::organisation::Organisation;
use secretariat::domain::refusal::Refusal;
use secretariat::domain::register::{Register, Row};

use super::random::Dice;

fn id<T>(number: usize) -> Id<T> {
    let number = u32::try_from(number).expect("few");
    Id::new(number).expect("a number")
}

/// Three forums with four meetings each, a month apart, and three organisations.
fn register(first: NaiveDate) -> Register {
    let mut register = Register::default();
    for number in 1..=3 {
        register.put(Forum::new(id(number), format!("Forum {number}")));
        register.put(Organisation::new(id(number), format!("Body {number}")));
    }
    for number in 0..12 {
        let months = Days::new(30 * (number / 3) as u64);
        let on = first + months;
        let meeting = Meeting::new(id(number + 1), id(number % 3 + 1), on.into());
        register.put(meeting);
    }
    register
}

/// Any one entry of a kind.
fn any<T: Row>(register: &Register, dice: &mut Dice) -> Option<Id<T>> {
    let all: Vec<Id<T>> = T::table(register).iter().map(Row::id).collect();
    dice.one_of(&all).copied()
}

/// Something that somebody might do; it may be refused.
fn deed(register: &Register, today: NaiveDate, dice: &mut Dice) -> Option<Result<Change, Refusal>> {
    let forum: Id<Forum> = any(register, dice)?;
    let meeting: Id<Meeting> = any(register, dice)?;
    let offers: Option<Id<Offer>> = any(register, dice);
    let items: Option<Id<Item>> = any(register, dice);
    Some(match dice.below(9) {
        0 => {
            let options = OfferOptions {
                by: any(register, dice),
                meeting: None,
                on: today,
                today,
            };
            forward::offer(register, forum, "Offer", &options)
        }
        1 | 2 => forward::take(register, &[offers?], meeting, today),
        3 => forward::park(register, &[offers?], Some(meeting), today),
        4 => forward::decline(register, &[offers?], "No."),
        5 => forward::send_up(register, items?, forum, today, today),
        6 => forward::send_out(register, items?, any(register, dice)?, today, today),
        7 => {
            let (position, _) = item::next_place(register, meeting);
            let carried = Item {
                carried_from: items,
                ..Item::new(register.items.next_id(), meeting, position, "Item")
            };
            Ok(Change::new("Carried").create(carried))
        }
        _ => Ok(agreed(register, meeting, items, dice)),
    })
}

fn agreed(
    register: &Register,
    meeting: Id<Meeting>,
    item: Option<Id<Item>>,
    dice: &mut Dice,
) -> Change {
    let forum = register.meetings.get(meeting).expect("it is there").forum;
    let number = secretariat::domain::action::next_number(register, forum);
    let is_closed = dice.is_one_in(3);
    let on = register.meetings.get(meeting).expect("it is there").on;
    Change::new("Agreed").create(Action {
        meeting: Some(meeting),
        item,
        owner: any(register, dice).filter(|_| !dice.is_one_in(4)),
        closed: is_closed.then_some(on),
        outcome: is_closed.then_some(ActionOutcome::Done),
        ..Action::new(register.actions.next_id(), forum, number, "Do it")
    })
}

fn check_ways(register: &Register) {
    for item in &register.items {
        let way = way::way(register, item.id);
        let stops: BTreeSet<String> = way.iter().map(|leg| format!("{:?}", leg.stop)).collect();
        assert_eq!(stops.len(), way.len(), "each leg once: {way:?}");
        let days: Vec<NaiveDate> = way
            .iter()
            .filter_map(|leg| leg.on.map(Date::last))
            .collect();
        assert!(days.is_sorted(), "the oldest first: {way:?}");
        assert!(way.iter().any(|leg| leg.stop.entry() == item.id.into()));
        let carried = item.carried_from.map(|from| way::way(register, from));
        assert!(
            carried.is_none_or(|other| other == way),
            "the same from all"
        );
    }
}

fn check_logs(register: &Register, today: NaiveDate) {
    let all = |forum, owner, which| {
        let options = LogOptions {
            forum,
            owner,
            which,
        };
        let found = log::log(register, today, &options, Audience::Secretariat);
        found.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    let mut open: Vec<Id<Action>> = register
        .actions
        .iter()
        .filter(|one| one.is_open_on(today) && one.is_agreed_on(register, today))
        .map(|one| one.id)
        .collect();
    let forums = register.forums.iter();
    let mut logged: Vec<Id<Action>> = forums
        .flat_map(|forum| all(Some(forum.id), None, Which::Open))
        .collect();
    logged.sort_unstable();
    open.sort_unstable();
    assert_eq!(logged, open, "every open action is on one log");
    let summed = log::summary(register, today, None, Audience::Secretariat);
    assert_eq!(summed.iter().map(|own| own.open).sum::<usize>(), open.len());
}

#[test]
fn an_items_way_ends_in_order_and_every_open_action_is_on_one_log() {
    let first = NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
    for seed in 0..200 {
        let mut dice = Dice::new(seed);
        let mut register = register(first);
        let mut today = first;
        for _ in 0..40 {
            if dice.is_one_in(4) {
                today = today + Days::new(dice.below(20) as u64);
            }
            let Some(Ok(change)) = deed(&register, today, &mut dice) else {
                continue;
            };
            let before = register.clone();
            register.apply(&change);
            let sound = register.check(&change);
            assert!(sound.is_ok(), "{}: {sound:?}", change.label);
            let mut back = register.clone();
            back.apply(&change.inverse("Back"));
            assert_eq!(back, before, "seed {seed}");
        }
        for meeting in &register.meetings {
            let agenda = item::agenda(&register, meeting.id);
            let places: Vec<u32> = agenda.iter().map(|one| one.position).collect();
            let expected: Vec<u32> = (1..).take(places.len()).collect();
            assert_eq!(places, expected, "positions without gaps, seed {seed}");
        }
        check_ways(&register);
        check_logs(&register, today);
    }
}
