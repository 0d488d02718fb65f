//! What is owed for a meeting: papers, returns, texts, and what is offered.

use super::*;
use crate::domain::forum::{RecordKind, RecordRule};
use crate::domain::issued_text::{TextState, TextStep};
use crate::domain::membership::{Membership, Role};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::returns::Return;

/// A forum with CQC as Secretariat and GMC as another member; its meeting on 30 September 2021, which is 1 to both.
struct Series {
    register: Register,
    forum: Id<Forum>,
    meeting: Id<Meeting>,
    cqc: Id<Organisation>,
    gmc: Id<Organisation>,
}

fn series(state: MeetingState) -> Series {
    let mut register = Register::default();
    let [cqc, gmc] = ["CQC", "GMC"].map(|name| body(&mut register, name));
    let forum = forum(&mut register, Cadence::None);
    for (organisation, role) in [(cqc, Role::Secretariat), (gmc, Role::Member)] {
        let row = Membership::new(next(&register), forum, organisation, role);
        put(&mut register, row);
    }
    let meeting = meeting(&mut register, forum, "2021-09-30", state);
    Series {
        register,
        forum,
        meeting,
        cqc,
        gmc,
    }
}

fn item(series: &mut Series, state: PaperState, on: Option<&str>) -> Id<Item> {
    let id = next(&series.register);
    let mut row = Item::new(id, series.meeting, id.number(), "Shared inspections");
    row.number = Some(id.to_string());
    row.paper_state = state;
    row.copy.from = Some(series.gmc);
    row.copy.on = on.map(date);
    put(&mut series.register, row)
}

/// "with the Chair 2021-09-01", with or without a day.
fn step(text: &str) -> TextStep {
    let (word, on) = match text.rsplit_once(" 2") {
        Some((word, rest)) => (word, Some(date(&format!("2{rest}")))),
        None => (text, None),
    };
    let state = TextState::from_word(word).expect("a step");
    TextStep { state, on }
}

/// The lines of a kind, and what they say.
fn lines_of(register: &Register, today: &str, kind: DueKind) -> (Vec<Line>, Vec<String>) {
    let options = DueOptions {
        within: None,
        kinds: vec![kind],
    };
    let lines = due(register, day(today), &Rules::default(), &options);
    let title = |line: &Line| line.title(register, day(today));
    let titles = lines.iter().map(title).collect();
    (lines, titles)
}

#[test]
fn each_paper_that_is_to_come_has_a_line_about_its_item_on_the_day_the_forum_says() {
    use PaperState::{Expected, Late, None as NoPaper, Received, Tabled, Verbal};
    type Case<'a> = (&'a [(PaperState, Option<&'a str>)], &'a [&'a str]);
    let due = "papers item 1 2021-09-23";
    let of_meeting = "papers meeting 1 2021-09-23";
    let cases: [Case<'_>; 9] = [
        (&[(NoPaper, None)], &[of_meeting]),
        (&[(Verbal, None), (NoPaper, None)], &[of_meeting]),
        (&[(Tabled, None)], &[of_meeting]),
        (&[(Expected, None)], &[due]),
        (
            &[(Expected, None), (Late, None), (Received, None)],
            &[due, "papers item 2 2021-09-23"],
        ),
        (&[(Received, None)], &[]),
        (&[(Late, Some("2021-08-20"))], &[]),
        // It had not come by then.
        (&[(Received, Some("2021-08-21"))], &[due]),
        (&[(Late, Some("2021-08-21"))], &[due]),
    ];
    for (papers, expected) in cases {
        let mut series = series(MeetingState::Confirmed);
        change(&mut series.register, series.forum, |one| {
            one.papers_lead = Some(interval("1 week"));
        });
        for (state, on) in papers {
            item(&mut series, *state, *on);
        }
        let found = of_kind(&series.register, "2021-08-20", DueKind::Papers);
        let found: Vec<&str> = found
            .iter()
            .filter_map(|line| Some(line.split_once(": ")?.1))
            .collect();
        assert_eq!(found, expected, "{papers:?}");
    }
}

#[test]
fn what_is_owed_counts_back_as_the_forum_says_else_to_the_meeting_itself() {
    for (lead, on, expected) in [
        (Some("2 days"), "2021-04-06", "2021-04-04"),
        (Some("2 working days"), "2021-04-06", "2021-03-31"),
        (None, "2021-04-06", "2021-04-06"),
        (Some("2 days"), "2021-04", "2021-04"),
    ] {
        let mut series = series(MeetingState::Planned);
        change(&mut series.register, series.meeting, |one| {
            one.on = date(on);
        });
        change(&mut series.register, series.forum, |one| {
            one.papers_lead = lead.map(interval);
            one.returns_lead = lead.map(interval);
        });
        item(&mut series, PaperState::Expected, None);
        let row = Return::new(next(&series.register), series.meeting, series.gmc);
        put(&mut series.register, row);
        for (kind, entry) in [(DueKind::Papers, "item 1"), (DueKind::Returns, "return 1")] {
            let found = of_kind(&series.register, "2021-01-04", kind);
            let line = format!("waiting for: {kind} {entry} {expected}");
            assert_eq!(found, [line], "{lead:?} before {on}");
        }
    }
}

#[test]
fn each_return_has_a_line_until_it_has_come_and_ours_until_it_is_sent() {
    type Case<'a> = ([Option<&'a str>; 2], [Option<&'a str>; 2], &'a [&'a str]);
    let (ours, theirs) = ("returns return 1", "returns return 2");
    let cases: [Case<'_>; 6] = [
        ([None, None], [None, None], &[ours, theirs]),
        ([Some("2021-08-01"), None], [None, None], &[ours, theirs]),
        (
            [Some("2021-08-01"), Some("2021-08-02")],
            [None, None],
            &[theirs],
        ),
        ([None, None], [Some("2021-08-20"), None], &[ours]),
        ([None, None], [Some("2021-08-21"), None], &[ours, theirs]),
        (
            [Some("2021-08-01"), Some("2021-08-02")],
            [Some("2021-08-01"), None],
            &[],
        ),
    ];
    for (own, other, expected) in cases {
        let mut series = series(MeetingState::Confirmed);
        change(&mut series.register, series.forum, |one| {
            one.returns_lead = Some(interval("2 days"));
        });
        for (body, [received, sent]) in [(series.cqc, own), (series.gmc, other)] {
            let mut row = Return::new(next(&series.register), series.meeting, body);
            (row.received, row.sent) = (received.map(date), sent.map(date));
            put(&mut series.register, row);
        }
        let found = of_kind(&series.register, "2021-08-20", DueKind::Returns);
        let entry = |line: &String| Some(line.split_once(": ")?.1.rsplit_once(' ')?.0.to_owned());
        let mut found: Vec<String> = found.iter().filter_map(entry).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "ours {own:?}, theirs {other:?}");
    }
}

#[test]
fn a_text_is_due_while_it_is_with_the_chair() {
    use MeetingState::{Confirmed, Held};
    let agenda = Some("Agenda with the Chair: The Forum, 30 September 2021");
    let note = Some("Action note with the Chair: The Forum, 30 September 2021");
    let cleared = "with the Chair, cleared 2021-09-03";
    let cases = [
        (Confirmed, "draft", "2021-09-01", None),
        (
            Confirmed,
            "draft, with the Chair 2021-09-01",
            "2021-09-01",
            agenda,
        ),
        (Confirmed, "with the Chair 2021-09-01", "2021-08-31", None),
        (Confirmed, cleared, "2021-09-02", agenda),
        (Confirmed, cleared, "2021-09-03", None),
        (Held, "with the Chair", "2021-10-04", note),
        (Held, "with the Chair, circulated", "2021-10-04", None),
    ];
    for (state, steps, today, expected) in cases {
        let mut series = series(state);
        // The Chair has it, also where the Secretariat is of the same house.
        let row = Membership::new(
            next(&series.register),
            series.forum,
            series.cqc,
            Role::Chair,
        );
        put(&mut series.register, row);
        change(&mut series.register, series.meeting, |one| {
            let steps: Vec<TextStep> = steps.split(", ").map(step).collect();
            (one.agenda_steps, one.record_steps) = (steps.clone(), steps);
        });
        let (lines, found) = lines_of(&series.register, today, DueKind::Text);
        assert_eq!(found, Vec::from_iter(expected), "{steps:?} on {today}");
        assert!(lines.iter().all(|line| line.section == Section::WaitingFor));
        let whom = lines
            .first()
            .map(|one| one.whom(&series.register, day(today)));
        assert_eq!(whom, expected.map(|_| vec![series.cqc]), "{steps:?}");
    }
}

#[test]
fn a_record_that_another_body_keeps_is_awaited_until_it_is_linked_described_or_circulated() {
    type Change = fn(&mut Meeting);
    type Case<'a> = (RecordRule, Option<&'a str>, Option<&'a str>, Change, bool);
    let described: Change = |one| "minutes published".clone_into(&mut one.record);
    let linked: Change = |one| "https://example.org/note".clone_into(&mut one.record_link);
    let circulated: Change = |one| one.record_steps = vec![step("circulated")];
    let (by_secretariat, by_chair) = (RecordRule::Secretariat, RecordRule::ChairsOrganisation);
    let (gmc, cqc) = (Some("GMC"), Some("CQC"));
    let cases: [Case<'_>; 10] = [
        (by_secretariat, None, None, |_| (), false),
        (by_secretariat, None, gmc, |_| (), true),
        (by_secretariat, None, cqc, |_| (), false),
        (by_chair, None, None, |_| (), false),
        (by_chair, gmc, None, |_| (), true),
        (by_chair, cqc, None, |_| (), false),
        (by_chair, gmc, cqc, |_| (), false),
        (by_secretariat, None, gmc, circulated, false),
        (by_secretariat, None, gmc, linked, false),
        (by_secretariat, None, gmc, described, false),
    ];
    for (rule, chair, record_by, how, is_awaited) in cases {
        let mut series = series(MeetingState::Held);
        let named = |name: Option<&str>| match name {
            Some("CQC") => Some(series.cqc),
            Some(_) => Some(series.gmc),
            None => None,
        };
        let (chair, record_by) = (named(chair), named(record_by));
        change(&mut series.register, series.forum, |one| {
            one.record_rule = rule;
            one.record_kind = RecordKind::Minutes;
        });
        change(&mut series.register, series.meeting, |one| {
            (one.chair, one.record_by) = (chair, record_by);
            how(one);
        });
        for (today, is_due) in [("2021-09-29", false), ("2021-10-04", is_awaited)] {
            let (lines, found) = lines_of(&series.register, today, DueKind::Text);
            let title = "Minutes awaited: The Forum, 30 September 2021".to_owned();
            let expected: Vec<String> = is_due.then_some(title).into_iter().collect();
            assert_eq!(found, expected, "{rule} {chair:?} {record_by:?} on {today}");
            let since = lines.first().and_then(|one| one.waiting?.since);
            assert_eq!(since, is_due.then(|| date("2021-09-30")));
        }
    }
}

#[test]
fn what_is_offered_or_parked_is_shown_when_its_meeting_is_next() {
    use OfferState::{Declined, Offered, Parked, Taken};
    let mut series = series(MeetingState::Confirmed);
    let later = meeting(
        &mut series.register,
        series.forum,
        "2022-01-10",
        MeetingState::Planned,
    );
    let first = series.meeting;
    let cases = [
        (
            Offered,
            Some(series.gmc),
            Some(first),
            Some("Offered by GMC: Staffing"),
        ),
        (Offered, None, Some(first), Some("Offered: Staffing")),
        (
            Parked,
            Some(series.gmc),
            Some(first),
            Some("Parked for 30 September 2021: Staffing"),
        ),
        (Parked, None, Some(later), None),
        (Parked, None, None, None),
        (Taken, None, Some(first), None),
        (Declined, None, Some(first), None),
    ];
    for (state, by, meeting, expected) in cases {
        let mut register = series.register.clone();
        let row = Offer {
            by,
            meeting,
            state,
            ..Offer::new(next(&register), series.forum, "Staffing")
        };
        put(&mut register, row);
        for (today, title) in [("2021-08-20", expected), ("2021-10-01", None)] {
            // Once the first meeting is past, what was parked for the second is shown.
            let (_, found) = lines_of(&register, today, DueKind::Offer);
            let title = if today == "2021-10-01" && meeting == Some(later) {
                Some("Parked for 10 January 2022: Staffing")
            } else {
                title
            };
            assert_eq!(found, Vec::from_iter(title), "{state} on {today}");
        }
    }
}
