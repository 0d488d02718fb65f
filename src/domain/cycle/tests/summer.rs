//! Two forums in the summer of 2021, for the action log and for an item's way.

use chrono::NaiveDate;

use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;

pub(in crate::domain::cycle) fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

pub(in crate::domain::cycle) fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

pub(in crate::domain::cycle) fn today() -> NaiveDate {
    day("2021-08-20")
}

/// Forum 1 is local and met on 1 June and 1 July 2021; forum 2, of the area, has a meeting to come on 1 September, in a
/// state. NMC is organisation 1, GMC organisation 2.
pub(in crate::domain::cycle) fn two_forums(to_come: MeetingState) -> Register {
    let mut register = Register::default();
    for (number, name) in [(1, "Local"), (2, "Area")] {
        register.put(Forum::new(id(number), name));
    }
    for (number, name) in [(1, "NMC"), (2, "GMC")] {
        register.put(Organisation::new(id(number), name));
    }
    for (number, forum, on, state) in [
        (1, 1, "2021-06-01", MeetingState::Held),
        (2, 1, "2021-07-01", MeetingState::Held),
        (3, 2, "2021-09-01", to_come),
    ] {
        let meeting = Meeting::new(id(number), id(forum), day(on).into());
        register.put(Meeting { state, ..meeting });
    }
    register
}
