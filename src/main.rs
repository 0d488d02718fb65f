//! Parses the arguments, opens the register, runs the command line or the screen, and chooses the exit code.

use std::env;
use std::io::{self, BufRead, IsTerminal, Write};
use std::panic;
use std::process::ExitCode;

use secretariat::cli::demo::in_memory;
use secretariat::cli::line::{Echo, Talk};
use secretariat::cli::{self, Color, Command, Common, Make, Open, Out, Stop};
use secretariat::config::{self, Origin};
use secretariat::demo::AS_OF;
use secretariat::domain::date::Date;
use secretariat::domain::shown::Shown;
use secretariat::exchange::pdf::trial;
use secretariat::opening;
use secretariat::paths;
use secretariat::session::{Failure, Session};
use secretariat::store::{Access, StoreError};
use secretariat::tui::{self, Choice, Surroundings, Symbols};

fn main() -> ExitCode {
    report_no_trials();
    let mut cli = match cli::parse(env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody is left to tell if this cannot be printed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    cli.common.loaded = config::load();
    cli.common.mappings = paths::mappings();
    let common = &cli.common;
    let ended = match &cli.command {
        None if is_line(common) => line(|talk| open_or_start(talk, common), common),
        Some(Command::Make(Make::Demo(args))) if args.file.is_none() && is_line(common) => {
            line(|_| in_memory(common).map(Some), common)
        }
        Some(_) if common.line => Err(Stop::Usage(
            "--line asks everything itself: leave the command out, or use it with demo.".to_owned(),
        )
        .into()),
        None if is_screen() => show(common).inspect_err(|_| say_mistakes(common)),
        Some(Command::Make(Make::Demo(args))) if args.file.is_none() && is_screen() => {
            in_memory(common)
                .map_err(Into::into)
                .and_then(|session| screen(session, common))
        }
        None => warn(common, |out| run(&Open::Status, common, out)),
        Some(Command::Open(open)) => warn(common, |out| run(open, common, out)),
        Some(Command::Make(make)) => warn(common, |out| cli::make(make, common, out)),
        Some(Command::Config(command)) => {
            print(|out| cli::config::run(command, common, out), common)
        }
        Some(Command::Help(args)) => print(|out| cli::help::run(args, common, out), common),
    };
    ended.unwrap_or_else(|report| fail(&report))
}

/// A paper over which its reader panics is refused by name; what the reader says of itself is nothing for anybody here.
fn report_no_trials() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !trial::is_on() {
            report(panic);
        }
    }));
}

fn run(command: &Open, common: &Common, out: &mut Out<'_>) -> Result<cli::Exit, Stop> {
    // Never given back: the process ends with the command, and freeing row by row takes a tenth of its time.
    let session = Box::leak(Box::new(cli::open(Some(command), common)?));
    cli::run(command, common, session, out)
}

/// Runs a command after saying what in the settings does not count.
fn warn(
    common: &Common,
    command: impl FnOnce(&mut Out<'_>) -> Result<cli::Exit, Stop>,
) -> color_eyre::Result<ExitCode> {
    let warned = |out: &mut Out<'_>| {
        for mistake in &common.loaded.mistakes {
            out.say(&mistake.sentence)?;
        }
        command(out)
    };
    print(warned, common)
}

/// Runs a command with its data on stdout and its messages on stderr.
fn print(
    command: impl FnOnce(&mut Out<'_>) -> Result<cli::Exit, Stop>,
    common: &Common,
) -> color_eyre::Result<ExitCode> {
    let stdout = io::stdout();
    let columns = || crossterm::terminal::size().map_or(80, |(columns, _)| columns.into());
    let width = stdout.is_terminal().then(columns);
    let mut data = io::BufWriter::with_capacity(64 * 1024, stdout.lock());
    let messages = &mut io::stderr();
    // Not locked for long: a command may read a text from it too.
    let mut stdin = io::BufReader::new(io::stdin());
    let is_somebody_there = io::stdin().is_terminal() && messages.is_terminal();
    let answers = is_somebody_there.then_some(&mut stdin as &mut dyn BufRead);
    let exit = command(&mut Out {
        data: &mut data,
        messages,
        answers,
        width,
        is_quiet: common.quiet,
        opener: opening::with_system,
    })?;
    data.flush().map_err(Stop::Output)?;
    Ok(ExitCode::from(exit.code()))
}

/// The register on the screen; without one, the question what to do about that.
fn show(common: &Common) -> color_eyre::Result<ExitCode> {
    match cli::open(None, common) {
        Err(Stop::Failure(Failure::Store(StoreError::Missing { .. })))
            if common.register().1 == Origin::Default =>
        {
            match tui::first_run(&paths::default_register(), &options(common, None))? {
                Choice::Quit => Ok(ExitCode::SUCCESS),
                Choice::Create => screen(cli::create_default(common)?, common),
                Choice::Open(path) => screen(cli::open_at(&path, Access::Write, common)?, common),
                Choice::Demo => screen(in_memory(common)?, common),
            }
        }
        opened => screen(opened?, common),
    }
}

/// Questions and answers in lines, on the register that is chosen if there is none.
fn line(
    opened: impl FnOnce(&mut Talk<'_>) -> Result<Option<Session>, Stop>,
    common: &Common,
) -> color_eyre::Result<ExitCode> {
    if common.dry_run {
        let sentence = "Every question asks before it saves: leave --dry-run out.";
        return Err(Stop::Usage(sentence.to_owned()).into());
    }
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let echo = if input.is_terminal() {
        Echo::Terminal
    } else {
        Echo::Lines
    };
    say_mistakes(common);
    let mut talk = Talk::new(&mut input, &mut output, echo, common);
    let exit = match opened(&mut talk)? {
        Some(mut session) => cli::line::run(&mut session, &mut talk)?,
        None => cli::Exit::Done,
    };
    Ok(ExitCode::from(exit.code()))
}

/// The register that the options name; without one, the three ways.
fn open_or_start(talk: &mut Talk<'_>, common: &Common) -> Result<Option<Session>, Stop> {
    match cli::open(None, common) {
        Err(Stop::Failure(Failure::Store(StoreError::Missing { .. })))
            if common.register().1 == Origin::Default =>
        {
            cli::line::start(talk)
        }
        opened => opened.map(Some),
    }
}

fn screen(session: Session, common: &Common) -> color_eyre::Result<ExitCode> {
    color_eyre::install()?;
    let banner = session.path().is_none().then(|| match session.today() {
        AS_OF => format!("Sample data as of {}", Date::day(AS_OF)),
        _ => "Sample data".to_owned(),
    });
    tui::run(session, &options(common, banner))?;
    Ok(ExitCode::SUCCESS)
}

fn options(common: &Common, banner: Option<String>) -> tui::Options {
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    tui::Options {
        color,
        theme: common.theme().0,
        symbols: Symbols::of(common.symbols().0, &surroundings()),
        banner,
        drafts: paths::drafts(),
        last_folder: paths::last_folder(),
        mappings: paths::mappings(),
        mouse: common.mouse().0,
        first_day: common.first_day().0.weekday(),
        warning: common.loaded.warning(),
        page: common.loaded.file.page.clone(),
        opener: opening::with_system,
    }
}

fn surroundings() -> Surroundings {
    let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let mut locales = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    Surroundings {
        locale: locales.find_map(variable).unwrap_or_default(),
        terminal: variable("TERM").unwrap_or_default(),
        is_windows_terminal: variable("WT_SESSION").is_some(),
    }
}

/// Says on stderr what the screen would have said, had it opened.
fn say_mistakes(common: &Common) {
    for mistake in &common.loaded.mistakes {
        // Nobody is left to tell if stderr is gone.
        let _ = writeln!(io::stderr(), "{}", Shown::text(&mistake.sentence));
    }
}

/// True where a full screen can be drawn.
fn is_screen() -> bool {
    is_somebody_there() && !is_dumb()
}

/// True where lines are wished for, or nothing else can be drawn.
fn is_line(common: &Common) -> bool {
    let accessible = env::var_os("ACCESSIBLE");
    let is_accessible = accessible.is_some_and(|value| !value.is_empty() && value != "0");
    common.line || (is_somebody_there() && (is_accessible || is_dumb()))
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn is_somebody_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Says what failed. A stop of the command line says it in one sentence; what nobody foresaw with its chain.
fn fail(report: &color_eyre::Report) -> ExitCode {
    let (words, code) = match report.downcast_ref::<Stop>() {
        Some(stop) if stop.is_silent() => return ExitCode::from(stop.code()),
        Some(stop) => (stop.to_string(), stop.code()),
        None => (format!("{report:#}"), 1),
    };
    // Nobody is left to tell if stderr is gone.
    let _ = writeln!(io::stderr(), "{}", Shown::text(&words));
    ExitCode::from(code)
}
