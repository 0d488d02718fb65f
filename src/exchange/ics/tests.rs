//! Calendars read back by hand: which properties stand in them, and at which instants things are.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};

use super::*;
use crate::domain::agreement::Agreement;
use crate::domain::change::Change;
use crate::domain::contact::Contact;
use crate::domain::history::{Deed, Head};
use crate::domain::item::Item;
use crate::domain::meeting::MeetingState;
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::Organisation;

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn clock(text: &str) -> NaiveTime {
    text.parse().expect("a time")
}

fn marks() -> Marks {
    let head = Head {
        id: 1,
        at: DateTime::from_timestamp(1_400_000_000, 0).expect("an instant"),
        actor: "ann".to_owned(),
        label: String::new(),
        deed: Deed::Do,
        target: None,
        is_erased: false,
    };
    let mut marks = Marks::default();
    marks.see(&head, &[]);
    marks
}

/// A forum whose Secretariat (CQC) has an address, a member (GMC) too, and a meeting on a day at a time.
fn register(on: &str, start: Option<&str>, end: Option<&str>) -> Register {
    let mut register = Register::default();
    register.put(Forum::new(id(1), "The Forum"));
    for (number, name) in [(1, "CQC"), (2, "GMC")] {
        register.put(Organisation::new(id(number), name));
    }
    let mut meeting = Meeting::new(id(1), id(1), Date::from_code(on).expect("a date"));
    meeting.start = start.map(clock);
    meeting.end = end.map(clock);
    register.put(meeting);
    for (number, role) in [(1, Role::Secretariat), (2, Role::Member)] {
        let contact = Contact {
            id: id(number),
            organisation: id(number),
            name: format!("Person {number}"),
            post: String::new(),
            from: None,
            to: None,
            telephone: String::new(),
            email: format!("person{number}@example.org"),
            met: None,
            confirmed: None,
        };
        register.put(contact);
        let mut one = Membership::new(id(number), id(1), id(number), role);
        one.representative = Some(id(number));
        register.put(one);
    }
    register
}

fn text(register: &Register, today: &str, options: &CalendarOptions) -> String {
    let made = calendar(register, day(today), &Rules::default(), &marks(), options);
    made.expect("nothing in it is refused").text
}

/// The lines of a calendar without their folds.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"), "{text}");
    let lines = text.split_terminator("\r\n");
    for line in lines {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let whole = text.replace("\r\n ", "");
    whole.split_terminator("\r\n").map(str::to_owned).collect()
}

/// How often each property stands in a calendar, named without its parameters and after the parts that it stands in.
fn properties(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut inside: Vec<String> = Vec::new();
    for line in unfolded(text) {
        let (head, value) = line.split_once(':').expect("a name and a value");
        let name = head.split(';').next().unwrap_or_default();
        match name {
            "BEGIN" => inside.push(value.to_owned()),
            "END" => assert_eq!(inside.pop().as_deref(), Some(value)),
            _ => {
                let path = format!("{}/{name}", inside.join("/"));
                *found.entry(path).or_default() += 1;
            }
        }
    }
    assert!(inside.is_empty(), "{inside:?}");
    found
}

/// The value of the first property of that name, of a meeting or a deadline.
fn value(text: &str, name: &str) -> Option<String> {
    let lines = unfolded(text);
    let event = lines.iter().skip_while(|line| *line != "BEGIN:VEVENT");
    let mut of = event.filter_map(|line| line.split_once(':'));
    let found = of.find(|(head, _)| head.split(';').next() == Some(name));
    found.map(|(_, value)| value.to_owned())
}

/// The last Sunday of a month.
fn last_sunday(year: i32, month: u32) -> NaiveDate {
    let next = NaiveDate::from_ymd_opt(year, month + 1, 1).expect("not December");
    let mut days = (1..8).map(|back| next - Days::new(back));
    let found = days.find(|one| one.weekday() == Weekday::Sun);
    found.expect("a week has a Sunday")
}

/// The instant that a time means by the rules that the calendar itself gives.
fn instant(text: &str, local: &str) -> NaiveDateTime {
    let local = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").expect("a time");
    let mut latest: Option<(NaiveDateTime, i64)> = None;
    let lines = unfolded(text);
    for component in ["DAYLIGHT", "STANDARD"] {
        let begin = format!("BEGIN:{component}");
        let inside: Vec<&String> = lines
            .iter()
            .skip_while(|line| **line != begin)
            .take_while(|line| !line.starts_with("END:"))
            .collect();
        let of = |name: &str| {
            let mut lines = inside.iter();
            let found = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            found.expect("it is there").to_owned()
        };
        let rule = of("RRULE");
        let month = rule.strip_prefix("FREQ=YEARLY;BYMONTH=");
        let month = month.and_then(|rest| rest.strip_suffix(";BYDAY=-1SU"));
        let month = month.and_then(|month| month.parse().ok()).expect("a month");
        let since = NaiveDateTime::parse_from_str(&of("DTSTART"), "%Y%m%dT%H%M%S").expect("a time");
        let hours = of("TZOFFSETTO").parse::<i64>().expect("a distance") / 100;
        assert_eq!(
            since.date(),
            last_sunday(since.year(), month),
            "it fits its own rule"
        );
        for year in [local.year() - 1, local.year()] {
            let onset = last_sunday(year, month).and_time(since.time());
            if onset <= local && latest.is_none_or(|(known, _)| known < onset) {
                latest = Some((onset, hours));
            }
        }
    }
    let (_, hours) = latest.expect("a year before it the clocks changed too");
    local - TimeDelta::hours(hours)
}

#[test]
fn ten_in_the_morning_is_ten_in_london_on_both_sides_of_a_clock_change() {
    for (on, start, utc) in [
        ("2027-03-27", "10:00:00", "2027-03-27T10:00:00"),
        ("2027-03-28", "00:30:00", "2027-03-28T00:30:00"),
        ("2027-03-28", "10:00:00", "2027-03-28T09:00:00"),
        ("2027-03-29", "10:00:00", "2027-03-29T09:00:00"),
        ("2027-10-30", "10:00:00", "2027-10-30T09:00:00"),
        ("2027-10-31", "10:00:00", "2027-10-31T10:00:00"),
        ("2027-11-01", "10:00:00", "2027-11-01T10:00:00"),
        ("2014-01-13", "14:30:00", "2014-01-13T14:30:00"),
        ("2014-04-03", "14:30:00", "2014-04-03T13:30:00"),
        ("2025-03-30", "10:00:00", "2025-03-30T09:00:00"),
    ] {
        let text = text(
            &register(on, Some(start), Some("18:00:00")),
            "2014-01-01",
            &CalendarOptions::default(),
        );
        let from = value(&text, "DTSTART").expect("it starts");
        let expected: NaiveDateTime = utc.parse().expect("a time");
        assert_eq!(instant(&text, &from), expected, "{on} {start}");
        assert!(text.contains("DTSTART;TZID=Europe/London:"), "{text}");
    }
}

#[test]
fn a_meeting_is_as_long_as_somebody_said_and_else_two_hours() {
    let usual = |start: Option<&str>, end: Option<&str>| (start.map(clock), end.map(clock));
    for (own, forum, expected, is_told) in [
        ((None, None), (None, None), "20140403 20140404", false),
        (
            (None, Some("12:00:00")),
            (None, None),
            "20140403 20140404",
            false,
        ),
        (
            (Some("10:00:00"), Some("11:30:00")),
            (None, None),
            "20140403T100000 20140403T113000",
            false,
        ),
        (
            (Some("10:00:00"), None),
            (None, None),
            "20140403T100000 20140403T120000",
            true,
        ),
        (
            (Some("10:00:00"), Some("10:00:00")),
            (None, None),
            "20140403T100000 20140403T120000",
            true,
        ),
        (
            (Some("23:00:00"), None),
            (None, None),
            "20140403T230000 20140404T010000",
            true,
        ),
        (
            (None, None),
            (Some("09:00:00"), Some("10:00:00")),
            "20140403T090000 20140403T100000",
            false,
        ),
        (
            (Some("14:00:00"), None),
            (Some("09:00:00"), Some("10:00:00")),
            "20140403T140000 20140403T160000",
            true,
        ),
        (
            (Some("09:30:00"), None),
            (Some("09:00:00"), Some("10:00:00")),
            "20140403T093000 20140403T100000",
            false,
        ),
    ] {
        let mut register = register("2014-04-03", own.0, own.1);
        let mut forum_of = register.forums.get(id(1)).expect("it is there").clone();
        (forum_of.start, forum_of.end) = usual(forum.0, forum.1);
        register.put(forum_of);
        let options = CalendarOptions::default();
        let made = calendar(
            &register,
            day("2014-01-20"),
            &Rules::default(),
            &marks(),
            &options,
        );
        let made = made.expect("nothing in it is refused");
        let of = |name| value(&made.text, name).expect("it is there");
        assert_eq!(format!("{} {}", of("DTSTART"), of("DTEND")), expected);
        let remark = made.remarks.iter().any(|one| one.contains("two hours"));
        assert_eq!(remark, is_told, "{:?}", made.remarks);
    }
}

#[test]
fn a_state_is_said_as_calendars_say_it_and_what_is_off_or_over_reminds_nobody() {
    for (state, status, summary, reminders) in [
        (MeetingState::Planned, "TENTATIVE", "The Forum", 1),
        (MeetingState::Confirmed, "CONFIRMED", "The Forum", 1),
        (MeetingState::Held, "CONFIRMED", "The Forum", 0),
        (
            MeetingState::Postponed,
            "CANCELLED",
            "Postponed: The Forum",
            0,
        ),
        (
            MeetingState::Cancelled,
            "CANCELLED",
            "Cancelled: The Forum",
            0,
        ),
    ] {
        let mut register = register("2014-04-03", Some("10:00:00"), None);
        let mut meeting = register.meetings.get(id(1)).expect("it is there").clone();
        meeting.state = state;
        register.put(meeting);
        let today = if state == MeetingState::Held {
            "2014-04-04"
        } else {
            "2014-04-03"
        };
        let text = text(&register, today, &CalendarOptions::default());
        assert_eq!(value(&text, "STATUS").as_deref(), Some(status));
        assert_eq!(value(&text, "SUMMARY").as_deref(), Some(summary));
        assert_eq!(text.matches("TRIGGER:-P1D").count(), reminders, "{state}");
    }
}

#[test]
fn a_month_is_no_day_for_a_meeting_and_its_last_one_for_a_review() {
    let mut register = register("by 2021-09", None, None);
    let mut agreement = Agreement::new(id(1), "The protocol");
    agreement.effective = Date::from_code("2019-01");
    agreement.review_due = Date::from_code("by 2021-09");
    register.put(agreement);
    let rules = Rules::default();
    let options = CalendarOptions::default();
    let made = calendar(&register, day("2021-08-20"), &rules, &marks(), &options);
    let made = made.expect("nothing in it is refused");
    assert_eq!((made.meetings, made.deadlines), (0, 1), "{}", made.text);
    assert_eq!(
        made.remarks,
        ["The Forum, by September 2021 is left out: its day is not known yet."]
    );
    let of = |name| value(&made.text, name).expect("it is there");
    assert_eq!(of("SUMMARY"), "Review: The protocol");
    assert_eq!(of("DESCRIPTION"), "Due by September 2021.");
    assert_eq!([of("DTSTART"), of("DTEND")], ["20210930", "20211001"]);
    let tasks = CalendarOptions {
        deadlines: Deadlines::Tasks,
        ..CalendarOptions::default()
    };
    let text = text(&register, "2021-08-20", &tasks);
    assert!(
        text.contains("BEGIN:VTODO\r\nUID:task-review-agreement-1@"),
        "{text}"
    );
    assert!(text.contains("\r\nDUE;VALUE=DATE:20210930\r\n"), "{text}");
    assert!(!text.contains("VEVENT"), "{text}");
}

#[test]
fn only_what_is_asked_for_stands_in_it() {
    let mut register = register("2014-04-03", None, None);
    register.put(Forum::new(id(2), "The Other Forum"));
    register.put(Meeting::new(id(2), id(2), day("2014-05-01").into()));
    let mut agreement = Agreement::new(id(1), "The protocol");
    agreement.effective = Date::from_code("2013-01");
    agreement.review_due = Date::from_code("2014-06-30");
    register.put(agreement);
    let plain = CalendarOptions::default;
    for (options, expected) in [
        (plain(), (2, 1)),
        (
            CalendarOptions {
                forum: Some(id(2)),
                ..plain()
            },
            (1, 0),
        ),
        (
            CalendarOptions {
                kinds: vec![DueKind::Meeting],
                ..plain()
            },
            (2, 0),
        ),
        (
            CalendarOptions {
                kinds: vec![DueKind::Review],
                ..plain()
            },
            (0, 1),
        ),
        (
            CalendarOptions {
                kinds: vec![DueKind::Papers],
                ..plain()
            },
            (0, 0),
        ),
        (
            CalendarOptions {
                from: Some(day("2014-05-01")),
                ..plain()
            },
            (1, 1),
        ),
        (
            CalendarOptions {
                to: Some(day("2014-05-01")),
                ..plain()
            },
            (2, 0),
        ),
        (
            CalendarOptions {
                remind: 0,
                ..plain()
            },
            (2, 1),
        ),
    ] {
        let made = calendar(
            &register,
            day("2014-01-20"),
            &Rules::default(),
            &marks(),
            &options,
        );
        let made = made.expect("nothing in it is refused");
        assert_eq!((made.meetings, made.deadlines), expected, "{options:?}");
        let reminders = made.text.matches("BEGIN:VALARM").count();
        let all = made.meetings + made.deadlines;
        assert_eq!(reminders, if options.remind == 0 { 0 } else { all });
        properties(&made.text);
    }
}

/// What somebody could type to make a calendar say something of its own.
const HOSTILE: [&str; 16] = [
    "x\r\nATTENDEE:mailto:eve@example.org",
    "x\nATTENDEE:mailto:eve@example.org",
    "x\rATTENDEE:mailto:eve@example.org",
    "x\r\n ATTENDEE:mailto:eve@example.org",
    "x\u{85}ATTENDEE:mailto:eve@example.org",
    "x\u{2028}ATTENDEE:mailto:eve@example.org",
    "x\u{b}\u{c}ATTENDEE:mailto:eve@example.org",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1",
    "x\\\r\nEND:VCALENDAR",
    "x\\nEND:VEVENT",
    "\";ROLE=CHAIR:mailto:eve@example.org",
    "x;ALTREP=\"http://example.org\":y",
    "x^nATTENDEE:mailto:eve@example.org",
    "\u{202e}gpj.exe\u{200b}\u{feff}",
    "\0\u{1b}]0;x\u{7}",
    "🙂ŷ老,;\\:\"'",
];

/// A register in which everything that stands in a calendar is the same text.
fn full_of(typed: &str) -> Register {
    let mut register = register("2014-04-03", Some("10:00:00"), Some("12:00:00"));
    let typed = format!("{typed}{}", "y".repeat(90));
    let mut meeting = register.meetings.get(id(1)).expect("it is there").clone();
    meeting.sort.clone_from(&typed);
    meeting.place.clone_from(&typed);
    meeting.link = format!("https://example.org/{typed}");
    register.put(meeting);
    let mut forum = register.forums.get(id(1)).expect("it is there").clone();
    forum.name.clone_from(&typed);
    register.put(forum);
    for number in [1, 2] {
        let mut body = register
            .organisations
            .get(id(number))
            .expect("there")
            .clone();
        body.name.clone_from(&typed);
        register.put(body);
        let mut contact = register.contacts.get(id(number)).expect("there").clone();
        contact.name.clone_from(&typed);
        register.put(contact);
    }
    let mut item = Item::new(id(1), id(1), 1, typed.clone());
    item.number = Some(typed.clone());
    item.presenter.clone_from(&typed);
    item.section.clone_from(&typed);
    register.put(item);
    let mut agreement = Agreement::new(id(1), typed);
    agreement.effective = Date::from_code("2013-01");
    agreement.review_due = Date::from_code("2014-06-30");
    register.put(agreement);
    register
}

#[test]
fn nothing_typed_becomes_a_property_of_a_calendar_or_an_invitation() {
    let today = day("2014-01-20");
    let all = |typed: &str| {
        let register = full_of(typed);
        let mut found = Vec::new();
        for audience in Audience::ALL {
            for deadlines in [Deadlines::Days, Deadlines::Tasks] {
                let options = CalendarOptions {
                    audience,
                    deadlines,
                    forum: None,
                    ..CalendarOptions::default()
                };
                let text = text(&register, "2014-01-20", &options);
                assert!(!text.contains('\u{202e}'), "{text}");
                found.push(properties(&text));
            }
        }
        let options = InvitationOptions::default();
        let invitation = invitation(&register, id(1), today, &marks(), &options);
        found.push(properties(&invitation.expect("there are addresses").text));
        // A link that cannot be one is told in words; an address of the web has a property of its own.
        for one in &mut found {
            one.remove("VCALENDAR/VEVENT/URL");
        }
        found
    };
    let plain = all("plain");
    assert_eq!(plain[6]["VCALENDAR/VEVENT/ATTENDEE"], 1);
    for typed in HOSTILE {
        assert_eq!(all(typed), plain, "{typed:?}");
    }
}

#[test]
fn a_link_that_is_no_address_of_the_web_is_told_in_words_only() {
    for (link, url, told) in [
        (
            "https://example.org/join?a=1,2;3",
            Some("https://example.org/join?a=1,2;3"),
            true,
        ),
        ("http://example.org", Some("http://example.org"), true),
        ("javascript:alert(1)", None, true),
        ("mailto:a@example.org", None, true),
        ("0300 123 4567, code 12", None, true),
        ("https://example.org/\r\nX:y", None, true),
        ("", None, false),
    ] {
        let mut register = register("2014-04-03", None, None);
        let mut meeting = register.meetings.get(id(1)).expect("it is there").clone();
        link.clone_into(&mut meeting.link);
        register.put(meeting);
        let members = CalendarOptions {
            audience: Audience::Members,
            ..CalendarOptions::default()
        };
        let theirs = text(&register, "2014-01-20", &members);
        assert_eq!(value(&theirs, "URL").as_deref(), url, "{link:?}");
        let words = value(&theirs, "DESCRIPTION").unwrap_or_default();
        assert_eq!(words.contains("To join: "), told, "{link:?}: {words}");
        // Whoever has the link is let in, so that it is in no public text.
        let public = text(&register, "2014-01-20", &CalendarOptions::default());
        assert_eq!(value(&public, "URL"), None, "{link:?}");
        assert!(!public.contains("To join"), "{link:?}: {public}");
    }
}

#[test]
fn an_invitation_asks_everybody_with_an_address_and_says_who_has_none() {
    let mut register = register("2014-04-03", Some("10:00:00"), None);
    register.put(Organisation::new(id(3), "NMC"));
    let mut office = Membership::new(id(3), id(1), id(3), Role::Member);
    "not an address".clone_into(&mut office.office);
    register.put(office);
    register.put(Organisation::new(id(5), "PSA"));
    let mut alone = Membership::new(id(5), id(1), id(5), Role::Member);
    "office@psa.example".clone_into(&mut alone.office);
    register.put(alone);
    let mut both = register.memberships.get(id(2)).expect("there").clone();
    "office@gmc.example".clone_into(&mut both.office);
    register.put(both);
    register.put(Organisation::new(id(4), "Council"));
    register.put(Membership::new(id(4), id(1), id(4), Role::Invitee));
    let options = InvitationOptions::default();
    let made = invitation(&register, id(1), day("2014-01-20"), &marks(), &options);
    let made = made.expect("there are addresses");
    assert_eq!(
        (made.organizer.as_str(), made.invited),
        ("person1@example.org", 3)
    );
    assert_eq!(
        made.remarks,
        [
            "\"not an address\" of NMC is not asked: it is no address that an e-mail can be sent to.",
            "Council is not asked: no address is known.",
            "It has no end: two hours are put down for it.",
        ]
    );
    let lines = unfolded(&made.text);
    for line in [
        "METHOD:REQUEST",
        "ORGANIZER;CN=\"Person 1\":mailto:person1@example.org",
        "ATTENDEE;CN=\"Person 2\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:person2@example.org",
        "ATTENDEE;CN=\"GMC\";ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:office@gmc.example",
        "ATTENDEE;CN=\"PSA\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:office@psa.example",
        "STATUS:TENTATIVE",
    ] {
        assert!(lines.iter().any(|one| one == line), "{line}: {lines:#?}");
    }
}

type Alter = fn(&mut Meeting);

#[test]
fn an_invitation_is_refused_with_what_to_do() {
    let held = |one: &mut Meeting| one.state = MeetingState::Held;
    let none = |_: &mut Meeting| {};
    let month = |one: &mut Meeting| one.on = Date::from_code("2014-04").expect("a month");
    let cases: [(Alter, &str, Option<&str>, &str); 4] = [
        (held, "2014-01-20", None, "has been held"),
        (month, "2014-01-20", None, "has no day yet"),
        (none, "2014-04-04", None, "is past its day"),
        (
            none,
            "2014-01-20",
            Some("nobody"),
            "\"nobody\" is no address",
        ),
    ];
    for (alter, today, organizer, words) in cases {
        let mut register = register("2014-04-03", None, None);
        let mut meeting = register.meetings.get(id(1)).expect("it is there").clone();
        alter(&mut meeting);
        register.put(meeting);
        let options = InvitationOptions {
            organizer: organizer.map(str::to_owned),
            ..InvitationOptions::default()
        };
        let refused = invitation(&register, id(1), day(today), &marks(), &options);
        let sentence = refused.expect_err("it is refused").sentence;
        assert!(sentence.contains(words), "{sentence}");
        assert!(sentence.contains("no invitation was made"), "{sentence}");
    }
}

#[test]
fn who_invites_is_said_or_found_or_asked_for() {
    for (organizer, own, contact, enquiries, expected) in [
        (
            Some("desk@example.org"),
            "",
            "",
            "",
            Some("desk@example.org"),
        ),
        (
            None,
            "own@example.org",
            "page@example.org",
            "",
            Some("own@example.org"),
        ),
        (
            None,
            "",
            "Write to page@example.org.",
            "body@example.org",
            Some("page@example.org"),
        ),
        (
            None,
            "",
            "0300 061 6161",
            "Desk (body@example.org)",
            Some("body@example.org"),
        ),
        (None, "", "", "0300 061 6161", None),
    ] {
        let mut register = register("2014-04-03", None, None);
        let mut person = register.contacts.get(id(1)).expect("it is there").clone();
        own.clone_into(&mut person.email);
        register.put(person);
        let mut body = register.organisations.get(id(1)).expect("there").clone();
        enquiries.clone_into(&mut body.enquiries);
        register.put(body);
        let options = InvitationOptions {
            organizer: organizer.map(str::to_owned),
            contact: contact.to_owned(),
            ..InvitationOptions::default()
        };
        let made = invitation(&register, id(1), day("2014-01-20"), &marks(), &options);
        match (made, expected) {
            (Ok(made), Some(expected)) => assert_eq!(made.organizer, expected),
            (Err(refusal), None) => assert!(refusal.sentence.contains("--organizer"), "{refusal}"),
            (made, _) => panic!("{made:?}"),
        }
    }
}

#[test]
fn every_time_is_the_journals_and_a_change_raises_the_count_and_keeps_the_name() {
    let register = register("2014-04-03", None, None);
    let mut marks = marks();
    let before = marks.clone();
    let meeting = register.meetings.get(id(1)).expect("it is there");
    let mut later = meeting.clone();
    "Room 4".clone_into(&mut later.place);
    let head = Head {
        id: 7,
        at: "2014-03-01T08:30:00Z"
            .parse::<DateTime<Utc>>()
            .expect("an instant"),
        actor: "bob".to_owned(),
        label: String::new(),
        deed: Deed::Do,
        target: None,
        is_erased: false,
    };
    marks.see(&head, &Change::new("").update(meeting, later).edits);
    let of = |marks: &Marks, today: &str| {
        let options = CalendarOptions::default();
        let made = calendar(&register, day(today), &Rules::default(), marks, &options);
        made.expect("nothing in it is refused").text
    };
    let (one, two) = (of(&before, "2014-01-20"), of(&marks, "2014-01-20"));
    assert_eq!(
        one,
        of(&before, "2014-01-21"),
        "no day is in it but those of the register"
    );
    assert_eq!(value(&one, "UID"), value(&two, "UID"));
    let seen = ["SEQUENCE", "DTSTAMP", "LAST-MODIFIED"].map(|name| value(&two, name));
    let expected = ["7", "20140301T083000Z", "20140301T083000Z"];
    assert_eq!(seen, expected.map(|one| Some(one.to_owned())));
}
