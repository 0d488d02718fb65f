//! An action note with everything in it, for each audience and in each format; and minutes with nothing in them.

use super::*;
use crate::domain::action::{ActionOutcome, Reply};
use crate::domain::attendance::{Attendance, Presence};
use crate::domain::date::Date;
use crate::domain::forum::{Forum, RecordRule};
use crate::domain::meeting::{MeetingState, PostMeetingNote};
use crate::domain::membership::{Membership, Role};
use crate::domain::note::Note;
use crate::exchange::house::House;
use crate::exchange::{Format, render};

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn day(iso: &str) -> Date {
    Date::from_code(iso).expect("a date")
}

fn time_of(text: &str) -> chrono::NaiveTime {
    text.parse().expect("a time")
}

/// Every reserved word of it holds "canary".
fn sitting() -> Register {
    let mut register = Register::default();
    for (name, acronym) in [
        ("Care Quality Commission", "CQC"),
        ("General Medical Council", "GMC"),
        ("Health and Safety Executive", "HSE"),
    ] {
        let number = register.organisations.next_id();
        let mut body = Organisation::new(number, name);
        body.acronym = Some(acronym.to_owned());
        register.put(body);
    }
    let mut forum = Forum::new(id(1), "The Forum");
    forum.decides = false;
    register.put(forum);
    for (body, role, position) in [
        (3, Role::Member, 1),
        (2, Role::Member, 2),
        (1, Role::Member, 3),
        (1, Role::Chair, 0),
        (1, Role::Secretariat, 0),
    ] {
        let number = register.memberships.next_id();
        let mut membership = Membership::new(number, id(1), id(body), role);
        membership.position = position;
        register.put(membership);
    }
    let mut meeting = Meeting::new(id(1), id(1), day("2014-01-13"));
    meeting.state = MeetingState::Held;
    meeting.place = "Finsbury Tower".to_owned();
    meeting.start = Some(time_of("10:00:00"));
    meeting.end = Some(time_of("12:00:00"));
    meeting.post_meeting_notes = vec![
        PostMeetingNote {
            text: "The GMC has since sent its figures.".to_owned(),
            on: Some(day("2014-01-20")),
            item: Some(id(2)),
        },
        PostMeetingNote {
            text: "canary note".to_owned(),
            on: None,
            item: Some(id(3)),
        },
    ];
    register.put(meeting);
    let mut next = Meeting::new(id(2), id(1), day("2014-04-03"));
    next.start = Some(time_of("10:00:00"));
    register.put(next);
    put_items(&mut register);
    put_attendance(&mut register);
    put_actions(&mut register);
    for (about, on, text) in [
        (Entry::from(id::<Item>(2)), None, "Heated; leave it out."),
        (id::<Item>(3).into(), None, "canary internal"),
        (
            id::<Meeting>(1).into(),
            Some(day("2014-01-14")),
            "Room was too small.",
        ),
    ] {
        register.put(Note {
            id: register.notes.next_id(),
            about,
            on,
            text: text.to_owned(),
            file: None,
        });
    }
    register
}

fn put_items(register: &mut Register) {
    let item = |number: u32, title: &str| {
        let mut item = Item::new(id(number), id(1), number, title);
        item.number = Some(number.to_string());
        item.state = ItemState::Discussed;
        item
    };
    let mut noted = item(1, "Note of the last meeting");
    noted.purpose = Some(Purpose::ToNote);
    let mut challenges = item(2, "Current challenges");
    challenges.purpose = Some(Purpose::ForDecision);
    challenges.outcome =
        "Members noted what each had seen.\n\n- More complaints\n- Fewer inspectors".to_owned();
    let mut reserved = item(3, "canary matter");
    reserved.reserved = Some("canary reason".to_owned());
    reserved.outcome = "canary outcome".to_owned();
    reserved.section = "canary part".to_owned();
    let mut under = item(4, "canary detail");
    under.number = Some("3.1".to_owned());
    under.is_sub = true;
    let mut deferred = item(5, "Effectiveness of operational working");
    deferred.number = Some("4".to_owned());
    deferred.state = ItemState::Deferred;
    for item in [noted, challenges, reserved, under, deferred] {
        register.put(item);
    }
}

fn put_attendance(register: &mut Register) {
    use Presence::{Apologies, Deputy, InAttendance, Observer, Present};
    for (presence, body, name, stands_for, item) in [
        (Present, Some(1), "D Behan", "", None),
        (Deputy, Some(2), "Dr A Smith", "B Jones", None),
        (Apologies, Some(3), "", "", None),
        (InAttendance, None, "R Taylor", "", Some(2)),
        (InAttendance, None, "canary visitor", "", Some(3)),
        (Observer, Some(2), "C Brown", "", None),
    ] {
        let number = register.attendances.next_id();
        let mut one = Attendance::new(number, id(1), presence);
        one.organisation = body.map(id);
        one.name = name.to_owned();
        one.stands_for = stands_for.to_owned();
        one.item = item.map(id);
        register.put(one);
    }
}

fn put_actions(register: &mut Register) {
    let action = |number: u32, text: &str, item: u32| {
        let mut action = Action::new(id(number), id(1), number + 10, text);
        action.meeting = Some(id(1));
        action.item = Some(id(item));
        action
    };
    let mut share = action(1, "Share the draft", 2);
    share.owner = Some(id(1));
    share.post = "Head of Policy".to_owned();
    share.doer = "NHS England".to_owned();
    share.due = ActionDue::NextMeeting;
    let mut all = action(2, "Say what each publishes", 2);
    all.post = "forum members".to_owned();
    all.replies = [2, 3]
        .map(|body| Reply {
            organisation: id(body),
            on: None,
        })
        .to_vec();
    all.due = ActionDue::On(day("by 2014-02"));
    let mut hidden = action(3, "canary action", 3);
    hidden.owner = Some(id(3));
    let mut under = action(4, "canary deed", 4);
    under.closed = Some(day("2014-01-14"));
    under.outcome = Some(ActionOutcome::Done);
    let mut loose = action(5, "Book the room", 1);
    loose.item = None;
    for action in [share, all, hidden, under, loose] {
        register.put(action);
    }
}

fn text(register: &Register, audience: Audience, format: Format) -> String {
    let document = document(register, id(1), audience).expect("it is there");
    let bytes = render(&document, format, &House::standard()).expect("a text can hold anything");
    String::from_utf8(bytes).expect("text is UTF-8")
}

#[test]
fn an_action_note_for_each_audience() {
    let register = sitting();
    for audience in Audience::ALL {
        let name = format!("an_action_note_for_{audience}");
        insta::assert_snapshot!(name, text(&register, audience, Format::Text));
    }
}

#[test]
fn nothing_of_a_reserved_item_is_in_the_public_text_of_any_format() {
    let register = sitting();
    // What every format is made of.
    let public = document(&register, id(1), Audience::Public).expect("it is there");
    assert!(!format!("{public:?}").contains("canary"));
    for format in Format::ALL.into_iter().filter(|one| one.is_text()) {
        let public = text(&register, Audience::Public, format);
        assert!(!public.contains("canary"), "{public}");
        assert!(public.contains("Reserved item"), "{public}");
        for audience in [Audience::Members, Audience::Secretariat] {
            assert!(text(&register, audience, format).contains("canary reason"));
        }
        let members = text(&register, Audience::Members, format);
        assert!(!members.contains("canary internal"), "{members}");
        assert!(!members.contains("Heated"), "{members}");
    }
}

#[test]
fn only_a_forum_that_decides_is_said_to_decide() {
    let mut register = sitting();
    for (decides, expected) in [(false, false), (true, true)] {
        let mut forum = register.forums.get(id(1)).expect("it was put").clone();
        forum.decides = decides;
        register.put(forum);
        for audience in Audience::ALL {
            let text = text(&register, audience, Format::Text).to_lowercase();
            assert_eq!(text.contains("decided"), expected, "{text}");
            assert!(!text.contains("decision"), "{text}");
        }
    }
}

#[test]
fn minutes_of_nothing_say_that_the_next_meeting_is_to_be_fixed() {
    let mut register = Register::default();
    let mut forum = Forum::new(id(1), "Local meetings");
    forum.record_kind = RecordKind::Minutes;
    forum.record_rule = RecordRule::ChairsOrganisation;
    register.put(forum);
    register.put(Meeting::new(id(1), id(1), day("2014-01")));
    insta::assert_snapshot!(text(&register, Audience::Public, Format::Markdown));
    let gone = document(&register, id(9), Audience::Public).expect_err("no such meeting");
    assert_eq!(gone.sentence, "There is no meeting 9.");
}
