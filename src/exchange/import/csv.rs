//! A text of rows → a table: commas, semicolons or tabs, in the encodings of office programs.

use super::Source;
use super::table::{HEADER_ROWS, Table, TableRow};
use super::text::{Encoding, decode};
use crate::domain::refusal::{Refusal, quoted};

/// Commas; semicolons where the comma is the decimal sign; tabs in what a spreadsheet calls Unicode text.
const DELIMITERS: [u8; 3] = *b",;\t";

/// Parsed after the text. A quotation mark that is never closed swallows it; no text holds a NUL.
const END: &str = "\0";

/// Reads rows and columns. Refuses what is no text, or leaves a quotation mark open.
pub(super) fn read(source: Source<'_>) -> Result<Table, Refusal> {
    let decoded = decode(source.name, source.bytes)?;
    let mut table = Table::default();
    match decoded.encoding {
        Encoding::Utf8 | Encoding::Utf16 => {}
        Encoding::Windows1252 => table.remarks.push(
            "The file is not UTF-8 and was read as Windows-1252: look at accents and dashes."
                .to_owned(),
        ),
    }
    let delimiter = delimiter(&decoded.text);
    table.rows = rows(source.name, decoded.text, delimiter)?;
    Ok(table)
}

/// What parts the first rows into most cells.
fn delimiter(text: &str) -> u8 {
    let cells = |delimiter: u8| {
        let mut rows = parser(text, delimiter);
        let mut record = ::csv::StringRecord::new();
        let mut most = 0;
        for _ in 0..HEADER_ROWS {
            match rows.read_record(&mut record) {
                Ok(true) => most = record.len().max(most),
                Ok(false) | Err(_) => break,
            }
        }
        most
    };
    let [comma, others @ ..] = DELIMITERS;
    let mut best = (cells(comma), comma);
    for other in others {
        let count = cells(other);
        if count > best.0 {
            best = (count, other);
        }
    }
    best.1
}

fn rows(name: &str, mut text: String, delimiter: u8) -> Result<Vec<TableRow>, Refusal> {
    text.push('\n');
    text.push_str(END);
    let mut parsed = parser(&text, delimiter);
    let mut record = ::csv::StringRecord::new();
    let mut rows = Vec::new();
    let mut last = 1;
    loop {
        let start = parsed.position().clone();
        let read = parsed.read_record(&mut record);
        let is_row = read.map_err(|_| not_closed(name, last))?;
        if !is_row {
            return Err(not_closed(name, last));
        }
        if record.len() == 1 && record.get(0) == Some(END) {
            return Ok(rows);
        }
        last = line_of(&text, &start);
        let row = TableRow {
            line: last,
            cells: record
                .iter()
                .map(|cell| unguarded(cell).to_owned())
                .collect(),
            fault: None,
        };
        if !row.is_empty() {
            rows.push(row);
        }
    }
}

/// A cell without the mark that keeps a spreadsheet from taking it for a formula.
fn unguarded(cell: &str) -> &str {
    let inside = cell.strip_prefix('\'');
    inside
        .filter(|inside| super::super::listing::guarded(inside).as_ref() != *inside)
        .unwrap_or(cell)
}

fn parser(text: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The line on which a row begins: the parser counts from before the blank lines that it skips.
fn line_of(text: &str, start: &::csv::Position) -> u64 {
    let from = usize::try_from(start.byte()).unwrap_or(text.len());
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
    start.line() + u64::try_from(blank).unwrap_or(0)
}

fn not_closed(name: &str, line: u64) -> Refusal {
    let sentence = format!(
        "{} opens a quotation mark in the row of line {line} and never closes it.",
        quoted(name)
    );
    Refusal::invalid("file", sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guard_of_a_spreadsheet_is_taken_off_again_and_no_other_mark() {
        for (cell, plain) in [
            ("'=1+1", "=1+1"),
            ("'-5", "-5"),
            ("'quoted'", "'quoted'"),
            ("''=1", "''=1"),
            ("=1", "=1"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(unguarded(cell), plain, "{cell}");
        }
    }

    #[test]
    fn what_parts_a_text_into_most_cells_is_its_delimiter() {
        for (text, expected) in [
            ("a,b\n1,2\n", b','),
            ("a;b;c\n1,5;2;3\n", b';'),
            ("A list, of 2024\na\tb\tc\n", b'\t'),
            ("one\n", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }
}
