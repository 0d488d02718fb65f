//! What becomes of a meeting before its agenda: its date is confirmed or moved, it is held, or it is called off.

use chrono::NaiveDate;

use super::plan::refuse_taken;
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};
use crate::domain::words::words;

words! {
    /// What is said of a meeting, one after the other or at last.
    pub enum Step {
        Confirm = "confirm",
        Hold = "hold",
        Postpone = "postpone",
        Cancel = "cancel",
    }
}

/// Says that the dates of planned meetings are agreed, as one change.
///
/// Refuses a meeting that is not planned, and one whose day is not known.
pub fn confirm(register: &Register, ids: &[Id<Meeting>]) -> Result<Change, Refusal> {
    each(register, ids, "Confirmed", |meeting| {
        match meeting.state {
            MeetingState::Planned => {}
            MeetingState::Confirmed => {
                return Err(refused(register, meeting, "is confirmed already."));
            }
            MeetingState::Postponed => return Err(needs_a_date(register, meeting)),
            MeetingState::Held => return Err(refused(register, meeting, "has been held.")),
            MeetingState::Cancelled => return Err(is_cancelled(register, meeting)),
        }
        if meeting.on.as_day().is_none() {
            let why = "has no day yet; give it one, and confirm it then.";
            return Err(refused(register, meeting, why));
        }
        Ok(MeetingState::Confirmed)
    })
}

/// Says that meetings took place, as one change.
///
/// Refuses a meeting before its day, and one that is not planned or confirmed.
pub fn hold(register: &Register, ids: &[Id<Meeting>], today: NaiveDate) -> Result<Change, Refusal> {
    each(register, ids, "Held", |meeting| {
        match meeting.state {
            MeetingState::Planned | MeetingState::Confirmed => {}
            MeetingState::Postponed => return Err(needs_a_date(register, meeting)),
            MeetingState::Held => {
                return Err(refused(register, meeting, "is marked as held already."));
            }
            MeetingState::Cancelled => return Err(is_cancelled(register, meeting)),
        }
        if today < meeting.on.first() {
            let why = "has not come yet; it is marked as held on its day or after.";
            return Err(refused(register, meeting, why));
        }
        Ok(MeetingState::Held)
    })
}

/// Calls meetings off for good, as one change.
///
/// Refuses one that was held or called off already.
pub fn cancel(register: &Register, ids: &[Id<Meeting>]) -> Result<Change, Refusal> {
    each(register, ids, "Cancelled", |meeting| match meeting.state {
        MeetingState::Planned | MeetingState::Confirmed | MeetingState::Postponed => {
            Ok(MeetingState::Cancelled)
        }
        MeetingState::Held => Err(refused(register, meeting, "has been held.")),
        MeetingState::Cancelled => Err(refused(register, meeting, "is cancelled already.")),
    })
}

/// Moves a meeting to another date, where it is planned again; without one it is postponed until there is one. Its
/// number stays, and it remembers the dates that it was moved from.
///
/// Refuses a meeting that was held or cancelled, its own date, and a day on which the forum meets already.
pub fn postpone(register: &Register, id: Id<Meeting>, to: Option<Date>) -> Result<Change, Refusal> {
    let meeting = found(register, id)?;
    can_postpone(register, meeting)?;
    let mut after = meeting.clone();
    if meeting.state != MeetingState::Postponed {
        // One that is postponed already left its date then.
        after.moved_from.push(meeting.on);
    }
    let title = meeting.title(register);
    let Some(to) = to else {
        if meeting.state == MeetingState::Postponed {
            let why = "is postponed already; say to which date.";
            return Err(refused(register, meeting, why));
        }
        after.state = MeetingState::Postponed;
        return Ok(Change::new(format!("Postponed: {title}")).update(meeting, after));
    };
    if to == meeting.on && meeting.state != MeetingState::Postponed {
        let sentence = format!("It is on {to} already; say another date.");
        return Err(Refusal::invalid("to", sentence));
    }
    if let Some(day) = to.as_day() {
        refuse_taken(register, meeting.forum, day)?;
    }
    after.on = to;
    after.state = MeetingState::Planned;
    let label = format!("Moved to {}: {title}", after.announced());
    Ok(Change::new(label).update(meeting, after))
}

fn can_postpone(register: &Register, meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.state {
        MeetingState::Planned | MeetingState::Confirmed | MeetingState::Postponed => Ok(()),
        MeetingState::Held => Err(refused(register, meeting, "has been held.")),
        MeetingState::Cancelled => Err(is_cancelled(register, meeting)),
    }
}

/// Why a step cannot be taken with these meetings; asked by menus, which show it.
pub fn possible(
    register: &Register,
    ids: &[Id<Meeting>],
    step: Step,
    today: NaiveDate,
) -> Result<(), Refusal> {
    match step {
        Step::Confirm => confirm(register, ids).map(|_| ()),
        Step::Hold => hold(register, ids, today).map(|_| ()),
        Step::Cancel => cancel(register, ids).map(|_| ()),
        Step::Postpone => match ids {
            [id] => can_postpone(register, found(register, *id)?),
            _ => Err(Refusal::state("One meeting is postponed at a time.")),
        },
    }
}

fn each(
    register: &Register,
    ids: &[Id<Meeting>],
    done: &str,
    next: impl Fn(&Meeting) -> Result<MeetingState, Refusal>,
) -> Result<Change, Refusal> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut change = Change::new(String::new());
    let mut last = String::new();
    for &id in &ids {
        let meeting = found(register, id)?;
        let state = next(meeting)?;
        let after = Meeting {
            state,
            ..meeting.clone()
        };
        change = change.update(meeting, after);
        last = meeting.title(register);
    }
    change.label = match ids.len() {
        1 => format!("{done}: {last}"),
        count => format!("{done}: {count} meetings"),
    };
    Ok(change)
}

fn found(register: &Register, id: Id<Meeting>) -> Result<&Meeting, Refusal> {
    let missing = || Refusal::not_found(format!("There is no meeting {id}."));
    register.meetings.get(id).ok_or_else(missing)
}

fn needs_a_date(register: &Register, meeting: &Meeting) -> Refusal {
    let why = "is postponed; give it its new date first.";
    refused(register, meeting, why)
}

fn is_cancelled(register: &Register, meeting: &Meeting) -> Refusal {
    let why = "is cancelled; set its state back first if it takes place after all.";
    refused(register, meeting, why)
}

fn refused(register: &Register, meeting: &Meeting, why: &str) -> Refusal {
    Refusal::state(format!("{} {why}", meeting.title(register)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forum::Forum;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn code(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    /// A forum with one meeting in a state, and another that is planned.
    fn meetings(state: MeetingState, on: &str) -> (Register, Id<Meeting>) {
        let mut register = Register::default();
        let forum = Forum::new(Id::new(1).expect("a number"), "The Forum");
        let forum_id = forum.id;
        register.put(forum);
        let first = register.meetings.next_id();
        register.put(Meeting {
            state,
            number: Some(42),
            ..Meeting::new(first, forum_id, code(on))
        });
        let other = register.meetings.next_id();
        register.put(Meeting::new(other, forum_id, code("2014-06-05")));
        (register, first)
    }

    fn after(register: &Register, change: &Change, id: Id<Meeting>) -> Meeting {
        let mut register = register.clone();
        register.apply(change);
        register.meetings.get(id).expect("it is there").clone()
    }

    #[test]
    fn a_step_is_taken_from_the_states_that_allow_it() {
        use MeetingState::{Cancelled, Confirmed, Held, Planned, Postponed};
        let today = day("2014-04-03");
        for (step, allowed, becomes) in [
            (Step::Confirm, &[Planned][..], Confirmed),
            (Step::Hold, &[Planned, Confirmed], Held),
            (Step::Cancel, &[Planned, Confirmed, Postponed], Cancelled),
            (Step::Postpone, &[Planned, Confirmed], Postponed),
        ] {
            for state in [Planned, Confirmed, Postponed, Held, Cancelled] {
                let (register, id) = meetings(state, "2014-04-03");
                let made = match step {
                    Step::Confirm => confirm(&register, &[id]),
                    Step::Hold => hold(&register, &[id], today),
                    Step::Cancel => cancel(&register, &[id]),
                    Step::Postpone => postpone(&register, id, None),
                };
                let is_allowed = allowed.contains(&state);
                assert_eq!(made.is_ok(), is_allowed, "{step} from {state}");
                if let Ok(change) = made {
                    assert_eq!(after(&register, &change, id).state, becomes);
                    assert!(possible(&register, &[id], step, today).is_ok());
                }
            }
        }
    }

    #[test]
    fn a_meeting_is_held_on_its_day_and_confirmed_once_it_has_one() {
        for (on, today, can_hold, can_confirm) in [
            ("2014-04-03", "2014-04-02", false, true),
            ("2014-04-03", "2014-04-03", true, true),
            ("2014-04", "2014-04-01", true, false),
        ] {
            let (register, id) = meetings(MeetingState::Planned, on);
            let held = hold(&register, &[id], day(today));
            assert_eq!(held.is_ok(), can_hold, "held {on} on {today}");
            let confirmed = confirm(&register, &[id]);
            assert_eq!(confirmed.is_ok(), can_confirm, "confirmed {on}");
        }
    }

    #[test]
    fn a_postponed_meeting_keeps_its_number_and_where_it_moved_from() {
        let (mut register, id) = meetings(MeetingState::Confirmed, "2014-04-03");
        for (to, state, on, from) in [
            (
                Some("2014-05-01"),
                MeetingState::Planned,
                "2014-05-01",
                "2014-04-03",
            ),
            (
                None,
                MeetingState::Postponed,
                "2014-05-01",
                "2014-04-03 2014-05-01",
            ),
            (
                Some("2014-07"),
                MeetingState::Planned,
                "2014-07",
                "2014-04-03 2014-05-01",
            ),
            (
                Some("2014-06-30"),
                MeetingState::Planned,
                "2014-06-30",
                "2014-04-03 2014-05-01 2014-07",
            ),
        ] {
            let change = postpone(&register, id, to.map(code)).expect("it can be moved");
            register.apply(&change);
            let meeting = register.meetings.get(id).expect("it is there");
            let moved: Vec<String> = meeting.moved_from.iter().map(|one| one.code()).collect();
            assert_eq!((meeting.state, meeting.on), (state, code(on)));
            assert_eq!(moved.join(" "), from);
            assert_eq!(meeting.number, Some(42));
        }
    }

    #[test]
    fn a_meeting_is_not_moved_to_its_own_day_nor_onto_another_meeting() {
        let (register, id) = meetings(MeetingState::Planned, "2014-04-03");
        for (to, words) in [
            ("2014-04-03", "It is on 3 April 2014 already"),
            (
                "2014-06-05",
                "There is a meeting on Thursday 5 June 2014 already",
            ),
        ] {
            let refusal = postpone(&register, id, Some(code(to))).expect_err(words);
            assert!(refusal.sentence.contains(words), "{refusal}");
        }
    }

    #[test]
    fn several_meetings_are_one_change() {
        let (register, id) = meetings(MeetingState::Planned, "2014-04-03");
        let other = Id::new(2).expect("a number");
        let change = confirm(&register, &[id, other, id]).expect("both are planned");
        assert_eq!(
            (change.label.as_str(), change.edits.len()),
            ("Confirmed: 2 meetings", 2)
        );
    }
}
