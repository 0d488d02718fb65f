//! What a user waits for, at three sizes of a register: `cargo bench`. Medians of several runs, and ratios to the first row.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use secretariat::demo::generated::generated;
use secretariat::domain::action::{self, ActionOutcome, CloseOptions};
use secretariat::domain::audience::Audience;
use secretariat::domain::due::{DueOptions, Rules, due};
use secretariat::domain::find::{Query, find};
use secretariat::domain::item;
use secretariat::house::HouseFiles;
use secretariat::session::{Clock, Session, SessionOptions};
use secretariat::store::Access;
use secretariat::tui::{App, Options};

const SIZES: [usize; 3] = [1_000, 20_000, 100_000];
/// Before each run: a person pauses between two commands too, and a writer gives way to others after a change.
const REST: Duration = Duration::from_millis(5);
const MEASURES: [&str; 11] = [
    "load",
    "due",
    "find title",
    "find all",
    "find none",
    "key to frame",
    "key in long text",
    "commit",
    "commit+due",
    "undo",
    "check",
];

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    let base = NaiveDate::from_ymd_opt(2021, 8, 20).ok_or("a day")?;
    let folder = tempfile::tempdir()?;
    let mut table = String::from("records ");
    for measure in MEASURES {
        write!(table, "{measure:>22}")?;
    }
    table.push('\n');
    let mut first: Option<Vec<Duration>> = None;
    for size in SIZES {
        let path = folder.path().join(format!("{size}.db"));
        let measured = measure(&path, size, base)?;
        write!(table, "{size:>7} ")?;
        let floor = first.get_or_insert_with(|| measured.clone());
        for (took, least) in measured.iter().zip(floor.iter()) {
            let ratio = took.as_secs_f64() / least.as_secs_f64();
            let took = took.as_secs_f64() * 1_000.0;
            write!(table, "{took:>11.3} ms {ratio:>6.1}x")?;
        }
        table.push('\n');
    }
    io::stdout().write_all(table.as_bytes())?;
    Ok(())
}

fn options(base: NaiveDate) -> SessionOptions {
    SessionOptions {
        clock: Clock::AsOf(base),
        actor: "bench".to_owned(),
        rules: Rules::default(),
        house: HouseFiles::default(),
    }
}

fn measure(path: &Path, size: usize, base: NaiveDate) -> Result<Vec<Duration>, Error> {
    let mut session = Session::create(path, options(base))?;
    session.commit(|_| Ok(generated(size, base)))?;
    drop(session);
    let load = median(9, || {
        Session::open(path, Access::Write, options(base)).map(drop)
    })?;
    let mut session = Session::open(path, Access::Write, options(base))?;
    let look = |session: &Session| {
        let lines = due(
            session.register(),
            base,
            session.rules(),
            &DueOptions::default(),
        );
        black_box(lines);
    };
    let due = median(9, || {
        look(&session);
        Ok::<_, Error>(())
    })?;
    let search = |words: &str| {
        let query = Query::new(words);
        median(9, || {
            black_box(find(
                session.register(),
                &query,
                Audience::Secretariat,
                |_| true,
            ));
            Ok::<_, Error>(())
        })
    };
    let (title, all, none) = (
        search("partners council")?,
        search("the")?,
        search("nowhere to be found")?,
    );
    let key = key_to_frame(&mut session, |_, _| (), KeyCode::Down)?;
    let typed = key_to_frame(&mut session, type_at_length, KeyCode::Left)?;
    let commit = median(31, || change(&mut session, base))?;
    let both = median(31, || {
        change(&mut session, base)?;
        look(&session);
        Ok::<_, Error>(())
    })?;
    let undo = median(9, || session.undo().map(drop))?;
    let check = median(3, || session.check_all().map(drop))?;
    Ok(vec![
        load, due, title, all, none, key, typed, commit, both, undo, check,
    ])
}

/// Opens the form of a new action and fills its long text with 20,000 letters.
fn type_at_length(app: &mut App, session: &mut Session) {
    for key in ['4', 'n'] {
        app.press(plain(KeyCode::Char(key)), session);
    }
    app.paste(&"Words of a long text that goes on and on. ".repeat(500));
}

fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// A key is pressed, on the screen that opens first or where some came before, and the screen is drawn.
fn key_to_frame(
    session: &mut Session,
    before: impl FnOnce(&mut App, &mut Session),
    code: KeyCode,
) -> Result<Duration, Error> {
    let mut terminal = Terminal::new(TestBackend::new(120, 40))?;
    let mut app = App::new(&Options::default());
    let area = terminal.get_frame().area();
    app.sync(session, area);
    terminal.draw(|frame| app.draw(frame, session))?;
    before(&mut app, session);
    median(200, || {
        app.press(plain(code), session);
        app.sync(session, area);
        terminal.draw(|frame| app.draw(frame, session))?;
        Ok::<_, Error>(())
    })
}

/// What people do most: an action is closed and another is added.
fn change(session: &mut Session, base: NaiveDate) -> Result<(), Error> {
    let register = session.register();
    let open = register.actions.iter().find(|one| one.closed.is_none());
    let id = open.ok_or("an open action")?.id;
    let meeting = register.meetings.iter().next().ok_or("a meeting")?.id;
    let late = base
        .checked_add_days(chrono::Days::new(3_000))
        .ok_or("a day")?;
    let options = CloseOptions {
        today: late,
        on: late,
        outcome: ActionOutcome::Done,
        note: None,
    };
    session.commit(|register| {
        let mut change = action::close(register, &[id], &options)?;
        change
            .edits
            .extend(item::add(register, meeting, "Current challenges")?.edits);
        Ok(change)
    })?;
    Ok(())
}

fn median<E>(runs: usize, mut run: impl FnMut() -> Result<(), E>) -> Result<Duration, E> {
    let mut took = Vec::with_capacity(runs);
    for _ in 0..runs {
        thread::sleep(REST);
        let began = Instant::now();
        run()?;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    Ok(took[runs / 2])
}
