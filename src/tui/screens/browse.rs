//! A list with a detail: the one mechanism of all five tabs. What differs is in their `Subject`.
//!
//! Here: what is selected, filtered, sorted and marked. What commands do to it is in `commands`, on which entries they
//! act in `subjects`; `draw` shows it.

mod commands;
mod subjects;

use std::collections::BTreeSet;

use super::detail::{self, DetailLine, Writer};
use super::panes::{Focus, Heading, Lines, Panes, panes};
use super::{Choice, Row, RowKey, Sorting, Subject, deeds, subject};
use crate::domain::find::Query;
use crate::domain::id::Entry;
use crate::tui::effect::Context;
use crate::tui::keys::{Act, Command, Tab};
use crate::tui::outlook::Stamp;
use crate::tui::widgets::{Typing, kept_in_view};

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

    /// What the footer names where it is possible, most wanted first: in the detail and in the past the way back, and
    /// Enter in the detail only on a line that leads somewhere.
    pub(crate) fn hints(&self, context: &Context<'_>) -> Vec<Act> {
        let usual = self.subject.about().footer.iter().copied();
        match self.focus {
            Focus::List => {
                let way_back = context.is_past().then_some(Act::Back);
                way_back.into_iter().chain(usual).collect()
            }
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
