//! Papers for the items of an agenda: who owes them, and whether they came, come late, are tabled or verbal.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::calendar::counted;
use crate::domain::change::Change;
use crate::domain::id::Id;
use crate::domain::item::{Item, PaperCopy, PaperState};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// What is known of a paper beside its state. What is left out stays as it was.
#[derive(Debug, Clone, Default)]
pub struct PaperOptions {
    /// Who owes it.
    pub from: Option<Id<Organisation>>,
    /// Its file or its address.
    pub link: Option<String>,
}

/// Papers that somebody is to send.
pub fn expect(
    register: &Register,
    items: &[Id<Item>],
    options: &PaperOptions,
) -> Result<Change, Refusal> {
    mark(register, items, ("Expected", ""), options, |copy| {
        (PaperState::Expected, PaperCopy { on: None, ..copy })
    })
}

/// Papers that have come. Refuses one that has come already.
pub fn receive(
    register: &Register,
    items: &[Id<Item>],
    on: NaiveDate,
    options: &PaperOptions,
) -> Result<Change, Refusal> {
    for item in found(register, items)? {
        if item.paper_state == PaperState::Received {
            let day = item
                .copy
                .on
                .map_or_else(String::new, |day| format!(", on {day}"));
            return Err(Refusal::state(format!(
                "The paper for {} has come already{day}.",
                numbered(item)
            )));
        }
    }
    mark(register, items, ("Received", ""), options, |copy| {
        (
            PaperState::Received,
            PaperCopy {
                on: Some(on.into()),
                ..copy
            },
        )
    })
}

/// Papers that will come after the day on which they are owed.
pub fn late(
    register: &Register,
    items: &[Id<Item>],
    options: &PaperOptions,
) -> Result<Change, Refusal> {
    mark(register, items, ("Marked", " as late"), options, |copy| {
        (PaperState::Late, PaperCopy { on: None, ..copy })
    })
}

/// Papers that are handed out at the meeting.
pub fn tabled(
    register: &Register,
    items: &[Id<Item>],
    options: &PaperOptions,
) -> Result<Change, Refusal> {
    mark(register, items, ("Marked", " as tabled"), options, |copy| {
        (PaperState::Tabled, copy)
    })
}

/// Items for which there is no paper, only words.
pub fn verbal(
    register: &Register,
    items: &[Id<Item>],
    options: &PaperOptions,
) -> Result<Change, Refusal> {
    mark(register, items, ("Marked", " as verbal"), options, |copy| {
        (PaperState::Verbal, PaperCopy { on: None, ..copy })
    })
}

/// One change for all of them. Its label says numbers and no titles, since an item may be reserved.
fn mark(
    register: &Register,
    items: &[Id<Item>],
    (deed, how): (&str, &str),
    options: &PaperOptions,
    stand: impl Fn(PaperCopy) -> (PaperState, PaperCopy),
) -> Result<Change, Refusal> {
    let items = found(register, items)?;
    let named = match items[..] {
        [item] => format!("the paper for {}", numbered(item)),
        _ => counted(i64::try_from(items.len()).unwrap_or(i64::MAX), "paper"),
    };
    let mut change = Change::new(format!("{deed} {named}{how}"));
    for item in items {
        let (paper_state, mut copy) = stand(item.copy.clone());
        copy.from = options.from.or(copy.from);
        if let Some(link) = &options.link {
            link.trim().clone_into(&mut copy.link);
        }
        let after = Item {
            paper_state,
            copy,
            ..item.clone()
        };
        change = change.update(item, after);
    }
    Ok(change)
}

/// Each once. Refuses none, and one that is gone.
fn found<'r>(register: &'r Register, items: &[Id<Item>]) -> Result<Vec<&'r Item>, Refusal> {
    let mut seen = HashSet::new();
    let each = items.iter().filter(|id| seen.insert(**id));
    let items: Option<Vec<&Item>> = each.map(|id| register.items.get(*id)).collect();
    match items {
        Some(items) if items.is_empty() => {
            Err(Refusal::state("No item is named, so nothing was changed."))
        }
        Some(items) => Ok(items),
        None => Err(Refusal::not_found("The item is not there any more.")),
    }
}

/// "item 4": as the agenda numbers it, else by its place.
pub fn numbered(item: &Item) -> String {
    match &item.number {
        Some(number) => format!("item {number}"),
        None => format!("the item in place {}", item.position),
    }
}
