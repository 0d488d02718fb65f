//! Item history: one line a leg of an item's way.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::audience::Audience;
use crate::domain::cycle::way::Leg;
use crate::domain::register::Register;

pub fn listing(register: &Register, way: &[Leg], today: NaiveDate, audience: Audience) -> Listing {
    let columns = vec![
        Column::new("On"),
        Column::new("Where").shrink(Shrink::Second),
        Column::new("What").shrink(Shrink::Second),
        Column::new("State"),
        Column::new("Outcome").shrink(Shrink::First),
        Column::new("Actions").shrink(Shrink::First),
    ];
    let mut listing = Listing::new("Item history", audience, columns);
    for leg in way {
        let words = leg.words(register, today, audience);
        let actions = words.actions.join("; ");
        let cells = [
            &words.on,
            &words.at,
            &words.what,
            &words.state,
            &words.outcome,
            &actions,
        ];
        listing
            .rows
            .push(cells.map(|cell| Cell::line(cell)).to_vec());
    }
    listing
}

pub fn json(register: &Register, way: &[Leg], today: NaiveDate, audience: Audience) -> Json {
    let one = |leg: &Leg| {
        let words = leg.words(register, today, audience);
        json!({
            "on": leg.on.map(json::date),
            "at": words.at,
            "what": words.what,
            "state": words.state,
            "outcome": words.outcome,
            "actions": words.actions,
            "entry": json::entry(register, leg.stop.entry(), audience),
        })
    };
    way.iter().map(one).collect()
}
