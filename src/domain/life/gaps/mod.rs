//! What is missing in the register: gaps that nobody notices until somebody asks. Each opens where it is filled.

mod parties;
mod rules;

use chrono::NaiveDate;

use super::states::Successors;
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::id::{Entry, Id};
use crate::domain::register::Register;
use crate::domain::words::words;

words! {
    /// What is missing, what should be looked at first before the rest.
    pub enum GapKind {
        /// A party is no more, or goes by another name.
        Party = "party",
        Signature = "signature",
        /// In force without a date or a clause that says when it is looked at again.
        Review = "review",
        /// In force, and nobody knows since when.
        Date = "date",
        /// Proposed, and nothing has come of it for a year.
        Movement = "movement",
        /// Nobody answers for it at a party, or nobody has asked for a year whether they still do.
        Lead = "lead",
        /// A duty with a number of which nothing shows that it was ever met.
        Evidence = "evidence",
    }
}

/// One thing that is missing, and where it is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub kind: GapKind,
    /// What it opens: the agreement, a party to it, a contact, a commitment.
    pub entry: Entry,
    /// What it is a gap of; none for a commitment that a forum made.
    pub agreement: Option<Id<Agreement>>,
    /// Whole: "No lead post at ADASS."
    pub sentence: String,
}

impl Gap {
    /// What it is a gap of: the agreement, else the forum that made the commitment.
    pub fn of(&self, register: &Register) -> Option<Entry> {
        let forum = || register.commitments.get(self.entry.id()?)?.forum;
        let agreement = self.agreement.map(Entry::from);
        agreement.or_else(|| forum().map(Entry::from))
    }
}

/// Every gap of a day, kind by kind, and within a kind in the order of the agreements' titles.
///
/// An agreement that has ended, or whose place another has taken whole, has none. That a memorandum has no protocol is
/// never a gap. Source: the page of 2014, which says that not every organisation has one.
pub fn gaps(register: &Register, today: NaiveDate) -> Vec<Gap> {
    let standing = Successors::of(register);
    let mut all = Vec::new();
    for agreement in &register.agreements {
        if let Some(state) = standing.state_on(agreement, today) {
            let mut desk = Desk {
                register,
                today,
                agreement,
                all: &mut all,
            };
            of_agreement(&mut desk, state);
        }
    }
    rules::evidence(register, &standing, today, &mut all);
    all.sort_by_cached_key(|gap| (gap.kind, title(register, gap.agreement), gap.entry));
    all
}

/// An agreement that is looked over, and where its gaps go.
struct Desk<'a> {
    register: &'a Register,
    today: NaiveDate,
    agreement: &'a Agreement,
    all: &'a mut Vec<Gap>,
}

impl Desk<'_> {
    fn push(&mut self, kind: GapKind, entry: impl Into<Entry>, sentence: impl Into<String>) {
        self.all.push(Gap {
            kind,
            entry: entry.into(),
            agreement: Some(self.agreement.id),
            sentence: sentence.into(),
        });
    }
}

fn of_agreement(desk: &mut Desk<'_>, state: AgreementState) {
    match state {
        AgreementState::Current | AgreementState::UnderReview => {
            parties::gone(desk);
            parties::unsigned(desk);
            rules::review(desk);
            rules::date(desk);
            parties::leads(desk);
        }
        AgreementState::Proposed | AgreementState::InDevelopment => {
            parties::gone(desk);
            rules::movement(desk, state);
        }
        AgreementState::OutForSignature => {
            parties::gone(desk);
            parties::nobody_has_it(desk);
            rules::movement(desk, state);
        }
        // Whether it binds at all is the first question; only its parties can be asked.
        AgreementState::NotStated => parties::gone(desk),
        AgreementState::Superseded | AgreementState::Ended => {}
    }
}

fn title(register: &Register, agreement: Option<Id<Agreement>>) -> String {
    let agreement = agreement.and_then(|id| register.agreements.get(id));
    agreement.map_or_else(String::new, |one| one.title.to_lowercase())
}

#[cfg(test)]
mod tests;
