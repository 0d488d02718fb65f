//! A meeting recorded: attendance, items, actions; its action note or minutes; dated notes beside them.

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

#[test]
fn a_meeting_is_recorded_by_commands_and_taken_back_step_by_step() {
    let mut desk = Desk::demo("2014-01-20");
    let before = desk.session.register().clone();
    let steps = [
        ("meeting attend last all-present", "Noted the attendance of"),
        ("meeting attend last apologies Monitor", "Monitor apologies"),
        (
            "meeting attend last deputy GMC --name 'Dr A Smith' --stands-for 'B Jones'",
            "Dr A Smith, GMC, for B Jones deputy",
        ),
        (
            "meeting attend last attending --name 'R Taylor' --for-item 4",
            "R Taylor in attendance",
        ),
        ("item defer last/5", "Deferred item"),
        (
            "item discuss last/4 --outcome 'Members noted what each had seen.'",
            "Noted what came of item",
        ),
        (
            "action agree last '! CQC share the draft by 3 April' --item 4",
            "Added action 5 \"Share the draft\"",
        ),
        (
            "action agree last forum members reply next meeting",
            "Added action 6",
        ),
        ("action reply 6 GMC", "Noted the reply of GMC to action 6"),
    ];
    for (line, words) in steps {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
    assert_snapshot!(desk.run("note show last").data);
    for (line, _) in steps.iter().rev() {
        assert_eq!(desk.run("undo").code, 0, "{line}");
    }
    assert!(*desk.session.register() == before);
}

#[test]
fn what_cannot_be_noted_is_refused_with_a_reason() {
    let mut desk = Desk::demo("2014-01-20");
    for (line, code, words) in [
        ("meeting attend last here GMC", 1, "is not one of: present"),
        ("meeting attend last present", 2, "Say who"),
        (
            "meeting attend last present GMC CQC --name Ann",
            2,
            "one person",
        ),
        (
            "meeting attend last present Nobody",
            3,
            "There is no organisation",
        ),
        ("meeting attend last deputy GMC", 1, "A deputy has a name"),
        (
            "meeting attend last attending GMC --for-item 99",
            3,
            "no item \"99\"",
        ),
        ("item discuss last/4", 1, "marked as discussed already"),
        ("item discuss last/4 last/5 --outcome Noted", 2, "one item"),
        ("item defer last/99", 3, "no item \"99\""),
        ("action agree last !", 1, "Say what is to be done"),
        ("action reply 2 GMC", 1, "waits for no reply of GMC"),
        ("note receive last", 1, "issued, not received"),
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn what_is_noted_of_a_reserved_item_is_not_told_to_the_public() {
    let mut desk = Desk::demo("2014-01-20");
    let ran = desk.run("item add --meeting last --title 'canary matter' --reserved canary");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let item = ran.data.trim().to_owned();
    let added = desk.session.register().items.iter().last();
    let number = added
        .and_then(|one| one.number.clone())
        .expect("it has one");
    for line in [
        format!("item discuss {item}"),
        format!("item discuss {item} --outcome 'canary words'"),
        format!("action agree last 'CQC send the canary deed' --item {number}"),
        format!("meeting attend last attending --name 'canary visitor' --for-item {number}"),
    ] {
        let ran = desk.run(&line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        assert!(!ran.messages.contains("canary"), "{line}: {}", ran.messages);
    }
    for format in ["text", "md", "html"] {
        let line = format!("note show last --format {format}");
        let public = desk.run(&line).data;
        assert!(!public.contains("canary"), "{public}");
        assert!(public.contains("Reserved item"), "{public}");
        let members = desk.run(&format!("{line} --for members")).data;
        assert!(members.contains("canary deed"), "{members}");
    }
}
