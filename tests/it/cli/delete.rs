//! `NOUN delete` of every kind: what it asks, what goes along, what it refuses.

use insta::assert_snapshot;
use secretariat::domain::announcement::Announcement;
use secretariat::domain::change::Change;
use secretariat::domain::delete;
use secretariat::domain::form;
use secretariat::domain::forum::Forum;
use secretariat::domain::organisation::Organisation;
use secretariat::domain::register::Kind;
use secretariat::domain::words::Word;

use super::harness::Desk;

#[test]
fn deleting_asks_first_and_comes_back_with_undo() {
    let mut desk = Desk::demo("2021-08-20");
    let before = desk.session.register().clone();
    let asked = "Delete agreement 1 \"Memorandum of understanding between CQC and EHRC\" with 2 parties, \
                 1 commitment and 1 note? [y/N] ";
    let line = "agreement delete cqc-ehrc-mou-2021";
    for no in ["\n", "n\n", "", "yess\n", "delete\n"] {
        let ran = desk.answering(line, no.as_bytes());
        assert_eq!(ran.messages, format!("{asked}Nothing was deleted.\n"));
        assert_eq!(ran.code, 0);
    }
    let ran = desk.run(line);
    assert_eq!(ran.code, 2, "{}", ran.messages);
    assert!(ran.messages.contains("add --yes"), "{}", ran.messages);
    assert!(*desk.session.register() == before);
    let done = "Deleted agreement 1 \"Memorandum of understanding between CQC and EHRC\" with 2 parties, \
                1 commitment and 1 note. `secretariat undo` takes it back.\n";
    let ran = desk.answering(line, b"Y\r\n");
    assert_eq!(ran.messages, format!("{asked}{done}"));
    assert_eq!(desk.run("agreement show 1").code, 3);
    desk.run("undo");
    assert!(*desk.session.register() == before);
    assert_eq!(desk.run(&format!("{line} -y")).messages, done);
    assert!(desk.run("doctor").data.starts_with("Sound"));
}

#[test]
fn a_dry_run_names_everything_that_would_go() {
    let mut desk = Desk::demo("2021-08-20");
    let before = desk.session.register().clone();
    let ran = desk.run("agreement delete cqc-ehrc-mou-2021 --dry-run");
    assert_snapshot!(ran.messages);
    assert!(*desk.session.register() == before);
}

#[test]
fn every_kind_can_be_deleted_and_several_are_one_change() {
    let mut desk = Desk::demo("2021-08-20");
    desk.run("reminder set review 2 --until 2021-09-15");
    desk.run("review record 1 --outcome reaffirmed");
    for made in [
        "attendance add --meeting 1 --name Smith",
        "return add --meeting 1 --organisation 1",
        "offer add --forum 1 --title Risks",
        "sending add --about 'return 1' --to 1 --on today",
    ] {
        let ran = desk.run(made);
        assert_eq!(ran.code, 0, "{made}: {}", ran.messages);
    }
    let free = desk.session.register().clone();
    desk.session
        .commit(|register| {
            let id = register.organisations.next_id();
            let body = Organisation::new(id, "Nobody's body");
            let forum = Forum::new(register.forums.next_id(), "Nobody's forum");
            let publisher = register.organisations.iter().next().expect("one").id;
            let id = register.announcements.next_id();
            let announcement = Announcement::new(id, "A report", publisher);
            let change = Change::new("Made three").create(body).create(forum);
            Ok(change.create(announcement))
        })
        .expect("they are sound");
    let register = desk.session.register();
    let mut meetings = register.meetings.iter();
    let free_meeting = meetings.find(|one| delete::plan(register, &[one.id.into()]).is_ok());
    let free_meeting = free_meeting.expect("one that nothing names").id.to_string();
    for kind in form::kinds() {
        let noun = kind.word();
        let name = match kind {
            Kind::Organisation | Kind::Forum => "'Nobody'",
            Kind::Agreement => "cqc-hmic-jwp-prop",
            Kind::Meeting => free_meeting.as_str(),
            Kind::Action => "2 3",
            Kind::Contact
            | Kind::Membership
            | Kind::Item
            | Kind::Party
            | Kind::Review
            | Kind::Commitment
            | Kind::Announcement
            | Kind::Attendance
            | Kind::Return
            | Kind::Offer
            | Kind::IssuedText
            | Kind::PublishedPage
            | Kind::Sending
            | Kind::Reminder
            | Kind::Note
            | Kind::File
            | Kind::Origin => "1",
        };
        let ran = desk.run(&format!("{noun} delete {name} -y"));
        assert_eq!(ran.code, 0, "{noun}: {}", ran.messages);
        assert!(
            ran.messages.starts_with("Deleted "),
            "{noun}: {}",
            ran.messages
        );
        desk.run("undo");
    }
    desk.run("undo");
    assert!(*desk.session.register() == free);
    let ran = desk.run("action delete 2 3 -y");
    assert_eq!(
        ran.messages,
        "Deleted 2 actions with 2 notes. `secretariat undo` takes it back.\n"
    );
}

#[test]
fn what_cannot_be_deleted_says_why() {
    let mut desk = Desk::demo("2021-08-20");
    for (line, code, words) in [
        (
            "organisation delete CQC -y",
            1,
            " more name it. Change or delete those first.",
        ),
        ("organisation delete CQC", 1, "cannot be deleted"),
        ("action delete 99 -y", 3, "There is no action 99."),
        (
            "agreement delete protocol -y",
            1,
            "fits more than one agreement",
        ),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}
