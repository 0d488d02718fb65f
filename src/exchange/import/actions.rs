//! `actions.csv`: actions of meetings, numbered on across each forum.

use chrono::NaiveDate;

use super::cell::{date, reference};
use super::intake::{Incoming, Intake};
use super::items::sitting;
use super::sheet::{Cells, Sheet};
use crate::domain::action::{Action, ActionDue, ActionOutcome, next_number};
use crate::domain::date;
use crate::domain::find::fold;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::words::Word;

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, action);
}

fn action(intake: &mut Intake<'_>, row: &Incoming) -> Result<Entry, Refusal> {
    if row.cells.get("forum").is_empty() {
        row.need("meeting")?;
    }
    row.need("text")?;
    let (register, today) = (intake.register(), intake.today);
    let known = row.id::<Action>().and_then(|id| register.actions.get(id));
    let blank = match known {
        Some(action) => Action {
            meeting: action.meeting,
            ..Action::new(action.id, action.forum, action.number, "")
        },
        None => new(intake, &row.cells)?,
    };
    let told = row.told(blank.clone(), |cells| {
        let mut action = read(intake, cells, blank.clone(), today)?;
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

/// The action that a row means: the forum's of that number, or of that text.
pub(super) fn recognised(intake: &Intake<'_>, cells: &Cells) -> Option<Entry> {
    let register = intake.register();
    let at = held(intake, cells).ok()?;
    let number = cells.get("ref").parse::<u32>().ok();
    let text = fold(cells.get("text"));
    let free = || {
        let actions = register.actions.of(at.forum);
        actions.filter(|one| intake.is_free(one.id.into()))
    };
    let is_there = |one: &&Action| at.meeting.is_none() || one.meeting == at.meeting;
    let same = |one: &&Action| fold(&one.text) == text && is_there(one);
    let numbered = free().find(|one| Some(one.number) == number && fold(&one.text) == text);
    let meant = numbered.or_else(|| free().find(same));
    meant.map(|one| one.id.into())
}

/// Where an action was agreed.
struct Held {
    forum: Id<Forum>,
    meeting: Option<Id<Meeting>>,
}

fn held(intake: &Intake<'_>, cells: &Cells) -> Result<Held, Refusal> {
    let name = cells.get("forum");
    let key = cells.get("meeting");
    if !key.is_empty() {
        let id = sitting(intake, key, name)?;
        let meeting = intake.register().meetings.get(id);
        if let Some(meeting) = meeting {
            return Ok(Held {
                forum: meeting.forum,
                meeting: Some(id),
            });
        }
    }
    let forum = intake.called::<Forum>(name).ok_or_else(|| Refusal {
        field: Some("forum"),
        ..Refusal::not_found(format!(
            "The forum {} is not in the register.",
            quoted(name)
        ))
    })?;
    Ok(Held {
        forum,
        meeting: None,
    })
}

/// With the number that the file gives it, if the forum has none of that number.
fn new(intake: &Intake<'_>, cells: &Cells) -> Result<Action, Refusal> {
    let register = intake.register();
    let Held { forum, meeting } = held(intake, cells)?;
    let given = cells.get("ref").parse::<u32>().ok();
    let is_taken = |number: u32| register.actions.of(forum).any(|one| one.number == number);
    let given = given.filter(|number| *number > 0 && !is_taken(*number));
    let number = given.unwrap_or_else(|| next_number(register, forum));
    Ok(Action {
        meeting,
        ..Action::new(register.actions.next_id(), forum, number, "")
    })
}

fn read(
    intake: &Intake<'_>,
    cells: &Cells,
    blank: Action,
    today: NaiveDate,
) -> Result<Action, Refusal> {
    let owner = cells.get("owner");
    let body = intake.called::<Organisation>(owner);
    let closed = date("closed", cells.get("closed"), today)?;
    let outcome = outcome(cells.get("status"), closed)?;
    if outcome.is_some() && closed.is_none() {
        let sentence = "An action that is closed needs the day in the column closed.";
        return Err(Refusal::invalid("closed", sentence));
    }
    Ok(Action {
        reference: unique(intake, cells.get("ref"), &blank),
        text: cells.get("text").to_owned(),
        owner: body,
        post: body.map_or_else(|| owner.to_owned(), |_| String::new()),
        due: due(cells.get("due"), today),
        closed: closed.filter(|_| outcome.is_some()),
        outcome,
        ..blank
    })
}

/// A file's own reference, unless another action goes by it, or it is the number: "item 7" is nobody's name.
fn unique(intake: &Intake<'_>, text: &str, action: &Action) -> Option<String> {
    let other = intake.by_reference::<Action>(text);
    let is_taken = other.is_some_and(|other| other != action.id);
    let is_number = text.parse() == Ok(action.number);
    reference(text).filter(|_| !is_taken && !is_number)
}

/// "next meeting (2025-02-18)" is the next meeting, whenever that will be; what is no date stays as words.
fn due(text: &str, today: NaiveDate) -> ActionDue {
    if text.to_lowercase().starts_with("next meeting") {
        return ActionDue::NextMeeting;
    }
    // The register keeps such words in quotation marks.
    let words = text.trim_matches('"').trim();
    match date::read_in_sheet(words, today) {
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
    match status.to_lowercase().as_str() {
        "" => Ok(closed.map(|_| ActionOutcome::Done)),
        "open" | "ongoing" | "in progress" | "outstanding" | "not started" => Ok(None),
        "closed" | "complete" | "completed" => Ok(Some(ActionOutcome::Done)),
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
