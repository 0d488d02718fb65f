//! One record whole as a document: its fields, what names it and, for the Secretariat, notes and where it came from.

use super::document::{Block, Document, Inline, Order, Table};
use crate::domain::audience::Audience;
use crate::domain::field::label;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::shown::Shown;
use crate::domain::{note, origin};

/// The kinds that are shown with the record that they name.
const HANGING: [Kind; 7] = [
    Kind::Membership,
    Kind::Party,
    Kind::Review,
    Kind::Commitment,
    Kind::Contact,
    Kind::Item,
    Kind::Action,
];

/// What a record is called, as an audience may read it.
pub fn title(register: &Register, record: Record<'_>, audience: Audience) -> String {
    if is_withheld(record, audience) {
        format!("Reserved {}", record.kind())
    } else {
        record.title(register)
    }
}

/// True for a record that an audience may know of but not read.
pub fn is_withheld(record: Record<'_>, audience: Audience) -> bool {
    record.reserved().is_some() && audience == Audience::Public
}

/// The record for an audience that may read it.
pub fn document(register: &Register, record: Record<'_>, audience: Audience) -> Document {
    let mut document = Document::new(&title(register, record, audience), audience);
    let mut pairs = vec![(
        Shown::line("Entry"),
        Inline::from(record.entry().to_string()),
    )];
    if !is_withheld(record, audience) {
        pairs.extend(
            fields(register, record, &[])
                .map(|(label, text)| (Shown::line(&label), Inline::from(text))),
        );
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

/// The filled fields in words, but for those that name these values.
fn fields<'a>(
    register: &'a Register,
    record: Record<'a>,
    without: &'a [String],
) -> impl Iterator<Item = (String, String)> + 'a {
    let filled = record
        .fields()
        .into_iter()
        .filter(|field| !field.value.is_empty());
    let words = filled.map(|field| (label(field.name), field.value.words(register)));
    words.filter(move |(_, text)| !without.contains(text))
}

/// The records of a kind that name this one, each with the fields that its title does not say.
fn hanging(register: &Register, record: Record<'_>, kind: Kind, audience: Audience) -> Vec<Block> {
    let names_it = |other: &Record<'_>| {
        let mut is_named = false;
        other.each_entry(&mut |entry| is_named |= entry == record.entry());
        is_named
    };
    let others: Vec<Record<'_>> = register.all(kind).filter(names_it).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let heading = label(kind.plural());
    let mut table = Table::new(&heading, &["Title", "Details"]);
    table.rows = others
        .into_iter()
        .map(|other| {
            let title = title(register, other, audience);
            let said = [title.clone(), record.title(register)];
            let details: Vec<String> = if is_withheld(other, audience) {
                Vec::new()
            } else {
                fields(register, other, &said)
                    .map(|(label, text)| format!("{label}: {text}"))
                    .collect()
            };
            vec![Inline::from(title), Inline::from(details.join("; "))]
        })
        .collect();
    vec![Block::section(&heading), Block::Table(table)]
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
