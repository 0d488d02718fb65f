//! A document as a PDF that can be read out: tagged, with bookmarks, one language and its fonts inside.
//!
//! `font` and `lines` measure words and break them, `flow`, `layout` and `table` put them onto pages, `write` makes bytes.
//! What is written is checked against PDF/UA-1 as far as the library can; that is no proof of conformance.

mod flow;
mod font;
mod layout;
mod lines;
pub mod pack;
mod paper;
mod table;
#[cfg(test)]
mod tests;
pub mod trial;
mod write;

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};

use self::font::Fonts;
use self::write::{Frame, Writer};
use super::document::Document;
use crate::domain::refusal::Refusal;
use crate::domain::shown::Shown;

/// The whole document; one that is not public says so in its title and on each page. The same bytes each time.
///
/// Refuses only what the library finds against the standard, which our documents do not hold.
pub fn render(document: &Document) -> Result<Vec<u8>, Refusal> {
    let fonts = Fonts::new();
    let document = &titled(document);
    let laid = layout::laid(&fonts, document);
    let mut writer = Writer::new(&fonts, accessible());
    let frame = Frame {
        audience: document.audience,
        title: &document.title,
        pages: laid.pages.len(),
    };
    writer.add(&laid, frame);
    let organisation = document.organisation.as_ref().map(|one| Shown::line(one));
    writer
        .finish(
            &document.marked_title(),
            organisation.as_ref().map(Shown::as_str),
        )
        .map_err(|error| {
            Refusal::state(format!(
                "The document could not be written as PDF: {error}. Nothing was written; choose html instead."
            ))
        })
}

/// The standard wants a title of every file.
fn titled(document: &Document) -> Document {
    let mut titled = document.clone();
    titled.title = match Shown::line(&document.title) {
        blank if blank.trim().is_empty() => Shown::line("Untitled"),
        title => title,
    };
    titled
}

fn accessible() -> Configuration {
    ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("one standard alone contradicts no other")
}
