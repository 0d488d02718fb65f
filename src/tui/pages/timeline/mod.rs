//! The timeline: years across, one row an agreement, from in force to end with its reviews; what the cursor's row and year
//! show stands beneath in words.

mod draw;

use std::borrow::Cow;

use chrono::Datelike;

use super::{Body, Context, Effect, Pointer};
use crate::domain::id::Entry;
use crate::domain::life::timeline::{self, LEGEND, Row, Scale};
use crate::domain::register::{Record, Register};
use crate::tui::keys::{Command, PageAct, Place, Step, TimelineAct};
use crate::tui::outlook::Stamp;
use crate::tui::theme::Tone;
use crate::tui::widgets::{Scroll, Text};
use draw::Places;

const HINTS: &[Command] = &[
    act(TimelineAct::Open),
    act(TimelineAct::YearBefore),
    act(TimelineAct::YearAfter),
    act(TimelineAct::ToToday),
    act(TimelineAct::Wider),
];

const fn act(act: TimelineAct) -> Command {
    Command::Page(PageAct::Timeline(act))
}

#[derive(Debug)]
pub(in crate::tui) struct Timeline {
    rows: Vec<Row>,
    scroll: Scroll,
    /// That of the cursor.
    year: i32,
    /// As wide as all the years fit, until somebody asks for another width.
    per_year: Option<u16>,
    /// The year of the first column, once the years have moved.
    first: Option<i32>,
    scale: Scale,
    /// Where the cursor is to go once it is among the rows.
    wanted: Option<Entry>,
    made: Option<Stamp>,
}

impl Timeline {
    /// On the agreement of an entry, and on this year.
    pub(super) fn new(context: &Context<'_>, at: Option<Entry>) -> Self {
        let year = context.today().year();
        let mut made = Self {
            rows: Vec::new(),
            scroll: Scroll::default(),
            year,
            per_year: None,
            first: None,
            scale: Scale::fitting(year, year, 1),
            wanted: at,
            made: None,
        };
        made.sync(context);
        made
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let made = Stamp::of(context.session);
        if self.made != Some(made) {
            let was = self.row().map(|row| row.agreement.into());
            self.rows = timeline::rows(context.register(), context.today());
            self.made = Some(made);
            self.wanted = self.wanted.or(was);
        }
        if let Some(wanted) = self.wanted.take() {
            self.select(wanted);
        }
        let places = Places::of(context.area);
        self.scroll.sync(self.rows.len(), places.rows());
        self.scale = self.scale_of(context, places.cells());
    }

    /// As many years as fit, moved as little as keeps the cursor's year among them.
    fn scale_of(&self, context: &Context<'_>, cells: u16) -> Scale {
        let (first, last) = timeline::years(&self.rows, context.today());
        let fitting = Scale::fitting(first, last, cells);
        let mut scale = Scale {
            first: self.first.unwrap_or(fitting.first),
            per_year: self.per_year.unwrap_or(fitting.per_year).min(cells.max(1)),
            cells,
        };
        if self.year < scale.first {
            scale.first = self.year;
        } else if scale.last() < self.year {
            scale.first += self.year - scale.last();
        }
        scale
    }

    pub(super) fn title(&self, _: &Context<'_>) -> Vec<(Text, Tone)> {
        let title = format!("Timeline, {} to {}", self.scale.first, self.scale.last());
        let legend = LEGEND.map(|words| (words.into(), Tone::Faint));
        std::iter::once((Text::line(&title), Tone::Strong))
            .chain(legend)
            .collect()
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.scroll.travel(step, self.rows.len());
    }

    pub(super) fn allows(
        &self,
        act: TimelineAct,
        _: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            TimelineAct::Open if self.row().is_none() => Err("No agreement stands yet.".into()),
            TimelineAct::Open
            | TimelineAct::YearBefore
            | TimelineAct::YearAfter
            | TimelineAct::Wider
            | TimelineAct::Narrower
            | TimelineAct::ToToday => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: TimelineAct, context: &Context<'_>) -> Effect {
        match act {
            TimelineAct::Open => {
                let row = self.row();
                return row.map_or(Effect::None, |row| Effect::Jump(row.agreement.into()));
            }
            TimelineAct::YearBefore => self.move_to(self.year - 1),
            TimelineAct::YearAfter => self.move_to(self.year + 1),
            TimelineAct::Wider => self.widen(true),
            TimelineAct::Narrower => self.widen(false),
            TimelineAct::ToToday => self.move_to(context.today().year()),
        }
        Effect::None
    }

    /// A click puts the cursor on a row and a year; another one there opens the entry.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        let Pointer::Down(at) = pointer else {
            return Effect::None;
        };
        let places = Places::of(context.area);
        let year = places.year(at, self.scale);
        let row = places.row(at).map(|line| line + self.scroll.top);
        let row = row.filter(|place| *place < self.rows.len());
        if row == Some(self.scroll.selected) && year.is_none_or(|year| year == self.year) {
            return self.update(TimelineAct::Open, context);
        }
        self.scroll.selected = row.unwrap_or(self.scroll.selected);
        self.move_to(year.unwrap_or(self.year));
        Effect::None
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.scroll.selected)
    }

    fn select(&mut self, entry: Entry) {
        let found = self
            .rows
            .iter()
            .position(|row| entry == row.agreement.into());
        self.scroll.selected = found.unwrap_or(self.scroll.selected);
    }

    /// Years of four digits, since those are all that a date can have.
    fn move_to(&mut self, year: i32) {
        self.year = year.clamp(1000, 9999);
        self.first = Some(self.scale.first);
    }

    /// Another width of the years, around the one of the cursor.
    fn widen(&mut self, is_wider: bool) {
        let per_year = Scale::per_year_changed(self.scale.per_year, is_wider);
        let shown = i32::from(self.scale.cells / per_year.max(1));
        self.per_year = Some(per_year);
        self.first = Some((self.year - shown / 2).clamp(1000, 9999));
    }
}

impl Body for Timeline {
    fn place(&self) -> Place {
        Place::Timeline
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    /// To an agreement, or to the one that a review is of.
    fn go_to(&mut self, entry: Entry, register: &Register) {
        let entry = match register.get(entry) {
            Some(Record::Review(one)) => one.agreement.into(),
            Some(_) | None => entry,
        };
        self.select(entry);
        self.wanted = Some(entry);
    }
}
