//! What the file or the disk said no to, in the words the user sees.
//! What a rule says no to is a `Refusal`, not this.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ffi;

use super::busy::{self, Ended};

/// A complete sentence for the user: what failed, what was kept, what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(
        "There is no register at {path}. Nothing was created. Name another with `--register FILE`, \
         start one with `secretariat new FILE`, or look around with `secretariat demo`."
    )]
    Missing { path: PathBuf },
    #[error(
        "The folder for {path} does not exist. Nothing was created. \
         Create the folder first, or choose another place."
    )]
    NoFolder { path: PathBuf },
    #[error(
        "There is already something at {path}. It was left as it is. \
         Choose another name, or open it."
    )]
    Exists { path: PathBuf },
    #[error(
        "{path} cannot be opened as a register: {why}. Nothing was changed. \
         Check the name, or restore a backup."
    )]
    NotARegister { path: PathBuf, why: &'static str },
    #[error(
        "{path} was written by a newer version of this program: its format is {}, \
         and this program knows {}. Nothing was changed. Install the newer version to open it.",
        numbered(*theirs), numbered(*ours)
    )]
    NewerSchema {
        path: PathBuf,
        /// Major × 1000 + minor.
        theirs: u32,
        /// Major × 1000 + minor.
        ours: u32,
    },
    #[error(
        "You do not have permission to use {path}. Nothing was changed. \
         Ask whoever looks after the folder to give you access."
    )]
    NoPermission { path: PathBuf },
    /// `why` is the whole message.
    #[error("{why}")]
    ReadOnly { why: &'static str },
    #[error(
        "Somebody else is writing to the register, and it was still locked after \
         {seconds} seconds. Nothing was changed. Try again in a moment."
    )]
    Busy { seconds: u64 },
    #[error("It was stopped, as you asked. Nothing was changed. Do it again when you are ready.")]
    Interrupted,
    #[error(
        "The register is damaged: {what}. Nothing was changed. \
         Keep a copy of the file, run `secretariat doctor`, then restore the newest backup."
    )]
    Damaged { what: String },
    #[error(
        "The register is of an older version and could not be upgraded soundly: {what} Nothing was changed. \
         Open it with `--read-only`, and run `secretariat doctor` to see what is wrong with it."
    )]
    Unsound { what: String },
    #[error(
        "The register is of an older version and was not upgraded, because it could not be backed up first. {0} \
         Until then it can be opened with `--read-only`."
    )]
    NotBackedUp(Box<Self>),
    #[error(
        "The disk that holds {} is full. Nothing was changed. Make room on it, then try again.",
        named(path.as_deref())
    )]
    DiskFull { path: Option<PathBuf> },
    #[error(
        "The disk that holds {} failed, or has no room, while {doing}. \
         What was saved before is kept. Check the disk or the network drive, \
         and look whether your change is there before you make it again.",
        named(path.as_deref())
    )]
    DiskFailed {
        doing: &'static str,
        path: Option<PathBuf>,
        source: rusqlite::Error,
    },
    #[error(
        "This program was built with SQLite {found}, which can damage a register. \
         Nothing was changed. Install a version built with SQLite 3.51.3 or later."
    )]
    OldSqlite { found: &'static str },
    #[error(
        "{path} could not be used while {doing}. Nothing was changed. \
         Check the disk or the network drive, then try again."
    )]
    File {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error(
        "Something unexpected went wrong while {doing}. Nothing was changed. \
         Try again, and report it if it comes back."
    )]
    Sqlite {
        doing: &'static str,
        source: rusqlite::Error,
    },
}

/// The kind of no: decides the exit code, never the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No register there.
    Missing,
    /// Locked, or changed by somebody else: trying again helps.
    Locked,
    /// The user stopped it.
    Interrupted,
    /// Anything else.
    Failed,
}

/// Says once, where rusqlite is left, what was being done: `.doing("reading the actions")?`.
pub trait Doing<T> {
    /// `doing` follows the word "while".
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::from_sqlite(doing, source))
    }
}

impl StoreError {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Missing { .. } | Self::NoFolder { .. } => Kind::Missing,
            Self::Busy { .. } => Kind::Locked,
            Self::Interrupted => Kind::Interrupted,
            Self::NotBackedUp(why) => why.kind(),
            Self::Exists { .. }
            | Self::NotARegister { .. }
            | Self::NewerSchema { .. }
            | Self::NoPermission { .. }
            | Self::ReadOnly { .. }
            | Self::Damaged { .. }
            | Self::Unsound { .. }
            | Self::DiskFull { .. }
            | Self::DiskFailed { .. }
            | Self::OldSqlite { .. }
            | Self::File { .. }
            | Self::Sqlite { .. } => Kind::Failed,
        }
    }

    /// Names the file in the sentences about its disk.
    #[must_use]
    pub fn at(mut self, file: &Path) -> Self {
        if let Self::DiskFull { path } | Self::DiskFailed { path, .. } = &mut self {
            *path = Some(file.to_path_buf());
        }
        self
    }

    /// For what the operating system refuses outside of a connection.
    pub(super) fn from_io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        use io::ErrorKind as Os;
        let kind = source.kind();
        let path = path.to_path_buf();
        if matches!(kind, Os::NotFound | Os::NotADirectory) {
            Self::Missing { path }
        } else if kind == Os::PermissionDenied {
            Self::NoPermission { path }
        } else if matches!(kind, Os::StorageFull | Os::QuotaExceeded) {
            Self::DiskFull { path: Some(path) }
        } else if kind == Os::ReadOnlyFilesystem {
            Self::ReadOnly {
                why: DISK_IS_READ_ONLY,
            }
        } else {
            Self::File {
                doing,
                path,
                source,
            }
        }
    }

    fn from_sqlite(doing: &'static str, source: rusqlite::Error) -> Self {
        let Some(code) = source.sqlite_extended_error_code() else {
            return Self::from_value(doing, source);
        };
        match code & 0xff {
            ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => Self::from_wait(),
            ffi::SQLITE_INTERRUPT | ffi::SQLITE_ABORT => Self::Interrupted,
            ffi::SQLITE_READONLY => Self::ReadOnly {
                why: why_read_only(code),
            },
            ffi::SQLITE_CANTOPEN => Self::ReadOnly {
                why: FOLDER_IS_READ_ONLY,
            },
            ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => Self::Damaged {
                what: format!("it could not be understood while {doing}"),
            },
            ffi::SQLITE_FULL => Self::DiskFull { path: None },
            ffi::SQLITE_IOERR => Self::DiskFailed {
                doing,
                path: None,
                source,
            },
            _ => Self::Sqlite { doing, source },
        }
    }

    /// For what rusqlite itself refuses: a value that is not what its column promises.
    fn from_value(doing: &'static str, source: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        if let E::FromSqlConversionFailure(column, ..)
        | E::IntegralValueOutOfRange(column, _)
        | E::Utf8Error(column, _)
        | E::InvalidColumnType(column, ..) = source
        {
            let what = format!("column {column} could not be understood while {doing}");
            return Self::Damaged { what };
        }
        Self::Sqlite { doing, source }
    }

    fn from_wait() -> Self {
        match busy::ended() {
            Ended::Interrupted => Self::Interrupted,
            Ended::GaveUp { seconds } => Self::Busy { seconds },
            Ended::NeverWaited => Self::Busy { seconds: 0 },
        }
    }
}

const DISK_IS_READ_ONLY: &str = "The disk that holds the register may only be read. \
     Nothing was changed. Copy the register to a disk that may be written.";
const FOLDER_IS_READ_ONLY: &str = "The register cannot be used safely, because the program may not \
     create files in its folder. Nothing was changed. \
     Ask whoever looks after the folder to let you write there.";
const UNFINISHED: &str = "The last change to the register was cut off, and must be taken back \
     before anybody reads it, but the file is write-protected. Nothing was changed. \
     Open it once where it may be written.";
const MOVED: &str = "The register was moved or replaced while it was open. \
     Nothing was changed. Close it and open it again.";
const WRITE_PROTECTED: &str = "The register is open for reading only. Nothing was changed. \
     Open it for writing, or ask for permission to write to it.";

fn why_read_only(extended_code: i32) -> &'static str {
    match extended_code {
        ffi::SQLITE_READONLY_ROLLBACK
        | ffi::SQLITE_READONLY_RECOVERY
        | ffi::SQLITE_READONLY_CANTINIT => UNFINISHED,
        ffi::SQLITE_READONLY_DIRECTORY => FOLDER_IS_READ_ONLY,
        ffi::SQLITE_READONLY_DBMOVED => MOVED,
        _ => WRITE_PROTECTED,
    }
}

fn numbered(version: u32) -> String {
    format!("{}.{}", version / 1000, version % 1000)
}

fn named(path: Option<&Path>) -> String {
    path.map_or_else(|| "the register".into(), |path| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_sqlite_becomes_a_sentence_that_says_what_to_do() {
        let cases = [
            (ffi::SQLITE_BUSY, Kind::Locked, "Try again in a moment"),
            (ffi::SQLITE_INTERRUPT, Kind::Interrupted, "stopped"),
            (ffi::SQLITE_FULL, Kind::Failed, "/r.db is full"),
            (ffi::SQLITE_IOERR_WRITE, Kind::Failed, "/r.db failed"),
            (ffi::SQLITE_CORRUPT, Kind::Failed, "secretariat doctor"),
            (ffi::SQLITE_NOTADB, Kind::Failed, "damaged"),
            (ffi::SQLITE_READONLY, Kind::Failed, "reading only"),
            (ffi::SQLITE_READONLY_DBMOVED, Kind::Failed, "moved"),
            (ffi::SQLITE_CANTOPEN, Kind::Failed, "its folder"),
            (ffi::SQLITE_CONSTRAINT, Kind::Failed, "saving a change"),
        ];
        for (code, kind, words) in cases {
            let source = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = StoreError::from_sqlite("saving a change", source).at(Path::new("/r.db"));
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains(words), "{code}: {error}");
        }
    }

    #[test]
    fn a_code_of_the_system_becomes_a_sentence_that_names_the_file() {
        use io::ErrorKind as Os;
        let cases = [
            (Os::NotFound, Kind::Missing, "no register at /r.db"),
            (
                Os::PermissionDenied,
                Kind::Failed,
                "permission to use /r.db",
            ),
            (Os::StorageFull, Kind::Failed, "/r.db is full"),
            (
                Os::TimedOut,
                Kind::Failed,
                "/r.db could not be used while looking",
            ),
        ];
        for (os, kind, words) in cases {
            let error = StoreError::from_io("looking", Path::new("/r.db"), os.into());
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains(words), "{os}: {error}");
        }
    }
}
