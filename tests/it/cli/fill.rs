//! `NOUN add` and `NOUN edit`: every option of every kind, tried by what it asks.

use clap::CommandFactory;
use secretariat::cli::Cli;
use secretariat::demo::AS_OF;
use secretariat::domain::form::{self, Answer, Answers, Ask, Input, Reader};
use secretariat::domain::id::Entry;
use secretariat::domain::register::Kind;
use secretariat::domain::words::Word;
use serde_json::Value;

use super::harness::{Desk, Ran};

const DAY: &str = "2021-08-20";

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.data).unwrap_or_else(|_| panic!("no JSON: {ran:?}"))
}

fn done(desk: &mut Desk, line: &str) -> Ran {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran
}

#[test]
fn every_kind_is_added_and_edited_by_options_that_collide_with_no_other() {
    let mut cli = Cli::command();
    cli.build();
    let common: Vec<String> = cli
        .get_arguments()
        .filter_map(|arg| arg.get_long().map(str::to_owned))
        .collect();
    for kind in form::kinds() {
        let noun = cli.find_subcommand(kind.word()).expect("a noun");
        for verb in ["add", "edit"] {
            let verb = noun.find_subcommand(verb).expect("a verb");
            for ask in form::of(kind).asks() {
                let name = ask.option;
                let is_plain = name
                    .chars()
                    .all(|one| one.is_ascii_lowercase() || one == '-');
                assert!(is_plain, "{kind}: --{name} is not written like an option");
                assert!(
                    name != "like" && !common.iter().any(|one| one == name),
                    "{kind}: --{name} means something else everywhere"
                );
                let found = verb
                    .get_arguments()
                    .find(|arg| arg.get_long() == Some(name));
                assert!(found.is_some(), "{kind}: there is no --{name}");
            }
        }
    }
    cli.debug_assert();
}

/// An answer that such a question takes, in the sample data.
fn answer(ask: &Ask, which: usize) -> String {
    let pick = |words: &[&str]| words[which % words.len()].to_owned();
    match (ask.input, ask.name) {
        (Input::Line, "minutes" | "position") => pick(&["15", "20"]),
        (Input::Line, "item_numbers" | "paper_numbers") => pick(&["One {n}", "Two {n}"]),
        (Input::Line, "number") => pick(&["91", "92"]),
        (Input::Line, "start" | "at") => pick(&["10am", "9:30am"]),
        (Input::Line, "end") => pick(&["12:30pm", "2pm"]),
        (Input::Line, "cadence") => pick(&["3 times a year", "4 times a year"]),
        (Input::Line, "clock") => pick(&["every 2 months", "within 3 months"]),
        (Input::Line, name) if name.ends_with("every") || name.ends_with("_lead") => {
            pick(&["2 months", "5 days"])
        }
        (Input::Line, "lead") if ask.option == "from" => pick(&["2 months", "5 days"]),
        (Input::Line, "lead" | "value") => pick(&["One", "Two"]),
        (Input::Line, "on") if !ask.is_required => pick(&["2021-01-31", "2021-02-28"]),
        (Input::Line | Input::Text, _) => pick(&["Words of one", "Words of two"]),
        (Input::Date | Input::Day | Input::DateOrWords, "to" | "closed") => {
            pick(&["2021-06-01", "2021-06-02"])
        }
        (Input::Date | Input::Day, "until") => pick(&["2022-01-01", "2022-02-01"]),
        (Input::Date | Input::Day | Input::DateOrWords, _) => pick(&["2021-01-31", "2021-02-28"]),
        (Input::Words(words), _) => pick(&words()),
        (Input::Flag, _) => pick(&["yes", "no"]),
        (Input::Entry(_), _) => (which % 2 + 1).to_string(),
        (Input::AnyEntry, _) => format!("organisation {}", which % 2 + 1),
        (Input::List(_), _) => {
            let cells = ask.cells().into_iter().enumerate().map(|(place, cell)| {
                let answer = answer(cell, which);
                match (place, cell.input) {
                    (0, _) => answer,
                    (_, Input::Flag) => cell.option.to_owned(),
                    _ => format!("{} {answer}", cell.option),
                }
            });
            cells.collect::<Vec<_>>().join(" ")
        }
    }
}

/// Questions whose answers rule one another out, or that the register answers by itself; a forum that is somebody else's
/// is not changed any more.
fn is_left_out(kind: Kind, name: &str) -> bool {
    matches!(
        (kind, name),
        (Kind::Commitment, "forum")
            | (Kind::Item, "position")
            | (Kind::Contact, "predecessor")
            | (Kind::Announcement, "published")
            | (Kind::Forum, "handed_to")
    )
}

fn option(ask: &Ask, which: usize) -> [String; 2] {
    [format!("--{}", ask.option), answer(ask, which)]
}

/// What a register says of one answer, as a form would show it.
fn said(desk: &Desk, entry: Entry, ask: &Ask) -> Answer {
    let answers = form::of(entry.kind).written(desk.session.register(), entry.number);
    let answers: Answers = answers.expect("it was made");
    let mut answer = answers.get(ask.name).cloned().unwrap_or_default();
    if let Answer::Rows(rows) = &mut answer {
        for row in rows {
            row.number = None;
        }
    }
    answer
}

/// Runs a verb with options as the Secretariat, for JSON.
fn filled(desk: &mut Desk, kind: Kind, verb: &[&str], options: Vec<String>) -> Ran {
    let common = ["--for", "secretariat", "--format", "json"];
    let words = [&[kind.word()], verb, &common].concat().into_iter();
    let words: Vec<String> = words.map(str::to_owned).chain(options).collect();
    let line = words.join(" ");
    let ran = desk.run_words(words);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    ran
}

#[test]
fn every_option_of_every_kind_fills_its_field_when_adding_and_when_editing() {
    for kind in form::kinds() {
        let mut desk = Desk::demo(DAY);
        for body in [1, 2] {
            done(
                &mut desk,
                &format!("return add --meeting 1 --organisation {body}"),
            );
        }
        let asks = form::of(kind).asks().into_iter();
        let asks: Vec<&Ask> = asks.filter(|ask| !is_left_out(kind, ask.name)).collect();
        let options = asks.iter().flat_map(|ask| option(ask, 0)).collect();
        let before = desk.session.register().clone();
        let ran = filled(&mut desk, kind, &["add"], options);
        let number = json(&ran)["entry"]["number"].as_u64().expect("a number");
        let number = u32::try_from(number).expect("a small one");
        let entry = Entry { kind, number };
        done(&mut desk, "undo");
        assert!(*desk.session.register() == before, "{kind}");
        done(&mut desk, "redo");
        for ask in asks {
            let first = said(&desk, entry, ask);
            assert!(!first.is_empty(), "{kind} --{}", ask.option);
            let name = name(&desk, entry);
            let ran = filled(&mut desk, kind, &["edit", &name], option(ask, 1).into());
            let name = self::name(&desk, entry);
            // `note show 1` is the record of meeting 1.
            let is_note = kind == Kind::Note;
            let name = if is_note {
                format!("note {name}")
            } else {
                name
            };
            let shown = filled(&mut desk, kind, &["show", &name], Vec::new());
            assert_eq!(json(&ran), json(&shown), "{kind} --{}", ask.option);
            assert_ne!(said(&desk, entry, ask), first, "{kind} --{}", ask.option);
            done(&mut desk, "undo");
            assert_eq!(said(&desk, entry, ask), first, "{kind} --{}", ask.option);
        }
    }
}

/// As the command line names it.
fn name(desk: &Desk, entry: Entry) -> String {
    let record = desk.session.register().get(entry).expect("it is there");
    record.number(desk.session.register())
}

#[test]
fn an_agreement_is_added_by_one_line_and_taken_back() {
    let mut desk = Desk::demo(DAY);
    let line = "agreement add --kind MoU --title 'Memorandum about samples' --party 'CQC signed 2021-03-02' \
                --party ADASS --review 'by September 2021'";
    let dry = done(&mut desk, &format!("{line} --dry-run"));
    assert_eq!(dry.data, "");
    assert!(dry.messages.contains("Nothing was changed"), "{dry:?}");
    let before = desk.session.register().clone();
    let ran = done(&mut desk, line);
    let number = ran.data.trim().to_owned();
    assert_eq!(ran.data, format!("{number}\n"));
    assert_eq!(
        ran.messages,
        format!(
            "Added agreement {number} \"Memorandum about samples\". `secretariat undo` takes it back.\n"
        )
    );
    let shown = json(&done(
        &mut desk,
        &format!("agreement show {number} --format json"),
    ));
    assert_eq!(shown["kind"], "MoU");
    assert_eq!(shown["review_due"]["sense"], "by");
    assert_eq!(shown["review_due"]["date"], "2021-09");
    let parties = form::of(Kind::Agreement)
        .written(desk.session.register(), number.parse().expect("a number"))
        .expect("it was made");
    let rows = parties.get("parties").expect("it is asked").rows().to_vec();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].cells[1], "2 March 2021");
    done(&mut desk, "undo");
    assert!(*desk.session.register() == before);
    let ran = done(&mut desk, &format!("{line} --format json"));
    assert_eq!(json(&ran)["title"], "Memorandum about samples");
}

/// The first cells of a list, as a form shows them.
fn rows(desk: &Desk, kind: Kind, number: u32, name: &str) -> Vec<(Option<u32>, String)> {
    let answers = form::of(kind).written(desk.session.register(), number);
    let answers = answers.expect("it is there");
    let rows = answers.get(name).expect("it is asked").rows().iter();
    rows.map(|row| {
        (
            row.number,
            form::entry_words(&row.cells[0], desk.session.register()),
        )
    })
    .collect()
}

#[test]
fn a_list_is_replaced_added_to_and_taken_from() {
    let mut desk = Desk::demo(DAY);
    let line = "agreement add --title Lists --party 'CQC signed 2021-03-02' --party 'GMC as supporter' --annex One";
    let number: u32 = done(&mut desk, line).data.trim().parse().expect("a number");
    let parties = |desk: &Desk| rows(desk, Kind::Agreement, number, "parties");
    let was = parties(&desk);
    let edit = format!("agreement edit {number}");
    done(
        &mut desk,
        &format!("{edit} --party '+Monitor lead Chair' --party '-care quality commission'"),
    );
    let is = parties(&desk);
    assert_eq!(is.len(), 2);
    assert_eq!(
        is[0], was[1],
        "an untouched row stays the record that it is"
    );
    assert!(is[1].1.contains("Monitor"), "{is:?}");
    done(
        &mut desk,
        &format!("{edit} --annex +Two --annex -one --annex '+\"-3 degrees\"'"),
    );
    let annexes = rows(&desk, Kind::Agreement, number, "annexes");
    assert_eq!(
        annexes
            .iter()
            .map(|(_, cell)| cell.as_str())
            .collect::<Vec<_>>(),
        ["Two", "-3 degrees"]
    );
    done(&mut desk, &format!("{edit} --party ADASS"));
    assert_eq!(parties(&desk).len(), 1);
    done(&mut desk, &format!("{edit} --party ''"));
    assert!(parties(&desk).is_empty());
    for _ in 0..5 {
        done(&mut desk, "undo");
    }
    assert_eq!(desk.run(&format!("agreement show {number}")).code, 3);
}

#[test]
fn several_entries_are_one_change_and_each_keeps_its_own_rows() {
    let mut desk = Desk::demo(DAY);
    for title in ["One of two", "Two of two"] {
        done(
            &mut desk,
            &format!("agreement add --title '{title}' --party CQC"),
        );
    }
    let before = desk.session.register().clone();
    for line in [
        "agreement edit 'One of two' 'Two of two' --party +GMC --summary Both",
        "agreement edit 'two of two' 'one of' --party +GMC --summary Both",
    ] {
        let ran = done(&mut desk, line);
        assert!(ran.messages.starts_with("Changed 2 agreements."), "{ran:?}");
        let numbers: Vec<u32> = desk
            .session
            .register()
            .agreements
            .iter()
            .map(|one| one.id.number())
            .collect();
        for &number in numbers.iter().rev().take(2) {
            assert_eq!(
                rows(&desk, Kind::Agreement, number, "parties").len(),
                2,
                "{line}"
            );
        }
        done(&mut desk, "undo");
        assert!(*desk.session.register() == before);
    }
    let ran = done(
        &mut desk,
        "agreement edit One of two --summary 'A name of several words'",
    );
    assert!(ran.messages.contains("\"One of two\""), "{ran:?}");
    let ran = done(
        &mut desk,
        "organisation edit 1 2 --sort regulator --format json",
    );
    assert_eq!(json(&ran).as_array().map(Vec::len), Some(2));
}

#[test]
fn a_new_entry_starts_like_another() {
    let mut desk = Desk::demo(DAY);
    let ran = done(
        &mut desk,
        "forum add --like 1 --name 'The other forum' --purpose Trying --format json",
    );
    let (made, like) = (
        json(&ran),
        json(&done(&mut desk, "forum show 1 --format json")),
    );
    assert_eq!(made["name"], "The other forum");
    assert_eq!(made["purpose"], "Trying");
    assert_eq!(made["cadence"], like["cadence"]);
    assert_eq!(made["chair"], like["chair"]);
    let count = |number| rows(&desk, Kind::Forum, number, "members").len();
    let number = made["entry"]["number"].as_u64().expect("a number");
    assert_eq!(count(u32::try_from(number).expect("a small one")), count(1));
}

#[test]
fn a_meeting_like_one_that_was_held_is_yet_to_be() {
    let mut desk = Desk::demo(DAY);
    let line = "meeting add --like 1 --on 2030-01-02 --format json";
    let made = json(&done(&mut desk, line));
    assert_eq!(made["state"], "planned");
    done(
        &mut desk,
        "item edit 4 --paper-state received --carried-from 1",
    );
    let made = json(&done(&mut desk, "item add --like 4 --format json"));
    assert_eq!(made["title"], "Current challenges");
    let blank = json(&done(
        &mut desk,
        "item add --title New --meeting 1 --format json",
    ));
    assert_eq!(made["paper_state"], blank["paper_state"]);
    assert_eq!(made["carried_from"], blank["carried_from"]);
}

/// Runs what must be refused, with its exit code and words of its sentence, and changes nothing.
fn refused(desk: &mut Desk, cases: &[(&str, u8, &str)]) {
    let before = desk.session.register().clone();
    for (line, code, words) in cases {
        let ran = desk.run(line);
        assert_eq!(ran.code, *code, "{line}: {}", ran.messages);
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
        assert_eq!(ran.data, "", "{line}");
        assert!(*desk.session.register() == before, "{line}");
    }
}

#[test]
fn what_is_refused_names_the_option_and_changes_nothing() {
    let mut desk = Desk::demo(DAY);
    done(&mut desk, "agreement add --title Lists");
    let cases = [
        ("agreement add", 1, "--title: Title is required."),
        (
            "agreement add --title One --review '31 Feb'",
            1,
            "--review: \"31 Feb\"",
        ),
        ("agreement add --title One --level galactic", 1, "--level: "),
        (
            "agreement add --title One --party Nobody",
            3,
            "--party: Row 1: There is no organisation",
        ),
        (
            "agreement add --title One --party '\"CQC'",
            1,
            "--party: A quotation mark",
        ),
        (
            "agreement add --title One --publish perhaps",
            1,
            "--publish: \"perhaps\" is neither yes nor no.",
        ),
        (
            "agreement add --title One --like 99",
            3,
            "There is no agreement 99.",
        ),
        ("agreement add --title One --format csv", 2, "json"),
        ("agreement add --title One -o made.txt", 2, "--output"),
        (
            "agreement add --title One --summary @nowhere.txt",
            1,
            "nowhere.txt could not be read",
        ),
        ("agreement edit 1", 2, "--title, --kind"),
        (
            "agreement edit 99 --title One",
            3,
            "There is no agreement 99.",
        ),
        (
            "agreement edit 1 99 --title One",
            3,
            "There is no agreement 99.",
        ),
        (
            "agreement edit protocol --title One",
            1,
            "fits more than one agreement",
        ),
        (
            "agreement edit 1 --title ''",
            1,
            "--title: Title is required.",
        ),
        (
            "agreement edit Lists --title Lists",
            1,
            "Nothing was to be changed",
        ),
        ("note edit 1 --text One", 2, "--for secretariat"),
        (
            "action add --text One --meeting never",
            3,
            "--meeting: There is no meeting",
        ),
    ];
    refused(&mut desk, &cases);
}

#[test]
fn a_row_that_is_not_there_or_not_meant_is_refused() {
    let mut desk = Desk::demo(DAY);
    let parties = "--party 'CQC as supporter' --party 'CQC as party' --party GMC";
    done(&mut desk, &format!("agreement add --title Lists {parties}"));
    let cases = [
        (
            "agreement edit Lists --party +CQC --party GMC",
            2,
            "--party: ",
        ),
        ("agreement edit Lists --party -", 2, "--party: "),
        (
            "agreement edit Lists --party --title",
            2,
            "--party: --title is an option",
        ),
        (
            "agreement edit Lists --party -ADASS",
            3,
            "--party: No row of the list",
        ),
        (
            "agreement edit Lists --party -CQC",
            1,
            "--party: \"CQC\" fits more than one row",
        ),
        (
            "agreement edit Lists --party '-CQC as observer'",
            3,
            "--party: No row",
        ),
    ];
    refused(&mut desk, &cases);
    done(&mut desk, "agreement edit Lists --party '-CQC as party'");
}

#[test]
fn a_file_fills_a_long_text_and_a_flag_needs_no_word() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("words.txt");
    std::fs::write(&path, "\u{feff}One line,\r\nand another.\r\n").expect("the folder is there");
    let mut desk = Desk::demo(DAY);
    let file = path.display();
    done(
        &mut desk,
        &format!("agreement edit 1 --summary '@{file}' --title @home --publish"),
    );
    let shown = json(&done(&mut desk, "agreement show 1 --format json"));
    assert_eq!(shown["summary"], "One line,\nand another.");
    assert_eq!(shown["title"], "@home", "one line is taken as it is typed");
    assert_eq!(shown["publish"], true);
    done(&mut desk, "agreement edit 1 --summary '' --publish no");
    let shown = json(&done(&mut desk, "agreement show 1 --format json"));
    assert_eq!(
        (&shown["summary"], &shown["publish"]),
        (&Value::from(""), &Value::from(false))
    );
    std::fs::write(&path, [0xff, 0xfe, 0x00]).expect("the folder is there");
    let ran = desk.run(&format!("agreement edit 1 --summary '@{file}'"));
    assert!(
        ran.code == 1 && ran.messages.starts_with("--summary: "),
        "{ran:?}"
    );
}

#[test]
fn what_is_reserved_is_not_in_the_sentence_for_the_public() {
    let mut desk = Desk::demo(DAY);
    let ran = done(
        &mut desk,
        "action add --forum 1 --text 'Canary one' --reserved 'personal data'",
    );
    assert!(!ran.messages.contains("Canary"), "{ran:?}");
    let number = ran.data.trim().to_owned();
    done(
        &mut desk,
        "action add --forum 1 --text 'Canary two' --reserved 'personal data'",
    );
    for line in [
        format!("action edit {number} --owner CQC"),
        format!("action edit {number} --owner GMC --format json"),
        format!("action edit {number} --owner GMC -n"),
        format!("action add --like {number} --text Another --format json"),
        format!("note add --about 'action {number}' --text Another"),
        format!("note add --about 'action {number}' --text Another --format json"),
        format!("action edit {number} --due '31 Febtober 2021'"),
        "action edit canary --owner CQC".to_owned(),
        "action show canary".to_owned(),
        "undo".to_owned(),
        "undo".to_owned(),
        "undo 3 -n".to_owned(),
        "redo 2".to_owned(),
    ] {
        let ran = desk.run(&line);
        let told = format!("{}{}", ran.data, ran.messages);
        assert!(!told.contains("Canary"), "{line}: {told}");
        let is_ambiguous = told.contains("fits more than one");
        assert_eq!(is_ambiguous, line.contains("canary"), "{line}: {told}");
    }
    let ran = done(
        &mut desk,
        &format!("action edit {number} --owner ADASS --for members"),
    );
    assert!(ran.messages.contains("Canary one"), "{ran:?}");
}

#[test]
fn the_only_record_that_fits_need_not_be_named() {
    let mut desk = Desk::empty(DAY);
    assert_eq!(
        desk.run("action add --text One").code,
        1,
        "there is no forum"
    );
    done(&mut desk, "forum add --name 'The only forum'");
    let ran = done(&mut desk, "action add --text One --format json");
    assert_eq!(json(&ran)["forum"]["number"], 1);
    let reader = Reader {
        register: desk.session.register(),
        today: AS_OF,
    };
    assert!(
        !form::of(Kind::Action)
            .blank(&reader)
            .text("forum")
            .is_empty()
    );
}

#[test]
fn a_row_about_a_party_that_is_there_keeps_what_it_does_not_say() {
    let mut desk = Desk::demo("2021-08-20");
    let run = |desk: &mut Desk, line: &str| {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        ran.data
    };
    run(&mut desk, "party edit 3 --signed '1 Mar 2020'");
    run(
        &mut desk,
        "agreement edit cqc-adass-jwp-2019 --party CQC --party 'ADASS lead Chair'",
    );
    let shown = run(&mut desk, "agreement show cqc-adass-jwp-2019");
    assert!(shown.contains("1 March 2020"), "{shown}");
    assert!(shown.contains("Chair"), "{shown}");
}

#[test]
fn a_line_is_one_line_however_it_was_given() {
    let mut desk = Desk::demo("2021-08-20");
    let words = ["organisation", "add", "--name", "two\nlines\tand a tab"];
    let ran = desk.run_words(words.map(str::to_owned).to_vec());
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let names: Vec<&str> = desk
        .session
        .register()
        .organisations
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names.last(), Some(&"two lines and a tab"));
}
