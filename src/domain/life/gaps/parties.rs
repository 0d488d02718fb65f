//! Gaps at the parties: bodies that are no more, signatures that nobody has, posts that nobody holds.

use chrono::NaiveDate;

use super::{Desk, GapKind};
use crate::domain::calendar::plus_months;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::note;
use crate::domain::organisation::{Organisation, Succession};
use crate::domain::party::{self, Capacity, Party};
use crate::domain::register::Register;

/// How the words of a source begin that says no more than that some party is gone. Kept as a note by the import.
const ABOLISHED: &str = "Status: party abolished";

/// A party that was abolished or goes by another name, with what became of it.
pub(super) fn gone(desk: &mut Desk<'_>) {
    let mut is_one_gone = false;
    for party in parties(desk) {
        let Some(body) = desk.register.organisations.get(party.organisation) else {
            continue;
        };
        if let Some(sentence) = fate(desk.register, body, desk.today) {
            is_one_gone = true;
            desk.push(GapKind::Party, party.id, sentence);
        }
    }
    let agreement = desk.agreement.id;
    let mut notes = note::about(desk.register, agreement.into());
    if !is_one_gone && notes.any(|note| note.text.starts_with(ABOLISHED)) {
        desk.push(
            GapKind::Party,
            agreement,
            "Its source says that a party has been abolished; the register does not say which.",
        );
    }
}

/// One signature is there and another is not. Where none is known the source may just not say.
pub(super) fn unsigned(desk: &mut Desk<'_>) {
    let parties = parties(desk);
    let bound: Vec<&Party> = parties.into_iter().filter(|one| is_bound(one)).collect();
    let missing: Vec<&Party> = bound
        .iter()
        .copied()
        .filter(|one| party::signature(desk.register, one).is_none())
        .collect();
    let is_begun = bound.len() > missing.len() || !desk.agreement.signatures.is_empty();
    let is_promised = missing
        .iter()
        .any(|one| one.capacity == Capacity::Signatory);
    if missing.len() <= desk.agreement.signatures.len() || !(is_begun || is_promised) {
        return;
    }
    let names = names(desk.register, &missing);
    let sentence = if desk.agreement.signatures.is_empty() {
        format!("No signature of {names}.")
    } else {
        let known = desk.agreement.signatures.len() + bound.len() - missing.len();
        format!(
            "{known} of {} have signed; not all of {names}.",
            bound.len()
        )
    };
    desk.push(GapKind::Signature, desk.agreement.id, sentence);
}

/// It is out for signature, and nobody is noted as having it.
pub(super) fn nobody_has_it(desk: &mut Desk<'_>) {
    let parties = parties(desk);
    let missing = parties.iter().copied();
    let missing: Vec<&Party> = missing
        .filter(|one| is_bound(one) && one.signed.is_none())
        .collect();
    if desk.agreement.waiting_for.is_empty() && !missing.is_empty() {
        let names = names(desk.register, &missing);
        let sentence = format!("Out for signature, and nobody is noted as having it: {names}.");
        desk.push(GapKind::Signature, desk.agreement.id, sentence);
    }
}

/// No lead post, nobody in it, or nobody has confirmed for a year that they still are.
pub(super) fn leads(desk: &mut Desk<'_>) {
    let parties = parties(desk);
    let bound = parties.iter().copied().filter(|one| is_bound(one));
    let (with, without): (Vec<&Party>, Vec<&Party>) = bound.partition(|one| !one.lead.is_empty());
    if !without.is_empty() {
        let names = names(desk.register, &without);
        let sentence = format!("No lead post at {names}.");
        desk.push(GapKind::Lead, desk.agreement.id, sentence);
    }
    for party in with {
        lead(desk, party);
    }
}

fn lead(desk: &mut Desk<'_>, party: &Party) {
    let (register, today) = (desk.register, desk.today);
    let mut contacts = register.contacts.of(party.organisation);
    let holder = contacts.find(|one| one.is_in_post(today) && one.holds(&party.lead));
    let body = register.organisations.get(party.organisation);
    let body = body.map_or("", Organisation::short);
    let Some(holder) = holder else {
        let sentence = format!(
            "Nobody is known in the lead post at {body}: {}.",
            party.lead
        );
        return desk.push(GapKind::Lead, party.id, sentence);
    };
    let sure = sure_since(holder, today);
    if sure.is_none_or(|on| plus_months(on.last(), 12) < today) {
        let since = match sure {
            Some(on) => format!("not confirmed since {on}"),
            None => "never confirmed".to_owned(),
        };
        let who = if holder.name.is_empty() {
            &holder.post
        } else {
            &holder.name
        };
        let sentence = format!("The lead contact at {body} is {since}: {who}.");
        desk.push(GapKind::Lead, holder.id, sentence);
    }
}

/// The last day on which somebody was sure of a contact: as confirmed, as met, else as it came into its post.
fn sure_since(contact: &Contact, today: NaiveDate) -> Option<Date> {
    let known = [contact.confirmed, contact.met.map(Date::day), contact.from];
    let known = known.into_iter().flatten();
    let come = known.filter(|on| on.first() <= today);
    come.max_by_key(|on| on.last())
}

/// "Monitor was merged into NHS Improvement on 1 April 2016, which was merged into NHS England in July 2022." None for
/// a body that is still there.
fn fate(register: &Register, body: &Organisation, today: NaiveDate) -> Option<String> {
    let mut sentence = body.name.clone();
    let mut seen = vec![body.id];
    let mut at = body;
    let mut who = "";
    while let Some(words) = become_of(register, at, today) {
        sentence = format!("{sentence}{who} {words}");
        let mut next = happened(at, today);
        match (next.next(), next.next()) {
            (Some(one), None) if !seen.contains(&one.organisation) => {
                seen.push(one.organisation);
                at = register.organisations.get(one.organisation)?;
                who = ", which";
            }
            _ => break,
        }
    }
    (sentence != body.name).then(|| format!("{sentence}."))
}

/// "was merged into NHS Improvement on 1 April 2016": what became of a body by a day.
fn become_of(register: &Register, body: &Organisation, today: NaiveDate) -> Option<String> {
    let all = happened(body, today);
    let all: Vec<String> = all
        .filter_map(|one| {
            let successor = register.organisations.get(one.organisation)?;
            let on = one
                .on
                .map_or_else(String::new, |on| format!(" {}", said(on)));
            Some(format!("{} {}{on}", manner(&one.how), successor.name))
        })
        .collect();
    if !all.is_empty() {
        return Some(all.join(", and "));
    }
    let ceased = body.ceased.filter(|on| on.first() <= today)?;
    Some(format!("ceased {}", said(ceased)))
}

/// Those that have come; one without a day has.
fn happened(body: &Organisation, today: NaiveDate) -> impl Iterator<Item = &Succession> {
    let all = body.successors.iter();
    all.filter(move |one| one.on.is_none_or(|on| on.first() <= today))
}

fn manner(how: &str) -> &'static str {
    match how.to_lowercase().as_str() {
        "renamed" => "was renamed",
        "merged" => "was merged into",
        _ => "was replaced by",
    }
}

/// "on 1 April 2016", "in July 2022", and as written where that says it already.
fn said(on: Date) -> String {
    let text = on.to_string();
    if text.starts_with(|first: char| first.is_ascii_lowercase()) {
        return text;
    }
    match on.as_day() {
        Some(_) => format!("on {text}"),
        None => format!("in {text}"),
    }
}

/// Those that are parties still, in the order of the text.
fn parties<'a>(desk: &Desk<'a>) -> Vec<&'a Party> {
    let mut all = party::of(desk.register, desk.agreement.id);
    all.retain(|one| one.to.is_none_or(|to| desk.today <= to.last()));
    all
}

fn is_bound(party: &Party) -> bool {
    match party.capacity {
        Capacity::Party | Capacity::Signatory => true,
        Capacity::Supporter | Capacity::Adopter => false,
    }
}

fn names(register: &Register, parties: &[&Party]) -> String {
    let names = parties.iter();
    let names = names.filter_map(|one| register.organisations.get(one.organisation));
    let names: Vec<&str> = names.map(Organisation::short).collect();
    names.join(", ")
}
