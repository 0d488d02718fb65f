//! Writing a document about an entry to a file: which, as what, for whom and where.

use std::path::{Path, PathBuf};

use super::Purpose;
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::exchange::catalogue::{Desk, FileFormat, Made, Piece, of_entry};
use crate::files::{self, Existing};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect, Then};

/// None if the entry is gone.
pub(super) fn form(context: &Context<'_>, entry: Entry) -> Option<Form> {
    let register = context.register();
    let record = register.get(entry)?;
    let pieces = pieces(context, entry);
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let whats = pieces.iter().map(|piece| piece.name(register)).collect();
    let mut fields = vec![
        Field::choice("what", "What", whats).hint("What goes into the file."),
        Field::choice(
            "format",
            "Format",
            names(&FileFormat::ALL.map(FileFormat::words)),
        )
        .hint("A spreadsheet holds what is a list."),
        Field::choice("for", "For", names(&Audience::ALL.map(Audience::name))).hint(
            "The public text leaves out what is reserved; the others are marked on every page.",
        ),
        Field::text("folder", "Folder", &context.outlook.folder).hint(
            "Where it goes; empty for the folder the program was started in. It is remembered.",
        ),
        Field::text("file", "File name", "").reckoned(move |filled| told(entry, filled)),
    ];
    if pieces.iter().any(|piece| matches!(piece, Piece::Report(_))) {
        let hint = "Of a report; empty for from the beginning.";
        fields.push(Field::date("from", "From", "").hint(hint));
        let hint = "Of a report; empty for until today.";
        fields.push(Field::date("to", "To", "").hint(hint));
    }
    let title = record.title(register);
    Some(Form::new(Purpose::Export(entry), "Export", &title, fields))
}

pub(super) fn submit(entry: Entry, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let made = made(entry, filled)?;
    let format = format(filled);
    Ok(Effect::Export {
        path: path(&made, filled),
        bytes: made.render(format, filled.session.house())?,
        existing: Existing::Refuse,
        then: Then::Offer,
    })
}

/// What is offered of an entry, and what is due, which is asked for from anywhere.
fn pieces(context: &Context<'_>, entry: Entry) -> Vec<Piece> {
    all(context.register(), entry, context.today())
}

fn all(register: &Register, entry: Entry, today: chrono::NaiveDate) -> Vec<Piece> {
    let mut pieces = of_entry(register, entry, today);
    pieces.push(Piece::Due);
    pieces
}

fn made(entry: Entry, filled: &Filled<'_>) -> Result<Made, Refusal> {
    let register = filled.register;
    let pieces = all(register, entry, filled.today);
    let wanted = filled.text("what");
    let piece = pieces
        .into_iter()
        .find(|piece| piece.name(register) == wanted);
    let missing = || Refusal::invalid("what", "Choose what to write from the list.");
    let mut piece = piece.ok_or_else(missing)?;
    if let Piece::Report(options) = &mut piece {
        options.from = filled.date("from")?.map(Date::first);
        options.to = filled.date("to")?.map(Date::last);
    }
    piece.made(&Desk {
        register,
        today: filled.today,
        rules: filled.session.rules(),
        page: filled.page,
        house: filled.session.house(),
        audience: audience(filled),
    })
}

/// Where the file goes, or why there is none, while the form is filled in.
fn told(entry: Entry, filled: &Filled<'_>) -> String {
    match made(entry, filled) {
        Ok(made) => {
            let path = path(&made, filled);
            format!("Empty for the usual name. Writes {}", path.display())
        }
        Err(refusal) => refusal.sentence,
    }
}

fn path(made: &Made, filled: &Filled<'_>) -> PathBuf {
    let name = match filled.text("file") {
        "" => made.stem.as_str(),
        typed => typed,
    };
    let file = files::document_path(name, audience(filled), format(filled).extension());
    Path::new(filled.text("folder")).join(file)
}

fn format(filled: &Filled<'_>) -> FileFormat {
    let mut all = FileFormat::ALL.into_iter();
    let wanted = filled.text("format");
    let found = all.find(|one| one.words() == wanted);
    found.unwrap_or(FileFormat::Document(crate::exchange::Format::Docx))
}

fn audience(filled: &Filled<'_>) -> Audience {
    filled.text("for").parse().unwrap_or_default()
}
