//! `review record`: what a review came to, alone or at a meeting.

use chrono::NaiveDate;
use clap::Args;

use super::agreement;
use crate::cli::item;
use crate::cli::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::cycle::outcome;
use crate::domain::date::{self, Date};
use crate::domain::id::Id;
use crate::domain::item::Item;
use crate::domain::life::review::{self, Next, RecordOptions, checklist};
use crate::domain::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};
use crate::domain::review::{Checked, ReviewOutcome};
use crate::session::Session;

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
pub(in crate::cli) struct OutcomeArgs {
    /// reaffirmed, amended, replaced, extended or ended
    #[arg(long)]
    outcome: ReviewOutcome,
    /// When it was done, to the day or only "march 2020"; the day of the meeting or today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// When the next review is due, as in "by September 2026"; or reckoned from the date `intended`, or from `completion`
    #[arg(long, value_name = "DATE|intended|completion")]
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
    /// What was looked at and found: "meetings evaluated: three, all useful"; several are given one by one
    #[arg(long, value_name = "POINT: FOUND", value_parser = checklist::read_checked)]
    checked: Vec<Checked>,
    /// Confirms the contacts at its lead posts, as of the day of the review
    #[arg(long)]
    confirm_contacts: bool,
    /// The agreement that takes its place, where it is replaced
    #[arg(long, value_name = "AGREEMENT")]
    replaced_by: Option<String>,
}

pub(super) fn run(
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
    let options = options(id, &args.outcome, by_and_on, session)?;
    let other = other_words(id, &options, session);
    out.commit(session, common, |register| {
        review::record(register, id, &options)
    })?;
    tell_next(id, &other, common, session, out)
}

/// Records a review at the item of a meeting that it is.
pub(in crate::cli) fn record_at(
    item: Id<Item>,
    args: &OutcomeArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let by_and_on = outcome::by_and_on(register, item, session.today());
    let agreement = register.items.get(item).and_then(|one| one.agreement);
    let Some(agreement) = agreement else {
        // It is no review, which the verb says in its own words.
        let usual = RecordOptions::new(session.today(), Date::day(by_and_on.1), args.outcome);
        outcome::record_at(register, item, &usual)?;
        return Ok(Exit::Done);
    };
    let options = options(agreement, args, by_and_on, session)?;
    let other = other_words(agreement, &options, session);
    out.commit(session, common, |register| {
        outcome::record_at(register, item, &options)
    })?;
    tell_next(agreement, &other, common, session, out)
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
    id: Id<Agreement>,
    args: &OutcomeArgs,
    (by, on): (String, NaiveDate),
    session: &Session,
) -> Result<RecordOptions, Stop> {
    let (register, today) = (session.register(), session.today());
    let on = match args.on.as_deref() {
        Some(text) => date::read(text, today)?,
        None => Date::day(on),
    };
    let replaced_by = match &args.replaced_by {
        Some(text) => Some(agreement(register, text)?),
        None => None,
    };
    let confirmed = if args.confirm_contacts {
        checklist::contacts_at_leads(register, id, today)
    } else {
        Vec::new()
    };
    Ok(RecordOptions {
        by: args.by.clone().unwrap_or(by),
        next: next(args, session)?,
        replaced_by,
        note: args.note.clone(),
        checks: args.checked.clone(),
        confirmed,
        ..RecordOptions::new(today, on, args.outcome)
    })
}

fn next(args: &OutcomeArgs, session: &Session) -> Result<Option<Next>, Refusal> {
    match args.next.as_deref().map(str::trim) {
        None => Ok(None),
        Some("intended") => Ok(Some(Next::Intended)),
        Some("completion") => Ok(Some(Next::Completion)),
        Some(text) => Ok(Some(Next::On(date::read(text, session.today())?))),
    }
}

/// Both reckonings of the next date, where nobody chose between them.
fn other_words(id: Id<Agreement>, options: &RecordOptions, session: &Session) -> String {
    let register = session.register();
    let agreement = register.agreements.get(id);
    let offer = agreement.and_then(|one| review::offer(one, register, options.on));
    let is_reckoned = matches!(
        options.outcome,
        ReviewOutcome::Reaffirmed | ReviewOutcome::Extended
    );
    match offer.filter(|_| is_reckoned && options.next.is_none()) {
        Some(offer) => format!(
            "The next review: {} --next completion takes the second, --next DATE another.",
            offer.words()
        ),
        None => String::new(),
    }
}

/// The next review as it was set, or as it would be.
fn tell_next(
    id: Id<Agreement>,
    other: &str,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let agreement = register.agreements.get(id);
    if let Some(agreement) = agreement.filter(|_| !common.dry_run) {
        out.say(&next_due(register, agreement, session.today()))?;
    }
    if !other.is_empty() {
        out.say(other)?;
    }
    Ok(Exit::Done)
}

/// When the next review is due, as a sentence.
pub(in crate::cli) fn next_due(
    register: &Register,
    agreement: &Agreement,
    today: NaiveDate,
) -> String {
    match review::due(register, agreement, today) {
        Some(due) => format!("The next review is due {due}."),
        None => "It has no next review date.".to_owned(),
    }
}
