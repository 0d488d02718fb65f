//! One record whole as a document: its fields, what names it and, for the Secretariat, notes and where it came from.

use super::document::{Block, Document, Inline, Order, Table};
use super::listing::Cell;
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::field::{Value, label};
use crate::domain::register::{Kind, Record, Register};
use crate::domain::shown::Shown;
use crate::domain::{note, origin, party};

/// The kinds that are shown with the record that they name.
const HANGING: [Kind; 12] = [
    Kind::Membership,
    Kind::Party,
    Kind::Review,
    Kind::Commitment,
    Kind::Announcement,
    Kind::Contact,
    Kind::Item,
    Kind::Action,
    Kind::Attendance,
    Kind::Return,
    Kind::Offer,
    Kind::IssuedText,
];

/// The columns in which records of a kind stand side by side, what names them first.
pub fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Organisation => &["name", "acronym", "sort"],
        Kind::Contact => &["name", "post", "organisation", "from", "to"],
        Kind::Forum => &["name", "level", "cadence"],
        Kind::Membership => &["organisation", "role", "forum", "from", "to"],
        Kind::Meeting => &["on", "forum", "state", "place", "reference"],
        Kind::Item => &["number", "title", "purpose", "paper", "start", "meeting"],
        Kind::Action => &["text", "owner", "post", "due", "closed"],
        Kind::Agreement => &["title", "kind", "state", "parties", "review_due"],
        Kind::Party => &["organisation", "capacity", "lead", "signed", "agreement"],
        Kind::Review => &["on", "outcome", "by", "next", "agreement"],
        Kind::Commitment => &["rule", "paragraph", "clock", "who"],
        Kind::Announcement => &["title", "publisher", "on", "embargo", "published"],
        Kind::Attendance => &[
            "presence",
            "name",
            "post",
            "organisation",
            "item",
            "meeting",
        ],
        Kind::Return => &["organisation", "asked", "received", "sent", "meeting"],
        Kind::Offer => &["title", "by", "state", "meeting", "forum"],
        Kind::IssuedText => &["what", "number", "on", "meeting"],
        Kind::PublishedPage => &["on"],
        Kind::Sending => &["about", "to", "address", "on"],
        Kind::Reminder => &["about", "kind", "until", "note"],
        Kind::Note => &["text", "about", "on"],
        Kind::File => &["link", "size", "on"],
        Kind::Origin => &["file", "key", "about", "source"],
    }
}

/// One column of a record; of an agreement also its parties. What is withheld is only named.
pub fn cell(register: &Register, record: Record<'_>, name: &str, audience: Audience) -> Cell {
    if record.is_withheld(register, audience) {
        let is_text = matches!(name, "title" | "text");
        return if is_text {
            Cell::line(&record.title_for(register, audience))
        } else {
            Cell::default()
        };
    }
    match (record, name) {
        (Record::Agreement(one), "parties") => return Cell::line(&party::names(register, one.id)),
        (Record::Agreement(one), "state") => return Cell::line(&one.state().to_string()),
        (Record::Meeting(one), "on") => return Cell::line(&one.announced()).dated(Some(one.on)),
        _ => {}
    }
    let fields = record.fields_for(audience);
    let field = fields.as_slice().iter().find(|field| field.name == name);
    field.map_or_else(Cell::default, |field| {
        let words = Cell::line(&field.value.words_for(register, audience));
        match field.value {
            Value::Date(date) => words.dated(Some(date)),
            Value::Day(day) => words.dated(Some(Date::day(day))),
            Value::Number(number) => u32::try_from(number).map_or(words, Cell::number),
            Value::Nothing
            | Value::Text(_)
            | Value::Word(_)
            | Value::Flag(_)
            | Value::Time(_)
            | Value::Entry(_)
            | Value::List(_)
            | Value::Group(_) => words,
        }
    })
}

/// The record for an audience that may read it.
pub fn document(register: &Register, record: Record<'_>, audience: Audience) -> Document {
    let mut document = Document::new(&record.title_for(register, audience), audience);
    let mut pairs = vec![(
        Shown::line("Entry"),
        Inline::from(record.entry().to_string()),
    )];
    if !record.is_withheld(register, audience) {
        let filled = record
            .fields_for(audience)
            .into_iter()
            .filter(|field| !field.value.is_empty());
        pairs.extend(filled.map(|field| {
            (
                Shown::line(&field.label()),
                Inline::from(field.value.named_words(register, audience)),
            )
        }));
    }
    document.blocks.push(Block::Pairs(pairs));
    for kind in HANGING {
        document
            .blocks
            .extend(hanging(register, record, kind, audience));
    }
    if audience == Audience::Secretariat {
        document.blocks.extend(internal(register, record));
    }
    document
}

/// The records of a kind that name this one, as a table without the columns that say nothing.
fn hanging(register: &Register, record: Record<'_>, kind: Kind, audience: Audience) -> Vec<Block> {
    let names_it = |other: &Record<'_>| {
        let mut is_named = false;
        for field in other.fields_for(audience) {
            let see = &mut |entry| is_named |= entry == record.entry();
            field.value.each_entry(see);
        }
        is_named
    };
    let others: Vec<Record<'_>> = register.all(kind).filter(names_it).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let own = record.title(register);
    let says_something = |name: &&&str| {
        let mut cells = others
            .iter()
            .map(|other| cell(register, *other, name, audience));
        cells.any(|cell| !cell.is_empty() && cell.as_str() != own)
    };
    let names: Vec<&&str> = columns(kind).iter().filter(says_something).collect();
    let heading = label(kind.plural());
    let labels: Vec<String> = names.iter().map(|name| label(name)).collect();
    let mut table = Table::new(
        &heading,
        &labels.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let row = |other: &Record<'_>| {
        names
            .iter()
            .map(|name| Inline::from(cell(register, *other, name, audience).words))
            .collect()
    };
    table.rows = others.iter().map(row).collect();
    vec![Block::Table(table)]
}

fn internal(register: &Register, record: Record<'_>) -> Vec<Block> {
    let notes: Vec<Inline> = note::about(register, record.entry())
        .map(|note| {
            let on = note.on.map(|on| format!("{on}: ")).unwrap_or_default();
            Inline::from(format!("{on}{}", note.text))
        })
        .collect();
    let mut blocks = Vec::new();
    if !notes.is_empty() {
        blocks.extend([Block::section("Notes"), Block::List(Order::Bulleted, notes)]);
    }
    let origins = origin::of(register, record.entry()).filter(|origin| !origin.source.is_empty());
    blocks.extend(origins.map(|origin| Block::paragraph(format!("Source: {}", origin.source))));
    blocks
}
