//! What is missing in the register, as a table.

use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::audience::Audience;
use crate::domain::life::gaps::Gap;
use crate::domain::register::Register;
use crate::domain::words::Word;

/// One line a gap, in the order given.
pub fn listing(register: &Register, gaps: &[Gap], audience: Audience) -> Listing {
    let columns = vec![
        Column::new("Gap"),
        Column::new("Of").shrink(Shrink::First),
        Column::new("What is missing").shrink(Shrink::First),
        Column::new("Opens"),
    ];
    let mut listing = Listing::new("Gaps", audience, columns);
    let row = |gap: &Gap| {
        let title = title(register, gap, audience);
        let entry = gap.entry.to_string();
        let cells = [gap.kind.word(), &title, &gap.sentence, &entry];
        cells.map(Cell::line).to_vec()
    };
    listing.rows = gaps.iter().map(row).collect();
    listing
}

/// An object a gap.
pub fn json(register: &Register, gaps: &[Gap], audience: Audience) -> Json {
    let one = |gap: &Gap| {
        let agreement = gap.agreement;
        json!({
            "kind": gap.kind.word(),
            "agreement": agreement.map(|id| json::entry(register, id.into(), audience)),
            "title": title(register, gap, audience),
            "sentence": gap.sentence,
            "entry": json::entry(register, gap.entry, audience),
        })
    };
    gaps.iter().map(one).collect()
}

fn title(register: &Register, gap: &Gap, audience: Audience) -> String {
    let of = gap.of(register).and_then(|entry| register.get(entry));
    of.map_or_else(String::new, |one| one.title_for(register, audience))
}
