//! What may not be in any register, whatever file it comes from: the rules that span records.

use std::collections::{HashMap, HashSet};

use super::action::{Action, forum_number};
use super::change::Change;
use super::forum::Forum;
use super::id::{Entry, Id};
use super::item;
use super::life::loops;
use super::refusal::{Refusal, quoted};
use super::register::{Kind, Record, Register};
use super::words::Word;

impl Register {
    /// Every fault, as a sentence; empty for a sound register.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for &kind in Kind::ALL {
            let mut references = HashSet::new();
            for record in self.all(kind) {
                faults.extend(self.faults_of(record));
                let reference = record.reference();
                if reference.is_some_and(|reference| !references.insert(reference)) {
                    faults.push(format!(
                        "{} has a reference that another {kind} has too.",
                        record.name(self)
                    ));
                }
            }
        }
        faults.extend(self.gaps());
        faults.extend(self.shared_numbers());
        faults
    }

    /// Refuses a reference, or a number of an action, that a change gave to a second record.
    pub(super) fn check_names(&self, change: &Change) -> Result<(), Refusal> {
        let mut references = HashMap::new();
        let mut numbers = HashMap::new();
        for edit in &change.edits {
            let (before, Some(after)) = (edit.before(), edit.after()) else {
                continue;
            };
            let reference = after.reference();
            if let Some(reference) =
                reference.filter(|_| reference != before.and_then(Record::reference))
            {
                references.insert((after.kind(), reference), after.entry());
            }
            if let Record::Action(action) = after
                && numbered(before) != numbered(Some(after))
            {
                numbers.insert((action.forum, action.number), action.id);
            }
        }
        self.check_references(&references)?;
        self.check_numbers(&numbers)
    }

    fn check_references(&self, given: &HashMap<(Kind, &str), Entry>) -> Result<(), Refusal> {
        let kinds: HashSet<Kind> = given.keys().map(|(kind, _)| *kind).collect();
        for record in kinds.into_iter().flat_map(|kind| self.all(kind)) {
            let Some(reference) = record.reference() else {
                continue;
            };
            if given
                .get(&(record.kind(), reference))
                .is_some_and(|entry| *entry != record.entry())
            {
                return Err(Refusal::state(format!(
                    "{} has the reference {} already.",
                    record.name(self),
                    quoted(reference)
                )));
            }
        }
        Ok(())
    }

    fn check_numbers(&self, given: &HashMap<(Id<Forum>, u32), Id<Action>>) -> Result<(), Refusal> {
        let forums: HashSet<Id<Forum>> = given.keys().map(|(forum, _)| *forum).collect();
        let mut actions = forums.into_iter().flat_map(|forum| self.actions.of(forum));
        let twice = actions.find(|one| {
            let given = given.get(&(one.forum, one.number));
            given.is_some_and(|id| *id != one.id)
        });
        twice.map_or(Ok(()), |one| {
            let title = Record::Action(one).title(self);
            Err(Refusal::state(format!(
                "There is an action {} already: {}.",
                forum_number(self, one),
                quoted(&title)
            )))
        })
    }

    fn faults_of(&self, record: Record<'_>) -> Option<String> {
        let refusal = record
            .check()
            .and_then(|()| self.check_entries(record))
            .and_then(|()| loops::check_record(self, record))
            .err()?;
        Some(format!("{}: {refusal}", record.name(self)))
    }

    /// Agendas whose positions do not run from 1 without gaps.
    fn gaps(&self) -> Vec<String> {
        let broken = self.meetings.iter().filter(|meeting| {
            item::agenda(self, meeting.id)
                .iter()
                .zip(1..)
                .any(|(item, position)| item.position != position)
        });
        broken
            .map(|meeting| {
                format!(
                    "The agenda of meeting {} has a gap in its order.",
                    meeting.id
                )
            })
            .collect()
    }

    /// Actions of one forum with one number.
    fn shared_numbers(&self) -> Vec<String> {
        let mut seen = HashMap::new();
        let twice = self
            .actions
            .iter()
            .filter(|one| seen.insert((one.forum, one.number), one.id).is_some());
        twice
            .map(|action| {
                format!(
                    "Two actions of one forum have the number {}.",
                    action.number
                )
            })
            .collect()
    }
}

/// The forum and the number of an action.
fn numbered(record: Option<Record<'_>>) -> Option<(Id<Forum>, u32)> {
    match record {
        Some(Record::Action(action)) => Some((action.forum, action.number)),
        Some(_) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::item::Item;
    use crate::domain::meeting::Meeting;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn sound() -> Register {
        let mut register = Register::default();
        register.put(Organisation::new(id(1), "CQC"));
        register.put(Forum::new(id(1), "The Forum"));
        let day = chrono::NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
        register.put(Meeting::new(id(1), id(1), day.into()));
        for number in 1..=3 {
            register.put(Item::new(id(number), id(1), number, "Item"));
            register.put(Action::new(id(number), id(1), number, "Send"));
        }
        register
    }

    #[test]
    fn every_fault_that_spans_records_is_told() {
        type Break = fn(&mut Register);
        let cases: [(Break, &[&str]); 6] = [
            (|_| (), &[]),
            (
                |one| one.put(Item::new(id(3), id(1), 4, "Item")),
                &["The agenda of meeting 1 has a gap in its order."],
            ),
            (
                |one| one.put(Action::new(id(3), id(1), 2, "Send")),
                &["Two actions of one forum have the number 2."],
            ),
            (
                |one| one.put(Action::new(id(3), id(9), 3, "Send")),
                &["forum 9 is named by action 3"],
            ),
            (
                |one| one.put(Organisation::new(id(1), " ")),
                &["An organisation needs a name."],
            ),
            (
                |one| {
                    for number in [2, 3] {
                        let mut body = Organisation::new(id(number), "Body");
                        body.reference = Some("b".to_owned());
                        one.put(body);
                    }
                },
                &["has a reference that another organisation has too."],
            ),
        ];
        for (break_it, words) in cases {
            let mut register = sound();
            break_it(&mut register);
            let faults = register.faults();
            assert_eq!(faults.len(), words.len(), "{faults:?}");
            for (fault, words) in faults.iter().zip(words) {
                assert!(fault.contains(words), "{fault}");
            }
        }
    }

    fn check(change: &Change, register: &Register) -> Result<(), String> {
        let mut after = register.clone();
        after.apply(change);
        after.check(change).map_err(|refusal| refusal.sentence)
    }

    #[test]
    fn a_change_may_not_give_a_number_or_a_reference_twice_nor_leave_a_name_without_its_record() {
        let mut register = sound();
        let mut body = Organisation::new(id(2), "ADASS");
        body.reference = Some("adass".to_owned());
        register.put(body.clone());
        let action = |number: u32| {
            register
                .actions
                .get(id(number))
                .expect("it was put")
                .clone()
        };
        let renumbered = |from: u32, to: u32| Action {
            number: to,
            ..action(from)
        };
        let named = |number: u32, reference: &str| Organisation {
            reference: Some(reference.to_owned()),
            ..Organisation::new(id(number), "CQC")
        };
        let none = || Change::new("");
        let first = register.organisations.get(id(1)).expect("it was put");
        let item = register.items.get(id(2)).expect("it was put");
        let forum = register.forums.get(id(1)).expect("it was put");
        for (change, refused) in [
            (none().update(&action(1), renumbered(1, 7)), None),
            (
                none().update(&action(1), renumbered(1, 2)),
                Some("There is an action 2 already: \"Send\"."),
            ),
            (
                none()
                    .update(&action(1), renumbered(1, 2))
                    .update(&action(2), renumbered(2, 1)),
                None,
            ),
            (
                none().create(Action {
                    id: id(9),
                    ..renumbered(1, 3)
                }),
                Some("There is an action 3 already"),
            ),
            (none().update(first, named(1, "cqc")), None),
            (
                none().update(first, named(1, "adass")),
                Some("\"ADASS\" has the reference \"adass\" already."),
            ),
            (
                none().create(named(3, "x")).create(named(4, "x")),
                Some("has the reference \"x\" already"),
            ),
            (
                none().update(
                    &body,
                    Organisation {
                        name: "A".to_owned(),
                        ..body.clone()
                    },
                ),
                None,
            ),
            (none().delete(item), None),
            (none().delete(first), None),
            (none().delete(forum), Some("forum 1 is named by")),
            (
                none().create(Item::new(id(9), id(9), 1, "Item")),
                Some("meeting 9 is named by item 9"),
            ),
            (
                none().create(Item::new(id(9), id(1), 4, " ")),
                Some("needs a title"),
            ),
        ] {
            match (check(&change, &register), refused) {
                (Ok(()), None) => {}
                (Err(sentence), Some(words)) => assert!(sentence.contains(words), "{sentence}"),
                (found, expected) => panic!("{found:?}, but expected {expected:?}: {change:?}"),
            }
        }
    }

    #[test]
    fn a_fault_that_was_there_before_does_not_stop_another_delete() {
        let mut register = sound();
        register.put(Action::new(id(9), id(9), 9, "Send"));
        let change = Change::new("").delete(register.items.get(id(2)).expect("it was put"));
        assert_eq!(check(&change, &register), Ok(()));
    }
}
