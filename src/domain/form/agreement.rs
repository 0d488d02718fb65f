//! What is asked about an agreement, its parties with it.

use super::{Also, Ask, Asked, Form, Input, Reader, also, ask};
use crate::domain::agreement::Agreement;
use crate::domain::id::Id;
use crate::domain::life::review;
use crate::domain::party::Party;
use crate::domain::refusal::Refusal;

impl Form for Agreement {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(Agreement.title, "Title", "As the text itself is called.").required(),
        ask!(
            Agreement.kind,
            "Kind",
            "MoU, JWP, ISA, or any other in your words."
        ),
        ask!(
            Agreement.review_due,
            "Review due",
            "The next review, as the text says it: by September 2027."
        )
        .option("review")
        .under("Review")
        .fresh(),
        ask!(
            Agreement.review_every,
            "Review every",
            "2 years, 6 months; empty where the text names no interval."
        )
        .option("every"),
        ask!(
            Agreement.review_clause,
            "Review clause",
            "The words of the text about its review."
        )
        .long()
        .option("clause")
        .fresh(),
        ask!(
            Agreement.review_event,
            "Review on",
            "What sets it off where it is no date: a change of the law."
        )
        .option("review-event"),
        ask!(
            Agreement.no_review,
            "No review",
            "Whether the text foresees none at all."
        )
        .option("no-review")
        .fresh(),
        ask!(
            Agreement.review_lead,
            "Start review",
            "So long before its last day: 6 months; empty for the usual 3 months."
        )
        .option("review-start"),
        ask!(
            Agreement.states,
            "States",
            "What it has been, oldest first; the last one is what it is."
        )
        .under("State and dates")
        .option("state")
        .fresh(),
        ask!(
            Agreement.waiting_for,
            "With",
            "Who has the text now, for signature or for its review, and since when."
        )
        .option("with")
        .fresh(),
        ask!(
            Agreement.effective,
            "In force from",
            "Where the text says so; else from the last signature."
        )
        .fresh(),
        ask!(
            Agreement.published,
            "Published",
            "The day it was published."
        )
        .fresh(),
        ask!(
            Agreement.signatures,
            "Other signatures",
            "Signature dates of which nobody knows whose they are."
        )
        .option("signature")
        .fresh(),
        ask!(
            Agreement.parent,
            "Hangs under",
            "The agreement it hangs under: a protocol under its memorandum."
        )
        .under("Other agreements"),
        ask!(
            Agreement.supersedes,
            "Takes the place of",
            "Earlier agreements that it replaces, whole or in part."
        )
        .fresh(),
        ask!(
            Agreement.team,
            "Managed by",
            "The team that manages agreements of its class."
        )
        .under("What it says")
        .option("managed-by"),
        ask!(
            Agreement.summary,
            "Summary",
            "What the public page says of it."
        )
        .long(),
        ask!(
            Agreement.scope,
            "Intended scope",
            "One sentence, while it is in development."
        )
        .long(),
        ask!(Agreement.level, "Level", "Local, regional or national."),
        ask!(Agreement.area, "Area", "Where it applies."),
        ask!(
            Agreement.legal_status,
            "Legal status",
            "Such as: not legally enforceable."
        )
        .option("legal-status"),
        ask!(Agreement.basis, "Basis", "Acts and codes it rests on.").long(),
        ask!(
            Agreement.focus_areas,
            "Focus areas",
            "What it is about, one a row."
        )
        .option("focus-area"),
        ask!(
            Agreement.ways_of_working,
            "Ways of working",
            "How the parties work together, one a row."
        )
        .option("way-of-working"),
        ask!(Agreement.annexes, "Annexes", "Their titles.").option("annex"),
        ask!(
            Agreement.links,
            "Links",
            "Where the text and other documents are."
        )
        .option("link")
        .fresh(),
        ask!(Agreement.sharing.what as "sharing_what", "What is shared", "Of an information sharing agreement: which information.")
            .of("sharing")
            .option("shared-what")
            .long()
            .under("What is shared"),
        ask!(Agreement.sharing.how as "sharing_how", "How", "By which means.").of("sharing").option("shared-how"),
        ask!(Agreement.sharing.when as "sharing_when", "When", "How often, or on what occasion.")
            .of("sharing")
            .option("shared-when"),
        ask!(Agreement.sharing.with as "sharing_with", "With whom", "Who receives it.").of("sharing").option("shared-with"),
        ask!(Agreement.sharing.security as "sharing_security", "Security", "How it is kept safe.")
            .of("sharing")
            .option("shared-security"),
        ask!(Agreement.ladder, "Ladder", "The posts that a disagreement climbs, in order.")
            .under("Disagreements")
            .option("ladder-post"),
        ask!(Agreement.disagreements, "Disagreement", "The dated steps of a live one. Never shown to the public.")
            .option("step")
            .fresh(),
        ask!(
            Agreement.publish,
            "Publish",
            "Whether it stands on the published page."
        )
        .under("Also")
        .fresh(),
        ask!(
            Agreement.reference,
            "Reference",
            "The key by which imports know it; may be empty."
        )
        .fresh(),
    ];

    const ALSO: &'static [Also<Self>] = &[Also {
        ask: Ask {
            option: "party",
            ..Ask::new(
                "parties",
                "Parties",
                "Who is bound by it, in the order of the text, with the day each signed.",
                Input::List(also::list::<Self, Party>()),
            )
        },
        after: "kind",
        write: also::write::<Self, Party>,
        change: also::change::<Self, Party>,
    }];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, "")
    }

    fn refuse(before: &Self, after: &Self, reader: &Reader<'_>) -> Result<(), Refusal> {
        review::refuse_push(reader.register, before, after, reader.today)
    }
}
