//! The forward plan: what is offered to the forum, parked for the meeting or for later, or sent up from another forum.

use super::{Desk, Proposed};
use crate::domain::forum::Forum;
use crate::domain::offer::{Offer, OfferState};
use crate::domain::organisation::Organisation;

pub(super) fn propose(desk: &Desk<'_>) -> Vec<Proposed> {
    let all = desk.register.offers.of(desk.forum.id);
    let mut open: Vec<&Offer> = all
        .filter(|one| one.is_open() && is_for_now(desk, one))
        .collect();
    open.sort_by_key(|one| (!is_for_this(desk, one), one.from_item.is_none(), one.id));
    open.into_iter().map(|one| proposed(desk, one)).collect()
}

fn proposed(desk: &Desk<'_>, offer: &Offer) -> Proposed {
    // What somebody has put off to a later meeting is shown, and goes on when they say so.
    let is_put_off = offer.state == OfferState::Parked && offer.meeting.is_none();
    Proposed {
        why: why(desk, offer),
        wanted: !is_put_off,
        ..Proposed::taken(desk.register, offer, desk.meeting.id)
    }
}

fn is_for_this(desk: &Desk<'_>, offer: &Offer) -> bool {
    offer.meeting == Some(desk.meeting.id)
}

/// For this meeting, for none in particular, or for one that has gone by or is called off.
fn is_for_now(desk: &Desk<'_>, offer: &Offer) -> bool {
    let Some(id) = offer.meeting else {
        return true;
    };
    let other = desk.register.meetings.get(id);
    is_for_this(desk, offer) || other.is_none_or(|one| !one.is_coming(desk.today))
}

fn why(desk: &Desk<'_>, offer: &Offer) -> String {
    let by = offer.by.and_then(|id| desk.register.organisations.get(id));
    let by = by.map_or_else(String::new, |one| {
        format!(" by {}", Organisation::short(one))
    });
    let meeting = offer.meeting.and_then(|id| desk.register.meetings.get(id));
    let parked = match (offer.state, meeting) {
        (OfferState::Parked, Some(_)) if is_for_this(desk, offer) => {
            Some(format!("parked for this meeting{by}"))
        }
        (OfferState::Parked, Some(other)) => Some(format!("parked for {}{by}", other.on)),
        (OfferState::Parked, None) => Some(format!("parked for later{by}")),
        (OfferState::Offered | OfferState::Taken | OfferState::Declined, _) => None,
    };
    match (sent_up(desk, offer), parked) {
        (Some(from), Some(parked)) => format!("{from}; {parked}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => format!("offered{by}"),
    }
}

/// `sent up from North, item 3`
fn sent_up(desk: &Desk<'_>, offer: &Offer) -> Option<String> {
    let item = desk.register.items.get(offer.from_item?)?;
    let meeting = desk.register.meetings.get(item.meeting)?;
    let forum = desk.register.forums.get(meeting.forum);
    let forum = forum.map_or("another forum", Forum::short);
    Some(match &item.number {
        Some(number) => format!("sent up from {forum}, item {number}"),
        None => format!("sent up from {forum}"),
    })
}
