//! What is on every agenda: the forum's standing items, matters arising, and what closes a meeting.

use super::{Desk, Proposed, Source, carried};
use crate::domain::action::Action;
use crate::domain::calendar::counted;
use crate::domain::forum::StandingItem;
use crate::domain::id::Id;
use crate::domain::item::{self, Item, Meaning, Purpose, is_closing, is_same, meaning};
use crate::domain::meeting::Meeting;

/// What stands before the other business, and what after it.
pub(super) struct Standing {
    pub(super) first: Vec<Proposed>,
    pub(super) last: Vec<Proposed>,
}

pub(super) fn propose(desk: &Desk<'_>) -> Standing {
    let all = &desk.forum.standing_items;
    let closing = all.iter().rev().take_while(|one| is_closing(&one.title));
    let (first, last) = all.split_at(all.len() - closing.count());
    let mut first: Vec<Proposed> = first.iter().map(|one| standing(desk, one)).collect();
    let has = |wanted| all.iter().any(|one| meaning(&one.title) == Some(wanted));
    if !has(Meaning::MattersArising)
        && let Some(one) = matters_arising(desk)
    {
        let opening = first
            .iter()
            .take_while(|one| meaning(&one.item.title) == Some(Meaning::Opening));
        first.insert(opening.count(), one);
    }
    let mut last: Vec<Proposed> = last.iter().map(|one| standing(desk, one)).collect();
    for (wanted, title, purpose) in [
        (
            Meaning::AnyOtherBusiness,
            "Any other business",
            Purpose::ForDiscussion,
        ),
        (Meaning::NextDate, "Date of next meeting", Purpose::ToNote),
    ] {
        if !has(wanted) {
            last.push(closing_item(desk, title, purpose));
        }
    }
    Standing { first, last }
}

/// True for business that is on every agenda anyhow and is not carried a second time.
pub(super) fn stands(desk: &Desk<'_>, title: &str) -> bool {
    let mut all = desk.forum.standing_items.iter();
    let by_custom = matches!(
        meaning(title),
        Some(Meaning::MattersArising | Meaning::AnyOtherBusiness | Meaning::NextDate)
    );
    by_custom || all.any(|one| is_same(&one.title, title))
}

/// A standing item goes on with what it was at the last meeting.
fn standing(desk: &Desk<'_>, one: &StandingItem) -> Proposed {
    let item = Item {
        purpose: one.purpose,
        minutes: one.minutes,
        presenter: one.presenter.clone(),
        section: one.section.clone(),
        ..desk.blank(&one.title)
    };
    let mut why = "standing item".to_owned();
    if meaning(&one.title) == Some(Meaning::MattersArising)
        && let Some(actions) = open_actions(desk)
    {
        why = format!("{why}; {actions}");
    }
    going_on(desk, Source::Standing, item, &why)
}

/// None without an open action.
fn matters_arising(desk: &Desk<'_>) -> Option<Proposed> {
    let item = Item {
        purpose: Some(Purpose::ToNote),
        ..desk.blank("Matters arising")
    };
    let why = open_actions(desk)?;
    Some(going_on(desk, Source::MattersArising, item, &why))
}

fn closing_item(desk: &Desk<'_>, title: &str, purpose: Purpose) -> Proposed {
    let item = Item {
        purpose: Some(purpose),
        ..desk.blank(title)
    };
    let why = "closes every agenda";
    match desk
        .before(title)
        .and_then(|before| carried::why(desk, before))
    {
        Some(_) => going_on(desk, Source::Closing, item, why),
        None => Proposed::new(Source::Closing, item, why),
    }
}

/// With the item of the last meeting that it goes on with, and why that is not done.
fn going_on(desk: &Desk<'_>, source: Source, item: Item, why: &str) -> Proposed {
    let Some(before) = desk.before(&item.title) else {
        return Proposed::new(source, item, why);
    };
    let mut reasons = vec![why.to_owned()];
    reasons.extend(
        carried::why(desk, before)
            .filter(|one| one.is_told)
            .map(|one| one.words),
    );
    let item = Item {
        carried_from: Some(before.id),
        reserved: item::reason_of(desk.register, before),
        ..item
    };
    Proposed::new(source, item, reasons.join("; "))
}

/// `2 open actions of 13 January 2014`. None where all are closed.
fn open_actions(desk: &Desk<'_>) -> Option<String> {
    let all = desk.register.actions.of(desk.forum.id);
    let is_open =
        |one: &&Action| one.is_open_on(desk.today) && one.is_agreed_on(desk.register, desk.today);
    let open: Vec<&Action> = all.filter(is_open).collect();
    let first: Option<Id<Meeting>> = open.first()?.meeting;
    let count = counted(i64::try_from(open.len()).unwrap_or(i64::MAX), "open action");
    let is_of_one = open.iter().all(|one| one.meeting == first);
    let meeting = first.filter(|_| is_of_one);
    let meeting = meeting.and_then(|id| desk.register.meetings.get(id));
    Some(match meeting {
        Some(meeting) => format!("{count} of {}", meeting.on),
        None => count,
    })
}
