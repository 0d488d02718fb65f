//! Writing a document about an entry to a file: which, as what, for whom and where.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::Purpose;
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::handover;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::slug::slug;
use crate::exchange::catalogue::{Desk, FileFormat, Made, Piece, of_entry};
use crate::files::{self, Existing};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Dates, DatesOf, Effect, Then};

/// What can be written.
#[derive(Clone, Copy)]
enum What {
    Piece(Piece),
    Dates(DatesOf),
}

/// None if the entry is gone.
pub(super) fn form(context: &Context<'_>, entry: Entry) -> Option<Form> {
    let register = context.register();
    let record = register.get(entry)?;
    let offered = offered(register, entry, context.today());
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let whats = offered.iter().map(|what| what.name(register)).collect();
    let mut fields = vec![
        Field::choice("what", "What", whats).hint("What goes into the file."),
        Field::choice(
            "format",
            "Format",
            names(&FileFormat::ALL.map(FileFormat::words)),
        )
        .hint("A spreadsheet holds what is a list, an e-mail draft what goes to somebody; a calendar is one always."),
        Field::choice("for", "For", names(&Audience::ALL.map(Audience::name))).hint(
            "The public text leaves out what is reserved; the others are marked on every page.",
        ),
        Field::text("folder", "Folder", &context.outlook.folder).hint(
            "Where it goes; empty for the folder the program was started in. It is remembered.",
        ),
        Field::text("file", "File name", "").reckoned(move |filled| told(entry, filled)),
    ];
    if offered
        .iter()
        .any(|what| matches!(what, What::Piece(Piece::Report(_))))
    {
        let hint = "Of a report; empty for from the beginning.";
        fields.push(Field::date("from", "From", "").hint(hint));
        let hint = "Of a report; empty for until today.";
        fields.push(Field::date("to", "To", "").hint(hint));
    }
    let title = record.title(register);
    Some(Form::new(Purpose::Export(entry), "Export", &title, fields))
}

pub(super) fn submit(entry: Entry, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let piece = match chosen(entry, filled)? {
        What::Piece(piece) => piece,
        What::Dates(DatesOf::Invitation(_)) if audience(filled) != Audience::Public => {
            let sentence =
                "An invitation goes to invitees too, so there is none but the public one.";
            return Err(Refusal::invalid("for", sentence));
        }
        What::Dates(of) => {
            return Ok(Effect::Calendar(Dates {
                path: path(&stem_of(of, filled.register), "ics", filled),
                of,
                audience: audience(filled),
            }));
        }
    };
    let (made, format) = (made(piece, filled)?, format(filled));
    Ok(Effect::Export {
        path: path(&made.stem, format.extension(), filled),
        bytes: made.render(format, filled.session.house())?,
        existing: Existing::Refuse,
        then: Then::Offer(Vec::new()),
    })
}

impl What {
    fn name(self, register: &Register) -> String {
        let forum = |id| register.forums.get(id).map_or("", Forum::short);
        match self {
            Self::Piece(piece) => piece.name(register),
            Self::Dates(DatesOf::Forum(None)) => "calendar of everything".to_owned(),
            Self::Dates(DatesOf::Forum(Some(id))) => format!("calendar of {}", forum(id)),
            Self::Dates(DatesOf::Invitation(_)) => "invitation for calendars".to_owned(),
        }
    }
}

/// What is offered of an entry; what is due, and the calendar, are asked for from anywhere.
fn offered(register: &Register, entry: Entry, today: NaiveDate) -> Vec<What> {
    let mut all: Vec<What> = of_entry(register, entry, today)
        .into_iter()
        .map(What::Piece)
        .collect();
    let record = register.get(entry);
    let forum = record.and_then(|record| handover::forum_of(register, record));
    let item = entry.id().and_then(|id| register.items.get(id));
    if let Some(meeting) = item.map_or_else(|| entry.id(), |item| Some(item.meeting)) {
        all.push(What::Dates(DatesOf::Invitation(meeting)));
    }
    if forum.is_some() {
        all.push(What::Dates(DatesOf::Forum(forum)));
    }
    all.extend([What::Piece(Piece::Due), What::Dates(DatesOf::Forum(None))]);
    all
}

fn chosen(entry: Entry, filled: &Filled<'_>) -> Result<What, Refusal> {
    let register = filled.register;
    let mut all = offered(register, entry, filled.today).into_iter();
    let wanted = filled.text("what");
    let found = all.find(|what| what.name(register) == wanted);
    found.ok_or_else(|| Refusal::invalid("what", "Choose what to write from the list."))
}

fn made(mut piece: Piece, filled: &Filled<'_>) -> Result<Made, Refusal> {
    if let Piece::Report(options) = &mut piece {
        options.from = filled.date("from")?.map(Date::first);
        options.to = filled.date("to")?.map(Date::last);
    }
    piece.made(&Desk {
        register: filled.register,
        today: filled.today,
        rules: filled.session.rules(),
        page: filled.page,
        house: filled.session.house(),
        audience: audience(filled),
    })
}

/// The name of a calendar file, without its ending.
fn stem_of(of: DatesOf, register: &Register) -> String {
    match of {
        DatesOf::Forum(forum) => {
            let forum = forum.and_then(|id| register.forums.get(id));
            slug(&format!("calendar {}", forum.map_or("", Forum::short)))
        }
        DatesOf::Invitation(id) => {
            let day = register.meetings.get(id).map(|one| one.on.code());
            slug(&format!("invitation {}", day.unwrap_or_default()))
        }
    }
}

/// Where the file goes, or why there is none, while the form is filled in.
fn told(entry: Entry, filled: &Filled<'_>) -> String {
    let path = chosen(entry, filled).and_then(|what| match what {
        What::Dates(of) => Ok(path(&stem_of(of, filled.register), "ics", filled)),
        What::Piece(piece) => {
            let stem = made(piece, filled)?.stem;
            Ok(path(&stem, format(filled).extension(), filled))
        }
    });
    match path {
        Ok(path) => format!("Empty for the usual name. Writes {}", path.display()),
        Err(refusal) => refusal.sentence,
    }
}

fn path(stem: &str, ending: &str, filled: &Filled<'_>) -> PathBuf {
    let name = match filled.text("file") {
        "" => stem,
        typed => typed,
    };
    let file = files::document_path(name, audience(filled), ending);
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
