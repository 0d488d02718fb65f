//! What the demo register must hold, and what it must show on two days.

use super::*;
use crate::domain::agreement::AgreementState;
use crate::domain::date::Date;
use crate::domain::due::{DueOptions, Rules, due};
use crate::domain::forum;
use crate::domain::item;
use crate::domain::membership::Role;
use crate::domain::party;

fn register() -> Register {
    let mut register = Register::default();
    let change = demo();
    register.apply(&change);
    assert_eq!(register.check(&change), Ok(()));
    register
}

fn agreement<'r>(register: &'r Register, key: &str) -> &'r Agreement {
    let mut agreements = register.agreements.iter();
    agreements
        .find(|one| one.reference() == Some(key))
        .expect(key)
}

/// The due list as lines: section, date, title, how far.
fn lines(today: NaiveDate) -> Vec<String> {
    let register = register();
    let lines = due(&register, today, &Rules::default(), &DueOptions::default());
    let shown = lines.iter().map(|line| {
        let date = line.due.map(|due| due.to_string()).unwrap_or_default();
        let words = [
            line.section.to_string(),
            date,
            line.title(&register, today),
            line.how_far(today),
        ];
        words.join(" | ")
    });
    shown.collect()
}

#[test]
fn every_row_of_its_files_goes_in_and_the_register_is_sound() {
    assert_eq!(demo(), demo());
    let mut register = Register::default();
    for (name, bytes) in FILES {
        let sheet = read(Source { name, bytes }, &ReadOptions::default()).expect(name);
        let report = import(&register, &sheet, AS_OF);
        assert_eq!((report.rejected, report.remarks), (Vec::new(), Vec::new()));
        register.apply(&report.change);
    }
    register.apply(&demo());
    assert_eq!(register.faults(), Vec::<String>::new());
}

#[test]
fn its_files_can_be_brought_in_again_and_change_nothing() {
    let register = register();
    for (name, bytes) in FILES {
        let sheet = read(Source { name, bytes }, &ReadOptions::default()).expect(name);
        let report = import(&register, &sheet, AS_OF);
        assert!(report.change.is_empty(), "{:?}", report.change);
        assert_eq!(report.kept, Vec::new());
    }
}

#[test]
fn in_january_2014_one_meeting_is_held_one_is_fixed_and_one_is_to_fix() {
    assert_eq!(
        lines(day(2014, 1, 20)),
        [
            "due soon | 31 January 2014 | Action 2: Send the Secretariat two examples of inspections done together \
             | in 11 days",
            "next meeting | 3 April 2014 | Chief Executives Health and Social Care Regulatory Forum, Thursday 3 April \
             2014 | in 73 days",
            "waiting for | 3 April 2014 | Action 3: Say which agreements between members are due for review | in 73 days",
            "waiting for |  | Action 4: Suggest topics for the meetings after April | ",
            "later | by 31 December 2014 | 1 meeting still to fix, 1 of 3 held, 1 fixed: Chief Executives \
             Health and Social Care Regulatory Forum | in 11 months",
        ]
    );
}

#[test]
fn in_august_2021_the_protocol_is_to_be_reviewed_in_41_days() {
    assert_eq!(
        lines(AS_OF),
        [
            "overdue | 31 January 2014 | Action 2: Send the Secretariat two examples of inspections done together \
             | 7 years overdue",
            "overdue | 3 April 2014 | Action 3: Say which agreements between members are due for review | 7 years \
             overdue",
            "overdue | 3 April 2014 | Chief Executives Health and Social Care Regulatory Forum, Thursday 3 April 2014 \
             | 7 years overdue",
            "due soon | 1 September 2021 | Meet A Sample, Director of Adult Social Services (DASS), Anyshire | in 12 \
             days",
            "due soon | by September 2021 | Joint Working Protocol between CQC and ADASS, to start | in 41 days",
            "next meeting | 9 September 2021 | CQC-ADASS local information sharing meetings, Thursday 9 September \
             2021 | in 20 days",
            "waiting for |  | Action 4: Suggest topics for the meetings after April | ",
            "waiting for |  | Minutes awaited: CQC-ADASS local information sharing meetings, 15 July 2021 | ",
            "later | 7 September 2021 | Returns for CQC-ADASS local information sharing meetings, 9 September 2021 \
             | in 18 days",
            "later | by 9 November 2021 | Meeting to fix, at most 2 months after 9 September 2021: CQC-ADASS \
             local information sharing meetings | in 81 days",
            "later | by 31 December 2021 | 3 meetings still to fix, 0 of 3 held, 0 fixed: Chief Executives \
             Health and Social Care Regulatory Forum | in 4 months",
            "later | 1 February 2022 | Chair passes from Anyshire to CQC: CQC-ADASS local information sharing \
             meetings | in 5 months",
        ]
    );
}

#[test]
fn the_forum_is_as_its_page_has_it() {
    let register = register();
    let forum = forum::called(&register, CHIEF_EXECUTIVES).expect("the forum");
    let seats = || register.memberships.of(forum.id);
    assert_eq!(seats().filter(|one| one.role == Role::Member).count(), 10);
    for role in [Role::Chair, Role::Secretariat] {
        let holder = forum::holder(&register, forum.id, role, AS_OF);
        assert_eq!(holder, Some(body(&register, "CQC")));
    }
    assert!(forum.publish && !forum.decides);
    for meeting in register.meetings.of(forum.id) {
        assert_eq!(item::agenda(&register, meeting.id).len(), 7);
        assert!(meeting.publish);
    }
    let printed = register.agreements.iter().filter(|one| one.publish);
    assert_eq!(printed.count(), 11);
}

#[test]
fn the_protocol_has_two_signature_dates_that_no_party_claims() {
    let register = register();
    let protocol = agreement(&register, PROTOCOL);
    let dates: Vec<String> = protocol.signatures.iter().map(|one| one.iso()).collect();
    assert_eq!(dates, ["2019-02-01", "2019-01-22"]);
    let parties = party::of(&register, protocol.id);
    assert!(parties.len() == 2 && parties.iter().all(|one| one.signed.is_none()));
    let own = register
        .commitments
        .iter()
        .filter(|one| one.agreement == Some(protocol.id));
    assert_eq!(own.count(), 14);
    for (name, standing, members) in [(LOCAL_MEETINGS, 6, 2), (REGIONAL_MEETINGS, 10, 2)] {
        let forum = forum::called(&register, name).expect(name);
        let seats = register.memberships.of(forum.id);
        let count = seats.filter(|one| one.role == Role::Member).count();
        assert_eq!((forum.standing_items.len(), count), (standing, members));
        assert_eq!(forum.agreement, Some(protocol.id));
    }
}

#[test]
fn the_agreements_are_those_of_the_three_sources() {
    let register = register();
    let count = |state| {
        let agreements = register.agreements.iter();
        agreements.filter(|one| one.state() == state).count()
    };
    assert_eq!(count(AgreementState::Current), 9);
    assert_eq!(count(AgreementState::Proposed), 3);
    assert_eq!(count(AgreementState::InDevelopment), 1);
    let memorandum = agreement(&register, "cqc-ehrc-mou-2021");
    assert_eq!(
        memorandum.published.map(Date::iso).as_deref(),
        Some("2021-03-09")
    );
    let outside = agreement(&register, "cqc-nhse-mou-2014");
    assert!(outside.links.iter().any(|link| link.is_outside));
}

/// By role, then by rotation.
#[test]
fn the_chair_of_the_local_meetings_passes_every_six_months() {
    let register = register();
    let forum = forum::called(&register, LOCAL_MEETINGS).expect("the forum");
    for (on, chair) in [
        (day(2019, 2, 1), "CQC"),
        (day(2021, 7, 15), "CQC"),
        (day(2021, 9, 9), "Anyshire"),
    ] {
        assert_eq!(forum.chair_on(&register, on), Some(body(&register, chair)));
    }
}
