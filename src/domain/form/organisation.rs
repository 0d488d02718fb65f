//! What is asked about an organisation.

use super::{Asked, Form, ask};
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;

impl Form for Organisation {
    const ASKS: &'static [Asked<Self>] = &[
        ask!(
            Organisation.name,
            "Name",
            "The full name, as it is printed."
        )
        .required()
        .fresh(),
        ask!(
            Organisation.acronym,
            "Acronym",
            "For narrow columns and for finding: CQC."
        )
        .fresh(),
        ask!(
            Organisation.aliases,
            "Also called",
            "Other spellings of the same body, and names it has had."
        )
        .option("alias")
        .fresh(),
        ask!(
            Organisation.sort,
            "Sort of body",
            "Professional regulator, ombudsman, association, company."
        ),
        ask!(
            Organisation.enquiries,
            "Enquiries",
            "Whom to ask about its agreements, as the public page prints it."
        )
        .long(),
        ask!(
            Organisation.ceased,
            "Ceased",
            "The day it ceased to be, with or without a successor."
        )
        .fresh(),
        ask!(
            Organisation.successors,
            "Became",
            "The bodies that took its place, if it has gone."
        )
        .option("successor")
        .fresh(),
        ask!(
            Organisation.reference,
            "Reference",
            "The key by which imports know it; may be empty."
        )
        .fresh(),
    ];

    fn blank(id: Id<Self>) -> Self {
        Self::new(id, "")
    }
}
