//! Action notes and minutes, shown and exported; dated notes beside them.

use insta::assert_snapshot;

use super::harness::Desk;

#[test]
fn the_action_note_of_the_last_meeting_of_a_forum_is_shown() {
    let mut desk = Desk::demo("2014-01-20");
    let shown = desk.run("note show last --forum 'Chief Executives'");
    assert_eq!(shown.code, 0, "{}", shown.messages);
    assert_snapshot!(shown.data);
    for again in ["note show", "note show forum-2014-01-13", "note show 1"] {
        assert_eq!(desk.run(again).data, shown.data, "{again}");
    }
    let ran = desk.run("note show 2013-01-13");
    assert_eq!(ran.code, 3, "{}", ran.messages);
}

#[test]
fn a_dated_note_is_shown_where_that_is_said() {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run("note show note 1");
    assert_eq!(ran.code, 2, "it is for the Secretariat: {}", ran.messages);
    let ran = desk.run("note show note 1 --for secretariat");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert!(ran.data.contains("About:"), "{}", ran.data);
    let made = desk.run("note add --about 'meeting 1' --text 'They rang'");
    assert_eq!(made.code, 0, "{}", made.messages);
    let shown = desk.run(&format!(
        "note show note {} --for secretariat",
        made.data.trim()
    ));
    assert!(shown.data.contains("They rang"), "{}", shown.data);
    let record = desk.run("note show forum-2014-01-13 --for secretariat");
    assert!(
        record.data.contains("INTERNAL: They rang"),
        "{}",
        record.data
    );
    let public = desk.run("note show forum-2014-01-13");
    assert!(!public.data.contains("They rang"), "{}", public.data);
}

#[test]
fn a_record_that_is_not_for_the_public_says_so_in_name_and_title() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut desk = Desk::demo("2021-08-20");
    for (ending, title) in [
        ("html", "<title>MEMBERS ONLY: Action note: "),
        ("md", "# MEMBERS ONLY: Action note: "),
    ] {
        let path = folder.path().join(format!("note.{ending}"));
        let line = format!(
            "note export forum-2014-01-13 --for members -o '{}'",
            path.display()
        );
        let ran = desk.run(&line);
        assert_eq!(ran.code, 0, "{}", ran.messages);
        let name = format!("note-MEMBERS-ONLY.{ending}");
        let text = std::fs::read_to_string(folder.path().join(name)).expect("the marked name");
        assert!(text.contains(title), "{text}");
        assert_eq!(desk.run(&line).code, 1, "it is not written over");
    }
}
