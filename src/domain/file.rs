//! What is known of a file that entries refer to: how large it was and what was in it when it was last looked at. The
//! file itself stays where it is. Looking at it: `attachments.rs`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::field::fields;
use super::id::Id;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

/// Letters of a digest: SHA-256 in hexadecimal.
const DIGEST_LETTERS: usize = 64;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub id: Id<File>,
    /// Where it lies, as entries write it: from the register's folder on where it lies below or beside that, else in full.
    pub link: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal, small letters.
    pub digest: String,
    /// The day on which it was last looked at.
    pub on: NaiveDate,
}

impl Row for File {
    row!(File in files);
    fields!(link, size, digest, on);

    fn check(&self) -> Result<(), Refusal> {
        if self.link.trim().is_empty() {
            return Err(Refusal::invalid("link", "A file lies somewhere."));
        }
        if i64::try_from(self.size).is_err() {
            return Err(Refusal::invalid("size", "No file is as large as that."));
        }
        let is_hexadecimal = |letter: u8| matches!(letter, b'0'..=b'9' | b'a'..=b'f');
        if self.digest.len() != DIGEST_LETTERS || !self.digest.bytes().all(is_hexadecimal) {
            return Err(Refusal::invalid(
                "digest",
                "A digest is 64 hexadecimal digits in small letters.",
            ));
        }
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        self.link.clone()
    }

    /// No two rows are about one file.
    fn reference(&self) -> Option<&str> {
        Some(&self.link)
    }
}
