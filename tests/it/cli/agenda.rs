//! Agendas, shown and exported.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn the_next_agenda_of_a_forum_is_shown() {
    let ran = Desk::demo("2014-01-20").run("agenda show next --forum 'Chief Executives'");
    assert_snapshot!(ran.data);
}

#[test]
fn next_is_refused_with_names_where_several_forums_have_one() {
    let mut desk = Desk::demo("2014-01-20");
    let ran = desk.run("agenda show last");
    assert_eq!(ran.code, 0, "one forum had met by then: {}", ran.messages);
    let ran = Desk::demo("2021-08-20").run("agenda show last");
    assert_eq!(ran.code, 1);
    assert!(
        ran.messages.contains("fits more than one meeting"),
        "{}",
        ran.messages
    );
}

#[test]
fn a_meeting_is_named_by_number_date_or_reference() {
    let mut desk = Desk::demo("2021-08-20");
    let expected = desk.run("agenda show forum-2014-01-13").data;
    assert!(expected.contains("Monday 13 January 2014"), "{expected}");
    for name in [
        "1",
        "2014-01-13",
        "'13 January 2014'",
        "'Monday 13 January 2014'",
    ] {
        assert_eq!(
            desk.run(&format!("agenda show {name}")).data,
            expected,
            "{name}"
        );
    }
    let ran = desk.run("agenda show 2013-01-13");
    assert_eq!(ran.code, 3, "{}", ran.messages);
}

#[test]
fn an_export_goes_into_a_file_that_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut desk = Desk::demo("2021-08-20");
    for (ending, words) in [
        ("md", "# Agenda"),
        ("txt", "====="),
        ("html", "<html lang=\"en-GB\">"),
    ] {
        let path = folder.path().join(format!("agenda.{ending}"));
        let line = format!("agenda export forum-2014-01-13 -o '{}'", path.display());
        assert_eq!(desk.run(&line).code, 0, "{ending}");
        let text = std::fs::read_to_string(&path).expect("it was written");
        assert!(text.contains(words), "{text}");
        assert!(text.contains("Matters arising"), "{text}");
        let again = desk.run(&line);
        assert_eq!(again.code, 1);
        assert!(again.messages.contains("--force"), "{}", again.messages);
        assert_eq!(desk.run(&format!("{line} --force")).code, 0);
    }
    let ran = desk.run("agenda export forum-2014-01-13 -o agenda.xyz");
    assert_eq!(ran.code, 2);
}

#[test]
fn a_pdf_goes_into_a_file_and_never_to_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut desk = Desk::demo("2021-08-20");
    for (line, name) in [
        ("agenda export forum-2014-01-13", "agenda.pdf"),
        ("agenda show forum-2014-01-13 --format pdf", "agenda.out"),
        ("agreement show cqc-adass-jwp-2019", "agreement.pdf"),
    ] {
        let path = folder.path().join(name);
        let ran = desk.run(&format!("{line} -o '{}'", path.display()));
        assert_eq!(ran.code, 0, "{}", ran.messages);
        let bytes = std::fs::read(&path).expect("it was written");
        assert!(bytes.starts_with(b"%PDF-"), "{line}");
    }
    for (line, words) in [
        (
            "agenda show forum-2014-01-13 --format pdf",
            "name a file with -o",
        ),
        (
            "agreement show cqc-adass-jwp-2019 --format pdf",
            "name a file with -o",
        ),
        ("agreement list --format pdf", "name a file with -o"),
    ] {
        let ran = desk.run(line);
        assert_eq!((ran.data.as_str(), ran.code), ("", 2), "{line}");
        assert!(ran.messages.contains(words), "{}", ran.messages);
    }
}

#[test]
fn what_is_not_for_the_public_says_so_in_name_and_title() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut desk = Desk::demo("2021-08-20");
    let path = folder.path().join("agenda.html");
    let ran = desk.run(&format!(
        "agenda export forum-2014-01-13 --for members -o '{}'",
        path.display()
    ));
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let text = std::fs::read_to_string(folder.path().join("agenda-MEMBERS-ONLY.html"))
        .expect("the marked name");
    assert!(text.contains("<title>MEMBERS ONLY: "), "{text}");
}

/// An agenda of HFEA's Authority as published for 15 March 2017, by its durations; the last one is a sample.
fn authority(minutes: &str) -> Desk {
    let mut desk = Desk::empty("2017-03-01");
    for line in [
        "forum add --name Authority --item-numbers '' --paper-numbers 'HFEA ({dd}/{mm}/{yy}) {count}'",
        "meeting add --forum 1 --on 2017-03-15 --start 12:45 --end 17:00 --state confirmed",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    for (minutes, item) in minutes.split_whitespace().zip(1..) {
        let line = match item {
            10 => format!("agenda break 1 --after 9 --minutes {minutes}"),
            item => format!("item add --meeting 1 --title 'Item {item}' --minutes {minutes}"),
        };
        let ran = desk.run(&line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    desk
}

const MINUTES: &str = "5 5 10 15 10 15 20 30 15 10 35 40 15 15 15";

#[test]
fn an_agenda_entered_by_durations_has_the_times_of_its_source() {
    let mut desk = authority(MINUTES);
    let ran = desk.run("agenda show 1 --times --format plain");
    let starts: Vec<&str> = ran
        .data
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    let expected = "12:45pm 12:50pm 12:55pm 1:05pm 1:20pm 1:30pm 1:45pm 2:05pm 2:35pm 2:50pm 3pm 3:35pm 4:15pm \
        4:30pm 4:45pm";
    assert_eq!(starts.join(" "), expected);
    assert_eq!(ran.messages, "The agenda ends 5pm, just in time.\n");
    // The break takes no number.
    let numbers: Vec<&str> = ran
        .data
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(numbers.join(" "), "1 2 3 4 5 6 7 8 9  10 11 12 13 14");
    assert_snapshot!(desk.run("agenda show 1 --times").data);
    let text = desk.run("agenda show 1 --for secretariat").data;
    assert!(
        text.contains("2:05pm") && text.contains("The agenda ends 5pm"),
        "{text}"
    );
    let public = desk.run("agenda show 1").data;
    assert!(
        public.contains("2:05pm") && !public.contains("ends 5pm"),
        "{public}"
    );
}

#[test]
fn twenty_minutes_more_are_twenty_minutes_over() {
    let mut desk = authority(&MINUTES.replace("30 15 10", "50 15 10"));
    let ran = desk.run("agenda show 1 --times --format json");
    let json: serde_json::Value = serde_json::from_str(&ran.data).expect("JSON");
    assert_eq!(json["ends"], "17:20");
    assert_eq!(json["minutes_over"], 20);
    assert_eq!(json["words"], "ends 5:20pm, 20 minutes over");
}

#[test]
fn items_are_moved_and_put_under_others_and_refused_where_they_cannot_be() {
    let mut desk = authority("5 5 5");
    for (line, code, words) in [
        ("item move 1 up", 1, "It stands first already."),
        (
            "item move 3 up",
            0,
            "Moved item 3 \"Item 3\". `secretariat undo` takes it back.",
        ),
        ("item move 1 to 3", 0, "Moved item 1"),
        ("item move 1 down", 1, "It stands last already."),
        ("item indent 2", 0, "Made item 2 \"Item 2\" a sub-item"),
        (
            "item indent 2",
            1,
            "It is a sub-item already; move it up or down",
        ),
        (
            "item outdent 3",
            1,
            "It is an item of its own already; choose one",
        ),
        (
            "item section 1 --name 'Part Two'",
            0,
            "into the section \"Part Two\"",
        ),
        ("item move 99 up", 3, "99"),
        (
            "agenda break 1 --after 7",
            3,
            "The agenda has no item \"7\"; it has 1, 1.1, 2.",
        ),
        ("agenda renumber 1", 1, "numbered in their order already"),
        ("item move 1 up -n", 0, "dry run"),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
    let plain = desk.run("agenda show 1 --times --format plain").data;
    let shown: Vec<String> = plain
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            format!("{} {}", cells[0], cells[3])
        })
        .collect();
    assert_eq!(shown, ["1 Item 3", "1.1 Item 2", "2 Item 1"]);
}

#[test]
fn the_next_agenda_of_the_forum_is_proposed_pruned_and_built_as_one_change() {
    let mut desk = Desk::demo("2014-01-20");
    let before = desk.session.register().clone();
    desk.run("meeting add --forum 1 --on 2014-07-10 --state planned");
    let forum = "--forum 'Chief Executives'";
    let meeting = "2014-07-10";
    let shown = desk.run(&format!("agenda build {meeting} {forum} -n"));
    assert_eq!(shown.code, 0, "{}", shown.messages);
    assert!(shown.messages.contains("dry run"), "{}", shown.messages);
    assert_snapshot!(shown.data);
    let bad = desk.run(&format!("agenda build {meeting} {forum} --without 99"));
    assert_eq!((bad.code, bad.data.as_str()), (3, ""));
    let ran = desk.run(&format!("agenda build {meeting} {forum} --without 1"));
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert!(
        ran.messages.contains("Built the agenda of"),
        "{}",
        ran.messages
    );
    let text = desk.run(&format!("agenda show {meeting} {forum}")).data;
    assert!(text.contains("Any other business"), "{text}");
    let left = desk.run(&format!("agenda build {meeting} {forum} -n --format json"));
    let left: serde_json::Value = serde_json::from_str(&left.data).expect("JSON");
    assert!(
        left.as_array()
            .is_some_and(|all| all.iter().any(|one| one["number"] == 1))
    );
    assert_eq!(desk.run("undo 2").code, 0);
    assert!(
        *desk.session.register() == before,
        "undo takes all of it back"
    );
}

#[test]
fn a_reserved_item_is_carried_without_a_word_of_it_in_the_public_proposal() {
    let mut desk = authority("5");
    for line in [
        "item add --meeting 1 --title 'Closing of Larchwood' --reserved 'Names a provider' --state deferred",
        "meeting edit 1 --state held",
        "meeting add --forum 1 --on 2017-05-10 --state planned",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    let ran = desk.run("agenda build 2 --all");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert!(
        !ran.data.contains("Larchwood") && !ran.messages.contains("Larchwood"),
        "{ran:?}"
    );
    for format in ["text", "md", "html"] {
        let public = desk.run(&format!("agenda show 2 --format {format}")).data;
        assert!(
            !public.contains("Larchwood") && public.contains("Reserved item"),
            "{public}"
        );
    }
    let members = desk.run("agenda show 2 --for members").data;
    assert!(
        members.contains("Closing of Larchwood") && members.contains("Names a provider"),
        "{members}"
    );
}

#[test]
fn the_secretariats_agenda_has_its_notes_and_papers_have_their_links() {
    let mut desk = authority("5 5");
    for line in [
        "item edit 1 --paper 'HFEA (15/03/17) 826' --paper-link https://example.org/826.pdf --paper-state late",
        "item edit 2 --paper-link https://example.org/secret.pdf --reserved 'Not yet'",
        "note add --about 'item 1' --text 'They rang about it' --on 2017-02-20",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    let public = desk.run("agenda show 1 --format md").data;
    assert!(
        public.contains("https://example.org/826.pdf") && public.contains("Late paper"),
        "{public}"
    );
    assert!(
        !public.contains("secret") && !public.contains("rang"),
        "{public}"
    );
    let members = desk.run("agenda show 1 --format md --for members").data;
    assert!(
        members.contains("secret.pdf") && !members.contains("rang"),
        "{members}"
    );
    let internal = desk.run("agenda show 1 --for secretariat").data;
    assert!(
        internal.contains("INTERNAL, 20 February 2017: They rang about it"),
        "{internal}"
    );
}

#[test]
fn an_item_is_added_before_what_closes_the_agenda_unless_a_place_is_said() {
    let mut desk = authority("5 5");
    for (line, expected) in [
        (
            "item add --meeting 1 --title 'Any other business'",
            "Item 1, Item 2, Any other business",
        ),
        (
            "item add --meeting 1 --title 'Date of next meeting'",
            "Item 1, Item 2, Any other business, Date of next meeting",
        ),
        (
            "item add --meeting 1 --title Budget",
            "Item 1, Item 2, Budget, Any other business, Date of next meeting",
        ),
        (
            "agenda break 1 --title Lunch --minutes 30",
            "Item 1, Item 2, Budget, Lunch, Any other business, Date of next meeting",
        ),
        (
            "item add --meeting 1 --title 'Thanks to the Chair' --position 7",
            "Item 1, Item 2, Budget, Lunch, Any other business, Date of next meeting, Thanks to the Chair",
        ),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        let json = desk.run("agenda show 1 --times --format json").data;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let items = json["lines"].as_array().expect("lines").iter();
        let titles: Vec<&str> = items.filter_map(|one| one["title"].as_str()).collect();
        assert_eq!(titles.join(", "), expected, "{line}");
    }
}
