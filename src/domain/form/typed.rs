//! How each type of a record's field is asked, written into a form and read from it.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::lists::Listed;
use super::{Answer, Input, ListOf, Reader, RowAnswer};
use crate::domain::calendar::Interval;
use crate::domain::date::{self, Date};
use crate::domain::id::{Entry, Id};
use crate::domain::named::{self, named};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Kind, Row};
use crate::domain::words::Word;

/// A type that is the answer to one question.
pub(super) trait Typed: Sized {
    const INPUT: Input;

    fn write(&self) -> Answer;

    /// Refuses what it cannot be.
    fn read(answer: &Answer, reader: &Reader<'_>) -> Result<Self, Refusal>;
}

/// A type whose answer is one line of text: what most are.
pub(super) trait Lined: Sized {
    const INPUT: Input;

    fn line(&self) -> String;

    fn of_line(text: &str, reader: &Reader<'_>) -> Result<Self, Refusal>;
}

impl<T: Lined> Typed for T {
    const INPUT: Input = <Self as Lined>::INPUT;

    fn write(&self) -> Answer {
        Answer::Text(self.line())
    }

    fn read(answer: &Answer, reader: &Reader<'_>) -> Result<Self, Refusal> {
        Self::of_line(answer.text(), reader)
    }
}

impl<T: Lined> Typed for Option<T> {
    const INPUT: Input = T::INPUT;

    fn write(&self) -> Answer {
        Answer::Text(self.as_ref().map_or_else(String::new, Lined::line))
    }

    fn read(answer: &Answer, reader: &Reader<'_>) -> Result<Self, Refusal> {
        let text = answer.text();
        if text.is_empty() {
            return Ok(None);
        }
        T::of_line(text, reader).map(Some)
    }
}

impl<T: Listed> Typed for Vec<T> {
    const INPUT: Input = Input::List(ListOf {
        asks: T::asks,
        blank: T::blank,
        check: |cells, reader| T::of_cells(cells, reader).map(|_| ()),
    });

    fn write(&self) -> Answer {
        let row = |one: &T| RowAnswer::new(one.cells());
        Answer::Rows(self.iter().map(row).collect())
    }

    fn read(answer: &Answer, reader: &Reader<'_>) -> Result<Self, Refusal> {
        let rows = answer.rows().iter().zip(1..);
        rows.map(|(row, place)| T::of_cells(&row.cells, reader).map_err(in_row(place)))
            .collect()
    }
}

impl Lined for String {
    const INPUT: Input = Input::Line;

    fn line(&self) -> String {
        self.clone()
    }

    fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
        Ok(text.to_owned())
    }
}

impl Lined for bool {
    const INPUT: Input = Input::Flag;

    fn line(&self) -> String {
        if *self { "yes" } else { "no" }.to_owned()
    }

    fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
        match text.to_lowercase().as_str() {
            "yes" | "y" | "true" => Ok(true),
            "" | "no" | "n" | "false" => Ok(false),
            _ => Err(Refusal::invalid(
                "",
                format!("{} is neither yes nor no.", quoted(text)),
            )),
        }
    }
}

/// Whole numbers of several sizes.
macro_rules! numbers {
    ($($type:ty),+) => {
        $(impl Lined for $type {
            const INPUT: Input = Input::Line;

            fn line(&self) -> String {
                self.to_string()
            }

            fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
                text.parse().map_err(|_| {
                    let sentence = format!("{} is not a whole number up to {}.", quoted(text), Self::MAX);
                    Refusal::invalid("", sentence)
                })
            }
        })+
    };
}
numbers!(u8, u16, u32);

impl Lined for Date {
    const INPUT: Input = Input::Date;

    fn line(&self) -> String {
        self.to_string()
    }

    fn of_line(text: &str, reader: &Reader<'_>) -> Result<Self, Refusal> {
        date::read(text, reader.today)
    }
}

impl Lined for NaiveDate {
    const INPUT: Input = Input::Day;

    fn line(&self) -> String {
        Date::day(*self).to_string()
    }

    fn of_line(text: &str, reader: &Reader<'_>) -> Result<Self, Refusal> {
        let date = date::read(text, reader.today)?;
        date.as_day()
            .ok_or_else(|| Refusal::invalid("", "This needs a day, such as 30 September 2021."))
    }
}

impl Lined for NaiveTime {
    const INPUT: Input = Input::Line;

    fn line(&self) -> String {
        // Nobody types seconds, but a file may have brought some.
        if self.second() == 0 {
            date::time(*self)
        } else {
            self.format("%H:%M:%S").to_string()
        }
    }

    fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
        date::read_time(text)
    }
}

impl Lined for Interval {
    const INPUT: Input = Input::Line;

    fn line(&self) -> String {
        self.to_string()
    }

    fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
        text.parse()
    }
}

impl Lined for Entry {
    const INPUT: Input = Input::AnyEntry;

    fn line(&self) -> String {
        self.to_string()
    }

    fn of_line(text: &str, reader: &Reader<'_>) -> Result<Self, Refusal> {
        any_entry(reader, text)
    }
}

impl<T: Row> Lined for Id<T> {
    const INPUT: Input = Input::Entry(T::KIND);

    fn line(&self) -> String {
        Entry::from(*self).to_string()
    }

    fn of_line(text: &str, reader: &Reader<'_>) -> Result<Self, Refusal> {
        let entry = entry(reader, T::KIND, text)?;
        Ok(entry.id().expect("it was asked of that kind"))
    }
}

impl<W: Word> Lined for W {
    const INPUT: Input = Input::Words(every_word::<W>);

    fn line(&self) -> String {
        self.word().to_owned()
    }

    fn of_line(text: &str, _: &Reader<'_>) -> Result<Self, Refusal> {
        crate::domain::words::read(text)
    }
}

/// A refusal that says which row of a list it is about.
pub(super) fn in_row(place: u16) -> impl Fn(Refusal) -> Refusal {
    move |refusal| Refusal {
        sentence: format!("Row {place}: {}", refusal.sentence),
        ..refusal
    }
}

fn every_word<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|one| one.word()).collect()
}

/// The record of a kind that a text names: `organisation 3`, a number, or a name as on the command line.
pub(super) fn entry(reader: &Reader<'_>, kind: Kind, text: &str) -> Result<Entry, Refusal> {
    let register = reader.register;
    match text.parse::<Entry>() {
        Ok(entry) if entry.kind == kind => match register.get(entry) {
            Some(_) => Ok(entry),
            None => Err(Refusal::not_found(format!("There is no {entry}."))),
        },
        Ok(_) | Err(_) if kind == Kind::Meeting => {
            Ok(named::meeting(register, text, None, reader.today)?.into())
        }
        Ok(_) | Err(_) => named(register, kind, text),
    }
}

/// A record of any kind: its kind and then its number or name.
pub(super) fn any_entry(reader: &Reader<'_>, text: &str) -> Result<Entry, Refusal> {
    let (word, rest) = text.trim().split_once(' ').unwrap_or((text, ""));
    match Kind::from_word(word) {
        Some(kind) if !rest.trim().is_empty() => {
            entry(reader, kind, &format!("{kind} {rest}")).or_else(|_| entry(reader, kind, rest))
        }
        Some(_) | None => text.parse(),
    }
}
