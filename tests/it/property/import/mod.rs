//! Bringing in files: the real ones whole, the same twice, and bytes that nobody meant.

mod again;
mod gaps;
mod hostile;
mod lives;
mod office;
mod real;
mod spreadsheet;

use std::sync::LazyLock;

use chrono::NaiveDate;
use secretariat::domain::agreement::Agreement;
use secretariat::domain::register::{Register, Row};
use secretariat::exchange::import::{ReadOptions, Report, Sheet, Source, import, order, read};

/// In an order in which none finds what it refers to.
const FILES: [(&str, &[u8]); 7] = [
    (
        "commitments.csv",
        include_bytes!("../../files/commitments.csv"),
    ),
    ("actions.csv", include_bytes!("../../files/actions.csv")),
    (
        "agenda_items.csv",
        include_bytes!("../../files/agenda_items.csv"),
    ),
    ("meetings.csv", include_bytes!("../../files/meetings.csv")),
    (
        "agreements.csv",
        include_bytes!("../../files/agreements.csv"),
    ),
    (
        "successors.csv",
        include_bytes!("../../files/successors.csv"),
    ),
    (
        "organisations.csv",
        include_bytes!("../../files/organisations.csv"),
    ),
];

fn today() -> NaiveDate {
    "2026-11-22".parse().expect("an ISO day")
}

fn sheet(name: &str, bytes: &[u8]) -> Sheet {
    read(Source { name, bytes }, &ReadOptions::default()).expect(name)
}

pub(super) fn sheets() -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = FILES
        .iter()
        .map(|(name, bytes)| sheet(name, bytes))
        .collect();
    order(&mut sheets);
    sheets
}

/// Brings a sheet in, sure that it leaves a sound register.
fn bring(register: &mut Register, sheet: &Sheet) -> Report {
    let report = import(register, sheet, today());
    register.apply(&report.change);
    assert_eq!(register.check(&report.change), Ok(()));
    assert_eq!(register.faults(), Vec::<String>::new());
    report
}

fn bring_text(register: &mut Register, text: &str) -> Report {
    bring(register, &sheet("new.csv", text.as_bytes()))
}

static REAL: LazyLock<Register> = LazyLock::new(|| {
    let mut register = Register::default();
    for sheet in sheets() {
        bring(&mut register, &sheet);
    }
    register
});

pub(super) fn real() -> Register {
    REAL.clone()
}

fn agreement<'r>(register: &'r Register, key: &str) -> &'r Agreement {
    let mut all = register.agreements.iter();
    all.find(|one| one.reference() == Some(key)).expect(key)
}

const MEETINGS: &str = "key,body,date,venue,state,next_meeting,notes\n\
    m1,Board,2021-03-01,London,held,,first\n";
