//! Actions: what was agreed to be done, by whom, by when. A list opens with those that are open.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{About, Cell, Choice, Column, Row, Sorting, Subject, parts};
use crate::domain::action::Action;
use crate::domain::cycle::log;
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::forum::Forum;
use crate::tui::effect::Context;
use crate::tui::keys::{Act, Tab};
use crate::tui::theme::Tone;

#[derive(Debug)]
pub(super) struct Actions;

const COLUMNS: &[Column] = &[
    Column {
        title: "No",
        width: 4,
        yields: 1,
    },
    Column {
        title: "State",
        width: 10,
        yields: 0,
    },
    Column {
        title: "Due",
        width: 15,
        yields: 0,
    },
    Column {
        title: "Action",
        width: 0,
        yields: 0,
    },
    Column {
        title: "Owner",
        width: 14,
        yields: 2,
    },
    Column {
        title: "Forum",
        width: 14,
        yields: 3,
    },
];

const SORTINGS: &[Sorting] = &[
    Sorting {
        name: "by due date",
        compare: |context, a, b| {
            let closed = |row: &Row| action(context, row).is_some_and(|one| one.closed.is_some());
            closed(a)
                .cmp(&closed(b))
                .then_with(|| parts::by_due(a, b))
                .then_with(|| by_number(context, a, b))
        },
    },
    Sorting {
        name: "by number",
        compare: by_number,
    },
    Sorting {
        name: "by owner",
        compare: |context, a, b| {
            let register = context.register();
            let owner = |row: &Row| action(context, row).map_or("", |one| one.owner_name(register));
            parts::by_name(owner(a), owner(b)).then_with(|| parts::by_due(a, b))
        },
    },
];

const ABOUT: About = About {
    tab: Tab::Actions,
    nouns: ("action", "actions"),
    columns: COLUMNS,
    sortings: SORTINGS,
    choices: &[
        Choice::Open,
        Choice::Overdue,
        Choice::Within(30),
        Choice::Within(90),
        Choice::Within(365),
        Choice::NoDate,
        Choice::Done,
        Choice::SinceLast,
        Choice::All,
    ],
    empty: "There are no actions yet. Bring yours in with: secretariat import actions.csv",
    footer: &[
        Act::Open,
        Act::Mark,
        Act::Select,
        Act::Remind,
        Act::Filter,
        Act::Narrow,
    ],
};

impl Subject for Actions {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn rows(&self, context: &Context<'_>) -> Vec<Row> {
        let all = context.register().actions.iter();
        all.map(|one| parts::row(context, one.id.into(), DueKind::Action))
            .collect()
    }

    fn admits(&self, context: &Context<'_>, row: &Row, choice: Choice) -> bool {
        let Some(one) = action(context, row) else {
            return false;
        };
        let is_open = one.is_open_on(context.today());
        match choice {
            Choice::Open => is_open && one.is_agreed_on(context.register(), context.today()),
            Choice::Done => !is_open,
            Choice::SinceLast => {
                log::is_closed_since_last(context.register(), one, context.today())
            }
            Choice::NoDate => is_open && one.due_date(context.register()).is_none(),
            Choice::Organisation(id) => one.owner == Some(id),
            Choice::Forums | Choice::Bodies => false,
            Choice::All | Choice::Overdue | Choice::Within(_) => true,
        }
    }

    fn cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Cell {
        let Some(one) = action(context, row) else {
            return Cell::empty();
        };
        let register = context.register();
        match column {
            0 => Cell::line(&format!("{:>4}", one.number)),
            1 => state(context, one, row),
            2 => Cell {
                tone: parts::due_tone(row),
                ..Cell::line(&due(context, one))
            },
            3 => Cell::line(&one.text),
            4 => Cell::line(one.owner_name(register)),
            _ => Cell::line(register.forums.get(one.forum).map_or("", Forum::short)),
        }
    }

    fn words(&self, context: &Context<'_>, row: &Row, out: &mut String) {
        let Some(one) = action(context, row) else {
            return;
        };
        let register = context.register();
        out.push_str(&one.text);
        out.push('\n');
        out.push_str(&one.post);
        out.push('\n');
        if let Some(owner) = one.owner {
            parts::push_names(register, owner, out);
        }
        if let Some(forum) = register.forums.get(one.forum) {
            out.push_str(forum.short());
        }
        out.push('\n');
        out.push_str(&one.number.to_string());
    }

    fn day(&self, context: &Context<'_>, row: &Row) -> Option<NaiveDate> {
        let due = action(context, row)?.due_date(context.register())?;
        Some(due.last())
    }
}

fn action<'a>(context: &'a Context<'_>, row: &Row) -> Option<&'a Action> {
    context.register().actions.get(row.entry.id()?)
}

fn by_number(context: &Context<'_>, a: &Row, b: &Row) -> Ordering {
    let number = |row: &Row| action(context, row).map(|one| (one.forum, one.number));
    number(a).cmp(&number(b)).then(a.entry.cmp(&b.entry))
}

/// The date it is due, that of the next meeting once fixed, else the words that stand for one.
fn due(context: &Context<'_>, one: &Action) -> String {
    one.due_date(context.register())
        .map_or_else(|| one.due.to_string(), Date::short)
}

fn state(context: &Context<'_>, one: &Action, row: &Row) -> Cell {
    if !one.is_open_on(context.today()) {
        return Cell::new("DONE", Tone::Done);
    }
    if parts::is_reserved(context.register(), row.entry) && parts::due_tone(row) == Tone::Plain {
        return Cell::new("RESERVED", Tone::Reserved);
    }
    match parts::due_state(row) {
        Some((word, tone)) => Cell::new(word, tone),
        None => Cell::empty(),
    }
}
