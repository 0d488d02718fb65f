//! A forum with a meeting held on 13 January 2014 and one to come on 3 April, and what is proposed for the latter.

use super::*;
use crate::domain::action::{Action, ActionOutcome};
use crate::domain::agreement::{AgreementState, StateSince};
use crate::domain::date::{Date, read};
use crate::domain::forum::{Cadence, StandingItem};
use crate::domain::item::{ItemState, PaperState, Purpose};
use crate::domain::membership::{Membership, Role};
use crate::domain::offer::OfferState;
use crate::domain::organisation::Organisation;
use crate::domain::party::{Capacity, Party};
use crate::domain::register::Edit;

const TODAY: &str = "2014-01-20";

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

/// The Forum, held on 13 January (meeting 1) and fixed for 3 April (meeting 2).
fn register() -> Register {
    let mut register = Register::default();
    let mut forum = Forum::new(id(1), "The Forum");
    forum.acronym = Some("CEF".to_owned());
    forum.cadence = Cadence::PerYear {
        count: 3,
        starts: 1,
    };
    forum.standing_items = vec![StandingItem::new("Current challenges")];
    register.put(forum);
    for (number, on, state) in [
        (1, "2014-01-13", MeetingState::Held),
        (2, "2014-04-03", MeetingState::Confirmed),
    ] {
        let mut meeting = Meeting::new(id(number), id(1), Date::day(day(on)));
        meeting.state = state;
        register.put(meeting);
    }
    register
}

/// An item of January's agenda.
fn january(register: &mut Register, title: &str, state: ItemState) -> Id<Item> {
    let position = u32::try_from(register.items.of(id::<Meeting>(1)).count()).expect("few") + 1;
    let mut item = Item::new(register.items.next_id(), id(1), position, title);
    item.number = Some(position.to_string());
    item.state = state;
    register.put(item.clone());
    item.id
}

fn action(register: &mut Register, item: Option<Id<Item>>) -> Id<Action> {
    let number = register.actions.next_id().number();
    let mut action = Action::new(id(number), id(1), number, "Send the draft");
    action.meeting = Some(id(1));
    action.item = item;
    register.put(action);
    id(number)
}

fn proposed(register: &Register, today: &str) -> Vec<Proposed> {
    propose(register, id(2), day(today), &Rules::default()).expect("it is to come")
}

/// `Title: why`, with `(not)` before what is not wanted.
fn told(register: &Register, today: &str) -> Vec<String> {
    let all = proposed(register, today);
    let told = all.iter().map(|one| {
        let not = if one.wanted { "" } else { "(not) " };
        format!("{not}{}: {}", one.item.title, one.why)
    });
    told.collect()
}

const AOB: &str = "Any other business: closes every agenda";
const NEXT: &str = "Date of next meeting: closes every agenda";

#[test]
fn what_was_not_reached_and_what_has_an_open_action_goes_on_and_nothing_that_was_discussed() {
    let mut register = register();
    january(&mut register, "Current challenges", ItemState::Discussed);
    january(&mut register, "Done with", ItemState::Discussed);
    january(&mut register, "Put off", ItemState::Deferred);
    january(&mut register, "Never said", ItemState::Open);
    let agreed = january(&mut register, "Agreed", ItemState::Discussed);
    let closed = january(&mut register, "Closed since", ItemState::Discussed);
    january(&mut register, "Any other business", ItemState::Discussed);
    let lunch = january(&mut register, "Lunch", ItemState::Open);
    let mut lunch = register.items.get(lunch).expect("it was put").clone();
    lunch.number = None;
    register.put(lunch);
    action(&mut register, Some(agreed));
    action(&mut register, None);
    let shut = action(&mut register, Some(closed));
    let mut shut = register.actions.get(shut).expect("it was put").clone();
    shut.closed = Some(Date::day(day("2014-01-15")));
    shut.outcome = Some(ActionOutcome::Done);
    register.put(shut);
    let expected = [
        "Matters arising: 2 open actions of 13 January 2014",
        "Current challenges: standing item",
        "Put off: deferred on 13 January 2014",
        "Never said: not discussed on 13 January 2014",
        "Agreed: action 1 is open",
        AOB,
        NEXT,
    ];
    assert_eq!(told(&register, TODAY), expected);
    // Each carried item remembers where it came from, the standing one too.
    for one in proposed(&register, TODAY) {
        let from = one.item.carried_from.and_then(|id| register.items.get(id));
        let is_new = matches!(one.source, Source::MattersArising | Source::Closing);
        assert_eq!(
            from.map(|from| from.title.as_str()),
            (!is_new).then_some(one.item.title.as_str())
        );
    }
}

#[test]
fn the_agenda_is_built_while_the_meeting_before_it_is_still_to_come() {
    let mut register = register();
    january(&mut register, "Put off", ItemState::Deferred);
    january(&mut register, "Perhaps", ItemState::Open);
    assert_eq!(
        told(&register, "2014-01-06"),
        [
            "Current challenges: standing item",
            "Put off: deferred on 13 January 2014",
            "(not) Perhaps: on the agenda of 13 January 2014, which is not held yet",
            AOB,
            NEXT,
        ]
    );
}

#[test]
fn what_a_cancelled_meeting_did_not_reach_goes_on_once() {
    let mut register = register();
    let first = january(&mut register, "Put off", ItemState::Deferred);
    let mut between = Meeting::new(id(3), id(1), Date::day(day("2014-02-20")));
    between.state = MeetingState::Confirmed;
    register.put(between.clone());
    let mut again = Item::new(id(50), id(3), 1, "Put off");
    (again.carried_from, again.number) = (Some(first), Some("1".to_owned()));
    register.put(again);
    let told_of = |register: &Register| told(register, TODAY).get(1).cloned();
    assert_eq!(
        told_of(&register).as_deref(),
        Some("(not) Put off: on the agenda of 20 February 2014, which is not held yet")
    );
    between.state = MeetingState::Cancelled;
    register.put(between);
    assert_eq!(
        told_of(&register).as_deref(),
        Some("Put off: the meeting of 20 February 2014 was cancelled")
    );
}

#[test]
fn standing_items_of_the_same_meaning_take_the_place_of_the_usual_ones() {
    let mut register = register();
    let mut forum = register.forums.get(id(1)).expect("it was put").clone();
    let titles = [
        "Welcome",
        "Minutes and matters arising",
        "Risks",
        "A.O.B.",
        "Next meeting",
    ];
    forum.standing_items = titles.map(StandingItem::new).to_vec();
    register.put(forum);
    january(&mut register, "Matters arising", ItemState::Open);
    january(&mut register, "risks", ItemState::Deferred);
    january(&mut register, "Put off", ItemState::Deferred);
    action(&mut register, None);
    assert_eq!(
        told(&register, TODAY),
        [
            "Welcome: standing item",
            "Minutes and matters arising: standing item; 1 open action of 13 January 2014",
            "Risks: standing item; deferred on 13 January 2014",
            "Put off: deferred on 13 January 2014",
            "A.O.B.: standing item",
            "Next meeting: standing item",
        ]
    );
}

#[test]
fn a_carried_item_takes_its_paper_its_sub_items_and_its_reason_along() {
    let mut register = register();
    let first = january(&mut register, "Put off", ItemState::Deferred);
    let sub = january(&mut register, "Part of it", ItemState::Open);
    let lone = january(&mut register, "Part of what is done", ItemState::Open);
    let mut item = register.items.get(first).expect("it was put").clone();
    item.paper = Some("P 1".to_owned());
    item.paper_state = PaperState::Tabled;
    (item.purpose, item.minutes) = (Some(Purpose::ForDecision), Some(20));
    item.reserved = Some("Names providers".to_owned());
    register.put(item);
    let mut sub = register.items.get(sub).expect("it was put").clone();
    (sub.is_sub, sub.carried_from) = (true, Some(first));
    register.put(sub);
    let mut lone = register.items.get(lone).expect("it was put").clone();
    lone.is_sub = true;
    lone.position = 9;
    register.put(lone);
    let mut done = Item::new(id(40), id(1), 8, "Done");
    (done.number, done.state) = (Some("8".to_owned()), ItemState::Discussed);
    register.put(done);
    let all = proposed(&register, TODAY);
    let carried: Vec<&Item> = all
        .iter()
        .filter(|one| matches!(one.source, Source::Carried(_)))
        .map(|one| &one.item)
        .collect();
    let [put_off, part, alone] = carried[..] else {
        panic!("three go on: {carried:?}")
    };
    assert_eq!(put_off.paper.as_deref(), Some("P 1"));
    assert_eq!(put_off.paper_state, PaperState::Received);
    assert_eq!(
        (put_off.purpose, put_off.minutes),
        (Some(Purpose::ForDecision), Some(20))
    );
    // By itself, and by what it came from.
    for item in [put_off, part] {
        assert_eq!(item.reserved.as_deref(), Some("Names providers"));
    }
    assert!(part.is_sub && !alone.is_sub);
    // Without its item, a sub-item stands for itself.
    let mut chosen = all.clone();
    for one in chosen.iter_mut().filter(|one| one.item.title == "Put off") {
        one.wanted = false;
    }
    let change = accept(&register, id(2), &chosen).expect("some are wanted");
    register.apply(&change);
    let agenda = item::agenda(&register, id(2));
    assert!(agenda.iter().all(|item| !item.is_sub));
}

#[test]
fn reviews_are_offered_at_the_last_meeting_that_leaves_their_lead_time() {
    for (due, next, expected) in [
        // April to a third of a year on: 3 August. Reviews start three months before.
        (
            "by 30 September 2014",
            "",
            Some("the last meeting that leaves 3 months"),
        ),
        (
            "by October 2014",
            "",
            Some("the last meeting that leaves 3 months"),
        ),
        ("by December 2014", "", None),
        (
            "by December 2014",
            "2014-10-01",
            Some("the last meeting that leaves 3 months"),
        ),
        ("by September 2014", "2014-06-01", None),
        (
            "by May 2014",
            "2014-06-01",
            Some("less than 3 months after the meeting"),
        ),
        ("by March 2014", "2014-06-01", Some("overdue by then")),
    ] {
        let mut register = register();
        let mut agreement = Agreement::new(id(1), "Joint working protocol");
        agreement.review_due = Some(read(due, day(TODAY)).expect("a date"));
        agreement.states = vec![StateSince {
            state: AgreementState::Current,
            since: None,
        }];
        register.put(agreement.clone());
        for number in [1, 2] {
            register.put(Organisation::new(id(number), format!("Body {number}")));
            register.put(Membership::new(id(number), id(1), id(number), Role::Member));
            register.put(Party {
                id: id(number),
                agreement: id(1),
                organisation: id(number),
                capacity: Capacity::Party,
                lead: String::new(),
                signed: None,
                position: 1,
                from: None,
                signed_by: String::new(),
                to: None,
            });
        }
        if !next.is_empty() {
            register.put(Meeting::new(id(3), id(1), Date::day(day(next))));
        }
        let why = |register: &Register| {
            let all = proposed(register, TODAY);
            let mut reviews = all
                .into_iter()
                .filter(|one| matches!(one.source, Source::Review(_)));
            reviews.next().map(|one| one.why)
        };
        let expected = expected.map(|tail| format!("review due {due}; {tail}"));
        assert_eq!(why(&register), expected, "{due}, next {next}");
        // A party that is no member has no say at this forum, unless the forum meets under the agreement.
        let outside = Membership::new(id(2), id(1), id(2), Role::Invitee);
        register.put(outside);
        assert_eq!(why(&register), None);
        let mut forum = register.forums.get(id(1)).expect("it was put").clone();
        forum.agreement = Some(id(1));
        register.put(forum);
        assert_eq!(why(&register), expected);
        // It is on another agenda already.
        if !next.is_empty() {
            let mut item = Item::new(id(60), id(3), 1, "Review");
            item.agreement = Some(id(1));
            register.put(item);
            assert_eq!(why(&register), None);
        }
    }
}

#[test]
fn open_offers_are_proposed_with_whom_they_come_from_and_taken_by_being_accepted() {
    let mut register = register();
    let mut body = Organisation::new(id(1), "General Medical Council");
    body.acronym = Some("GMC".to_owned());
    register.put(body);
    let mut north = Forum::new(id(2), "North");
    north.acronym = Some("NORTH".to_owned());
    register.put(north);
    let mut local = Meeting::new(id(9), id(2), Date::day(day("2014-01-06")));
    local.state = MeetingState::Held;
    register.put(local);
    let mut risk = Item::new(id(90), id(9), 3, "Wider risk");
    risk.number = Some("3".to_owned());
    risk.reserved = Some("Names providers".to_owned());
    register.put(risk);
    let mut number = 0;
    let mut offer = |title: &str, state, meeting: Option<u32>, from: Option<u32>| {
        number += 1;
        let mut offer = Offer::new(id(number), id(1), title);
        offer.by = from.is_none().then(|| id(1));
        (offer.state, offer.meeting) = (state, meeting.map(id));
        offer.from_item = from.map(id);
        register.put(offer);
    };
    offer("Later", OfferState::Parked, None, None);
    offer("Now", OfferState::Parked, Some(2), None);
    offer("New", OfferState::Offered, None, None);
    offer("Missed", OfferState::Parked, Some(1), None);
    offer("Wider risk", OfferState::Offered, None, Some(90));
    offer("Taken", OfferState::Taken, Some(2), None);
    offer("Declined", OfferState::Declined, None, None);
    let told = told(&register, TODAY);
    assert_eq!(
        told.get(1..told.len() - 2).unwrap_or_default(),
        [
            "Now: parked for this meeting by GMC",
            "Wider risk: sent up from NORTH, item 3",
            "(not) Later: parked for later by GMC",
            "New: offered by GMC",
            "Missed: parked for 13 January 2014 by GMC",
        ]
    );
    let all = proposed(&register, TODAY);
    let risk = all
        .iter()
        .find(|one| one.item.title == "Wider risk")
        .expect("it is proposed");
    assert!(risk.is_reserved(&register));
    assert_eq!(risk.title_for(&register, Audience::Public), "Reserved item");
    let change = accept(&register, id(2), &all).expect("some are wanted");
    register.apply(&change);
    let now = register.offers.get(id(2)).expect("it was put");
    let item = now
        .item
        .and_then(|id| register.items.get(id))
        .expect("it became an item");
    assert_eq!((now.state, item.title.as_str()), (OfferState::Taken, "Now"));
    let refusal = accept(&register, id(2), &all).expect_err("all of it is there");
    assert!(refusal.sentence.contains("already"), "{refusal}");
}

#[test]
fn an_agenda_is_built_as_one_change_never_twice_and_taken_back_exactly() {
    let mut register = register();
    january(&mut register, "Put off", ItemState::Deferred);
    january(&mut register, "Never said", ItemState::Open);
    let open = january(&mut register, "Agreed", ItemState::Discussed);
    action(&mut register, Some(open));
    let mut own = Item::new(id(70), id(2), 1, "Welcome");
    own.number = Some("1".to_owned());
    register.put(own);
    let mut last = Item::new(id(71), id(2), 2, "AOB");
    last.number = Some("2".to_owned());
    register.put(last);
    let before = register.clone();
    let mut all = proposed(&register, TODAY);
    all.retain(|one| one.item.title != "Never said");
    let change = accept(&register, id(2), &all).expect("all but one are wanted");
    assert_eq!(
        change.label,
        "Built the agenda of The Forum, Thursday 3 April 2014: 5 items"
    );
    assert_eq!(item::close_gaps(&register, change.clone()), change);
    register.apply(&change);
    let written: Vec<String> = item::agenda(&register, id(2))
        .iter()
        .map(|item| format!("{} {}", item.number.as_deref().unwrap_or("-"), item.title))
        .collect();
    assert_eq!(
        written,
        [
            "1 Welcome",
            "2 Matters arising",
            "3 Current challenges",
            "4 Put off",
            "5 Agreed",
            "6 AOB",
            "7 Date of next meeting",
        ]
    );
    // Only what was left out is left to be proposed.
    assert_eq!(
        told(&register, TODAY),
        ["Never said: not discussed on 13 January 2014"]
    );
    let nothing = accept(&register, id(2), &[]).expect_err("nothing is chosen");
    assert!(nothing.sentence.starts_with("Nothing is chosen"));
    register.apply(&change.inverse(""));
    assert_eq!(register, before);
}

#[test]
fn a_meeting_that_is_over_or_cancelled_is_refused() {
    let mut register = register();
    for (state, words) in [
        (MeetingState::Held, "has been held"),
        (MeetingState::Cancelled, "is cancelled"),
    ] {
        let mut meeting = register.meetings.get(id(2)).expect("it was put").clone();
        meeting.state = state;
        register.put(meeting);
        let refusal = propose(&register, id(2), day("2014-05-01"), &Rules::default());
        let refusal = refusal.expect_err("no agenda is built");
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
    assert!(propose(&register, id(9), day(TODAY), &Rules::default()).is_err());
}

/// Whatever state January's items and actions are in: nothing that was discussed is carried without an open action,
/// all else is carried once and says where from, positions stay in order, and undo is exact.
#[test]
fn random_agendas_carry_what_is_open_and_nothing_else() {
    let mut seed = 1_u64;
    let mut dice = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..200 {
        let mut register = register();
        for count in 0..dice(8) {
            let state = match dice(3) {
                0 => ItemState::Open,
                1 => ItemState::Discussed,
                _ => ItemState::Deferred,
            };
            let item = january(&mut register, &format!("Business {count}"), state);
            let mut altered = register.items.get(item).expect("it was put").clone();
            altered.is_sub = dice(4) == 0;
            register.put(altered);
            if dice(3) == 0 {
                action(&mut register, Some(item));
            }
        }
        let before = register.clone();
        let has_action = |id| before.actions.iter().any(|one| one.item == Some(id));
        let all = proposed(&register, TODAY);
        for item in before.items.of(id::<Meeting>(1)) {
            let carried = all
                .iter()
                .filter(|one| one.item.carried_from == Some(item.id));
            let is_open = item.state != ItemState::Discussed || has_action(item.id);
            assert_eq!(carried.count(), usize::from(is_open), "{item:?}");
        }
        assert!(all.iter().all(|one| !one.why.is_empty()));
        let chosen: Vec<Proposed> = all
            .into_iter()
            .map(|one| Proposed {
                wanted: dice(3) > 0,
                ..one
            })
            .collect();
        let Ok(change) = accept(&register, id(2), &chosen) else {
            assert!(chosen.iter().all(|one| !one.wanted));
            continue;
        };
        register.apply(&change);
        let agenda = item::agenda(&register, id(2));
        for (item, position) in agenda.iter().zip(1..) {
            assert_eq!(item.position, position);
        }
        assert!(numbering::is_kept(
            &register,
            register.meetings.get(id(2)).expect("it is there")
        ));
        let left: Vec<String> = proposed(&register, TODAY)
            .into_iter()
            .map(|one| one.why)
            .collect();
        let unwanted = chosen.iter().filter(|one| !one.wanted).count();
        assert_eq!(left.len(), unwanted, "{left:?}");
        let mut entries: Vec<_> = change.edits.iter().map(Edit::entry).collect();
        entries.dedup();
        assert_eq!(entries.len(), change.edits.len());
        register.apply(&change.inverse(""));
        assert_eq!(register, before);
    }
}
