//! Commands that change the register, and taking them back.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn an_action_is_closed_and_opened_again() {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run("action close 2 4 --on 2021-08-19 --note 'by email'");
    assert_eq!(
        ran.messages,
        "Closed actions 2, 4. `secretariat undo` takes it back.\n"
    );
    assert_snapshot!(desk.run("action show 2").data);
    assert_eq!(desk.run("action close 2").code, 1, "it is closed already");
    assert_eq!(
        desk.run("undo").messages,
        "Took back: Closed actions 2, 4.\n"
    );
    assert_eq!(
        desk.run("redo").messages,
        "Brought back: Closed actions 2, 4.\n"
    );
    assert_eq!(desk.run("undo 2").code, 0);
    let ran = desk.run("undo");
    assert_eq!(
        (ran.messages.as_str(), ran.code),
        ("There is nothing of yours to undo.\n", 1)
    );
}

#[test]
fn what_is_refused_says_why_and_ends_with_its_code() {
    let mut desk = Desk::demo("2021-08-20");
    for (line, code, words) in [
        ("action close 99", 3, "There is no action 99."),
        (
            "action close 2 --on 2013-01-01",
            1,
            "agreed on 13 January 2014",
        ),
        ("action close 2 --on '30 Febtober'", 1, "30 Febtober"),
        ("agreement show nothing-like-it", 3, "There is no agreement"),
        ("agreement show protocol", 1, "fits more than one agreement"),
        (
            "review record cqc-adass-jwp-2019 --outcome ended --next 2024",
            1,
            "has no next review",
        ),
        (
            "review record cqc-adass-jwp-2019 --outcome amended --next 2014",
            1,
            "is not after",
        ),
        ("note list", 2, "--for secretariat"),
        (
            "agenda show 1 --format csv",
            2,
            "text, md, html, docx or pdf",
        ),
        ("find xyzzy", 3, "Nothing has"),
        ("import nowhere.csv", 1, "could not be read"),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn a_review_is_recorded_and_the_register_moves_on() {
    let mut desk = Desk::demo("2021-08-20");
    let line = "review record cqc-adass-jwp-2019 --outcome reaffirmed --next 'by September 2024' --by 'Policy team'";
    let dry = desk.run(&format!("{line} --dry-run"));
    assert!(
        dry.messages.contains("Nothing was changed"),
        "{}",
        dry.messages
    );
    assert!(desk.run("due --kind review").data.contains("in 41 days"));
    let ran = desk.run(line);
    assert!(
        ran.messages
            .contains("The next review is due by September 2024."),
        "{}",
        ran.messages
    );
    assert!(!desk.run("due --kind review").data.contains("in 41 days"));
    assert_snapshot!(desk.run("history agreement cqc-adass-jwp-2019").data);
    desk.run("undo");
    assert!(desk.run("due --kind review").data.contains("in 41 days"));
    assert!(desk.run("doctor").data.starts_with("Sound"));
}

#[test]
fn a_file_is_imported_as_one_change_and_an_import_that_is_dry_makes_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("organisations.csv");
    let rows = "name,acronym,kind,role_in_forum,notes,source\nThe Example Council,TEC,council,,,a test\n,,,,no name,a test\n";
    std::fs::write(&path, rows).expect("the folder is there");
    let mut desk = Desk::empty("2021-08-20");
    let line = format!("import '{}'", path.display());
    assert_snapshot!(desk.run(&format!("{line} --dry-run")).data);
    assert!(
        desk.run("organisation list").data.is_empty()
            || !desk.run("organisation list").data.contains("TEC")
    );
    assert_eq!(desk.run(&line).code, 0);
    assert!(
        desk.run("organisation show TEC")
            .data
            .contains("The Example Council")
    );
    assert!(
        desk.run(&line).data.contains("1 left out, 1 as before"),
        "{}",
        desk.run(&line).data
    );
    assert_eq!(desk.run("undo").code, 0);
    assert_eq!(desk.run("organisation show TEC").code, 3);
}

#[test]
fn a_dry_run_changes_nothing_whatever_the_command() {
    let mut desk = Desk::demo("2021-08-20");
    desk.run("action close 2");
    let before = desk.session.register().clone();
    for line in [
        "undo -n",
        "action close 3 -n",
        "review record 2 --outcome ended -n",
        "reminder set review 2 --until 2022-01-01 -n",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        assert!(ran.messages.contains("dry run"), "{line}: {}", ran.messages);
        assert!(*desk.session.register() == before, "{line}");
    }
}

#[test]
fn nothing_is_done_on_a_day_that_has_not_come_or_to_what_is_not_due() {
    let mut desk = Desk::demo("2021-08-20");
    for (line, words) in [
        ("action close 2 --on 2030-01-01", "has not come yet"),
        (
            "review record 2 --outcome reaffirmed --on 2030-01-01",
            "has not come yet",
        ),
        (
            "review record 2 --outcome reaffirmed --on 1990-01-01",
            "stands from 22 January 2019",
        ),
        (
            "reminder set review 7 --until 2022-01-01",
            "Nothing of the kind",
        ),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 1, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn an_earlier_value_of_a_field_is_brought_back() {
    let mut desk = Desk::demo("2021-08-20");
    let entry = "agreement cqc-adass-jwp-2019";
    desk.run("review record cqc-adass-jwp-2019 --outcome reaffirmed --next 2024");
    for (line, code, words) in [
        ("--bring-back review_due --from 2 -n", 0, "dry run"),
        ("--bring-back 'Review due' --from 1", 1, "was made then"),
        (
            "--bring-back review_due --from 9",
            3,
            "No change 9 of agreement 2",
        ),
        (
            "--bring-back colour --from 2",
            3,
            "has no field \"colour\".",
        ),
        (
            "--bring-back 'Review due' --from 2",
            0,
            "Brought back review due of agreement 2 \"Joint Working Protocol between CQC and ADASS\". \
             `secretariat undo` takes it back.",
        ),
        (
            "--bring-back review-due --from 2",
            1,
            "is what it was then.",
        ),
    ] {
        let ran = desk.run(&format!("history {entry} {line}"));
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
    assert!(
        desk.run("due --kind review")
            .data
            .contains("by September 2021")
    );
    let history = desk.run(&format!("history {entry}")).data;
    assert!(history.starts_with("3  20 August 2021"), "{history}");
    desk.run("undo");
    assert!(
        !desk
            .run("due --kind review")
            .data
            .contains("by September 2021")
    );
}
