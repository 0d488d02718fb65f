//! The linear mode: a script of answers in, the whole conversation out.

use std::fs;
use std::io::{self, BufRead, Read};
use std::path::Path;

use clap::Parser;
use secretariat::cli::line::{self, Echo, Talk};
use secretariat::cli::{Cli, Exit};
use secretariat::demo;
use secretariat::domain::due::Rules;
use secretariat::house::HouseFiles;
use secretariat::session::{Clock, Session, SessionOptions};
use secretariat::store::Access;

use super::binary::secretariat;
use super::harness::Desk;

/// What is typed, line by line; at one place something happens meanwhile.
struct Script<'a> {
    lines: Vec<&'a str>,
    next: usize,
    rest: Vec<u8>,
    meanwhile: Option<(usize, Box<dyn FnOnce() + 'a>)>,
}

impl<'a> Script<'a> {
    fn of(lines: &'a str) -> Self {
        Self {
            lines: lines.lines().map(str::trim).collect(),
            next: 0,
            rest: Vec::new(),
            meanwhile: None,
        }
    }
}

impl Read for Script<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Script<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.rest.is_empty()
            && let Some(line) = self.lines.get(self.next)
        {
            if let Some((_, act)) = self.meanwhile.take_if(|(place, _)| *place == self.next) {
                act();
            }
            self.rest = format!("{line}\n").into_bytes();
            self.next += 1;
        }
        Ok(&self.rest)
    }

    fn consume(&mut self, count: usize) {
        self.rest.drain(..count);
    }
}

fn talked(session: &mut Session, mut script: Script<'_>) -> String {
    let cli = Cli::try_parse_from(["secretariat", "--line"]).expect("a command");
    let mut said = Vec::new();
    let mut talk = Talk::new(&mut script, &mut said, Echo::Lines, &cli.common);
    let exit = line::run(session, &mut talk).expect("it ends well");
    assert_eq!(exit, Exit::Done);
    let text = String::from_utf8(said).expect("text is UTF-8");
    assert!(is_plain(&text), "{text:?}");
    text
}

fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|letter| letter == '\n' || !letter.is_control())
}

/// The five tasks: what is due, an agreement of two parties added and edited, a review, an action, an agenda.
fn five_tasks(file: &str) -> String {
    format!(
        "1
        5

        
        add
        agreement
        Memorandum on data
        MoU
        CQC signed 2 March 2021
        add
        general medical
        2 Mar 2021


        move 2 up

        by September 2023
        save
        yes
        change
        memorandum on data
        1 2
        Memorandum on data sharing
        -
        yes
        5
        cqc-adass-jwp-2019

        reaffirmed

        Secretariat





        yes
        action done
        2
        19/8/2021
        1
        Sent by e-mail
        yes
        export
        meeting
        last
        1
        agenda
        plain text
        public
        {file}
        yes
        quit
        "
    )
}

#[test]
fn the_five_tasks_are_done_in_lines() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("agenda");
    let mut desk = Desk::demo("2021-08-20");
    let script = five_tasks(&file.display().to_string());
    let said = talked(&mut desk.session, Script::of(&script));
    let said = said.replace(&folder.path().display().to_string(), "FOLDER");
    insta::assert_snapshot!(said);
    let agenda = fs::read_to_string(folder.path().join("agenda.txt")).expect("it was written");
    assert!(agenda.contains("genda"), "{agenda}");
}

#[test]
fn a_meeting_is_recorded_in_lines() {
    let mut desk = Desk::demo("2014-04-03");
    let script = "record a meeting\n2014-04-03\nall\n1 a\n2 d Dr A Smith\n\nd\nn Members noted it.\n\nf\n\n\
                  ! CQC share the draft by 30 April\nx\n\n\n\n\n\nyes\nquit\n";
    let said = talked(&mut desk.session, Script::of(script));
    for words in [
        "Noted the attendance of 10",
        "apologies",
        "Dr A Smith",
        "Discussed item",
        "Deferred item",
        "Added action 5",
        "That is not understood",
        "Held: ",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn the_program_itself_says_text_and_line_ends_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    secretariat(folder.path())
        .args(["demo", "r.db"])
        .assert()
        .success();
    let output = secretariat(folder.path())
        .args(["--line", "--as-of", "2021-08-20"])
        .env("SECRETARIAT_REGISTER", folder.path().join("r.db"))
        .write_stdin(five_tasks("agenda"))
        .output()
        .expect("it runs");
    let said = String::from_utf8(output.stdout).expect("text is UTF-8");
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(is_plain(&said), "{said:?}");
    assert!(output.stderr.is_empty());
    for words in [
        "Overdue, 7 years ago",
        "Added agreement",
        "Recorded the review",
        "Closed action 2",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(folder.path().join("agenda.txt").is_file(), "{said}");
}

#[test]
fn what_is_asked_goes_the_way_that_is_typed() {
    for (script, expected) in [
        // A bad date says why, and is asked again.
        (
            "review\ncqc-adass-jwp-2019\nsoonish\n30/9/2020\n",
            &[
                "\"soonish\" cannot be read as a date",
                "= Wednesday 30 September 2020, 10 months ago",
            ][..],
        ),
        // The end of what is typed, in the middle of a form.
        (
            "add\norganisation\nGeneral Dental Council\n",
            &["Not saved: the new organisation."],
        ),
        (
            "add\norganisation\nGDC\nquit\nno\nback\nsave\nno\nquit\n",
            &["Leave the new organisation unsaved?", "Nothing was saved."],
        ),
        ("add\norganisation\nback\n", &["Main menu."]),
        (
            "add\norganisation\nGDC\nback\nback\nsave\n\nsave\nyes\n",
            &[
                "Leave the new organisation unsaved?",
                "Added organisation",
                "\"GDC\"",
            ],
        ),
        // The Secretariat reads what is reserved, and is told that it is.
        (
            "change\naction 2\n14\npersonal data\nyes\ndue\n1\n",
            &[
                "for GMC. RESERVED: personal data",
                "done together. RESERVED: personal data",
            ],
        ),
        // A command as an answer.
        (
            "add\norganisation\n\"quit\"\nsave\nyes\n",
            &["Added organisation", "\"quit\""],
        ),
        (
            "add\norganisation\nsave\nyes\nGDC\nyes\n",
            &["Name is required.", "\"GDC\""],
        ),
        // What is missing is made where it is asked for.
        (
            "add\ncontact\nDr Smith\n\nnew General Dental Council\nsave\nyes\nsave\n",
            &["Added organisation", "Organisation: General Dental Council"],
        ),
        (
            "delete\naction 2\n\n",
            &["Delete action", "Nothing was deleted."],
        ),
        (
            "delete\naction 2\nyes\nundo\nredo\n",
            &[
                "Deleted action",
                "Took back: Deleted",
                "Brought back: Deleted",
            ],
        ),
        ("history\naction 2\n", &["ann@office"]),
        (
            "?\nfrobnicate\n99\n",
            &["1. What is due: ", "Type a number from 1 to "],
        ),
        (
            "published\n?\n\n",
            &[
                "No page was kept before: 19 appear.",
                "5. Markdown",
                "the next one is compared with it",
                "Nothing was written, and no page was kept.",
            ],
        ),
        (
            "find\nprotocol\n?\nback\n\n",
            &[" fit:", "Where several entries fit"],
        ),
        ("change\naction 2\n99\n2\n", &["Type numbers from 1 to "]),
        // An agenda is built of what is left of the proposal.
        (
            "build\n2021-09-09\n77\n1\n\nyes\nundo\n",
            &[
                "standing item",
                "Type numbers from 1 to ",
                "Left out: ",
                "on the agenda? yes or no",
                "Built the agenda of",
                "Took back: Built the agenda of",
            ],
        ),
        ("build\n2021-09-09\n\nno\n", &["The agenda is as it was."]),
        ("build\nforum-2014-01-13\n", &["has been held"]),
    ] {
        let mut desk = Desk::demo("2021-08-20");
        let said = talked(&mut desk.session, Script::of(script));
        for words in expected {
            assert!(said.contains(words), "{words} of {script:?}: {said}");
        }
    }
}

fn open(path: &Path, actor: &str, access: Access) -> Session {
    let at = "2021-08-20T09:00:00Z".parse().expect("a test's own time");
    let options = SessionOptions {
        clock: Clock::Fixed(at),
        actor: actor.to_owned(),
        rules: Rules::default(),
        house: HouseFiles::default(),
    };
    if path.exists() {
        Session::open(path, access, options).expect("it is ours")
    } else {
        Session::create(path, options).expect("nothing is there")
    }
}

#[test]
fn whose_text_stands_is_asked_where_somebody_changed_the_same() {
    for (answer, stands) in [("1", "Mine"), ("2", "Theirs")] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("r.db");
        let mut mine = open(&path, "ann@office", Access::Write);
        mine.commit(|_| Ok(demo::demo())).expect("it is sound");
        let text = format!("change\norganisation 1\n1 2\nMine\nM\nyes\n{answer}\nundo\n");
        let mut script = Script::of(&text);
        let theirs = || {
            let mut bob = open(&path, "bob@office", Access::Write);
            let said = talked(
                &mut bob,
                Script::of("change\norganisation 1\n1\nTheirs\nyes\n"),
            );
            assert!(said.contains("Changed organisation 1"), "{said}");
        };
        script.meanwhile = Some((5, Box::new(theirs)));
        let said = talked(&mut mine, script);
        for words in [
            "Somebody else has changed name of organisation 1",
            "bob@office on 20 August 2021 at 09:00",
            "1. Mine: Mine\n2. Theirs: Theirs\n",
            "Took back: Changed organisation 1",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let changed = format!("Changed organisation 1 \"{stands}\"");
        assert!(said.contains(&changed), "{said}");
    }
}

#[test]
fn what_is_only_read_leaves_the_changing_tasks_out_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("r.db");
    let mut first = open(&path, "ann@office", Access::Write);
    first.commit(|_| Ok(demo::demo())).expect("it is sound");
    let mut session = open(&path, "ann@office", Access::Read);
    let said = talked(&mut session, Script::of("3\n1\n1\n\n\nquit\n"));
    assert!(said.contains("Nothing can be changed."), "{said}");
    assert!(!said.contains("3. Add an entry"), "{said}");
    assert!(said.contains("That would change the register."), "{said}");
    assert!(!said.contains("Mark it done"), "{said}");
}

#[test]
fn without_a_register_there_are_three_ways_and_nothing_is_made_unasked() {
    for (script, expected, is_made) in [
        ("", "There is no register at", false),
        ("3\nquit\n", "Sample data, gone when this ends", false),
        ("2\nnowhere.db\nquit\n", "There is no register", false),
        ("1\nquit\n", "Nothing is due", true),
    ] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let script = script.replace("1\n", "1\n1\n");
        let output = secretariat(folder.path())
            .arg("--line")
            .write_stdin(script.clone())
            .output()
            .expect("it runs");
        let said = String::from_utf8(output.stdout).expect("text is UTF-8");
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains(expected), "{script:?}: {said}");
        let made = folder.path().join("secretariat/register.db").exists();
        assert_eq!(made, is_made, "{said}");
    }
}

#[test]
fn lines_are_asked_for_without_a_command_and_never_where_nobody_sits() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (args, code) in [
        (&["due", "--line"][..], 2),
        (&["--line", "--dry-run"], 2),
        (&["demo", "--line"], 0),
    ] {
        secretariat(folder.path()).args(args).assert().code(code);
    }
    for (name, value) in [("TERM", "dumb"), ("ACCESSIBLE", "1")] {
        let output = secretariat(folder.path())
            .arg("--register")
            .arg("missing.db")
            .env(name, value)
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(3));
    }
}

#[test]
fn an_agenda_is_checked_issued_and_noted_as_sent_in_lines() {
    let mut desk = Desk::demo("2021-08-20");
    let script = Script::of("13\n2021-09-09\nagenda\n1\n\nissue\n\nyes\nquit");
    insta::assert_snapshot!(talked(&mut desk.session, script));
    assert_eq!(desk.session.register().sendings.len(), 3);
}
