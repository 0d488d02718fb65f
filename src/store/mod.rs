//! The register's file: all SQL and the only rusqlite. Knows the domain; nothing above knows `SQLite`.
//!
//! A store of another kind would give the same four: load, since, commit (`begin` and `save`), moved.

mod backup;
mod busy;
mod cell;
mod check;
mod digest;
mod error;
mod header;
mod journal;
pub mod open;
mod row;
mod schema;

mod action;
mod agreement;
mod announcement;
mod attendance;
mod commitment;
mod contact;
mod file;
mod forum;
mod issued_text;
mod item;
mod meeting;
mod membership;
mod note;
mod offer;
mod organisation;
mod origin;
mod party;
mod published_page;
mod reminder;
mod returns;
mod review;
mod sending;

use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::change::Change;
use crate::domain::due;
use crate::domain::history::Head;
use crate::domain::id::Entry;
use crate::domain::register::{Edit, Kind, Register};
use crate::domain::words::Word;

pub use busy::interrupt;
pub use error::{Doing, Kind as ErrorKind, StoreError};
pub use journal::Signature;
pub use open::Access;
use open::Opened;
use row::Part;

/// The number of an entry of the journal: how far a reader has got.
pub type Position = i64;

/// A register's file, open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// Why nothing can be written, as a sentence.
    read_only: Option<&'static str>,
    warnings: Vec<&'static str>,
    /// What `load` reads of it.
    part: Part,
    /// `SQLite`'s count of what other connections have committed.
    data_version: i64,
    /// When this last wrote to a file that others may be waiting for.
    wrote: Option<Instant>,
}

/// The right to write, held from `begin` to `save`; dropped without `save`, nothing has happened.
#[derive(Debug)]
pub struct Pen<'a> {
    tx: Transaction<'a>,
    /// Where to note when it was written; none for a register in memory, which nobody else waits for.
    wrote: Option<&'a mut Option<Instant>>,
}

const READ_ONLY: &str = "The register is open for reading only, so nothing can be changed.";

impl Store {
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        Self::over(open::create(path)?, None, Vec::new())
    }

    /// An empty register that is gone when it is closed.
    pub fn memory() -> Result<Self, StoreError> {
        Self::over(open::memory()?, None, Vec::new())
    }

    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let mut opened = open::open(path, access)?;
        let asked = (access != Access::Write).then_some(READ_ONLY);
        let read_only = opened.read_only.or(asked);
        if opened.version < schema::VERSION {
            let upgraded = match read_only {
                None => upgrade(&mut opened),
                Some(_) => read_upgraded(&mut opened),
            };
            upgraded.map_err(|error| error.at(path))?;
        }
        let mut store = Self::over(opened.connection, read_only, opened.warnings)?;
        if access == Access::Due {
            store.part = Part::Due;
        }
        Ok(store)
    }

    fn over(
        connection: Connection,
        read_only: Option<&'static str>,
        warnings: Vec<&'static str>,
    ) -> Result<Self, StoreError> {
        let mut store = Self {
            connection,
            read_only,
            warnings,
            part: Part::Whole,
            data_version: 0,
            wrote: None,
        };
        store.data_version = store.count_of_others()?;
        Ok(store)
    }

    pub fn read_only(&self) -> Option<&'static str> {
        self.read_only
    }

    /// What the user should know about the file; nothing is wrong yet.
    pub fn warnings(&self) -> &[&'static str] {
        &self.warnings
    }

    /// Everything there is, or the part that was asked for, and up to where in the journal it goes.
    pub fn load(&self) -> Result<(Register, Position), StoreError> {
        let reading = self.reading()?;
        match self.part {
            Part::Whole => load(&reading),
            Part::Due => load_part(&reading),
        }
    }

    /// What has been journalled after a position, oldest first.
    pub fn since(&mut self, position: Position) -> Result<(Vec<Edit>, Position), StoreError> {
        // Counted before it is read: who writes in between is news at the next look.
        let count = self.count_of_others()?;
        let news = journal::since(&*self.reading()?, position)?;
        self.data_version = count;
        Ok(news)
    }

    /// True if somebody else may have written since `since` was last asked.
    pub fn moved(&self) -> Result<bool, StoreError> {
        Ok(self.count_of_others()? != self.data_version)
    }

    /// Takes the right to write; waits for whoever has it.
    pub fn begin(&mut self) -> Result<Pen<'_>, StoreError> {
        if let Some(why) = self.read_only {
            return Err(StoreError::ReadOnly { why });
        }
        busy::give_way(self.wrote);
        let is_shared = self.connection.path().is_some_and(|path| !path.is_empty());
        let tx = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        Ok(Pen {
            tx: tx.doing("beginning to save the change")?,
            wrote: is_shared.then_some(&mut self.wrote),
        })
    }

    /// The journal without its edits, oldest first, after a position.
    pub fn heads(&self, after: Position) -> Result<Vec<Head>, StoreError> {
        journal::heads(&self.connection, after)
    }

    /// What an entry of the journal did, in its order.
    pub fn edits(&self, entry: Position) -> Result<Vec<Edit>, StoreError> {
        journal::edits(&self.connection, entry)
    }

    /// What the entries after a position did, up to another one and with it, oldest first.
    pub fn passed(&self, after: Position, to: Position) -> Result<Vec<Edit>, StoreError> {
        journal::passed(&self.connection, after, to)
    }

    /// How many edits that is.
    pub fn count(&self, after: Position, to: Position) -> Result<u32, StoreError> {
        journal::count(&self.connection, after, to)
    }

    /// Which entries of the journal touched a record, oldest first.
    pub fn entries_of(&self, entry: Entry) -> Result<Vec<Position>, StoreError> {
        journal::entries_of(&self.connection, entry)
    }

    /// Everything that is wrong with the file, as sentences; empty if it is sound.
    pub fn check_all(&self) -> Result<Vec<String>, StoreError> {
        check::all(&*self.reading()?)
    }

    /// Several reads that see the file as it is at one moment, whoever writes meanwhile.
    fn reading(&self) -> Result<Transaction<'_>, StoreError> {
        self.connection
            .unchecked_transaction()
            .doing("reading the register")
    }

    fn count_of_others(&self) -> Result<i64, StoreError> {
        let sql = "PRAGMA data_version";
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .doing("looking for changes")?;
        statement
            .query_row([], |row| row.get(0))
            .doing("looking for changes")
    }
}

impl Pen<'_> {
    /// What others have journalled after a position, before this writes.
    pub fn since(&self, position: Position) -> Result<(Vec<Edit>, Position), StoreError> {
        journal::since(&self.tx, position)
    }

    /// The journal without its edits, oldest first, after a position, before this writes.
    pub fn heads(&self, after: Position) -> Result<Vec<Head>, StoreError> {
        journal::heads(&self.tx, after)
    }

    /// What an entry of the journal did, in its order.
    pub fn edits(&self, entry: Position) -> Result<Vec<Edit>, StoreError> {
        journal::edits(&self.tx, entry)
    }

    /// Writes the rows and the journal entry of a change, all or nothing. Gives the entry's number.
    pub fn save(self, change: &Change, signature: &Signature) -> Result<Position, StoreError> {
        for edit in &change.edits {
            write(&self.tx, edit)?;
        }
        let entry = journal::append(&self.tx, change, signature)?;
        self.tx.commit().doing("saving the change")?;
        if let Some(wrote) = self.wrote {
            *wrote = Some(Instant::now());
        }
        Ok(entry)
    }
}

/// Upgrades a file of an older version, after a backup of it.
fn upgrade(opened: &mut Opened) -> Result<(), StoreError> {
    let Opened {
        connection,
        path,
        warnings,
        ..
    } = opened;
    let mut made = None;
    let outcome = schema::upgrade(connection, |version| {
        let backup = backup::before_upgrade(path, version);
        made = Some(backup.map_err(|error| StoreError::NotBackedUp(Box::new(error)))?);
        Ok(())
    });
    if let (Err(StoreError::Unsound { .. }), Some(backup)) = (&outcome, &made) {
        // The register is what it was; each attempt would leave another copy of it.
        let _ = backup::remove(backup);
    }
    warnings.extend(outcome?.then_some(backup::UPGRADED));
    Ok(())
}

/// Reads a file of an older version that is not to be written: as it is now, upgraded in memory.
fn read_upgraded(opened: &mut Opened) -> Result<(), StoreError> {
    let mut copy = backup::in_memory(&opened.connection)?;
    schema::upgrade_copy(&mut copy)?;
    copy.execute_batch("PRAGMA query_only = ON")
        .doing("setting up the register")?;
    opened.connection = copy;
    opened.warnings.push(backup::OLDER);
    Ok(())
}

fn load(connection: &Connection) -> Result<(Register, Position), StoreError> {
    let mut register = Register::default();
    read_tables(connection, &mut register, Part::Whole)?;
    for &kind in Kind::ALL {
        register.reserve(kind, journal::highest(connection, kind)?);
    }
    Ok((register, journal::end(connection)?))
}

/// What says what is due. Nothing can be made in it: the numbers that were given are not known.
fn load_part(connection: &Connection) -> Result<(Register, Position), StoreError> {
    let mut register = Register::default();
    read_tables(connection, &mut register, Part::Due)?;
    Ok((register, journal::end(connection)?))
}

/// Every kind of record and its table, once: reading all rows, comparing them, writing one edit.
macro_rules! tables {
    ($($kind:ident: $table:ident),+ $(,)?) => {
        fn read_tables(
            connection: &Connection,
            register: &mut Register,
            part: Part,
        ) -> Result<(), StoreError> {
            $(if part == Part::Whole || due::is_looked_at(Kind::$kind) {
                register.$table.load(row::all(connection, part)?);
            })+
            Ok(())
        }

        /// The records of which a table holds anything else, letter by letter, than the register.
        fn differing(connection: &Connection, register: &Register) -> Result<Vec<Entry>, StoreError> {
            let mut entries = Vec::new();
            $(row::differing(connection, &register.$table, &mut entries)?;)+
            Ok(entries)
        }

        fn write(connection: &Connection, edit: &Edit) -> Result<(), StoreError> {
            match edit {
                $(Edit::$kind(swap) => row::write(connection, swap)),+
            }
        }
    };
}

tables! {
    Organisation: organisations,
    Contact: contacts,
    Forum: forums,
    Membership: memberships,
    Meeting: meetings,
    Item: items,
    Action: actions,
    Agreement: agreements,
    Party: parties,
    Review: reviews,
    Commitment: commitments,
    Announcement: announcements,
    Attendance: attendances,
    Return: returns,
    Offer: offers,
    IssuedText: texts,
    PublishedPage: pages,
    Sending: sendings,
    Reminder: reminders,
    Note: notes,
    File: files,
    Origin: origins,
}

#[cfg(test)]
mod tests;
