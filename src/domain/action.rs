//! Actions: what was agreed to be done, by whom, by when; numbered on across the meetings of a forum.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::date::Date;
use super::field::{AsValue, Value, fields};
use super::forum::{self, Forum};
use super::id::Id;
use super::item::Item;
use super::meeting::Meeting;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::words::words;

words! {
    /// With what an action was closed.
    pub enum ActionOutcome { Done = "done", Overtaken = "overtaken", Withdrawn = "withdrawn" }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    pub id: Id<Action>,
    pub reference: Option<String>,
    pub forum: Id<Forum>,
    /// Runs on across the forum's meetings, from 1; people name an action by it.
    pub number: u32,
    /// The meeting it comes from.
    pub meeting: Option<Id<Meeting>>,
    pub item: Option<Id<Item>>,
    pub text: String,
    pub owner: Option<Id<Organisation>>,
    /// The post at the owner; or the whole owner where that is no organisation of the register.
    pub post: String,
    pub due: ActionDue,
    /// How far it has come, in dated words.
    pub progress: String,
    /// The day it was closed; none while it is open.
    pub closed: Option<Date>,
    pub outcome: Option<ActionOutcome>,
    pub reserved: Option<String>,
}

/// By when: a date, the forum's next meeting, words that are no date, or nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum ActionDue {
    Unset,
    On(Date),
    NextMeeting,
    Words(String),
}

/// With what to close an action.
#[derive(Debug, Clone)]
pub struct CloseOptions {
    pub on: NaiveDate,
    pub outcome: ActionOutcome,
    pub note: Option<String>,
}

impl ActionDue {
    /// As the file and the journal keep it. None for nothing.
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Unset => None,
            Self::On(date) => Some(date.code()),
            Self::NextMeeting => Some("next meeting".to_owned()),
            Self::Words(words) => Some(format!("\"{words}\"")),
        }
    }

    pub fn from_code(code: &str) -> Self {
        if code == "next meeting" {
            return Self::NextMeeting;
        }
        Date::from_code(code)
            .map_or_else(|| Self::Words(code.trim_matches('"').to_owned()), Self::On)
    }
}

impl std::fmt::Display for ActionDue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unset => f.pad(""),
            Self::On(date) => f.pad(&date.to_string()),
            Self::NextMeeting => f.pad("next meeting"),
            Self::Words(words) => f.pad(words),
        }
    }
}

impl Serialize for ActionDue {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.code().serialize(to)
    }
}

impl<'de> Deserialize<'de> for ActionDue {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = Option::<String>::deserialize(from)?;
        Ok(code.map_or(Self::Unset, |code| Self::from_code(&code)))
    }
}

impl AsValue for ActionDue {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Unset => Value::Nothing,
            Self::On(date) => Value::Date(*date),
            Self::NextMeeting => Value::Word("next meeting"),
            Self::Words(words) => Value::Text(words.into()),
        }
    }
}

impl Action {
    pub fn new(id: Id<Self>, forum: Id<Forum>, number: u32, text: impl Into<String>) -> Self {
        Self {
            id,
            reference: None,
            forum,
            number,
            meeting: None,
            item: None,
            text: text.into(),
            owner: None,
            post: String::new(),
            due: ActionDue::Unset,
            progress: String::new(),
            closed: None,
            outcome: None,
            reserved: None,
        }
    }

    /// True if it was still to do at the end of that day.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.closed.is_none_or(|closed| day < closed.first())
    }

    /// True if it had been agreed by then, as far as its meeting says.
    pub fn is_agreed_on(&self, register: &Register, day: NaiveDate) -> bool {
        let meeting = self.meeting.and_then(|id| register.meetings.get(id));
        meeting.is_none_or(|meeting| meeting.on.first() <= day)
    }

    /// The date it is due: its own, or that of the meeting after the one it comes from, once fixed.
    pub fn due_date(&self, register: &Register) -> Option<Date> {
        match &self.due {
            ActionDue::On(date) => Some(*date),
            ActionDue::Unset | ActionDue::Words(_) => None,
            ActionDue::NextMeeting => {
                let origin = self.meeting.and_then(|id| register.meetings.get(id))?;
                let later = register
                    .meetings
                    .of(self.forum)
                    .filter(|one| one.is_fixed());
                later
                    .map(|one| one.on)
                    .filter(|on| on.last() > origin.on.last())
                    .min()
            }
        }
    }

    /// Who does it, for a column: the organisation, else the post.
    pub fn owner_name<'a>(&'a self, register: &'a Register) -> &'a str {
        let owner = self.owner.and_then(|id| register.organisations.get(id));
        owner.map_or(self.post.as_str(), Organisation::short)
    }
}

impl Row for Action {
    row!(Action in actions, under forum);
    fields!(
        reference, number, text, forum, meeting, item, owner, post, due, progress, closed, outcome,
        reserved
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.text.trim().is_empty() {
            return Err(Refusal::invalid(
                "text",
                "An action needs to say what is to be done.",
            ));
        }
        match (self.closed, self.outcome) {
            (None, Some(_)) => Err(Refusal::invalid(
                "closed",
                "An action with an outcome needs the day it was closed.",
            )),
            (Some(_), None) => Err(Refusal::invalid(
                "outcome",
                "A closed action needs an outcome.",
            )),
            (Some(_), Some(_)) | (None, None) => Ok(()),
        }
    }

    fn title(&self, _: &Register) -> String {
        self.text.clone()
    }

    fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    fn reserved(&self) -> Option<&str> {
        self.reserved.as_deref()
    }
}

/// The number after the highest of the forum's actions.
pub fn next_number(register: &Register, forum: Id<Forum>) -> u32 {
    register
        .actions
        .of(forum)
        .map(|action| action.number)
        .max()
        .map_or(1, |highest| highest.saturating_add(1))
}

/// Adds an action agreed at a meeting, with the forum's next number.
pub fn add(register: &Register, meeting: Id<Meeting>, text: &str) -> Result<Change, Refusal> {
    let Some(origin) = register.meetings.get(meeting) else {
        return Err(Refusal::not_found(format!(
            "There is no meeting {meeting}."
        )));
    };
    let number = next_number(register, origin.forum);
    let mut action = Action::new(
        register.actions.next_id(),
        origin.forum,
        number,
        text.trim(),
    );
    action.meeting = Some(meeting);
    action.check()?;
    Ok(Change::new(format!("Added action {number} \"{}\"", action.text)).create(action))
}

/// Closes actions as one change. Refuses if one is closed already, or if the day lies before its meeting.
pub fn close(
    register: &Register,
    ids: &[Id<Action>],
    options: &CloseOptions,
) -> Result<Change, Refusal> {
    let mut names = Vec::new();
    let mut change = Change::new(String::new());
    for &id in ids {
        let Some(action) = register.actions.get(id) else {
            return Err(Refusal::not_found(format!(
                "There is no action with the entry number {id}."
            )));
        };
        change = change.update(action, closed(register, action, options)?);
        names.push(action.number.to_string());
    }
    let noun = if names.len() == 1 {
        "action"
    } else {
        "actions"
    };
    change.label = match options.outcome {
        ActionOutcome::Done => format!("Closed {noun} {}", names.join(", ")),
        ActionOutcome::Overtaken | ActionOutcome::Withdrawn => {
            format!("Closed {noun} {} as {}", names.join(", "), options.outcome)
        }
    };
    Ok(change)
}

fn closed(register: &Register, action: &Action, options: &CloseOptions) -> Result<Action, Refusal> {
    let name = forum_number(register, action);
    if let Some(day) = action.closed {
        return Err(Refusal::state(format!(
            "Action {name} is closed already, on {day}."
        )));
    }
    let meeting = action.meeting.and_then(|id| register.meetings.get(id));
    if let Some(meeting) = meeting.filter(|meeting| options.on < meeting.on.first()) {
        return Err(Refusal::invalid(
            "on",
            format!(
                "Action {name} was agreed on {}; it cannot have been closed before.",
                meeting.on
            ),
        ));
    }
    let mut after = action.clone();
    after.closed = Some(options.on.into());
    after.outcome = Some(options.outcome);
    if let Some(note) = &options.note {
        let line = format!("{}: {}", Date::day(options.on), note.trim());
        after.progress = if after.progress.is_empty() {
            line
        } else {
            format!("{}\n{line}", after.progress)
        };
    }
    Ok(after)
}

/// The number alone where the register has one forum with actions, else FORUM/NUMBER.
pub fn forum_number(register: &Register, action: &Action) -> String {
    let is_shared = register
        .forums
        .iter()
        .any(|one| one.id != action.forum && register.actions.of(one.id).next().is_some());
    match register.forums.get(action.forum) {
        Some(forum) if is_shared => format!("{}/{}", forum.short(), action.number),
        Some(_) | None => action.number.to_string(),
    }
}

/// The action that `12` or `FORUM/12` names. Refuses a number that several forums have.
pub fn called<'a>(register: &'a Register, text: &str) -> Result<&'a Action, Refusal> {
    let (body, number) = text
        .rsplit_once('/')
        .map_or((None, text), |(body, number)| (Some(body), number));
    let Ok(number) = number.trim().parse::<u32>() else {
        return by_reference(register, text);
    };
    let body = match body {
        None => None,
        Some(body) => {
            let found = forum::called(register, body);
            Some(
                found
                    .ok_or_else(|| Refusal::not_found(format!("There is no forum \"{body}\".")))?
                    .id,
            )
        }
    };
    let found: Vec<&Action> = register
        .actions
        .iter()
        .filter(|one| one.number == number && body.is_none_or(|id| one.forum == id))
        .collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(Refusal::not_found(format!("There is no action {text}."))),
        _ => {
            let names: Vec<String> = found
                .iter()
                .map(|one| forum_number(register, one))
                .collect();
            Err(Refusal::ambiguous(format!(
                "Several forums have an action {number}: say {}.",
                names.join(" or ")
            )))
        }
    }
}

fn by_reference<'a>(register: &'a Register, text: &str) -> Result<&'a Action, Refusal> {
    let found = register
        .actions
        .iter()
        .find(|one| one.reference.as_deref() == Some(text.trim()));
    found.ok_or_else(|| Refusal::not_found(format!("There is no action {text}.")))
}
