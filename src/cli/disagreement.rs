//! `disagreement`: the dated steps of one up the ladder of posts that an agreement names. Never for the public.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::date;
use crate::domain::id::Id;
use crate::domain::life::disagreement::{self, Deed, StepOptions};
use crate::domain::named::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange::json;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum DisagreementCommand {
    /// Notes the first step of one: with the lowest post of the ladder unless said
    Raise(StepArgs),
    /// Takes it on: to the next post of the ladder unless said
    Escalate(StepArgs),
    /// Notes how it was settled
    Settle(StepArgs),
    /// Shows the steps, those of earlier ones too
    Show(ShowArgs),
}

#[derive(Debug, Args)]
pub struct StepArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// What was said or done; nothing about people who use services
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// The post that it has reached
    #[arg(long, value_name = "POST")]
    with: Option<String>,
    /// When; today unless said
    #[arg(long, value_name = "DATE", default_value = "today")]
    on: String,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A number, a reference, or part of a title that fits one only
    #[arg(required = true)]
    agreement: Vec<String>,
}

impl DisagreementCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Raise(_) | Self::Escalate(_) | Self::Settle(_) => Access::Write,
            Self::Show(_) => Access::Read,
        }
    }
}

pub(super) fn run(
    command: &DisagreementCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        DisagreementCommand::Raise(args) => step(Deed::Raise, args, common, session, out),
        DisagreementCommand::Escalate(args) => step(Deed::Escalate, args, common, session, out),
        DisagreementCommand::Settle(args) => step(Deed::Settle, args, common, session, out),
        DisagreementCommand::Show(args) => show(args, common, session, out),
    }
}

fn step(
    deed: Deed,
    args: &StepArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    let options = StepOptions {
        today,
        on: date::read(&args.on, today)?,
        post: args.with.clone(),
        what: args.what.clone(),
    };
    out.commit(session, common, |register| {
        let id = called(register, &args.agreement)?;
        disagreement::note(register, id, deed, &options)
    })?;
    Ok(Exit::Done)
}

fn called(register: &Register, text: &str) -> Result<Id<Agreement>, Refusal> {
    let entry = named(register, Kind::Agreement, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}

fn show(
    args: &ShowArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    if common.audience == Audience::Public {
        let sentence = "A disagreement is reserved; add --for members or --for secretariat.";
        return Err(Refusal::state(sentence).into());
    }
    let register = session.register();
    let id = called(register, &args.agreement.join(" "))?;
    let Some(agreement) = register.agreements.get(id) else {
        return Err(Refusal::not_found(format!("There is no agreement {id}.")).into());
    };
    let listing = || listing(agreement, common.audience);
    out.give_list(common, || as_json(agreement), listing)?;
    out.say(&match disagreement::standing(agreement) {
        Some(standing) => format!("It is live, {standing}."),
        None => "None is live.".to_owned(),
    })?;
    Ok(Exit::Done)
}

fn listing(agreement: &Agreement, audience: Audience) -> Listing {
    let columns = vec![
        Column::new("On"),
        Column::new("Post").shrink(Shrink::Second),
        Column::new("What").shrink(Shrink::First),
        Column::new("Settled"),
    ];
    let title = format!("Disagreements: {}", agreement.title);
    let mut listing = Listing::new(&title, audience, columns);
    let steps = agreement.disagreements.iter();
    let rows = steps.map(|one| {
        let on = one
            .on
            .map_or_else(|| "date not known".to_owned(), |on| on.to_string());
        let settled = if one.settled { "settled" } else { "" };
        [on.as_str(), &one.post, &one.what, settled]
            .map(Cell::line)
            .to_vec()
    });
    listing.rows = rows.collect();
    listing
}

fn as_json(agreement: &Agreement) -> serde_json::Value {
    let live = disagreement::live(agreement).len();
    let settled = agreement.disagreements.len() - live;
    let steps = agreement.disagreements.iter().enumerate();
    let steps = steps.map(|(place, one)| {
        json!({
            "on": one.on.map(json::date),
            "post": one.post,
            "what": one.what,
            "settled": one.settled,
            "is_live": settled <= place,
        })
    });
    steps.collect()
}
