//! What the options of `add` and `edit` say, as answers: texts from stdin and files, and the rows of lists.

use std::io::{self, Read};
use std::path::Path;

use clap::ArgMatches;

use crate::cli::Stop;
use crate::domain::form::{self, Answer, Answers, Ask, Input, Reader, RowAnswer};
use crate::domain::refusal::Refusal;
use crate::domain::register::Kind;
use crate::files;

/// A text of more bytes than that is no answer to a question.
const MOST: u64 = 1024 * 1024;

/// A question and what was said to it.
pub(super) struct Given {
    ask: &'static Ask,
    said: Said,
}

enum Said {
    Text(String),
    /// Lines that take the place of the list.
    Rows(Vec<String>),
    /// Lines that are added to the list or name rows of it, in the order in which they were typed.
    Alter(Vec<(Sign, String)>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// What was said on the command line, in the order of the questions. Reads stdin once at most.
pub(super) fn read(kind: Kind, matches: &ArgMatches) -> Result<Vec<Given>, Stop> {
    let mut given = Vec::new();
    let mut reader_of_stdin = None;
    for ask in form::of(kind).asks() {
        let Some(values) = matches.get_many::<String>(ask.name) else {
            continue;
        };
        let mut values = values.map(String::as_str);
        let said = if ask.is_list() {
            rows(ask, values)?
        } else {
            let value = values.next_back().unwrap_or_default();
            Said::Text(text(ask, value, &mut reader_of_stdin)?)
        };
        given.push(Given { ask, said });
    }
    Ok(given)
}

/// The answers that were given; the signs of a list change the rows that stand there.
pub(super) fn answers(
    given: &[Given],
    standing: &Answers,
    reader: &Reader<'_>,
) -> Result<Answers, Refusal> {
    let mut answers = Answers::default();
    let rows_of = |ask: &Ask| standing.get(ask.name).map_or(&[][..], Answer::rows);
    for Given { ask, said } in given {
        let answer = match said {
            Said::Text(text) => Ok(Answer::Text(text.clone())),
            Said::Rows(lines) => replaced(ask, rows_of(ask), lines, reader).map(Answer::Rows),
            Said::Alter(lines) => altered(ask, rows_of(ask), lines, reader).map(Answer::Rows),
        };
        let answer = answer.map_err(|refusal| Refusal {
            field: Some(ask.name),
            ..refusal
        })?;
        answers.set(ask.name, answer);
    }
    Ok(answers)
}

fn replaced(
    ask: &Ask,
    standing: &[RowAnswer],
    lines: &[String],
    reader: &Reader<'_>,
) -> Result<Vec<RowAnswer>, Refusal> {
    let cells = ask.cells();
    let typed = lines.iter().map(|line| form::read_row(&cells, line));
    let typed = typed.collect::<Result<_, _>>()?;
    Ok(form::recognised_rows(&cells, typed, standing, reader))
}

fn altered(
    ask: &Ask,
    rows: &[RowAnswer],
    lines: &[(Sign, String)],
    reader: &Reader<'_>,
) -> Result<Vec<RowAnswer>, Refusal> {
    let (mut rows, cells) = (rows.to_vec(), ask.cells());
    for (sign, line) in lines {
        match sign {
            Sign::Plus => rows.push(form::read_row(&cells, line)?),
            Sign::Minus => {
                let place = form::row_named(&cells, &rows, line, reader)?;
                rows.remove(place);
            }
        }
    }
    Ok(rows)
}

/// The lines of a list. Refuses a mixture of whole rows and alterations: which of them should hold?
fn rows<'a>(ask: &Ask, values: impl Iterator<Item = &'a str>) -> Result<Said, Stop> {
    let wrong = |why: &str| Err(Stop::Usage(format!("--{}: {why}", ask.option)));
    let (mut rows, mut alter, mut count) = (Vec::new(), Vec::new(), 0);
    for value in values {
        count += 1;
        let value = value.trim();
        let signed = (value.strip_prefix('+').map(|line| (Sign::Plus, line)))
            .or_else(|| value.strip_prefix('-').map(|line| (Sign::Minus, line)));
        match signed {
            Some((Sign::Minus, line)) if line.starts_with('-') => {
                return wrong(&format!(
                    "{value} is an option and no row; a row is missing."
                ));
            }
            Some((_, line)) if line.trim().is_empty() => {
                return wrong(&format!("say which row after the {value}."));
            }
            Some((sign, line)) => alter.push((sign, line.to_owned())),
            None if value.is_empty() => {}
            None => rows.push(value.to_owned()),
        }
    }
    match (alter.len(), count) {
        (0, _) => Ok(Said::Rows(rows)),
        (some, all) if some == all => Ok(Said::Alter(alter)),
        _ => wrong(
            "rows with + or - change the list and others take its place; give the one or the other.",
        ),
    }
}

/// A text as it was typed; of a long one also what stdin or a file says.
fn text(
    ask: &'static Ask,
    value: &str,
    reader_of_stdin: &mut Option<&'static Ask>,
) -> Result<String, Stop> {
    if !matches!(ask.input, Input::Text) {
        // One line is one line, as when it is pasted into a form.
        return Ok(value.replace(['\n', '\r', '\t'], " "));
    }
    let bytes = match value.strip_prefix('@') {
        Some(path) => files::read_at_most(Path::new(path), MOST)?,
        None if value == "-" => {
            if let Some(other) = reader_of_stdin.replace(ask) {
                return Err(Stop::Usage(format!(
                    "--{}: the standard input is read for --{} already.",
                    ask.option, other.option
                )));
            }
            standard_input(ask)?
        }
        None => return Ok(value.to_owned()),
    };
    let text =
        String::from_utf8(bytes).map_err(|_| wrong(ask, "what was read is no text in UTF-8."))?;
    // Some editors put a mark before a text, and some systems end a line with two characters.
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

fn standard_input(ask: &Ask) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let count = io::stdin()
        .lock()
        .take(MOST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            wrong(
                ask,
                &format!("the standard input could not be read: {error}."),
            )
        })?;
    if count as u64 > MOST {
        return Err(wrong(ask, "the standard input is larger than 1 MB."));
    }
    Ok(bytes)
}

fn wrong(ask: &Ask, why: &str) -> Stop {
    Refusal::state(format!("--{}: {why}", ask.option)).into()
}
