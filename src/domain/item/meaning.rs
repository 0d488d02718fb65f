//! What an item is by its title, where agendas have a custom for it, and where a new one goes for that.

use super::Item;
use crate::domain::find::fold;

/// What agendas have a custom for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Welcome, apologies, the last record.
    Opening,
    MattersArising,
    AnyOtherBusiness,
    NextDate,
}

/// What a title means. None for business of its own.
pub fn meaning(title: &str) -> Option<Meaning> {
    const OPENING: [&str; 9] = [
        "welcome",
        "apologies",
        "introduction",
        "declaration",
        "minutes",
        "action note",
        "note of",
        "notes of",
        "record of",
    ];
    const NEXT_DATE: [&str; 6] = [
        "date of next",
        "date of the next",
        "dates of next",
        "date and time of next",
        "next meeting",
        "dates of future",
    ];
    let words = fold(title).replace('.', "");
    let words = words.trim();
    let begins = |all: &[&str]| all.iter().any(|one| words.starts_with(one));
    if words.contains("matters arising") {
        Some(Meaning::MattersArising)
    } else if words == "aob" || words.starts_with("any other business") {
        Some(Meaning::AnyOtherBusiness)
    } else if begins(&NEXT_DATE) {
        Some(Meaning::NextDate)
    } else if begins(&OPENING) {
        Some(Meaning::Opening)
    } else {
        None
    }
}

/// True for what every agenda ends with: any other business, the date of the next meeting.
pub fn is_closing(title: &str) -> bool {
    matches!(
        meaning(title),
        Some(Meaning::AnyOtherBusiness | Meaning::NextDate)
    )
}

/// True for titles of the same business: alike, or by custom.
pub fn is_same(one: &str, other: &str) -> bool {
    let by_custom = match meaning(one) {
        None | Some(Meaning::Opening) => None,
        Some(found) => Some(found),
    };
    fold(one.trim()) == fold(other.trim()) || (by_custom.is_some() && by_custom == meaning(other))
}

/// Before which line of an agenda, from nought, a new item goes of which nobody says where: before what closes the
/// meeting, and what closes it itself in its turn.
pub fn line_of(title: &str, agenda: &[&Item]) -> usize {
    let own = meaning(title);
    let comes_after = |other: &Item| match meaning(&other.title) {
        Some(Meaning::NextDate) => own != Some(Meaning::NextDate),
        Some(Meaning::AnyOtherBusiness) => !is_closing(title),
        Some(Meaning::Opening | Meaning::MattersArising) | None => false,
    };
    let is_before = |one: &&Item| !one.is_sub && !comes_after(one);
    let last = agenda.iter().rposition(is_before);
    let line = last.map_or(0, |last| last + 1);
    let subs = agenda.iter().skip(line).take_while(|one| one.is_sub);
    line + subs.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;

    #[test]
    fn a_new_item_goes_before_what_closes_the_meeting_and_that_in_its_turn() {
        for (agenda, title, expected) in [
            (&[][..], "Budget", 0),
            (&["Welcome"], "Budget", 1),
            (&["Welcome", "AOB", "Date of next meeting"], "Budget", 1),
            (&["Welcome", "A.O.B."], "Budget", 1),
            (&["AOB", "Next meeting"], "Budget", 0),
            // What stands before other business closes nothing.
            (&["Date of next meeting", "Risks"], "Budget", 2),
            (&["AOB", "Risks", "Dates of future meetings"], "Budget", 2),
            // Sub-items stay with their item.
            (&["Risks", "> Staffing", "AOB", "> Parking"], "Budget", 2),
            (&["Risks", "AOB", "> Parking"], "Date of next meeting", 3),
            (&["Risks", "Date of next meeting"], "Any other business", 1),
            (&["Risks", "AOB", "Next meeting"], "Date of next meeting", 3),
            (&["Risks", "AOB", "Next meeting"], "AOB", 2),
        ] {
            let id = Id::new(1).expect("a number");
            let item = |title: &&str| Item {
                is_sub: title.starts_with('>'),
                ..Item::new(id, Id::new(1).expect("a number"), 1, *title)
            };
            let items: Vec<Item> = agenda.iter().map(item).collect();
            let items: Vec<&Item> = items.iter().collect();
            assert_eq!(line_of(title, &items), expected, "{title} onto {agenda:?}");
        }
    }
}
