//! `returns`: what each organisation sends in before a meeting: who owes it, and asking, receiving and sending it on.
//! `return`: one of them as an entry, and what it raises.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::action::day;
use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::returns::{self, Standing};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::named::{self, named};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::domain::returns::Return;
use crate::exchange::json;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ReturnsArgs {
    #[command(subcommand)]
    deed: Option<Deed>,
    #[command(flatten)]
    of: OfMeeting,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Asks every member that has not been asked, with a blank under the forum's headings
    Ask(AskArgs),
    /// Says that returns have come, several as one change
    Receive(BodiesArgs),
    /// Says that returns have gone to the others: those named, else all that can go
    Send(BodiesArgs),
}

// Which meeting is meant; in a doc comment it would become the help of `returns`.
#[derive(Debug, Args)]
struct OfMeeting {
    /// A number, a date, a reference, `next` or `last`
    #[arg(default_value = "next")]
    meeting: String,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
struct AskArgs {
    #[command(flatten)]
    of: OfMeeting,
    /// The day; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Args)]
struct BodiesArgs {
    /// Whose returns
    #[arg(value_name = "ORGANISATION")]
    bodies: Vec<String>,
    /// A number, a date, a reference, `next` or `last`
    #[arg(long, value_name = "MEETING", default_value = "next")]
    meeting: String,
    /// Of this forum
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// The day; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ReturnCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Offers what a return raises as an item for its meeting
    Raise(RaiseArgs),
}

#[derive(Debug, Args)]
pub struct RaiseArgs {
    /// Its number
    #[arg(value_name = "RETURN")]
    name: String,
    /// As the agenda is to print it
    #[arg(required = true)]
    title: Vec<String>,
    /// The day; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl ReturnsArgs {
    pub(super) fn access(&self) -> Access {
        match self.deed {
            Some(Deed::Ask(_) | Deed::Receive(_) | Deed::Send(_)) => Access::Write,
            None => Access::Read,
        }
    }
}

impl ReturnCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Raise(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    args: &ReturnsArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match &args.deed {
        None => return list(&args.of, common, session, out),
        Some(Deed::Ask(args)) => {
            let meeting = meeting(&args.of.meeting, args.of.forum.as_deref(), session)?;
            let on = day(args.on.as_deref(), session)?;
            out.commit(session, common, |register| {
                returns::ask(register, meeting, on)
            })?;
        }
        Some(Deed::Receive(args)) => {
            let meeting = meeting(&args.meeting, args.forum.as_deref(), session)?;
            let on = day(args.on.as_deref(), session)?;
            out.commit(session, common, |register| {
                let ids = of_bodies(register, meeting, &args.bodies)?;
                returns::receive(register, &ids, on)
            })?;
        }
        Some(Deed::Send(args)) => {
            let meeting = meeting(&args.meeting, args.forum.as_deref(), session)?;
            let on = day(args.on.as_deref(), session)?;
            out.commit(session, common, |register| {
                let ids = if args.bodies.is_empty() {
                    returns::to_send(register, meeting)
                } else {
                    of_bodies(register, meeting, &args.bodies)?
                };
                returns::send(register, &ids, on)
            })?;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn run_on_one(
    command: &ReturnCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ReturnCommand::Usual(command) => {
            records::run_on(Kind::Return, command, common, session, out)
        }
        ReturnCommand::Raise(args) => {
            let on = day(args.on.as_deref(), session)?;
            out.commit(session, common, |register| {
                let id = named(register, Kind::Return, &args.name)?.id();
                let missing = || Refusal::not_found(format!("There is no return {}.", args.name));
                returns::raise(register, id.ok_or_else(missing)?, &args.title.join(" "), on)
            })?;
            Ok(Exit::Done)
        }
    }
}

fn meeting(text: &str, forum: Option<&str>, session: &Session) -> Result<Id<Meeting>, Refusal> {
    named::meeting(session.register(), text, forum, session.today())
}

/// The returns of bodies for a meeting. Refuses a body that has not been asked for one.
fn of_bodies(
    register: &Register,
    meeting: Id<Meeting>,
    bodies: &[String],
) -> Result<Vec<Id<Return>>, Refusal> {
    let one = |text: &String| {
        let body = named(register, Kind::Organisation, text)?.id::<Organisation>();
        let mut all = register.returns.of(meeting);
        let found = all.find(|row| Some(row.organisation) == body);
        found.map(|row| row.id).ok_or_else(|| {
            let name = body.and_then(|id| register.organisations.get(id));
            let name = name.map_or(text.as_str(), Organisation::short);
            Refusal::state(format!(
                "{name} has not been asked for a return for this meeting; ask first: secretariat returns ask."
            ))
        })
    };
    bodies.iter().map(one).collect()
}

/// Who owes what by when.
fn list(
    of: &OfMeeting,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let id = meeting(&of.meeting, of.forum.as_deref(), session)?;
    let missing = || Refusal::not_found(format!("There is no meeting {id}."));
    let meeting = register.meetings.get(id).ok_or_else(missing)?;
    let due = returns::due(register, meeting, &session.rules().holidays);
    let all = returns::standing(register, meeting);
    if all.is_empty() {
        out.say("The forum has no members on that day, and nobody was asked.")?;
    }
    let rows = all.iter().map(|one| as_json(one, due, common, session));
    let listing = || listing(&all, due, common, session);
    out.give_list(common, || rows.collect(), listing)?;
    Ok(Exit::Done)
}

fn listing(all: &[Standing<'_>], due: Date, common: &Common, session: &Session) -> Listing {
    let columns = vec![
        Column::new("Who").shrink(Shrink::First),
        Column::new("Asked"),
        Column::new("Received"),
        Column::new("Sent"),
        Column::new("Due"),
        Column::new("State"),
    ];
    let mut listing = Listing::new("Returns", common.audience, columns);
    let day = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    let row = |one: &Standing<'_>| {
        let body = session.register().organisations.get(one.organisation);
        let name = body.map_or("", Organisation::short);
        let name = if one.is_ours {
            format!("{name} (ours)")
        } else {
            name.to_owned()
        };
        let (asked, received, sent) = days(one);
        let cells = [
            name,
            day(asked),
            day(received),
            day(sent),
            due.to_string(),
            state(one, due, session).to_owned(),
        ];
        cells.iter().map(|cell| Cell::line(cell)).collect()
    };
    listing.rows = all.iter().map(row).collect();
    listing
}

fn as_json(one: &Standing<'_>, due: Date, common: &Common, session: &Session) -> Json {
    let entry = |id| json::entry(session.register(), id, common.audience);
    let (asked, received, sent) = days(one);
    json!({
        "organisation": entry(one.organisation.into()),
        "ours": one.is_ours,
        "asked": asked.map(json::date),
        "received": received.map(json::date),
        "sent": sent.map(json::date),
        "due": json::date(due),
        "state": state(one, due, session),
        "entry": one.row.map(|row| entry(row.id.into())),
    })
}

/// Asked, received, sent.
fn days(one: &Standing<'_>) -> (Option<Date>, Option<Date>, Option<Date>) {
    let row = one.row;
    row.map_or((None, None, None), |row| {
        (row.asked, row.received, row.sent)
    })
}

fn state(one: &Standing<'_>, due: Date, session: &Session) -> &'static str {
    let is_past = due.last() < session.today();
    match one.row {
        None => "not asked",
        Some(row) if row.sent.is_some() => "sent",
        Some(_) if one.is_ours && is_past => "overdue, to send",
        Some(_) if one.is_ours => "to send",
        Some(row) if row.received.is_some() => "received",
        Some(_) if is_past => "overdue",
        Some(_) => "awaited",
    }
}
