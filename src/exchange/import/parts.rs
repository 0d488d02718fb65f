//! Records that hang on a row's own: parties, roles, notes. A row names several, and may name others next time.

use super::Kept;
use super::intake::{Incoming, Intake, Told};
use crate::domain::agreement::Agreement;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::membership::{Membership, Role};
use crate::domain::note::{self, Note};
use crate::domain::organisation::Organisation;
use crate::domain::party::{Capacity, Party};
use crate::domain::register::{Register, Row};
use crate::domain::words::Word;

/// What a row says of a record that hangs on its own.
pub(super) trait Part: PartialEq {
    type Record: Row;

    /// True if both speak of one record, whatever they say of it.
    fn is_same(&self, other: &Self) -> bool;

    fn find<'r>(&self, register: &'r Register) -> Option<&'r Self::Record>;

    fn record(&self, id: Id<Self::Record>) -> Self::Record;

    /// In a few words, for the message that it was kept away.
    fn words(&self, register: &Register) -> String;
}

/// A party to an agreement.
#[derive(PartialEq)]
pub(super) struct Bound {
    pub(super) agreement: Id<Agreement>,
    pub(super) organisation: Id<Organisation>,
    pub(super) signed: Option<Date>,
    pub(super) position: u16,
}

/// A role at a forum.
#[derive(PartialEq)]
pub(super) struct Seat {
    pub(super) forum: Id<Forum>,
    pub(super) organisation: Id<Organisation>,
    pub(super) role: Role,
    pub(super) position: u16,
}

/// The words of one column, kept as a note.
#[derive(PartialEq)]
pub(super) struct Words {
    pub(super) about: Entry,
    pub(super) column: &'static str,
    pub(super) text: String,
}

impl Part for Bound {
    type Record = Party;

    fn is_same(&self, other: &Self) -> bool {
        self.organisation == other.organisation
    }

    fn find<'r>(&self, register: &'r Register) -> Option<&'r Party> {
        let mut parties = register.parties.of(self.agreement);
        parties.find(|party| party.organisation == self.organisation)
    }

    fn record(&self, id: Id<Party>) -> Party {
        Party {
            id,
            agreement: self.agreement,
            organisation: self.organisation,
            capacity: Capacity::Party,
            lead: String::new(),
            signed: self.signed,
            position: self.position,
            from: None,
            signed_by: String::new(),
            to: None,
        }
    }

    fn words(&self, register: &Register) -> String {
        let body = register.organisations.get(self.organisation);
        body.map_or_else(String::new, |one| one.name.clone())
    }
}

impl Part for Seat {
    type Record = Membership;

    fn is_same(&self, other: &Self) -> bool {
        self.role == other.role
    }

    fn find<'r>(&self, register: &'r Register) -> Option<&'r Membership> {
        let mut seats = register.memberships.of(self.forum);
        seats.find(|one| one.organisation == self.organisation && one.role == self.role)
    }

    fn record(&self, id: Id<Membership>) -> Membership {
        Membership {
            position: self.position,
            ..Membership::new(id, self.forum, self.organisation, self.role)
        }
    }

    fn words(&self, _: &Register) -> String {
        self.role.to_string()
    }
}

impl Part for Words {
    type Record = Note;

    fn is_same(&self, other: &Self) -> bool {
        self.column == other.column
    }

    fn find<'r>(&self, register: &'r Register) -> Option<&'r Note> {
        note::about(register, self.about).find(|note| note.text == self.text)
    }

    fn record(&self, id: Id<Note>) -> Note {
        Note {
            id,
            about: self.about,
            on: None,
            text: self.text.clone(),
            file: None,
        }
    }

    fn words(&self, _: &Register) -> String {
        self.text.clone()
    }
}

impl Intake<'_> {
    /// Brings the records that hang on a row up to date: what it names anew comes, what it no longer names goes,
    /// unless somebody has changed it. What somebody took out stays out.
    pub(super) fn parts<P: Part>(&mut self, line: u64, about: Entry, was: &[P], now: &[P]) {
        for part in now {
            match was.iter().find(|old| old.is_same(part)) {
                Some(old) => self.renew(line, about, old, part),
                None if part.find(self.register()).is_none() => {
                    let id = P::Record::table(self.register()).next_id();
                    self.write(part.record(id));
                }
                None => {}
            }
        }
        for old in was
            .iter()
            .filter(|old| !now.iter().any(|part| part.is_same(old)))
        {
            let Some(current) = old.find(self.register()).cloned() else {
                continue;
            };
            if current == old.record(current.id()) {
                self.remove(&current);
            } else {
                let ours = old.words(self.register());
                self.keep_part::<P>(line, current.id().into(), ours, String::new());
            }
        }
    }

    /// Keeps the words of a column as a note about the row's record, with what they are before them.
    pub(super) fn note(
        &mut self,
        row: &Incoming,
        about: Entry,
        column: &'static str,
        before: &str,
    ) {
        let words = |text: &str| {
            let words = Words {
                about,
                column,
                text: format!("{before}{text}"),
            };
            (!text.is_empty()).then_some(words)
        };
        let (was, now) = (words(row.was(column)), words(row.cells.get(column)));
        if was != now {
            let list = |one: Option<Words>| one.into_iter().collect::<Vec<_>>();
            self.parts(row.line, about, &list(was), &list(now));
        }
    }

    fn renew<P: Part>(&mut self, line: u64, about: Entry, old: &P, part: &P) {
        let Some(id) = old.find(self.register()).map(Row::id) else {
            if old != part {
                let theirs = part.words(self.register());
                self.keep_part::<P>(line, about, String::new(), theirs);
            }
            return;
        };
        let was = old.record(id);
        let told = Told {
            blank: was.clone(),
            was: Some(was),
            now: part.record(id),
        };
        self.put(line, told);
    }

    fn keep_part<P: Part>(&mut self, line: u64, entry: Entry, ours: String, theirs: String) {
        self.keep_one(Kept {
            line,
            entry,
            field: P::Record::KIND.word().to_owned(),
            ours,
            theirs,
        });
    }
}
