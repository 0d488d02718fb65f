//! What is asked about an item that is offered for a later meeting.

use super::{Asked, Form, ask, nobody};
use crate::domain::id::Id;
use crate::domain::offer::Offer;

impl Form for Offer {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Offer.title, "Title", "As the agenda is to print it.").required(),
        ask!(Offer.forum, "Forum", "The forum that is to take it.").required(),
        ask!(
            Offer.meeting,
            "Meeting",
            "For which meeting; empty for a later one."
        ),
        ask!(
            Offer.by,
            "Offered by",
            "The organisation; empty where it is our own."
        ),
        ask!(Offer.on, "On", "The day it was offered, or sent up.").fresh(),
        ask!(
            Offer.state,
            "State",
            "Offered, taken, declined, or parked for a later meeting."
        )
        .fresh(),
        ask!(
            Offer.purpose,
            "Purpose",
            "What the meeting is to do with it."
        )
        .under("As an item"),
        ask!(Offer.minutes, "Minutes", "How long it is to take."),
        ask!(
            Offer.presenter,
            "Presenter",
            "An organisation, a post or a person."
        ),
        ask!(
            Offer.why,
            "Why",
            "Why it is wanted, or why it was declined."
        )
        .long()
        .fresh(),
        ask!(Offer.item, "Became", "The agenda item that it became.")
            .under("Where it comes from and went")
            .fresh(),
        ask!(
            Offer.from_item,
            "Sent up from",
            "The item of another forum that it goes on with."
        )
        .option("from-item")
        .fresh(),
        ask!(Offer.from_return, "Raised in", "The return that raised it.")
            .option("from-return")
            .fresh(),
        ask!(
            Offer.reserved,
            "Reserved",
            "Why it is not for publication; empty if it is."
        ),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nobody(), "")
    }
}
