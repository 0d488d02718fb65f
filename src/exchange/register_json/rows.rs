//! A record's JSON beside what each of its fields may hold: put in order, looked through for faults and for names of
//! other records.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json};

use crate::domain::id::Entry;
use crate::domain::refusal::quoted;
use crate::domain::register::Kind;
use crate::domain::shape::{Named, Shape};

const GROWS: &str = "a text takes what is written into it";

/// Where in a record a value stands: `replies[2].on`. Counts from 1, as people do.
#[derive(Debug, Clone, Default)]
pub(super) struct Path(String);

impl Path {
    fn field(&self, name: &str) -> Self {
        let mut path = self.0.clone();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
        Self(path)
    }

    fn place(&self, place: usize) -> Self {
        let mut path = self.0.clone();
        write!(path, "[{place}]").expect(GROWS);
        Self(path)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A record with every field, in reading order: what the journal leaves out where it is empty is put in.
pub(super) fn whole(row: Map<String, Json>, fields: &[Named]) -> Json {
    group(row, fields)
}

fn group(mut row: Map<String, Json>, fields: &[Named]) -> Json {
    let whole = fields.iter().map(|field| {
        let value = match row.shift_remove(field.name) {
            Some(value) => in_order(value, &field.shape),
            None => empty(&field.shape),
        };
        (field.name.to_owned(), value)
    });
    Json::Object(whole.collect())
}

fn in_order(value: Json, shape: &Shape) -> Json {
    match (shape, value) {
        (Shape::Optional(shape), value) if !value.is_null() => in_order(value, shape),
        (Shape::List(shape), Json::Array(list)) => {
            list.into_iter().map(|one| in_order(one, shape)).collect()
        }
        (Shape::Group(fields), Json::Object(row)) => group(row, fields),
        (Shape::Either(shapes), value) => match form_of(shapes, &value) {
            Some(shape) => in_order(value, shape),
            None => value,
        },
        (_, value) => value,
    }
}

/// What a field that was left out stands for.
fn empty(shape: &Shape) -> Json {
    match shape {
        Shape::Text => Json::String(String::new()),
        Shape::Flag => Json::Bool(false),
        Shape::List(_) => Json::Array(Vec::new()),
        Shape::Group(fields) => group(Map::new(), fields),
        Shape::Word(_)
        | Shape::Number(_)
        | Shape::Date
        | Shape::Day
        | Shape::Time
        | Shape::Interval
        | Shape::Due
        | Shape::Id(_)
        | Shape::Entry
        | Shape::Optional(_)
        | Shape::Either(_) => Json::Null,
    }
}

/// True for a field that stands for nothing unless it is there.
fn is_needed(shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::Flag | Shape::List(_) | Shape::Optional(_) | Shape::Due => false,
        Shape::Group(fields) => fields.iter().any(|field| is_needed(&field.shape)),
        Shape::Word(_)
        | Shape::Number(_)
        | Shape::Date
        | Shape::Day
        | Shape::Time
        | Shape::Interval
        | Shape::Id(_)
        | Shape::Entry
        | Shape::Either(_) => true,
    }
}

/// Which of several forms a value has: an object by its first key, anything else by being no object.
fn form_of<'a>(shapes: &'a [Shape], value: &Json) -> Option<&'a Shape> {
    let key = value.as_object().map(|object| object.keys().next());
    shapes.iter().find(|shape| match (shape, key) {
        (Shape::Group(fields), Some(key)) => {
            fields.first().map(|field| field.name) == key.map(String::as_str)
        }
        (_, Some(_)) | (Shape::Group(_), None) => false,
        (_, None) => true,
    })
}

/// The first thing in a record that cannot stand there: where it is, and why, as a sentence.
pub(super) fn fault(row: &Map<String, Json>, fields: &[Named]) -> Option<(Path, String)> {
    fault_of_group(row, fields, &Path::default())
}

fn fault_of_group(
    row: &Map<String, Json>,
    fields: &[Named],
    path: &Path,
) -> Option<(Path, String)> {
    let wrong = row.iter().find_map(|(name, value)| {
        let known = fields.iter().find(|field| field.name == name);
        let Some(field) = known else {
            let name = quoted(name);
            let sentence = "there is no such field here; it may come from a newer secretariat.";
            return Some((path.field(name.trim_matches('"')), sentence.to_owned()));
        };
        fault_of(value, &field.shape, &path.field(field.name))
    });
    wrong.or_else(|| {
        let mut needed = fields.iter().filter(|field| is_needed(&field.shape));
        let missing = needed.find(|field| !row.contains_key(field.name))?;
        Some((path.field(missing.name), "it is not there.".to_owned()))
    })
}

fn fault_of(value: &Json, shape: &Shape, path: &Path) -> Option<(Path, String)> {
    let wrong = || {
        let found = match value.as_str() {
            Some(text) => quoted(text),
            None => quoted(&value.to_string()).trim_matches('"').to_owned(),
        };
        let sentence = format!("here stands {found}, and it takes {}.", shape.words());
        Some((path.clone(), sentence))
    };
    match (shape, value) {
        (Shape::Optional(_) | Shape::Due, Json::Null) | (Shape::Flag, Json::Bool(_)) => None,
        (Shape::Optional(shape), value) => fault_of(value, shape, path),
        (Shape::List(shape), Json::Array(list)) => {
            let mut places = list.iter().zip(1..);
            places.find_map(|(one, place)| fault_of(one, shape, &path.place(place)))
        }
        (Shape::Group(fields), Json::Object(row)) => fault_of_group(row, fields, path),
        (Shape::Either(shapes), value) => match form_of(shapes, value) {
            Some(shape) => fault_of(value, shape, path),
            None => wrong(),
        },
        (Shape::Number(most), Json::Number(number)) => {
            let fits = number.as_u64().is_some_and(|one| one <= *most);
            if fits { None } else { wrong() }
        }
        (Shape::Id(_), Json::Number(number)) => {
            let fits = number
                .as_u64()
                .is_some_and(|one| (1..=u64::from(u32::MAX)).contains(&one));
            if fits { None } else { wrong() }
        }
        (shape, Json::String(text)) if shape.takes(text) => None,
        _ => wrong(),
    }
}

/// Every other record that a record names, and where.
pub(super) fn each_name(
    row: &Map<String, Json>,
    fields: &[Named],
    see: &mut impl FnMut(Entry, &Path),
) {
    let others = fields.iter().filter(|field| field.name != "id");
    for field in others {
        if let Some(value) = row.get(field.name) {
            names_in(value, &field.shape, &Path::default().field(field.name), see);
        }
    }
}

fn names_in(value: &Json, shape: &Shape, path: &Path, see: &mut impl FnMut(Entry, &Path)) {
    match (shape, value) {
        (Shape::Optional(shape), value) => names_in(value, shape, path, see),
        (Shape::List(shape), Json::Array(list)) => {
            for (one, place) in list.iter().zip(1..) {
                names_in(one, shape, &path.place(place), see);
            }
        }
        (Shape::Group(fields), Json::Object(row)) => {
            for field in fields {
                if let Some(value) = row.get(field.name) {
                    names_in(value, &field.shape, &path.field(field.name), see);
                }
            }
        }
        (Shape::Either(shapes), value) => {
            if let Some(shape) = form_of(shapes, value) {
                names_in(value, shape, path, see);
            }
        }
        (Shape::Id(kind), value) => {
            if let Some(number) = number(value) {
                see(
                    Entry {
                        kind: *kind,
                        number,
                    },
                    path,
                );
            }
        }
        (Shape::Entry, Json::String(text)) => {
            if let Ok(entry) = text.parse() {
                see(entry, path);
            }
        }
        _ => {}
    }
}

/// A record with other numbers in the place of those it names, its own too. What names nothing any more is left out:
/// a field that may be empty, an entry of a list. None if the record cannot be without it.
pub(super) fn renamed(
    row: &Map<String, Json>,
    fields: &[Named],
    number: &impl Fn(Entry) -> Option<u32>,
) -> Option<Map<String, Json>> {
    row.iter()
        .map(|(name, value)| {
            let field = fields.iter().find(|field| field.name == name)?;
            let value = renamed_value(value, &field.shape, number)?;
            Some((name.clone(), value))
        })
        .collect()
}

fn renamed_value(
    value: &Json,
    shape: &Shape,
    number: &impl Fn(Entry) -> Option<u32>,
) -> Option<Json> {
    match (shape, value) {
        (Shape::Optional(shape), value) if !value.is_null() => {
            Some(renamed_value(value, shape, number).unwrap_or(Json::Null))
        }
        (Shape::List(shape), Json::Array(list)) => {
            let kept = list.iter();
            let kept = kept.filter_map(|one| renamed_value(one, shape, number));
            Some(kept.collect())
        }
        (Shape::Group(fields), Json::Object(row)) => renamed(row, fields, number).map(Json::Object),
        (Shape::Either(shapes), value) => match form_of(shapes, value) {
            Some(shape) => renamed_value(value, shape, number),
            None => Some(value.clone()),
        },
        (Shape::Id(kind), value) => {
            let entry = Entry {
                kind: *kind,
                number: self::number(value)?,
            };
            number(entry).map(Json::from)
        }
        (Shape::Entry, Json::String(text)) => {
            let entry: Entry = text.parse().ok()?;
            let number = number(entry)?;
            Some(Json::String(Entry { number, ..entry }.to_string()))
        }
        (_, value) => Some(value.clone()),
    }
}

/// The number of a record, if this is one.
pub(super) fn number(value: &Json) -> Option<u32> {
    value
        .as_u64()
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| *number > 0)
}

/// A record as a sentence names it while it is still JSON: by its number, else by its place in the file.
pub(super) fn named(kind: Kind, row: &Json, place: usize) -> String {
    match row.get("id").and_then(number) {
        Some(number) => format!("{kind} {number}"),
        None => format!("{}[{place}]", kind.plural()),
    }
}
