//! `action`: agreed actions; besides what every kind has, closing.

use clap::{Args, Subcommand};

use super::records;
use super::sitting::{self, AgreeArgs, ReplyArgs};
use super::{Common, Exit, Out, Stop};
use crate::domain::action::{self, ActionOutcome, CloseOptions};
use crate::domain::date;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum ActionCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Closes actions, as one change
    Close(CloseArgs),
    /// Adds what was agreed at a meeting, in one line: owner, what, by when
    Agree(AgreeArgs),
    /// Notes that a member has replied to an action of all members
    Reply(ReplyArgs),
}

#[derive(Debug, Args)]
pub struct CloseArgs {
    /// Numbers, or FORUM/NUMBER where forums share them
    #[arg(required = true, value_name = "ACTION")]
    actions: Vec<String>,
    /// The day it was done; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// done, overtaken or withdrawn
    #[arg(long, default_value = "done")]
    outcome: ActionOutcome,
    /// How it was done
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl ActionCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Close(_) | Self::Agree(_) | Self::Reply(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &ActionCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ActionCommand::Usual(command) => {
            records::run_on(Kind::Action, command, common, session, out)
        }
        ActionCommand::Close(args) => close(args, common, session, out),
        ActionCommand::Agree(args) => sitting::agree(args, common, session, out),
        ActionCommand::Reply(args) => sitting::reply(args, common, session, out),
    }
}

fn close(
    args: &CloseArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let on = day(args.on.as_deref(), session)?;
    let options = CloseOptions {
        today: session.today(),
        on,
        outcome: args.outcome,
        note: args.note.clone(),
    };
    out.commit(session, common, |register: &Register| {
        let ids: Result<Vec<_>, Refusal> = args
            .actions
            .iter()
            .map(|text| action::called(register, text).map(|action| action.id))
            .collect();
        action::close(register, &ids?, &options)
    })?;
    Ok(Exit::Done)
}

/// The day that an option names; today where it is left out.
pub(super) fn day(text: Option<&str>, session: &Session) -> Result<chrono::NaiveDate, Stop> {
    let Some(text) = text else {
        return Ok(session.today());
    };
    let read = date::read(text, session.today())?;
    read.as_day()
        .ok_or_else(|| Refusal::invalid("on", format!("{read} is not one day.")).into())
}
