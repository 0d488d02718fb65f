//! `organisation all`: everything with one body.

use clap::Args;

use super::body;
use crate::cli::format::{self, ReportFormat};
use crate::cli::{Common, Exit, Out, Stop};
use crate::domain::bodies::{holdings, names};
use crate::domain::due::{self, DueOptions};
use crate::exchange;
use crate::session::Session;

#[derive(Debug, Args)]
pub struct AllArgs {
    /// A number, a name, an acronym, or part of a name that fits one only
    #[arg(required = true)]
    organisation: Vec<String>,
}

pub(super) fn run(
    args: &AllArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let body = body(register, &args.organisation)?;
    let lines = due::due(register, today, session.rules(), &DueOptions::default());
    let all = holdings::of(register, body.id, today, &lines);
    let body = names::record_on(register, body.id, today).unwrap_or(body);
    let title = exchange::holdings::title(body, today);
    match format::report(common)? {
        ReportFormat::List => {
            let told = all.told(common.audience);
            let json = || exchange::holdings::json(register, body, &told, common.audience);
            let listing = || exchange::holdings::listing(&title, &told, common.audience);
            out.give_list(common, json, listing)?;
            if let Some(sentence) = exchange::holdings::left_out(&told) {
                out.say(&sentence)?;
            }
        }
        ReportFormat::Document => {
            let document = exchange::holdings::document(&title, &all, common.audience);
            out.give_document(&document, common)?;
        }
    }
    Ok(Exit::Done)
}
