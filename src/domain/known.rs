//! The register as known at a moment: what had been entered by then, made again from the journal.

use chrono::{DateTime, Utc};

use super::change::Change;
use super::history::Head;
use super::register::{Edit, Register};

/// From where the register of a moment is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From nothing, by every change that was made until then.
    Replay,
    /// From the register as it is, by taking back every change that was made since.
    Rewind,
}

/// How many entries of the journal, which are given oldest first, had been made before a moment.
///
/// None counts that comes after one made later: where a clock was behind once, its entries are as old as those before
/// them.
pub fn made_before(heads: &[Head], moment: DateTime<Utc>) -> usize {
    heads.iter().take_while(|head| head.at < moment).count()
}

/// The way to the register as the first `made` entries left it: the nearer one, unless what lies on it was erased. On
/// both, it is the last erased entry that stands in the way: from that one on the register can be made.
pub fn way(heads: &[Head], made: usize, nearer: Way) -> Result<Way, &Head> {
    let (until, since) = heads.split_at(made.min(heads.len()));
    let erased = |way| {
        let passed = match way {
            Way::Replay => until,
            Way::Rewind => since,
        };
        passed.iter().rfind(|head| head.is_erased)
    };
    let other = match nearer {
        Way::Replay => Way::Rewind,
        Way::Rewind => Way::Replay,
    };
    if erased(nearer).is_none() {
        return Ok(nearer);
    }
    match (erased(other), erased(Way::Rewind)) {
        (Some(_), Some(head)) => Err(head),
        (_, _) => Ok(other),
    }
}

/// The register that these changes, oldest first, have made of nothing.
pub fn replayed(edits: Vec<Edit>) -> Register {
    let mut register = Register::default();
    register.apply(&unnamed(edits));
    register
}

/// What a register was before these changes, oldest first, made it what it is.
pub fn rewound(mut register: Register, edits: Vec<Edit>) -> Register {
    register.apply(&unnamed(edits).inverse(""));
    register
}

fn unnamed(edits: Vec<Edit>) -> Change {
    let label = String::new();
    Change { label, edits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::history::Deed;
    use crate::domain::id::Id;
    use crate::domain::organisation::Organisation;

    fn head(id: i64, day: &str, is_erased: bool) -> Head {
        let at = format!("{day}T12:00:00Z").parse().expect("a day");
        Head {
            id,
            at,
            actor: "ann".to_owned(),
            label: String::new(),
            deed: Deed::Do,
            target: None,
            is_erased,
        }
    }

    #[test]
    fn what_was_entered_before_a_moment_ends_with_the_first_entry_that_was_made_later() {
        let cases: [(&[&str], &str, usize); 6] = [
            (&[], "2021-03-04", 0),
            (&["2021-03-03", "2021-03-04"], "2021-03-03", 0),
            (&["2021-03-03", "2021-03-04"], "2021-03-04", 1),
            (&["2021-03-03", "2021-03-04"], "2021-03-05", 2),
            // A clock that was behind.
            (
                &["2021-03-03", "2021-05-01", "1970-01-01", "2021-05-02"],
                "2021-03-04",
                1,
            ),
            (
                &["2021-03-03", "2021-05-01", "1970-01-01", "2021-05-03"],
                "2021-05-02",
                3,
            ),
        ];
        for (days, until, expected) in cases {
            let heads: Vec<Head> = (1..)
                .zip(days)
                .map(|(id, day)| head(id, day, false))
                .collect();
            let moment = format!("{until}T00:00:00Z").parse().expect("a day");
            assert_eq!(made_before(&heads, moment), expected, "{days:?} {until}");
        }
    }

    #[test]
    fn the_nearer_way_is_taken_unless_somebody_on_it_was_erased() {
        for (erased, made, nearer, expected) in [
            (&[][..], 2, Way::Replay, Ok(Way::Replay)),
            (&[], 2, Way::Rewind, Ok(Way::Rewind)),
            (&[1], 2, Way::Replay, Ok(Way::Rewind)),
            (&[1], 2, Way::Rewind, Ok(Way::Rewind)),
            (&[3], 2, Way::Rewind, Ok(Way::Replay)),
            (&[3], 0, Way::Rewind, Ok(Way::Replay)),
            (&[1, 3], 4, Way::Replay, Ok(Way::Rewind)),
            (&[1, 3], 2, Way::Replay, Err(3)),
            (&[1, 3, 4], 2, Way::Rewind, Err(4)),
        ] {
            let heads: Vec<Head> = (1..=4)
                .map(|id| head(id, "2021-03-03", erased.contains(&id)))
                .collect();
            let found = way(&heads, made, nearer).map_err(|head| head.id);
            assert_eq!(found, expected, "{erased:?}, {made}, {nearer:?}");
        }
    }

    #[test]
    fn forth_and_back_lead_to_the_same_register() {
        let id = Id::new(1).expect("a number");
        let named = |name: &str| Organisation::new(id, name);
        let changes = [
            Change::new("").create(named("Monitor")),
            Change::new("").update(&named("Monitor"), named("NHS Improvement")),
            Change::new("").delete(&named("NHS Improvement")),
        ];
        let edits = |changes: &[Change]| {
            let all = changes.iter().flat_map(|change| change.edits.clone());
            all.collect::<Vec<Edit>>()
        };
        let now = replayed(edits(&changes));
        for (made, name) in [
            (0, None),
            (1, Some("Monitor")),
            (2, Some("NHS Improvement")),
            (3, None),
        ] {
            let forth = replayed(edits(&changes[..made]));
            assert_eq!(rewound(now.clone(), edits(&changes[made..])), forth);
            let found = forth.organisations.get(id).map(|one| one.name.as_str());
            assert_eq!(found, name, "{made}");
        }
    }
}
