//! Which entry a row speaks of: by its key, or by what tells it from others where a file has none.

use std::collections::{HashMap, HashSet};

use super::intake::{Incoming, Intake};
use super::kind::SheetKind;
use super::sheet::{Cells, Line, Sheet};
use super::{actions, agreements, entries, meetings};
use crate::domain::find::fold;
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;
use crate::domain::origin::Origin;
use crate::domain::register::Register;

impl Intake<'_> {
    pub(super) fn natural_of(&self, register: &Register) -> HashMap<Vec<String>, Vec<u32>> {
        match self.kind {
            SheetKind::Agreements => agreements::natural_of(register),
            SheetKind::Of(kind) => entries::natural_of(register, kind),
            SheetKind::Organisations
            | SheetKind::Successors
            | SheetKind::Meetings
            | SheetKind::Items
            | SheetKind::Actions
            | SheetKind::Commitments => HashMap::new(),
        }
    }

    /// Parts the origins into those that rows of the sheet have, and those that are free for a row of another key.
    pub(super) fn claim(&mut self, sheet: &Sheet) {
        let keys: HashSet<String> = sheet
            .lines
            .iter()
            .map(|line| self.key(&line.cells))
            .collect();
        let base = self.base();
        for (key, id) in &self.known {
            let origin = base.origins.get(*id);
            let Some(about) = origin.map(|origin| origin.about) else {
                continue;
            };
            if keys.contains(key) {
                self.claimed.insert(about);
            } else {
                self.loose.insert(about, *id);
            }
        }
    }

    pub(super) fn incoming(&self, sheet: &Sheet, line: &Line, key: &str) -> Incoming {
        let keyed = self.known.get(key).copied();
        let mut known = None;
        let live = |id: &Id<Origin>| {
            let origin = self.register().origins.get(*id)?;
            self.register()
                .get(origin.about)
                .is_some()
                .then_some(origin)
        };
        let origin = keyed.as_ref().and_then(live).or_else(|| {
            known = self.recognised(&line.cells);
            let loose = known.and_then(|entry| self.loose.get(&entry));
            loose.and_then(live)
        });
        let before = origin.map(|origin| {
            let cells = Cells {
                given: origin.given.clone(),
                source: origin.source.clone(),
            };
            (origin.about, cells)
        });
        Incoming {
            line: line.number,
            cells: self.completed(sheet, &line.cells, before.as_ref().map(|(_, cells)| cells)),
            origin: origin.map(|origin| origin.id).or(keyed),
            before,
            known,
        }
    }

    /// The entry that a row must mean, by what tells it from others.
    fn recognised(&self, cells: &Cells) -> Option<Entry> {
        match self.kind {
            SheetKind::Organisations => {
                let id = self.called::<Organisation>(cells.get("name"))?;
                Some(id.into())
            }
            SheetKind::Agreements => agreements::recognised(self, cells),
            SheetKind::Meetings => meetings::recognised(self, cells),
            SheetKind::Actions => actions::recognised(self, cells),
            SheetKind::Of(kind) => entries::recognised(self, kind, cells),
            SheetKind::Successors | SheetKind::Items | SheetKind::Commitments => None,
        }
    }

    /// The row with what the file said last time in columns that it does not have now: it does not speak of them.
    fn completed(&self, sheet: &Sheet, cells: &Cells, before: Option<&Cells>) -> Cells {
        let mut cells = cells.clone();
        let Some(before) = before else {
            return cells;
        };
        let mapping = sheet.mapping();
        let keys = match self.kind {
            SheetKind::Agreements | SheetKind::Meetings => self.kind.telling(),
            SheetKind::Organisations
            | SheetKind::Successors
            | SheetKind::Items
            | SheetKind::Actions
            | SheetKind::Commitments
            | SheetKind::Of(_) => &[],
        };
        for cell in &before.given {
            let is_absent = mapping.column_of(&cell.column).is_none();
            let is_key = keys.contains(&cell.column.as_str());
            if cells.get(&cell.column).is_empty() && (is_absent || is_key) {
                cells.insert(self.kind, cell.clone());
            }
        }
        if mapping.column_of("source").is_none() {
            cells.source.clone_from(&before.source);
        }
        cells
    }

    /// What tells a row from the others of its kind of file.
    pub(super) fn key(&self, cells: &Cells) -> String {
        let texts = |names: &[&str]| {
            let texts: Vec<&str> = names.iter().map(|column| cells.get(column)).collect();
            texts.join(" | ")
        };
        let key = match self.kind {
            SheetKind::Of(kind) => return entries::key(kind, cells),
            SheetKind::Organisations
            | SheetKind::Successors
            | SheetKind::Agreements
            | SheetKind::Meetings
            | SheetKind::Items
            | SheetKind::Actions
            | SheetKind::Commitments => texts(self.kind.telling()),
        };
        let forum = cells.get("forum");
        if self.kind == SheetKind::Actions && !forum.is_empty() {
            return format!("{} | {key}", fold(forum));
        }
        if !key.is_empty() {
            return key;
        }
        match self.kind {
            SheetKind::Agreements => agreements::natural_key(cells, self.today),
            SheetKind::Meetings => meetings::natural_key(cells, self.today),
            SheetKind::Organisations
            | SheetKind::Successors
            | SheetKind::Items
            | SheetKind::Actions
            | SheetKind::Commitments
            | SheetKind::Of(_) => key,
        }
    }
}
