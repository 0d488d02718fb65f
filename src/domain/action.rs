//! Actions: what was agreed to be done, by whom, by when; numbered on across the meetings of a forum.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::date::Date;
use super::field::{AsValue, Value, fields, group};
use super::forum::{self, Forum};
use super::id::Id;
use super::item::Item;
use super::meeting::Meeting;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::shape::Shape;
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
    /// Who does it, where that is not the owner.
    // Registers before version 3000 have entries in their histories without this and the replies.
    #[serde(default)]
    pub doer: String,
    /// Of whom a reply is wanted, and when it came: an action of all members is done when each has replied.
    #[serde(default)]
    pub replies: Vec<Reply>,
    pub due: ActionDue,
    /// How far it has come, in dated words.
    pub progress: String,
    /// The day it was closed; none while it is open.
    pub closed: Option<Date>,
    pub outcome: Option<ActionOutcome>,
    pub reserved: Option<String>,
}

/// One organisation's reply to an action of several.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub organisation: Id<Organisation>,
    /// The day it came; none while it is awaited.
    pub on: Option<Date>,
}

group!(Reply: organisation, on);

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
    /// The day on which it is said; nothing is closed after it.
    pub today: NaiveDate,
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
        let quoted = || code.strip_prefix('"')?.strip_suffix('"');
        Date::from_code(code).map_or_else(
            || Self::Words(quoted().unwrap_or(code).to_owned()),
            Self::On,
        )
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

    fn shape() -> Shape {
        Shape::Due
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
            doer: String::new(),
            replies: Vec::new(),
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

    /// Itself with a dated line more of how far it has come.
    #[must_use]
    pub fn with_progress(&self, on: NaiveDate, text: &str) -> Self {
        let line = format!("{}: {}", Date::day(on), text.trim());
        let progress = if self.progress.is_empty() {
            line
        } else {
            format!("{}\n{line}", self.progress)
        };
        Self {
            progress,
            ..self.clone()
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
        reference, number, text, forum, meeting, item, owner, post, doer, replies, due, progress,
        closed, outcome, reserved
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.text.trim().is_empty() {
            return Err(Refusal::invalid(
                "text",
                "An action needs to say what is to be done.",
            ));
        }
        if self.number == 0 {
            return Err(Refusal::invalid("number", "Actions are numbered from 1."));
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

/// Closes actions as one change, each once. Refuses if one is closed already, or if the day lies before its meeting.
pub fn close(
    register: &Register,
    ids: &[Id<Action>],
    options: &CloseOptions,
) -> Result<Change, Refusal> {
    let mut names = Vec::new();
    let mut change = Change::new(String::new());
    let mut seen = HashSet::new();
    for &id in ids.iter().filter(|id| seen.insert(**id)) {
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
    if options.today < options.on {
        let sentence = format!(
            "{} has not come yet; an action is closed when it is done.",
            Date::day(options.on)
        );
        return Err(Refusal::invalid("on", sentence));
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
        after = after.with_progress(options.on, note);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::MeetingState;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn next<T: Row>(register: &Register) -> Id<T> {
        T::table(register).next_id()
    }

    /// Two forums, the first with a meeting on 1 June 2021 and so many actions each.
    fn two_forums(counts: [u32; 2]) -> (Register, Id<Meeting>) {
        let mut register = Register::default();
        for (acronym, count) in ["CEF", "REG"].into_iter().zip(counts) {
            let mut forum = Forum::new(next(&register), format!("The {acronym}"));
            forum.acronym = Some(acronym.to_owned());
            let forum_id = forum.id;
            register.put(forum);
            let mut meeting = Meeting::new(next(&register), forum_id, day("2021-06-01").into());
            meeting.state = MeetingState::Held;
            let meeting_id = meeting.id;
            register.put(meeting);
            for number in 1..=count {
                let mut action = Action::new(next(&register), forum_id, number, "Send the draft");
                action.meeting = Some(meeting_id);
                action.reference = Some(format!("{acronym}-{number}"));
                register.put(action);
            }
        }
        let meeting = register.meetings.iter().next().expect("it was put").id;
        (register, meeting)
    }

    fn options(on: &str, outcome: ActionOutcome, note: Option<&str>) -> CloseOptions {
        CloseOptions {
            today: day(on),
            on: day(on),
            outcome,
            note: note.map(str::to_owned),
        }
    }

    fn ids(register: &Register) -> Vec<Id<Action>> {
        register.actions.iter().map(|one| one.id).collect()
    }

    #[test]
    fn closing_says_when_with_what_and_why_and_is_one_change() {
        use ActionOutcome::{Done, Overtaken};
        let (register, _) = two_forums([3, 0]);
        let ids = ids(&register);
        for (which, outcome, note, label, progress) in [
            (&ids[..1], Done, None, "Closed action 1", ""),
            (
                &ids[..2],
                Done,
                Some(" sent "),
                "Closed actions 1, 2",
                "20 August 2021: sent",
            ),
            (&[ids[0], ids[0]][..], Done, None, "Closed action 1", ""),
            (
                &ids[1..2],
                Overtaken,
                None,
                "Closed action 2 as overtaken",
                "",
            ),
        ] {
            let options = options("2021-08-20", outcome, note);
            let change = close(&register, which, &options).expect("it is open");
            assert_eq!(change.label, label);
            let mut after = register.clone();
            after.apply(&change);
            let closed: Vec<&Action> = after
                .actions
                .iter()
                .filter(|one| one.closed.is_some())
                .collect();
            assert_eq!(closed.len(), change.edits.len(), "one edit a row");
            for one in closed {
                assert_eq!(one.closed, Some(day("2021-08-20").into()));
                assert_eq!(
                    (one.outcome, one.progress.as_str()),
                    (Some(outcome), progress)
                );
                assert!(one.is_open_on(day("2021-08-19")) && !one.is_open_on(day("2021-08-20")));
            }
        }
    }

    #[test]
    fn an_action_is_not_closed_twice_nor_before_it_was_agreed() {
        let (mut register, _) = two_forums([2, 0]);
        let ids = ids(&register);
        let first = options("2021-08-20", ActionOutcome::Done, None);
        let change = close(&register, &ids[..1], &first).expect("it is open");
        register.apply(&change);
        let nobody = Id::new(99).expect("a number");
        for (which, on, words) in [
            (
                ids[0],
                "2021-08-21",
                "Action 1 is closed already, on 20 August 2021.",
            ),
            (ids[1], "2021-05-31", "was agreed on 1 June 2021"),
            (nobody, "2021-08-20", "no action with the entry number 99"),
        ] {
            let options = options(on, ActionOutcome::Done, None);
            let refusal = close(&register, &[which], &options).expect_err(words);
            assert!(refusal.sentence.contains(words), "{refusal}");
        }
        let both = close(&register, &ids, &first);
        assert!(both.is_err(), "one that is refused refuses all");
    }

    #[test]
    fn actions_are_numbered_on_in_their_forum_and_named_with_it_where_numbers_meet() {
        for (counts, number, named, sentence) in [
            ([0, 0], "1", "1", "Added action 1 \"Write to them\""),
            ([2, 0], "3", "3", "Added action 3 \"Write to them\""),
            ([2, 5], "3", "CEF/3", "Added action 3 \"Write to them\""),
        ] {
            let (mut register, meeting) = two_forums(counts);
            let change = add(&register, meeting, " Write to them ").expect("it has words");
            assert_eq!(change.label, sentence);
            register.apply(&change);
            let action = register.actions.iter().last().expect("it was added");
            assert_eq!(action.number.to_string(), number);
            assert_eq!(forum_number(&register, action), named);
            assert_eq!(action.meeting, Some(meeting));
        }
        let (register, meeting) = two_forums([0, 0]);
        assert_eq!(
            add(&register, meeting, "  ").expect_err("no words").field,
            Some("text")
        );
        assert!(add(&register, Id::new(99).expect("a number"), "Write").is_err());
    }

    #[test]
    fn an_action_is_called_by_its_number_with_its_forum_where_that_is_not_enough_or_by_its_reference()
     {
        let (register, _) = two_forums([2, 3]);
        for (text, expected) in [
            ("3", Ok("REG-3")),
            ("CEF/1", Ok("CEF-1")),
            ("cef / 2", Ok("CEF-2")),
            ("The REG/1", Ok("REG-1")),
            (" CEF-2 ", Ok("CEF-2")),
            (
                "1",
                Err("Several forums have an action 1: say CEF/1 or REG/1."),
            ),
            ("9", Err("There is no action 9.")),
            ("CEF/3", Err("There is no action CEF/3.")),
            ("ABC/1", Err("There is no forum \"ABC\".")),
            ("", Err("There is no action .")),
            ("/", Err("There is no action /.")),
            ("99999999999", Err("There is no action 99999999999.")),
        ] {
            let found = called(&register, text).map(|one| one.reference.as_deref().unwrap_or(""));
            let expected = expected.map_err(str::to_owned);
            assert_eq!(
                found.map_err(|refusal| refusal.sentence),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn by_when_is_kept_exactly_whatever_the_words() {
        let words = [
            "",
            "\"",
            "\"soon\"",
            "say \"soon\"",
            "next meeting",
            "2021-09-30",
            "a\nb",
        ];
        let words = words.map(|words| ActionDue::Words(words.to_owned()));
        let others = [
            ActionDue::NextMeeting,
            ActionDue::On(Date::day(day("2021-09-30"))),
        ];
        for due in words.into_iter().chain(others) {
            let code = due.code().expect("it is something");
            assert_eq!(ActionDue::from_code(&code), due, "{code}");
            let json = serde_json::to_string(&due).expect("text");
            assert_eq!(
                serde_json::from_str::<ActionDue>(&json).expect("it reads"),
                due,
                "{json}"
            );
        }
        assert_eq!(
            ActionDue::from_code("a later meeting"),
            ActionDue::Words("a later meeting".to_owned())
        );
    }
}
