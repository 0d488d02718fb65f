//! Parties: an organisation to an agreement, in a capacity, with the day it signed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::bodies::names;
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
    /// The post, or the person in it, that signed.
    // Registers before version 4000 have entries in their histories without this and the two after it.
    #[serde(default)]
    pub signed_by: String,
    /// The day it joined, where that is not the day of the text.
    #[serde(default)]
    pub from: Option<Date>,
    /// Its last day as a party; a successor may have taken its place.
    #[serde(default)]
    pub to: Option<Date>,
    /// Place in the text, from 1.
    pub position: u16,
}

impl Row for Party {
    row!(Party in parties, under agreement);
    fields!(
        agreement,
        organisation,
        capacity,
        lead,
        signed,
        signed_by,
        from,
        to,
        position
    );

    fn check(&self) -> Result<(), Refusal> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if to.last() < from.first() => Err(Refusal::invalid(
                "to",
                format!("A party cannot leave on {to}, before it joined on {from}."),
            )),
            _ => Ok(()),
        }
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

impl Party {
    /// Bound by an agreement, in no order: it has neither lead nor signature yet.
    pub fn new(id: Id<Self>, agreement: Id<Agreement>, organisation: Id<Organisation>) -> Self {
        Self {
            id,
            agreement,
            organisation,
            capacity: Capacity::Party,
            lead: String::new(),
            signed: None,
            signed_by: String::new(),
            from: None,
            to: None,
            position: 0,
        }
    }

    /// True if it was a party on that day, as far as the dates say.
    pub fn is_party_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.first() <= day)
            && self.to.is_none_or(|to| day <= to.last())
    }
}

/// The parties to an agreement, in the order of its text; those that have left among them.
pub fn of(register: &Register, agreement: Id<Agreement>) -> Vec<&Party> {
    let mut parties: Vec<&Party> = register.parties.of(agreement).collect();
    parties.sort_by_key(|party| (party.position, party.id));
    parties
}

/// Those that were parties on a day.
pub fn of_on(register: &Register, agreement: Id<Agreement>, day: NaiveDate) -> Vec<&Party> {
    let mut parties = of(register, agreement);
    parties.retain(|party| party.is_party_on(day));
    parties
}

/// The party in whose place this one came, as a successor of that body: its signature holds on.
pub fn before<'r>(register: &'r Register, party: &Party) -> Option<&'r Party> {
    let begins = party.from?.first();
    let all = register.parties.of(party.agreement);
    let mut left = all.filter(|one| one.to.is_some_and(|to| to.last() < begins));
    left.find(|one| {
        let body = register.organisations.get(one.organisation);
        let mut successors = body.into_iter().flat_map(|body| &body.successors);
        successors.any(|next| next.organisation == party.organisation)
    })
}

/// The day that it signed, else that on which the body signed whose place it took.
pub fn signature(register: &Register, party: &Party) -> Option<Date> {
    party
        .signed
        .or_else(|| signature(register, before(register, party)?))
}

/// The short names of all of them in order, for a column: `CQC, ADASS`.
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

/// The short names on a day of those that were parties then.
pub fn names_on(register: &Register, agreement: Id<Agreement>, day: NaiveDate) -> String {
    let parties = of_on(register, agreement, day).into_iter();
    let names = parties.map(|party| names::short_on(register, party.organisation, day));
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::Succession;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    /// The first signed and passed into the second on 1 June 2021; the third has been there all the time.
    fn register(how: &str) -> Register {
        let mut register = Register::default();
        register.put(Agreement::new(id(1), "The protocol"));
        for number in 1..=3 {
            let mut body = Organisation::new(id(number), format!("Body {number}"));
            if number == 1 {
                body.successors.push(Succession {
                    organisation: id(2),
                    how: how.to_owned(),
                    on: Date::from_code("2021-06-01"),
                });
            }
            register.put(body);
        }
        let periods = [
            (None, Some("2021-05-31")),
            (Some("2021-06-01"), None),
            (None, None),
        ];
        for (number, (from, to)) in (1..).zip(periods) {
            let mut party = Party::new(id(number), id(1), id(number));
            party.from = from.and_then(Date::from_code);
            party.to = to.and_then(Date::from_code);
            party.signed = Date::from_code("2020-01-01").filter(|_| number == 1);
            register.put(party);
        }
        register
    }

    #[test]
    fn a_party_that_has_left_is_not_counted_and_is_called_by_the_name_of_the_day() {
        for (how, on, names) in [
            ("merged", "2021-05-31", "Body 1, Body 3"),
            ("merged", "2021-06-01", "Body 2, Body 3"),
            ("renamed", "2021-05-31", "Body 1, Body 3"),
            ("renamed", "2021-06-01", "Body 2, Body 3"),
        ] {
            let register = register(how);
            let day = on.parse().expect("an ISO day");
            assert_eq!(names_on(&register, id(1), day), names, "{how} on {on}");
            assert_eq!(of_on(&register, id(1), day).len(), 2);
            assert_eq!(of(&register, id(1)).len(), 3, "all that have ever been");
        }
    }

    #[test]
    fn the_signature_of_a_body_holds_on_for_the_one_that_took_its_place() {
        let register = register("merged");
        let signed = |number| {
            let party = register.parties.get(id(number)).expect("it was put");
            signature(&register, party).map(Date::code)
        };
        for (number, expected) in [(1, Some("2020-01-01")), (2, Some("2020-01-01")), (3, None)] {
            assert_eq!(signed(number).as_deref(), expected, "party {number}");
        }
    }
}
