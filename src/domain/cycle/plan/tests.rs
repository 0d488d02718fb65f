//! Dates of a year: by count, by gap, around holidays and other forums' meetings.

use super::*;
use crate::domain::membership::{Membership, Role};

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn id<T: Row>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn per_year(count: u8, starts: u8) -> Cadence {
    Cadence::PerYear { count, starts }
}

fn every(text: &str) -> Cadence {
    Cadence::AtLeastEvery(text.parse().expect("an interval"))
}

/// One forum of one member, with meetings that are held before today and confirmed after.
fn register(cadence: Cadence, starts: Option<&str>, meetings: &[&str], today: &str) -> Register {
    let mut register = Register::default();
    let mut forum = Forum::new(id(1), "The Forum");
    forum.cadence = cadence;
    forum.starts = starts.map(|iso| Date::day(day(iso)));
    register.put(forum);
    register.put(Organisation::new(id(1), "The Body"));
    register.put(Membership::new(id(1), id(1), id(1), Role::Member));
    for iso in meetings {
        put_meeting(&mut register, 1, iso, today);
    }
    register
}

fn put_meeting(register: &mut Register, forum: u32, iso: &str, today: &str) {
    let next = register.meetings.next_id();
    let mut meeting = Meeting::new(next, id(forum), Date::from_code(iso).expect("a code"));
    meeting.state = if meeting.on.last() < day(today) {
        MeetingState::Held
    } else {
        MeetingState::Confirmed
    };
    register.put(meeting);
}

fn plan(register: &Register, year: i32, today: &str) -> Plan {
    let holidays = BankHolidays::standard();
    propose(register, id(1), year, day(today), holidays).expect("it can be planned")
}

fn days(plan: &Plan) -> Vec<String> {
    plan.proposals
        .iter()
        .map(|one| one.on.to_string())
        .collect()
}

/// What a count proposes: so many in years from a month, with meetings, in a year, on a day.
fn check_count(what: &str, cadence: (u8, u8), meetings: &str, when: (i32, &str), expected: &str) {
    let meetings: Vec<&str> = meetings.split_whitespace().collect();
    let register = register(per_year(cadence.0, cadence.1), None, &meetings, when.1);
    let plan = plan(&register, when.0, when.1);
    assert_eq!(days(&plan).join(" "), expected, "{what}");
}

#[test]
fn a_count_proposes_what_the_year_is_short_of() {
    let january = (2014, "2014-01-20");
    let what = "the Forum of the source";
    check_count(what, (3, 1), "2014-01-13 2014-04-03", january, "2014-08-04");
    check_count("all fixed", (2, 1), "2014-01-13 2014-04-03", january, "");
    check_count("a month counts", (2, 1), "2014-01-13 2014-06", january, "");
    let (what, when) = ("counted on from last year", (2015, "2014-12-01"));
    let expected = "2015-01-08 2015-05-14 2015-09-10";
    check_count(what, (3, 1), "2014-09-11", when, expected);
    let what = "a year that starts in April";
    let expected = "2014-08-07 2014-12-11";
    check_count(what, (3, 4), "2014-04-10", (2014, "2014-04-20"), expected);
    let what = "as it would have been in a year that is past";
    let expected = "2014-05-12 2014-09-15";
    check_count(what, (3, 1), "2014-01-13", (2014, "2021-08-20"), expected);
}

#[test]
fn a_count_is_spread_where_it_cannot_be_counted_on_from_the_last() {
    let december = (2015, "2014-12-01");
    let expected = "2015-03-02 2015-06-29 2015-11-02";
    check_count("too long ago", (3, 1), "2013-02-04", december, expected);
    let expected = "2015-02-16 2015-05-18 2015-08-17 2015-11-16";
    check_count("none yet", (4, 1), "", december, expected);
    let what = "beyond the end of the year";
    let expected = "2014-10-20 2014-12-08";
    check_count(what, (3, 1), "2014-09-01", (2014, "2014-08-01"), expected);
    let what = "one far ahead: before it";
    let expected = "2014-03-24 2014-07-28";
    check_count(what, (3, 1), "2014-12-01", (2014, "2014-01-20"), expected);
    let what = "January belongs to the year before";
    check_count(
        what,
        (2, 4),
        "2015-01-15",
        (2014, "2014-04-20"),
        "2014-07-17",
    );
    let what = "a year that ends on a leap day";
    check_count(
        what,
        (2, 3),
        "2023-09-01",
        (2023, "2023-09-10"),
        "2023-12-29",
    );
    let what = "no working day is left";
    check_count(what, (2, 1), "2014-01-13", (2014, "2014-12-31"), "");
}

#[test]
fn a_gap_is_never_longer_and_moves_earlier() {
    for (what, cadence, starts, meetings, year, today, expected) in [
        (
            "from the forum's start",
            "every two",
            Some("2019-02-01"),
            &[][..],
            2019,
            "2019-02-01",
            &[
                "2019-04-01",
                "2019-05-31",
                "2019-07-31",
                "2019-09-30",
                "2019-11-29",
            ][..],
        ),
        (
            "to the usual weekday before",
            "every two",
            None,
            &["2021-07-15", "2021-09-09"],
            2021,
            "2021-08-20",
            &["2021-11-04"],
        ),
        (
            "up to the next that is fixed",
            "every two",
            None,
            &["2021-01-14", "2021-07-15"],
            2021,
            "2021-01-20",
            &[
                "2021-03-11",
                "2021-05-06",
                "2021-07-01",
                "2021-09-09",
                "2021-11-04",
            ],
        ),
        (
            "too late already: as soon as can be",
            "every two",
            None,
            &["2021-01-14"],
            2021,
            "2021-10-15",
            &["2021-10-21", "2021-12-16"],
        ),
        (
            "nothing says from when: the first there is",
            "every six",
            None,
            &[],
            2021,
            "2020-12-01",
            &["2021-01-04", "2021-07-02"],
        ),
        (
            "it starts after the year",
            "every two",
            Some("2022-02-01"),
            &[],
            2021,
            "2020-12-01",
            &[],
        ),
        (
            "the last of a year reaches into the next",
            "every six",
            None,
            &["2021-07-15"],
            2021,
            "2021-08-20",
            &[],
        ),
    ] {
        let months = if cadence == "every two" {
            "2 months"
        } else {
            "6 months"
        };
        let register = register(every(months), starts, meetings, today);
        let plan = plan(&register, year, today);
        assert_eq!(days(&plan), expected, "{what}");
    }
}

#[test]
fn what_is_late_is_made_good_within_the_interval_and_nothing_is_left_to_plan_again() {
    // The Monday after today is a bank holiday; the one after that would be later than six working days.
    for (interval, first) in [("6 working days", "2024-05-21"), ("2 weeks", "2024-06-03")] {
        let mut register = register(every(interval), None, &["2024-01-08"], "2024-05-20");
        let proposed = plan(&register, 2024, "2024-05-20");
        assert_eq!(days(&proposed)[0], first, "{interval}");
        let change = accept(&register, id(1), &proposed.days()).expect("it can be accepted");
        register.apply(&change);
        let again = plan(&register, 2024, "2024-05-20");
        assert_eq!(days(&again), Vec::<String>::new(), "{interval}");
    }
}

#[test]
fn a_day_that_does_not_suit_is_passed_over_and_named() {
    for (what, cadence, meetings, other, shared, expected, note) in [
        (
            "a bank holiday",
            per_year(2, 1),
            &["2014-02-24"][..],
            None,
            true,
            "2014-09-01",
            "not Monday 25 August 2014: Summer bank holiday",
        ),
        (
            "another forum with a member of this one",
            every("2 months"),
            &["2014-09-11"],
            Some("2014-11-06"),
            true,
            "2014-10-30",
            "not Thursday 6 November 2014: The Other meets, with The Body in both",
        ),
        (
            "another forum of other members",
            every("2 months"),
            &["2014-09-11"],
            Some("2014-11-06"),
            false,
            "2014-11-06",
            "",
        ),
    ] {
        let mut register = register(cadence, None, meetings, "2014-01-20");
        let mut forum = Forum::new(id(2), "The Other");
        forum.cadence = Cadence::None;
        register.put(forum);
        register.put(Organisation::new(id(2), "Another Body"));
        let body = if shared { 1 } else { 2 };
        register.put(Membership::new(id(2), id(2), id(body), Role::Member));
        // Whoever is only invited here may meet elsewhere.
        register.put(Membership::new(id(3), id(1), id(2), Role::Invitee));
        if let Some(iso) = other {
            put_meeting(&mut register, 2, iso, "2014-01-20");
        }
        let plan = plan(&register, 2014, "2014-01-20");
        let first = plan.proposals.first().expect("a proposal");
        assert_eq!(first.on, day(expected), "{what}");
        assert_eq!(first.notes.join("; "), note, "{what}");
    }
}

#[test]
fn a_proposal_says_from_what_it_was_reckoned() {
    for (cadence, starts, meetings, why) in [
        (
            per_year(3, 1),
            None,
            &["2014-01-13", "2014-04-03"][..],
            "122 days after 3 April; the nearest Monday or Thursday",
        ),
        (
            per_year(2, 1),
            None,
            &[],
            "spread evenly over what is left of 2014",
        ),
        (
            every("2 months"),
            Some("2014-02-01"),
            &[],
            "within 2 months of its start, 1 February",
        ),
        (
            every("2 months"),
            None,
            &["2014-01-15"],
            "within 2 months of 15 January; the latest Wednesday",
        ),
        (
            every("2 weeks"),
            None,
            &["2014-01-02"],
            "within 2 weeks of 2 January; that was due by 16 January",
        ),
        (
            every("1 day"),
            None,
            &["2014-01-20", "2014-01-24"],
            "within 1 day of 24 January; no working day is left by then",
        ),
    ] {
        let register = register(cadence, starts, meetings, "2014-01-20");
        let plan = plan(&register, 2014, "2014-01-20");
        let found = plan.proposals.iter().any(|one| one.why == why);
        let all: Vec<&str> = plan.proposals.iter().map(|one| one.why.as_str()).collect();
        assert!(found, "{why}: {all:?}");
    }
}

#[test]
fn a_year_says_whether_the_cadence_is_kept() {
    for (cadence, starts, meetings, more, is_kept, sentence) in [
        (
            per_year(3, 1),
            None,
            &["2014-01-13"][..],
            &["2014-04-03"][..],
            false,
            "2 of 3 in 2014: 1 to fix",
        ),
        (
            per_year(1, 4),
            None,
            &["2014-01-13"],
            &["2014-04-03"],
            true,
            "1 of 1 in 2014/15",
        ),
        (
            Cadence::None,
            None,
            &["2014-01-13"],
            &[],
            true,
            "1 in 2014; no number is promised",
        ),
        (
            every("2 months"),
            Some("2014-09-03"),
            &[],
            &["2014-11-03"],
            true,
            "the longest gap is 61 days, allowed: 2 months",
        ),
        (
            every("2 months"),
            None,
            &["2014-01-13", "2015-01-10"],
            &["2014-11-12"],
            false,
            "the longest gap is 303 days, from 13 January 2014 to 12 November 2014, allowed: 2 months",
        ),
        (
            every("2 months"),
            None,
            &["2014-09-01"],
            &[],
            false,
            "one meeting in 2014, allowed: 2 months; one more is needed by 1 November 2014",
        ),
        (
            every("2 months"),
            None,
            &[],
            &[],
            false,
            "no meeting in 2014, allowed: 2 months",
        ),
    ] {
        let register = register(cadence, starts, meetings, "2014-01-20");
        let forum = register.forums.get(id(1)).expect("it was put");
        let year = Year::of(cadence, 2014).expect("a year");
        let more: Vec<NaiveDate> = more.iter().map(|iso| day(iso)).collect();
        let kept = kept(&register, forum, year, &more, BankHolidays::standard());
        assert_eq!((kept.is_kept, kept.sentence.as_str()), (is_kept, sentence));
    }
}

#[test]
fn what_cannot_be_planned_is_refused_with_what_to_do() {
    let today = day("2014-01-20");
    let holidays = BankHolidays::standard();
    for (cadence, forum, year, words) in [
        (Cadence::None, 1, 2014, "forum edit 1 --cadence"),
        (per_year(3, 1), 2, 2014, "There is no forum 2."),
        (per_year(3, 1), 1, 10_000, "four digits"),
    ] {
        let register = register(cadence, None, &[], "2014-01-20");
        let refused = propose(&register, id(forum), year, today, holidays);
        let refusal = refused.expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
}

#[test]
fn accepting_plans_every_meeting_in_one_change() {
    let mut register = register(per_year(3, 1), None, &["2014-01-13"], "2014-01-20");
    let mut held = register
        .meetings
        .iter()
        .next()
        .expect("one meeting")
        .clone();
    held.number = Some(41);
    held.start = NaiveTime::from_hms_opt(14, 0, 0);
    register.put(held);
    let days = [day("2014-09-15"), day("2014-05-12")];
    let change = accept(&register, id(1), &days).expect("it can be accepted");
    assert_eq!(change.label, "Planned 2 meetings of The Forum");
    register.apply(&change);
    let made: Vec<_> = register.meetings.iter().skip(1).collect();
    for (meeting, (on, number)) in made.iter().zip([(days[1], 42), (days[0], 43)]) {
        assert_eq!(meeting.on.as_day(), Some(on));
        assert_eq!(meeting.number, Some(number));
        assert_eq!(meeting.state, MeetingState::Planned);
        assert_eq!(meeting.start, NaiveTime::from_hms_opt(14, 0, 0));
    }
    for (days, words) in [
        (
            &days[..1],
            "There is a meeting on Monday 15 September 2014 already",
        ),
        (&[day("2014-11-03"), day("2014-11-03")], "twice"),
        (&[], "nothing to accept"),
    ] {
        let refusal = accept(&register, id(1), days).expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
}

#[test]
fn the_usual_time_is_the_commonest_of_the_latest_meetings() {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
    for (hours, expected) in [
        (&[][..], 9),
        (&[10, 14, 14], 14),
        (&[14, 10], 10),
        (&[14, 14, 14, 10, 10, 10, 10, 10, 10], 10),
    ] {
        let mut register = register(per_year(3, 1), None, &[], "2014-01-20");
        let mut forum = register.forums.get(id(1)).expect("it was put").clone();
        forum.start = time(9);
        register.put(forum.clone());
        for (hour, month) in hours.iter().zip(1..) {
            let next = register.meetings.next_id();
            let on = Date::month(2013, month).expect("a month");
            register.put(Meeting {
                start: time(*hour),
                ..Meeting::new(next, forum.id, on)
            });
        }
        assert_eq!(usual_time(&register, &forum).0, time(expected), "{hours:?}");
    }
}
