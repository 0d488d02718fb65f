//! `report`: what is told of a year or to a meeting.

use chrono::Datelike;
use clap::{Args, Subcommand};

use super::format::{self, ReportFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::named;
use crate::exchange::review_report::{Report, Span};
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Reviews done, due and overdue, of a year or at a meeting
    Reviews(ReviewsArgs),
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
    }
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
        ReportFormat::Json => {
            let json = report.json(register, audience);
            out.give(&format!("{json:#}\n"), common)?;
        }
        ReportFormat::Layout(layout) => {
            let listing = report.listing(register, audience);
            out.give(&format::render(listing, layout, out.width), common)?;
        }
        ReportFormat::Document => {
            out.give_document(&report.document(register, audience), common)?;
        }
    }
    Ok(Exit::Done)
}
