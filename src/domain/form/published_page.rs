//! Nothing is asked about a published page: it is made by exporting it, and stays as it is.

use chrono::NaiveDate;

use super::{Asked, Form};
use crate::domain::id::Id;
use crate::domain::published_page::PublishedPage;

impl Form for PublishedPage {
    const ASKS: &'static [Asked<Self>] = &[];

    /// No page: `check` refuses one that says nothing.
    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            on: NaiveDate::MIN,
            parts: Vec::new(),
            document: String::new(),
        }
    }
}
