//! Registers to try things on, and the records of every kind that are kept as examples.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use secretariat::demo;
use secretariat::domain::action::{self, ActionOutcome, CloseOptions};
use secretariat::domain::change::Change;
use secretariat::domain::due::Rules;
use secretariat::domain::organisation::Organisation;
use secretariat::domain::register::{Edit, Kind, Register};
use secretariat::domain::words::Word;
use secretariat::house::HouseFiles;
use secretariat::opening::Target;
use secretariat::session::{Clock, Session, SessionOptions};
use secretariat::store::Access;

/// Records of every kind as the journal keeps them: `kind`, a tab, JSON. Each may name the others.
pub(crate) const EXAMPLES: &str = include_str!("files/journal-5000.tsv");
/// The same as each version before kept them, and the register of that version that was made from them.
pub(crate) const OLDER: [(&str, &str); 4] = [
    ("register-1000.db", OLDEST),
    ("register-2000.db", include_str!("files/journal-2000.tsv")),
    ("register-3000.db", include_str!("files/journal-3000.tsv")),
    ("register-4000.db", include_str!("files/journal-4000.tsv")),
];
pub(crate) const OLDEST: &str = include_str!("files/journal-1000.tsv");

/// 20 August 2021, in the morning.
pub(crate) fn morning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2021, 8, 20, 9, 30, 0)
        .single()
        .expect("a morning")
}

pub(crate) fn options(actor: &str) -> SessionOptions {
    SessionOptions {
        clock: Clock::Fixed(morning()),
        actor: actor.to_owned(),
        rules: Rules::default(),
        house: HouseFiles::default(),
    }
}

/// The sample data entered on 1 March 2021; on 5 May 2021 action 2 was closed and an organisation made. Open on a day
/// after that, at nine.
pub(crate) fn lived(path: &Path, today: &str) -> Session {
    let on = |day: &str| {
        let at = format!("{day}T09:00:00Z")
            .parse()
            .expect("a test's own day");
        SessionOptions {
            clock: Clock::Fixed(at),
            ..options("ann")
        }
    };
    let mut session = Session::create(path, on("2021-03-01")).expect("the folder is empty");
    session.commit(|_| Ok(demo::demo())).expect("it is sound");
    drop(session);
    let mut session = Session::open(path, Access::Write, on("2021-05-05")).expect("it is sound");
    session
        .commit(|register| Ok(later(register)))
        .expect("it is sound");
    drop(session);
    Session::open(path, Access::Write, on(today)).expect("it is sound")
}

fn later(register: &Register) -> Change {
    let action = register.actions.iter().find(|one| one.number == 2);
    let options = CloseOptions {
        today: day("2021-05-05"),
        on: day("2021-05-05"),
        outcome: ActionOutcome::Done,
        note: None,
    };
    let ids = [action.expect("the sample data has it").id];
    let change = action::close(register, &ids, &options).expect("it is open");
    change.create(Organisation::new(
        register.organisations.next_id(),
        "Newcomers",
    ))
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a test's own day")
}

/// A new register in a folder, open for somebody.
pub(crate) fn create(path: &Path, actor: &str) -> Session {
    Session::create(path, options(actor)).expect("an empty folder takes a register")
}

pub(crate) fn open(path: &Path, actor: &str) -> Session {
    Session::open(path, Access::Write, options(actor)).expect("it is a sound register")
}

pub(crate) fn memory() -> Session {
    Session::memory(options("ann")).expect("memory has room")
}

/// All the examples as one change.
pub(crate) fn examples() -> Change {
    Change {
        label: "Made one of every kind".to_owned(),
        edits: read(EXAMPLES),
    }
}

/// Lines of examples, each as the edit that made it.
pub(crate) fn read(lines: &str) -> Vec<Edit> {
    let read = |line: &str| {
        let (kind, json) = line.split_once('\t').expect("a kind and its JSON");
        let kind = Kind::from_word(kind).expect("a kind");
        Edit::read(kind, None, Some(json)).expect("a record")
    };
    lines.lines().map(read).collect()
}

/// Fails with everything that is wrong with a register.
pub(crate) fn assert_sound(session: &Session) {
    let findings = session.check_all().expect("it can be looked at");
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// What takes longer than a moment runs only where it is asked for, as on the build machine.
pub(crate) fn is_slow_wanted() -> bool {
    std::env::var_os("RUN_SLOW_TESTS").is_some_and(|asked| asked == "1")
}

/// On a line of its own, at once: for a parent that listens, or for whoever asked for the slow tests and their figures.
pub(crate) fn tell(line: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "\n@{line}").expect("somebody listens");
    out.flush().expect("somebody listens");
}

thread_local! {
    static OPENED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// In the place of the system: notes what was to be opened.
#[allow(
    clippy::unnecessary_wraps,
    reason = "it stands where the system's own opener can fail"
)]
pub(crate) fn note_opened(target: &Target) -> io::Result<()> {
    let target = target.as_os_str().to_string_lossy().into_owned();
    OPENED.with_borrow_mut(|all| all.push(target));
    Ok(())
}

/// What was to be opened in this test since it was asked last.
pub(crate) fn opened() -> Vec<String> {
    OPENED.take()
}
