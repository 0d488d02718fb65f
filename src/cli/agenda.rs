//! `agenda`: a meeting's agenda, shown, exported and issued.

use clap::{Args, Subcommand};

use super::issue::{self, TextVerb};
use super::{Common, Exit, Out, Stop};
use crate::domain::issued_text::TextKind;
use crate::domain::named;
use crate::exchange;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum AgendaCommand {
    /// Prints the agenda
    Show(AgendaArgs),
    /// Writes the agenda as text, Markdown, a web page or a PDF: `-o agenda.html`
    Export(AgendaArgs),
    #[command(flatten)]
    Text(TextVerb),
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

impl AgendaCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Show(_) | Self::Export(_) => Access::Read,
            Self::Text(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &AgendaCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        AgendaCommand::Show(args) | AgendaCommand::Export(args) => show(args, common, session, out),
        AgendaCommand::Text(verb) => issue::run(verb, TextKind::Agenda, common, session, out),
    }
}

fn show(
    args: &AgendaArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
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
