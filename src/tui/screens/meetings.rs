//! Meetings of all forums; the agenda stands in the detail.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{About, Cell, Choice, Column, Row, Sorting, Subject, parts};
use crate::domain::due::DueKind;
use crate::domain::forum::Forum;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::tui::effect::Context;
use crate::tui::keys::{Act, Tab};
use crate::tui::theme::Tone;

#[derive(Debug)]
pub(super) struct Meetings;

const COLUMNS: &[Column] = &[
    Column {
        title: "Date",
        width: 15,
        yields: 0,
    },
    Column {
        title: "State",
        width: 10,
        yields: 0,
    },
    Column {
        title: "Forum",
        width: 0,
        yields: 0,
    },
    Column {
        title: "Items",
        width: 5,
        yields: 2,
    },
    Column {
        title: "Papers",
        width: 14,
        yields: 4,
    },
    Column {
        title: "Record",
        width: 14,
        yields: 3,
    },
];

const SORTINGS: &[Sorting] = &[
    Sorting {
        name: "latest first",
        compare: |context, a, b| by_day(context, b, a),
    },
    Sorting {
        name: "earliest first",
        compare: by_day,
    },
    Sorting {
        name: "by forum",
        compare: |context, a, b| {
            let name = |row: &Row| forum(context, row).map_or("", |one| one.name.as_str());
            parts::by_name(name(a), name(b)).then_with(|| by_day(context, b, a))
        },
    },
];

const ABOUT: About = About {
    tab: Tab::Meetings,
    nouns: ("meeting", "meetings"),
    columns: COLUMNS,
    sortings: SORTINGS,
    choices: &[
        Choice::All,
        Choice::Open,
        Choice::Overdue,
        Choice::Within(30),
        Choice::Within(90),
        Choice::Within(365),
        Choice::Done,
    ],
    empty: "There are no meetings yet. Bring yours in with: secretariat import meetings.csv",
    footer: &[
        Act::Open,
        Act::Mark,
        Act::Agenda,
        Act::Export,
        Act::ToToday,
        Act::Sit,
        Act::Views,
        Act::Filter,
        Act::Narrow,
        Act::Sort,
    ],
};

impl Subject for Meetings {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn rows(&self, context: &Context<'_>) -> Vec<Row> {
        let all = context.register().meetings.iter();
        all.map(|one| parts::row(context, one.id.into(), DueKind::Meeting))
            .collect()
    }

    fn admits(&self, context: &Context<'_>, row: &Row, choice: Choice) -> bool {
        let state = meeting(context, row).map(|one| one.state_on(context.today()));
        match choice {
            Choice::Done => state == Some(MeetingState::Held),
            Choice::Open => matches!(
                state,
                Some(MeetingState::Planned | MeetingState::Confirmed | MeetingState::Postponed)
            ),
            Choice::Organisation(id) => parts::concerns(context.register(), row.entry, id),
            Choice::NoDate | Choice::SinceLast | Choice::Forums | Choice::Bodies => false,
            Choice::All | Choice::Overdue | Choice::Within(_) => true,
        }
    }

    fn cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Cell {
        let Some(one) = meeting(context, row) else {
            return Cell::empty();
        };
        match column {
            0 => Cell::line(&one.on.short()),
            1 => state(context, one, row),
            2 => Cell::line(forum(context, row).map_or("", |forum| forum.name.as_str())),
            3 => match context.register().items.of(one.id).count() {
                0 => Cell::empty(),
                count => Cell::line(&format!("{count:>5}")),
            },
            4 => Cell::line(&one.papers),
            _ => Cell::line(&one.record),
        }
    }

    fn words(&self, context: &Context<'_>, row: &Row, out: &mut String) {
        let Some(one) = meeting(context, row) else {
            return;
        };
        if let Some(forum) = forum(context, row) {
            out.push_str(&forum.name);
            out.push('\n');
            out.push_str(forum.acronym.as_deref().unwrap_or_default());
            out.push('\n');
        }
        out.push_str(&one.on.to_string());
        let reference = one.reference.as_deref().unwrap_or_default();
        let state = parts::word(one.state_on(context.today()));
        for text in [&one.place, reference, state, &one.papers, &one.record] {
            out.push('\n');
            out.push_str(text);
        }
    }

    fn day(&self, context: &Context<'_>, row: &Row) -> Option<NaiveDate> {
        meeting(context, row).map(|one| one.on.last())
    }
}

fn meeting<'a>(context: &'a Context<'_>, row: &Row) -> Option<&'a Meeting> {
    context.register().meetings.get(row.entry.id()?)
}

fn forum<'a>(context: &'a Context<'_>, row: &Row) -> Option<&'a Forum> {
    context.register().forums.get(meeting(context, row)?.forum)
}

fn by_day(context: &Context<'_>, a: &Row, b: &Row) -> Ordering {
    let day = |row: &Row| meeting(context, row).map(|one| one.on.last());
    day(a).cmp(&day(b)).then(a.entry.cmp(&b.entry))
}

fn state(context: &Context<'_>, one: &Meeting, row: &Row) -> Cell {
    let word = parts::word(one.state_on(context.today()));
    match parts::due_state(row) {
        Some((due, tone @ Tone::Overdue)) => Cell::new(due, tone),
        Some((_, tone)) => Cell::new(word, tone),
        None => Cell::new(word, Tone::Plain),
    }
}
