//! Random histories of three people over one file: memory equals file, undo and redo are exact, a conflict never writes.

use std::collections::BTreeSet;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use secretariat::domain::change::Change;
use secretariat::domain::history::{Deed, Head};
use secretariat::domain::id::Entry;
use secretariat::domain::register::{Edit, Kind, Register};
use secretariat::domain::words::Word;
use secretariat::session::{Done, Failure, Session};
use tempfile::TempDir;

use super::random::{self, Dice, RowDeed};
use crate::sample;

const PEOPLE: [&str; 3] = ["ann", "bob", "cyd"];

/// Where people meet: there are few of them, so that two often change one row.
const CROWDED: [Kind; 3] = [Kind::Organisation, Kind::Item, Kind::Review];

#[derive(Debug, Clone, Copy)]
enum Deeds {
    /// One to three rows created, changed or deleted, as the register is now.
    Commit,
    /// The same, but thought out before the last few steps: others may have written since.
    CommitLate,
    Undo,
    Redo,
    /// Leaves every row as it was.
    CommitAndUndo,
    /// Leaves every row as it was.
    UndoAndRedo,
    Refresh,
    Reopen,
}

#[derive(Debug, Clone)]
struct Step {
    person: usize,
    deed: Deeds,
    seed: u64,
}

fn step() -> impl Strategy<Value = Step> {
    let deed = prop_oneof![
        6 => Just(Deeds::Commit),
        3 => Just(Deeds::CommitLate),
        4 => Just(Deeds::Undo),
        3 => Just(Deeds::Redo),
        1 => Just(Deeds::CommitAndUndo),
        1 => Just(Deeds::UndoAndRedo),
        1 => Just(Deeds::Refresh),
        1 => Just(Deeds::Reopen),
    ];
    (0..PEOPLE.len(), deed, any::<u64>()).prop_map(|(person, deed, seed)| Step {
        person,
        deed,
        seed,
    })
}

/// Sessions over one register, and what one of them thought out some steps ago.
struct World {
    sessions: Vec<Session>,
    /// Follows by reading the journal alone.
    witness: Option<Session>,
    file: Option<(TempDir, PathBuf)>,
    late: Option<Change>,
}

impl World {
    fn on_disk() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("register.db");
        let first = sample::create(&path, PEOPLE[0]);
        let others = PEOPLE[1..].iter().map(|name| sample::open(&path, name));
        let sessions = std::iter::once(first).chain(others).collect();
        let witness = Some(sample::open(&path, "witness"));
        Self::with(sessions, witness, Some((folder, path)))
    }

    fn in_memory() -> Self {
        Self::with(vec![sample::memory()], None, None)
    }

    fn with(
        mut sessions: Vec<Session>,
        witness: Option<Session>,
        file: Option<(TempDir, PathBuf)>,
    ) -> Self {
        sessions[0]
            .commit(|_| Ok(sample::examples()))
            .expect("the examples are sound");
        Self {
            sessions,
            witness,
            file,
            late: None,
        }
    }

    fn take(&mut self, step: &Step) {
        let person = step.person % self.sessions.len();
        let mut dice = Dice::new(step.seed);
        let before = Before::of(&mut self.sessions[person]);
        match step.deed {
            Deeds::Commit => {
                let session = &mut self.sessions[person];
                let outcome = session.commit(|register| Ok(change(register, &mut dice)));
                before.check(session, outcome);
            }
            Deeds::CommitLate => self.commit_late(person, &before, &mut dice),
            Deeds::Undo => {
                let session = &mut self.sessions[person];
                let outcome = session.undo();
                before.check(session, outcome);
            }
            Deeds::Redo => {
                let session = &mut self.sessions[person];
                let outcome = session.redo();
                before.check(session, outcome);
            }
            Deeds::CommitAndUndo => commit_and_undo(&mut self.sessions[person], &mut dice),
            Deeds::UndoAndRedo => undo_and_redo(&mut self.sessions[person]),
            Deeds::Refresh => {
                let news = self.sessions[person].refresh().expect("it can be read");
                assert!(!news, "it was refreshed at the beginning of the step");
            }
            Deeds::Reopen => {
                if let Some((_, path)) = &self.file {
                    self.sessions[person] = sample::open(path, PEOPLE[person]);
                }
            }
        }
        self.agree(person);
    }

    fn commit_late(&mut self, person: usize, before: &Before, dice: &mut Dice) {
        let session = &mut self.sessions[person];
        let now = change(session.register(), dice);
        if let Some(late) = self.late.replace(now) {
            let outcome = session.commit(|_| Ok(late));
            before.check(session, outcome);
        }
    }

    /// Whoever has written has in memory what somebody reads who follows the journal.
    fn agree(&mut self, person: usize) {
        if let Some(witness) = &mut self.witness {
            witness.refresh().expect("it can be read");
            assert_eq!(witness.register(), self.sessions[person].register());
        }
    }

    /// Everybody has the same, and it is what the file says, and the file is sound.
    fn end(mut self) {
        for session in &mut self.sessions {
            session.refresh().expect("it can be read");
        }
        for session in &self.sessions {
            assert_eq!(session.register(), self.sessions[0].register());
            sample::assert_sound(session);
        }
    }
}

/// What there was before a step.
struct Before {
    register: Register,
    heads: usize,
}

impl Before {
    fn of(session: &mut Session) -> Self {
        session.refresh().expect("it can be read");
        Self {
            register: session.register().clone(),
            heads: session.heads().expect("it can be read").len(),
        }
    }

    /// A refusal has written nothing; anything else one entry of the journal, and what was taken back was one's own.
    fn check(&self, session: &mut Session, outcome: Result<Done, Failure>) {
        let heads = session.heads().expect("it can be read").to_vec();
        match outcome {
            Err(Failure::Refused(_) | Failure::Conflict(..)) => {
                assert_eq!(heads.len(), self.heads, "a refusal is not journalled");
                assert_eq!(
                    *session.register(),
                    self.register,
                    "a refusal changes nothing"
                );
            }
            Err(Failure::Store(error)) => panic!("the file refused: {error}"),
            Ok(done) => {
                assert_eq!(heads.len(), self.heads + 1, "one entry for {done:?}");
                Self::check_owner(session, &heads);
                self.check_rest(session, &done);
            }
        }
    }

    fn check_owner(session: &Session, heads: &[Head]) {
        let last = heads.last().expect("it was just written");
        assert_eq!(last.actor, session.actor());
        let Some(target) = last.target else {
            assert_eq!(last.deed, Deed::Do);
            return;
        };
        let target = heads.iter().find(|head| head.id == target);
        let target = target.expect("what was reversed is in the journal");
        assert_eq!(
            target.actor,
            session.actor(),
            "nobody takes back another's work"
        );
        assert_eq!(target.deed == Deed::Undo, last.deed == Deed::Redo);
    }

    /// No row changed but those that the change names.
    fn check_rest(&self, session: &Session, done: &Done) {
        let named: BTreeSet<Entry> = done.entries.iter().copied().collect();
        let after = session.register();
        for &kind in Kind::ALL {
            for record in self.register.all(kind).chain(after.all(kind)) {
                let entry = record.entry();
                let is_alike = self.register.get(entry) == after.get(entry);
                assert!(
                    is_alike || named.contains(&entry),
                    "{entry} changed unnamed"
                );
            }
        }
    }
}

fn commit_and_undo(session: &mut Session, dice: &mut Dice) {
    session.refresh().expect("it can be read");
    let before = session.register().clone();
    if session
        .commit(|register| Ok(change(register, dice)))
        .is_ok()
    {
        session.undo().expect("nobody has written meanwhile");
    }
    assert_eq!(*session.register(), before);
}

fn undo_and_redo(session: &mut Session) {
    session.refresh().expect("it can be read");
    let before = session.register().clone();
    if session.undo().is_ok() {
        session.redo().expect("nobody has written meanwhile");
    }
    assert_eq!(*session.register(), before);
}

/// One to three edits of different rows.
pub(super) fn change(register: &Register, dice: &mut Dice) -> Change {
    let mut edits: Vec<Edit> = Vec::new();
    for _ in 0..=dice.below(3) {
        let kinds = if dice.is_one_in(2) {
            Kind::ALL
        } else {
            &CROWDED
        };
        let kind = *dice.one_of(kinds).expect("there are kinds");
        let deeds = [
            RowDeed::Create,
            RowDeed::Update,
            RowDeed::Update,
            RowDeed::Delete,
        ];
        let deed = *dice.one_of(&deeds).expect("there are deeds");
        let edit = random::edit(register, kind, deed, dice);
        let is_new = |edit: &Edit| edits.iter().all(|one| one.entry() != edit.entry());
        if let Some(edit) = edit.filter(is_new) {
            edits.push(edit);
        }
    }
    Change {
        label: "Did something".to_owned(),
        edits,
    }
}

fn check(histories: u32, steps: usize, world: fn() -> World) {
    let config = Config {
        cases: histories,
        failure_persistence: None,
        ..Config::default()
    };
    let all = prop::collection::vec(step(), 1..steps);
    let outcome = TestRunner::new(config).run(&all, |steps| {
        let mut world = world();
        for step in &steps {
            world.take(step);
        }
        world.end();
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn three_people_over_one_file_keep_memory_and_file_alike_and_undo_only_their_own() {
    let histories = if sample::is_slow_wanted() { 2_000 } else { 16 };
    check(histories, 20, World::on_disk);
}

#[test]
fn one_person_can_take_back_and_bring_back_everything_exactly() {
    let histories = if sample::is_slow_wanted() { 2_000 } else { 32 };
    check(histories, 20, World::in_memory);
}

#[test]
fn the_random_changes_are_of_every_kind_and_mostly_sound() {
    let mut session = sample::memory();
    session
        .commit(|_| Ok(sample::examples()))
        .expect("the examples are sound");
    let (mut done, mut kinds) = (0, BTreeSet::new());
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        if let Ok(made) = session.commit(|register| Ok(change(register, &mut dice))) {
            done += 1;
            kinds.extend(made.entries.iter().map(|entry| entry.kind));
        }
    }
    assert!(done > 120, "only {done} of 400 random changes were sound");
    assert!(kinds.iter().eq(Kind::ALL), "{kinds:?}");
    sample::assert_sound(&session);
}
