//! What every kind of sheet shares: rows known again by their origins, records brought up to date field by field,
//! bodies made on first mention, and the tally.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::kind::SheetKind;
use super::names::Names;
use super::sheet::{Cells, Sheet};
use super::{Fate, Kept, Rejected, Remark, Report, TakenRow, asked};
use crate::domain::change::{Change, Draft, merge};
use crate::domain::field::Value;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;
use crate::domain::origin::Origin;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Record, Register, Row};
use crate::domain::words::Word;

/// The forum that the files mean where they name none.
pub(super) const CHIEF_EXECUTIVES: &str =
    "Chief Executives Health and Social Care Regulatory Forum";

/// The work of one import.
pub(super) struct Intake<'a> {
    pub(super) today: NaiveDate,
    pub(super) kind: SheetKind,
    draft: Draft<'a>,
    names: Names,
    /// Entries by what tells them where a file has no key.
    pub(super) natural: HashMap<Vec<String>, Vec<u32>>,
    /// The origins of this kind of file, by key.
    pub(super) known: HashMap<String, Id<Origin>>,
    /// Those whose key is in no row of the sheet, by their entry.
    pub(super) loose: HashMap<Entry, Id<Origin>>,
    /// Entries that rows of the sheet speak of already.
    pub(super) claimed: HashSet<Entry>,
    /// By line.
    fates: BTreeMap<u64, (Fate, Entry)>,
    /// Rises with every record that is put or taken out.
    writes: usize,
    kept: Vec<Kept>,
    rejected: Vec<Rejected>,
    remarks: Vec<Remark>,
}

/// A row with what is known of it.
pub(super) struct Incoming {
    pub(super) line: u64,
    pub(super) cells: Cells,
    /// Of which record it spoke, and what it said last time.
    pub(super) before: Option<(Entry, Cells)>,
    /// The record that it must mean, though no file has spoken of it.
    pub(super) known: Option<Entry>,
    /// Where it is written what it said.
    pub(super) origin: Option<Id<Origin>>,
}

/// What a row says of its record.
pub(super) struct Told<T> {
    /// The record of a row that says nothing.
    pub(super) blank: T,
    /// As it was given last time.
    pub(super) was: Option<T>,
    pub(super) now: T,
}

impl Incoming {
    /// A cell that may not be empty.
    pub(super) fn need(&self, column: &'static str) -> Result<&str, Refusal> {
        match self.cells.get(column) {
            "" => Err(Refusal::invalid(
                column,
                format!("The column {column} is empty."),
            )),
            text => Ok(text),
        }
    }

    /// The record that it speaks of, if it is there.
    pub(super) fn entry(&self) -> Option<Entry> {
        let before = self.before.as_ref().map(|(about, _)| *about);
        before.or(self.known)
    }

    /// The number of the record that it speaks of.
    pub(super) fn id<T: Row>(&self) -> Option<Id<T>> {
        self.entry().and_then(Entry::id)
    }

    /// What a column said last time; nothing for a new row.
    pub(super) fn was(&self, column: &str) -> &str {
        self.before
            .as_ref()
            .map_or("", |(_, cells)| cells.get(column))
    }

    /// True for a new row too, unless the cell is empty.
    pub(super) fn is_changed(&self, column: &str) -> bool {
        self.was(column) != self.cells.get(column)
    }

    /// Reads the record out of the cells of today and of last time. Refuses what cannot be read, or breaks a rule.
    pub(super) fn told<T: Row>(
        &self,
        blank: T,
        read: impl Fn(&Cells) -> Result<T, Refusal>,
    ) -> Result<Told<T>, Refusal> {
        let now = read(&self.cells)?;
        now.check()?;
        let before = self.before.as_ref();
        let was = before.and_then(|(_, cells)| read(cells).ok());
        Ok(Told { blank, was, now })
    }
}

impl<'a> Intake<'a> {
    pub(super) fn new(register: &'a Register, sheet: &Sheet, today: NaiveDate) -> Self {
        let kind = sheet.kind();
        let ours = register.origins.iter();
        let ours = ours.filter(|one| one.file == kind.word());
        let mut intake = Self {
            today,
            kind,
            draft: Draft::new(register),
            names: Names::new(register),
            natural: HashMap::new(),
            known: ours.map(|one| (one.key.clone(), one.id)).collect(),
            loose: HashMap::new(),
            claimed: HashSet::new(),
            fates: BTreeMap::new(),
            writes: 0,
            kept: Vec::new(),
            rejected: sheet.ragged.clone(),
            remarks: sheet.remarks.clone(),
        };
        intake.natural = intake.natural_of(register);
        intake.claim(sheet);
        intake
    }

    /// The register with all that has been brought in so far.
    pub(super) fn register(&self) -> &Register {
        self.draft.register()
    }

    /// Takes every row by itself. A row that is refused must have left nothing behind.
    pub(super) fn each(
        &mut self,
        sheet: &Sheet,
        mut take: impl FnMut(&mut Self, &Incoming) -> Result<Entry, Refusal>,
    ) {
        let asks = sheet.asks();
        let asks = match self.kind {
            SheetKind::Of(_) => &[][..],
            SheetKind::Organisations
            | SheetKind::Successors
            | SheetKind::Agreements
            | SheetKind::Meetings
            | SheetKind::Items
            | SheetKind::Actions
            | SheetKind::Commitments => &asks,
        };
        let mut first = HashMap::new();
        for line in &sheet.lines {
            let key = self.key(&line.cells);
            let earlier = *first.entry(key.clone()).or_insert(line.number);
            let row = self.incoming(sheet, line, &key);
            let writes = self.writes;
            let taken = if earlier == line.number {
                asked::check(self, &row, asks).and_then(|()| take(self, &row))
            } else {
                let place = sheet.place(earlier).replace("Line", "line");
                Err(Refusal::state(format!(
                    "The same row stands in {place} already."
                )))
            };
            match taken {
                Ok(about) => {
                    self.claimed.insert(about);
                    asked::take(self, &row, about, asks);
                    let is_touched = self.writes > writes;
                    let cells = self.without_late(&row);
                    self.remember(&row, &key, about, cells);
                    // Where an entry came from is no news of an entry that was typed by hand.
                    let is_changed = is_touched || (row.before.is_some() && self.writes > writes);
                    let fate = self.fate(&row, is_changed);
                    self.fates.insert(line.number, (fate, about));
                }
                Err(refusal) => self.rejected.push(sheet.rejected(line.number, &refusal)),
            }
        }
    }

    /// Takes the rows that went in once more, for the column that may name a later one. Where that cannot be made
    /// sense of, the row counts as one without it, so that the next import tries again.
    pub(super) fn each_late(
        &mut self,
        sheet: &Sheet,
        mut take: impl FnMut(&mut Self, &Incoming) -> Result<(), Refusal>,
    ) {
        let Some(column) = self.kind.late() else {
            return;
        };
        for line in &sheet.lines {
            let Some((fate, about)) = self.fates.get(&line.number).copied() else {
                continue;
            };
            let key = self.key(&line.cells);
            let row = self.incoming(sheet, line, &key);
            let Some((_, before)) = &row.before else {
                continue;
            };
            let writes = self.writes;
            match take(self, &row) {
                Ok(()) => {
                    let cells = before.with_column_of(self.kind, column, &row.cells);
                    self.remember(&row, &key, about, cells);
                }
                Err(refusal) => self.remark(line.number, refusal.to_string()),
            }
            if fate == Fate::Unchanged && self.writes > writes {
                self.fates.insert(line.number, (Fate::Changed, about));
            }
        }
    }

    /// Puts a new record, or brings the one there is up to date where nobody else has.
    pub(super) fn put<T: Row>(&mut self, line: u64, told: Told<T>) {
        let Told { blank, was, now } = told;
        let Some(current) = T::table(self.register()).get(now.id()).cloned() else {
            self.write(now);
            return;
        };
        if current == now {
            return;
        }
        let before = was.as_ref().unwrap_or(&blank);
        let (merged, clashes) = merge(before, &now, &current);
        let merged = match merged.check() {
            Ok(()) => merged,
            Err(refusal) => {
                self.remark(line, format!("Nothing of it was changed. {refusal}"));
                return;
            }
        };
        self.keep(line, &blank, &now, &merged, &clashes);
        if merged != current {
            self.write(merged);
        }
    }

    pub(super) fn write<T: Row>(&mut self, row: T) {
        let entry = row.id().into();
        self.writes += 1;
        self.forget(entry);
        self.draft.put(row);
        self.learn(entry);
    }

    pub(super) fn remove<T: Row>(&mut self, row: &T) {
        self.writes += 1;
        self.forget(row.id().into());
        self.draft.remove(row);
    }

    /// Does what a form made of the register as it is so far.
    pub(super) fn apply(&mut self, change: &Change) {
        self.writes += change.edits.len();
        for edit in &change.edits {
            self.forget(edit.entry());
        }
        self.draft.apply(change);
        for edit in &change.edits {
            self.learn(edit.entry());
        }
    }

    /// The kind of entry that the rows are.
    pub(super) fn subject(&self) -> Kind {
        self.kind.subject()
    }

    /// The register as it was before the import.
    pub(super) fn base(&self) -> &'a Register {
        self.draft.base()
    }

    /// True for an entry that was there before the import.
    pub(super) fn was_there(&self, entry: Entry) -> bool {
        self.draft.base().get(entry).is_some()
    }

    /// True for an entry of which no other row of the sheet speaks.
    pub(super) fn is_free(&self, entry: Entry) -> bool {
        !self.claimed.contains(&entry)
    }

    /// The entry of a kind that goes by a name exactly, or is named by its kind and number.
    pub(super) fn called<T: Row>(&self, name: &str) -> Option<Id<T>> {
        let called = self.names.called(T::KIND, name).and_then(Id::new);
        called.or_else(|| {
            let entry = name.parse::<Entry>().ok()?;
            let is_there = entry.kind == T::KIND && self.register().get(entry).is_some();
            is_there.then(|| entry.id()).flatten()
        })
    }

    /// The entry of a kind that goes by a key.
    pub(super) fn by_reference<T: Row>(&self, key: &str) -> Option<Id<T>> {
        self.names.by_reference(T::KIND, key).and_then(Id::new)
    }

    /// The organisation of this name, made if there is none.
    pub(super) fn organisation(&mut self, name: &str) -> Id<Organisation> {
        if let Some(id) = self.called(name) {
            return id;
        }
        let id = self.register().organisations.next_id();
        self.write(Organisation::new(id, name));
        id
    }

    /// The forum of this name, made if there is none.
    pub(super) fn forum(&mut self, name: &str) -> Id<Forum> {
        if let Some(id) = self.called(name) {
            return id;
        }
        let id = self.register().forums.next_id();
        self.write(Forum::new(id, name));
        id
    }

    fn forget(&mut self, entry: Entry) {
        if let Some(record) = self.draft.register().get(entry) {
            self.names.forget(record);
        }
    }

    fn learn(&mut self, entry: Entry) {
        if let Some(record) = self.draft.register().get(entry) {
            self.names.learn(record);
        }
    }

    pub(super) fn remark(&mut self, line: u64, text: String) {
        let line = Some(line);
        self.remarks.push(Remark { line, text });
    }

    pub(super) fn keep_one(&mut self, kept: Kept) {
        self.kept.push(kept);
    }

    /// What has come of it.
    pub(super) fn report(mut self, sheet: &Sheet) -> Report {
        self.rejected.sort_by_key(|one| one.line);
        let count = |fate| self.fates.values().filter(|(one, _)| *one == fate).count();
        let (new, changed) = (count(Fate::New), count(Fate::Changed));
        let unchanged = count(Fate::Unchanged);
        let taken = self.fates.iter().map(|(line, (fate, entry))| TakenRow {
            line: *line,
            fate: *fate,
            entry: *entry,
        });
        let taken = taken.collect();
        let mut change = self.draft.change("");
        let made = made(&change);
        change.label = label(sheet.name(), self.kind.subject(), &made, changed);
        Report {
            change,
            made,
            new,
            changed,
            unchanged,
            taken,
            kept: self.kept,
            rejected: self.rejected,
            remarks: self.remarks,
        }
    }

    /// The row's cells, with the late column as it was last time.
    fn without_late(&self, row: &Incoming) -> Cells {
        let Some(column) = self.kind.late() else {
            return row.cells.clone();
        };
        let before = row.before.as_ref().map(|(_, cells)| cells.clone());
        row.cells
            .with_column_of(self.kind, column, &before.unwrap_or_default())
    }

    fn remember(&mut self, row: &Incoming, key: &str, about: Entry, cells: Cells) {
        let known = self.known.get(key).copied().or(row.origin);
        let id = known.unwrap_or_else(|| self.register().origins.next_id());
        let origin = Origin {
            id,
            about,
            file: self.kind.word().to_owned(),
            key: key.to_owned(),
            source: cells.source,
            given: cells.given,
        };
        if self.register().origins.get(id) != Some(&origin) {
            self.write(origin);
            self.known.insert(key.to_owned(), id);
            self.loose.remove(&about);
        }
    }

    fn fate(&self, row: &Incoming, is_changed: bool) -> Fate {
        let is_old = row.before.is_some() || row.known.is_some_and(|entry| self.was_there(entry));
        if !is_old {
            Fate::New
        } else if is_changed {
            Fate::Changed
        } else {
            Fate::Unchanged
        }
    }

    /// Says every field in which the file speaks and somebody else was heard.
    fn keep<T: Row>(&mut self, line: u64, blank: &T, now: &T, merged: &T, clashes: &[String]) {
        let register = self.draft.register();
        let (blank, says, stands) = (fields(blank), fields(now), fields(merged));
        let mut kept = Vec::new();
        for ((blank, says), stands) in blank.into_iter().zip(says).zip(stands) {
            let is_given = says.1 != blank.1 || clashes.iter().any(|name| name == says.0);
            if is_given && says.1 != stands.1 {
                kept.push(Kept {
                    line,
                    entry: now.id().into(),
                    field: says.0.to_owned(),
                    ours: stands.1.words(register),
                    theirs: says.1.words(register),
                });
            }
        }
        self.kept.extend(kept);
    }
}

fn fields<T: Row>(row: &T) -> Vec<(&'static str, Value<'_>)> {
    let mut fields = crate::domain::field::Fields::default();
    row.fields(&mut fields);
    fields
        .into_iter()
        .map(|field| (field.name, field.value))
        .collect()
}

pub(super) fn made(change: &Change) -> Vec<(Kind, usize)> {
    let mut made = BTreeMap::new();
    for edit in change.edits.iter().filter(|edit| edit.before().is_none()) {
        if let Some(kind) = edit.after().map(Record::kind) {
            *made.entry(kind).or_insert(0) += 1;
        }
    }
    made.into_iter().collect()
}

/// `Imported meetings.csv: 25 meetings, 5 forums`: what the file is about first; notes and origins go without saying.
pub(super) fn label(name: &str, subject: Kind, made: &[(Kind, usize)], changed: usize) -> String {
    let mut shown: Vec<_> = made
        .iter()
        .filter(|(kind, _)| *kind == subject || !matches!(kind, Kind::Note | Kind::Origin))
        .collect();
    shown.sort_by_key(|(kind, _)| *kind != subject);
    let mut parts: Vec<String> = shown
        .into_iter()
        .map(|(kind, count)| counted(*kind, *count))
        .collect();
    if changed > 0 {
        let rows = if changed == 1 { "row" } else { "rows" };
        parts.push(format!("{changed} {rows} changed"));
    }
    if parts.is_empty() {
        parts.push("nothing new".to_owned());
    }
    format!("Imported {name}: {}", parts.join(", "))
}

fn counted(kind: Kind, count: usize) -> String {
    // A body that is member, Chair and Secretariat is one member.
    let noun = if kind == Kind::Membership {
        "role"
    } else {
        kind.word()
    };
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {noun}s"),
    }
}
