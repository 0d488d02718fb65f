//! `reminder`: "we know". Puts a due line off until a day, with a note.

use clap::{Args, Subcommand};

use super::action::day;
use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::due::DueKind;
use crate::domain::id::Entry;
use crate::domain::register::Kind;
use crate::domain::reminder;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum ReminderCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Puts a due line off until a day; its due date stays
    Set(SetArgs),
    /// Takes the reminder off a due line
    Clear(LineArgs),
}

/// Which due line is meant.
#[derive(Debug, Args)]
pub struct LineArgs {
    /// The kind of line: review, action, to-fix, meeting, papers, returns, contact, commitment,
    /// embargo, hand-over, offer, text
    kind: DueKind,
    /// What it is about, by number, reference or name; where a line may be about several kinds the kind first, as in
    /// "item 4"
    #[arg(required = true)]
    entry: Vec<String>,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    #[command(flatten)]
    line: LineArgs,
    /// The day on which the line comes back
    #[arg(long, value_name = "DATE")]
    until: String,
    /// What is known
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    note: String,
}

impl ReminderCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Set(_) | Self::Clear(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &ReminderCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ReminderCommand::Usual(command) => {
            records::run_on(Kind::Reminder, command, common, session, out)
        }
        ReminderCommand::Set(args) => set(args, common, session, out),
        ReminderCommand::Clear(args) => {
            let line = line(args, session)?;
            out.commit(session, common, |register| reminder::clear(register, line))?;
            Ok(Exit::Done)
        }
    }
}

fn set(
    args: &SetArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let line = line(&args.line, session)?;
    let (today, until) = (session.today(), day(Some(&args.until), session)?);
    out.commit(session, common, |register| {
        reminder::set(register, today, line, until, &args.note)
    })?;
    Ok(Exit::Done)
}

fn line(args: &LineArgs, session: &Session) -> Result<(DueKind, Entry), Stop> {
    let (register, text) = (session.register(), args.entry.join(" "));
    let entry = reminder::named(register, session.today(), args.kind, &text)?;
    Ok((args.kind, entry))
}
