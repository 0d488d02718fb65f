//! What is asked about a contact, and what a new person in a post takes over.

use super::{Asked, Form, ask, nobody};
use crate::domain::contact::Contact;
use crate::domain::id::Id;

impl Form for Contact {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Contact.name,
            "Name",
            "Dr A Smith. A post may stand without a name."
        )
        .fresh(),
        ask!(
            Contact.post,
            "Post",
            "Director of Adult Social Services (DASS)."
        ),
        ask!(Contact.organisation, "Organisation", "Where the post is.").required(),
        ask!(Contact.from, "In post from", "The first day in post.")
            .option("from")
            .fresh(),
        ask!(
            Contact.to,
            "In post to",
            "The last day in post; empty while they hold it."
        )
        .option("to")
        .fresh(),
        ask!(Contact.telephone, "Telephone", "As it is dialled."),
        ask!(Contact.email, "Email", "One address.").fresh(),
        ask!(
            Contact.met,
            "Met on",
            "The day on which whoever must meet a new person in this post did."
        )
        .option("met")
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            organisation: nobody(),
            name: String::new(),
            post: String::new(),
            from: None,
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: None,
        }
    }
}
