//! What a record consists of, as named values: one list per kind serves details, exports, finding, references and history.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};

use super::audience::Audience;
use super::calendar::Interval;
use super::date::Date;
use super::id::{Entry, Id};
use super::register::{Register, Row};
use super::shape::Shape;

/// One value of a record with its name: `review_due` in exports, "Review due" for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'a> {
    pub name: &'static str,
    pub value: Value<'a>,
}

/// A value that every reader of fields knows how to show, compare or export.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    Nothing,
    /// What somebody typed.
    Text(Cow<'a, str>),
    /// One of a closed list of words.
    Word(&'static str),
    Number(i64),
    Flag(bool),
    Date(Date),
    Day(NaiveDate),
    Time(NaiveTime),
    /// Another record.
    Entry(Entry),
    List(Vec<Value<'a>>),
    Group(Vec<Field<'a>>),
}

/// The fields of one record, in the order in which people read them.
#[derive(Debug, Default)]
pub struct Fields<'a>(Vec<Field<'a>>);

impl<'a> Fields<'a> {
    pub fn put(&mut self, name: &'static str, value: &'a impl AsValue) {
        self.0.push(Field {
            name,
            value: value.value(),
        });
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes the value out of every field that is named so.
    pub fn blank(&mut self, is_blank: impl Fn(&str) -> bool) {
        for field in self.0.iter_mut().filter(|field| is_blank(field.name)) {
            field.value = Value::Nothing;
        }
    }

    pub fn as_slice(&self) -> &[Field<'a>] {
        &self.0
    }
}

impl<'a> IntoIterator for Fields<'a> {
    type Item = Field<'a>;
    type IntoIter = std::vec::IntoIter<Field<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Field<'_> {
    /// The name as people read it: "Review due" of `review_due`.
    pub fn label(&self) -> String {
        label(self.name)
    }
}

/// A field's name as people read it: "Review due" of `review_due`.
pub fn label(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first
            .to_uppercase()
            .chain(letters)
            .collect::<String>()
            .replace('_', " ")
    })
}

impl Value<'_> {
    /// True for what a person would call empty: nothing, no text, no entries, a flag that is off, a group of these.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Nothing | Value::Flag(false) => true,
            Value::Text(text) => text.is_empty(),
            Value::List(list) => list.is_empty(),
            Value::Group(fields) => fields.iter().all(|field| field.value.is_empty()),
            Value::Word(_)
            | Value::Number(_)
            | Value::Flag(true)
            | Value::Date(_)
            | Value::Day(_)
            | Value::Time(_)
            | Value::Entry(_) => false,
        }
    }

    /// Every text in this value, however deep.
    pub fn each_text(&self, see: &mut impl FnMut(&str)) {
        match self {
            Value::Text(text) => see(text),
            Value::Word(word) => see(word),
            Value::List(list) => list.iter().for_each(|one| one.each_text(see)),
            Value::Group(fields) => fields.iter().for_each(|field| field.value.each_text(see)),
            Value::Nothing
            | Value::Number(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::Day(_)
            | Value::Time(_)
            | Value::Entry(_) => {}
        }
    }

    /// Every other record that this value names, however deep.
    pub fn each_entry(&self, see: &mut impl FnMut(Entry)) {
        match self {
            Value::Entry(entry) => see(*entry),
            Value::List(list) => list.iter().for_each(|one| one.each_entry(see)),
            Value::Group(fields) => fields.iter().for_each(|field| field.value.each_entry(see)),
            Value::Nothing
            | Value::Text(_)
            | Value::Word(_)
            | Value::Number(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::Day(_)
            | Value::Time(_) => {}
        }
    }
}

impl Value<'_> {
    /// As people read it: dates as written, other records by their titles, lists with semicolons.
    pub fn words(&self, register: &Register) -> String {
        self.words_for(register, Audience::Secretariat)
    }

    /// The same as an audience may read it: a reserved record is only named.
    pub fn words_for(&self, register: &Register, audience: Audience) -> String {
        match self {
            Value::Nothing => String::new(),
            Value::Text(text) => text.to_string(),
            Value::Word(word) => (*word).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Value::Date(date) => date.to_string(),
            Value::Day(day) => Date::day(*day).to_string(),
            Value::Time(time) => super::date::time(*time),
            Value::Entry(entry) => register.get(*entry).map_or_else(
                || entry.to_string(),
                |record| record.title_for(register, audience),
            ),
            Value::List(list) => list
                .iter()
                .map(|one| one.words_for(register, audience))
                .collect::<Vec<_>>()
                .join("; "),
            Value::Group(fields) => {
                let full = fields.iter().filter(|field| !field.value.is_empty());
                full.map(|field| {
                    // In a group a bare "yes" would say nothing.
                    if let Value::Flag(_) = field.value {
                        field.name.trim_start_matches("is_").to_owned()
                    } else {
                        field.value.words_for(register, audience)
                    }
                })
                .collect::<Vec<_>>()
                .join(", ")
            }
        }
    }

    /// The same for a value that stands alone: a group says which of its fields is which.
    pub fn named_words(&self, register: &Register, audience: Audience) -> String {
        let Value::Group(fields) = self else {
            return self.words_for(register, audience);
        };
        let full = fields.iter().filter(|field| !field.value.is_empty());
        let named = full.map(|field| {
            let words = field.value.words_for(register, audience);
            format!("{}: {words}", field.label())
        });
        named.collect::<Vec<_>>().join("; ")
    }
}

/// What can stand in a field.
pub trait AsValue {
    fn value(&self) -> Value<'_>;

    /// What its JSON is. A test holds every kept record against it.
    fn shape() -> Shape;
}

impl AsValue for String {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

impl<T: AsValue> AsValue for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Nothing, AsValue::value)
    }

    fn shape() -> Shape {
        Shape::Optional(Box::new(T::shape()))
    }
}

impl<T: AsValue> AsValue for Vec<T> {
    fn value(&self) -> Value<'_> {
        Value::List(self.iter().map(AsValue::value).collect())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Row> AsValue for Id<T> {
    fn value(&self) -> Value<'_> {
        Value::Entry((*self).into())
    }

    fn shape() -> Shape {
        Shape::Id(T::KIND)
    }
}

/// For the types that are a value by themselves: one line each.
macro_rules! values {
    ($($type:ty, $shape:expr, $one:ident => $value:expr),+ $(,)?) => {
        $(impl AsValue for $type {
            fn value(&self) -> Value<'_> {
                let $one = self;
                $value
            }

            fn shape() -> Shape {
                $shape
            }
        })+
    };
}

values! {
    bool, Shape::Flag, flag => Value::Flag(*flag),
    u8, Shape::Number(Self::MAX.into()), number => Value::Number(i64::from(*number)),
    u16, Shape::Number(Self::MAX.into()), number => Value::Number(i64::from(*number)),
    u32, Shape::Number(Self::MAX.into()), number => Value::Number(i64::from(*number)),
    // More than any file has bytes.
    u64, Shape::Number(Self::MAX), number => Value::Number(i64::try_from(*number).unwrap_or(i64::MAX)),
    Date, Shape::Date, date => Value::Date(*date),
    NaiveDate, Shape::Day, day => Value::Day(*day),
    NaiveTime, Shape::Time, time => Value::Time(*time),
    Entry, Shape::Entry, entry => Value::Entry(*entry),
    Interval, Shape::Interval, interval => Value::Text(Cow::Owned(interval.to_string())),
}

/// A small struct inside a record as a group of its fields: `group!(Link: title, address)`.
macro_rules! group {
    ($type:ty: $($field:ident),+ $(,)?) => {
        impl $crate::domain::field::AsValue for $type {
            fn value(&self) -> $crate::domain::field::Value<'_> {
                $crate::domain::field::Value::Group(vec![
                    $($crate::domain::field::Field {
                        name: stringify!($field),
                        value: $crate::domain::field::AsValue::value(&self.$field),
                    }),+
                ])
            }

            fn shape() -> $crate::domain::shape::Shape {
                $crate::domain::shape::Shape::Group(vec![
                    $($crate::domain::shape::Named::new(
                        stringify!($field),
                        $crate::domain::shape::of::<Self, _>(|one| &one.$field),
                    )),+
                ])
            }
        }
    };
}
pub(crate) use group;

/// The fields of a kind of record, in reading order: `fields!(Contact: name, post, organisation)`.
macro_rules! fields {
    ($($field:ident),+ $(,)?) => {
        fn fields<'a>(&'a self, out: &mut $crate::domain::field::Fields<'a>) {
            $(out.put(stringify!($field), &self.$field);)+
        }

        fn shapes() -> Vec<$crate::domain::shape::Named> {
            vec![$($crate::domain::shape::Named::new(
                stringify!($field),
                $crate::domain::shape::of::<Self, _>(|one| &one.$field),
            )),+]
        }
    };
}
pub(crate) use fields;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::{Agreement, Link, Supersession};

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn agreement() -> Agreement {
        let mut agreement = Agreement::new(id(2), "New protocol");
        agreement.review_due = Date::from_code("by 2021-09");
        agreement.parent = Some(id(9));
        agreement.supersedes = vec![Supersession {
            agreement: id(1),
            except: Some("Annex B".to_owned()),
        }];
        agreement.focus_areas = vec!["Safety".to_owned(), "Equality".to_owned()];
        agreement.sharing.what = "Ratings".to_owned();
        agreement.sharing.with = "The regions".to_owned();
        agreement.links = vec![Link {
            title: "The text".to_owned(),
            address: "https://example.org".to_owned(),
            is_outside: true,
        }];
        agreement
    }

    #[test]
    fn values_read_as_people_write_them_and_other_records_by_their_titles() {
        let mut register = Register::default();
        register.put(Agreement::new(id(1), "Old protocol"));
        let agreement = agreement();
        let mut fields = Fields::default();
        agreement.fields(&mut fields);
        for (name, words) in [
            ("title", "New protocol"),
            ("review_due", "by September 2021"),
            ("parent", "agreement 9"),
            ("supersedes", "Old protocol, Annex B"),
            ("focus_areas", "Safety; Equality"),
            ("links", "The text, https://example.org, outside"),
            ("sharing", "What: Ratings; With: The regions"),
            ("disagreements", ""),
            ("publish", "no"),
            ("review_every", ""),
        ] {
            let mut named = fields.as_slice().iter().filter(|field| field.name == name);
            let field = named.next().expect(name);
            assert!(named.next().is_none(), "{name} stands twice");
            let found = field.value.named_words(&register, Audience::Secretariat);
            assert_eq!(found, words, "{name}");
            assert_eq!(
                field.value.is_empty(),
                ["", "no"].contains(&words),
                "{name}"
            );
        }
    }

    #[test]
    fn every_text_and_every_named_record_is_seen_however_deep() {
        let agreement = agreement();
        let mut fields = Fields::default();
        agreement.fields(&mut fields);
        let (mut texts, mut entries) = (Vec::new(), Vec::new());
        for field in fields {
            field
                .value
                .each_text(&mut |text| texts.push(text.to_owned()));
            field
                .value
                .each_entry(&mut |entry| entries.push(entry.to_string()));
        }
        for text in [
            "New protocol",
            "Annex B",
            "Safety",
            "Equality",
            "https://example.org",
        ] {
            assert!(texts.iter().any(|one| one == text), "{text}");
        }
        assert_eq!(entries, ["agreement 9", "agreement 1"]);
    }

    #[test]
    fn a_label_is_the_name_as_people_read_it() {
        for (name, expected) in [("review_due", "Review due"), ("on", "On"), ("", "")] {
            assert_eq!(label(name), expected);
        }
    }
}
