//! `commitment`: duties that agreements and forums create; besides what every kind has, noting that one was met.
//! `commitments`: how all of them stand.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::commitment::Commitment;
use crate::domain::date;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::duties::{self, Duty, MeetOptions};
use crate::domain::named::{named, one_kind};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange::json;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum CommitmentCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Notes when one was met and what shows it
    Met(MetArgs),
}

#[derive(Debug, Args)]
pub struct MetArgs {
    /// Its number, or part of what is to be done that fits one only
    #[arg(required = true)]
    commitment: Vec<String>,
    /// When; today unless said
    #[arg(long, value_name = "DATE", default_value = "today")]
    on: String,
    /// What shows it: a meeting, a letter
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// Which of the forums that keep it did so; all of them unless said
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

#[derive(Debug, Args)]
pub struct CommitmentsArgs {
    /// Only those of this agreement or forum, whether in force or not
    of: Vec<String>,
}

impl CommitmentCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Met(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &CommitmentCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        CommitmentCommand::Usual(command) => {
            records::run_on(Kind::Commitment, command, common, session, out)
        }
        CommitmentCommand::Met(args) => met(args, common, session, out),
    }
}

fn met(
    args: &MetArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    let on = date::read(&args.on, today)?;
    let ask = |register: &Register| {
        let options = MeetOptions {
            today,
            on,
            what: args.what.clone(),
            forum: forum(register, args.forum.as_deref())?,
        };
        duties::meet(
            register,
            called(register, &args.commitment.join(" "))?,
            &options,
        )
    };
    out.commit(session, common, ask)?;
    if !common.dry_run {
        let register = session.register();
        let id = called(register, &args.commitment.join(" "))?;
        let one = register.commitments.get(id);
        let holidays = &session.rules().holidays;
        let all = one.map(|one| duties::standings(register, one, today, holidays));
        for standing in all.unwrap_or_default() {
            let status = standing.status(register);
            if !status.is_empty() {
                out.say(&format!("{status}."))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn called(register: &Register, text: &str) -> Result<Id<Commitment>, Refusal> {
    let entry = named(register, Kind::Commitment, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}

fn forum(register: &Register, text: Option<&str>) -> Result<Option<Id<Forum>>, Refusal> {
    let entry = text.map(|text| named(register, Kind::Forum, text));
    Ok(entry.transpose()?.and_then(Entry::id))
}

/// Prints every commitment with when it was last met and when it is due.
pub(super) fn list(
    args: &CommitmentsArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let of = match args.of.join(" ") {
        text if text.is_empty() => None,
        text => Some(one_kind(register, &[Kind::Agreement, Kind::Forum], &text)?),
    };
    let all = duties::duties(register, today, &session.rules().holidays, of);
    if all.is_empty() {
        out.say("There is no commitment to list.")?;
    }
    let one = |duty| as_json(session, duty, common.audience);
    let json = || all.iter().map(one).collect();
    out.give_list(common, json, || listing(session, &all, common.audience))?;
    Ok(Exit::Done)
}

fn listing(session: &Session, all: &[Duty<'_>], audience: Audience) -> Listing {
    let (register, today) = (session.register(), session.today());
    let columns = vec![
        Column::new("Entry").right(),
        Column::new("Under").shrink(Shrink::Second),
        Column::new("Para"),
        Column::new("Commitment").shrink(Shrink::First),
        Column::new("How often").shrink(Shrink::Second),
        Column::new("Kept by").shrink(Shrink::Second),
        Column::new("Last met"),
        Column::new("Shown by").shrink(Shrink::Second),
        Column::new("Next due"),
        Column::new("State"),
        Column::new("Who").shrink(Shrink::Second),
    ];
    let mut listing = Listing::new("Commitments", audience, columns);
    let is_of_one = all.windows(2).all(|pair| pair[0].under == pair[1].under);
    let row = |duty: &Duty<'_>| {
        let words = duty.words(register);
        let state = if duty.is_overdue(today) {
            "overdue"
        } else {
            ""
        };
        let under = if is_of_one {
            String::new()
        } else {
            under(register, duty, audience)
        };
        let cells = [
            duty.commitment.id.to_string(),
            under,
            words.paragraph,
            words.rule,
            words.terms,
            words.keeper,
            words.last,
            words.shown,
            words.due,
            state.to_owned(),
            words.who,
        ];
        cells.iter().map(|cell| Cell::line(cell)).collect()
    };
    listing.rows = all.iter().map(row).collect();
    listing
}

/// The reference of the agreement, or the name of the forum: short enough for a column.
fn under(register: &Register, duty: &Duty<'_>, audience: Audience) -> String {
    let record = register.get(duty.under);
    record.map_or_else(String::new, |one| {
        let reference = one.reference().map(str::to_owned);
        reference.unwrap_or_else(|| one.title_for(register, audience))
    })
}

fn as_json(session: &Session, duty: &Duty<'_>, audience: Audience) -> Json {
    let (register, today) = (session.register(), session.today());
    let entry = |entry| json::entry(register, entry, audience);
    let standing = &duty.standing;
    let last = standing.last.as_ref().map(|met| {
        json!({
            "on": json::date(met.on),
            "what": met.words(register),
            "entry": met.entry().map(entry),
        })
    });
    json!({
        "entry": entry(duty.commitment.id.into()),
        "under": entry(duty.under),
        "paragraph": duty.commitment.paragraph,
        "rule": duty.commitment.rule,
        "how_often": duty.commitment.terms(),
        "kept_by": standing.forum.map(|id| entry(id.into())),
        "last_met": last,
        "met_this_year": standing.count.map(|(met, _)| met),
        "due": standing.due.map(json::date),
        "is_overdue": duty.is_overdue(today),
        "who": duty.commitment.who,
    })
}
