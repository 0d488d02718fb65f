//! What commands act on: the entry on the cursor's line of the detail, the marked rows, or the selected one.

use super::Browse;
use crate::domain::id::Entry;
use crate::tui::effect::{Context, Effect};
use crate::tui::screens::panes::Focus;
use crate::tui::screens::{Row, deeds};

impl Browse {
    /// What commands act on: in the detail the entry that the cursor's line shows, else the marked rows, else the
    /// selected one.
    pub(crate) fn subjects(&self) -> Vec<Row> {
        if let Some(entry) = self.shown_entry() {
            return vec![Row { entry, line: None }];
        }
        if self.marked.is_empty() {
            return self.row().copied().into_iter().collect();
        }
        let marked = |row: &&Row| self.marked.contains(&row.entry);
        self.rows().iter().filter(marked).copied().collect()
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        self.subjects().iter().map(|row| row.entry).collect()
    }

    /// The entry of the line of the detail that the cursor is on.
    pub(super) fn shown_entry(&self) -> Option<Entry> {
        match self.focus {
            Focus::List => None,
            Focus::Detail => self.detail.get(self.detail_line)?.entry,
        }
    }

    /// The one entry that the cursor is on, whatever is marked.
    pub(super) fn current(&self) -> Option<Entry> {
        let row = self.row().map(|row| row.entry);
        self.shown_entry().or(row)
    }

    pub(crate) fn is_in_detail(&self) -> bool {
        self.focus == Focus::Detail
    }

    /// An entry in the detail is copied as the row that it has here, if it has one.
    pub(super) fn copy(&self, context: &Context<'_>) -> Effect {
        let Some(entry) = self.shown_entry() else {
            return deeds::copy(self.subject, context, &self.subjects());
        };
        let row = self.base.iter().find(|row| row.entry == entry);
        match row {
            Some(row) => deeds::copy(self.subject, context, &[*row]),
            None => deeds::copy_title(context, entry),
        }
    }

    /// Puts the cursor on a line of the detail, counted from its top. True if it was there already.
    pub(crate) fn click_detail(&mut self, line: usize) -> bool {
        let line = self.detail_top + line;
        if line >= self.detail.len() {
            return false;
        }
        let was = (self.focus, self.detail_line);
        self.enter_detail();
        self.detail_line = line;
        was == (Focus::Detail, line)
    }

    /// From now on it is this row that is followed, not one that was here before it.
    pub(super) fn enter_detail(&mut self) {
        self.focus = Focus::Detail;
        self.wanted = self.row().map(Row::key);
    }
}
