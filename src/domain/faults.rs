//! What may not be in any register, whatever file it comes from: the rules that span records.

use std::collections::{HashMap, HashSet};

use super::item;
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

    fn faults_of(&self, record: Record<'_>) -> Option<String> {
        let refusal = record
            .check()
            .and_then(|()| self.check_entries(record))
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
