//! The closed lists: every kind of record once, and from it the register, any edit and any look at a record.

use std::collections::HashSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::action::{Action, forum_number};
use super::agreement::Agreement;
use super::announcement::Announcement;
use super::attendance::Attendance;
use super::audience::Audience;
use super::change::{Change, Clash, Swap};
use super::commitment::Commitment;
use super::contact::Contact;
use super::field::Fields;
use super::file::File;
use super::forum::Forum;
use super::id::{Entry, Id};
use super::issued_text::{self, IssuedText};
use super::item::Item;
use super::life::loops;
use super::meeting::Meeting;
use super::membership::Membership;
use super::note::Note;
use super::offer::Offer;
use super::organisation::Organisation;
use super::origin::Origin;
use super::party::Party;
use super::published_page::PublishedPage;
use super::refusal::Refusal;
use super::reminder::Reminder;
use super::returns::Return;
use super::review::Review;
use super::sending::Sending;
use super::shape::Named;
use super::table::Table;
use super::words::{Word, words};

/// What every kind of record has: a number, perhaps a record it belongs to, fields, and rules for itself.
pub trait Row:
    Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned + 'static
{
    const KIND: Kind;

    /// Fields that the program keeps in order when a record beside this one comes or goes: no work of anybody's.
    const KEPT_IN_ORDER: &'static [&'static str] = &[];

    /// Fields that the public never reads, whatever else of the record is public.
    const RESERVED_FIELDS: &'static [&'static str] = &[];

    /// Fields that only the Secretariat reads.
    const INTERNAL_FIELDS: &'static [&'static str] = &[];

    fn id(&self) -> Id<Self>;

    /// The number of the record that this one is listed under (see the kind's file); 0 where there is none.
    fn parent(&self) -> u32;

    /// Refuses what no record of this kind may be, whatever else the register holds.
    fn check(&self) -> Result<(), Refusal>;

    /// Every field but the number, in reading order.
    fn fields<'a>(&'a self, out: &mut Fields<'a>);

    /// What each of these fields may hold.
    fn shapes() -> Vec<Named>;

    /// What people call it in a list: a name, a title, a date with its forum.
    fn title(&self, register: &Register) -> String;

    /// The key under which an import knows it.
    fn reference(&self) -> Option<&str> {
        None
    }

    /// Why it is not for publication, if it is reserved.
    fn reserved(&self) -> Option<&str> {
        None
    }

    /// Its table, for code that serves every kind.
    fn table(register: &Register) -> &Table<Self>;

    fn edit(swap: Swap<Self>) -> Edit;
}

/// One list of the kinds; sixteen matches of fifteen arms would say the same nine times over.
macro_rules! kinds {
    ($($(#[$note:meta])* $table:ident: $kind:ident = $word:literal),+ $(,)?) => {
        words! {
            /// The kinds of record, each by the noun that the command line uses.
            pub enum Kind { $($(#[$note])* $kind = $word),+ }
        }

        impl Kind {
            /// Several of them: "parties".
            pub fn plural(self) -> &'static str {
                match self { $(Self::$kind => stringify!($table)),+ }
            }

            /// What each field of one of them may hold.
            pub(super) fn shapes(self) -> Vec<Named> {
                match self { $(Self::$kind => $kind::shapes()),+ }
            }
        }

        /// The whole register as one value: what every list, screen, export and due line is a function of.
        #[derive(Debug, Clone, Default)]
        pub struct Register {
            $(pub $table: Table<$kind>,)+
            revision: u64,
        }

        /// Any change of one row.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Edit { $($kind(Swap<$kind>)),+ }

        /// Any record, to look at.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub enum Record<'a> { $($kind(&'a $kind)),+ }

        impl PartialEq for Register {
            fn eq(&self, other: &Self) -> bool {
                $(self.$table == other.$table)&&+
            }
        }

        impl Register {
            pub fn get(&self, entry: Entry) -> Option<Record<'_>> {
                match entry.kind {
                    $(Kind::$kind => self.$table.get(Id::new(entry.number)?).map(Record::$kind)),+
                }
            }

            /// Every record of a kind, in the order of their numbers.
            pub fn all(&self, kind: Kind) -> Box<dyn Iterator<Item = Record<'_>> + '_> {
                match kind { $(Kind::$kind => Box::new(self.$table.iter().map(Record::$kind))),+ }
            }

            /// How many records there are, of all kinds.
            pub fn len(&self) -> usize {
                0 $(+ self.$table.len())+
            }

            /// Numbers up to this one have been given to records of that kind, which may be gone.
            pub fn reserve(&mut self, kind: Kind, last: u32) {
                match kind { $(Kind::$kind => self.$table.reserve(last)),+ }
            }

            /// The number after the highest ever given to a record of a kind.
            pub fn next_number(&self, kind: Kind) -> u32 {
                match kind { $(Kind::$kind => self.$table.next_id().number()),+ }
            }

            /// Puts a row of whatever kind, outside any change.
            pub fn put_record(&mut self, record: Record<'_>) {
                match record { $(Record::$kind(row) => self.put(row.clone())),+ }
            }

            fn swap(&mut self, edit: &Edit) {
                match edit {
                    $(Edit::$kind(swap) => match &swap.after {
                        Some(row) => self.$table.put((**row).clone()),
                        None => self.$table.remove(swap.id()),
                    }),+
                }
            }

            fn settle(&mut self) {
                $(self.$table.settle();)+
                self.revision += 1;
            }
        }

        impl Edit {
            pub fn entry(&self) -> Entry {
                match self { $(Self::$kind(swap) => swap.id().into()),+ }
            }

            #[must_use]
            pub fn inverse(self) -> Self {
                match self { $(Self::$kind(swap) => Self::$kind(swap.inverse())),+ }
            }

            pub fn onto(self, register: &Register) -> Result<Self, Clash> {
                match self {
                    $(Self::$kind(swap) => {
                        let theirs = register.$table.get(swap.id());
                        swap.onto(theirs).map(Self::$kind)
                    }),+
                }
            }

            /// The edit that leads from one register to another at an entry. None if it is alike in both.
            pub fn between(from: &Register, to: &Register, entry: Entry) -> Option<Self> {
                match entry.kind {
                    $(Kind::$kind => {
                        let id = Id::new(entry.number)?;
                        let (before, after) = (from.$table.get(id), to.$table.get(id));
                        (before != after).then(|| {
                            let own = |row: Option<&$kind>| row.cloned().map(Box::new);
                            Self::$kind(Swap { before: own(before), after: own(after) })
                        })
                    }),+
                }
            }

            pub fn before(&self) -> Option<Record<'_>> {
                match self { $(Self::$kind(swap) => swap.before.as_deref().map(Record::$kind)),+ }
            }

            pub fn after(&self) -> Option<Record<'_>> {
                match self { $(Self::$kind(swap) => swap.after.as_deref().map(Record::$kind)),+ }
            }

            /// An edit as the journal keeps it: JSON of the row before and after. None if neither is there or unreadable.
            pub fn read(kind: Kind, before: Option<&str>, after: Option<&str>) -> Option<Self> {
                match kind {
                    $(Kind::$kind => {
                        let row = |text: &str| serde_json::from_str::<$kind>(text).ok().map(Box::new);
                        let before = match before { Some(text) => Some(row(text)?), None => None };
                        let after = match after { Some(text) => Some(row(text)?), None => None };
                        (before.is_some() || after.is_some()).then_some(Self::$kind(Swap { before, after }))
                    }),+
                }
            }
        }

        impl<'a> Record<'a> {
            pub fn entry(self) -> Entry {
                match self { $(Self::$kind(row) => row.id().into()),+ }
            }

            pub fn title(self, register: &Register) -> String {
                match self { $(Self::$kind(row) => row.title(register)),+ }
            }

            pub fn reference(self) -> Option<&'a str> {
                match self { $(Self::$kind(row) => row.reference()),+ }
            }

            pub fn reserved(self) -> Option<&'a str> {
                match self { $(Self::$kind(row) => row.reserved()),+ }
            }

            pub fn check(self) -> Result<(), Refusal> {
                match self { $(Self::$kind(row) => row.check()),+ }
            }

            /// Its fields that the program keeps in order.
            pub fn kept_in_order(self) -> &'static [&'static str] {
                match self { $(Self::$kind(_) => $kind::KEPT_IN_ORDER),+ }
            }

            /// The fields that the public never reads.
            pub fn reserved_fields(self) -> &'static [&'static str] {
                match self { $(Self::$kind(_) => $kind::RESERVED_FIELDS),+ }
            }

            /// The fields that only the Secretariat reads.
            fn internal_fields(self) -> &'static [&'static str] {
                match self { $(Self::$kind(_) => $kind::INTERNAL_FIELDS),+ }
            }

            /// The record as the journal keeps it.
            pub fn json(self) -> String {
                let text = match self { $(Self::$kind(row) => serde_json::to_string(row)),+ };
                text.expect("a record of ours is an object with text keys")
            }

            pub fn fields_into(self, out: &mut Fields<'a>) {
                match self { $(Self::$kind(row) => row.fields(out)),+ }
            }
        }
    };
}

kinds! {
    organisations: Organisation = "organisation",
    contacts: Contact = "contact",
    forums: Forum = "forum",
    memberships: Membership = "member",
    meetings: Meeting = "meeting",
    items: Item = "item",
    actions: Action = "action",
    agreements: Agreement = "agreement",
    parties: Party = "party",
    reviews: Review = "review",
    commitments: Commitment = "commitment",
    announcements: Announcement = "announcement",
    attendances: Attendance = "attendance",
    returns: Return = "return",
    offers: Offer = "offer",
    texts: IssuedText = "text",
    sendings: Sending = "sending",
    pages: PublishedPage = "page",
    reminders: Reminder = "reminder",
    notes: Note = "note",
    files: File = "file",
    origins: Origin = "origin",
}

/// The part of `Row` that is the same for every kind: `row!(Action in actions, parent forum)`.
macro_rules! row {
    ($kind:ident in $table:ident) => {
        $crate::domain::register::row!(@rest $kind $table);

        fn parent(&self) -> u32 {
            0
        }
    };
    ($kind:ident in $table:ident, under $parent:ident) => {
        $crate::domain::register::row!(@rest $kind $table);

        fn parent(&self) -> u32 {
            self.$parent.number()
        }
    };
    (@rest $kind:ident $table:ident) => {
        const KIND: $crate::domain::register::Kind = $crate::domain::register::Kind::$kind;

        fn id(&self) -> $crate::domain::id::Id<Self> {
            self.id
        }

        fn table(register: &$crate::domain::register::Register) -> &$crate::domain::table::Table<Self> {
            &register.$table
        }

        fn edit(swap: $crate::domain::change::Swap<Self>) -> $crate::domain::register::Edit {
            $crate::domain::register::Edit::$kind(swap)
        }
    };
}
pub(crate) use row;

impl Register {
    /// Rises with every change and load: a list made at one revision is stale at the next.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Does what a change says. The caller has made sure that it fits (`Change::onto`).
    pub fn apply(&mut self, change: &Change) {
        for edit in &change.edits {
            self.swap(edit);
        }
        self.settle();
    }

    /// Puts one row, outside any change: while loading, or in a draft.
    pub fn put<T: Row>(&mut self, row: T) {
        self.swap(&T::edit(Swap {
            before: None,
            after: Some(Box::new(row)),
        }));
        self.settle();
    }

    /// Refuses what a change has made of this register: a row that breaks its own rules, a name for a record that is
    /// not there, a number or a reference given twice, an agreement that supersedes itself. Asked after `apply`; whoever asks takes the change back.
    pub fn check(&self, change: &Change) -> Result<(), Refusal> {
        issued_text::check_kept(change)?;
        for record in change.edits.iter().filter_map(Edit::after) {
            record.check()?;
            self.check_entries(record)?;
        }
        loops::check_change(self, change)?;
        self.check_names(change)?;
        self.check_deleted(change)
    }

    /// Refuses a record that names another which is not in the register.
    pub fn check_entries(&self, record: Record<'_>) -> Result<(), Refusal> {
        let mut missing = None;
        record.each_entry(&mut |entry| {
            if missing.is_none() && self.get(entry).is_none() {
                missing = Some(entry);
            }
        });
        missing.map_or(Ok(()), |entry| {
            let name = record.name(self);
            Err(Refusal::state(format!(
                "{entry} is named by {name}, which would be left without it."
            )))
        })
    }

    /// Refuses to leave a record behind that names one of the deleted.
    fn check_deleted(&self, change: &Change) -> Result<(), Refusal> {
        let gone = change.edits.iter().filter(|edit| edit.after().is_none());
        let gone: HashSet<Entry> = gone.map(Edit::entry).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let mut fields = Fields::default();
        for record in Kind::ALL.iter().flat_map(|&kind| self.all(kind)) {
            fields.clear();
            record.fields_into(&mut fields);
            let mut names_one = false;
            for field in fields.as_slice() {
                field
                    .value
                    .each_entry(&mut |entry| names_one |= gone.contains(&entry));
            }
            if names_one {
                self.check_entries(record)?;
            }
        }
        Ok(())
    }
}

impl<'a> Record<'a> {
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    pub fn fields(self) -> Fields<'a> {
        let mut out = Fields::default();
        self.fields_into(&mut out);
        out
    }

    /// The fields as an audience may read them. One that it may not is there with nothing in it, whatever it holds,
    /// since programs count on every field.
    pub fn fields_for(self, audience: Audience) -> Fields<'a> {
        let mut out = self.fields();
        out.blank(|field| !self.is_readable(field, audience));
        out
    }

    /// True if an audience that may read the record may read this field of it.
    pub fn is_readable(self, field: &str, audience: Audience) -> bool {
        match audience {
            Audience::Public => !self.reserved_fields().contains(&field),
            Audience::Members => !self.internal_fields().contains(&field),
            Audience::Secretariat => true,
        }
    }

    /// The number that people name it by: of an action the forum's own, else that of the entry.
    pub fn number(self, register: &Register) -> String {
        if let Self::Action(action) = self {
            forum_number(register, action)
        } else {
            self.entry().number.to_string()
        }
    }

    /// As a sentence names it: `action 12 "Send the draft"`.
    pub fn name(self, register: &Register) -> String {
        format!("{} \"{}\"", self.entry(), self.title(register))
    }

    /// Every other record that this one names.
    pub fn each_entry(self, see: &mut impl FnMut(Entry)) {
        for field in self.fields() {
            field.value.each_entry(see);
        }
    }
}
