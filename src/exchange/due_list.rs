//! What is due as a list: one line each, most urgent first.

use chrono::NaiveDate;

use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::audience::Audience;
use crate::domain::due::Line;
use crate::domain::register::Register;

/// Of a reserved entry the public learns when something is due and no more.
pub fn listing(
    register: &Register,
    lines: &[Line],
    today: NaiveDate,
    audience: Audience,
) -> Listing {
    let columns = vec![
        Column::new("State"),
        Column::new("When"),
        Column::new("Due"),
        Column::new("Kind"),
        Column::new("What").shrink(Shrink::First),
        Column::new("Who").shrink(Shrink::Second),
        Column::new("Waiting"),
    ];
    let mut listing = Listing::new("What is due", audience, columns);
    let row = |line: &Line| {
        let due = match line.due {
            Some(due) => Cell::date(Some(due)),
            None => Cell::line("no date"),
        };
        let title = line.title_for(register, today, audience);
        let waits = line.waits_shown(register, today, audience);
        let owner = line.owner_for(register, today, audience);
        vec![
            Cell::line(line.state()),
            Cell::line(&line.how_far(today)),
            due,
            Cell::line(&line.kind.to_string()),
            Cell::line(&title),
            Cell::line(&owner),
            Cell::line(&waits.unwrap_or_default()),
        ]
    };
    listing.rows = lines.iter().map(row).collect();
    listing
}
