//! What is filled in comes out: every kind of record, its answers written and read again, field by field.

use secretariat::demo::{AS_OF, demo};
use secretariat::domain::change::Change;
use secretariat::domain::field::Fields;
use secretariat::domain::form::{self, Answers, Ask, Reader, read_row, written_row};
use secretariat::domain::register::{Edit, Kind, Record, Register};
use secretariat::domain::words::Word;
use serde_json::Value;

use super::random::{Dice, RowDeed, edit};

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
        Value::Object(fields) => fields.values_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn every_field_of_every_kind_is_asked_about_once_and_under_one_name() {
    let register = sample();
    for &kind in Kind::ALL {
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
        for &kind in Kind::ALL {
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
        for &kind in Kind::ALL {
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
    let entry = secretariat::domain::id::Entry { kind, number };
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
    for (name, value) in &before {
        if !ask.field.starts_with(name.as_str()) {
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
        for &kind in Kind::ALL {
            let Some((more, number)) = with_one_more(&register, kind, &mut dice) else {
                continue;
            };
            let answers = form::of(kind).written(&more, number).expect("it was put");
            for ask in form::of(kind).asks() {
                let cells = ask.cells();
                for row in answers.get(ask.name).map_or(&[][..], form::Answer::rows) {
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
