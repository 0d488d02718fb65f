//! The sitting of a forum of three members, on 13 January 2014: who came, what was agreed.

use super::*;
use crate::domain::action::ActionDue;
use crate::domain::attendance::{Attendance, Presence};
use crate::domain::contact::Contact;
use crate::domain::forum::{Forum, RecordRule};
use crate::domain::meeting::MeetingState;
use crate::domain::membership::{Membership, Role};

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

/// CQC (with a representative and a deputy), GMC and HSE; an observer; two items, the second reserved.
fn register() -> Register {
    let mut register = Register::default();
    for (number, acronym) in [(1, "CQC"), (2, "GMC"), (3, "HSE"), (4, "NHSE")] {
        let mut body = Organisation::new(id(number), format!("The {acronym}"));
        body.acronym = Some(acronym.to_owned());
        register.put(body);
    }
    for (number, name) in [(1, "B Jones"), (2, "A Smith")] {
        register.put(Contact {
            id: id(number),
            organisation: id(1),
            name: name.to_owned(),
            post: String::new(),
            from: None,
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: None,
        });
    }
    register.put(Forum::new(id(1), "The Forum"));
    for (number, body, role, position) in [
        (1, 1, Role::Member, 2),
        (2, 2, Role::Member, 1),
        (3, 3, Role::Member, 3),
        (4, 4, Role::Observer, 0),
        (5, 1, Role::Secretariat, 0),
    ] {
        let mut seat = Membership::new(id(number), id(1), id(body), role);
        seat.position = position;
        if role == Role::Member && body == 1 {
            seat.representative = Some(id(1));
            seat.deputy = Some(id(2));
        }
        register.put(seat);
    }
    for (number, iso, state) in [
        (1, "2014-01-13", MeetingState::Held),
        (2, "2014-04-03", MeetingState::Planned),
    ] {
        let mut meeting = Meeting::new(id(number), id(1), day(iso).into());
        meeting.state = state;
        register.put(meeting);
    }
    register.put(Item::new(id(1), id(1), 1, "Current challenges"));
    let mut reserved = Item::new(id(2), id(1), 2, "A provider");
    reserved.reserved = Some("under investigation".to_owned());
    register.put(reserved);
    register
}

fn done(register: &mut Register, change: Result<Change, Refusal>) -> String {
    let change = change.expect("it is allowed");
    register.apply(&change);
    register.check(&change).expect("it is sound");
    change.label
}

fn list(register: &Register) -> Vec<String> {
    let all = crate::domain::attendance::of_meeting(register, id(1));
    let line = |one: &&Attendance| format!("{}: {}", one.title(register), one.presence);
    all.iter().map(line).collect()
}

#[test]
fn members_are_expected_in_their_order_and_each_organisation_once() {
    let register = register();
    let meeting = register.meetings.get(id(1)).expect("it was put");
    let all = expected(&register, meeting);
    let bodies: Vec<u32> = all.iter().map(|one| one.organisation.number()).collect();
    assert_eq!(bodies, [2, 1, 3, 4]);
    let cqc = all.get(1).expect("the second");
    assert_eq!((cqc.representative, cqc.deputy), (Some(id(1)), Some(id(2))));
}

#[test]
fn a_person_has_one_row_and_a_change_takes_its_place() {
    use Presence::{Apologies, Deputy, InAttendance, Observer, Present};
    let mut register = register();
    let one = |presence, body| Attending::new(presence, Some(id(body)));
    let named = |presence, body: Option<u32>, name: &str| Attending {
        name: name.to_owned(),
        ..Attending::new(presence, body.map(id))
    };
    let for_item = Attending {
        item: Some(id(1)),
        ..named(InAttendance, None, "R Taylor")
    };
    for (what, expected) in [
        (one(Present, 1), vec!["B Jones, CQC: present"]),
        (one(Apologies, 1), vec!["B Jones, CQC: apologies"]),
        (one(Deputy, 1), vec!["A Smith, CQC, for B Jones: deputy"]),
        (one(Present, 1), vec!["B Jones, CQC: present"]),
        (
            named(Present, Some(1), "C Brown"),
            vec!["B Jones, CQC: present", "C Brown, CQC: present"],
        ),
        (
            one(Present, 2),
            vec![
                "GMC: present",
                "B Jones, CQC: present",
                "C Brown, CQC: present",
            ],
        ),
        (
            named(Deputy, Some(2), "D Green"),
            vec![
                "D Green, GMC: deputy",
                "B Jones, CQC: present",
                "C Brown, CQC: present",
            ],
        ),
        (
            named(Observer, Some(1), "c brown"),
            vec![
                "D Green, GMC: deputy",
                "B Jones, CQC: present",
                "c brown, CQC: observer",
            ],
        ),
        (
            for_item,
            vec![
                "D Green, GMC: deputy",
                "B Jones, CQC: present",
                "c brown, CQC: observer",
                "R Taylor: in attendance",
            ],
        ),
    ] {
        let change = attend(&register, id(1), std::slice::from_ref(&what));
        done(&mut register, change);
        assert_eq!(list(&register), expected, "{what:?}");
        let again = attend(&register, id(1), std::slice::from_ref(&what));
        assert!(again.is_err(), "it is noted already: {what:?}");
    }
    let meeting = register.meetings.get(id(1)).expect("it was put");
    assert_eq!(others(&register, meeting).len(), 2);
}

#[test]
fn attendance_that_makes_no_sense_is_refused() {
    let register = register();
    let nameless = Attending::new(Presence::Deputy, Some(id(3)));
    let nobody = Attending::new(Presence::Present, None);
    let other = Attending {
        item: Some(id(9)),
        name: "R Taylor".to_owned(),
        ..Attending::new(Presence::InAttendance, None)
    };
    for (what, words) in [
        (nameless, "A deputy has a name"),
        (nobody, "needs a name, a post or an organisation"),
        (other, "an item of this meeting"),
    ] {
        let refusal = attend(&register, id(1), &[what]).expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
    assert!(attend(&register, id(9), &[]).is_err());
}

#[test]
fn all_members_of_whom_nothing_is_noted_are_present_at_one_stroke() {
    let mut register = register();
    let apologies = Attending::new(Presence::Apologies, Some(id(3)));
    let change = attend(&register, id(1), &[apologies]);
    done(&mut register, change);
    let change = all_present(&register, id(1));
    assert_eq!(done(&mut register, change), "Noted the attendance of 2");
    let expected = ["GMC: present", "B Jones, CQC: present", "HSE: apologies"];
    assert_eq!(list(&register), expected);
    assert!(all_present(&register, id(1)).is_err());
    let row = register.attendances.iter().next().expect("a row").id;
    let change = forget(&register, row);
    done(&mut register, change);
    assert_eq!(list(&register).len(), 2);
    assert!(forget(&register, row).is_err());
}

#[test]
fn items_are_discussed_deferred_and_opened_again_and_what_is_noted_counts_as_discussed() {
    let mut register = register();
    for (ids, state, label) in [
        (vec![1, 2], ItemState::Discussed, "Discussed 2 items"),
        (
            vec![1, 1],
            ItemState::Deferred,
            "Deferred item 1 \"Current challenges\"",
        ),
        (
            vec![1, 2],
            ItemState::Deferred,
            "Deferred item 2 \"A provider\"",
        ),
        (vec![1, 2], ItemState::Open, "Opened again: 2 items"),
    ] {
        let ids: Vec<Id<Item>> = ids.into_iter().map(id).collect();
        let change = mark(&register, &ids, state);
        assert_eq!(done(&mut register, change), label);
        assert!(mark(&register, &ids, state).is_err(), "{label}");
    }
    let base = register.items.get(id(1)).expect("it was put").clone();
    let change = set_outcome(&register, &base, " Noted. ");
    done(&mut register, change);
    let now = register.items.get(id(1)).expect("it was put").clone();
    assert_eq!(
        (now.outcome.as_str(), now.state),
        ("Noted.", ItemState::Discussed)
    );
    assert!(set_outcome(&register, &now, "Noted.").is_err());
    let late = set_outcome(&register, &base, "Other words").expect("by itself it is fine");
    let clash = late
        .edits
        .into_iter()
        .next()
        .expect("one edit")
        .onto(&register);
    assert!(clash.is_err(), "a colleague's words are not written over");
}

#[test]
fn actions_are_numbered_on_and_come_from_their_meeting_and_item() {
    let mut register = register();
    for (item, typed, number, owner, reserved) in [
        (
            Some(1),
            "! CQC share the draft by 3 April",
            1,
            Some(1),
            None,
        ),
        (
            Some(2),
            "write to them",
            2,
            None,
            Some("under investigation"),
        ),
        (None, "forum members reply next meeting", 3, None, None),
    ] {
        let change = agree(&register, id(1), item.map(id), typed, day("2014-01-13"));
        done(&mut register, change);
        let action = register.actions.iter().last().expect("it was added");
        assert_eq!(action.number, number);
        assert_eq!(action.owner.map(Id::number), owner);
        assert_eq!(action.item.map(Id::number), item);
        assert_eq!(action.reserved.as_deref(), reserved);
        assert_eq!(action.meeting, Some(id(1)));
    }
    let all = register.actions.get(id(3)).expect("it was added");
    assert_eq!(
        (all.post.as_str(), &all.due),
        ("forum members", &ActionDue::NextMeeting)
    );
    assert_eq!(all.replies.len(), 3);
    let later = agree(&register, id(2), Some(id(1)), "x y", day("2014-01-13"));
    assert_eq!(
        later.expect_err("another meeting's item").field,
        Some("item")
    );
    let meeting = register.meetings.get(id(2)).expect("it was put");
    assert_eq!(matters_arising(&register, meeting).len(), 3);
    let meeting = register.meetings.get(id(1)).expect("it was put");
    assert!(matters_arising(&register, meeting).is_empty());
}

#[test]
fn an_action_of_all_is_done_when_each_has_replied() {
    let mut register = register();
    let today = day("2014-01-20");
    let change = agree(&register, id(1), None, "members reply", today);
    done(&mut register, change);
    let action = id(1);
    for (body, on, words) in [
        (4, "2014-01-20", "waits for no reply of NHSE"),
        (1, "2014-01-21", "has not come yet"),
    ] {
        let refusal = reply(&register, action, id(body), day(on), today).expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
    for body in [1, 2, 3] {
        let now = register.actions.get(action).expect("it was added");
        assert!(!has_every_reply(now));
        let change = reply(&register, action, id(body), today, today);
        done(&mut register, change);
        assert!(reply(&register, action, id(body), today, today).is_err());
    }
    let now = register.actions.get(action).expect("it was added");
    assert!(has_every_reply(now));
}

#[test]
fn a_record_that_another_body_keeps_is_awaited_until_it_came() {
    let mut register = register();
    let today = day("2014-01-20");
    let awaited = |register: &Register| {
        let meeting = register.meetings.get(id(1)).expect("it was put");
        record_awaited_from(register, meeting, today).map(Id::number)
    };
    assert_eq!(awaited(&register), None, "the Secretariat takes it");
    let ours = receive(&register, id(1), "", today, today).expect_err("ours");
    assert!(ours.sentence.contains("issued, not received"), "{ours}");
    let mut forum = register.forums.get(id(1)).expect("it was put").clone();
    forum.record_rule = RecordRule::ChairsOrganisation;
    register.put(forum);
    register.put(Membership::new(id(6), id(1), id(2), Role::Chair));
    assert_eq!(awaited(&register), Some(2));
    for (on, words) in [
        ("2014-01-12", "came later"),
        ("2014-01-21", "has not come yet"),
    ] {
        let refusal = receive(&register, id(1), "", day(on), today).expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
    let change = receive(&register, id(1), " https://example.org/note ", today, today);
    done(&mut register, change);
    assert_eq!(awaited(&register), None);
    assert!(receive(&register, id(1), "", today, today).is_err());
    let meeting = register.meetings.get(id(1)).expect("it was put");
    assert_eq!(meeting.record_link, "https://example.org/note");
}
