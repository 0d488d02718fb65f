//! `export`: any document, list or calendar of the register as a file, or all of them into a folder.

mod folder;
mod pieces;
mod register;

use std::path::Path;
use std::str::FromStr;

use clap::Args;

use super::calendar::{self, CalendarArgs};
use super::format::{self, ListFormat, ReportFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::domain::words::{Word, read};
use crate::exchange::catalogue::{Desk, FileFormat, Piece, Sort};
use crate::exchange::listing::Layout;
use crate::session::Session;

#[derive(Debug, Args)]
#[command(
    after_help = "WHAT is agenda, record, log, message, agreements, reviews, year, page, due, calendar, register (everything, as JSON that import reads; see help json), or a kind of entry: its list, \
or with a NAME the document about that agreement or organisation. A FOLDER gets what was asked for as every format; \
without --what it gets the whole set."
)]
pub struct ExportArgs {
    /// Of which one: a meeting, a forum, an agreement or an organisation, by number, name, date, `next` or `last`
    name: Vec<String>,
    /// What to write; without it everything, into a folder
    #[arg(long, value_name = "WHAT")]
    what: Option<What>,
    /// Of which year, for reviews and a forum's year; the present one unless said
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1000..=9999))]
    year: Option<i32>,
    /// The forum whose meeting it is
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
}

/// What is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Document(Document),
    Calendar,
    /// Everything there is, as JSON.
    Register,
}

/// A document, by the word that asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Document {
    Sort(Sort),
    /// The list of a kind, or the document about one of it.
    Kind(Kind),
}

impl FromStr for What {
    type Err = Refusal;

    fn from_str(typed: &str) -> Result<Self, Refusal> {
        match typed {
            "calendar" => return Ok(Self::Calendar),
            "register" => return Ok(Self::Register),
            _ => {}
        }
        let document = match Kind::from_word(typed) {
            Some(kind) => Document::Kind(kind),
            None => Document::Sort(read(typed)?),
        };
        Ok(Self::Document(document))
    }
}

pub(super) fn run(
    args: &ExportArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let calendar = CalendarArgs {
        forum: args.forum.clone(),
        ..CalendarArgs::default()
    };
    let (what, dates) = match args.what {
        Some(What::Calendar) => return calendar::give(&calendar, common, session, out),
        Some(What::Register) => return register::give(common, session, out),
        Some(What::Document(document)) => (Some(document), String::new()),
        None => (None, calendar::made(&calendar, common, session)?.text),
    };
    let desk = Desk {
        register: session.register(),
        today: session.today(),
        rules: session.rules(),
        page: &common.loaded.file.page,
        house: session.house(),
        audience: common.audience,
    };
    let folder = common.output.as_deref().filter(|path| is_folder(path));
    match (what, folder) {
        (None, None) => {
            return Err(Stop::Usage(
                "Everything goes into a folder: name one with -o FOLDER/, or say with --what which document you want."
                    .to_owned(),
            ));
        }
        (None, Some(path)) => folder::write_set(&desk, dates, path, common, out)?,
        (Some(what), folder) => {
            let piece = pieces::piece(what, args, &desk)?;
            match folder {
                Some(path) => folder::write_one(piece, &desk, path, common, out)?,
                None => give(piece, &desk, common, out)?,
            }
        }
    }
    if matches!(what, None | Some(Document::Sort(Sort::Page))) {
        out.say("The page was not kept as published: `secretariat page export` does that.")?;
    }
    Ok(Exit::Done)
}

/// One document, into a file or to stdout.
fn give(piece: Piece, desk: &Desk<'_>, common: &Common, out: &mut Out<'_>) -> Result<(), Stop> {
    let made = piece.made(desk)?;
    let ending = common.output.as_deref().and_then(Path::extension);
    if common.format.is_none() && ending.is_some_and(|one| one.eq_ignore_ascii_case("eml")) {
        let bytes = made.render(FileFormat::Mail, desk.house)?;
        return out.give_file(&bytes, common);
    }
    match (made.listing, piece.json(desk)?, format::report(common)?) {
        (Some(listing), Some(json), ReportFormat::List) => {
            out.give_list(common, || json, || listing)
        }
        (Some(_) | None, _, _) => out.give_document(&made.document, common),
    }
}

/// Whether a folder is meant: one that is there, or a name that ends as folders do.
fn is_folder(path: &Path) -> bool {
    let text = path.to_string_lossy();
    path.is_dir() || text.ends_with(['/', '\\'])
}

/// The formats that were asked for: one by its name, else those that the piece is sent in.
fn formats(piece: Piece, common: &Common) -> Result<Vec<FileFormat>, Stop> {
    if common.format.is_none() {
        return Ok(piece.formats().collect());
    }
    Ok(vec![match format::list(common)? {
        ListFormat::Xlsx => FileFormat::Xlsx,
        ListFormat::Layout(Layout::Csv) => FileFormat::Csv,
        ListFormat::Document(_) | ListFormat::Layout(_) | ListFormat::Json => {
            FileFormat::Document(format::document(common)?)
        }
    }])
}
