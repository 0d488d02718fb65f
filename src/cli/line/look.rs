//! One entry, line by line, and what can be done with it there.

use super::talk::{Said, Talk};
use super::{delete, export, fill, history};
use crate::domain::audience::Audience;
use crate::domain::field::label;
use crate::domain::id::Entry;
use crate::domain::register::{Record, Register};
use crate::exchange::catalogue::of_entry;
use crate::exchange::document::{Block, Document, Inline, Table};
use crate::exchange::sheet;
use crate::session::Session;

const HELP: &str = "Type the number of what you would like to do with this entry, or a word of it. Enter goes back.";

/// What can be done with an entry where it is shown.
#[derive(Clone, Copy)]
enum Deed {
    MarkDone,
    RecordReview,
    Export,
    Change,
    History,
    Delete,
}

impl Deed {
    fn name(self) -> &'static str {
        match self {
            Self::MarkDone => "Mark it done",
            Self::RecordReview => "Record a review",
            Self::Export => "Export a document about it",
            Self::Change => "Change it",
            Self::History => "Its history",
            Self::Delete => "Delete it",
        }
    }
}

pub(super) fn look(talk: &mut Talk<'_>, session: &mut Session, entry: Entry) -> Said<()> {
    talk.gap()?;
    let Some(lines) = lines(session.register(), entry) else {
        return talk.say(&format!("There is no {entry} any more."));
    };
    talk.say(&lines.join("\n"))?;
    let deeds = deeds(session, entry);
    let names: Vec<String> = deeds.iter().map(|deed| deed.name().to_owned()).collect();
    talk.gap()?;
    talk.say("What can be done here:")?;
    talk.number(&names)?;
    let chosen = talk.choose("Number, or Enter to go back:", &names, HELP)?;
    match chosen.and_then(|place| deeds.get(place)) {
        None => Ok(()),
        Some(Deed::MarkDone) => fill::close_one(talk, session, entry),
        Some(Deed::RecordReview) => fill::review_one(talk, session, entry),
        Some(Deed::Export) => export::one(talk, session, entry),
        Some(Deed::Change) => fill::change_one(talk, session, entry),
        Some(Deed::History) => history::of(talk, session, entry),
        Some(Deed::Delete) => delete::one(talk, session, entry),
    }
}

/// `. RESERVED: personal data` behind the line of an entry that is not for publication; else nothing.
pub(super) fn reserved(register: &Register, entry: Entry) -> String {
    let record = register.get(entry);
    match record.filter(|record| record.is_reserved(register)) {
        None => String::new(),
        Some(record) => match record.reserved() {
            Some(reason) => format!(". RESERVED: {reason}"),
            None => ". RESERVED with what it comes from".to_owned(),
        },
    }
}

fn deeds(session: &Session, entry: Entry) -> Vec<Deed> {
    let register = session.register();
    let mut deeds = Vec::new();
    let can_change = session.read_only().is_none();
    match register.get(entry) {
        Some(Record::Action(action)) if can_change && action.closed.is_none() => {
            deeds.push(Deed::MarkDone);
        }
        Some(Record::Agreement(_)) if can_change => deeds.push(Deed::RecordReview),
        Some(_) | None => {}
    }
    if !of_entry(register, entry, session.today()).is_empty() {
        deeds.push(Deed::Export);
    }
    if can_change {
        deeds.extend([Deed::Change, Deed::History, Deed::Delete]);
    } else {
        deeds.push(Deed::History);
    }
    deeds
}

/// The entry as the Secretariat reads it. None if it is gone.
fn lines(register: &Register, entry: Entry) -> Option<Vec<String>> {
    let record = register.get(entry)?;
    let document = sheet::document(register, record, Audience::Secretariat);
    let title = record.title(register);
    let kind = label(&entry.kind.to_string());
    let mut lines = vec![format!("{kind}: {title}{}", reserved(register, entry))];
    let Document { blocks, .. } = document;
    for block in &blocks {
        match block {
            Block::Heading(_, words) => lines.push(words.to_string()),
            Block::Paragraph(words) => lines.push(flat(words)),
            Block::List(_, items) => lines.extend(items.iter().map(flat)),
            Block::Pairs(pairs) => {
                lines.extend(
                    pairs
                        .iter()
                        .map(|(name, words)| format!("{name}: {}", flat(words))),
                );
            }
            Block::Table(table) => lines.extend(rows(table)),
        }
    }
    Some(lines)
}

/// The rows of a table, each cell with the name of its column.
fn rows(table: &Table) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", table.caption, table.rows.len())];
    for (row, number) in table.rows.iter().zip(1..) {
        let named = table
            .columns
            .iter()
            .zip(row)
            .filter(|(_, cell)| !cell.is_blank());
        let cells: Vec<String> = named
            .map(|(column, cell)| format!("{}: {}", column.title, flat(cell)))
            .collect();
        lines.push(format!("{number}. {}", cells.join("; ")));
    }
    lines
}

fn flat(words: &Inline) -> String {
    let spans = words.0.iter().map(|span| span.words().as_str());
    spans.collect()
}
