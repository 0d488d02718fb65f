//! Records and due lines as JSON for programs: every field always there, null kept, fields only ever added.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value as Json, json};

use crate::domain::date::Date;
use crate::domain::due::Line;
use crate::domain::field::{Field, Value};
use crate::domain::id::Entry;
use crate::domain::register::{Record, Register};

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
pub fn entry(register: &Register, entry: Entry) -> Json {
    let reference = register.get(entry).and_then(Record::reference);
    json!({ "kind": entry.kind, "number": entry.number, "reference": reference })
}

/// A record with all its fields; other records by kind, number and reference.
pub fn record(register: &Register, record: Record<'_>) -> Json {
    let mut object = Map::new();
    object.insert("entry".to_owned(), entry(register, record.entry()));
    object.extend(fields(register, record.fields()));
    Json::Object(object)
}

/// A line of what is due.
pub fn due(register: &Register, line: &Line, today: NaiveDate, title: &str) -> Json {
    let reminder = line.reminder.and_then(|id| register.reminders.get(id));
    json!({
        "kind": line.kind,
        "title": title,
        "state": line.state(),
        "section": line.section,
        "days": line.days(today),
        "due": line.due.map(date),
        "owner": line.owner(register),
        "reminder": reminder.map(|one| json!({ "until": day(one.until), "note": one.note })),
        "entry": entry(register, line.entry),
    })
}

fn fields<'a>(
    register: &Register,
    fields: impl IntoIterator<Item = Field<'a>>,
) -> Map<String, Json> {
    fields
        .into_iter()
        .map(|field| (field.name.to_owned(), value(register, field.value)))
        .collect()
}

fn value(register: &Register, value: Value<'_>) -> Json {
    match value {
        Value::Nothing => Json::Null,
        Value::Text(text) => json!(text),
        Value::Word(word) => json!(word),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::Date(one) => date(one),
        Value::Day(one) => json!(day(one)),
        Value::Time(time) => json!(clock(time)),
        Value::Entry(one) => entry(register, one),
        Value::List(list) => list
            .into_iter()
            .map(|one| self::value(register, one))
            .collect(),
        Value::Group(group) => Json::Object(fields(register, group)),
    }
}

fn day(day: NaiveDate) -> String {
    day.to_string()
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
