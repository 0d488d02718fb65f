//! Reads what an office has of its own for its texts: a folder of words, and a Word document. What that means is in
//! `exchange/house.rs` and `exchange/words/`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::refusal::Refusal;
use crate::exchange::docx::Reference;
use crate::exchange::words::{ENDING, Words};
use crate::files::{self, FileError};

pub use crate::exchange::house::House;

/// Nobody writes so long a text around the data of a register.
const LARGEST_TEXT: u64 = 256 * 1024;

/// The pictures of a letterhead take room.
const LARGEST_REFERENCE: u64 = 25 * 1024 * 1024;

/// Where an office keeps what is its own, if it does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseFiles {
    /// A folder; a text is a file in it that ends in `.txt`, and other files are left alone.
    pub words: Option<PathBuf>,
    pub reference: Option<PathBuf>,
}

/// Reads it. Whatever cannot be read is named in a sentence, and what is built in counts in its place.
pub fn read(files: &HouseFiles) -> (House, Vec<String>) {
    let mut house = House::standard();
    let mut mistakes = Vec::new();
    if let Some(folder) = &files.words {
        let (texts, wrong) = texts(folder);
        let (words, broken) = Words::with(texts);
        house.words = words;
        mistakes.extend(wrong);
        mistakes.extend(broken.into_iter().map(|mistake| mistake.sentence));
    }
    match look(files) {
        Ok(reference) => house.reference = reference,
        Err(mistake) => mistakes.push(mistake),
    }
    (house, mistakes)
}

/// The Word document that others take their look from, if the office has one. Says in a sentence why it cannot be.
pub fn look(files: &HouseFiles) -> Result<Option<Reference>, String> {
    let Some(path) = &files.reference else {
        return Ok(None);
    };
    let bytes = files::read_at_most(path, LARGEST_REFERENCE)
        .map_err(|error| format!("{error} The built-in look is used."))?;
    let reference = Reference::read(&bytes);
    let named = |refusal: Refusal| format!("{}: {refusal}", path.display());
    reference.map(Some).map_err(named)
}

/// The texts of a folder by their names without the ending, in the order of the alphabet.
fn texts(folder: &Path) -> (Vec<(String, String)>, Vec<String>) {
    let names = match names(folder) {
        Ok(names) => names,
        Err(source) => {
            let path = folder.to_owned();
            let error = FileError::Unreadable { path, source };
            return (
                Vec::new(),
                vec![format!("{error} The built-in texts are used.")],
            );
        }
    };
    let (mut texts, mut mistakes) = (Vec::new(), Vec::new());
    for name in names {
        match text(&folder.join(format!("{name}{ENDING}"))) {
            Ok(text) => texts.push((name, text)),
            Err(sentence) => mistakes.push(format!("{sentence} The built-in text is used.")),
        }
    }
    (texts, mistakes)
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_str().and_then(|name| name.strip_suffix(ENDING));
        // What begins with a dot is hidden, and not for us.
        names.extend(
            name.filter(|name| !name.starts_with('.'))
                .map(str::to_owned),
        );
    }
    names.sort();
    Ok(names)
}

fn text(path: &Path) -> Result<String, String> {
    let bytes = files::read_at_most(path, LARGEST_TEXT).map_err(|error| error.to_string())?;
    let not_text = |_| format!("{} is not UTF-8 text. Save it as UTF-8.", path.display());
    String::from_utf8(bytes).map_err(not_text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::words::Text;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("the folder is there");
        }
        folder
    }

    #[test]
    fn the_texts_of_a_folder_count_and_what_cannot_be_read_is_named() {
        let folder = folder(&[
            ("chase-subject.txt", b"\xef\xbb\xbfYou owe {{ count }}\r\n"),
            ("chase-body.txt", b"Andr\xe9"),
            ("name-pack.txt", b"{{ date"),
            ("chase-bdy.txt", b"x"),
            (".name-agenda.txt", b"x"),
            ("office.docx", b"x"),
        ]);
        let files = HouseFiles {
            words: Some(folder.path().to_owned()),
            reference: Some(folder.path().join("office.docx")),
        };
        let (house, mistakes) = read(&files);
        let own = |text| house.words.is_own(text);
        assert!(own(Text::ChaseSubject));
        assert!(!own(Text::ChaseBody) && !own(Text::NamePack) && !own(Text::NameAgenda));
        assert!(house.reference.is_none());
        let sentences = [
            "is not UTF-8 text. Save it as UTF-8. The built-in text is used.",
            "There is no text \"chase-bdy.txt\"; did you mean chase-body.txt?",
            "name-pack.txt line 1: this cannot be read: ",
            "office.docx: ",
        ];
        assert_eq!(mistakes.len(), sentences.len(), "{mistakes:?}");
        for (mistake, expected) in mistakes.iter().zip(sentences) {
            assert!(mistake.contains(expected), "{mistake}");
        }
    }

    #[test]
    fn what_is_not_there_is_named_once_and_the_built_in_counts() {
        let missing = Some(PathBuf::from("/nowhere/at-all"));
        let files = HouseFiles {
            words: missing.clone(),
            reference: missing,
        };
        let (house, mistakes) = read(&files);
        assert!(house.reference.is_none());
        assert_eq!(mistakes.len(), 2);
        assert!(mistakes[0].ends_with("The built-in texts are used."));
        assert!(mistakes[1].ends_with("The built-in look is used."));
        assert_eq!(read(&HouseFiles::default()).1, [""; 0]);
    }
}
