//! A forum's year as a report: its meetings, who was there, and what became of its actions.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::document::{Block, Column, Document, Inline, Table};
use crate::domain::action::{Action, forum_number};
use crate::domain::attendance::{self, Presence};
use crate::domain::audience::Audience;
use crate::domain::cycle::log::is_overdue;
use crate::domain::cycle::plan::Year;
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::Id;
use crate::domain::issued_text::{TextKind, of_meeting};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::register::{Record, Register};

/// How often a body was at the meetings of a year, or sent apologies.
#[derive(Debug, Default)]
struct Seen {
    present: usize,
    by_deputy: usize,
    apologies: usize,
    otherwise: usize,
}

/// The year of a forum, as an audience may read it on a day. What is withheld is counted and not named.
pub fn document(
    register: &Register,
    forum: &Forum,
    year: Year,
    today: NaiveDate,
    audience: Audience,
) -> Document {
    let mut document = Document::new(&format!("{}: {year}", forum.name), audience);
    let meetings = of_year(register, forum, year);
    document.blocks.push(Block::section("Meetings"));
    let kept = promise(forum, &meetings, today);
    document.blocks.push(Block::paragraph(kept.as_str()));
    document
        .blocks
        .push(table_of_meetings(register, &meetings, today));
    document.blocks.push(Block::section("Attendance"));
    document
        .blocks
        .push(table_of_attendance(register, &meetings));
    document.blocks.push(Block::section("Actions"));
    let actions = agreed(register, &meetings);
    let counts = counts(register, &actions, today);
    document.blocks.push(Block::paragraph(counts.as_str()));
    document
        .blocks
        .push(table_of_actions(register, &actions, today, audience));
    document
}

/// Of every state, the earliest first.
fn of_year<'a>(register: &'a Register, forum: &Forum, year: Year) -> Vec<&'a Meeting> {
    let all = register.meetings.of(forum.id);
    let mut all: Vec<&Meeting> = all.filter(|one| year.holds(one.on.last())).collect();
    all.sort_by_key(|one| (one.on.last(), one.id));
    all
}

/// "2 of 3 meetings held, 1 still to come."
fn promise(forum: &Forum, meetings: &[&Meeting], today: NaiveDate) -> String {
    let held = meetings.iter();
    let held = held.filter(|one| one.state_on(today) == MeetingState::Held);
    let held = held.count();
    let coming = meetings.iter().filter(|one| one.is_coming(today)).count();
    let promised = match forum.cadence {
        Cadence::PerYear { count, .. } => format!(" of {count}"),
        Cadence::AtLeastEvery(_) | Cadence::None => String::new(),
    };
    let what = if held == 1 && promised.is_empty() {
        "meeting"
    } else {
        "meetings"
    };
    match coming {
        0 => format!("{held}{promised} {what} held."),
        _ => format!("{held}{promised} {what} held, {coming} still to come."),
    }
}

fn table_of_meetings(register: &Register, meetings: &[&Meeting], today: NaiveDate) -> Block {
    let titles = ["Date", "Papers", "Record", "State"];
    let mut table = Table::new("Meetings of the year", &titles);
    table.rows = meetings
        .iter()
        .map(|one| {
            let papers = register.items.of(one.id);
            let papers = papers.filter(|item| item.paper.is_some()).count();
            let record = of_meeting(register, one.id, TextKind::Record)
                .last()
                .copied();
            let record = record.map_or_else(
                || record_words(one).to_owned(),
                |text| format!("issued {}", crate::domain::date::Date::day(text.on)),
            );
            let cells = [
                one.announced(),
                if papers == 0 {
                    String::new()
                } else {
                    papers.to_string()
                },
                record,
                one.state_on(today).to_string(),
            ];
            cells.map(Inline::from).to_vec()
        })
        .collect();
    Block::Table(table)
}

fn record_words(meeting: &Meeting) -> &'static str {
    if meeting.record.is_empty() && meeting.record_link.is_empty() {
        ""
    } else {
        "there"
    }
}

fn table_of_attendance(register: &Register, meetings: &[&Meeting]) -> Block {
    let mut table = Table::new("Attendance of the year", &["Organisation"]);
    let counts = ["Present", "By deputy", "Apologies", "Otherwise"];
    table.columns.extend(counts.map(Column::right));
    let mut seen: BTreeMap<(bool, u16, u32), (Id<Organisation>, Seen)> = BTreeMap::new();
    for meeting in meetings {
        for one in attendance::of_meeting(register, meeting.id) {
            let Some(body) = one.body(register) else {
                continue;
            };
            let place = attendance::place(register, meeting, Some(body));
            let known = seen.iter().find(|(_, (id, _))| *id == body);
            let key = known.map_or((place.0, place.1, body.number()), |(key, _)| *key);
            let (_, count) = seen.entry(key).or_insert((body, Seen::default()));
            count.add(one.presence);
        }
    }
    table.rows = seen
        .values()
        .filter_map(|(body, count)| {
            let body = register.organisations.get(*body)?;
            let name = std::iter::once(body.name.clone());
            let cells = name.chain(count.cells());
            Some(cells.map(Inline::from).collect())
        })
        .collect();
    Block::Table(table)
}

impl Seen {
    fn add(&mut self, presence: Presence) {
        *match presence {
            Presence::Present => &mut self.present,
            Presence::Deputy => &mut self.by_deputy,
            Presence::Apologies => &mut self.apologies,
            Presence::InAttendance | Presence::Observer => &mut self.otherwise,
        } += 1;
    }

    fn cells(&self) -> [String; 4] {
        [self.present, self.by_deputy, self.apologies, self.otherwise]
            .map(|count| count.to_string())
    }
}

/// The actions agreed at the meetings, in the order of their numbers.
fn agreed<'a>(register: &'a Register, meetings: &[&Meeting]) -> Vec<&'a Action> {
    let is_of = |one: &&Action| {
        meetings
            .iter()
            .any(|meeting| one.meeting == Some(meeting.id))
    };
    let mut all: Vec<&Action> = register.actions.iter().filter(is_of).collect();
    all.sort_by_key(|one| (one.number, one.id));
    all
}

/// "5 agreed: 3 closed, 2 open, of these 1 overdue."
fn counts(register: &Register, actions: &[&Action], today: NaiveDate) -> String {
    let open = actions.iter().filter(|one| one.is_open_on(today)).count();
    let late = actions
        .iter()
        .filter(|one| is_overdue(register, one, today))
        .count();
    let closed = actions.len() - open;
    match (actions.len(), late) {
        (0, _) => "None was agreed.".to_owned(),
        (all, 0) => format!("{all} agreed: {closed} closed, {open} open."),
        (all, _) => format!("{all} agreed: {closed} closed, {open} open, of these {late} overdue."),
    }
}

fn table_of_actions(
    register: &Register,
    actions: &[&Action],
    today: NaiveDate,
    audience: Audience,
) -> Block {
    let titles = ["No", "Action", "Owner", "Due", "State"];
    let mut table = Table::new("Actions of the year", &titles);
    table.rows = actions
        .iter()
        .map(|one| {
            let record = Record::Action(one);
            let (number, title) = (
                forum_number(register, one),
                record.title_for(register, audience),
            );
            let cells = if record.is_withheld(register, audience) {
                [number, title, String::new(), String::new(), String::new()]
            } else {
                let due = one.due_date(register);
                let due = due.map_or_else(|| one.due.to_string(), |due| due.to_string());
                let owner = one.owner_name(register).to_owned();
                [number, title, owner, due, state(register, one, today)]
            };
            cells.map(Inline::from).to_vec()
        })
        .collect();
    Block::Table(table)
}

fn state(register: &Register, one: &Action, today: NaiveDate) -> String {
    match (one.closed, one.outcome) {
        (Some(closed), Some(outcome)) if !one.is_open_on(today) => format!("{outcome} {closed}"),
        _ if is_overdue(register, one, today) => "overdue".to_owned(),
        _ => "open".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;
    use crate::exchange::text;

    #[test]
    fn the_year_of_a_forum_is_told_with_what_it_promised() {
        let mut register = Register::default();
        register.apply(&demo::demo());
        let forum = crate::domain::forum::called(
            &register,
            "Chief Executives Health and Social Care Regulatory Forum",
        );
        let forum = forum.expect("the demo has it");
        let year = Year::of(forum.cadence, 2014).expect("a year");
        let today = "2014-04-20".parse().expect("an ISO day");
        let document = document(&register, forum, year, today, Audience::Public);
        insta::assert_snapshot!(text::render(&document));
    }
}
