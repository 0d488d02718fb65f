//! The real files: every row in, and what became of it.

use secretariat::domain::action::{ActionDue, ActionOutcome};
use secretariat::domain::agreement::AgreementState;
use secretariat::domain::commitment::Clock;
use secretariat::domain::date::Date;
use secretariat::domain::due::Rules;
use secretariat::domain::forum::{self, Cadence};
use secretariat::domain::item::{self, ItemState, PaperState, Purpose};
use secretariat::domain::meeting::MeetingState;
use secretariat::domain::membership::Role;
use secretariat::domain::organisation::{self, Organisation};
use secretariat::domain::register::{Register, Row};
use secretariat::domain::{note, party};
use secretariat::exchange::import::{Sheet, SheetKind, import};
use secretariat::house::HouseFiles;
use secretariat::session::{Clock as Time, Session, SessionOptions};

use super::{agreement, bring, real, sheets, today};

const CHIEF_EXECUTIVES: &str = "Chief Executives Health and Social Care Regulatory Forum";

#[test]
fn every_row_of_the_real_files_goes_in_or_is_named() {
    let mut register = Register::default();
    let mut told = Vec::new();
    for sheet in sheets() {
        let report = bring(&mut register, &sheet);
        told.push(report.change.label.clone());
        assert_eq!((report.changed, report.unchanged), (0, 0));
        assert_eq!(report.kept, []);
        assert_eq!(report.remarks, [], "{}", sheet.name());
        told.push(format!("{} rows", report.new));
        told.extend(
            report
                .rejected
                .iter()
                .map(|one| format!("line {}: {}", one.line, one.reason)),
        );
    }
    assert_eq!(
        told,
        [
            "Imported organisations.csv: 57 organisations, 1 forum, 12 roles",
            "57 rows",
            "Imported successors.csv: 3 organisations",
            "5 rows",
            "Imported agreements.csv: 56 agreements, 16 organisations, 150 parties",
            "56 rows",
            "Imported meetings.csv: 25 meetings, 5 forums",
            "23 rows",
            "Imported agenda_items.csv: 45 items, 2 forums",
            "61 rows",
            "Imported actions.csv: 3 actions",
            "3 rows",
            "line 2: The meeting \"cqc-2011-11-16\" is in no file and not in the register.",
            "line 3: The meeting \"fgag-2025-05-29\" is in no file and not in the register.",
            "line 4: The meeting \"fgag-2025-05-29\" is in no file and not in the register.",
            "line 5: The meeting \"scoss-cs-2025-02-11\" is in no file and not in the register.",
            "line 6: The meeting \"scoss-cs-2025-02-11\" is in no file and not in the register.",
            "Imported commitments.csv: 19 commitments",
            "19 rows",
        ]
    );
}

#[test]
fn the_order_of_files_is_that_in_which_each_finds_what_it_refers_to() {
    let kinds: Vec<SheetKind> = sheets().iter().map(Sheet::kind).collect();
    assert_eq!(
        kinds,
        [
            SheetKind::Organisations,
            SheetKind::Successors,
            SheetKind::Agreements,
            SheetKind::Meetings,
            SheetKind::Items,
            SheetKind::Actions,
            SheetKind::Commitments,
        ]
    );
}

#[test]
fn one_undo_takes_a_file_back() {
    let options = SessionOptions {
        clock: Time::AsOf(today()),
        actor: "anna".to_owned(),
        rules: Rules::default(),
        house: HouseFiles::default(),
    };
    let mut session = Session::memory(options).expect("a register in memory");
    for sheet in sheets() {
        let before = session.register().clone();
        let commit = |session: &mut Session| {
            session.commit(|register| Ok(import(register, &sheet, today()).change))
        };
        commit(&mut session).expect("a change of the file");
        let after = session.register().clone();
        session.undo().expect("a change of the file");
        assert_eq!(*session.register(), before, "{}", sheet.name());
        session.redo().expect("a change of the file");
        assert_eq!(*session.register(), after, "{}", sheet.name());
    }
    assert_eq!(session.check_all().expect("a sound file"), [""; 0]);
}

#[test]
fn the_forum_has_its_ten_members_and_its_year() {
    let register = real();
    let forum = forum::called(&register, CHIEF_EXECUTIVES).expect("the forum");
    let held = |role: Role| {
        let seats = register.memberships.of(forum.id);
        let seats = seats.filter(move |seat| seat.role == role);
        seats.map(|seat| {
            let body = register.organisations.get(seat.organisation);
            (seat.position, body.expect("a body").short())
        })
    };
    let members: Vec<_> = held(Role::Member).collect();
    let names = [
        "CQC", "GDC", "GMC", "GPhC", "HCPC", "LGO", "Monitor", "NMC", "PHSO", "PSA",
    ];
    assert_eq!(members, (1..).zip(names).collect::<Vec<_>>());
    for role in [Role::Chair, Role::Secretariat] {
        assert_eq!(held(role).collect::<Vec<_>>(), [(1, "CQC")]);
    }
    let cadence = Cadence::PerYear {
        count: 3,
        starts: 1,
    };
    assert_eq!(forum.cadence, cadence);
    let meetings: Vec<_> = register
        .meetings
        .of(forum.id)
        .map(|one| (one.on.iso(), one.state))
        .collect();
    assert_eq!(
        meetings,
        [
            ("2014-01-13".to_owned(), MeetingState::Held),
            ("2014-04-03".to_owned(), MeetingState::Confirmed),
        ]
    );
}

#[test]
fn an_agreement_keeps_its_dates_its_state_and_its_editions() {
    let register = real();
    let adass = agreement(&register, "cqc-adass-jwp-2019");
    let loose: Vec<String> = adass.signatures.iter().map(|date| date.iso()).collect();
    assert_eq!(loose, ["2019-02-01", "2019-01-22"]);
    assert_eq!(
        adass.review_due.map(Date::code).as_deref(),
        Some("by 2021-09")
    );
    let orr = agreement(&register, "hse-orr-2017");
    let signed: Vec<_> = party::of(&register, orr.id)
        .iter()
        .map(|one| one.signed.map(Date::iso))
        .collect();
    assert_eq!(
        signed,
        [Some("2017-01-19".to_owned()), Some("2016-12-15".to_owned())]
    );
    let later = agreement(&register, "hse-orr-2022");
    assert_eq!(later.supersedes[0].agreement, orr.id);
    assert_eq!(
        later.supersedes[0].except.as_deref(),
        Some("Appendix A and Annexes 1-3")
    );
    for (key, kind, state) in [
        ("cqc-hse-share-2014", None, AgreementState::Current),
        (
            "cqc-ukba-mou-dev",
            Some("MoU"),
            AgreementState::InDevelopment,
        ),
        ("cqc-nice-jwp-prop", Some("JWP"), AgreementState::Proposed),
        ("hse-orr-2017", Some("MoU"), AgreementState::Current),
        ("ecp-2021", Some("JWP"), AgreementState::Superseded),
        ("cqc-gdc-mou", Some("MoU"), AgreementState::NotStated),
        ("cqc-monitor-mou", Some("MoU"), AgreementState::Current),
    ] {
        let one = agreement(&register, key);
        assert_eq!((one.kind.as_deref(), one.state()), (kind, state), "{key}");
    }
    let notes: Vec<_> = note::about(&register, orr.id.into())
        .map(|note| note.text.get(..27).unwrap_or(&note.text))
        .collect();
    assert_eq!(
        notes,
        ["Status: superseded in part", "signed by the Chief Executi"]
    );
}

#[test]
fn a_body_is_one_body_however_it_is_spelt() {
    let register = real();
    let body = organisation::called(&register, "parliamentary and health service ombudsman");
    assert_eq!(
        body.map(|one| one.name.as_str()),
        Some("Parliamentary & Health Service Ombudsman")
    );
    let monitor = organisation::called(&register, "Monitor").expect("a body");
    let after = register
        .organisations
        .get(monitor.successors[0].organisation);
    assert_eq!(
        after.map(Row::id),
        organisation::called(&register, "NHS Improvement").map(Row::id)
    );
    assert_eq!(
        organisation::called(&register, "HOS").map(Organisation::short),
        Some("THO")
    );
}

#[test]
fn an_agenda_keeps_its_order_its_papers_and_what_came_of_it() {
    let register = real();
    let agenda = |key: &str| {
        let mut meetings = register.meetings.iter();
        let meeting = meetings
            .find(|one| one.reference() == Some(key))
            .expect(key);
        item::agenda(&register, meeting.id)
    };
    let items = agenda("hfea-2017-03-15");
    assert_eq!(items.len(), 15);
    assert_eq!(
        (items[9].number.as_deref(), items[9].title.as_str()),
        (None, "Break")
    );
    assert_eq!(items[1].paper.as_deref(), Some("HFEA (15/03/17) 825"));
    assert_eq!(items[1].paper_state, PaperState::Received);
    assert_eq!(items[1].purpose, Some(Purpose::ForDecision));
    assert_eq!(
        items[1].start.map(|time| time.to_string()).as_deref(),
        Some("12:50:00")
    );
    assert_eq!(items[2].paper_state, PaperState::Verbal);
    let items = agenda("hfea-2011-09-14");
    assert_eq!(items[7].purpose, Some(Purpose::ForInformation));
    assert_eq!(items[7].state, ItemState::Discussed);
    assert_eq!(items[9].state, ItemState::Deferred);
    let items = agenda("osr-2020-07-16");
    assert_eq!(items[1].presenter, "Director General for Regulation");
    assert_eq!(items[5].presenter, "Secretariat");
    assert_eq!(
        items[6].outcome,
        "Next meeting: Thursday 15 October, London, 13:00"
    );
    for (name, count) in [
        ("CQC-ADASS local information sharing meetings", 6),
        ("CQC-ADASS regional meetings", 10),
    ] {
        let forum = forum::called(&register, name).expect(name);
        assert_eq!(forum.standing_items.len(), count);
        assert_eq!(
            forum.agreement,
            Some(agreement(&register, "cqc-adass-jwp-2019").id)
        );
    }
}

#[test]
fn an_action_has_an_owner_a_day_and_an_outcome_as_far_as_they_are_known() {
    let register = real();
    let actions: Vec<_> = register
        .actions
        .iter()
        .map(|one| {
            (
                one.number,
                one.reference(),
                one.owner_name(&register),
                one.due.clone(),
                one.closed.map(Date::iso),
                one.outcome,
            )
        })
        .collect();
    let later = ActionDue::Words("a later meeting".to_owned());
    assert_eq!(
        actions,
        [
            (
                1,
                None,
                "forum members",
                ActionDue::Unset,
                Some("2018-07".to_owned()),
                Some(ActionOutcome::Done)
            ),
            (1, Some("item 7"), "", later.clone(), None, None),
            (2, Some("item 10"), "", later, None, None),
        ]
    );
}

#[test]
fn a_commitment_has_a_clock_that_nobody_has_started() {
    let register = real();
    let clocks = |clock: fn(&Clock) -> bool| {
        let all = register.commitments.iter();
        all.filter(|one| clock(&one.clock)).count()
    };
    assert_eq!(clocks(|clock| matches!(clock, Clock::Every(_))), 7);
    assert_eq!(clocks(|clock| matches!(clock, Clock::PerYear(3))), 1);
    assert_eq!(clocks(|clock| matches!(clock, Clock::Within(_))), 1);
    assert_eq!(clocks(|clock| matches!(clock, Clock::Before(_))), 3);
    assert!(register.commitments.iter().all(|one| one.started.is_none()));
    let posts: Vec<_> = register
        .commitments
        .iter()
        .filter(|one| !one.post.is_empty())
        .map(|one| (one.paragraph.as_str(), one.post.as_str()))
        .collect();
    assert_eq!(posts, [("14", "DASS")]);
}
