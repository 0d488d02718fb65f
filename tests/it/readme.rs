//! The README shows what the program says of itself: its keys, its screen, and the two commands a newcomer types.

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use secretariat::config::Key;
use secretariat::domain::words::Word;
use secretariat::tui::keys;

use crate::keys::Screen;

/// Two blocks written at the same time would lose one of them.
static TURN: Mutex<()> = Mutex::new(());

const BANNER: &str = "Sample data as of 20 August 2021";

#[test]
fn the_readme_shows_every_key() {
    compare("keys", keys::table().trim_end());
}

#[test]
fn the_readme_shows_the_screen_as_it_is() {
    let screen = Screen::banner(80, 24, BANNER).text();
    assert!(screen.contains(BANNER), "{screen}");
    compare("screen", &format!("```text\n{}\n```", screen.trim_end()));
}

#[test]
fn the_readme_names_the_command_to_run_and_the_command_to_test() {
    let turn = TURN.lock().expect("no block fails while it is written");
    let readme = read("README.md");
    drop(turn);
    assert_eq!(command(&readme, "main"), "cargo run --release -- demo");
    assert_eq!(command(&readme, "tests"), "cargo test --locked");
}

#[test]
fn the_readme_names_every_setting() {
    let turn = TURN.lock().expect("no block fails while it is written");
    let readme = read("README.md");
    drop(turn);
    for key in Key::ALL {
        let is_there = [format!("\n| `{key}` |"), format!("\n| `[{key}]` |")]
            .iter()
            .any(|row| readme.contains(row));
        assert!(is_there, "{key}");
    }
}

#[test]
fn what_must_hold_before_landing_takes_its_test_command_from_the_readme() {
    let script = read(".ci/run");
    assert!(script.contains("<!-- tests -->/"), "{script}");
    assert!(script.contains("bash -c \"$test_command\""), "{script}");
    let own = script.lines().any(|line| line.contains("cargo test"));
    assert!(!own, "the README alone says how the tests are run");
}

/// Compares a block of the README with what it should say, or with `UPDATE_README=1` writes it.
fn compare(name: &str, wanted: &str) {
    let (from, to) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let is_writing = std::env::var_os("UPDATE_README").is_some_and(|asked| asked == "1");
    let turn = TURN.lock().expect("no block fails while it is written");
    let readme = read("README.md");
    let (head, rest) = readme.split_once(&from).expect("the block begins");
    let (stands, tail) = rest.split_once(&to).expect("the block ends");
    let is_same = stands.trim() == wanted.trim();
    if is_writing && !is_same {
        let text = format!("{head}{from}{wanted}\n{to}{tail}");
        fs::write(file("README.md"), text).expect("the README can be written");
    }
    drop(turn);
    assert!(
        is_writing || is_same,
        "The README's {name} are out of date. UPDATE_README=1 cargo test --test it readme\n\
         writes them as they should be:\n{wanted}"
    );
}

/// The one command in the shell block under a comment.
fn command<'a>(readme: &'a str, name: &str) -> &'a str {
    let opening = format!("<!-- {name} -->\n```sh\n");
    let (_, rest) = readme.split_once(&opening).expect("a block for the shell");
    let (block, _) = rest.split_once("```").expect("the block ends");
    let block = block.trim();
    assert_eq!(block.lines().count(), 1, "{block}");
    block
}

fn read(path: &str) -> String {
    fs::read_to_string(file(path)).expect("it is part of the source")
}

fn file(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}
