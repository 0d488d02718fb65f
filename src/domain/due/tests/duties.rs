//! Contacts to meet, commitments and announcements.

use super::*;

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
        from: None,
        signed_by: String::new(),
        to: None,
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
        kept_by: Vec::new(),
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
        confirmed: None,
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
            Some("later by 2021-12-31"),
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
                forum: None,
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
        assert_eq!(line.owner_for(&register, today, audience), owner);
    }
}
