//! `review`: reviews of agreements; besides what every kind has, recording one.

use clap::{Args, Subcommand};

use super::action::day;
use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::date;
use crate::domain::id::Id;
use crate::domain::named::named;
use crate::domain::register::{Kind, Register};
use crate::domain::review::{self, RecordOptions, ReviewOutcome};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Records a review and moves the register on
    Record(RecordArgs),
}

#[derive(Debug, Args)]
pub struct RecordArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// reaffirmed, amended, replaced, extended or ended
    #[arg(long)]
    outcome: ReviewOutcome,
    /// The day it was done; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// When the next review is due, as in "by September 2026"
    #[arg(long, value_name = "DATE")]
    next: Option<String>,
    /// Who did it; you unless said
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    note: String,
}

impl ReviewCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Record(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &ReviewCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ReviewCommand::Usual(command) => {
            records::run_on(Kind::Review, command, common, session, out)
        }
        ReviewCommand::Record(args) => record(args, common, session, out),
    }
}

fn record(
    args: &RecordArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let next = match &args.next {
        Some(text) => Some(date::read(text, session.today())?),
        None => None,
    };
    let options = RecordOptions {
        today: session.today(),
        on: day(args.on.as_deref(), session)?,
        outcome: args.outcome,
        by: args
            .by
            .clone()
            .unwrap_or_else(|| session.actor().to_owned()),
        next,
        note: args.note.clone(),
        item: None,
    };
    let id = agreement(session.register(), &args.agreement)?;
    out.commit(session, common, |register| {
        review::record(register, id, &options)
    })?;
    let agreement = session
        .register()
        .agreements
        .get(id)
        .filter(|_| !common.dry_run);
    if let Some(agreement) = agreement {
        out.say(&next_due(agreement))?;
    }
    Ok(Exit::Done)
}

/// When the next review is due, as a sentence.
pub(super) fn next_due(agreement: &Agreement) -> String {
    match agreement.review_due {
        Some(due) => format!("The next review is due {due}."),
        None => "It has no next review date.".to_owned(),
    }
}

fn agreement(register: &Register, text: &str) -> Result<Id<Agreement>, Stop> {
    let entry = named(register, Kind::Agreement, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}
