//! Agenda items: one line of a meeting's business, in its place. What one is by its title is in `item/meaning.rs`.

mod meaning;

use std::collections::BTreeSet;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::agreement::Agreement;
use super::change::Change;
use super::cycle::order::{self, Place};
use super::date::Date;
use super::field::{fields, group};
use super::id::Id;
use super::meeting::Meeting;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Edit, Register, Row, row};
use super::words::words;

pub use meaning::{Meaning, is_closing, is_same, line_of, meaning};

words! {
    pub enum Purpose {
        ToNote = "to note",
        ForInformation = "for information",
        ForDiscussion = "for discussion",
        ForDecision = "for decision",
    }
}

words! {
    /// How a paper for an item stands.
    pub enum PaperState {
        /// There is none and none is wanted.
        None = "none",
        Expected = "expected",
        Received = "received",
        Late = "late",
        Tabled = "tabled",
        Verbal = "verbal",
    }
}

words! {
    pub enum ItemState { Open = "open", Discussed = "discussed", Deferred = "deferred" }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub id: Id<Item>,
    pub meeting: Id<Meeting>,
    /// From 1, without gaps, in the order of business.
    pub position: u32,
    /// Stands under the item before it: 1.1 under 1.
    #[serde(default)]
    pub is_sub: bool,
    /// As printed; none for a break.
    pub number: Option<String>,
    /// The part of the agenda it stands in, where there are parts.
    pub section: String,
    pub title: String,
    pub purpose: Option<Purpose>,
    /// The paper's reference.
    pub paper: Option<String>,
    pub paper_state: PaperState,
    /// Who sends the paper, and where it is.
    // Registers before version 3000 have entries in their histories without this and the two fields below.
    #[serde(default)]
    pub copy: PaperCopy,
    /// The time it is pinned to.
    pub start: Option<NaiveTime>,
    pub minutes: Option<u16>,
    pub presenter: String,
    /// What came of it, in the words of the record.
    pub outcome: String,
    pub state: ItemState,
    pub carried_from: Option<Id<Item>>,
    /// To whom it went whose meetings are not kept here. Source: CQC-ADASS protocol, ¶11.
    #[serde(default)]
    pub sent_out: Vec<SentOut>,
    /// The agreement whose review it is.
    pub agreement: Option<Id<Agreement>>,
    /// Why it is not for publication.
    pub reserved: Option<String>,
}

/// Where a paper comes from and where it lies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PaperCopy {
    /// Who owes it.
    pub from: Option<Id<Organisation>>,
    /// Its file or its address.
    pub link: String,
    /// The day it came.
    pub on: Option<Date>,
}

/// A body that an item was passed on to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SentOut {
    pub organisation: Id<Organisation>,
    pub on: Option<Date>,
}

group!(PaperCopy: from, link, on);
group!(SentOut: organisation, on);

impl Item {
    pub fn new(
        id: Id<Self>,
        meeting: Id<Meeting>,
        position: u32,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id,
            meeting,
            position,
            is_sub: false,
            number: None,
            section: String::new(),
            title: title.into(),
            purpose: None,
            paper: None,
            paper_state: PaperState::None,
            copy: PaperCopy::default(),
            start: None,
            minutes: None,
            presenter: String::new(),
            outcome: String::new(),
            state: ItemState::Open,
            carried_from: None,
            sent_out: Vec::new(),
            agreement: None,
            reserved: None,
        }
    }
}

impl Row for Item {
    row!(Item in items, under meeting);
    const KEPT_IN_ORDER: &'static [&'static str] = &["position"];
    fields!(
        meeting,
        position,
        is_sub,
        number,
        section,
        title,
        purpose,
        paper,
        paper_state,
        copy,
        start,
        minutes,
        presenter,
        outcome,
        state,
        carried_from,
        sent_out,
        agreement,
        reserved
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.title.trim().is_empty() {
            return Err(Refusal::invalid("title", "An agenda item needs a title."));
        }
        if self
            .reserved
            .as_ref()
            .is_some_and(|reason| reason.trim().is_empty())
        {
            return Err(Refusal::invalid(
                "reserved",
                "A reserved item needs the reason why it is not for publication.",
            ));
        }
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        self.title.clone()
    }

    fn reserved(&self) -> Option<&str> {
        self.reserved.as_deref()
    }
}

/// The agenda of a meeting, in the order of business.
pub fn agenda(register: &Register, meeting: Id<Meeting>) -> Vec<&Item> {
    let mut items: Vec<&Item> = register.items.of(meeting).collect();
    items.sort_by_key(|item| (item.position, item.id));
    items
}

/// The item that a sub-item stands under: the nearest before it that is none.
pub fn above<'a>(register: &'a Register, item: &Item) -> Option<&'a Item> {
    let before = |one: &&Item| !one.is_sub && one.position < item.position;
    let all = register.items.of(item.meeting).filter(|_| item.is_sub);
    all.filter(before).max_by_key(|one| one.position)
}

/// Why an item is reserved: its own reason, else that of the nearest that it stands under or comes from.
pub fn reason_of(register: &Register, item: &Item) -> Option<String> {
    let mut seen = Vec::new();
    let mut next = vec![item];
    while let Some(one) = next.pop() {
        if one.reserved.is_some() {
            return one.reserved.clone();
        }
        let from = one.carried_from.and_then(|id| register.items.get(id));
        for source in from.into_iter().chain(above(register, one)) {
            if !seen.contains(&source.id) {
                seen.push(source.id);
                next.push(source);
            }
        }
    }
    None
}

/// Gives what stood under a reserved item, and does not any more in this order of an agenda, its reason: it stays
/// reserved until a person says not.
pub fn keep_reasons(register: &Register, agenda: &mut [Item]) {
    let mut over = None;
    for item in agenda {
        if !item.is_sub {
            over = Some(item.id);
        }
        let stood_under = register
            .items
            .get(item.id)
            .and_then(|one| above(register, one));
        let Some(stood_under) = stood_under.filter(|_| item.reserved.is_none()) else {
            continue;
        };
        if !(item.is_sub && over == Some(stood_under.id)) {
            item.reserved = reason_of(register, stood_under);
        }
    }
}

/// The same change with the agendas it touches numbered from 1 without gaps, whatever it took out or brought back.
pub fn close_gaps(register: &Register, mut change: Change) -> Change {
    let touched: BTreeSet<Id<Meeting>> = change.edits.iter().flat_map(meetings_of).collect();
    for meeting in touched {
        let mut agenda: Vec<Item> = register.items.of(meeting).cloned().collect();
        for edit in &change.edits {
            let Edit::Item(swap) = edit else { continue };
            agenda.retain(|item| item.id != swap.id());
            agenda.extend(
                swap.after
                    .iter()
                    .filter(|item| item.meeting == meeting)
                    .map(|item| (**item).clone()),
            );
        }
        agenda.sort_by_key(|item| (item.position, item.id));
        for (item, position) in agenda.into_iter().zip(1..) {
            if item.position != position {
                change = moved(register, change, Item { position, ..item });
            }
        }
    }
    change
}

fn meetings_of(edit: &Edit) -> Vec<Id<Meeting>> {
    let Edit::Item(swap) = edit else {
        return Vec::new();
    };
    swap.before
        .iter()
        .chain(&swap.after)
        .map(|item| item.meeting)
        .collect()
}

/// The change with an item in another place: its own edit altered if it has one, else an edit more.
fn moved(register: &Register, mut change: Change, item: Item) -> Change {
    for edit in &mut change.edits {
        if let Edit::Item(swap) = edit
            && swap.id() == item.id
        {
            swap.after = Some(Box::new(item));
            return change;
        }
    }
    match register.items.get(item.id) {
        Some(before) => change.update(before, item),
        None => change,
    }
}

/// The place and the number of an item at the end of an agenda.
pub fn next_place(register: &Register, meeting: Id<Meeting>) -> (u32, u32) {
    let agenda = agenda(register, meeting);
    let position = agenda
        .last()
        .map_or(1, |item| item.position.saturating_add(1));
    let highest = agenda
        .iter()
        .filter_map(|item| item.number.as_deref()?.parse::<u32>().ok())
        .max();
    (position, highest.unwrap_or(0).saturating_add(1))
}

/// Adds an item as the last of a meeting's business, with the number of that place.
pub fn add(register: &Register, meeting: Id<Meeting>, title: &str) -> Result<Change, Refusal> {
    order::add_item(register, meeting, title, Place::Last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forum::Forum;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    /// Meetings with so many items each: of the first 1, 2, 3 …, of the next the numbers after.
    fn register(counts: &[u32]) -> Register {
        let mut register = Register::default();
        register.put(Forum::new(id(1), "The Forum"));
        let day = chrono::NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
        for (count, meeting) in counts.iter().zip(1..) {
            register.put(Meeting::new(id(meeting), id(1), day.into()));
            for position in 1..=*count {
                let number = register.items.next_id();
                register.put(Item::new(number, id(meeting), position, "Item"));
            }
        }
        register
    }

    fn order(register: &Register, meeting: u32) -> Vec<(u32, u32)> {
        agenda(register, id(meeting))
            .iter()
            .map(|one| (one.position, one.id.number()))
            .collect()
    }

    fn get(register: &Register, number: u32) -> &Item {
        register.items.get(id(number)).expect("it was put")
    }

    fn moved_to(register: &Register, number: u32, meeting: u32, position: u32) -> Item {
        Item {
            meeting: id(meeting),
            position,
            ..get(register, number).clone()
        }
    }

    #[test]
    fn agendas_stay_without_gaps_whatever_a_change_takes_out_brings_in_or_moves() {
        let register = register(&[4, 2]);
        let none = || Change::new("");
        let change_of = |number: u32, to: Item| none().update(get(&register, number), to);
        for (change, first, second) in [
            (none().delete(get(&register, 4)), vec![1, 2, 3], vec![5, 6]),
            (none().delete(get(&register, 1)), vec![2, 3, 4], vec![5, 6]),
            (
                none().delete(get(&register, 2)).delete(get(&register, 3)),
                vec![1, 4],
                vec![5, 6],
            ),
            // To the other meeting, in the place of its second.
            (
                change_of(1, moved_to(&register, 1, 2, 2)),
                vec![2, 3, 4],
                vec![5, 1, 6],
            ),
            (
                none().create(Item::new(id(7), id(2), 9, "Item")),
                vec![1, 2, 3, 4],
                vec![5, 6, 7],
            ),
            (
                change_of(2, moved_to(&register, 2, 1, 9)),
                vec![1, 3, 4, 2],
                vec![5, 6],
            ),
            (
                change_of(
                    2,
                    Item {
                        title: "New".to_owned(),
                        ..get(&register, 2).clone()
                    },
                ),
                vec![1, 2, 3, 4],
                vec![5, 6],
            ),
            (none(), vec![1, 2, 3, 4], vec![5, 6]),
        ] {
            let change = close_gaps(&register, change);
            let mut after = register.clone();
            after.apply(&change);
            let numbered = |ids: Vec<u32>| -> Vec<(u32, u32)> { (1..).zip(ids).collect() };
            assert_eq!(order(&after, 1), numbered(first), "{change:?}");
            assert_eq!(order(&after, 2), numbered(second), "{change:?}");
            let mut rows: Vec<_> = change.edits.iter().map(Edit::entry).collect();
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), change.edits.len(), "one edit a row");
            after.apply(&change.inverse(""));
            assert_eq!(after, register);
        }
    }
}
