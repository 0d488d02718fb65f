//! `agreement`: memoranda, protocols and other agreements; besides what every kind has, the steps of their life, their
//! editions and their tree.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::format::{self, ListFormat};
use super::records;
use super::timeline::{self, TimelineArgs};
use super::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::date::{self, Date};
use crate::domain::id::Id;
use crate::domain::life::signing::{self, Again, SendOptions, SignOptions, Signer};
use crate::domain::life::steps::{
    self, EndOptions, ForceOptions, ProposeOptions, PublishedOptions,
};
use crate::domain::life::supersede::{self, SupersedeOptions};
use crate::domain::life::{editions, next, tree};
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::party::Capacity;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum AgreementCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Says that an agreement is in development, if it is a memorandum, or proposed
    #[command(visible_alias = "develop")]
    Propose(ProposeArgs),
    /// Sends the text to parties for signature; of one under review, to a partner
    Send(SendArgs),
    /// Enters a signature; after the last one the agreement is in force
    Sign(SignArgs),
    /// Says that the text came back from somebody who has not signed it
    Back(BackArgs),
    /// Says from when an agreement is in force, where its signatures do not say
    Force(ForceArgs),
    /// Notes the day the text was published; whether it stands on our page is `edit --publish`
    Published(OnArgs),
    /// Says that a later agreement takes the place of this one, whole or in part
    Supersede(SupersedeArgs),
    /// Ends an agreement
    End(EndArgs),
    /// Hangs a protocol under its memorandum, or under nothing
    Hang(HangArgs),
    /// The editions of a text, oldest first: from when to when, who joined and who left
    #[command(visible_alias = "history")]
    Editions(NameArgs),
    /// Protocols and sharing agreements under their memoranda
    Tree(TreeArgs),
    /// Years across, one line an agreement: from in force to end, with its reviews
    Timeline(TimelineArgs),
}

#[derive(Debug, Args)]
pub struct NameArgs {
    /// A number, a reference, or part of a title that fits one only
    #[arg(required = true)]
    agreement: Vec<String>,
}

#[derive(Debug, Args)]
pub struct OnArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// The day, or as much of it as is known; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct ProposeArgs {
    #[command(flatten)]
    which: OnArgs,
    /// One sentence of what it is meant to cover
    #[arg(long, value_name = "TEXT")]
    scope: Option<String>,
}

#[derive(Debug, Args)]
pub struct SendArgs {
    #[command(flatten)]
    which: OnArgs,
    /// To whom; everybody who has not signed unless said
    #[arg(long, value_name = "ORGANISATION")]
    to: Vec<String>,
}

#[derive(Debug, Args)]
pub struct SignArgs {
    #[command(flatten)]
    which: OnArgs,
    /// Who signed; needed where more than one have not
    #[arg(long, value_name = "ORGANISATION")]
    party: Option<String>,
    /// The text bears the date and nobody knows whose it is
    #[arg(long, conflicts_with_all = ["party", "by", "capacity", "again"])]
    unknown: bool,
    /// The post, or the person in it, that signed
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    by: String,
    /// In what capacity, where that is not known yet: party or signatory
    #[arg(long = "as", value_name = "CAPACITY")]
    capacity: Option<Capacity>,
    /// From when it is in force, where that is not the last signature
    #[arg(long, value_name = "DATE")]
    effective: Option<String>,
    /// Corrects a signature that is there already
    #[arg(long)]
    again: bool,
}

#[derive(Debug, Args)]
pub struct BackArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// Who had it
    #[arg(long, value_name = "ORGANISATION")]
    from: String,
}

#[derive(Debug, Args)]
pub struct ForceArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// From which day, which may be to come; today unless said
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
}

#[derive(Debug, Args)]
pub struct EndArgs {
    #[command(flatten)]
    which: OnArgs,
    /// Why it ended; kept as a note for the Secretariat
    #[arg(long, value_name = "TEXT")]
    why: String,
}

#[derive(Debug, Args)]
pub struct SupersedeArgs {
    /// The earlier one: a number, a reference, or part of a title that fits one only
    agreement: String,
    /// The later one
    #[arg(long, value_name = "AGREEMENT")]
    by: String,
    /// What of the earlier one stays in force, as in "Annex B"
    #[arg(long, value_name = "TEXT")]
    except: Option<String>,
    /// From which day; that on which the later one is in force unless said
    #[arg(long, value_name = "DATE", conflicts_with = "except")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct HangArgs {
    /// A number, a reference, or part of a title that fits one only
    agreement: String,
    /// What it hangs under from now on
    #[arg(long, value_name = "AGREEMENT", required_unless_present = "nowhere")]
    under: Option<String>,
    /// It hangs under nothing
    #[arg(long, conflicts_with = "under")]
    nowhere: bool,
}

#[derive(Debug, Args)]
pub struct TreeArgs {
    /// Only these and what hangs under them
    words: Vec<String>,
    /// Shows earlier editions too, behind the one that stands
    #[arg(long)]
    editions: bool,
}

impl AgreementCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Editions(_) | Self::Tree(_) | Self::Timeline(_) => Access::Read,
            Self::Propose(_)
            | Self::Send(_)
            | Self::Sign(_)
            | Self::Back(_)
            | Self::Force(_)
            | Self::Published(_)
            | Self::Supersede(_)
            | Self::End(_)
            | Self::Hang(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &AgreementCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        AgreementCommand::Usual(command) => {
            records::run_on(Kind::Agreement, command, common, session, out)
        }
        AgreementCommand::Editions(args) => show_editions(args, common, session, out),
        AgreementCommand::Tree(args) => show_tree(args, common, session, out),
        AgreementCommand::Timeline(args) => timeline::run(args, common, session, out),
        AgreementCommand::Sign(args) => sign(args, common, session, out),
        AgreementCommand::Send(args) => send(args, common, session, out),
        AgreementCommand::Propose(args) => propose(args, common, session, out),
        AgreementCommand::Back(args) => back(args, common, session, out),
        AgreementCommand::Force(args) => force(args, common, session, out),
        AgreementCommand::Published(args) => published(args, common, session, out),
        AgreementCommand::End(args) => end(args, common, session, out),
        AgreementCommand::Supersede(args) => supersede(args, common, session, out),
        AgreementCommand::Hang(args) => hang(args, common, session, out),
    }
}

fn propose(
    args: &ProposeArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (id, on) = args.which.read(session)?;
    let options = ProposeOptions {
        today: session.today(),
        on,
        scope: args.scope.clone(),
    };
    out.commit(session, common, |register| {
        steps::propose(register, id, &options)
    })?;
    Ok(Exit::Done)
}

fn back(
    args: &BackArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let id = agreement(session.register(), &args.agreement)?;
    let body = body(session.register(), &args.from)?;
    out.commit(session, common, |register| {
        signing::came_back(register, id, body)
    })?;
    Ok(Exit::Done)
}

fn force(
    args: &ForceArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let id = agreement(session.register(), &args.agreement)?;
    let on = day(args.from.as_deref(), session.today())?;
    out.commit(session, common, |register| {
        steps::force(register, id, &ForceOptions { on })
    })?;
    Ok(Exit::Done)
}

fn published(
    args: &OnArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (id, on) = args.read(session)?;
    let today = session.today();
    out.commit(session, common, |register| {
        steps::published(register, id, &PublishedOptions { today, on })
    })?;
    Ok(Exit::Done)
}

fn end(
    args: &EndArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (id, on) = args.which.read(session)?;
    let options = EndOptions {
        today: session.today(),
        on,
        why: args.why.clone(),
    };
    out.commit(session, common, |register| {
        steps::end(register, id, &options)
    })?;
    Ok(Exit::Done)
}

fn hang(
    args: &HangArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let id = agreement(register, &args.agreement)?;
    let under = args.under.as_deref();
    let under = under.map(|text| agreement(register, text)).transpose()?;
    out.commit(session, common, |register| tree::hang(register, id, under))?;
    Ok(Exit::Done)
}

impl OnArgs {
    fn read(&self, session: &Session) -> Result<(Id<Agreement>, Date), Refusal> {
        let id = agreement(session.register(), &self.agreement)?;
        Ok((id, day(self.on.as_deref(), session.today())?))
    }
}

fn send(
    args: &SendArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (id, on) = args.which.read(session)?;
    let register = session.register();
    let named = args.to.iter().map(|text| body(register, text));
    let mut to = named.collect::<Result<Vec<_>, Refusal>>()?;
    if to.is_empty() {
        next::possible(register, id, next::Step::Send, session.today())?;
        let agreement = register.agreements.get(id);
        to = agreement.map_or_else(Vec::new, |one| next::to_send(register, one));
    }
    let options = SendOptions {
        today: session.today(),
        on,
        to,
    };
    out.commit(session, common, |register| {
        signing::send(register, id, &options)
    })?;
    tell(id, common, session, out)
}

fn sign(
    args: &SignArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (id, on) = args.which.read(session)?;
    let (register, today) = (session.register(), session.today());
    let effective = args.effective.as_deref();
    let options = SignOptions {
        today,
        on,
        signer: signer(args, register, id)?,
        by: args.by.clone(),
        capacity: args.capacity,
        effective: effective.map(|text| date::read(text, today)).transpose()?,
        again: if args.again {
            Again::Correct
        } else {
            Again::Refuse
        },
    };
    out.commit(session, common, |register| {
        signing::sign(register, id, &options)
    })?;
    tell(id, common, session, out)
}

/// Whoever is named, else the only one who has not signed.
fn signer(args: &SignArgs, register: &Register, id: Id<Agreement>) -> Result<Signer, Refusal> {
    if args.unknown {
        return Ok(Signer::Unknown);
    }
    if let Some(text) = &args.party {
        return body(register, text).map(Signer::Body);
    }
    let agreement = register.agreements.get(id);
    let open = agreement.map_or_else(Vec::new, |one| signing::unsigned(register, one));
    if let [one] = open[..] {
        return Ok(Signer::Body(one));
    }
    let names = open.iter().filter_map(|id| register.organisations.get(*id));
    let names: Vec<&str> = names.map(Organisation::short).collect();
    let whom = if names.is_empty() {
        String::new()
    } else {
        format!(" It is not signed yet by {}.", names.join(", "))
    };
    Err(Refusal::ambiguous(format!(
        "Say who signed: --party NAME, or --unknown.{whom}"
    )))
}

fn supersede(
    args: &SupersedeArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let id = agreement(register, &args.agreement)?;
    let on = args.on.as_deref();
    let options = SupersedeOptions {
        today,
        by: agreement(register, &args.by)?,
        except: args.except.clone(),
        on: on.map(|text| date::read(text, today)).transpose()?,
    };
    out.commit(session, common, |register| {
        supersede::supersede(register, id, &options)
    })?;
    Ok(Exit::Done)
}

/// How far the signing has come, after a step of it.
fn tell(
    id: Id<Agreement>,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let agreement = register.agreements.get(id).filter(|_| !common.dry_run);
    if let Some(words) = agreement.and_then(|one| signing::words(register, one, today)) {
        out.say(&format!("Now: {words}."))?;
    }
    Ok(Exit::Done)
}

fn show_editions(
    args: &NameArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let id = agreement(register, &args.agreement.join(" "))?;
    let chain = editions::chain(register, id);
    if format::list(common)? != ListFormat::Json {
        out.say(&editions::line(&chain))?;
    }
    let json = || exchange::editions::json(register, &chain, common.audience);
    let listing = || exchange::editions::listing(register, &chain, common.audience);
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}

fn show_tree(
    args: &TreeArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let nodes = tree::tree(register, today);
    let nodes = tree::only(register, nodes, &args.words.join(" "));
    if nodes.is_empty() {
        out.say("There is no agreement to show.")?;
    }
    let behind = if args.editions {
        tree::Behind::Shown
    } else {
        tree::Behind::Counted
    };
    let json = || exchange::agreement_tree::json(register, &nodes, today, common.audience);
    let listing =
        || exchange::agreement_tree::listing(register, &nodes, behind, today, common.audience);
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}

fn day(text: Option<&str>, today: NaiveDate) -> Result<Date, Refusal> {
    match text {
        Some(text) => date::read(text, today),
        None => Ok(Date::day(today)),
    }
}

fn agreement(register: &Register, text: &str) -> Result<Id<Agreement>, Refusal> {
    let entry = named(register, Kind::Agreement, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}

fn body(register: &Register, text: &str) -> Result<Id<Organisation>, Refusal> {
    let entry = named(register, Kind::Organisation, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}
