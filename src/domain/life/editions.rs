//! The editions of a text: agreements that take one another's place, oldest first, with the days on which each stood
//! and which bodies joined and left with it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::signing::in_force_from;
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::bodies::names;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::party;
use crate::domain::register::Register;

/// One edition of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    pub agreement: Id<Agreement>,
    /// The day from which it binds, else the first date there is of it. None where no date is known.
    pub from: Option<Date>,
    /// The day from which a later edition has its place, or on which it ended.
    pub until: Option<Date>,
    /// What of the earlier editions stays beside it; empty where it takes their place whole.
    pub stays: Vec<(Id<Agreement>, String)>,
    /// Not in the edition before, in the order of the text. Empty for the first.
    pub joined: Vec<Id<Organisation>>,
    /// In the edition before and not in this one.
    pub left: Vec<Id<Organisation>>,
}

/// All editions of the text that an agreement is one of, oldest first; branches too. Never empty for an agreement that
/// is there.
pub fn chain(register: &Register, id: Id<Agreement>) -> Vec<Edition> {
    let links = Links::of(register);
    let mut members = links.connected(id);
    members.retain(|one| register.agreements.get(*one).is_some());
    links
        .ordered(register, members)
        .into_iter()
        .filter_map(|id| register.agreements.get(id))
        .map(|one| edition(register, &links, one))
        .collect()
}

/// Whether a text has more than the one edition.
pub fn has_others(register: &Register, agreement: &Agreement) -> bool {
    !agreement.supersedes.is_empty()
        || register.agreements.iter().any(|other| {
            let mut earlier = other.supersedes.iter();
            earlier.any(|one| one.agreement == agreement.id)
        })
}

/// `20 July 2012 → 1 April 2015 → December 2017 → 6 March 2024`; what stays beside an edition in brackets after it.
pub fn line(editions: &[Edition]) -> String {
    let words = editions.iter().map(|one| {
        let from = one
            .from
            .map_or_else(|| "no date".to_owned(), |from| from.to_string());
        match &one.stays[..] {
            [] => from,
            stays => {
                let stays: Vec<&str> = stays.iter().map(|(_, words)| words.as_str()).collect();
                format!("{from} (except {})", stays.join(", "))
            }
        }
    });
    words.collect::<Vec<_>>().join(" → ")
}

/// Every date of an edition with what happened on it: signed, by whom or by nobody knows whom, in force, published,
/// reviewed.
pub fn dates(register: &Register, id: Id<Agreement>) -> Vec<(String, Date)> {
    let Some(agreement) = register.agreements.get(id) else {
        return Vec::new();
    };
    let signed = party::of(register, id).into_iter().filter_map(|party| {
        let body = register.organisations.get(party.organisation);
        let name = body.map_or("", Organisation::short);
        Some((format!("signed by {name}"), party.signed?))
    });
    let loose = agreement.signatures.iter();
    let loose = loose.map(|on| ("signed, by whom is not known".to_owned(), *on));
    let own = [
        ("in force from", agreement.effective),
        ("published", agreement.published),
    ];
    let own = own
        .into_iter()
        .filter_map(|(what, on)| Some((what.to_owned(), on?)));
    let reviewed = register.reviews.of(id);
    let reviewed = reviewed.map(|one| (format!("reviewed, {}", one.outcome), one.on));
    signed.chain(loose).chain(own).chain(reviewed).collect()
}

/// Which take whose place, both ways.
struct Links {
    earlier: HashMap<Id<Agreement>, Vec<Id<Agreement>>>,
    later: HashMap<Id<Agreement>, Vec<Id<Agreement>>>,
}

impl Links {
    fn of(register: &Register) -> Self {
        let (mut earlier, mut later) = (HashMap::new(), HashMap::new());
        for one in &register.agreements {
            for link in &one.supersedes {
                let before: &mut Vec<_> = earlier.entry(one.id).or_default();
                before.push(link.agreement);
                let after: &mut Vec<_> = later.entry(link.agreement).or_default();
                after.push(one.id);
            }
        }
        Self { earlier, later }
    }

    /// An agreement with all that any way of links leads to.
    fn connected(&self, id: Id<Agreement>) -> Vec<Id<Agreement>> {
        let (mut open, mut seen, mut found) = (vec![id], HashSet::new(), Vec::new());
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                found.push(id);
                for links in [&self.earlier, &self.later] {
                    open.extend(links.get(&id).into_iter().flatten());
                }
            }
        }
        found
    }

    /// Each after those whose place it takes, else by their dates.
    fn ordered(&self, register: &Register, members: Vec<Id<Agreement>>) -> Vec<Id<Agreement>> {
        let key = |id: &Id<Agreement>| {
            let from = register.agreements.get(*id);
            let from = from.and_then(|one| since(register, one));
            (from.map_or(NaiveDate::MAX, Date::first), *id)
        };
        let (mut open, mut out) = (members, Vec::new());
        while !open.is_empty() {
            let is_next = |id: &&Id<Agreement>| {
                let mut earlier = self.earlier.get(id).into_iter().flatten();
                earlier.all(|one| !open.contains(one))
            };
            // A loop, which no change makes, is broken where it is oldest.
            let next = open.iter().filter(is_next).min_by_key(|id| key(id));
            let next = next.or_else(|| open.iter().min_by_key(|id| key(id)));
            let Some(next) = next.copied() else {
                break;
            };
            open.retain(|id| *id != next);
            out.push(next);
        }
        out
    }
}

fn edition(register: &Register, links: &Links, agreement: &Agreement) -> Edition {
    let of = |ids: Option<&Vec<Id<Agreement>>>| -> Vec<Id<Agreement>> {
        ids.cloned().unwrap_or_default()
    };
    let earlier = of(links.earlier.get(&agreement.id));
    let later = of(links.later.get(&agreement.id));
    let own = bodies(register, &[agreement.id]);
    let before = bodies(register, &earlier);
    let missing = |from: &[Id<Organisation>], among: &[Id<Organisation>]| -> Vec<_> {
        let is_new = |body: &Id<Organisation>| {
            !among
                .iter()
                .any(|other| names::is_one(register, *body, *other))
        };
        from.iter().copied().filter(is_new).collect()
    };
    let is_first = earlier.is_empty();
    let stays = agreement.supersedes.iter();
    Edition {
        agreement: agreement.id,
        from: since(register, agreement),
        until: until(register, agreement, &later),
        stays: stays
            .filter_map(|one| Some((one.agreement, one.except.clone()?)))
            .collect(),
        joined: if is_first {
            Vec::new()
        } else {
            missing(&own, &before)
        },
        // Of an edition whose parties nobody has entered it is not known who left.
        left: if own.is_empty() {
            Vec::new()
        } else {
            missing(&before, &own)
        },
    }
}

/// The day from which it binds, else the first date there is of it.
pub fn since(register: &Register, agreement: &Agreement) -> Option<Date> {
    in_force_from(register, agreement).or_else(|| agreement.stands_from(register))
}

/// Its own last day as entered, else the day of the first edition that takes its place whole.
pub fn until(register: &Register, agreement: &Agreement, later: &[Id<Agreement>]) -> Option<Date> {
    let over = agreement.states.last().filter(|one| {
        matches!(
            one.state,
            AgreementState::Superseded | AgreementState::Ended
        )
    });
    if let Some(since) = over.and_then(|one| one.since) {
        return Some(since);
    }
    let later = later.iter().filter_map(|id| register.agreements.get(*id));
    let whole = later.filter(|one| {
        let mut links = one.supersedes.iter();
        links.any(|link| link.agreement == agreement.id && link.except.is_none())
    });
    whole
        .filter_map(|one| in_force_from(register, one))
        .min_by_key(|date| date.first())
}

/// Everybody in these agreements in whatever capacity, each once.
fn bodies(register: &Register, ids: &[Id<Agreement>]) -> Vec<Id<Organisation>> {
    let mut bodies = Vec::new();
    for party in ids.iter().flat_map(|id| party::of(register, *id)) {
        if !bodies.contains(&party.organisation) {
            bodies.push(party.organisation);
        }
    }
    bodies
}

#[cfg(test)]
mod tests;
