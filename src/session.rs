//! The register in memory and the file it is kept in, always alike: every read is from here and every write goes through here.
//! What it shows while it looks back at a day is in `session/past.rs`.

mod past;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Days, Local, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::domain::change::{Change, Clash};
use crate::domain::due::Rules;
use crate::domain::handover;
use crate::domain::history::{Deed, Head, Stacks};
use crate::domain::id::Entry;
use crate::domain::item;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Edit, Register};
use crate::house::{self, House, HouseFiles};
use crate::store::{Access, Pen, Position, Signature, Store, StoreError};

pub use past::Look;
use past::Past;

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
    /// Somebody else changed the same fields meanwhile.
    #[error("{1}")]
    Conflict(Clash, Refusal),
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
    house_files: HouseFiles,
    /// Read when it is first asked for: most commands make no text.
    house: OnceLock<Furnished>,
    path: Option<PathBuf>,
    /// The journal without its edits, read when it is first asked for.
    heads: Vec<Head>,
    /// What is shown instead while it looks back.
    past: Option<Past>,
}

/// Whose session it is and what it reckons with.
#[derive(Debug, Clone)]
pub struct SessionOptions {
    pub clock: Clock,
    /// The name that the journal keeps.
    pub actor: String,
    pub rules: Rules,
    pub house: HouseFiles,
}

/// What the office has of its own, and what of it could not be read.
#[derive(Debug)]
struct Furnished {
    house: Arc<House>,
    mistakes: Vec<String>,
}

impl Clock {
    pub fn today(self) -> NaiveDate {
        match self {
            Self::System => Local::now().date_naive(),
            Self::AsOf(day) => day,
            Self::Fixed(at) => at.date_naive(),
        }
    }

    /// An instant as people here read it; in that of the register where the clock stands still.
    pub fn moment(self, at: DateTime<Utc>) -> String {
        const FORM: &str = "%-d %B %Y at %H:%M";
        match self {
            Self::Fixed(_) => at.format(FORM).to_string(),
            Self::System | Self::AsOf(_) => at.with_timezone(&Local).format(FORM).to_string(),
        }
    }

    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System | Self::AsOf(_) => Utc::now(),
            Self::Fixed(at) => at,
        }
    }

    /// The day that an instant falls on here.
    fn day_of(self, at: DateTime<Utc>) -> NaiveDate {
        match self {
            Self::Fixed(_) => at.date_naive(),
            Self::System | Self::AsOf(_) => at.with_timezone(&Local).date_naive(),
        }
    }

    /// The instant at which a day is over here: the first of the next one.
    fn end_of(self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = (day + Days::new(1)).and_time(NaiveTime::MIN);
        // Where the clocks go forward at midnight, the day begins an hour later.
        let later = midnight + TimeDelta::hours(1);
        let local = |time| Local.from_local_datetime(&time).earliest();
        match self {
            Self::Fixed(_) => midnight.and_utc(),
            Self::System | Self::AsOf(_) => local(midnight)
                .or_else(|| local(later))
                .map_or(midnight.and_utc(), |at| at.to_utc()),
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
            house,
        } = options;
        Ok(Self {
            register: Arc::new(register),
            store,
            position,
            clock,
            actor,
            rules,
            house_files: house,
            house: OnceLock::new(),
            path,
            heads: Vec::new(),
            past: None,
        })
    }

    /// The register as it is now, or as it was known on the day that is looked back at.
    pub fn register(&self) -> &Register {
        self.shown()
    }

    /// The same for work on another thread.
    pub fn shared(&self) -> Arc<Register> {
        Arc::clone(self.shown())
    }

    pub fn today(&self) -> NaiveDate {
        self.look().as_of.unwrap_or_else(|| self.clock.today())
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

    /// The words and the look of the texts: the office's own, and what is built in for the rest. Read on first use.
    pub fn house(&self) -> &House {
        &self.furnished().house
    }

    /// The same for a verb, which outlives this look at the session.
    pub fn shared_house(&self) -> Arc<House> {
        Arc::clone(&self.furnished().house)
    }

    /// What was wrong with the office's own texts so far, each once, as sentences; empty as long as no text was made.
    pub fn house_mistakes(&self) -> Vec<String> {
        let Some(furnished) = self.house.get() else {
            return Vec::new();
        };
        let remarks = furnished.house.words.remarks().into_iter();
        let remarks = remarks.map(|remark| remark.sentence);
        furnished.mistakes.iter().cloned().chain(remarks).collect()
    }

    fn furnished(&self) -> &Furnished {
        self.house.get_or_init(|| {
            let (house, mistakes) = house::read(&self.house_files);
            Furnished {
                house: Arc::new(house),
                mistakes,
            }
        })
    }

    /// The file; none for a register in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Why nothing can be changed, as a sentence.
    pub fn read_only(&self) -> Option<&str> {
        self.past_reason().or_else(|| self.store.read_only())
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
        self.write(Deed::Do, |_, register| {
            let change = ask(register)?.onto(register);
            let change = change.map_err(|clash| {
                let refusal = clash.refusal(register);
                Failure::Conflict(clash, refusal)
            })?;
            Ok((change, None))
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

    /// Takes in what others have written. True if there was something that is shown.
    pub fn refresh(&mut self) -> Result<bool, Failure> {
        if !self.store.moved()? {
            return Ok(false);
        }
        let (edits, position) = self.store.since(self.position)?;
        let is_news = position != self.position;
        if is_news {
            self.take_in(edits, position);
        }
        match self.past.as_ref().map(|past| (past.made(), past.look())) {
            Some((Some(_), _)) => return Ok(false),
            Some((None, look)) if is_news => self.look_back(look)?,
            Some((None, _)) | None => {}
        }
        Ok(is_news)
    }

    /// The journal without its edits, oldest first, as far as it had been written on the day that is looked back at.
    pub fn heads(&mut self) -> Result<&[Head], Failure> {
        self.read_heads()?;
        let made = self.past.as_ref().and_then(Past::made);
        Ok(made.map_or(&self.heads, |made| {
            &self.heads[..made.min(self.heads.len())]
        }))
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
        let (stored, position) = self.store.load()?;
        // What others have written since this session last looked is no fault.
        let is_alike = stored == *self.register || position > self.position;
        if position < self.position || !is_alike {
            findings.push("The file has changed under this program; start it again.".to_owned());
        }
        Ok(findings)
    }

    /// Who changed an entry last, when and how, as a sentence. None if that cannot be read: it is not worth an error.
    pub fn latest(&mut self, entry: Entry) -> Option<String> {
        let head = self.history(entry).ok()?.pop()?;
        let when = self.clock.moment(head.at);
        Some(format!("{} on {when}: {}.", head.actor, head.told()))
    }

    fn read_heads(&mut self) -> Result<(), Failure> {
        let after = self.heads.last().map_or(0, |head| head.id);
        self.heads.extend(self.store.heads(after)?);
        Ok(())
    }

    fn reverse(&mut self, deed: Deed) -> Result<Done, Failure> {
        let mut heads = std::mem::take(&mut self.heads);
        let actor = self.actor.clone();
        let mut clash = None;
        let outcome = self.write(deed, |pen, register| {
            // Asked with the right to write in hand: two windows of one person never take back the same change.
            heads.extend(pen.heads(heads.last().map_or(0, |head| head.id))?);
            let head = next_to_reverse(&heads, &actor, deed)?;
            let edits = pen.edits(head.id)?;
            let label = head.label.clone();
            let change = Change { label, edits }.inverse(&head.label).onto(register);
            let change = change.map_err(|found| {
                let refusal = found.refusal(register);
                clash = Some((found, head.id));
                refusal
            })?;
            Ok((change, Some(head.id)))
        });
        self.heads = heads;
        match clash {
            Some((clash, target)) => Err(self.explain(&clash, target)?.into()),
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
                let when = self.clock.moment(head.at);
                Refusal::conflict(format!(
                    "{refusal} That was {} on {when}: {}.",
                    head.actor, head.label
                ))
            }
            None => refusal,
        })
    }

    /// The one way to the file: refreshes under the lock, asks, tries the change in memory, saves it.
    fn write(
        &mut self,
        deed: Deed,
        ask: impl FnOnce(&Pen<'_>, &Register) -> Result<(Change, Option<Position>), Failure>,
    ) -> Result<Done, Failure> {
        if let Some(reason) = self.past_reason() {
            return Err(Refusal::state(reason).into());
        }
        let pen = self.store.begin()?;
        let (edits, position) = pen.since(self.position)?;
        if position != self.position {
            take_in(&mut self.register, edits);
            self.position = position;
        }
        let (change, target) = ask(&pen, &self.register)?;
        let mut change = item::close_gaps(&self.register, change);
        handover::refuse(&self.register, &change, self.clock.today())?;
        // Taking back what a colleague has taken back already changes no row, and is done all the same.
        if deed == Deed::Do {
            change.edits.retain(|edit| edit.before() != edit.after());
        }
        if change.is_empty() {
            return Err(Refusal::state("Nothing was to be changed.").into());
        }
        let register = Arc::make_mut(&mut self.register);
        register.apply(&change);
        let signature = Signature {
            actor: self.actor.clone(),
            at: self.clock.now(),
            deed,
            target,
        };
        let checked = register.check(&change).map_err(Failure::from);
        match checked.and_then(|()| Ok(pen.save(&change, &signature)?)) {
            Ok(position) => {
                self.position = position;
                Ok(Done {
                    entries: change.edits.iter().map(Edit::entry).collect(),
                    label: change.label,
                })
            }
            Err(failure) => {
                register.apply(&change.inverse(""));
                self.follow_the_file();
                Err(self.naming_the_file(failure))
            }
        }
    }

    /// What the disk refused, with the file that lies on it.
    fn naming_the_file(&self, failure: Failure) -> Failure {
        match (failure, &self.path) {
            (Failure::Store(error), Some(path)) => Failure::Store(error.at(path)),
            (failure, _) => failure,
        }
    }

    /// A disk that failed at the very end may have kept what it said it had not.
    fn follow_the_file(&mut self) {
        if let Ok((edits, position)) = self.store.since(self.position)
            && position != self.position
        {
            self.take_in(edits, position);
        }
    }

    fn take_in(&mut self, edits: Vec<Edit>, position: Position) {
        take_in(&mut self.register, edits);
        self.position = position;
    }
}

fn take_in(register: &mut Arc<Register>, edits: Vec<Edit>) {
    Arc::make_mut(register).apply(&Change {
        label: String::new(),
        edits,
    });
}

/// The entry of the journal that one's next undo or redo reverses. Refuses if there is none, or if it was erased.
fn next_to_reverse<'a>(heads: &'a [Head], actor: &str, deed: Deed) -> Result<&'a Head, Refusal> {
    let stacks = Stacks::of(heads, actor);
    let (stack, nothing) = match deed {
        Deed::Undo => (stacks.undo, "There is nothing of yours to undo."),
        Deed::Redo | Deed::Do => (stacks.redo, "There is nothing of yours to redo."),
    };
    let target = stack.last().copied();
    let head = heads.iter().rfind(|head| Some(head.id) == target);
    let head = head.ok_or_else(|| Refusal::state(nothing))?;
    if head.is_erased {
        let sentence = format!("\"{}\" names a person who was erased.", head.label);
        return Err(Refusal::state(sentence));
    }
    Ok(head)
}
