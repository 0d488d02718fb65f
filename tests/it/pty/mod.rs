//! The built program on a real terminal.
#![cfg(unix)]

mod cycle;
mod forms;
mod terminal;
mod two;

use std::path::{Path, PathBuf};
use std::process::Command;

use secretariat::domain::register::Kind;
use secretariat::domain::words::Word;
use terminal::Terminal;

/// The built program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_secretariat");
/// The day that the sample data was made for.
const TODAY: &str = "2021-08-20";
/// Asks the test below to panic while it has a terminal; set only by the test that looks at what is left of it.
const PANIC: &str = "SECRETARIAT_TEST_PANICS";

/// A folder with the sample data in a file.
fn sample() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sample.db");
    let made = Command::new(PROGRAM)
        .arg("demo")
        .arg(&file)
        .output()
        .expect("the program starts");
    assert!(made.status.success(), "{made:?}");
    (folder, file)
}

/// The screen on the sample data, on the day that it was made for.
fn screen(file: &Path) -> Vec<String> {
    screen_on(file, TODAY)
}

/// The screen on a register on another day.
fn screen_on(file: &Path, day: &str) -> Vec<String> {
    let file = file.display().to_string();
    let arguments = [PROGRAM, "--register", &file, "--as-of", day];
    arguments.map(str::to_owned).to_vec()
}

/// Everything in a register, as the command line gives it.
fn everything(file: &Path) -> String {
    let mut all = String::new();
    for kind in Kind::ALL {
        all.push_str(&command(
            file,
            &[
                &kind.to_string(),
                "list",
                "--format",
                "json",
                "--for",
                "secretariat",
            ],
        ));
    }
    all
}

/// What a command writes, on a day by which everything has happened that is typed here: what is later is not there.
fn command(file: &Path, words: &[&str]) -> String {
    let ran = Command::new(PROGRAM)
        .args(words)
        .args(["--as-of", "2021-12-31", "--register"])
        .arg(file)
        .env("SECRETARIAT_SETTINGS", "/nowhere/settings.toml")
        .output()
        .expect("the program starts");
    let messages = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{words:?}: {messages}");
    String::from_utf8(ran.stdout).expect("text is UTF-8")
}

#[test]
fn it_starts_with_what_is_due_and_follows_the_size_of_the_window() {
    let (_folder, file) = sample();
    let mut terminal = Terminal::start(&screen(&file), &[], 80, 24);
    terminal.wait_for("1 Today");
    terminal.wait_for("? Help");
    terminal.resize(120, 40);
    terminal.wait_for("Friday 20 August 2021");
    terminal.resize(50, 10);
    terminal.wait_for("at least 60 by 15");
    terminal.resize(80, 24);
    terminal.wait_for("? Help");
    terminal.press("q");
    terminal.wait_for_end();
}

#[test]
fn quitting_hands_the_terminal_back() {
    let (_folder, file) = sample();
    let mut terminal = Terminal::start_in_shell(&screen(&file), &[], 80, 24);
    terminal.wait_for("? Help");
    assert!(terminal.is_alternate());
    terminal.press("q");
    terminal.wait_for_end();
    terminal.assert_restored();
}

#[test]
fn being_ended_by_the_system_hands_the_terminal_back() {
    let (_folder, file) = sample();
    let mut terminal = Terminal::start_in_shell(&screen(&file), &[], 80, 24);
    terminal.wait_for("? Help");
    terminal.end_program("TERM");
    terminal.wait_for_end();
    terminal.assert_restored();
}

#[test]
fn a_panic_hands_the_terminal_back_before_it_is_reported() {
    let own = std::env::current_exe().expect("a test has a file");
    let arguments = [
        own.display().to_string(),
        "--exact".to_owned(),
        "pty::this_one_panics_only_where_it_is_asked_to".to_owned(),
        "--nocapture".to_owned(),
    ];
    let mut terminal = Terminal::start_in_shell(&arguments, &[(PANIC, "1")], 80, 24);
    terminal.wait_for_end();
    terminal.assert_restored();
    assert!(terminal.has_written("the terminal is in other hands"));
}

#[test]
fn this_one_panics_only_where_it_is_asked_to() {
    if std::env::var_os(PANIC).is_some() {
        let _terminal = secretariat::tui::Terminal::enter(true).expect("it runs in a terminal");
        panic!("the terminal is in other hands");
    }
}

#[test]
fn no_color_means_no_colour() {
    let (_folder, file) = sample();
    let mut terminal = Terminal::start(&screen(&file), &[("NO_COLOR", "1")], 80, 24);
    terminal.wait_for("? Help");
    terminal.press("2345");
    terminal.wait_for("organisations");
    terminal.press("q");
    terminal.wait_for_end();
    assert_eq!(terminal.colours(), Vec::<String>::new());
}

#[test]
fn what_was_done_is_undone_after_a_restart() {
    let (_folder, file) = sample();
    let mut terminal = Terminal::start(&screen(&file), &[], 80, 24);
    terminal.wait_for("? Help");
    terminal.press("2/joint working protocol between\rm");
    terminal.wait_for("Record a review");
    terminal.press("\t\tsep 2024\tHead of Policy\x13");
    terminal.wait_for("u undoes it.");
    terminal.press("q");
    terminal.wait_for_end();
    let mut terminal = Terminal::start(&screen(&file), &[], 80, 24);
    terminal.wait_for("? Help");
    terminal.press("u");
    terminal.wait_for("Took back: Recorded the review");
    terminal.press("q");
    terminal.wait_for_end();
}

#[test]
fn without_a_register_it_asks_and_creates_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().display().to_string();
    let settings = [("HOME", home.as_str()), ("XDG_DATA_HOME", home.as_str())];
    let mut terminal = Terminal::start(&[PROGRAM.to_owned()], &settings, 80, 24);
    terminal.wait_for("Look around");
    terminal.press("2");
    terminal.wait_for("File:");
    terminal.press("\x1b");
    terminal.wait_for("q Quit");
    terminal.press("q");
    terminal.wait_for_end();
    let left = std::fs::read_dir(folder.path()).expect("the folder is there");
    assert_eq!(left.count(), 0, "nothing was asked for");
}

#[test]
fn a_dumb_terminal_and_whoever_asks_for_it_gets_lines_without_an_escape() {
    let (_folder, file) = sample();
    for (name, value) in [("TERM", "dumb"), ("ACCESSIBLE", "1")] {
        let mut terminal = Terminal::start(&screen(&file), &[(name, value)], 80, 24);
        terminal.wait_for("Main menu.");
        terminal.press("due\n");
        terminal.wait_for("Number of a line");
        terminal.press("quit\n");
        terminal.wait_for_end();
        assert!(!terminal.has_written("\u{1b}"), "{name}");
    }
}
