//! The formats of `--format` and which of them a command can write.

use clap::ValueEnum;

use super::{Common, Stop};
use crate::exchange;
use crate::exchange::listing::{Layout, Listing};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns
    Table,
    /// One entry a line, tabs between
    Plain,
    /// A document as plain text
    Text,
    Csv,
    Json,
    /// Markdown
    Md,
    Html,
    /// A document to print or to pass on; into a file
    Pdf,
}

/// A list as people or as programs read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListFormat {
    Json,
    Layout(Layout),
}

/// The format of a list: asked for, or picked by the file's ending, else a table.
pub(super) fn list(common: &Common) -> Result<ListFormat, Stop> {
    Ok(match asked(common)?.unwrap_or(Format::Table) {
        Format::Json => ListFormat::Json,
        Format::Table | Format::Text => ListFormat::Layout(Layout::Table),
        Format::Plain => ListFormat::Layout(Layout::Plain),
        Format::Csv => ListFormat::Layout(Layout::Csv),
        Format::Md => ListFormat::Layout(Layout::Markdown),
        Format::Html => ListFormat::Layout(Layout::Html),
        Format::Pdf => {
            return Err(Stop::Usage(
                "A list is written as table, plain, csv, json, md or html; print the html."
                    .to_owned(),
            ));
        }
    })
}

/// The format of a document: asked for, or picked by the file's ending, else plain text.
pub(super) fn document(common: &Common) -> Result<exchange::Format, Stop> {
    match asked(common)?.unwrap_or(Format::Text) {
        Format::Text | Format::Plain => Ok(exchange::Format::Text),
        Format::Md => Ok(exchange::Format::Markdown),
        Format::Html => Ok(exchange::Format::Html),
        Format::Pdf => Ok(exchange::Format::Pdf),
        Format::Table | Format::Csv | Format::Json => Err(Stop::Usage(
            "A document is written as text, md, html or pdf.".to_owned(),
        )),
    }
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
            | Format::Pdf,
        )
        | None => SheetFormat::Document,
    })
}

/// A listing for people or programs: a table leaves out the columns that say nothing.
pub(super) fn render(listing: Listing, layout: Layout, width: Option<usize>) -> String {
    match layout {
        Layout::Table => listing.without_empty().render(layout, width),
        Layout::Plain | Layout::Csv | Layout::RawCsv | Layout::Markdown | Layout::Html => {
            listing.render(layout, width)
        }
    }
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportFormat {
    Json,
    /// One line a row, for a spreadsheet.
    Layout(Layout),
    Document,
}

/// The format of a report: a document, unless rows or JSON were asked for.
pub(super) fn report(common: &Common) -> Result<ReportFormat, Stop> {
    Ok(match asked(common)? {
        Some(Format::Json) => ReportFormat::Json,
        Some(Format::Table) => ReportFormat::Layout(Layout::Table),
        Some(Format::Plain) => ReportFormat::Layout(Layout::Plain),
        Some(Format::Csv) => ReportFormat::Layout(Layout::Csv),
        Some(Format::Text | Format::Md | Format::Html | Format::Pdf) | None => {
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

fn asked(common: &Common) -> Result<Option<Format>, Stop> {
    if common.format.is_some() {
        return Ok(common.format);
    }
    let Some(path) = &common.output else {
        return Ok(None);
    };
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    let format = match ending.as_str() {
        "txt" | "text" => Format::Text,
        "tsv" => Format::Plain,
        "csv" => Format::Csv,
        "json" => Format::Json,
        "md" | "markdown" => Format::Md,
        "html" | "htm" => Format::Html,
        "pdf" => Format::Pdf,
        _ => {
            let name = path.display();
            return Err(Stop::Usage(format!(
                "The ending of {name} picks no format; end it in .txt, .md, .html, .pdf, .csv or .json, or add --format."
            )));
        }
    };
    Ok(Some(format))
}
