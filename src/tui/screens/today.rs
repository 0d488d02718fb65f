//! Today: everything that needs attention, most urgent first, one line a thing.

use chrono::{Datelike, NaiveDate};

use super::{About, Cell, Choice, Column, Row, Subject, parts};
use crate::domain::date::Date;
use crate::domain::due::{Line, Section};
use crate::tui::effect::Context;
use crate::tui::keys::{Act, Tab};
use crate::tui::theme::{Tone, symbol};
use crate::tui::widgets::Text;

#[derive(Debug)]
pub(super) struct Today;

const COLUMNS: &[Column] = &[
    Column {
        title: "",
        width: 1,
        yields: 0,
    },
    Column {
        title: "How far",
        width: 17,
        yields: 0,
    },
    Column {
        title: "Due",
        width: 15,
        yields: 3,
    },
    Column {
        title: "Kind",
        width: 10,
        yields: 1,
    },
    Column {
        title: "What",
        width: 0,
        yields: 0,
    },
    Column {
        title: "Owner",
        width: 12,
        yields: 2,
    },
];

const ABOUT: About = About {
    tab: Tab::Today,
    nouns: ("thing to see to", "things to see to"),
    columns: COLUMNS,
    sortings: &[],
    choices: &[
        Choice::All,
        Choice::Overdue,
        Choice::Within(30),
        Choice::Within(90),
        Choice::Within(365),
        Choice::NoDate,
    ],
    empty: "Nothing is due. What is due comes from agreements, meetings and actions; \
     bring yours in with: secretariat import FILE",
    footer: &[
        Act::Open,
        Act::Mark,
        Act::Chase,
        Act::Remind,
        Act::Filter,
        Act::Narrow,
    ],
};

impl Subject for Today {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn rows(&self, context: &Context<'_>) -> Vec<Row> {
        let lines = context.outlook.lines().iter();
        lines
            .map(|line| Row {
                entry: line.entry,
                line: Some(*line),
            })
            .collect()
    }

    fn admits(&self, context: &Context<'_>, row: &Row, choice: Choice) -> bool {
        match choice {
            Choice::NoDate => row.line.is_some_and(|line| line.due.is_none()),
            Choice::Organisation(id) => parts::concerns(context.register(), row.entry, id),
            Choice::Done | Choice::SinceLast | Choice::Forums | Choice::Bodies => false,
            Choice::All | Choice::Open | Choice::Overdue | Choice::Within(_) => true,
        }
    }

    fn cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Cell {
        let Some(line) = &row.line else {
            return Cell::empty();
        };
        let (mark, tone) = symbol(line);
        match column {
            0 => Cell::new(mark, tone),
            1 if last_chased(line).is_some() => chased(line, context.today()),
            1 if line.due.is_none() => Cell::new("no date", tone),
            1 => Cell {
                tone,
                ..Cell::line(&line.how_far(context.today()))
            },
            2 => Cell::line(&line.due.map(Date::short).unwrap_or_default()),
            3 => Cell::new(parts::kind_words(line.kind), Tone::Plain),
            4 => Cell::line(&parts::line_title(context, line)),
            _ => Cell::line(&line.owner(context.register(), context.today())),
        }
    }

    /// The note of a reminder is nobody else's business.
    fn public_cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Text {
        match (&row.line, column) {
            (Some(line), 4) => Text::line(&line.title(context.register(), context.today())),
            _ => self.cell(context, row, column).text,
        }
    }

    fn words(&self, context: &Context<'_>, row: &Row, out: &mut String) {
        if let Some(line) = &row.line {
            out.push_str(parts::kind_words(line.kind));
            out.push('\n');
            out.push_str(&parts::line_title(context, line));
            out.push('\n');
            out.push_str(&line.owner(context.register(), context.today()));
            out.push('\n');
            out.push_str(&parts::waits(context, line).unwrap_or_default());
        }
    }

    fn day(&self, _: &Context<'_>, row: &Row) -> Option<NaiveDate> {
        Some(row.line?.due?.last())
    }

    fn section(&self, row: &Row) -> Option<(&'static str, Tone)> {
        Some(match row.line?.section {
            Section::Overdue => ("OVERDUE !", Tone::Overdue),
            Section::DueSoon => ("DUE SOON *", Tone::DueSoon),
            Section::NextMeeting => ("NEXT MEETING", Tone::NextMeeting),
            Section::WaitingFor => ("WAITING FOR", Tone::Strong),
            Section::Later => ("LATER", Tone::Strong),
        })
    }

    fn is_list_first(&self) -> bool {
        true
    }
}

/// The day on which somebody who has it was chased last, where that matters more than how far it is.
fn last_chased(line: &Line) -> Option<NaiveDate> {
    let is_waiting = line.section == Section::WaitingFor;
    line.waiting.filter(|_| is_waiting)?.last
}

/// `chased 20 Jan`; of another year the month: `chased Dec 2013`.
fn chased(line: &Line, today: NaiveDate) -> Cell {
    let Some(last) = last_chased(line) else {
        return Cell::empty();
    };
    let day = Date::day(last).short();
    let year = last.year().to_string();
    let is_this_year = last.year() == today.year();
    let day = if is_this_year {
        day.trim_end_matches(&year).trim_end()
    } else {
        day.split_once(' ').map_or(day.as_str(), |(_, month)| month)
    };
    Cell::line(&format!("chased {day}"))
}
