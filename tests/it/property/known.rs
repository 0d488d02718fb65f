//! What had been entered by a day, against a copy of the register that was kept on that day.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{Days, Months, NaiveDate, NaiveTime};
use secretariat::demo::generated::generated;
use secretariat::domain::change::Change;
use secretariat::domain::due::{DueOptions, Rules, due};
use secretariat::domain::register::Register;
use secretariat::domain::then::as_of;
use secretariat::exchange::import::import;
use secretariat::session::{Clock, Failure, Look, Session, SessionOptions};
use secretariat::store::Access;
use tempfile::TempDir;

use super::histories::change;
use super::import::{real, sheets};
use super::random::Dice;
use crate::sample;

const PEOPLE: [&str; 3] = ["ann", "bob", "cyd"];
/// So many days on each of which something may be entered.
const DAYS: u64 = 40;

/// A register in a file, and what it was at the end of every day so far.
struct World {
    _folder: TempDir,
    path: PathBuf,
    kept: Vec<Kept>,
}

struct Kept {
    day: NaiveDate,
    register: Register,
    /// So many entries the journal had.
    heads: usize,
}

impl World {
    /// The real files, each brought in on a day of its own.
    fn imported() -> Self {
        let mut world = Self::empty();
        for sheet in sheets() {
            let day = world.next_day();
            let mut session = world.on(day, PEOPLE[0]);
            session
                .commit(|register| Ok(import(register, &sheet, day).change))
                .expect("the real files are sound");
            world.keep(day, &mut session);
        }
        world
    }

    /// So many entries, all of them entered on the first day.
    fn generated(size: usize) -> Self {
        let mut world = Self::empty();
        let day = world.next_day();
        let mut session = world.on(day, PEOPLE[0]);
        session
            .commit(|_| Ok(generated(size, day)))
            .expect("it is sound");
        world.keep(day, &mut session);
        world
    }

    fn empty() -> Self {
        let (folder, path) = place();
        drop(sample::create(&path, PEOPLE[0]));
        Self {
            _folder: folder,
            path,
            kept: Vec::new(),
        }
    }

    /// A register that an earlier version wrote.
    fn released(name: &str) -> Self {
        let (folder, path) = place();
        let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files");
        fs::copy(files.join(name), &path).expect("there is room");
        let mut world = Self {
            _folder: folder,
            path,
            kept: Vec::new(),
        };
        let day = sample::morning().date_naive();
        let mut session = world.on(day, PEOPLE[0]);
        world.keep(day, &mut session);
        world
    }

    /// The day after the last that was kept; the first of them is that of all tests.
    fn next_day(&self) -> NaiveDate {
        let last = self.kept.last();
        last.map_or(sample::morning().date_naive(), |kept| {
            kept.day + Days::new(1)
        })
    }

    /// Somebody's session late in the evening of a day.
    fn on(&self, day: NaiveDate, actor: &str) -> Session {
        let late = NaiveTime::from_hms_opt(23, 59, 59).expect("a time");
        let options = SessionOptions {
            clock: Clock::Fixed(day.and_time(late).and_utc()),
            ..sample::options(actor)
        };
        Session::open(&self.path, Access::Write, options).expect("a sound register")
    }

    /// Somebody makes, changes, deletes, takes back or brings back something, or nothing comes of it.
    fn live_a_day(&mut self, dice: &mut Dice) {
        let day = self.next_day();
        let actor = *dice.one_of(&PEOPLE).expect("there are people");
        let mut session = self.on(day, actor);
        match dice.below(5) {
            0 => drop(session.undo()),
            1 => drop(session.redo()),
            _ => {
                let mut attempts = 0..20;
                let _ = attempts.find(|_| {
                    let outcome = session.commit(|register| Ok(change(register, dice)));
                    outcome.is_ok()
                });
            }
        }
        self.keep(day, &mut session);
    }

    fn keep(&mut self, day: NaiveDate, session: &mut Session) {
        self.kept.push(Kept {
            day,
            register: session.register().clone(),
            heads: session.heads().expect("it reads").len(),
        });
    }

    /// Every day is known as it was, from the last one on and by a session that has lived through none of them.
    fn check(&self) {
        let last = self.kept.last().expect("it has lived a day");
        let mut session = self.on(last.day, "reader");
        for kept in self.kept.iter().rev() {
            look(&mut session, kept.day);
            assert_eq!(*session.register(), kept.register, "{}", kept.day);
            let heads = session.heads().expect("it reads").len();
            assert_eq!(heads, kept.heads, "{}", kept.day);
        }
        let first = self.kept[0].day - Days::new(1);
        look(&mut session, first);
        assert_eq!(*session.register(), Register::default());
        assert!(session.nothing_known().is_some());
        session.look_back(Look::default()).expect("now is there");
        assert_eq!(*session.register(), last.register);
        sample::assert_sound(&session);
    }
}

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    (folder, path)
}

fn look(session: &mut Session, day: NaiveDate) {
    let look = Look {
        as_known: Some(day),
        ..Look::default()
    };
    session.look_back(look).expect("nobody was erased");
}

fn live(mut world: World, seed: u64) {
    let mut dice = Dice::new(seed);
    for _ in 0..DAYS {
        world.live_a_day(&mut dice);
    }
    world.check();
}

fn lives() -> u64 {
    if sample::is_slow_wanted() { 60 } else { 1 }
}

#[test]
fn an_import_and_forty_edits_on_forty_days_are_known_on_each_of_them_as_they_were() {
    for seed in 0..lives() {
        live(World::imported(), seed);
    }
}

#[test]
fn the_same_in_a_register_that_an_earlier_version_wrote() {
    for seed in 0..lives() {
        for name in ["register-1000.db", "register-2000.db", "register-4000.db"] {
            live(World::released(name), seed);
        }
    }
}

#[test]
fn nothing_is_written_while_a_day_is_looked_back_at() {
    type Deed = fn(&mut Session) -> Result<(), Failure>;
    let mut world = World::imported();
    world.live_a_day(&mut Dice::new(1));
    let last = world.kept.last().expect("it has lived a day");
    let mut session = world.on(last.day, PEOPLE[0]);
    look(&mut session, last.day);
    let reason = session.read_only().expect("a reason").to_owned();
    assert_eq!(
        reason,
        "This is what had been entered by 27 August 2021; nothing can be changed here."
    );
    let deeds: [Deed; 3] = [
        |session| session.commit(|_| Ok(Change::new("Did nothing"))).map(drop),
        |session| session.undo().map(drop),
        |session| session.redo().map(drop),
    ];
    for deed in deeds {
        let failure = deed(&mut session).expect_err("it is over");
        assert_eq!(failure.to_string(), reason);
    }
    assert_eq!(session.heads().expect("it reads").len(), last.heads);
}

#[test]
fn what_others_enter_meanwhile_is_there_when_somebody_comes_back_to_now() {
    let world = World::imported();
    let day = world.next_day();
    let (mut mine, mut theirs) = (world.on(day, PEOPLE[0]), world.on(day, PEOPLE[1]));
    look(&mut mine, world.kept[2].day);
    let shown = mine.past();
    theirs
        .commit(|register| Ok(renamed(register, "Another name")))
        .expect("it is sound");
    assert!(!mine.refresh().expect("it reads"), "nothing of it is shown");
    assert_eq!(*mine.register(), world.kept[2].register);
    assert_eq!(mine.past(), shown);
    mine.look_back(Look::default()).expect("now is there");
    assert_eq!(mine.register(), theirs.register());
}

fn renamed(register: &Register, name: &str) -> Change {
    let before = register.organisations.iter().next().expect("there is one");
    let mut after = before.clone();
    name.clone_into(&mut after.name);
    Change::new("Renamed it").update(before, after)
}

#[test]
fn the_real_files_are_sound_as_of_any_day_and_what_is_due_is_what_was_due() {
    let all = real();
    let first: NaiveDate = "2005-01-01".parse().expect("an ISO day");
    for month in 0..270 {
        let day = first + Months::new(month);
        let then = as_of(all.clone(), day);
        assert_eq!(then.faults(), [""; 0], "{day}");
        let (rules, options) = (Rules::default(), DueOptions::default());
        let lines = |register| due(register, day, &rules, &options);
        assert_eq!(lines(&then), lines(&all), "{day}");
    }
}

/// Entered at once, and then changed on forty days: the last day is made back from now, the first from nothing.
#[test]
fn a_day_is_there_before_anybody_waits_for_it() {
    if !sample::is_slow_wanted() {
        return;
    }
    for (size, limit) in [(1_000, 500), (20_000, 8_000)] {
        let mut world = World::generated(size);
        for turn in 0..DAYS {
            let day = world.next_day();
            let mut session = world.on(day, PEOPLE[0]);
            let outcome = session.commit(|register| Ok(renamed(register, &format!("Name {turn}"))));
            outcome.expect("it is sound");
            world.keep(day, &mut session);
        }
        let last = world.kept.last().expect("it has lived a day").day;
        let mut session = world.on(last, "reader");
        for day in [world.kept[0].day, world.kept[35].day] {
            let began = Instant::now();
            look(&mut session, day);
            let took = began.elapsed();
            sample::tell(&format!("{size} entries as known on {day}: {took:?}"));
            assert!(took < Duration::from_millis(limit), "{size}: {took:?}");
        }
    }
}
