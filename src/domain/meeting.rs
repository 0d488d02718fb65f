//! Meetings: one sitting of a forum, from the day it is planned.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::date::{Date, with_weekday};
use super::field::{fields, group};
use super::forum::{Forum, RecordRule};
use super::id::Id;
use super::issued_text::TextStep;
use super::item::Item;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::words::words;

words! {
    pub enum MeetingState {
        Planned = "planned",
        Confirmed = "confirmed",
        Postponed = "postponed",
        Held = "held",
        Cancelled = "cancelled",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    pub id: Id<Meeting>,
    pub reference: Option<String>,
    pub forum: Id<Forum>,
    /// The forum's own count: "the 42nd".
    pub number: Option<u32>,
    /// Formal, informal, joint with whom: in words, where it matters.
    // Registers before version 3000 have entries in their histories without this and the fields that follow it below.
    #[serde(default)]
    pub sort: String,
    /// Known by date alone before anything else is known of it; perhaps only the month.
    pub on: Date,
    /// The dates it had before it was postponed, the first first.
    #[serde(default)]
    pub moved_from: Vec<Date>,
    pub start: Option<NaiveTime>,
    pub end: Option<NaiveTime>,
    pub place: String,
    /// Where to join from afar.
    pub link: String,
    /// As stored; `state_on` says what held on a day.
    pub state: MeetingState,
    /// Where it departs from the forum's rule.
    pub chair: Option<Id<Organisation>>,
    /// Who takes the record, where it departs from the forum's rule.
    #[serde(default)]
    pub record_by: Option<Id<Organisation>>,
    /// Where a record is found that another body keeps.
    #[serde(default)]
    pub record_link: String,
    /// How far its agenda has come, in order.
    #[serde(default)]
    pub agenda_steps: Vec<TextStep>,
    /// How far its record has come, in order.
    #[serde(default)]
    pub record_steps: Vec<TextStep>,
    /// What was found out after the record was issued.
    #[serde(default)]
    pub post_meeting_notes: Vec<PostMeetingNote>,
    /// What a published list says of its agenda or papers.
    pub papers: String,
    /// What a published list says of its record.
    pub record: String,
    pub publish: bool,
}

/// A later correction of a record, with its own day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PostMeetingNote {
    pub text: String,
    pub on: Option<Date>,
    /// The item it is about.
    pub item: Option<Id<Item>>,
}

group!(PostMeetingNote: text, on, item);

impl Meeting {
    pub fn new(id: Id<Self>, forum: Id<Forum>, on: Date) -> Self {
        Self {
            id,
            reference: None,
            forum,
            number: None,
            sort: String::new(),
            on,
            moved_from: Vec::new(),
            start: None,
            end: None,
            place: String::new(),
            link: String::new(),
            state: MeetingState::Planned,
            chair: None,
            record_by: None,
            record_link: String::new(),
            agenda_steps: Vec::new(),
            record_steps: Vec::new(),
            post_meeting_notes: Vec::new(),
            papers: String::new(),
            record: String::new(),
            publish: false,
        }
    }

    /// What it was on a day: a meeting later than that was still to come.
    pub fn state_on(&self, day: NaiveDate) -> MeetingState {
        if self.state == MeetingState::Held && day < self.on.first() {
            MeetingState::Confirmed
        } else {
            self.state
        }
    }

    /// True for one that takes place or took place on its date: planned, confirmed or held.
    pub fn is_fixed(&self) -> bool {
        matches!(
            self.state,
            MeetingState::Planned | MeetingState::Confirmed | MeetingState::Held
        )
    }

    /// True if it is planned or confirmed and not before a day.
    pub fn is_coming(&self, day: NaiveDate) -> bool {
        matches!(
            self.state_on(day),
            MeetingState::Planned | MeetingState::Confirmed
        ) && day <= self.on.last()
    }

    /// True if its agenda may still take something: it is to come, or is postponed and keeps its agenda until it is held.
    pub fn takes_items(&self, day: NaiveDate) -> bool {
        self.state == MeetingState::Postponed || self.is_coming(day)
    }

    /// The organisation in the chair: its own, else by the forum's rule.
    pub fn chaired_by(&self, register: &Register) -> Option<Id<Organisation>> {
        let forum = register.forums.get(self.forum);
        self.chair
            .or_else(|| forum?.chair_on(register, self.on.last()))
    }

    /// The organisation that takes the record: its own, else by the forum's rule, for which the chair is that of this
    /// meeting.
    pub fn record_taken_by(&self, register: &Register) -> Option<Id<Organisation>> {
        let by_rule = || {
            let forum = register.forums.get(self.forum)?;
            match forum.record_rule {
                RecordRule::Secretariat => forum.record_taker_on(register, self.on.last()),
                RecordRule::ChairsOrganisation => self.chaired_by(register),
            }
        };
        self.record_by.or_else(by_rule)
    }

    /// The date as a meeting is announced: with its weekday.
    pub fn announced(&self) -> String {
        self.on
            .as_day()
            .map_or_else(|| self.on.to_string(), with_weekday)
    }
}

impl Row for Meeting {
    row!(Meeting in meetings, under forum);
    const RESERVED_FIELDS: &'static [&'static str] = &["post_meeting_notes"];
    fields!(
        reference,
        forum,
        number,
        sort,
        on,
        moved_from,
        start,
        end,
        place,
        link,
        state,
        chair,
        record_by,
        record_link,
        agenda_steps,
        record_steps,
        post_meeting_notes,
        papers,
        record,
        publish
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.number == Some(0) {
            return Err(Refusal::invalid("number", "Meetings are numbered from 1."));
        }
        match (self.start, self.end) {
            (Some(start), Some(end)) if end < start => Err(Refusal::invalid(
                "end",
                "A meeting cannot end before it starts.",
            )),
            _ => Ok(()),
        }
    }

    fn title(&self, register: &Register) -> String {
        let forum = register
            .forums
            .get(self.forum)
            .map_or("", |forum| &forum.name);
        format!("{forum}, {}", self.announced())
    }

    fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }
}
