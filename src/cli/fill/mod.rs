//! `NOUN add` and `NOUN edit` for every kind of record: what is done with what the options say.
//!
//! No field is named here: the options are the questions of `domain::form`.

mod given;
mod options;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::entry::{called, check_audience};
use super::{Common, Exit, Format, Out, Stop};
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::form::{self, Answer, Answers, Input, Reader};
use crate::domain::id::Entry;
use crate::domain::named::named;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::domain::reserved::label_for;
use crate::exchange::json;
use crate::session::{Failure, Session};

use given::Given;
pub(super) use options::ask;

/// What was typed after `add` or `edit`; which options there are depends on the noun.
#[derive(Debug)]
pub struct FillArgs(ArgMatches);

/// What a command that fills in prints on stdout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Print {
    /// The number of what was made; of what was changed nothing, for whoever typed it knows it.
    Number,
    Json,
}

pub(super) fn add(
    kind: Kind,
    args: &FillArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let print = print(common)?;
    let given = given::read(kind, &args.0)?;
    let today = session.today();
    let like = match args.0.get_one::<String>(options::LIKE) {
        Some(name) => {
            check_audience(kind, common.audience)?;
            Some(called(session, kind, name)?)
        }
        None => None,
    };
    let ask = |register: &Register| {
        let reader = Reader { register, today };
        form::make(kind, &answers(kind, like, &given, &reader)?, &reader)
    };
    let told = |register: &Register, change: &Change| told(register, change, kind, common);
    let done = out.commit_as(session, common, ask, told);
    let done = done.map_err(|stop| by_option(kind, stop))?;
    let made = done.and_then(|done| done.entries.first().copied());
    let Some(record) = made.and_then(|entry| session.register().get(entry)) else {
        return Ok(Exit::Done);
    };
    let text = match print {
        Print::Number => format!("{}\n", record.number(session.register())),
        Print::Json => {
            let json = as_json(session.register(), record.entry(), common.audience);
            json::text(&json)
        }
    };
    out.give(&text, common)?;
    Ok(Exit::Done)
}

pub(super) fn edit(
    kind: Kind,
    args: &FillArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let print = print(common)?;
    check_audience(kind, common.audience)?;
    let given = given::read(kind, &args.0)?;
    if given.is_empty() {
        return Err(nothing_named(kind));
    }
    let words = args.0.get_many::<String>(options::NAME);
    let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
    let entries = meant(session, kind, &words)?;
    let today = session.today();
    let ask = |register: &Register| {
        let answers = |entry: Entry, reader: &Reader<'_>| {
            let standing = form::of(kind).written(reader.register, entry.number);
            given::answers(&given, &standing.unwrap_or_default(), reader)
        };
        form::change_each(&entries, answers, &Reader { register, today })
    };
    let told = |register: &Register, change: &Change| told(register, change, kind, common);
    let done = out.commit_as(session, common, ask, told);
    let done = done.map_err(|stop| by_option(kind, stop))?;
    if done.is_some() && print == Print::Json {
        let rows = entries.iter();
        let rows = rows.map(|&entry| as_json(session.register(), entry, common.audience));
        let json = match &rows.collect::<Vec<_>>()[..] {
            [one] => one.clone(),
            several => Json::from(several),
        };
        out.give(&json::text(&json), common)?;
    }
    Ok(Exit::Done)
}

/// Refuses every format but JSON, and a file: they would be refused after the register had changed.
fn print(common: &Common) -> Result<Print, Stop> {
    let wrong = |sentence: &str| Err(Stop::Usage(sentence.to_owned()));
    match (common.format, &common.output) {
        (None, None) => Ok(Print::Number),
        (Some(Format::Json), None) => Ok(Print::Json),
        (Some(_), None) => wrong("What was filled in is printed as json or not at all."),
        (_, Some(_)) => wrong("This command writes no file; leave --output out."),
    }
}

/// The answers of a new entry: those of the one that it is like, then those given, then the only one that fits.
fn answers(
    kind: Kind,
    like: Option<Entry>,
    given: &[Given],
    reader: &Reader<'_>,
) -> Result<Answers, Refusal> {
    let mut answers =
        like.map_or_else(Answers::default, |entry| form::like(reader.register, entry));
    let given = given::answers(given, &answers, reader)?;
    for (name, answer) in given.iter() {
        answers.set(name, answer.clone());
    }
    let form = form::of(kind);
    let blank = form.blank(reader);
    for ask in form.asks() {
        let said = given.get(ask.name).filter(|answer| !answer.is_empty());
        // Other answers follow from it, so that it is at fault where they are missing.
        if let (Input::Entry(_), Some(answer)) = (ask.input, said) {
            form.check(ask.name, answer, reader)?;
        }
        let is_open = ask.is_required && answers.get(ask.name).is_none_or(Answer::is_empty);
        if let (true, Input::Entry(_), Some(only)) = (is_open, ask.input, blank.get(ask.name)) {
            answers.set(ask.name, only.clone());
        }
    }
    Ok(answers)
}

/// The entries that the words name. Numbers, references and what stood in quotation marks are one entry each; other
/// words are one name together, if they name an entry, and else each by itself.
fn meant(session: &Session, kind: Kind, words: &[&str]) -> Result<Vec<Entry>, Refusal> {
    let each = || {
        let mut entries = Vec::new();
        for word in words {
            let entry = called(session, kind, word)?;
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        Ok(entries)
    };
    let are_keys = || {
        words
            .iter()
            .all(|word| is_key(session.register(), kind, word))
    };
    if words.iter().any(|word| word.contains(' ')) || are_keys() {
        return each();
    }
    match called(session, kind, &words.join(" ")) {
        Ok(one) => Ok(vec![one]),
        Err(refusal) => each().map_err(|_| refusal),
    }
}

/// True for a number, an action's `CEF/3`, and a reference.
fn is_key(register: &Register, kind: Kind, word: &str) -> bool {
    let (_, number) = word.rsplit_once('/').unwrap_or(("", word));
    let is_number = number.parse::<u32>().is_ok();
    let found = || named(register, kind, word).ok();
    is_number
        || found()
            .and_then(|entry| register.get(entry)?.reference())
            .is_some_and(|reference| reference == word)
}

/// What was done, without the title of what the audience may not read.
fn told(register: &Register, change: &Change, kind: Kind, common: &Common) -> String {
    let told = label_for(register, &change.label, &change.edits, common.audience);
    match told.split_once(" \"") {
        Some((deed, _)) if check_audience(kind, common.audience).is_err() => deed.to_owned(),
        Some(_) | None => told,
    }
}

/// As `show` prints it; of what the audience may not read only which it is.
fn as_json(register: &Register, entry: Entry, audience: Audience) -> Json {
    let record = register.get(entry);
    let is_open = check_audience(entry.kind, audience).is_ok();
    match record.filter(|record| is_open && !record.is_withheld(register, audience)) {
        Some(record) => json::record(register, record, audience),
        None => json!({ "entry": json::entry(register, entry, audience) }),
    }
}

fn nothing_named(kind: Kind) -> Stop {
    let asks = form::of(kind).asks();
    let options: Vec<String> = asks.iter().map(|ask| format!("--{}", ask.option)).collect();
    Stop::Usage(format!("Say what to change: {}.", options.join(", ")))
}

/// A refusal with the option that it is about.
fn by_option(kind: Kind, stop: Stop) -> Stop {
    let Stop::Failure(Failure::Refused(refusal)) = stop else {
        return stop;
    };
    let asks = form::of(kind).asks();
    let about = |name: &str| {
        let by_name = asks.iter().find(|ask| ask.name == name);
        by_name.or_else(|| asks.iter().find(|ask| ask.field == name))
    };
    let sentence = match refusal.field.and_then(about) {
        Some(ask) => format!("--{}: {}", ask.option, refusal.sentence),
        None => refusal.sentence,
    };
    Refusal {
        sentence,
        ..refusal
    }
    .into()
}
