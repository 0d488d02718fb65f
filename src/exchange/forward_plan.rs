//! The forward plan of a forum: what is expected at which future meeting.

use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::audience::Audience;
use crate::domain::cycle::forward::{Expected, ExpectedLine};
use crate::domain::forum::Forum;
use crate::domain::register::Register;

/// One line an offer or a review, and one for a meeting at which nothing is expected yet.
pub fn listing(
    register: &Register,
    forum: &Forum,
    plan: &[Expected],
    audience: Audience,
) -> Listing {
    let columns = vec![
        Column::new("Meeting"),
        Column::new("State"),
        Column::new("What").shrink(Shrink::First),
        Column::new("From").shrink(Shrink::Second),
        Column::new("Note").shrink(Shrink::Second),
    ];
    let title = format!("Forward plan: {}", forum.name);
    let mut listing = Listing::new(&title, audience, columns);
    for one in plan {
        let meeting = meeting(register, one);
        let lines = one.lines(register, audience);
        if lines.is_empty() {
            listing
                .rows
                .push(row([&meeting, "", "Nothing yet", "", ""]));
        }
        for ExpectedLine {
            state,
            title,
            from,
            note,
            ..
        } in &lines
        {
            listing.rows.push(row([&meeting, state, title, from, note]));
        }
    }
    listing
}

/// An object a meeting; the one for what is later has no meeting.
pub fn json(register: &Register, plan: &[Expected], audience: Audience) -> Json {
    let one = |one: &Expected| {
        let meeting = one.meeting.and_then(|id| register.meetings.get(id));
        let lines = one.lines(register, audience);
        let lines = lines.into_iter().map(|line| {
            json!({
                "entry": json::entry(register, line.entry, audience),
                "state": line.state,
                "title": line.title,
                "from": line.from,
                "note": line.note,
            })
        });
        json!({
            "meeting": meeting.map(|one| json::entry(register, one.id.into(), audience)),
            "on": meeting.map(|one| json::date(one.on)),
            "expected": lines.collect::<Json>(),
        })
    };
    plan.iter().map(one).collect()
}

fn meeting(register: &Register, one: &Expected) -> String {
    let meeting = one.meeting.and_then(|id| register.meetings.get(id));
    meeting.map_or_else(|| "later".to_owned(), |one| one.on.to_string())
}

fn row(cells: [&str; 5]) -> Vec<Cell> {
    cells.map(Cell::line).to_vec()
}
