//! Programs that write at once, are killed, or find the disk full: each is this test program started again as a child.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use secretariat::domain::change::Change;
use secretariat::domain::forum::Forum;
use secretariat::domain::id::Id;
use secretariat::domain::item::Item;
use secretariat::domain::meeting::Meeting;
use secretariat::domain::organisation::Organisation;
use secretariat::domain::register::{Edit, Register};
use secretariat::session::{Done, Failure, Session};
use secretariat::store::Access;
use tempfile::TempDir;

use super::exports;
use super::random::Dice;
use crate::sample::{self, tell};

/// What a child is to do, and on which file; without them the test below does nothing.
const TASK: &str = "SECRETARIAT_TEST_TASK";
const FILE: &str = "SECRETARIAT_TEST_FILE";
const NAME: &str = "SECRETARIAT_TEST_NAME";

/// The child's side. Started by the tests below; by itself it passes at once.
#[test]
fn a_child_of_the_tests_here_does_its_task() {
    let (Ok(task), Some(path)) = (std::env::var(TASK), std::env::var_os(FILE)) else {
        return;
    };
    let name = std::env::var(NAME).unwrap_or_default();
    if task == "upgrade" {
        wait_for_the_parent();
        drop(sample::open(Path::new(&path), &name));
        return;
    }
    if task == "export for ever" {
        wait_for_the_parent();
        exports::export_for_ever(Path::new(&path));
    }
    let session = sample::open(Path::new(&path), &name);
    wait_for_the_parent();
    match task.as_str() {
        "rename" => rename_often(session, &name),
        "add" => add_often(session),
        "write for ever" => write_for_ever(session),
        "fill" => write_till_full(session),
        other => panic!("no task {other}"),
    }
}

/// Says that it is ready, and waits until the parent says so, so that all begin at once.
fn wait_for_the_parent() {
    tell("ready");
    let mut word = String::new();
    std::io::stdin()
        .read_line(&mut word)
        .expect("the parent lives");
}

/// A child, and what it has told so far.
pub(super) struct Worker {
    pub(super) child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    pub(super) fn start(path: &Path, task: &str, name: &str) -> Self {
        let program = std::env::current_exe().expect("this program has a path");
        Self::run(Command::new(program), path, task, name)
    }

    fn run(mut command: Command, path: &Path, task: &str, name: &str) -> Self {
        let mut child = command
            .args(["--exact", "--nocapture", "--test-threads=1"])
            .arg("property::processes::a_child_of_the_tests_here_does_its_task")
            .env(TASK, task)
            .env(FILE, path)
            .env(NAME, name)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this program can be started again");
        let out = child.stdout.take().expect("it is piped");
        let lines = BufReader::new(out).lines();
        Self { child, lines }
    }

    /// Lets it begin, once it is ready.
    pub(super) fn begin(&mut self) {
        assert_eq!(self.told().as_deref(), Some("ready"));
        let word = self.child.stdin.as_mut().expect("it is piped");
        writeln!(word, "begin").expect("it listens");
    }

    /// What it tells next. None once it has ended.
    pub(super) fn told(&mut self) -> Option<String> {
        self.lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix('@').map(str::to_owned))
    }

    /// Everything it tells until it ends by itself, which must go well.
    fn finish(mut self) -> Vec<String> {
        let told: Vec<String> = std::iter::from_fn(|| self.told()).collect();
        let status = self.child.wait().expect("it was started");
        assert!(status.success(), "a child failed after telling {told:?}");
        told
    }
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// A register with an organisation, a forum and its meeting, closed again.
fn prepared() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    let mut session = sample::create(&path, "first");
    let on = sample::morning().date_naive().into();
    let change = Change::new("Began")
        .create(Organisation::new(id(1), "CQC"))
        .create(Forum::new(id(1), "The Forum"))
        .create(Meeting::new(id(1), id(1), on));
    session.commit(|_| Ok(change)).expect("it is sound");
    (folder, path)
}

/// 100 renames of one organisation, each thought out before others may have written: tells every name that went in.
fn rename_often(mut session: Session, name: &str) {
    let mut saved = 0;
    while saved < 100 {
        let before = session
            .register()
            .organisations
            .get(id(1))
            .expect("it is there")
            .clone();
        let text = format!("{name} {saved}");
        let after = Organisation {
            name: text.clone(),
            ..before.clone()
        };
        match session.commit(|_| Ok(Change::new("Renamed").update(&before, after))) {
            Ok(_) => {
                saved += 1;
                tell(&text);
            }
            Err(Failure::Conflict(..)) => {}
            Err(failure) => panic!("{failure}"),
        }
    }
}

/// 40 organisations added one by one; tells how many microseconds each took.
fn add_often(mut session: Session) {
    for _ in 0..40 {
        let began = Instant::now();
        session
            .commit(|register| {
                let number = register.organisations.next_id();
                Ok(Change::new("Added").create(Organisation::new(number, "GMC")))
            })
            .expect("it waits its turn");
        tell(&began.elapsed().as_micros().to_string());
        // A person looks at what came of it, and others get their turn.
        session.refresh().expect("it can be read");
    }
}

/// Changes of many rows, one after another, until killed: tells the number of each once it is saved.
fn write_for_ever(mut session: Session) {
    loop {
        composite(&mut session).expect("it is sound");
        let last = session
            .heads()
            .expect("it reads")
            .last()
            .map_or(0, |head| head.id);
        tell(&last.to_string());
    }
}

/// Takes out half of the agenda and adds a few dozen items with long texts: many pages, many rows, one change.
fn composite(session: &mut Session) -> Result<Done, Failure> {
    session.commit(|register| {
        let mut change = Change::new("Made a new agenda");
        let old: Vec<&Item> = register.items.iter().collect();
        for item in old.iter().take(old.len() / 2) {
            change = change.delete(*item);
        }
        let first = register.items.next_id().number();
        for number in first..first + 30 {
            let mut item = Item::new(id(number), id(1), number, "Item");
            item.outcome = "Noted. ".repeat(100);
            change = change.create(item);
        }
        Ok(change)
    })
}

/// Writes until the disk is full, then tells whether memory is what the file says, and how it was told.
fn write_till_full(mut session: Session) {
    for _ in 0..10_000 {
        let before = session.register().clone();
        match composite(&mut session) {
            Ok(_) => {}
            Err(Failure::Refused(refusal) | Failure::Conflict(_, refusal)) => panic!("{refusal}"),
            Err(Failure::Store(error)) => {
                assert_eq!(
                    *session.register(),
                    before,
                    "what was not saved is not in memory"
                );
                sample::assert_sound(&session);
                tell(&error.to_string());
                return;
            }
        }
    }
}

/// P6: two people, one record, and nobody is silently written over.
#[test]
fn six_programs_that_rename_one_organisation_lose_no_name() {
    if !sample::is_slow_wanted() {
        return;
    }
    let (_folder, path) = prepared();
    let names = ["a", "b", "c", "d", "e", "f"];
    let mut workers = names.map(|name| Worker::start(&path, "rename", name));
    workers.iter_mut().for_each(Worker::begin);
    let count = workers.len();
    let told: BTreeSet<String> = workers.into_iter().flat_map(Worker::finish).collect();
    assert_eq!(told.len(), 100 * count);
    let mut session = sample::open(&path, "last");
    sample::assert_sound(&session);
    let heads = session
        .history(id::<Organisation>(1).into())
        .expect("it reads");
    let kept: BTreeSet<String> = heads
        .iter()
        .skip(1)
        .flat_map(|head| session.edits(head.id).expect("it reads"))
        .filter_map(|edit| edit.after().map(|after| after.title(session.register())))
        .collect();
    assert_eq!(
        heads.len(),
        100 * count + 1,
        "as many versions as were told"
    );
    assert_eq!(kept, told, "every name can be found again");
}

/// P7: no "database is locked" in normal use, and nobody waits long.
#[test]
fn three_programs_that_add_at_once_all_succeed_and_wait_their_turn_briefly() {
    if !sample::is_slow_wanted() {
        return;
    }
    let (_folder, path) = prepared();
    let mut workers = ["a", "b", "c"].map(|name| Worker::start(&path, "add", name));
    workers.iter_mut().for_each(Worker::begin);
    let told = workers.into_iter().flat_map(Worker::finish);
    let mut waits: Vec<u64> = told.filter_map(|line| line.parse().ok()).collect();
    waits.sort_unstable();
    assert_eq!(waits.len(), 120);
    let slow = Duration::from_micros(waits[waits.len() * 99 / 100]);
    let median = Duration::from_micros(waits[waits.len() / 2]);
    tell(&format!("P7: median {median:?}, p99 {slow:?}"));
    assert!(
        slow < Duration::from_millis(250),
        "one in a hundred took {slow:?}"
    );
    let session = sample::open(&path, "last");
    sample::assert_sound(&session);
    assert_eq!(session.register().organisations.len(), 121);
}

/// What one kill left behind.
struct Killed {
    /// The last entry of the journal that it said was saved.
    told: i64,
    in_the_middle: bool,
}

fn kill_after(path: &Path, pause: Duration) -> Killed {
    let mut worker = Worker::start(path, "write for ever", "killed");
    worker.begin();
    let began = Instant::now();
    let mut told = 0;
    // Reading its pipe would keep the time for it; a kill is to come at any moment.
    while began.elapsed() < pause {
        std::hint::spin_loop();
    }
    worker.child.kill().expect("it is ours");
    while let Some(line) = worker.told() {
        told = line.parse().expect("the number of an entry");
    }
    worker.child.wait().expect("it was started");
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    let in_the_middle = fs::metadata(journal).is_ok_and(|journal| journal.len() > 0);
    Killed {
        told,
        in_the_middle,
    }
}

/// P1: killed at any moment, all that it said was saved is there, and nothing half.
#[test]
fn a_program_killed_while_it_saves_leaves_all_that_it_said_and_nothing_half() {
    let (kills, seconds) = if sample::is_slow_wanted() {
        (200, 30)
    } else {
        (3, 30)
    };
    let (_folder, path) = prepared();
    let mut dice = Dice::new(7);
    let (mut in_the_middle, began) = (0, Instant::now());
    for kill in 0..kills {
        let pause = Duration::from_micros(dice.next() % 50_000);
        let killed = kill_after(&path, pause);
        in_the_middle += u32::from(killed.in_the_middle);
        let mut session = sample::open(&path, "after");
        let last = session
            .heads()
            .expect("it reads")
            .last()
            .map_or(0, |head| head.id);
        assert!(
            last >= killed.told,
            "kill {kill}: {last} is there, {} was told",
            killed.told
        );
        // Looking at everything takes longer the longer the history; the last look is at all of it.
        if kill % 20 == 0 || kill + 1 == kills {
            sample::assert_sound(&session);
        }
        assert_whole(session.register());
        if session.register().items.len() > 200 || last > 600 {
            begin_again(&path, session);
        }
    }
    let taken = began.elapsed();
    if sample::is_slow_wanted() {
        tell(&format!(
            "P1: {kills} kills in {taken:?}, {in_the_middle} in the middle of saving"
        ));
        assert!(
            taken < Duration::from_secs(seconds),
            "{kills} kills took {taken:?}"
        );
        assert!(
            in_the_middle * 10 >= kills * 3,
            "only {in_the_middle} of {kills}"
        );
    }
}

/// A register of version 1000, in a folder of its own.
fn older() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/register-1000.db");
    fs::copy(kept, &path).expect("there is room");
    (folder, path)
}

/// The backups beside a register, and what was to become one.
fn backups(path: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let folder = path.parent().expect("a file lies in a folder");
    let entries = fs::read_dir(folder).expect("it is there");
    let paths = entries.map(|entry| entry.expect("it is there").path());
    let is_backup = |path: &PathBuf| path.to_string_lossy().contains(".before-");
    paths
        .filter(is_backup)
        .partition(|path| path.extension().is_some_and(|ending| ending == "db"))
}

/// P2, and P3 of backups: an upgrade that is killed leaves the old register or the new one, and a backup that opens or
/// none; the next start tidies up.
#[test]
fn a_program_killed_while_it_upgrades_leaves_the_old_register_or_the_new_one() {
    let kills: u32 = if sample::is_slow_wanted() { 100 } else { 3 };
    let (_whole, path) = older();
    let began = Instant::now();
    drop(sample::open(&path, "first"));
    let taken = began.elapsed();
    let (mut old, mut backed_up) = (0, 0);
    for kill in 0..kills {
        let (_folder, path) = older();
        let mut worker = Worker::start(&path, "upgrade", "killed");
        worker.begin();
        let began = Instant::now();
        // A little longer than it takes, so that some end in time.
        while began.elapsed() < taken * kill * 5 / (kills - 1) / 4 {
            std::hint::spin_loop();
        }
        // It may have ended already.
        let _ = worker.child.kill();
        worker.child.wait().expect("it was started");
        old += u32::from(version_of(&path) == 1000);
        assert!([1000, 5000].contains(&version_of(&path)), "kill {kill}");
        for backup in backups(&path).0 {
            backed_up += 1;
            assert_example(&backup, Access::Read);
        }
        for access in [Access::Read, Access::Write] {
            assert_example(&path, access);
        }
        let (whole, half) = backups(&path);
        assert!(!whole.is_empty() && half.is_empty(), "{whole:?}, {half:?}");
    }
    if sample::is_slow_wanted() {
        tell(&format!(
            "P2, P3: {kills} kills over {taken:?}: {old} left the old register, {backed_up} a backup"
        ));
    }
}

/// The version in the header of a file that nobody has open.
fn version_of(path: &Path) -> u32 {
    let bytes = fs::read(path).expect("it is there");
    let version = bytes[60..].first_chunk().expect("a header is longer");
    u32::from_be_bytes(*version)
}

/// The register opens, is sound and holds what the examples say.
fn assert_example(path: &Path, access: Access) {
    let session = Session::open(path, access, sample::options("after")).expect("it opens");
    sample::assert_sound(&session);
    let expected = sample::read(sample::OLDEST);
    assert_eq!(session.register().len(), expected.len());
    for edit in expected {
        assert_eq!(session.register().get(edit.entry()), edit.after());
    }
}

/// A new empty register in the place of one that has grown.
fn begin_again(path: &Path, session: Session) {
    sample::assert_sound(&session);
    drop(session);
    fs::remove_file(path).expect("it is ours");
    let (_other, fresh) = prepared();
    fs::copy(fresh, path).expect("there is room");
}

/// Every change adds thirty items or none, and the agenda has no gap.
fn assert_whole(register: &Register) {
    assert_eq!(register.faults(), [""; 0]);
    let texts = register
        .items
        .iter()
        .filter(|item| item.outcome.len() != 700);
    assert_eq!(texts.count(), 0, "every item is whole");
}

/// P4 in part: a disk that is full in the middle of a change.
#[test]
fn a_full_disk_is_told_by_name_and_leaves_memory_and_file_alike() {
    let program = std::env::current_exe().expect("this program has a path");
    // The limit of a file's size, in blocks of 512 or 1,024 bytes; without the signal the write fails.
    for blocks in ["300", "350", "401"] {
        let (_folder, path) = prepared();
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!(
                "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
            ))
            .arg(&program);
        let mut worker = Worker::run(command, &path, "fill", "full");
        worker.begin();
        let told = worker.finish();
        let sentence = told.last().expect("it tells how it was told");
        assert!(sentence.contains("The disk that holds"), "{sentence}");
        assert!(sentence.contains("register.db"), "{sentence}");
        let mut session = sample::open(&path, "after");
        sample::assert_sound(&session);
        composite(&mut session).expect("there is room without the limit");
        sample::assert_sound(&session);
    }
}

/// The edits of a change, for a reader of the journal: nothing is in it twice.
#[test]
fn a_composite_change_is_one_entry_with_one_edit_a_row() {
    let mut session = sample::memory();
    let on = sample::morning().date_naive().into();
    let change = Change::new("Began")
        .create(Forum::new(id(1), "The Forum"))
        .create(Meeting::new(id(1), id(1), on));
    session.commit(|_| Ok(change)).expect("it is sound");
    for _ in 0..3 {
        let done = composite(&mut session).expect("it is sound");
        let rows: BTreeSet<_> = done.entries.iter().collect();
        assert_eq!(rows.len(), done.entries.len());
    }
    let edits: Vec<Edit> = session.edits(4).expect("it reads");
    assert_eq!(session.heads().expect("it reads").len(), 4);
    assert!(edits.len() > 30);
    sample::assert_sound(&session);
}
