//! Everything with one body: as a document under headings, as a table, and for programs.

use serde_json::{Value as Json, json};

use super::document::{Block, Document, Inline, Table};
use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::audience::Audience;
use crate::domain::bodies::holdings::{Holdings, Line, Told};
use crate::domain::date::Date;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;

const COLUMNS: [&str; 4] = ["When", "What", "State", "Note"];

/// `Everything with the Care Quality Commission on 20 August 2021`.
pub fn title(body: &Organisation, today: chrono::NaiveDate) -> String {
    let acronym = body.acronym.as_ref();
    let acronym = acronym.map(|one| format!(" ({one})")).unwrap_or_default();
    format!(
        "Everything with {}{acronym} on {}",
        body.name,
        Date::day(today)
    )
}

/// What is reserved is left out for the public, and counted.
pub fn document(title: &str, holdings: &Holdings<'_>, audience: Audience) -> Document {
    let told = holdings.told(audience);
    let mut document = Document::new(title, audience);
    for section in &told.sections {
        document.blocks.push(Block::section(section.heading));
        document.blocks.push(Block::Table(table(&section.lines)));
    }
    let empty = told
        .sections
        .is_empty()
        .then(|| "Nothing is with this organisation.".to_owned());
    let all = empty.into_iter().chain(left_out(&told));
    document.blocks.extend(all.map(Block::paragraph));
    document
}

/// How much is left out, as a sentence; nothing if all is there.
pub fn left_out(told: &Told) -> Option<String> {
    match told.left_out {
        0 => None,
        1 => Some("1 reserved entry is left out.".to_owned()),
        count => Some(format!("{count} reserved entries are left out.")),
    }
}

/// Without the columns that say nothing.
fn table(lines: &[Line]) -> Table {
    let rows: Vec<[&str; 4]> = lines.iter().map(cells).collect();
    let says = |place: &usize| rows.iter().any(|row| !row[*place].is_empty());
    let kept: Vec<usize> = (0..COLUMNS.len()).filter(says).collect();
    let titles: Vec<&str> = kept.iter().map(|place| COLUMNS[*place]).collect();
    let mut table = Table::new(&entries(lines.len()), &titles);
    let row = |row: &[&str; 4]| kept.iter().map(|place| Inline::from(row[*place])).collect();
    table.rows = rows.iter().map(row).collect();
    table
}

/// What a table says of itself under its heading.
pub(super) fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".to_owned(),
        _ => format!("{count} entries"),
    }
}

fn cells(line: &Line) -> [&str; 4] {
    [&line.when, &line.what, &line.state, &line.note]
}

/// One line a row, with the section that it is of.
pub fn listing(title: &str, told: &Told, audience: Audience) -> Listing {
    let columns = vec![
        Column::new("Section").shrink(Shrink::Second),
        Column::new("When"),
        Column::new("What").shrink(Shrink::First),
        Column::new("State"),
        Column::new("Note").shrink(Shrink::Second),
    ];
    let mut listing = Listing::new(title, audience, columns);
    for section in &told.sections {
        for line in &section.lines {
            let all = std::iter::once(section.heading).chain(cells(line));
            listing.rows.push(all.map(Cell::line).collect());
        }
    }
    listing
}

/// The sections with their lines, each with the entry that it leads to.
pub fn json(register: &Register, body: &Organisation, told: &Told, audience: Audience) -> Json {
    let line = |line: &Line| {
        json!({
            "entry": line.entry.map(|entry| json::entry(register, entry, audience)),
            "when": line.when,
            "what": line.what,
            "state": line.state,
            "note": line.note,
        })
    };
    let sections = told.sections.iter().map(|section| {
        json!({
            "heading": section.heading,
            "lines": section.lines.iter().map(line).collect::<Json>(),
        })
    });
    json!({
        "organisation": json::entry(register, body.id.into(), audience),
        "name": body.name,
        "sections": sections.collect::<Json>(),
        "left_out": told.left_out,
    })
}
