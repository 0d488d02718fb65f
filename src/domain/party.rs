//! Parties: an organisation to an agreement, in a capacity, with the day it signed.

use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::date::Date;
use super::field::fields;
use super::id::Id;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::words::words;

words! {
    pub enum Capacity {
        Party = "party",
        Signatory = "signatory",
        /// Supports without signing.
        Supporter = "supporter",
        /// Adopts what an association signed for it. Source: CQC-ADASS protocol, ¶5.
        Adopter = "adopter",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Party {
    pub id: Id<Party>,
    pub agreement: Id<Agreement>,
    pub organisation: Id<Organisation>,
    pub capacity: Capacity,
    /// The post that answers for the agreement there.
    pub lead: String,
    pub signed: Option<Date>,
    /// Place in the text, from 1.
    pub position: u16,
}

impl Row for Party {
    row!(Party in parties, under agreement);
    fields!(agreement, organisation, capacity, lead, signed, position);

    fn check(&self) -> Result<(), Refusal> {
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let body = register
            .organisations
            .get(self.organisation)
            .map_or("", |one| &one.name);
        let text = register
            .agreements
            .get(self.agreement)
            .map_or("", |one| &one.title);
        format!("{body}, {} to {text}", self.capacity)
    }
}

/// The parties to an agreement, in the order of its text.
pub fn of(register: &Register, agreement: Id<Agreement>) -> Vec<&Party> {
    let mut parties: Vec<&Party> = register.parties.of(agreement).collect();
    parties.sort_by_key(|party| (party.position, party.id));
    parties
}

/// Their short names in order, for a column: `CQC, ADASS`.
pub fn names(register: &Register, agreement: Id<Agreement>) -> String {
    let names = of(register, agreement).into_iter();
    let names = names.filter_map(|party| {
        register
            .organisations
            .get(party.organisation)
            .map(Organisation::short)
    });
    names.collect::<Vec<_>>().join(", ")
}
