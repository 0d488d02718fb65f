//! Text → a sheet: which kind of file it is by its header, and its rows as cells by column.

use std::collections::BTreeSet;

use super::text::{Encoding, decode};
use super::{Rejected, Remark, Source};
use crate::domain::origin::Given;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::words::{Word, words};

words! {
    /// The kinds of file, in the order in which each finds what it refers to.
    pub enum SheetKind {
        Organisations = "organisations",
        Successors = "successors",
        Agreements = "agreements",
        Meetings = "meetings",
        Items = "items",
        Actions = "actions",
        Commitments = "commitments",
    }
}

/// More rows than this are no list that a secretariat keeps.
const MOST_ROWS: usize = 100_000;

/// Commas; semicolons where the comma is the decimal sign; tabs in what a spreadsheet calls Unicode text.
const DELIMITERS: [u8; 3] = *b",;\t";

/// Parsed after the text. A quotation mark that is never closed swallows it; no text holds a NUL.
const END: &str = "\0";

/// How to read a file whose header does not say everything.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// What kind of file it is, whatever its header would be taken for.
    pub kind: Option<SheetKind>,
    /// Columns of the file with the names that they have here.
    pub renamed: Vec<(String, String)>,
}

/// A file that has been recognised and parsed.
#[derive(Debug, Clone)]
pub struct Sheet {
    name: String,
    kind: SheetKind,
    pub(super) lines: Vec<Line>,
    /// Rows with more or fewer cells than the header.
    pub(super) ragged: Vec<Rejected>,
    pub(super) remarks: Vec<Remark>,
}

/// One row, by the line of the file on which it begins.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) cells: Cells,
}

/// The filled cells of a row, in the order of the kind's columns; the source apart from the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cells {
    pub(super) given: Vec<Given>,
    pub(super) source: String,
}

/// Where each column of the kind stands in the file.
struct Header {
    kind: SheetKind,
    delimiter: u8,
    /// By the file's columns; none for one that is not of this kind.
    columns: Vec<Option<&'static str>>,
    unknown: Vec<String>,
}

impl SheetKind {
    /// Every column that means something, in the order in which they are written.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &["name", "acronym", "kind", "role_in_forum", "notes", SOURCE],
            Self::Successors => &["organisation", "successor", "how", "on", SOURCE],
            Self::Agreements => &[
                "key",
                "type",
                "title",
                "parties",
                "signed",
                "effective",
                "published",
                "review_due",
                "review_clause",
                "status_hint",
                "supersedes",
                "notes",
                SOURCE,
            ],
            Self::Meetings => &[
                "key",
                "body",
                "date",
                "start",
                "end",
                "venue",
                "state",
                "agenda_or_papers",
                "record",
                "next_meeting",
                "notes",
                SOURCE,
            ],
            Self::Items => &[
                "meeting",
                "number",
                "title",
                "paper",
                "purpose_or_part",
                "time",
                "decision_or_presenter",
                SOURCE,
            ],
            Self::Actions => &[
                "meeting", "ref", "text", "owner", "due", "status", "closed", "notes", SOURCE,
            ],
            Self::Commitments => &[
                "agreement",
                "para",
                "rule",
                "kind",
                "param",
                "unit",
                "trigger",
                "who",
                SOURCE,
            ],
        }
    }

    /// The columns that a file of this kind must have, by which it is recognised.
    pub fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &["name", "acronym"],
            Self::Successors => &["organisation", "successor"],
            Self::Agreements => &["key", "title", "parties"],
            Self::Meetings => &["key", "body", "date"],
            Self::Items => &["meeting", "number", "title"],
            Self::Actions => &["meeting", "text"],
            Self::Commitments => &["agreement", "rule"],
        }
    }

    /// The columns that tell a row from the others.
    pub(super) fn key(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &["name"],
            Self::Successors => &["organisation", "successor"],
            Self::Agreements | Self::Meetings => &["key"],
            Self::Items => &["meeting", "number", "title"],
            Self::Actions => &["meeting", "ref", "text"],
            Self::Commitments => &["agreement", "para", "rule"],
        }
    }

    /// The column that is looked at when all rows are in, since it may name a later one.
    pub(super) fn late(self) -> Option<&'static str> {
        match self {
            Self::Agreements => Some("supersedes"),
            Self::Meetings => Some("next_meeting"),
            Self::Organisations
            | Self::Successors
            | Self::Items
            | Self::Actions
            | Self::Commitments => None,
        }
    }
}

const SOURCE: &str = "source";

impl Sheet {
    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn kind(&self) -> SheetKind {
        self.kind
    }
}

impl Cells {
    /// Empty if the cell is, or if the file has no such column.
    pub(super) fn get(&self, column: &str) -> &str {
        let cell = self.given.iter().find(|cell| cell.column == column);
        cell.map_or("", |cell| &cell.text)
    }

    /// What tells the row from the others of its file.
    pub(super) fn key(&self, kind: SheetKind) -> String {
        let texts: Vec<&str> = kind.key().iter().map(|column| self.get(column)).collect();
        texts.join(" | ")
    }

    /// The same but for one column, which takes another row's text.
    pub(super) fn with_column_of(&self, kind: SheetKind, column: &str, other: &Self) -> Self {
        let given = kind.columns().iter().filter_map(|&one| {
            let from = if one == column { other } else { self };
            from.given.iter().find(|cell| cell.column == one).cloned()
        });
        Self {
            given: given.collect(),
            source: self.source.clone(),
        }
    }

    fn put(&mut self, column: &str, text: &str) {
        // Only notes have lines of their own.
        let text = match column {
            "notes" => text.trim().to_owned(),
            _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        if column == SOURCE {
            self.source = text;
        } else if !text.is_empty() {
            self.given.push(Given {
                column: column.to_owned(),
                text,
            });
        }
    }
}

/// Reads a file of rows and columns, in any order of columns. Refuses what is no text, has no known header or leaves
/// a quotation mark open; a row of the wrong length is left out and named.
pub fn read(source: Source<'_>, options: &ReadOptions) -> Result<Sheet, Refusal> {
    let decoded = decode(source.name, source.bytes)?;
    let header = recognise(source.name, &decoded.text, options)?;
    let mut sheet = Sheet {
        name: source.name.to_owned(),
        kind: header.kind,
        lines: Vec::new(),
        ragged: Vec::new(),
        remarks: remarks(&header, decoded.encoding),
    };
    fill(&mut sheet, &header, decoded.text)?;
    Ok(sheet)
}

fn recognise(name: &str, text: &str, options: &ReadOptions) -> Result<Header, Refusal> {
    let kinds = match &options.kind {
        Some(kind) => std::slice::from_ref(kind),
        None => SheetKind::ALL,
    };
    let headers = DELIMITERS.map(|delimiter| (delimiter, names(text, delimiter, &options.renamed)));
    for (delimiter, names) in &headers {
        let has = |column: &&str| names.iter().any(|name| name == column);
        if let Some(&kind) = kinds.iter().find(|kind| kind.needed().iter().all(has)) {
            return header(name, kind, *delimiter, names);
        }
    }
    let [(_, names), ..] = &headers;
    Err(unknown(name, kinds, names))
}

fn header(name: &str, kind: SheetKind, delimiter: u8, names: &[String]) -> Result<Header, Refusal> {
    let mut header = Header {
        kind,
        delimiter,
        columns: Vec::new(),
        unknown: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for column in names {
        let known = kind.columns().iter().copied().find(|one| one == column);
        if known.is_some_and(|column| !seen.insert(column)) {
            let sentence = format!("{} has the column {column} twice.", quoted(name));
            return Err(Refusal::invalid("file", sentence));
        }
        if known.is_none() && !column.is_empty() {
            header.unknown.push(column.clone());
        }
        header.columns.push(known);
    }
    Ok(header)
}

/// The names in the first row, as columns are called here: "Review due" is `review_due`.
fn names(text: &str, delimiter: u8, renamed: &[(String, String)]) -> Vec<String> {
    let plain = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.join("_").to_lowercase()
    };
    let mut record = csv::StringRecord::new();
    let read = parser(text, delimiter).read_record(&mut record);
    if !matches!(read, Ok(true)) {
        return Vec::new();
    }
    let columns = record.iter().map(plain);
    columns
        .map(|column| {
            let here = renamed.iter().find(|(theirs, _)| plain(theirs) == column);
            here.map_or(column, |(_, ours)| plain(ours))
        })
        .collect()
}

fn fill(sheet: &mut Sheet, header: &Header, mut text: String) -> Result<(), Refusal> {
    text.push('\n');
    text.push_str(END);
    let mut rows = parser(&text, header.delimiter);
    let mut record = csv::StringRecord::new();
    let mut last = 1;
    let mut is_first = true;
    loop {
        let start = rows.position().clone();
        let read = rows.read_record(&mut record);
        let is_row = read.map_err(|_| not_closed(&sheet.name, last))?;
        if !is_row {
            return Err(not_closed(&sheet.name, last));
        }
        if record.len() == 1 && record.get(0) == Some(END) {
            return Ok(());
        }
        last = line_of(&text, &start);
        if !std::mem::replace(&mut is_first, false) {
            take(sheet, header, &record, last);
        }
        if sheet.lines.len() + sheet.ragged.len() > MOST_ROWS {
            let sentence = format!("{} has more than {MOST_ROWS} rows.", quoted(&sheet.name));
            return Err(Refusal::invalid("file", sentence));
        }
    }
}

fn take(sheet: &mut Sheet, header: &Header, record: &csv::StringRecord, line: u64) {
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return;
    }
    let (cells, columns) = (record.len(), header.columns.len());
    if cells != columns {
        sheet.ragged.push(Rejected {
            line,
            reason: format!("The row has {cells} cells where the header has {columns}."),
        });
        return;
    }
    let mut row = Cells::default();
    for &column in header.kind.columns() {
        let place = header.columns.iter().position(|one| *one == Some(column));
        if let Some(text) = place.and_then(|place| record.get(place)) {
            row.put(column, text);
        }
    }
    sheet.lines.push(Line {
        number: line,
        cells: row,
    });
}

fn parser(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The line on which a row begins: the parser counts from before the blank lines that it skips.
fn line_of(text: &str, start: &csv::Position) -> u64 {
    let from = usize::try_from(start.byte()).unwrap_or(text.len());
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
    start.line() + u64::try_from(blank).unwrap_or(0)
}

fn remarks(header: &Header, encoding: Encoding) -> Vec<Remark> {
    let mut texts = Vec::new();
    match encoding {
        Encoding::Utf8 | Encoding::Utf16 => {}
        Encoding::Windows1252 => texts.push(
            "The file is not UTF-8 and was read as Windows-1252: look at accents and dashes."
                .to_owned(),
        ),
    }
    if !header.unknown.is_empty() {
        let names: Vec<String> = header.unknown.iter().map(|name| quoted(name)).collect();
        let kind = header.kind;
        texts.push(format!(
            "A file of {kind} has no column {}; it was left out.",
            names.join(", ")
        ));
    }
    let whole = |text| Remark { line: None, text };
    texts.into_iter().map(whole).collect()
}

fn unknown(name: &str, kinds: &[SheetKind], names: &[String]) -> Refusal {
    let found = if names.iter().all(String::is_empty) {
        "is empty".to_owned()
    } else {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        format!("has the columns {}", quoted(&names.join(", ")))
    };
    let accepted: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{kind} ({})", kind.needed().join(", ")))
        .collect();
    Refusal::invalid(
        "file",
        format!(
            "{} {found}. The first row must have at least the columns of one of: {}.",
            quoted(name),
            accepted.join("; ")
        ),
    )
}

fn not_closed(name: &str, line: u64) -> Refusal {
    let sentence = format!(
        "{} opens a quotation mark in the row of line {line} and never closes it.",
        quoted(name)
    );
    Refusal::invalid("file", sentence)
}

/// A row for tests.
#[cfg(test)]
pub(super) fn cells(filled: &[(&str, &str)]) -> Cells {
    let mut cells = Cells::default();
    for (column, text) in filled {
        cells.put(column, text);
    }
    cells
}
