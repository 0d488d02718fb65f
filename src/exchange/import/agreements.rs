//! `agreements.csv`: agreements with their parties, signature dates, states and editions.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Kept;
use super::cell::{date, reference};
use super::intake::{Incoming, Intake};
use super::parts::Bound;
use super::sheet::{Cells, Sheet};
use crate::domain::agreement::{Agreement, AgreementState, StateSince, Supersession};
use crate::domain::date::{Date, Sense};
use crate::domain::field::AsValue;
use crate::domain::find::fold;
use crate::domain::id::{Entry, Id};
use crate::domain::life::loops;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Register, Row};

/// How the words of a source begin, and the state they mean. Superseded in part stands on, and so does an agreement
/// whose party is gone.
const STATES: [(&str, AgreementState); 14] = [
    ("current", AgreementState::Current),
    ("in force", AgreementState::Current),
    ("listed", AgreementState::Current),
    ("published", AgreementState::Current),
    ("party abolished", AgreementState::Current),
    ("superseded in part", AgreementState::Current),
    ("superseded", AgreementState::Superseded),
    ("proposed", AgreementState::Proposed),
    ("in development", AgreementState::InDevelopment),
    ("out for signature", AgreementState::OutForSignature),
    ("under review", AgreementState::UnderReview),
    ("ended", AgreementState::Ended),
    ("not stated", AgreementState::NotStated),
    ("", AgreementState::NotStated),
];

/// What a cell of signature dates says.
#[derive(Debug, Default, PartialEq)]
struct Signatures {
    /// In the order of the parties; as many as they are, or none.
    placed: Vec<Option<Date>>,
    /// Nobody knows whose they are.
    loose: Vec<Date>,
}

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, agreement);
    intake.each_late(sheet, supersedes);
}

fn agreement(intake: &mut Intake<'_>, row: &Incoming) -> Result<Entry, Refusal> {
    if names(&row.cells).is_empty() {
        row.need("title")?;
    }
    let register = intake.register();
    let id = row.id().unwrap_or_else(|| register.agreements.next_id());
    let today = intake.today;
    let mut told = row.told(Agreement::new(id, ""), |cells| read(cells, id, today))?;
    if let (None, Some(ours)) = (&row.before, register.agreements.get(id)) {
        agree(&mut told.now, ours, &row.cells);
    }
    intake.put(row.line, told);
    if row.is_changed("parties") || row.is_changed("signed") {
        take_parties(intake, row, id)?;
    }
    if row.is_changed("status_hint") && state(row.cells.get("status_hint")).is_none() {
        let hint = quoted(row.cells.get("status_hint"));
        intake.remark(
            row.line,
            format!("{hint} names no state: it is not stated."),
        );
    }
    intake.note(row, id.into(), "status_hint", "Status: ");
    intake.note(row, id.into(), "notes", "");
    Ok(id.into())
}

/// What a file leaves open of an agreement that somebody has typed, it does not speak against.
fn agree(now: &mut Agreement, ours: &Agreement, cells: &Cells) {
    if cells.get("status_hint").is_empty() || now.state() == ours.state() {
        now.states.clone_from(&ours.states);
    }
    if cells.get("title").is_empty() || fold(&now.title) == fold(&ours.title) {
        now.title.clone_from(&ours.title);
    }
    if now.kind.as_deref().map(fold) == ours.kind.as_deref().map(fold) {
        now.kind.clone_from(&ours.kind);
    }
    let is_same_day = |one: Date, other: Date| one.with_sense(other.sense()) == other;
    if let (Some(due), Some(theirs)) = (now.review_due, ours.review_due)
        && is_same_day(due, theirs)
    {
        now.review_due = Some(theirs);
    }
}

/// The agreement that a row means: of its reference, else one of the same kind, title, parties and first date. With a
/// reference it is none that has another.
pub(super) fn recognised(intake: &Intake<'_>, cells: &Cells) -> Option<Entry> {
    let key = cells.get("key");
    if let Some(id) = intake.by_reference::<Agreement>(key) {
        return Some(id.into());
    }
    let names = names(cells).into_iter();
    let parties: Option<Vec<Id<Organisation>>> = names.map(|name| intake.called(name)).collect();
    let title = title(cells);
    let found = intake
        .natural
        .get(&identity(cells.get("type"), &title, parties?))?;
    let register = intake.register();
    let free = found
        .iter()
        .filter_map(|number| register.agreements.get(Id::new(*number)?));
    let free: Vec<&Agreement> = free
        .filter(|one| key.is_empty() || one.reference.is_none())
        .filter(|one| intake.is_free(one.id.into()))
        .collect();
    let first = first_date(cells, intake.today);
    let same = free.iter().find(|one| one.stands_from(register) == first);
    let meant = same.copied().or_else(|| match free[..] {
        // A date may have been filled in since.
        [one] if first.is_none() || one.stands_from(register).is_none() => Some(one),
        _ => None,
    });
    meant.map(|one| one.id.into())
}

/// The agreements of a register by kind, title and parties.
pub(super) fn natural_of(register: &Register) -> HashMap<Vec<String>, Vec<u32>> {
    let mut all: HashMap<Vec<String>, Vec<u32>> = HashMap::new();
    for one in &register.agreements {
        let parties = register.parties.of(one.id).map(|party| party.organisation);
        let kind = one.kind.as_deref().unwrap_or_default();
        let key = identity(kind, &one.title, parties.collect());
        all.entry(key).or_default().push(one.id.number());
    }
    all
}

/// The key of a row that has none.
pub(super) fn natural_key(cells: &Cells, today: NaiveDate) -> String {
    let mut parties: Vec<String> = names(cells).into_iter().map(fold).collect();
    parties.sort_unstable();
    let first = first_date(cells, today);
    let texts = [
        fold(stated(cells.get("type"))),
        fold(&title(cells)),
        parties.join("; "),
        first.map_or_else(String::new, Date::code),
    ];
    texts.join(" | ")
}

fn identity(kind: &str, title: &str, mut parties: Vec<Id<Organisation>>) -> Vec<String> {
    parties.sort_unstable();
    parties.dedup();
    let parties: Vec<String> = parties.iter().map(|one| one.number().to_string()).collect();
    vec![fold(stated(kind)), fold(title), parties.join(" ")]
}

/// A kind that is said not to be stated is none.
fn stated(kind: &str) -> &str {
    if kind.eq_ignore_ascii_case("not stated") {
        ""
    } else {
        kind
    }
}

/// The earliest of signed, effective and published, as far as they can be read.
fn first_date(cells: &Cells, today: NaiveDate) -> Option<Date> {
    let signed = signatures(cells, today).unwrap_or_default();
    let one = |column| date(column, cells.get(column), today).ok().flatten();
    let dates = signed.placed.into_iter().flatten().chain(signed.loose);
    let dates = dates.chain(one("effective")).chain(one("published"));
    dates.min_by_key(|date| date.first())
}

/// As the file has it; else made of the kind and the parties.
fn title(cells: &Cells) -> String {
    let title = cells.get("title");
    if !title.is_empty() {
        return title.to_owned();
    }
    let kind = Some(stated(cells.get("type"))).filter(|kind| !kind.is_empty());
    let kind = kind.unwrap_or("Agreement");
    match names(cells)[..] {
        [one] => format!("{kind} with {one}"),
        [ref others @ .., last] => format!("{kind} between {} and {last}", others.join(", ")),
        [] => String::new(),
    }
}

/// The agreement by itself; what it supersedes and its parties are records that other rows may make.
fn read(cells: &Cells, id: Id<Agreement>, today: NaiveDate) -> Result<Agreement, Refusal> {
    let kind = cells.get("type");
    let state = state(cells.get("status_hint")).unwrap_or(AgreementState::NotStated);
    let mut agreement = Agreement::new(id, title(cells));
    agreement.reference = reference(cells.get("key"));
    agreement.kind = reference(stated(kind));
    agreement.signatures = signatures(cells, today)?.loose;
    agreement.effective = date("effective", cells.get("effective"), today)?;
    agreement.published = date("published", cells.get("published"), today)?;
    agreement.review_due = review_due(cells.get("review_due"), today)?;
    cells
        .get("review_clause")
        .clone_into(&mut agreement.review_clause);
    agreement.states = vec![StateSince { state, since: None }];
    Ok(agreement)
}

/// A review falls due by its date, unless the file says in or on.
fn review_due(text: &str, today: NaiveDate) -> Result<Option<Date>, Refusal> {
    let first = text.split(' ').next().unwrap_or_default();
    let is_said = ["in", "on"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word));
    let due = date("review_due", text, today)?;
    Ok(due.map(|due| {
        if is_said {
            due
        } else {
            due.with_sense(Sense::By)
        }
    }))
}

fn state(hint: &str) -> Option<AgreementState> {
    let hint = fold(hint);
    let begins = |words: &str| {
        let rest = hint.strip_prefix(words)?;
        (words.is_empty() == hint.is_empty()).then_some(())?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(())
    };
    let found = STATES.iter().find(|(words, _)| begins(words).is_some());
    found.map(|(_, state)| *state)
}

/// Dates in the order of the parties, joined by `|`. They are nobody's if the cell begins with `?`, or if they are
/// not as many as the parties.
fn signatures(cells: &Cells, today: NaiveDate) -> Result<Signatures, Refusal> {
    let cell = cells.get("signed");
    let (list, is_placed) = match cell.strip_prefix('?') {
        Some(list) => (list, false),
        None => (cell, true),
    };
    let dates = list
        .split(['|', ';'])
        .map(|text| date("signed", text.trim(), today));
    let dates: Vec<Option<Date>> = dates.collect::<Result<_, _>>()?;
    let mut signatures = Signatures::default();
    if is_placed && dates.len() == names(cells).len() {
        signatures.placed = dates;
    } else {
        signatures.loose = dates.into_iter().flatten().collect();
    }
    Ok(signatures)
}

/// The names of the parties, each once.
fn names(cells: &Cells) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in cells.get("parties").split(';').map(str::trim) {
        if !name.is_empty() && !names.iter().any(|one| fold(one) == fold(name)) {
            names.push(name);
        }
    }
    names
}

fn take_parties(
    intake: &mut Intake<'_>,
    row: &Incoming,
    agreement: Id<Agreement>,
) -> Result<(), Refusal> {
    let today = intake.today;
    let before = row.before.as_ref().map(|(_, cells)| cells);
    let known = before.map(names).unwrap_or_default();
    // A body that somebody has renamed since is not made again under its old name.
    for name in names(&row.cells) {
        if !known.iter().any(|one| fold(one) == fold(name)) {
            intake.organisation(name);
        }
    }
    let now = bound(intake, &row.cells, agreement, today)?;
    let was = match before {
        Some(cells) => bound(intake, cells, agreement, today).unwrap_or_default(),
        None => Vec::new(),
    };
    intake.parts(row.line, agreement.into(), &was, &now);
    let signatures = signatures(&row.cells, today)?;
    if !signatures.loose.is_empty() && !row.cells.get("signed").starts_with('?') {
        let text =
            "The signature dates are not as many as the parties; they belong to none of them yet.";
        intake.remark(row.line, text.to_owned());
    }
    Ok(())
}

fn bound(
    intake: &Intake<'_>,
    cells: &Cells,
    agreement: Id<Agreement>,
    today: NaiveDate,
) -> Result<Vec<Bound>, Refusal> {
    let placed = signatures(cells, today)?.placed;
    let names = names(cells).into_iter().zip(1..).zip(0..);
    let bound = names.filter_map(|((name, position), place)| {
        Some(Bound {
            agreement,
            organisation: intake.called(name)?,
            signed: placed.get::<usize>(place).copied().flatten(),
            position,
        })
    });
    Ok(bound.collect())
}

/// Links an agreement to those whose place it takes, wherever in the file they stand.
fn supersedes(intake: &mut Intake<'_>, row: &Incoming) -> Result<(), Refusal> {
    let register = intake.register();
    let before = row.id().and_then(|id| register.agreements.get(id));
    let Some(current) = before.cloned() else {
        return Ok(());
    };
    let mut missing = Vec::new();
    let now = links(intake, row.cells.get("supersedes"), &mut missing);
    let was = links(intake, row.was("supersedes"), &mut Vec::new());
    let after = Agreement {
        supersedes: relinked(&current.supersedes, &was, &now),
        ..current.clone()
    };
    after.check()?;
    loops::check(register, &after).map_err(|refusal| Refusal {
        sentence: format!("{refusal} The agreement went in without that link."),
        ..refusal
    })?;
    if now.iter().any(|link| !after.supersedes.contains(link)) {
        let words = |links: &Vec<Supersession>| links.value().words(register);
        let (ours, theirs) = (words(&after.supersedes), words(&now));
        intake.keep_one(Kept {
            line: row.line,
            entry: after.id.into(),
            field: "supersedes".to_owned(),
            ours,
            theirs,
        });
    }
    if after != current {
        intake.write(after);
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::not_found(format!(
        "It supersedes {}, which is in no file and not in the register. The agreement went in without that link.",
        missing.join(", ")
    )))
}

/// What the file names anew is added, what it no longer names goes, and what somebody has changed stays.
fn relinked(
    current: &[Supersession],
    was: &[Supersession],
    now: &[Supersession],
) -> Vec<Supersession> {
    let same = |links: &[Supersession], link: &Supersession| {
        let mut links = links.iter();
        links.position(|one| one.agreement == link.agreement)
    };
    let mut links = current.to_vec();
    links.retain(|link| same(now, link).is_some() || !was.contains(link));
    for link in now {
        let old = same(was, link).and_then(|place| was.get(place));
        let place = same(&links, link);
        match (old, place.and_then(|place| links.get_mut(place))) {
            (Some(old), Some(ours)) if ours == old => ours.clone_from(link),
            (None, None) => links.push(link.clone()),
            (Some(_) | None, _) => {}
        }
    }
    links
}

/// `hse-orr-2017 (except Appendix A)`, several of them with semicolons.
fn links(intake: &Intake<'_>, cell: &str, missing: &mut Vec<String>) -> Vec<Supersession> {
    let mut links = Vec::new();
    for link in cell.split(';').map(str::trim).filter(|one| !one.is_empty()) {
        let (key, words) = link.split_once('(').unwrap_or((link, ""));
        let words = words.trim_end_matches(')').trim();
        let words = words.strip_prefix("except ").unwrap_or(words);
        match intake.by_reference::<Agreement>(key.trim()) {
            Some(earlier) => links.push(Supersession {
                agreement: earlier,
                except: reference(words),
            }),
            None => missing.push(quoted(key)),
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_of_a_hint_name_the_state() {
        use AgreementState as State;
        for (hint, expected) in [
            (
                "current; full document hosted on the partner's website",
                Some(State::Current),
            ),
            ("Current (listed 2014)", Some(State::Current)),
            ("in force", Some(State::Current)),
            ("published document on page", Some(State::Current)),
            ("party abolished (PHE)", Some(State::Current)),
            ("superseded in part", Some(State::Current)),
            ("superseded by the 2025 MoU", Some(State::Superseded)),
            ("in development", Some(State::InDevelopment)),
            ("", Some(State::NotStated)),
            ("currently unknown", None),
            ("lost", None),
        ] {
            assert_eq!(state(hint), expected, "{hint}");
        }
    }

    #[test]
    fn a_review_falls_due_by_its_date_unless_the_file_says_otherwise() {
        let today = NaiveDate::MIN;
        for (text, code) in [
            ("2021-09", "by 2021-09"),
            ("by September 2021", "by 2021-09"),
            ("in 2021-09", "2021-09"),
            ("on 30 September 2021", "2021-09-30"),
        ] {
            let due = review_due(text, today).expect(text).expect(text);
            assert_eq!(due.code(), code);
        }
    }
}
