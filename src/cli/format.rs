//! The formats of `--format` and which of them a command can write.

use clap::ValueEnum;

use super::{Common, Stop};
use crate::exchange;
use crate::exchange::listing::Layout;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns
    Table,
    /// One entry a line, tabs between
    Plain,
    /// A document as plain text
    Text,
    /// Comma-separated, safe to open in a spreadsheet program; with --raw every cell as it is
    Csv,
    Json,
    /// Markdown
    Md,
    Html,
    /// A Word document; into a file
    Docx,
    /// A document to print or to pass on; into a file
    Pdf,
    /// A spreadsheet, with dates as dates; into a file
    Xlsx,
    /// A calendar
    Ics,
}

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListFormat {
    Json,
    /// As people or as programs read it, in letters.
    Layout(Layout),
    Xlsx,
    /// As a document that is one table.
    Document(exchange::Format),
}

/// The format of a list: asked for, or picked by the file's ending, else a table.
pub(super) fn list(common: &Common) -> Result<ListFormat, Stop> {
    Ok(match asked(common)?.unwrap_or(Format::Table) {
        Format::Json => ListFormat::Json,
        Format::Table | Format::Text => ListFormat::Layout(Layout::Table),
        Format::Plain => ListFormat::Layout(Layout::Plain),
        Format::Csv if common.raw => ListFormat::Layout(Layout::RawCsv),
        Format::Csv => ListFormat::Layout(Layout::Csv),
        Format::Md => ListFormat::Layout(Layout::Markdown),
        Format::Xlsx => ListFormat::Xlsx,
        Format::Html => ListFormat::Document(exchange::Format::Html),
        Format::Docx => ListFormat::Document(exchange::Format::Docx),
        Format::Pdf => ListFormat::Document(exchange::Format::Pdf),
        Format::Ics => return Err(no_calendar()),
    })
}

/// The format of a document: asked for, or picked by the file's ending, else plain text.
pub(super) fn document(common: &Common) -> Result<exchange::Format, Stop> {
    match asked(common)?.unwrap_or(Format::Text) {
        Format::Text | Format::Plain => Ok(exchange::Format::Text),
        Format::Md => Ok(exchange::Format::Markdown),
        Format::Html => Ok(exchange::Format::Html),
        Format::Docx => Ok(exchange::Format::Docx),
        Format::Pdf => Ok(exchange::Format::Pdf),
        Format::Table | Format::Csv | Format::Json | Format::Xlsx => Err(Stop::Usage(
            "A document is written as text, md, html, docx or pdf.".to_owned(),
        )),
        Format::Ics => Err(no_calendar()),
    }
}

fn no_calendar() -> Stop {
    let sentence =
        "Meetings and deadlines go into a calendar by `secretariat calendar -o FILE.ics`.";
    Stop::Usage(sentence.to_owned())
}

/// What one entry is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetFormat {
    Json,
    Document,
}

/// The format of one entry: for programs if JSON was asked for, else a document's.
pub(super) fn sheet(common: &Common) -> Result<SheetFormat, Stop> {
    Ok(match asked(common)? {
        Some(Format::Json) => SheetFormat::Json,
        Some(
            Format::Table
            | Format::Plain
            | Format::Text
            | Format::Csv
            | Format::Md
            | Format::Html
            | Format::Docx
            | Format::Pdf
            | Format::Xlsx
            | Format::Ics,
        )
        | None => SheetFormat::Document,
    })
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportFormat {
    /// For programs, or one line a row for a spreadsheet.
    List,
    Document,
}

/// The format of a report: a document, unless rows or JSON were asked for.
pub(super) fn report(common: &Common) -> Result<ReportFormat, Stop> {
    Ok(match asked(common)? {
        Some(
            Format::Json | Format::Table | Format::Plain | Format::Csv | Format::Xlsx | Format::Ics,
        ) => ReportFormat::List,
        Some(Format::Text | Format::Md | Format::Html | Format::Docx | Format::Pdf) | None => {
            ReportFormat::Document
        }
    })
}

/// Refuses any format but the one that there is.
pub(super) fn refuse_all_but(only: Format, what: &str, common: &Common) -> Result<(), Stop> {
    if asked(common)?.is_none_or(|format| format == only) {
        return Ok(());
    }
    let name = only.to_possible_value();
    let name = name.as_ref().map_or("", |value| value.get_name());
    Err(Stop::Usage(format!(
        "{what} is written as {name}: -o FILE.{name}, or --format {name}."
    )))
}

/// The format that was asked for: by its name, or by a file's ending.
pub(super) fn asked(common: &Common) -> Result<Option<Format>, Stop> {
    if common.format.is_some() {
        return Ok(common.format);
    }
    let Some(path) = &common.output else {
        return Ok(None);
    };
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    match of_ending(&ending) {
        Some(format) => Ok(Some(format)),
        None => Err(Stop::Usage(format!(
            "The ending of {} picks no format; end it in .txt, .md, .html, .docx, .pdf, .csv, .xlsx or .json, or add \
             --format.",
            path.display()
        ))),
    }
}

/// The format that a file name's ending asks for, whatever its case; without the dot.
pub(super) fn of_ending(ending: &str) -> Option<Format> {
    Some(match ending.to_ascii_lowercase().as_str() {
        "txt" | "text" => Format::Text,
        "tsv" => Format::Plain,
        "csv" => Format::Csv,
        "json" => Format::Json,
        "md" | "markdown" => Format::Md,
        "html" | "htm" => Format::Html,
        "docx" => Format::Docx,
        "pdf" => Format::Pdf,
        "xlsx" => Format::Xlsx,
        "ics" => Format::Ics,
        _ => return None,
    })
}
