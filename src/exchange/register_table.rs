//! The register of agreements as registers are printed: who with whom, about what, in force since when.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Column, Listing, Shrink};
use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::life::states::Successors;
use crate::domain::organisation::Organisation;
use crate::domain::party;
use crate::domain::register::{Record, Register};
use crate::domain::shown::Shown;

/// Those in force on a day, or all that ever were: the latest first, and those of which nobody knows the day last.
pub fn rows(register: &Register, today: NaiveDate, is_all: bool) -> Vec<&Agreement> {
    let standing = Successors::of(register);
    let is_wanted = |one: &&Agreement| {
        let state = standing.state_on(one, today);
        state.is_some_and(|state| is_all || state.is_in_force())
    };
    let mut all: Vec<&Agreement> = register.agreements.iter().filter(is_wanted).collect();
    let latest = |one: &&Agreement| {
        let since = one.in_force_from(register).map(Date::last);
        (std::cmp::Reverse(since), one.title.to_lowercase(), one.id)
    };
    all.sort_by_cached_key(latest);
    all
}

/// Days, months and years side by side in one column, as they are known.
pub fn listing(register: &Register, rows: &[&Agreement], audience: Audience) -> Listing {
    let columns = vec![
        Column::new("Agreement between").shrink(Shrink::Second),
        Column::new("Other parties").shrink(Shrink::Second),
        Column::new("Contents").shrink(Shrink::First),
        Column::new("Date in force"),
    ];
    let mut listing = Listing::new("Register of agreements", audience, columns);
    let row = |one: &&Agreement| {
        let (first, others) = between(register, one);
        let since = one.in_force_from(register);
        let since = since.map_or_else(String::new, |since| since.to_string());
        let contents = contents(register, one, audience);
        [first, others, contents, since]
            .map(|cell| Shown::line(&cell))
            .to_vec()
    };
    listing.rows = rows.iter().map(row).collect();
    listing
}

/// An object an agreement.
pub fn json(register: &Register, rows: &[&Agreement], audience: Audience) -> Json {
    let one = |one: &&Agreement| {
        let (first, others) = between(register, one);
        json!({
            "entry": json::entry(register, one.id.into(), audience),
            "between": first,
            "other_parties": others,
            "contents": contents(register, one, audience),
            "in_force": one.in_force_from(register).map(json::date),
        })
    };
    rows.iter().map(one).collect()
}

/// The first body of the text, and the others in its order.
fn between(register: &Register, one: &Agreement) -> (String, String) {
    let parties = party::of(register, one.id);
    let names = parties.iter();
    let names = names.filter_map(|party| register.organisations.get(party.organisation));
    let mut names = names.map(|one: &Organisation| one.name.as_str());
    let first = names.next().unwrap_or_default().to_owned();
    (first, names.collect::<Vec<_>>().join("; "))
}

/// What it is and what it is called: `JWP: Emerging concerns protocol`.
fn contents(register: &Register, one: &Agreement, audience: Audience) -> String {
    let title = Record::Agreement(one).title_for(register, audience);
    match &one.kind {
        Some(kind) => format!("{kind}: {title}"),
        None => title,
    }
}
