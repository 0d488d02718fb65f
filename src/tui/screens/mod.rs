//! The five tabs. `browse` is the list and detail that they share; each tab's file says what is its own.

mod actions;
mod agreements;
mod browse;
mod chasing;
mod confiding;
mod deeds;
pub(super) mod deleting;
mod detail;
mod draw;
mod filling;
mod home;
mod living;
mod meetings;
pub(super) mod opening;
mod organisations;
mod panes;
mod parts;
mod reviewing;
mod stepping;
mod today;

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::effect::Context;
use super::keys::{Act, Tab};
use super::theme::Tone;
use super::widgets::Text;
use crate::domain::due::{DueKind, Line};
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;

pub(super) use browse::Browse;
pub(super) use home::home;
pub(super) use panes::fit;

/// One row of a list: the entry, and its due line where it has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) entry: Entry,
    pub(super) line: Option<Line>,
}

/// By what a selection is known again: on Today an entry may have several lines.
pub(super) type RowKey = (Entry, Option<DueKind>);

/// A column of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) title: &'static str,
    /// Cells; nought for the one column that takes what is left.
    pub(super) width: u16,
    /// Where there is no room the column with the highest number goes first; nought always stays.
    pub(super) yields: u8,
}

/// What stands in one place of a row.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) text: Text,
    pub(super) tone: Tone,
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    All,
    Open,
    Overdue,
    /// Due in at most so many days, or overdue.
    Within(u16),
    NoDate,
    Done,
    /// Done since the last meeting of its forum.
    SinceLast,
    Organisation(Id<Organisation>),
    Forums,
    Bodies,
}

/// An order of the rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sorting {
    /// As the menu and the header say it: "by review date".
    pub(super) name: &'static str,
    pub(super) compare: fn(&Context<'_>, &Row, &Row) -> Ordering,
}

/// What one tab is, in words and tables.
#[derive(Debug)]
pub(super) struct About {
    pub(super) tab: Tab,
    /// One and several, for the header: "action", "actions".
    pub(super) nouns: (&'static str, &'static str),
    pub(super) columns: &'static [Column],
    /// The orders; the first is the one that a list opens in. Empty: the order of `rows` and no other.
    pub(super) sortings: &'static [Sorting],
    /// What the rows can be narrowed to; the first is how a list opens.
    pub(super) choices: &'static [Choice],
    /// What an empty list says.
    pub(super) empty: &'static str,
    /// The commands that the footer names where they are possible, most wanted first.
    pub(super) footer: &'static [Act],
}

/// What one tab does of its own.
pub(super) trait Subject: std::fmt::Debug + Sync {
    fn about(&self) -> &'static About;

    /// Every row there is.
    fn rows(&self, context: &Context<'_>) -> Vec<Row>;

    /// Whether a row is one of those asked for; asked only for `Open`, `NoDate`, `Done`, `Organisation` and the like.
    fn admits(&self, context: &Context<'_>, row: &Row, choice: Choice) -> bool;

    fn cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Cell;

    /// A cell without what is the Secretariat's own.
    fn public_cell(&self, context: &Context<'_>, row: &Row, column: usize) -> Text {
        self.cell(context, row, column).text
    }

    /// The texts in which the filter looks, with line ends between them.
    fn words(&self, context: &Context<'_>, row: &Row, out: &mut String);

    /// The day by which `t` finds its row.
    fn day(&self, context: &Context<'_>, row: &Row) -> Option<NaiveDate>;

    /// Whether its rows can be narrowed to those of one organisation.
    fn has_organisations(&self) -> bool {
        true
    }

    /// The heading that a row stands under.
    fn section(&self, _: &Row) -> Option<(&'static str, Tone)> {
        None
    }

    /// Whether the list matters more, so that a detail under it is only a glance.
    fn is_list_first(&self) -> bool {
        false
    }
}

impl Row {
    pub(super) fn key(&self) -> RowKey {
        (self.entry, self.line.map(|line| line.kind))
    }
}

impl Cell {
    pub(super) fn new(text: impl Into<Text>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
        }
    }

    pub(super) fn line(raw: &str) -> Self {
        Self::new(Text::line(raw), Tone::Plain)
    }

    pub(super) fn empty() -> Self {
        Self::new("", Tone::Plain)
    }
}

impl Choice {
    /// As the menu and the header say it. None where it is an organisation's name.
    pub(super) fn title(self, tab: Tab) -> Option<&'static str> {
        Some(match (self, tab) {
            (Self::All, _) => "Everything",
            (Self::Open, Tab::Meetings) => "To come",
            (Self::Open, _) => "Open",
            (Self::Overdue, _) => "Overdue",
            (Self::Within(30), _) => "Due in 30 days",
            (Self::Within(90), _) => "Due in 90 days",
            (Self::Within(_), _) => "Due in 365 days",
            (Self::NoDate, _) => "Without a date",
            (Self::Done, Tab::Agreements) => "Superseded or ended",
            (Self::Done, Tab::Meetings) => "Held",
            (Self::Done, Tab::Organisations) => "Abolished or renamed",
            (Self::Done, Tab::Today | Tab::Actions) => "Done",
            (Self::SinceLast, _) => "Closed since the last meeting",
            (Self::Forums, _) => "Forums",
            (Self::Bodies, _) => "Organisations",
            (Self::Organisation(_), _) => return None,
        })
    }
}

/// What the tab has of its own.
pub(super) fn subject(tab: Tab) -> &'static dyn Subject {
    match tab {
        Tab::Today => &today::Today,
        Tab::Agreements => &agreements::Agreements,
        Tab::Meetings => &meetings::Meetings,
        Tab::Actions => &actions::Actions,
        Tab::Organisations => &organisations::Organisations,
    }
}
