//! `chase`: who owes what, a message to each of them, and keeping that it was sent.

use std::fs;
use std::path::Path;

use clap::Args;

use super::action::day;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::chase::{self, Asked, Owing};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::named::{self, named};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange::chase::{Message, file_names, message};
use crate::exchange::listing::{Cell, Column, Layout, Listing, Shrink};
use crate::files::{self, Existing, FileError};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Args)]
#[command(
    after_help = "Without a name: who owes what. -o FOLDER writes a draft of an e-mail for each."
)]
pub struct ChaseArgs {
    /// Whom to chase, by name or acronym
    #[arg(value_name = "ORGANISATION")]
    bodies: Vec<String>,
    /// Everybody who owes something
    #[arg(long, conflicts_with = "bodies")]
    all: bool,
    /// Everybody who owes something for this meeting; the message holds all that they owe
    #[arg(long, value_name = "MEETING", conflicts_with_all = ["bodies", "all"])]
    meeting: Option<String>,
    /// The forum whose meeting it is
    #[arg(long, value_name = "FORUM", requires = "meeting")]
    forum: Option<String>,
    /// Keeps that they were sent, without asking
    #[arg(long)]
    sent: bool,
    /// The day they were sent; today unless said
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl ChaseArgs {
    pub(super) fn access(&self) -> Access {
        if self.is_named() {
            Access::Write
        } else {
            Access::Read
        }
    }

    fn is_named(&self) -> bool {
        self.all || self.meeting.is_some() || !self.bodies.is_empty()
    }
}

pub(super) fn run(
    args: &ChaseArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let today = session.today();
    let all = chase::all(session.register(), today, session.rules());
    if !args.is_named() {
        return list(&all, common, session, out);
    }
    let owing = wanted(&all, args, session, out)?;
    if owing.is_empty() {
        return Err(Refusal::state("Nothing is owed, so there is no message to write.").into());
    }
    let on = day(args.on.as_deref(), session)?;
    let letters: Vec<Letter> = owing.iter().map(|one| Letter::of(session, one)).collect();
    if let Some(folder) = &common.output {
        let messages = letters.iter().map(|one| &one.message);
        let names = file_names(messages, on, &session.house().words);
        write(&letters, &names, folder, common, out)?;
    } else {
        let texts: Vec<String> = letters.iter().map(|one| one.message.text()).collect();
        out.data.write_all(texts.join("\n---\n\n").as_bytes())?;
    }
    if is_sent(args, common, session, letters.len(), out)? {
        let asked: Vec<Asked> = letters.into_iter().map(|one| one.asked).collect();
        out.commit(session, common, |register| {
            chase::log(register, &asked, on, today)
        })?;
    }
    Ok(Exit::Done)
}

/// A message, and what is kept of it once it is sent.
struct Letter {
    asked: Asked,
    message: Message,
}

impl Letter {
    fn of(session: &Session, owing: &Owing) -> Self {
        let (register, today) = (session.register(), session.today());
        let (body, debts) = (owing.organisation, &owing.debts);
        let words = &session.house().words;
        let addressee = chase::addressee(register, body, debts, today);
        Self {
            asked: Asked {
                organisation: body,
                entries: debts.iter().map(|debt| debt.entry).collect(),
                address: addressee.words(),
            },
            message: message(register, body, debts, addressee, today, words),
        }
    }
}

/// Those who are meant, of all who owe something. Whoever is named and owes nothing is said so.
fn wanted<'a>(
    all: &'a [Owing],
    args: &ChaseArgs,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Vec<&'a Owing>, Stop> {
    let register = session.register();
    if let Some(text) = &args.meeting {
        let forum = args.forum.as_deref();
        let meeting = named::meeting(register, text, forum, session.today())?;
        let owes = |one: &&Owing| one.debts.iter().any(|debt| debt.meeting == Some(meeting));
        return Ok(all.iter().filter(owes).collect());
    }
    if args.all {
        return Ok(all.iter().collect());
    }
    let mut found: Vec<&Owing> = Vec::new();
    for text in &args.bodies {
        let body = named(register, Kind::Organisation, text)?.id::<Organisation>();
        match all.iter().find(|one| Some(one.organisation) == body) {
            Some(one) if found.contains(&one) => {}
            Some(one) => found.push(one),
            None => {
                let name = body.map_or("", |body| short(register, body));
                out.say(&format!("{name} owes nothing."))?;
            }
        }
    }
    Ok(found)
}

/// Whether they have been sent: as an option says, or whoever sits there.
fn is_sent(
    args: &ChaseArgs,
    common: &Common,
    session: &Session,
    count: usize,
    out: &mut Out<'_>,
) -> Result<bool, Stop> {
    if args.sent {
        return Ok(true);
    }
    if session.read_only().is_some() || common.read_only {
        return Ok(false);
    }
    if out.answers.is_none() && !common.yes {
        out.say("Once it is sent, keep that with --sent.")?;
        return Ok(false);
    }
    let question = if count == 1 {
        "Is the message sent, so that this is kept?".to_owned()
    } else {
        format!("Are the {count} messages sent, so that this is kept?")
    };
    Ok(common.yes || out.ask(&question)?)
}

/// One file for each message, none over one that is there unless that is forced.
fn write(
    letters: &[Letter],
    names: &[String],
    folder: &Path,
    common: &Common,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let existing = if common.force {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    if !common.dry_run {
        fs::create_dir_all(folder).map_err(|source| FileError::Unwritable {
            path: folder.to_owned(),
            source,
        })?;
    }
    for (letter, name) in letters.iter().zip(names) {
        let path = folder.join(name);
        if common.dry_run {
            out.say(&format!("Would write {}.", path.display()))?;
        } else {
            files::save(&path, &letter.message.draft()?, existing)?;
            out.say(&format!("Wrote {}.", path.display()))?;
        }
    }
    Ok(())
}

/// Who owes how much, and where a message would go.
fn list(
    all: &[Owing],
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    if all.is_empty() {
        out.say("Nobody owes anything.")?;
    } else {
        out.say("A message to one of them: secretariat chase NAME; to everybody: --all.")?;
    }
    let (register, today) = (session.register(), session.today());
    let columns = vec![
        Column::new("Who"),
        Column::new("Things").right(),
        Column::new("Overdue").right(),
        Column::new("First due"),
        Column::new("Address").shrink(Shrink::First),
    ];
    let mut listing = Listing::new("Who owes what", common.audience, columns);
    let row = |one: &Owing| {
        let overdue = one.debts.iter().filter(|debt| debt.is_overdue).count();
        let first = one.debts.iter().find_map(|debt| debt.due);
        let addressee = chase::addressee(register, one.organisation, &one.debts, today);
        let cells = [
            short(register, one.organisation).to_owned(),
            one.debts.len().to_string(),
            overdue.to_string(),
            first.map_or_else(String::new, |due: Date| due.to_string()),
            addressee.words(),
        ];
        cells.iter().map(|cell| Cell::line(cell)).collect()
    };
    listing.rows = all.iter().map(row).collect();
    out.give(&listing.render(Layout::Table, out.width), common)?;
    Ok(Exit::Done)
}

fn short(register: &Register, body: Id<Organisation>) -> &str {
    let body = register.organisations.get(body);
    body.map_or("", Organisation::short)
}
