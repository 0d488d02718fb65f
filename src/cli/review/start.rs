//! Starting a review, asking the partners for it, and putting a review date right.

use clap::Args;

use super::agreement;
use crate::cli::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::date::{self, Date};
use crate::domain::id::Id;
use crate::domain::life::review::{self, CorrectOptions, StartOptions};
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::register::{Kind, Register};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct StartArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// When it began; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Who has the text for it; several are given one by one
    #[arg(long, value_name = "ORGANISATION")]
    with: Vec<String>,
}

#[derive(Debug, Args)]
pub struct AskArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// When they were asked; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Only these parties; all but ours unless said
    #[arg(long, value_name = "ORGANISATION")]
    of: Vec<String>,
}

#[derive(Debug, Args)]
pub struct CorrectArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// The date as the text has it, or none
    #[arg(long, value_name = "DATE")]
    due: String,
    /// What was written wrongly; kept as a dated note
    #[arg(long, value_name = "TEXT")]
    why: String,
}

pub(super) fn start(
    args: &StartArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let id = agreement(session.register(), &args.agreement)?;
    let with = bodies(session.register(), &args.with)?;
    begin(id, args.on.as_deref(), with, common, session, out)
}

pub(super) fn ask(
    args: &AskArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let id = agreement(register, &args.agreement)?;
    let with = if args.of.is_empty() {
        review::partners(register, id, session.today())
    } else {
        bodies(register, &args.of)?
    };
    begin(id, args.on.as_deref(), with, common, session, out)
}

/// Starts it, and says who answers for it where it is now.
fn begin(
    id: Id<Agreement>,
    on: Option<&str>,
    with: Vec<Id<Organisation>>,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    let on = match on {
        Some(text) => date::read(text, today)?,
        None => Date::day(today),
    };
    let options = StartOptions { today, on, with };
    out.commit(session, common, |register| {
        review::start(register, id, &options)
    })?;
    let register = session.register();
    for lead in review::leads(register, id, today) {
        if options.with.contains(&lead.party.organisation) {
            out.say(&format!("Ask {}.", lead.words(register)))?;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn correct(
    args: &CorrectArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let id = agreement(session.register(), &args.agreement)?;
    let today = session.today();
    let due = match args.due.trim() {
        "none" => None,
        text => Some(date::read(text, today)?),
    };
    let why = args.why.clone();
    let options = CorrectOptions { today, due, why };
    out.commit(session, common, |register| {
        review::correct(register, id, &options)
    })?;
    Ok(Exit::Done)
}

fn bodies(register: &Register, names: &[String]) -> Result<Vec<Id<Organisation>>, Stop> {
    let body = |name: &String| {
        let entry = named(register, Kind::Organisation, name)?;
        Ok(entry.id().expect("it was asked of that kind"))
    };
    names.iter().map(body).collect()
}
