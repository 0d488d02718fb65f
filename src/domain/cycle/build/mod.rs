//! Building an agenda: what ought to be on it, each with where it comes from, and its acceptance as one change.
//!
//! Here: what a proposal is, and accepting it. What is on every agenda is in `standing.rs`, what goes on from earlier
//! meetings in `carried.rs`, reviews that fall due in `reviews.rs`, the forward plan in `offers.rs`.

mod carried;
mod offers;
mod reviews;
mod standing;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::{numbering, order};
use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::calendar::counted;
use crate::domain::change::Change;
use crate::domain::due::Rules;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::item::{self, Item, Meaning, is_same, line_of, meaning};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::offer::Offer;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Record, Register, Row};

/// Where a proposed item comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// One of the forum's own.
    Standing,
    /// Made for the open actions, where the forum has no such item of its own.
    MattersArising,
    /// Unfinished business of an earlier meeting.
    Carried(Id<Item>),
    Review(Id<Agreement>),
    Offer(Id<Offer>),
    /// Any other business, the date of the next meeting: where the forum has no such item of its own.
    Closing,
}

/// An item that may go on the agenda. Nothing of it is in the register yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    pub source: Source,
    /// As it would stand there; its number and its place are given when it is accepted.
    pub item: Item,
    /// `deferred on 13 January 2014`
    pub why: String,
    /// True for what goes on unless somebody says no.
    pub wanted: bool,
}

/// All that proposing looks at.
struct Desk<'a> {
    register: &'a Register,
    forum: &'a Forum,
    meeting: &'a Meeting,
    today: NaiveDate,
    rules: &'a Rules,
    /// What is on the agenda already.
    agenda: Vec<&'a Item>,
    /// The last meeting that was held and those after it, up to this one. The earliest first.
    earlier: Vec<&'a Meeting>,
}

/// What ought to be on the agenda of a meeting and is not yet, in the order of business.
///
/// Refuses a meeting that has been held or is cancelled.
pub fn propose(
    register: &Register,
    meeting: Id<Meeting>,
    today: NaiveDate,
    rules: &Rules,
) -> Result<Vec<Proposed>, Refusal> {
    let desk = Desk::of(register, meeting, today, rules)?;
    let standing = standing::propose(&desk);
    let carried = carried::propose(&desk);
    let is_carried = |id| carried.iter().any(|one| one.item.agreement == Some(id));
    let mut reviews = reviews::propose(&desk);
    reviews.retain(|one| one.item.agreement.is_none_or(|id| !is_carried(id)));
    let offers = offers::propose(&desk);
    let between = carried.into_iter().chain(offers).chain(reviews);
    let mut all = standing.first;
    all.extend(between);
    all.extend(standing.last);
    all.retain(|one| !desk.has(one));
    Ok(all)
}

/// Puts what is wanted on the agenda, as one change; offers are taken by it.
///
/// Refuses if nothing is wanted, and what has come on the agenda or gone from the register meanwhile.
pub fn accept(
    register: &Register,
    meeting: Id<Meeting>,
    proposed: &[Proposed],
) -> Result<Change, Refusal> {
    let agenda = item::agenda(register, meeting);
    let sitting = open(register, meeting)?;
    let mut change = Change::new(String::new());
    let mut new = Vec::new();
    let mut id = register.items.next_id();
    let mut number = Numbers::of(register, sitting);
    let mut section = last_section(&agenda);
    let mut is_over_subs = false;
    for one in proposed {
        if !one.item.is_sub {
            is_over_subs = one.wanted;
        }
        if !one.wanted {
            continue;
        }
        if is_there(&agenda, one) {
            return Err(Refusal::conflict(format!(
                "{} is on the agenda already; nothing was changed. Leave it out, and put the rest on.",
                quoted(&one.item.title)
            )));
        }
        let mut item = Item {
            id,
            meeting,
            is_sub: one.item.is_sub && is_over_subs,
            number: Some(number.next()),
            ..one.item.clone()
        };
        match one.source {
            Source::Standing => section.clone_from(&item.section),
            Source::Carried(_) | Source::Review(_) | Source::Offer(_) => {
                item.section.clone_from(&section);
            }
            Source::MattersArising | Source::Closing => {}
        }
        change = one.taking(register, &item, change)?;
        new.push((one.line(&agenda), item));
        id = Id::new(id.number().saturating_add(1)).expect("one more than a number is not nought");
    }
    if new.is_empty() {
        return Err(Refusal::state(
            "Nothing is chosen, so there is nothing to put on the agenda.",
        ));
    }
    let items = counted(i64::try_from(new.len()).unwrap_or(i64::MAX), "item");
    change.label = format!("Built the agenda of {}: {items}", sitting.title(register));
    new.sort_by_key(|(line, _)| *line);
    order::insert(register, meeting, new, change)
}

impl Proposed {
    /// An offer that somebody takes, whatever is proposed beside it.
    pub(super) fn taken(register: &Register, offer: &Offer, meeting: Id<Meeting>) -> Self {
        let item = offer.as_item(register.items.next_id(), meeting, 0);
        Self::new(Source::Offer(offer.id), item, "taken")
    }

    fn new(source: Source, item: Item, why: impl Into<String>) -> Self {
        Self {
            source,
            item,
            why: why.into(),
            wanted: true,
        }
    }

    /// True if it is not for publication, itself or by what it goes on with.
    pub fn is_reserved(&self, register: &Register) -> bool {
        Record::Item(&self.item).is_reserved(register)
    }

    /// Its title, as an audience may read it.
    pub fn title_for(&self, register: &Register, audience: Audience) -> String {
        Record::Item(&self.item).title_for(register, audience)
    }

    /// Before which line of an agenda it goes, from nought: what opens the meeting in its place, the rest as if it were
    /// added by itself.
    fn line(&self, agenda: &[&Item]) -> usize {
        let is_early = match meaning(&self.item.title) {
            Some(Meaning::Opening | Meaning::MattersArising) => true,
            Some(Meaning::AnyOtherBusiness | Meaning::NextDate) | None => false,
        };
        match self.source {
            Source::MattersArising | Source::Standing if is_early => {
                let opening = agenda
                    .iter()
                    .take_while(|one| meaning(&one.title) == Some(Meaning::Opening));
                opening.count()
            }
            Source::Standing
            | Source::MattersArising
            | Source::Carried(_)
            | Source::Review(_)
            | Source::Offer(_)
            | Source::Closing => line_of(&self.item.title, agenda),
        }
    }

    /// The change with what becomes of its source. Refuses a source that is gone, and an offer that is taken.
    fn taking(&self, register: &Register, item: &Item, change: Change) -> Result<Change, Refusal> {
        let gone = || {
            let title = quoted(&self.item.title);
            Refusal::conflict(format!(
                "What {title} comes from has gone or changed meanwhile; nothing was changed. Build the agenda again."
            ))
        };
        match self.source {
            Source::Standing | Source::MattersArising | Source::Closing => Ok(change),
            Source::Carried(id) => register.items.get(id).map(|_| change).ok_or_else(gone),
            Source::Review(id) => register.agreements.get(id).map(|_| change).ok_or_else(gone),
            Source::Offer(id) => {
                let offer = register.offers.get(id).filter(|one| one.is_open());
                let offer = offer.ok_or_else(gone)?;
                Ok(change.update(offer, offer.taken(item)))
            }
        }
    }
}

impl<'a> Desk<'a> {
    fn of(
        register: &'a Register,
        meeting: Id<Meeting>,
        today: NaiveDate,
        rules: &'a Rules,
    ) -> Result<Self, Refusal> {
        let meeting = open(register, meeting)?;
        if meeting.state_on(today) == MeetingState::Held {
            return Err(Refusal::state(format!(
                "The meeting of {} has been held; an agenda is built before. An item can still be added by itself.",
                meeting.on
            )));
        }
        let missing = || Refusal::not_found(format!("There is no forum {}.", meeting.forum));
        let forum = register.forums.get(meeting.forum).ok_or_else(missing)?;
        Ok(Self {
            register,
            forum,
            meeting,
            today,
            rules,
            agenda: item::agenda(register, meeting.id),
            earlier: earlier(register, meeting, today),
        })
    }

    fn blank(&self, title: &str) -> Item {
        Item::new(self.register.items.next_id(), self.meeting.id, 0, title)
    }

    fn has(&self, one: &Proposed) -> bool {
        is_there(&self.agenda, one)
    }

    /// The latest item of an earlier meeting that is the same business by its title.
    fn before(&self, title: &str) -> Option<&'a Item> {
        let mut latest = self.earlier.iter().rev();
        latest.find_map(|meeting| {
            let mut items = self.register.items.of(meeting.id);
            items.find(|item| is_same(&item.title, title))
        })
    }
}

/// The numbers of new items, until the agenda is numbered as a whole.
struct Numbers {
    /// None where the agenda keeps its numbers and gives them itself.
    by_hand: Option<u32>,
}

impl Numbers {
    fn of(register: &Register, meeting: &Meeting) -> Self {
        let (_, highest) = item::next_place(register, meeting.id);
        let is_kept = numbering::is_kept(register, meeting);
        Self {
            by_hand: (!is_kept).then_some(highest),
        }
    }

    fn next(&mut self) -> String {
        match &mut self.by_hand {
            None => String::new(),
            Some(next) => {
                let number = next.to_string();
                *next = next.saturating_add(1);
                number
            }
        }
    }
}

/// The meeting, if an agenda can be made for it at all.
fn open(register: &Register, meeting: Id<Meeting>) -> Result<&Meeting, Refusal> {
    let found = register.meetings.get(meeting);
    let found =
        found.ok_or_else(|| Refusal::not_found(format!("There is no meeting {meeting}.")))?;
    if found.state == MeetingState::Cancelled {
        return Err(Refusal::state(format!(
            "The meeting of {} is cancelled; it needs no agenda.",
            found.on
        )));
    }
    Ok(found)
}

/// The last meeting held before one, and those between: planned, confirmed or cancelled. One that is postponed keeps
/// its own agenda until it is held.
fn earlier<'a>(register: &'a Register, of: &Meeting, today: NaiveDate) -> Vec<&'a Meeting> {
    let order = |one: &Meeting| (one.on.last(), one.id);
    let all = register.meetings.of(of.forum);
    let mut all: Vec<&Meeting> = all
        .filter(|one| order(one) < order(of) && one.state != MeetingState::Postponed)
        .collect();
    all.sort_by_key(|one| order(one));
    let held = all
        .iter()
        .rposition(|one| one.state_on(today) == MeetingState::Held);
    all.split_off(held.unwrap_or(0))
}

/// The section in which an agenda stops before what closes it.
fn last_section(agenda: &[&Item]) -> String {
    let last = line_of("", agenda).checked_sub(1);
    let last = last.and_then(|place| agenda.get(place));
    last.map_or_else(String::new, |one| one.section.clone())
}

/// True if the agenda has the same business already.
fn is_there(agenda: &[&Item], one: &Proposed) -> bool {
    agenda.iter().any(|item| match one.source {
        Source::Standing | Source::MattersArising | Source::Closing => {
            is_same(&item.title, &one.item.title)
        }
        Source::Carried(id) => item.carried_from == Some(id),
        Source::Review(id) => item.agreement == Some(id),
        Source::Offer(_) => {
            one.item.carried_from.is_some() && item.carried_from == one.item.carried_from
        }
    })
}
