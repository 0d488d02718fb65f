//! The action log: a forum's actions, numbered on across its meetings, with their age and origin; and what each
//! organisation has open, overdue and closed.

use chrono::NaiveDate;

use crate::domain::action::{self, Action, ActionOutcome};
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::date::{self, Date};
use crate::domain::forum::{self, Forum};
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};

/// Which actions a log is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LogOptions {
    /// None for all forums, one after the other.
    pub forum: Option<Id<Forum>>,
    /// None for all owners, and for actions that have none yet.
    pub owner: Option<Id<Organisation>>,
    pub which: Which,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    #[default]
    All,
    Open,
    Overdue,
    /// On that day or after it.
    ClosedSince(NaiveDate),
    /// On the day of the forum's last meeting or after it.
    ClosedSinceLast,
}

/// What one owner has to do and has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// None for what nobody owns, or somebody who is no organisation of the register.
    pub owner: Option<Id<Organisation>>,
    /// Overdue ones among them.
    pub open: usize,
    pub overdue: usize,
    /// Done by the last day that was allowed.
    pub on_time: usize,
    pub late: usize,
    /// Done without a date to keep, overtaken or withdrawn.
    pub otherwise: usize,
}

/// The actions of a log, forum by forum and there by number: those that had been agreed by then.
///
/// What is withheld from an audience is on it only where nothing but the forum is asked for, so that nobody learns from a
/// question whose it is or how it stands.
pub fn log<'a>(
    register: &'a Register,
    today: NaiveDate,
    options: &LogOptions,
    audience: Audience,
) -> Vec<&'a Action> {
    let mut forums: Vec<&Forum> = register.forums.iter().collect();
    forums.retain(|one| options.forum.is_none_or(|id| one.id == id));
    forums.sort_by_key(|one| (one.name.to_lowercase(), one.id));
    let asks_within = options.owner.is_some() || options.which != Which::All;
    let mut found = Vec::new();
    for forum in forums {
        let last = forum::last_meeting(register, forum.id, today).map(|one| one.on.first());
        let mut actions: Vec<&Action> = register.actions.of(forum.id).collect();
        actions.retain(|one| {
            one.is_agreed_on(register, today)
                && options.owner.is_none_or(|owner| one.owner == Some(owner))
                && fits(register, one, options.which, last, today)
                && !(asks_within && Record::Action(one).is_withheld(register, audience))
        });
        actions.sort_by_key(|one| (one.number, one.id));
        found.extend(actions);
    }
    found
}

fn fits(
    register: &Register,
    one: &Action,
    which: Which,
    last: Option<NaiveDate>,
    today: NaiveDate,
) -> bool {
    let is_closed_since = |day: NaiveDate| {
        !one.is_open_on(today) && one.closed.is_some_and(|closed| day <= closed.last())
    };
    match which {
        Which::All => true,
        Which::Open => one.is_open_on(today),
        Which::Overdue => is_overdue(register, one, today),
        Which::ClosedSince(day) => is_closed_since(day),
        // Where it has not met yet, all that is closed has been closed since.
        Which::ClosedSinceLast => is_closed_since(last.unwrap_or(NaiveDate::MIN)),
    }
}

/// Whether an action was closed on the day of its forum's last meeting or after it.
pub fn is_closed_since_last(register: &Register, one: &Action, today: NaiveDate) -> bool {
    let last = forum::last_meeting(register, one.forum, today).map(|one| one.on.first());
    fits(register, one, Which::ClosedSinceLast, last, today)
}

pub fn is_overdue(register: &Register, one: &Action, today: NaiveDate) -> bool {
    let due = one.due_date(register);
    one.is_open_on(today) && due.is_some_and(|due| due.last() < today)
}

/// How long an action has been open, or was: from the meeting that agreed it. None where no meeting is known.
pub fn age(register: &Register, one: &Action, today: NaiveDate) -> Option<String> {
    let from = register.meetings.get(one.meeting?)?.on.first();
    let closed = one.closed.filter(|_| !one.is_open_on(today));
    let to = closed.map_or(today, Date::last);
    (from <= to).then(|| date::span(from, to))
}

/// Whether an action was done by the last day it was due. None for one that is open, had no date, or was not done.
fn was_on_time(register: &Register, one: &Action) -> Option<bool> {
    match one.outcome? {
        ActionOutcome::Done => Some(one.closed?.first() <= one.due_date(register)?.last()),
        ActionOutcome::Overtaken | ActionOutcome::Withdrawn => None,
    }
}

/// What each owner has to do and has done, of one forum or of all: by name, and what nobody owns last.
///
/// What is withheld from an audience is not counted, since a count under a name says whose it is.
pub fn summary(
    register: &Register,
    today: NaiveDate,
    forum: Option<Id<Forum>>,
    audience: Audience,
) -> Vec<Summary> {
    let options = LogOptions {
        forum,
        ..LogOptions::default()
    };
    let mut found: Vec<Summary> = Vec::new();
    for one in log(register, today, &options, audience) {
        if Record::Action(one).is_withheld(register, audience) {
            continue;
        }
        let place = found.iter().position(|own| own.owner == one.owner);
        let place = place.unwrap_or_else(|| {
            found.push(Summary::of(one.owner));
            found.len() - 1
        });
        if let Some(own) = found.get_mut(place) {
            own.count(register, one, today);
        }
    }
    found.sort_by_key(|own| {
        let body = own.owner.and_then(|id| register.organisations.get(id));
        (body.is_none(), body.map(|one| one.name.to_lowercase()))
    });
    found
}

impl Summary {
    fn of(owner: Option<Id<Organisation>>) -> Self {
        Self {
            owner,
            open: 0,
            overdue: 0,
            on_time: 0,
            late: 0,
            otherwise: 0,
        }
    }

    fn count(&mut self, register: &Register, one: &Action, today: NaiveDate) {
        if one.is_open_on(today) {
            self.open += 1;
            self.overdue += usize::from(is_overdue(register, one, today));
            return;
        }
        match was_on_time(register, one) {
            Some(true) => self.on_time += 1,
            Some(false) => self.late += 1,
            None => self.otherwise += 1,
        }
    }
}

/// Adds a dated line to what an action says of its progress; it stays open.
///
/// Refuses no words, a day to come or before it was agreed, and an action that is closed.
pub fn progress(
    register: &Register,
    id: Id<Action>,
    text: &str,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let Some(one) = register.actions.get(id) else {
        let sentence = format!("There is no action with the entry number {id}.");
        return Err(Refusal::not_found(sentence));
    };
    let number = action::forum_number(register, one);
    if text.trim().is_empty() {
        let sentence = "Progress needs words: what has been done since.";
        return Err(Refusal::invalid("progress", sentence));
    }
    if let Some(closed) = one.closed {
        let sentence = format!("Action {number} is closed already, on {closed}.");
        return Err(Refusal::state(sentence));
    }
    if today < on {
        let sentence = format!("{} has not come yet.", Date::day(on));
        return Err(Refusal::invalid("on", sentence));
    }
    if !one.is_agreed_on(register, on) {
        let sentence = format!("Action {number} had not been agreed by {}.", Date::day(on));
        return Err(Refusal::invalid("on", sentence));
    }
    let label = format!("Noted progress on action {number}");
    Ok(Change::new(label).update(one, one.with_progress(on, text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::action::ActionDue;
    use crate::domain::cycle::tests::summer::{day, id, today, two_forums};
    use crate::domain::item::Item;
    use crate::domain::meeting::{Meeting, MeetingState};

    /// The actions of the local forum, all of 1 June: 1 open and overdue, 2 done in time before July's meeting, 3 done late
    /// after it, 4 withdrawn, 5 without an owner, 6 reserved through its item. That of the area has one, of 1 September.
    fn register() -> Register {
        use ActionOutcome::{Done, Withdrawn};
        let mut register = two_forums(MeetingState::Planned);
        let mut secret = Item::new(id(1), id(1), 1, "A provider");
        secret.reserved = Some("It names a provider.".to_owned());
        register.put(secret);
        for (number, owner, due, closed) in [
            (1, Some(1), Some("2021-07-31"), None),
            (2, Some(1), Some("2021-06-30"), Some(("2021-06-30", Done))),
            (3, Some(1), Some("2021-06-30"), Some(("2021-07-02", Done))),
            (
                4,
                Some(2),
                Some("2021-06-30"),
                Some(("2021-07-01", Withdrawn)),
            ),
            (5, None, None, None),
            (6, Some(2), Some("2021-07-31"), None),
        ] {
            let due = due.map_or(ActionDue::Unset, |on| ActionDue::On(day(on).into()));
            register.put(Action {
                meeting: Some(id(1)),
                item: (number == 6).then(|| id(1)),
                owner: owner.map(id),
                due,
                closed: closed.map(|(on, _)| day(on).into()),
                outcome: closed.map(|(_, outcome)| outcome),
                ..Action::new(id(number), id(1), number, "Do it")
            });
        }
        register.put(Action {
            meeting: Some(id(3)),
            ..Action::new(id(7), id(2), 1, "Do it")
        });
        register
    }

    fn numbers(options: LogOptions, on: &str, audience: Audience) -> Vec<u32> {
        let register = register();
        let found = log(&register, day(on), &options, audience);
        found.iter().map(|one| one.id.number()).collect()
    }

    #[test]
    fn a_log_holds_what_was_asked_for_forum_by_forum_and_by_number() {
        use Which::{All, ClosedSince, ClosedSinceLast, Open, Overdue};
        for (forum, owner, which, on, expected) in [
            (None, None, All, "2021-09-01", &[7, 1, 2, 3, 4, 5, 6][..]),
            // What had not been agreed by then is on no log.
            (None, None, All, "2021-08-20", &[1, 2, 3, 4, 5, 6]),
            (Some(2), None, All, "2021-08-20", &[]),
            (Some(1), None, Open, "2021-08-20", &[1, 5, 6]),
            (Some(1), None, Open, "2021-07-01", &[1, 3, 5, 6]),
            (None, Some(1), All, "2021-08-20", &[1, 2, 3]),
            (None, Some(1), Open, "2021-08-20", &[1]),
            (None, None, Overdue, "2021-08-20", &[1, 6]),
            (None, None, Overdue, "2021-07-31", &[]),
            (None, None, ClosedSinceLast, "2021-08-20", &[3, 4]),
            (None, None, ClosedSinceLast, "2021-06-30", &[2]),
            (
                None,
                None,
                ClosedSince(day("2021-06-30")),
                "2021-08-20",
                &[2, 3, 4],
            ),
            (
                None,
                None,
                ClosedSince(day("2021-07-02")),
                "2021-08-20",
                &[3],
            ),
        ] {
            let options = LogOptions {
                forum: forum.map(id),
                owner: owner.map(id),
                which,
            };
            let found = numbers(options, on, Audience::Members);
            assert_eq!(found, expected, "{options:?} on {on}");
        }
    }

    #[test]
    fn no_question_of_the_public_finds_what_is_reserved() {
        for (owner, which, expected) in [
            (None, Which::All, &[1, 2, 3, 4, 5, 6][..]),
            (None, Which::Open, &[1, 5]),
            (None, Which::Overdue, &[1]),
            (Some(2), Which::All, &[4]),
        ] {
            let options = LogOptions {
                forum: None,
                owner: owner.map(id),
                which,
            };
            let found = numbers(options, "2021-08-20", Audience::Public);
            assert_eq!(found, expected, "{options:?}");
        }
        let register = register();
        let all = |audience| -> usize {
            let found = summary(&register, today(), None, audience);
            found.iter().map(|own| own.open).sum()
        };
        assert_eq!((all(Audience::Public), all(Audience::Members)), (2, 3));
    }

    #[test]
    fn each_owner_is_told_what_is_open_overdue_closed_in_time_and_late() {
        let register = register();
        let found = summary(&register, today(), None, Audience::Members);
        let told: Vec<_> = found
            .iter()
            .map(|own| {
                let owner = own.owner.map(Id::number);
                (
                    owner,
                    [own.open, own.overdue, own.on_time, own.late, own.otherwise],
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Some(2), [1, 1, 0, 0, 1]),
                (Some(1), [1, 1, 1, 1, 0]),
                (None, [1, 0, 0, 0, 0])
            ]
        );
        let none = summary(&register, today(), Some(id(2)), Audience::Members);
        assert_eq!(none, []);
    }

    #[test]
    fn age_runs_from_the_meeting_to_today_or_to_the_day_it_was_closed() {
        let register = register();
        for (number, on, expected) in [
            (1, "2021-06-01", Some("0 days")),
            (1, "2021-08-20", Some("80 days")),
            (1, "2021-12-01", Some("6 months")),
            (2, "2021-08-20", Some("29 days")),
            (2, "2021-06-11", Some("10 days")),
            (7, "2021-08-20", None),
        ] {
            let one = register.actions.get(id(number)).expect("it was put");
            let age = age(&register, one, day(on));
            assert_eq!(age.as_deref(), expected, "{number} on {on}");
        }
    }

    #[test]
    fn progress_is_a_dated_line_under_the_others() {
        let mut register = register();
        for (text, on, expected) in [
            (" Asked them. ", "2021-08-01", "1 August 2021: Asked them."),
            (
                "They answered.",
                "2021-08-20",
                "1 August 2021: Asked them.\n20 August 2021: They answered.",
            ),
        ] {
            let change = progress(&register, id(1), text, day(on), today()).expect("it may be");
            assert_eq!(change.label, "Noted progress on action Local/1");
            register.apply(&change);
            let one = register.actions.get(id(1)).expect("it was put");
            assert_eq!(one.progress, expected);
            assert!(one.closed.is_none());
        }
        for (number, text, on, words) in [
            (1, " ", "2021-08-20", "Progress needs words"),
            (1, "x", "2021-08-21", "has not come yet"),
            (1, "x", "2021-05-31", "had not been agreed by 31 May 2021"),
            (2, "x", "2021-08-20", "is closed already, on 30 June 2021"),
            (99, "x", "2021-08-20", "no action with the entry number 99"),
        ] {
            let refusal = progress(&register, id(number), text, day(on), today());
            let refusal = refusal.expect_err(words);
            assert!(refusal.sentence.contains(words), "{refusal}");
        }
    }

    #[test]
    fn next_meeting_is_the_next_that_takes_place_whatever_was_moved_or_called_off() {
        use MeetingState::{Cancelled, Confirmed, Held, Planned, Postponed};
        for (others, expected) in [
            (&[][..], None),
            (&[("2014-04-03", Planned)], Some("3 April 2014")),
            (&[("2014-04-03", Held)], Some("3 April 2014")),
            (&[("2013-10-01", Held)], None),
            (&[("2014-04", Planned)], Some("April 2014")),
            // Put off without a date, and called off: the one after it.
            (
                &[("2014-04-03", Postponed), ("2014-07-10", Confirmed)],
                Some("10 July 2014"),
            ),
            (
                &[("2014-04-03", Cancelled), ("2014-07-10", Planned)],
                Some("10 July 2014"),
            ),
            (&[("2014-04-03", Postponed)], None),
            // April's was moved behind July's, and the order in which they were planned says nothing.
            (
                &[("2014-09-01", Planned), ("2014-07-10", Planned)],
                Some("10 July 2014"),
            ),
        ] {
            let mut register = Register::default();
            register.put(Forum::new(id(1), "Forum"));
            let january = Meeting::new(id(1), id(1), day("2014-01-13").into());
            register.put(Meeting {
                state: Held,
                ..january
            });
            for ((on, state), number) in others.iter().zip(2..) {
                let on = Date::from_code(on).expect("the code of a date");
                let meeting = Meeting::new(id(number), id(1), on);
                register.put(Meeting {
                    state: *state,
                    ..meeting
                });
            }
            let action = Action {
                meeting: Some(id(1)),
                due: ActionDue::NextMeeting,
                ..Action::new(id(1), id(1), 1, "Do it")
            };
            let due = action.due_date(&register).map(|due| due.to_string());
            assert_eq!(due.as_deref(), expected, "{others:?}");
        }
    }
}
