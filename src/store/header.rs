//! The first hundred bytes of a file, read with plain reads while no connection to it is open.
//! Nothing here may run while one lives: closing any other handle drops its locks.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::schema;

const LENGTH: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";

/// What a file says of itself: <https://sqlite.org/fileformat2.html>, 1.3.
#[derive(Debug)]
pub(super) struct Header {
    /// Another program has put the file into write-ahead mode, which we never use.
    pub(super) is_write_ahead: bool,
    page_size: u64,
    /// None if the writer was too old to keep the count.
    pages: Option<u64>,
    application: u32,
    version: u32,
}

impl Header {
    /// Refuses what is not a register, is cut short, or is newer than this program.
    pub(super) fn read(path: &Path) -> Result<Self, StoreError> {
        let not_a_register = |why| StoreError::NotARegister {
            path: path.to_path_buf(),
            why,
        };
        let (header, length) = glance(path)?;
        let header = header.map_err(not_a_register)?;
        if header.application != schema::APPLICATION {
            return Err(not_a_register("it belongs to another application"));
        }
        schema::check_version(path, header.version)?;
        // A colleague's commit writes the count before the pages: only a file at rest is judged,
        // and only when it says the same twice.
        if header.is_short(length) && is_at_rest(path) {
            let (again, length) = glance(path)?;
            if again.is_ok_and(|again| again.is_short(length)) && is_at_rest(path) {
                return Err(not_a_register("its end is missing"));
            }
        }
        Ok(header)
    }

    fn parse(bytes: &[u8]) -> Result<Self, &'static str> {
        if bytes.is_empty() {
            return Err("it is empty");
        }
        let Some(bytes) = bytes.first_chunk::<LENGTH>() else {
            return Err(if bytes.starts_with(MAGIC) {
                "its end is missing"
            } else {
                what_it_is_instead(bytes)
            });
        };
        if !bytes.starts_with(MAGIC) {
            return Err(what_it_is_instead(bytes));
        }
        let page_size = match u64::from(bytes[16]) << 8 | u64::from(bytes[17]) {
            1 => 65_536,
            size if size >= 512 && size.is_power_of_two() => size,
            _ => return Err("its first page is damaged"),
        };
        let counted = word(bytes, 24) == word(bytes, 92);
        Ok(Self {
            is_write_ahead: bytes[18] == 2 || bytes[19] == 2,
            page_size,
            pages: counted.then(|| u64::from(word(bytes, 28))),
            application: word(bytes, 68),
            version: word(bytes, 60),
        })
    }

    fn is_short(&self, length: u64) -> bool {
        !self.is_write_ahead
            && self
                .pages
                .is_some_and(|pages| pages * self.page_size > length)
    }
}

/// The journal that lies beside a register while a change is being written.
pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// The header, if it is one, and the length of the file.
fn glance(path: &Path) -> Result<(Result<Header, &'static str>, u64), StoreError> {
    let read = || -> io::Result<(Vec<u8>, u64)> {
        let mut bytes = Vec::with_capacity(LENGTH);
        let mut file = File::open(path)?;
        file.by_ref().take(LENGTH as u64).read_to_end(&mut bytes)?;
        Ok((bytes, file.metadata()?.len()))
    };
    let (bytes, length) =
        read().map_err(|error| StoreError::from_io("reading its first page", path, error))?;
    Ok((Header::parse(&bytes), length))
}

fn is_at_rest(path: &Path) -> bool {
    fs::metadata(journal_of(path)).map_or(true, |journal| journal.len() == 0)
}

fn what_it_is_instead(bytes: &[u8]) -> &'static str {
    let readable = |byte: &u8| !byte.is_ascii_control() || byte.is_ascii_whitespace();
    if bytes.iter().all(readable) {
        "it is a text file"
    } else {
        "it is a file of another kind, or its first page is damaged"
    }
}

fn word(bytes: &[u8; LENGTH], at: usize) -> u32 {
    let word = bytes[at..]
        .first_chunk()
        .expect("every offset lies within the header");
    u32::from_be_bytes(*word)
}
