//! What goes on from earlier meetings: what was not reached, and what has an open action. What was discussed and has
//! none is done.

use super::{Desk, Proposed, Source, standing};
use crate::domain::find::fold;
use crate::domain::id::Id;
use crate::domain::item::{self, Item, ItemState, Meaning, PaperState, meaning};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::register::Register;

/// Why an item goes on.
pub(super) struct Why {
    pub(super) words: String,
    /// False while its meeting is still to come, where it may be dealt with, and for what only opens a meeting.
    pub(super) is_sure: bool,
    /// Worth saying of what goes on anyhow.
    pub(super) is_told: bool,
}

pub(super) fn propose(desk: &Desk<'_>) -> Vec<Proposed> {
    let mut all = Vec::new();
    for meeting in &desk.earlier {
        let agenda = item::agenda(desk.register, meeting.id);
        let mut is_over_subs = false;
        for item in &agenda {
            let is_candidate = !is_break(item, &agenda)
                && !standing::stands(desk, &item.title)
                && !has_gone_on(desk, item);
            let why = why(desk, item).filter(|_| is_candidate);
            if !item.is_sub {
                is_over_subs = why.is_some();
            }
            if let Some(why) = why {
                let is_sub = item.is_sub && is_over_subs;
                all.push(carried(desk.register, desk.meeting.id, item, is_sub, why));
            }
        }
    }
    all
}

/// Why an item goes on. None for one that was discussed and has no open action.
pub(super) fn why(desk: &Desk<'_>, item: &Item) -> Option<Why> {
    let meeting = desk.register.meetings.get(item.meeting)?;
    let on = meeting.on;
    let why = |words: String, is_sure, is_told| {
        Some(Why {
            words,
            is_sure,
            is_told,
        })
    };
    if let Some(words) = open_actions(desk, item) {
        return why(words, true, true);
    }
    let is_held = meeting.state_on(desk.today) == MeetingState::Held;
    match item.state {
        ItemState::Discussed => None,
        ItemState::Deferred => why(format!("deferred on {on}"), true, true),
        ItemState::Open if meeting.state == MeetingState::Cancelled => {
            why(format!("the meeting of {on} was cancelled"), true, false)
        }
        // Nobody marks the welcome as discussed; it is shown all the same.
        ItemState::Open if is_held => {
            let is_sure = meaning(&item.title) != Some(Meaning::Opening);
            why(format!("not discussed on {on}"), is_sure, false)
        }
        ItemState::Open => why(
            format!("on the agenda of {on}, which is not held yet"),
            false,
            false,
        ),
    }
}

fn carried(
    register: &Register,
    meeting: Id<Meeting>,
    from: &Item,
    is_sub: bool,
    why: Why,
) -> Proposed {
    let mut item = Item {
        is_sub,
        purpose: from.purpose,
        minutes: from.minutes,
        presenter: from.presenter.clone(),
        carried_from: Some(from.id),
        agreement: from.agreement,
        reserved: item::reason_of(register, from),
        ..Item::new(register.items.next_id(), meeting, 0, from.title.clone())
    };
    // What was discussed had its paper; what was not reached still needs it.
    if from.state != ItemState::Discussed {
        item.paper.clone_from(&from.paper);
        item.copy = from.copy.clone();
        item.paper_state = match from.paper_state {
            PaperState::Late | PaperState::Tabled => PaperState::Received,
            state @ (PaperState::None
            | PaperState::Expected
            | PaperState::Received
            | PaperState::Verbal) => state,
        };
    }
    Proposed {
        wanted: why.is_sure,
        ..Proposed::new(Source::Carried(from.id), item, why.words)
    }
}

/// `action 12 is open`
fn open_actions(desk: &Desk<'_>, item: &Item) -> Option<String> {
    let all = desk.register.actions.of(desk.forum.id);
    let of_item = all.filter(|one| one.item == Some(item.id) && one.is_open_on(desk.today));
    let numbers: Vec<String> = of_item.map(|one| one.number.to_string()).collect();
    match &numbers[..] {
        [] => None,
        [one] => Some(format!("action {one} is open")),
        [several @ .., last] => Some(format!(
            "actions {} and {last} are open",
            several.join(", ")
        )),
    }
}

/// True if a meeting of the forum that takes place, or a later one that goes on here, has it already.
fn has_gone_on(desk: &Desk<'_>, item: &Item) -> bool {
    let is_later = |id| desk.earlier.iter().any(|one| one.id == id);
    let is_taken = |meeting: &Meeting| {
        meeting.forum == desk.forum.id && (meeting.is_fixed() || is_later(meeting.id))
    };
    let mut all = desk.register.items.iter();
    all.any(|one| {
        let meeting = desk.register.meetings.get(one.meeting);
        one.carried_from == Some(item.id)
            && one.meeting != item.meeting
            && meeting.is_some_and(is_taken)
    })
}

/// True for what has no number among items that have, and for what is called a break.
fn is_break(item: &Item, agenda: &[&Item]) -> bool {
    const CALLED: [&str; 6] = [
        "break",
        "lunch",
        "tea",
        "coffee",
        "comfort break",
        "refreshments",
    ];
    let title = fold(item.title.trim());
    let is_numbered = agenda.iter().any(|one| one.number.is_some());
    item.number.is_none() && (is_numbered || CALLED.contains(&title.as_str()))
}
