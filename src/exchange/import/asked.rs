//! Columns that are questions of a form: checked before a row goes in, answered when it has.

use super::Kept;
use super::cell::date;
use super::intake::{Incoming, Intake};
use crate::domain::date::Date;
use crate::domain::form::{self, Answer, Answers, Ask, Input, Reader, RowAnswer, read_row};
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;

/// Refuses a row of which an answer cannot be read.
pub(super) fn check(
    intake: &Intake<'_>,
    row: &Incoming,
    asks: &[&'static Ask],
) -> Result<(), Refusal> {
    let reader = reader(intake);
    for ask in asks.iter().filter(|ask| row.is_changed(ask.name)) {
        let answer = answer(ask, row.cells.get(ask.name), &reader)?;
        let form = form::of(kind_of(row, intake));
        form.check(ask.name, &answer, &reader).map_err(about(ask))?;
        for one in answer.rows() {
            ask.check_row(&one.cells, &reader).map_err(about(ask))?;
        }
    }
    Ok(())
}

/// Gives an entry the answers that its row says anew, where nobody else has answered since.
pub(super) fn take(intake: &mut Intake<'_>, row: &Incoming, about: Entry, asks: &[&'static Ask]) {
    let mut answers = Answers::default();
    let mut kept = Vec::new();
    let mut refused = Vec::new();
    let reader = reader(intake);
    for ask in asks
        .iter()
        .filter(|ask| row.is_changed(ask.name) || row.known.is_some())
    {
        let (was, now) = (row.was(ask.name), row.cells.get(ask.name));
        if was.is_empty() && now.is_empty() {
            continue;
        }
        let Ok(said) = answer(ask, now, &reader) else {
            continue;
        };
        let alone = |answer: Answer| {
            let mut answers = Answers::default();
            answers.set(ask.name, answer);
            form::change(reader.register, about, &answers, &reader)
        };
        // A form that changes nothing says that this is what stands there already.
        let stands = |text: &str| {
            let change = answer(ask, text, &reader).and_then(alone);
            change.is_ok_and(|change| change.is_empty())
        };
        if !intake.was_there(about) || stands(was) {
            answers.set(ask.name, said);
        } else if !stands(now) {
            let ours = form::of(about.kind).written(reader.register, about.number);
            let ours = ours.map_or_else(String::new, |ours| words(ask, &ours, &reader));
            kept.push(Kept {
                line: row.line,
                entry: about,
                field: ask.field.to_owned(),
                ours,
                theirs: now.to_owned(),
            });
        }
    }
    let change = form::change(reader.register, about, &answers, &reader);
    let change = change
        .map_err(|refusal| refused.push(refusal.to_string()))
        .ok();
    for one in kept {
        intake.keep_one(one);
    }
    for sentence in refused {
        intake.remark(
            row.line,
            format!("Its further columns were left out. {sentence}"),
        );
    }
    if let Some(change) = change.filter(|change| !change.is_empty()) {
        intake.apply(&change);
    }
}

pub(super) fn reader<'r>(intake: &'r Intake<'_>) -> Reader<'r> {
    Reader {
        register: intake.register(),
        today: intake.today,
    }
}

/// A cell as the answer to a question: dates as spreadsheets have them, ticks, rows parted by lines or semicolons.
pub(super) fn answer(ask: &Ask, text: &str, reader: &Reader<'_>) -> Result<Answer, Refusal> {
    let text = text.trim();
    let plain = match ask.input {
        Input::Date | Input::Day => {
            let date = date(ask.name, text, reader.today)?;
            date.map_or_else(String::new, Date::code)
        }
        Input::DateOrWords => match date(ask.name, text, reader.today) {
            Ok(date) => date.map_or_else(String::new, Date::code),
            Err(_) => text.to_owned(),
        },
        Input::Flag => match text.to_lowercase().as_str() {
            "x" | "✓" | "✔" | "1" => "yes".to_owned(),
            "0" | "-" => "no".to_owned(),
            _ => text.to_owned(),
        },
        Input::List(_) => return rows(ask, text),
        Input::Line | Input::Text | Input::Words(_) | Input::Entry(_) | Input::AnyEntry => {
            text.to_owned()
        }
    };
    Ok(Answer::Text(plain))
}

fn rows(ask: &Ask, text: &str) -> Result<Answer, Refusal> {
    let mark = if text.contains('\n') { '\n' } else { ';' };
    let parts = text.split(mark).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    let rows: Result<Vec<RowAnswer>, Refusal> =
        parts.map(|part| read_row(&ask.cells(), part)).collect();
    Ok(Answer::Rows(rows.map_err(about(ask))?))
}

fn words(ask: &Ask, answers: &Answers, reader: &Reader<'_>) -> String {
    match answers.get(ask.name) {
        None => String::new(),
        Some(Answer::Text(text)) => form::entry_words(text, reader.register),
        Some(Answer::Rows(rows)) => {
            let rows = rows.iter();
            let rows = rows.map(|row| form::row_words(ask, row, reader.register));
            rows.collect::<Vec<_>>().join("; ")
        }
    }
}

/// A refusal as one of this column.
pub(super) fn about(ask: &Ask) -> impl Fn(Refusal) -> Refusal {
    let name = ask.name;
    move |refusal| Refusal {
        field: Some(name),
        ..refusal
    }
}

fn kind_of(row: &Incoming, intake: &Intake<'_>) -> crate::domain::register::Kind {
    row.entry()
        .map_or_else(|| intake.subject(), |entry| entry.kind)
}
