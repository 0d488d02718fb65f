//! Parses the arguments, opens the register, runs the command line or the screen, and chooses the exit code.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use secretariat::cli::{self, Cli, Command, Open, Out, Stop};
use secretariat::domain::shown::Shown;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match start(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(stop) => {
            if !stop.is_silent() {
                let _ = writeln!(io::stderr(), "{}", Shown::text(&stop.to_string()));
            }
            ExitCode::from(stop.code())
        }
    }
}

fn start(cli: &Cli) -> Result<u8, Stop> {
    let stdout = io::stdout();
    let width = stdout
        .is_terminal()
        .then(|| crossterm::terminal::size().map_or(80, |(columns, _)| columns.into()));
    let mut data = io::BufWriter::with_capacity(64 * 1024, stdout.lock());
    let mut out = Out {
        data: &mut data,
        messages: &mut io::stderr(),
        width,
        is_quiet: cli.common.quiet,
    };
    let exit = match &cli.command {
        Some(Command::Make(command)) => cli::make(command, &cli.common, &mut out)?,
        Some(Command::Open(command)) => cli::run(
            command,
            &cli.common,
            &mut cli::open(Some(command), &cli.common)?,
            &mut out,
        )?,
        None => cli::run(
            &Open::Status,
            &cli.common,
            &mut cli::open(None, &cli.common)?,
            &mut out,
        )?,
    };
    data.flush()?;
    Ok(exit.code())
}
