//! Formats in and out: pure, callers touch files.

pub mod agenda;
pub mod document;
pub mod html;
pub mod import;
pub mod json;
pub mod listing;
pub mod markdown;
pub mod sheet;
pub mod text;

use document::Document;

/// A format in which a `Document` is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Text,
    Html,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Text, Self::Html];

    /// The format that a file name's ending asks for, whatever its case; without the dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Text),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }

    /// As typed after `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Html => "html",
        }
    }

    /// The ending of a file in this format, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
        }
    }
}

/// The document as a file's whole text: the same bytes each time, with one newline at the end.
pub fn render(document: &Document, format: Format) -> String {
    match format {
        Format::Markdown => markdown::render(document),
        Format::Text => text::render(document),
        Format::Html => html::render(document),
    }
}
