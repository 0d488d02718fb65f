//! Saying no to an offer.

use super::Purpose;
use crate::domain::cycle::forward;
use crate::domain::id::Id;
use crate::domain::offer::Offer;
use crate::domain::register::Register;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// None if the offer is gone.
pub(super) fn form(register: &Register, id: Id<Offer>) -> Option<Form> {
    let offer = register.offers.get(id)?;
    let fields =
        vec![Field::text("why", "Why", "").hint(
            "The reason, for whoever offered it. It stands under what they said. May be empty.",
        )];
    let title = "Decline an offer";
    Some(Form::new(Purpose::Decline(id), title, &offer.title, fields))
}

pub(super) fn submit(id: Id<Offer>, filled: &Filled<'_>) -> Effect {
    let why = filled.text("why").to_owned();
    Effect::Commit(Box::new(move |register| {
        forward::decline(register, &[id], &why)
    }))
}
