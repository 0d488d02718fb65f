//! What goes along, what is cut off, who may change it from then on.

use std::collections::BTreeSet;

use super::*;
use crate::demo;
use crate::domain::change::Change;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::register::{Kind, Register};

fn register() -> Register {
    let mut register = Register::default();
    register.apply(&demo::demo());
    register
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

#[test]
fn all_that_is_the_forums_goes_along_and_nothing_of_another() {
    let register = register();
    for forum in &register.forums {
        let choice = choose(&register, forum.id, &BTreeSet::new()).expect("nothing is ticked");
        let count = |kind: Kind| choice.goes.iter().filter(|one| one.kind == kind).count();
        assert_eq!(count(Kind::Forum), 1);
        assert_eq!(
            count(Kind::Meeting),
            register.meetings.of(forum.id).count(),
            "{}",
            forum.name
        );
        for kind in [Kind::Agreement, Kind::Note, Kind::Reminder, Kind::Origin] {
            assert_eq!(count(kind), 0, "{kind}");
        }
        let gone = choice.goes.iter().filter_map(|entry| register.get(*entry));
        for record in gone {
            assert!(forum_of(&register, record).is_none_or(|id| id == forum.id));
            let is_own = [Kind::Item, Kind::Action, Kind::Offer].contains(&record.kind());
            assert!(!is_own || !record.is_reserved(&register), "{record:?}");
        }
    }
}

#[test]
fn a_tick_on_what_has_nothing_to_do_with_the_forum_is_refused() {
    let register = register();
    let page = Entry {
        kind: Kind::PublishedPage,
        number: 1,
    };
    let refusal = choose(&register, id(1), &BTreeSet::from([page])).expect_err("it is no forum's");
    assert!(refusal.sentence.contains("nothing to do with this forum"));
}

#[test]
fn from_the_day_on_nothing_of_it_is_changed_but_by_taking_it_back() {
    let mut register = register();
    let day = |iso: &str| iso.parse().expect("a day");
    let change = hand_over(&register, id(1), id(2), day("2021-09-01")).expect("it is kept here");
    assert_eq!(refuse(&register, &change, day("2021-10-01")), Ok(()));
    register.apply(&change);
    register.check(&change).expect("it is sound");
    hand_over(&register, id(1), id(2), day("2021-10-01")).expect_err("once is enough");

    let meeting = register
        .meetings
        .of(id::<Forum>(1))
        .next()
        .expect("it meets")
        .clone();
    let after = crate::domain::meeting::Meeting {
        place: "Elsewhere".to_owned(),
        ..meeting.clone()
    };
    let edit = Change::new("Moved").update(&meeting, after);
    assert_eq!(refuse(&register, &edit, day("2021-08-31")), Ok(()));
    let refusal = refuse(&register, &edit, day("2021-09-01")).expect_err("it is away");
    assert!(refusal.sentence.contains("is kept by"), "{refusal}");
    assert!(refusal.sentence.contains("take-back"), "{refusal}");

    let back = take_back(&register, id(1)).expect("it is away");
    assert_eq!(refuse(&register, &back, day("2021-10-01")), Ok(()));
    let undone = change.inverse("Undone");
    assert_eq!(refuse(&register, &undone, day("2021-10-01")), Ok(()));
    register.apply(&back);
    assert_eq!(refuse(&register, &edit, day("2021-10-01")), Ok(()));
    take_back(&register, id(1)).expect_err("it is here");
}
