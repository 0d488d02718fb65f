//! At the meeting: who was there, what became of each item, what was agreed, and the record that another body keeps.

mod attending;
mod received;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::one_line::{self, ALL_MEMBERS, Owner, members};
use crate::domain::action::{self, Action, Reply, forum_number};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::item::{Item, ItemState};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Record, Register, Row};

pub use attending::{Attending, Expected, all_present, attend, expected, forget, others, seat};
pub use received::{kept_by_another, receive, record_awaited_from};

/// Says of items that they were discussed or deferred, or are open again; as one change.
///
/// Refuses where all of them are so already.
pub fn mark(register: &Register, ids: &[Id<Item>], state: ItemState) -> Result<Change, Refusal> {
    let done = match state {
        ItemState::Discussed => "Discussed",
        ItemState::Deferred => "Deferred",
        ItemState::Open => "Opened again:",
    };
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut change = Change::new(String::new());
    let mut last = String::new();
    for id in ids {
        let item = item(register, id)?;
        if item.state != state {
            last = Record::Item(item).name(register);
            let after = Item {
                state,
                ..item.clone()
            };
            change = change.update(item, after);
        }
    }
    change.label = match change.edits.len() {
        0 => {
            return Err(Refusal::state(format!(
                "That is marked as {state} already."
            )));
        }
        1 => format!("{done} {last}"),
        count => format!("{done} {count} items"),
    };
    Ok(change)
}

/// Writes down what came of an item; one that was still open counts as discussed from then on.
///
/// `base` is the item as it was when somebody began to write, so that a colleague's words are not written over.
pub fn set_outcome(register: &Register, base: &Item, text: &str) -> Result<Change, Refusal> {
    item(register, base.id)?;
    let mut after = base.clone();
    text.trim().clone_into(&mut after.outcome);
    if after.outcome == base.outcome {
        return Err(Refusal::state("That is what is noted already."));
    }
    if base.state == ItemState::Open && !after.outcome.is_empty() {
        after.state = ItemState::Discussed;
    }
    let label = format!("Noted what came of {}", Record::Item(base).name(register));
    Ok(Change::new(label).update(base, after))
}

/// Adds the action that a line says, with the forum's next number; born of a reserved item, it is reserved too.
///
/// Refuses a line in which nothing is to be done, and an item of another meeting.
pub fn agree(
    register: &Register,
    meeting: Id<Meeting>,
    at: Option<Id<Item>>,
    typed: &str,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let sitting = found(register, meeting)?;
    let line = one_line::read(register, sitting, typed, today)?;
    let number = action::next_number(register, sitting.forum);
    let id = register.actions.next_id();
    let mut action = Action::new(id, sitting.forum, number, line.text);
    action.meeting = Some(meeting);
    action.due = line.due;
    action.post = line.post;
    match line.owner {
        Owner::Nobody => {}
        Owner::Body(body) => action.owner = Some(body),
        Owner::AllMembers => {
            ALL_MEMBERS.clone_into(&mut action.post);
            let awaited = members(register, sitting).into_iter();
            let awaited = awaited.map(|organisation| Reply {
                organisation,
                on: None,
            });
            action.replies = awaited.collect();
        }
    }
    if let Some(at) = at {
        let item = item(register, at)?;
        if item.meeting != meeting {
            return Err(Refusal::invalid(
                "item",
                "The action is of this meeting, and the item of another.",
            ));
        }
        action.item = Some(at);
        if Record::Item(item).is_reserved(register) {
            let reason = item.reserved.clone();
            action.reserved =
                Some(reason.unwrap_or_else(|| "it comes from a reserved item".to_owned()));
        }
    }
    action.check()?;
    let label = format!("Added action {number} {}", quoted(&action.text));
    Ok(Change::new(label).create(action))
}

/// Notes that an organisation has replied to an action of all members.
///
/// Refuses an action that waits for no reply of it, and a day to come.
pub fn reply(
    register: &Register,
    id: Id<Action>,
    organisation: Id<Organisation>,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let Some(action) = register.actions.get(id) else {
        return Err(Refusal::not_found(format!(
            "There is no action with the entry number {id}."
        )));
    };
    let name = forum_number(register, action);
    let body = register.organisations.get(organisation);
    let body = body.map_or_else(|| organisation.to_string(), |one| one.short().to_owned());
    refuse_to_come(on, today)?;
    let mut after = action.clone();
    let Some(reply) = after
        .replies
        .iter_mut()
        .find(|one| one.organisation == organisation)
    else {
        return Err(Refusal::state(format!(
            "Action {name} waits for no reply of {body}."
        )));
    };
    if let Some(day) = reply.on {
        return Err(Refusal::state(format!(
            "{body} has replied to action {name} already, on {day}."
        )));
    }
    reply.on = Some(Date::day(on));
    let label = format!("Noted the reply of {body} to action {name}");
    Ok(Change::new(label).update(action, after))
}

/// True for an open action of several to which all have replied: it can be closed.
pub fn has_every_reply(action: &Action) -> bool {
    let is_awaited = action.replies.iter().any(|one| one.on.is_none());
    !action.replies.is_empty() && !is_awaited && action.closed.is_none()
}

/// The open actions of earlier meetings of the forum, in the order of their numbers.
pub fn matters_arising<'a>(register: &'a Register, meeting: &Meeting) -> Vec<&'a Action> {
    let day = meeting.on.first();
    let earlier = register.actions.of(meeting.forum).filter(|one| {
        let origin = one.meeting.and_then(|id| register.meetings.get(id));
        let is_earlier = origin.is_none_or(|origin| origin.on.last() < day);
        // One that was closed at the meeting itself is still shown there.
        is_earlier && one.closed.is_none_or(|closed| day <= closed.first())
    });
    let mut earlier: Vec<&Action> = earlier.collect();
    earlier.sort_by_key(|one| (one.number, one.id));
    earlier
}

fn refuse_to_come(on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if today < on {
        let sentence = format!("{} has not come yet.", Date::day(on));
        return Err(Refusal::invalid("on", sentence));
    }
    Ok(())
}

fn found(register: &Register, id: Id<Meeting>) -> Result<&Meeting, Refusal> {
    let meeting = register.meetings.get(id);
    meeting.ok_or_else(|| Refusal::not_found(format!("There is no meeting {id}.")))
}

fn item(register: &Register, id: Id<Item>) -> Result<&Item, Refusal> {
    let item = register.items.get(id);
    item.ok_or_else(|| Refusal::not_found(format!("There is no item {id}.")))
}
