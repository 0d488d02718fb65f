//! The action log, and the summary of it per organisation, as tables for the public, the members or the Secretariat.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::action::{Action, forum_number};
use crate::domain::audience::Audience;
use crate::domain::cycle::log::{Summary, age, is_overdue};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::register::{Record, Register};

/// One line an action. Of one that is withheld there is its number, and that it is reserved.
pub fn log(
    register: &Register,
    title: &str,
    actions: &[&Action],
    today: NaiveDate,
    audience: Audience,
) -> Listing {
    let columns = vec![
        Column::new("No"),
        Column::new("State"),
        Column::new("Due"),
        Column::new("Action").shrink(Shrink::First),
        Column::new("Owner").shrink(Shrink::Second),
        Column::new("Age"),
        Column::new("Agreed"),
        Column::new("Progress").shrink(Shrink::First),
    ];
    let mut listing = Listing::new(title, audience, columns);
    let row = |one: &&Action| {
        let record = Record::Action(one);
        let title = record.title_for(register, audience);
        let number = forum_number(register, one);
        let (number, title) = (Cell::line(&number), Cell::line(&title));
        if record.is_withheld(register, audience) {
            return vec![number, Cell::default(), Cell::default(), title];
        }
        vec![
            number,
            Cell::line(&state(register, one, today)),
            due(register, one),
            title,
            Cell::line(&owner(register, one)),
            Cell::line(&age(register, one, today).unwrap_or_default()),
            Cell::line(&origin(register, one)),
            Cell::line(&one.progress),
        ]
    };
    listing.rows = actions.iter().map(row).collect();
    listing
}

/// The fields of each action with its state and its age; what is withheld is left out.
pub fn log_json(
    register: &Register,
    actions: &[&Action],
    today: NaiveDate,
    audience: Audience,
) -> Json {
    let one = |one: &&Action| {
        let record = Record::Action(one);
        if record.is_withheld(register, audience) {
            return None;
        }
        let mut object = json::record(register, record, audience);
        object["state"] = json!(state(register, one, today));
        object["age"] = json!(age(register, one, today));
        object["due_date"] = json!(one.due_date(register).map(json::date));
        Some(object)
    };
    actions.iter().filter_map(one).collect()
}

/// One line an owner; what nobody owns has a line of its own.
pub fn summary(register: &Register, title: &str, all: &[Summary], audience: Audience) -> Listing {
    let columns = vec![
        Column::new("Organisation").shrink(Shrink::First),
        Column::new("Open").right(),
        Column::new("Overdue").right(),
        Column::new("Closed on time").right(),
        Column::new("Closed late").right(),
        Column::new("Closed otherwise").right(),
    ];
    let mut listing = Listing::new(title, audience, columns);
    let row = |own: &Summary| {
        let name = owner_name(register, own.owner);
        let counts = [own.open, own.overdue, own.on_time, own.late, own.otherwise];
        let counts = counts.map(|count| Cell::number(u32::try_from(count).unwrap_or(u32::MAX)));
        std::iter::once(Cell::line(name)).chain(counts).collect()
    };
    listing.rows = all.iter().map(row).collect();
    listing
}

pub fn summary_json(register: &Register, all: &[Summary], audience: Audience) -> Json {
    let one = |own: &Summary| {
        json!({
            "organisation": own.owner.map(|id| json::entry(register, id.into(), audience)),
            "name": owner_name(register, own.owner),
            "open": own.open,
            "overdue": own.overdue,
            "closed_on_time": own.on_time,
            "closed_late": own.late,
            "closed_otherwise": own.otherwise,
        })
    };
    all.iter().map(one).collect()
}

fn owner_name(register: &Register, owner: Option<Id<Organisation>>) -> &str {
    let body = owner.and_then(|id| register.organisations.get(id));
    body.map_or("No organisation", |one| &one.name)
}

/// `open`, `overdue`, `done 17 Jan 2014`.
fn state(register: &Register, one: &Action, today: NaiveDate) -> String {
    if is_overdue(register, one, today) {
        return "overdue".to_owned();
    }
    match (one.closed, one.outcome) {
        (Some(closed), Some(outcome)) if !one.is_open_on(today) => {
            format!("{outcome} {}", closed.short())
        }
        (Some(_) | None, _) => "open".to_owned(),
    }
}

/// The date, that of the next meeting once it is fixed; else as written.
fn due(register: &Register, one: &Action) -> Cell {
    let date = one.due_date(register);
    let words = date.map_or_else(|| one.due.to_string(), Date::short);
    Cell::line(&words).dated(date)
}

/// The organisation with its post, and who does it where that is somebody else.
fn owner(register: &Register, one: &Action) -> String {
    let body = one.owner.and_then(|id| register.organisations.get(id));
    let doer = (!one.doer.is_empty()).then(|| format!("done by {}", one.doer));
    let parts = [body.map_or("", Organisation::short), &one.post];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.chain(doer.as_deref()).collect();
    parts.join(", ")
}

/// The day of the meeting it comes from, and the item.
fn origin(register: &Register, one: &Action) -> String {
    let meeting = one.meeting.and_then(|id| register.meetings.get(id));
    let item = one.item.and_then(|id| register.items.get(id));
    let number = item.and_then(|item| item.number.as_deref());
    match (meeting, number) {
        (Some(meeting), Some(number)) => format!("{}, item {number}", meeting.on.short()),
        (Some(meeting), None) => meeting.on.short(),
        (None, _) => String::new(),
    }
}
