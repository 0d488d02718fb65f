//! An office's own words: around an agenda, in an e-mail, in a chasing message, in names of files; and broken ones.

use std::fs;
use std::path::Path;

use base64::Engine;
use insta::assert_snapshot;
use secretariat::demo;
use secretariat::house::HouseFiles;

use super::harness::Desk;

/// What stands only in reserved items.
const CANARY: &str = "Zanzibar";

/// A desk on a day whose office has these texts, under the names of their files.
fn desk(folder: &Path, today: &str, texts: &[(&str, &str)]) -> Desk {
    for (name, text) in texts {
        fs::write(folder.join(name), text).expect("the folder is there");
    }
    let house = HouseFiles {
        words: Some(folder.to_owned()),
        reference: None,
    };
    Desk::furnished(today, house)
}

fn run(desk: &mut Desk, line: &str) -> (String, String) {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    (ran.data, ran.messages)
}

/// A forum with a member and an invitee, and a meeting with a reserved item and an open one.
fn meeting(desk: &mut Desk) {
    for line in [
        "organisation add --name 'General Medical Council' --acronym GMC",
        "organisation add --name 'Royal College' --acronym RC",
        "contact add --name 'C Brown' --post President --organisation RC --email c@rc.example",
        "forum add --name 'The Forum' --acronym TF",
        "member add --forum TF --organisation GMC --as member",
        "member add --forum TF --organisation RC --as 'invitee as necessary' --representative 1",
        "meeting add --forum TF --on 2014-04-03 --start 10:00 --end 11:00",
        &format!(
            "item add --meeting 1 --title '{CANARY} provider' --reserved '{CANARY} in confidence'"
        ),
        "item add --meeting 1 --title 'Emerging risks'",
        "attendance add --meeting 1 --presence 'in attendance' --organisation RC --item 2",
    ] {
        run(desk, line);
    }
}

/// The words of an e-mail, taken out of their letters.
fn body(email: &Path) -> String {
    let text = fs::read_to_string(email).expect("it was written");
    let mut parts = text.split("\r\n\r\n").skip(2);
    let lines = parts.next().expect("a body").lines();
    let lines: String = lines.take_while(|line| !line.starts_with("--")).collect();
    let bytes = base64::engine::general_purpose::STANDARD.decode(lines);
    let words = String::from_utf8(bytes.expect("base64")).expect("UTF-8");
    words.replace('\r', "")
}

#[test]
fn a_chasing_message_is_said_in_the_words_of_the_office() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let texts = [
        ("chase-subject.txt", "{{ short }}: {{ count }} open"),
        (
            "chase-body.txt",
            "{# ours #}\nTo {{ organisation }}.\n{% for forum in forums %}\n{% for thing in forum.things %}\n\
             * {{ forum.name }}: {{ thing.words }}\n{% endfor %}\n{% endfor %}\n\nYours",
        ),
        ("name-chase.txt", "reminder of {{ date }}"),
    ];
    let mut desk = desk(folder.path(), "2014-01-20", &texts);
    let sample = desk.session.commit(|_| Ok(demo::demo()));
    sample.expect("the sample data is tested by itself");
    run(&mut desk, "returns ask 2014-04-03 --on 2014-01-14");
    let (data, messages) = run(&mut desk, "chase GMC");
    assert_snapshot!(data);
    assert_eq!(messages, "Once it is sent, keep that with --sent.\n");
    // Two messages never go into one file, whatever the name leaves out.
    let out = folder.path().join("out");
    run(
        &mut desk,
        &format!("chase GMC Monitor -o '{}'", out.display()),
    );
    for name in ["reminder-of-2014-01-20.eml", "reminder-of-2014-01-20-2.eml"] {
        assert!(out.join(name).is_file(), "{name}");
    }
}

#[test]
fn an_agenda_has_the_introduction_of_the_office_and_so_has_its_issue() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let texts = [
        (
            "agenda-introduction.txt",
            "Welcome to {{ forum }}, for the {{ audience }}.\n",
        ),
        ("agenda-closing.txt", "- Bring papers\n- Bring time\n"),
    ];
    let mut desk = desk(folder.path(), "2014-03-27", &texts);
    meeting(&mut desk);
    let (shown, _) = run(&mut desk, "agenda show 1");
    assert_snapshot!(shown);
    run(&mut desk, "agenda issue 1");
    let (issued, _) = run(&mut desk, "text show 1 --for members");
    assert!(
        issued.contains("Welcome to The Forum, for the members."),
        "{issued}"
    );
}

#[test]
fn an_e_mail_is_in_the_words_of_the_office_under_a_mark_that_stays() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let texts = [
        (
            "email-members.txt",
            "Dear members,\n\nhere is the {{ text }} of {{ day }}.\n",
        ),
        ("name-email.txt", "{{ forum }} to {{ to }}"),
        ("name-pack.txt", "papers of {{ date }}"),
    ];
    let mut desk = desk(folder.path(), "2014-03-27", &texts);
    meeting(&mut desk);
    let out = folder.path().join("out");
    run(&mut desk, &format!("agenda issue 1 -o '{}'", out.display()));
    assert_snapshot!(body(&out.join("tf-to-members-MEMBERS-ONLY.eml")));
    for name in [
        "tf-to-rc.eml",
        "papers-of-2014-04-03/papers-of-2014-04-03.pdf",
    ] {
        assert!(out.join(name).is_file(), "{name}");
    }
}

#[test]
fn a_broken_text_is_told_after_what_was_made_with_the_built_in_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let texts = [
        ("agenda-introduction.txt", "Welcome\n{{ forrum }}\n"),
        ("agenda-closing.txt", "{{ forum.name.first }}\n"),
    ];
    let mut desk = desk(folder.path(), "2014-03-27", &texts);
    meeting(&mut desk);
    let (_, messages) = run(&mut desk, "due");
    assert_eq!(messages, "");
    let (data, messages) = run(&mut desk, "agenda show 1");
    assert!(!data.contains("Welcome"), "{data}");
    assert_snapshot!(messages);
}

/// Whatever a text asks for, it has no more than its readers may know.
#[test]
fn no_text_for_the_public_reaches_what_is_reserved() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let all = "{{ debug() }}";
    let texts = [
        ("agenda-introduction.txt", all),
        ("agenda-closing.txt", all),
        ("record-introduction.txt", all),
        ("email-invitees.txt", all),
        ("email-members.txt", all),
        ("name-agenda.txt", all),
        ("action-log-introduction.txt", all),
    ];
    let mut desk = desk(folder.path(), "2014-03-27", &texts);
    meeting(&mut desk);
    run(
        &mut desk,
        &format!("action add --forum TF --meeting 1 --item 1 --text 'Ask {CANARY}'"),
    );
    for line in ["agenda show 1", "note show 1", "action log --format html"] {
        let (data, messages) = run(&mut desk, line);
        assert!(
            data.contains("audience"),
            "{line} shows what it has: {data}"
        );
        assert!(
            !data.contains(CANARY) && !messages.contains(CANARY),
            "{line}: {data}"
        );
    }
    let out = folder.path().join("out");
    run(&mut desk, &format!("agenda issue 1 -o '{}'", out.display()));
    let open = body(&out.join("email-rc.eml"));
    assert!(
        open.contains("Emerging risks") && !open.contains(CANARY),
        "{open}"
    );
}
