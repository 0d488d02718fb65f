//! Returns: the agreed template that each organisation completes and sends to the others before a meeting.

use serde::{Deserialize, Serialize};

use super::bodies::names;
use super::date::Date;
use super::field::fields;
use super::id::Id;
use super::meeting::Meeting;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

/// One organisation's, for one meeting; ours among them. Source: CQC-ADASS protocol, ¶32.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Return {
    pub id: Id<Return>,
    pub meeting: Id<Meeting>,
    pub organisation: Id<Organisation>,
    /// The day on which it was asked for.
    pub asked: Option<Date>,
    /// The day it came; of our own the day it was written.
    pub received: Option<Date>,
    /// The day it went to the others.
    pub sent: Option<Date>,
    /// What it says, under the headings of the forum's template.
    pub text: String,
    /// Where the document is kept.
    pub link: String,
}

impl Return {
    pub fn new(id: Id<Self>, meeting: Id<Meeting>, organisation: Id<Organisation>) -> Self {
        Self {
            id,
            meeting,
            organisation,
            asked: None,
            received: None,
            sent: None,
            text: String::new(),
            link: String::new(),
        }
    }
}

impl Row for Return {
    row!(Return in returns, under meeting);
    const RESERVED_FIELDS: &'static [&'static str] = &["text", "link"];
    fields!(meeting, organisation, asked, received, sent, text, link);

    fn check(&self) -> Result<(), Refusal> {
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let meeting = register.meetings.get(self.meeting);
        let body = meeting.map_or("", |one| {
            names::short_on(register, self.organisation, one.on.last())
        });
        let meeting = meeting.map_or_else(String::new, |one| one.title(register));
        format!("Return of {body}: {meeting}")
    }
}
