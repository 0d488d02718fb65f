//! Creating and opening the file of a register: what is checked before, and how it is set up.
//! A path is opened once in a program: the checks would drop the locks of a connection to it.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::busy;
use super::error::{Doing, StoreError};
use super::header::{self, Header};
use super::schema;

/// What the user wants to do with the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Write,
    Read,
    /// Reads only what says what is due.
    Due,
}

/// An open register, and what the user should know about it.
#[derive(Debug)]
pub struct Opened {
    pub connection: Connection,
    /// The file, with the links in its folders followed.
    pub path: PathBuf,
    /// Major × 1000 + minor; older than this program's if it must be upgraded before it is used.
    pub version: u32,
    /// Why the file cannot be written, as a sentence; None if it could be, whatever was asked.
    pub read_only: Option<&'static str>,
    /// Sentences; nothing is wrong yet.
    pub warnings: Vec<&'static str>,
}

/// Creates a register where there is nothing yet, in a folder that exists.
pub fn create(path: &Path) -> Result<Connection, StoreError> {
    let path = &settle(path).map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            return StoreError::NoFolder { path: path.into() };
        }
        StoreError::from_io("looking for its folder", path, error)
    })?;
    reserve(path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return StoreError::Exists { path: path.into() };
        }
        StoreError::from_io("creating it", path, error)
    })?;
    fill(path).map_err(|error| {
        // What is left is an empty file of ours; the reason it failed matters more than the cleaning.
        let _ = fs::remove_file(header::journal_of(path));
        let _ = fs::remove_file(path);
        error.at(path)
    })
}

/// Opens a register that is there. What is refused is not touched, byte for byte.
pub fn open(path: &Path, access: Access) -> Result<Opened, StoreError> {
    let path = settle(path).map_err(|error| StoreError::from_io("looking for it", path, error))?;
    let metadata = inspect(&path)?;
    let is_write_ahead = Header::read(&path)?.is_write_ahead;
    let protected = is_protected(&path, &metadata);
    if protected && is_write_ahead {
        return Err(StoreError::ReadOnly { why: WRITE_AHEAD });
    }
    let connection = connect(&path, protected).map_err(|error| error.at(&path))?;
    // Asked again: what the header said may have been rolled back, or upgraded by a colleague.
    let version = schema::version(&connection)?;
    schema::check_version(&path, version)?;
    let read_only = why_read_only(protected, version);
    if access != Access::Write || read_only.is_some() {
        connection
            .execute_batch("PRAGMA query_only = ON")
            .doing("setting up the register")?;
    } else {
        keep_a_rollback_journal(&connection)?;
    }
    if access == Access::Due {
        read_in_passing(&connection)?;
    }
    Ok(Opened {
        connection,
        version,
        read_only,
        warnings: warnings(&path, &metadata),
        path,
    })
}

/// An empty register that is gone when it is closed.
pub fn memory() -> Result<Connection, StoreError> {
    let mut connection = nowhere()?;
    schema::create(&mut connection)?;
    Ok(connection)
}

/// A database in memory with nothing in it.
pub(super) fn nowhere() -> Result<Connection, StoreError> {
    check_sqlite()?;
    let mut connection = Connection::open_in_memory().doing("opening a register in memory")?;
    set_up(&mut connection).doing("setting up a register in memory")?;
    Ok(connection)
}

const WRITE_AHEAD: &str = "The register was last used by another program, which left it in a mode \
     that cannot be read from a write-protected file. Nothing was changed. \
     Open it once where it may be written.";
const PROTECTED: &str = "The file is write-protected, so it is open for reading only.";
const NEWER: &str = "The register was written by a newer version of this program, \
     so it is open for reading only.";
const OTHERS_CAN_READ: &str = "Everybody who can use this computer can read the register. \
     Take away the permission of others to read the file if that is not intended.";
const SYNCHRONISED: &str = "The register seems to lie in a folder that is synchronised, which can \
     damage it or undo changes. Keep it elsewhere, and put its backups there.";

fn why_read_only(protected: bool, version: u32) -> Option<&'static str> {
    if version > schema::VERSION {
        Some(NEWER)
    } else {
        protected.then_some(PROTECTED)
    }
}

fn fill(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = connect(path, false)?;
    keep_a_rollback_journal(&connection)?;
    schema::create(&mut connection)?;
    Ok(connection)
}

/// The path with the links in its folders followed, so that only a link at its end is refused,
/// and absolute, so that no name is taken for one of `SQLite`'s URIs.
fn settle(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return canonical(path);
    };
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    Ok(canonical(folder.unwrap_or(Path::new(".")))?.join(name))
}

#[cfg(unix)]
fn canonical(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Windows makes a canonical path one that few programs can read.
#[cfg(not(unix))]
fn canonical(path: &Path) -> io::Result<PathBuf> {
    fs::metadata(path)?;
    std::path::absolute(path)
}

/// Refuses everything but a regular file with one name.
fn inspect(path: &Path) -> Result<Metadata, StoreError> {
    let metadata = fs::symlink_metadata(path)
        .map_err(|error| StoreError::from_io("looking for it", path, error))?;
    let why = if metadata.is_dir() {
        "it is a folder"
    } else if metadata.is_symlink() && fs::metadata(path).is_err() {
        "it is a link to a file that is not there"
    } else if metadata.is_symlink() {
        "it is a link, so open the file it leads to"
    } else if !metadata.is_file() {
        "it is not a regular file"
    } else if names(&metadata) > 1 {
        "the same file has a second name elsewhere (a hard link), so changes could be lost"
    } else if !is_readable(&metadata) {
        return Err(StoreError::NoPermission { path: path.into() });
    } else {
        return Ok(metadata);
    };
    let path = path.into();
    Err(StoreError::NotARegister { path, why })
}

/// Whoever took away all permission to write meant it for everybody, the administrator included.
fn is_protected(path: &Path, metadata: &Metadata) -> bool {
    metadata.permissions().readonly() || OpenOptions::new().write(true).open(path).is_err()
}

/// A further connection is safe: it is plain reads of the file that would drop the locks of one.
pub(super) fn connect(path: &Path, protected: bool) -> Result<Connection, StoreError> {
    check_sqlite()?;
    let access = if protected {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let mut connection = Connection::open_with_flags(path, flags).doing("opening the register")?;
    set_up(&mut connection).doing("setting up the register")?;
    Ok(connection)
}

/// Older ones have the race that loses a write-ahead log, and may not know our settings.
fn check_sqlite() -> Result<(), StoreError> {
    if rusqlite::version_number() >= 3_051_003 {
        return Ok(());
    }
    let found = rusqlite::version();
    Err(StoreError::OldSqlite { found })
}

/// The settings that every connection has, to a file or in memory.
fn set_up(connection: &mut Connection) -> rusqlite::Result<()> {
    busy::wait_for_others(connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    // One plan whatever is bound: else each new value has the statement made again.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.execute_batch(
        "PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA synchronous = FULL;",
    )
}

/// Keeps few pages in memory: each is looked at once, and memory never used before is dear to a short command.
fn read_in_passing(connection: &Connection) -> Result<(), StoreError> {
    connection
        .execute_batch("PRAGMA cache_size = 20")
        .doing("setting up the register")
}

/// Takes a file back from write-ahead mode, if another program has put it there and has let go of it.
fn keep_a_rollback_journal(connection: &Connection) -> Result<(), StoreError> {
    let mode: String = connection
        .query_row("PRAGMA journal_mode = TRUNCATE", [], |row| row.get(0))
        .doing("setting up the register")?;
    if mode == "truncate" {
        Ok(())
    } else {
        Err(StoreError::Busy { seconds: 0 })
    }
}

fn warnings(path: &Path, metadata: &Metadata) -> Vec<&'static str> {
    let others = others_can_read(metadata).then_some(OTHERS_CAN_READ);
    let synchronised = is_synchronised(path).then_some(SYNCHRONISED);
    others.into_iter().chain(synchronised).collect()
}

fn is_synchronised(path: &Path) -> bool {
    const SERVICES: [&str; 8] = [
        "onedrive",
        "dropbox",
        "google drive",
        "googledrive",
        "icloud",
        "mobile documents",
        "nextcloud",
        "owncloud",
    ];
    path.ancestors()
        .skip(1)
        .filter_map(Path::file_name)
        .any(|folder| {
            let folder = folder.to_string_lossy().to_lowercase();
            SERVICES.iter().any(|service| folder.starts_with(service))
        })
}

/// Makes an empty file for its owner, or for the group of a folder that is shared by a group.
#[cfg(unix)]
pub(super) fn reserve(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
    const SHARED_BY_GROUP: u32 = 0o2000;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    let folder = fs::metadata(path.parent().unwrap_or(path))?;
    if folder.mode() & SHARED_BY_GROUP != 0 && file.metadata()?.gid() == folder.gid() {
        file.set_permissions(fs::Permissions::from_mode(0o660))?;
    }
    Ok(file)
}

/// Windows gives a new file the permissions of its folder.
#[cfg(not(unix))]
pub(super) fn reserve(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn names(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}

#[cfg(unix)]
fn is_readable(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(metadata) & 0o444 != 0
}

#[cfg(not(unix))]
fn is_readable(_: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn others_can_read(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(metadata) & 0o004 != 0
}

#[cfg(not(unix))]
fn others_can_read(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests;
