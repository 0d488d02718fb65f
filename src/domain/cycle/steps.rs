//! The steps of a meeting's two texts: draft, with the Chair, cleared, circulated, agreed, published, each with its day.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::forum::RecordKind;
use crate::domain::id::Id;
use crate::domain::issued_text::{TextKind, TextState, TextStep};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Register, Row};

/// How far a text has come by a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// A draft until somebody says otherwise.
    pub state: TextState,
    /// The day of the step, where it is known.
    pub since: Option<Date>,
    /// The Chair's organisation, while the text is with the Chair.
    pub waiting_for: Option<Id<Organisation>>,
}

/// The steps that a text of a meeting has taken, the first first.
pub fn steps(meeting: &Meeting, what: TextKind) -> &[TextStep] {
    match what {
        TextKind::Agenda => &meeting.agenda_steps,
        TextKind::Record => &meeting.record_steps,
    }
}

/// How far a text had come by a day. A step without a day counts from the step before it.
pub fn state_on(
    register: &Register,
    meeting: &Meeting,
    what: TextKind,
    day: NaiveDate,
) -> Standing {
    let taken = steps(meeting, what)
        .iter()
        .take_while(|step| step.on.is_none_or(|on| on.first() <= day));
    let (state, since) = taken
        .last()
        .map_or((TextState::Draft, None), |step| (step.state, step.on));
    let waiting_for = match state {
        TextState::WithChair => chair(register, meeting),
        TextState::Draft
        | TextState::Cleared
        | TextState::Circulated
        | TextState::Agreed
        | TextState::Published => None,
    };
    Standing {
        state,
        since,
        waiting_for,
    }
}

/// Says that a text has come to a state on a day. Nothing forces an order: going back is a step more. Refuses a day
/// before that of an earlier step, and the state that the text is in already.
pub fn step(
    register: &Register,
    meeting: Id<Meeting>,
    what: TextKind,
    state: TextState,
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let before = found(register, meeting)?;
    let after = stepped(register, before, what, state, on)?;
    let label = format!(
        "{}: {}",
        capital(name(register, before, what)),
        said(state, &before.title(register))
    );
    Ok(Change::new(label).update(before, after))
}

/// The meeting with one step more.
pub(super) fn stepped(
    register: &Register,
    meeting: &Meeting,
    what: TextKind,
    state: TextState,
    on: NaiveDate,
) -> Result<Meeting, Refusal> {
    let name = name(register, meeting, what);
    let taken = steps(meeting, what);
    let latest = taken.iter().filter_map(|step| Some((step.state, step.on?)));
    if let Some((state, day)) = latest.max_by_key(|(_, day)| day.first())
        && on < day.first()
    {
        return Err(Refusal::invalid(
            "on",
            format!(
                "The {name} was {state} on {day}; its next step cannot be on {}, before that.",
                Date::day(on)
            ),
        ));
    }
    // Circulated again is a step of its own: the text has been issued again.
    let is_so = taken.last().is_some_and(|step| step.state == state);
    if is_so && state != TextState::Circulated {
        return Err(Refusal::state(format!("The {name} is {state} already.")));
    }
    let step = TextStep {
        state,
        on: Some(Date::day(on)),
    };
    let mut after = meeting.clone();
    match what {
        TextKind::Agenda => after.agenda_steps.push(step),
        TextKind::Record => after.record_steps.push(step),
    }
    Ok(after)
}

/// What a text is called in a forum: agenda, action note, minutes.
pub fn name(register: &Register, meeting: &Meeting, what: TextKind) -> &'static str {
    let kind = register.forums.get(meeting.forum);
    match (what, kind.map(|forum| forum.record_kind)) {
        (TextKind::Agenda, _) => "agenda",
        (TextKind::Record, Some(RecordKind::Minutes)) => "minutes",
        (TextKind::Record, Some(RecordKind::ActionNote) | None) => "action note",
    }
}

/// Whose organisation chairs a meeting: as the meeting says, else by the forum's rule.
pub fn chair(register: &Register, meeting: &Meeting) -> Option<Id<Organisation>> {
    let by_rule = || {
        let forum = register.forums.get(meeting.forum)?;
        forum.chair_on(register, meeting.on.last())
    };
    meeting.chair.or_else(by_rule)
}

pub(super) fn found(register: &Register, meeting: Id<Meeting>) -> Result<&Meeting, Refusal> {
    let found = register.meetings.get(meeting);
    found.ok_or_else(|| Refusal::not_found(format!("There is no meeting {meeting}.")))
}

fn said(state: TextState, meeting: &str) -> String {
    match state {
        TextState::Draft => format!("a draft again, of {meeting}"),
        TextState::WithChair
        | TextState::Cleared
        | TextState::Circulated
        | TextState::Agreed
        | TextState::Published => format!("{state}, of {meeting}"),
    }
}

pub(super) fn capital(text: &str) -> String {
    crate::domain::field::label(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forum::Forum;
    use crate::domain::membership::{Membership, Role};

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn register() -> Register {
        let mut register = Register::default();
        register.put(Organisation::new(id(1), "Care Quality Commission"));
        register.put(Forum::new(id(1), "The Forum"));
        register.put(Membership::new(id(1), id(1), id(1), Role::Chair));
        register.put(Meeting::new(id(1), id(1), day("2014-01-13").into()));
        register
    }

    #[test]
    fn a_text_goes_its_way_and_back_and_keeps_every_step() {
        use TextState::{Circulated, Cleared, Draft, WithChair};
        let mut register = register();
        for (state, on) in [
            (WithChair, "2014-01-02"),
            (Cleared, "2014-01-03"),
            (Draft, "2014-01-03"),
            (WithChair, "2014-01-04"),
            (Circulated, "2014-01-06"),
            (Circulated, "2014-01-08"),
        ] {
            let change = step(&register, id(1), TextKind::Agenda, state, day(on));
            register.apply(&change.expect("nothing forces an order"));
        }
        let meeting = register.meetings.get(id(1)).expect("it is there");
        assert_eq!(meeting.agenda_steps.len(), 6);
        assert!(meeting.record_steps.is_empty(), "the record has its own");
        for (on, state, since, waits) in [
            ("2014-01-01", Draft, None, None),
            ("2014-01-02", WithChair, Some("2014-01-02"), Some(1)),
            ("2014-01-03", Draft, Some("2014-01-03"), None),
            ("2014-01-05", WithChair, Some("2014-01-04"), Some(1)),
            ("2014-02-01", Circulated, Some("2014-01-08"), None),
        ] {
            let found = state_on(&register, meeting, TextKind::Agenda, day(on));
            let expected = Standing {
                state,
                since: since.map(|iso| Date::day(day(iso))),
                waiting_for: waits.map(id),
            };
            assert_eq!(found, expected, "{on}");
        }
    }

    #[test]
    fn a_step_before_an_earlier_one_and_a_step_to_where_it_is_are_refused() {
        use TextState::{Cleared, WithChair};
        let mut register = register();
        let first = step(
            &register,
            id(1),
            TextKind::Record,
            WithChair,
            day("2014-01-20"),
        );
        register.apply(&first.expect("the first"));
        for (what, state, on, refusal) in [
            (
                TextKind::Record,
                Cleared,
                "2014-01-19",
                Some(
                    "The action note was with the Chair on 20 January 2014; its next step cannot be on 19 January \
                     2014, before that.",
                ),
            ),
            (
                TextKind::Record,
                WithChair,
                "2014-01-21",
                Some("The action note is with the Chair already."),
            ),
            (TextKind::Record, Cleared, "2014-01-20", None),
            (TextKind::Agenda, Cleared, "2014-01-19", None),
        ] {
            let found = step(&register, id(1), what, state, day(on));
            let sentence = found.err().map(|refusal| refusal.sentence);
            assert_eq!(sentence.as_deref(), refusal, "{state} on {on}");
        }
    }
}
