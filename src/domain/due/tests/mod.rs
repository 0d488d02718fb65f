//! Every rule of what is due, as tables of cases on small registers.

mod actions;
mod duties;
mod meetings;
mod owed;
mod reviews;
mod sections;
mod waiting;

use super::*;
use crate::domain::action::{Action, ActionDue, ActionOutcome};
use crate::domain::agreement::{Agreement, AgreementState, StateSince, Supersession};
use crate::domain::announcement::Announcement;
use crate::domain::commitment::{Clock, Commitment, Evidence};
use crate::domain::contact::Contact;
use crate::domain::forum::{Cadence, ChairRule, Window};
use crate::domain::item::{Item, PaperState};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::party::{Capacity, Party};
use crate::domain::register::Row;
use crate::domain::words::Word;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn interval(text: &str) -> Interval {
    text.parse().expect("an interval")
}

fn next<T: Row>(register: &Register) -> Id<T> {
    T::table(register).next_id()
}

fn put<T: Row>(register: &mut Register, row: T) -> Id<T> {
    let id = row.id();
    register.put(row);
    id
}

fn body(register: &mut Register, name: &str) -> Id<Organisation> {
    let row = Organisation::new(next(register), name);
    put(register, row)
}

fn forum(register: &mut Register, cadence: Cadence) -> Id<Forum> {
    let mut row = Forum::new(next(register), "The Forum");
    row.cadence = cadence;
    put(register, row)
}

fn meeting(
    register: &mut Register,
    forum: Id<Forum>,
    on: &str,
    state: MeetingState,
) -> Id<Meeting> {
    let mut row = Meeting::new(next(register), forum, date(on));
    row.state = state;
    put(register, row)
}

fn agreement(register: &mut Register, from: &str, review_due: Option<&str>) -> Id<Agreement> {
    let mut row = Agreement::new(next(register), "Joint working protocol");
    row.effective = Some(date(from));
    row.review_due = review_due.map(date);
    put(register, row)
}

fn change<T: Row>(register: &mut Register, id: Id<T>, how: impl FnOnce(&mut T)) {
    let mut row = T::table(register).get(id).expect("it was put").clone();
    how(&mut row);
    register.put(row);
}

/// A line as one text: `due soon: review agreement 1 by 2021-09`.
fn told(line: &Line) -> String {
    let due = line.due.map_or_else(|| "no date".to_owned(), Date::code);
    format!("{}: {} {} {due}", line.section, line.kind, line.entry)
}

fn all_with(register: &Register, today: &str, options: &DueOptions) -> Vec<String> {
    let lines = due(register, day(today), &Rules::default(), options);
    lines.iter().map(told).collect()
}

fn all(register: &Register, today: &str) -> Vec<String> {
    all_with(register, today, &DueOptions::default())
}

fn of_kind(register: &Register, today: &str, kind: DueKind) -> Vec<String> {
    let kinds = vec![kind];
    all_with(
        register,
        today,
        &DueOptions {
            kinds,
            within: None,
        },
    )
}

fn action(register: &mut Register, forum: Id<Forum>, due: ActionDue) -> Id<Action> {
    let number = crate::domain::action::next_number(register, forum);
    let mut row = Action::new(next(register), forum, number, "Send the draft");
    row.due = due;
    put(register, row)
}
