//! Registers of any size with the mix of a busy office: to be replaced by the demo's own, which has the same mix.

use chrono::{Days, NaiveDate};
use secretariat::domain::action::{Action, ActionDue};
use secretariat::domain::agreement::{Agreement, AgreementState, StateSince};
use secretariat::domain::change::Change;
use secretariat::domain::date::Date;
use secretariat::domain::forum::Forum;
use secretariat::domain::id::Id;
use secretariat::domain::meeting::{Meeting, MeetingState};
use secretariat::domain::organisation::Organisation;
use secretariat::domain::party::{Capacity, Party};

const OWNERS: u32 = 200;

/// 60 in 100 actions, 30 agreements with one party and a review date, 10 meetings; due from 30 days ago to five years on.
pub(crate) fn records(count: usize, base: NaiveDate) -> Change {
    let mut change = Change::new("Made the records");
    for number in 1..=OWNERS {
        let mut owner = Organisation::new(id(number), format!("Regulator number {number}"));
        owner.acronym = Some(format!("R{number}"));
        change = change.create(owner);
    }
    change = change.create(Forum::new(id(1), "Chief Executives Forum"));
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    for number in 1..=(count / 10) {
        let mut meeting = Meeting::new(id(number), id(1), due(number, base));
        if meeting.on.last() < base {
            meeting.state = MeetingState::Held;
        }
        change = change.create(meeting);
    }
    for number in 1..=(count / 10 * 3) {
        change = change.create(agreement(number, base)).create(party(number));
    }
    for number in 1..=(count / 10 * 6) {
        let mut action = Action::new(
            id(number),
            id(1),
            number,
            format!("Send the draft of paper {number} to members"),
        );
        action.owner = Some(id(1 + number % OWNERS));
        action.due = ActionDue::On(due(number, base));
        change = change.create(action);
    }
    change
}

fn agreement(number: u32, base: NaiveDate) -> Agreement {
    let mut agreement = Agreement::new(id(number), format!("Memorandum of understanding {number}"));
    agreement.kind = Some("MoU".to_owned());
    agreement.effective = Some(Date::day(base - Days::new(2_000)));
    agreement.review_due = Some(due(number, base));
    agreement.states = vec![StateSince {
        state: AgreementState::Current,
        since: None,
    }];
    agreement
        .summary
        .push_str("How the two organisations share what they know and work together.");
    agreement
}

fn party(number: u32) -> Party {
    Party {
        id: id(number),
        agreement: id(number),
        organisation: id(1 + number % OWNERS),
        capacity: Capacity::Signatory,
        lead: String::new(),
        signed: None,
        position: 1,
    }
}

/// Spread over the days from 30 before to 1,825 after, the same for ever.
fn due(number: u32, base: NaiveDate) -> Date {
    let days = u64::from(number.wrapping_mul(2_654_435_761) % 1_856);
    Date::day(base - Days::new(30) + Days::new(days))
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("numbers begin at one")
}
