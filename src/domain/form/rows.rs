//! A row of a list as one line of text: `CQC signed 2 March 2021 lead Chief Executive`.
//!
//! The first cell stands alone; each other one follows its option's name. A cell that holds one of those names stands
//! in double quotes, and a double quote in it is written twice.

use super::typed::{any_entry, entry};
use super::{Ask, Input, Reader, RowAnswer};
use crate::domain::date;
use crate::domain::find::fold;
use crate::domain::id::Entry;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::Register;

/// Reads a row from one line. Refuses a quotation mark that is never closed.
pub fn read_row(cells: &[&Ask], text: &str) -> Result<RowAnswer, Refusal> {
    let mut found: Vec<Vec<String>> = vec![Vec::new(); cells.len()];
    let mut place = 0;
    for word in words(text)? {
        let named = cells.iter().skip(1).position(|ask| word.is(ask.option));
        match named {
            Some(cell) => {
                place = cell + 1;
                if matches!(cells.get(place).map(|ask| ask.input), Some(Input::Flag)) {
                    found[place] = vec!["yes".to_owned()];
                    place = 0;
                }
            }
            None => {
                if let Some(cell) = found.get_mut(place) {
                    cell.push(word.text);
                }
            }
        }
    }
    Ok(RowAnswer::new(
        found.into_iter().map(|words| words.join(" ")).collect(),
    ))
}

/// The row as `read_row` reads it, exactly.
pub fn written_row(cells: &[&Ask], row: &RowAnswer) -> String {
    line(cells, row, |_, cell| cell.to_owned())
}

/// The row of a list for people: other records by their titles, and without what every row begins with.
pub fn row_words(list: &Ask, row: &RowAnswer, register: &Register) -> String {
    let usual = list.blank_row().cells;
    let mut told = row.clone();
    for (cell, usual) in told.cells.iter_mut().zip(usual).skip(1) {
        if *cell == usual {
            cell.clear();
        }
    }
    line(&list.cells(), &told, |ask, cell| {
        if ask.names_an_entry() {
            entry_words(cell, register)
        } else {
            cell.to_owned()
        }
    })
}

/// The place of the row that a line names: what the line says of it, at least its first cell, stands in it. Refuses
/// nothing found and several.
pub fn row_named(
    cells: &[&Ask],
    rows: &[RowAnswer],
    text: &str,
    reader: &Reader<'_>,
) -> Result<usize, Refusal> {
    let mut said = Vec::new();
    for (place, (ask, cell)) in cells.iter().zip(read_row(cells, text)?.cells).enumerate() {
        if !cell.is_empty() {
            said.push((place, *ask, meaning(ask, &cell, reader)?));
        }
    }
    let is_named = |row: &RowAnswer| {
        !said.is_empty()
            && said.iter().all(|(place, ask, said)| {
                let cell = row.cells.get(*place).map_or("", |cell| cell.trim());
                meaning(ask, cell, reader).is_ok_and(|cell| cell == *said)
            })
    };
    let mut found = rows.iter().enumerate().filter(|(_, row)| is_named(row));
    match (found.next(), found.next()) {
        (Some((place, _)), None) => Ok(place),
        (None, _) => {
            let sentence = format!("No row of the list is {}.", quoted(text));
            Err(Refusal::not_found(sentence))
        }
        (Some(_), Some(_)) => {
            let sentence = format!("{} fits more than one row of the list.", quoted(text));
            Err(Refusal::ambiguous(sentence))
        }
    }
}

/// Rows that were typed as lines, with the numbers of the records that they are about: those of which they say what
/// must be said alike. What such a line leaves out stays as it is.
pub fn recognised_rows(
    cells: &[&Ask],
    typed: Vec<RowAnswer>,
    standing: &[RowAnswer],
    reader: &Reader<'_>,
) -> Vec<RowAnswer> {
    let mut records: Vec<&RowAnswer> = standing.iter().filter(|row| row.number.is_some()).collect();
    let recognised = typed.into_iter().map(|row| {
        let known = records
            .iter()
            .position(|one| is_about(cells, &row, one, reader));
        match known.map(|place| records.remove(place)) {
            Some(known) => completed(row, known),
            None => row,
        }
    });
    recognised.collect()
}

fn is_about(cells: &[&Ask], typed: &RowAnswer, known: &RowAnswer, reader: &Reader<'_>) -> bool {
    let pairs = cells.iter().zip(typed.cells.iter().zip(&known.cells));
    let mut required = pairs.filter(|(ask, (said, _))| ask.is_required && !said.trim().is_empty());
    required.all(|(ask, (said, stands))| {
        let said = meaning(ask, said.trim(), reader);
        said.is_ok() && said == meaning(ask, stands.trim(), reader)
    })
}

fn completed(typed: RowAnswer, known: &RowAnswer) -> RowAnswer {
    let cells = typed.cells.into_iter().zip(&known.cells);
    RowAnswer {
        number: known.number,
        cells: cells
            .map(|(said, stands)| {
                if said.trim().is_empty() {
                    stands.clone()
                } else {
                    said
                }
            })
            .collect(),
    }
}

/// What a cell means, however it is written.
fn meaning(ask: &Ask, cell: &str, reader: &Reader<'_>) -> Result<String, Refusal> {
    Ok(match ask.input {
        Input::Entry(kind) => entry(reader, kind, cell)?.to_string(),
        Input::AnyEntry => any_entry(reader, cell)?.to_string(),
        Input::Date | Input::Day => date::read(cell, reader.today)?.to_string(),
        Input::Line
        | Input::Text
        | Input::DateOrWords
        | Input::Words(_)
        | Input::Flag
        | Input::List(_) => fold(cell),
    })
}

/// What people call the record that an answer names; the answer itself if it names none.
pub fn entry_words(answer: &str, register: &Register) -> String {
    let entry = answer.parse::<Entry>().ok();
    let record = entry.and_then(|entry| register.get(entry));
    record.map_or_else(|| answer.to_owned(), |record| record.title(register))
}

fn line(cells: &[&Ask], row: &RowAnswer, words: impl Fn(&Ask, &str) -> String) -> String {
    let mut parts = Vec::new();
    for (place, (ask, cell)) in cells.iter().zip(&row.cells).enumerate() {
        let cell = cell.trim();
        if let Input::Flag = ask.input {
            if cell == "yes" {
                parts.push(ask.option.to_owned());
            }
        } else if !cell.is_empty() {
            let text = protected(cells, &words(ask, cell));
            parts.push(if place == 0 {
                text
            } else {
                format!("{} {text}", ask.option)
            });
        }
    }
    parts.join(" ")
}

/// In quotation marks, if a word of it would be read as another cell's name or as a mark.
fn protected(cells: &[&Ask], text: &str) -> String {
    let mut names = cells.iter().skip(1).map(|ask| ask.option);
    let is_plain = !text.contains('"')
        && text.split(' ').all(|word| !word.is_empty())
        && !text.contains(|letter: char| letter.is_whitespace() && letter != ' ')
        && names.all(|name| text.split(' ').all(|word| word != name));
    if is_plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

struct Word {
    text: String,
    is_quoted: bool,
}

impl Word {
    fn is(&self, name: &str) -> bool {
        !self.is_quoted && self.text == name
    }
}

fn words(text: &str) -> Result<Vec<Word>, Refusal> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (word, after) = if let Some(inside) = rest.strip_prefix('"') {
            let (text, after) = quotation(inside).ok_or_else(|| {
                let sentence = format!("A quotation mark in {} is never closed.", quoted(text));
                Refusal::invalid("", sentence)
            })?;
            let is_quoted = true;
            (Word { text, is_quoted }, after)
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let text = rest[..end].to_owned();
            let is_quoted = false;
            (Word { text, is_quoted }, &rest[end..])
        };
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

/// What stands before the closing mark, and what follows it.
fn quotation(text: &str) -> Option<(String, &str)> {
    let mut found = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        found.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                found.push('"');
                rest = more;
            }
            None => return Some((found, after)),
        }
    }
}
