//! A question that is answered with rows: they are numbered, and added, changed, moved and removed by words.

use super::question::{answer, head};
use super::talk::{Leave, Reply, Said, Talk};
use crate::domain::form::{Ask, Reader, RowAnswer, read_row, row_words};
use crate::domain::refusal::Refusal;
use crate::session::Session;

const HELP: &str = "add asks for a row, part by part; a row can also be typed as one line. change 2 asks for the \
second row again, remove 2 takes it out, move 2 up and move 2 down move it, - clears all. Enter goes on.";

/// What is done with a list.
enum Deed {
    GoOn,
    Clear,
    Add,
    Change(usize),
    Remove(usize),
    Move(usize, Direction),
    /// There is no row of that number.
    NoRow,
    /// A row as one line.
    Row(String),
}

#[derive(Clone, Copy)]
enum Direction {
    Up,
    Down,
}

/// The rows as somebody leaves them.
pub(super) fn rows(
    talk: &mut Talk<'_>,
    session: &mut Session,
    ask: &'static Ask,
    present: &[RowAnswer],
) -> Said<Vec<RowAnswer>> {
    let mut rows = present.to_vec();
    let help = format!("{} {}{HELP}", head(ask), line(ask));
    loop {
        say(talk, session, ask, &rows)?;
        let prompt = format!(
            "{}: add, or a row as one line, or Enter to go on:",
            ask.label
        );
        let reply = talk.ask(&prompt, &help)?;
        match deed(&reply, rows.len()) {
            Deed::GoOn => return Ok(rows),
            Deed::Clear => rows.clear(),
            Deed::Add => rows.extend(row(talk, session, ask, ask.blank_row())?),
            Deed::Change(place) => {
                let old = rows.get(place).cloned().unwrap_or_default();
                if let (Some(new), Some(one)) = (row(talk, session, ask, old)?, rows.get_mut(place))
                {
                    *one = new;
                }
            }
            Deed::Remove(place) => {
                rows.remove(place);
            }
            Deed::Move(place, Direction::Up) if place > 0 => rows.swap(place - 1, place),
            Deed::Move(place, Direction::Down) if place + 1 < rows.len() => {
                rows.swap(place, place + 1);
            }
            Deed::Move(..) => talk.say("It stands there already.")?,
            Deed::NoRow => talk.say("There is no row of that number.")?,
            Deed::Row(text) => match read(session, ask, &text) {
                Ok(row) => rows.push(row),
                Err(refusal) => {
                    talk.say(&refusal.sentence)?;
                    talk.say("Type add to be asked for the row part by part.")?;
                }
            },
        }
    }
}

fn say(talk: &mut Talk<'_>, session: &Session, ask: &Ask, rows: &[RowAnswer]) -> Said<()> {
    if rows.is_empty() {
        return talk.say("No rows.");
    }
    let register = session.register();
    let words = rows.iter().map(|row| row_words(ask, row, register));
    talk.number(&words.collect::<Vec<_>>())
}

/// How a row is typed as one line: nothing for a list of single words.
fn line(ask: &Ask) -> String {
    let cells = ask.cells();
    let Some((first, rest)) = cells.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return String::new();
    };
    let rest: Vec<&str> = rest.iter().map(|cell| cell.option).collect();
    let first = first.label.to_lowercase();
    format!(
        "A row as one line is the {first}, and then, each after its word: {}. ",
        rest.join(", ")
    )
}

fn deed(reply: &Reply, count: usize) -> Deed {
    if reply.is_empty() {
        return Deed::GoOn;
    }
    if reply.is("-") {
        return Deed::Clear;
    }
    if reply.is("add") {
        return Deed::Add;
    }
    let words: Vec<String> = reply
        .text
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let place = words.get(1).and_then(|word| word.parse::<usize>().ok());
    let place = place.filter(|number| (1..=count).contains(number));
    match (&words[..], place.map(|number| number - 1)) {
        (["change", _], Some(place)) => Deed::Change(place),
        (["remove", _], Some(place)) => Deed::Remove(place),
        (["move", _, "up"], Some(place)) => Deed::Move(place, Direction::Up),
        (["move", _, "down"], Some(place)) => Deed::Move(place, Direction::Down),
        (["change" | "remove", number] | ["move", number, "up" | "down"], None)
            if number.parse::<usize>().is_ok() =>
        {
            Deed::NoRow
        }
        (_, Some(_) | None) => Deed::Row(reply.text.clone()),
    }
}

/// Refuses a line that is no row of the list.
fn read(session: &Session, ask: &Ask, text: &str) -> Result<RowAnswer, Refusal> {
    let (register, today) = (session.register(), session.today());
    let row = read_row(&ask.cells(), text)?;
    ask.check_row(&row.cells, &Reader { register, today })?;
    Ok(row)
}

/// A row, cell by cell. None if somebody goes back out of it.
fn row(
    talk: &mut Talk<'_>,
    session: &mut Session,
    ask: &'static Ask,
    mut row: RowAnswer,
) -> Said<Option<RowAnswer>> {
    let cells = ask.cells();
    row.cells.resize(cells.len(), String::new());
    let mut place = 0;
    loop {
        let Some(cell) = cells.get(place).copied() else {
            let (register, today) = (session.register(), session.today());
            let Err(refusal) = ask.check_row(&row.cells, &Reader { register, today }) else {
                return Ok(Some(row));
            };
            talk.say(&refusal.sentence)?;
            let about = cells
                .iter()
                .position(|cell| Some(cell.name) == refusal.field);
            place = about.unwrap_or(0);
            continue;
        };
        talk.say(&head(cell))?;
        match self::cell(talk, session, ask, (&row, place, cell)) {
            Ok(text) => {
                if let (Some(text), Some(old)) = (text, row.cells.get_mut(place)) {
                    *old = text;
                }
                place += 1;
            }
            Err(Leave::Back) if place > 0 => place -= 1,
            Err(Leave::Back) => return Ok(None),
            Err(Leave::Save) => talk.say("Finish the row first, or go back out of it.")?,
            Err(leave @ (Leave::Quit | Leave::End | Leave::Stop(_))) => return Err(leave),
        }
    }
}

/// One cell of a row; what is wrong with the cells after it is not its business.
fn cell(
    talk: &mut Talk<'_>,
    session: &mut Session,
    list: &'static Ask,
    (row, place, cell): (&RowAnswer, usize, &'static Ask),
) -> Said<Option<String>> {
    let count = row.cells.len();
    let present = row.cells.get(place).cloned().unwrap_or_default();
    let check = |text: &str, reader: &Reader<'_>| {
        let mut cells = row.cells.clone();
        if let Some(cell) = cells.get_mut(place) {
            text.clone_into(cell);
        }
        match list.check_row(&cells, reader) {
            Err(refusal) if count == 1 || refusal.field == Some(cell.name) => Err(refusal),
            Ok(()) | Err(_) => Ok(()),
        }
    };
    answer(talk, session, cell, &present, &check)
}
