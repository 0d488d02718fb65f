//! The same file again: what it changed is taken, what a person changed is kept.

use secretariat::domain::date::Date;
use secretariat::domain::meeting::MeetingState;
use secretariat::domain::register::Register;
use secretariat::domain::{item, organisation, party};
use secretariat::exchange::import::Report;

use super::{MEETINGS, agreement, bring, bring_text, real, sheets};

#[test]
fn a_second_import_changes_nothing_and_says_nothing() {
    let mut register = real();
    for sheet in sheets() {
        let report = bring(&mut register, &sheet);
        assert!(report.change.is_empty(), "{:?}", report.change.label);
        assert_eq!((report.new, report.changed), (0, 0), "{}", sheet.name());
        assert_eq!(report.kept, [], "{}", sheet.name());
    }
}

#[test]
fn what_the_file_changes_is_taken_and_what_a_person_changed_is_kept_and_said() {
    let mut register = Register::default();
    bring_text(&mut register, MEETINGS);
    let mut meeting = register.meetings.iter().next().expect("a meeting").clone();
    meeting.place = "Leeds".to_owned();
    register.put(meeting);
    // The same file: nothing changes, and the difference is said.
    let report = bring_text(&mut register, MEETINGS);
    assert!(report.change.is_empty());
    let said = |report: &Report| {
        let kept = report.kept.iter();
        kept.map(|one| {
            format!(
                "{} {} {}: {} for {}",
                one.line, one.entry, one.field, one.ours, one.theirs
            )
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(said(&report), ["2 meeting 1 place: Leeds for London"]);
    // A file that has changed the same field and two others.
    let text = MEETINGS.replace("London,held,,first", "York,cancelled,,second");
    let report = bring_text(&mut register, &text);
    assert_eq!(said(&report), ["2 meeting 1 place: Leeds for York"]);
    assert_eq!(report.change.label, "Imported new.csv: 1 row changed");
    let meeting = register.meetings.iter().next().expect("a meeting");
    assert_eq!(
        (meeting.place.as_str(), meeting.state),
        ("Leeds", MeetingState::Cancelled)
    );
    let notes: Vec<_> = register.notes.iter().map(|one| &one.text).collect();
    assert_eq!(notes, ["second"]);
    assert_eq!(bring_text(&mut register, &text).changed, 0);
}

#[test]
fn parties_come_and_go_with_the_file_but_not_against_a_person() {
    let text = |parties: &str, signed: &str| {
        format!("key,title,parties,signed\na,Protocol,{parties},{signed}\n")
    };
    let parties = |register: &Register| {
        let id = agreement(register, "a").id;
        let all = party::of(register, id).into_iter();
        all.map(|one| {
            let body = register
                .organisations
                .get(one.organisation)
                .expect("a body");
            let signed = one.signed.map(Date::iso).unwrap_or_default();
            format!("{} {signed}", body.name).trim_end().to_owned()
        })
        .collect::<Vec<_>>()
    };
    let mut register = Register::default();
    bring_text(&mut register, &text("One; Two; Three", "2019|2020|"));
    assert_eq!(parties(&register), ["One 2019", "Two 2020", "Three"]);
    // A person names the lead at Two, and renames Three.
    let mut two = register.parties.iter().nth(1).expect("a party").clone();
    two.lead = "Director of Policy".to_owned();
    register.put(two);
    let mut three = organisation::called(&register, "Three")
        .expect("a body")
        .clone();
    three.name = "Trois".to_owned();
    register.put(three);
    let report = bring_text(&mut register, &text("One; Three; Four", ""));
    assert_eq!(parties(&register), ["One", "Two 2020", "Trois", "Four"]);
    assert_eq!(report.kept.len(), 1);
    assert_eq!(register.organisations.len(), 4);
}

#[test]
fn a_key_may_stand_further_down_or_come_in_another_file() {
    let header = "key,title,parties,supersedes\n";
    let mut register = Register::default();
    let new = format!("{header}b,New,,a; c (except Annex B)\na,Old,,\n");
    let report = bring_text(&mut register, &new);
    assert_eq!(agreement(&register, "b").supersedes.len(), 1);
    assert_eq!(report.remarks.len(), 1);
    assert!(report.remarks[0].text.contains("supersedes \"c\""));
    bring_text(&mut register, &format!("{header}c,Older,,\n"));
    let report = bring_text(&mut register, &new);
    assert_eq!((report.changed, report.unchanged), (1, 1));
    let links: Vec<_> = agreement(&register, "b")
        .supersedes
        .iter()
        .map(|one| one.except.as_deref())
        .collect();
    assert_eq!(links, [None, Some("Annex B")]);
    assert!(bring_text(&mut register, &new).change.is_empty());
}

#[test]
fn a_meeting_that_was_announced_is_the_one_that_comes_with_its_row() {
    let mut register = Register::default();
    let text = "key,body,date,state,next_meeting\nm1,Board,2014-01-13,held,\"Thursday, 3 April\"\n";
    bring_text(&mut register, text);
    assert_eq!(register.meetings.len(), 2);
    bring_text(
        &mut register,
        &format!("{text}m2,Board,2014-04-03,scheduled,\n"),
    );
    let states: Vec<_> = register.meetings.iter().map(|one| one.state).collect();
    assert_eq!(states, [MeetingState::Held, MeetingState::Confirmed]);
    let report = bring_text(
        &mut register,
        "key,body,date,next_meeting\nm3,Board,2014-07-01,soon\n",
    );
    assert_eq!((report.new, report.remarks.len()), (1, 1));
}

#[test]
fn an_item_that_comes_later_stands_where_the_file_has_it() {
    let mut register = Register::default();
    bring_text(&mut register, MEETINGS);
    let header = "meeting,number,title\n";
    bring_text(&mut register, &format!("{header}m1,1,Welcome\nm1,3,AOB\n"));
    bring_text(
        &mut register,
        &format!("{header}m1,1,Welcome\nm1,2,Budget\nm1,3,AOB\n"),
    );
    let meeting = register.meetings.iter().next().expect("a meeting").id;
    let titles: Vec<_> = item::agenda(&register, meeting)
        .iter()
        .map(|one| one.title.as_str())
        .collect();
    assert_eq!(titles, ["Welcome", "Budget", "AOB"]);
}

#[test]
fn a_deadline_that_is_no_date_goes_in_as_words_and_is_told_once() {
    let mut register = Register::default();
    bring_text(&mut register, MEETINGS);
    let text = "meeting,text,due\nm1,Write,2020-02-31\nm1,Read,Feb 25\nm1,Sing,soon\n\
        m1,Ask,2021-05-01\nm1,Tell,next meeting (2021-05-01)\n";
    let report = bring_text(&mut register, text);
    let told: Vec<_> = report
        .remarks
        .iter()
        .map(|one| (one.line, &one.text))
        .collect();
    let [(Some(2), first), (Some(3), second)] = told[..] else {
        panic!("{told:?}")
    };
    assert!(
        first.starts_with("\"2020-02-31\" cannot be read as a date."),
        "{first}"
    );
    assert!(second.starts_with("\"Feb 25\""), "{second}");
    let due = register
        .actions
        .iter()
        .next()
        .map(|one| one.due.to_string());
    assert!(due.is_some_and(|words| words.contains("2020-02-31")));
    assert_eq!((report.new, report.rejected), (5, Vec::new()));
    assert_eq!(bring_text(&mut register, text).remarks, Vec::new());
}
