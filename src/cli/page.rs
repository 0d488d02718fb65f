//! `page`: the page of agreements and forums: what would be on it, making and keeping it, and the pages that went out.

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::entry::called;
use super::records::{self, ListArgs};
use super::{Common, Exit, Format, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::id::{Entry, Id};
use crate::domain::life::publish::{self, Mark};
use crate::domain::published_page::PublishedPage;
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::exchange::html;
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::exchange::page::{self, Compared, Page, Told, compared};
use crate::session::Session;
use crate::store::Access;

#[derive(Debug, Subcommand)]
pub enum PageCommand {
    /// Writes the page and keeps it, after saying what appears, changes and vanishes: `-o page.html`
    Export(ExportArgs),
    /// What would appear, change and vanish since the last page
    Diff,
    /// Puts entries on the page: marks them publish
    Mark(MarkArgs),
    /// Takes entries off the page
    Unmark(MarkArgs),
    /// Lists the pages that went out
    List(ListArgs),
    /// Prints a page as it went out, the last unless said
    Show(PageArgs),
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// As HTML without head, style and landmarks, to be put into a page of a web editor
    #[arg(long)]
    fragment: bool,
}

#[derive(Debug, Args)]
pub struct MarkArgs {
    /// What they are
    #[arg(value_enum)]
    kind: Markable,
    /// A number, a reference, a name; of a meeting a date, `next` or `last`
    #[arg(required = true)]
    names: Vec<String>,
}

#[derive(Debug, Args)]
pub struct PageArgs {
    /// Its number
    #[arg(default_value = "last")]
    page: String,
}

/// What can stand on the page.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Markable {
    Agreement,
    Forum,
    Meeting,
}

impl Markable {
    fn kind(self) -> Kind {
        match self {
            Self::Agreement => Kind::Agreement,
            Self::Forum => Kind::Forum,
            Self::Meeting => Kind::Meeting,
        }
    }
}

impl PageCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Export(_) | Self::Mark(_) | Self::Unmark(_) => Access::Write,
            Self::Diff | Self::List(_) | Self::Show(_) => Access::Read,
        }
    }
}

pub(super) fn run(
    command: &PageCommand,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        PageCommand::Export(_) if common.dry_run => diff(common, session, out)?,
        PageCommand::Export(args) => export(args, common, session, out)?,
        PageCommand::Diff => diff(common, session, out)?,
        PageCommand::Mark(args) => mark(args, Mark::Publish, common, session, out)?,
        PageCommand::Unmark(args) => mark(args, Mark::Withhold, common, session, out)?,
        PageCommand::List(args) => {
            return records::list(Kind::PublishedPage, args, common, session, out);
        }
        PageCommand::Show(args) => return show(args, common, session, out),
    }
    Ok(Exit::Done)
}

/// The page of the day beside the one that is out. Refuses an audience that the page is not for.
fn made(common: &Common, session: &Session) -> Result<(Page, Compared), Stop> {
    if common.audience != Audience::Public {
        return Err(Stop::Usage(format!(
            "The published page is for the public, so there is none for {}: leave --for out. \
             `secretariat agreement list --for {0}` has the agreements.",
            common.audience
        )));
    }
    let (register, today) = (session.register(), session.today());
    let page = page::page(register, &common.loaded.file.page, today)?;
    let compared = compared(register, &page, today);
    Ok((page, compared))
}

fn export(
    args: &ExportArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    if args.fragment {
        check_fragment(common)?;
    }
    let (page, compared) = made(common, session)?;
    out.say(&compared.sentence())?;
    for row in &compared.rows {
        out.say(&format!("  {}", row.line()))?;
    }
    say_left_out(&page, out)?;
    let is_asked = out.answers.is_some() && !common.yes && !compared.rows.is_empty();
    if is_asked && !out.ask("Write this page and keep it as published?")? {
        return out.say("Nothing was written, and no page was kept.");
    }
    if args.fragment {
        out.give(&html::fragment(&page.document), common)?;
    } else {
        out.give_document(&page.document, common)?;
    }
    keep(&page, common, session, out)
}

/// Keeps a page that has gone out, unless it says what the one before said.
fn keep(
    page: &Page,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let today = session.today();
    let before = publish::latest(session.register(), today);
    if before.is_some_and(|before| before.document == page.json()) {
        return out.say("It is the page that is out already, so it was not kept again.");
    }
    if let Some(why) = session.read_only() {
        return out.say(&format!("The page was not kept: {why}"));
    }
    let settings = &common.loaded.file.page;
    out.commit(session, common, |register| {
        page::keep(register, settings, today)
    })
}

fn check_fragment(common: &Common) -> Result<(), Stop> {
    let ending = common.output.as_ref().and_then(|path| path.extension());
    let is_html = match (common.format, ending) {
        (Some(format), _) => format == Format::Html,
        (None, None) => true,
        (None, Some(ending)) => ending == "html" || ending == "htm",
    };
    if is_html {
        return Ok(());
    }
    Err(Stop::Usage(
        "A fragment is HTML; leave --fragment out, or end the file in .html.".to_owned(),
    ))
}

fn diff(common: &Common, session: &Session, out: &mut Out<'_>) -> Result<(), Stop> {
    let (page, compared) = made(common, session)?;
    out.say(&compared.sentence())?;
    if !compared.rows.is_empty() {
        let rows = compared.rows.iter().map(|row| {
            json!({ "what": row.what, "under": row.under, "entry": row.key, "text": row.words })
        });
        out.give_list(common, || rows.collect(), || listing(&compared.rows))?;
    }
    say_left_out(&page, out)
}

fn listing(rows: &[Told]) -> Listing {
    let columns = vec![
        Column::new("What"),
        Column::new("Under").shrink(Shrink::Second),
        Column::new("Entry"),
        Column::new("Text").shrink(Shrink::First),
    ];
    let mut listing = Listing::new("Changes of the page", Audience::Public, columns);
    let cells = |row: &Told| {
        [row.what, &row.under, &row.key, &row.words]
            .map(Cell::line)
            .to_vec()
    };
    listing.rows = rows.iter().map(cells).collect();
    listing
}

fn say_left_out(page: &Page, out: &mut Out<'_>) -> Result<(), Stop> {
    for one in &page.left_out {
        out.say(&one.sentence())?;
    }
    Ok(())
}

fn mark(
    args: &MarkArgs,
    mark: Mark,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<(), Stop> {
    let kind = args.kind.kind();
    let named = args.names.iter().map(|name| called(session, kind, name));
    let entries: Vec<Entry> = named.collect::<Result<_, _>>()?;
    out.commit(session, common, |register| {
        publish::mark(register, &entries, mark)
    })
}

/// As it was kept, whatever has become of what it names.
fn show(
    args: &PageArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let id: Id<PublishedPage> = if args.page.eq_ignore_ascii_case("last") {
        let last = publish::latest(register, today);
        last.map(|page| page.id).ok_or_else(|| {
            Refusal::not_found(
                "No page has been kept yet. `secretariat page export` makes one and keeps it.",
            )
        })?
    } else {
        let entry = called(session, Kind::PublishedPage, &args.page)?;
        entry.id().expect("it was asked of that kind")
    };
    if common.format == Some(Format::Json) {
        let args = records::ShowArgs::called(&id.to_string());
        return records::show(Kind::PublishedPage, &args, common, session, out);
    }
    let kept = register.pages.get(id).expect("it was found a line ago");
    out.give_document(&page::read(kept)?, common)?;
    Ok(Exit::Done)
}
