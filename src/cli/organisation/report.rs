//! `organisation report`: what the register holds on one body, for a freedom of information request.

use chrono::NaiveDate;
use clap::Args;

use super::body;
use crate::cli::format::{self, ReportFormat};
use crate::cli::{Common, Exit, Out, Stop};
use crate::domain::date::{self, Date};
use crate::exchange::body_report::{ReportOptions, report};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// A number, a name, an acronym, or part of a name that fits one only
    #[arg(required = true)]
    organisation: Vec<String>,
    /// The first day that was asked for; from the beginning unless said
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day that was asked for: states are those of that day and of today
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

pub(super) fn run(
    args: &ReportArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let options = ReportOptions {
        body: body(register, &args.organisation)?.id,
        from: day(args.from.as_deref(), today, Date::first)?,
        to: day(args.to.as_deref(), today, Date::last)?,
        today,
    };
    let report = report(register, &options, common.audience)?;
    match format::report(common)? {
        ReportFormat::List => {
            out.give_list(common, || report.json(register), || report.listing())?;
            if let Some(sentence) = report.left_out() {
                out.say(&sentence)?;
            }
        }
        ReportFormat::Document => out.give_document(&report.document(), common)?,
    }
    Ok(Exit::Done)
}

/// A month or a year is taken from its first day, or to its last.
fn day(
    text: Option<&str>,
    today: NaiveDate,
    end: fn(Date) -> NaiveDate,
) -> Result<Option<NaiveDate>, Stop> {
    let Some(text) = text else {
        return Ok(None);
    };
    Ok(Some(end(date::read(text, today)?)))
}
