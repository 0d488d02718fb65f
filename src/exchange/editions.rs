//! The editions of a text: one line an edition, oldest first.

use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::life::editions::{Edition, dates};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;

pub fn listing(register: &Register, chain: &[Edition], audience: Audience) -> Listing {
    let columns = vec![
        Column::new("From"),
        Column::new("Until"),
        Column::new("Edition").shrink(Shrink::First),
        Column::new("Joined").shrink(Shrink::First),
        Column::new("Left").shrink(Shrink::First),
        Column::new("Stays beside it").shrink(Shrink::Second),
        Column::new("Dates").shrink(Shrink::First),
    ];
    let mut listing = Listing::new("Editions", audience, columns);
    listing.rows = chain
        .iter()
        .map(|one| {
            let cells = [
                date(one.from),
                date(one.until),
                title(register, one),
                names(register, &one.joined).join(", "),
                names(register, &one.left).join(", "),
                stays(one).join(", "),
                told(register, one).join("; "),
            ];
            cells.iter().map(|cell| Cell::line(cell)).collect()
        })
        .collect();
    listing
}

pub fn json(register: &Register, chain: &[Edition], audience: Audience) -> Json {
    let bodies = |ids: &[Id<Organisation>]| -> Json {
        let all = ids.iter();
        all.map(|id| json::entry(register, (*id).into(), audience))
            .collect()
    };
    let one = |one: &Edition| {
        let dates = dates(register, one.agreement).into_iter();
        json!({
            "entry": json::entry(register, one.agreement.into(), audience),
            "from": one.from.map(json::date),
            "until": one.until.map(json::date),
            "joined": bodies(&one.joined),
            "left": bodies(&one.left),
            "stays": stays(one),
            "dates": dates
                .map(|(what, on)| json!({ "what": what, "on": json::date(on) }))
                .collect::<Json>(),
        })
    };
    chain.iter().map(one).collect()
}

/// `signed by CQC 19 January 2017`, one a date.
pub fn told(register: &Register, one: &Edition) -> Vec<String> {
    let dates = dates(register, one.agreement).into_iter();
    dates.map(|(what, on)| format!("{what} {on}")).collect()
}

/// The short names of bodies, in order.
pub fn names(register: &Register, ids: &[Id<Organisation>]) -> Vec<String> {
    let bodies = ids.iter().filter_map(|id| register.organisations.get(*id));
    bodies.map(|one| one.short().to_owned()).collect()
}

fn stays(one: &Edition) -> Vec<String> {
    one.stays.iter().map(|(_, words)| words.clone()).collect()
}

fn title(register: &Register, one: &Edition) -> String {
    let agreement = register.agreements.get(one.agreement);
    agreement.map_or_else(String::new, |one| one.title.clone())
}

fn date(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}
