//! Reviews of agreements that fall due before the following meeting, at the last meeting that leaves their lead time.

use super::{Desk, Proposed, Source};
use crate::domain::agreement::Agreement;
use crate::domain::cycle::reviews::Reviews;
use crate::domain::date::Date;
use crate::domain::item::{Item, Purpose};

pub(super) fn propose(desk: &Desk<'_>) -> Vec<Proposed> {
    let reviews = Reviews::of(desk.register, desk.forum, desk.today, desk.rules);
    let mut waiting = reviews.waiting();
    waiting.retain(|(agreement, due)| {
        reviews.are_here(agreement, desk.meeting.on.last())
            && reviews.cannot_wait(agreement, *due, desk.meeting)
    });
    let waiting = waiting.into_iter();
    waiting
        .map(|(agreement, due)| review(desk, &reviews, agreement, due))
        .collect()
}

fn review(desk: &Desk<'_>, reviews: &Reviews<'_>, agreement: &Agreement, due: Date) -> Proposed {
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
    } else if reviews.start(agreement, due) < day {
        format!("less than {} after the meeting", reviews.lead(agreement))
    } else {
        format!("the last meeting that leaves {}", reviews.lead(agreement))
    };
    let source = Source::Review(agreement.id);
    Proposed::new(source, item, format!("review due {due}; {tail}"))
}
