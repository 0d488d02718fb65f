//! What is not for publication: an entry that says so itself, and what comes from one that does.

use std::collections::HashSet;

use super::audience::Audience;
use super::history::differences;
use super::id::Entry;
use super::item;
use super::refusal::quoted;
use super::register::{Edit, Kind, Record, Register};

/// Carried items name one another; nobody carries an item further than this.
const FARTHEST: usize = 100;

impl Kind {
    /// True for what is no business of the public's or the members': notes, reminders, what is known of
    /// files, and where an entry came from.
    pub fn is_internal(self) -> bool {
        match self {
            Self::Note | Self::File | Self::Reminder | Self::Origin | Self::Sending => true,
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
            | Self::IssuedText
            | Self::PublishedPage => false,
        }
    }
}

impl Record<'_> {
    /// True if the entry is reserved: itself, or by what it comes from or stands under.
    pub fn is_reserved(self, register: &Register) -> bool {
        let mut seen = Vec::new();
        let mut next: Vec<Record<'_>> = vec![self];
        while let Some(record) = next.pop() {
            if record.reserved().is_some() || seen.len() > FARTHEST {
                return true;
            }
            let above = if let Record::Item(item) = record {
                item::above(register, item).map(Record::Item)
            } else {
                None
            };
            let sources = record.sources().filter_map(|entry| register.get(entry));
            for source in sources.chain(above) {
                if !seen.contains(&source.entry()) {
                    seen.push(source.entry());
                    next.push(source);
                }
            }
        }
        false
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

    /// The entries that this one comes from, is about, or became.
    fn sources(self) -> impl Iterator<Item = Entry> {
        let became = if let Self::Offer(offer) = self {
            offer.item.map(Entry::from)
        } else {
            None
        };
        self.source().into_iter().chain(became)
    }

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
            | Self::IssuedText(_)
            | Self::PublishedPage(_)
            | Self::File(_) => None,
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
            let sources = record.sources();
            self.sources
                .extend(sources.map(|source| (record.entry(), source)));
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
    // One with notes among what it takes along does not tell their words.
    let names = |edit: &Edit| {
        let entry = edit.entry();
        entry.kind == Kind::Note && label.contains(&format!("{entry} \""))
    };
    if audience != Audience::Secretariat && edits.iter().any(names) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forum::Forum;
    use crate::domain::id::Id;
    use crate::domain::item::Item;
    use crate::domain::meeting::Meeting;
    use crate::domain::offer::Offer;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    /// An agenda of a reserved item, a sub-item of it, an item, and a sub-item of that; and an offer that became the
    /// reserved one.
    fn register(reason: Option<&str>) -> Register {
        let mut register = Register::default();
        register.put(Forum::new(id(1), "The Forum"));
        let day = chrono::NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
        register.put(Meeting::new(id(1), id(1), day.into()));
        for (number, is_sub) in [(1, false), (2, true), (3, false), (4, true)] {
            let mut item = Item::new(id(number), id(1), number, "Item");
            item.is_sub = is_sub;
            item.reserved = reason.filter(|_| number == 1).map(str::to_owned);
            register.put(item);
        }
        let mut offer = Offer::new(id(1), id(1), "Item");
        offer.item = Some(id(1));
        register.put(offer);
        register
    }

    #[test]
    fn what_stands_under_a_reserved_item_and_the_offer_it_was_are_reserved_with_it() {
        for (reason, expected) in [
            (
                Some("names a provider"),
                ["item 1", "item 2", "offer 1"].as_slice(),
            ),
            (None, &[]),
        ] {
            let register = register(reason);
            let all = [Kind::Item, Kind::Offer];
            let all = all.into_iter().flat_map(|kind| register.all(kind));
            let reserved = all.filter(|record| record.is_reserved(&register));
            let reserved: Vec<String> = reserved.map(|one| one.entry().to_string()).collect();
            assert_eq!(reserved, expected);
        }
    }

    #[test]
    fn items_that_come_from_one_another_in_a_ring_are_looked_at_once() {
        let mut register = register(None);
        for (number, from) in [(1, 3), (3, 1)] {
            let mut item = register.items.get(id(number)).expect("it was put").clone();
            item.carried_from = Some(id(from));
            register.put(item);
        }
        assert!(
            register
                .all(Kind::Item)
                .all(|one| !one.is_reserved(&register))
        );
    }
}
