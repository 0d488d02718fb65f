//! The order of business: adding, moving, putting under another item or into a section. Every verb leaves the places
//! from 1 without gaps and the numbers in order, as one change.
//!
//! An item and its sub-items move together; a sub-item has the section of its item.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::change::Change;
use crate::domain::id::Id;
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Edit, Record, Register, Row};

use crate::domain::cycle::numbering;

/// Where an item is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    Up,
    Down,
    /// The line of the agenda, from 1, that it is to stand in; among other items with their sub-items, the nearest.
    Line(usize),
    /// The place of another item: before it from below, after it from above.
    Onto(Id<Item>),
}

/// Where a new item is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The last of the business, before what closes the meeting.
    Last,
    /// After an item with all its sub-items.
    After(Id<Item>),
    /// The last of an item's sub-items.
    Under(Id<Item>),
}

/// The agenda of a meeting, on which a verb works.
struct Agenda<'a> {
    register: &'a Register,
    meeting: &'a Meeting,
    items: Vec<Item>,
}

/// Moves an item with its sub-items.
///
/// A sub-item that goes up from the first place under its item, or down from the last, goes under the item before or
/// after. Refuses where there is nothing to move past.
pub fn move_item(register: &Register, id: Id<Item>, to: To) -> Result<Change, Refusal> {
    let (mut agenda, at) = Agenda::of_item(register, id)?;
    let first = agenda.items[at].clone();
    let block = if first.is_sub && at > 0 {
        at..at + 1
    } else {
        agenda.block(at)
    };
    let target = match to {
        To::Up => agenda.above(block.start, first.is_sub),
        To::Down => agenda.below(block.end, first.is_sub),
        To::Line(line) => Some(line.clamp(1, agenda.items.len()) - 1),
        To::Onto(other) => agenda.onto(&block, agenda.place(other)?, first.is_sub),
    };
    let moved: Vec<Item> = agenda.items.drain(block.clone()).collect();
    let least = usize::from(first.is_sub && !agenda.items.is_empty());
    let target = target.filter(|target| *target >= least).map(|target| {
        if first.is_sub {
            target.min(agenda.items.len())
        } else {
            agenda.boundary(target, target > block.start)
        }
    });
    let Some(target) = target.filter(|target| *target != block.start) else {
        return Err(Refusal::state(match to {
            To::Up => "It stands first already.",
            To::Down => "It stands last already.",
            To::Line(_) | To::Onto(_) => "It stands there already.",
        }));
    };
    let section = agenda.section_at(target, &first.section);
    let moved = moved.into_iter().map(|item| Item {
        section: section.clone(),
        ..item
    });
    agenda.items.splice(target..target, moved);
    let name = name(register, &first);
    Ok(agenda.settled(format!("Moved {name}"), Change::new("")))
}

/// Puts an item under the one before it. Its own sub-items follow it there.
pub fn indent(register: &Register, id: Id<Item>) -> Result<Change, Refusal> {
    let (mut agenda, at) = Agenda::of_item(register, id)?;
    let item = &mut agenda.items[at];
    if item.is_sub {
        return Err(Refusal::state(
            "It is a sub-item already; move it up or down to put it under another item.",
        ));
    }
    if at == 0 {
        return Err(Refusal::state(
            "It stands first: there is no item before it that it could stand under.",
        ));
    }
    item.is_sub = true;
    let name = name(register, item);
    Ok(agenda.settled(format!("Made {name} a sub-item"), Change::new("")))
}

/// Makes a sub-item an item of its own. Those after it under the same item become its own.
pub fn outdent(register: &Register, id: Id<Item>) -> Result<Change, Refusal> {
    let (mut agenda, at) = Agenda::of_item(register, id)?;
    let item = &mut agenda.items[at];
    if !item.is_sub {
        return Err(Refusal::state(
            "It is an item of its own already; choose one that stands under another.",
        ));
    }
    item.is_sub = false;
    let name = name(register, item);
    Ok(agenda.settled(format!("Made {name} an item of its own"), Change::new("")))
}

/// Adds an item with the number of its place, in the section of the item before it.
pub fn add_item(
    register: &Register,
    meeting: Id<Meeting>,
    title: &str,
    place: Place,
) -> Result<Change, Refusal> {
    let mut item = Item::new(register.items.next_id(), meeting, 0, title.trim());
    item.number = Some(numbering::next(register, meeting));
    add(register, item, place, "item")
}

/// Adds a break: an item without a number.
pub fn add_break(
    register: &Register,
    meeting: Id<Meeting>,
    title: &str,
    minutes: Option<u16>,
    place: Place,
) -> Result<Change, Refusal> {
    let mut item = Item::new(register.items.next_id(), meeting, 0, title.trim());
    item.minutes = minutes;
    add(register, item, place, "break")
}

/// Puts items into a part of the agenda, with their sub-items. An empty name takes them out of theirs.
pub fn into_section(
    register: &Register,
    ids: &[Id<Item>],
    section: &str,
) -> Result<Change, Refusal> {
    let Some(&first) = ids.first() else {
        return Err(Refusal::state("There is no item to put into a section."));
    };
    let (mut agenda, at) = Agenda::of_item(register, first)?;
    let wanted: BTreeSet<Id<Item>> = ids.iter().copied().collect();
    for item in agenda
        .items
        .iter_mut()
        .filter(|one| wanted.contains(&one.id))
    {
        section.trim().clone_into(&mut item.section);
    }
    let what = match ids {
        [_] => name(register, &agenda.items[at]),
        several => format!("{} items", several.len()),
    };
    let label = if section.trim().is_empty() {
        format!("Took {what} out of its section")
    } else {
        format!("Put {what} into the section {}", quoted(section))
    };
    Ok(agenda.settled(label, Change::new("")))
}

/// Gives a part of an agenda another name. Refuses a part that the agenda has not.
pub fn rename_section(
    register: &Register,
    meeting: Id<Meeting>,
    from: &str,
    to: &str,
) -> Result<Change, Refusal> {
    let mut agenda = Agenda::of(register, meeting)?;
    let mut count = 0;
    for item in agenda.items.iter_mut().filter(|one| one.section == from) {
        to.trim().clone_into(&mut item.section);
        count += 1;
    }
    if count == 0 {
        return Err(Refusal::not_found(format!(
            "The agenda has no section {}.",
            quoted(from)
        )));
    }
    let label = format!("Named the section {} {}", quoted(from), quoted(to));
    Ok(agenda.settled(label, Change::new("")))
}

/// The line, from 1, in which an item stands that is to come after another with all its sub-items.
pub fn line_after(register: &Register, id: Id<Item>) -> Option<usize> {
    let (agenda, at) = Agenda::of_item(register, id).ok()?;
    let end = if agenda.items[at].is_sub {
        at + 1
    } else {
        agenda.block(at).end
    };
    Some(end + 1)
}

/// A change that somebody has typed, with the agendas in order: what is added or has another place stands in the line
/// that its place says and the others make room. Numbers follow where the agenda keeps them and none was typed.
pub fn settle(register: &Register, change: Change) -> Change {
    let placed: Vec<Item> = change.edits.iter().filter_map(placed).cloned().collect();
    if placed.is_empty() {
        return change;
    }
    let is_numbered_by_hand = change.edits.iter().any(|edit| is_numbered(register, edit));
    let meetings = change.edits.iter().flat_map(meetings_of);
    let meetings: BTreeSet<Id<Meeting>> = meetings.collect();
    meetings.into_iter().fold(change, |change, meeting| {
        let Ok(mut agenda) = Agenda::of(register, meeting) else {
            return change;
        };
        agenda.take_in(&change);
        let mut own: Vec<Item> = placed.clone();
        own.retain(|item| item.meeting == meeting);
        own.sort_by_key(|item| (item.position, item.id));
        agenda
            .items
            .retain(|item| own.iter().all(|one| one.id != item.id));
        for item in own {
            let line = usize::try_from(item.position).unwrap_or(usize::MAX);
            let at = line.saturating_sub(1).min(agenda.items.len());
            agenda.items.insert(at, item);
        }
        let label = change.label.clone();
        if !is_numbered_by_hand {
            agenda = agenda.numbered();
        }
        agenda.placed(label, change)
    })
}

/// Puts new items into an agenda, each before the line that it names, with numbers as the agenda has them.
pub(super) fn insert(
    register: &Register,
    meeting: Id<Meeting>,
    new: Vec<(usize, Item)>,
    change: Change,
) -> Result<Change, Refusal> {
    let mut agenda = Agenda::of(register, meeting)?;
    // From the last place to the first, so that none moves the place of another.
    for (at, item) in new.into_iter().rev() {
        item.check()?;
        agenda.items.insert(at.min(agenda.items.len()), item);
    }
    let label = change.label.clone();
    Ok(agenda.settled(label, change))
}

fn add(register: &Register, new: Item, place: Place, noun: &str) -> Result<Change, Refusal> {
    new.check()?;
    let mut agenda = Agenda::of(register, new.meeting)?;
    let (at, is_sub) = match place {
        Place::Last => {
            let items: Vec<&Item> = agenda.items.iter().collect();
            (item::line_of(&new.title, &items), false)
        }
        Place::After(id) => (agenda.block(agenda.place(id)?).end, false),
        Place::Under(id) => (agenda.block(agenda.place(id)?).end, true),
    };
    let before = at.checked_sub(1).and_then(|at| agenda.items.get(at));
    let section = before.map_or_else(String::new, |one| one.section.clone());
    let label = format!(
        "Added {noun} {} to {}",
        quoted(&new.title),
        agenda.meeting.title(register)
    );
    let item = Item {
        is_sub,
        section,
        ..new
    };
    agenda.items.insert(at, item);
    Ok(agenda.settled(label, Change::new("")))
}

/// The item as a label may name it to everybody.
fn name(register: &Register, item: &Item) -> String {
    use crate::domain::audience::Audience;
    Record::Item(item).name_for(register, Audience::Public)
}

/// The item that an edit makes, or puts into another place.
fn placed(edit: &Edit) -> Option<&Item> {
    let Edit::Item(swap) = edit else { return None };
    let after = swap.after.as_deref()?;
    let is_moved = swap.before.as_deref().is_none_or(|before| {
        (before.meeting, before.position, before.is_sub)
            != (after.meeting, after.position, after.is_sub)
    });
    is_moved.then_some(after)
}

/// True if somebody has typed the number of an item: neither its old one nor the next.
fn is_numbered(register: &Register, edit: &Edit) -> bool {
    let Some(after) = placed(edit) else {
        return false;
    };
    let Some(number) = &after.number else {
        return false;
    };
    let Edit::Item(swap) = edit else { return false };
    let known = match &swap.before {
        Some(before) => before.number.clone(),
        None => Some(numbering::next(register, after.meeting)),
    };
    known.as_ref() != Some(number)
}

fn meetings_of(edit: &Edit) -> Vec<Id<Meeting>> {
    let Edit::Item(swap) = edit else {
        return Vec::new();
    };
    let both = swap.before.iter().chain(&swap.after);
    both.map(|item| item.meeting).collect()
}

impl<'a> Agenda<'a> {
    fn of(register: &'a Register, meeting: Id<Meeting>) -> Result<Self, Refusal> {
        let found = register.meetings.get(meeting);
        let meeting =
            found.ok_or_else(|| Refusal::not_found(format!("There is no meeting {meeting}.")))?;
        let items = item::agenda(register, meeting.id);
        Ok(Self {
            register,
            meeting,
            items: items.into_iter().cloned().collect(),
        })
    }

    /// With the place of an item on it.
    fn of_item(register: &'a Register, id: Id<Item>) -> Result<(Self, usize), Refusal> {
        let Some(item) = register.items.get(id) else {
            return Err(Refusal::not_found(format!("There is no item {id}.")));
        };
        let agenda = Self::of(register, item.meeting)?;
        let place = agenda.place(id)?;
        Ok((agenda, place))
    }

    fn place(&self, id: Id<Item>) -> Result<usize, Refusal> {
        let found = self.items.iter().position(|one| one.id == id);
        found.ok_or_else(|| Refusal::not_found(format!("There is no item {id} on that agenda.")))
    }

    /// The lines of an item and its sub-items, or of those around a sub-item.
    fn block(&self, at: usize) -> std::ops::Range<usize> {
        let is_top = |place: &usize| *place == 0 || !self.items[*place].is_sub;
        let start = (0..=at).rev().find(is_top).unwrap_or(at);
        let after = start + 1..self.items.len();
        let end = after.clone().find(is_top).unwrap_or(after.end);
        start..end
    }

    /// The line to which something goes up, among those that stay.
    fn above(&self, from: usize, is_sub: bool) -> Option<usize> {
        let before = from.checked_sub(1)?;
        Some(if is_sub {
            before
        } else {
            self.block(before).start
        })
    }

    /// The line to which something goes down, among those that stay.
    fn below(&self, end: usize, is_sub: bool) -> Option<usize> {
        if end >= self.items.len() {
            return None;
        }
        Some(if is_sub {
            end
        } else {
            let next = self.block(end);
            next.end - (end - self.block(end - 1).start)
        })
    }

    /// The line of another item, among those that stay. None within its own.
    fn onto(&self, own: &std::ops::Range<usize>, at: usize, is_sub: bool) -> Option<usize> {
        if own.contains(&at) {
            return None;
        }
        if at < own.start {
            return Some(if is_sub { at } else { self.block(at).start });
        }
        let end = if is_sub { at + 1 } else { self.block(at).end };
        Some(end - own.len())
    }

    /// The nearest line between items with their sub-items: after the one that it falls into where something goes
    /// down, else before it.
    fn boundary(&self, at: usize, is_down: bool) -> usize {
        if at >= self.items.len() {
            return self.items.len();
        }
        let block = self.block(at);
        if at == block.start {
            at
        } else if is_down {
            block.end
        } else {
            block.start
        }
    }

    /// The section of what is put in a line: its own if a neighbour has it or nobody else, else that of the one before.
    fn section_at(&self, at: usize, own: &str) -> String {
        let is_shared = self.items.iter().any(|one| one.section == own);
        if !own.is_empty() && !is_shared {
            return own.to_owned();
        }
        let before = at.checked_sub(1).and_then(|at| self.items.get(at));
        let after = self.items.get(at);
        let neighbours = [before, after];
        let mut sections = neighbours.iter().flatten().map(|one| one.section.as_str());
        if sections.clone().any(|one| one == own) {
            return own.to_owned();
        }
        sections.next().unwrap_or(own).to_owned()
    }

    /// Takes in what a change has made of the items.
    fn take_in(&mut self, change: &Change) {
        for edit in &change.edits {
            let Edit::Item(swap) = edit else { continue };
            let after = swap.after.as_deref();
            let after = after.filter(|item| item.meeting == self.meeting.id);
            let place = self.items.iter().position(|one| one.id == swap.id());
            match (place, after) {
                (Some(place), Some(item)) => self.items[place] = item.clone(),
                (Some(place), None) => {
                    self.items.remove(place);
                }
                (None, Some(item)) => self.items.push(item.clone()),
                (None, None) => {}
            }
        }
    }

    /// The change to this order, with everything in its place.
    fn settled(mut self, label: String, change: Change) -> Change {
        self.straighten();
        self.numbered().placed(label, change)
    }

    /// With numbers, if the agenda keeps them.
    fn numbered(mut self) -> Self {
        if numbering::is_kept(self.register, self.meeting) {
            self.items = numbering::numbered(self.register, self.meeting, self.items);
        }
        self
    }

    /// No sub-item stands first, and each has the section of its item.
    fn straighten(&mut self) {
        let mut section = String::new();
        for (place, item) in self.items.iter_mut().enumerate() {
            item.is_sub &= place > 0;
            if item.is_sub {
                item.section.clone_from(&section);
            } else {
                section.clone_from(&item.section);
            }
        }
    }

    /// The change to this order, the numbers as they are.
    fn placed(mut self, label: String, mut change: Change) -> Change {
        item::keep_reasons(self.register, &mut self.items);
        let mut own: BTreeMap<Id<Item>, Item> = BTreeMap::new();
        for (item, position) in self.items.into_iter().zip(1..) {
            own.insert(item.id, Item { position, ..item });
        }
        for edit in &mut change.edits {
            if let Edit::Item(swap) = edit
                && let Some(item) = own.remove(&swap.id())
            {
                swap.after = Some(Box::new(item));
            }
        }
        for item in own.into_values() {
            change = match self.register.items.get(item.id) {
                Some(before) if *before == item => change,
                Some(before) => change.update(before, item),
                None => change.create(item),
            };
        }
        change.label = label;
        change
    }
}
