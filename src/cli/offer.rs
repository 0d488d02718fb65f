//! `offer`: items proposed for later agendas; besides what every kind has, what becomes of them.

use clap::{Args, Subcommand};

use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::forward;
use crate::domain::forum;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::named::{self, named};
use crate::domain::offer::Offer;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum OfferCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Puts offers on a meeting's agenda, as one change
    Take(TakeArgs),
    /// Keeps offers for a meeting to come, or for later
    Park(ParkArgs),
    /// Says no to offers
    Decline(DeclineArgs),
}

#[derive(Debug, Args)]
pub struct TakeArgs {
    /// Numbers, or part of a title that fits one only
    #[arg(required = true, value_name = "OFFER")]
    offers: Vec<String>,
    /// A number, a date, a reference, or `next`; the meeting they are for, else the next, unless said
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
}

#[derive(Debug, Args)]
pub struct ParkArgs {
    /// Numbers, or part of a title that fits one only
    #[arg(required = true, value_name = "OFFER")]
    offers: Vec<String>,
    /// A number, a date, a reference, or `next`; for later unless said
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
}

#[derive(Debug, Args)]
pub struct DeclineArgs {
    /// Numbers, or part of a title that fits one only
    #[arg(required = true, value_name = "OFFER")]
    offers: Vec<String>,
    /// The reason, for whoever offered it
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    why: String,
}

impl OfferCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Take(_) | Self::Park(_) | Self::Decline(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &OfferCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    match command {
        OfferCommand::Usual(command) => {
            return records::run_on(Kind::Offer, command, common, session, out);
        }
        OfferCommand::Take(args) => out.commit(session, common, |register| {
            let offers = called(register, &args.offers)?;
            let meeting = match &args.meeting {
                Some(text) => of_forum(register, &offers, text, today)?,
                None => forward::wanted(register, &offers, today)?,
            };
            forward::take(register, &offers, meeting, today)
        })?,
        OfferCommand::Park(args) => out.commit(session, common, |register| {
            let offers = called(register, &args.offers)?;
            let meeting = match &args.meeting {
                Some(text) => Some(of_forum(register, &offers, text, today)?),
                None => None,
            };
            forward::park(register, &offers, meeting, today)
        })?,
        OfferCommand::Decline(args) => out.commit(session, common, |register| {
            forward::decline(register, &called(register, &args.offers)?, &args.why)
        })?,
    }
    Ok(Exit::Done)
}

fn called(register: &Register, texts: &[String]) -> Result<Vec<Id<Offer>>, Refusal> {
    let one = |text: &String| {
        let entry = named(register, Kind::Offer, text)?;
        Ok(entry.id().expect("it was asked of that kind"))
    };
    texts.iter().map(one).collect()
}

/// The meeting that a text names, of the forum to which the first of the offers was made where it names several.
fn of_forum(
    register: &Register,
    offers: &[Id<Offer>],
    text: &str,
    today: chrono::NaiveDate,
) -> Result<Id<Meeting>, Refusal> {
    let offer = offers.first().and_then(|id| register.offers.get(*id));
    let next = offer.and_then(|one| forum::next_meeting(register, one.forum, today));
    match next.filter(|_| text.trim() == "next") {
        Some(next) => Ok(next.id),
        None => named::meeting(register, text, None, today),
    }
}
