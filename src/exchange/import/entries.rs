//! Sheets of any other kind of entry: a column is a question of the kind's form, a cell its answer.

use std::collections::HashMap;

use super::asked::{about, answer, reader, take as take_answers};
use super::intake::{Incoming, Intake};
use super::kind::SheetKind;
use super::sheet::{Cells, Sheet};
use crate::domain::change::Change;
use crate::domain::find::fold;
use crate::domain::form::{self, Ask, Input};
use crate::domain::id::{Entry, Id};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Edit, Kind, Register};

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet, kind: Kind) {
    let asks = sheet.asks();
    intake.each(sheet, |intake, row| entry(intake, row, kind, &asks));
}

fn entry(
    intake: &mut Intake<'_>,
    row: &Incoming,
    kind: Kind,
    asks: &[&'static Ask],
) -> Result<Entry, Refusal> {
    if let Some(known) = row.entry() {
        super::asked::check(intake, row, asks)?;
        take_answers(intake, row, known, asks);
        return Ok(known);
    }
    let bodies = missing(intake, &row.cells, asks);
    let made: Vec<Id<Organisation>> = bodies
        .iter()
        .map(|name| intake.organisation(name))
        .collect();
    let change = make(intake, kind, &row.cells, asks);
    let entry = change
        .as_ref()
        .ok()
        .and_then(|change| created(change, kind));
    if let (Ok(change), Some(entry)) = (&change, entry) {
        intake.apply(change);
        return Ok(entry);
    }
    // A row that is refused leaves nothing behind, not even the bodies that it named first.
    for id in made {
        if let Some(body) = intake.register().organisations.get(id).cloned() {
            intake.remove(&body);
        }
    }
    change.and_then(|_| Err(Refusal::state("The row makes no entry.")))
}

/// The names of bodies that nobody knows, each once.
fn missing(intake: &Intake<'_>, cells: &Cells, asks: &[&'static Ask]) -> Vec<String> {
    let names = asks
        .iter()
        .filter(|ask| matches!(ask.input, Input::Entry(Kind::Organisation)))
        .map(|ask| cells.get(ask.name))
        .filter(|name| !name.is_empty() && name.parse::<u32>().is_err())
        .filter(|name| intake.called::<Organisation>(name).is_none());
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.dedup();
    names
}

fn make(
    intake: &Intake<'_>,
    kind: Kind,
    cells: &Cells,
    asks: &[&'static Ask],
) -> Result<Change, Refusal> {
    let reader = reader(intake);
    let form = form::of(kind);
    let mut answers = form.blank(&reader);
    for ask in asks {
        let text = cells.get(ask.name);
        // A cell that is left empty is the usual answer where one of a list must be given.
        if text.is_empty() && matches!(ask.input, Input::Words(_)) {
            continue;
        }
        // A body goes by its name in full, never by a part of it that fits one.
        let exact = matches!(ask.input, Input::Entry(Kind::Organisation))
            .then(|| intake.called::<Organisation>(text).map(Entry::from));
        let text = exact
            .flatten()
            .map_or_else(|| text.to_owned(), |entry| entry.to_string());
        let answer = answer(ask, &text, &reader)?;
        for row in answer.rows() {
            ask.check_row(&row.cells, &reader).map_err(about(ask))?;
        }
        answers.set(ask.name, answer);
    }
    form::make(kind, &answers, &reader)
}

fn created(change: &Change, kind: Kind) -> Option<Entry> {
    let made = change.edits.iter().filter(|edit| edit.before().is_none());
    let mut made = made.map(Edit::entry);
    made.find(|entry| entry.kind == kind)
}

/// The entry of a register that a row would only make again.
pub(super) fn recognised(intake: &Intake<'_>, kind: Kind, cells: &Cells) -> Option<Entry> {
    let asks: Vec<&'static Ask> = form::of(kind).asks();
    let present: Vec<&'static Ask> = asks
        .into_iter()
        .filter(|ask| !cells.get(ask.name).is_empty())
        .collect();
    let change = make(intake, kind, cells, &present).ok()?;
    let entry = created(&change, kind)?;
    let mut trial = Register::default();
    for record in change.edits.iter().filter_map(Edit::after) {
        trial.put_record(record);
    }
    let answers = form::of(kind).written(&trial, entry.number)?;
    let found = intake
        .natural
        .get(&identity(kind, |name| answers.text(name)))?;
    let mut found = found.iter().map(|number| Entry {
        kind,
        number: *number,
    });
    found.find(|entry| intake.is_free(*entry))
}

/// The entries of a kind by what tells them.
pub(super) fn natural_of(register: &Register, kind: Kind) -> HashMap<Vec<String>, Vec<u32>> {
    let mut all: HashMap<Vec<String>, Vec<u32>> = HashMap::new();
    for record in register.all(kind) {
        let number = record.entry().number;
        if let Some(answers) = form::of(kind).written(register, number) {
            let key = identity(kind, |name| answers.text(name));
            all.entry(key).or_default().push(number);
        }
    }
    all
}

/// The key of a row.
pub(super) fn key(kind: Kind, cells: &Cells) -> String {
    identity(kind, |name| cells.get(name)).join(" | ")
}

/// What tells an entry, folded. A person goes by the name; a post without one by what it is called.
fn identity<'t>(kind: Kind, text: impl Fn(&'static str) -> &'t str) -> Vec<String> {
    let telling = SheetKind::Of(kind).telling().iter();
    let is_person = kind == Kind::Contact && !text("name").is_empty();
    telling
        .filter(|name| !(is_person && **name == "post"))
        .map(|name| fold(text(name)))
        .collect()
}
