//! What is asked about a contact, and what a new person in a post takes over.

use super::typed::Typed;
use super::{Also, Answer, Ask, Asked, Form, Input, ask, nobody};
use crate::domain::contact::{self, Contact};
use crate::domain::id::Id;
use crate::domain::register::Kind;

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
        ask!(
            Contact.confirmed,
            "Confirmed",
            "The day on which somebody last made sure that this is still true."
        )
        .fresh(),
    ];

    const ALSO: &'static [Also<Self>] = &[Also {
        ask: Ask {
            option: "in-place-of",
            is_copied: false,
            ..Ask::new(
                "predecessor",
                "In place of",
                "Who held this post: they end the day before, and their places on circulation lists pass on.",
                Input::Entry(Kind::Contact),
            )
        },
        after: "organisation",
        write: |_, _| Answer::default(),
        change: |subject, answer, reader, change| {
            let predecessor = Option::read(answer, reader)?;
            match predecessor {
                Some(id) => {
                    contact::take_over(reader.register, reader.today, subject.row, id, change)
                }
                None => Ok(change),
            }
        },
    }];

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
            confirmed: None,
        }
    }
}
