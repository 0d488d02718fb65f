//! Which section a line stands in, and which lines are given.

use super::*;

#[test]
fn a_reminder_holds_a_line_in_later_until_its_day_and_changes_nothing_else() {
    let mut register = Register::default();
    let id = agreement(&mut register, "2019-02-01", Some("by 2021-09"));
    let reminder = Reminder {
        id: next(&register),
        kind: DueKind::Review,
        about: id.into(),
        until: day("2021-10-10"),
        note: "Waiting for ADASS".to_owned(),
    };
    let reminder = put(&mut register, reminder);
    for (today, expected, is_overdue, held) in [
        ("2021-08-20", "later", false, true),
        ("2021-10-09", "later", true, true),
        ("2021-10-10", "overdue", true, false),
    ] {
        let lines = due(
            &register,
            day(today),
            &Rules::default(),
            &DueOptions::default(),
        );
        let found: Vec<_> = lines
            .iter()
            .map(|one| {
                (
                    one.section.to_string(),
                    one.is_overdue,
                    one.reminder,
                    one.due,
                )
            })
            .collect();
        let reminder = held.then_some(reminder);
        let expected = (
            expected.to_owned(),
            is_overdue,
            reminder,
            Some(date("by 2021-09")),
        );
        assert_eq!(found, [expected], "{today}");
        let state = if is_overdue { "overdue" } else { "later" };
        assert_eq!(lines[0].state(), state, "{today}");
    }
    // Of another kind of line on the same entry it says nothing.
    change(&mut register, reminder, |one| {
        one.kind = DueKind::Commitment;
    });
    assert_eq!(
        all(&register, "2021-08-20"),
        ["due soon: review agreement 1 by 2021-09"]
    );
}

#[test]
fn a_forum_may_have_windows_of_its_own() {
    let mut register = Register::default();
    let own = forum(&mut register, Cadence::None);
    let usual = forum(&mut register, Cadence::None);
    change(&mut register, own, |one| {
        one.windows = vec![Window {
            kind: DueKind::Action,
            lead: interval("1 month"),
        }];
    });
    for forum in [own, usual] {
        action(&mut register, forum, ActionDue::On(date("2021-09-10")));
    }
    assert_eq!(
        all(&register, "2021-08-20"),
        [
            "due soon: action action 1 2021-09-10",
            "later: action action 2 2021-09-10"
        ]
    );
    let mut rules = Rules::default();
    rules.windows.set(DueKind::Action, interval("1 month"));
    let lines = due(&register, day("2021-08-20"), &rules, &DueOptions::default());
    assert!(lines.iter().all(|one| one.section == Section::DueSoon));
}

#[test]
fn a_period_that_has_begun_is_due_soon() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    action(&mut register, id, ActionDue::On(date("2021-10")));
    action(&mut register, id, ActionDue::On(date("2021/22")));
    for (today, expected) in [
        (
            "2021-03-31",
            [
                "later: action action 1 2021-10",
                "later: action action 2 2021/22",
            ],
        ),
        (
            "2021-04-01",
            [
                "due soon: action action 2 2021/22",
                "later: action action 1 2021-10",
            ],
        ),
        (
            "2021-10-01",
            [
                "due soon: action action 1 2021-10",
                "due soon: action action 2 2021/22",
            ],
        ),
    ] {
        assert_eq!(all(&register, today), expected, "{today}");
    }
}

#[test]
fn within_takes_the_place_of_every_window_and_drops_later() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    change(&mut register, id, |one| {
        one.windows = vec![Window {
            kind: DueKind::Action,
            lead: interval("1 year"),
        }];
    });
    agreement(&mut register, "2019-02-01", Some("by 2021-09"));
    action(&mut register, id, ActionDue::On(date("2021-08-30")));
    action(&mut register, id, ActionDue::On(date("2021-08-31")));
    action(&mut register, id, ActionDue::On(date("2021-08-19")));
    action(&mut register, id, ActionDue::Unset);
    meeting(&mut register, id, "2022-06-01", MeetingState::Planned);
    meeting(&mut register, id, "2022-12-01", MeetingState::Planned);
    let overdue = "overdue: action action 3 2021-08-19";
    let next = "next meeting: meeting meeting 1 2022-06-01";
    for (within, expected) in [
        ("0 days", vec![overdue, next]),
        (
            "10 days",
            vec![overdue, "due soon: action action 1 2021-08-30", next],
        ),
        (
            "90 days",
            vec![
                overdue,
                "due soon: action action 1 2021-08-30",
                "due soon: action action 2 2021-08-31",
                "due soon: review agreement 1 by 2021-09",
                next,
            ],
        ),
    ] {
        let options = DueOptions {
            within: Some(interval(within)),
            kinds: Vec::new(),
        };
        assert_eq!(
            all_with(&register, "2021-08-20", &options),
            expected,
            "{within}"
        );
    }
}

#[test]
fn lines_stand_by_section_then_by_last_day_and_without_a_date_at_the_end() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::AtLeastEvery(interval("2 months")));
    for due in ["2021-08-25", "2021-08-01", "2022-01-01", "2021-07-01"] {
        action(&mut register, id, ActionDue::On(date(due)));
    }
    action(&mut register, id, ActionDue::Unset);
    agreement(&mut register, "2019-02-01", Some("2021-08-25"));
    agreement(&mut register, "2019-02-01", Some("by 2021"));
    meeting(&mut register, id, "2021-08-30", MeetingState::Confirmed);
    assert_eq!(
        all(&register, "2021-08-20"),
        [
            "overdue: action action 4 2021-07-01",
            "overdue: action action 2 2021-08-01",
            "due soon: review agreement 1 2021-08-25",
            "due soon: action action 1 2021-08-25",
            "due soon: review agreement 2 by 2021",
            "next meeting: meeting meeting 1 2021-08-30",
            "later: to-fix forum 1 by 2021-10-30",
            "later: action action 3 2022-01-01",
            "later: action action 5 no date",
        ]
    );
}

#[test]
fn only_the_kinds_asked_for_are_given() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    action(&mut register, id, ActionDue::Unset);
    agreement(&mut register, "2019-02-01", Some("by 2021-09"));
    for (kinds, count) in [
        (vec![], 2),
        (vec![DueKind::Review], 1),
        (vec![DueKind::Review, DueKind::Action], 2),
        (vec![DueKind::Papers], 0),
    ] {
        let options = DueOptions {
            kinds: kinds.clone(),
            within: None,
        };
        assert_eq!(
            all_with(&register, "2021-08-20", &options).len(),
            count,
            "{kinds:?}"
        );
    }
}
