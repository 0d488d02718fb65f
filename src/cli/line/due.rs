//! What is due, one numbered line each; a number leads to the entry.

use super::look;
use super::talk::{Said, Talk, returned};
use crate::domain::audience::Audience;
use crate::domain::date;
use crate::domain::due::{DueKind, DueOptions, Line, Section, due};
use crate::domain::field::label;
use crate::session::Session;

const HELP: &str =
    "The number of a line shows its entry and what can be done with it. Enter goes back.";

pub(super) fn run(talk: &mut Talk<'_>, session: &mut Session) -> Said<()> {
    let mut said = None;
    loop {
        let lines = due(
            session.register(),
            session.today(),
            session.rules(),
            &DueOptions::default(),
        );
        if lines.is_empty() {
            return talk.say("Nothing is due.");
        }
        let rows: Vec<String> = lines.iter().map(|line| words(line, session)).collect();
        // Somebody who listens does not want it all again for having looked at one.
        if said.as_ref() != Some(&rows) {
            in_sections(talk, &lines, &rows)?;
        }
        let chosen = talk.choose("Number of a line, or Enter to go back:", &rows, HELP)?;
        let Some(line) = chosen.and_then(|place| lines.get(place)) else {
            return Ok(());
        };
        let entry = line.entry;
        said = Some(rows);
        returned(look::look(talk, session, entry))?;
        talk.gap()?;
    }
}

fn in_sections(talk: &mut Talk<'_>, lines: &[Line], rows: &[String]) -> Said<()> {
    let mut section: Option<Section> = None;
    for ((line, row), number) in lines.iter().zip(rows).zip(1..) {
        if section != Some(line.section) {
            let all = lines.iter().filter(|one| one.section == line.section);
            let name = label(&line.section.to_string());
            talk.say(&format!("{name}: {}", all.count()))?;
            section = Some(line.section);
        }
        talk.say(&format!("{number}. {row}"))?;
    }
    Ok(())
}

/// `Overdue, 5 years ago: review of Joint Working Protocol, due by September 2016`.
fn words(line: &Line, session: &Session) -> String {
    let (register, today) = (session.register(), session.today());
    let (when, due) = match line.due {
        Some(due) => (
            format!(", {}", date::when(due.last(), today)),
            format!(", due {due}"),
        ),
        None => (", no date".to_owned(), String::new()),
    };
    let what = match line.kind {
        DueKind::Review => "review of ",
        DueKind::Commitment => "commitment: ",
        DueKind::Signature => "signature of ",
        DueKind::Meeting => "meeting: ",
        DueKind::HandOver
        | DueKind::Action
        | DueKind::ToFix
        | DueKind::Papers
        | DueKind::Returns
        | DueKind::Contact
        | DueKind::Embargo
        | DueKind::Offer
        | DueKind::Text => "",
    };
    let state = label(line.state());
    let title = line.title(register, today);
    let owner = line.owner(register, today);
    let owner = if owner.is_empty() {
        owner
    } else {
        format!(", for {owner}")
    };
    let reserved = look::reserved(register, line.entry);
    let waits = line.waits_shown(register, today, Audience::Secretariat);
    let waits = waits.map_or_else(String::new, |waits| format!("; {waits}"));
    format!("{state}{when}: {what}{title}{due}{owner}{reserved}{waits}")
}
