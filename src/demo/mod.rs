//! A register to look around in: what three public sources state, and a little beside it that is marked as sample.
//!
//! The rows of `assets/demo` come in as any file does; `facts.rs` adds what the sources state and those files have no
//! column for, in our words; `sample.rs` adds what no source gives. `generated.rs` is another register altogether,
//! for measuring.

mod facts;
pub mod generated;
mod mersenne;
mod sample;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::agreement::Agreement;
use crate::domain::change::Change;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::{self, Organisation};
use crate::domain::register::{Edit, Kind, Register, Row};
use crate::domain::words::Word;
use crate::exchange::import::{ReadOptions, Source, import, read};

/// The day on which the demo register is looked at, unless somebody names another.
pub const AS_OF: NaiveDate = day(2021, 8, 20);

const CHIEF_EXECUTIVES: &str = "Chief Executives Health and Social Care Regulatory Forum";
const LOCAL_MEETINGS: &str = "CQC-ADASS local information sharing meetings";
const REGIONAL_MEETINGS: &str = "CQC-ADASS regional meetings";
const PROTOCOL: &str = "cqc-adass-jwp-2019";

/// The day from which the protocol's meetings are counted: the later of its two signature dates.
const PROTOCOL_STARTS: NaiveDate = day(2019, 2, 1);

/// In the order in which each finds what it refers to.
const FILES: [(&str, &[u8]); 6] = [
    (
        "organisations.csv",
        include_bytes!("../../assets/demo/organisations.csv"),
    ),
    (
        "successors.csv",
        include_bytes!("../../assets/demo/successors.csv"),
    ),
    (
        "agreements.csv",
        include_bytes!("../../assets/demo/agreements.csv"),
    ),
    (
        "meetings.csv",
        include_bytes!("../../assets/demo/meetings.csv"),
    ),
    (
        "agenda_items.csv",
        include_bytes!("../../assets/demo/agenda_items.csv"),
    ),
    (
        "commitments.csv",
        include_bytes!("../../assets/demo/commitments.csv"),
    ),
];

/// The demo register, as one change to an empty one. The same every time.
pub fn demo() -> Change {
    let mut register = Register::default();
    for (name, bytes) in FILES {
        let sheet = read(Source { name, bytes }, &ReadOptions::default())
            .expect("a file that comes with the program is read by a test");
        register.apply(&import(&register, &sheet, AS_OF).change);
    }
    facts::add(&mut register);
    sample::add(&mut register);
    whole(&register, "Filled the register with sample data")
}

/// A whole register as the change that makes it out of an empty one.
fn whole(register: &Register, label: &str) -> Change {
    let empty = Register::default();
    let records = Kind::ALL.iter().flat_map(|&kind| register.all(kind));
    Change {
        label: label.to_owned(),
        edits: records
            .filter_map(|record| Edit::between(&empty, register, record.entry()))
            .collect(),
    }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("written out in this folder")
}

/// Finds a record that the files of the demo bring, and alters it.
fn alter<T: Row>(register: &mut Register, is_meant: impl Fn(&T) -> bool, change: impl Fn(&mut T)) {
    let found = T::table(register).iter().find(|one| is_meant(one));
    let mut row = found.expect("the files of the demo bring it").clone();
    change(&mut row);
    register.put(row);
}

fn alter_agreement(register: &mut Register, key: &str, change: impl Fn(&mut Agreement)) {
    alter(
        register,
        |one: &Agreement| one.reference() == Some(key),
        change,
    );
}

fn alter_forum(register: &mut Register, name: &str, change: impl Fn(&mut Forum)) {
    alter(register, |one: &Forum| one.name == name, change);
}

fn alter_meeting(register: &mut Register, key: &str, change: impl Fn(&mut Meeting)) {
    alter(
        register,
        |one: &Meeting| one.reference() == Some(key),
        change,
    );
}

fn forum(register: &Register, name: &str) -> Id<Forum> {
    let mut forums = register.forums.iter();
    let found = forums.find(|one| one.name == name);
    found.expect("the files of the demo bring it").id
}

fn body(register: &Register, name: &str) -> Id<Organisation> {
    let found = organisation::called(register, name);
    found.expect("the files of the demo bring it").id
}
