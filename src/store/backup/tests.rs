//! A register of an older version, its backup, and what happens where none can be made.

use std::collections::BTreeSet;

use super::*;
use crate::store::{Access, Store};

/// A register of version 1000, in a folder of its own.
fn older() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/register-1000.db");
    let bytes = fs::read(kept).expect("it is kept");
    fs::write(&path, bytes).expect("there is room");
    (folder, path)
}

/// The names in a folder, but for the journal that is empty while nobody writes.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("it is there");
    let names = entries.map(|entry| entry.expect("it is there").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !name.ends_with("-journal"))
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn an_upgrade_leaves_one_backup_that_opens_and_no_second_open_leaves_another() {
    let (folder, path) = older();
    for is_first in [true, false] {
        let store = Store::open(&path, Access::Write).expect("it can be upgraded");
        assert_eq!(store.warnings().contains(&UPGRADED), is_first);
        assert_eq!(store.check_all().expect("it can be looked at"), [""; 0]);
        let expected = set(&["register.db", "register.db.before-5000.db"]);
        assert_eq!(names(folder.path()), expected);
    }
    let backup = folder.path().join("register.db.before-5000.db");
    let store = Store::open(&backup, Access::Read).expect("it can be read");
    assert!(store.warnings().contains(&OLDER));
    assert_eq!(store.check_all().expect("it can be looked at"), [""; 0]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(backup).expect("it is there").permissions();
        assert_eq!(mode.mode() & 0o077, 0, "nobody else can read it");
    }
}

#[test]
fn a_backup_that_is_there_stays_and_half_a_one_goes() {
    let (folder, path) = older();
    let (first, half) = (beside(&path, ".db"), beside(&path, ".part"));
    fs::write(&first, "the only one").expect("there is room");
    fs::write(half, "half").expect("there is room");
    drop(Store::open(&path, Access::Write).expect("it can be upgraded"));
    let expected = [
        "register.db",
        "register.db.before-5000.db",
        "register.db.before-5000-2.db",
    ];
    assert_eq!(names(folder.path()), set(&expected));
    assert_eq!(fs::read(first).expect("it is there"), b"the only one");
}

#[test]
fn without_a_backup_nothing_is_upgraded_and_it_can_still_be_read() {
    let (_folder, path) = older();
    // In the way of the copy, for the administrator too.
    fs::create_dir(beside(&path, ".part")).expect("there is room");
    let before = fs::read(&path).expect("it is there");
    let refused = Store::open(&path, Access::Write).expect_err("there is no backup");
    let sentence = refused.to_string();
    for words in ["was not upgraded", "backed up first", "--read-only"] {
        assert!(sentence.contains(words), "{sentence}");
    }
    assert!(before == fs::read(&path).expect("it is there"));
    let mut store = Store::open(&path, Access::Read).expect("it can be read");
    assert!(store.begin().is_err(), "it is for reading only");
}

#[test]
fn what_is_unsound_is_not_upgraded_and_leaves_no_backup_behind() {
    let (folder, path) = older();
    let connection = Connection::open(&path).expect("it is there");
    connection
        .execute_batch("UPDATE note SET text = 'I never rang them' WHERE id = 2")
        .expect("it may be written");
    drop(connection);
    let refused = Store::open(&path, Access::Write).expect_err("it is unsound");
    let sentence = refused.to_string();
    assert!(sentence.contains("note 2 otherwise"), "{sentence}");
    assert_eq!(names(folder.path()), set(&["register.db"]));
    let store = Store::open(&path, Access::Read).expect("it can be read");
    let findings = store.check_all().expect("it can be looked at").join("\n");
    assert!(findings.contains("note 2 otherwise"), "{findings}");
}
