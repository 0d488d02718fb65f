//! Nothing is asked about a file: what is known of it comes from looking at it.

use chrono::NaiveDate;

use super::{Asked, Form};
use crate::domain::file::File;
use crate::domain::id::Id;

impl Form for File {
    const ASKS: &'static [Asked<Self>] = &[];

    /// No file: `check` refuses one that lies nowhere.
    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            link: String::new(),
            size: 0,
            digest: String::new(),
            on: NaiveDate::MIN,
        }
    }
}
