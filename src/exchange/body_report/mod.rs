//! A report on one body for a freedom of information request: as a document, as rows, and for programs. What stands in
//! it is gathered in `gather`.
//!
//! What is reserved is left out for the public, and counted; for members and the Secretariat each such line says that
//! somebody has to decide on it.

mod gather;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::document::{Block, Document, Inline, Table};
use super::holdings::entries;
use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::audience::Audience;
use crate::domain::bodies::names;
use crate::domain::date::Date;
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// Which body, and which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportOptions {
    pub body: Id<Organisation>,
    /// None for from the beginning.
    pub from: Option<NaiveDate>,
    /// None for until today.
    pub to: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// All that the register holds on a body, for an audience.
#[derive(Debug, Clone)]
pub struct Report {
    pub title: String,
    /// The names it has had, and what became of it.
    pub lead: Vec<String>,
    pub sections: Vec<Section>,
    /// So many lines are reserved and left out.
    pub left_out: usize,
    pub audience: Audience,
}

#[derive(Debug, Clone)]
pub struct Section {
    pub heading: &'static str,
    pub lines: Vec<Line>,
}

/// One fact.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub entry: Option<Entry>,
    pub on: String,
    pub what: String,
    /// The state on the last day asked for; nothing where that is today.
    pub then: String,
    pub now: String,
    pub details: String,
    /// Titles and addresses.
    pub links: Vec<(String, String)>,
    /// Why it is not for publication.
    pub reserved: Option<String>,
}

const COLUMNS: [&str; 5] = ["Date", "What", "State then", "State now", "Details"];

/// Refuses a period that ends before it begins.
pub fn report(
    register: &Register,
    options: &ReportOptions,
    audience: Audience,
) -> Result<Report, Refusal> {
    let Some(body) = register.organisations.get(options.body) else {
        let sentence = format!("There is no organisation {}.", options.body);
        return Err(Refusal::not_found(sentence));
    };
    if let (Some(from), Some(to)) = (options.from, options.to)
        && to < from
    {
        let sentence = format!(
            "The period cannot end on {}, before it begins.",
            Date::day(to)
        );
        return Err(Refusal::invalid("to", sentence));
    }
    let mut sections = gather::sections(register, options, audience);
    let mut left_out = 0;
    if audience == Audience::Public {
        for section in &mut sections {
            let before = section.lines.len();
            section.lines.retain(|line| line.reserved.is_none());
            left_out += before - section.lines.len();
        }
    }
    sections.retain(|section| !section.lines.is_empty());
    Ok(Report {
        title: title(body, options),
        lead: lead(register, body),
        sections,
        left_out,
        audience,
    })
}

fn title(body: &Organisation, options: &ReportOptions) -> String {
    let acronym = body.acronym.as_ref();
    let acronym = acronym.map(|one| format!(" ({one})")).unwrap_or_default();
    let to = Date::day(options.to.unwrap_or(options.today));
    let period = match options.from {
        Some(from) => format!("from {} to {to}", Date::day(from)),
        None => format!("until {to}"),
    };
    format!(
        "What the register holds on {}{acronym}, {period}",
        body.name
    )
}

fn lead(register: &Register, body: &Organisation) -> Vec<String> {
    let all = names::all(register, body.id);
    let mut lead = Vec::new();
    for one in &all {
        for next in &one.successors {
            let later = register.organisations.get(next.organisation);
            let later = later.map_or("another body", |later| &later.name);
            let on = next.on.map(|on| format!(" on {on}")).unwrap_or_default();
            let how = match next.how.as_str() {
                "" => "succeeded",
                how => how,
            };
            lead.push(format!("{}: {how}{on}, {later}.", one.name));
        }
        if let Some(on) = one.ceased {
            lead.push(format!("{} ceased on {on}.", one.name));
        }
    }
    lead
}

impl Line {
    fn cells(&self) -> [String; 5] {
        let mark = self.reserved.as_ref();
        let mark = mark.map(|why| format!("reserved: for an exemption decision ({why})"));
        let links = self.links.iter().map(|(title, address)| {
            if address.is_empty() {
                title.clone()
            } else {
                format!("{title}: {address}")
            }
        });
        let details = std::iter::once(self.details.clone())
            .chain(mark)
            .chain(links);
        let details: Vec<String> = details.filter(|one| !one.is_empty()).collect();
        [
            self.on.clone(),
            self.what.clone(),
            self.then.clone(),
            self.now.clone(),
            details.join("; "),
        ]
    }
}

impl Report {
    pub fn document(&self) -> Document {
        let mut document = Document::new(&self.title, self.audience);
        document.lead = self
            .lead
            .iter()
            .map(|line| Inline::from(line.as_str()))
            .collect();
        for section in &self.sections {
            document.blocks.push(Block::section(section.heading));
            document.blocks.push(Block::Table(table(section)));
        }
        if self.sections.is_empty() {
            let nothing = "The register holds nothing on it in this time.";
            document.blocks.push(Block::paragraph(nothing));
        }
        document
            .blocks
            .extend(self.left_out().map(Block::paragraph));
        document
    }

    /// How much is left out, as a sentence; nothing if all is there.
    pub fn left_out(&self) -> Option<String> {
        match self.left_out {
            0 => None,
            1 => Some("1 reserved line is left out.".to_owned()),
            count => Some(format!("{count} reserved lines are left out.")),
        }
    }

    /// One line a row, with the section that it is of.
    pub fn listing(&self) -> Listing {
        let columns = vec![
            Column::new("Section").shrink(Shrink::Second),
            Column::new("Date"),
            Column::new("What").shrink(Shrink::First),
            Column::new("State then"),
            Column::new("State now"),
            Column::new("Details").shrink(Shrink::Second),
        ];
        let mut listing = Listing::new(&self.title, self.audience, columns);
        for section in &self.sections {
            for line in &section.lines {
                let cells = std::iter::once(section.heading.to_owned()).chain(line.cells());
                listing
                    .rows
                    .push(cells.map(|cell| Cell::line(&cell)).collect());
            }
        }
        listing
    }

    pub fn json(&self, register: &Register) -> Json {
        let line = |line: &Line| {
            let links = line.links.iter();
            let links = links.map(|(title, address)| json!({ "title": title, "address": address }));
            json!({
                "entry": line.entry.map(|entry| json::entry(register, entry, self.audience)),
                "on": line.on,
                "what": line.what,
                "then": line.then,
                "now": line.now,
                "details": line.details,
                "links": links.collect::<Json>(),
                "reserved": line.reserved,
            })
        };
        let sections = self.sections.iter().map(|section| {
            json!({
                "heading": section.heading,
                "lines": section.lines.iter().map(line).collect::<Json>(),
            })
        });
        json!({
            "title": self.title,
            "lead": self.lead,
            "sections": sections.collect::<Json>(),
            "left_out": self.left_out,
        })
    }
}

/// Without the columns that say nothing.
fn table(section: &Section) -> Table {
    let rows: Vec<[String; 5]> = section.lines.iter().map(Line::cells).collect();
    let says = |place: &usize| rows.iter().any(|row| !row[*place].is_empty());
    let kept: Vec<usize> = (0..COLUMNS.len()).filter(says).collect();
    let titles: Vec<&str> = kept.iter().map(|place| COLUMNS[*place]).collect();
    let mut table = Table::new(&entries(rows.len()), &titles);
    let row = |row: &[String; 5]| {
        let cells = kept.iter().map(|place| Inline::from(row[*place].as_str()));
        cells.collect()
    };
    table.rows = rows.iter().map(row).collect();
    table
}
