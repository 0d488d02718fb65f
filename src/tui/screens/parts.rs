//! Small things that several tabs say alike: states, owners, orders, what concerns whom.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::Row;
use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::date::Date;
use crate::domain::due::{DueKind, Line};
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;
use crate::domain::register::{Record, Register};
use crate::domain::words::Word;
use crate::tui::effect::Context;
use crate::tui::theme::{self, Tone};

/// An entry's row with its due line of a kind.
pub(super) fn row(context: &Context<'_>, entry: Entry, kind: DueKind) -> Row {
    Row {
        entry,
        line: context.outlook.line(entry, kind).copied(),
    }
}

/// What an agreement is on the day, in words.
pub(super) fn state(context: &Context<'_>, one: &Agreement) -> &'static str {
    context.outlook.state(one.id).map_or("not yet", word)
}

/// Word, symbol and meaning of what is due; none where nothing is.
pub(super) fn due_state(row: &Row) -> Option<(&'static str, Tone)> {
    let (word, tone) = theme::state(row.line.as_ref()?);
    (!word.is_empty()).then_some((word, tone))
}

/// The tone of a due date.
pub(super) fn due_tone(row: &Row) -> Tone {
    match due_state(row) {
        Some((_, tone @ (Tone::Overdue | Tone::DueSoon))) => tone,
        Some(_) | None => Tone::Plain,
    }
}

/// The earlier due first, what is not due last.
pub(super) fn by_due(a: &Row, b: &Row) -> Ordering {
    let last = |row: &Row| {
        let due = row.line.and_then(|line| line.due);
        due.map_or(NaiveDate::MAX, Date::last)
    };
    last(a).cmp(&last(b))
}

/// As a directory orders names, whatever their case.
pub(super) fn by_name(a: &str, b: &str) -> Ordering {
    a.chars()
        .flat_map(char::to_lowercase)
        .cmp(b.chars().flat_map(char::to_lowercase))
}

pub(super) fn word(word: impl Word) -> &'static str {
    word.word()
}

/// The kind of a due line as people say it.
pub(super) fn kind_words(kind: DueKind) -> &'static str {
    match kind {
        DueKind::ToFix => "to fix",
        DueKind::HandOver => "hand-over",
        DueKind::Review
        | DueKind::Action
        | DueKind::Meeting
        | DueKind::Papers
        | DueKind::Returns
        | DueKind::Contact
        | DueKind::Commitment
        | DueKind::Embargo
        | DueKind::Offer
        | DueKind::Text
        | DueKind::Signature => kind.word(),
    }
}

/// What a due line says, and until when it has been put off.
pub(super) fn line_title(context: &Context<'_>, line: &Line) -> String {
    let register = context.register();
    let title = line.title(register, context.today());
    let reminder = line.reminder.and_then(|id| register.reminders.get(id));
    match reminder {
        Some(one) if one.note.is_empty() => title,
        Some(one) => format!("{title} ({})", one.note),
        None => title,
    }
}

/// For whom a due line waits, since when, and how often they were chased, where that is worth a line.
pub(super) fn waits(context: &Context<'_>, line: &Line) -> Option<String> {
    line.waits_shown(context.register(), context.today(), Audience::Secretariat)
}

/// Every name of an organisation, for the filter.
pub(super) fn push_names(register: &Register, id: Id<Organisation>, out: &mut String) {
    if let Some(body) = register.organisations.get(id) {
        let names = std::iter::once(&body.name)
            .chain(&body.acronym)
            .chain(&body.aliases);
        for name in names {
            out.push_str(name);
            out.push('\n');
        }
    }
}

/// Whether an entry is not for publication: itself, or by what it comes from.
pub(super) fn is_reserved(register: &Register, entry: Entry) -> bool {
    register
        .get(entry)
        .is_some_and(|record| record.is_reserved(register))
}

/// Whether an entry is one that an organisation has a part in.
pub(super) fn concerns(register: &Register, entry: Entry, body: Id<Organisation>) -> bool {
    match register.get(entry) {
        Some(Record::Agreement(one)) => register
            .parties
            .of(one.id)
            .any(|party| party.organisation == body),
        Some(Record::Action(one)) => one.owner == Some(body),
        Some(Record::Meeting(one)) => register
            .memberships
            .of(one.forum)
            .any(|member| member.organisation == body),
        Some(Record::Forum(one)) => register
            .memberships
            .of(one.id)
            .any(|member| member.organisation == body),
        Some(Record::Contact(one)) => one.organisation == body,
        Some(Record::Commitment(one)) => one.agreement.is_some_and(|id| {
            register
                .parties
                .of(id)
                .any(|party| party.organisation == body)
        }),
        Some(Record::Organisation(one)) => one.id == body,
        Some(Record::Announcement(one)) => {
            one.publisher == body || one.shared.iter().any(|share| share.organisation == body)
        }
        Some(Record::Return(one)) => one.organisation == body,
        Some(Record::Offer(one)) => one.by == Some(body),
        Some(Record::Attendance(one)) => one.organisation == Some(body),
        Some(Record::Sending(one)) => one.to == Some(body),
        Some(
            Record::Membership(_)
            | Record::IssuedText(_)
            | Record::PublishedPage(_)
            | Record::Item(_)
            | Record::Party(_)
            | Record::Review(_)
            | Record::Reminder(_)
            | Record::Note(_)
            | Record::File(_)
            | Record::Origin(_),
        )
        | None => false,
    }
}
