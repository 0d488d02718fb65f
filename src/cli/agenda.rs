//! `agenda`: a meeting's agenda, built, shown, exported and issued; its breaks and its numbers.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::issue::{self, TextVerb};
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::cycle::build::{self, Proposed};
use crate::domain::cycle::numbering;
use crate::domain::cycle::order::{self, Place};
use crate::domain::cycle::timing::{self, Slot, Timetable};
use crate::domain::date::time;
use crate::domain::id::Id;
use crate::domain::issued_text::TextKind;
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::named;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Record, Register};
use crate::exchange::issued;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum AgendaCommand {
    /// Prints the agenda
    Show(ShowArgs),
    /// Writes the agenda as text, Markdown, a web page or a PDF: `-o agenda.html`
    Export(AgendaArgs),
    #[command(flatten)]
    Text(TextVerb),
    /// Proposes what ought to be on the agenda and puts it there, as one change; with -n only proposes
    Build(BuildArgs),
    /// Adds a break, which has no number
    Break(BreakArgs),
    /// Numbers the items in their order, also where somebody has numbered them by hand
    Renumber(AgendaArgs),
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

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    agenda: AgendaArgs,
    /// As a table of start times and minutes, with the end against the meeting's length
    #[arg(long)]
    times: bool,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    agenda: AgendaArgs,
    /// Leaves these lines of the proposal out: 2,5
    #[arg(long, value_name = "N,N…", value_delimiter = ',', conflicts_with_all = ["only", "all"])]
    without: Vec<usize>,
    /// Takes these lines of the proposal and no others
    #[arg(
        long,
        value_name = "N,N…",
        value_delimiter = ',',
        conflicts_with = "all"
    )]
    only: Vec<usize>,
    /// Takes every line, also those that are only shown
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Args)]
pub struct BreakArgs {
    #[command(flatten)]
    agenda: AgendaArgs,
    /// After the item with this number, as printed; before any other business unless said
    #[arg(long, value_name = "NUMBER")]
    after: Option<String>,
    /// How long it is
    #[arg(long, value_name = "MINUTES")]
    minutes: Option<u16>,
    /// As the agenda prints it
    #[arg(long, value_name = "TEXT", default_value = "Break")]
    title: String,
}

impl AgendaCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Show(_) | Self::Export(_) => Access::Read,
            Self::Text(_) | Self::Build(_) | Self::Break(_) | Self::Renumber(_) => Access::Write,
        }
    }
}

impl AgendaArgs {
    fn meeting(&self, session: &Session) -> Result<Id<Meeting>, Refusal> {
        let (register, forum) = (session.register(), self.forum.as_deref());
        named::meeting(register, &self.meeting, forum, session.today())
    }
}

pub(super) fn run(
    command: &AgendaCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        AgendaCommand::Show(args) if args.times => {
            times(args.agenda.meeting(session)?, common, session, out)?;
        }
        AgendaCommand::Show(ShowArgs { agenda, .. }) | AgendaCommand::Export(agenda) => {
            document(agenda.meeting(session)?, common, session, out)?;
        }
        AgendaCommand::Text(verb) => {
            return issue::run(verb, TextKind::Agenda, common, session, out);
        }
        AgendaCommand::Build(args) => build(args, common, session, out)?,
        AgendaCommand::Break(args) => add_break(args, common, session, out)?,
        AgendaCommand::Renumber(args) => {
            let meeting = args.meeting(session)?;
            out.commit(session, common, |register| {
                numbering::renumber(register, meeting)
            })?;
        }
    }
    Ok(Exit::Done)
}

fn document(
    meeting: Id<Meeting>,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let (register, words) = (session.register(), &session.house().words);
    let document = issued::draft(register, meeting, TextKind::Agenda, common.audience, words)?;
    out.give_document(&document, common)
}

/// Prints the proposal, then does what of it is wanted.
fn build(
    args: &BuildArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let meeting = args.agenda.meeting(session)?;
    let (today, rules) = (session.today(), session.rules().clone());
    let mut proposed = build::propose(session.register(), meeting, today, &rules)?;
    choose(args, &mut proposed)?;
    if proposed.is_empty() {
        return Err(
            Refusal::state("Everything that could be proposed is on the agenda already.").into(),
        );
    }
    let register = session.register();
    let rows = numbered(&proposed);
    let rows = rows.map(|(number, one)| as_json(register, number, one, common.audience));
    let listing = || listing(register, &proposed, common.audience);
    out.give_list(common, || rows.collect(), listing)?;
    out.commit(session, common, |register| {
        build::accept(register, meeting, &proposed)
    })
}

/// Marks what is wanted by its numbers. Refuses a number that no line has.
fn choose(args: &BuildArgs, proposed: &mut [Proposed]) -> Result<(), Refusal> {
    for number in args.without.iter().chain(&args.only) {
        if *number == 0 || proposed.len() < *number {
            let lines = proposed.len();
            return Err(Refusal::not_found(format!(
                "The proposal has no line {number}; it has {lines}. Add -n to see it without building."
            )));
        }
    }
    for (one, number) in proposed.iter_mut().zip(1..) {
        if !args.only.is_empty() {
            one.wanted = args.only.contains(&number);
        }
        one.wanted |= args.all;
        one.wanted &= !args.without.contains(&number);
    }
    Ok(())
}

fn numbered(proposed: &[Proposed]) -> impl Iterator<Item = (usize, &Proposed)> {
    (1..).zip(proposed)
}

fn listing(register: &Register, proposed: &[Proposed], audience: Audience) -> Listing {
    let columns = vec![
        Column::new("No.").right(),
        Column::new("Goes on"),
        Column::new("Item").shrink(Shrink::First),
        Column::new("Why").shrink(Shrink::Second),
    ];
    let mut listing = Listing::new("Proposed agenda", audience, columns);
    listing.rows = numbered(proposed)
        .map(|(number, one)| {
            let wanted = if one.wanted { "yes" } else { "no" };
            let title = one.title_for(register, audience);
            let sub = if one.item.is_sub { "  " } else { "" };
            [
                &number.to_string(),
                wanted,
                &format!("{sub}{title}"),
                &one.why,
            ]
            .map(Cell::line)
            .to_vec()
        })
        .collect();
    listing
}

fn as_json(register: &Register, number: usize, one: &Proposed, audience: Audience) -> Json {
    json!({
        "number": number,
        "goes_on": one.wanted,
        "title": one.title_for(register, audience),
        "why": one.why,
        "reserved": one.is_reserved(register),
    })
}

fn add_break(
    args: &BreakArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let meeting = args.agenda.meeting(session)?;
    out.commit(session, common, |register| {
        let place = match &args.after {
            Some(number) => Place::After(on_agenda(register, meeting, number)?),
            None => Place::Last,
        };
        order::add_break(register, meeting, &args.title, args.minutes, place)
    })
}

/// The item with a number, as the agenda prints it.
fn on_agenda(register: &Register, meeting: Id<Meeting>, number: &str) -> Result<Id<Item>, Refusal> {
    let agenda = item::agenda(register, meeting);
    let found = agenda
        .iter()
        .find(|one| one.number.as_deref() == Some(number.trim()));
    found.map(|one| one.id).ok_or_else(|| {
        let there: Vec<&str> = agenda
            .iter()
            .filter_map(|one| one.number.as_deref())
            .collect();
        let there = if there.is_empty() {
            "it has no numbered items".to_owned()
        } else {
            format!("it has {}", there.join(", "))
        };
        Refusal::not_found(format!(
            "The agenda has no item {}; {there}.",
            quoted(number)
        ))
    })
}

/// The times of an agenda as data.
fn times(
    meeting: Id<Meeting>,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let register = session.register();
    let table = timing::timetable(register, meeting);
    let json = || times_json(register, &table, common.audience);
    let listing = || times_listing(register, &table, common.audience);
    out.give_list(common, json, listing)?;
    if let Some(words) = table.words() {
        out.say(&format!("The agenda {words}."))?;
    }
    Ok(())
}

fn times_listing(register: &Register, table: &Timetable, audience: Audience) -> Listing {
    let columns = vec![
        Column::new("No.").right(),
        Column::new("Starts").right(),
        Column::new("Minutes").right(),
        Column::new("Item").shrink(Shrink::First),
        Column::new("To see to").shrink(Shrink::Second),
    ];
    let mut listing = Listing::new("Times", audience, columns);
    let lines = table.lines.iter();
    let lines = lines.filter_map(|slot| Some((slot, register.items.get(slot.item)?)));
    listing.rows = lines
        .map(|(slot, item)| {
            let number = item.number.clone().unwrap_or_default();
            let start = slot.start.map(time).unwrap_or_default();
            let minutes = slot.minutes.map_or_else(String::new, |one| one.to_string());
            let title = Record::Item(item).title_for(register, audience);
            let cells = [number, start, minutes, title, notices(slot)];
            cells.iter().map(|cell| Cell::line(cell)).collect()
        })
        .collect();
    listing
}

fn times_json(register: &Register, table: &Timetable, audience: Audience) -> Json {
    let lines = table.lines.iter();
    let lines = lines.filter_map(|slot| Some((slot, register.items.get(slot.item)?)));
    let lines = lines.map(|(slot, item)| {
        json!({
            "number": item.number,
            "title": Record::Item(item).title_for(register, audience),
            "starts": slot.start.map(iso),
            "minutes": slot.minutes,
            "notices": slot.notices.iter().map(|one| one.words()).collect::<Vec<_>>(),
        })
    });
    let (over, left) = match table.against {
        Some(timing::Against::Over(minutes)) => (Some(minutes), None),
        Some(timing::Against::Left(minutes)) => (None, Some(minutes)),
        Some(timing::Against::Fits) => (None, Some(0)),
        None => (None, None),
    };
    json!({
        "lines": lines.collect::<Vec<_>>(),
        "ends": table.ends.map(iso),
        "minutes_over": over,
        "minutes_left": left,
        "words": table.words(),
    })
}

fn notices(slot: &Slot) -> String {
    let words: Vec<String> = slot.notices.iter().map(|one| one.words()).collect();
    words.join("; ")
}

fn iso(time: chrono::NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
