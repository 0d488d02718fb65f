//! Each shape of clock, with and without forums that keep it, as tables of cases.

use super::*;
use crate::domain::agreement::Agreement;
use crate::domain::commitment::Evidence;
use crate::domain::due::{DueKind, DueOptions, Rules, due};
use crate::domain::organisation::Organisation;
use crate::domain::party::Party;
use crate::domain::reminder;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn interval(text: &str) -> Interval {
    text.parse().expect("an interval")
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn every(text: &str) -> Clock {
    Clock::Every(interval(text))
}

fn before(text: &str) -> Clock {
    Clock::Before(interval(text))
}

/// Two forums, Anyshire and Borsetshire, and a commitment that both keep.
fn register(clock: Clock) -> Register {
    let mut register = Register::default();
    register.put(Agreement::new(id(1), "Protocol"));
    register.put(Forum::new(id(1), "Anyshire"));
    register.put(Forum::new(id(2), "Borsetshire"));
    register.put(Commitment {
        agreement: Some(id(1)),
        clock,
        kept_by: vec![id(1), id(2)],
        ..Commitment::new(id(1), "Local meetings")
    });
    register
}

fn change<T: Row>(register: &mut Register, number: u32, how: impl FnOnce(&mut T)) {
    let mut row = T::table(register)
        .get(id(number))
        .expect("it was put")
        .clone();
    how(&mut row);
    register.put(row);
}

fn commitment(register: &mut Register, how: impl FnOnce(&mut Commitment)) {
    change(register, 1, how);
}

fn meeting(register: &mut Register, forum: u32, on: &str, state: MeetingState) {
    let mut row = Meeting::new(register.meetings.next_id(), id(forum), date(on));
    row.state = state;
    register.put(row);
}

fn evidence(on: &str, forum: Option<u32>) -> Evidence {
    Evidence {
        on: date(on),
        what: "a letter".to_owned(),
        forum: forum.map(id),
    }
}

/// What is due with each of those that keep it: `2021-08-10`, or `-`.
fn dues(register: &Register, today: &str) -> Vec<String> {
    let one = register.commitments.get(id(1)).expect("it was put");
    let all = standings(register, one, day(today), BankHolidays::standard());
    let due = |one: &Standing| one.due.map_or_else(|| "-".to_owned(), Date::code);
    all.iter().map(due).collect()
}

#[test]
fn every_forum_that_keeps_a_commitment_is_looked_at_for_itself() {
    use MeetingState::{Cancelled, Confirmed, Held};
    type Meetings<'a> = &'a [(u32, &'a str, MeetingState)];
    type Case<'a> = (Option<&'a str>, Meetings<'a>, &'a [Evidence], [&'a str; 2]);
    let cases: [Case<'_>; 9] = [
        (None, &[], &[], ["-", "-"]),
        (Some("2021-01-01"), &[], &[], ["2021-03-01", "2021-03-01"]),
        (None, &[(1, "2021-06-10", Held)], &[], ["2021-08-10", "-"]),
        (
            Some("2021-01-01"),
            &[
                (1, "2021-06-10", Held),
                (1, "2021-05-01", Held),
                (2, "2021-07-31", Held),
            ],
            &[],
            ["2021-08-10", "2021-09-30"],
        ),
        // What did not take place shows nothing, nor what is still to come.
        (
            Some("2021-01-01"),
            &[
                (1, "2021-06-10", Cancelled),
                (2, "2021-08-19", Confirmed),
                (2, "2021-08-21", Held),
            ],
            &[],
            ["2021-03-01", "2021-03-01"],
        ),
        // Written down for one, or for both.
        (
            None,
            &[],
            &[evidence("2021-07-01", Some(2))],
            ["-", "2021-09-01"],
        ),
        (
            None,
            &[],
            &[evidence("2021-07-01", None)],
            ["2021-09-01", "2021-09-01"],
        ),
        (
            None,
            &[(1, "2021-06-10", Held)],
            &[evidence("2021-05-01", Some(1)), evidence("2021-04", None)],
            ["2021-08-10", "2021-06"],
        ),
        (Some("2021-08-21"), &[], &[], ["-", "-"]),
    ];
    for (started, meetings, shown, expected) in cases {
        let mut register = register(every("2 months"));
        for (forum, on, state) in meetings {
            meeting(&mut register, *forum, on, *state);
        }
        commitment(&mut register, |one| {
            one.started = started.map(date);
            one.evidence = shown.to_vec();
        });
        assert_eq!(
            dues(&register, "2021-08-20"),
            expected,
            "{started:?} {meetings:?} {shown:?}"
        );
    }
}

#[test]
fn a_forum_that_starts_later_counts_from_its_own_start() {
    for (starts, expected) in [
        (None, "2021-03-01"),
        (Some("2020-06-01"), "2021-03-01"),
        (Some("2021-07-15"), "2021-09-15"),
        (Some("2021-09-01"), "-"),
    ] {
        let mut register = register(every("2 months"));
        commitment(&mut register, |one| one.started = Some(date("2021-01-01")));
        change::<Forum>(&mut register, 2, |one| one.starts = starts.map(date));
        assert_eq!(
            dues(&register, "2021-08-20"),
            ["2021-03-01", expected],
            "{starts:?}"
        );
    }
}

#[test]
fn the_meetings_of_a_forum_that_is_not_named_are_no_evidence() {
    let mut register = register(every("2 months"));
    commitment(&mut register, |one| one.kept_by.clear());
    change::<Forum>(&mut register, 1, |one| one.agreement = Some(id(1)));
    meeting(&mut register, 1, "2021-06-10", MeetingState::Held);
    assert_eq!(dues(&register, "2021-08-20"), ["-"]);
}

#[test]
fn a_count_is_due_on_the_last_day_of_its_year_until_it_was_met_so_often() {
    type Case<'a> = (
        u8,
        Option<u8>,
        Option<&'a str>,
        &'a [&'a str],
        &'a str,
        Option<(usize, u8)>,
    );
    let cases: [Case<'_>; 10] = [
        (3, None, None, &[], "-", None),
        (3, None, Some("2021-09-01"), &[], "-", None),
        (
            3,
            None,
            Some("2021-01-01"),
            &[],
            "by 2021-12-31",
            Some((0, 3)),
        ),
        (
            3,
            None,
            None,
            &["2021-02-01"],
            "by 2021-12-31",
            Some((1, 3)),
        ),
        (
            3,
            None,
            None,
            &["2021-02-01", "2021-04-01", "2021-08-20"],
            "-",
            Some((3, 3)),
        ),
        (
            3,
            None,
            None,
            &["2021-02-01", "2021-04-01", "2021-08-21"],
            "by 2021-12-31",
            Some((2, 3)),
        ),
        // What was met last year started it, and counts no more.
        (
            1,
            None,
            None,
            &["2020-12-31"],
            "by 2021-12-31",
            Some((0, 1)),
        ),
        (
            2,
            None,
            None,
            &["2021-02-01", "2021-02-01"],
            "by 2021-12-31",
            Some((1, 2)),
        ),
        (0, None, Some("2021-01-01"), &[], "-", Some((0, 0))),
        // The forum's own year begins in April.
        (
            2,
            Some(4),
            None,
            &["2021-03-31", "2021-04-01"],
            "by 2022-03-31",
            Some((1, 2)),
        ),
    ];
    for (count, starts, started, shown, due, tally) in cases {
        let mut register = register(Clock::PerYear(count));
        commitment(&mut register, |one| {
            one.started = started.map(date);
            one.kept_by = vec![id(1)];
            one.evidence = shown.iter().map(|on| evidence(on, None)).collect();
        });
        if let Some(starts) = starts {
            change::<Forum>(&mut register, 1, |one| {
                one.cadence = Cadence::PerYear { count: 3, starts };
            });
        }
        assert_eq!(
            dues(&register, "2021-08-20"),
            [due],
            "{count} {started:?} {shown:?}"
        );
        let one = register.commitments.get(id(1)).expect("it was put");
        let standing = standing(&register, one, Some(id(1)), day("2021-08-20"));
        assert_eq!(standing.count, tally, "{count} {started:?} {shown:?}");
    }
}

#[test]
fn a_lead_time_runs_back_from_the_next_meeting_until_something_shows_that_it_was_kept() {
    use MeetingState::{Confirmed, Held};
    type Case<'a> = (
        &'a str,
        Option<&'a str>,
        &'a str,
        &'a [&'a str],
        Option<&'a str>,
        &'a str,
    );
    let cases: [Case<'_>; 9] = [
        (
            "2 days",
            Some("2021-01-01"),
            "2021-09-09",
            &[],
            None,
            "by 2021-09-07",
        ),
        (
            "48 hours",
            Some("2021-01-01"),
            "2021-09-09",
            &[],
            None,
            "by 2021-09-07",
        ),
        (
            "2 working days",
            Some("2021-01-01"),
            "2021-09-06",
            &[],
            None,
            "by 2021-09-02",
        ),
        ("2 days", None, "2021-09-09", &[], None, "-"),
        ("2 days", Some("2021-01-01"), "2021-09", &[], None, "-"),
        (
            "2 days",
            Some("2021-01-01"),
            "2021-09-09",
            &["2021-08-19"],
            None,
            "-",
        ),
        // That was for the meeting before.
        (
            "2 days",
            None,
            "2021-09-09",
            &["2021-06-01"],
            None,
            "by 2021-09-07",
        ),
        // The forum asks for it anyway, or for something else.
        (
            "2 days",
            Some("2021-01-01"),
            "2021-09-09",
            &[],
            Some("2 days"),
            "-",
        ),
        (
            "2 days",
            Some("2021-01-01"),
            "2021-09-09",
            &[],
            Some("7 days"),
            "by 2021-09-07",
        ),
    ];
    for (lead, started, next, shown, returns, expected) in cases {
        let mut register = register(before(lead));
        commitment(&mut register, |one| {
            one.started = started.map(date);
            one.kept_by = vec![id(1)];
            one.evidence = shown.iter().map(|on| evidence(on, None)).collect();
        });
        change::<Forum>(&mut register, 1, |one| {
            one.returns_lead = returns.map(interval);
        });
        meeting(&mut register, 1, "2021-06-10", Held);
        meeting(&mut register, 1, next, Confirmed);
        meeting(&mut register, 2, "2021-08-25", Confirmed);
        assert_eq!(
            dues(&register, "2021-08-20"),
            [expected],
            "{lead} {started:?} {next} {shown:?}"
        );
    }
}

#[test]
fn a_time_limit_runs_from_the_day_somebody_comes_into_the_post_and_is_met_with_them() {
    for (from, met, due, last) in [
        (Some("2021-06-30"), None, "2021-09-30", None),
        (
            Some("2021-06-30"),
            Some("2021-08-01"),
            "-",
            Some("2021-08-01"),
        ),
        (Some("2021-06-30"), Some("2021-08-21"), "2021-09-30", None),
        (None, None, "-", None),
    ] {
        let mut register = register(Clock::Within(interval("3 months")));
        commitment(&mut register, |one| {
            one.kept_by.clear();
            one.post = "DASS".to_owned();
        });
        register.put(Organisation::new(id(1), "Council"));
        register.put(Party::new(id(1), id(1), id(1)));
        register.put(Contact {
            id: id(1),
            organisation: id(1),
            name: "A Smith".to_owned(),
            post: "DASS".to_owned(),
            from: from.map(date),
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: met.map(day),
            confirmed: None,
        });
        assert_eq!(dues(&register, "2021-08-20"), [due], "{from:?} {met:?}");
        let one = register.commitments.get(id(1)).expect("it was put");
        let standing = standing(&register, one, None, day("2021-08-20"));
        assert_eq!(
            standing.last.map(|met| met.on),
            last.map(date),
            "{from:?} {met:?}"
        );
    }
}

#[test]
fn a_due_line_names_the_forum_that_is_late_and_a_reminder_holds_back_no_other() {
    let mut register = register(every("2 months"));
    meeting(&mut register, 1, "2021-06-10", MeetingState::Held);
    commitment(&mut register, |one| one.started = Some(date("2021-01-01")));
    let today = day("2021-08-20");
    let lines = |register: &Register| {
        let options = DueOptions {
            kinds: vec![DueKind::Commitment],
            within: None,
        };
        let all = due(register, today, &Rules::default(), &options);
        let told = |line: &crate::domain::due::Line| {
            format!("{}: {}", line.section, line.title(register, today))
        };
        all.iter().map(told).collect::<Vec<_>>()
    };
    let late = "overdue: Anyshire, 71 days since the last: Local meetings";
    let never = "overdue: Borsetshire, not met yet: Local meetings";
    assert_eq!(lines(&register), [never, late]);
    let about = (DueKind::Commitment, Entry::from(id::<Forum>(2)));
    let change =
        reminder::set(&register, today, about, day("2021-09-01"), "We know").expect("it is due");
    register.apply(&change);
    let later = "later: Borsetshire, not met yet: Local meetings";
    assert_eq!(lines(&register), [late, later]);
}

#[test]
fn what_shows_that_a_commitment_was_met_is_noted_in_the_order_of_its_days() {
    let mut register = register(every("2 months"));
    let options = |on: &str, what: &str, forum: Option<u32>| MeetOptions {
        today: day("2021-08-20"),
        on: date(on),
        what: what.to_owned(),
        forum: forum.map(id),
    };
    for (on, forum) in [
        ("2021-07-01", Some(1)),
        ("2021-05-01", None),
        ("2021-08-20", Some(2)),
    ] {
        let change = meet(&register, id(1), &options(on, " A call ", forum)).expect("it may be");
        register.apply(&change);
    }
    let one = register.commitments.get(id(1)).expect("it was put");
    let noted: Vec<String> = one.evidence.iter().map(|one| one.on.code()).collect();
    assert_eq!(noted, ["2021-05-01", "2021-07-01", "2021-08-20"]);
    assert!(one.evidence.iter().all(|one| one.what == "A call"));
    register.put(Forum::new(id(3), "Camshire"));
    for (refused, field) in [
        (options("2021-08-21", "A call", None), Some("on")),
        (options("2021-08-01", " ", None), Some("what")),
        (options("2021-08-01", "A call", Some(3)), Some("forum")),
        (options("2021-07-01", "A call", Some(1)), None),
    ] {
        let refusal = meet(&register, id(1), &refused).expect_err("it may not be");
        assert_eq!(refusal.field, field, "{refusal}");
    }
    assert!(meet(&register, id(9), &options("2021-08-01", "A call", None)).is_err());
}

#[test]
fn duties_stand_under_what_creates_them_and_without_those_that_do_not_bind() {
    let mut register = register(every("2 months"));
    change::<Agreement>(&mut register, 1, |one| one.title = "Zebra".to_owned());
    let ended = crate::domain::agreement::StateSince {
        state: AgreementState::Ended,
        since: None,
    };
    register.put(Agreement {
        states: vec![ended],
        ..Agreement::new(id(2), "Ended")
    });
    register.put(Commitment {
        agreement: Some(id(2)),
        ..Commitment::new(id(2), "Over")
    });
    register.put(Commitment {
        forum: Some(id(1)),
        ..Commitment::new(id(3), "Of the forum")
    });
    let told = |of: Option<Entry>| {
        let all = duties(&register, day("2021-08-20"), BankHolidays::standard(), of);
        let told = |one: &Duty<'_>| {
            let words = one.words(&register);
            format!("{}: {} {}", one.under, words.rule, words.keeper)
        };
        all.iter().map(told).collect::<Vec<_>>()
    };
    let zebra = [
        "agreement 1: Local meetings Anyshire",
        "agreement 1: Local meetings Borsetshire",
    ];
    assert_eq!(told(None), ["forum 1: Of the forum ", zebra[0], zebra[1]]);
    assert_eq!(told(Some(id::<Agreement>(1).into())), zebra);
    assert_eq!(
        told(Some(id::<Agreement>(2).into())),
        ["agreement 2: Over "]
    );
}

#[test]
fn what_a_forum_promises_of_its_own_meetings_is_shown_by_them_and_due_only_as_meetings_to_fix() {
    for (cadence, due) in [
        (Cadence::None, Some("by 31 December 2021")),
        (
            Cadence::PerYear {
                count: 3,
                starts: 1,
            },
            None,
        ),
    ] {
        let mut register = Register::default();
        register.put(Forum {
            cadence,
            ..Forum::new(id(1), "Forum")
        });
        register.put(Meeting {
            state: MeetingState::Held,
            ..Meeting::new(id(1), id(1), date("2021-01-13"))
        });
        let promise = Commitment {
            forum: Some(id(1)),
            clock: Clock::PerYear(3),
            ..Commitment::new(id(1), "Meets three times per year")
        };
        let all = standings(
            &register,
            &promise,
            day("2021-08-20"),
            BankHolidays::standard(),
        );
        let [one] = &all[..] else {
            panic!("once, for its own forum: {all:?}");
        };
        assert_eq!(one.count, Some((1, 3)));
        assert!(one.last.is_some(), "the meeting shows it");
        let found = one.due.map(|due| due.to_string());
        assert_eq!(found.as_deref(), due, "{cadence:?}");
    }
}
