//! What is asked about a membership of a forum.

use super::{Answers, Asked, Form, Reader, ask, nobody};
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::membership::{Membership, Role};

const ORGANISATION: Asked<Membership> = ask!(
    Membership.organisation,
    "Organisation",
    "The body; a new one can be made here."
)
.required();
const ROLE: Asked<Membership> = ask!(
    Membership.role,
    "Role",
    "Chair and Secretariat are roles of their own; a body may hold several."
)
.option("as")
.required();
const FROM: Asked<Membership> = ask!(
    Membership.from,
    "From",
    "The first day of the role, if it is known."
)
.fresh();
const TO: Asked<Membership> = ask!(
    Membership.to,
    "To",
    "The last day of the role; empty while it is held."
)
.fresh();

/// In the row of a forum's form.
pub(super) const CELLS: &[Asked<Membership>] = &[ORGANISATION, ROLE, FROM, TO];

impl Form for Membership {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Membership.forum, "Forum", "The forum it belongs to.").required(),
        ORGANISATION,
        ROLE,
        FROM,
        TO,
        ask!(
            Membership.position,
            "Place",
            "Its place in printed lists, from 1."
        )
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self {
            id,
            forum: nobody(),
            organisation: nobody(),
            role: Role::Member,
            from: None,
            to: None,
            position: 0,
        }
    }

    /// The last in its list.
    fn complete(answers: &mut Answers, reader: &Reader<'_>) {
        if matches!(answers.text("position"), "" | "0")
            && let Some(forum) = reader.named::<Forum>(answers.text("forum"))
        {
            let places = reader
                .register
                .memberships
                .of(forum)
                .map(|one| one.position);
            let last = places.max().unwrap_or(0);
            answers.set_text("position", last.saturating_add(1).to_string());
        }
    }
}
