//! What a run of questions is about: which they are, what they begin with, what hints they need, and what they make.

use chrono::NaiveDate;

use crate::domain::action::{self, Action, ActionOutcome, CloseOptions};
use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::date::{self, Date};
use crate::domain::form::{self, Answer, Answers, Ask, Input, Reader, life};
use crate::domain::id::{Entry, Id};
use crate::domain::life::next::Step;
use crate::domain::life::review::{self, Next, Reckoning, RecordOptions, checklist};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Kind, Register};
use crate::domain::review::{ReviewCheck, ReviewOutcome};
use crate::domain::words::Word;
use crate::exchange::catalogue::{FileFormat, Piece};
use crate::session::Session;

/// What is being filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    New(Kind),
    Change(Entry),
    Review(Id<Agreement>),
    Life(Step, Id<Agreement>),
    Close(Id<Action>),
    /// A document about an entry.
    Export(Entry, Piece),
}

/// Questions with the answers so far.
pub(super) struct Filling {
    pub(super) about: About,
    /// What was looked at when it began, where an entry is changed.
    pub(super) base: Register,
    pub(super) first: Answers,
    pub(super) now: Answers,
    pub(super) asks: Vec<&'static Ask>,
}

/// A question of a small form.
const fn small(name: &'static str, label: &'static str, help: &'static str, input: Input) -> Ask {
    Ask {
        name,
        field: name,
        option: name,
        label,
        help,
        input,
        is_required: true,
        is_copied: false,
        heading: None,
    }
}

const fn optional(ask: Ask) -> Ask {
    Ask {
        is_required: false,
        ..ask
    }
}

const DAY: &str = "The day it was done: today, 30 Sep 2021, 30/9/2021.";

static REVIEW: [Ask; 10] = [
    small(
        "on",
        "When",
        "When it was done: today, 30 Sep 2021, or only March 2020.",
        Input::Date,
    ),
    small(
        "outcome",
        "Outcome",
        "What came of it.",
        Input::Words(words::<ReviewOutcome>),
    ),
    small(
        "reckoned",
        "Next review",
        "From which day it is reckoned.",
        Input::Words(words::<Reckoning>),
    ),
    optional(small(
        "next",
        "Next review on",
        "Where the text says the date; after amended what the new text says.",
        Input::Date,
    )),
    small(
        "by",
        "By",
        "Who reviewed it: a person, a post or a body.",
        Input::Line,
    ),
    optional(small(
        "note",
        "Note",
        "What was looked at, what was found. May be empty.",
        Input::Line,
    )),
    check(ReviewCheck::Meetings, "Meetings"),
    check(ReviewCheck::Contacts, "Contacts"),
    check(ReviewCheck::References, "References"),
    check(ReviewCheck::Commitments, "Commitments"),
];

/// What was found of a point of the checklist.
const fn check(point: ReviewCheck, label: &'static str) -> Ask {
    let help = "What was found of it; empty if it was not looked at.";
    optional(small(checklist::question(point), label, help, Input::Line))
}

static CLOSE: [Ask; 3] = [
    small("on", "Day", DAY, Input::Day),
    small(
        "outcome",
        "Outcome",
        "done, overtaken by events, or withdrawn.",
        Input::Words(words::<ActionOutcome>),
    ),
    optional(small(
        "note",
        "Note",
        "Added to its progress with the day. May be empty.",
        Input::Line,
    )),
];

static EXPORT: [Ask; 3] = [
    small(
        "format",
        "Format",
        "How the file is written.",
        Input::Words(|| FileFormat::ALL.map(FileFormat::words).to_vec()),
    ),
    small(
        "for",
        "For",
        "The public text leaves reserved items out; the others are marked on every page.",
        Input::Words(|| Audience::ALL.map(Audience::name).to_vec()),
    ),
    small(
        "file",
        "File name",
        "Mark and ending are added if they are not there.",
        Input::Line,
    ),
];

fn words<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|one| one.word()).collect()
}

impl Filling {
    /// The questions with what they begin with. None if what they are about is gone.
    pub(super) fn of(about: About, session: &Session) -> Option<Self> {
        let (register, today) = (session.register(), session.today());
        let reader = Reader { register, today };
        let mut first = Answers::default();
        let mut base = Register::default();
        match about {
            About::New(kind) => first = form::of(kind).blank(&reader),
            About::Change(entry) => {
                base = form::part(register, entry);
                first = form::of(entry.kind).written(&base, entry.number)?;
            }
            About::Review(_) => {
                first.set_text("on", Date::day(today).to_string());
                first.set_text("outcome", ReviewOutcome::Reaffirmed.word());
                first.set_text("reckoned", Reckoning::Intended.word());
            }
            About::Close(_) => {
                first.set_text("on", Date::day(today).to_string());
                first.set_text("outcome", ActionOutcome::Done.word());
            }
            About::Life(step, id) => {
                for ask in life::asks(step) {
                    let choices = life::choices(register, id, step, ask.name);
                    if let Some(likely) = choices.into_iter().next() {
                        first.set_text(ask.name, likely);
                    } else if ask.name == "on" && ask.is_required {
                        first.set_text(ask.name, Date::day(today).to_string());
                    }
                }
            }
            About::Export(_, piece) => {
                let usual = piece.formats().next()?;
                let words = &session.house().words;
                first.set_text("format", usual.words());
                first.set_text("for", Audience::default().name());
                first.set_text("file", piece.stem(register, today, words));
            }
        }
        let mut asks = about.asks();
        if let About::Review(id) = about
            && !has_interval(register, id, today)
        {
            asks.retain(|ask| ask.name != "reckoned");
        }
        Some(Self {
            about,
            base,
            now: first.clone(),
            first,
            asks,
        })
    }

    /// The answers that differ from those it began with.
    pub(super) fn changed(&self) -> Answers {
        let mut changed = Answers::default();
        for (name, answer) in self.now.iter() {
            if self.first.get(name) != Some(answer) {
                changed.set(name, answer.clone());
            }
        }
        changed
    }

    /// What is made of the answers.
    pub(super) fn change(&self, reader: &Reader<'_>) -> Result<Change, Refusal> {
        let register = reader.register;
        match self.about {
            About::New(kind) => form::make(kind, &self.now, reader),
            About::Change(entry) => form::change(&self.base, entry, &self.changed(), reader),
            About::Review(id) => review::record(register, id, &self.review(reader)?),
            About::Life(step, id) => life::change(id, step, &self.now, reader),
            About::Close(id) => action::close(register, &[id], &self.close(reader)?),
            About::Export(..) => Err(Refusal::state("Exporting changes nothing.")),
        }
    }

    /// What has to be reckoned from the other answers to answer a question.
    pub(super) fn hint(&self, ask: &Ask, session: &Session) -> Option<String> {
        if let About::Life(step, id) = self.about {
            let choices = life::choices(session.register(), id, step, ask.name);
            return (!choices.is_empty()).then(|| format!("One of: {}.", choices.join("; ")));
        }
        let About::Review(id) = self.about else {
            return None;
        };
        let (register, today) = (session.register(), session.today());
        let agreement = register.agreements.get(id)?;
        let mut points = ReviewCheck::ALL.iter().copied();
        if let Some(point) = points.find(|one| checklist::question(*one) == ask.name) {
            return Some(checklist::facts(register, agreement, point, today));
        }
        let outcome = self.now.text("outcome").parse().ok();
        let on = date::read(self.now.text("on"), today).unwrap_or(Date::day(today));
        let is_reckoned = review::offer(agreement, register, on).is_some();
        let is_asked = ask.name == if is_reckoned { "reckoned" } else { "next" };
        is_asked.then(|| review::next_words(agreement, register, outcome, on))
    }

    fn review(&self, reader: &Reader<'_>) -> Result<RecordOptions, Refusal> {
        let text = |name| self.now.text(name);
        let next = match text("next") {
            "" => None,
            next => Some(date::read(next, reader.today)?),
        };
        let on = date::read(text("on"), reader.today)?;
        Ok(RecordOptions {
            by: text("by").to_owned(),
            next: Next::of(text("reckoned").parse()?, next),
            note: text("note").to_owned(),
            checks: checklist::checked(|point| text(checklist::question(point))),
            ..RecordOptions::new(reader.today, on, text("outcome").parse()?)
        })
    }

    fn close(&self, reader: &Reader<'_>) -> Result<CloseOptions, Refusal> {
        let note = self.now.text("note");
        Ok(CloseOptions {
            today: reader.today,
            on: day(self.now.text("on"), reader)?,
            outcome: self.now.text("outcome").parse()?,
            note: (!note.is_empty()).then(|| note.to_owned()),
        })
    }
}

/// True for an agreement whose next review can be reckoned.
fn has_interval(register: &Register, id: Id<Agreement>, today: NaiveDate) -> bool {
    let agreement = register.agreements.get(id);
    agreement.is_some_and(|one| review::offer(one, register, Date::day(today)).is_some())
}

impl About {
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::New(kind) | Self::Change(Entry { kind, .. }) => Some(kind),
            Self::Review(_) | Self::Life(..) | Self::Close(_) | Self::Export(..) => None,
        }
    }

    /// What is lost if it is not saved.
    pub(super) fn title(self, register: &Register) -> String {
        let name = |entry: Entry| {
            let record = register.get(entry);
            record.map_or_else(|| entry.to_string(), |record| record.name(register))
        };
        match self {
            Self::New(kind) => format!("the new {kind}"),
            Self::Change(entry) => format!("the changes of {}", name(entry)),
            Self::Review(id) => format!("the review of {}", name(id.into())),
            Self::Life(_, id) => format!("the step of {}", name(id.into())),
            Self::Close(id) => format!("the closing of {}", name(id.into())),
            Self::Export(entry, _) => format!("the document about {}", name(entry)),
        }
    }

    /// Refuses an answer that its question cannot take.
    pub(super) fn check(self, ask: &Ask, text: &str, reader: &Reader<'_>) -> Result<(), Refusal> {
        if let Some(kind) = self.kind() {
            let answer = Answer::Text(text.to_owned());
            return form::of(kind).check(ask.name, &answer, reader);
        }
        let text = text.trim();
        if text.is_empty() {
            let sentence = format!("{} is required.", ask.label);
            return if ask.is_required {
                Err(Refusal::invalid(ask.name, sentence))
            } else {
                Ok(())
            };
        }
        match ask.input {
            Input::Day => day(text, reader).map(|_| ()),
            Input::Date => date::read(text, reader.today).map(|_| ()),
            Input::Words(words) => one_of(&words(), text),
            Input::Line
            | Input::Text
            | Input::DateOrWords
            | Input::Flag
            | Input::Entry(_)
            | Input::AnyEntry
            | Input::List(_) => Ok(()),
        }
    }

    /// Every question there is about it.
    pub(super) fn asks(self) -> Vec<&'static Ask> {
        match self {
            Self::New(kind) | Self::Change(Entry { kind, .. }) => form::of(kind).asks(),
            Self::Review(_) => REVIEW.iter().collect(),
            Self::Life(step, _) => life::asks(step).iter().collect(),
            Self::Close(_) => CLOSE.iter().collect(),
            Self::Export(..) => EXPORT.iter().collect(),
        }
    }
}

fn day(text: &str, reader: &Reader<'_>) -> Result<NaiveDate, Refusal> {
    let read = date::read(text, reader.today)?;
    read.as_day().ok_or_else(|| {
        let sentence = "This needs a day, such as 30 September 2021.";
        Refusal::invalid("on", sentence)
    })
}

fn one_of(words: &[&str], text: &str) -> Result<(), Refusal> {
    if words.contains(&text) {
        return Ok(());
    }
    let sentence = format!("{} is not one of: {}.", quoted(text), words.join(", "));
    Err(Refusal::invalid("word", sentence))
}
