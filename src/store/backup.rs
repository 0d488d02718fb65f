//! Copies of a register: one beside it before it is upgraded, proved to open, and one in memory to read an older file by.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::limits::Limit;

use super::error::{Doing, StoreError};
use super::{check, journal, open, schema};
use crate::files;

/// What the user is told after an upgrade.
pub(super) const UPGRADED: &str = "The register was upgraded for this version of the program. \
     As it was before, it is kept beside it: the file with \"before\" in its name.";
/// What the user is told of a file that was not upgraded.
pub(super) const OLDER: &str = "The register is of an older version of this program, so it is \
     shown as it was when it was opened. A change upgrades it, after a backup.";

const DOING: &str = "backing up the register";

/// Makes a backup of a register that nobody else can write meanwhile: `NAME.before-VERSION.db`, for the version to come.
/// It has that name only once it is whole, sound and safe on the disk.
pub(super) fn before_upgrade(path: &Path, version: u32) -> Result<PathBuf, StoreError> {
    let part = beside(path, ".part");
    remove(&part).map_err(|error| StoreError::from_io(DOING, &part, error))?;
    let made = fill(path, &part, version).and_then(|()| {
        let name = free_name(path);
        let settled = settle(&part, &name).map(|()| name);
        settled.map_err(|error| StoreError::from_io(DOING, &part, error))
    });
    made.map_err(|error| {
        // What is left is half a copy; the reason it failed matters more than the cleaning.
        let _ = remove(&part);
        error.at(&part)
    })
}

/// What a connection sees at this moment, in memory.
pub(super) fn in_memory(from: &Connection) -> Result<Connection, StoreError> {
    const DOING: &str = "reading the register";
    let mut copy = open::nowhere()?;
    let step = Backup::new(from, &mut copy).and_then(|backup| backup.step(-1));
    match step.doing(DOING)? {
        StepResult::Done => Ok(copy),
        StepResult::More | StepResult::Busy | StepResult::Locked | _ => {
            Err(StoreError::Busy { seconds: 0 })
        }
    }
}

/// A copy without gaps, looked at as a stranger would.
fn fill(path: &Path, part: &Path, version: u32) -> Result<(), StoreError> {
    let unnamed = || io::Error::new(io::ErrorKind::InvalidFilename, "its name is no text");
    let name = part.to_str().ok_or_else(unnamed);
    let name = name.map_err(|error| StoreError::from_io(DOING, part, error))?;
    // Ours from the start: SQLite would let others read it.
    open::reserve(part).map_err(|error| StoreError::from_io(DOING, part, error))?;
    // A connection of its own: SQLite copies nothing for one that is about to write.
    let source = open::connect(path, true)?;
    // The one way to copy attaches the copy.
    source
        .set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)
        .and_then(|_| source.execute("VACUUM INTO ?1", [name]))
        .doing(DOING)?;
    let copy = open::connect(part, true)?;
    let is_whole = schema::version(&copy)? == version
        && journal::end(&copy)? == journal::end(&source)?
        && check::sqlite(&copy)?.is_empty();
    if is_whole {
        return Ok(());
    }
    let what = "its backup is not what it is".to_owned();
    Err(StoreError::Damaged { what })
}

/// Safe on the disk, and only then under its name.
fn settle(part: &Path, path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(part)?.sync_all()?;
    fs::rename(part, path)?;
    files::sync_folder(path)
}

/// A backup that is there already is never written over: it may be the only one of another register.
fn free_name(path: &Path) -> PathBuf {
    let second = (2..).map(|count| beside(path, &format!("-{count}.db")));
    std::iter::once(beside(path, ".db"))
        .chain(second)
        .find(|name| name.symlink_metadata().is_err())
        .expect("a folder holds fewer files than there are numbers")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".before-{}{ending}", schema::VERSION));
    name.into()
}

/// Takes a copy away, if it is there.
pub(super) fn remove(part: &Path) -> io::Result<()> {
    match fs::remove_file(part) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests;
