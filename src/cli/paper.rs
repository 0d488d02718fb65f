//! `paper`: papers for agenda items: expected from whom, received, late, tabled, verbal.

use clap::{Args, Subcommand};

use super::action::day;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::papers::{self, PaperOptions};
use crate::domain::id::{Entry, Id};
use crate::domain::item::{Item, agenda};
use crate::domain::named::{self, named};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::session::Session;

#[derive(Debug, Subcommand)]
pub enum PaperCommand {
    /// Says that papers are to come, and who owes them
    Expect(PaperArgs),
    /// Says that papers have come
    Receive(ReceiveArgs),
    /// Says that papers will come after their day
    Late(PaperArgs),
    /// Says that papers are handed out at the meeting
    Tabled(PaperArgs),
    /// Says that there is no paper, only words
    Verbal(PaperArgs),
}

#[derive(Debug, Args)]
pub struct PaperArgs {
    /// Items by the number of their entry; with --meeting by their number on its agenda
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    /// The meeting whose items they are: a number, a date, a reference, `next` or `last`
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
    /// The forum whose meeting it is
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// The organisation that owes it
    #[arg(long, value_name = "ORGANISATION")]
    from: Option<String>,
    /// Where it is: a file or an address
    #[arg(long, value_name = "LINK")]
    link: Option<String>,
}

#[derive(Debug, Args)]
pub struct ReceiveArgs {
    #[command(flatten)]
    papers: PaperArgs,
    /// The day it came; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl PaperCommand {
    fn args(&self) -> &PaperArgs {
        match self {
            Self::Receive(args) => &args.papers,
            Self::Expect(args) | Self::Late(args) | Self::Tabled(args) | Self::Verbal(args) => args,
        }
    }
}

pub(super) fn run(
    command: &PaperCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let args = command.args();
    let on = match command {
        PaperCommand::Receive(args) => day(args.on.as_deref(), session)?,
        PaperCommand::Expect(_)
        | PaperCommand::Late(_)
        | PaperCommand::Tabled(_)
        | PaperCommand::Verbal(_) => session.today(),
    };
    let today = session.today();
    out.commit(session, common, |register| {
        let items = items(register, args, today)?;
        let from = args.from.as_ref();
        let from = from.map(|name| named(register, Kind::Organisation, name));
        let options = PaperOptions {
            from: from.transpose()?.and_then(Entry::id),
            link: args.link.clone(),
        };
        match command {
            PaperCommand::Expect(_) => papers::expect(register, &items, &options),
            PaperCommand::Receive(_) => papers::receive(register, &items, on, &options),
            PaperCommand::Late(_) => papers::late(register, &items, &options),
            PaperCommand::Tabled(_) => papers::tabled(register, &items, &options),
            PaperCommand::Verbal(_) => papers::verbal(register, &items, &options),
        }
    })?;
    Ok(Exit::Done)
}

/// The items that are named: of a meeting by what its agenda prints, else by the numbers of their entries.
fn items(
    register: &Register,
    args: &PaperArgs,
    today: chrono::NaiveDate,
) -> Result<Vec<Id<Item>>, Refusal> {
    let Some(meeting) = &args.meeting else {
        let one = |text: &String| {
            let missing = || Refusal::not_found(format!("There is no item {text}."));
            named(register, Kind::Item, text)?.id().ok_or_else(missing)
        };
        return args.items.iter().map(one).collect();
    };
    let meeting = named::meeting(register, meeting, args.forum.as_deref(), today)?;
    let agenda = agenda(register, meeting);
    let one = |text: &String| {
        let found = agenda
            .iter()
            .find(|item| item.number.as_ref() == Some(text));
        found.map(|item| item.id).ok_or_else(|| {
            Refusal::not_found(format!("No item of that agenda has the number {text}."))
        })
    };
    args.items.iter().map(one).collect()
}
