//! What is refused when a register is opened, what is not, and how a connection is set up.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::sync::atomic::AtomicU32;
use std::sync::mpsc;
use std::thread;

use rusqlite::types::Value;

use super::*;
use crate::store::ErrorKind as Kind;

const WRITE: &str = "INSERT INTO journal (at, actor, label, kind, schema, digest) \
                     VALUES ('', '', 'a change', 'do', 1000, 0)";

fn register(folder: &Path) -> PathBuf {
    let path = folder.join("register.db");
    create(&path).expect("an empty folder takes a register");
    path
}

/// Every file in a folder, links not followed.
fn contents(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.expect("a folder of ours can be listed");
        (
            entry.file_name(),
            fs::read(entry.path()).unwrap_or_default(),
        )
    };
    fs::read_dir(folder)
        .expect("it is there")
        .map(entry)
        .collect()
}

fn with_bytes(folder: &Path, at: usize, bytes: &[u8]) -> PathBuf {
    let path = register(folder);
    let mut all = fs::read(&path).expect("it was just made");
    all[at..at + bytes.len()].copy_from_slice(bytes);
    fs::write(&path, all).expect("there is room");
    path
}

fn with_content(folder: &Path, content: &[u8]) -> PathBuf {
    let path = folder.join("register.db");
    fs::write(&path, content).expect("there is room");
    path
}

fn shortened(folder: &Path, by: u64) -> PathBuf {
    let path = register(folder);
    let file = OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("it is there");
    let length = file.metadata().expect("it is there").len();
    file.set_len(length - by).expect("a file can be cut");
    path
}

/// A register and its journal as a kill in the middle of a commit leaves them.
fn with_hot_journal(folder: &Path) -> PathBuf {
    let other = tempfile::tempdir().expect("there is room");
    let from = register(other.path());
    let path = folder.join("register.db");
    let writer = open(&from, Access::Write)
        .expect("it was just made")
        .connection;
    let many = "PRAGMA cache_size = 1; BEGIN IMMEDIATE;
                WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 2000)
                INSERT INTO journal (at, actor, label, kind, schema, digest)
                SELECT '', '', 'half a change', 'do', 1000, 0 FROM n";
    writer.execute_batch(many).expect("there is room");
    fs::copy(&from, &path).expect("there is room");
    fs::copy(header::journal_of(&from), header::journal_of(&path)).expect("it is hot");
    path
}

fn by_another_application(folder: &Path) -> PathBuf {
    let path = folder.join("photos.db");
    let other = Connection::open(&path).expect("there is room");
    other
        .execute_batch("CREATE TABLE photos (id)")
        .expect("there is room");
    path
}

#[cfg(unix)]
fn with_mode(path: PathBuf, mode: u32) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it is ours");
    path
}

#[cfg(unix)]
fn link(folder: &Path, to: &Path) -> PathBuf {
    let path = folder.join("link.db");
    std::os::unix::fs::symlink(to, &path).expect("links are to be had");
    path
}

#[cfg(unix)]
fn socket(folder: &Path) -> PathBuf {
    let path = folder.join("socket");
    std::os::unix::net::UnixListener::bind(&path).expect("sockets are to be had");
    path
}

fn hard_link(folder: &Path) -> PathBuf {
    let path = folder.join("second.db");
    fs::hard_link(register(folder), &path).expect("links are to be had");
    path
}

fn check_refused(name: &str, make: fn(&Path) -> PathBuf, kind: Kind, words: &str) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = make(folder.path());
    let before = contents(folder.path());
    for access in [Access::Write, Access::Read] {
        let refused = open(&path, access).expect_err(name);
        let sentence = refused.to_string();
        assert!(sentence.contains(words), "{name}: {sentence}");
        assert!(sentence.contains("Nothing was c"), "{name}: {sentence}");
        assert_eq!(refused.kind(), kind, "{name}: {sentence}");
        assert!(before == contents(folder.path()), "{name} was touched");
    }
}

#[test]
fn what_is_no_sound_register_is_refused_with_a_reason_and_left_as_it_is() {
    type Case = (&'static str, fn(&Path) -> PathBuf, Kind, &'static str);
    let cases: [Case; 17] = [
        (
            "nothing",
            |f| f.join("none.db"),
            Kind::Missing,
            "There is no register at",
        ),
        (
            "no folder",
            |f| f.join("none/r.db"),
            Kind::Missing,
            "There is no register at",
        ),
        (
            "empty",
            |f| with_content(f, b""),
            Kind::Failed,
            "it is empty",
        ),
        (
            "text",
            |f| with_content(f, "Agenda – 3 May\n".as_bytes()),
            Kind::Failed,
            "text file",
        ),
        (
            "random",
            |f| with_content(f, &[0xA7, 1, 2].repeat(999)),
            Kind::Failed,
            "another kind",
        ),
        (
            "no pages",
            |f| with_content(f, b"SQLite format 3\0"),
            Kind::Failed,
            "end is missing",
        ),
        (
            "another application",
            by_another_application,
            Kind::Failed,
            "another application",
        ),
        (
            "newer major",
            |f| with_bytes(f, 60, &6001_u32.to_be_bytes()),
            Kind::Failed,
            "format is 6.1",
        ),
        (
            "a version that never was",
            |f| with_bytes(f, 60, &1001_u32.to_be_bytes()),
            Kind::Failed,
            "first page is damaged",
        ),
        (
            "no version",
            |f| with_bytes(f, 60, &[0; 4]),
            Kind::Failed,
            "first page is damaged",
        ),
        (
            "truncated by a page",
            |f| shortened(f, 4096),
            Kind::Failed,
            "end is missing",
        ),
        (
            "truncated by a byte",
            |f| shortened(f, 1),
            Kind::Failed,
            "end is missing",
        ),
        (
            "bad page size",
            |f| with_bytes(f, 16, &[3, 3]),
            Kind::Failed,
            "first page is damaged",
        ),
        (
            "bad fractions",
            |f| with_bytes(f, 21, &[9; 3]),
            Kind::Failed,
            "register is damaged",
        ),
        (
            "bad first page",
            |f| with_bytes(f, 100, &[0xFF; 64]),
            Kind::Failed,
            "register is damaged",
        ),
        ("folder", Path::to_path_buf, Kind::Failed, "it is a folder"),
        ("hard link", hard_link, Kind::Failed, "second name"),
    ];
    for (name, make, kind, words) in cases {
        check_refused(name, make, kind, words);
    }
}

#[cfg(unix)]
#[test]
fn links_sockets_and_files_without_permission_are_refused_even_to_the_administrator() {
    type Case = (&'static str, fn(&Path) -> PathBuf, &'static str);
    let cases: [Case; 5] = [
        (
            "dangling link",
            |f| link(f, Path::new("gone.db")),
            "not there",
        ),
        ("link", |f| link(f, &register(f)), "it is a link, so open"),
        ("socket", socket, "not a regular file"),
        (
            "no permissions",
            |f| with_mode(register(f), 0o000),
            "do not have permission",
        ),
        (
            "hot journal",
            |f| with_mode(with_hot_journal(f), 0o444),
            "was cut off",
        ),
    ];
    for (name, make, words) in cases {
        check_refused(name, make, Kind::Failed, words);
    }
}

#[test]
fn a_change_that_was_cut_off_is_taken_back() {
    for access in [Access::Write, Access::Read] {
        let folder = tempfile::tempdir().expect("there is room");
        let path = with_hot_journal(folder.path());
        let opened = open(&path, access).expect("it may be written");
        let rows = opened
            .connection
            .query_row("SELECT count(*) FROM journal", [], |row| row.get(0));
        assert_eq!(rows, Ok(0), "{access:?}");
    }
}

fn check_read_only(make: fn(&Path) -> PathBuf, access: Access, words: Option<&str>) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = make(folder.path());
    let before = contents(folder.path());
    let opened = open(&path, access).expect("it can be read");
    assert_eq!(opened.read_only.is_some(), words.is_some());
    assert!(
        opened
            .read_only
            .unwrap_or_default()
            .contains(words.unwrap_or_default())
    );
    let refused = opened.connection.execute(WRITE, []).doing("writing");
    let sentence = refused.expect_err("nothing can be written").to_string();
    assert!(sentence.contains("open for reading only"), "{sentence}");
    drop(opened);
    assert!(
        before == contents(folder.path()),
        "{words:?}: it was touched"
    );
}

#[test]
fn what_may_only_be_read_is_opened_so_and_says_why() {
    let newer: fn(&Path) -> PathBuf = |f| with_bytes(f, 60, &5001_u32.to_be_bytes());
    check_read_only(newer, Access::Write, Some("newer version"));
    check_read_only(newer, Access::Read, Some("newer version"));
    check_read_only(register, Access::Read, None);
    #[cfg(unix)]
    check_read_only(
        |f| with_mode(register(f), 0o444),
        Access::Write,
        Some("write-protected"),
    );
}

#[test]
fn a_file_left_in_write_ahead_mode_is_taken_back_by_whoever_may_write() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = with_bytes(folder.path(), 18, &[2, 2]);
    #[cfg(unix)]
    {
        let path = with_mode(path.clone(), 0o444);
        let refused = open(&path, Access::Write).expect_err("it needs a write");
        assert!(refused.to_string().contains("another program"), "{refused}");
        with_mode(path, 0o600);
    }
    drop(open(&path, Access::Write).expect("it may be written"));
    assert!(!Header::read(&path).expect("it is sound").is_write_ahead);
    assert_eq!(
        contents(folder.path()).len(),
        2,
        "the register and an empty journal"
    );
}

#[test]
fn creating_never_replaces_anything_and_makes_no_folder() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = register(folder.path());
    let before = contents(folder.path());
    let cases = [
        (path, "already something at"),
        (folder.path().to_path_buf(), "already something at"),
        (
            folder.path().join("none/register.db"),
            "Create the folder first",
        ),
    ];
    for (path, words) in cases {
        let refused = create(&path).expect_err(words).to_string();
        assert!(refused.contains(words), "{refused}");
    }
    assert!(before == contents(folder.path()));
}

#[cfg(unix)]
#[test]
fn a_new_register_is_its_owners_or_its_groups_in_a_folder_shared_by_a_group() {
    use std::os::unix::fs::PermissionsExt;
    for (folder_mode, file_mode) in [(0o700, 0o600), (0o755, 0o600), (0o2770, 0o660)] {
        let folder = tempfile::tempdir().expect("there is room");
        with_mode(folder.path().to_path_buf(), folder_mode);
        let path = register(folder.path());
        let mode = fs::metadata(path)
            .expect("it was just made")
            .permissions()
            .mode();
        assert_eq!(
            mode & 0o7777,
            file_mode,
            "in a folder of mode {folder_mode:o}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_register_that_others_can_read_or_that_is_synchronised_comes_with_a_warning() {
    let cases = [
        ("plain/me", 0o600, [false, false]),
        ("plain/me", 0o644, [true, false]),
        ("OneDrive - Council/me", 0o600, [false, true]),
        ("dropbox", 0o604, [true, true]),
    ];
    for (inside, mode, expected) in cases {
        let folder = tempfile::tempdir().expect("there is room");
        let folder = folder.path().join(inside);
        fs::create_dir_all(&folder).expect("there is room");
        let path = with_mode(register(&folder), mode);
        let warnings = open(&path, Access::Write).expect("it is sound").warnings;
        let found = [OTHERS_CAN_READ, SYNCHRONISED].map(|warning| warnings.contains(&warning));
        assert_eq!(found, expected, "{inside}, mode {mode:o}");
    }
}

fn check_settings(connection: &Connection, journal_mode: &str) {
    let cases = [
        ("journal_mode", journal_mode),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("application_id", "1399153522"),
        ("user_version", "5000"),
        ("integrity_check", "ok"),
        // Ours waits instead of SQLite's.
        ("busy_timeout", "0"),
    ];
    for (pragma, expected) in cases {
        let ask = |row: &rusqlite::Row<'_>| row.get(0);
        let value = connection.pragma_query_value(None, pragma, ask);
        let value = match value.expect(pragma) {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text,
            Value::Null | Value::Real(_) | Value::Blob(_) => String::new(),
        };
        assert_eq!(value, expected, "{pragma}");
    }
    let defensive = connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE);
    assert_eq!(defensive, Ok(true));
    assert!(connection.prepare("SELECT \"a string\"").is_err());
    assert!(
        connection
            .execute("ATTACH ':memory:' AS other", [])
            .is_err()
    );
}

#[test]
fn every_connection_has_the_promised_settings() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    check_settings(&create(&path).expect("there is room"), "truncate");
    let opened = open(&path, Access::Write).expect("it was just made");
    check_settings(&opened.connection, "truncate");
    let mapped = "PRAGMA mmap_size";
    let mapped = opened.connection.query_row(mapped, [], |row| row.get(0));
    assert_eq!(mapped, Ok(0));
    check_settings(&memory().expect("there is room"), "memory");
}

#[test]
fn a_second_writer_waits_for_the_first_and_then_succeeds() {
    static UNTOUCHED: AtomicU32 = AtomicU32::new(0);
    let folder = tempfile::tempdir().expect("there is room");
    let path = register(folder.path());
    // Both are opened before either writes: see the top of this file.
    let first = open(&path, Access::Write).expect("it is sound").connection;
    let mut second = open(&path, Access::Write).expect("it is sound").connection;
    let (waits, second_waits) = mpsc::channel();
    let mut patient = busy::patient(busy::PATIENCE, &UNTOUCHED);
    let telling = move |attempt| waits.send(attempt).is_ok() && patient(attempt);
    second
        .busy_handler(Some(telling))
        .expect("it takes another");
    first
        .execute_batch("BEGIN IMMEDIATE")
        .expect("nobody else writes");
    first.execute(WRITE, []).expect("there is room");
    let waiting = thread::spawn(move || second.execute(WRITE, []));
    assert_eq!(second_waits.recv(), Ok(0));
    first.execute_batch("COMMIT").expect("there is room");
    // Listened to until the second is done, since it stops waiting when nobody listens.
    assert!(second_waits.iter().all(|attempt| attempt > 0));
    assert_eq!(waiting.join().expect("it does not panic"), Ok(1));
    let rows = first.query_row("SELECT count(*) FROM journal", [], |row| row.get(0));
    assert_eq!(rows, Ok(2));
}
