//! `actions.csv`: actions of meetings, numbered on across each forum.

use chrono::NaiveDate;

use super::intake::{Incoming, Intake, date, reference};
use super::items::sitting;
use super::sheet::{Cells, Sheet};
use crate::domain::action::{Action, ActionDue, ActionOutcome, next_number};
use crate::domain::date;
use crate::domain::id::{Entry, Id};
use crate::domain::organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::Register;
use crate::domain::words::Word;

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, action);
}

fn action(intake: &mut Intake<'_>, row: &Incoming<'_>) -> Result<Entry, Refusal> {
    let meeting = row.need("meeting")?;
    row.need("text")?;
    let (register, today) = (intake.register(), intake.today);
    let known = row.id::<Action>().and_then(|id| register.actions.get(id));
    let blank = match known {
        Some(action) => Action {
            meeting: action.meeting,
            ..Action::new(action.id, action.forum, action.number, "")
        },
        None => new(register, meeting)?,
    };
    let told = row.told(blank.clone(), |cells| {
        let mut action = read(register, cells, blank.clone(), today)?;
        // Somebody may have renamed the owner since.
        if let Some(known) = known.filter(|_| cells.get("owner") == row.was("owner")) {
            action.owner = known.owner;
            action.post.clone_from(&known.post);
        }
        Ok(action)
    })?;
    let about = told.now.id.into();
    if let Some(words) = unread(&told.now.due).filter(|_| row.is_changed("due")) {
        let sentence = format!(
            "{} cannot be read as a date. The action keeps it in words and is due on no day until it is given one.",
            quoted(words)
        );
        intake.remark(row.line, sentence);
    }
    intake.put(row.line, told);
    intake.note(row, about, "notes", "");
    Ok(about)
}

fn new(register: &Register, meeting: &str) -> Result<Action, Refusal> {
    let meeting = sitting(register, meeting)?;
    let number = next_number(register, meeting.forum);
    Ok(Action {
        meeting: Some(meeting.id),
        ..Action::new(register.actions.next_id(), meeting.forum, number, "")
    })
}

fn read(
    register: &Register,
    cells: &Cells,
    blank: Action,
    today: NaiveDate,
) -> Result<Action, Refusal> {
    let owner = cells.get("owner");
    let body = organisation::called(register, owner).map(|one| one.id);
    let closed = date(cells.get("closed"), today)?;
    let outcome = outcome(cells.get("status"), closed)?;
    if outcome.is_some() && closed.is_none() {
        let sentence = "An action that is closed needs the day in the column closed.";
        return Err(Refusal::invalid("closed", sentence));
    }
    Ok(Action {
        reference: unique(register, cells.get("ref"), blank.id),
        text: cells.get("text").to_owned(),
        owner: body,
        post: body.map_or_else(|| owner.to_owned(), |_| String::new()),
        due: due(cells.get("due"), today),
        closed: closed.filter(|_| outcome.is_some()),
        outcome,
        ..blank
    })
}

/// A file's own reference, unless another action goes by it: "item 7" is nobody's name.
fn unique(register: &Register, text: &str, id: Id<Action>) -> Option<String> {
    let mut others = register.actions.iter().filter(|one| one.id != id);
    let is_taken = others.any(|one| one.reference.as_deref() == Some(text));
    reference(text).filter(|_| !is_taken)
}

/// "next meeting (2025-02-18)" is the next meeting, whenever that will be; what is no date stays as words.
fn due(text: &str, today: NaiveDate) -> ActionDue {
    if text.to_lowercase().starts_with("next meeting") {
        return ActionDue::NextMeeting;
    }
    // The register keeps such words in quotation marks.
    let words = text.trim_matches('"').trim();
    match date::read(words, today) {
        _ if words.is_empty() => ActionDue::Unset,
        Ok(date) => ActionDue::On(date),
        Err(_) => ActionDue::Words(words.to_owned()),
    }
}

/// Words with a figure in them were meant as a date, which nobody would be reminded of.
fn unread(due: &ActionDue) -> Option<&str> {
    match due {
        ActionDue::Words(words) => words.contains(char::is_numeric).then_some(words),
        ActionDue::Unset | ActionDue::On(_) | ActionDue::NextMeeting => None,
    }
}

fn outcome(status: &str, closed: Option<date::Date>) -> Result<Option<ActionOutcome>, Refusal> {
    match status {
        "" => Ok(closed.map(|_| ActionOutcome::Done)),
        "open" => Ok(None),
        "closed" => Ok(Some(ActionOutcome::Done)),
        _ => ActionOutcome::from_word(status).map(Some).ok_or_else(|| {
            let sentence = format!(
                "{} is no status of an action: write open, closed, done, overtaken or withdrawn.",
                quoted(status)
            );
            Refusal::invalid("status", sentence)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_cell_is_a_date_the_next_meeting_or_words() {
        let today = "2025-02-11".parse().expect("an ISO day");
        for (text, code) in [
            ("", None),
            ("\"\"", None),
            ("2025-02-18", Some("2025-02-18")),
            ("by March 2025", Some("by 2025-03")),
            ("next meeting (2025-02-18)", Some("next meeting")),
            ("a later meeting", Some("\"a later meeting\"")),
            ("\"soon\"", Some("\"soon\"")),
        ] {
            assert_eq!(due(text, today).code().as_deref(), code, "{text}");
        }
    }
}
