//! Looks at the files that entries refer to: whether each is there, how large it is, and whether what is in it is what
//! was kept. Nothing is copied or written; what is known of a file is `domain/file.rs`.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::domain::attached::{self, Attached};
use crate::domain::change::Change;
use crate::domain::file::{self, Print};
use crate::domain::register::Register;
use crate::files;

/// Bytes that are read at a time.
const PIECE: usize = 64 * 1024;
/// Bytes up to which a file is looked at while a change is saved, since others wait for that. What is larger is left to
/// `file keep`.
const QUICKLY_READ: u64 = 64 * 1024 * 1024;

/// How closely a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Whether it is there and how large it is.
    Size,
    /// All that is in it.
    Content,
}

/// How a file is, beside what was kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    AsKept,
    /// There and of the same size; nobody has looked into it.
    SameSize,
    /// There, and nothing is kept of it yet.
    New,
    Changed,
    Missing,
    /// There, and the system does not let it be read, for this reason.
    Unreadable(String),
}

/// One file that entries refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// As the entries write it.
    pub link: String,
    /// The entries that name it; never empty.
    pub named_by: Vec<Attached>,
    /// Bytes, where it is there.
    pub size: Option<u64>,
    /// Where it was looked into.
    pub print: Option<Print>,
    pub state: State,
}

impl State {
    /// A word or two, for a list.
    pub fn word(&self) -> &'static str {
        match self {
            Self::AsKept => "as kept",
            Self::SameSize => "there",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// True for a file that is not there, or cannot be read.
    pub fn is_lost(&self) -> bool {
        matches!(self, Self::Missing | Self::Unreadable(_))
    }
}

/// Every file that entries refer to, each once, in the order in which entries name them.
pub fn look(register: &Register, path: Option<&Path>, depth: Depth) -> Vec<Looked> {
    let mut all: Vec<Looked> = Vec::new();
    for one in attached::files(register) {
        match all.iter_mut().find(|looked| looked.link == one.link) {
            Some(looked) => looked.named_by.push(one),
            None => all.push(look_at(register, path, one, depth)),
        }
    }
    all
}

fn look_at(register: &Register, path: Option<&Path>, one: Attached, depth: Depth) -> Looked {
    let kept = file::of(register, &one.link);
    let path = files::path_of(&one.link, path);
    let size = size(&path);
    let print = match (&size, depth) {
        (Ok(_), Depth::Content) => Some(print(&path)),
        (Ok(_), Depth::Size) | (Err(_), _) => None,
    };
    let state = match (&size, &print, kept) {
        (Err(error), _, _) | (Ok(_), Some(Err(error)), _) => lost(error),
        (Ok(_), _, None) => State::New,
        (Ok(_), Some(Ok(print)), Some(kept)) if kept.is(print) => State::AsKept,
        (Ok(size), None, Some(kept)) if kept.size == *size => State::SameSize,
        (Ok(_), Some(Ok(_)) | None, Some(_)) => State::Changed,
    };
    Looked {
        link: one.link.clone(),
        named_by: vec![one],
        size: size.ok(),
        print: print.and_then(Result::ok),
        state,
    }
}

fn lost(error: &io::Error) -> State {
    // A part of the path may be a file now.
    let is_gone = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind());
    if is_gone {
        State::Missing
    } else {
        State::Unreadable(error.to_string())
    }
}

/// Bytes of a file. Fails for a folder, a pipe and a device.
fn size(path: &Path) -> io::Result<u64> {
    let file = fs::metadata(path)?;
    if !file.is_file() {
        return Err(io::Error::other("it is a folder, a pipe or a device"));
    }
    Ok(file.len())
}

/// What is in a file, read piece by piece: it may be larger than memory.
pub fn print(path: &Path) -> io::Result<Print> {
    // Asked before it is opened: opening a pipe waits until somebody writes into it.
    size(path)?;
    let mut file = File::open(path)?;
    let (mut reckoned, mut bytes, mut piece) = (Sha256::new(), 0_u64, vec![0; PIECE]);
    loop {
        let count = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        reckoned.update(piece.get(..count).unwrap_or_default());
        bytes = bytes.saturating_add(count as u64);
    }
    let mut digest = String::new();
    for byte in reckoned.finalize() {
        write!(digest, "{byte:02x}").expect("a string takes what is written into it");
    }
    Ok(Print {
        size: bytes,
        digest,
    })
}

/// A change with what is in the files that it names anew. One that is not there, cannot be read or is large is left out:
/// the change is as good without, and `file check` names it.
#[must_use]
pub fn with_prints(
    change: Change,
    register: &Register,
    path: Option<&Path>,
    on: NaiveDate,
) -> Change {
    let mut prints = Vec::new();
    for link in attached::new_files(&change) {
        let path = files::path_of(&link, path);
        let is_quick = size(&path).is_ok_and(|size| size <= QUICKLY_READ);
        if is_quick && let Ok(print) = print(&path) {
            prints.push((link, print));
        }
    }
    file::with_prints(change, register, &prints, on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::note::Note;
    use crate::domain::organisation::Organisation;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 8, 20).expect("a day")
    }

    fn note(number: u32, file: &str) -> Note {
        Note {
            id: id(number),
            about: id::<Organisation>(1).into(),
            on: None,
            text: String::new(),
            file: Some(file.to_owned()),
        }
    }

    fn states(register: &Register, path: &Path, depth: Depth) -> Vec<(String, &'static str)> {
        let all = look(register, Some(path), depth);
        let told = all.iter().map(|one| (one.link.clone(), one.state.word()));
        told.collect()
    }

    #[test]
    fn what_is_in_a_file_is_reckoned_as_everybody_reckons_it() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.txt");
        let large = vec![b'a'; 1_000_000];
        let of_large = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
        for (bytes, digest) in [(&b""[..], EMPTY), (b"abc", ABC), (&large, of_large)] {
            fs::write(&path, bytes).expect("there is room");
            let found = print(&path).expect("it is there");
            let size = u64::try_from(bytes.len()).expect("it is small");
            assert_eq!((found.size, found.digest.as_str()), (size, digest));
        }
        assert!(print(folder.path()).is_err(), "a folder");
        if cfg!(unix) {
            assert!(print(Path::new("/dev/zero")).is_err(), "a device");
        }
    }

    #[test]
    fn a_file_is_as_it_was_kept_or_new_or_changed_or_missing() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("register.db");
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("there is room");
        };
        fs::create_dir(folder.path().join("d.pdf")).expect("there is room");
        for name in ["a.pdf", "b.pdf", "c.pdf"] {
            write(name, "abc");
        }
        let mut register = Register::default();
        let links = [
            "a.pdf",
            "b.pdf",
            "c.pdf",
            "a.pdf",
            "d.pdf",
            "https://example.org",
        ];
        for (number, link) in (1..).zip(links) {
            register.put(note(number, link));
        }
        let new = |state| {
            let all = ["a.pdf", "b.pdf", "c.pdf"].map(|name| (name.to_owned(), state));
            let mut all = all.to_vec();
            all.push(("d.pdf".to_owned(), "unreadable"));
            all
        };
        assert_eq!(states(&register, &path, Depth::Content), new("new"));
        assert_eq!(states(&register, &path, Depth::Size), new("new"));
        let all = look(&register, Some(&path), Depth::Content);
        assert_eq!(all.first().map(|one| one.named_by.len()), Some(2));
        let prints = all
            .into_iter()
            .filter_map(|one| Some((one.link, one.print?)));
        let prints: Vec<_> = prints.collect();
        let change = file::keep(&register, &prints, day()).expect("they are new");
        register.apply(&change);
        assert_eq!(states(&register, &path, Depth::Content), new("as kept"));
        assert_eq!(states(&register, &path, Depth::Size), new("there"));
        write("b.pdf", "abd");
        fs::remove_file(folder.path().join("c.pdf")).expect("it is there");
        let words = |depth| -> Vec<&str> {
            let all = states(&register, &path, depth);
            all.into_iter().map(|(_, word)| word).collect()
        };
        let content = ["as kept", "changed", "missing", "unreadable"];
        assert_eq!(words(Depth::Content), content);
        // Of the same size, so that only who looks into it finds it.
        assert_eq!(
            words(Depth::Size),
            ["there", "there", "missing", "unreadable"]
        );
        write("b.pdf", "longer");
        assert_eq!(
            words(Depth::Size),
            ["there", "changed", "missing", "unreadable"]
        );
    }

    #[test]
    fn a_change_takes_along_what_is_in_the_files_that_it_names_anew() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("register.db");
        fs::write(folder.path().join("a.pdf"), "abc").expect("there is room");
        let mut register = Register::default();
        register.put(Organisation::new(id(1), "CQC"));
        let made = Change::new("Noted")
            .create(note(1, "a.pdf"))
            .create(note(2, "gone.pdf"));
        let change = with_prints(made, &register, Some(&path), day());
        assert_eq!((change.label.as_str(), change.edits.len()), ("Noted", 3));
        register.apply(&change);
        let kept = register.files.iter().next().expect("it was kept");
        assert_eq!((kept.link.as_str(), kept.digest.as_str()), ("a.pdf", ABC));
        // What is said anew of the same link leaves it as it was kept, whatever is in it now.
        fs::write(folder.path().join("a.pdf"), "other").expect("there is room");
        let before = note(1, "a.pdf");
        let after = Note {
            text: "Their letter".to_owned(),
            ..before.clone()
        };
        let again = Change::new("Noted").update(&before, after);
        assert_eq!(
            with_prints(again.clone(), &register, Some(&path), day()),
            again
        );
    }
}
