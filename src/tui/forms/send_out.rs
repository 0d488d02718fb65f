//! Writing the e-mail drafts and the pack of an issued text into a folder.

use std::path::PathBuf;

use super::Purpose;
use crate::domain::audience::Audience;
use crate::domain::cycle::issue::called;
use crate::domain::id::Id;
use crate::domain::issued_text::{IssuedText, TextKind};
use crate::domain::register::Register;
use crate::domain::words::Word;
use crate::exchange::catalogue::Piece;
use crate::exchange::words::Words;
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Effect, SendOut};

/// None if the text is gone.
pub(super) fn form(register: &Register, id: Id<IssuedText>, words: &Words) -> Option<Form> {
    let text = register.texts.get(id)?;
    let meeting = register.meetings.get(text.meeting)?;
    let name = match text.what {
        TextKind::Agenda => Piece::Agenda(meeting.id).stem(register, meeting.on.last(), words),
        TextKind::Record => format!("{}-{}", TextKind::Record.word(), meeting.on.code()),
    };
    let name = match text.number {
        1 => name,
        number => format!("{name}-issue-{number}"),
    };
    let audiences = Audience::ALL.map(|one| one.name().to_owned()).into();
    let fields = vec![
        Field::choice("for", "Pack for", audiences)
            .hint("The public pack leaves reserved papers out; the e-mail to members has them in any case."),
        Field::offered("folder", "Folder", &name)
            .required()
            .hint("A new folder: one e-mail for the members, one for each invitee, and the pack."),
    ];
    Some(Form::new(
        Purpose::SendOut(id),
        "E-mail drafts and pack",
        &called(register, text),
        fields,
    ))
}

pub(super) fn submit(id: Id<IssuedText>, filled: &Filled<'_>) -> Effect {
    Effect::SendOut(SendOut {
        text: id,
        folder: PathBuf::from(filled.text("folder")),
        pack: filled.text("for").parse().unwrap_or_default(),
    })
}
