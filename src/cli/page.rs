//! `page`: the page of agreements and forums, as it went out.

use clap::Subcommand;

use super::records::{self, ListArgs, ShowArgs};
use super::{Common, Exit, Out, Stop};
use crate::domain::register::Kind;
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub enum PageCommand {
    /// Lists the pages that went out
    List(ListArgs),
    /// Prints what is kept of one
    Show(ShowArgs),
}

pub(super) fn run(
    command: &PageCommand,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        PageCommand::List(args) => records::list(Kind::PublishedPage, args, common, session, out),
        PageCommand::Show(args) => records::show(Kind::PublishedPage, args, common, session, out),
    }
}
