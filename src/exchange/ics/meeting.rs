//! A meeting as an event: when and where it is, how it stands, and its agenda as plain words.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::desk::{Before, Desk, whole_day};
use super::lines::{Lines, local};
use super::marks::Mark;
use super::zone::ZONE;
use crate::domain::audience::Audience;
use crate::domain::cycle::timing::timetable;
use crate::domain::forum::Forum;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::exchange::agenda;
use crate::exchange::document::{Address, Block, Inline, Table};

/// How long a meeting is put down for whose end nobody has said.
const USUAL_HOURS: i64 = 2;

/// When a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// No time is known.
    Day(NaiveDate),
    /// From, to; the end may be the usual length and nobody's word.
    Time(NaiveDateTime, NaiveDateTime),
}

/// What goes into the event beside what the register says of the meeting: who asks and who is asked.
pub(super) type Asked<'a> = &'a dyn Fn(&mut Lines);

/// True for a meeting whose end had to be guessed.
pub(super) fn has_no_end(register: &Register, meeting: &Meeting) -> bool {
    starts(register, meeting).is_some() && ends(register, meeting).is_none()
}

/// The words under which it is known in every calendar.
pub(super) fn name(meeting: &Meeting) -> String {
    format!("meeting-{}", meeting.id)
}

/// The event of a meeting on its day.
pub(super) fn event(
    desk: &Desk<'_>,
    meeting: &Meeting,
    on: NaiveDate,
    asked: Asked<'_>,
) -> Result<Lines, Refusal> {
    let forum = desk.register.forums.get(meeting.forum);
    let title = forum.map_or("", |forum| forum.name.as_str());
    let state = meeting.state_on(desk.today);
    let (word, before) = standing(state);
    let summary = desk.titled(&format!("{before}{title}"));
    let mut lines = Lines::default();
    lines.begin("VEVENT");
    desk.identify(&mut lines, &name(meeting), changed(desk, meeting));
    let counted = match when(desk.register, meeting, on) {
        When::Day(on) => {
            whole_day(&mut lines, on);
            Before::Day
        }
        When::Time(from, to) => {
            lines.word(&format!("DTSTART;TZID={ZONE}"), &local(from));
            lines.word(&format!("DTEND;TZID={ZONE}"), &local(to));
            Before::Start
        }
    };
    lines.text("SUMMARY", &summary);
    lines.word("STATUS", word);
    lines.text("LOCATION", place(meeting, forum));
    if let Some(link) = link(meeting).filter(|_| desk.is_joined) {
        lines.word("URL", link.as_str());
    }
    desk.described(&mut lines, &words(desk, meeting)?);
    lines.word("CATEGORIES", "Meeting");
    if is_off(state) {
        lines.word("TRANSP", "TRANSPARENT");
    }
    asked(&mut lines);
    if meeting.is_coming(desk.today) {
        desk.remind(&mut lines, &summary, on, counted);
    }
    lines.end("VEVENT");
    Ok(lines)
}

/// The last change of what stands in the event: the meeting, its agenda, the forum's name and usual place.
fn changed(desk: &Desk<'_>, meeting: &Meeting) -> Mark {
    let marks = desk.marks;
    marks.below(meeting.id).max(marks.own(meeting.forum))
}

/// How a calendar says a state, and what it says before the title.
fn standing(state: MeetingState) -> (&'static str, &'static str) {
    match state {
        MeetingState::Planned => ("TENTATIVE", ""),
        MeetingState::Confirmed | MeetingState::Held => ("CONFIRMED", ""),
        // It is not on this day; once it has a new one it is moved there.
        MeetingState::Postponed => ("CANCELLED", "Postponed: "),
        MeetingState::Cancelled => ("CANCELLED", "Cancelled: "),
    }
}

/// True for one that does not take place on its day.
pub(super) fn is_off(state: MeetingState) -> bool {
    match state {
        MeetingState::Postponed | MeetingState::Cancelled => true,
        MeetingState::Planned | MeetingState::Confirmed | MeetingState::Held => false,
    }
}

fn when(register: &Register, meeting: &Meeting, on: NaiveDate) -> When {
    let Some(from) = starts(register, meeting).map(|start| on.and_time(start)) else {
        return When::Day(on);
    };
    let usual = from + TimeDelta::hours(USUAL_HOURS);
    let to = ends(register, meeting).map_or(usual, |end| on.and_time(end));
    When::Time(from, to)
}

/// Its own start, else the forum's usual one.
fn starts(register: &Register, meeting: &Meeting) -> Option<NaiveTime> {
    let forum = register.forums.get(meeting.forum);
    meeting.start.or_else(|| forum?.start)
}

/// Its own end, else the forum's usual one, else that of its agenda; none where that is not after its start.
fn ends(register: &Register, meeting: &Meeting) -> Option<NaiveTime> {
    let start = starts(register, meeting)?;
    let forum = register.forums.get(meeting.forum);
    let is_after = |end: &NaiveTime| *end > start;
    let said = meeting.end.filter(is_after);
    said.or_else(|| forum?.end.filter(is_after))
        .or_else(|| timetable(register, meeting.id).ends.filter(is_after))
}

fn place<'a>(meeting: &'a Meeting, forum: Option<&'a Forum>) -> &'a str {
    if meeting.place.is_empty() {
        forum.map_or("", |forum| &forum.place)
    } else {
        &meeting.place
    }
}

/// Where to join from afar, if that is an address of the web.
fn link(meeting: &Meeting) -> Option<Address> {
    Address::new(&meeting.link).filter(|one| one.as_str().starts_with("http"))
}

/// What sort of meeting it is, how to join it, where it was before, and its agenda.
fn words(desk: &Desk<'_>, meeting: &Meeting) -> Result<Vec<String>, Refusal> {
    let join = link(meeting).map(|link| link.as_str().to_owned());
    let join = join.unwrap_or_else(|| meeting.link.trim().to_owned());
    let join = if join.is_empty() || !desk.is_joined {
        String::new()
    } else {
        format!("To join: {join}")
    };
    let before: Vec<String> = meeting.moved_from.iter().map(ToString::to_string).collect();
    let moved = if before.is_empty() || is_off(meeting.state) {
        String::new()
    } else {
        format!("Moved from {}.", before.join(", "))
    };
    let agenda = agenda_of(desk.register, meeting, desk.audience)?;
    Ok(vec![meeting.sort.clone(), join, moved, agenda])
}

/// The agenda as the audience may read it, a line for each item; empty where there is none.
fn agenda_of(
    register: &Register,
    meeting: &Meeting,
    audience: Audience,
) -> Result<String, Refusal> {
    if register.items.of(meeting.id).next().is_none() {
        return Ok(String::new());
    }
    let document = agenda::document(register, meeting.id, audience)?;
    let mut text = "Agenda\n".to_owned();
    for block in &document.blocks {
        match block {
            // The event says them itself.
            Block::Pairs(_) => {}
            Block::Heading(_, title) => text.extend(["\n", title, "\n"]),
            Block::Paragraph(words) => text.extend(["\n", &said(words), "\n"]),
            Block::List(_, items) => {
                for item in items {
                    text.extend(["- ", &said(item), "\n"]);
                }
            }
            Block::Table(table) => push_items(&mut text, table),
        }
    }
    Ok(text)
}

/// `4. Emerging risks (10:20am; Paper 2; For discussion)`, a line each.
fn push_items(text: &mut String, table: &Table) {
    for row in &table.rows {
        let mut cells = row.iter().map(said);
        let (number, what) = (cells.next(), cells.next());
        let number = number.filter(|number| !number.is_empty());
        let what = what.unwrap_or_default();
        let mut parts = what.split('\n');
        let title = parts.next().unwrap_or_default().to_owned();
        let beside: Vec<String> = cells.chain(parts.map(str::to_owned)).collect();
        let beside: Vec<String> = beside.into_iter().filter(|one| !one.is_empty()).collect();
        if let Some(number) = number {
            text.extend([&number, ". "]);
        }
        text.push_str(&title);
        if !beside.is_empty() {
            text.extend([" (", &beside.join("; "), ")"]);
        }
        text.push('\n');
    }
}

fn said(words: &Inline) -> String {
    let spans = words.0.iter().map(|span| span.words().as_str());
    spans.collect()
}
