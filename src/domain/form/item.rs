//! What is asked about an agenda item.

use super::{Answers, Asked, Form, Reader, ask, nobody};
use crate::domain::change::Change;
use crate::domain::cycle::{numbering, order};
use crate::domain::id::Id;
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::register::Register;

impl Form for Item {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Item.meeting,
            "Meeting",
            "The meeting on whose agenda it stands: a date, next or last."
        )
        .required(),
        ask!(Item.title, "Title", "As the agenda prints it.").required(),
        ask!(Item.purpose, "Purpose", "What the meeting does with it."),
        ask!(
            Item.presenter,
            "Presenter",
            "An organisation, a post or a person."
        ),
        ask!(
            Item.start,
            "Time",
            "Only where it is to start at a time of its own: 10:30am."
        ),
        ask!(Item.minutes, "Minutes", "How long it is to take."),
        ask!(
            Item.number,
            "Number",
            "As printed; the next one if nothing is said. A break has none."
        )
        .fresh(),
        ask!(
            Item.position,
            "Place",
            "Its place in the order of business, from 1; before any other business if nothing is said."
        )
        .fresh(),
        ask!(
            Item.is_sub,
            "Sub-item",
            "Whether it stands under the item before it: 1.1 under 1."
        )
        .option("sub-item")
        .fresh(),
        ask!(
            Item.section,
            "Section",
            "The part of the agenda it stands in, where there are parts."
        ),
        ask!(Item.paper, "Paper number", "The reference of its paper.")
            .under("Paper")
            .fresh(),
        ask!(Item.paper_state, "Paper", "How its paper stands.")
            .option("paper-state")
            .fresh(),
        ask!(
            Item.copy.from as "paper_from",
            "Paper from",
            "The organisation that sends it."
        )
        .of("copy")
        .option("paper-from")
        .fresh(),
        ask!(
            Item.copy.link as "paper_link",
            "Where it is",
            "Its file, or https://…"
        )
        .of("copy")
        .option("paper-link")
        .fresh(),
        ask!(
            Item.copy.on as "paper_on",
            "Received on",
            "The day the paper came."
        )
        .of("copy")
        .option("paper-on")
        .fresh(),
        ask!(Item.state, "State", "Whether it has been discussed.")
            .under("Record")
            .fresh(),
        ask!(
            Item.outcome,
            "Outcome",
            "What came of it, in the words of the record."
        )
        .long()
        .fresh(),
        ask!(
            Item.carried_from,
            "Carried from",
            "The item of an earlier meeting that it goes on with."
        )
        .option("carried-from")
        .fresh(),
        ask!(
            Item.sent_out,
            "Sent out to",
            "A body whose meetings are not kept here, and the day."
        )
        .option("sent-out")
        .fresh(),
        ask!(
            Item.agreement,
            "Agreement",
            "The agreement whose review it is."
        ),
        ask!(
            Item.reserved,
            "Reserved",
            "Why it is not for publication; empty if it is."
        ),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nobody(), 0, "")
    }

    /// The last of the business on its agenda, before what closes the meeting, with the number of that place.
    fn complete(answers: &mut Answers, reader: &Reader<'_>) {
        let Some(meeting) = reader.named::<Meeting>(answers.text("meeting")) else {
            return;
        };
        let agenda = item::agenda(reader.register, meeting);
        let position = item::line_of(answers.text("title"), &agenda) + 1;
        if answers.get("number").is_none() {
            answers.set_text("number", numbering::next(reader.register, meeting));
        }
        if matches!(answers.text("position"), "" | "0") {
            answers.set_text("position", position.to_string());
        }
    }

    fn settle(register: &Register, change: Change) -> Change {
        order::settle(register, change)
    }
}
