//! Who keeps a forum: the day from which another Secretariat does, and that from then on nobody alters it here.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Edit, Record, Register};

/// The forum that an entry is part of. None for what is not one forum's.
pub fn forum_of(register: &Register, record: Record<'_>) -> Option<Id<Forum>> {
    let of_meeting = |id| register.meetings.get(id).map(|meeting| meeting.forum);
    match record {
        Record::Forum(forum) => Some(forum.id),
        Record::Membership(one) => Some(one.forum),
        Record::Meeting(meeting) => Some(meeting.forum),
        Record::Item(item) => of_meeting(item.meeting),
        Record::Action(action) => Some(action.forum),
        Record::Attendance(one) => of_meeting(one.meeting),
        Record::Return(one) => of_meeting(one.meeting),
        Record::Offer(offer) => Some(offer.forum),
        Record::IssuedText(text) => of_meeting(text.meeting),
        Record::Commitment(one) => one.forum,
        Record::Organisation(_)
        | Record::Contact(_)
        | Record::Agreement(_)
        | Record::Party(_)
        | Record::Review(_)
        | Record::Announcement(_)
        | Record::Sending(_)
        | Record::PublishedPage(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::File(_)
        | Record::Origin(_) => None,
    }
}

/// The forums that somebody else keeps on a day.
pub fn away(register: &Register, day: NaiveDate) -> HashSet<Id<Forum>> {
    let away = register.forums.iter().filter(|one| one.is_away_on(day));
    away.map(|forum| forum.id).collect()
}

impl Forum {
    /// True from the day on which it was handed over.
    pub fn is_away_on(&self, day: NaiveDate) -> bool {
        self.handed_to.is_some() && self.handed_on.is_none_or(|on| on <= day)
    }

    /// Who keeps it now, as a sentence. None for a forum that was not handed over.
    pub fn kept_by(&self, register: &Register) -> Option<String> {
        let body = register.organisations.get(self.handed_to?)?;
        let since = self
            .handed_on
            .map_or_else(String::new, |on| format!(" since {}", Date::day(on)));
        Some(format!(
            "{} is kept by {}{since}, and nothing of it is changed or due here.",
            self.name, body.name
        ))
    }
}

/// The change by which a body becomes the Secretariat of a forum from a day on, and keeps its register.
///
/// Refuses a forum that was handed over already.
pub fn hand_over(
    register: &Register,
    forum: Id<Forum>,
    to: Id<Organisation>,
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let before = find(register, forum)?;
    if before.handed_to.is_some() {
        return Err(Refusal::state(format!(
            "{} was handed over already. `secretariat forum take-back` takes it back.",
            quoted(&before.name)
        )));
    }
    let body = register.organisations.get(to);
    let body = body.ok_or_else(|| Refusal::not_found(format!("There is no organisation {to}.")))?;
    let day = Date::day(on);
    let label = format!("Handed {} over to {} from {day}", before.name, body.short());
    let after = Forum {
        handed_to: Some(to),
        handed_on: Some(on),
        ..before.clone()
    };
    let change = Change::new(label).update(before, after);
    Ok(change_secretariat(register, change, forum, to, on))
}

/// The change with the Secretariat's role passing to a body on a day.
pub fn change_secretariat(
    register: &Register,
    mut change: Change,
    forum: Id<Forum>,
    to: Id<Organisation>,
    on: NaiveDate,
) -> Change {
    let last = on.pred_opt().unwrap_or(on);
    let all = || register.memberships.of(forum);
    let holding = all().filter(|one| one.role == Role::Secretariat && one.is_held_on(on));
    let mut is_there = false;
    for one in holding {
        if one.organisation == to {
            is_there = true;
        } else if one.from.is_none_or(|from| from.first() <= last) {
            let after = Membership {
                to: Some(Date::day(last)),
                ..one.clone()
            };
            change = change.update(one, after);
        }
    }
    if is_there {
        return change;
    }
    let id = register.memberships.next_id();
    let position = all().map(|one| one.position).max().unwrap_or(0);
    change.create(Membership {
        from: Some(Date::day(on)),
        position: position.saturating_add(1),
        ..Membership::new(id, forum, to, Role::Secretariat)
    })
}

/// The change by which a forum is kept here again. Its roles stay as they are: who is Secretariat now is not known.
pub fn take_back(register: &Register, forum: Id<Forum>) -> Result<Change, Refusal> {
    let before = find(register, forum)?;
    if before.handed_to.is_none() {
        return Err(Refusal::state(format!(
            "{} is kept here: it was not handed over.",
            quoted(&before.name)
        )));
    }
    let after = Forum {
        handed_to: None,
        handed_on: None,
        ..before.clone()
    };
    Ok(Change::new(format!("Took {} back", before.name)).update(before, after))
}

/// Refuses a change to what is part of a forum that somebody else keeps, unless it is about the hand-over itself, or takes
/// the forum out of the register.
///
/// The one place where this is asked; verbs need not.
pub fn refuse(register: &Register, change: &Change, today: NaiveDate) -> Result<(), Refusal> {
    let away = away(register, today);
    if away.is_empty() {
        return Ok(());
    }
    let settled: HashSet<Id<Forum>> = change.edits.iter().filter_map(settled).collect();
    let touched = change.edits.iter().flat_map(|edit| {
        let both = edit.before().into_iter().chain(edit.after());
        both.filter_map(|record| forum_of(register, record))
    });
    let mut touched = touched.filter(|id| away.contains(id) && !settled.contains(id));
    let Some(forum) = touched.next().and_then(|id| register.forums.get(id)) else {
        return Ok(());
    };
    let why = forum.kept_by(register).unwrap_or_default();
    Err(Refusal::state(format!(
        "{why} Nothing was changed. `secretariat forum take-back {}` takes it back.",
        forum.short()
    )))
}

/// The forum that an edit hands over, takes back or deletes.
fn settled(edit: &Edit) -> Option<Id<Forum>> {
    let Some(Record::Forum(before)) = edit.before() else {
        return None;
    };
    let is_kept = match edit.after() {
        Some(Record::Forum(after)) => {
            (after.handed_to, after.handed_on) == (before.handed_to, before.handed_on)
        }
        Some(_) | None => false,
    };
    (!is_kept).then_some(before.id)
}

fn find(register: &Register, forum: Id<Forum>) -> Result<&Forum, Refusal> {
    let found = register.forums.get(forum);
    found.ok_or_else(|| Refusal::not_found(format!("There is no forum {forum}.")))
}
