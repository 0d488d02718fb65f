//! `announcement`: what organisations mean to publish; besides what every kind has, sharing a draft and publishing.

use clap::{Args, Subcommand};

use super::records;
use super::{Common, Exit, Out, Stop};
use crate::domain::announcement::Announcement;
use crate::domain::date;
use crate::domain::id::Id;
use crate::domain::life::announcing;
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum AnnouncementCommand {
    #[command(flatten)]
    Usual(records::Command),
    /// Notes that organisations have had a draft, in confidence
    Share(ShareArgs),
    /// Notes that it is out; from then on the public may read of it
    Publish(PublishArgs),
    /// Notes why partners can have no notice: urgent enforcement
    Urgent(UrgentArgs),
}

#[derive(Debug, Args)]
pub struct ShareArgs {
    /// Its number, reference, or part of a title that fits one only
    announcement: String,
    /// With whom; the other parties to its agreement unless said
    #[arg(long, value_name = "ORGANISATION")]
    with: Vec<String>,
    /// When; today unless said
    #[arg(long, value_name = "DATE", default_value = "today")]
    on: String,
}

#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Its number, reference, or part of a title that fits one only
    announcement: String,
    /// When; today unless said
    #[arg(long, value_name = "DATE", default_value = "today")]
    on: String,
}

#[derive(Debug, Args)]
pub struct UrgentArgs {
    /// Its number, reference, or part of a title that fits one only
    announcement: String,
    /// The reason
    #[arg(long, value_name = "TEXT")]
    why: String,
}

impl AnnouncementCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Usual(command) => command.access(),
            Self::Share(_) | Self::Publish(_) | Self::Urgent(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &AnnouncementCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    match command {
        AnnouncementCommand::Usual(command) => {
            return records::run_on(Kind::Announcement, command, common, session, out);
        }
        AnnouncementCommand::Share(args) => {
            let on = date::read(&args.on, today)?;
            out.commit(session, common, |register| {
                let id = called(register, &args.announcement)?;
                let bodies = if args.with.is_empty() {
                    others(register, id, today)?
                } else {
                    let bodies = args.with.iter();
                    bodies
                        .map(|text| body(register, text))
                        .collect::<Result<_, _>>()?
                };
                announcing::share(register, id, &bodies, on, today)
            })?;
        }
        AnnouncementCommand::Publish(args) => {
            let on = date::read(&args.on, today)?;
            out.commit(session, common, |register| {
                let id = called(register, &args.announcement)?;
                announcing::publish(register, id, on, today)
            })?;
        }
        AnnouncementCommand::Urgent(args) => {
            out.commit(session, common, |register| {
                let id = called(register, &args.announcement)?;
                announcing::urgent(register, id, &args.why)
            })?;
        }
    }
    Ok(Exit::Done)
}

fn called(register: &Register, text: &str) -> Result<Id<Announcement>, Refusal> {
    let entry = named(register, Kind::Announcement, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}

fn body(register: &Register, text: &str) -> Result<Id<Organisation>, Refusal> {
    let entry = named(register, Kind::Organisation, text)?;
    Ok(entry.id().expect("it was asked of that kind"))
}

/// Those who have had no draft yet. Refuses if everybody has had it.
fn others(
    register: &Register,
    id: Id<Announcement>,
    today: chrono::NaiveDate,
) -> Result<Vec<Id<Organisation>>, Refusal> {
    let announcement = register.announcements.get(id);
    let bodies = announcement.map_or_else(Vec::new, |one| {
        announcing::without_draft(register, one, today)
    });
    if bodies.is_empty() {
        let sentence =
            "No party to its agreement is without a draft; name who else has had it with --with.";
        return Err(Refusal::state(sentence));
    }
    Ok(bodies)
}
