//! What a field may hold, as the journal and the JSON of a whole register write it: said once by each type, so that
//! the reader of such a file, its documentation and whoever follows the names in it have the same answer.

use chrono::{NaiveDate, NaiveTime};

use super::calendar::Interval;
use super::date::Date;
use super::field::AsValue;
use super::id::Entry;
use super::register::Kind;

/// The JSON of one value.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// What somebody typed.
    Text,
    /// One of a closed list of words.
    Word(Vec<&'static str>),
    /// A whole number from nought to this one.
    Number(u64),
    Flag,
    Date,
    Day,
    Time,
    Interval,
    /// By when an action is due: a date, the next meeting, or words.
    Due,
    /// The number of a record of this kind.
    Id(Kind),
    /// A record of any kind: "action 12".
    Entry,
    Optional(Box<Shape>),
    List(Box<Shape>),
    Group(Vec<Named>),
    /// One of several.
    Either(Vec<Shape>),
}

/// A field by its name, with what it may hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub name: &'static str,
    pub shape: Shape,
}

/// What a field holds, by the function that reads it: the type is said once, where the field is.
pub(super) fn of<S, T: AsValue>(_: fn(&S) -> &T) -> Shape {
    T::shape()
}

impl Named {
    pub fn new(name: &'static str, shape: Shape) -> Self {
        Self { name, shape }
    }
}

impl Kind {
    /// Everything of a record of the kind: its number, then its fields in reading order.
    pub fn shape(self) -> Vec<Named> {
        let number = Named::new("id", Shape::Id(self));
        std::iter::once(number).chain(self.shapes()).collect()
    }
}

impl Shape {
    /// One of the several forms of an enum that carries something: `{"every": "3 months"}`.
    pub(super) fn tagged(name: &'static str, shape: Shape) -> Self {
        Self::Group(vec![Named::new(name, shape)])
    }

    /// True if a text is one that may stand here. What is no text has been looked at already.
    pub fn takes(&self, text: &str) -> bool {
        match self {
            Self::Text | Self::Due => true,
            Self::Word(words) => words.iter().any(|word| word.eq_ignore_ascii_case(text)),
            Self::Date => Date::from_code(text).is_some(),
            Self::Day => text.parse::<NaiveDate>().is_ok(),
            Self::Time => text.parse::<NaiveTime>().is_ok(),
            Self::Interval => text.parse::<Interval>().is_ok(),
            Self::Entry => text.parse::<Entry>().is_ok(),
            Self::Optional(shape) => shape.takes(text),
            Self::Either(shapes) => shapes.iter().any(|one| one.takes(text)),
            Self::Number(_) | Self::Flag | Self::Id(_) | Self::List(_) | Self::Group(_) => false,
        }
    }

    /// As a sentence says it: "a date such as 2021-09-30 or by 2021-09".
    pub fn words(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                match words.as_slice() {
                    [word] => word.clone(),
                    words => format!("one of {}", words.join(", ")),
                }
            }
            Self::Number(most) => format!("a number up to {most}"),
            Self::Flag => "true or false".to_owned(),
            Self::Date => "a date such as 2021-09-30, by 2021-09 or 2018/19~".to_owned(),
            Self::Day => "a day such as 2021-09-30".to_owned(),
            Self::Time => "a time such as 10:30:00".to_owned(),
            Self::Interval => "a length of time such as 10 working days".to_owned(),
            Self::Due => "null, a date, next meeting, or other words in quotation marks".to_owned(),
            Self::Id(kind) => format!("the number of a record of {}", kind.plural()),
            Self::Entry => "a kind and a number such as action 12".to_owned(),
            Self::Optional(shape) => format!("{}, or null", shape.words()),
            Self::List(shape) if matches!(**shape, Self::Group(_)) => {
                "a list of objects".to_owned()
            }
            Self::List(shape) => format!("a list, each {}", shape.words()),
            Self::Group(fields) => {
                let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                format!("an object of {}", names.join(", "))
            }
            Self::Either(shapes) => {
                let words: Vec<String> = shapes.iter().map(Self::words).collect();
                words.join("; or ")
            }
        }
    }

    /// The fields of the objects in this value, if there are any.
    pub fn inside(&self) -> Vec<&Named> {
        match self {
            Self::Group(fields) => fields.iter().collect(),
            Self::Optional(shape) | Self::List(shape) => shape.inside(),
            Self::Either(shapes) => shapes.iter().flat_map(Self::inside).collect(),
            Self::Text
            | Self::Word(_)
            | Self::Number(_)
            | Self::Flag
            | Self::Date
            | Self::Day
            | Self::Time
            | Self::Interval
            | Self::Due
            | Self::Id(_)
            | Self::Entry => Vec::new(),
        }
    }
}
