//! A register as of a day of the past: what was true then by the dates in its entries. For looking only.
//!
//! What came later is taken out, or is again what it was: an agreement its state, an action open, a meeting to come. What
//! has no date stands as it is, and so do names and what is agreed for a day still to come.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::action::Action;
use super::agreement::{Agreement, StateSince};
use super::change::Change;
use super::date::Date;
use super::id::{Entry, Id};
use super::item::{Item, ItemState};
use super::life::states::Successors;
use super::meeting::Meeting;
use super::party::Party;
use super::register::{Edit, Register, Row};
use super::returns::Return;
use super::table::Table;

/// What the register was at the end of a day.
#[must_use]
pub fn as_of(mut register: Register, day: NaiveDate) -> Register {
    let past = Past {
        register: &register,
        standing: Successors::of(&register),
        day,
    };
    let change = past.change();
    register.apply(&change);
    let left = without_the_gone(&register, &change);
    register.apply(&left);
    register
}

/// The date for which a review was due on a day: of the first that was recorded since, the one that it had been due for.
pub fn review_due(register: &Register, one: &Agreement, day: NaiveDate) -> Option<Date> {
    let later = register
        .reviews
        .of(one.id)
        .filter(|review| day < review.on.first());
    let first = later.min_by_key(|review| (review.on.first(), review.id));
    first.map_or(one.review_due, |review| review.was_due)
}

struct Past<'a> {
    register: &'a Register,
    standing: Successors<'a>,
    day: NaiveDate,
}

impl Past<'_> {
    /// Everything that came later taken back.
    fn change(&self) -> Change {
        let register = self.register;
        let mut change = Change::new("");
        change = each(change, &register.agreements, |one| {
            Some(self.agreement(one))
        });
        change = each(change, &register.parties, |one| Some(self.party(one)));
        change = each(change, &register.actions, |one| self.action(one));
        change = each(change, &register.meetings, |one| Some(self.meeting(one)));
        change = each(change, &register.items, |one| Some(self.item(one)));
        change = each(change, &register.returns, |one| Some(self.received(one)));
        change = each(change, &register.contacts, |one| {
            let mut then = one.clone();
            then.confirmed = self.had(one.confirmed);
            self.keep(one.from).then_some(then)
        });
        change = kept(change, &register.memberships, |one| self.keep(one.from));
        change = kept(change, &register.attendances, |one| {
            !self.is_to_come(one.meeting)
        });
        change = kept(change, &register.reviews, |one| self.keep(Some(one.on)));
        change = kept(change, &register.offers, |one| self.keep(one.on));
        change = kept(change, &register.notes, |one| self.keep(one.on));
        change = kept(change, &register.texts, |one| one.on <= self.day);
        change = kept(change, &register.sendings, |one| one.on <= self.day);
        kept(change, &register.pages, |one| one.on <= self.day)
    }

    /// Whether what has this date was there already.
    fn keep(&self, on: Option<Date>) -> bool {
        on.is_none_or(|on| on.first() <= self.day)
    }

    /// A date, if it had come.
    fn had(&self, on: Option<Date>) -> Option<Date> {
        on.filter(|on| on.first() <= self.day)
    }

    fn is_to_come(&self, meeting: Id<Meeting>) -> bool {
        let meeting = self.register.meetings.get(meeting);
        meeting.is_some_and(|one| self.day < one.on.first())
    }

    /// One that did not stand yet keeps the dates that say so.
    fn agreement(&self, one: &Agreement) -> Agreement {
        let mut then = one.clone();
        let Some(state) = self.standing.state_on(one, self.day) else {
            then.review_due = None;
            return then;
        };
        then.states.retain(|state| self.keep(state.since));
        if then.state() != state {
            then.states.push(StateSince { state, since: None });
        }
        then.signatures.retain(|on| self.keep(Some(*on)));
        then.disagreements.retain(|step| self.keep(step.on));
        then.review_due = review_due(self.register, one, self.day);
        then
    }

    fn party(&self, one: &Party) -> Party {
        let agreement = self.register.agreements.get(one.agreement);
        let stood = agreement.is_some_and(|one| self.standing.state_on(one, self.day).is_some());
        let mut then = one.clone();
        if stood && !self.keep(one.signed) {
            then.signed = None;
            then.signed_by.clear();
        }
        then
    }

    /// None if it was agreed later.
    fn action(&self, one: &Action) -> Option<Action> {
        let mut then = one.clone();
        if one.is_open_on(self.day) {
            (then.closed, then.outcome) = (None, None);
        }
        for reply in &mut then.replies {
            reply.on = self.had(reply.on);
        }
        one.is_agreed_on(self.register, self.day).then_some(then)
    }

    fn meeting(&self, one: &Meeting) -> Meeting {
        let mut then = one.clone();
        then.state = one.state_on(self.day);
        if self.day < one.on.first() {
            then.record.clear();
            then.record_link.clear();
        }
        then.agenda_steps.retain(|step| self.keep(step.on));
        then.record_steps.retain(|step| self.keep(step.on));
        then.post_meeting_notes.retain(|note| self.keep(note.on));
        then
    }

    fn item(&self, one: &Item) -> Item {
        let mut then = one.clone();
        if self.is_to_come(one.meeting) {
            then.state = ItemState::Open;
            then.outcome.clear();
        }
        then
    }

    fn received(&self, one: &Return) -> Return {
        let mut then = one.clone();
        (then.asked, then.received, then.sent) = (
            self.had(one.asked),
            self.had(one.received),
            self.had(one.sent),
        );
        then
    }
}

/// What each row of a table was; none for one that was not there.
fn each<T: Row>(mut change: Change, table: &Table<T>, then: impl Fn(&T) -> Option<T>) -> Change {
    for row in table {
        change = match then(row) {
            Some(then) if then == *row => change,
            Some(then) => change.update(row, then),
            None => change.delete(row),
        };
    }
    change
}

fn kept<T: Row>(change: Change, table: &Table<T>, was_there: impl Fn(&T) -> bool) -> Change {
    each(change, table, |row| was_there(row).then(|| row.clone()))
}

/// What speaks of an entry that a change has taken out speaks of nothing.
fn without_the_gone(register: &Register, change: &Change) -> Change {
    let gone = change.edits.iter().filter(|edit| edit.after().is_none());
    let gone: HashSet<Entry> = gone.map(Edit::entry).collect();
    let mut left = Change::new("");
    if gone.is_empty() {
        return left;
    }
    left = each(left, &register.memberships, |one| {
        let mut then = one.clone();
        let is_there = |id: &Id<_>| !gone.contains(&(*id).into());
        then.representative = one.representative.filter(is_there);
        then.deputy = one.deputy.filter(is_there);
        Some(then)
    });
    left = kept(left, &register.notes, |one| !gone.contains(&one.about));
    left = kept(left, &register.origins, |one| !gone.contains(&one.about));
    left = kept(left, &register.sendings, |one| !gone.contains(&one.about));
    kept(left, &register.reminders, |one| !gone.contains(&one.about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::demo;
    use crate::domain::action::ActionOutcome;
    use crate::domain::agreement::AgreementState::{self, Current, Superseded};
    use crate::domain::agreement::Supersession;
    use crate::domain::contact::Contact;
    use crate::domain::due::{DueOptions, Rules, due};
    use crate::domain::forum::Forum;
    use crate::domain::meeting::MeetingState;
    use crate::domain::organisation::Organisation;
    use crate::domain::review::{Review, ReviewOutcome};

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    fn date(iso: &str) -> Date {
        Date::from_code(iso).expect("the code of a date")
    }

    /// An agreement of 2014, reviewed in 2019 and superseded in 2021; a meeting on 9 September 2020 with its item and its
    /// action, closed in 2021; a contact since June 2021.
    fn register() -> Register {
        let mut register = Register::default();
        register.put(Organisation::new(id(1), "Monitor"));
        register.put(Forum::new(id(1), "Forum"));
        let mut first = Agreement::new(id(1), "First");
        first.effective = Some(date("2014-01-13"));
        first.review_due = Some(date("2024"));
        first.states = vec![StateSince {
            state: Superseded,
            since: None,
        }];
        let mut second = Agreement::new(id(2), "Second");
        second.effective = Some(date("2021-03-01"));
        second.supersedes = vec![Supersession {
            agreement: id(1),
            except: None,
        }];
        register.put(first);
        register.put(second);
        let mut party = Party::new(id(1), id(1), id(1));
        party.signed = Some(date("2014-02-20"));
        register.put(party);
        let review = Review {
            id: id(1),
            agreement: id(1),
            on: date("2019-05-01"),
            outcome: ReviewOutcome::Reaffirmed,
            by: "Policy".to_owned(),
            was_due: Some(date("2019")),
            next: Some(date("2024")),
            note: String::new(),
            item: None,
            checks: Vec::new(),
        };
        register.put(review);
        let mut meeting = Meeting::new(id(1), id(1), date("2020-09-09"));
        meeting.state = MeetingState::Held;
        register.put(meeting);
        let mut item = Item::new(id(1), id(1), 1, "Item");
        item.state = ItemState::Discussed;
        "It was noted.".clone_into(&mut item.outcome);
        register.put(item);
        let mut action = Action::new(id(1), id(1), 1, "Send the draft");
        action.meeting = Some(id(1));
        action.closed = Some(date("2021-02-01"));
        action.outcome = Some(ActionOutcome::Done);
        register.put(action);
        let contact = Contact {
            id: id(1),
            organisation: id(1),
            name: "A Sample".to_owned(),
            post: String::new(),
            from: Some(date("2021-06")),
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: None,
        };
        register.put(contact);
        register
    }

    /// State and review date of the agreement, whether its party has signed, the meeting, the item, whether the action is
    /// there and closed, whether the contact is there.
    type Told = (
        AgreementState,
        Option<&'static str>,
        bool,
        MeetingState,
        ItemState,
        Option<bool>,
        bool,
    );

    #[test]
    fn what_came_later_is_not_there_and_what_was_otherwise_is_what_it_was() {
        use ItemState::{Discussed, Open};
        use MeetingState::{Confirmed, Held};
        let cases: [(&str, Told); 6] = [
            (
                "2014-01-20",
                (Current, Some("2019"), false, Confirmed, Open, None, false),
            ),
            (
                "2019-04-30",
                (Current, Some("2019"), true, Confirmed, Open, None, false),
            ),
            (
                "2019-05-01",
                (Current, Some("2024"), true, Confirmed, Open, None, false),
            ),
            (
                "2020-09-09",
                (
                    Current,
                    Some("2024"),
                    true,
                    Held,
                    Discussed,
                    Some(false),
                    false,
                ),
            ),
            (
                "2021-03-01",
                (
                    Superseded,
                    Some("2024"),
                    true,
                    Held,
                    Discussed,
                    Some(true),
                    false,
                ),
            ),
            (
                "2021-06-01",
                (
                    Superseded,
                    Some("2024"),
                    true,
                    Held,
                    Discussed,
                    Some(true),
                    true,
                ),
            ),
        ];
        for (on, expected) in cases {
            let then = as_of(register(), day(on));
            let agreement = then.agreements.get(id(1)).expect("it stays");
            let found = (
                agreement.state(),
                agreement.review_due.map(Date::code),
                then.parties.get(id(1)).expect("it stays").signed.is_some(),
                then.meetings.get(id(1)).expect("it stays").state,
                then.items.get(id(1)).expect("it stays").state,
                then.actions.get(id(1)).map(|one| one.closed.is_some()),
                then.contacts.get(id(1)).is_some(),
            );
            let (state, due, signed, meeting, item, action, contact) = expected;
            let due = due.map(str::to_owned);
            assert_eq!(
                found,
                (state, due, signed, meeting, item, action, contact),
                "{on}"
            );
            assert_eq!(then.reviews.len(), usize::from(on >= "2019-05-01"), "{on}");
            assert_eq!(then.faults(), [""; 0], "{on}");
        }
    }

    #[test]
    fn the_sample_data_is_sound_and_due_as_it_was_on_every_day_that_anything_happened() {
        let mut all = Register::default();
        all.apply(&demo());
        for on in [
            "2013-12-01",
            "2014-01-20",
            "2019-02-01",
            "2021-03-31",
            "2021-07-15",
            "2021-08-20",
            "2021-09-10",
        ] {
            let on = day(on);
            let then = as_of(all.clone(), on);
            assert_eq!(then.faults(), [""; 0], "{on}");
            let (rules, options) = (Rules::default(), DueOptions::default());
            let lines = |register: &Register| due(register, on, &rules, &options);
            assert_eq!(lines(&then), lines(&all), "{on}");
            let (now, past) = (Successors::of(&all), Successors::of(&then));
            for one in &then.agreements {
                let stored = all.agreements.get(one.id).expect("none is taken out");
                assert_eq!(past.state_on(one, on), now.state_on(stored, on), "{on}");
            }
            assert_eq!(as_of(then.clone(), on), then, "{on}");
        }
        assert_eq!(as_of(all.clone(), day("2100-01-01")), all);
    }
}
