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
            "name a file: -o",
        ),
        (
            "agreement show cqc-adass-jwp-2019 --format pdf",
            "name a file: -o",
        ),
        ("agreement list --format pdf", "A list is written as"),
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
