//! What commands do to a list: whether each can be given here, and what it moves, opens or asks for.

use std::borrow::Cow;

use chrono::NaiveDate;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Browse;
use crate::domain::id::Entry;
use crate::tui::effect::{Context, Effect};
use crate::tui::keys::{Act, Command, General, Key, Step, Tab};
use crate::tui::pages;
use crate::tui::screens::panes::Focus;
use crate::tui::screens::{
    Choice, Row, chasing, confiding, deeds, deleting, filling, living, opening, reviewing, stepping,
};
use crate::tui::widgets::moved;

impl Browse {
    /// Whether a command can be given here and now, or the reason why not.
    pub(crate) fn enabled(
        &self,
        command: Command,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match command {
            Command::Move(_) => self.has_row(),
            Command::Screen(act) => self.allows(act, context),
            Command::App(General::Undo | General::Redo) => context.can_write(),
            Command::App(_) | Command::Dialog(_) | Command::Page(_) => Ok(()),
        }
    }

    fn allows(&self, act: Act, context: &Context<'_>) -> Result<(), Cow<'static, str>> {
        match act {
            Act::New => context.can_write(),
            Act::Sort if self.subject.about().sortings.len() < 2 => {
                Err("This list is always in the order of urgency.".into())
            }
            Act::Back | Act::Views | Act::Filter | Act::Narrow | Act::Sort => Ok(()),
            Act::Mark
            | Act::Delete
            | Act::Remind
            | Act::Chase
            | Act::Edit
            | Act::Like
            | Act::Note
            | Act::Publish
            | Act::Announce(_)
            | Act::Disagreement
            | Act::DisagreementStep(_)
            | Act::MoveOn
            | Act::Life(_)
            | Act::Meeting(_)
            | Act::Review
            | Act::Reviewing(_) => {
                self.has_row().and_then(|()| context.can_write())?;
                self.allows_here(act, context)
            }
            Act::Open
            | Act::Select
            | Act::History
            | Act::Copy
            | Act::Export
            | Act::Issue
            | Act::ToToday
            | Act::Agenda
            | Act::OpenOutside
            | Act::Sit => self.has_row().and_then(|()| self.allows_here(act, context)),
        }
    }

    /// Whether it can be done with what the cursor is on, or what is marked.
    fn allows_here(&self, act: Act, context: &Context<'_>) -> Result<(), Cow<'static, str>> {
        match act {
            Act::Copy => deeds::can_copy(&self.subjects()),
            Act::Mark => deeds::can_mark(context, &self.subjects()),
            Act::Remind => deeds::can_remind(context, &self.subjects()),
            Act::Chase => chasing::can_chase(context, &self.subjects()),
            Act::Export => deeds::can_export(&self.subjects()),
            Act::Issue => deeds::can_issue(context, &self.subjects()),
            Act::Edit => filling::can_change(&self.subjects()),
            Act::Like | Act::Note => filling::can_be_one(&self.subjects()),
            Act::Announce(_) => confiding::can_announce(&self.subjects()),
            Act::Disagreement | Act::DisagreementStep(_) => {
                confiding::can_disagree(context, &self.subjects())
            }
            Act::Meeting(step) => stepping::can_step(context, &self.subjects(), step),
            Act::MoveOn => living::can_move_on(&self.subjects()),
            Act::Life(step) => living::can_step(context, &self.subjects(), step),
            Act::Review => reviewing::can_review(context, &self.subjects()),
            Act::Reviewing(step) => reviewing::can_step(context, &self.subjects(), step),
            Act::Agenda => self.agenda(context).map(|_| ()),
            Act::Sit => pages::can_sit(self.current()),
            Act::OpenOutside => opening::can_open(context, self.current()),
            Act::Publish => deeds::can_publish(&self.subjects()),
            Act::ToToday => {
                let day = self.row().and_then(|row| self.subject.day(context, row));
                day.map_or(Err("This row has no date to go by.".into()), |_| Ok(()))
            }
            Act::Open
            | Act::Select
            | Act::History
            | Act::Delete
            | Act::New
            | Act::Views
            | Act::Back
            | Act::Filter
            | Act::Narrow
            | Act::Sort => Ok(()),
        }
    }

    /// The agenda of the meeting that the cursor is on, or of the item there.
    fn agenda(&self, context: &Context<'_>) -> Result<pages::Page, Cow<'static, str>> {
        let page = self
            .current()
            .and_then(|entry| pages::agenda(context, entry));
        page.ok_or_else(|| "Only a meeting has an agenda.".into())
    }

    fn has_row(&self) -> Result<(), Cow<'static, str>> {
        self.row()
            .map_or(Err("There is no row here.".into()), |_| Ok(()))
    }

    /// Moves in the list, or in the detail if the cursor is there.
    pub(crate) fn travel(&mut self, step: Step, context: &Context<'_>) {
        let panes = self.panes(context);
        let height = |pane: Option<Rect>| pane.map_or(1, |one| usize::from(one.height));
        match self.focus {
            Focus::List => {
                let page = height(panes.list).saturating_sub(2).max(1);
                self.move_to(moved(step, self.selected, self.rows().len(), page));
            }
            Focus::Detail => {
                self.sync(context);
                let page = height(panes.detail).saturating_sub(1).max(1);
                self.detail_line = moved(step, self.detail_line, self.detail.len(), page);
            }
        }
    }

    pub(crate) fn update(&mut self, act: Act, context: &Context<'_>) -> Effect {
        if self.is_in_detail() {
            self.sync(context);
        }
        if let Err(why) = self.allows(act, context) {
            return Effect::Refuse(why.into_owned());
        }
        match act {
            Act::Open => return self.open(),
            Act::Back => return self.back(context),
            Act::Filter => {
                self.is_typing = true;
                self.focus = Focus::List;
            }
            Act::Narrow => return deeds::ask_choice(self.subject, context, self.choice),
            Act::Sort => return deeds::ask_sorting(self.subject, self.sorting),
            Act::ToToday => self.seek_today(context),
            Act::Select => self.toggle(context),
            Act::Sit => return pages::sit(context, self.current()),
            Act::OpenOutside => {
                let entry = self.current();
                return entry.map_or(Effect::None, |entry| opening::open(context, entry));
            }
            Act::Views => return pages::view(context, self.subject.about().tab, self.current()),
            Act::Agenda => return self.agenda(context).map_or(Effect::None, pages::Page::ask),
            Act::Mark => return deeds::mark(context, &self.subjects()),
            Act::Publish => return deeds::publish(context, &self.subjects()),
            Act::Announce(deed) => return confiding::announce(context, &self.subjects(), deed),
            Act::Disagreement => return confiding::ask_disagreement(context, &self.subjects()),
            Act::DisagreementStep(deed) => {
                return confiding::disagree(context, &self.subjects(), deed);
            }
            Act::Meeting(step) => return stepping::step(context, &self.subjects(), step),
            Act::MoveOn => return living::ask(context, &self.subjects()),
            Act::Life(step) => return living::step(context, &self.subjects(), step),
            Act::Review => return reviewing::ask(context, &self.subjects()),
            Act::Reviewing(step) => return reviewing::step(context, &self.subjects(), step),
            Act::Remind => return deeds::remind(context, &self.subjects()),
            Act::Chase => return chasing::chase(context, &self.subjects()),
            Act::Delete => return deleting::delete(context, &self.entries()),
            Act::Export => return deeds::export(context, &self.subjects()),
            Act::Issue => return deeds::issue(context, &self.subjects()),
            Act::Copy => return self.copy(context),
            Act::New => {
                let at = self.subjects().first().map(|row| row.entry);
                let is_inside = self.focus == Focus::Detail;
                return filling::make(context, self.subject.about().tab, at, is_inside);
            }
            Act::Edit => return filling::change(context, &self.subjects()),
            Act::Like => return filling::like(context, &self.subjects()),
            Act::Note => return filling::note(context, &self.subjects()),
            Act::History => return self.current().map_or(Effect::None, Effect::History),
        }
        Effect::None
    }

    /// A key while the filter is typed. False if it is for somebody else.
    pub(crate) fn press_filter(&mut self, key: Key) -> bool {
        if !matches!(key.code, KeyCode::Enter | KeyCode::Esc) {
            return self.filter.press(key);
        }
        self.is_typing = false;
        if key.code == KeyCode::Esc {
            self.clear_filter();
        }
        true
    }

    pub(crate) fn paste(&mut self, text: &str) {
        if self.is_typing {
            self.filter.paste(text);
        }
    }

    pub(crate) fn narrow(&mut self, choice: Choice) {
        self.choice = choice;
    }

    pub(crate) fn sort(&mut self, sorting: usize) {
        self.sorting = sorting;
    }

    pub(crate) fn unmark(&mut self) {
        self.marked.clear();
    }

    /// Selects an entry, showing all rows if it is not among those shown. False if it is in no list.
    pub(crate) fn go_to(&mut self, entry: Entry, context: &Context<'_>) -> bool {
        self.focus = Focus::List;
        self.is_typing = false;
        self.sync_rows(context);
        if self.select(entry) {
            return true;
        }
        self.clear_filter();
        self.choice = Choice::All;
        self.sync_rows(context);
        self.select(entry)
    }

    /// Selects the row at a place of the list, counted in lines from its top. True if it was selected already.
    pub(crate) fn click(&mut self, line: usize) -> bool {
        use crate::tui::screens::panes::At;
        self.focus = Focus::List;
        match self.lines.at(self.top + line) {
            Some(At::Row(row)) => {
                let was = self.selected;
                self.move_to(row);
                was == row
            }
            Some(At::Heading(_) | At::Blank) | None => false,
        }
    }

    fn select(&mut self, entry: Entry) -> bool {
        let found = self.rows().iter().position(|row| row.entry == entry);
        if let Some(row) = found {
            self.move_to(row);
        }
        found.is_some()
    }

    fn move_to(&mut self, row: usize) {
        self.selected = row.min(self.rows().len().saturating_sub(1));
        self.wanted = self.row().map(Row::key);
    }

    fn open(&mut self) -> Effect {
        match self.focus {
            Focus::List if self.subject.about().tab == Tab::Today => self
                .row()
                .map_or(Effect::None, |row| Effect::Jump(row.entry)),
            Focus::List => {
                self.enter_detail();
                self.detail_line = 0;
                Effect::None
            }
            Focus::Detail => {
                let line = self.detail.get(self.detail_line);
                let target = line.and_then(|line| line.target);
                target.map_or(Effect::None, Effect::Jump)
            }
        }
    }

    /// One step back: from the detail, then out of the filter, then off the marks, then to all rows, then to now.
    fn back(&mut self, context: &Context<'_>) -> Effect {
        let first = self.subject.about().choices.first().copied();
        let first = first.unwrap_or(Choice::All);
        if self.focus == Focus::Detail {
            self.focus = Focus::List;
        } else if self.is_filtered() {
            self.clear_filter();
        } else if !self.marked.is_empty() {
            self.marked.clear();
        } else if self.choice != first {
            self.choice = first;
        } else if context.is_past() {
            return Effect::ToNow;
        }
        Effect::None
    }

    fn clear_filter(&mut self) {
        self.filter.clear();
    }

    fn toggle(&mut self, context: &Context<'_>) {
        let Some(entry) = self.row().map(|row| row.entry) else {
            return;
        };
        if !self.marked.remove(&entry) {
            self.marked.insert(entry);
        }
        self.travel(Step::Down, context);
    }

    /// Goes to the row whose day is the nearest that has not passed, else to the latest.
    fn seek_today(&mut self, context: &Context<'_>) {
        let today = context.today();
        let days = self.rows().iter().enumerate();
        let days = days.filter_map(|(place, row)| Some((place, self.subject.day(context, row)?)));
        let nearest = days.min_by_key(|(_, day)| distance(*day, today));
        if let Some((row, _)) = nearest {
            self.move_to(row);
        }
    }
}

/// What is to come before what has passed, the nearer first.
fn distance(day: NaiveDate, today: NaiveDate) -> (bool, i64) {
    let days = (day - today).num_days();
    (days < 0, days.abs())
}
