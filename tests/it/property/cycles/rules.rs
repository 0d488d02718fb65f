//! What must hold whatever was done.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use secretariat::domain::audience::Audience;
use secretariat::domain::cycle::build::{self, Source};
use secretariat::domain::cycle::log::{self, LogOptions, Which};
use secretariat::domain::cycle::way;
use secretariat::domain::due::Rules;
use secretariat::domain::id::Id;
use secretariat::domain::issued_text::IssuedText;
use secretariat::domain::item::{self, Item, ItemState};
use secretariat::domain::register::Register;

use super::World;

pub(super) fn places_have_no_gaps(register: &Register) {
    for meeting in &register.meetings {
        let agenda = item::agenda(register, meeting.id);
        let places: Vec<u32> = agenda.iter().map(|one| one.position).collect();
        let expected: Vec<u32> = (1..).take(agenda.len()).collect();
        assert_eq!(places, expected, "the agenda of {}", meeting.on);
        assert!(
            agenda.first().is_none_or(|one| !one.is_sub),
            "what stands first on {} stands under nothing",
            meeting.on
        );
    }
}

pub(super) fn open_actions_are_on_one_log(register: &Register, today: NaiveDate) {
    let on_logs: Vec<_> = register
        .forums
        .iter()
        .flat_map(|forum| {
            let options = LogOptions {
                forum: Some(forum.id),
                owner: None,
                which: Which::Open,
            };
            log::log(register, today, &options, Audience::Secretariat)
        })
        .map(|one| one.id)
        .collect();
    for action in &register.actions {
        let count = on_logs.iter().filter(|id| **id == action.id).count();
        let expected = usize::from(action.is_open_on(today));
        assert_eq!(count, expected, "{action:?}");
    }
}

/// What is proposed of earlier business was not discussed or has an open action, is on no other agenda that stands, and
/// says why.
pub(super) fn only_what_is_open_is_carried(register: &Register, today: NaiveDate) {
    let coming = register.meetings.iter().filter(|one| one.is_coming(today));
    for meeting in coming {
        let proposed = build::propose(register, meeting.id, today, &Rules::default());
        let mut carried = BTreeSet::new();
        for one in proposed.expect("it is to come") {
            assert!(!one.why.trim().is_empty(), "{one:?}");
            let Source::Carried(from) = one.source else {
                continue;
            };
            assert!(carried.insert(from), "proposed twice: {one:?}");
            assert_eq!(one.item.carried_from, Some(from), "{one:?}");
            let from = register.items.get(from).expect("it is there");
            assert!(is_unfinished(register, from, today), "done: {from:?}");
            assert!(!is_standing(register, from), "standing: {from:?}");
            assert!(!has_gone_on(register, from), "gone on already: {from:?}");
        }
    }
}

fn is_unfinished(register: &Register, item: &Item, today: NaiveDate) -> bool {
    let mut actions = register.actions.iter();
    let has_open = actions.any(|one| one.item == Some(item.id) && one.is_open_on(today));
    has_open || item.state != ItemState::Discussed
}

fn is_standing(register: &Register, item: &Item) -> bool {
    let meeting = register.meetings.get(item.meeting).expect("its meeting");
    let forum = register.forums.get(meeting.forum).expect("its forum");
    let closing = ["Any other business", "Date of next meeting"];
    let mut titles = forum.standing_items.iter().map(|one| one.title.as_str());
    closing.contains(&item.title.as_str()) || titles.any(|title| title == item.title)
}

/// True if another meeting of its forum that takes place or took place has it. What was sent up goes on here as well.
fn has_gone_on(register: &Register, item: &Item) -> bool {
    let forum = |one: &Item| {
        register
            .meetings
            .get(one.meeting)
            .map(|meeting| meeting.forum)
    };
    let mut later = register.items.iter();
    later.any(|one| {
        let meeting = register.meetings.get(one.meeting).expect("its meeting");
        one.carried_from == Some(item.id) && forum(one) == forum(item) && meeting.is_fixed()
    })
}

pub(super) fn carried_items_say_where_from(register: &Register) {
    for item in &register.items {
        let Some(from) = item.carried_from else {
            continue;
        };
        let before = register
            .items
            .get(from)
            .expect("what it goes on with is there");
        assert_ne!(before.meeting, item.meeting, "{item:?}");
        let legs = way::way(register, item.id);
        let stands = |id: Id<Item>| {
            let is_it = |leg: &way::Leg| matches!(leg.stop, way::Stop::Agenda(one, _) if one == id);
            legs.iter().filter(|leg| is_it(leg)).count()
        };
        assert_eq!((stands(from), stands(item.id)), (1, 1), "{legs:?}");
    }
}

/// What was issued stays as it is for as long as it is there, and only taking a step back takes it away.
pub(super) fn keep_texts(world: &mut World, is_undo: bool) {
    let now: Vec<IssuedText> = world.register().texts.iter().cloned().collect();
    let ids: BTreeSet<Id<IssuedText>> = now.iter().map(|one| one.id).collect();
    let gone = world.texts.keys().find(|id| !ids.contains(id)).copied();
    assert!(is_undo || gone.is_none(), "text {gone:?} has gone");
    world.texts.retain(|id, _| ids.contains(id));
    for text in now {
        let kept = world.texts.entry(text.id).or_insert_with(|| text.clone());
        assert_eq!(*kept, text, "what was issued is not altered");
    }
}
