//! Organisations with their contacts, and the forums that they belong to.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{About, Cell, Choice, Column, Row, Sorting, Subject, parts};
use crate::domain::bodies::names;
use crate::domain::due::DueKind;
use crate::domain::register::{Kind, Record};
use crate::tui::effect::Context;
use crate::tui::keys::{Act, Tab};
use crate::tui::theme::Tone;

#[derive(Debug)]
pub(super) struct Organisations;

const COLUMNS: &[Column] = &[
    Column {
        title: "Short",
        width: 10,
        yields: 0,
    },
    Column {
        title: "Name",
        width: 0,
        yields: 0,
    },
    Column {
        title: "Sort",
        width: 26,
        yields: 1,
    },
];

const SORTINGS: &[Sorting] = &[
    Sorting {
        name: "by name",
        compare: by_name,
    },
    Sorting {
        name: "by sort",
        compare: |context, a, b| {
            let sort = |row: &Row| names(context, row).map_or("", |(_, _, sort)| sort);
            parts::by_name(sort(a), sort(b)).then_with(|| by_name(context, a, b))
        },
    },
];

const ABOUT: About = About {
    tab: Tab::Organisations,
    nouns: ("organisation or forum", "organisations and forums"),
    columns: COLUMNS,
    sortings: SORTINGS,
    choices: &[Choice::All, Choice::Bodies, Choice::Forums, Choice::Done],
    empty: "There are no organisations yet. Bring yours in with: secretariat import organisations.csv",
    footer: &[Act::Open, Act::Filter, Act::Narrow, Act::Sort, Act::History],
};

impl Subject for Organisations {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    /// The forums first: there are few, and they are what a Secretariat works for.
    fn rows(&self, context: &Context<'_>) -> Vec<Row> {
        let register = context.register();
        let forums = register.forums.iter();
        let forums = forums.map(|one| parts::row(context, one.id.into(), DueKind::ToFix));
        let bodies = register.organisations.iter().map(|one| Row {
            entry: one.id.into(),
            line: None,
        });
        forums.chain(bodies).collect()
    }

    fn admits(&self, context: &Context<'_>, row: &Row, choice: Choice) -> bool {
        match choice {
            Choice::Forums => row.entry.kind == Kind::Forum,
            Choice::Bodies => row.entry.kind == Kind::Organisation,
            Choice::Done => is_gone(context, row),
            Choice::NoDate | Choice::Open | Choice::SinceLast | Choice::Organisation(_) => false,
            Choice::All | Choice::Overdue | Choice::Within(_) => true,
        }
    }

    fn cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Cell {
        let Some((short, name, sort)) = names(context, row) else {
            return Cell::empty();
        };
        match column {
            0 => Cell::line(short),
            1 => Cell::line(name),
            _ if is_gone(context, row) => Cell::new("ABOLISHED", Tone::Faint),
            _ => match parts::due_state(row) {
                Some((word, tone @ (Tone::Overdue | Tone::DueSoon))) => Cell::new(word, tone),
                Some(_) | None => Cell::line(sort),
            },
        }
    }

    fn words(&self, context: &Context<'_>, row: &Row, out: &mut String) {
        if let Some(id) = row.entry.id() {
            parts::push_names(context.register(), id, out);
            for name in names::earlier_names(context.register(), id) {
                out.push_str(&name);
                out.push('\n');
            }
        }
        if let Some((short, name, sort)) = names(context, row) {
            for text in [short, name, sort] {
                out.push_str(text);
                out.push('\n');
            }
        }
    }

    fn day(&self, _: &Context<'_>, _: &Row) -> Option<NaiveDate> {
        None
    }

    fn has_organisations(&self) -> bool {
        false
    }
}

/// Acronym, name and sort.
fn names<'a>(context: &'a Context<'_>, row: &Row) -> Option<(&'a str, &'a str, &'a str)> {
    match context.register().get(row.entry)? {
        Record::Organisation(one) => Some((
            one.acronym.as_deref().unwrap_or_default(),
            &one.name,
            &one.sort,
        )),
        Record::Forum(one) => Some((
            one.acronym.as_deref().unwrap_or_default(),
            &one.name,
            "forum",
        )),
        Record::Contact(_)
        | Record::Membership(_)
        | Record::Meeting(_)
        | Record::Item(_)
        | Record::Action(_)
        | Record::Agreement(_)
        | Record::Party(_)
        | Record::Review(_)
        | Record::Commitment(_)
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
        | Record::Origin(_) => None,
    }
}

fn is_gone(context: &Context<'_>, row: &Row) -> bool {
    let body = row.entry.id();
    let body = body.and_then(|id| context.register().organisations.get(id));
    body.is_some_and(|one| one.is_gone(context.today()))
}

fn by_name(context: &Context<'_>, a: &Row, b: &Row) -> Ordering {
    let name = |row: &Row| names(context, row).map_or("", |(_, name, _)| name);
    let is_body = |row: &Row| row.entry.kind == Kind::Organisation;
    is_body(a)
        .cmp(&is_body(b))
        .then_with(|| parts::by_name(name(a), name(b)))
        .then(a.entry.cmp(&b.entry))
}
