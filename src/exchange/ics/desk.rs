//! What all components of a calendar have in common: who they are, how they are marked, and when they remind.

use chrono::NaiveDate;

use super::lines::{Lines, day, day_after, instant};
use super::marks::{Mark, Marks};
use crate::domain::audience::Audience;
use crate::domain::register::Register;

/// The hour of the day at which what fills a whole day reminds.
const HOUR: u32 = 9;

/// What components are written with.
pub(super) struct Desk<'a> {
    pub(super) register: &'a Register,
    pub(super) today: NaiveDate,
    pub(super) marks: &'a Marks,
    pub(super) audience: Audience,
    /// Whether the readers are let in: a joining link is no public text.
    pub(super) is_joined: bool,
    /// Days before; no reminder where it is nought.
    pub(super) remind: u16,
}

/// From where an alarm counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The time at which something starts.
    Start,
    /// The morning of a whole day.
    Day,
    /// The morning of the day on which something is to be done.
    Due,
}

impl Desk<'_> {
    /// The same at every export, and in no other register.
    pub(super) fn identify(&self, lines: &mut Lines, name: &str, mark: Mark) {
        lines.text(
            "UID",
            &format!("{name}@{}.secretariat", self.marks.register()),
        );
        // Never the clock: the same data is the same bytes.
        lines.word("DTSTAMP", &instant(mark.at));
        lines.word("LAST-MODIFIED", &instant(mark.at));
        lines.word("SEQUENCE", &mark.change.to_string());
    }

    /// A title with the mark of those whom it is for.
    pub(super) fn titled(&self, title: &str) -> String {
        match self.audience.mark() {
            Some(mark) => format!("{mark}: {title}"),
            None => title.to_owned(),
        }
    }

    /// Paragraphs, those that say nothing left out, under the mark of those whom they are for.
    pub(super) fn described(&self, lines: &mut Lines, paragraphs: &[String]) {
        let mark = self.audience.mark().zip(self.audience.caution());
        let mark = mark.map(|(mark, caution)| format!("{mark}. {caution}"));
        let all = mark.iter().chain(paragraphs).map(|one| one.trim());
        let all: Vec<&str> = all.filter(|one| !one.is_empty()).collect();
        lines.text("DESCRIPTION", &all.join("\n\n"));
        let class = match self.audience {
            Audience::Public => return,
            Audience::Members => "PRIVATE",
            Audience::Secretariat => "CONFIDENTIAL",
        };
        lines.word("CLASS", class);
    }

    /// Reminds so many days before, of what is still to come.
    pub(super) fn remind(&self, lines: &mut Lines, summary: &str, on: NaiveDate, before: Before) {
        if self.remind == 0 || on < self.today {
            return;
        }
        let days = self.remind;
        let hours = u32::from(days) * 24 - HOUR;
        let (name, trigger) = match before {
            Before::Start => ("TRIGGER", format!("-P{days}D")),
            Before::Day => ("TRIGGER", format!("-PT{hours}H")),
            Before::Due => ("TRIGGER;RELATED=END", format!("-PT{hours}H")),
        };
        lines.begin("VALARM");
        lines.word("ACTION", "DISPLAY");
        lines.word(name, &trigger);
        lines.text("DESCRIPTION", summary);
        lines.end("VALARM");
    }
}

/// A whole day; where its end is written it is the day after.
pub(super) fn whole_day(lines: &mut Lines, on: NaiveDate) {
    lines.word("DTSTART;VALUE=DATE", &day(on));
    if let Some(after) = day_after(on) {
        lines.word("DTEND;VALUE=DATE", &after);
    }
}
