//! Where things lie when nobody says otherwise.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The register that is opened when none is named: `register.db` in the system's folder for programs' data.
pub fn default_register() -> PathBuf {
    let folder = ProjectDirs::from("", "", "secretariat").map(|dirs| dirs.data_dir().to_owned());
    folder.unwrap_or_default().join("register.db")
}
