//! `forum export` and `forum take-back`: handing a forum over to its next Secretariat.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use clap::Args;

use super::{Common, Exit, Out, Stop, day};
use crate::domain::audience::Audience;
use crate::domain::forum::Forum;
use crate::domain::handover::{self, Choice};
use crate::domain::id::{Entry, Id};
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange::register_json::forum;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A number, a name, an acronym, or part of a name that fits one only
    #[arg(required = true)]
    forum: Vec<String>,
    /// Takes along what would stay, one by one: `--with item 12 --with agreement 3 --with note 5`
    #[arg(long, num_args = 2, value_names = ["KIND", "NUMBER"])]
    with: Vec<String>,
    /// The body whose Secretariat keeps it from now on; here it can only be read from then on
    #[arg(long, value_name = "BODY", requires = "on")]
    to: Option<String>,
    /// The day from which it does
    #[arg(long, value_name = "DATE", requires = "to")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct TakeBackArgs {
    /// A number, a name, an acronym, or part of a name that fits one only
    #[arg(required = true)]
    forum: Vec<String>,
}

impl ExportArgs {
    pub(super) fn access(&self) -> Access {
        if self.to.is_some() {
            Access::Write
        } else {
            Access::Read
        }
    }
}

pub(super) fn export(
    args: &ExportArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    if common.output.is_none() && !common.dry_run {
        let sentence =
            "A forum is handed over as a file: add -o FILE, or --dry-run to see what goes along.";
        return Err(Stop::Usage(sentence.to_owned()));
    }
    let register = session.register().clone();
    let forum = forum_id(&register, &args.forum)?;
    let to = receiver(args, &register)?;
    let ticked = ticked(&register, &args.with)?;
    let (text, choice) = forum::handed(&register, forum, to, &ticked)?;
    out.say(&told(&register, &choice, common.audience))?;
    if !common.dry_run {
        // Whoever asks for it, it is for the next Secretariat, and its name says so.
        let common = Common {
            audience: Audience::Secretariat,
            ..common.clone()
        };
        out.give(&text, &common)?;
    }
    if let Some((to, on)) = to {
        let written = register.revision();
        out.commit(session, common, |register| {
            forum::check_as_written(register, written)?;
            handover::hand_over(register, forum, to, on)
        })?;
    }
    Ok(Exit::Done)
}

pub(super) fn take_back(
    args: &TakeBackArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let forum = forum_id(session.register(), &args.forum)?;
    out.commit(session, common, |register| {
        handover::take_back(register, forum)
    })?;
    Ok(Exit::Done)
}

fn forum_id(register: &Register, words: &[String]) -> Result<Id<Forum>, Refusal> {
    let entry = named(register, Kind::Forum, &words.join(" "))?;
    Ok(entry.id().expect("it was looked for among forums"))
}

fn receiver(
    args: &ExportArgs,
    register: &Register,
) -> Result<Option<(Id<Organisation>, NaiveDate)>, Stop> {
    let (Some(to), Some(on)) = (&args.to, &args.on) else {
        return Ok(None);
    };
    let body = named(register, Kind::Organisation, to)?;
    let body = body.id().expect("it was looked for among organisations");
    Ok(Some((body, day("--on", on)?)))
}

/// The entries after `--with`, by kind and number.
fn ticked(register: &Register, words: &[String]) -> Result<BTreeSet<Entry>, Refusal> {
    let pairs = words.chunks_exact(2);
    pairs
        .map(|pair| named(register, pair[0].parse::<Kind>()?, &pair[1]))
        .collect()
}

/// What goes along, counted, and what stays, one by one, with what takes it along.
fn told(register: &Register, choice: &Choice, audience: Audience) -> String {
    let mut lines = vec![format!("Goes along: {}.", choice.counted())];
    for one in &choice.stays {
        let name = register.get(one.entry);
        let name = name.map_or_else(String::new, |record| record.name_for(register, audience));
        let tick = if one.can_be_ticked() {
            format!(" Along with it: {}.", one.tick())
        } else {
            String::new()
        };
        lines.push(format!("Stays here: {name}: {}.{tick}", one.why));
    }
    lines.join("\n")
}
