//! Writing everything with an organisation to a file, or a report on it.

use std::path::PathBuf;

use super::Purpose;
use crate::domain::audience::Audience;
use crate::domain::bodies::{holdings, names};
use crate::domain::date::Date;
use crate::domain::due::{self, DueOptions, Rules};
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::exchange::body_report::{ReportOptions, report};
use crate::exchange::document::Document;
use crate::exchange::{self, Format};
use crate::files::{self, Existing};
use crate::tui::dialogs::{Field, Filled, Form};
use crate::tui::effect::{Context, Effect, Then};

const EVERYTHING: &str = "everything today";
const REPORT: &str = "report for a request";

/// None if it is gone.
pub(super) fn form(context: &Context<'_>, id: Id<Organisation>) -> Option<Form> {
    let body = context.register().organisations.get(id)?;
    let words = &context.session.house().words;
    let name = files::report_name(body, context.today(), words);
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let fields = vec![
        Field::choice("what", "What", names(&[EVERYTHING, REPORT]))
            .hint("The report tells the agreements, meetings and actions of a period, for a freedom of information request."),
        Field::date("from", "From", "").hint("Of a report; empty for from the beginning."),
        Field::date("to", "To", "").hint("Of a report; empty for until today."),
        Field::choice("format", "Format", names(&Format::ALL.map(Format::name)))
            .hint("Left and Right choose."),
        Field::choice("for", "For", names(&Audience::ALL.map(Audience::name))).hint(
            "The public text leaves reserved lines out and counts them; the others are marked on every page.",
        ),
        Field::offered("file", "File name", &name)
            .required()
            .reckoned(|filled| format!("Writes {}", path(filled).display())),
    ];
    Some(Form::new(
        Purpose::ExportBody(id),
        "Export",
        &body.name,
        fields,
    ))
}

pub(super) fn submit(id: Id<Organisation>, filled: &Filled<'_>) -> Result<Effect, Refusal> {
    let document = if filled.text("what") == REPORT {
        let options = ReportOptions {
            body: id,
            from: filled.date("from")?.map(Date::first),
            to: filled.date("to")?.map(Date::last),
            today: filled.today,
        };
        report(filled.register, &options, audience(filled))?.document()
    } else {
        everything(id, filled)?
    };
    Ok(Effect::Export {
        path: path(filled),
        bytes: exchange::render(&document, format(filled))?,
        existing: Existing::Refuse,
        then: Then::Nothing,
    })
}

fn everything(id: Id<Organisation>, filled: &Filled<'_>) -> Result<Document, Refusal> {
    let (register, today) = (filled.register, filled.today);
    let Some(body) = names::record_on(register, id, today) else {
        return Err(Refusal::not_found(format!(
            "There is no organisation {id}."
        )));
    };
    let lines = due::due(register, today, &Rules::default(), &DueOptions::default());
    let all = holdings::of(register, id, today, &lines);
    let title = exchange::holdings::title(body, today);
    Ok(exchange::holdings::document(&title, &all, audience(filled)))
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
