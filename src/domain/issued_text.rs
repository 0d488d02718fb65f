//! Issued texts: an agenda or a record as it went out. Undo may take back the act of issuing; nothing alters the text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::audience::Audience;
use super::change::Change;
use super::date::Date;
use super::field::{fields, group};
use super::id::Id;
use super::meeting::Meeting;
use super::refusal::Refusal;
use super::register::{Edit, Kind, Register, Row, row};
use super::words::words;

words! {
    /// The two texts of a meeting.
    pub enum TextKind {
        Agenda = "agenda",
        /// The action note, or the minutes.
        Record = "record",
    }
}

words! {
    /// The steps that a text goes through.
    pub enum TextState {
        Draft = "draft",
        WithChair = "with the Chair",
        Cleared = "cleared",
        Circulated = "circulated",
        Agreed = "agreed",
        Published = "published",
    }
}

/// A step of a text, with its day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TextStep {
    pub state: TextState,
    pub on: Option<Date>,
}

group!(TextStep: state, on);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssuedText {
    pub id: Id<IssuedText>,
    pub meeting: Id<Meeting>,
    pub what: TextKind,
    /// From 1; a text that is issued again has the next number.
    pub number: u32,
    pub on: NaiveDate,
    /// The three texts, each a document in JSON (`exchange::document`).
    pub public: String,
    pub members: String,
    pub secretariat: String,
}

impl IssuedText {
    /// The text as it was issued for an audience, as JSON of a document.
    pub fn text(&self, audience: Audience) -> &str {
        match audience {
            Audience::Public => &self.public,
            Audience::Members => &self.members,
            Audience::Secretariat => &self.secretariat,
        }
    }
}

impl Row for IssuedText {
    row!(IssuedText in texts, under meeting);
    const RESERVED_FIELDS: &'static [&'static str] = &["members", "secretariat"];
    const INTERNAL_FIELDS: &'static [&'static str] = &["secretariat"];
    fields!(meeting, what, number, on, public, members, secretariat);

    fn check(&self) -> Result<(), Refusal> {
        if self.number == 0 {
            return Err(Refusal::invalid("number", "Texts are numbered from 1."));
        }
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let meeting = register.meetings.get(self.meeting);
        let meeting = meeting.map_or_else(String::new, |one| one.title(register));
        let again = if self.number == 1 {
            String::new()
        } else {
            format!(" {}", self.number)
        };
        format!(
            "{}{again} of {meeting}",
            super::field::label(super::words::Word::word(self.what))
        )
    }
}

impl Kind {
    /// True for what went out, which nobody alters or deletes.
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::IssuedText | Self::PublishedPage)
    }
}

/// Refuses a change that alters what went out. One that takes it away is the undoing of its issue.
pub(super) fn check_kept(change: &Change) -> Result<(), Refusal> {
    let is_altered = |edit: &Edit| edit.before().is_some() && edit.after().is_some();
    let altered = change.edits.iter().filter(|edit| is_altered(edit));
    match altered.map(Edit::entry).find(|entry| entry.kind.is_fixed()) {
        Some(entry) if entry.kind == Kind::IssuedText => Err(Refusal::state(
            "An issued text is fixed. Issue it again, or add a post-meeting note.",
        )),
        Some(_) => Err(Refusal::state(
            "A published page is fixed. Export the page again.",
        )),
        None => Ok(()),
    }
}

/// The texts of one kind that a meeting has issued, the first first.
pub fn of_meeting(register: &Register, meeting: Id<Meeting>, what: TextKind) -> Vec<&IssuedText> {
    let all = register.texts.of(meeting).filter(|one| one.what == what);
    let mut all: Vec<&IssuedText> = all.collect();
    all.sort_by_key(|one| one.number);
    all
}
