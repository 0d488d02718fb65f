//! What an import says: the counts of each sheet, what stayed out and why, and what its rows were understood to be.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{Book, BookReport, Fate, Report, Sheet};
use crate::domain::field::label;
use crate::domain::register::{Kind, Register};

const GROWS: &str = "a text takes what is written into it";
/// So many lines of one sort are told; the others are counted.
const MOST_LINES: usize = 20;
/// So many entries are named of each sort.
const FIRST: usize = 3;
/// So many rows are shown as they are understood.
const SAMPLE: usize = 5;

/// A file's report: the counts of each sheet, then a line for each row of which there is something to say.
pub fn told(book: &Book, report: &BookReport, register: &Register) -> String {
    let mut text = String::new();
    for (sheet, report) in book.sheets.iter().zip(&report.sheets) {
        text.push_str(&sheet_report(
            &heading(book, sheet),
            sheet,
            report,
            register,
        ));
    }
    for remark in &book.remarks {
        writeln!(text, "  {remark}").expect(GROWS);
    }
    text
}

/// What a look at a file says before it is brought in: its report, and its first rows. `register` is as it would be.
pub fn look(book: &Book, report: &BookReport, register: &Register, today: NaiveDate) -> String {
    told(book, report, register) + &first_rows(book, report, register, today)
}

/// The first entries that are new and changed, and the first rows as they were understood.
fn first_rows(book: &Book, report: &BookReport, register: &Register, today: NaiveDate) -> String {
    let mut text = String::new();
    for (sheet, report) in book.sheets.iter().zip(&report.sheets) {
        for (fate, what) in [(Fate::New, "New"), (Fate::Changed, "Changed")] {
            let rows = report.taken.iter().filter(|row| row.fate == fate);
            let rows: Vec<_> = rows.collect();
            let named = rows.iter().take(FIRST).filter_map(|row| {
                let record = register.get(row.entry)?;
                Some(record.title(register))
            });
            let mut named: Vec<String> = named.collect();
            if rows.len() > FIRST {
                named.push(format!("and {} more", rows.len() - FIRST));
            }
            if !named.is_empty() {
                writeln!(text, "  {what}: {}.", named.join("; ")).expect(GROWS);
            }
        }
        let sample = sheet.sample(SAMPLE, today);
        if !sample.is_empty() {
            let first = &heading(book, sheet);
            writeln!(text, "  The first rows of {first}, as they are understood:").expect(GROWS);
        }
        for (place, cells) in sample {
            let cells = cells.iter();
            let cells = cells.map(|(label, cell)| format!("{label}: {}", cell.replace('\n', " ")));
            let cells: Vec<String> = cells.collect();
            writeln!(text, "    {place}. {}", cells.join(" | ")).expect(GROWS);
        }
    }
    text
}

/// The file, with the sheet where it has several.
fn heading(book: &Book, sheet: &Sheet) -> String {
    match &sheet.table().sheet {
        Some(name) if book.sheets.len() > 1 => format!("{}, {name}", book.name),
        Some(_) | None => book.name.clone(),
    }
}

/// How many rows there are, and how many of each fate: `5000 rows`, `4700 new`, `300 left out`.
pub fn counts(report: &Report) -> Vec<String> {
    let rows = report.new + report.changed + report.unchanged + report.rejected.len();
    let counts = [
        (report.new, "new"),
        (report.changed, "changed"),
        (report.rejected.len(), "left out"),
        (report.unchanged, "as before"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, what)| format!("{count} {what}"));
    std::iter::once(counted(rows, "row", "rows"))
        .chain(counts)
        .collect()
}

fn sheet_report(heading: &str, sheet: &Sheet, report: &Report, register: &Register) -> String {
    let mut text = format!("{heading}: {}.\n", counts(report).join(", "));
    if !report.made.is_empty() {
        let made: Vec<String> = report
            .made
            .iter()
            .map(|(kind, count)| made(*kind, *count))
            .collect();
        writeln!(text, "  Makes {}.", made.join(", ")).expect(GROWS);
    }
    let rejected = report.rejected.iter();
    let rejected = rejected.map(|one| format!("{} is left out: {}", one.place, one.reason));
    push(&mut text, rejected.collect(), "rows are left out");
    let kept = report.kept.iter().map(|one| {
        let name = register
            .get(one.entry)
            .map_or_else(|| one.entry.to_string(), |record| record.name(register));
        let (place, field) = (sheet.place(one.line), label(&one.field));
        format!(
            "{place}: {field} of {name} was changed here and stays \"{}\"; the file says \"{}\".",
            one.ours, one.theirs
        )
    });
    push(&mut text, kept.collect(), "fields stay as they are here");
    push(&mut text, remarks(sheet, report), "remarks");
    text
}

/// What is to be known of rows: one line for all of which the same is to be said.
fn remarks(sheet: &Sheet, report: &Report) -> Vec<String> {
    let mut texts: Vec<(&str, Vec<u64>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for one in &report.remarks {
        let place = *known.entry(&one.text).or_insert(texts.len());
        if place == texts.len() {
            texts.push((&one.text, Vec::new()));
        }
        if let Some((_, lines)) = texts.get_mut(place) {
            lines.extend(one.line);
        }
    }
    let told = texts.into_iter().map(|(text, lines)| {
        let first = lines.iter().take(FIRST).map(|line| sheet.place(*line));
        let mut places: Vec<String> = first.collect();
        if lines.len() > FIRST {
            places.push(format!("{} more", lines.len() - FIRST));
        }
        match &places[..] {
            [] => text.to_owned(),
            [one] => format!("{one}: {text}"),
            [others @ .., last] => format!("{} and {last}: {text}", others.join(", ")),
        }
    });
    told.collect()
}

/// The first of some lines, and how many there are beside them.
fn push(text: &mut String, lines: Vec<String>, what: &str) {
    let more = lines.len().saturating_sub(MOST_LINES);
    for line in lines.into_iter().take(MOST_LINES) {
        writeln!(text, "  {line}").expect(GROWS);
    }
    if more > 0 {
        writeln!(text, "  And {more} more {what}.").expect(GROWS);
    }
}

fn made(kind: Kind, count: usize) -> String {
    counted(count, &kind.to_string(), kind.plural())
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
