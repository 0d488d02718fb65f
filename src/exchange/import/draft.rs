//! A file while its columns are mapped by hand: what each sheet is, and which column is what. Nothing is written.

use chrono::NaiveDate;

use super::columns::{Field, folded};
use super::kind::SheetKind;
use super::mapping::{Mapping, REASON, ReadOptions, guess, mapped};
use super::remembered::{Remembered, Said};
use super::sheet::{Book, Sheet};
use super::table::{HEADER_ROWS, Shape, Table, letters};
use super::{Fate, Report};
use crate::domain::refusal::Refusal;

/// A file that is being mapped.
#[derive(Debug, Clone)]
pub struct Draft {
    name: String,
    /// In the order of the file; never empty.
    sheets: Vec<DraftSheet>,
}

/// A sheet of it.
#[derive(Debug, Clone)]
pub struct DraftSheet {
    table: Table,
    mapping: Mapping,
    /// What was said of it as something else, or under another header: it is there again on the way back.
    others: Vec<Mapping>,
    /// Whether its rows are to be brought in.
    pub is_taken: bool,
}

/// A row as one of its columns has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// As people find it in the sheet: `Line 14`.
    pub place: String,
    /// What becomes of the row; none for one that is part of another.
    pub fate: Option<Fate>,
    /// As the file has it.
    pub cell: String,
    /// As it is understood, or why the row stays out.
    pub here: Result<String, String>,
}

impl Draft {
    /// With what was said before of such columns, else as the headers are guessed. A sheet whose header is not known is
    /// left out, unless it is the only one. Refuses a file without rows.
    pub fn new(name: &str, tables: Vec<Table>, remembered: &Remembered) -> Result<Self, Refusal> {
        let tables = tables.into_iter();
        let tables: Vec<Table> = tables.filter(|table| !table.rows.is_empty()).collect();
        if tables.is_empty() {
            return Err(Refusal::invalid("file", "There is no row in the file."));
        }
        let is_alone = tables.len() == 1;
        let sheets = tables.into_iter().map(|table| {
            let (place, said) = remembered.found(&table).unzip();
            let said = said.unwrap_or_default();
            let options = ReadOptions {
                kind: said.kind,
                renamed: said.renamed,
            };
            let guessed = guess(name, &table, &options);
            let is_taken = is_alone || guessed.is_ok();
            let hint = table.hint.as_deref().and_then(|hint| hint.parse().ok());
            let kind = said.kind.or(hint).unwrap_or(SheetKind::Agreements);
            let guessed = guessed.unwrap_or_else(|_| mapped(&table, kind, 0, &options));
            let mapping = match place {
                Some(place) => mapped(&table, guessed.kind, place, &options),
                None => guessed,
            };
            DraftSheet {
                table,
                mapping,
                others: Vec::new(),
                is_taken,
            }
        });
        Ok(Self {
            name: name.to_owned(),
            sheets: sheets.collect(),
        })
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn sheets(&self) -> &[DraftSheet] {
        &self.sheets
    }

    pub fn sheet_mut(&mut self, place: usize) -> Option<&mut DraftSheet> {
        self.sheets.get_mut(place)
    }

    /// The sheets that are taken, as they are mapped; without any if none is.
    pub fn book(&self) -> Book {
        let taken = self.order().into_iter();
        let taken = taken.filter_map(|place| self.sheets.get(place));
        let sheet = |one: &DraftSheet| {
            let (table, mapping) = (one.table.clone(), one.mapping.clone());
            Sheet::new(&self.name, table, mapping)
        };
        Book {
            name: self.name.clone(),
            sheets: taken.map(sheet).collect(),
            remarks: Vec::new(),
        }
    }

    /// Where a sheet of the file stands in the book. None for one that is left out.
    pub fn place_in_book(&self, sheet: usize) -> Option<usize> {
        self.order().iter().position(|one| *one == sheet)
    }

    /// Keeps what was said of each sheet that is taken, so that such a file is read so the next time.
    pub fn keep(&self, remembered: &mut Remembered) {
        for sheet in self.sheets.iter().filter(|sheet| sheet.is_taken) {
            // Another row may have been taken for the header before.
            remembered.forget(&sheet.table);
            remembered.keep_at(&sheet.table, sheet.mapping.header, &sheet.said(&self.name));
        }
    }

    /// The places of the sheets that are taken, in the order in which each finds what it refers to.
    fn order(&self) -> Vec<usize> {
        let places = 0..self.sheets.len();
        let mut taken: Vec<usize> = places.filter(|one| self.sheets[*one].is_taken).collect();
        taken.sort_by_key(|one| self.sheets[*one].kind().rank());
        taken
    }
}

impl DraftSheet {
    /// Its name, where the file has names for sheets.
    pub fn name(&self) -> Option<&str> {
        self.table.sheet.as_deref()
    }

    pub fn kind(&self) -> SheetKind {
        self.mapping.kind
    }

    pub fn header(&self) -> usize {
        self.mapping.header
    }

    /// How many columns the header has.
    pub fn width(&self) -> usize {
        self.mapping.columns.len()
    }

    /// A column as the file calls it, or by its letter.
    pub fn column(&self, place: usize) -> String {
        let name = self.table.header(self.mapping.header).get(place);
        let name = name.map_or("", |name| name.trim());
        if name.is_empty() {
            format!("Column {}", letters(place))
        } else {
            name.to_owned()
        }
    }

    /// The name of the field that a column is. None for one that is left out.
    pub fn field(&self, place: usize) -> Option<&'static str> {
        self.mapping.columns.get(place).copied().flatten()
    }

    /// Makes a column a field, and leaves out the one that was it; without a field it is left out.
    pub fn choose(&mut self, place: usize, field: Option<&'static str>) {
        for (at, column) in self.mapping.columns.iter_mut().enumerate() {
            if at == place {
                *column = field;
            } else if column.is_some() && *column == field {
                *column = None;
            }
        }
    }

    /// Says what the rows are; the columns are guessed for that, unless something was said of them.
    pub fn set_kind(&mut self, kind: SheetKind) {
        self.turn(kind, self.mapping.header);
    }

    /// Says which of the first rows is the header; the columns are guessed for that, unless something was said of them.
    /// False if there is no such row, or if the rows have their names with them.
    pub fn set_header(&mut self, header: usize) -> bool {
        let is_there = header < self.table.rows.len().min(HEADER_ROWS);
        let is_free = self.table.shape != Shape::Objects;
        if is_there && is_free {
            self.turn(self.mapping.kind, header);
        }
        is_there && is_free
    }

    /// The cells of a column in the first rows, without empty ones.
    pub fn cells(&self, place: usize, count: usize) -> Vec<&str> {
        let rows = self.table.rows.iter().skip(self.mapping.header + 1);
        let cells = rows.map(|row| row.cell(place).trim());
        cells.filter(|cell| !cell.is_empty()).take(count).collect()
    }

    /// The first rows as one column has them. `sheet` and `report` are this sheet and its report; without them it is left
    /// out, and only its cells are shown.
    pub fn understood(
        &self,
        place: usize,
        count: usize,
        made: Option<(&Sheet, &Report)>,
        today: NaiveDate,
    ) -> Vec<Understood> {
        let field = self.field(place);
        let rows = self.table.rows.iter().skip(self.mapping.header + 1);
        let understood = rows.take(count).map(|row| {
            let taken = made.and_then(|(_, report)| {
                let mut taken = report.taken.iter();
                taken.find(|one| one.line == row.line)
            });
            let rejected = made.and_then(|(_, report)| {
                let mut rejected = report.rejected.iter();
                rejected.find(|one| one.line == row.line)
            });
            let here = || made.and_then(|(sheet, _)| sheet.shown(row.line, field?, today));
            Understood {
                place: self.table.row(row.line),
                fate: taken.map(|one| one.fate),
                cell: row.cell(place).trim().to_owned(),
                here: rejected.map_or_else(
                    || Ok(here().unwrap_or_default()),
                    |one| Err(one.reason.clone()),
                ),
            }
        });
        understood.collect()
    }

    /// All that a column may be.
    pub fn fields(&self) -> Vec<Field> {
        self.mapping.kind.fields()
    }

    fn turn(&mut self, kind: SheetKind, header: usize) {
        let is_meant = |one: &Mapping| (one.kind, one.header) == (kind, header);
        if is_meant(&self.mapping) {
            return;
        }
        let next = match self.others.iter().position(is_meant) {
            Some(place) => self.others.swap_remove(place),
            None => mapped(&self.table, kind, header, &ReadOptions::default()),
        };
        self.others.push(std::mem::replace(&mut self.mapping, next));
    }

    /// What has to be said of the columns so that they are mapped like this.
    ///
    /// A column that cannot be told from another by its name is not spoken of.
    fn said(&self, name: &str) -> Said {
        let (kind, header) = (self.mapping.kind, self.mapping.header);
        let unaided = guess(name, &self.table, &ReadOptions::default());
        let is_guessed = unaided.is_ok_and(|one| one.kind == kind && one.header == header);
        let names = self.table.header(header);
        let is_one = |name: &str| {
            let name = folded(name);
            let same = names.iter().filter(|one| folded(one) == name);
            !name.is_empty() && name != REASON && same.count() == 1
        };
        let mut said = Said {
            kind: (!is_guessed).then_some(kind),
            renamed: Vec::new(),
        };
        // What is said of one column frees its field for another, of which something is to be said then.
        for _ in names {
            let options = ReadOptions {
                kind: Some(kind),
                renamed: said.renamed.clone(),
            };
            let now = mapped(&self.table, kind, header, &options);
            let columns = names.iter().zip(&now.columns).zip(&self.mapping.columns);
            let mut others = columns.filter(|((name, now), wanted)| {
                let is_said = said.renamed.iter().any(|(one, _)| one == *name);
                now != wanted && is_one(name) && !is_said
            });
            let Some(((name, _), wanted)) = others.next() else {
                break;
            };
            let here = wanted.unwrap_or_default().to_owned();
            said.renamed.push((name.clone(), here));
        }
        // With what is said of columns the sheet may look more like something else.
        let options = ReadOptions {
            kind: said.kind,
            renamed: said.renamed.clone(),
        };
        if guess(name, &self.table, &options).is_ok_and(|one| one.kind != kind) {
            said.kind = Some(kind);
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Source, import_book, tables};
    use super::*;
    use crate::demo;
    use crate::domain::register::Register;

    const TODAY: NaiveDate = demo::AS_OF;

    fn draft(text: &str, remembered: &Remembered) -> Draft {
        let source = Source {
            name: "office.csv",
            bytes: text.as_bytes(),
        };
        let tables = tables(source).expect(text);
        Draft::new("office.csv", tables, remembered).expect("it has rows")
    }

    const FILE: &str = "Agreement between,About,Shelf,Review due\nCQC; GMC,Sharing,4,Sept 2021\nCQC; NMC,Joint work,5,soonish\n";

    #[test]
    fn a_header_that_nobody_knows_is_mapped_by_hand_and_read_so_the_next_time() {
        let mut first = draft(FILE, &Remembered::default());
        let sheet = first.sheet_mut(0).expect("it has one");
        sheet.set_kind(SheetKind::Agreements);
        sheet.choose(0, Some("parties"));
        sheet.choose(1, Some("title"));
        sheet.choose(2, None);
        let wanted = sheet.mapping.clone();
        let mut remembered = Remembered::default();
        first.keep(&mut remembered);
        let again = draft(FILE, &remembered);
        assert_eq!(again.sheets()[0].mapping, wanted);
        assert!(again.sheets()[0].is_taken);
        // What was guessed anyway is not kept.
        let mut nothing = Remembered::default();
        draft(
            "Title,Parties,Review date\nA,CQC; GMC,2021\n",
            &nothing.clone(),
        )
        .keep(&mut nothing);
        assert_eq!(nothing, Remembered::default());
    }

    #[test]
    fn one_field_has_one_column_and_what_frees_a_field_is_kept_with_what_follows() {
        let text = "Title,Name,Parties\nA,B,CQC; GMC\n";
        let mut first = draft(text, &Remembered::default());
        let sheet = first.sheet_mut(0).expect("it has one");
        sheet.choose(1, Some("title"));
        assert_eq!(
            (sheet.field(0), sheet.field(1)),
            (None, Some("title")),
            "the one before is left out"
        );
        for (title, name) in [(None, None), (Some("title"), None), (None, Some("title"))] {
            let sheet = first.sheet_mut(0).expect("it has one");
            sheet.choose(0, title);
            sheet.choose(1, name);
            let wanted = sheet.mapping.clone();
            let mut remembered = Remembered::default();
            first.keep(&mut remembered);
            let again = draft(text, &remembered);
            assert_eq!(again.sheets()[0].mapping, wanted);
        }
    }

    #[test]
    fn what_was_said_is_there_again_on_the_way_back_and_a_header_is_kept_with_it() {
        let text = "Our agreements,,\nWho,What,Shelf\nCQC; GMC,Sharing,4\n";
        let mut first = draft(text, &Remembered::default());
        let sheet = first.sheet_mut(0).expect("it has one");
        assert!(sheet.set_header(1));
        sheet.choose(0, Some("parties"));
        sheet.choose(1, Some("title"));
        let wanted = sheet.mapping.clone();
        sheet.set_kind(wanted.kind);
        assert_eq!(sheet.mapping, wanted, "nothing else was said");
        sheet.set_kind(SheetKind::Meetings);
        sheet.set_kind(wanted.kind);
        assert!(sheet.set_header(0) && sheet.set_header(1));
        assert_eq!(sheet.mapping, wanted);
        assert!(!sheet.set_header(9), "there are no such rows");
        let mut remembered = Remembered::default();
        first.keep(&mut remembered);
        let again = draft(text, &remembered);
        assert_eq!(again.sheets()[0].mapping, wanted);
    }

    #[test]
    fn the_first_rows_say_what_they_were_understood_to_be_and_why_they_stay_out() {
        let mut register = Register::default();
        register.apply(&demo::demo());
        let mut draft = draft(FILE, &Remembered::default());
        let sheet = draft.sheet_mut(0).expect("it has one");
        sheet.set_kind(SheetKind::Agreements);
        sheet.choose(0, Some("parties"));
        sheet.choose(1, Some("title"));
        sheet.choose(3, Some("review_due"));
        let book = draft.book();
        let report = import_book(&register, &book, TODAY);
        let place = draft.place_in_book(0).expect("it is taken");
        let made = (&book.sheets[place], &report.sheets[place]);
        let rows = draft.sheets()[0].understood(3, 5, Some(made), TODAY);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].place, "Line 2");
        assert_eq!(rows[0].cell, "Sept 2021");
        assert_eq!(rows[0].here, Ok("September 2021".to_owned()));
        assert_eq!(rows[0].fate, Some(Fate::New));
        let why = rows[1].here.clone().expect_err("that is no date");
        assert!(why.contains("soonish"), "{why}");
        assert_eq!(rows[1].fate, None);
        assert_eq!(draft.sheets()[0].cells(2, 5), ["4", "5"]);
    }

    #[test]
    fn a_sheet_that_is_not_known_is_left_out_until_somebody_takes_it() {
        let json = r#"{"agreements":[{"Title":"A","Parties":"CQC; GMC"}],"holidays":[{"Who":"Ann","When":"May"}]}"#;
        let source = Source {
            name: "office.json",
            bytes: json.as_bytes(),
        };
        let tables = tables(source).expect("two lists");
        let mut draft =
            Draft::new("office.json", tables, &Remembered::default()).expect("it has rows");
        let taken: Vec<bool> = draft.sheets().iter().map(|one| one.is_taken).collect();
        assert_eq!(taken.iter().filter(|one| **one).count(), 1, "{taken:?}");
        let other = taken.iter().position(|one| !one).expect("one is not known");
        assert_eq!(draft.place_in_book(other), None);
        draft.sheet_mut(other).expect("it is there").is_taken = true;
        assert_eq!(draft.book().sheets.len(), 2);
        assert!(Draft::new("no.csv", Vec::new(), &Remembered::default()).is_err());
    }
}
