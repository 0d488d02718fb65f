//! What is not for publication: an entry that says so itself, and what comes from one that does.

use super::audience::Audience;
use super::register::{Record, Register};

/// Carried items name one another; nobody carries an item further than this.
const FARTHEST: usize = 100;

impl Record<'_> {
    /// True if the entry is reserved: itself, or by what it comes from.
    pub fn is_reserved(self, register: &Register) -> bool {
        let mut next = Some(self);
        for _ in 0..FARTHEST {
            match next {
                None => return false,
                Some(record) if record.reserved().is_some() => return true,
                Some(record) => next = record.comes_from(register),
            }
        }
        true
    }

    /// True for an entry that an audience may know of but not read.
    pub fn is_withheld(self, register: &Register, audience: Audience) -> bool {
        audience == Audience::Public && self.is_reserved(register)
    }

    /// What it is called, as an audience may read it.
    pub fn title_for(self, register: &Register, audience: Audience) -> String {
        if self.is_withheld(register, audience) {
            format!("Reserved {}", self.kind())
        } else {
            self.title(register)
        }
    }

    /// The entry that this one comes from.
    fn comes_from(self, register: &Register) -> Option<Record<'_>> {
        let item = match self {
            Self::Action(action) => action.item,
            Self::Item(item) => item.carried_from,
            Self::Note(note) => return register.get(note.about),
            Self::Reminder(reminder) => return register.get(reminder.about),
            Self::Origin(origin) => return register.get(origin.about),
            Self::Organisation(_)
            | Self::Contact(_)
            | Self::Forum(_)
            | Self::Membership(_)
            | Self::Meeting(_)
            | Self::Agreement(_)
            | Self::Party(_)
            | Self::Review(_)
            | Self::Commitment(_) => None,
        };
        register.items.get(item?).map(Record::Item)
    }
}
