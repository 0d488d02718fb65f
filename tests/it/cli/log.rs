//! The action log, its summary, and progress.

use insta::assert_snapshot;

use super::harness::Desk;

fn data(desk: &mut Desk, line: &str) -> String {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran.data
}

#[test]
fn the_log_of_a_forum_has_state_age_origin_and_progress() {
    let mut desk = Desk::demo("2014-02-20");
    let ran = desk.run("action progress 2 'Asked them again' --on 2014-02-10");
    assert!(
        ran.messages.starts_with("Noted progress on action 2."),
        "{}",
        ran.messages
    );
    data(
        &mut desk,
        "action edit 2 --doer 'A Sample' --post 'Registrar' --item 3",
    );
    let log = data(
        &mut desk,
        "action log --forum 'Chief Executives' --format csv",
    );
    assert_snapshot!(log);
}

#[test]
fn the_log_is_narrowed_to_owner_open_overdue_and_what_was_closed() {
    let mut desk = Desk::demo("2014-02-20");
    for (options, expected) in [
        ("", &["1", "2", "3", "4"][..]),
        ("--open", &["2", "3", "4"]),
        ("--overdue", &["2"]),
        ("--owner GMC", &["2"]),
        ("--owner GMC --open", &["2"]),
        ("--owner CQC --open", &[]),
        ("--closed-since last", &["1"]),
        ("--closed-since 2014-01-18", &[]),
        ("--closed-since 2014-01-17", &["1"]),
    ] {
        let log = data(&mut desk, &format!("action log {options} --format plain"));
        let numbers: Vec<&str> = log
            .lines()
            .filter_map(|line| line.split('\t').next())
            .collect();
        assert_eq!(numbers, expected, "{options}");
    }
}

#[test]
fn what_is_reserved_is_a_number_on_the_public_log_and_is_counted_for_members_only() {
    let mut desk = Desk::demo("2014-02-20");
    data(&mut desk, "action edit 2 --reserved 'It names a provider.'");
    for format in ["table", "plain", "csv", "json", "md", "html"] {
        for options in ["", "--open", "--overdue", "--owner GMC"] {
            let line = format!("action log {options} --format {format}");
            let log = data(&mut desk, &line);
            assert!(!log.contains("Send the"), "{line}: {log}");
            assert!(!log.contains("GMC"), "{line}: {log}");
        }
        let log = data(
            &mut desk,
            &format!("action log --for members --format {format}"),
        );
        assert!(log.contains("two examples"), "{log}");
    }
    let log = data(&mut desk, "action log");
    assert!(log.contains("Reserved action"), "{log}");
    let public = data(&mut desk, "action summary");
    assert!(!public.contains("General Medical Council"), "{public}");
    let members = data(&mut desk, "action summary --for members");
    assert!(members.contains("General Medical Council"), "{members}");
}

#[test]
fn each_organisation_is_told_what_it_has_open_overdue_and_closed() {
    let mut desk = Desk::demo("2014-02-20");
    data(&mut desk, "action close 2 --on 2014-02-01");
    assert_snapshot!(data(&mut desk, "action summary --forum 'Chief Executives'"));
    let json = data(&mut desk, "action summary --format json");
    assert!(json.contains("\"closed_on_time\": 1"), "{json}");
    assert!(json.contains("\"closed_late\": 1"), "{json}");
}

#[test]
fn progress_is_refused_where_there_is_nothing_to_note() {
    let mut desk = Desk::demo("2014-02-20");
    for (line, words) in [
        ("action progress 1 'More'", "is closed already"),
        ("action progress 2 ' '", "Progress needs words"),
        (
            "action progress 2 'More' --on 2014-02-21",
            "has not come yet",
        ),
        ("action progress 99 'More'", "There is no action 99."),
    ] {
        let ran = desk.run(line);
        assert_ne!(ran.code, 0, "{line}");
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}
