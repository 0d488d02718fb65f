//! Where things lie when nobody says otherwise.

use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

/// The register that is opened when none is named: `register.db` in the system's folder for programs' data.
pub fn default_register() -> PathBuf {
    let folder = project().map(|dirs| dirs.data_dir().to_owned());
    folder.unwrap_or_default().join("register.db")
}

/// Where unsaved forms are kept. None on a system that has no place for programs' data.
pub fn drafts() -> Option<PathBuf> {
    project().map(|dirs| dirs.data_dir().join("drafts"))
}

/// What was said of the columns of imported files. None on a system that has no place for programs' data.
pub fn mappings() -> Option<PathBuf> {
    project().map(|dirs| dirs.data_dir().join("columns.json"))
}

/// Where the folder of the last document is kept. None on a system that has no place for programs' data.
pub fn last_folder() -> Option<PathBuf> {
    project().map(|dirs| dirs.data_dir().join("last-folder"))
}

/// The settings when no file is named: `settings.toml` in the system's folder for programs' settings.
pub fn default_settings() -> PathBuf {
    let folder = project().map(|dirs| dirs.config_dir().to_owned());
    folder.unwrap_or_default().join("settings.toml")
}

/// A path as somebody wrote it, with the home folder in the place of a leading `~/`.
pub fn expanded(path: &str) -> PathBuf {
    let inside = path.strip_prefix("~/").or_else(|| path.strip_prefix("~\\"));
    match (inside, BaseDirs::new()) {
        (Some(inside), Some(dirs)) => dirs.home_dir().join(inside),
        (Some(_), None) | (None, _) => Path::new(path).to_owned(),
    }
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "secretariat")
}
