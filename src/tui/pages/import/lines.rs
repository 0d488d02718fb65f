//! What the page of an import says in words.

use std::path::Path;

use super::Context;
use crate::exchange::import::{self, Book, BookReport, Fate};
use crate::tui::pages::written::{Line, Lines};
use crate::tui::theme::Tone;

/// What would become of the rows, as the command says it.
pub(super) fn told(
    context: &Context<'_>,
    book: &Book,
    report: &BookReport,
    width: u16,
) -> Vec<Line> {
    let mut out = Lines::new(width);
    if book.sheets.is_empty() {
        out.heading("No sheet of the file is brought in.");
    }
    let mut tried = context.register().clone();
    tried.apply(&report.change);
    let told = import::look(book, report, &tried, context.today());
    for line in told.lines() {
        let words = line.trim_start();
        match line.len() - words.len() {
            0 => out.heading(words),
            1..=2 => out.say(words, Tone::Plain, None),
            _ => out.add(words, Tone::Faint),
        }
    }
    out.all
}

/// What is said before a file is brought in.
pub(super) fn asked(path: &Path, new: usize, rejected: usize) -> String {
    let new = match new {
        0 => "Nothing in it is new or changed, so nothing goes in.".to_owned(),
        1 => "1 row is new or changed and goes in as one change, which u takes back.".to_owned(),
        count => {
            format!("{count} rows are new or changed and go in as one change, which u takes back.")
        }
    };
    let name = import::rejected_beside(path);
    let name = name.file_name().unwrap_or_default().to_string_lossy();
    let rejected = match rejected {
        0 => String::new(),
        1 => format!(" 1 row stays out and is written to {name} with the reason, to be mended."),
        count => {
            format!(
                " {count} rows stay out and are written to {name} with the reasons, to be mended."
            )
        }
    };
    new + &rejected
}

/// What becomes of a row, in the word that reports have for it.
pub(super) fn fate(fate: Option<Fate>) -> (&'static str, Tone) {
    match fate {
        Some(Fate::New) => ("new", Tone::Success),
        Some(Fate::Changed) => ("changed", Tone::DueSoon),
        Some(Fate::Unchanged) => ("as before", Tone::Faint),
        None => ("", Tone::Faint),
    }
}
