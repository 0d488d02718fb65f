//! A whole agreement typed into a real terminal that goes away in the middle; and the same by one command.

use std::fs::File;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::terminal::{HOMES, Terminal};
use super::{command, everything, sample, screen};

const TITLE: &str = "Memorandum on shared premises";
const NEW: &str = "Board of Lighthouses";
const SAVE: &str = "\x13";

/// The sample data in a file, and somebody's home.
struct Place {
    _folder: TempDir,
    home: PathBuf,
    file: PathBuf,
}

impl Place {
    fn new() -> Self {
        let (folder, file) = sample();
        let home = folder.path().join("home");
        std::fs::create_dir(&home).expect("a folder");
        Self {
            home,
            file,
            _folder: folder,
        }
    }

    fn start(&self) -> Terminal {
        let home = self.home.display().to_string();
        let homes = HOMES.map(|name| (name, home.as_str()));
        let mut terminal = Terminal::start_in_shell(&screen(&self.file), &homes, 80, 24);
        terminal.wait_for("1 Today");
        terminal
    }

    /// Waits until the program that kept its unsaved forms has ended.
    fn wait_until_free(&self) {
        let lock = File::open(self.home.join("secretariat/drafts/1.lock"));
        let lock = lock.expect("it was made");
        let (tell, freed) = channel();
        thread::spawn(move || {
            let taken = lock.lock();
            tell.send(taken.is_ok())
        });
        let is_free = freed.recv_timeout(Duration::from_secs(20));
        assert_eq!(is_free, Ok(true), "it goes on and on");
    }

    /// How many files of unsaved forms there are.
    fn drafts(&self) -> usize {
        let folder = self.home.join("secretariat/drafts");
        let files = std::fs::read_dir(folder).expect("it was made");
        let paths = files.map(|file| file.expect("a file").path());
        paths
            .filter(|path| path.extension().is_some_and(|one| one == "json"))
            .count()
    }
}

/// How a terminal goes away.
#[derive(Debug, Clone, Copy)]
enum End {
    HangUp,
    Terminate,
    Kill,
    Quit,
}

/// Types a new agreement up to the middle of its second party's date; the second party is made on the way.
fn begin(terminal: &mut Terminal) {
    terminal.press("2n");
    terminal.wait_for("New agreement");
    terminal.press(&format!("{TITLE}\tMoU\t\r"));
    terminal.wait_for("Who is bound by it");
    terminal.press("Care Quality Comm\r");
    terminal.wait_for("Care Quality Commission");
    terminal.press(&format!("3 March 2021{SAVE}"));
    terminal.wait_for("[ Add another ]");
    terminal.press("\r");
    terminal.wait_for("The body that is party.");
    terminal.press(NEW);
    terminal.wait_for(&format!("New organisation \"{NEW}\""));
    terminal.press("\r");
    terminal.wait_for("The full name, as it is printed.");
    terminal.press(SAVE);
    terminal.wait_while("The full name, as it is printed.");
    terminal.press("\t4 Mar");
    terminal.wait_for("= Friday 4 March 2022");
}

/// The rest of it.
fn finish(terminal: &mut Terminal) {
    terminal.press(&format!("ch 2021{SAVE}"));
    terminal.wait_for("Board of Lighthouses signed 4 March 2021");
    terminal.press("\tby September 2027");
    terminal.wait_for("= by September 2027");
    terminal.press(SAVE);
    terminal.wait_for("Added agreement");
}

/// The register after the same in commands.
fn by_command() -> String {
    let (_folder, file) = sample();
    command(&file, &["organisation", "add", "--name", NEW]);
    let second = format!("{NEW} signed 4 March 2021");
    let words = [
        "agreement",
        "add",
        "--title",
        TITLE,
        "--kind",
        "MoU",
        "--party",
        "CQC signed 3 March 2021",
        "--party",
        &second,
        "--review",
        "by September 2027",
    ];
    command(&file, &words);
    everything(&file)
}

fn check(end: End) {
    let place = Place::new();
    let before = everything(&place.file);
    let mut terminal = place.start();
    begin(&mut terminal);
    match end {
        // With its first program the terminal goes.
        End::HangUp => terminal.signal("KILL"),
        End::Terminate => terminal.end_program("TERM"),
        End::Kill => {
            // What is typed is kept every second.
            terminal.rest(Duration::from_millis(2_500));
            terminal.end_program("KILL");
        }
        End::Quit => terminal.press("\x11"),
    }
    terminal.wait_for_end();
    place.wait_until_free();
    assert_eq!(place.drafts(), 1, "{end:?}");

    let mut terminal = place.start();
    terminal.wait_for("Continue where you were?");
    terminal.wait_for("a new agreement \"Memorandum");
    terminal.press("\r");
    terminal.wait_for("= Friday 4 March 2022");
    finish(&mut terminal);
    let saved = everything(&place.file);
    terminal.press("u");
    terminal.wait_for("Took back: Added agreement");
    assert!(!everything(&place.file).contains(TITLE));
    terminal.press("u");
    terminal.wait_for("Took back: Added organisation");
    assert_eq!(everything(&place.file), before);
    terminal.press("U");
    terminal.wait_for("Did again: Added organisation");
    terminal.press("U");
    terminal.wait_for("Did again: Added agreement");
    assert_eq!(everything(&place.file), saved);
    terminal.press("1/shared premises\r");
    terminal.wait_for("1 of");
    terminal.wait_for("by September 2027");
    terminal.press("q");
    terminal.wait_for_end();
    assert_eq!(place.drafts(), 0, "{end:?}");
    assert_eq!(saved, by_command(), "{end:?}");
}

#[test]
fn what_was_typed_survives_a_terminal_that_is_closed() {
    check(End::HangUp);
}

#[test]
fn what_was_typed_survives_being_ended_by_the_system() {
    check(End::Terminate);
}

#[test]
fn what_was_typed_survives_a_kill() {
    check(End::Kill);
}

#[test]
fn what_was_typed_survives_quitting() {
    check(End::Quit);
}
