//! `item move`, `indent`, `outdent` and `section`: the place of an item in the order of business.

use clap::{Args, Subcommand};

use super::entry::called;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::order::{self, To};
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::register::Kind;
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub enum OrderCommand {
    /// Moves an item with its sub-items: up, down, or to a line of the agenda
    Move(MoveArgs),
    /// Puts an item under the one before it: 1.1 under 1
    Indent(ItemArgs),
    /// Makes a sub-item an item of its own
    Outdent(ItemArgs),
    /// Puts items into a part of the agenda; an empty name takes them out of theirs
    Section(SectionArgs),
}

#[derive(Debug, Args)]
pub struct ItemArgs {
    /// An entry number, or part of a title that fits one only
    item: String,
}

#[derive(Debug, Args)]
pub struct MoveArgs {
    #[command(flatten)]
    item: ItemArgs,
    #[command(subcommand)]
    to: Direction,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum Direction {
    /// Before the item before it
    Up,
    /// After the item after it
    Down,
    /// To a line of the agenda, counted from 1 with the breaks
    To {
        // `line` is the option of the linear mode.
        #[arg(value_name = "LINE")]
        place: usize,
    },
}

#[derive(Debug, Args)]
pub struct SectionArgs {
    /// Entry numbers, or parts of titles that fit one only
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    /// The part of the agenda
    #[arg(long, value_name = "NAME")]
    name: String,
}

pub(super) fn run(
    command: &OrderCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        OrderCommand::Move(args) => {
            let id = item(&args.item.item, session)?;
            let to = match args.to {
                Direction::Up => To::Up,
                Direction::Down => To::Down,
                Direction::To { place } => To::Line(place),
            };
            out.commit(session, common, |register| {
                order::move_item(register, id, to)
            })?;
        }
        OrderCommand::Indent(args) => {
            let id = item(&args.item, session)?;
            out.commit(session, common, |register| order::indent(register, id))?;
        }
        OrderCommand::Outdent(args) => {
            let id = item(&args.item, session)?;
            out.commit(session, common, |register| order::outdent(register, id))?;
        }
        OrderCommand::Section(args) => {
            let ids = args.items.iter().map(|name| item(name, session));
            let ids: Vec<Id<Item>> = ids.collect::<Result<_, _>>()?;
            out.commit(session, common, |register| {
                order::into_section(register, &ids, &args.name)
            })?;
        }
    }
    Ok(Exit::Done)
}

fn item(name: &str, session: &Session) -> Result<Id<Item>, Stop> {
    let entry = called(session, Kind::Item, name)?;
    Ok(entry.id().expect("it was asked of that kind"))
}
