//! Every document that a register can be made into: what it is about, what its file is called, and as what it can be
//! written. Screen and command line offer what stands here; how each is made is in the document's own file.

mod names;
mod written;

use chrono::{Datelike, NaiveDate};
use serde_json::Value as Json;

use super::body_report::{ReportOptions, report};
use super::chase::{self, Message};
use super::document::{Block, Document};
use super::house::House;
use super::listing::Listing;
use super::page::PageSettings;
use super::review_report::{Report, Span};
use super::words::{Frame, OfList, Place};
use super::{
    action_log, due_list, editions, entries, forum_year, holdings, issued, json, page,
    register_table, sheet,
};
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::bodies;
use crate::domain::cycle::chase::{addressee, debts};
use crate::domain::cycle::log::{self, LogOptions, Which};
use crate::domain::cycle::plan::Year;
use crate::domain::due::{self, DueOptions, Rules};
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::TextKind;
use crate::domain::life;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::words::{Word, words};

pub use names::page_name;
pub use written::FileFormat;

const BOTH: &str = "what is no document of its own is a list or a message";

words! {
    /// The documents that are no list of one kind of entry, by the words that ask for them.
    pub enum Sort {
        Agenda = "agenda",
        Record = "record",
        Log = "log",
        Message = "message",
        Agreements = "agreements",
        Reviews = "reviews",
        Year = "year",
        Page = "page",
        Due = "due",
    }
}

/// One document about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    Agenda(Id<Meeting>),
    /// The action note, or the minutes.
    Record(Id<Meeting>),
    /// The actions of a forum, or all.
    ActionLog(Option<Id<Forum>>),
    /// The message to a body about all that it owes.
    Chase(Id<Organisation>),
    /// The register of agreements in force.
    Agreements,
    /// One agreement with its parties, reviews and editions.
    Agreement(Id<Agreement>),
    Reviews(Span),
    /// The forum's year that begins in this one.
    Year(Id<Forum>, i32),
    Page,
    /// Everything with one body.
    Organisation(Id<Organisation>),
    /// What is held on a body, for a freedom of information request.
    Report(ReportOptions),
    /// Everything that is due.
    Due,
    /// The entries of a kind, as a list.
    List(Kind),
}

/// What a document is made from.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    pub register: &'a Register,
    pub today: NaiveDate,
    pub rules: &'a Rules,
    /// What the published page says beside the register.
    pub page: &'a PageSettings,
    pub house: &'a House,
    pub audience: Audience,
}

/// A document, ready to be written as any of its formats.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub document: Document,
    /// Of what is a list: the same, for a spreadsheet.
    pub listing: Option<Listing>,
    /// Of what is sent to somebody: the same, as an e-mail.
    pub message: Option<Message>,
    /// The name of its file, without its ending.
    pub stem: String,
}

impl Piece {
    /// What it is called where one is chosen.
    pub fn name(self, register: &Register) -> String {
        match self {
            Self::Agenda(_) => "agenda".to_owned(),
            Self::Record(meeting) => names::record_kind(register, meeting).to_string(),
            Self::ActionLog(_) => "action log".to_owned(),
            Self::Chase(_) => "reminder of what it owes".to_owned(),
            Self::Agreements => "register of agreements".to_owned(),
            Self::Agreement(_) => "agreement with its history".to_owned(),
            Self::Reviews(_) => "review report".to_owned(),
            Self::Year(_, year) => format!("year {year} of the forum"),
            Self::Page => "published page".to_owned(),
            Self::Organisation(_) => "everything with the organisation".to_owned(),
            Self::Report(_) => "report for a request".to_owned(),
            Self::Due => "what is due".to_owned(),
            Self::List(kind) => format!("list of {}", kind.plural()),
        }
    }

    /// Whether it is a list, which a spreadsheet can hold.
    pub fn is_list(self) -> bool {
        match self {
            Self::ActionLog(_)
            | Self::Agreements
            | Self::Reviews(_)
            | Self::Organisation(_)
            | Self::Report(_)
            | Self::Due
            | Self::List(_) => true,
            Self::Agenda(_)
            | Self::Record(_)
            | Self::Chase(_)
            | Self::Agreement(_)
            | Self::Year(..)
            | Self::Page => false,
        }
    }

    /// As what it can be written, what offices use most first.
    pub fn formats(self) -> impl Iterator<Item = FileFormat> {
        let all = FileFormat::ALL.into_iter();
        all.filter(move |format| match format {
            FileFormat::Document(_) => true,
            FileFormat::Xlsx | FileFormat::Csv => self.is_list(),
            FileFormat::Mail => matches!(self, Self::Chase(_)),
        })
    }

    /// Makes it. Refuses what is not there, and what there is nothing of for this audience.
    pub fn made(self, desk: &Desk<'_>) -> Result<Made, Refusal> {
        let listing = self.listing(desk)?;
        let message = if let Self::Chase(body) = self {
            Some(reminder(desk, body)?)
        } else {
            None
        };
        let document = match (&message, self.told(desk)?) {
            (Some(message), _) => letter(message, desk.audience),
            (None, Some(document)) => document,
            (None, None) => listing.as_ref().map(Listing::document).expect(BOTH),
        };
        Ok(Made {
            document,
            listing,
            message,
            stem: self.stem(desk.register, desk.today, &desk.house.words),
        })
    }

    /// Of what is a list: the same for programs, an object a line; what is withheld is left out.
    pub fn json(self, desk: &Desk<'_>) -> Result<Option<Json>, Refusal> {
        let Desk {
            register,
            today,
            rules,
            audience,
            ..
        } = *desk;
        Ok(Some(match self {
            Self::ActionLog(forum) => {
                action_log::log_json(register, &actions(desk, forum), today, audience)
            }
            Self::Agreements => {
                let rows = register_table::rows(register, today, false);
                register_table::json(register, &rows, today, audience)
            }
            Self::Reviews(span) => {
                Report::of(register, span, today, audience).json(register, audience)
            }
            Self::Organisation(id) => {
                let (_, all) = everything(desk, id)?;
                let missing = || Refusal::not_found(format!("There is no organisation {id}."));
                let body = bodies::names::record_on(register, id, today).ok_or_else(missing)?;
                holdings::json(register, body, &all.told(audience), audience)
            }
            Self::Report(options) => report(register, &options, audience)?.json(register),
            Self::Due => {
                let lines = due::due(register, today, rules, &DueOptions::default());
                let lines = lines.iter();
                let one = |line| json::due(register, line, today, audience);
                lines.map(one).collect()
            }
            Self::List(kind) => {
                let open = register.all(kind);
                let open = open.filter(|record| !record.is_withheld(register, audience));
                open.map(|record| json::record(register, record, audience))
                    .collect()
            }
            Self::Agenda(_)
            | Self::Record(_)
            | Self::Chase(_)
            | Self::Agreement(_)
            | Self::Year(..)
            | Self::Page => return Ok(None),
        }))
    }

    fn listing(self, desk: &Desk<'_>) -> Result<Option<Listing>, Refusal> {
        let Desk {
            register,
            today,
            rules,
            audience,
            ..
        } = *desk;
        Ok(Some(match self {
            Self::ActionLog(forum) => {
                let actions = actions(desk, forum);
                let title = names::of_forum("Action log", register, forum);
                let mut log = action_log::log(register, &title, &actions, today, audience);
                log.frame = frame(desk, Place::ActionLog, &title, actions.len());
                log
            }
            Self::Agreements => {
                let rows = register_table::rows(register, today, false);
                let mut table = register_table::listing(register, &rows, today, audience);
                table.frame = frame(desk, Place::Register, &table.title, rows.len());
                table
            }
            Self::Reviews(span) => {
                Report::of(register, span, today, audience).listing(register, audience)
            }
            Self::Organisation(id) => {
                let (title, all) = everything(desk, id)?;
                holdings::listing(&title, &all.told(audience), audience)
            }
            Self::Report(options) => report(register, &options, audience)?.listing(),
            Self::Due => {
                let lines = due::due(register, today, rules, &DueOptions::default());
                due_list::listing(register, &lines, today, audience)
            }
            Self::List(kind) => {
                let records: Vec<Record<'_>> = register.all(kind).collect();
                entries::listing(register, kind, &records, (today, rules), audience)
            }
            Self::Agenda(_)
            | Self::Record(_)
            | Self::Chase(_)
            | Self::Agreement(_)
            | Self::Year(..)
            | Self::Page => return Ok(None),
        }))
    }

    /// The document, unless it is its list or its message and nothing else.
    fn told(self, desk: &Desk<'_>) -> Result<Option<Document>, Refusal> {
        let Desk {
            register,
            today,
            audience,
            ..
        } = *desk;
        let words = &desk.house.words;
        Ok(Some(match self {
            Self::Agenda(id) => issued::draft(register, id, TextKind::Agenda, audience, words)?,
            Self::Record(id) => issued::draft(register, id, TextKind::Record, audience, words)?,
            Self::Agreement(id) => agreement(desk, id)?,
            Self::Reviews(span) => {
                let report = Report::of(register, span, today, audience);
                let mut document = report.document(register, audience);
                let frame = frame(desk, Place::Reviews, &document.title, report.count());
                frame.around(&mut document);
                document
            }
            Self::Year(id, year) => {
                let missing = || Refusal::not_found(format!("There is no forum {id}."));
                let forum = register.forums.get(id).ok_or_else(missing)?;
                let year = Year::of(forum.cadence, year)?;
                let mut document = forum_year::document(register, forum, year, today, audience);
                let meetings = register.meetings.of(id);
                let count = meetings.filter(|one| year.holds(one.on.last())).count();
                frame(desk, Place::Year, &document.title, count).around(&mut document);
                document
            }
            Self::Page if audience != Audience::Public => {
                return Err(Refusal::state(
                    "The published page is for the public, and there is none for anybody else.",
                ));
            }
            Self::Page => page::page(register, desk.page, today)?.document,
            Self::Organisation(id) => {
                let (title, all) = everything(desk, id)?;
                holdings::document(&title, &all, audience)
            }
            Self::Report(options) => report(register, &options, audience)?.document(),
            Self::ActionLog(_) | Self::Agreements | Self::Chase(_) | Self::Due | Self::List(_) => {
                return Ok(None);
            }
        }))
    }

    /// Where it lies in a folder of many.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Agenda(_) | Self::Record(_) | Self::ActionLog(_) | Self::Year(..) => "forums",
            Self::Agreement(_) => "agreements",
            Self::Chase(_) | Self::Organisation(_) | Self::Report(_) => "organisations",
            Self::List(_) => "lists",
            Self::Agreements | Self::Reviews(_) | Self::Page | Self::Due => "",
        }
    }
}

/// What can be made of an entry, what it is asked for most first.
pub fn of_entry(register: &Register, entry: Entry, today: NaiveDate) -> Vec<Piece> {
    let year = Piece::Reviews(Span::Year(today.year()));
    match register.get(entry) {
        Some(Record::Meeting(one)) => of_sitting(register, one, today),
        Some(Record::Item(one)) => {
            let meeting = register.meetings.get(one.meeting);
            meeting.map_or_else(Vec::new, |one| of_sitting(register, one, today))
        }
        Some(Record::Agreement(one)) => {
            let list = Piece::List(Kind::Agreement);
            vec![Piece::Agreement(one.id), Piece::Agreements, year, list]
        }
        Some(Record::Action(one)) => {
            let own = Piece::ActionLog(Some(one.forum));
            vec![own, Piece::ActionLog(None), Piece::List(Kind::Action)]
        }
        Some(Record::Organisation(one)) => {
            let options = ReportOptions {
                body: one.id,
                from: None,
                to: None,
                today,
            };
            let list = Piece::List(Kind::Organisation);
            vec![
                Piece::Organisation(one.id),
                Piece::Report(options),
                Piece::Chase(one.id),
                list,
            ]
        }
        Some(Record::Forum(one)) => of_one_forum(one, today),
        Some(other) => vec![Piece::List(other.kind())],
        None => Vec::new(),
    }
}

fn of_sitting(register: &Register, one: &Meeting, today: NaiveDate) -> Vec<Piece> {
    let texts = [Piece::Agenda(one.id), Piece::Record(one.id)];
    let reviews = Piece::Reviews(Span::Meeting(one.id));
    let forum = register.forums.get(one.forum);
    let of_forum = forum.map_or_else(Vec::new, |forum| of_one_forum(forum, today));
    let all = texts.into_iter().chain([reviews]).chain(of_forum);
    all.chain([Piece::List(Kind::Meeting)]).collect()
}

fn of_one_forum(forum: &Forum, today: NaiveDate) -> Vec<Piece> {
    let year = Year::holding(forum.cadence, today);
    vec![
        Piece::ActionLog(Some(forum.id)),
        Piece::Year(forum.id, year),
    ]
}

/// What a forum of the register is given as a set: of each forum what comes next and what was last, the reports, the
/// register and each agreement in it, and every list.
pub fn set(desk: &Desk<'_>) -> Vec<Piece> {
    let Desk {
        register, today, ..
    } = *desk;
    let mut pieces = vec![Piece::Due, Piece::Agreements];
    pieces.push(Piece::Reviews(Span::Year(today.year())));
    if desk.audience == Audience::Public && page::page(register, desk.page, today).is_ok() {
        pieces.push(Piece::Page);
    }
    for forum in &register.forums {
        let meetings = register.meetings.of(forum.id);
        let (past, coming): (Vec<&Meeting>, Vec<&Meeting>) =
            meetings.partition(|one| one.on.last() < today);
        let next = coming.iter().min_by_key(|one| one.on.last());
        let last = past.iter().max_by_key(|one| one.on.last());
        pieces.extend(next.map(|one| Piece::Agenda(one.id)));
        pieces.extend(last.map(|one| Piece::Record(one.id)));
        pieces.push(Piece::ActionLog(Some(forum.id)));
        pieces.push(Piece::Year(forum.id, Year::holding(forum.cadence, today)));
    }
    let standing = register_table::rows(register, today, false).into_iter();
    pieces.extend(standing.map(|one| Piece::Agreement(one.id)));
    let kinds = Kind::ALL.iter().copied();
    let open = kinds.filter(|kind| !kind.is_internal() && register.all(*kind).next().is_some());
    pieces.extend(open.map(Piece::List));
    pieces
}

/// The words of the house around a list or a report.
fn frame(desk: &Desk<'_>, place: Place, title: &str, count: usize) -> Frame {
    let values = OfList::of(title, desk.today, desk.audience, count);
    desk.house.words.frame(place, &values)
}

fn actions<'r>(desk: &Desk<'r>, forum: Option<Id<Forum>>) -> Vec<&'r Action> {
    let options = LogOptions {
        forum,
        owner: None,
        which: Which::All,
    };
    log::log(desk.register, desk.today, &options, desk.audience)
}

fn everything<'r>(
    desk: &Desk<'r>,
    id: Id<Organisation>,
) -> Result<(String, bodies::holdings::Holdings<'r>), Refusal> {
    let (register, today) = (desk.register, desk.today);
    let Some(body) = bodies::names::record_on(register, id, today) else {
        return Err(Refusal::not_found(format!(
            "There is no organisation {id}."
        )));
    };
    let lines = due::due(register, today, desk.rules, &DueOptions::default());
    let all = bodies::holdings::of(register, id, today, &lines);
    Ok((holdings::title(body, today), all))
}

/// The entry whole, and the editions of its text where there are several.
fn agreement(desk: &Desk<'_>, id: Id<Agreement>) -> Result<Document, Refusal> {
    let (register, audience) = (desk.register, desk.audience);
    let missing = || Refusal::not_found(format!("There is no agreement {id}."));
    let one = register.agreements.get(id).ok_or_else(missing)?;
    let mut document = sheet::document(register, Record::Agreement(one), audience);
    let chain = life::editions::chain(register, id);
    if chain.len() > 1 {
        let listing = editions::listing(register, &chain, audience);
        document.blocks.extend(listing.document().blocks);
    }
    Ok(document)
}

/// The message to a body about all that it owes. Refuses one that owes nothing.
fn reminder(desk: &Desk<'_>, id: Id<Organisation>) -> Result<Message, Refusal> {
    let (register, today) = (desk.register, desk.today);
    let debts = debts(register, id, today, desk.rules);
    if debts.is_empty() {
        let body = register.organisations.get(id);
        let name = body.map_or("It", |one| one.name.as_str());
        return Err(Refusal::state(format!(
            "{name} owes nothing, so there is nothing to remind it of."
        )));
    }
    let to = addressee(register, id, &debts, today);
    let words = &desk.house.words;
    Ok(chase::message(register, id, &debts, to, today, words))
}

/// A message as it is printed.
fn letter(message: &Message, audience: Audience) -> Document {
    let mut document = Document::new(&message.subject, audience);
    document.blocks = Block::prose(&message.body);
    document
}
