//! What is not for publication: an entry that says so itself, and what comes from one that does.

use std::collections::HashSet;

use super::audience::Audience;
use super::history::differences;
use super::id::Entry;
use super::refusal::quoted;
use super::register::{Edit, Kind, Record, Register};

/// Carried items name one another; nobody carries an item further than this.
const FARTHEST: usize = 100;

impl Kind {
    /// True for what is no business of the public's or the members': notes, reminders, and where an entry came from.
    pub fn is_internal(self) -> bool {
        match self {
            Self::Note | Self::Reminder | Self::Origin | Self::Sending => true,
            Self::Organisation
            | Self::Contact
            | Self::Forum
            | Self::Membership
            | Self::Meeting
            | Self::Item
            | Self::Action
            | Self::Agreement
            | Self::Party
            | Self::Review
            | Self::Commitment
            | Self::Announcement
            | Self::Attendance
            | Self::Return
            | Self::Offer
            | Self::IssuedText => false,
        }
    }
}

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

    /// As a sentence names it to an audience: `action CEF/12 "Send the draft"`. The words of a note are the
    /// Secretariat's own, so that others are told what it is about.
    pub fn name_for(self, register: &Register, audience: Audience) -> String {
        let number = format!("{} {}", self.kind(), self.number(register));
        if let Self::Note(note) = self
            && audience != Audience::Secretariat
        {
            return format!("{number} about {}", note.about);
        }
        format!("{number} {}", quoted(&self.title_for(register, audience)))
    }

    /// The entry that this one comes from, if it is there.
    fn comes_from(self, register: &Register) -> Option<Record<'_>> {
        register.get(self.source()?)
    }

    /// The entry that this one comes from, or is about.
    fn source(self) -> Option<Entry> {
        match self {
            Self::Action(action) => action.item.map(Entry::from),
            Self::Item(item) => item.carried_from.map(Entry::from),
            Self::Note(note) => Some(note.about),
            Self::Reminder(reminder) => Some(reminder.about),
            Self::Origin(origin) => Some(origin.about),
            Self::Sending(sending) => Some(sending.about),
            Self::Attendance(attendance) => attendance.item.map(Entry::from),
            Self::Review(review) => review.item.map(Entry::from),
            Self::Offer(offer) => offer.from_item.map(Entry::from),
            Self::Organisation(_)
            | Self::Contact(_)
            | Self::Forum(_)
            | Self::Membership(_)
            | Self::Meeting(_)
            | Self::Agreement(_)
            | Self::Party(_)
            | Self::Commitment(_)
            | Self::Announcement(_)
            | Self::Return(_)
            | Self::IssuedText(_) => None,
        }
    }
}

/// What was reserved at any time of a journal, itself or by what it came from. It may be gone since.
#[derive(Debug, Default)]
pub struct Ever {
    reserved: HashSet<Entry>,
    /// An entry, and what it came from.
    sources: Vec<(Entry, Entry)>,
}

impl Ever {
    pub fn see(&mut self, edit: &Edit) {
        for record in edit.before().into_iter().chain(edit.after()) {
            if record.reserved().is_some() {
                self.reserved.insert(record.entry());
            }
            if let Some(source) = record.source() {
                self.sources.push((record.entry(), source));
            }
        }
    }

    /// Every such entry, once the whole journal was seen.
    pub fn entries(mut self) -> HashSet<Entry> {
        loop {
            let known = self.reserved.len();
            for (entry, source) in &self.sources {
                if self.reserved.contains(source) {
                    self.reserved.insert(*entry);
                }
            }
            if self.reserved.len() == known {
                return self.reserved;
            }
        }
    }
}

/// What a change is called, as an audience may read it: the title of a reserved entry is left out for the public, and
/// the words of a note for everybody but the Secretariat.
pub fn label_for(register: &Register, label: &str, edits: &[Edit], audience: Audience) -> String {
    let is_withheld = audience == Audience::Public
        && edits
            .iter()
            .any(|edit| touches_reserved(register, edit) || says_a_secret(register, edit));
    if is_withheld {
        deed(label).to_owned()
    } else {
        label_without_notes(label, edits, audience)
    }
}

/// What a change is called, without the words of a note for everybody but the Secretariat.
pub fn label_without_notes(label: &str, edits: &[Edit], audience: Audience) -> String {
    let is_note = edits.iter().any(|edit| edit.entry().kind == Kind::Note);
    if is_note && audience != Audience::Secretariat {
        deed(label).to_owned()
    } else {
        label.to_owned()
    }
}

/// The label of a change up to the title in it.
fn deed(label: &str) -> &str {
    label.split_once(" \"").map_or(label, |(deed, _)| deed)
}

/// True if an edit touched a field that is not for the public.
pub fn says_a_secret(register: &Register, edit: &Edit) -> bool {
    let record = edit.after().or(edit.before());
    record.is_some_and(|record| {
        let is_readable = |field| record.is_readable(field, Audience::Public);
        let all = differences(edit, register, Audience::Secretariat);
        all.iter().any(|one| !is_readable(one.field))
    })
}

/// True if an edit touched a reserved entry, as it was or as it is now, or one that names a reserved entry.
fn touches_reserved(register: &Register, edit: &Edit) -> bool {
    let now = register.get(edit.entry());
    let all = edit.before().into_iter().chain(edit.after()).chain(now);
    all.into_iter().any(|record| {
        let mut is_reserved = record.is_reserved(register);
        record.each_entry(&mut |entry| {
            is_reserved |= register
                .get(entry)
                .is_some_and(|named| named.is_reserved(register));
        });
        is_reserved
    })
}
