//! What is asked about a membership of a forum.

use super::{Answers, Asked, Form, Reader, ask, nobody};
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::membership::{Membership, Role};

const ORGANISATION: Asked<Membership> = ask!(
    Membership.organisation,
    "Organisation",
    "The body that belongs to it, or is invited."
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

const REPRESENTATIVE: Asked<Membership> = ask!(
    Membership.representative,
    "Representative",
    "The person who speaks for it at the forum: on the circulation list."
);
const DEPUTY: Asked<Membership> = ask!(
    Membership.deputy,
    "Deputy",
    "Who stands in: on the circulation list."
);
const OFFICE: Asked<Membership> = ask!(
    Membership.office,
    "Office to copy",
    "The address that gets a copy: chief executives' papers run through offices."
);

/// In the row of a forum's form.
pub(super) const CELLS: &[Asked<Membership>] =
    &[ORGANISATION, ROLE, REPRESENTATIVE, DEPUTY, OFFICE, FROM, TO];

impl Form for Membership {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Membership.forum, "Forum", "The forum it belongs to.").required(),
        ORGANISATION,
        ROLE,
        REPRESENTATIVE,
        DEPUTY,
        OFFICE,
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
            position: 0,
            ..Self::new(id, nobody(), nobody(), Role::Member)
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
