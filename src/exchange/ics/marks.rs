//! What a calendar needs to know of the journal, so that one that is taken in again updates and doubles nothing: whose
//! register it is, and which change touched an entry last.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};

use crate::domain::history::Head;
use crate::domain::id::Entry;
use crate::domain::register::{Edit, Kind, Record};

/// The journal as far as calendars are concerned.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    register: String,
    own: HashMap<Entry, Mark>,
    below: HashMap<Entry, Mark>,
    kinds: HashMap<Kind, Mark>,
    /// What an entry belongs to, or last belonged to.
    above: HashMap<Entry, Entry>,
}

/// A change: its number in the journal, which only rises, and when it was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) change: i64,
    pub(super) at: DateTime<Utc>,
}

impl Marks {
    /// Takes in an entry of the journal, which are given oldest first, and what it did; nothing where that was erased.
    pub fn see(&mut self, head: &Head, edits: &[Edit]) {
        if self.register.is_empty() {
            self.register = identity(head);
        }
        let mark = Mark {
            change: head.id,
            at: head.at,
        };
        for edit in edits {
            let entry = edit.entry();
            self.own.insert(entry, mark);
            self.kinds.insert(entry.kind, mark);
            for record in edit.before().into_iter().chain(edit.after()) {
                match above(record) {
                    Some(above) => self.above.insert(entry, above),
                    None => self.above.remove(&entry),
                };
                for one in self.chain(entry) {
                    self.below.insert(one, mark);
                }
            }
        }
    }

    /// A word that no other register has, always the same for one: reckoned from its first change.
    pub(super) fn register(&self) -> &str {
        &self.register
    }

    /// The last change of an entry itself.
    pub(super) fn own(&self, entry: impl Into<Entry>) -> Mark {
        self.own.get(&entry.into()).copied().unwrap_or_default()
    }

    /// The last change of an entry or of anything under it, also of what is gone.
    pub(super) fn below(&self, entry: impl Into<Entry>) -> Mark {
        self.below.get(&entry.into()).copied().unwrap_or_default()
    }

    /// The last change of any entry of a kind.
    pub(super) fn kind(&self, kind: Kind) -> Mark {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }

    /// An entry, what it belongs to, and so on up.
    pub(super) fn chain(&self, entry: Entry) -> Vec<Entry> {
        let mut chain = vec![entry];
        let mut next = self.above.get(&entry);
        while let Some(one) = next.filter(|one| !chain.contains(one)) {
            chain.push(*one);
            next = self.above.get(one);
        }
        chain
    }
}

// Neither the label nor the edits: erasing a person blanks them.
fn identity(first: &Head) -> String {
    let at = first.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let digest = Sha256::digest(format!("{} {at} {}", first.id, first.actor));
    let number = digest
        .iter()
        .take(8)
        .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{number:016x}")
}

/// What a record belongs to, where what is said of that changes with it.
fn above(record: Record<'_>) -> Option<Entry> {
    match record {
        Record::Meeting(one) => Some(one.forum.into()),
        Record::Item(one) => Some(one.meeting.into()),
        Record::Return(one) => Some(one.meeting.into()),
        Record::Action(one) => Some(one.forum.into()),
        Record::Offer(one) => Some(one.forum.into()),
        Record::Membership(one) => Some(one.forum.into()),
        Record::Party(one) => Some(one.agreement.into()),
        Record::Review(one) => Some(one.agreement.into()),
        Record::Commitment(one) => {
            let forum = one.forum.map(Entry::from);
            one.agreement.map(Entry::from).or(forum)
        }
        Record::Announcement(one) => one.agreement.map(Entry::from),
        Record::Note(one) => Some(one.about),
        Record::Organisation(_)
        | Record::Contact(_)
        | Record::Forum(_)
        | Record::Agreement(_)
        | Record::Attendance(_)
        | Record::IssuedText(_)
        | Record::Sending(_)
        | Record::PublishedPage(_)
        | Record::Reminder(_)
        | Record::Origin(_)
        | Record::File(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::forum::Forum;
    use crate::domain::history::Deed;
    use crate::domain::id::Id;
    use crate::domain::item::Item;
    use crate::domain::meeting::Meeting;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn head(id: i64, actor: &str) -> Head {
        Head {
            id,
            at: DateTime::from_timestamp(1_400_000_000 + id, 0).expect("an instant"),
            actor: actor.to_owned(),
            label: "Did something".to_owned(),
            deed: Deed::Do,
            target: None,
            is_erased: false,
        }
    }

    #[test]
    fn a_change_of_an_item_marks_its_meeting_and_no_other_and_deleting_it_takes_no_mark_back() {
        let day = chrono::NaiveDate::from_ymd_opt(2014, 4, 3).expect("a day");
        let forum = Forum::new(id(1), "The Forum");
        let [first, second] = [1, 2].map(|number| Meeting::new(id(number), id(1), day.into()));
        let item = Item::new(id(1), id(1), 1, "Emerging risks");
        let moved = Item {
            meeting: id(2),
            ..item.clone()
        };
        let all = Change::new("");
        let all = all.create(forum).create(first.clone()).create(second);
        let changes = [
            all,
            Change::new("").create(item.clone()),
            Change::new("").update(&item, moved.clone()),
            Change::new("").delete(&moved),
        ];
        let mut marks = Marks::default();
        let mut seen = Vec::new();
        for (id, change) in (1..).zip(&changes) {
            marks.see(&head(id, "ann"), &change.edits);
            let of =
                |number| marks.below(Meeting::new(self::id(number), self::id(1), day.into()).id);
            seen.push([of(1).change, of(2).change, marks.own(first.id).change]);
        }
        assert_eq!(seen, [[1, 1, 1], [2, 1, 1], [3, 3, 1], [3, 4, 1]]);
        assert_eq!(marks.below(id::<Forum>(1)).change, 4);
        assert_eq!(marks.kind(Kind::Meeting).change, 1);
    }

    #[test]
    fn a_register_is_known_by_its_first_change_whatever_is_erased_of_it() {
        let of = |heads: &[Head]| {
            let mut marks = Marks::default();
            for head in heads {
                marks.see(head, &[]);
            }
            marks.register().to_owned()
        };
        let one = of(&[head(1, "ann"), head(2, "bob")]);
        let erased = Head {
            label: String::new(),
            is_erased: true,
            ..head(1, "ann")
        };
        assert_eq!(one, of(&[erased]));
        assert_eq!(one.len(), 16);
        assert_ne!(one, of(&[head(1, "bob")]));
    }
}
