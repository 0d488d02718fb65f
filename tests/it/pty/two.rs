//! Two people in two terminals over one file.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::terminal::Terminal;
use super::{PROGRAM, sample, screen};

const SAVE: &str = "\x13";
/// An agreement that nothing else names.
const FIND: &str = "/ehrc\r";

fn start(file: &Path, name: &str) -> Terminal {
    let mut arguments = screen(file);
    arguments.extend(["--user".to_owned(), name.to_owned()]);
    let mut terminal = Terminal::start(&arguments, &[], 80, 24);
    terminal.wait_for("? Help");
    terminal
}

/// Both have the form of the same agreement open.
fn two_forms(file: &Path) -> [Terminal; 2] {
    let mut both = ["ann", "bob"].map(|name| start(file, name));
    for terminal in &mut both {
        terminal.press(&format!("2{FIND}"));
        terminal.wait_for("1 of");
        terminal.press("e");
        terminal.wait_for("Change agreement");
    }
    both
}

fn end(terminals: [Terminal; 2]) {
    for mut terminal in terminals {
        terminal.press("\x11");
        terminal.wait_for_end();
    }
}

/// The agreements that have these words in them.
fn agreements(file: &Path, words: &str) -> Vec<Value> {
    let ran = Command::new(PROGRAM)
        .args(["agreement", "list", words, "--format", "json", "--register"])
        .arg(file)
        .env("SECRETARIAT_SETTINGS", "/nowhere/settings.toml")
        .output()
        .expect("the program starts");
    assert!(ran.status.success(), "{ran:?}");
    let json = serde_json::from_slice(&ran.stdout);
    let Ok(Value::Array(found)) = json else {
        panic!("a list is an array: {json:?}");
    };
    found
}

#[test]
fn different_fields_of_one_entry_are_both_saved() {
    let (_folder, file) = sample();
    let [mut ann, mut bob] = two_forms(&file);
    ann.press(&format!(" by Ann{SAVE}"));
    ann.wait_for("Changed agreement");
    bob.press(&format!("\t of Bob{SAVE}"));
    bob.wait_for("Changed agreement");
    let found = agreements(&file, "ehrc");
    let [one] = &found[..] else {
        panic!("{found:?}");
    };
    assert!(
        one["title"]
            .as_str()
            .is_some_and(|title| title.ends_with(" by Ann")),
        "{one}"
    );
    assert!(
        one["kind"]
            .as_str()
            .is_some_and(|kind| kind.ends_with(" of Bob")),
        "{one}"
    );
    end([ann, bob]);
}

/// Both change the title, the second the kind too; the second chooses with some keys. The title that stands.
fn clash(keys: &str) -> String {
    let (_folder, file) = sample();
    let [mut ann, mut bob] = two_forms(&file);
    ann.press(&format!(" by Ann{SAVE}"));
    ann.wait_for("Changed agreement");
    bob.press(&format!(" by Bob\t of Bob{SAVE}"));
    bob.wait_for("Somebody else has changed the same");
    bob.wait_for("ann on");
    bob.wait_for("Mine: ");
    bob.wait_for("Theirs: ");
    bob.press(keys);
    bob.wait_for("u undoes it.");
    let found = agreements(&file, "ehrc");
    let [one] = &found[..] else {
        panic!("{found:?}");
    };
    assert!(
        one["kind"]
            .as_str()
            .is_some_and(|kind| kind.ends_with(" of Bob")),
        "{one}"
    );
    end([ann, bob]);
    one["title"].as_str().expect("it has one").to_owned()
}

#[test]
fn of_the_same_field_one_takes_ones_own_text_or_the_others() {
    let mine = clash("\r");
    assert!(
        mine.ends_with(" by Bob") && !mine.contains("by Ann"),
        "{mine}"
    );
    let theirs = clash("\x1b[C\r");
    assert!(
        theirs.ends_with(" by Ann") && !theirs.contains("by Bob"),
        "{theirs}"
    );
}

/// The row that the cursor is on.
fn selected(terminal: &Terminal) -> String {
    let shown = terminal.shown();
    let line = shown.lines().find(|line| line.starts_with('>'));
    line.expect("a row is selected").to_owned()
}

#[test]
fn what_one_changes_the_other_sees_within_two_seconds_where_they_are() {
    let (_folder, file) = sample();
    let mut ann = start(&file, "ann");
    let mut bob = start(&file, "bob");
    bob.press("2s");
    bob.wait_for("In which order?");
    bob.press("\x1b[B\r");
    bob.wait_for("agreements, by title");
    bob.press("gjj");
    bob.rest(Duration::from_millis(300));
    let was = selected(&bob);
    ann.press("2n");
    ann.wait_for("New agreement");
    ann.press(&format!("Aardvark accord{SAVE}"));
    ann.wait_for("Added agreement");
    let since = Instant::now();
    bob.wait_for("Aardvark accord");
    // Two seconds, and one for a busy machine.
    assert!(
        since.elapsed() < Duration::from_secs(3),
        "{:?}",
        since.elapsed()
    );
    assert_eq!(selected(&bob), was);

    bob.press("n");
    bob.wait_for("New agreement");
    bob.press("Half a tit");
    bob.wait_for("Half a tit");
    ann.press(&format!("n Zebra accord{SAVE}"));
    ann.wait_for("Zebra accord");
    bob.rest(Duration::from_secs(2));
    bob.press("le");
    bob.wait_for("Half a title");
    end([ann, bob]);
}

#[test]
fn what_was_typed_about_an_entry_that_another_deletes_is_saved_as_a_new_one() {
    let (_folder, file) = sample();
    let [mut ann, mut bob] = two_forms(&file);
    let before = agreements(&file, "ehrc");
    ann.press("\x1b");
    ann.wait_while("Change agreement");
    ann.press("D");
    ann.wait_for("[ Keep ]");
    ann.press("\x1b[C\r");
    ann.wait_for("Deleted agreement");
    bob.press(&format!(" by Bob{SAVE}"));
    bob.wait_for("It is not there any more");
    bob.wait_for("ann on");
    bob.press("\r");
    bob.wait_while("It is not there any more");
    bob.press(SAVE);
    bob.wait_for("It is not there any more");
    bob.press("\x1b[C\r");
    bob.wait_for("Added agreement");
    let after = agreements(&file, "ehrc");
    let ([before], [after]) = (&before[..], &after[..]) else {
        panic!("{before:?} {after:?}");
    };
    let title = before["title"].as_str().expect("it has one");
    assert_eq!(after["title"], format!("{title} by Bob"));
    assert_eq!(after["review_due"], before["review_due"]);
    end([ann, bob]);
}
