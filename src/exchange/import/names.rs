//! Who goes by a name or a reference, looked up once for all rows.

use std::collections::HashMap;

use crate::domain::find::fold;
use crate::domain::id::Entry;
use crate::domain::register::{Kind, Record, Register};

/// Names and references of a register. Of several that go by one, the first counts, as everywhere.
#[derive(Debug, Default)]
pub(super) struct Names {
    called: HashMap<(Kind, String), Vec<u32>>,
    references: HashMap<(Kind, String), Vec<u32>>,
}

impl Names {
    pub(super) fn new(register: &Register) -> Self {
        let mut names = Self::default();
        for kind in [
            Kind::Organisation,
            Kind::Forum,
            Kind::Agreement,
            Kind::Meeting,
            Kind::Action,
        ] {
            for record in register.all(kind) {
                names.learn(record);
            }
        }
        names
    }

    pub(super) fn called(&self, kind: Kind, name: &str) -> Option<u32> {
        let numbers = self.called.get(&(kind, fold(name)))?;
        numbers.iter().min().copied()
    }

    pub(super) fn by_reference(&self, kind: Kind, reference: &str) -> Option<u32> {
        let numbers = self.references.get(&(kind, reference.to_owned()))?;
        numbers.iter().min().copied()
    }

    pub(super) fn learn(&mut self, record: Record<'_>) {
        let Entry { kind, number } = record.entry();
        for name in called(record) {
            self.called.entry((kind, name)).or_default().push(number);
        }
        if let Some(reference) = record.reference() {
            let key = (kind, reference.to_owned());
            self.references.entry(key).or_default().push(number);
        }
    }

    pub(super) fn forget(&mut self, record: Record<'_>) {
        let Entry { kind, number } = record.entry();
        for name in called(record) {
            if let Some(numbers) = self.called.get_mut(&(kind, name)) {
                numbers.retain(|one| *one != number);
            }
        }
        let reference = record.reference().map(str::to_owned);
        if let Some(numbers) = reference.and_then(|one| self.references.get_mut(&(kind, one))) {
            numbers.retain(|one| *one != number);
        }
    }
}

/// The names of a body or a forum, folded, each once.
fn called(record: Record<'_>) -> Vec<String> {
    let mut names = Vec::new();
    if let Record::Organisation(one) = record {
        names.push(fold(&one.name));
        names.extend(
            one.acronym
                .iter()
                .chain(&one.aliases)
                .map(|name| fold(name)),
        );
    }
    if let Record::Forum(one) = record {
        names.push(fold(&one.name));
        names.extend(
            one.acronym
                .iter()
                .chain(&one.reference)
                .map(|name| fold(name)),
        );
    }
    names.sort_unstable();
    names.dedup();
    names
}
