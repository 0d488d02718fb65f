//! What no source gives, so that there is something to look at: agendas, actions, a council, its meetings, contacts.
//! Every entry that is invented has a note that says so.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{
    CHIEF_EXECUTIVES, LOCAL_MEETINGS, PROTOCOL_STARTS, alter_forum, body, day, facts, forum,
};
use crate::domain::action::{Action, ActionDue, ActionOutcome, next_number};
use crate::domain::calendar::{Interval, Unit};
use crate::domain::contact::Contact;
use crate::domain::forum::ChairRule;
use crate::domain::id::Entry;
use crate::domain::item::{Item, ItemState, Purpose};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::Role;
use crate::domain::note::Note;
use crate::domain::organisation::Organisation;
use crate::domain::register::{Register, Row};

const COUNCIL: &str = "Anyshire County Council (sample)";

/// When both meetings begin.
const START: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day");

/// The agenda of both: title, minutes, purpose.
const AGENDA: [(&str, u16, Option<Purpose>); 7] = [
    ("Welcome and apologies", 5, None),
    ("Note of the last meeting", 5, Some(Purpose::ToNote)),
    ("Matters arising", 15, Some(Purpose::ToNote)),
    ("Current challenges", 40, Some(Purpose::ForDiscussion)),
    (
        "Effectiveness of operational working",
        40,
        Some(Purpose::ForDiscussion),
    ),
    ("Any other business", 10, None),
    ("Date of next meeting", 5, Some(Purpose::ToNote)),
];

pub(super) fn add(register: &mut Register) {
    for key in ["forum-2014-01-13", "forum-2014-04-03"] {
        add_agenda(register, key);
    }
    add_actions(register);
    add_council(register);
    add_local_meetings(register);
    add_contacts(register);
}

fn add_agenda(register: &mut Register, key: &str) {
    let meeting = meeting(register, key).clone();
    let state = match meeting.state {
        MeetingState::Held => ItemState::Discussed,
        MeetingState::Planned
        | MeetingState::Confirmed
        | MeetingState::Postponed
        | MeetingState::Cancelled => ItemState::Open,
    };
    let mut time = START;
    for ((title, minutes, purpose), position) in AGENDA.into_iter().zip(1..) {
        let id = register.items.next_id();
        register.put(Item {
            number: Some(position.to_string()),
            start: Some(time),
            minutes: Some(minutes),
            purpose,
            state,
            ..Item::new(id, meeting.id, position, title)
        });
        time += TimeDelta::minutes(i64::from(minutes));
    }
    let text = "Sample: the times and the agenda are invented.";
    say(register, meeting.id.into(), text);
    register.put(Meeting {
        start: Some(START),
        end: Some(time),
        ..meeting
    });
}

/// One closed, one overdue, one for the next meeting, one without a date.
fn add_actions(register: &mut Register) {
    let closed = Some((day(2014, 1, 17).into(), ActionOutcome::Done));
    let last_of_january = ActionDue::On(day(2014, 1, 31).into());
    for (text, owner, due, closed) in [
        (
            "Circulate the list of contacts for joint work",
            "CQC",
            ActionDue::On(day(2014, 1, 20).into()),
            closed,
        ),
        (
            "Send the Secretariat two examples of inspections done together",
            "GMC",
            last_of_january,
            None,
        ),
        (
            "Say which agreements between members are due for review",
            "Monitor",
            ActionDue::NextMeeting,
            None,
        ),
        (
            "Suggest topics for the meetings after April",
            "PHSO",
            ActionDue::Unset,
            None,
        ),
    ] {
        let forum = forum(register, CHIEF_EXECUTIVES);
        let id = register.actions.next_id();
        let number = next_number(register, forum);
        let action = Action {
            meeting: Some(meeting(register, "forum-2014-01-13").id),
            owner: Some(body(register, owner)),
            due,
            closed: closed.map(|(on, _)| on),
            outcome: closed.map(|(_, outcome)| outcome),
            ..Action::new(id, forum, number, text)
        };
        register.put(action);
        say(register, id.into(), "Sample: the action is invented.");
    }
}

/// The protocol is with every council; no source names one.
fn add_council(register: &mut Register) {
    let id = register.organisations.next_id();
    register.put(Organisation {
        acronym: Some("Anyshire".to_owned()),
        sort: "council".to_owned(),
        ..Organisation::new(id, COUNCIL)
    });
    say(
        register,
        id.into(),
        "Sample: it stands for any council with adult social services.",
    );
    facts::seat(
        register,
        LOCAL_MEETINGS,
        COUNCIL,
        Role::Member,
        Some(PROTOCOL_STARTS.into()),
    );
    let order = vec![body(register, "CQC"), id];
    alter_forum(register, LOCAL_MEETINGS, |forum| {
        forum.chair = ChairRule::Rotating {
            order: order.clone(),
            anchor: PROTOCOL_STARTS,
            every: Interval {
                count: 6,
                unit: Unit::Months,
            },
        };
    });
}

fn add_local_meetings(register: &mut Register) {
    for (on, state) in [
        (day(2021, 7, 15), MeetingState::Held),
        (day(2021, 9, 9), MeetingState::Confirmed),
    ] {
        let id = register.meetings.next_id();
        let forum = forum(register, LOCAL_MEETINGS);
        register.put(Meeting {
            state,
            ..Meeting::new(id, forum, on.into())
        });
        say(register, id.into(), "Sample: the meeting is invented.");
    }
}

/// A new director whom CQC is to meet within three months (S3 ¶14), and the post that meets whoever is new.
fn add_contacts(register: &mut Register) {
    let posts: [(&str, &str, &str, Option<NaiveDate>); 2] = [
        (
            COUNCIL,
            "A Sample",
            "Director of Adult Social Services (DASS)",
            Some(day(2021, 6, 1)),
        ),
        ("CQC", "B Sample", "Head of Inspection", None),
    ];
    for (organisation, name, post, from) in posts {
        let id = register.contacts.next_id();
        register.put(Contact {
            id,
            organisation: body(register, organisation),
            name: name.to_owned(),
            post: post.to_owned(),
            from: from.map(Into::into),
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: None,
        });
        say(
            register,
            id.into(),
            "Sample: the person is invented, the post is in the protocol.",
        );
    }
}

fn say(register: &mut Register, about: Entry, text: &str) {
    let id = register.notes.next_id();
    register.put(Note {
        id,
        about,
        on: None,
        text: text.to_owned(),
        file: None,
    });
}

fn meeting<'r>(register: &'r Register, key: &str) -> &'r Meeting {
    let mut meetings = register.meetings.iter();
    let found = meetings.find(|one| one.reference() == Some(key));
    found.expect("the files of the demo bring it")
}
