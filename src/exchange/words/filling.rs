//! Filling a template, and saying in plain words what is wrong with one. It reaches no file and no other template, and it
//! comes to an end.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::{Text, nearest};
use crate::domain::refusal::quoted;

/// Steps, and the room for what they make, that an office's own text may take: far more than any message needs, and over
/// within a moment.
const FUEL: u64 = 500_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fuel {
    Limited,
    /// For the texts of ours, however long a list is.
    AsNeeded,
}

/// What is wrong with a template, as a sentence, and in which line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) line: Option<usize>,
    pub(super) sentence: String,
}

/// The text with its values, without the empty lines around it.
pub(super) fn fill(source: &str, values: &Value, fuel: Fuel) -> Result<String, Wrong> {
    let environment = environment(fuel);
    let template = environment.template_from_str(source);
    let template = template.map_err(|error| wrong(&error))?;
    let words = template.render(values.clone());
    let words = words.map_err(|error| wrong(&error))?;
    Ok(words.trim_matches('\n').to_owned())
}

/// Whether a template of an office can be read, asks only for what there is, and can be filled with an example.
pub(super) fn try_out(text: Text, source: &str) -> Result<(), Wrong> {
    let values = text.example();
    check_values(source, &values)?;
    let words = fill(source, &values, Fuel::Limited)?;
    if text.is_file_name() {
        check_name(&words)?;
    }
    Ok(())
}

/// Refuses what would leave nothing of a name.
pub(super) fn check_name(words: &str) -> Result<(), Wrong> {
    if words.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    Err(Wrong {
        line: None,
        sentence: "it leaves no letter and no figure for the name of a file.".to_owned(),
    })
}

/// Refuses a value that does not exist, in parts too that the example does not reach.
fn check_values(source: &str, values: &Value) -> Result<(), Wrong> {
    let environment = environment(Fuel::Limited);
    let template = environment.template_from_str(source);
    let template = template.map_err(|error| wrong(&error))?;
    let known: Vec<String> = values.try_iter().map_or_else(
        |_| Vec::new(),
        |names| names.map(|name| name.to_string()).collect(),
    );
    let is_known = |name: &str| {
        let mut globals = environment.globals();
        known.iter().any(|one| one == name) || globals.any(|(global, _)| global == name)
    };
    let asked = template.undeclared_variables(false).into_iter();
    let missing = asked.filter(|name| !is_known(name));
    let first = missing.map(|name| (line_of(source, &name), name)).min();
    match first {
        None => Ok(()),
        Some((line, name)) => Err(Wrong {
            line,
            sentence: missing_value(&name, &known),
        }),
    }
}

fn missing_value(name: &str, known: &[String]) -> String {
    let sentence = format!("there is no value {}", quoted(name));
    match nearest(name, known.iter().map(String::as_str)) {
        Some(meant) => format!("{sentence}; did you mean {}?", quoted(meant)),
        None => format!("{sentence}. There are: {}.", known.join(", ")),
    }
}

/// Where a name first stands as a word of its own, outside comments.
fn line_of(source: &str, name: &str) -> Option<usize> {
    let part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut is_comment = false;
    source
        .lines()
        .position(|line| {
            let mut said = String::new();
            let mut rest = line;
            while let Some(at) = rest.find(if is_comment { "#}" } else { "{#" }) {
                if !is_comment {
                    said.push_str(&rest[..at]);
                }
                is_comment = !is_comment;
                rest = &rest[at + 2..];
            }
            if !is_comment {
                said.push_str(rest);
            }
            said.split(|letter| !part(letter)).any(|word| word == name)
        })
        .map(|place| place + 1)
}

fn environment(fuel: Fuel) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // What comes out is not of any format yet; each format has an escaper of its own.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    environment.set_syntax(syntax.expect("the usual signs are no mistake"));
    environment.set_fuel(match fuel {
        Fuel::Limited => Some(FUEL),
        Fuel::AsNeeded => None,
    });
    environment
}

fn wrong(error: &Error) -> Wrong {
    let (kind, detail) = (error.kind(), error.detail().unwrap_or_default());
    // The kinds are theirs, and more may come.
    let sentence = if kind == ErrorKind::SyntaxError {
        format!("this cannot be read: {detail}.")
    } else if kind == ErrorKind::UndefinedError {
        "a value is asked for that does not exist; the built-in text says at its top which there are."
            .to_owned()
    } else if kind == ErrorKind::OutOfFuel {
        "it takes too long to fill.".to_owned()
    } else if detail.is_empty() {
        format!("this cannot be filled: {kind}.")
    } else {
        format!("this cannot be filled: {kind}, {detail}.")
    };
    Wrong {
        line: error.line(),
        sentence: sentence.replace('\n', ", "),
    }
}
