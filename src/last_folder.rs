//! The folder into which the last document was written, kept on disk so that the next one is offered there.

use std::path::Path;

use crate::files::{self, Existing, FileError};

/// No system has longer paths.
const MOST_BYTES: u64 = 64 * 1024;

/// Empty where nothing was written yet, or where it cannot be read: then the folder of the program is offered.
pub fn load(path: &Path) -> String {
    let bytes = files::read_at_most(path, MOST_BYTES).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

pub fn save(path: &Path, folder: &str) -> Result<(), FileError> {
    if let Some(inside) = path.parent() {
        files::private_folder(inside).map_err(|source| FileError::Unwritable {
            path: inside.to_owned(),
            source,
        })?;
    }
    files::save(path, folder.as_bytes(), Existing::Replace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_as_it_was_kept_and_nothing_is_none() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("data").join("last-folder");
        assert_eq!(load(&path), "");
        save(&path, "/office/papers").expect("room");
        assert_eq!(load(&path), "/office/papers");
    }
}
