//! Returns, papers and chasing, on one small forum: CQC holds the Secretariat, GMC and NMC are members.

mod chase;
mod papers;
mod returns;
pub(super) mod summer;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::forum::{Forum, ReturnHeading};
use crate::domain::id::Id;
use crate::domain::item::{Item, PaperState};
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::returns::Return;

const CQC: u32 = 1;
const GMC: u32 = 2;
const NMC: u32 = 3;

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

/// The forum meets on 3 April 2014. Its returns are due two working days before, its papers a week.
fn register() -> Register {
    let mut register = Register::default();
    for (number, name, sort) in [
        (CQC, "CQC", "system regulator"),
        (GMC, "GMC", "professional regulator"),
        (NMC, "NMC", "professional regulator"),
        (4, "Healthwatch", "champion"),
    ] {
        let mut body = Organisation::new(id(number), name);
        sort.clone_into(&mut body.sort);
        register.put(body);
    }
    let mut forum = Forum::new(id(1), "The Forum");
    forum.returns_lead = "2 working days".parse().ok();
    forum.papers_lead = "1 week".parse().ok();
    let heading = |title: &str, sort: &str| ReturnHeading {
        title: title.to_owned(),
        sort: sort.to_owned(),
    };
    forum.return_headings = vec![
        heading("Current challenges", ""),
        heading("Fitness to practise", "Professional regulator"),
    ];
    register.put(forum);
    for (body, role) in [
        (CQC, Role::Chair),
        (CQC, Role::Secretariat),
        (CQC, Role::Member),
        (GMC, Role::Member),
        (NMC, Role::Member),
        (4, Role::Invitee),
    ] {
        let number = register.memberships.next_id();
        let mut seat = Membership::new(number, id(1), id(body), role);
        // NMC is printed before the others.
        seat.position = if body == NMC { 1 } else { 2 };
        register.put(seat);
    }
    let mut meeting = Meeting::new(id(1), id(1), day("2014-04-03").into());
    meeting.state = MeetingState::Confirmed;
    register.put(meeting);
    register
}

/// Items 1, 2, … of the meeting, with papers that stand like this.
fn with_papers(register: &mut Register, states: &[PaperState]) -> Vec<Id<Item>> {
    let mut ids = Vec::new();
    for (state, position) in states.iter().zip(1..) {
        let number = register.items.next_id();
        let mut item = Item::new(number, id(1), position, "Staffing");
        item.number = Some(position.to_string());
        item.paper_state = *state;
        ids.push(number);
        register.put(item);
    }
    ids
}

/// Does what a verb asks for, after the register's own check, and says what the status line would.
fn done(register: &mut Register, change: Result<Change, Refusal>) -> String {
    match change {
        Ok(change) => {
            let before = register.clone();
            register.apply(&change);
            let check = register.check(&change);
            assert_eq!(check, Ok(()), "{}", change.label);
            let mut back = register.clone();
            back.apply(&change.clone().inverse(""));
            assert_eq!(back, before, "one undo takes all of it back");
            change.label
        }
        Err(refusal) => refusal.sentence,
    }
}

/// The returns that there are: `GMC asked 2014-03-01 received - sent -`.
fn told(register: &Register) -> Vec<String> {
    let tell = |row: &Return| {
        let day = |date: Option<crate::domain::date::Date>| {
            date.map_or_else(|| "-".to_owned(), crate::domain::date::Date::code)
        };
        let body = register.organisations.get(row.organisation);
        format!(
            "{} asked {} received {} sent {}",
            body.map_or("", |body| body.short()),
            day(row.asked),
            day(row.received),
            day(row.sent)
        )
    };
    register.returns.iter().map(tell).collect()
}
