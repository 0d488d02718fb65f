//! Chasing: two bodies that owe papers, returns and actions get a message each, and what was sent is kept.

use insta::assert_snapshot;

use super::harness::Desk;

/// The sample data in January 2014, with returns asked for and papers expected for the meeting of April.
fn desk() -> Desk {
    let mut desk = Desk::demo("2014-01-20");
    for line in [
        "returns ask 2014-04-03 --on 2014-01-14",
        "paper expect 4 --meeting 2014-04-03 --from GMC",
        "paper expect 5 --meeting 2014-04-03 --from Monitor",
        "contact add --name 'Dr A Smith' --post 'Chief Executive' --organisation GMC --email a.smith@gmc.example",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    desk
}

#[test]
fn who_owes_what_is_listed_before_anybody_is_chased() {
    let ran = desk().run("chase");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_snapshot!(ran.data);
}

#[test]
fn two_bodies_get_a_message_each_and_stand_under_waiting_for_with_the_day() {
    let mut desk = desk();
    let ran = desk.run("chase GMC Monitor --sent");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    assert_snapshot!(ran.data);
    assert!(
        ran.messages.contains("Chased GMC, Monitor for 6 things"),
        "{}",
        ran.messages
    );
    assert_snapshot!(desk.run("due --kind action,papers,returns").data);
    let again = desk.run("chase GMC --sent --on 2014-01-19");
    assert_eq!(again.code, 0, "{}", again.messages);
    let json = desk.run("due --kind papers --format json").data;
    let lines: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let of = |reference: &str| {
        let lines = lines.as_array().expect("lines").iter();
        let found = lines.filter(|line| line["owner"] == reference);
        found
            .map(|line| line["waiting_for"].clone())
            .next()
            .expect("a line of theirs")
    };
    assert_eq!(of("GMC")["chased"], 2);
    assert_eq!(of("GMC")["last"], "2014-01-20");
    assert_eq!(of("Monitor")["chased"], 1);
    assert_eq!(desk.run("undo 2").code, 0);
    assert!(!desk.run("due").data.contains("chased once"));
}

#[test]
fn it_is_asked_whether_they_are_sent_and_no_is_kept_as_nothing() {
    for (typed, is_kept) in [(&b"y\n"[..], true), (b"n\n", false), (b"\n", false)] {
        let mut desk = desk();
        let ran = desk.answering("chase GMC", typed);
        assert_eq!(ran.code, 0, "{}", ran.messages);
        assert!(
            ran.messages.contains("Is the message sent"),
            "{}",
            ran.messages
        );
        let due = desk.run("due").data;
        assert_eq!(
            due.contains("chased once, on 20 January 2014"),
            is_kept,
            "{due}"
        );
    }
    let ran = desk().run("chase GMC");
    assert!(ran.messages.contains("--sent"), "{}", ran.messages);
    assert_eq!(ran.code, 0);
}

#[test]
fn what_cannot_be_chased_is_said() {
    for (line, code, sentence) in [
        ("chase CQC", 1, "CQC owes nothing.\nNothing is owed"),
        ("chase Nobody", 3, ""),
        (
            "chase GMC --sent --on 2014-01-21",
            1,
            "21 January 2014 has not come yet",
        ),
        ("chase --meeting 2014-01-13", 1, "Nothing is owed"),
        ("chase --meeting 2014-04-03 -n --sent", 0, "Chased"),
    ] {
        let ran = desk().run(line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(sentence), "{line}: {}", ran.messages);
    }
}

#[test]
fn drafts_of_e_mails_are_written_into_a_folder_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = format!("chase GMC Monitor -o {}", folder.path().display());
    let mut desk = desk();
    let ran = desk.run(&line);
    assert_eq!((ran.code, ran.data.as_str()), (0, ""), "{}", ran.messages);
    let names = ["chase-gmc-2014-01-20.eml", "chase-monitor-2014-01-20.eml"];
    for name in names {
        let text = std::fs::read_to_string(folder.path().join(name)).expect("it was written");
        assert!(text.starts_with("X-Unsent: 1\r\n"), "{text}");
        assert_eq!(
            text.contains("a.smith@gmc.example"),
            name == names[0],
            "{text}"
        );
    }
    let again = desk.run(&line);
    assert_eq!(again.code, 1, "{}", again.messages);
}

#[test]
fn no_word_of_what_is_reserved_is_in_a_message_its_name_its_listing_or_its_label() {
    const CANARY: &str = "Canary";
    let mut desk = desk();
    for line in [
        format!("item edit 12 --title '{CANARY} item' --reserved '{CANARY} reason'"),
        format!(
            "action add --text '{CANARY} action' --meeting 2014-01-13 --owner GMC --reserved '{CANARY} why'"
        ),
        "paper expect 12 --from GMC".to_owned(),
    ] {
        let ran = desk.run(&line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut said = String::new();
    for line in [
        "chase".to_owned(),
        "chase GMC".to_owned(),
        "chase GMC --sent".to_owned(),
        format!("chase GMC -o {}", folder.path().display()),
        "due".to_owned(),
        "due --format json".to_owned(),
        "due --format csv".to_owned(),
        "status".to_owned(),
        "returns 2014-04-03".to_owned(),
    ] {
        let ran = desk.run(&line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        said.extend([ran.data, ran.messages]);
    }
    said.push_str(&desk.run("history").data);
    for file in std::fs::read_dir(folder.path()).expect("the folder") {
        let path = file.expect("a file").path();
        said.push_str(&path.display().to_string());
        said.push_str(&std::fs::read_to_string(&path).expect("it was written"));
    }
    assert!(!said.contains(CANARY), "{said}");
    assert!(said.contains("(reserved)"), "{said}");
    assert!(
        desk.run("due --for members").data.contains(CANARY),
        "the test would find it"
    );
}
