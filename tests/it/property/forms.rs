//! What is filled in comes out: every kind of record, its answers written and read again, field by field; and what is
//! made, changed and deleted is taken back and brought back step by step.

use std::collections::BTreeSet;

use secretariat::demo::{AS_OF, demo};
use secretariat::domain::change::Change;
use secretariat::domain::delete;
use secretariat::domain::field::Fields;
use secretariat::domain::form::{self, Answer, Answers, Ask, Input, Reader, read_row, written_row};
use secretariat::domain::id::Entry;
use secretariat::domain::refusal::Refusal;
use secretariat::domain::register::{Edit, Kind, Record, Register};
use secretariat::domain::words::Word;
use secretariat::session::{Failure, Session};
use serde_json::Value;
use tempfile::TempDir;

use super::random::{Dice, HOSTILE, RowDeed, edit};
use crate::sample;

fn sample() -> Register {
    let mut register = Register::default();
    register.apply(&demo());
    register
}

fn reader(register: &Register) -> Reader<'_> {
    Reader {
        register,
        today: AS_OF,
    }
}

/// A register with one more sound record of a kind, if the dice made one.
fn with_one_more(register: &Register, kind: Kind, dice: &mut Dice) -> Option<(Register, u32)> {
    let edit = edit(register, kind, RowDeed::Create, dice)?;
    let number = edit.entry().number;
    let change = Change {
        label: String::new(),
        edits: vec![edit],
    };
    let mut more = register.clone();
    more.apply(&change);
    more.check(&change).is_ok().then_some((more, number))
}

/// What a record says, but for its number: blanks around a text are nobody's words, and an empty text is nothing.
fn said(record: Record<'_>) -> Value {
    let mut value = serde_json::from_str(&record.json()).expect("a record of ours");
    strip(&mut value);
    if let Value::Object(fields) = &mut value {
        fields.remove("id");
        for name in record.kept_in_order() {
            fields.remove(*name);
        }
    }
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::String(text) => {
            let text = text.trim().to_owned();
            *value = if text.is_empty() {
                Value::Null
            } else {
                Value::String(text)
            };
        }
        Value::Array(list) => list.iter_mut().for_each(strip),
        Value::Object(fields) => {
            fields.values_mut().for_each(strip);
            fields.retain(|_, value| !value.is_null());
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn every_field_of_every_kind_is_asked_about_once_and_under_one_name() {
    let register = sample();
    for kind in form::kinds() {
        let asks = form::of(kind).asks();
        let mut options: Vec<&str> = asks.iter().map(|ask| ask.option).collect();
        options.sort_unstable();
        options.dedup();
        assert_eq!(
            options.len(),
            asks.len(),
            "{kind}: two questions share an option"
        );
        for ask in &asks {
            assert!(
                !ask.label.is_empty() && !ask.help.is_empty(),
                "{kind}: {}",
                ask.name
            );
            for cell in ask.cells() {
                assert!(
                    !cell.label.is_empty(),
                    "{kind}: {}: {}",
                    ask.name,
                    cell.name
                );
            }
        }
        let Some(record) = register.all(kind).next() else {
            continue;
        };
        let mut fields = Fields::default();
        record.fields_into(&mut fields);
        for field in fields.as_slice() {
            let is_asked = asks.iter().any(|ask| {
                ask.field == field.name
                    || (ask.field.starts_with(field.name) && ask.name != field.name)
            });
            assert!(is_asked, "{kind}: nobody asks about {}", field.name);
        }
    }
}

#[test]
fn a_record_made_again_from_its_answers_says_the_same() {
    let mut made = 0;
    let register = sample();
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        for kind in form::kinds() {
            let Some((more, number)) = with_one_more(&register, kind, &mut dice) else {
                continue;
            };
            let answers = form::of(kind).written(&more, number).expect("it was put");
            let change = match form::make(kind, &answers, &reader(&more)) {
                Ok(change) => change,
                // A row of a list that says nothing is kept where it is, and not made.
                Err(refusal) if refusal.sentence.contains("is required") => continue,
                Err(refusal) => panic!("{kind} {seed}: {refusal}"),
            };
            let after = change.edits.first().and_then(Edit::after);
            let before = more
                .all(kind)
                .find(|record| record.entry().number == number);
            let (after, before) = (after.expect("made"), before.expect("put"));
            assert_eq!(said(after), said(before), "{kind}, seed {seed}");
            made += 1;
        }
    }
    assert!(made > 300, "only {made} records were sound");
}

#[test]
fn each_answer_changes_its_field_and_no_other() {
    let register = sample();
    let mut changed = 0;
    for seed in 0..20 {
        let mut dice = Dice::new(seed + 1_000);
        for kind in form::kinds() {
            let Some((more, one)) = with_one_more(&register, kind, &mut dice) else {
                continue;
            };
            let Some((more, other)) = with_one_more(&more, kind, &mut dice) else {
                continue;
            };
            let theirs = form::of(kind).written(&more, other).expect("it was put");
            for ask in form::of(kind).asks() {
                changed += usize::from(changes_one(&more, kind, one, ask, &theirs));
            }
        }
    }
    assert!(changed > 300, "only {changed} fields were changed");
}

/// Gives one record another's answer to one question. True if that was something new.
fn changes_one(register: &Register, kind: Kind, number: u32, ask: &Ask, theirs: &Answers) -> bool {
    let entry = Entry { kind, number };
    let mut answers = Answers::default();
    answers.set(ask.name, theirs.get(ask.name).cloned().unwrap_or_default());
    let Ok(change) = form::change(register, entry, &answers, &reader(register)) else {
        return false;
    };
    let Some(edit) = change.edits.iter().find(|edit| edit.entry() == entry) else {
        return false;
    };
    let (before, after) = (edit.before().map(said), edit.after().map(said));
    let (Some(Value::Object(before)), Some(Value::Object(after))) = (before, after) else {
        panic!("{entry} was there and is");
    };
    // An item in another place has the number of that place.
    let is_numbered = |name: &str| {
        let is_place = matches!(ask.name, "meeting" | "position" | "is_sub");
        kind == Kind::Item && is_place && name == "number"
    };
    for (name, value) in &before {
        if !ask.field.starts_with(name.as_str()) && !is_numbered(name) {
            assert_eq!(
                after.get(name),
                Some(value),
                "{entry}: {name} by {}",
                ask.name
            );
        }
    }
    true
}

#[test]
fn a_row_typed_as_one_line_comes_back_as_it_was() {
    let register = sample();
    let mut rows = 0;
    for seed in 0..20 {
        let mut dice = Dice::new(seed + 2_000);
        for kind in form::kinds() {
            let Some((more, number)) = with_one_more(&register, kind, &mut dice) else {
                continue;
            };
            let answers = form::of(kind).written(&more, number).expect("it was put");
            for ask in form::of(kind).asks() {
                let cells = ask.cells();
                for row in answers.get(ask.name).map_or(&[][..], Answer::rows) {
                    let line = written_row(&cells, row);
                    let read = read_row(&cells, &line).expect("a line of ours");
                    let trimmed = row
                        .cells
                        .iter()
                        .map(|cell| cell.trim().replace("no", ""))
                        .collect::<Vec<_>>();
                    let read = read
                        .cells
                        .iter()
                        .map(|cell| cell.replace("no", ""))
                        .collect::<Vec<_>>();
                    assert_eq!(read, trimmed, "{kind}: {line}");
                    rows += 1;
                }
            }
        }
    }
    assert!(rows > 100, "only {rows} rows");
}

/// Somebody's register as it was after each step, and a colleague's who only reads.
struct Life {
    session: Session,
    witness: Option<Session>,
    /// The register before the first step and after each.
    steps: Vec<Register>,
    made: BTreeSet<Kind>,
    changed: u32,
    deleted: u32,
    /// Goes with the file when it is over.
    _folder: Option<TempDir>,
}

impl Life {
    fn in_memory() -> Self {
        Self::of(sample::memory(), None, None)
    }

    fn on_disk() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("register.db");
        let session = sample::create(&path, "ann");
        let witness = sample::open(&path, "witness");
        Self::of(session, Some(witness), Some(folder))
    }

    fn of(mut session: Session, witness: Option<Session>, folder: Option<TempDir>) -> Self {
        session
            .commit(|_| Ok(sample::examples()))
            .expect("the examples are sound");
        let mut life = Self {
            session,
            witness,
            steps: Vec::new(),
            made: BTreeSet::new(),
            changed: 0,
            deleted: 0,
            _folder: folder,
        };
        life.note();
        life
    }

    /// Keeps how the register is; the file must say the same.
    fn note(&mut self) {
        self.agree();
        self.steps.push(self.session.register().clone());
    }

    fn agree(&mut self) {
        if let Some(witness) = &mut self.witness {
            witness.refresh().expect("it can be read");
            assert!(
                witness.register() == self.session.register(),
                "memory and file differ"
            );
        }
    }

    /// What was made, or nothing if a rule said no; a refusal changes nothing.
    fn take(
        &mut self,
        verb: impl FnOnce(&Register) -> Result<Change, Refusal>,
    ) -> Option<Vec<Entry>> {
        match self.session.commit(verb) {
            Ok(done) => {
                self.note();
                Some(done.entries)
            }
            Err(Failure::Refused(_)) => {
                let last = self.steps.last().expect("one at least");
                assert!(
                    self.session.register() == last,
                    "a refusal changes something"
                );
                None
            }
            Err(failure) => panic!("{failure}"),
        }
    }

    /// Makes an entry of a kind from random answers, then changes it question by question.
    fn make(&mut self, kind: Kind, dice: &mut Dice) -> Option<Entry> {
        let answers = random_answers(self.session.register(), kind, dice)?;
        let made = self.take(|register| form::make(kind, &answers, &reader(register)))?;
        let entry = *made.first().expect("an entry was made");
        assert_eq!(entry.kind, kind);
        self.made.insert(kind);
        for ask in form::of(kind).asks() {
            let Some(theirs) = random_answers(self.session.register(), kind, dice) else {
                continue;
            };
            let mut answers = Answers::default();
            let answer = theirs.get(ask.name).cloned().unwrap_or_default();
            answers.set(ask.name, answer);
            let changed =
                self.take(|register| form::change(register, entry, &answers, &reader(register)));
            self.changed += u32::from(changed.is_some());
        }
        Some(entry)
    }

    fn delete(&mut self, entry: Entry) {
        let gone = self.take(|register| Ok(delete::plan(register, &[entry])?.change));
        self.deleted += u32::from(gone.is_some());
    }

    /// Every step back to the first, and forth to the last.
    fn back_and_forth(&mut self) {
        let count = self.steps.len();
        for step in (0..count - 1).rev() {
            self.session.undo().expect("nobody else has written");
            self.agree();
            let is_same = *self.session.register() == self.steps[step];
            assert!(is_same, "undo to step {step} of {count}");
        }
        for step in 1..count {
            self.session.redo().expect("nobody else has written");
            self.agree();
            let is_same = *self.session.register() == self.steps[step];
            assert!(is_same, "redo to step {step} of {count}");
        }
    }
}

/// The answers that a random sound record gives, some of its texts worse than any record has.
fn random_answers(register: &Register, kind: Kind, dice: &mut Dice) -> Option<Answers> {
    let (more, number) = with_one_more(register, kind, dice)?;
    let mut answers = form::of(kind).written(&more, number)?;
    for ask in form::of(kind).asks() {
        let is_text = matches!(ask.input, Input::Line | Input::Text);
        let may_be_anything = is_text && !matches!(ask.name, "reference" | "number" | "position");
        if may_be_anything && dice.is_one_in(4) {
            answers.set_text(ask.name, HOSTILE[dice.below(HOSTILE.len())]);
        }
        if let Some(Answer::Rows(rows)) = answers.get_mut(ask.name) {
            for row in rows {
                // The rows of a record that is thrown away again.
                row.number = None;
            }
        }
    }
    Some(answers)
}

#[test]
fn every_kind_is_made_changed_deleted_taken_back_and_brought_back_step_by_step() {
    let seeds = if sample::is_slow_wanted() { 120 } else { 12 };
    let (mut made, mut changed, mut deleted) = (BTreeSet::new(), 0, 0);
    for seed in 0..seeds {
        let mut dice = Dice::new(u64::from(seed) + 3_000);
        let mut life = if seed % 4 == 0 {
            Life::on_disk()
        } else {
            Life::in_memory()
        };
        let entries: Vec<Entry> = Kind::ALL
            .iter()
            .filter_map(|&kind| life.make(kind, &mut dice))
            .collect();
        for entry in entries.into_iter().rev() {
            life.delete(entry);
        }
        life.back_and_forth();
        sample::assert_sound(&life.session);
        made.append(&mut life.made);
        changed += life.changed;
        deleted += life.deleted;
    }
    assert!(
        made.iter().copied().eq(form::kinds()),
        "only {made:?} were made"
    );
    assert!(changed > 20 * seeds, "only {changed} changes");
    assert!(deleted > 4 * seeds, "only {deleted} deletions");
}
