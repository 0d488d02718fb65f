//! A line of what is due in a calendar: a whole day, or a task to be done by it.

use super::desk::{Before, Desk, whole_day};
use super::lines::{Lines, day};
use super::marks::Mark;
use crate::domain::commitment::{Clock, Commitment};
use crate::domain::date::Date;
use crate::domain::due::{DueKind, Line};
use crate::domain::field::label;
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::meeting::Meeting;
use crate::domain::register::{Kind, Record, Register};
use crate::domain::words::Word;

/// How what is due stands in a calendar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Deadlines {
    /// A whole day that is left free: every program shows it.
    #[default]
    Days,
    /// Tasks to tick off, for programs that have a list of them.
    Tasks,
}

/// A line that has a date, on the last day that it allows.
pub(super) fn component(desk: &Desk<'_>, line: &Line, due: Date, how: Deadlines) -> Lines {
    let component = match how {
        Deadlines::Days => "VEVENT",
        Deadlines::Tasks => "VTODO",
    };
    let mut lines = Lines::default();
    lines.begin(component);
    desk.identify(&mut lines, &name(desk, line, due, how), changed(desk, line));
    let before = match how {
        Deadlines::Days => {
            whole_day(&mut lines, due.last());
            Before::Day
        }
        Deadlines::Tasks => {
            lines.word("DUE;VALUE=DATE", &day(due.last()));
            Before::Due
        }
    };
    let summary = desk.titled(&title(desk, line));
    lines.text("SUMMARY", &summary);
    match how {
        Deadlines::Days => lines.word("TRANSP", "TRANSPARENT"),
        Deadlines::Tasks => lines.word("STATUS", "NEEDS-ACTION"),
    }
    desk.described(&mut lines, &[words(desk, line, due)]);
    lines.word("CATEGORIES", &label(line.kind.word()));
    desk.remind(&mut lines, &summary, due.last(), before);
    lines.end(component);
    lines
}

/// True if a line is a forum's business: of its meetings and actions, and of the agreement under which it meets.
pub(super) fn is_of(register: &Register, line: &Line, forum: Id<Forum>) -> bool {
    if let Some(keeper) = line.keeper {
        return keeper == forum;
    }
    let under = register.forums.get(forum).and_then(|one| one.agreement);
    let held = |meeting: Id<Meeting>| {
        let meeting = register.meetings.get(meeting);
        meeting.is_some_and(|one| one.forum == forum)
    };
    match register.get(line.entry) {
        Some(Record::Forum(one)) => one.id == forum,
        Some(Record::Meeting(one)) => one.forum == forum,
        Some(Record::Item(one)) => held(one.meeting),
        Some(Record::Return(one)) => held(one.meeting),
        Some(Record::Action(one)) => one.forum == forum,
        Some(Record::Offer(one)) => one.forum == forum,
        Some(Record::Agreement(one)) => under == Some(one.id),
        Some(Record::Commitment(one)) => {
            one.forum == Some(forum) || (one.agreement.is_some() && one.agreement == under)
        }
        Some(Record::Announcement(one)) => one.agreement.is_some() && one.agreement == under,
        Some(
            Record::Organisation(_)
            | Record::Contact(_)
            | Record::Membership(_)
            | Record::Party(_)
            | Record::Review(_)
            | Record::Attendance(_)
            | Record::IssuedText(_)
            | Record::Sending(_)
            | Record::PublishedPage(_)
            | Record::Reminder(_)
            | Record::Note(_)
            | Record::Origin(_)
            | Record::File(_),
        )
        | None => false,
    }
}

/// One a line. What comes round by itself is another each time, so that the last one stays where it was.
fn name(desk: &Desk<'_>, line: &Line, due: Date, how: Deadlines) -> String {
    let how = match how {
        Deadlines::Days => "due",
        Deadlines::Tasks => "task",
    };
    let Entry { kind, number } = line.entry;
    let keeper = line.keeper.map(|forum| format!("-forum-{forum}"));
    let turn = comes_round(desk.register, line).then(|| format!("-{}", due.last()));
    let rest = keeper.into_iter().chain(turn).collect::<String>();
    format!("{how}-{}-{kind}-{number}{rest}", line.kind)
}

/// True for what falls due again when time has passed, though nobody has changed anything.
fn comes_round(register: &Register, line: &Line) -> bool {
    let forum = line.entry.id().and_then(|id| register.forums.get(id));
    match line.kind {
        DueKind::HandOver => true,
        DueKind::ToFix => {
            forum.is_some_and(|one: &Forum| matches!(one.cadence, Cadence::PerYear { .. }))
        }
        DueKind::Commitment => {
            let one = line.entry.id::<Commitment>();
            let one = one.and_then(|id| register.commitments.get(id));
            one.is_some_and(|one| matches!(one.clock, Clock::PerYear(_)))
        }
        DueKind::Review
        | DueKind::Action
        | DueKind::Meeting
        | DueKind::Papers
        | DueKind::Returns
        | DueKind::Contact
        | DueKind::Embargo
        | DueKind::Offer
        | DueKind::Text
        | DueKind::Signature => false,
    }
}

/// The last change of what a line is reckoned and told from: the entry, what it belongs to, who owes it.
fn changed(desk: &Desk<'_>, line: &Line) -> Mark {
    let marks = desk.marks;
    let chain = marks.chain(line.entry).into_iter();
    let keeper = line.keeper.map(Entry::from);
    let commitments = match line.kind {
        DueKind::Contact => marks.kind(Kind::Commitment),
        DueKind::Review
        | DueKind::Action
        | DueKind::ToFix
        | DueKind::Meeting
        | DueKind::Papers
        | DueKind::Returns
        | DueKind::Commitment
        | DueKind::Embargo
        | DueKind::HandOver
        | DueKind::Offer
        | DueKind::Text
        | DueKind::Signature => Mark::default(),
    };
    let all = chain.chain(keeper).map(|entry| marks.below(entry));
    let all = all.chain([commitments, marks.kind(Kind::Organisation)]);
    all.max().unwrap_or_default()
}

/// What is due, in words that are the same on every day: how long it is still is the calendar's to show.
fn title(desk: &Desk<'_>, line: &Line) -> String {
    let (register, today) = (desk.register, desk.today);
    let record = register.get(line.entry);
    let named = record.map(|record| record.title_for(register, desk.audience));
    let keeper = line.keeper.and_then(|id| register.forums.get(id));
    match (line.kind, named, record) {
        (DueKind::Review, Some(named), _) => format!("Review: {named}"),
        (DueKind::Commitment, Some(named), Some(Record::Commitment(_))) => match keeper {
            Some(keeper) => format!("Commitment, {}: {named}", keeper.short()),
            None => format!("Commitment: {named}"),
        },
        (_, _, _) => line.title_for(register, today, desk.audience),
    }
}

/// By when as it is written, who owes it, and of an item's paper for which meeting.
fn words(desk: &Desk<'_>, line: &Line, due: Date) -> String {
    let (register, today) = (desk.register, desk.today);
    let mut words = format!("Due {due}.");
    let owner = line.owner_for(register, today, desk.audience);
    if !owner.is_empty() {
        words.extend(["\nWith: ", &owner]);
    }
    let item = line
        .entry
        .id::<Item>()
        .and_then(|id| register.items.get(id));
    let meeting = item.and_then(|item| register.meetings.get(item.meeting));
    if let Some(meeting) = meeting {
        words.extend(["\nMeeting: ", &meeting.announced()]);
    }
    words
}
