//! The detail of one entry as lines for people: fields with labels, and under headings what hangs on it.

mod about;
mod action;
mod agreement;
mod forum;
mod meeting;
mod organisation;

use super::Row;
use crate::domain::audience::Audience;
use crate::domain::cells::{LongWord, wrap};
use crate::domain::field::{Fields, Value, label};
use crate::domain::id::Entry;
use crate::domain::register::{Record, Register};
use crate::domain::shown::Shown;
use crate::tui::effect::Context;
use crate::tui::theme::Tone;
use crate::tui::widgets::Text;

/// Cells for labels.
const LABELS: usize = 16;
/// So many of a kind under a heading; the rest is counted.
const MOST: usize = 40;

/// A line of a detail.
#[derive(Debug, Clone)]
pub(crate) struct DetailLine {
    pub(crate) label: Text,
    pub(crate) text: Text,
    pub(crate) tone: Tone,
    /// Cells before the text.
    pub(crate) indent: u16,
    /// Where Enter goes.
    pub(crate) target: Option<Entry>,
    /// The entry that the line shows, on which commands act while the cursor stands here.
    pub(crate) entry: Option<Entry>,
}

/// Writes a detail, wrapped to a width.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    register: &'a Register,
    width: usize,
    lines: Vec<DetailLine>,
    /// The entry whose lines are being written.
    shown: Option<Entry>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(register: &'a Register, width: u16) -> Self {
        Self {
            register,
            width: usize::from(width.max(8)),
            lines: Vec::new(),
            shown: None,
        }
    }

    pub(crate) fn finish(self) -> Vec<DetailLine> {
        self.lines
    }

    /// What the entry is called.
    pub(crate) fn title(&mut self, text: &str) {
        self.wrapped(0, text, Tone::Title, None);
    }

    pub(crate) fn paragraph(&mut self, text: &str, tone: Tone) {
        self.wrapped(0, text, tone, None);
    }

    /// A label and its value. Nothing for an empty value.
    pub(crate) fn field(&mut self, label: &str, value: &str) {
        self.labelled(label, value, Tone::Plain, None);
    }

    pub(crate) fn toned(&mut self, label: &str, value: &str, tone: Tone) {
        self.labelled(label, value, tone, None);
    }

    /// A label and another entry's name, to which Enter goes.
    pub(crate) fn link(&mut self, label: &str, value: &str, target: Entry) {
        self.labelled(label, value, Tone::Plain, Some(target));
    }

    /// Every field that says something, but those named.
    pub(crate) fn fields(&mut self, record: Record<'_>, but: &[&str]) {
        let mut fields = Fields::default();
        record.fields_into(&mut fields);
        for field in fields {
            if !field.value.is_empty() && !but.contains(&field.name) {
                self.value(&label(field.name), &field.value);
            }
        }
    }

    /// A heading, and under it a line for each; nothing if there is none.
    pub(crate) fn list<T>(
        &mut self,
        heading: &str,
        all: impl IntoIterator<Item = T>,
        mut line: impl FnMut(&mut Self, T),
    ) {
        let mut count = 0_usize;
        for one in all {
            if count == 0 {
                self.heading(heading);
            }
            if count < MOST {
                line(self, one);
            }
            count += 1;
        }
        self.shown = None;
        if count > MOST {
            let more = format!("and {} more", count - MOST);
            self.wrapped(2, &more, Tone::Faint, None);
        }
    }

    pub(crate) fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.push(0, "", "", Tone::Plain, None);
        }
        self.wrapped(0, text, Tone::Strong, None);
    }

    /// A line under a heading that shows an entry; so do the lines `under` it.
    pub(crate) fn item(&mut self, text: &str, entry: Entry, target: Option<Entry>) {
        self.shown = Some(entry);
        self.wrapped(2, text, Tone::Plain, target);
    }

    /// A line under a line.
    pub(crate) fn under(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.wrapped(4, text, Tone::Faint, None);
        }
    }

    /// The name of a part of a list, before its first line.
    pub(crate) fn part(&mut self, text: &str) {
        self.shown = None;
        self.under(text);
    }

    fn value(&mut self, label: &str, value: &Value<'_>) {
        if let Value::List(list) = value {
            for (place, one) in list.iter().enumerate() {
                let label = if place == 0 { label } else { "" };
                self.labelled(label, &one.words(self.register), Tone::Plain, target(one));
            }
        } else {
            let words = value.named_words(self.register, Audience::Secretariat);
            self.labelled(label, &words, Tone::Plain, target(value));
        }
    }

    fn labelled(&mut self, label: &str, value: &str, tone: Tone, target: Option<Entry>) {
        let shown = Shown::text(value.trim());
        if shown.is_empty() {
            return;
        }
        let room = self.width.saturating_sub(LABELS).max(8);
        let indent = self.width.saturating_sub(room).min(LABELS);
        for (place, line) in wrap(&shown, room, LongWord::Break).into_iter().enumerate() {
            let label = if place == 0 { label } else { "" };
            self.push(indent, label, line, tone, target);
        }
    }

    fn wrapped(&mut self, indent: usize, text: &str, tone: Tone, target: Option<Entry>) {
        let shown = Shown::text(text.trim());
        let room = self.width.saturating_sub(indent).max(8);
        for line in wrap(&shown, room, LongWord::Break) {
            self.push(indent, "", line, tone, target);
        }
    }

    fn push(&mut self, indent: usize, label: &str, text: &str, tone: Tone, target: Option<Entry>) {
        self.lines.push(DetailLine {
            label: Text::line(label),
            text: Text::line(text),
            tone,
            indent: u16::try_from(indent).unwrap_or(0),
            target,
            entry: self.shown,
        });
    }
}

fn target(value: &Value<'_>) -> Option<Entry> {
    let mut found = None;
    value.each_entry(&mut |entry| found = found.or(Some(entry)));
    found
}

/// Everything about the entry of a row.
pub(super) fn write(context: &Context<'_>, row: &Row, out: &mut Writer<'_>) {
    let Some(record) = context.register().get(row.entry) else {
        return;
    };
    out.title(&record.title(context.register()));
    about::due(context, row, out);
    match record {
        Record::Agreement(one) => agreement::write(context, one, out),
        Record::Meeting(one) => meeting::write(context, one, out),
        Record::Action(one) => action::write(context, one, out),
        Record::Organisation(one) => organisation::write(context, one, out),
        Record::Forum(one) => forum::write(context, one, out),
        Record::Commitment(_) => out.fields(record, &["rule"]),
        Record::Contact(_)
        | Record::Membership(_)
        | Record::Item(_)
        | Record::Party(_)
        | Record::Review(_)
        | Record::Announcement(_)
        | Record::Attendance(_)
        | Record::Return(_)
        | Record::Offer(_)
        | Record::IssuedText(_)
        | Record::PublishedPage(_)
        | Record::Sending(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::File(_)
        | Record::Origin(_) => out.fields(record, &[]),
    }
    about::notes_and_origins(context, row.entry, out);
}
