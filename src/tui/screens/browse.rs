//! A list with a detail: the one mechanism of all five tabs. What differs is in their `Subject`.
//!
//! Here: what is selected, filtered, sorted and marked, and what commands do to it. `subjects` says on which entries
//! they act; `draw` shows it.

mod subjects;

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::detail::{self, DetailLine, Writer};
use super::panes::{Focus, Heading, Lines, Panes, panes};
use super::{
    Choice, Row, RowKey, Sorting, Subject, chasing, deeds, deleting, filling, stepping, subject,
};
use crate::domain::find::Query;
use crate::domain::id::Entry;
use crate::tui::effect::{Context, Effect};
use crate::tui::keys::{Act, Command, General, Key, Step, Tab};
use crate::tui::outlook::Stamp;
use crate::tui::pages;
use crate::tui::widgets::{Typing, kept_in_view, moved};

#[derive(Debug)]
pub(crate) struct Browse {
    pub(super) subject: &'static dyn Subject,
    /// The rows of the choice, in order.
    base: Vec<Row>,
    /// Those of them that the filter finds; none where there is no filter.
    found: Option<Vec<Row>>,
    pub(super) lines: Lines,
    made: Option<Made>,
    sought: String,
    /// The selected row's place, and what it is known by: it may be gone and come back.
    pub(super) selected: usize,
    wanted: Option<RowKey>,
    /// The first line of the list in view.
    pub(super) top: usize,
    pub(super) marked: BTreeSet<Entry>,
    pub(super) filter: Typing,
    pub(super) is_typing: bool,
    pub(super) choice: Choice,
    pub(super) sorting: usize,
    pub(super) focus: Focus,
    pub(super) detail: Vec<DetailLine>,
    shown: Option<(Stamp, RowKey, u16)>,
    /// The line of the detail that the cursor is on, and the first one in view.
    pub(super) detail_line: usize,
    pub(super) detail_top: usize,
}

/// What `base` was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Made {
    stamp: Stamp,
    choice: Choice,
    sorting: usize,
}

impl Browse {
    pub(crate) fn new(tab: Tab) -> Self {
        let subject = subject(tab);
        Self {
            subject,
            base: Vec::new(),
            found: None,
            lines: Lines::default(),
            made: None,
            sought: String::new(),
            selected: 0,
            wanted: None,
            top: 0,
            marked: BTreeSet::new(),
            filter: Typing::default(),
            is_typing: false,
            choice: subject
                .about()
                .choices
                .first()
                .copied()
                .unwrap_or(Choice::All),
            sorting: 0,
            focus: Focus::List,
            detail: Vec::new(),
            shown: None,
            detail_line: 0,
            detail_top: 0,
        }
    }

    /// The rows as they are listed.
    pub(crate) fn rows(&self) -> &[Row] {
        self.found.as_deref().unwrap_or(&self.base)
    }

    pub(crate) fn row(&self) -> Option<&Row> {
        self.rows().get(self.selected)
    }

    /// How many rows there would be without the filter.
    pub(crate) fn unfiltered(&self) -> usize {
        self.base.len()
    }

    pub(crate) fn is_filtered(&self) -> bool {
        !self.filter.text().trim().is_empty()
    }

    pub(crate) fn is_typing(&self) -> bool {
        self.is_typing
    }

    pub(crate) fn panes(&self, context: &Context<'_>) -> Panes {
        panes(context.area, self.focus, self.subject.is_list_first())
    }

    /// The name of a command here, where it differs from tab to tab.
    pub(crate) fn name(
        &self,
        command: Command,
        usual: &'static str,
        context: &Context<'_>,
    ) -> &'static str {
        match (command, self.current()) {
            (Command::Screen(Act::Mark), Some(entry)) => deeds::mark_name(context, entry),
            (Command::Screen(Act::Open), _)
                if self.subject.about().tab == Tab::Today || self.focus == Focus::Detail =>
            {
                "Go to"
            }
            _ => usual,
        }
    }

    /// What the footer names where it is possible, most wanted first: in the detail the way back, and Enter only
    /// on a line that leads somewhere.
    pub(crate) fn hints(&self) -> Vec<Act> {
        let usual = self.subject.about().footer.iter().copied();
        match self.focus {
            Focus::List => usual.collect(),
            Focus::Detail => {
                let line = self.detail.get(self.detail_line);
                let leads = line.is_some_and(|line| line.target.is_some());
                let here = usual.filter(|act| *act != Act::Open || leads);
                std::iter::once(Act::Back).chain(here).collect()
            }
        }
    }
}

/// Keeping up with the register, the filter and the terminal.
impl Browse {
    /// Makes the rows again if something they depend on has changed; the selection follows its entry.
    pub(crate) fn sync_rows(&mut self, context: &Context<'_>) {
        let made = Made {
            stamp: Stamp::of(context.session),
            choice: self.choice,
            sorting: self.sorting,
        };
        let is_stale = self.made != Some(made);
        if is_stale {
            self.base = self.collect(context);
            self.made = Some(made);
        }
        if is_stale || self.sought != self.filter.text() {
            self.search(context, is_stale);
            self.lines = self.divide();
            self.follow();
            let entries: BTreeSet<Entry> = if self.marked.is_empty() {
                BTreeSet::new()
            } else {
                self.rows().iter().map(|row| row.entry).collect()
            };
            self.marked.retain(|entry| entries.contains(entry));
        }
    }

    /// Brings rows, scrolling and detail up to date for a draw.
    pub(crate) fn sync(&mut self, context: &Context<'_>) {
        self.sync_rows(context);
        let panes = self.panes(context);
        if let Some(list) = panes.list {
            let height = usize::from(list.height.saturating_sub(self.title_lines()));
            self.top = self.scrolled(height);
        }
        if let Some(area) = panes.detail {
            self.sync_detail(context, area.width);
            self.detail_line = self.detail_line.min(self.detail.len().saturating_sub(1));
            let height = usize::from(area.height);
            self.detail_top = kept_in_view(
                self.detail_top,
                self.detail_line..self.detail_line + 1,
                height,
                self.detail.len(),
            );
        }
    }

    /// Lines of the list before the first row.
    pub(crate) fn titles(&self) -> usize {
        usize::from(self.title_lines())
    }

    /// Lines that the titles of the columns take.
    pub(super) fn title_lines(&self) -> u16 {
        u16::from(!self.lines.has_headings())
    }

    fn collect(&self, context: &Context<'_>) -> Vec<Row> {
        let mut rows = self.subject.rows(context);
        rows.retain(|row| self.admits(context, row));
        if let Some(sorting) = self.sorting() {
            rows.sort_by(|a, b| (sorting.compare)(context, a, b));
        }
        rows
    }

    pub(super) fn sorting(&self) -> Option<&'static Sorting> {
        self.subject.about().sortings.get(self.sorting)
    }

    fn admits(&self, context: &Context<'_>, row: &Row) -> bool {
        match self.choice {
            Choice::All => true,
            Choice::Overdue => row.line.is_some_and(|line| line.is_overdue),
            Choice::Within(days) => row
                .line
                .and_then(|line| line.days(context.today()))
                .is_some_and(|left| left <= i64::from(days)),
            Choice::Open
            | Choice::NoDate
            | Choice::Done
            | Choice::Organisation(_)
            | Choice::SinceLast
            | Choice::Forums
            | Choice::Bodies => self.subject.admits(context, row, self.choice),
        }
    }

    /// Filters; only among what was found before, if more has been typed.
    fn search(&mut self, context: &Context<'_>, is_stale: bool) {
        let text = self.filter.text().to_owned();
        if text.trim().is_empty() {
            self.found = None;
        } else {
            // "&" finds "and", and what is typed after it may not.
            let narrows = !is_stale && !self.sought.contains('&') && text.starts_with(&self.sought);
            let among = if narrows { self.rows() } else { &self.base };
            self.found = Some(self.matching(context, among, &Query::new(&text)));
        }
        self.sought = text;
    }

    fn matching(&self, context: &Context<'_>, among: &[Row], query: &Query) -> Vec<Row> {
        let mut words = String::new();
        let found = among.iter().filter(|row| {
            words.clear();
            self.subject.words(context, row, &mut words);
            query.matches(&[&words])
        });
        found.copied().collect()
    }

    fn divide(&self) -> Lines {
        let mut headings: Vec<Heading> = Vec::new();
        for (place, row) in self.rows().iter().enumerate() {
            let Some((title, tone)) = self.subject.section(row) else {
                continue;
            };
            match headings.last_mut() {
                Some(last) if last.title == title => last.count += 1,
                Some(_) | None => headings.push(Heading {
                    before: place,
                    count: 1,
                    title,
                    tone,
                }),
            }
        }
        Lines::new(self.rows().len(), headings)
    }

    fn follow(&mut self) {
        let found = self
            .wanted
            .and_then(|wanted| self.rows().iter().position(|row| row.key() == wanted));
        let last = self.rows().len().saturating_sub(1);
        self.selected = found.unwrap_or(self.selected.min(last));
        if found.is_none() && self.wanted.is_some() {
            // Nobody is left in the detail of an entry that they did not open.
            self.focus = Focus::List;
        }
        if self.wanted.is_none() {
            self.wanted = self.row().map(Row::key);
        }
    }

    fn scrolled(&self, height: usize) -> usize {
        let line = self.lines.of_row(self.selected);
        let from = self.lines.first_of_row(self.selected);
        kept_in_view(self.top, from..line + 1, height, self.lines.len())
    }

    fn sync_detail(&mut self, context: &Context<'_>, width: u16) {
        let Some(row) = self.row().copied() else {
            self.detail.clear();
            self.shown = None;
            return;
        };
        let shown = Some((Stamp::of(context.session), row.key(), width));
        if self.shown == shown {
            return;
        }
        let is_same = self.shown.is_some_and(|(_, key, _)| key == row.key());
        if !is_same {
            self.detail_line = 0;
        }
        let mut writer = Writer::new(context.register(), width);
        detail::write(context, &row, &mut writer);
        self.detail = writer.finish();
        self.shown = shown;
    }
}

/// Commands.
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
            Act::Open | Act::Select | Act::History => self.has_row(),
            Act::Copy => {
                self.has_row()?;
                deeds::can_copy(&self.subjects())
            }
            Act::Mark => {
                self.has_row().and_then(|()| context.can_write())?;
                deeds::can_mark(context, &self.subjects())
            }
            Act::Delete => self.has_row().and_then(|()| context.can_write()),
            Act::Remind => {
                self.has_row().and_then(|()| context.can_write())?;
                deeds::can_remind(context, &self.subjects())
            }
            Act::Chase => {
                self.has_row().and_then(|()| context.can_write())?;
                chasing::can_chase(context, &self.subjects())
            }
            Act::Export => {
                self.has_row()?;
                deeds::can_export(context, self.subject.about().tab, &self.subjects())
            }
            Act::Issue => {
                self.has_row()?;
                deeds::can_issue(context, &self.subjects())
            }
            Act::New => context.can_write(),
            Act::Edit => {
                self.has_row().and_then(|()| context.can_write())?;
                filling::can_change(&self.subjects())
            }
            Act::Like | Act::Note => {
                self.has_row().and_then(|()| context.can_write())?;
                filling::can_be_one(&self.subjects())
            }
            Act::Sort if self.subject.about().sortings.len() < 2 => {
                Err("This list is always in the order of urgency.".into())
            }
            Act::ToToday => {
                self.has_row()?;
                let day = self.row().and_then(|row| self.subject.day(context, row));
                day.map_or(Err("This row has no date to go by.".into()), |_| Ok(()))
            }
            Act::Meeting(step) => {
                self.has_row().and_then(|()| context.can_write())?;
                stepping::can_step(context, &self.subjects(), step)
            }
            Act::Views => pages::can_view(self.subject.about().tab),
            Act::Agenda => {
                self.has_row()?;
                self.agenda(context).map(|_| ())
            }
            Act::Sit => {
                self.has_row()?;
                pages::can_sit(self.current())
            }
            Act::Back | Act::Filter | Act::Narrow | Act::Sort => Ok(()),
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
            Act::Back => self.back(),
            Act::Filter => {
                self.is_typing = true;
                self.focus = Focus::List;
            }
            Act::Narrow => return deeds::ask_choice(self.subject, context, self.choice),
            Act::Sort => return deeds::ask_sorting(self.subject, self.sorting),
            Act::ToToday => self.seek_today(context),
            Act::Select => self.toggle(context),
            Act::Sit => return pages::sit(context, self.current()),
            Act::Views => return pages::view(context, self.subject.about().tab, self.current()),
            Act::Agenda => return self.agenda(context).map_or(Effect::None, pages::Page::ask),
            Act::Mark => return deeds::mark(context, &self.subjects()),
            Act::Meeting(step) => return stepping::step(context, &self.subjects(), step),
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
        use super::panes::At;
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

    /// One step back: from the detail, then out of the filter, then off the marks.
    fn back(&mut self) {
        if self.focus == Focus::Detail {
            self.focus = Focus::List;
        } else if self.is_filtered() {
            self.clear_filter();
        } else if !self.marked.is_empty() {
            self.marked.clear();
        } else {
            self.choice = self
                .subject
                .about()
                .choices
                .first()
                .copied()
                .unwrap_or(Choice::All);
        }
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
