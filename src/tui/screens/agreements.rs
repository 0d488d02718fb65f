//! Agreements: what organisations have agreed, with its state and its next review.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{About, Cell, Choice, Column, Row, Sorting, Subject, parts};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::date::Date;
use crate::domain::due::DueKind;
use crate::domain::life::review;
use crate::domain::life::signing;
use crate::domain::party;
use crate::tui::effect::Context;
use crate::tui::keys::{Act, Tab};
use crate::tui::theme::Tone;

#[derive(Debug)]
pub(super) struct Agreements;

const COLUMNS: &[Column] = &[
    Column {
        title: "State",
        width: 17,
        yields: 0,
    },
    Column {
        title: "Review due",
        width: 15,
        yields: 1,
    },
    Column {
        title: "Kind",
        width: 8,
        yields: 2,
    },
    Column {
        title: "Agreement",
        width: 0,
        yields: 0,
    },
    Column {
        title: "Parties",
        width: 18,
        yields: 3,
    },
];

const SORTINGS: &[Sorting] = &[
    Sorting {
        name: "by review date",
        compare: |context, a, b| parts::by_due(a, b).then_with(|| by_title(context, a, b)),
    },
    Sorting {
        name: "by title",
        compare: by_title,
    },
    Sorting {
        name: "by kind",
        compare: |context, a, b| {
            let kind = |row: &Row| agreement(context, row).map(|one| one.kind.as_deref());
            kind(a).cmp(&kind(b)).then_with(|| by_title(context, a, b))
        },
    },
    Sorting {
        name: "by state",
        compare: |context, a, b| {
            let state = |row: &Row| row.entry.id().and_then(|id| context.outlook.state(id));
            state(a)
                .cmp(&state(b))
                .then_with(|| by_title(context, a, b))
        },
    },
];

const ABOUT: About = About {
    tab: Tab::Agreements,
    nouns: ("agreement", "agreements"),
    columns: COLUMNS,
    sortings: SORTINGS,
    choices: &[
        Choice::All,
        Choice::Overdue,
        Choice::Within(30),
        Choice::Within(90),
        Choice::Within(365),
        Choice::NoDate,
        Choice::Done,
    ],
    empty: "There are no agreements yet. Bring yours in with: secretariat import agreements.csv",
    footer: &[
        Act::Open,
        Act::Mark,
        Act::MoveOn,
        Act::Views,
        Act::Filter,
        Act::Remind,
        Act::Narrow,
        Act::Sort,
    ],
};

impl Subject for Agreements {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn rows(&self, context: &Context<'_>) -> Vec<Row> {
        let all = context.register().agreements.iter();
        all.map(|one| parts::row(context, one.id.into(), DueKind::Review))
            .collect()
    }

    fn admits(&self, context: &Context<'_>, row: &Row, choice: Choice) -> bool {
        let Some(one) = agreement(context, row) else {
            return false;
        };
        let state = context.outlook.state(one.id);
        let is_over = matches!(
            state,
            Some(AgreementState::Superseded | AgreementState::Ended)
        );
        match choice {
            Choice::NoDate => {
                state.is_some_and(AgreementState::is_in_force) && due(context, one).is_none()
            }
            Choice::Done => is_over,
            Choice::Open => !is_over,
            Choice::Organisation(id) => parts::concerns(context.register(), row.entry, id),
            Choice::SinceLast | Choice::Forums | Choice::Bodies => false,
            Choice::All | Choice::Overdue | Choice::Within(_) => true,
        }
    }

    fn cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Cell {
        let Some(one) = agreement(context, row) else {
            return Cell::empty();
        };
        match column {
            0 => state(context, one, row),
            1 => Cell {
                tone: parts::due_tone(row),
                ..Cell::line(&due(context, one).map(Date::short).unwrap_or_default())
            },
            2 => Cell::line(one.kind.as_deref().unwrap_or_default()),
            3 => Cell::line(&one.title),
            _ => Cell::line(&party::names_on(
                context.register(),
                one.id,
                context.today(),
            )),
        }
    }

    fn words(&self, context: &Context<'_>, row: &Row, out: &mut String) {
        let Some(one) = agreement(context, row) else {
            return;
        };
        let kind = one.kind.as_deref().unwrap_or_default();
        let reference = one.reference.as_deref().unwrap_or_default();
        let signing = signing::words(context.register(), one, context.today());
        let signing = signing.unwrap_or_default();
        let state = parts::state(context, one);
        for text in [&one.title, kind, reference, state, &signing] {
            out.push_str(text);
            out.push('\n');
        }
        for party in context.register().parties.of(one.id) {
            parts::push_names(context.register(), party.organisation, out);
        }
    }

    fn day(&self, _: &Context<'_>, row: &Row) -> Option<NaiveDate> {
        Some(row.line?.due?.last())
    }
}

fn agreement<'a>(context: &'a Context<'_>, row: &Row) -> Option<&'a Agreement> {
    context.register().agreements.get(row.entry.id()?)
}

fn by_title(context: &Context<'_>, a: &Row, b: &Row) -> Ordering {
    let title = |row: &Row| agreement(context, row).map_or("", |one| one.title.as_str());
    parts::by_name(title(a), title(b)).then(a.entry.cmp(&b.entry))
}

fn due(context: &Context<'_>, one: &Agreement) -> Option<Date> {
    review::due(context.register(), one, context.today())
}

/// What is due says so first, since that is what somebody looks for; then how many have signed; else what it is on the
/// day.
fn state(context: &Context<'_>, one: &Agreement, row: &Row) -> Cell {
    match parts::due_state(row) {
        Some((word, tone @ Tone::Overdue)) => return Cell::new(word, tone),
        Some((_, tone @ Tone::DueSoon)) => return Cell::new(soon(context, one), tone),
        Some(_) | None => {}
    }
    let on_the_day = context.outlook.state(one.id);
    if on_the_day == Some(AgreementState::OutForSignature) {
        let words = signing::count_words(context.register(), one, context.today());
        return Cell::line(&words);
    }
    let tone = match on_the_day {
        None | Some(AgreementState::Superseded | AgreementState::Ended) => Tone::Faint,
        Some(
            AgreementState::Proposed
            | AgreementState::InDevelopment
            | AgreementState::OutForSignature
            | AgreementState::Current
            | AgreementState::UnderReview
            | AgreementState::NotStated,
        ) => Tone::Plain,
    };
    Cell::new(parts::state(context, one), tone)
}

/// How far a review is that is due soon.
fn soon(context: &Context<'_>, one: &Agreement) -> &'static str {
    let today = context.today();
    if review::is_under_way(one, today) {
        "UNDER REVIEW *"
    } else if due(context, one).is_some_and(|due| due.first() <= today) {
        "DUE *"
    } else {
        "TO START *"
    }
}
