//! `calendar`: the meetings and all that is due as a file for a calendar program.

use std::path::Path;

use chrono::NaiveDate;
use clap::Args;

use super::{Common, Exit, Format, Out, Stop};
use crate::calendars;
use crate::domain::date::{self, Date};
use crate::domain::due::DueKind;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::named::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::exchange::ics::{self, Calendar, CalendarOptions, Deadlines, calendar};
use crate::session::Session;

#[derive(Debug, Default, Args)]
#[command(
    after_help = "Taken in again later, it updates what was taken in before. A day that is known by its month alone is the \
last day of it for a deadline; a meeting without a day is left out."
)]
pub struct CalendarArgs {
    /// Only what is this forum's: its meetings, their papers and returns, its actions, its agreement
    #[arg(long, value_name = "FORUM")]
    pub(super) forum: Option<String>,
    /// Only these kinds: meeting, review, action, to-fix, papers, returns, contact, commitment, embargo, hand-over,
    /// offer, text, signature
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(super) kind: Vec<DueKind>,
    /// Deadlines as tasks to tick off, in the place of days
    #[arg(long)]
    pub(super) todos: bool,
    /// Nothing before this date
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    /// Nothing after this date
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<String>,
    /// Days before something at which the calendar reminds of it, 0 for never; 1 unless said
    #[arg(long, value_name = "DAYS")]
    pub(super) remind: Option<u16>,
}

/// The calendar that the options ask for: to stdout, or into the file that they name.
pub(super) fn give(
    args: &CalendarArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    check_format(common)?;
    let made = made(args, common, session)?;
    out.give(&made.text, common)?;
    for remark in &made.remarks {
        out.say(remark)?;
    }
    out.say(&made.told())?;
    Ok(Exit::Done)
}

/// The calendar that the options ask for.
pub(super) fn made(
    args: &CalendarArgs,
    common: &Common,
    session: &mut Session,
) -> Result<Calendar, Stop> {
    let options = options(args, common, session)?;
    let marks = calendars::marks(session)?;
    let (register, today) = (session.register(), session.today());
    Ok(calendar(
        register,
        today,
        session.rules(),
        &marks,
        &options,
    )?)
}

/// Refuses any format but the one there is, and a file that would be taken for another.
pub(super) fn check_format(common: &Common) -> Result<(), Stop> {
    if common.format.is_some_and(|format| format != Format::Ics) {
        let sentence = "A calendar is written as ics, so nothing was written: leave --format out.";
        return Err(Stop::Usage(sentence.to_owned()));
    }
    let ending = common.output.as_deref().and_then(Path::extension);
    let is_ours = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("ics"));
    match &common.output {
        Some(path) if !is_ours => Err(Stop::Usage(format!(
            "{} would not be known as a calendar, so nothing was written: end it in .ics.",
            path.display()
        ))),
        Some(_) | None => Ok(()),
    }
}

fn options(
    args: &CalendarArgs,
    common: &Common,
    session: &Session,
) -> Result<CalendarOptions, Stop> {
    let today = session.today();
    let from = bound("--from", args.from.as_deref(), today, Date::first)?;
    let to = bound("--to", args.to.as_deref(), today, Date::last)?;
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        let (from, to) = (Date::day(from), Date::day(to));
        let sentence = format!("--to: {to} lies before {from}, so nothing was written.");
        return Err(Stop::Usage(sentence));
    }
    Ok(CalendarOptions {
        audience: common.audience,
        forum: forum(args, session)?,
        kinds: args.kind.clone(),
        deadlines: if args.todos {
            Deadlines::Tasks
        } else {
            Deadlines::Days
        },
        from,
        to,
        remind: args.remind.unwrap_or(ics::REMIND),
    })
}

fn forum(args: &CalendarArgs, session: &Session) -> Result<Option<Id<Forum>>, Refusal> {
    match &args.forum {
        Some(name) => Ok(named(session.register(), Kind::Forum, name)?.id()),
        None => Ok(None),
    }
}

/// The first or last day of the date that an option names: a month is meant whole.
fn bound(
    option: &str,
    text: Option<&str>,
    today: NaiveDate,
    end: fn(Date) -> NaiveDate,
) -> Result<Option<NaiveDate>, Stop> {
    let Some(text) = text else {
        return Ok(None);
    };
    let read = date::read(text, today);
    let read = read.map_err(|refusal| Stop::Usage(format!("{option}: {}", refusal.sentence)))?;
    Ok(Some(end(read)))
}
