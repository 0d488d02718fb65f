//! Files that go out, written by programs that are killed meanwhile: each is there as it was or as it was to be.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use secretariat::domain::audience::Audience;
use secretariat::exchange::document::{Block, Document, Table};
use secretariat::exchange::house::House;
use secretariat::exchange::{Format, render};
use secretariat::files::{self, Existing};

use super::processes::Worker;
use super::random::Dice;
use crate::sample::{self, tell};

/// A long document, so that a kill comes while it is written.
fn document(title: &str) -> Vec<u8> {
    let length = if sample::is_slow_wanted() { 5_000 } else { 500 };
    let mut document = Document::new(title, Audience::Public);
    let mut table = Table::new("Actions", &["No.", "Action"]);
    let rows = (0..length).map(|number: u32| [number.to_string(), title.repeat(9)].map(Into::into));
    table.rows = rows.map(Vec::from).collect();
    document.blocks = vec![Block::Table(table)];
    render(&document, Format::Html, &House::standard()).expect("HTML takes every text")
}

/// The child's side: one edition in the place of the other until it is killed.
pub(super) fn export_for_ever(path: &Path) -> ! {
    let editions = ["First edition", "Second edition"].map(document);
    tell("made");
    loop {
        for bytes in &editions {
            files::save(path, bytes, Existing::Replace).expect("there is room");
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// P3: killed while it exports, a file is as it was or as it was to be, and the next export tidies up.
#[test]
fn a_program_killed_while_it_exports_leaves_a_whole_file_or_none_and_the_next_one_tidies_up() {
    let kills = if sample::is_slow_wanted() { 100 } else { 2 };
    let editions = ["First edition", "Second edition"].map(document);
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("actions.html");
    let mut dice = Dice::new(3);
    let (mut left, mut absent) = (0, 0);
    for kill in 0..kills {
        if kill % 4 == 0 {
            files::remove(&path).expect("it is ours");
        }
        let mut worker = Worker::start(&path, "export for ever", "killed");
        worker.begin();
        assert_eq!(worker.told().as_deref(), Some("made"));
        let pause = Duration::from_micros(dice.next() % 30_000);
        let began = Instant::now();
        while began.elapsed() < pause {
            std::hint::spin_loop();
        }
        worker.child.kill().expect("it is ours");
        worker.child.wait().expect("it was started");
        match fs::read(&path) {
            Ok(bytes) => assert!(editions.contains(&bytes), "kill {kill} left half a file"),
            Err(_) => absent += 1,
        }
        left += usize::from(names(folder.path()).iter().any(|one| {
            Path::new(one)
                .extension()
                .is_some_and(|ending| ending == "part")
        }));
        if kill % 4 == 3 || kill + 1 == kills {
            files::save(&path, &editions[0], Existing::Replace).expect("there is room");
            assert_eq!(names(folder.path()), ["actions.html"], "after kill {kill}");
        }
    }
    if sample::is_slow_wanted() {
        tell(&format!(
            "P3: {kills} kills, {left} left a draft, {absent} no file"
        ));
        assert!(left * 10 >= kills, "only {left} of {kills} while it wrote");
    }
}
