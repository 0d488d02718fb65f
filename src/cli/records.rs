//! `NOUN list`, `show`, `add`, `edit` and `delete` for every kind of record; what the last three do is in `fill` and
//! `delete`.

use clap::{Args, Subcommand};

use super::delete::{self, DeleteArgs};
use super::entry::{called, check_audience};
use super::fill::{self, FillArgs};
use super::format::{self, SheetFormat};
use super::verbs::Verbs;
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::find::Query;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record, Register};
use crate::exchange::{entries, json, sheet};
use crate::session::Session;
use crate::store::Access;

/// The kinds of record that have no verbs of their own.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Noun {
    /// Who is party to which agreement
    Party(Verbs<Command>),
    /// Who was at a meeting, and who sent apologies
    Attendance(Verbs<Command>),
    /// What went to whom on which day, for the Secretariat
    Sending(Verbs<Command>),
    /// People in posts
    Contact(Verbs<Command>),
    /// Who belongs to which forum, in which role
    Member(Verbs<Command>),
    /// Where imported entries came from, for the Secretariat
    Origin(Verbs<Command>),
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists them
    List(ListArgs),
    /// Shows one whole
    Show(ShowArgs),
    /// Adds one, and prints its number
    Add(FillArgs),
    /// Changes what the options name, of one or of several
    Edit(FillArgs),
    /// Deletes some, with what belongs to them; asks first
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only those with all these words in them
    words: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A number, a reference, a name or part of one that fits one only; a meeting's date, `next` or `last`
    #[arg(required = true)]
    pub(super) name: Vec<String>,
}

impl ShowArgs {
    /// One that is named so.
    pub(super) fn called(name: &str) -> Self {
        Self {
            name: vec![name.to_owned()],
        }
    }
}

impl Command {
    /// What the command needs of the register.
    pub(super) fn access(&self) -> Access {
        match self {
            Self::List(_) | Self::Show(_) => Access::Read,
            Self::Add(_) | Self::Edit(_) | Self::Delete(_) => Access::Write,
        }
    }
}

impl Noun {
    pub(super) fn access(&self) -> Access {
        self.parts().1.access()
    }

    fn parts(&self) -> (Kind, &Command) {
        match self {
            Self::Party(command) => (Kind::Party, command),
            Self::Attendance(command) => (Kind::Attendance, command),
            Self::Sending(command) => (Kind::Sending, command),
            Self::Contact(command) => (Kind::Contact, command),
            Self::Member(command) => (Kind::Membership, command),
            Self::Origin(command) => (Kind::Origin, command),
        }
    }
}

pub(super) fn run(
    noun: &Noun,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (kind, command) = noun.parts();
    run_on(kind, command, common, session, out)
}

/// What every kind of record has, also those with verbs of their own.
pub(super) fn run_on(
    kind: Kind,
    command: &Command,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => list(kind, args, common, session, out),
        Command::Show(args) => show(kind, args, common, session, out),
        Command::Add(args) => fill::add(kind, args, common, session, out),
        Command::Edit(args) => fill::edit(kind, args, common, session, out),
        Command::Delete(args) => delete::run(kind, args, common, session, out),
    }
}

pub(super) fn list(
    kind: Kind,
    args: &ListArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    check_audience(kind, common.audience)?;
    let register = session.register();
    let query = Query::new(&args.words.join(" "));
    let records: Vec<Record<'_>> = register
        .all(kind)
        .filter(|record| fits(register, *record, &query, common.audience))
        .collect();
    if records.is_empty() {
        out.say(&format!("There is no {kind} to list."))?;
    }
    let open = records
        .iter()
        .filter(|record| !record.is_withheld(register, common.audience));
    let rows = open.map(|record| json::record(register, *record, common.audience));
    let (today, rules) = (session.today(), session.rules());
    let listing = || entries::listing(register, kind, &records, (today, rules), common.audience);
    out.give_list(common, || rows.collect(), listing)?;
    Ok(Exit::Done)
}

pub(super) fn show(
    kind: Kind,
    args: &ShowArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    check_audience(kind, common.audience)?;
    let register = session.register();
    let entry = called(session, kind, &args.name.join(" "))?;
    let record = register.get(entry).expect("it was found a line ago");
    if record.is_withheld(register, common.audience) {
        return Err(Refusal::state(
            "This entry is reserved; add --for members or --for secretariat.",
        )
        .into());
    }
    match format::sheet(common)? {
        SheetFormat::Json => {
            let record = json::record(register, record, common.audience);
            out.give(&json::text(&record), common)?;
        }
        SheetFormat::Document => {
            out.give_document(&sheet::document(register, record, common.audience), common)?;
        }
    }
    Ok(Exit::Done)
}

/// By what the list shows: what is withheld cannot be found by its words.
fn fits(register: &Register, record: Record<'_>, query: &Query, audience: Audience) -> bool {
    if query.is_empty() {
        return true;
    }
    let mut texts = vec![record.title_for(register, audience)];
    if !record.is_withheld(register, audience) {
        for field in record.fields_for(audience) {
            field
                .value
                .each_text(&mut |text| texts.push(text.to_owned()));
        }
    }
    query.matches(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}
