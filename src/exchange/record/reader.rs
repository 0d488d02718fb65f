//! What one audience may read of a meeting: everything that the record prints is asked for here.

use std::collections::HashSet;

use crate::domain::action::Action;
use crate::domain::audience::Audience;
use crate::domain::forum::{Forum, RecordKind};
use crate::domain::id::Id;
use crate::domain::item::{self, Item};
use crate::domain::meeting::Meeting;
use crate::domain::register::{Record, Register};

pub(super) struct Reader<'a> {
    pub(super) register: &'a Register,
    pub(super) meeting: &'a Meeting,
    pub(super) forum: Option<&'a Forum>,
    pub(super) audience: Audience,
    hidden: HashSet<Id<Item>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(register: &'a Register, meeting: &'a Meeting, audience: Audience) -> Self {
        Self {
            register,
            meeting,
            forum: register.forums.get(meeting.forum),
            audience,
            hidden: hidden(register, meeting.id, audience),
        }
    }

    pub(super) fn kind(&self) -> RecordKind {
        self.forum
            .map_or(RecordKind::ActionNote, |forum| forum.record_kind)
    }

    pub(super) fn agenda(&self) -> Vec<&'a Item> {
        item::agenda(self.register, self.meeting.id)
    }

    /// True for an item of which these readers know the number alone.
    pub(super) fn hides(&self, item: &Item) -> bool {
        self.hidden.contains(&item.id)
    }

    /// The same for one that may be of another meeting.
    pub(super) fn hides_id(&self, id: Id<Item>) -> bool {
        let item = self.register.items.get(id);
        self.hidden.contains(&id)
            || item.is_some_and(|one| Record::Item(one).is_withheld(self.register, self.audience))
    }

    /// The actions agreed at the meeting, in the order of their numbers, without those that are withheld.
    pub(super) fn actions(&self) -> Vec<&'a Action> {
        let all = self.register.actions.of(self.meeting.forum);
        let all = all.filter(|one| one.meeting == Some(self.meeting.id));
        let readable = all.filter(|one| {
            !Record::Action(one).is_withheld(self.register, self.audience)
                && one.item.is_none_or(|item| !self.hides_id(item))
        });
        let mut readable: Vec<&Action> = readable.collect();
        readable.sort_by_key(|one| (one.number, one.id));
        readable
    }
}

/// The items that are withheld, and what stands under one of them.
fn hidden(register: &Register, meeting: Id<Meeting>, audience: Audience) -> HashSet<Id<Item>> {
    let mut hidden = HashSet::new();
    let mut is_under_one = false;
    for item in item::agenda(register, meeting) {
        let is_withheld = Record::Item(item).is_withheld(register, audience);
        if !item.is_sub {
            is_under_one = is_withheld;
        }
        if is_withheld || (item.is_sub && is_under_one) {
            hidden.insert(item.id);
        }
    }
    hidden
}
