//! `forum`: bodies that meet in a series; besides what every kind has, the forward plan and whom its texts go to.

use clap::{Args, Subcommand};

use super::circulation::{self, CirculationArgs};
use super::handover::{self, ExportArgs, TakeBackArgs};
use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::forward;
use crate::domain::named::named;
use crate::domain::register::Kind;
use crate::exchange::forward_plan;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum ForumCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// The forward plan: what is expected at which future meeting
    Plan(PlanArgs),
    /// Lists whom a forum's texts go to: representatives, deputies, offices and invitees
    Circulation(CirculationArgs),
    /// Hands a forum over to its next Secretariat: what goes along into a file, and what stays
    Export(ExportArgs),
    /// Keeps a forum here again that was handed over
    TakeBack(TakeBackArgs),
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    /// A number, a name, an acronym, or part of a name that fits one only
    #[arg(required = true)]
    forum: Vec<String>,
}

impl ForumCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Plan(_) | Self::Circulation(_) => Access::Read,
            Self::Export(args) => args.access(),
            Self::TakeBack(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &ForumCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ForumCommand::Usual(command) => records::run_on(Kind::Forum, command, common, session, out),
        ForumCommand::Plan(args) => plan(args, common, session, out),
        ForumCommand::Circulation(args) => circulation::list(args, common, session, out),
        ForumCommand::Export(args) => handover::export(args, common, session, out),
        ForumCommand::TakeBack(args) => handover::take_back(args, common, session, out),
    }
}

fn plan(
    args: &PlanArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let entry = named(register, Kind::Forum, &args.forum.join(" "))?;
    let forum = entry.id().and_then(|id| register.forums.get(id));
    let forum = forum.expect("it was found a line ago");
    let plan = forward::plan(register, forum, session.today(), session.rules());
    let json = || forward_plan::json(register, &plan, common.audience);
    let listing = || forward_plan::listing(register, forum, &plan, common.audience);
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}
