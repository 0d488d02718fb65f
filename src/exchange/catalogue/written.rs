//! A document as a file: its formats, lists among them, and the bytes of each.

use super::Made;
use crate::domain::refusal::Refusal;
use crate::exchange::document::Document;
use crate::exchange::house::House;
use crate::exchange::listing::{Layout, Listing};
use crate::exchange::{Format, render, xlsx};

/// What a file can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    Document(Format),
    Xlsx,
    /// Safe to open in a spreadsheet program.
    Csv,
    /// A draft that an e-mail program opens.
    Mail,
}

impl FileFormat {
    pub const ALL: [Self; 8] = [
        Self::Document(Format::Docx),
        Self::Document(Format::Pdf),
        Self::Document(Format::Html),
        Self::Xlsx,
        Self::Csv,
        Self::Document(Format::Markdown),
        Self::Document(Format::Text),
        Self::Mail,
    ];

    /// As it is offered: `Word (docx)`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Document(Format::Docx) => "Word (docx)",
            Self::Document(Format::Pdf) => "PDF",
            Self::Document(Format::Html) => "web page (html)",
            Self::Document(Format::Markdown) => "Markdown",
            Self::Document(Format::Text) => "plain text",
            Self::Xlsx => "spreadsheet (xlsx)",
            Self::Csv => "comma-separated (csv)",
            Self::Mail => "e-mail draft (eml)",
        }
    }

    /// Without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Document(format) => format.extension(),
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Mail => "eml",
        }
    }

    /// Whether it holds rows and columns and nothing else.
    pub fn is_for_lists(self) -> bool {
        match self {
            Self::Document(_) | Self::Mail => false,
            Self::Xlsx | Self::Csv => true,
        }
    }
}

impl Made {
    /// The whole file. Refuses a spreadsheet of what is no list, an e-mail of what is no message, and what a format cannot
    /// hold.
    pub fn render(&self, format: FileFormat, house: &House) -> Result<Vec<u8>, Refusal> {
        let listing = || {
            self.listing.as_ref().ok_or_else(|| {
                let sentence = format!(
                    "\"{}\" is no list, so it is written as docx, pdf, html, md or txt.",
                    self.document.title
                );
                Refusal::invalid("format", sentence)
            })
        };
        match format {
            FileFormat::Document(format) => render(&self.document, format, house),
            FileFormat::Xlsx => xlsx::render(&[listing()?.clone()]),
            FileFormat::Csv => Ok(csv_file(listing()?)),
            FileFormat::Mail => match &self.message {
                Some(message) => message.draft(),
                None => Err(Refusal::invalid(
                    "format",
                    format!(
                        "\"{}\" is no message, so it is not written as an e-mail.",
                        self.document.title
                    ),
                )),
            },
        }
    }
}

/// With the mark without which a spreadsheet program takes the letters for those of an older alphabet.
pub(super) fn csv_file(listing: &Listing) -> Vec<u8> {
    format!("\u{feff}{}", listing.render(Layout::Csv, None)).into_bytes()
}

impl From<Document> for Made {
    /// Under the name that its title gives.
    fn from(document: Document) -> Self {
        let stem = crate::domain::slug::slug(&document.title);
        Self {
            document,
            listing: None,
            message: None,
            stem,
        }
    }
}
