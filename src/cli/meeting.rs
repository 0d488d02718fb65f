//! `meeting`: meetings of forums; besides what every kind has, planning a year and saying what became of a meeting.

use clap::{Args, Subcommand};

use super::invite::{self, InviteArgs};
use super::plan::{self, PlanArgs};
use super::records;
use super::sitting::{self, AttendArgs};
use super::{Common, Exit, Out, Stop};
use crate::domain::change::Change;
use crate::domain::cycle::states;
use crate::domain::date;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum MeetingCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Proposes dates for a forum's year that keep its cadence, and plans them with --accept
    Plan(PlanArgs),
    /// Says that the dates of meetings are agreed
    Confirm(MeetingsArgs),
    /// Says that meetings took place
    Hold(MeetingsArgs),
    /// Moves a meeting to another date; without one it waits for it
    Postpone(PostponeArgs),
    /// Calls meetings off for good
    Cancel(MeetingsArgs),
    /// Notes who was at a meeting, and who sent apologies
    Attend(AttendArgs),
    /// Writes an invitation to everybody on the circulation list, or calls a meeting off: `-o invite.ics`
    Invite(InviteArgs),
}

/// Which meetings are meant.
#[derive(Debug, Args)]
pub struct MeetingsArgs {
    /// Numbers, dates or references, `next` or `last`; several are one change
    #[arg(required = true, value_name = "MEETING")]
    meetings: Vec<String>,
    /// The forum whose meetings they are
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct PostponeArgs {
    /// A number, a date, a reference, `next` or `last`
    meeting: String,
    /// The new date, or as much of it as is known
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// The forum whose meeting it is
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

impl MeetingCommand {
    pub(super) fn access(&self, common: &Common) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Plan(args) => args.access(common),
            Self::Invite(_) => Access::Read,
            Self::Confirm(_)
            | Self::Hold(_)
            | Self::Postpone(_)
            | Self::Cancel(_)
            | Self::Attend(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &MeetingCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    match command {
        MeetingCommand::Usual(command) => {
            records::run_on(Kind::Meeting, command, common, session, out)
        }
        MeetingCommand::Plan(args) => plan::run(args, common, session, out),
        MeetingCommand::Confirm(args) => each(args, common, session, out, states::confirm),
        MeetingCommand::Hold(args) => each(args, common, session, out, |register, ids| {
            states::hold(register, ids, today)
        }),
        MeetingCommand::Cancel(args) => each(args, common, session, out, states::cancel),
        MeetingCommand::Attend(args) => sitting::attend(args, common, session, out),
        MeetingCommand::Postpone(args) => postpone(args, common, session, out),
        MeetingCommand::Invite(args) => invite::run(args, common, session, out),
    }
}

fn each(
    args: &MeetingsArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
    verb: impl Fn(&Register, &[Id<Meeting>]) -> Result<Change, Refusal>,
) -> Result<Exit, Stop> {
    let (today, forum) = (session.today(), args.forum.as_deref());
    let texts = args.meetings.iter();
    let ids = texts.map(|text| named::meeting(session.register(), text, forum, today));
    let ids = ids.collect::<Result<Vec<_>, Refusal>>()?;
    out.commit(session, common, |register| verb(register, &ids))?;
    Ok(Exit::Done)
}

fn postpone(
    args: &PostponeArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    let (register, forum) = (session.register(), args.forum.as_deref());
    let id = named::meeting(register, &args.meeting, forum, today)?;
    let to = match &args.to {
        Some(text) => Some(date::read(text, today)?),
        None => None,
    };
    out.commit(session, common, |register| {
        states::postpone(register, id, to)
    })?;
    Ok(Exit::Done)
}
