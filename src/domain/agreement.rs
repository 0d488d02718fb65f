//! Agreements: what organisations have agreed with one another, its editions, states and dates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::Interval;
use super::date::Date;
use super::field::{fields, group};
use super::forum::Level;
use super::id::Id;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::words::words;

words! {
    pub enum AgreementState {
        Proposed = "proposed",
        InDevelopment = "in development",
        OutForSignature = "out for signature",
        Current = "current",
        UnderReview = "under review",
        Superseded = "superseded",
        Ended = "ended",
        NotStated = "not stated",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    pub id: Id<Agreement>,
    pub reference: Option<String>,
    /// `MoU`, JWP, ISA or any other: kinds are data. None where the source states none.
    pub kind: Option<String>,
    pub title: String,
    /// Signature dates of which nobody knows whose they are; the others stand with their parties.
    pub signatures: Vec<Date>,
    pub effective: Option<Date>,
    pub published: Option<Date>,
    pub review_due: Option<Date>,
    pub review_every: Option<Interval>,
    /// The review clause in the words of the text.
    pub review_clause: String,
    /// What sets a review off where it is no date: "on a change of the law".
    // Registers before version 4000 have entries in their histories without this, the two after it and `waiting_for`.
    #[serde(default)]
    pub review_event: String,
    /// The text foresees no review.
    #[serde(default)]
    pub no_review: bool,
    /// How long before the last day allowed a review is to start. None: as usual.
    #[serde(default)]
    pub review_lead: Option<Interval>,
    /// Oldest first; the last one is the state as stored.
    pub states: Vec<StateSince>,
    /// With whom the text is, for signature or for its review.
    #[serde(default)]
    pub waiting_for: Vec<Holder>,
    /// The agreement it hangs under: a protocol under its memorandum.
    pub parent: Option<Id<Agreement>>,
    pub supersedes: Vec<Supersession>,
    /// Who manages agreements of its class.
    pub team: String,
    /// What the public page says of it.
    pub summary: String,
    /// One sentence of intended scope while it is in development.
    pub scope: String,
    pub level: Option<Level>,
    /// Where it applies.
    pub area: String,
    /// "Not legally enforceable".
    pub legal_status: String,
    /// Acts and codes it rests on.
    pub basis: String,
    pub focus_areas: Vec<String>,
    pub ways_of_working: Vec<String>,
    pub annexes: Vec<String>,
    pub links: Vec<Link>,
    /// Of an information sharing agreement.
    // Registers of version 1000 have entries in their histories without this and the two after it.
    #[serde(default)]
    pub sharing: Sharing,
    /// The posts that a disagreement climbs, lowest first. Source: CQC-ADASS protocol, ¶22.
    #[serde(default)]
    pub ladder: Vec<String>,
    /// What a live disagreement has come to, oldest first. Not for the public.
    #[serde(default)]
    pub disagreements: Vec<Step>,
    /// Stands on the published page.
    pub publish: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct StateSince {
    pub state: AgreementState,
    /// The day it began; none where the source does not say.
    pub since: Option<Date>,
}

/// An organisation that has the text in hand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    pub organisation: Id<Organisation>,
    /// None where nobody noted the day.
    pub since: Option<Date>,
}

/// An earlier agreement whose place this one takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supersession {
    pub agreement: Id<Agreement>,
    /// What of the earlier one stands on; none if it is superseded whole.
    pub except: Option<String>,
}

/// A document and where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    pub title: String,
    pub address: String,
    /// On the partner's site: following it leaves ours.
    pub is_outside: bool,
}

/// The information that is shared under an agreement, in the words of its text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sharing {
    pub what: String,
    pub how: String,
    pub when: String,
    pub with: String,
    /// How it is kept safe.
    pub security: String,
}

/// One step of a disagreement up the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// None where nobody noted the day.
    pub on: Option<Date>,
    /// Whom it has reached.
    pub post: String,
    pub what: String,
    /// It settled the matter; what comes after it is another disagreement.
    // Left out where it is not so, as in registers before version 4000.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
}

group!(StateSince: state, since);
group!(Holder: organisation, since);
group!(Supersession: agreement, except);
group!(Link: title, address, is_outside);
group!(Sharing: what, how, when, with, security);
group!(Step: on, post, what, settled);

impl AgreementState {
    /// True for one that binds: it can fall due for review and create duties.
    pub fn is_in_force(self) -> bool {
        match self {
            Self::Current | Self::UnderReview | Self::NotStated => true,
            Self::Proposed
            | Self::InDevelopment
            | Self::OutForSignature
            | Self::Superseded
            | Self::Ended => false,
        }
    }
}

impl Agreement {
    pub fn new(id: Id<Self>, title: impl Into<String>) -> Self {
        Self {
            id,
            reference: None,
            kind: None,
            title: title.into(),
            signatures: Vec::new(),
            effective: None,
            published: None,
            review_due: None,
            review_every: None,
            review_clause: String::new(),
            review_event: String::new(),
            no_review: false,
            review_lead: None,
            states: Vec::new(),
            waiting_for: Vec::new(),
            parent: None,
            supersedes: Vec::new(),
            team: String::new(),
            summary: String::new(),
            scope: String::new(),
            level: None,
            area: String::new(),
            legal_status: String::new(),
            basis: String::new(),
            focus_areas: Vec::new(),
            ways_of_working: Vec::new(),
            annexes: Vec::new(),
            links: Vec::new(),
            sharing: Sharing::default(),
            ladder: Vec::new(),
            disagreements: Vec::new(),
            publish: false,
        }
    }

    /// The latest of its states with a day that had come by then.
    pub(super) fn begun_by(&self, day: NaiveDate) -> Option<AgreementState> {
        let begun = self
            .states
            .iter()
            .rfind(|one| one.since.is_some_and(|since| since.first() <= day));
        begun.map(|one| one.state)
    }

    /// The state as stored, whatever the dates say.
    pub fn state(&self) -> AgreementState {
        self.states
            .last()
            .map_or(AgreementState::NotStated, |one| one.state)
    }

    /// The earliest of signed, effective and published.
    pub fn stands_from(&self, register: &Register) -> Option<Date> {
        let placed = register
            .parties
            .of(self.id)
            .filter_map(|party| party.signed);
        let own = self
            .signatures
            .iter()
            .copied()
            .chain(self.effective)
            .chain(self.published);
        placed.chain(own).min_by_key(|date| date.first())
    }
}

impl Row for Agreement {
    row!(Agreement in agreements);
    const RESERVED_FIELDS: &'static [&'static str] = &["disagreements"];
    fields!(
        reference,
        kind,
        title,
        states,
        waiting_for,
        signatures,
        effective,
        published,
        review_due,
        review_every,
        review_clause,
        review_event,
        no_review,
        review_lead,
        parent,
        supersedes,
        team,
        summary,
        scope,
        level,
        area,
        legal_status,
        basis,
        focus_areas,
        ways_of_working,
        annexes,
        links,
        sharing,
        ladder,
        disagreements,
        publish
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.title.trim().is_empty() {
            return Err(Refusal::invalid("title", "An agreement needs a title."));
        }
        if self.parent == Some(self.id) {
            return Err(Refusal::invalid(
                "parent",
                "An agreement cannot hang under itself.",
            ));
        }
        if self.supersedes.iter().any(|one| one.agreement == self.id) {
            return Err(Refusal::invalid(
                "supersedes",
                "An agreement cannot supersede itself.",
            ));
        }
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        self.title.clone()
    }

    fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::party::{Capacity, Party};

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    #[test]
    fn an_agreement_stands_from_the_earliest_of_signed_effective_and_published() {
        for (signatures, party, effective, published, expected) in [
            (&[][..], None, None, None, None),
            (
                &["2019-02-01", "2019-01-22"],
                None,
                None,
                None,
                Some("2019-01-22"),
            ),
            (
                &["2019-02-01"],
                Some("2019-01-15"),
                None,
                None,
                Some("2019-01-15"),
            ),
            (
                &[],
                None,
                Some("2019-03-01"),
                Some("2019-02-28"),
                Some("2019-02-28"),
            ),
            (&["2019"], None, Some("2019-03-01"), None, Some("2019")),
        ] {
            let mut register = Register::default();
            let mut agreement = Agreement::new(id(1), "Protocol");
            agreement.signatures = signatures.iter().map(|code| date(code)).collect();
            agreement.effective = effective.map(date);
            agreement.published = published.map(date);
            register.put(Party {
                id: id(1),
                agreement: id(1),
                organisation: id(1),
                capacity: Capacity::Party,
                lead: String::new(),
                signed: party.map(date),
                position: 1,
                from: None,
                signed_by: String::new(),
                to: None,
            });
            assert_eq!(
                agreement.stands_from(&register),
                expected.map(date),
                "{signatures:?}"
            );
        }
    }
}
