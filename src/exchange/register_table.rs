//! The register of agreements as registers are printed: who with whom, about what, in force since when.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::bodies::names;
use crate::domain::date::Date;
use crate::domain::life::signing::in_force_from;
use crate::domain::life::states::Successors;
use crate::domain::party;
use crate::domain::register::{Record, Register};

/// Those in force on a day, or all that ever were: the latest first, and those of which nobody knows the day last.
pub fn rows(register: &Register, today: NaiveDate, is_all: bool) -> Vec<&Agreement> {
    let standing = Successors::of(register);
    let is_wanted = |one: &&Agreement| {
        let state = standing.state_on(one, today);
        state.is_some_and(|state| is_all || state.is_in_force())
    };
    let mut all: Vec<&Agreement> = register.agreements.iter().filter(is_wanted).collect();
    let latest = |one: &&Agreement| {
        let since = in_force_from(register, one).map(Date::last);
        (std::cmp::Reverse(since), one.title.to_lowercase(), one.id)
    };
    all.sort_by_cached_key(latest);
    all
}

/// Days, months and years side by side in one column, as they are known.
pub fn listing(
    register: &Register,
    rows: &[&Agreement],
    today: NaiveDate,
    audience: Audience,
) -> Listing {
    let columns = vec![
        Column::new("Agreement between").shrink(Shrink::Second),
        Column::new("Other parties").shrink(Shrink::Second),
        Column::new("Contents").shrink(Shrink::First),
        Column::new("Date in force"),
    ];
    let mut listing = Listing::new("Register of agreements", audience, columns);
    let row = |one: &&Agreement| {
        let (first, others) = between(register, one, today);
        let words = [first, others, contents(register, one, audience)];
        let since = Cell::date(in_force_from(register, one));
        let words = words.iter().map(|cell| Cell::line(cell));
        words.chain([since]).collect()
    };
    listing.rows = rows.iter().map(row).collect();
    listing
}

/// An object an agreement.
pub fn json(
    register: &Register,
    rows: &[&Agreement],
    today: NaiveDate,
    audience: Audience,
) -> Json {
    let one = |one: &&Agreement| {
        let (first, others) = between(register, one, today);
        json!({
            "entry": json::entry(register, one.id.into(), audience),
            "between": first,
            "other_parties": others,
            "contents": contents(register, one, audience),
            "in_force": in_force_from(register, one).map(json::date),
        })
    };
    rows.iter().map(one).collect()
}

/// The first body of the text and the others in its order, by their names of a day.
fn between(register: &Register, one: &Agreement, day: NaiveDate) -> (String, String) {
    let parties = party::of_on(register, one.id, day).into_iter();
    let mut names = parties.map(|party| names::name_on(register, party.organisation, day));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;

    fn printed(today: &str, is_all: bool) -> Vec<(String, String)> {
        let mut register = Register::default();
        register.apply(&demo::demo());
        let today = today.parse().expect("an ISO day");
        let rows = rows(&register, today, is_all);
        let listing = listing(&register, &rows, today, Audience::Public);
        let cells = listing.rows.iter().map(|row| match row.as_slice() {
            [_, others, _, since] => (others.to_string(), since.to_string()),
            _ => (String::new(), String::new()),
        });
        cells.collect()
    }

    #[test]
    fn the_register_is_printed_with_the_latest_first_and_what_has_no_date_last() {
        let all = printed("2021-08-20", false);
        let first: Vec<(&str, &str)> = all
            .iter()
            .take(3)
            .map(|(others, since)| (others.as_str(), since.as_str()))
            .collect();
        assert_eq!(
            first,
            [
                ("Equality and Human Rights Commission", "9 March 2021"),
                (
                    "Association of Directors of Adult Social Services",
                    "1 February 2019"
                ),
                ("NHS England", ""),
            ]
        );
        // What is proposed is in no register of what is in force.
        assert!(all.iter().all(|(others, _)| !others.contains("UK Border")));
        let whole = printed("2021-08-20", true);
        assert!(whole.iter().any(|(others, _)| others.contains("UK Border")));
        assert_eq!(printed("2014-01-20", false).len() + 2, all.len());
    }
}
