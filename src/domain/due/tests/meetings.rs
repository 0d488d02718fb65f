//! Meetings: still to fix, next, past their day; what is owed before them, and the chair passing on.

use super::*;

/// Meetings of a forum that meets three times a year, and what is still to fix.
struct Count<'a> {
    starts: u8,
    meetings: &'a [(&'a str, MeetingState)],
    today: &'a str,
    /// Section and last day.
    line: Option<(&'a str, &'a str)>,
    words: &'a str,
}

fn check_count(count: &Count<'_>) {
    let (mut register, today, starts) = (Register::default(), count.today, count.starts);
    let id = forum(&mut register, Cadence::PerYear { count: 3, starts });
    for (on, state) in count.meetings {
        meeting(&mut register, id, on, *state);
    }
    let found = of_kind(&register, today, DueKind::ToFix);
    let line = |(section, last)| format!("{section}: to-fix forum 1 by {last}");
    assert_eq!(
        found,
        Vec::from_iter(count.line.map(line)),
        "{starts}: {today}"
    );
    let lines = due(
        &register,
        day(today),
        &Rules::default(),
        &DueOptions::default(),
    );
    for line in lines.iter().filter(|line| line.kind == DueKind::ToFix) {
        let title = line.title(&register, day(today));
        assert!(title.contains(count.words), "{title} on {today}");
    }
}

const JANUARY: (&str, MeetingState) = ("2014-01-13", MeetingState::Held);

const APRIL: (&str, MeetingState) = ("2014-04-03", MeetingState::Confirmed);

#[test]
fn three_times_a_year_is_counted_in_the_year_that_holds_today_and_never_in_a_past_one() {
    // From April on, the meeting of 13 January is in the year that ends on 31 March, that of 3 April in the next.
    for (starts, today, line, words) in [
        (
            1,
            "2014-02-10",
            ("later", "2014-12-31"),
            "1 meeting still to fix, 1 of 3 held, 1 fixed",
        ),
        (
            1,
            "2014-12-01",
            ("due soon", "2014-12-31"),
            "1 meeting still to fix, 1 of 3 held, 1 fixed",
        ),
        (
            4,
            "2014-02-10",
            ("later", "2014-03-31"),
            "2 meetings still to fix, 1 of 3 held, 0 fixed",
        ),
        (
            4,
            "2014-04-01",
            ("later", "2015-03-31"),
            "2 meetings still to fix, 0 of 3 held, 1 fixed",
        ),
        (
            1,
            "2015-01-01",
            ("later", "2015-12-31"),
            "3 meetings still to fix, 0 of 3 held, 0 fixed",
        ),
        // As of a day before it, the meeting of January is still to come.
        (
            1,
            "2014-01-12",
            ("later", "2014-12-31"),
            "1 meeting still to fix, 0 of 3 held, 2 fixed",
        ),
    ] {
        check_count(&Count {
            starts,
            meetings: &[JANUARY, APRIL],
            today,
            line: Some(line),
            words,
        });
    }
}

#[test]
fn a_meeting_counts_once_it_is_fixed_and_not_if_it_does_not_take_place() {
    use MeetingState::{Cancelled, Planned, Postponed};
    let left = Some(("later", "2014-12-31"));
    for (more, line) in [
        (&[][..], left),
        (&[("2014-10", Planned)], None),
        (&[("2014-10", Planned), ("2014-11-03", Planned)], None),
        (&[("2014-10", Cancelled)], left),
        (&[("2014-10", Postponed)], left),
        (&[("2015-01", Planned)], left),
    ] {
        check_count(&Count {
            starts: 1,
            meetings: &[&[JANUARY, APRIL], more].concat(),
            today: "2014-02-10",
            line,
            words: "1 meeting still to fix",
        });
    }
}

#[test]
fn a_gap_runs_from_the_last_meeting_held_or_fixed_else_from_the_start_of_the_forum() {
    use MeetingState::{Cancelled, Held, Planned};
    type Case<'a> = (
        &'a str,
        Option<&'a str>,
        &'a [(&'a str, MeetingState)],
        Option<&'a str>,
    );
    let cases: [Case<'_>; 12] = [
        (
            "2 months",
            None,
            &[("2021-06-30", Held)],
            Some("2021-08-30"),
        ),
        (
            "2 months",
            None,
            &[("2020-12-31", Held)],
            Some("2021-02-28"),
        ),
        (
            "2 months",
            None,
            &[("2019-12-31", Held)],
            Some("2020-02-29"),
        ),
        ("1 year", None, &[("2020-02-29", Held)], Some("2021-02-28")),
        (
            "3 months",
            None,
            &[("2021-05-31", Held)],
            Some("2021-08-31"),
        ),
        ("2 months", None, &[("2021-06", Held)], Some("2021-08-30")),
        (
            "2 months",
            None,
            &[("2021-06-30", Held), ("2021-09-10", Planned)],
            Some("2021-11-10"),
        ),
        (
            "2 months",
            None,
            &[("2021-06-30", Held), ("2021-09-10", Cancelled)],
            Some("2021-08-30"),
        ),
        (
            "2 months",
            Some("2021-03-01"),
            &[("2021-06-30", Held)],
            Some("2021-08-30"),
        ),
        ("2 months", Some("2021-07-31"), &[], Some("2021-09-30")),
        ("2 months", Some("2021-07"), &[], Some("2021-09-01")),
        ("2 months", None, &[], None),
    ];
    for (every, starts, meetings, expected) in cases {
        let mut register = Register::default();
        let cadence = Cadence::AtLeastEvery(interval(every));
        let id = forum(&mut register, cadence);
        change(&mut register, id, |one| one.starts = starts.map(date));
        for (on, state) in meetings {
            meeting(&mut register, id, on, *state);
        }
        let options = DueOptions {
            kinds: vec![DueKind::ToFix],
            within: None,
        };
        let lines = due(&register, day("2021-08-20"), &Rules::default(), &options);
        let found: Vec<String> = lines
            .iter()
            .filter_map(|one| one.due)
            .map(Date::code)
            .collect();
        let expected: Vec<String> = expected.iter().map(|last| format!("by {last}")).collect();
        assert_eq!(
            found, expected,
            "{every} after {meetings:?}, from {starts:?}"
        );
    }
}

#[test]
fn a_forum_without_a_number_or_not_yet_begun_has_nothing_to_fix() {
    for (cadence, starts, is_due) in [
        (Cadence::None, None, false),
        (
            Cadence::AtLeastEvery(interval("2 months")),
            Some("2021-08-21"),
            false,
        ),
        (
            Cadence::AtLeastEvery(interval("2 months")),
            Some("2021-08-20"),
            true,
        ),
        (
            Cadence::PerYear {
                count: 3,
                starts: 1,
            },
            Some("2021-08-21"),
            false,
        ),
        (
            Cadence::PerYear {
                count: 3,
                starts: 1,
            },
            Some("by 2021-08"),
            true,
        ),
    ] {
        let mut register = Register::default();
        let id = forum(&mut register, cadence);
        change(&mut register, id, |one| one.starts = starts.map(date));
        let found = of_kind(&register, "2021-08-20", DueKind::ToFix);
        assert_eq!(!found.is_empty(), is_due, "{cadence} from {starts:?}");
        meeting(&mut register, id, "2021-10-05", MeetingState::Planned);
        assert_eq!(
            of_kind(&register, "2021-08-20", DueKind::Meeting),
            ["next meeting: meeting meeting 1 2021-10-05"],
            "the first meeting is prepared before the start"
        );
    }
}

#[test]
fn each_forum_has_one_next_meeting_however_far_and_the_others_are_later() {
    use MeetingState::{Cancelled, Confirmed, Held, Planned, Postponed};
    let mut register = Register::default();
    let first = forum(&mut register, Cadence::None);
    let second = forum(&mut register, Cadence::None);
    for (forum, on, state) in [
        (first, "2021-06-01", Held),
        (first, "2021-08-19", Confirmed),
        (first, "2021-08-25", Cancelled),
        (first, "2021-08-26", Postponed),
        (first, "2023-01-09", Planned),
        (first, "2022-12-05", Confirmed),
        (second, "2021-08-20", Confirmed),
        (second, "2021-09-02", Planned),
        (second, "2021-10", Planned),
    ] {
        meeting(&mut register, forum, on, state);
    }
    assert_eq!(
        of_kind(&register, "2021-08-20", DueKind::Meeting),
        [
            "overdue: meeting meeting 2 2021-08-19",
            "due soon: meeting meeting 8 2021-09-02",
            "next meeting: meeting meeting 7 2021-08-20",
            "next meeting: meeting meeting 6 2022-12-05",
            "later: meeting meeting 9 2021-10",
            "later: meeting meeting 5 2023-01-09",
        ]
    );
}

#[test]
fn a_meeting_held_later_than_the_day_asked_about_is_still_to_come() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    meeting(&mut register, id, "2014-01-13", MeetingState::Held);
    for (today, expected) in [
        (
            "2014-01-12",
            vec!["next meeting: meeting meeting 1 2014-01-13"],
        ),
        ("2014-01-13", vec![]),
        ("2014-01-14", vec![]),
    ] {
        assert_eq!(
            of_kind(&register, today, DueKind::Meeting),
            expected,
            "{today}"
        );
    }
}

#[test]
fn papers_and_returns_are_counted_back_in_days_or_working_days_across_easter_and_bank_holidays() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    for (on, lead, expected) in [
        ("2021-04-06", "2 days", Some("2021-04-04")),
        ("2021-04-06", "2 working days", Some("2021-03-31")),
        ("2021-04-06", "1 week", Some("2021-03-30")),
        ("2021-12-29", "1 working days", Some("2021-12-24")),
        ("2021-05-04", "1 working day", Some("2021-04-30")),
        ("2022-09-20", "1 working day", Some("2022-09-16")),
        ("2021-04-06", "0 days", Some("2021-04-06")),
        ("2021-10", "2 days", None),
    ] {
        change(&mut register, id, |one| {
            one.returns_lead = Some(interval(lead));
            one.papers_lead = Some(interval(lead));
        });
        let mut register = register.clone();
        meeting(&mut register, id, on, MeetingState::Planned);
        for kind in [DueKind::Papers, DueKind::Returns] {
            let kinds = vec![kind];
            let options = DueOptions {
                kinds,
                within: None,
            };
            let lines = due(&register, day("2021-01-04"), &Rules::default(), &options);
            let found = lines.first().and_then(|one| one.due).map(Date::code);
            assert_eq!(found.as_deref(), expected, "{kind}: {lead} before {on}");
        }
    }
}

#[test]
fn papers_and_returns_are_due_soon_for_seven_days_and_gone_with_the_meeting() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    change(&mut register, id, |one| {
        one.returns_lead = Some(interval("2 days"));
    });
    meeting(&mut register, id, "2021-09-03", MeetingState::Confirmed);
    for (today, section) in [
        ("2021-08-24", Some("later")),
        ("2021-08-25", Some("due soon")),
        ("2021-09-01", Some("due soon")),
        ("2021-09-02", Some("overdue")),
        ("2021-09-03", Some("overdue")),
        ("2021-09-04", None),
    ] {
        let expected: Vec<String> = section
            .iter()
            .map(|section| format!("{section}: returns meeting 1 2021-09-01"))
            .collect();
        assert_eq!(
            of_kind(&register, today, DueKind::Returns),
            expected,
            "{today}"
        );
    }
}

#[test]
fn papers_that_have_all_come_make_no_line() {
    use PaperState::{Expected, None as NoPaper, Received, Verbal};
    for (papers, is_due) in [
        (&[][..], true),
        (&[NoPaper, Verbal], true),
        (&[Expected], true),
        (&[Received, Expected], true),
        (&[Received, Verbal, NoPaper], false),
    ] {
        let mut register = Register::default();
        let id = forum(&mut register, Cadence::None);
        change(&mut register, id, |one| {
            one.papers_lead = Some(interval("1 week"));
        });
        let id = meeting(&mut register, id, "2021-09-30", MeetingState::Planned);
        for (paper, position) in papers.iter().zip(1..) {
            let mut item = Item::new(next(&register), id, position, "Item");
            item.paper_state = *paper;
            put(&mut register, item);
        }
        let found = of_kind(&register, "2021-08-20", DueKind::Papers);
        assert_eq!(!found.is_empty(), is_due, "{papers:?}");
    }
}

#[test]
fn the_chair_passes_on_at_the_anchor_and_every_so_many_months_from_it() {
    let mut register = Register::default();
    let order = ["A", "B", "C"].map(|name| body(&mut register, name));
    let id = forum(&mut register, Cadence::None);
    change(&mut register, id, |one| {
        one.chair = ChairRule::Rotating {
            order: order.to_vec(),
            anchor: day("2020-08-31"),
            every: interval("6 months"),
        };
    });
    for (today, section, due_on, words) in [
        ("2020-07-30", "later", "2020-08-31", "begins with A"),
        ("2020-07-31", "due soon", "2020-08-31", "begins with A"),
        ("2020-08-31", "due soon", "2020-08-31", "begins with A"),
        ("2020-09-01", "later", "2021-02-28", "passes from A to B"),
        ("2021-02-28", "due soon", "2021-02-28", "passes from A to B"),
        ("2021-03-01", "later", "2021-08-31", "passes from B to C"),
        ("2021-09-01", "later", "2022-02-28", "passes from C to A"),
    ] {
        let lines = due(
            &register,
            day(today),
            &Rules::default(),
            &DueOptions::default(),
        );
        let found: Vec<String> = lines.iter().map(told).collect();
        assert_eq!(
            found,
            [format!("{section}: hand-over forum 1 {due_on}")],
            "{today}"
        );
        let title = lines[0].title(&register, day(today));
        assert!(title.contains(words), "{title} on {today}");
    }
}
