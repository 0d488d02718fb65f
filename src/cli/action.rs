//! `action`: agreed actions; besides what every kind has, closing, progress, the log and its summary.

use clap::{Args, Subcommand};

use super::records;
use super::report::framed;
use super::sitting::{self, AgreeArgs, ReplyArgs};
use super::{Common, Exit, Out, Stop};
use crate::domain::action::{self, ActionOutcome, CloseOptions};
use crate::domain::cycle::log::{self, LogOptions, Which};
use crate::domain::date;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::named::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register, Row};
use crate::exchange::action_log;
use crate::exchange::words::Place;
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
    /// Adds a dated line of how far an action has come
    Progress(ProgressArgs),
    /// The action log: by forum, with age and origin
    Log(LogArgs),
    /// What each organisation has open, overdue, and closed on time or late
    Summary(SummaryArgs),
}

#[derive(Debug, Args)]
pub struct ProgressArgs {
    /// A number, or FORUM/NUMBER where forums share them
    action: String,
    /// What has been done since
    text: String,
    /// The day it was said; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct LogArgs {
    /// Only those of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// Only those that this organisation owns
    #[arg(long, value_name = "ORGANISATION")]
    owner: Option<String>,
    /// Only those still to do
    #[arg(long, group = "which")]
    open: bool,
    /// Only those past the last day they allow
    #[arg(long, group = "which")]
    overdue: bool,
    /// Only those closed on this day or after it; `last` is the last meeting of each forum
    #[arg(long, value_name = "DATE", group = "which")]
    closed_since: Option<String>,
}

#[derive(Debug, Args)]
pub struct SummaryArgs {
    /// Only actions of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
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
            Self::Log(_) | Self::Summary(_) => Access::Read,
            Self::Close(_) | Self::Agree(_) | Self::Reply(_) | Self::Progress(_) => Access::Write,
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
        ActionCommand::Progress(args) => progress(args, common, session, out),
        ActionCommand::Log(args) => show_log(args, common, session, out),
        ActionCommand::Summary(args) => summary(args, common, session, out),
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

fn progress(
    args: &ProgressArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (on, today) = (day(args.on.as_deref(), session)?, session.today());
    out.commit(session, common, |register: &Register| {
        let id = action::called(register, &args.action)?.id;
        log::progress(register, id, &args.text, on, today)
    })?;
    Ok(Exit::Done)
}

fn show_log(
    args: &LogArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let options = LogOptions {
        forum: found(register, Kind::Forum, args.forum.as_deref())?,
        owner: found(register, Kind::Organisation, args.owner.as_deref())?,
        which: which(args, session)?,
    };
    let actions = log::log(register, today, &options, common.audience);
    if actions.is_empty() {
        out.say("There is no such action.")?;
    }
    let json = || action_log::log_json(register, &actions, today, common.audience);
    let listing = || {
        let title = titled("Action log", register, options.forum);
        let mut listing = action_log::log(register, &title, &actions, today, common.audience);
        listing.frame = framed(Place::ActionLog, &title, actions.len(), common, session);
        listing
    };
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}

fn which(args: &LogArgs, session: &Session) -> Result<Which, Stop> {
    Ok(match args.closed_since.as_deref() {
        Some("last") => Which::ClosedSinceLast,
        Some(text) => Which::ClosedSince(day(Some(text), session)?),
        None if args.open => Which::Open,
        None if args.overdue => Which::Overdue,
        None => Which::All,
    })
}

fn summary(
    args: &SummaryArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let forum = found(register, Kind::Forum, args.forum.as_deref())?;
    let all = log::summary(register, today, forum, common.audience);
    let json = || action_log::summary_json(register, &all, common.audience);
    let listing = || {
        let title = titled("Actions by organisation", register, forum);
        action_log::summary(register, &title, &all, common.audience)
    };
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}

/// The record that an option names, if it is given.
fn found<T: Row>(
    register: &Register,
    kind: Kind,
    text: Option<&str>,
) -> Result<Option<Id<T>>, Refusal> {
    match text {
        Some(text) => Ok(named(register, kind, text)?.id()),
        None => Ok(None),
    }
}

fn titled(what: &str, register: &Register, forum: Option<Id<Forum>>) -> String {
    match forum.and_then(|id| register.forums.get(id)) {
        Some(forum) => format!("{what}: {}", forum.name),
        None => what.to_owned(),
    }
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
