//! What staff fill in: for every kind of record one list of what is asked, and what becomes of the answers.
//!
//! The form on the screen, the options of the command line and the questions of the linear mode are the same list.
//! An answer is text until it is read here; what comes out is a `Change`. A kind's list is in its own file.

mod action;
mod agreement;
mod also;
mod announcement;
mod answers;
mod ask;
mod attendance;
mod commitment;
mod contact;
mod file;
mod forum;
mod issued_text;
mod item;
pub mod life;
mod lists;
mod meeting;
mod membership;
mod note;
mod offer;
mod organisation;
mod origin;
mod party;
mod published_page;
mod reminder;
mod returns;
mod review;
mod rows;
mod sending;
mod settle;
mod typed;

use std::borrow::Cow;
use std::marker::PhantomData;

use chrono::NaiveDate;

use super::change::{Change, Swap};
use super::id::{Entry, Id};
use super::refusal::Refusal;
use super::register::{Kind, Record, Register, Row};
use super::words::Word;

pub use answers::{Answer, Answers, RowAnswer};
use ask::ask;
pub use ask::{Also, Ask, Asked, Input, ListOf};
pub use rows::{entry_words, read_row, recognised_rows, row_named, row_words, written_row};
pub use settle::{answer_words, clashing, merged_rows};

/// What a question beside the record's own works on: the record as it will stand, and the register it came from.
pub struct Subject<'a, T> {
    pub base: &'a Register,
    pub row: &'a T,
}

/// What reading an answer needs: names are looked up here, and "next friday" is reckoned from today.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub register: &'a Register,
    pub today: NaiveDate,
}

/// A kind of record that can be filled in.
pub trait Form: Row {
    /// In the order in which people answer.
    const ASKS: &'static [Asked<Self>];

    const ALSO: &'static [Also<Self>] = &[];

    /// A record with nothing in it; what is required is asked before it is kept.
    fn blank(id: Id<Self>) -> Self;

    /// Fills in what follows from the other answers of a new entry: the next number, the forum of a meeting.
    fn complete(_: &mut Answers, _: &Reader<'_>) {}

    /// Refuses what nobody changes by hand, since a verb does it with what else belongs to it.
    fn refuse(_before: &Self, _after: &Self, _: &Reader<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    /// The change with what follows for the records beside this one: the numbers of the items after it.
    fn settle(_: &Register, change: Change) -> Change {
        change
    }
}

impl Reader<'_> {
    /// The record of a kind that an answer names, if it names one.
    fn named<T: Row>(&self, text: &str) -> Option<Id<T>> {
        typed::Typed::read(&Answer::Text(text.to_owned()), self).ok()
    }
}

/// A form of any kind, for code that serves all of them.
pub trait AnyForm: Sync {
    fn asks(&self) -> Vec<&'static Ask>;

    /// The answers that a new entry starts with.
    fn blank(&self, reader: &Reader<'_>) -> Answers;

    /// Fills in what follows from the other answers of a new entry.
    fn complete(&self, answers: &mut Answers, reader: &Reader<'_>);

    /// A record's answers, as they stand in a register.
    fn written(&self, register: &Register, number: u32) -> Option<Answers>;

    /// Refuses an answer that cannot be read.
    fn check(&self, name: &str, answer: &Answer, reader: &Reader<'_>) -> Result<(), Refusal>;

    /// The change with what follows for other records of the kind.
    fn settle(&self, register: &Register, change: Change) -> Change;

    fn make(&self, answers: &Answers, reader: &Reader<'_>) -> Result<Change, Refusal>;

    fn change(
        &self,
        base: &Register,
        number: u32,
        answers: &Answers,
        reader: &Reader<'_>,
    ) -> Result<Change, Refusal>;
}

struct Of<T>(PhantomData<fn() -> T>);

/// The form of a kind.
pub fn of(kind: Kind) -> &'static dyn AnyForm {
    macro_rules! forms {
        ($($kind:ident in $file:ident),+ $(,)?) => {
            match kind { $(Kind::$kind => &Of::<super::$file::$kind>(PhantomData)),+ }
        };
    }
    forms!(
        Organisation in organisation,
        Contact in contact,
        Forum in forum,
        Membership in membership,
        Meeting in meeting,
        Item in item,
        Action in action,
        Agreement in agreement,
        Party in party,
        Review in review,
        Commitment in commitment,
        Announcement in announcement,
        Attendance in attendance,
        Return in returns,
        Offer in offer,
        IssuedText in issued_text,
        PublishedPage in published_page,
        Sending in sending,
        Reminder in reminder,
        Note in note,
        File in file,
        Origin in origin,
    )
}

/// The kinds that people fill in: all but those that the program alone makes.
pub fn kinds() -> impl Iterator<Item = Kind> {
    let all = Kind::ALL.iter().copied();
    all.filter(|&kind| !of(kind).asks().is_empty())
}

/// A new entry of a kind from its answers. Refuses what cannot be read, by the question's name.
pub fn make(kind: Kind, answers: &Answers, reader: &Reader<'_>) -> Result<Change, Refusal> {
    let form = of(kind);
    Ok(form.settle(reader.register, form.make(answers, reader)?))
}

/// An entry with new answers to the questions that `answers` holds; the others stay. `base` is the register, or the
/// part of it, that was looked at when the answers were given: what somebody else changed since is a conflict.
pub fn change(
    base: &Register,
    entry: Entry,
    answers: &Answers,
    reader: &Reader<'_>,
) -> Result<Change, Refusal> {
    let form = of(entry.kind);
    let change = form.change(base, entry.number, answers, reader)?;
    Ok(form.settle(reader.register, change))
}

/// Several entries of one kind with the same new answers, as one change.
pub fn change_all(
    entries: &[Entry],
    answers: &Answers,
    reader: &Reader<'_>,
) -> Result<Change, Refusal> {
    change_each(entries, |_, _| Ok(answers.clone()), reader)
}

/// Several entries of one kind, each with its own new answers, as one change.
pub fn change_each(
    entries: &[Entry],
    answers: impl Fn(Entry, &Reader<'_>) -> Result<Answers, Refusal>,
    reader: &Reader<'_>,
) -> Result<Change, Refusal> {
    let mut all = Change::new("");
    let mut register = Cow::Borrowed(reader.register);
    for &entry in entries {
        let reader = Reader {
            register: &register,
            today: reader.today,
        };
        let answers = answers(entry, &reader)?;
        let one = of(entry.kind).change(&register, entry.number, &answers, &reader)?;
        // What one entry makes takes numbers that the next must not take.
        if one.edits.iter().any(|edit| edit.before().is_none()) {
            register.to_mut().apply(&one);
        }
        all.label = one.label;
        all.edits.extend(one.edits);
    }
    if let [first, _, ..] = entries {
        all.label = format!("Changed {} {}", entries.len(), first.kind.plural());
    }
    Ok(match entries.first() {
        Some(first) => of(first.kind).settle(reader.register, all),
        None => all,
    })
}

/// A record and what its form edits with it, apart from the register: what somebody looked at when they began.
pub fn part(register: &Register, entry: Entry) -> Register {
    let mut part = Register::default();
    for record in std::iter::once(entry)
        .chain(also::rows(register, entry))
        .filter_map(|entry| register.get(entry))
    {
        part.put_record(record);
    }
    part
}

/// The answers of a new entry like another: without what is its own, such as its number and its dates.
pub fn like(register: &Register, entry: Entry) -> Answers {
    let form = of(entry.kind);
    let mut answers = form.written(register, entry.number).unwrap_or_default();
    for ask in form.asks() {
        if !ask.is_copied {
            answers.remove(ask.name);
        } else if let Some(Answer::Rows(rows)) = answers.get_mut(ask.name) {
            for row in rows {
                row.forget(&ask.cells());
            }
        }
    }
    answers
}

/// What a change calls the record that it makes or alters: `action CEF/12 "Send the draft"`.
fn name<T: Row>(register: &Register, row: &T) -> String {
    let swap = T::edit(Swap {
        before: None,
        after: Some(Box::new(row.clone())),
    });
    let record = swap.after().expect("it was put there a line ago");
    format!(
        "{} {} \"{}\"",
        record.kind(),
        record.number(register),
        record.title(register)
    )
}

impl<T: Form> Of<T> {
    /// The record with the answers read into it, in the order of the questions.
    fn fill(row: &mut T, answers: &Answers, reader: &Reader<'_>) -> Result<(), Refusal> {
        for asked in T::ASKS {
            if let Some(answer) = answers.get(asked.ask.name) {
                read(asked, row, answer, reader)?;
            }
        }
        Ok(())
    }

    fn also(
        base: &Register,
        row: &T,
        answers: &Answers,
        reader: &Reader<'_>,
        mut change: Change,
    ) -> Result<Change, Refusal> {
        let subject = Subject { base, row };
        for also in T::ALSO {
            if let Some(answer) = answers.get(also.ask.name) {
                let named = |refusal| about(&also.ask, refusal);
                change = (also.change)(&subject, answer, reader, change).map_err(named)?;
            }
        }
        Ok(change)
    }
}

/// Reads one answer. Refuses an empty one that is required.
fn read<T>(
    asked: &Asked<T>,
    row: &mut T,
    answer: &Answer,
    reader: &Reader<'_>,
) -> Result<(), Refusal> {
    let ask = &asked.ask;
    if ask.is_required && answer.is_empty() {
        return Err(missing(ask));
    }
    (asked.read)(row, answer, reader).map_err(|refusal| about(ask, refusal))
}

fn missing(ask: &Ask) -> Refusal {
    Refusal::invalid(ask.name, format!("{} is required.", ask.label))
}

/// A refusal as one of this question, whatever reading found.
fn about(ask: &Ask, refusal: Refusal) -> Refusal {
    Refusal {
        field: Some(ask.name),
        ..refusal
    }
}

impl<T: Form> AnyForm for Of<T> {
    fn asks(&self) -> Vec<&'static Ask> {
        let own = T::ASKS.iter().map(|asked| &asked.ask);
        own.flat_map(|ask| {
            let also = T::ALSO.iter().filter(|also| also.after == ask.name);
            std::iter::once(ask).chain(also.map(|also| &also.ask))
        })
        .collect()
    }

    fn blank(&self, reader: &Reader<'_>) -> Answers {
        let row = T::blank(T::table(reader.register).next_id());
        let mut answers = Answers::default();
        for asked in T::ASKS {
            let ask = &asked.ask;
            let answer = if let (Input::Entry(kind), true) = (ask.input, ask.is_required) {
                only(reader.register, kind)
            } else {
                fresh(asked, &row)
            };
            answers.set(ask.name, answer);
        }
        answers
    }

    fn complete(&self, answers: &mut Answers, reader: &Reader<'_>) {
        T::complete(answers, reader);
    }

    fn settle(&self, register: &Register, change: Change) -> Change {
        T::settle(register, change)
    }

    fn written(&self, register: &Register, number: u32) -> Option<Answers> {
        let id = Id::new(number)?;
        let row = T::table(register).get(id)?;
        let mut answers = Answers::default();
        for asked in T::ASKS {
            answers.set(asked.ask.name, (asked.write)(row));
        }
        for also in T::ALSO {
            answers.set(also.ask.name, (also.write)(register, id));
        }
        Some(answers)
    }

    fn check(&self, name: &str, answer: &Answer, reader: &Reader<'_>) -> Result<(), Refusal> {
        let mut row = T::blank(T::table(reader.register).next_id());
        let asked = T::ASKS.iter().find(|asked| asked.ask.name == name);
        asked.map_or(Ok(()), |asked| read(asked, &mut row, answer, reader))
    }

    fn make(&self, answers: &Answers, reader: &Reader<'_>) -> Result<Change, Refusal> {
        let mut answers = answers.clone();
        T::complete(&mut answers, reader);
        for asked in T::ASKS.iter().filter(|asked| asked.ask.is_required) {
            if answers.get(asked.ask.name).is_none_or(Answer::is_empty) {
                return Err(missing(&asked.ask));
            }
        }
        let mut row = T::blank(T::table(reader.register).next_id());
        Self::fill(&mut row, &answers, reader)?;
        row.check()?;
        let label = format!("Added {}", name(reader.register, &row));
        let change = Change::new(label).create(row.clone());
        Self::also(reader.register, &row, &answers, reader, change)
    }

    fn change(
        &self,
        base: &Register,
        number: u32,
        answers: &Answers,
        reader: &Reader<'_>,
    ) -> Result<Change, Refusal> {
        let kind = T::KIND;
        let found = Id::new(number).and_then(|id| T::table(base).get(id));
        let Some(before) = found else {
            return Err(Refusal::not_found(format!("There is no {kind} {number}.")));
        };
        let mut after = before.clone();
        Self::fill(&mut after, answers, reader)?;
        after.check()?;
        T::refuse(before, &after, reader)?;
        let mut change = Change::new(format!("Changed {}", name(reader.register, &after)));
        if after != *before {
            change = change.update(before, after.clone());
        }
        Self::also(base, &after, answers, reader, change)
    }
}

/// The answer of a blank record: what stands there only until it is answered is left out.
fn fresh<T>(asked: &Asked<T>, row: &T) -> Answer {
    let answer = (asked.write)(row);
    let is_asked = asked.ask.is_required
        && matches!(
            asked.ask.input,
            Input::Entry(_) | Input::AnyEntry | Input::Date | Input::Day
        );
    if is_asked || answer.text() == "0" {
        return Answer::default();
    }
    answer
}

/// Stands where a required answer will: no record is kept with it.
fn nobody<T>() -> Id<T> {
    Id::new(u32::MAX).expect("it is not nought")
}

fn nowhere() -> Entry {
    Entry::from(nobody::<super::note::Note>())
}

/// The one record of a kind, if there is but one.
fn only(register: &Register, kind: Kind) -> Answer {
    let mut all = register.all(kind).map(Record::entry);
    match (all.next(), all.next()) {
        (Some(one), None) => Answer::Text(one.to_string()),
        _ => Answer::default(),
    }
}
