//! Published pages: the page of agreements and forums as it went out. Undo may take back the act; nothing alters a page.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::field::{fields, group};
use super::id::Id;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedPage {
    pub id: Id<PublishedPage>,
    pub on: NaiveDate,
    /// What stood on it, in order: what the next one is compared with.
    pub parts: Vec<PagePart>,
    /// The page as a document in JSON (`exchange::document`).
    pub document: String,
}

/// One thing that stands on the page: an agreement, a meeting, a list of members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePart {
    /// What makes it the same thing on a later page: `agreement 3`. No reference: what it names may be deleted.
    pub key: String,
    /// The heading it stands under.
    pub under: String,
    /// All that is said of it, in plain lines.
    pub text: String,
}

group!(PagePart: key, under, text);

impl Row for PublishedPage {
    row!(PublishedPage in pages);
    fields!(on, parts, document);

    fn check(&self) -> Result<(), Refusal> {
        if self.document.is_empty() {
            return Err(Refusal::invalid("document", "A page says something."));
        }
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        format!("Page of {}", Date::day(self.on))
    }
}
