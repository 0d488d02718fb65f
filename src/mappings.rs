//! What somebody has said of the columns of imported files, kept on disk so that it is said once.

use std::io;
use std::path::Path;

use crate::exchange::import::Remembered;
use crate::files::{self, Existing, FileError};

/// More than this nobody says of columns.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// What was said before; nothing where nothing was kept yet.
pub fn load(path: &Path) -> Result<Remembered, FileError> {
    if !path.exists() {
        return Ok(Remembered::default());
    }
    let bytes = files::read_at_most(path, MOST_BYTES)?;
    serde_json::from_slice(&bytes).map_err(|error| FileError::Unreadable {
        path: path.to_owned(),
        source: io::Error::other(error),
    })
}

/// Keeps what was said, in a folder that nobody else may look into.
pub fn save(path: &Path, remembered: &Remembered) -> Result<(), FileError> {
    if let Some(folder) = path.parent() {
        files::private_folder(folder).map_err(|source| FileError::Unwritable {
            path: folder.to_owned(),
            source,
        })?;
    }
    let bytes = serde_json::to_vec_pretty(remembered).expect("texts are JSON");
    files::save(path, &bytes, Existing::Replace)
}

/// Keeps what is said in addition to what was said before.
pub fn change(path: &Path, say: impl FnOnce(&mut Remembered)) -> Result<(), FileError> {
    let before = load(path)?;
    let mut remembered = before.clone();
    say(&mut remembered);
    if remembered == before {
        return Ok(());
    }
    save(path, &remembered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_kept_is_nothing_said_and_what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept").join("columns.json");
        let nothing = load(&path).expect("nothing is kept");
        assert_eq!(nothing, Remembered::default());
        save(&path, &nothing).expect("room");
        assert_eq!(load(&path).expect("it was kept"), nothing);
        std::fs::write(&path, "no JSON").expect("room");
        let error = load(&path).expect_err("no JSON").to_string();
        assert!(error.contains("columns.json could not be read"), "{error}");
    }
}
