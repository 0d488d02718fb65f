//! `agenda`: a meeting's agenda, shown or exported.

use clap::{Args, Subcommand};

use super::{Common, Exit, Out, Stop};
use crate::domain::named;
use crate::exchange;
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub enum AgendaCommand {
    /// Prints the agenda
    Show(AgendaArgs),
    /// Writes the agenda as text, Markdown, a web page or a PDF: `-o agenda.html`
    Export(AgendaArgs),
}

#[derive(Debug, Args)]
pub struct AgendaArgs {
    /// A number, a date, a reference, `next` or `last`
    #[arg(default_value = "next")]
    meeting: String,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

pub(super) fn run(
    command: &AgendaCommand,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (AgendaCommand::Show(args) | AgendaCommand::Export(args)) = command;
    let meeting = named::meeting(
        session.register(),
        &args.meeting,
        args.forum.as_deref(),
        session.today(),
    )?;
    let document = exchange::agenda::document(session.register(), meeting, common.audience)?;
    out.give_document(&document, common)?;
    Ok(Exit::Done)
}
