//! `review`: reviews of agreements; besides what every kind has, which are due, starting one, recording one, and putting a
//! review date right.

mod due;
mod record;
mod start;

use clap::Subcommand;

use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::id::Id;
use crate::domain::named::named;
use crate::domain::register::{Kind, Register};
use crate::session::Session;
use crate::store::Access;

pub(in crate::cli) use record::{OutcomeArgs, next_due, record_at};

#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// The reviews of what is in force: to start, under way, due, overdue, and whom to ask
    Due(due::DueArgs),
    /// Begins a review: since when, and who has the text for it
    Start(start::StartArgs),
    /// Asks the partners for a review: it begins, and the text is with them
    Ask(start::AskArgs),
    /// Records a review and moves the register on
    Record(record::RecordArgs),
    /// Puts right a review date that was written wrongly, with the reason
    Correct(start::CorrectArgs),
}

impl ReviewCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Due(_) => Access::Read,
            Self::Start(_) | Self::Ask(_) | Self::Record(_) | Self::Correct(_) => Access::Write,
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
        ReviewCommand::Due(args) => due::run(args, common, session, out),
        ReviewCommand::Start(args) => start::start(args, common, session, out),
        ReviewCommand::Ask(args) => start::ask(args, common, session, out),
        ReviewCommand::Record(args) => record::run(args, common, session, out),
        ReviewCommand::Correct(args) => start::correct(args, common, session, out),
    }
}

fn agreement(register: &Register, text: &str) -> Result<Id<Agreement>, Stop> {
    let entry = named(register, Kind::Agreement, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}
