//! Who was there: members in their printing order, then who came besides them.

use super::reader::Reader;
use crate::domain::attendance::{self, Attendance, Presence};
use crate::domain::register::Row;
use crate::exchange::document::{Block, Inline, Order};

/// The headings, and who stands under each.
const GROUPS: [(&str, &[Presence]); 4] = [
    ("Present", &[Presence::Present, Presence::Deputy]),
    ("Apologies", &[Presence::Apologies]),
    ("In attendance", &[Presence::InAttendance]),
    ("Observers", &[Presence::Observer]),
];

/// Nothing where nobody was noted. Who came for an item that is withheld is not told.
pub(super) fn blocks(reader: &Reader<'_>) -> Vec<Block> {
    let all = attendance::of_meeting(reader.register, reader.meeting.id);
    let readable = all
        .into_iter()
        .filter(|one| one.item.is_none_or(|item| !reader.hides_id(item)));
    let readable: Vec<&Attendance> = readable.collect();
    let mut blocks = Vec::new();
    for (title, presences) in GROUPS {
        let here = readable
            .iter()
            .filter(|one| presences.contains(&one.presence));
        let lines: Vec<Inline> = here.map(|one| who(reader, one)).collect();
        if !lines.is_empty() {
            blocks.push(Block::part(title));
            blocks.push(Block::List(Order::Bulleted, lines));
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::section("Attendance"));
    }
    blocks
}

fn who(reader: &Reader<'_>, one: &Attendance) -> Inline {
    let line = Inline::from(one.title(reader.register));
    let item = one.item.and_then(|id| reader.register.items.get(id));
    match item.map(|item| (&item.number, &item.title)) {
        Some((Some(number), _)) => line.plain(&format!(", for item {number}")),
        Some((None, title)) => line.plain(&format!(", for {title}")),
        None => line,
    }
}
