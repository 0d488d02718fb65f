//! Planning a forum's year, and what becomes of a meeting.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn the_forums_year_of_three_is_short_of_one_on_a_monday_or_a_thursday() {
    let mut desk = Desk::demo("2014-01-20");
    let ran = desk.run("meeting plan Chief Executives --year 2014");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_snapshot!(ran.data + &ran.messages);
    let ran = desk.run("meeting plan Chief Executives --year 2014 --accept --dry-run");
    assert!(
        ran.messages
            .ends_with("(Nothing was changed: this was a dry run.)\n")
    );
    let ran = desk.run("meeting plan Chief Executives --year 2014 --yes");
    let planned = "Planned 1 meeting of Chief Executives Health and Social Care Regulatory Forum.";
    assert!(ran.messages.contains(planned), "{}", ran.messages);
    let ran = desk.run("meeting plan Chief Executives --accept");
    assert!(
        ran.messages.contains("so there is nothing to accept"),
        "{}",
        ran.messages
    );
    let due = desk.run("due --kind to-fix").data;
    assert!(!due.contains("Chief Executives"), "{due}");
    assert!(
        desk.run("undo")
            .messages
            .contains("Took back: Planned 1 meeting")
    );
    let due = desk.run("due --kind to-fix").data;
    assert!(due.contains("1 meeting still to fix"), "{due}");
}

#[test]
fn the_local_meetings_are_never_further_apart_than_two_months() {
    let mut desk = Desk::demo("2019-02-01");
    let ran = desk.run("meeting plan local --year 2019");
    assert_snapshot!(ran.data + &ran.messages);
}

#[test]
fn the_dates_proposed_are_moved_added_and_dropped_before_they_are_accepted() {
    let mut desk = Desk::demo("2021-08-20");
    let line = "meeting plan local --year 2021 --format plain";
    for (options, rows, words) in [
        (
            "",
            3,
            "the longest gap is 895 days, from 1 February 2019 to 15 July 2021",
        ),
        (
            "--drop 2021-11-04",
            2,
            "one more is needed by 9 November 2021",
        ),
        (
            "--move 2021-11-04=2021-11-05 --add 2021-12-27",
            4,
            "allowed: 2 months",
        ),
    ] {
        let ran = desk.run(&format!("{line} {options}"));
        assert_eq!(ran.data.lines().count(), rows, "{options}: {}", ran.data);
        assert!(ran.messages.contains(words), "{options}: {}", ran.messages);
    }
    let ran = desk.run(&format!("{line} --add 2021-12-27"));
    assert!(
        ran.data
            .contains("your own date; Christmas Day (substitute day)")
    );
    for (options, code, words) in [
        (
            "--drop 2021-11-05",
            1,
            "Friday 5 November 2021 is not among the dates",
        ),
        (
            "--add 2022-01-06",
            1,
            "Thursday 6 January 2022 is not in 2021",
        ),
        (
            "--add 2021-09-09",
            1,
            "There is a meeting on Thursday 9 September 2021",
        ),
        ("--add 2021-11-04", 1, "is proposed already"),
        ("--add 'by September 2021'", 1, "is not one day"),
        (
            "--move 2021-11-04",
            2,
            "write the old date, =, and the new one",
        ),
    ] {
        let ran = desk.run(&format!("{line} {options}"));
        assert_eq!(ran.code, code, "{options}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{options}: {}", ran.messages);
    }
}

#[test]
fn a_plan_is_data_for_programs_too() {
    let mut desk = Desk::demo("2014-01-20");
    let ran = desk.run("meeting plan Chief --format json");
    assert_snapshot!(ran.data);
    let ran = desk.run("meeting plan Chief --format csv");
    assert!(
        ran.data
            .contains("\nproposed,Monday 4 August 2014,CQC,CQC,"),
        "{}",
        ran.data
    );
}

#[test]
fn a_forum_without_a_number_is_told_how_to_get_one() {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run("forum edit local --cadence 'no number'");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let ran = desk.run("meeting plan local");
    assert_eq!(ran.code, 1);
    assert!(ran.messages.contains("--cadence"), "{}", ran.messages);
}

#[test]
fn a_meeting_is_confirmed_moved_held_and_called_off() {
    let mut desk = Desk::demo("2021-08-20");
    let name = "CQC-ADASS local information sharing meetings";
    for (line, code, words) in [
        ("hold next --forum local", 1, "has not come yet".to_owned()),
        (
            "confirm next --forum local",
            1,
            "is confirmed already".to_owned(),
        ),
        (
            "postpone next --forum local --to '23 Sep 2021'",
            0,
            format!("Moved to Thursday 23 September 2021: {name}, Thursday 9 September 2021."),
        ),
        (
            "confirm 2021-09-23",
            0,
            format!("Confirmed: {name}, Thursday 23 September 2021."),
        ),
        (
            "postpone 2021-09-23 -n",
            0,
            "Nothing was changed".to_owned(),
        ),
        ("postpone 2021-09-23", 0, format!("Postponed: {name}")),
        (
            "cancel 2021-09-23 last --forum local",
            1,
            "has been held".to_owned(),
        ),
        ("cancel 2021-09-23", 0, format!("Cancelled: {name}")),
        ("hold 2021-09-23", 1, "is cancelled".to_owned()),
    ] {
        let ran = desk.run(&format!("meeting {line}"));
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(&words), "{line}: {}", ran.messages);
    }
    let shown = desk.run("meeting show 2021-09-23 --format json").data;
    assert!(
        shown.contains("2021-09-09"),
        "it remembers where it moved from: {shown}"
    );
}

#[test]
fn a_meeting_past_its_day_is_marked_as_held() {
    let mut desk = Desk::demo("2021-09-10");
    let ran = desk.run("due --kind meeting");
    assert!(ran.data.contains("1 day overdue"), "{}", ran.data);
    assert_eq!(desk.run("meeting hold 2021-09-09").code, 0);
    let ran = desk.run("due --kind meeting");
    assert!(!ran.data.contains("1 day overdue"), "{}", ran.data);
}
