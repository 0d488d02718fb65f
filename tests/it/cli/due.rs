//! What is due, as people and as programs read it.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn everything_due_stands_in_sections_most_urgent_first() {
    let ran = Desk::demo("2021-08-20").run("due");
    assert_eq!(ran.code, 0);
    assert_snapshot!(ran.data);
}

#[test]
fn a_review_by_september_is_overdue_by_a_day_on_1_october() {
    let mut desk = Desk::demo("2021-10-01");
    let ran = desk.run("due --kind review --format json --exit-code");
    assert_eq!(ran.code, 10);
    let lines: serde_json::Value = serde_json::from_str(&ran.data).expect("JSON");
    assert_eq!(lines[0]["days"], -1);
    assert_eq!(lines[0]["state"], "overdue");
    assert_eq!(lines[0]["due"]["precision"], "month");
    assert_eq!(lines[0]["due"]["sense"], "by");
    assert_eq!(lines[0]["due"]["first"], "2021-09-01");
    assert_eq!(lines[0]["due"]["last"], "2021-09-30");
    assert_eq!(lines[0]["entry"]["reference"], "cqc-adass-jwp-2019");
}

#[test]
fn in_january_2014_the_forum_has_one_meeting_held_one_fixed_and_one_to_fix() {
    let ran = Desk::demo("2014-01-20").run("due");
    assert_snapshot!(ran.data);
}

#[test]
fn a_day_is_looked_at_whatever_the_clock_says() {
    let mut desk = Desk::demo("2026-11-22");
    for (line, found, missing) in [
        ("due --within 30d --kind contact,review", "", "LATER"),
        ("due --kind to-fix", "meetings still to fix", "review"),
        ("status", "overdue", "no date"),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}");
        assert!(ran.data.contains(found), "{line}: {}", ran.data);
        assert!(!ran.data.contains(missing), "{line}: {}", ran.data);
    }
}

#[test]
fn each_format_says_the_same_lines() {
    let mut desk = Desk::demo("2021-08-20");
    for format in ["table", "plain", "csv", "json", "md", "html"] {
        let ran = desk.run(&format!("due --format {format}"));
        assert_eq!(ran.code, 0, "{format}");
        assert!(
            ran.data.contains("Joint Working Protocol"),
            "{format}: {}",
            ran.data
        );
    }
    assert_snapshot!(desk.run("due --format plain --kind review").data);
}

#[test]
fn nothing_due_is_said_and_prints_nothing() {
    let ran = Desk::empty("2021-08-20").run("due");
    assert_eq!(
        (ran.data.as_str(), ran.messages.as_str(), ran.code),
        ("", "Nothing is due.\n", 0)
    );
}

#[test]
fn a_line_put_off_stands_in_later_with_its_day() {
    let mut desk = Desk::demo("2021-08-20");
    let ran =
        desk.run("reminder set review cqc-adass-jwp-2019 --until 2021-09-15 --note 'ADASS knows'");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let line = |desk: &mut Desk| {
        let lines = desk
            .run("due --kind review --format json --for secretariat")
            .data;
        serde_json::from_str::<serde_json::Value>(&lines).expect("JSON")[0].clone()
    };
    let held = line(&mut desk);
    assert_eq!(held["section"], "later");
    assert_eq!(held["reminder"]["note"], "ADASS knows");
    assert_eq!(held["days"], 41);
    desk.run("reminder clear review cqc-adass-jwp-2019");
    assert_eq!(line(&mut desk)["section"], "due soon");
}
