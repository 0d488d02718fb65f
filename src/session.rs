//! The register in memory and the file it is kept in, always alike: every read is from here and every write goes through here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate, Utc};

use crate::domain::change::{Change, Clash};
use crate::domain::due::Rules;
use crate::domain::history::{Deed, Head, Stacks};
use crate::domain::id::Entry;
use crate::domain::item;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Edit, Register};
use crate::store::{Access, Position, Signature, Store, StoreError};

/// Where the day and the time come from; nobody else asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    System,
    /// Takes a day for today; the journal keeps the true time.
    AsOf(NaiveDate),
    /// Stands still, for tests and for files that must come out alike.
    Fixed(DateTime<Utc>),
}

/// Why something was not done: a rule said no, or the file did.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a change did, for the status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub label: String,
    /// The records it touched, in the order of its edits.
    pub entries: Vec<Entry>,
}

/// A register that is open.
#[derive(Debug)]
pub struct Session {
    register: Arc<Register>,
    store: Store,
    position: Position,
    clock: Clock,
    actor: String,
    rules: Rules,
    path: Option<PathBuf>,
    /// The journal without its edits, read when it is first asked for.
    heads: Vec<Head>,
}

/// Whose session it is and what it reckons with.
#[derive(Debug, Clone)]
pub struct SessionOptions {
    pub clock: Clock,
    /// The name that the journal keeps.
    pub actor: String,
    pub rules: Rules,
}

impl Clock {
    pub fn today(self) -> NaiveDate {
        match self {
            Self::System => Local::now().date_naive(),
            Self::AsOf(day) => day,
            Self::Fixed(at) => at.date_naive(),
        }
    }

    fn now(self) -> DateTime<Utc> {
        match self {
            Self::System | Self::AsOf(_) => Utc::now(),
            Self::Fixed(at) => at,
        }
    }
}

impl Session {
    /// A new empty register where there is no file yet.
    pub fn create(path: &Path, options: SessionOptions) -> Result<Self, Failure> {
        Self::over(Store::create(path)?, Some(path.to_owned()), options)
    }

    pub fn open(path: &Path, access: Access, options: SessionOptions) -> Result<Self, Failure> {
        Self::over(Store::open(path, access)?, Some(path.to_owned()), options)
    }

    /// A register that is gone when it is closed.
    pub fn memory(options: SessionOptions) -> Result<Self, Failure> {
        Self::over(Store::memory()?, None, options)
    }

    fn over(store: Store, path: Option<PathBuf>, options: SessionOptions) -> Result<Self, Failure> {
        let (register, position) = store.load()?;
        let SessionOptions {
            clock,
            actor,
            rules,
        } = options;
        Ok(Self {
            register: Arc::new(register),
            store,
            position,
            clock,
            actor,
            rules,
            path,
            heads: Vec::new(),
        })
    }

    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The register as it is now, for work on another thread.
    pub fn shared(&self) -> Arc<Register> {
        Arc::clone(&self.register)
    }

    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    pub fn clock(&self) -> Clock {
        self.clock
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The file; none for a register in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Why nothing can be changed, as a sentence.
    pub fn read_only(&self) -> Option<&'static str> {
        self.store.read_only()
    }

    /// What the user should know about the file.
    pub fn warnings(&self) -> &[&'static str] {
        self.store.warnings()
    }

    /// Asks a verb for a change, with the right to write in hand and the register as it is at that moment.
    ///
    /// Numbers and places are taken then, so two people never get the same.
    pub fn commit(
        &mut self,
        ask: impl FnOnce(&Register) -> Result<Change, Refusal>,
    ) -> Result<Done, Failure> {
        self.write(Deed::Do, None, |register| {
            let change = ask(register)?;
            change
                .onto(register)
                .map_err(|clash| clash.refusal(register))
        })
    }

    /// Takes back one's own last change that stands. Refuses if somebody has changed the same fields since.
    pub fn undo(&mut self) -> Result<Done, Failure> {
        self.reverse(Deed::Undo)
    }

    /// Brings back one's own last change that was taken back.
    pub fn redo(&mut self) -> Result<Done, Failure> {
        self.reverse(Deed::Redo)
    }

    /// Takes in what others have written. True if there was something.
    pub fn refresh(&mut self) -> Result<bool, Failure> {
        if !self.store.moved()? {
            return Ok(false);
        }
        let (edits, position) = self.store.since(self.position)?;
        self.take_in(edits, position);
        Ok(true)
    }

    /// The journal without its edits, oldest first.
    pub fn heads(&mut self) -> Result<&[Head], Failure> {
        let after = self.heads.last().map_or(0, |head| head.id);
        self.heads.extend(self.store.heads(after)?);
        Ok(&self.heads)
    }

    /// What this person can undo and redo.
    pub fn stacks(&mut self) -> Result<Stacks, Failure> {
        let actor = self.actor.clone();
        Ok(Stacks::of(self.heads()?, &actor))
    }

    /// What an entry of the journal did.
    pub fn edits(&self, entry: Position) -> Result<Vec<Edit>, Failure> {
        Ok(self.store.edits(entry)?)
    }

    /// The entries of the journal that touched a record, oldest first.
    pub fn history(&mut self, entry: Entry) -> Result<Vec<Head>, Failure> {
        let numbers = self.store.entries_of(entry)?;
        let heads = self
            .heads()?
            .iter()
            .filter(|head| numbers.binary_search(&head.id).is_ok());
        Ok(heads.cloned().collect())
    }

    /// Everything that is wrong with the file, as sentences; empty if it is sound.
    pub fn check_all(&self) -> Result<Vec<String>, Failure> {
        let mut findings = self.store.check_all()?;
        let (stored, _) = self.store.load()?;
        if stored != *self.register {
            findings.push("The file has changed under this program; start it again.".to_owned());
        }
        Ok(findings)
    }

    fn reverse(&mut self, deed: Deed) -> Result<Done, Failure> {
        let stacks = self.stacks()?;
        let (stack, nothing) = match deed {
            Deed::Undo => (stacks.undo, "There is nothing of yours to undo."),
            Deed::Redo | Deed::Do => (stacks.redo, "There is nothing of yours to redo."),
        };
        let Some(&target) = stack.last() else {
            return Err(Refusal::state(nothing).into());
        };
        let head = self.head(target)?;
        if head.is_erased {
            return Err(Refusal::state(format!(
                "\"{}\" names a person who was erased.",
                head.label
            ))
            .into());
        }
        let change = Change {
            label: head.label,
            edits: self.store.edits(target)?,
        };
        let label = change.label.clone();
        let change = change.inverse(label);
        let mut clash = None;
        let outcome = self.write(deed, Some(target), |register| {
            change.onto(register).map_err(|found| {
                let refusal = found.refusal(register);
                clash = Some(found);
                refusal
            })
        });
        match clash {
            Some(clash) => Err(self.explain(&clash, target)?.into()),
            None => outcome,
        }
    }

    /// Says who has changed meanwhile what was to be taken back, and when.
    fn explain(&mut self, clash: &Clash, target: Position) -> Result<Refusal, Failure> {
        let later = self
            .history(clash.entry)?
            .into_iter()
            .rfind(|head| head.id > target);
        let refusal = clash.refusal(&self.register);
        Ok(match later {
            Some(head) => {
                let when = head.at.with_timezone(&Local).format("%-d %B %Y at %H:%M");
                Refusal::conflict(format!(
                    "{refusal} That was {} on {when}: {}.",
                    head.actor, head.label
                ))
            }
            None => refusal,
        })
    }

    fn head(&mut self, id: Position) -> Result<Head, Failure> {
        let found = self.heads()?.iter().find(|head| head.id == id).cloned();
        Ok(found.expect("the stacks are made of these heads"))
    }

    /// The one way to the file: refreshes under the lock, asks, tries the change in memory, saves it.
    fn write(
        &mut self,
        deed: Deed,
        target: Option<Position>,
        ask: impl FnOnce(&Register) -> Result<Change, Refusal>,
    ) -> Result<Done, Failure> {
        let signature = Signature {
            actor: self.actor.clone(),
            at: self.clock.now(),
            deed,
            target,
        };
        let pen = self.store.begin()?;
        let (theirs, position) = pen.since(self.position)?;
        let register = Arc::make_mut(&mut self.register);
        if position != self.position {
            register.apply(&Change {
                label: String::new(),
                edits: theirs,
            });
            self.position = position;
        }
        let change = item::close_gaps(register, ask(register)?);
        if change.is_empty() {
            return Err(Refusal::state("Nothing was to be changed.").into());
        }
        register.apply(&change);
        let saved = register.check(&change).map_err(Failure::from);
        match saved.and_then(|()| Ok(pen.save(&change, &signature)?)) {
            Ok(position) => {
                self.position = position;
                Ok(Done {
                    entries: change.edits.iter().map(Edit::entry).collect(),
                    label: change.label,
                })
            }
            Err(failure) => {
                register.apply(&change.inverse(""));
                Err(failure)
            }
        }
    }

    fn take_in(&mut self, edits: Vec<Edit>, position: Position) {
        Arc::make_mut(&mut self.register).apply(&Change {
            label: String::new(),
            edits,
        });
        self.position = position;
    }
}
