//! `note`: the action note of a meeting, or its minutes, shown and issued; and the dated notes of the Secretariat.

use clap::{Args, Subcommand};

use super::action::day;
use super::delete::DeleteArgs;
use super::fill::FillArgs;
use super::issue::{self, CorrectArgs, TextVerb};
use super::records::{self, ListArgs, ShowArgs};
use super::sitting::meeting;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::sitting;
use crate::domain::issued_text::TextKind;
use crate::domain::named;
use crate::domain::register::Kind;
use crate::exchange::issued;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum NoteCommand {
    /// Prints the action note of a meeting, or its minutes; `show note 3` the dated note 3
    Show(NoteArgs),
    /// Writes it as text, Markdown, a web page or a PDF: `-o note.pdf`
    Export(NoteArgs),
    #[command(flatten)]
    Text(TextVerb),
    /// Adds a post-meeting note to a record: the issued text stays as it is
    Correct(CorrectArgs),
    /// Notes that the record has come which another body keeps
    Receive(ReceiveArgs),
    /// Lists the dated notes, which are for the Secretariat
    List(ListArgs),
    /// Adds a dated note, and prints its number
    Add(FillArgs),
    /// Changes what the options name, of one dated note or of several
    Edit(FillArgs),
    /// Deletes dated notes; asks first
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
pub struct NoteArgs {
    /// A meeting's number, date or reference, `next` or `last`; or `note` and the number of a dated note
    #[arg(default_value = "last", num_args = 0..)]
    meeting: Vec<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct ReceiveArgs {
    /// The meeting: a number, a date, a reference, `next` or `last`
    #[arg(default_value = "last")]
    meeting: String,
    /// Its file or its address
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    link: String,
    /// The day it came; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

impl NoteCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Show(_) | Self::Export(_) | Self::List(_) => Access::Read,
            Self::Text(_)
            | Self::Correct(_)
            | Self::Receive(_)
            | Self::Add(_)
            | Self::Edit(_)
            | Self::Delete(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &NoteCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        NoteCommand::Show(args) | NoteCommand::Export(args) => show(args, common, session, out),
        NoteCommand::Text(verb) => issue::run(verb, TextKind::Record, common, session, out),
        NoteCommand::Correct(args) => issue::correct(args, common, session, out),
        NoteCommand::Receive(args) => receive(args, common, session, out),
        NoteCommand::List(args) => records::list(Kind::Note, args, common, session, out),
        NoteCommand::Add(args) => super::fill::add(Kind::Note, args, common, session, out),
        NoteCommand::Edit(args) => super::fill::edit(Kind::Note, args, common, session, out),
        NoteCommand::Delete(args) => super::delete::run(Kind::Note, args, common, session, out),
    }
}

fn show(
    args: &NoteArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let name = args.meeting.join(" ");
    if let Some(number) = dated(&name) {
        let dated = ShowArgs::called(number);
        return records::show(Kind::Note, &dated, common, session, out);
    }
    let register = session.register();
    let meeting = named::meeting(register, &name, args.forum.as_deref(), session.today())?;
    let words = &session.house().words;
    let document = issued::draft(register, meeting, TextKind::Record, common.audience, words)?;
    out.give_document(&document, common)?;
    Ok(Exit::Done)
}

fn receive(
    args: &ReceiveArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (today, on) = (session.today(), day(args.on.as_deref(), session)?);
    let meeting = meeting(session, &args.meeting, args.forum.as_deref())?;
    out.commit(session, common, |register| {
        sitting::receive(register, meeting, &args.link, on, today)
    })?;
    Ok(Exit::Done)
}

/// The number of a dated note, where one is meant: `note 3`.
fn dated(name: &str) -> Option<&str> {
    let number = name.trim().strip_prefix("note ")?.trim();
    number.parse::<u32>().is_ok().then_some(number)
}
