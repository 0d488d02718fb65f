//! `review`: reviews of agreements; besides what every kind has, recording one.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::action::day;
use super::item;
use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::cycle::outcome;
use crate::domain::date;
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::life::review::{self, RecordOptions};
use crate::domain::named::{self, named};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::review::ReviewOutcome;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Records a review and moves the register on
    Record(RecordArgs),
}

#[derive(Debug, Args)]
pub struct RecordArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// The item of a meeting at which it was done: the record of the meeting says so too
    #[arg(long, value_name = "ITEM", conflicts_with = "meeting")]
    at: Option<String>,
    /// The meeting at which it was done, on whose agenda the review stands
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArgs,
}

/// What came of a review.
#[derive(Debug, Args)]
pub(super) struct OutcomeArgs {
    /// reaffirmed, amended, replaced, extended or ended
    #[arg(long)]
    outcome: ReviewOutcome,
    /// The day it was done; that of the meeting or today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// When the next review is due, as in "by September 2026"
    #[arg(long, value_name = "DATE")]
    next: Option<String>,
    /// Who did it; the forum, or you, unless said
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    note: String,
}

impl ReviewCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Record(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &ReviewCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        ReviewCommand::Usual(command) => {
            records::run_on(Kind::Review, command, common, session, out)
        }
        ReviewCommand::Record(args) => record(args, common, session, out),
    }
}

fn record(
    args: &RecordArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let id = agreement(session.register(), &args.agreement)?;
    if let Some(item) = item_of(args, id, session)? {
        return record_at(item, &args.outcome, common, session, out);
    }
    let by_and_on = (session.actor().to_owned(), session.today());
    let options = options(&args.outcome, by_and_on, session)?;
    out.commit(session, common, |register| {
        review::record(register, id, &options)
    })?;
    tell_next(id, common, session, out)
}

/// Records a review at the item of a meeting that it is.
pub(super) fn record_at(
    item: Id<Item>,
    args: &OutcomeArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let by_and_on = outcome::by_and_on(session.register(), item, session.today());
    let options = options(args, by_and_on, session)?;
    out.commit(session, common, |register| {
        outcome::record_at(register, item, &options)
    })?;
    let item = session.register().items.get(item);
    match item.and_then(|item| item.agreement) {
        Some(agreement) => tell_next(agreement, common, session, out),
        None => Ok(Exit::Done),
    }
}

/// The item that `--at` or `--meeting` names. Refuses one that is the review of another agreement.
fn item_of(
    args: &RecordArgs,
    agreement: Id<Agreement>,
    session: &Session,
) -> Result<Option<Id<Item>>, Refusal> {
    let (register, today) = (session.register(), session.today());
    if let Some(text) = &args.meeting {
        let meeting = named::meeting(register, text, None, today)?;
        return outcome::item_for(register, meeting, agreement).map(Some);
    }
    let Some(text) = &args.at else {
        return Ok(None);
    };
    let id = item::called(register, text)?;
    let item = register.items.get(id).filter(|item| {
        let other = item.agreement.filter(|own| *own != agreement);
        other.is_some()
    });
    match item {
        Some(item) => Err(Refusal::state(format!(
            "{} is the review of another agreement.",
            Record::Item(item).name(register)
        ))),
        None => Ok(Some(id)),
    }
}

fn options(
    args: &OutcomeArgs,
    (by, on): (String, NaiveDate),
    session: &Session,
) -> Result<RecordOptions, Stop> {
    let next = match &args.next {
        Some(text) => Some(date::read(text, session.today())?),
        None => None,
    };
    let on = match args.on.as_deref() {
        Some(text) => day(Some(text), session)?,
        None => on,
    };
    Ok(RecordOptions {
        today: session.today(),
        on,
        outcome: args.outcome,
        by: args.by.clone().unwrap_or(by),
        next,
        note: args.note.clone(),
        item: None,
        checks: Vec::new(),
    })
}

fn tell_next(
    id: Id<Agreement>,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let agreement = session.register().agreements.get(id);
    if let Some(agreement) = agreement.filter(|_| !common.dry_run) {
        out.say(&next_due(agreement))?;
    }
    Ok(Exit::Done)
}

/// When the next review is due, as a sentence.
pub(super) fn next_due(agreement: &Agreement) -> String {
    match agreement.review_due {
        Some(due) => format!("The next review is due {due}."),
        None => "It has no next review date.".to_owned(),
    }
}

fn agreement(register: &Register, text: &str) -> Result<Id<Agreement>, Stop> {
    let entry = named(register, Kind::Agreement, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}
