//! `organisation`: besides what every kind has, everything with one body; renaming, merging and ending bodies.

mod all;
mod ending;
mod report;

use clap::Subcommand;

use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::id::Id;
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum OrganisationCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Everything with one body: agreements, forums, contacts, actions, what it owes and is owed
    All(all::AllArgs),
    /// What the register holds on a body, for a freedom of information request
    Report(report::ReportArgs),
    /// Gives a body a new name from a day; the old one stays for what was before
    Rename(ending::RenameArgs),
    /// Merges bodies into one that is there, or into a new one
    Merge(ending::MergeArgs),
    /// Notes that a body ceased without a successor
    Cease(ending::CeaseArgs),
}

impl OrganisationCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::All(_) | Self::Report(_) => Access::Read,
            Self::Rename(_) | Self::Merge(_) | Self::Cease(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &OrganisationCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        OrganisationCommand::Usual(command) => {
            records::run_on(Kind::Organisation, command, common, session, out)
        }
        OrganisationCommand::All(args) => all::run(args, common, session, out),
        OrganisationCommand::Report(args) => report::run(args, common, session, out),
        OrganisationCommand::Rename(args) => ending::rename(args, common, session, out),
        OrganisationCommand::Merge(args) => ending::merge(args, common, session, out),
        OrganisationCommand::Cease(args) => ending::cease(args, common, session, out),
    }
}

fn body<'r>(register: &'r Register, words: &[String]) -> Result<&'r Organisation, Refusal> {
    let id = body_id(register, &words.join(" "))?;
    Ok(register
        .organisations
        .get(id)
        .expect("it was found a line ago"))
}

fn body_id(register: &Register, text: &str) -> Result<Id<Organisation>, Refusal> {
    let entry = named(register, Kind::Organisation, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}
