//! `file` and `doctor`: papers and texts that lie beside the register, and what is opened.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use secretariat::demo;
use tempfile::TempDir;

use super::harness::{Desk, Ran};
use crate::sample;

/// The sample data in a folder, with a folder of papers in it and one beside it.
struct Office {
    desk: Desk,
    top: TempDir,
}

impl Office {
    fn new() -> Self {
        let top = tempfile::tempdir().expect("a folder for the test");
        for folder in ["office/papers", "texts"] {
            fs::create_dir_all(top.path().join(folder)).expect("there is room");
        }
        let mut session = sample::create(&top.path().join("office/register.db"), "ann");
        session
            .commit(|_| Ok(demo::demo()))
            .expect("the sample data is tested by itself");
        let desk = Desk::over(session);
        Self { desk, top }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.top.path().join(name)
    }

    /// Writes a file of the office and says where it lies.
    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).expect("there is room");
        path.display().to_string()
    }

    fn run(&mut self, line: &str) -> Ran {
        let mut ran = self.desk.run(line);
        // On macOS and elsewhere the folder for temporary files has several names.
        let real = self.top.path().canonicalize().expect("it is there");
        for top in [real.as_path(), self.top.path()] {
            ran = without(&ran, top);
        }
        ran
    }
}

fn without(ran: &Ran, top: &Path) -> Ran {
    let top = top.display().to_string();
    Ran {
        data: ran.data.replace(&top, "TOP"),
        messages: ran.messages.replace(&top, "TOP"),
        code: ran.code,
    }
}

#[test]
fn files_are_attached_where_they_belong_and_named_from_the_register() {
    let mut office = Office::new();
    let text = office.write("texts/mou.pdf", "signed");
    let paper = office.write("office/papers/4.pdf", "paper");
    let letter = office.write("office/papers/letter.txt", "letter");
    for line in [
        format!("file attach agreement 1 '{text}' --title 'Signed text'"),
        format!("file attach item 1 '{paper}'"),
        format!("file attach action 1 '{letter}'"),
    ] {
        let ran = office.run(&line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    let ran = office.run("file list --for secretariat");
    assert_eq!(ran.code, 0);
    assert_snapshot!(ran.data, @"
    INTERNAL

    State  File               Title                  Entry        Bytes  Looked into
    there  papers/4.pdf       Welcome and apologies  item 1           5  20 August 2021
    there  ../texts/mou.pdf   Signed text            agreement 1      6  20 August 2021
    there  papers/letter.txt  letter.txt             action 1         6  20 August 2021
    ");
    let before = office.desk.session.register().files.len();
    assert_eq!(before, 3, "what is in them is kept with them");
    assert_eq!(office.run("undo").code, 0);
    let files = office.desk.session.register().files.len();
    assert_eq!(files, 2, "one change");
    sample::assert_sound(&office.desk.session);
}

#[test]
fn what_is_not_there_or_not_meant_is_not_attached() {
    let mut office = Office::new();
    let paper = office.write("office/papers/4.pdf", "paper");
    let before = office.desk.session.register().clone();
    for (line, code, words) in [
        (
            "file attach agreement 1 gone.pdf".to_owned(),
            1,
            "could not be read",
        ),
        (
            format!("file attach agreement 999 '{paper}'"),
            3,
            "There is no agreement 999",
        ),
        (format!("file attach thing 1 '{paper}'"), 1, "thing"),
        (
            format!(
                "file attach agreement 1 '{}'",
                office.path("texts").display()
            ),
            1,
            "a folder",
        ),
        (
            format!("file attach item 1 '{paper}' --title Budget"),
            1,
            "leave --title out",
        ),
    ] {
        let ran = office.run(&line);
        assert_eq!(ran.code, code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
    assert!(*office.desk.session.register() == before);
}

#[test]
fn the_missing_and_the_changed_are_named_and_kept_again_when_asked() {
    let mut office = Office::new();
    for name in ["a.pdf", "b.pdf", "c.pdf"] {
        let path = office.write(&format!("office/papers/{name}"), "one");
        let ran = office.run(&format!("file attach agreement 1 '{path}'"));
        assert_eq!(ran.code, 0, "{}", ran.messages);
    }
    let ran = office.run("file check --for secretariat");
    let sound = "3 files looked into: 0 missing or unreadable, 0 changed, 0 new.\n";
    assert_eq!(
        (ran.code, ran.data.as_str(), ran.messages.as_str()),
        (0, "", sound)
    );
    let doctor = office.run("doctor").data;
    assert!(
        doctor.contains("Entries refer to 3 files: none is missing, none has changed."),
        "{doctor}"
    );
    // Of the same size, so that only who looks into it finds it.
    office.write("office/papers/b.pdf", "two");
    fs::remove_file(office.path("office/papers/c.pdf")).expect("it is there");
    let ran = office.run("file check --for secretariat");
    assert_eq!(ran.code, 1, "one is missing");
    assert_snapshot!(format!("{}{}", ran.messages, ran.data), @"
    3 files looked into: 1 missing or unreadable, 1 changed, 0 new.
    `secretariat file keep` keeps what is in them now.
    INTERNAL

    State    File          Title  Entry        Bytes  Looked into
    changed  papers/b.pdf  b.pdf  agreement 1      3  20 August 2021
    missing  papers/c.pdf  c.pdf  agreement 1         20 August 2021
    ");
    let ran = office.run("doctor");
    assert_eq!(ran.code, 0, "the register is sound");
    let doctor: Vec<&str> = ran.data.lines().skip(1).collect();
    let title = "agreement 1 \"Memorandum of understanding between CQC and EHRC\"";
    assert_eq!(
        doctor,
        [
            "Entries refer to 3 files, of which 2 are missing or changed. That is no fault of the register:".to_owned(),
            format!("  changed: papers/b.pdf, named by {title}"),
            format!("  missing: papers/c.pdf, named by {title}"),
        ]
    );
    let ran = office.run("file keep papers/c.pdf");
    assert_eq!(ran.code, 3, "{}", ran.messages);
    assert!(
        ran.messages.contains("\"papers/c.pdf\" is not there"),
        "{}",
        ran.messages
    );
    let ran = office.run("file keep papers/none.pdf");
    assert_eq!(ran.code, 3, "{}", ran.messages);
    let ran = office.run("file keep -n");
    assert!(ran.messages.contains("dry run"), "{}", ran.messages);
    let ran = office.run("file keep");
    assert_eq!(
        ran.messages,
        "Kept what is in 1 file. `secretariat undo` takes it back.\n\
         1 file could not be looked into; `secretariat file check` names them.\n"
    );
    fs::write(office.path("office/papers/c.pdf"), "one").expect("there is room");
    let ran = office.run("file check --for secretariat");
    assert_eq!((ran.code, ran.messages.as_str()), (0, sound));
    let ran = office.run("file keep");
    assert_eq!(ran.code, 1, "nothing is new");
}

#[test]
fn an_entry_that_names_a_file_keeps_what_is_in_it_at_once() {
    let mut office = Office::new();
    office.write("office/papers/4.pdf", "paper");
    let ran = office.run("paper receive 1 --link papers/4.pdf");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let ran =
        office.run("note add --about 'action 1' --text 'Their letter' --file papers/gone.pdf");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let files = &office.desk.session.register().files;
    let kept: Vec<&str> = files.iter().map(|one| one.link.as_str()).collect();
    assert_eq!(kept, ["papers/4.pdf"]);
    let ran = office.run("file list --for secretariat --format json");
    assert!(ran.data.contains("\"state\": \"missing\""), "{}", ran.data);
}

#[test]
fn the_names_of_files_are_for_the_secretariat() {
    let mut office = Office::new();
    for line in ["file list", "file check", "file list --for members"] {
        let ran = office.run(line);
        assert_eq!(ran.code, 2, "{line}");
        assert!(
            ran.messages.contains("--for secretariat"),
            "{}",
            ran.messages
        );
    }
}

#[test]
fn one_is_opened_and_of_several_the_one_that_is_named() {
    let mut office = Office::new();
    let text = office.write("texts/mou.pdf", "signed");
    let other = office.write("texts/annex.pdf", "annex");
    let ran = office.run("file open action 1");
    assert_eq!(
        (ran.code, ran.messages.as_str()),
        (3, "action 1 refers to no file and no address.\n")
    );
    office.run(&format!(
        "file attach action 1 '{text}' --title 'Signed text'"
    ));
    let ran = office.run("file open action 1");
    assert_eq!(
        (ran.code, ran.messages.as_str()),
        (0, "Opened TOP/office/../texts/mou.pdf.\n")
    );
    office.run(&format!("file attach action 1 '{other}'"));
    let ran = office.run("file open action 1");
    let which = "action 1 refers to several, so say which by its number: 1 \"Signed text\", 2 \"annex.pdf\".\n";
    assert_eq!((ran.code, ran.messages.as_str()), (1, which));
    assert_eq!(office.run("file open action 1 3").messages, which);
    assert_eq!(office.run("file open action 1 2").code, 0);
    let opened = sample::opened();
    let opened: Vec<PathBuf> = opened.iter().map(PathBuf::from).collect();
    let real = opened
        .iter()
        .map(|path| path.canonicalize().expect("it is there"));
    let expected = [text, other].map(|path| Path::new(&path).canonicalize().expect("it is there"));
    assert!(real.eq(expected), "{opened:?}");
}

#[test]
fn hostile_links_are_never_passed_on() {
    let mut office = Office::new();
    office.write("office/papers/run.sh", "#!/bin/sh\n");
    for link in [
        "; rm -rf ~",
        "-x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "papers/run.sh",
        "papers",
        "https://example.org/ -x",
    ] {
        let text = format!("--text=x --file={link}");
        let words = ["note", "add", "--about=action 1"].map(str::to_owned);
        let (text, file) = text.split_once(' ').expect("two words");
        let words = words.into_iter().chain([text.to_owned(), file.to_owned()]);
        let ran = office.desk.run_words(words.collect());
        assert_eq!(ran.code, 0, "{link}: {}", ran.messages);
        let ran = office.run("file open action 1");
        assert_eq!(ran.code, 1, "{link}: {}", ran.messages);
        assert!(ran.messages.contains("opened"), "{link}: {}", ran.messages);
        office.run("undo");
    }
    assert_eq!(sample::opened(), [""; 0]);
}
