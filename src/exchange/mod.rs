//! Formats in and out: pure, callers touch files.

pub mod action_log;
pub mod agenda;
pub mod agreement_tree;
pub mod body_report;
pub mod catalogue;
mod changes;
pub mod chase;
pub mod document;
pub mod docx;
pub mod due_list;
pub mod editions;
pub mod eml;
pub mod entries;
pub mod forum_year;
pub mod forward_plan;
pub mod gaps;
pub mod holdings;
pub mod house;
pub mod html;
pub mod ics;
pub mod import;
pub mod issued;
pub mod json;
pub mod listing;
pub mod markdown;
pub mod outgoing;
pub mod page;
pub mod pdf;
pub mod record;
pub mod register_json;
pub mod register_table;
pub mod review_report;
pub mod reviews;
pub mod sheet;
pub mod text;
pub mod timeline;
pub mod way;
pub mod words;
pub mod xlsx;

use document::Document;
use house::House;

use crate::domain::refusal::Refusal;

/// A format in which a `Document` is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Text,
    Html,
    Docx,
    Pdf,
}

impl Format {
    pub const ALL: [Self; 5] = [
        Self::Docx,
        Self::Pdf,
        Self::Html,
        Self::Markdown,
        Self::Text,
    ];

    /// The format that a file name's ending asks for, whatever its case; without the dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Text),
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// As typed after `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// Whether people can read it as it is, on a terminal too.
    pub fn is_text(self) -> bool {
        match self {
            Self::Markdown | Self::Text | Self::Html => true,
            Self::Docx | Self::Pdf => false,
        }
    }

    /// The ending of a file in this format, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// The document as a whole file, the same bytes each time; a text ends with one newline.
///
/// Refuses only what a PDF cannot hold.
pub fn render(document: &Document, format: Format, house: &House) -> Result<Vec<u8>, Refusal> {
    match format {
        Format::Markdown => Ok(markdown::render(document).into_bytes()),
        Format::Text => Ok(text::render(document).into_bytes()),
        Format::Html => Ok(html::render(document).into_bytes()),
        Format::Docx => docx::render(document, house.look()),
        Format::Pdf => pdf::render(document),
    }
}
