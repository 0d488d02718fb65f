//! `item`: agenda items; besides what every kind has, their place, what became of them, where they went, their review.

use clap::{Args, Subcommand};

use super::action::day;
use super::order::{self, OrderCommand};
use super::records;
use super::review::{self, OutcomeArgs};
use super::sitting::{self, DiscussArgs, ItemsArgs};
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::{forward, way};
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::named::{self, named};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange;
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
    /// Sends an item up to another forum, or out to a body whose meetings are not kept here
    Send(SendArgs),
    /// The item history: its way through all meetings, up to other forums and out to bodies
    #[command(visible_alias = "history")]
    Way(WayArgs),
    /// Records the review that an item is, and moves the register on
    Review(ReviewArgs),
}

#[derive(Debug, Args)]
pub struct SendArgs {
    /// A number, or part of a title that fits one only
    item: String,
    /// A forum or an organisation
    #[arg(long, value_name = "NAME")]
    to: String,
    /// The day it was sent; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct WayArgs {
    /// A number, or part of a title that fits one only
    #[arg(required = true)]
    item: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// A number, or part of a title that fits one only
    item: String,
    #[command(flatten)]
    outcome: OutcomeArgs,
}

impl ItemCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Way(_) => Access::Read,
            Self::Order(_)
            | Self::Discuss(_)
            | Self::Defer(_)
            | Self::Send(_)
            | Self::Review(_) => Access::Write,
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
        ItemCommand::Send(args) => send(args, common, session, out),
        ItemCommand::Way(args) => show_way(args, common, session, out),
        ItemCommand::Review(args) => {
            let item = called(session.register(), &args.item)?;
            review::record_at(item, &args.outcome, common, session, out)
        }
    }
}

/// The item that a text names.
pub(super) fn called(register: &Register, text: &str) -> Result<Id<Item>, Refusal> {
    let entry = named(register, Kind::Item, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}

fn send(
    args: &SendArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (on, today) = (day(args.on.as_deref(), session)?, session.today());
    out.commit(session, common, |register| {
        let item = called(register, &args.item)?;
        let to = named::one_kind(register, &[Kind::Forum, Kind::Organisation], &args.to)?;
        match (to.id(), to.id()) {
            (Some(forum), _) => forward::send_up(register, item, forum, on, today),
            (None, Some(body)) => forward::send_out(register, item, body, on, today),
            (None, None) => Err(Refusal::not_found(format!("There is no {to}."))),
        }
    })?;
    Ok(Exit::Done)
}

fn show_way(
    args: &WayArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let way = way::way(register, called(register, &args.item.join(" "))?);
    let json = || exchange::way::json(register, &way, today, common.audience);
    let listing = || exchange::way::listing(register, &way, today, common.audience);
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}
