//! What is asked about a party to an agreement.

use super::{Answers, Asked, Form, Reader, ask, nobody};
use crate::domain::agreement::Agreement;
use crate::domain::id::Id;
use crate::domain::party::Party;

const ORGANISATION: Asked<Party> = ask!(
    Party.organisation,
    "Organisation",
    "The body that is party."
)
.required();
const SIGNED: Asked<Party> = ask!(
    Party.signed,
    "Signed",
    "The day it signed, or as much as is known."
)
.fresh();
const SIGNED_BY: Asked<Party> = ask!(
    Party.signed_by,
    "Signed by",
    "The post, or the person in it, that signed."
)
.option("by")
.fresh();
const CAPACITY: Asked<Party> = ask!(
    Party.capacity,
    "Capacity",
    "Bound by it, signed it, supports it without signing, or adopts what another signed."
)
.option("as");
const LEAD: Asked<Party> = ask!(
    Party.lead,
    "Lead post",
    "The post that answers for the agreement there."
)
.option("lead");

/// In the row of an agreement's form.
pub(super) const CELLS: &[Asked<Party>] = &[ORGANISATION, SIGNED, CAPACITY, LEAD, SIGNED_BY];

impl Form for Party {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Party.agreement,
            "Agreement",
            "The agreement it is party to."
        )
        .required(),
        ORGANISATION,
        SIGNED,
        CAPACITY,
        LEAD,
        SIGNED_BY,
        ask!(
            Party.from,
            "Party from",
            "The day it joined, where that is not the day of the text."
        )
        .option("from")
        .fresh(),
        ask!(
            Party.to,
            "Party until",
            "Its last day as a party; empty while it is one."
        )
        .option("until")
        .fresh(),
        ask!(Party.position, "Place", "Its place in the text, from 1.").fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, nobody(), nobody())
    }

    /// The last in its list.
    fn complete(answers: &mut Answers, reader: &Reader<'_>) {
        if matches!(answers.text("position"), "" | "0")
            && let Some(agreement) = reader.named::<Agreement>(answers.text("agreement"))
        {
            let places = reader
                .register
                .parties
                .of(agreement)
                .map(|one| one.position);
            let last = places.max().unwrap_or(0);
            answers.set_text("position", last.saturating_add(1).to_string());
        }
    }
}
