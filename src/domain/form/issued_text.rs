//! Nothing is asked about an issued text: it is made by issuing, and stays as it is.

use chrono::NaiveDate;

use super::{Asked, Form, nobody};
use crate::domain::id::Id;
use crate::domain::issued_text::{IssuedText, TextKind};

impl Form for IssuedText {
    const ASKS: &'static [Asked<Self>] = &[];

    /// No text: its number is one that `check` refuses.
    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            meeting: nobody(),
            what: TextKind::Agenda,
            number: 0,
            on: NaiveDate::MIN,
            public: String::new(),
            members: String::new(),
            secretariat: String::new(),
        }
    }
}
