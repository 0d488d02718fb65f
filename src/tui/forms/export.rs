//! Writing an agenda to a file.

use std::path::PathBuf;

use super::Purpose;
use crate::domain::audience::Audience;
use crate::domain::id::Id;
use crate::domain::issued_text::TextKind;
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};
use crate::exchange::words::Words;
use crate::exchange::{self, Format, issued};
use crate::files::{self, Existing};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Effect, Then};

/// None if the meeting is gone.
pub(super) fn form(register: &Register, id: Id<Meeting>, words: &Words) -> Option<Form> {
    let meeting = register.meetings.get(id)?;
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let fields = vec![
        Field::choice("format", "Format", names(&Format::ALL.map(Format::name)))
            .hint("Left and Right choose."),
        Field::choice("for", "For", names(&Audience::ALL.map(Audience::name))).hint(
            "The public text leaves reserved items out; the others are marked on every page.",
        ),
        Field::offered(
            "file",
            "File name",
            &files::agenda_name(register, meeting, words),
        )
        .required()
        .reckoned(|filled| format!("Writes {}", path(filled).display())),
    ];
    let title = meeting.title(register);
    Some(Form::new(
        Purpose::Export(id),
        "Export the agenda",
        &title,
        fields,
    ))
}

pub(super) fn submit(meeting: Id<Meeting>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let words = &filled.session.house().words;
    let (register, what) = (filled.register, TextKind::Agenda);
    let document = issued::draft(register, meeting, what, audience(filled), words)?;
    Ok(Effect::Export {
        path: path(filled),
        bytes: exchange::render(&document, format(filled))?,
        existing: Existing::Refuse,
        then: Then::Nothing,
    })
}

fn path(filled: &Filled<'_>) -> PathBuf {
    let ending = format(filled).extension();
    files::document_path(filled.text("file"), audience(filled), ending)
}

fn format(filled: &Filled<'_>) -> Format {
    let mut all = Format::ALL.into_iter();
    all.find(|one| one.name() == filled.text("format"))
        .unwrap_or(Format::Markdown)
}

fn audience(filled: &Filled<'_>) -> Audience {
    let mut all = Audience::ALL.into_iter();
    all.find(|one| one.name() == filled.text("for"))
        .unwrap_or_default()
}
