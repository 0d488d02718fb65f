//! `report`: what is told of a year or to a meeting.

use chrono::Datelike;
use clap::{Args, Subcommand};

use super::format::{self, ReportFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::plan::Year;
use crate::domain::named;
use crate::domain::register::Kind;
use crate::exchange::review_report::{Report, Span};
use crate::exchange::words::{Frame, OfList, Place};
use crate::exchange::{forum_year, register_table};
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Reviews done, due and overdue, of a year or at a meeting
    Reviews(ReviewsArgs),
    /// The register of agreements: between whom, about what, in force since when
    Register(RegisterArgs),
    /// A forum's year: its meetings, attendance and actions
    Forum(ForumArgs),
}

#[derive(Debug, Args)]
pub struct RegisterArgs {
    /// Those too that are proposed, superseded or ended
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Args)]
pub struct ForumArgs {
    /// The forum, by number, name, acronym, or part of a name that fits one only
    #[arg(required = true)]
    forum: Vec<String>,
    /// The forum's year that begins in this one; the present one unless said
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
}

#[derive(Debug, Args)]
pub struct ReviewsArgs {
    /// Of which year; this one unless said
    #[arg(long, value_name = "YEAR", conflicts_with = "meeting", value_parser = clap::value_parser!(i32).range(1000..=9999))]
    year: Option<i32>,
    /// At which meeting: a number, a date, a reference, `next` or `last`
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
}

pub(super) fn run(
    command: &ReportCommand,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ReportCommand::Reviews(args) => reviews(args, common, session, out),
        ReportCommand::Register(args) => register(args, common, session, out),
        ReportCommand::Forum(args) => forum(args, common, session, out),
    }
}

fn register(
    args: &RegisterArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let rows = register_table::rows(register, today, args.all);
    let json = || register_table::json(register, &rows, today, common.audience);
    let listing = || {
        let mut listing = register_table::listing(register, &rows, today, common.audience);
        listing.frame = framed(Place::Register, &listing.title, rows.len(), common, session);
        listing
    };
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}

fn forum(
    args: &ForumArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let entry = named::named(register, Kind::Forum, &args.forum.join(" "))?;
    let forum = entry.id().and_then(|id| register.forums.get(id));
    let forum = forum.expect("it was found by its name");
    let year = args
        .year
        .unwrap_or_else(|| Year::holding(forum.cadence, today));
    let year = Year::of(forum.cadence, year)?;
    let mut document = forum_year::document(register, forum, year, today, common.audience);
    let meetings = register.meetings.of(forum.id);
    let count = meetings.filter(|one| year.holds(one.on.last())).count();
    framed(Place::Year, &document.title, count, common, session).around(&mut document);
    out.give_document(&document, common)?;
    Ok(Exit::Done)
}

fn reviews(
    args: &ReviewsArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today, audience) = (session.register(), session.today(), common.audience);
    let span = match &args.meeting {
        Some(text) => Span::Meeting(named::meeting(register, text, None, today)?),
        None => Span::Year(args.year.unwrap_or(today.year())),
    };
    let report = Report::of(register, span, today, audience);
    match format::report(common)? {
        ReportFormat::List => {
            let json = || report.json(register, audience);
            out.give_list(common, json, || report.listing(register, audience))?;
        }
        ReportFormat::Document => {
            let mut document = report.document(register, audience);
            let count = report.count();
            framed(Place::Reviews, &document.title, count, common, session).around(&mut document);
            out.give_document(&document, common)?;
        }
    }
    Ok(Exit::Done)
}

/// The words of the house around a list or a report.
pub(super) fn framed(
    place: Place,
    title: &str,
    count: usize,
    common: &Common,
    session: &Session,
) -> Frame {
    let values = OfList::of(title, session.today(), common.audience, count);
    session.house().words.frame(place, &values)
}
