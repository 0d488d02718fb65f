//! Reviews of agreements that fall due before the following meeting, at the last meeting that leaves their lead time.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Desk, Proposed, Source};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::calendar::{Interval, Unit};
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::forum::Cadence;
use crate::domain::id::Id;
use crate::domain::item::{Item, Purpose};
use crate::domain::life::states::Successors;
use crate::domain::meeting::MeetingState;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::party::Capacity;

pub(super) fn propose(desk: &Desk<'_>) -> Vec<Proposed> {
    let standing = Successors::of(desk.register);
    let members = members(desk);
    let following = following(desk);
    let mut due: Vec<(Date, &Agreement)> = desk
        .register
        .agreements
        .iter()
        .filter_map(|one| Some((one.review_due?, one)))
        .filter(|(_, one)| {
            let state = standing.state_on(one, desk.today);
            state.is_some_and(AgreementState::is_in_force)
        })
        .filter(|(_, one)| is_of_forum(desk, one, &members) && !is_elsewhere(desk, one.id))
        .filter(|(due, _)| starts(desk, *due) < following)
        .collect();
    due.sort_by_key(|(due, one)| (due.last(), one.id));
    due.into_iter()
        .map(|(due, one)| review(desk, one, due))
        .collect()
}

fn review(desk: &Desk<'_>, agreement: &Agreement, due: Date) -> Proposed {
    let purpose = if desk.forum.decides {
        Purpose::ForDecision
    } else {
        Purpose::ForDiscussion
    };
    let item = Item {
        purpose: Some(purpose),
        agreement: Some(agreement.id),
        ..desk.blank(&format!("Review of {}", agreement.title))
    };
    let day = desk.meeting.on.last();
    let tail = if due.last() < day {
        "overdue by then".to_owned()
    } else if starts(desk, due) < day {
        format!("less than {} after the meeting", lead(desk))
    } else {
        format!("the last meeting that leaves {}", lead(desk))
    };
    let source = Source::Review(agreement.id);
    Proposed::new(source, item, format!("review due {due}; {tail}"))
}

/// The first day of its lead time.
fn starts(desk: &Desk<'_>, due: Date) -> NaiveDate {
    lead(desk).before(&desk.rules.holidays, due.last())
}

fn lead(desk: &Desk<'_>) -> Interval {
    let known = desk.rules.windows.lead(DueKind::Review, Some(desk.forum));
    known.unwrap_or(Interval {
        count: 3,
        unit: Unit::Months,
    })
}

/// The day of the meeting after this one: as fixed, else as the cadence would have it; a year on where it has none.
fn following(desk: &Desk<'_>) -> NaiveDate {
    let day = desk.meeting.on.last();
    let later = desk.register.meetings.of(desk.forum.id).filter(|one| {
        let is_other = one.id != desk.meeting.id && one.state != MeetingState::Held;
        is_other && one.is_fixed() && day < one.on.last()
    });
    let fixed = later.map(|one| one.on.last()).min();
    fixed.unwrap_or_else(|| {
        let gap = match desk.forum.cadence {
            Cadence::AtLeastEvery(gap) => gap,
            Cadence::PerYear { count, .. } if count > 0 => Interval {
                count: 365 / u16::from(count),
                unit: Unit::Days,
            },
            Cadence::PerYear { .. } | Cadence::None => Interval {
                count: 1,
                unit: Unit::Years,
            },
        };
        gap.after(&desk.rules.holidays, day)
    })
}

/// True if the forum meets under it, has a duty from it, or has all its parties as members.
fn is_of_forum(
    desk: &Desk<'_>,
    agreement: &Agreement,
    members: &BTreeSet<Id<Organisation>>,
) -> bool {
    if desk.forum.agreement == Some(agreement.id) {
        return true;
    }
    let mut commitments = desk.register.commitments.iter();
    if commitments
        .any(|one| one.forum == Some(desk.forum.id) && one.agreement == Some(agreement.id))
    {
        return true;
    }
    let parties = desk.register.parties.of(agreement.id);
    let mut bound = parties
        .filter(|one| matches!(one.capacity, Capacity::Party | Capacity::Signatory))
        .peekable();
    bound.peek().is_some() && bound.all(|one| members.contains(&one.organisation))
}

/// The organisations that belong to the forum on the day of the meeting.
fn members(desk: &Desk<'_>) -> BTreeSet<Id<Organisation>> {
    let day = desk.meeting.on.last();
    let all = desk.register.memberships.of(desk.forum.id);
    let belongs = |role| matches!(role, Role::Member | Role::Chair | Role::Secretariat);
    all.filter(|one| belongs(one.role) && one.is_held_on(day))
        .map(|one| one.organisation)
        .collect()
}

/// True if its review is on the agenda of another meeting to come.
fn is_elsewhere(desk: &Desk<'_>, agreement: Id<Agreement>) -> bool {
    let mut items = desk.register.items.iter();
    items.any(|item| {
        let meeting = desk.register.meetings.get(item.meeting);
        item.agreement == Some(agreement)
            && item.meeting != desk.meeting.id
            && meeting.is_some_and(|one| one.is_coming(desk.today))
    })
}
