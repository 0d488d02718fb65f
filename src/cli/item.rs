//! `item`: agenda items; besides what every kind has, their place in the order of business and what became of them at the meeting.

use clap::Subcommand;

use super::order::{self, OrderCommand};
use super::records;
use super::sitting::{self, DiscussArgs, ItemsArgs};
use super::{Common, Exit, Out, Stop};
use crate::domain::register::Kind;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum ItemCommand {
    #[command(flatten)]
    Usual(records::Command),
    #[command(flatten)]
    Order(OrderCommand),
    /// Says that items were discussed, and what came of one
    Discuss(DiscussArgs),
    /// Says that items were not reached, or put off
    Defer(ItemsArgs),
}

impl ItemCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Order(_) | Self::Discuss(_) | Self::Defer(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &ItemCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ItemCommand::Usual(command) => records::run_on(Kind::Item, command, common, session, out),
        ItemCommand::Order(command) => order::run(command, common, session, out),
        ItemCommand::Discuss(args) => sitting::discuss(args, common, session, out),
        ItemCommand::Defer(args) => sitting::defer(args, common, session, out),
    }
}
