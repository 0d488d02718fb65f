//! Who stands in for a member's representative.

use super::Purpose;
use crate::domain::attendance::Presence;
use crate::domain::cycle::sitting::{self, Attending};
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::Effect;

/// With the deputy that the forum knows. None if the meeting or the organisation is gone.
pub(super) fn form(register: &Register, id: Id<Meeting>, body: Id<Organisation>) -> Option<Form> {
    let meeting = register.meetings.get(id)?;
    let organisation = register.organisations.get(body)?;
    let seats = sitting::expected(register, meeting);
    let seat = seats.iter().find(|seat| seat.organisation == body);
    let name = |contact: Option<_>| {
        let contact = contact.and_then(|id| register.contacts.get(id));
        contact.map_or("", |one| one.name.as_str())
    };
    let fields = vec![
        Field::offered("name", "Name", name(seat.and_then(|one| one.deputy)))
            .required()
            .hint("Who came: Dr A Smith."),
        Field::offered(
            "stands_for",
            "For",
            name(seat.and_then(|one| one.representative)),
        )
        .hint("Whose place they take: B Jones."),
    ];
    Some(Form::new(
        Purpose::Deputy(id, body),
        "A deputy came",
        &organisation.name,
        fields,
    ))
}

pub(super) fn submit(id: Id<Meeting>, body: Id<Organisation>, filled: &Filled<'_>) -> Effect {
    let register = filled.register;
    let name = filled.text("name");
    let meeting = register.meetings.get(id);
    let seats = meeting.map_or_else(Vec::new, |one| sitting::expected(register, one));
    let known = seats
        .iter()
        .find(|seat| seat.organisation == body)
        .and_then(|seat| register.contacts.get(seat.deputy?))
        .filter(|contact| contact.name == name);
    let one = Attending {
        contact: known.map(|contact| contact.id),
        name: if known.is_some() {
            String::new()
        } else {
            name.to_owned()
        },
        stands_for: filled.text("stands_for").to_owned(),
        ..Attending::new(Presence::Deputy, Some(body))
    };
    Effect::Commit(Box::new(move |register| {
        sitting::attend(register, id, &[one])
    }))
}
