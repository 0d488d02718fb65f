//! `text`: agendas and records as they went out. They are made by issuing and changed by nothing, so there is only
//! looking at them.

use clap::Subcommand;

use super::entry::called;
use super::records::{self, ListArgs, ShowArgs};
use super::{Common, Exit, Format, Out, Stop};
use crate::domain::id::Id;
use crate::domain::issued_text::IssuedText;
use crate::domain::register::Kind;
use crate::exchange::issued;
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub enum TextCommand {
    /// Lists them
    List(ListArgs),
    /// Prints one as it was issued
    Show(ShowArgs),
    /// Writes one as it was issued: `-o agenda.html`
    Export(ShowArgs),
}

pub(super) fn run(
    command: &TextCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        TextCommand::List(args) => records::list(Kind::IssuedText, args, common, session, out),
        TextCommand::Show(args) if common.format == Some(Format::Json) => {
            records::show(Kind::IssuedText, args, common, session, out)
        }
        TextCommand::Show(args) | TextCommand::Export(args) => {
            let entry = called(session, Kind::IssuedText, &args.name.join(" "))?;
            let id: Id<IssuedText> = entry.id().expect("it was asked of that kind");
            let text = session.register().texts.get(id);
            let text = text.expect("it was found a line ago");
            out.give_document(&issued::read(text, common.audience)?, common)?;
            Ok(Exit::Done)
        }
    }
}
