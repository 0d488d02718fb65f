//! The whole circle of a meeting typed into a real terminal, from its agenda to the next one, and back step by step.

use std::path::Path;

use super::terminal::Terminal;
use super::{command, everything, sample, screen_on};

/// The day of the meeting that comes next in the sample data.
const DAY: &str = "2021-09-09";
const SAVE: &str = "\x13";
const ESC: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";

/// Keys, and the words that tell that they were obeyed.
type Steps<'a> = &'a [(&'a str, &'a str)];

const AGENDA: Steps = &[
    ("3", "4 meetings, latest first"),
    ("b", "No items yet."),
    ("b", "closes every agenda"),
    ("\r", "Built the agenda"),
    ("n", "As the agenda prints it."),
    ("Premises", "Premises"),
    (SAVE, "Added item 24 \"Premises\""),
    ("n", "As the agenda prints it."),
    ("Insurance", "Insurance"),
    (SAVE, "Added item 25 \"Insurance\""),
    ("+", "> 4              Insurance"),
    ("-", "> 3              Insurance"),
    (ESC, "4 meetings, latest first"),
];

const ISSUE_AGENDA: Steps = &[
    ("i", "Before it goes out: agenda"),
    ("i", "Issue the agenda now?"),
    (RIGHT, "Issue it"),
    ("\r", "E-mail drafts and pack"),
    (ESC, "m Sent"),
    ("m", "Noted as sent to 3"),
    (ESC, "4 meetings, latest first"),
];

const SITTING: Steps = &[
    ("o", "0 of 2 members present"),
    ("a", "Who is there"),
    ("A", "2 of 2 members present"),
    (ESC, "Nothing noted yet"),
    ("d", " \"Profile"),
    (DOWN, "> 2 "),
    ("f", " \"Premises\""),
    (DOWN, "> 3 "),
    ("d", " \"Insurance\""),
    ("!CQC share the draft by 30 September\r", "Added action 1"),
    ("!Anyshire reply to all by 31 October\r", "Added action 2"),
    ("h", "Held: CQC-ADASS"),
    (ESC, "4 meetings, latest first"),
];

const ISSUE_RECORD: Steps = &[
    ("i", "Before it goes out: minutes"),
    ("i", "Issue the record now?"),
    (RIGHT, "Issue it"),
    ("\r", "E-mail drafts and pack"),
    (ESC, "m Sent"),
    (ESC, "4 meetings, latest first"),
];

const NEXT: Steps = &[
    ("v", "Plan"),
    (DOWN, "Plan"),
    ("\r", "+ proposed"),
    (SAVE, "Planned 1 meeting"),
    (ESC, "5 meetings, latest first"),
    ("\x1b[H", "> 4 Nov 2021"),
    ("b", "No items yet."),
    ("b", "closes every agenda"),
];

/// What `u` takes back in turn: every step above that changed the register, the last first.
const BACK: &[&str] = &[
    "Built the agenda",
    "Planned 1 meeting",
    "Issued the minutes",
    "Held: CQC-ADASS",
    "Added action 2",
    "Added action 1",
    "Discussed item",
    "Deferred item",
    "Discussed item",
    "Noted the attendance of 2",
    "Noted as sent to 3",
    "Issued the agenda",
    "Moved item 25",
    "Moved item 25",
    "Added item 25",
    "Added item 24",
    "Built the agenda",
];

fn take(terminal: &mut Terminal, steps: Steps) {
    for (keys, words) in steps {
        terminal.press(keys);
        terminal.wait_for(words);
    }
}

/// The first text issued, as it is kept for the Secretariat.
fn issued(file: &Path) -> String {
    let words = ["text", "show", "1", "--for", "secretariat"];
    command(file, &words)
}

/// Each item proposed stands on a line of its own with why it is there.
fn assert_proposed(terminal: &Terminal) {
    let shown = terminal.shown();
    for (item, why) in [
        ("Matters arising", "2 open actions of 9 September 2021"),
        ("Premises", "deferred on 9 September 2021"),
        ("Insurance", "actions 1 and 2 are open"),
        ("Any other business", "closes every agenda"),
    ] {
        let mut lines = shown.lines();
        let is_there = lines.any(|line| line.contains(item) && line.contains(why));
        assert!(is_there, "{item}: {why}\n{shown}");
    }
}

#[test]
fn the_whole_circle_of_a_meeting_is_typed_and_undone_step_by_step() {
    let (_folder, file) = sample();
    let before = everything(&file);
    let mut terminal = Terminal::start(&screen_on(&file, DAY), &[], 110, 40);
    terminal.wait_for("1 Today");
    take(&mut terminal, AGENDA);
    take(&mut terminal, ISSUE_AGENDA);
    let agenda = issued(&file);
    assert!(agenda.contains("Premises"), "{agenda}");
    take(&mut terminal, SITTING);
    assert_eq!(issued(&file), agenda);
    take(&mut terminal, ISSUE_RECORD);
    take(&mut terminal, NEXT);
    assert_proposed(&terminal);
    take(
        &mut terminal,
        &[("\r", "Built the agenda"), (ESC, "5 meetings")],
    );
    for words in BACK {
        if *words == "Issued the agenda" {
            assert_eq!(issued(&file), agenda);
        }
        terminal.press("u");
        terminal.wait_for(&format!("Took back: {words}"));
    }
    assert_eq!(everything(&file), before);
    terminal.press("q");
    terminal.wait_for_end();
}
