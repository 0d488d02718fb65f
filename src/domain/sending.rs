//! Sendings: what went to whom on which day. Of an issued text, that it was sent; of anything owed, that it was chased.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::field::fields;
use super::id::{Entry, Id};
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

/// One entry sent to, or asked of, one addressee.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sending {
    pub id: Id<Sending>,
    /// The issued text; or the return, the item with its paper, the action or the meeting whose text was asked for.
    pub about: Entry,
    pub to: Option<Id<Organisation>>,
    /// The person or the addresses, as they were on that day.
    pub address: String,
    pub on: NaiveDate,
}

impl Sending {
    pub fn new(id: Id<Self>, about: Entry, on: NaiveDate) -> Self {
        Self {
            id,
            about,
            to: None,
            address: String::new(),
            on,
        }
    }
}

impl Row for Sending {
    row!(Sending in sendings);
    fields!(about, to, address, on);

    fn check(&self) -> Result<(), Refusal> {
        if self.to.is_none() && self.address.trim().is_empty() {
            return Err(Refusal::invalid(
                "to",
                "What was sent went to somebody: an organisation, or an address.",
            ));
        }
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let body = self.to.and_then(|id| register.organisations.get(id));
        let whom = body.map_or(self.address.as_str(), Organisation::short);
        format!("{} to {whom}", self.about)
    }
}

/// How often something was sent or asked for, and the last day of it. None if never.
pub fn tally(register: &Register, about: Entry) -> Option<(usize, NaiveDate)> {
    let all = register.sendings.iter().filter(|one| one.about == about);
    let days: Vec<NaiveDate> = all.map(|one| one.on).collect();
    Some((days.len(), *days.iter().max()?))
}
