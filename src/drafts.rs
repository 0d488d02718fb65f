//! What was typed into forms and not saved, kept on disk until it is: one file for each running program.
//!
//! A running program holds a lock beside its file, so that what another window is typing is never offered here. The
//! system lets go of the lock when a program ends, however it ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::files::{self, Existing, FileError};

/// More than this nobody types.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// So many programs of one person keep drafts at the same time.
const SLOTS: u32 = 64;

/// The drafts of one running program, for one register.
#[derive(Debug)]
pub struct Drafts {
    path: PathBuf,
    register: PathBuf,
    /// Held as long as this program runs.
    _lock: File,
    /// What the file holds.
    kept: Option<Vec<u8>>,
}

/// What a program that has ended left behind, and nobody else's as long as this is held.
#[derive(Debug)]
pub struct Left<T> {
    pub forms: T,
    /// When it was last kept.
    pub at: DateTime<Utc>,
    path: PathBuf,
    /// Held so that two windows do not go on with the same and save it twice.
    _lock: File,
}

/// A file of drafts. Its form is a promise: a later program reads it.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    register: PathBuf,
    at: DateTime<Utc>,
    forms: T,
}

impl Drafts {
    /// Takes a place for this program in the folder of drafts. None if none is free.
    pub fn open(folder: &Path, register: &Path) -> io::Result<Option<Self>> {
        files::private_folder(folder)?;
        for slot in 1..=SLOTS {
            let path = folder.join(format!("{slot}.json"));
            // A file without its program is what somebody has not saved yet; it is never written over.
            if let Some(lock) = lock_beside(&path)?
                && !path.exists()
            {
                return Ok(Some(Self {
                    path,
                    register: one_path(register)?,
                    _lock: lock,
                    kept: None,
                }));
            }
        }
        Ok(None)
    }

    /// Keeps what is being typed, if it is not what is kept already.
    pub fn keep<T: Serialize>(&mut self, forms: &T, now: DateTime<Utc>) -> Result<(), FileError> {
        let text = serde_json::to_vec(forms).expect("drafts are texts and numbers");
        if self.kept.as_ref() == Some(&text) {
            return Ok(());
        }
        let kept = Kept {
            register: self.register.clone(),
            at: now,
            forms,
        };
        let bytes = serde_json::to_vec_pretty(&kept).expect("drafts are texts and numbers");
        files::save(&self.path, &bytes, Existing::Replace)?;
        self.kept = Some(text);
        Ok(())
    }

    /// Takes the file away, once all is saved or thrown away.
    pub fn clear(&mut self) -> Result<(), FileError> {
        match self.kept.take() {
            Some(_) => files::remove(&self.path),
            None => Ok(()),
        }
    }

    /// What programs that have ended left behind for this register, the oldest first. What cannot be read stays on
    /// disk and is not offered.
    pub fn left<T: DeserializeOwned>(&self) -> io::Result<Vec<Left<T>>> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let mut left = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_draft = path.extension().is_some_and(|ending| ending == "json");
            if !is_draft {
                continue;
            }
            let Some(lock) = lock_beside(&path)? else {
                continue;
            };
            let Ok(bytes) = files::read_at_most(&path, MOST_BYTES) else {
                continue;
            };
            match serde_json::from_slice::<Kept<T>>(&bytes) {
                Ok(kept) if kept.register == self.register => left.push(Left {
                    forms: kept.forms,
                    at: kept.at,
                    path,
                    _lock: lock,
                }),
                Ok(_) | Err(_) => {}
            }
        }
        left.sort_by_key(|one| one.at);
        Ok(left)
    }
}

impl<T> Left<T> {
    /// Takes the file away: it was thrown away, or is kept by this program now.
    pub fn forget(self) -> Result<(), FileError> {
        files::remove(&self.path)
    }
}

/// The same for every way to write a path.
fn one_path(register: &Path) -> io::Result<PathBuf> {
    match register.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(register),
        found => found,
    }
}

/// The lock beside a file of drafts. None if a running program holds it.
fn lock_beside(path: &Path) -> io::Result<Option<File>> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path.with_extension("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).expect("a moment")
    }

    #[test]
    fn what_a_program_left_is_offered_once_it_has_ended_and_only_for_its_register() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("drafts");
        let open = |register: &str| {
            Drafts::open(&folder, Path::new(register))
                .expect("a folder to write to")
                .expect("a place")
        };
        let left = |drafts: &Drafts| -> Vec<String> {
            let left = drafts.left::<String>().expect("a folder to read");
            left.into_iter().map(|one| one.forms).collect()
        };
        let mut first = open("a.db");
        first.keep(&"typed", at(1)).expect("room");
        let second = open("a.db");
        assert!(left(&second).is_empty(), "the first is still running");
        drop(first);
        assert_eq!(left(&second), ["typed"]);
        assert!(left(&open("b.db")).is_empty(), "it is of another register");
        // A third does not write over what is left.
        let mut third = open("a.db");
        third.keep(&"later", at(2)).expect("room");
        drop(third);
        assert_eq!(left(&second), ["typed", "later"]);
        for one in second.left::<String>().expect("a folder to read") {
            one.forget().expect("it goes");
        }
        assert!(left(&second).is_empty());
    }

    #[test]
    fn what_one_window_is_asking_about_is_not_offered_in_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || {
            Drafts::open(folder.path(), Path::new("a.db"))
                .expect("a folder")
                .expect("a place")
        };
        let left = |drafts: &Drafts| drafts.left::<String>().expect("a folder to read");
        open().keep(&"typed", at(1)).expect("room");
        let (first, second) = (open(), open());
        let asked = left(&first);
        assert_eq!(asked.len(), 1);
        assert!(left(&second).is_empty(), "the first window asks about it");
        drop(asked);
        assert_eq!(left(&second).len(), 1, "the first window leaves it");
    }

    #[test]
    fn a_register_is_the_same_however_its_path_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let register = folder.path().join("a.db");
        fs::create_dir(folder.path().join("sub")).expect("room");
        fs::write(&register, "").expect("room");
        let drafts = folder.path().join("drafts");
        let open = |register: &Path| {
            Drafts::open(&drafts, register)
                .expect("a folder")
                .expect("a place")
        };
        open(&register).keep(&"typed", at(1)).expect("room");
        let left = open(&folder.path().join("sub").join("..").join("a.db"))
            .left::<String>()
            .expect("a folder to read");
        assert_eq!(left.len(), 1);
    }

    #[test]
    fn what_is_saved_is_kept_no_longer() {
        let folder = tempfile::tempdir().expect("a folder");
        let register = Path::new("a.db");
        let open = || {
            Drafts::open(folder.path(), register)
                .expect("a folder")
                .expect("a place")
        };
        let mut drafts = open();
        drafts.clear().expect("nothing to take away");
        drafts.keep(&"typed", at(1)).expect("room");
        drafts.clear().expect("it goes");
        drop(drafts);
        assert!(open().left::<String>().expect("a folder").is_empty());
    }
}
