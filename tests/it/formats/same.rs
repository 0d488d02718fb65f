//! The built program makes the same bytes of the same register wherever it runs: other hours, another language, another
//! home.

use std::fs;
use std::path::Path;

use secretariat::exchange::Format;

use crate::cli::binary::secretariat;
use crate::formats::unpack::unpacked;

/// What is exported, without the ending.
const DOCUMENTS: [&str; 3] = [
    "agenda export 2",
    "note export 1",
    "organisation report CQC",
];
/// The same as a list, with the endings that lists have.
const LISTS: [(&str, &[&str]); 3] = [
    ("calendar", &["ics"]),
    (
        "action list",
        &[
            "csv", "tsv", "json", "md", "html", "txt", "docx", "xlsx", "pdf",
        ],
    ),
    (
        "report register",
        &[
            "csv", "tsv", "json", "md", "html", "txt", "docx", "xlsx", "pdf",
        ],
    ),
];

/// Time zone, language and whether its home is another folder than the register's.
const PLACES: [(&str, &str); 2] = [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/Adak", "C")];

fn exported(register: &Path, place: (&str, &str), line: &str, ending: &str) -> Vec<u8> {
    let home = tempfile::tempdir().expect("a folder for the test");
    let mut command = secretariat(home.path());
    command
        .env("TZ", place.0)
        .env("LC_ALL", place.1)
        .env("LANG", place.1);
    let name = format!("out.{ending}");
    command
        .args(line.split_whitespace())
        .args(["--as-of", "2021-08-20", "-o", &name]);
    command.arg("--register").arg(register).assert().success();
    fs::read(home.path().join(name)).expect("it was written")
}

/// P18: same data, same bytes out.
#[test]
fn the_same_register_gives_the_same_bytes_under_another_zone_language_and_home() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let register = folder.path().join("register.db");
    secretariat(folder.path())
        .args(["demo", "register.db"])
        .assert()
        .success();
    let documents = DOCUMENTS
        .iter()
        .flat_map(|line| Format::ALL.map(|one| (*line, one.extension())));
    let lists = LISTS
        .iter()
        .flat_map(|(line, endings)| endings.iter().map(|one| (*line, *one)));
    for (line, ending) in documents.chain(lists) {
        let [first, other] = PLACES.map(|place| exported(&register, place, line, ending));
        assert!(!first.is_empty(), "{line} {ending}");
        assert!(
            first == other,
            "{line} {ending}: {}",
            difference(&first, &other)
        );
    }
}

/// Where two files part, in the words of what is packed in them.
fn difference(first: &[u8], other: &[u8]) -> String {
    let (first, other) = (unpacked(first), unpacked(other));
    let pair = first
        .lines()
        .zip(other.lines())
        .find(|(one, two)| one != two);
    pair.map_or_else(
        || "in bytes only".to_owned(),
        |(one, two)| format!("{one} / {two}"),
    )
}
