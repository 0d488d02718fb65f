//! The entries of a kind as a list, as they were on a day.

use chrono::NaiveDate;

use super::listing::{Cell, Column, Listing, Shrink};
use super::sheet;
use crate::domain::audience::Audience;
use crate::domain::commitment::Commitment;
use crate::domain::due::Rules;
use crate::domain::field::label;
use crate::domain::life::review;
use crate::domain::life::signing;
use crate::domain::life::states::Successors;
use crate::domain::life::{disagreement, duties};
use crate::domain::party;
use crate::domain::register::{Kind, Record, Register};

/// One line an entry, by its number.
pub fn listing(
    register: &Register,
    kind: Kind,
    records: &[Record<'_>],
    (today, rules): (NaiveDate, &Rules),
    audience: Audience,
) -> Listing {
    let names = [sheet::columns(kind), reckoned(kind)].concat();
    let shrinks = [Shrink::First]
        .into_iter()
        .chain(std::iter::repeat(Shrink::Second));
    let titled = names
        .iter()
        .zip(shrinks)
        .map(|(name, shrink)| Column::new(&label(name)).shrink(shrink));
    let columns = [Column::new("Entry").right()]
        .into_iter()
        .chain(titled)
        .collect();
    let mut listing = Listing::new(&label(kind.plural()), audience, columns);
    let standing = Successors::of(register);
    let cell = |record: &Record<'_>, name: &str| {
        let as_entered = || sheet::cell(register, *record, name, audience);
        let then = then(*record, name, &standing, (today, rules, audience));
        then.unwrap_or_else(as_entered)
    };
    listing.rows = records
        .iter()
        .map(|record| {
            let number = [Cell::line(&record.number(register))].into_iter();
            let others = names.iter().map(|name| cell(record, name));
            number.chain(others).collect()
        })
        .collect();
    listing
}

/// Columns beside those of the entry itself, which are reckoned for the day.
fn reckoned(kind: Kind) -> &'static [&'static str] {
    if kind == Kind::Commitment {
        &["last_met", "next_due"]
    } else {
        &[]
    }
}

/// A cell as it was on a day, where the entry has changed since, or where it is reckoned for a day.
fn then(
    record: Record<'_>,
    name: &str,
    standing: &Successors<'_>,
    (day, rules, audience): (NaiveDate, &Rules, Audience),
) -> Option<Cell> {
    let register = standing.register();
    let words = match (record, name) {
        (Record::Agreement(one), "state") => {
            let state = standing.state_on(one, day);
            let words = state.map_or_else(|| "not yet".to_owned(), |state| state.to_string());
            let signed = state.and_then(|_| signing::words(register, one, day));
            let signed = signed.map_or_else(String::new, |signed| format!(": {signed}"));
            let is_told =
                audience == Audience::Secretariat && disagreement::standing(one).is_some();
            let live = if is_told { ", disagreement live" } else { "" };
            format!("{words}{signed}{live}")
        }
        (Record::Agreement(one), "parties") => party::names_on(register, one.id, day),
        (Record::Commitment(one), "last_met" | "next_due") => {
            stands(register, one, name, (day, rules))
        }
        (Record::Agreement(one), "review_due") => {
            return Some(Cell::date(review::due(register, one, day)));
        }
        (Record::Meeting(one), "state") => one.state_on(day).to_string(),
        (Record::Action(one), "closed") if one.is_open_on(day) => String::new(),
        _ => return None,
    };
    Some(Cell::line(&words))
}

/// When a commitment was last met, or is due, with each of those that keep it.
fn stands(
    register: &Register,
    one: &Commitment,
    name: &str,
    (day, rules): (NaiveDate, &Rules),
) -> String {
    let all = duties::standings(register, one, day, &rules.holidays);
    let said = all.iter().filter_map(|standing| {
        let date = if name == "last_met" {
            standing.last.as_ref().map(|met| met.on)
        } else {
            standing.due
        };
        let forum = standing.forum.and_then(|id| register.forums.get(id));
        let forum = forum.map_or_else(String::new, |forum| format!("{}: ", forum.name));
        Some(format!("{forum}{}", date?.short()))
    });
    said.collect::<Vec<_>>().join("; ")
}
