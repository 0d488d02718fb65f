//! Actions.

use super::*;

#[test]
fn an_action_is_due_by_its_date_until_the_day_it_is_closed() {
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    let id = action(&mut register, id, ActionDue::On(date("2021-09-03")));
    change(&mut register, id, |one| {
        one.closed = Some(date("2021-09-10"));
        one.outcome = Some(ActionOutcome::Done);
    });
    for (today, section) in [
        ("2021-08-19", Some("later")),
        ("2021-08-20", Some("due soon")),
        ("2021-09-03", Some("due soon")),
        ("2021-09-04", Some("overdue")),
        ("2021-09-09", Some("overdue")),
        ("2021-09-10", None),
        ("2021-09-11", None),
    ] {
        let expected: Vec<String> = section
            .iter()
            .map(|section| format!("{section}: action action 1 2021-09-03"))
            .collect();
        assert_eq!(all(&register, today), expected, "{today}");
    }
}

#[test]
fn an_action_without_a_date_is_later_and_one_for_the_next_meeting_has_its_day_once_fixed() {
    use MeetingState::{Cancelled, Confirmed, Held};
    type Case<'a> = (ActionDue, &'a [(&'a str, MeetingState)], &'a str);
    let cases: [Case<'_>; 7] = [
        (ActionDue::Unset, &[], "later: action action 1 no date"),
        (
            ActionDue::Words("a later meeting".to_owned()),
            &[("2021-09-01", Confirmed)],
            "later: action action 1 no date",
        ),
        (
            ActionDue::NextMeeting,
            &[],
            "later: action action 1 no date",
        ),
        (
            ActionDue::NextMeeting,
            &[("2021-09-01", Cancelled)],
            "later: action action 1 no date",
        ),
        (
            ActionDue::NextMeeting,
            &[("2021-12-01", Confirmed), ("2021-09-01", Confirmed)],
            "due soon: action action 1 2021-09-01",
        ),
        (
            ActionDue::NextMeeting,
            &[("2021-07-01", Held), ("2021-09-01", Confirmed)],
            "overdue: action action 1 2021-07-01",
        ),
        (
            ActionDue::NextMeeting,
            &[("2021-05-01", Held), ("2021-10", Confirmed)],
            "later: action action 1 2021-10",
        ),
    ];
    for (by, meetings, expected) in cases {
        let mut register = Register::default();
        let forum = forum(&mut register, Cadence::None);
        let origin = meeting(&mut register, forum, "2021-06-01", Held);
        for (on, state) in meetings {
            meeting(&mut register, forum, on, *state);
        }
        let id = action(&mut register, forum, by.clone());
        change(&mut register, id, |one| one.meeting = Some(origin));
        let found = of_kind(&register, "2021-08-20", DueKind::Action);
        assert_eq!(found, [expected], "{by:?} with {meetings:?}");
    }
}

#[test]
fn an_action_agreed_later_than_the_day_asked_about_is_not_due_on_it() {
    let mut register = Register::default();
    let forum = forum(&mut register, Cadence::None);
    let origin = meeting(&mut register, forum, "2021-06-01", MeetingState::Held);
    let id = action(&mut register, forum, ActionDue::Unset);
    change(&mut register, id, |one| one.meeting = Some(origin));
    for (today, count) in [("2021-05-31", 0), ("2021-06-01", 1)] {
        assert_eq!(
            of_kind(&register, today, DueKind::Action).len(),
            count,
            "{today}"
        );
    }
}
