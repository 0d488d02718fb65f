//! Calendar files (RFC 5545): the meetings and all that is due as a calendar, and one meeting as an invitation.
//!
//! One event a meeting, never a rule by which it recurs. The same data is the same bytes: every time in it is the
//! journal's, and an entry keeps its name and counts its changes, so that a later calendar updates an earlier one.
//!
//! | to find | file |
//! |---|---|
//! | a meeting as an event | `meeting.rs` |
//! | a line of what is due | `deadline.rs` |
//! | who is asked to a meeting | `invitation.rs` |
//! | what an entry is called and when it changed | `desk.rs`, from the journal `marks.rs` |
//! | escaping, folding, days and times; the time zone | `lines.rs`, `zone.rs` |

mod deadline;
mod desk;
mod invitation;
mod lines;
mod marks;
mod meeting;
#[cfg(test)]
mod tests;
mod zone;

use chrono::NaiveDate;

use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::due::{DueKind, DueOptions, Rules, due};
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};

use desk::Desk;
use lines::Lines;

pub use deadline::Deadlines;
pub use invitation::{Invitation, InvitationOptions, invitation};
pub use marks::Marks;

/// Days before something at which a calendar reminds of it, unless somebody wants it otherwise.
pub const REMIND: u16 = 1;

const TITLE: &str = "Meetings and deadlines";

/// What is wanted of a calendar.
#[derive(Debug, Clone)]
pub struct CalendarOptions {
    pub audience: Audience,
    /// Of this forum alone.
    pub forum: Option<Id<Forum>>,
    /// Only these kinds; none means all.
    pub kinds: Vec<DueKind>,
    pub deadlines: Deadlines,
    /// Nothing before this day.
    pub from: Option<NaiveDate>,
    /// Nothing after this day.
    pub to: Option<NaiveDate>,
    /// Days before; nought for no reminders.
    pub remind: u16,
}

/// A calendar as a whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub text: String,
    pub meetings: usize,
    pub deadlines: usize,
    /// What is not in it and why, and what is in it that nobody said: sentences.
    pub remarks: Vec<String>,
}

impl Calendar {
    /// `4 meetings and 8 deadlines stand in it.`
    pub fn told(&self) -> String {
        format!(
            "{} and {} stand in it.",
            counted(self.meetings, "meeting"),
            counted(self.deadlines, "deadline")
        )
    }
}

fn counted(count: usize, noun: &str) -> String {
    crate::domain::calendar::counted(i64::try_from(count).unwrap_or(i64::MAX), noun)
}

/// A part of a calendar with what it is sorted by.
struct Part {
    on: NaiveDate,
    lines: Lines,
}

impl Default for CalendarOptions {
    fn default() -> Self {
        Self {
            audience: Audience::default(),
            forum: None,
            kinds: Vec::new(),
            deadlines: Deadlines::default(),
            from: None,
            to: None,
            remind: REMIND,
        }
    }
}

impl CalendarOptions {
    fn takes(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }

    fn takes_kind(&self, kind: DueKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// The meetings and what is due on a day, as one audience may read it. Meetings that are over are in it too.
pub fn calendar(
    register: &Register,
    today: NaiveDate,
    rules: &Rules,
    marks: &Marks,
    options: &CalendarOptions,
) -> Result<Calendar, Refusal> {
    let desk = Desk {
        is_joined: options.audience != Audience::Public,
        register,
        today,
        marks,
        audience: options.audience,
        remind: options.remind,
    };
    let mut remarks = Vec::new();
    let mut meetings = meetings(&desk, options, &mut remarks)?;
    let mut deadlines = deadlines(&desk, rules, options, &mut remarks);
    let (of_meetings, of_deadlines) = (meetings.len(), deadlines.len());
    meetings.append(&mut deadlines);
    meetings.sort_by_key(|part| part.on);
    let mut lines = begun();
    let forum = options.forum.and_then(|id| register.forums.get(id));
    let title = forum.map_or(TITLE, |forum| &forum.name);
    lines.text("X-WR-CALNAME", &desk.titled(title));
    zone::write(&mut lines);
    for part in &meetings {
        lines.add(&part.lines);
    }
    lines.end("VCALENDAR");
    Ok(Calendar {
        text: lines.into_text(),
        meetings: of_meetings,
        deadlines: of_deadlines,
        remarks,
    })
}

fn begun() -> Lines {
    let mut lines = Lines::default();
    lines.begin("VCALENDAR");
    lines.word("VERSION", "2.0");
    lines.word("PRODID", "-//secretariat//calendar//EN");
    lines.word("CALSCALE", "GREGORIAN");
    lines
}

fn meetings(
    desk: &Desk<'_>,
    options: &CalendarOptions,
    remarks: &mut Vec<String>,
) -> Result<Vec<Part>, Refusal> {
    let mut parts = Vec::new();
    if !options.takes_kind(DueKind::Meeting) {
        return Ok(parts);
    }
    let is_wanted = |one: &&Meeting| options.forum.is_none_or(|forum| forum == one.forum);
    for meeting in desk.register.meetings.iter().filter(is_wanted) {
        let title = meeting.title(desk.register);
        let Some(on) = meeting.on.as_day() else {
            // A month that the days asked for do not touch is no news.
            if options.takes(meeting.on.first()) || options.takes(meeting.on.last()) {
                remarks.push(format!("{title} is left out: its day is not known yet."));
            }
            continue;
        };
        if !options.takes(on) {
            continue;
        }
        if meeting.is_coming(desk.today) && meeting::has_no_end(desk.register, meeting) {
            remarks.push(format!(
                "{title} has no end: two hours are put down for it."
            ));
        }
        let lines = meeting::event(desk, meeting, on, &|_| {})?;
        parts.push(Part { on, lines });
    }
    Ok(parts)
}

fn deadlines(
    desk: &Desk<'_>,
    rules: &Rules,
    options: &CalendarOptions,
    remarks: &mut Vec<String>,
) -> Vec<Part> {
    let all = due(desk.register, desk.today, rules, &DueOptions::default());
    // A meeting is an event of its own.
    let mut wanted: Vec<_> = all
        .into_iter()
        .filter(|line| line.kind != DueKind::Meeting && options.takes_kind(line.kind))
        .filter(|line| {
            let is_of = |forum| deadline::is_of(desk.register, line, forum);
            options.forum.is_none_or(is_of)
        })
        .collect();
    // By what they are and not by how urgent: that changes from day to day.
    wanted.sort_by_key(|line| (line.kind, line.entry, line.keeper));
    let undated = wanted.iter().filter(|line| line.due.is_none()).count();
    match undated {
        0 => {}
        1 => remarks.push("One thing that is due has no date and is left out.".to_owned()),
        count => remarks.push(format!(
            "{count} things that are due have no date and are left out."
        )),
    }
    let dated = wanted.iter().filter_map(|line| Some((line, line.due?)));
    let dated = dated.filter(|(_, due)| options.takes(due.last()));
    let part = |(line, due): (_, Date)| Part {
        on: due.last(),
        lines: deadline::component(desk, line, due, options.deadlines),
    };
    dated.map(part).collect()
}
