//! Every rule of what is due, as tables of cases on small registers.

use super::*;
use crate::domain::action::{Action, ActionDue, ActionOutcome};
use crate::domain::agreement::{Agreement, AgreementState, StateSince, Supersession};
use crate::domain::announcement::Announcement;
use crate::domain::commitment::{Clock, Commitment, Evidence};
use crate::domain::contact::Contact;
use crate::domain::forum::{Cadence, ChairRule, Window};
use crate::domain::item::{Item, PaperState};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::party::{Capacity, Party};
use crate::domain::register::Row;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn interval(text: &str) -> Interval {
    text.parse().expect("an interval")
}

fn next<T: Row>(register: &Register) -> Id<T> {
    T::table(register).next_id()
}

fn put<T: Row>(register: &mut Register, row: T) -> Id<T> {
    let id = row.id();
    register.put(row);
    id
}

fn body(register: &mut Register, name: &str) -> Id<Organisation> {
    let row = Organisation::new(next(register), name);
    put(register, row)
}

fn forum(register: &mut Register, cadence: Cadence) -> Id<Forum> {
    let mut row = Forum::new(next(register), "The Forum");
    row.cadence = cadence;
    put(register, row)
}

fn meeting(
    register: &mut Register,
    forum: Id<Forum>,
    on: &str,
    state: MeetingState,
) -> Id<Meeting> {
    let mut row = Meeting::new(next(register), forum, date(on));
    row.state = state;
    put(register, row)
}

fn agreement(register: &mut Register, from: &str, review_due: Option<&str>) -> Id<Agreement> {
    let mut row = Agreement::new(next(register), "Joint working protocol");
    row.effective = Some(date(from));
    row.review_due = review_due.map(date);
    put(register, row)
}

fn change<T: Row>(register: &mut Register, id: Id<T>, how: impl FnOnce(&mut T)) {
    let mut row = T::table(register).get(id).expect("it was put").clone();
    how(&mut row);
    register.put(row);
}

/// A line as one text: `due soon: review agreement 1 by 2021-09`.
fn told(line: &Line) -> String {
    let due = line.due.map_or_else(|| "no date".to_owned(), Date::code);
    format!("{}: {} {} {due}", line.section, line.kind, line.entry)
}

fn all_with(register: &Register, today: &str, options: &DueOptions) -> Vec<String> {
    let lines = due(register, day(today), &Rules::default(), options);
    lines.iter().map(told).collect()
}

fn all(register: &Register, today: &str) -> Vec<String> {
    all_with(register, today, &DueOptions::default())
}

fn of_kind(register: &Register, today: &str, kind: DueKind) -> Vec<String> {
    let kinds = vec![kind];
    all_with(
        register,
        today,
        &DueOptions {
            kinds,
            within: None,
        },
    )
}

#[test]
fn a_review_by_september_2021_is_due_on_the_last_of_it_and_overdue_the_day_after() {
    let mut register = Register::default();
    let id = agreement(&mut register, "2019-02-01", Some("by 2021-09"));
    change(&mut register, id, |one| {
        one.signatures = vec![date("2019-02-01"), date("2019-01-22")];
    });
    for (today, expected) in [
        ("2019-01-21", None),
        ("2019-01-22", Some(("later", "in 2 years"))),
        ("2021-06-29", Some(("later", "in 3 months"))),
        ("2021-06-30", Some(("due soon", "in 3 months"))),
        ("2021-08-20", Some(("due soon", "in 41 days"))),
        ("2021-09-29", Some(("due soon", "tomorrow"))),
        ("2021-09-30", Some(("due soon", "today"))),
        ("2021-10-01", Some(("overdue", "1 day overdue"))),
        ("2026-11-20", Some(("overdue", "5 years overdue"))),
    ] {
        let lines = due(
            &register,
            day(today),
            &Rules::default(),
            &DueOptions::default(),
        );
        let found = lines.first().map(|line| {
            assert_eq!(line.is_overdue, line.section == Section::Overdue, "{today}");
            (line.state(), line.how_far(day(today)))
        });
        let expected = expected.map(|(state, far)| (state, far.to_owned()));
        assert_eq!(found, expected, "{today}");
    }
}

#[test]
fn a_review_goes_when_its_agreement_is_superseded_whole_and_stays_when_in_part() {
    for (except, today, is_due) in [
        (None, "2019-12-31", true),
        (None, "2020-01-01", false),
        (Some("Annex B"), "2020-01-01", true),
    ] {
        let mut register = Register::default();
        let earlier = agreement(&mut register, "2014-01-01", Some("by 2021-09"));
        let later = agreement(&mut register, "2020-01-01", None);
        change(&mut register, later, |one| {
            one.supersedes = vec![Supersession {
                agreement: earlier,
                except: except.map(str::to_owned),
            }];
        });
        let found = of_kind(&register, today, DueKind::Review);
        assert_eq!(!found.is_empty(), is_due, "{except:?} on {today}");
    }
}

#[test]
fn a_review_is_due_only_while_the_state_of_its_agreement_binds() {
    use AgreementState::{Current, Ended, InDevelopment, NotStated, Proposed, UnderReview};
    type States<'a> = &'a [(AgreementState, Option<&'a str>)];
    let cases: [(States<'_>, &str, bool); 12] = [
        (&[], "2021-08-20", true),
        (&[(NotStated, None)], "2021-08-20", true),
        (&[(Current, None)], "2021-08-20", true),
        (&[(UnderReview, Some("2021-07-01"))], "2021-08-20", true),
        (&[(Proposed, None)], "2021-08-20", false),
        (&[(InDevelopment, None)], "2021-08-20", false),
        (&[(Ended, None)], "2021-08-20", false),
        (
            &[(Current, None), (Ended, Some("2021-08-21"))],
            "2021-08-20",
            true,
        ),
        (
            &[(Current, None), (Ended, Some("2021-08-20"))],
            "2021-08-20",
            false,
        ),
        (&[(Ended, Some("2021-08-21"))], "2021-08-20", true),
        (
            &[(InDevelopment, Some("2018")), (Current, Some("2022-01-01"))],
            "2021-08-20",
            false,
        ),
        (
            &[(InDevelopment, Some("2018")), (Current, Some("2022-01-01"))],
            "2022-01-01",
            true,
        ),
    ];
    for (states, today, is_due) in cases {
        let mut register = Register::default();
        let id = agreement(&mut register, "2019-02-01", Some("by 2022-09"));
        change(&mut register, id, |one| {
            let since = |&(state, since): &(_, Option<&str>)| StateSince {
                state,
                since: since.map(date),
            };
            one.states = states.iter().map(since).collect();
        });
        let found = of_kind(&register, today, DueKind::Review);
        assert_eq!(!found.is_empty(), is_due, "{states:?} on {today}");
    }
}

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

fn action(register: &mut Register, forum: Id<Forum>, due: ActionDue) -> Id<Action> {
    let number = crate::domain::action::next_number(register, forum);
    let mut row = Action::new(next(register), forum, number, "Send the draft");
    row.due = due;
    put(register, row)
}

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

/// An agreement between two bodies with a duty to meet whoever comes into a post.
fn with_a_post_to_meet(post: &str, clock: Clock) -> (Register, Id<Organisation>) {
    let mut register = Register::default();
    let partner = body(&mut register, "Council");
    let id = agreement(&mut register, "2019-02-01", None);
    let party = Party {
        id: next(&register),
        agreement: id,
        organisation: partner,
        capacity: Capacity::Party,
        lead: String::new(),
        signed: None,
        position: 1,
    };
    put(&mut register, party);
    commitment(&mut register, Some(id), |one| {
        one.post = post.to_owned();
        one.clock = clock;
    });
    (register, partner)
}

fn commitment(
    register: &mut Register,
    agreement: Option<Id<Agreement>>,
    how: impl FnOnce(&mut Commitment),
) {
    let mut row = Commitment {
        id: next(register),
        agreement,
        forum: None,
        paragraph: "14".to_owned(),
        rule: "Meet".to_owned(),
        sort: String::new(),
        clock: Clock::None,
        trigger: String::new(),
        who: "CQC".to_owned(),
        post: String::new(),
        started: None,
        evidence: Vec::new(),
    };
    how(&mut row);
    put(register, row);
}

fn contact(register: &mut Register, organisation: Id<Organisation>, post: &str) -> Id<Contact> {
    let row = Contact {
        id: next(register),
        organisation,
        name: "Dr A Smith".to_owned(),
        post: post.to_owned(),
        from: Some(date("2021-05-31")),
        to: None,
        telephone: String::new(),
        email: String::new(),
        met: None,
    };
    put(register, row)
}

#[test]
fn a_new_person_is_to_be_met_only_in_a_post_that_a_commitment_names() {
    const POST: &str = "Director of Adult Social Services (DASS)";
    let within = Clock::Within(interval("3 months"));
    let line = "due soon: contact contact 1 2021-08-31";
    for (named, clock, held, expected) in [
        (POST, within, POST, Some(line)),
        ("DASS", within, POST, Some(line)),
        (
            POST,
            within,
            "director of adult social services",
            Some(line),
        ),
        (POST, within, "Head of Quality", None),
        ("", within, "", None),
        (POST, Clock::None, POST, None),
        (POST, Clock::Every(interval("3 months")), POST, None),
    ] {
        let (mut register, partner) = with_a_post_to_meet(named, clock);
        contact(&mut register, partner, held);
        let found = of_kind(&register, "2021-08-20", DueKind::Contact);
        assert_eq!(
            found,
            Vec::from_iter(expected),
            "{named:?} held as {held:?}"
        );
    }
}

#[test]
fn a_new_person_is_to_be_met_until_met_and_while_in_post_at_a_body_that_is_bound() {
    type Change = fn(&mut Contact);
    let within = Clock::Within(interval("3 months"));
    let (mut register, partner) = with_a_post_to_meet("DASS", within);
    let id = contact(&mut register, partner, "DASS");
    let elsewhere = body(&mut register, "Another council");
    let cases: [(Change, &str, Option<&str>); 8] = [
        (|_| (), "2021-05-30", None),
        (|_| (), "2021-05-31", Some("later")),
        (|_| (), "2021-09-01", Some("overdue")),
        (
            |one| one.met = Some(day("2021-09-01")),
            "2021-08-31",
            Some("due soon"),
        ),
        (|one| one.met = Some(day("2021-09-01")), "2021-09-01", None),
        (
            |one| one.to = Some(date("2021-08-30")),
            "2021-08-30",
            Some("due soon"),
        ),
        (|one| one.to = Some(date("2021-08-30")), "2021-08-31", None),
        (|one| one.from = None, "2021-08-31", None),
    ];
    for (how, today, section) in cases {
        let mut register = register.clone();
        change(&mut register, id, how);
        let expected: Vec<String> = section
            .iter()
            .map(|section| format!("{section}: contact contact 1 2021-08-31"))
            .collect();
        assert_eq!(
            of_kind(&register, today, DueKind::Contact),
            expected,
            "{today}"
        );
    }
    change(&mut register, id, |one| one.organisation = elsewhere);
    assert!(of_kind(&register, "2021-08-31", DueKind::Contact).is_empty());
}

#[test]
fn a_commitment_is_due_from_its_last_evidence_or_its_start_and_never_without_a_number() {
    type Case<'a> = (
        Clock,
        Option<&'a str>,
        &'a [&'a str],
        &'a str,
        Option<&'a str>,
    );
    let two_months = Clock::Every(interval("2 months"));
    let cases: [Case<'_>; 11] = [
        (two_months, None, &[], "2021-08-20", None),
        (
            two_months,
            Some("2021-06-30"),
            &[],
            "2021-08-20",
            Some("due soon 2021-08-30"),
        ),
        (
            two_months,
            Some("2020-12-31"),
            &[],
            "2021-01-20",
            Some("later 2021-02-28"),
        ),
        (
            two_months,
            Some("2021-06-30"),
            &[],
            "2021-08-31",
            Some("overdue 2021-08-30"),
        ),
        (
            two_months,
            None,
            &["2021-06-30"],
            "2021-08-20",
            Some("due soon 2021-08-30"),
        ),
        (
            two_months,
            Some("2021-01-01"),
            &["2021-07-01", "2021-05-01"],
            "2021-08-20",
            Some("due soon 2021-09-01"),
        ),
        // Evidence that had not come by then is no evidence.
        (
            two_months,
            Some("2021-01-01"),
            &["2021-07-01"],
            "2021-06-30",
            Some("overdue 2021-03-01"),
        ),
        (Clock::None, Some("2021-06-30"), &[], "2021-08-20", None),
        (
            Clock::PerYear(3),
            Some("2021-06-30"),
            &[],
            "2021-08-20",
            None,
        ),
        (
            Clock::Within(interval("3 months")),
            Some("2021-06-30"),
            &[],
            "2021-08-20",
            None,
        ),
        (
            Clock::Before(interval("2 days")),
            Some("2021-06-30"),
            &[],
            "2021-08-20",
            None,
        ),
    ];
    for (clock, started, evidence, today, expected) in cases {
        let mut register = Register::default();
        let id = agreement(&mut register, "2019-02-01", None);
        commitment(&mut register, Some(id), |one| {
            one.clock = clock;
            one.started = started.map(date);
            let met = |on: &&str| Evidence {
                on: date(on),
                what: String::new(),
            };
            one.evidence = evidence.iter().map(met).collect();
        });
        let options = DueOptions::default();
        let lines = due(&register, day(today), &Rules::default(), &options);
        let found = lines.first().map(|line| {
            let due = line.due.map(Date::code).unwrap_or_default();
            format!("{} {due}", line.section)
        });
        assert_eq!(
            found.as_deref(),
            expected,
            "{clock} from {started:?} on {today}"
        );
    }
}

#[test]
fn a_commitment_binds_while_its_agreement_is_in_force_or_as_long_as_its_forum() {
    for (state, is_due) in [
        (AgreementState::Current, true),
        (AgreementState::Ended, false),
        (AgreementState::Proposed, false),
    ] {
        let mut register = Register::default();
        let id = agreement(&mut register, "2019-02-01", None);
        change(&mut register, id, |one| {
            one.states = vec![StateSince { state, since: None }];
        });
        commitment(&mut register, Some(id), |one| {
            one.clock = Clock::Every(interval("1 year"));
            one.started = Some(date("2021-01-01"));
        });
        let found = of_kind(&register, "2021-08-20", DueKind::Commitment);
        assert_eq!(!found.is_empty(), is_due, "{state}");
    }
    let mut register = Register::default();
    let id = forum(&mut register, Cadence::None);
    commitment(&mut register, None, |one| {
        one.forum = Some(id);
        one.clock = Clock::Every(interval("1 year"));
        one.started = Some(date("2021-01-01"));
    });
    assert_eq!(
        of_kind(&register, "2021-08-20", DueKind::Commitment).len(),
        1
    );
}

#[test]
fn an_announcement_is_due_on_its_embargo_day_else_its_planned_day_until_it_is_published() {
    type Dates<'a> = [Option<&'a str>; 3];
    let cases: [(Dates<'_>, &str, Option<&str>); 12] = [
        ([None, None, None], "2021-08-20", None),
        (
            [Some("2021-09-10"), None, None],
            "2021-08-20",
            Some("later 2021-09-10"),
        ),
        (
            [Some("2021-08-28"), None, None],
            "2021-08-20",
            Some("later 2021-08-28"),
        ),
        (
            [Some("2021-08-27"), None, None],
            "2021-08-20",
            Some("due soon 2021-08-27"),
        ),
        (
            [Some("2021-08-20"), None, None],
            "2021-08-20",
            Some("due soon 2021-08-20"),
        ),
        (
            [Some("2021-08-19"), None, None],
            "2021-08-20",
            Some("overdue 2021-08-19"),
        ),
        // Within the month that a coarse date allows.
        (
            [Some("2021-08"), None, None],
            "2021-08-01",
            Some("due soon 2021-08"),
        ),
        (
            [Some("2021-10"), Some("2021-08-25"), None],
            "2021-08-20",
            Some("due soon 2021-08-25"),
        ),
        (
            [None, Some("2021-08-25"), None],
            "2021-08-20",
            Some("due soon 2021-08-25"),
        ),
        (
            [None, Some("2021-08-19"), Some("2021-08-20")],
            "2021-08-19",
            Some("due soon 2021-08-19"),
        ),
        (
            [None, Some("2021-08-19"), Some("2021-08-20")],
            "2021-08-20",
            None,
        ),
        (
            [Some("2021-08-19"), None, Some("2021-08")],
            "2021-08-20",
            None,
        ),
    ];
    for (dates, today, expected) in cases {
        let mut register = Register::default();
        let publisher = body(&mut register, "CQC");
        let [on, embargo, published] = dates.map(|code| code.map(date));
        let row = Announcement {
            on,
            embargo,
            published,
            ..Announcement::new(next(&register), "State of care", publisher)
        };
        put(&mut register, row);
        let kinds = vec![DueKind::Embargo];
        let options = DueOptions {
            kinds,
            within: None,
        };
        let lines = due(&register, day(today), &Rules::default(), &options);
        let found: Vec<String> = lines
            .iter()
            .map(|line| {
                let due = line.due.map(Date::code).unwrap_or_default();
                format!("{} {due}", line.section)
            })
            .collect();
        assert_eq!(
            found,
            expected.into_iter().collect::<Vec<_>>(),
            "{dates:?} on {today}"
        );
    }
}

#[test]
fn an_announcement_is_named_with_its_publisher_and_to_the_public_not_at_all() {
    use crate::domain::audience::Audience;
    let mut register = Register::default();
    let publisher = body(&mut register, "Care Quality Commission");
    change(&mut register, publisher, |one| {
        one.acronym = Some("CQC".to_owned());
    });
    let row = Announcement {
        on: Some(date("2021-08-25")),
        ..Announcement::new(next(&register), "State of care", publisher)
    };
    put(&mut register, row);
    let today = day("2021-08-20");
    let lines = due(&register, today, &Rules::default(), &DueOptions::default());
    let [line] = lines[..] else {
        panic!("one line: {lines:?}")
    };
    for (audience, title, owner) in [
        (
            Audience::Members,
            "Announcement: State of care (CQC)",
            "CQC",
        ),
        (Audience::Public, "Reserved announcement", ""),
    ] {
        assert_eq!(line.title_for(&register, today, audience), title);
        assert_eq!(line.owner_for(&register, audience), owner);
    }
}

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
