//! `file`: the papers, signed texts and letters that entries refer to. They stay where they are.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::entry::{called, check_audience};
use super::{Common, Exit, Out, Stop};
use crate::attachments::{self, Depth, Looked, State};
use crate::domain::attached::{self, Attached};
use crate::domain::calendar::counted;
use crate::domain::date::Date;
use crate::domain::file::{self, Print};
use crate::domain::id::Entry;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Kind, Register};
use crate::domain::words;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::files::{self, FileError};
use crate::opening;
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum FileCommand {
    /// Lists the files that entries refer to: whether each is there, and when it was last looked into
    List,
    /// Looks into all of them and names the missing and the changed; ends with 1 if one is missing
    Check,
    /// Keeps size and digest of what is new or changed, of the files that are named or of all
    Keep(KeepArgs),
    /// Adds a file to an entry: to the texts of an agreement, as the paper of an item, else with a note of today
    Attach(AttachArgs),
    /// Opens a file or an address of an entry in the program that the system has for it
    Open(OpenArgs),
}

#[derive(Debug, Args)]
pub struct KeepArgs {
    /// As the entries write them, and `file list` prints them
    #[arg(value_name = "LINK")]
    links: Vec<String>,
}

#[derive(Debug, Args)]
pub struct AttachArgs {
    /// The kind of the entry: agreement, item, meeting, action
    kind: String,
    /// Its number, its reference or its name
    name: String,
    /// Where the file lies; it is not moved
    path: PathBuf,
    /// What it is called; its file name unless said
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

#[derive(Debug, Args)]
pub struct OpenArgs {
    /// The kind of the entry: agreement, item, meeting, action
    kind: String,
    /// Its number, its reference or its name
    name: String,
    /// Which of several
    number: Option<usize>,
}

impl FileCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::List | Self::Check | Self::Open(_) => Access::Read,
            Self::Keep(_) | Self::Attach(_) => Access::Write,
        }
    }
}

pub(super) fn run(
    command: &FileCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        FileCommand::List => list(common, session, out),
        FileCommand::Check => check(common, session, out),
        FileCommand::Keep(args) => keep(args, common, session, out),
        FileCommand::Attach(args) => attach(args, common, session, out),
        FileCommand::Open(args) => open(args, common, session, out),
    }
}

fn list(common: &Common, session: &Session, out: &mut Out<'_>) -> Result<Exit, Stop> {
    check_audience(Kind::File, common.audience)?;
    let looked = attachments::look(session.register(), session.path(), Depth::Size);
    if looked.is_empty() {
        out.say("No entry refers to a file.")?;
    }
    give(&looked, common, session.register(), out)?;
    Ok(Exit::Done)
}

fn check(common: &Common, session: &Session, out: &mut Out<'_>) -> Result<Exit, Stop> {
    check_audience(Kind::File, common.audience)?;
    let register = session.register();
    let looked = attachments::look(register, session.path(), Depth::Content);
    let count = |is_so: fn(&State) -> bool| looked.iter().filter(|one| is_so(&one.state)).count();
    let lost = count(State::is_lost);
    let changed = count(|state| *state == State::Changed);
    let new = count(|state| *state == State::New);
    out.say(&format!(
        "{} looked into: {lost} missing or unreadable, {changed} changed, {new} new.",
        number_of(looked.len()),
    ))?;
    if changed + new > 0 {
        out.say("`secretariat file keep` keeps what is in them now.")?;
    }
    let off: Vec<Looked> = looked
        .into_iter()
        .filter(|one| is_off(&one.state))
        .collect();
    if !off.is_empty() {
        give(&off, common, register, out)?;
    }
    Ok(if lost > 0 {
        Exit::FoundFault
    } else {
        Exit::Done
    })
}

/// True for what somebody should look after.
pub(super) fn is_off(state: &State) -> bool {
    state.is_lost() || *state == State::Changed
}

/// "3 files".
pub(super) fn number_of(files: usize) -> String {
    counted(i64::try_from(files).unwrap_or(i64::MAX), "file")
}

fn keep(
    args: &KeepArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let looked = attachments::look(session.register(), session.path(), Depth::Content);
    for link in &args.links {
        match looked.iter().find(|one| one.link == link.trim()) {
            Some(one) if one.state.is_lost() => return Err(lost(one).into()),
            Some(_) => {}
            None => {
                return Err(Refusal::not_found(format!(
                    "No entry refers to a file {}; `secretariat file list --for secretariat` prints them.",
                    quoted(link)
                ))
                .into());
            }
        }
    }
    let is_meant = |one: &Looked| args.links.is_empty() || args.links.contains(&one.link);
    let lost = looked.iter().filter(|one| one.state.is_lost()).count();
    let prints = looked.into_iter().filter(is_meant);
    let prints: Vec<(String, Print)> = prints
        .filter_map(|one| Some((one.link, one.print?)))
        .collect();
    let today = session.today();
    out.commit(session, common, |register| {
        file::keep(register, &prints, today)
    })?;
    if args.links.is_empty() && lost > 0 {
        out.say(&format!(
            "{} could not be looked into; `secretariat file check` names them.",
            number_of(lost)
        ))?;
    }
    Ok(Exit::Done)
}

fn lost(one: &Looked) -> Refusal {
    let why = match &one.state {
        State::Unreadable(why) => format!("cannot be read: {why}"),
        State::Missing | State::AsKept | State::SameSize | State::New | State::Changed => {
            "is not there".to_owned()
        }
    };
    Refusal::not_found(format!("{} {why}, so nothing was kept.", quoted(&one.link)))
}

fn attach(
    args: &AttachArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let entry = entry(session, &args.kind, &args.name)?;
    let print = attachments::print(&args.path).map_err(|source| unreadable(&args.path, source))?;
    let link = files::link_to(&args.path, session.path());
    let link = link.map_err(|source| unreadable(&args.path, source))?;
    if !attached::is_file(&link) || link.trim() != link {
        return Err(Refusal::invalid(
            "link",
            format!(
                "{} would not be found again by that name. Rename the file first.",
                quoted(&link)
            ),
        )
        .into());
    }
    let (today, title) = (session.today(), args.title.as_deref());
    out.commit(session, common, |register| {
        attached::attach(register, entry, &link, title, &print, today)
    })?;
    Ok(Exit::Done)
}

fn unreadable(path: &Path, source: std::io::Error) -> FileError {
    FileError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

fn open(
    args: &OpenArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let entry = entry(session, &args.kind, &args.name)?;
    let register = session.register();
    let all = attached::of(register, entry);
    let one = match (&all[..], args.number) {
        ([], _) => {
            return Err(
                Refusal::not_found(format!("{entry} refers to no file and no address.")).into(),
            );
        }
        ([one], None) => one,
        (several, None) => return Err(which(register, entry, several, common).into()),
        (several, Some(number)) => {
            let place = number.checked_sub(1);
            let one = place.and_then(|place| several.get(place));
            one.ok_or_else(|| which(register, entry, several, common))?
        }
    };
    let target = opening::link(&one.link, session.path())?;
    let told = opening::open(&target, out.opener)?;
    out.say(&told)?;
    Ok(Exit::Done)
}

/// Names them with their numbers, as an audience may read them.
fn which(register: &Register, entry: Entry, all: &[Attached], common: &Common) -> Refusal {
    let name = |one: &Attached| {
        let record = register.get(one.entry);
        if record.is_some_and(|record| record.is_withheld(register, common.audience)) {
            format!("a reserved {}", one.entry.kind)
        } else {
            quoted(&one.title)
        }
    };
    let named = (1..)
        .zip(all)
        .map(|(number, one): (usize, _)| format!("{number} {}", name(one)));
    let named: Vec<String> = named.collect();
    Refusal::ambiguous(format!(
        "{entry} refers to several, so say which by its number: {}.",
        named.join(", ")
    ))
}

/// The entry that a kind and a name say.
fn entry(session: &Session, kind: &str, name: &str) -> Result<Entry, Refusal> {
    called(session, words::read::<Kind>(kind)?, name)
}

fn give(
    looked: &[Looked],
    common: &Common,
    register: &Register,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let listing = || listing(register, looked, common);
    out.give_list(common, || objects(register, looked), listing)
}

/// One row a file, with the first of the entries that name it.
fn listing(register: &Register, looked: &[Looked], common: &Common) -> Listing {
    let columns = vec![
        Column::new("State"),
        Column::new("File").shrink(Shrink::Second),
        Column::new("Title").shrink(Shrink::First),
        Column::new("Entry"),
        Column::new("Bytes").right(),
        Column::new("Looked into"),
    ];
    let mut listing = Listing::new("Files", common.audience, columns);
    let row = |one: &Looked| {
        let first = one.named_by.first();
        let title = first.map_or("", |first| &first.title);
        let entry = first.map_or_else(String::new, |first| of(register, first).to_string());
        let entry = match one.named_by.len() {
            0 | 1 => entry,
            count => format!("{entry} and {} more", count - 1),
        };
        let size = one.size.map_or_else(String::new, |size| size.to_string());
        let words = [one.state.word(), &one.link, title, &entry, &size];
        let on = file::of(register, &one.link).map(|kept| Date::day(kept.on));
        let words = words.map(Cell::line).into_iter();
        words.chain([Cell::date(on)]).collect()
    };
    listing.rows = looked.iter().map(row).collect();
    listing
}

/// The entry that a file is about: of a note, the one that the note is about.
fn of(register: &Register, one: &Attached) -> Entry {
    let note = one.entry.id().and_then(|id| register.notes.get(id));
    note.map_or(one.entry, |note| note.about)
}

/// An object a file.
fn objects(register: &Register, looked: &[Looked]) -> Json {
    let object = |one: &Looked| {
        let kept = file::of(register, &one.link);
        let by = |named: &Attached| {
            json!({
                "entry": of(register, named).to_string(),
                "field": named.field,
                "title": named.title,
            })
        };
        json!({
            "link": one.link,
            "state": one.state.word(),
            "size": one.size,
            "kept_size": kept.map(|kept| kept.size),
            "kept_digest": kept.map(|kept| kept.digest.clone()),
            "looked_into": kept.map(|kept| kept.on.to_string()),
            "named_by": one.named_by.iter().map(by).collect::<Json>(),
        })
    };
    looked.iter().map(object).collect()
}
