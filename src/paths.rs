//! Where things lie when nobody says otherwise.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The register that is opened when none is named: `register.db` in the system's folder for programs' data.
pub fn default_register() -> PathBuf {
    data_folder().unwrap_or_default().join("register.db")
}

/// Where unsaved forms are kept. None on a system that has no place for programs' data.
pub fn drafts() -> Option<PathBuf> {
    data_folder().map(|folder| folder.join("drafts"))
}

fn data_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "secretariat").map(|dirs| dirs.data_dir().to_owned())
}
