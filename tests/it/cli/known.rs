//! `--as-known`: what had been entered by the end of a day, in every command that reads, and no command that writes.

use tempfile::TempDir;

use super::harness::Desk;
use crate::sample;

/// The sample data of 1 March 2021, an action closed and a body made on 5 May, seen on 20 August.
fn lived() -> (TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let session = sample::lived(&folder.path().join("r.db"), "2021-08-20");
    (folder, Desk::over(session))
}

#[test]
fn a_command_that_reads_shows_what_had_been_entered_by_the_end_of_the_day() {
    let (_folder, mut desk) = lived();
    for (line, words, days) in [
        ("organisation list", "Newcomers", [false, false, true, true]),
        ("find newcomers", "Newcomers", [false, false, true, true]),
        ("find newcomers", "Nothing", [true, true, false, false]),
        (
            "organisation list",
            "Care Quality",
            [false, true, true, true],
        ),
        ("action show 2", "5 May 2021", [false, false, true, true]),
        ("due", "Chief Executives", [false, true, true, true]),
        ("history", "Filled the register", [false, true, true, true]),
        ("history", "Closed action 2", [false, false, true, true]),
        ("history action 2", "Closed", [false, false, true, true]),
        ("status", "Nothing is overdue", [true, false, false, false]),
    ] {
        for (day, expected) in ["2021-02-28", "2021-03-01", "2021-05-05", "2021-08-20"]
            .into_iter()
            .zip(days)
        {
            let ran = desk.run(&format!("{line} --as-known {day}"));
            let found = ran.data.contains(words) || ran.messages.contains(words);
            assert_eq!(found, expected, "{line} {day}: {ran:?}");
        }
    }
}

#[test]
fn every_command_that_writes_is_refused_and_says_what_to_do() {
    let (_folder, mut desk) = lived();
    let before = desk.run("history --format json");
    for line in [
        "action close 3",
        "action close 3 --dry-run",
        "organisation add --name Body",
        "organisation delete 1 --yes",
        "note add --about 'agreement 2' --text Rang",
        "agenda build next --forum chief",
        "undo",
        "redo",
        "import nothing.csv",
    ] {
        let ran = desk.run(&format!("{line} --as-known '3 may 2021'"));
        assert_eq!(ran.code, 1, "{line}: {ran:?}");
        assert_eq!(
            ran.messages,
            "This is what had been entered by 3 May 2021; nothing can be changed here. \
             Leave --as-known out to change something.\n",
            "{line}"
        );
    }
    assert_eq!(desk.run("history --format json"), before);
}

#[test]
fn a_day_that_cannot_be_shown_says_why() {
    let (_folder, mut desk) = lived();
    for (day, code, words) in [
        (
            "2021-08-21",
            2,
            "--as-known: 21 August 2021 has not come yet",
        ),
        ("2021-08-21", 2, "Take a day up to 20 August 2021."),
        ("soon", 2, "--as-known: "),
        ("2021-05", 2, "it takes one day"),
        (
            "2021-02-28",
            0,
            "Nothing had been entered by 28 February 2021: the first entry was made on 1 March 2021.",
        ),
    ] {
        let ran = desk.run(&format!("due --as-known {day}"));
        assert_eq!(ran.code, code, "{day}: {ran:?}");
        assert!(ran.messages.contains(words), "{day}: {ran:?}");
    }
    let mut empty = Desk::empty("2021-08-20");
    let ran = empty.run("due --as-known 2021-08-20");
    assert!(
        ran.messages.contains("Nothing has been entered yet."),
        "{ran:?}"
    );
}

#[test]
fn it_is_reckoned_for_today_unless_another_day_is_asked_for() {
    let (_folder, mut desk) = lived();
    let known = desk.run("due --as-known 2021-03-01 --format json").data;
    let mut early = Desk::demo("2021-08-20");
    assert_eq!(known, early.run("due --format json").data);
}

#[test]
fn what_was_true_on_a_day_is_what_every_command_that_reads_says() {
    let (_folder, mut desk) = lived();
    for (line, there, not_there) in [
        (
            "agreement list --as-of 2014-01-20",
            "not yet",
            "by September",
        ),
        (
            "action show 2 --as-of 2014-01-20",
            "31 January 2014",
            "Closed",
        ),
        ("action show 2 --as-of 2021-05-05", "5 May 2021", "Xyz"),
        ("action list --as-of 2014-01-12", "There is no", "Circulate"),
        ("action list --as-of 2014-01-14", "Circulate", "17 January"),
        ("action list --as-of 2014-01-17", "17 January", "5 May"),
        ("meeting show 1 --as-of 2014-01-12", "confirmed", "held"),
        ("meeting show 1 --as-of 2014-01-13", "held", "confirmed"),
        ("contact list --as-of 2014-01-20", "B Sample", "A Sample"),
        ("status --as-of 2014-01-20", "20 January 2014", "2021"),
        (
            "agreement show 2 --as-of 2019-01-30",
            "22 January 2019",
            "1 February 2019",
        ),
        (
            "organisation list --as-of 2014-01-20 --as-known 2021-03-02",
            "Monitor",
            "Newcomers",
        ),
    ] {
        let ran = desk.run(line);
        let said = ran.data + &ran.messages;
        assert_eq!(ran.code, 0, "{line}: {said}");
        assert!(said.contains(there), "{line}: {said}");
        assert!(!said.contains(not_there), "{line}: {said}");
    }
}
