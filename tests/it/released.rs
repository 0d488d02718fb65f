//! Every released file opens: the registers that earlier versions wrote, kept as they were.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use secretariat::domain::change::Change;
use secretariat::domain::history::Deed;
use secretariat::domain::register::{Edit, Kind, Record, Register};
use secretariat::domain::words::Word;
use secretariat::session::Session;
use secretariat::store::Access;

use crate::property::random::Dice;
use crate::sample;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/files")
        .join(name)
}

/// Makes a file as `register-1000.db` was made, which is never made again: a version that writes otherwise keeps the
/// old file and adds its own. Run with `cargo test make_a_register -- --ignored`; it lies in the folder for temporary
/// files afterwards.
#[test]
#[ignore = "makes a fixture for a new version"]
fn make_a_register_of_this_version() {
    let path = std::env::temp_dir().join("register-new.db");
    let mut session = sample::create(&path, "ann");
    fill(&mut session);
}

/// All the examples, and a change of them that was taken back, brought back and taken back again.
fn fill(session: &mut Session) {
    session
        .commit(|_| Ok(sample::examples()))
        .expect("the examples are sound");
    session
        .commit(|register| Ok(renamed(register)))
        .expect("it is sound");
    session.undo().expect("it was just done");
    session.redo().expect("it was just undone");
    session.undo().expect("it was just redone");
}

fn renamed(register: &Register) -> Change {
    let before = register.organisations.iter().next().expect("there is one");
    let mut after = before.clone();
    "Another name".clone_into(&mut after.name);
    Change::new("Renamed CQC").update(before, after)
}

/// Every record as the examples write them.
fn told(register: &Register) -> Vec<String> {
    let records = Kind::ALL.iter().flat_map(|&kind| register.all(kind));
    records.map(tell).collect()
}

fn tell(record: Record<'_>) -> String {
    format!("{}\t{}", record.kind().word(), record.json())
}

/// The register of this version, and the examples that it was made from.
const LATEST: (&str, &str) = ("register-5000.db", sample::EXAMPLES);

#[test]
fn the_register_of_every_version_opens_is_sound_and_holds_what_it_held() {
    for (name, examples) in sample::OLDER.into_iter().chain([LATEST]) {
        check_released(name, examples);
    }
}

fn check_released(name: &str, examples: &str) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    fs::copy(fixture(name), &path).expect("there is room");
    for access in [Access::Read, Access::Write] {
        let mut session = Session::open(&path, access, sample::options("ann")).expect("it opens");
        sample::assert_sound(&session);
        let expected = sample::read(examples);
        let expected = expected.iter().filter_map(Edit::after);
        let expected: Vec<String> = expected.map(tell).collect();
        assert_eq!(told(session.register()), expected, "{name}");
        let heads = session.heads().expect("it reads");
        let deeds: Vec<Deed> = heads.iter().map(|head| head.deed).collect();
        assert_eq!(
            deeds,
            [Deed::Do, Deed::Do, Deed::Undo, Deed::Redo, Deed::Undo]
        );
        assert!(
            heads
                .iter()
                .all(|head| head.at == sample::morning() && head.actor == "ann")
        );
    }
    let mut session = sample::open(&path, "ann");
    session
        .redo()
        .expect("its last undo can be taken back still");
    sample::assert_sound(&session);
    session.undo().expect("it was just done");
    session
        .undo()
        .expect("what an older version did can be undone");
    sample::assert_sound(&session);
    assert!(session.register().is_empty());
}

#[test]
fn this_version_writes_what_the_fixture_of_its_number_holds() {
    let mut session = sample::memory();
    fill(&mut session);
    let old = Session::open(&fixture(LATEST.0), Access::Read, sample::options("ann"));
    assert_eq!(session.register(), old.expect("it opens").register());
}

/// A few letters of the file changed, and what became of it.
#[derive(Debug, Default)]
struct Tally {
    refused: usize,
    found: usize,
    harmless: usize,
    missed: Vec<usize>,
}

/// P11: damage is noticed, and never a panic or a hang.
#[test]
fn every_letter_that_changes_in_a_file_is_found_or_changes_nothing() {
    for (name, _) in sample::OLDER.into_iter().chain([LATEST]) {
        check_letters(name);
    }
}

fn check_letters(name: &str) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    let sound = fs::read(fixture(name)).expect("it is there");
    let content = Content::of(&fixture(name));
    let count = if sample::is_slow_wanted() { 250 } else { 20 };
    let (mut dice, mut tally) = (Dice::new(11), Tally::default());
    for _ in 0..count {
        let mut bytes = sound.clone();
        let at = some_letter(&sound, &mut dice);
        bytes[at] ^= 1 << dice.below(8);
        fs::write(&path, bytes).expect("there is room");
        let began = Instant::now();
        tally.add(at, look(&path, &content));
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "it hangs at byte {at}"
        );
    }
    if sample::is_slow_wanted() {
        let (refused, found, harmless) = (tally.refused, tally.found, tally.harmless);
        sample::tell(&format!(
            "P11: of {count} changed letters of {name} {refused} refused, {found} found, {harmless} without effect"
        ));
    }
    assert_eq!(
        tally.missed, [0; 0],
        "letters at these bytes changed what is read, unnoticed"
    );
}

/// Any byte that is not one of the noughts with which pages are filled up.
fn some_letter(bytes: &[u8], dice: &mut Dice) -> usize {
    loop {
        let at = dice.below(bytes.len());
        if bytes[at] != 0 {
            return at;
        }
    }
}

#[derive(Clone, Copy)]
enum Look {
    Refused,
    Found,
    /// Every record and every line of the history is what it was.
    Harmless,
    Missed,
}

impl Tally {
    fn add(&mut self, at: usize, look: Look) {
        match look {
            Look::Refused => self.refused += 1,
            Look::Found => self.found += 1,
            Look::Harmless => self.harmless += 1,
            Look::Missed => self.missed.push(at),
        }
    }
}

/// All that can be read of a file.
#[derive(Debug, PartialEq)]
struct Content {
    records: Vec<String>,
    history: Vec<String>,
}

impl Content {
    fn of(path: &Path) -> Self {
        let mut session =
            Session::open(path, Access::Read, sample::options("ann")).expect("it opens");
        Self::read(&mut session).expect("it reads")
    }

    fn read(session: &mut Session) -> Option<Self> {
        let heads = session.heads().ok()?.to_vec();
        let mut history = Vec::new();
        for head in &heads {
            history.push(format!("{head:?}: {:?}", session.edits(head.id).ok()?));
        }
        Some(Self {
            records: told(session.register()),
            history,
        })
    }
}

fn look(path: &Path, sound: &Content) -> Look {
    let Ok(mut session) = Session::open(path, Access::Read, sample::options("ann")) else {
        return Look::Refused;
    };
    match session.check_all() {
        Err(_) => Look::Found,
        Ok(findings) if !findings.is_empty() => Look::Found,
        Ok(_) if Content::read(&mut session).as_ref() == Some(sound) => Look::Harmless,
        Ok(_) => Look::Missed,
    }
}
