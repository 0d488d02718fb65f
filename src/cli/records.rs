//! `NOUN list`, `show`, `add`, `edit` and `delete` for every kind of record; what the last three do is in `fill` and
//! `delete`.

use clap::{Args, Subcommand};
use serde_json::Value as Json;

use super::delete::{self, DeleteArgs};
use super::entry::{called, check_audience};
use super::fill::{self, FillArgs};
use super::format::{self, ListFormat, SheetFormat};
use super::verbs::Verbs;
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::commitment::Commitment;
use crate::domain::field::label;
use crate::domain::find::Query;
use crate::domain::life::review;
use crate::domain::life::signing;
use crate::domain::life::states::Successors;
use crate::domain::life::{disagreement, duties};
use crate::domain::party;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::shown::Shown;
use crate::exchange::json;
use crate::exchange::listing::{Column, Listing, Shrink};
use crate::exchange::sheet;
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
    let text = match format::list(common)? {
        ListFormat::Json => {
            let rows = records
                .iter()
                .filter(|record| !record.is_withheld(register, common.audience));
            format!(
                "{:#}\n",
                rows.map(|record| json::record(register, *record, common.audience))
                    .collect::<Json>()
            )
        }
        ListFormat::Layout(layout) => {
            listing(kind, &records, common, session).render(layout, out.width)
        }
    };
    if records.is_empty() {
        out.say(&format!("There is no {kind} to list."))?;
    }
    out.give(&text, common)?;
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
            out.give(&format!("{record:#}\n"), common)?;
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

fn listing(kind: Kind, records: &[Record<'_>], common: &Common, session: &Session) -> Listing {
    let register = session.register();
    let names = [sheet::columns(kind), reckoned(kind)].concat();
    let shrinks = [Shrink::First]
        .into_iter()
        .chain(std::iter::repeat(Shrink::Second));
    let titled = names
        .iter()
        .zip(shrinks)
        .map(|(name, shrink)| Column::new(&label(name)).shrink(shrink));
    let columns = [Column::new("Entry").right()]
        .into_iter()
        .chain(titled)
        .collect();
    let mut listing = Listing::new(&label(kind.plural()), common.audience, columns);
    let standing = Successors::of(register);
    let cell = |record: &Record<'_>, name: &str| {
        let text = sheet::cell(register, *record, name, common.audience);
        then(*record, name, &standing, (session, common.audience)).unwrap_or(text)
    };
    listing.rows = records
        .iter()
        .map(|record| {
            let number = [Shown::line(&record.number(register))].into_iter();
            number
                .chain(names.iter().map(|name| Shown::line(&cell(record, name))))
                .collect()
        })
        .collect();
    listing
}

/// Columns beside those of the entry itself, which are reckoned for the day.
fn reckoned(kind: Kind) -> &'static [&'static str] {
    if kind == Kind::Commitment {
        &["last_met", "next_due"]
    } else {
        &[]
    }
}

/// A cell as it was on a day, where the entry has changed since, or where it is reckoned for a day.
fn then(
    record: Record<'_>,
    name: &str,
    standing: &Successors<'_>,
    (session, audience): (&Session, Audience),
) -> Option<String> {
    let day = session.today();
    match (record, name) {
        (Record::Agreement(one), "state") => {
            let state = standing.state_on(one, day);
            let words = state.map_or_else(|| "not yet".to_owned(), |state| state.to_string());
            let signed = state.and_then(|_| signing::words(standing.register(), one, day));
            let signed = signed.map_or_else(String::new, |signed| format!(": {signed}"));
            let is_told =
                audience == Audience::Secretariat && disagreement::standing(one).is_some();
            let live = if is_told { ", disagreement live" } else { "" };
            Some(format!("{words}{signed}{live}"))
        }
        (Record::Agreement(one), "parties") => {
            Some(party::names_on(standing.register(), one.id, day))
        }
        (Record::Commitment(one), "last_met" | "next_due") => Some(stands(one, name, session)),
        (Record::Agreement(one), "review_due") => {
            let due = review::due(standing.register(), one, day);
            Some(due.map_or_else(String::new, |due| due.to_string()))
        }
        (Record::Meeting(one), "state") => Some(one.state_on(day).to_string()),
        (Record::Action(one), "closed") if one.is_open_on(day) => Some(String::new()),
        _ => None,
    }
}

/// When a commitment was last met, or is due, with each of those that keep it.
fn stands(one: &Commitment, name: &str, session: &Session) -> String {
    let register = session.register();
    let all = duties::standings(register, one, session.today(), &session.rules().holidays);
    let said = all.iter().filter_map(|standing| {
        let date = if name == "last_met" {
            standing.last.as_ref().map(|met| met.on)
        } else {
            standing.due
        };
        let forum = standing.forum.and_then(|id| register.forums.get(id));
        let forum = forum.map_or_else(String::new, |forum| format!("{}: ", forum.name));
        Some(format!("{forum}{}", date?.short()))
    });
    said.collect::<Vec<_>>().join("; ")
}
