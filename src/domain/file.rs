//! What is known of a file that entries refer to: how large it was and what was in it when it was last looked at. The
//! file itself stays where it is. Looking at it: `attachments.rs`.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attached;
use super::calendar::counted;
use super::change::Change;
use super::field::fields;
use super::id::Id;
use super::refusal::Refusal;
use super::register::{Edit, Register, Row, row};

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

/// What is in a file, in so many letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal, small letters.
    pub digest: String,
}

impl File {
    /// True if that is what was in it when it was last looked at.
    pub fn is(&self, print: &Print) -> bool {
        self.size == print.size && self.digest == print.digest
    }
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

/// What is known of the file that a link leads to.
pub fn of<'r>(register: &'r Register, link: &str) -> Option<&'r File> {
    register.files.iter().find(|file| file.link == link)
}

/// Keeps what is in files, each by its link, and forgets those that no entry names any more. Refuses where nothing of
/// that is new.
pub fn keep(
    register: &Register,
    prints: &[(String, Print)],
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let kept = with_prints(Change::new(""), register, prints, on);
    let named: Vec<String> = attached::files(register)
        .into_iter()
        .map(|one| one.link)
        .collect();
    let named: HashSet<&str> = named.iter().map(String::as_str).collect();
    let gone = register.files.iter();
    let gone: Vec<&File> = gone
        .filter(|one| !named.contains(one.link.as_str()))
        .collect();
    if kept.is_empty() && gone.is_empty() {
        return Err(Refusal::state(
            "Every file that is there is kept as it is, so nothing was changed.",
        ));
    }
    // Without names: an entry that refers to one may be reserved.
    let count = |count: usize| counted(i64::try_from(count).unwrap_or(i64::MAX), "file");
    let label = match (kept.edits.len(), gone.len()) {
        (kept, 0) => format!("Kept what is in {}", count(kept)),
        (0, gone) => format!("Forgot {} that no entry names", count(gone)),
        (kept, gone) => format!(
            "Kept what is in {}, forgot {} that no entry names",
            count(kept),
            count(gone)
        ),
    };
    let kept = Change { label, ..kept };
    Ok(gone.into_iter().fold(kept, Change::delete))
}

/// A change with what is in files beside it. One that is kept so already, or is in the change, is left out.
#[must_use]
pub fn with_prints(
    change: Change,
    register: &Register,
    prints: &[(String, Print)],
    on: NaiveDate,
) -> Change {
    let mut seen: HashSet<String> = change.edits.iter().filter_map(file_of).collect();
    let mut next = register.files.next_id().number();
    let mut change = change;
    for (link, print) in prints.iter().filter(|(link, _)| !link.trim().is_empty()) {
        if !seen.insert(link.clone()) {
            continue;
        }
        let file = |id| File {
            id,
            link: link.clone(),
            size: print.size,
            digest: print.digest.clone(),
            on,
        };
        change = match of(register, link) {
            Some(kept) if kept.is(print) => change,
            Some(kept) => change.update(kept, file(kept.id)),
            None => {
                let id = Id::new(next).expect("it follows a number");
                next += 1;
                change.create(file(id))
            }
        };
    }
    change
}

/// The file that an edit is about.
fn file_of(edit: &Edit) -> Option<String> {
    match edit {
        Edit::File(swap) => {
            let row = swap.after.as_ref().or(swap.before.as_ref())?;
            Some(row.link.clone())
        }
        Edit::Organisation(_)
        | Edit::Contact(_)
        | Edit::Forum(_)
        | Edit::Membership(_)
        | Edit::Meeting(_)
        | Edit::Item(_)
        | Edit::Action(_)
        | Edit::Agreement(_)
        | Edit::Party(_)
        | Edit::Review(_)
        | Edit::Commitment(_)
        | Edit::Announcement(_)
        | Edit::Attendance(_)
        | Edit::Return(_)
        | Edit::Offer(_)
        | Edit::IssuedText(_)
        | Edit::Sending(_)
        | Edit::PublishedPage(_)
        | Edit::Reminder(_)
        | Edit::Note(_)
        | Edit::Origin(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::note::Note;
    use crate::domain::organisation::Organisation;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 8, day).expect("a day")
    }

    fn print(letter: char) -> Print {
        Print {
            size: 3,
            digest: letter.to_string().repeat(64),
        }
    }

    fn register(links: &[&str]) -> Register {
        let mut register = Register::default();
        register.put(Organisation::new(id(1), "CQC"));
        for (number, link) in (1..).zip(links) {
            register.put(Note {
                id: id(number),
                about: id::<Organisation>(1).into(),
                on: None,
                text: String::new(),
                file: Some((*link).to_owned()),
            });
        }
        register
    }

    fn prints(all: &[(&str, char)]) -> Vec<(String, Print)> {
        let print = |(link, letter): &(&str, char)| ((*link).to_owned(), print(*letter));
        all.iter().map(print).collect()
    }

    #[test]
    fn what_is_new_or_changed_is_kept_and_what_nobody_names_is_forgotten() {
        let mut register = register(&["a.pdf", "b.pdf"]);
        let steps: [(&[(&str, char)], &str); 3] = [
            (
                &[("a.pdf", 'a'), ("b.pdf", 'b'), ("a.pdf", 'a')],
                "Kept what is in 2 files",
            ),
            (&[("a.pdf", 'a'), ("b.pdf", 'c')], "Kept what is in 1 file"),
            (&[("a.pdf", 'a'), ("b.pdf", 'c')], ""),
        ];
        for (all, label) in steps {
            match keep(&register, &prints(all), day(20)) {
                Ok(change) => {
                    assert_eq!(change.label, label);
                    register.apply(&change);
                    assert_eq!(register.check(&change), Ok(()));
                }
                Err(refusal) => assert_eq!(
                    (refusal.sentence.contains("nothing was changed"), label),
                    (true, "")
                ),
            }
        }
        assert_eq!(
            of(&register, "b.pdf").map(|one| one.is(&print('c'))),
            Some(true)
        );
        let note = register.notes.get(id(2)).expect("it is there").clone();
        register.apply(&Change::new("").delete(&note));
        let change = keep(&register, &[], day(21)).expect("one is named no more");
        assert_eq!(change.label, "Forgot 1 file that no entry names");
        register.apply(&change);
        assert_eq!(register.files.len(), 1);
    }

    #[test]
    fn no_two_rows_are_about_one_file_and_a_digest_is_64_digits() {
        let mut register = register(&[]);
        let file = |number, link: &str, digest: String| File {
            id: id(number),
            link: link.to_owned(),
            size: 0,
            digest,
            on: day(20),
        };
        register.put(file(1, "a.pdf", "0".repeat(64)));
        let twice = Change::new("").create(file(2, "a.pdf", "0".repeat(64)));
        register.apply(&twice);
        let refusal = register.check(&twice).expect_err("it is there already");
        assert!(refusal.sentence.contains("a.pdf"), "{refusal}");
        for (digest, is_one) in [
            ("0".repeat(64), true),
            ("F".repeat(64), false),
            ("0".repeat(63), false),
            ("é".repeat(32), false),
        ] {
            assert_eq!(
                file(1, "a.pdf", digest.clone()).check().is_ok(),
                is_one,
                "{digest}"
            );
        }
        assert!(file(1, " ", "0".repeat(64)).check().is_err());
    }
}
