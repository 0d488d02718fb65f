//! What every kind of sheet shares: rows known again by their origins, records brought up to date field by field,
//! bodies made on first mention, and the tally.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveTime};

use super::sheet::{Cells, Line, Sheet, SheetKind};
use super::{Kept, Rejected, Remark, Report};
use crate::domain::change::{Change, Draft, merge};
use crate::domain::date::{Date, read, read_time};
use crate::domain::field::Value;
use crate::domain::forum::{self, Forum};
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::{self, Organisation};
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
    kind: SheetKind,
    draft: Draft<'a>,
    /// The origins of this kind of file, by key.
    known: HashMap<String, Id<Origin>>,
    /// By line.
    fates: BTreeMap<u64, Fate>,
    /// Rises with every record that is put or taken out.
    writes: usize,
    kept: Vec<Kept>,
    rejected: Vec<Rejected>,
    remarks: Vec<Remark>,
}

/// A row with what is known of it.
pub(super) struct Incoming<'a> {
    pub(super) line: u64,
    pub(super) cells: &'a Cells,
    /// Of which record it spoke, and what it said last time.
    pub(super) before: Option<(Entry, Cells)>,
}

/// What a row says of its record.
pub(super) struct Told<T> {
    /// The record of a row that says nothing.
    pub(super) blank: T,
    /// As it was given last time.
    pub(super) was: Option<T>,
    pub(super) now: T,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Changed,
    Unchanged,
}

impl<'a> Incoming<'a> {
    /// A cell that may not be empty.
    pub(super) fn need(&self, column: &'static str) -> Result<&'a str, Refusal> {
        match self.cells.get(column) {
            "" => Err(Refusal::invalid(
                column,
                format!("The column {column} is empty."),
            )),
            text => Ok(text),
        }
    }

    /// The number of the record that it spoke of last time.
    pub(super) fn id<T: Row>(&self) -> Option<Id<T>> {
        self.before.as_ref().and_then(|(about, _)| about.id())
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
        let now = read(self.cells)?;
        now.check()?;
        let before = self.before.as_ref();
        let was = before.and_then(|(_, cells)| read(cells).ok());
        Ok(Told { blank, was, now })
    }
}

impl<'a> Intake<'a> {
    pub(super) fn new(register: &'a Register, sheet: &Sheet, today: NaiveDate) -> Self {
        let kind = sheet.kind();
        let ours = register
            .origins
            .iter()
            .filter(|one| one.file == kind.word());
        Self {
            today,
            kind,
            draft: Draft::new(register),
            known: ours.map(|one| (one.key.clone(), one.id)).collect(),
            fates: BTreeMap::new(),
            writes: 0,
            kept: Vec::new(),
            rejected: sheet.ragged.clone(),
            remarks: sheet.remarks.clone(),
        }
    }

    /// The register with all that has been brought in so far.
    pub(super) fn register(&self) -> &Register {
        self.draft.register()
    }

    /// Takes every row by itself. A row that is refused must have left nothing behind.
    pub(super) fn each(
        &mut self,
        sheet: &Sheet,
        mut take: impl FnMut(&mut Self, &Incoming<'_>) -> Result<Entry, Refusal>,
    ) {
        let mut first = HashMap::new();
        for line in &sheet.lines {
            let key = line.cells.key(self.kind);
            let earlier = *first.entry(key.clone()).or_insert(line.number);
            let row = self.incoming(line, &key);
            let writes = self.writes;
            let taken = if earlier == line.number {
                take(self, &row)
            } else {
                Err(Refusal::state(format!(
                    "The same row stands in line {earlier} already."
                )))
            };
            match taken {
                Ok(about) => {
                    let cells = self.without_late(&row);
                    self.remember(&key, about, cells);
                    let fate = self.fate(&row, writes);
                    self.fates.insert(line.number, fate);
                }
                Err(refusal) => self.reject(line.number, &refusal),
            }
        }
    }

    /// Takes the rows that went in once more, for the column that may name a later one. Where that cannot be made
    /// sense of, the row counts as one without it, so that the next import tries again.
    pub(super) fn each_late(
        &mut self,
        sheet: &Sheet,
        mut take: impl FnMut(&mut Self, &Incoming<'_>) -> Result<(), Refusal>,
    ) {
        let Some(column) = self.kind.late() else {
            return;
        };
        for line in &sheet.lines {
            let Some(fate) = self.fates.get(&line.number).copied() else {
                continue;
            };
            let key = line.cells.key(self.kind);
            let row = self.incoming(line, &key);
            let Some((about, before)) = &row.before else {
                continue;
            };
            let writes = self.writes;
            match take(self, &row) {
                Ok(()) => {
                    let cells = before.with_column_of(self.kind, column, row.cells);
                    self.remember(&key, *about, cells);
                }
                Err(refusal) => self.remark(line.number, refusal.to_string()),
            }
            if fate == Fate::Unchanged && self.writes > writes {
                self.fates.insert(line.number, Fate::Changed);
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
        self.writes += 1;
        self.draft.put(row);
    }

    pub(super) fn remove<T: Row>(&mut self, row: &T) {
        self.writes += 1;
        self.draft.remove(row);
    }

    /// The organisation of this name, made if there is none.
    pub(super) fn organisation(&mut self, name: &str) -> Id<Organisation> {
        if let Some(one) = organisation::called(self.register(), name) {
            return one.id;
        }
        let id = self.register().organisations.next_id();
        self.write(Organisation::new(id, name));
        id
    }

    /// The forum of this name, made if there is none.
    pub(super) fn forum(&mut self, name: &str) -> Id<Forum> {
        if let Some(one) = forum::called(self.register(), name) {
            return one.id;
        }
        let id = self.register().forums.next_id();
        self.write(Forum::new(id, name));
        id
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
        let count = |fate| self.fates.values().filter(|one| **one == fate).count();
        let (new, changed) = (count(Fate::New), count(Fate::Changed));
        let unchanged = count(Fate::Unchanged);
        let mut change = self.draft.change("");
        let made = made(&change);
        change.label = label(sheet, &made, changed);
        Report {
            change,
            made,
            new,
            changed,
            unchanged,
            kept: self.kept,
            rejected: self.rejected,
            remarks: self.remarks,
        }
    }

    fn incoming<'l>(&self, line: &'l Line, key: &str) -> Incoming<'l> {
        let id = self.known.get(key);
        let origin = id.and_then(|id| self.register().origins.get(*id));
        let live = origin.filter(|origin| self.register().get(origin.about).is_some());
        let before = live.map(|origin| {
            let cells = Cells {
                given: origin.given.clone(),
                source: origin.source.clone(),
            };
            (origin.about, cells)
        });
        Incoming {
            line: line.number,
            cells: &line.cells,
            before,
        }
    }

    /// The row's cells, with the late column as it was last time.
    fn without_late(&self, row: &Incoming<'_>) -> Cells {
        let Some(column) = self.kind.late() else {
            return row.cells.clone();
        };
        let before = row.before.as_ref().map(|(_, cells)| cells.clone());
        row.cells
            .with_column_of(self.kind, column, &before.unwrap_or_default())
    }

    fn remember(&mut self, key: &str, about: Entry, cells: Cells) {
        let known = self.known.get(key).copied();
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
        }
    }

    fn fate(&self, row: &Incoming<'_>, writes: usize) -> Fate {
        if row.before.is_none() {
            Fate::New
        } else if self.writes > writes {
            Fate::Changed
        } else {
            Fate::Unchanged
        }
    }

    fn reject(&mut self, line: u64, refusal: &Refusal) {
        let reason = refusal.to_string();
        self.rejected.push(Rejected { line, reason });
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

/// A date as the files write it: ISO, or as people do. None for an empty cell.
pub(super) fn date(text: &str, today: NaiveDate) -> Result<Option<Date>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    match Date::from_code(text) {
        Some(date) => Ok(Some(date)),
        None => read(text, today).map(Some),
    }
}

/// A time of day. None for an empty cell.
pub(super) fn time(column: &'static str, text: &str) -> Result<Option<NaiveTime>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = read_time(text).map(Some);
    read.map_err(|refusal| Refusal::invalid(column, refusal.sentence))
}

/// The record that goes by a key.
pub(super) fn by_reference<'r, T: Row>(register: &'r Register, key: &str) -> Option<&'r T> {
    let mut all = T::table(register).iter();
    all.find(|one| one.reference() == Some(key))
}

/// The key as a reference, if the file has one.
pub(super) fn reference(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn fields<T: Row>(row: &T) -> Vec<(&'static str, Value<'_>)> {
    let mut fields = crate::domain::field::Fields::default();
    row.fields(&mut fields);
    fields
        .into_iter()
        .map(|field| (field.name, field.value))
        .collect()
}

fn made(change: &Change) -> Vec<(Kind, usize)> {
    let mut made = BTreeMap::new();
    for edit in change.edits.iter().filter(|edit| edit.before().is_none()) {
        if let Some(kind) = edit.after().map(Record::kind) {
            *made.entry(kind).or_insert(0) += 1;
        }
    }
    made.into_iter().collect()
}

/// `Imported meetings.csv: 25 meetings, 5 forums`: what the file is about first; notes and origins go without saying.
fn label(sheet: &Sheet, made: &[(Kind, usize)], changed: usize) -> String {
    let subject = subject(sheet.kind());
    let mut shown: Vec<_> = made
        .iter()
        .filter(|(kind, _)| !matches!(kind, Kind::Note | Kind::Origin))
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
    format!("Imported {}: {}", sheet.name(), parts.join(", "))
}

fn subject(kind: SheetKind) -> Kind {
    match kind {
        SheetKind::Organisations | SheetKind::Successors => Kind::Organisation,
        SheetKind::Agreements => Kind::Agreement,
        SheetKind::Meetings => Kind::Meeting,
        SheetKind::Items => Kind::Item,
        SheetKind::Actions => Kind::Action,
        SheetKind::Commitments => Kind::Commitment,
    }
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
