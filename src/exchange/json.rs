//! Records and due lines as JSON for programs: every field always there, null kept, fields only ever added.

use std::fmt::Write;

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value as Json, json};

use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::due::Line;
use crate::domain::field::{Field, Value};
use crate::domain::id::Entry;
use crate::domain::register::{Record, Register};
use crate::domain::shown::is_hidden;

/// A value as a whole file. What would act on a terminal or hide stands in it as a number, which reads back the same.
pub fn text(json: &Json) -> String {
    let plain = format!("{json:#}\n");
    let mut out = String::with_capacity(plain.len());
    for letter in plain.chars() {
        if is_hidden(letter) && letter != '\n' {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a text takes what is written into it");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// A date with its precision and sense, and the first and last day that it allows.
pub fn date(date: Date) -> Json {
    json!({
        "date": date.iso(),
        "precision": date.precision(),
        "sense": date.sense(),
        "tentative": date.is_tentative(),
        "first": day(date.first()),
        "last": day(date.last()),
    })
}

/// Which record is meant: its kind, its number and the key under which an import knows it.
pub fn entry(register: &Register, entry: Entry, audience: Audience) -> Json {
    let shown = register
        .get(entry)
        .filter(|record| !record.is_withheld(register, audience));
    let reference = shown.and_then(Record::reference);
    json!({ "kind": entry.kind, "number": entry.number, "reference": reference })
}

/// A record with all its fields, null where the audience may not read one; other records by kind, number and reference.
pub fn record(register: &Register, record: Record<'_>, audience: Audience) -> Json {
    let mut object = Map::new();
    object.insert(
        "entry".to_owned(),
        entry(register, record.entry(), audience),
    );
    object.extend(fields(register, record.fields_for(audience), audience));
    Json::Object(object)
}

/// A line of what is due.
///
/// Of a reserved entry the public learns when something is due and no more; a reminder's note is the Secretariat's.
pub fn due(register: &Register, line: &Line, today: NaiveDate, audience: Audience) -> Json {
    let reminder = line.reminder.and_then(|id| register.reminders.get(id));
    let note = |note| (audience == Audience::Secretariat).then_some(note);
    json!({
        "kind": line.kind,
        "title": line.title_for(register, today, audience),
        "state": line.state(),
        "section": line.section,
        "days": line.days(today),
        "due": line.due.map(date),
        "owner": line.owner_for(register, today, audience),
        "waiting_for": waiting(register, line, today, audience),
        "reminder": reminder.map(|one| json!({ "until": day(one.until), "note": note(&one.note) })),
        "entry": entry(register, line.entry, audience),
    })
}

/// Whom a line waits for, since when, on how many days they were chased, and the last of them. Null for what is with
/// us, and for what an audience may not read.
fn waiting(register: &Register, line: &Line, today: NaiveDate, audience: Audience) -> Json {
    let record = register.get(line.entry);
    let is_withheld = record.is_none_or(|record| record.is_withheld(register, audience));
    let Some(waiting) = line.waiting.filter(|_| !is_withheld) else {
        return Json::Null;
    };
    let whom = line.whom(register, today).into_iter();
    let whom = whom.map(|id| entry(register, id.into(), audience));
    json!({
        "organisations": whom.collect::<Json>(),
        "since": waiting.since.map(date),
        "chased": waiting.chased,
        "last": waiting.last.map(day),
    })
}

fn fields<'a>(
    register: &Register,
    fields: impl IntoIterator<Item = Field<'a>>,
    audience: Audience,
) -> Map<String, Json> {
    fields
        .into_iter()
        .map(|field| {
            (
                field.name.to_owned(),
                value(register, field.value, audience),
            )
        })
        .collect()
}

fn value(register: &Register, value: Value<'_>, audience: Audience) -> Json {
    match value {
        Value::Nothing => Json::Null,
        Value::Text(text) => json!(text),
        Value::Word(word) => json!(word),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::Date(one) => date(one),
        Value::Day(one) => json!(day(one)),
        Value::Time(time) => json!(clock(time)),
        Value::Entry(one) => entry(register, one, audience),
        Value::List(list) => list
            .into_iter()
            .map(|one| self::value(register, one, audience))
            .collect(),
        Value::Group(group) => Json::Object(fields(register, group, audience)),
    }
}

fn day(day: NaiveDate) -> String {
    day.to_string()
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_acts_on_a_terminal_and_it_reads_back_the_same() {
        let typed =
            json!({ "\u{9b}31m": ["\u{1b}[2J", "a\u{202e}b", "\u{e0041}", "two\nlines", "é規"] });
        let text = text(&typed);
        let acting = text.find(|letter| is_hidden(letter) && letter != '\n');
        assert_eq!(acting, None, "{text}");
        assert!(text.contains("a\\u202eb") && text.contains("é規"), "{text}");
        assert_eq!(serde_json::from_str::<Json>(&text).ok(), Some(typed));
    }
}
