//! `export`: one document, one as each of its formats, and the whole set.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::harness::Desk;
use secretariat::domain::audience::Audience;

fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(&inside).expect("a folder of ours") {
            let path = entry.expect("a file of ours").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it lies inside");
            found.insert(name.to_string_lossy().replace('\\', "/"));
        }
    }
    found
}

fn export(what: &str, to: &Path) -> String {
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run(&format!("export {what} -o '{}'", to.display()));
    assert_eq!(ran.code, 0, "{what}: {}", ran.messages);
    ran.messages
}

#[test]
fn every_document_is_written_as_what_its_file_is_called() {
    let folder = tempfile::tempdir().expect("a folder");
    for (what, file, begins) in [
        ("--what agenda", "a.docx", &b"PK"[..]),
        ("forum-2014-01-13 --what record", "n.pdf", b"%PDF-"),
        ("--what log", "log.xlsx", b"PK"),
        ("GMC --what message", "gmc.txt", b"Reminder"),
        ("--what agreements", "r.pdf", b"%PDF-"),
        (
            "cqc-adass-jwp-2019 --what agreement",
            "one.html",
            b"<!DOCTYPE html>",
        ),
        (
            "--what agreement",
            "all.csv",
            "\u{feff}Entry,Title".as_bytes(),
        ),
        ("--what reviews --year 2021", "reviews.md", b"# Reviews"),
        ("'Chief Executives' --what year", "year.docx", b"PK"),
        ("--what page", "page.html", b"<!DOCTYPE html>"),
        ("CQC --what organisation", "cqc.xlsx", b"PK"),
        ("--what due", "due.json", b"["),
        ("--what meeting", "m.json", b"["),
    ] {
        let path = folder.path().join(file);
        export(what, &path);
        let bytes = fs::read(&path).expect("it was written");
        assert!(
            bytes.starts_with(begins),
            "{what}: {:?}",
            &bytes[..20.min(bytes.len())]
        );
    }
}

#[test]
fn a_folder_gets_one_document_as_each_of_its_formats() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("agenda");
    fs::create_dir(&inside).expect("a new folder");
    let told = export("next --what agenda --for members", &inside);
    assert!(told.contains("Wrote 5 files into"), "{told}");
    let names = files(&inside);
    assert_eq!(names.len(), 5, "{names:?}");
    let mark = Audience::Members
        .mark()
        .expect("it is marked")
        .replace(' ', "-");
    assert!(names.iter().all(|name| name.contains(&mark)), "{names:?}");
}

#[test]
fn without_a_document_a_folder_gets_the_whole_set_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("set");
    let into = format!("{}/", inside.display());
    let mut desk = Desk::demo("2021-08-20");
    let ran = desk.run(&format!("export --format html -o '{into}'"));
    assert_eq!(ran.code, 0, "{}", ran.messages);
    let names = files(&inside);
    for name in [
        "due-2021-08-20.html",
        "register-of-agreements-2021-08-20.html",
        "reviews-2021.html",
        "published-page-2021-08-20.html",
        "agreements/agreement-cqc-adass-jwp-2019.html",
        "lists/meetings-2021-08-20.html",
    ] {
        assert!(names.contains(name), "{name} of {names:?}");
    }
    assert!(
        ran.messages.contains("was not kept as published"),
        "{}",
        ran.messages
    );
    let again = desk.run(&format!("export -o '{into}'"));
    assert_eq!(again.code, 1, "{}", again.messages);
    assert!(
        again.messages.contains("is there already"),
        "{}",
        again.messages
    );
    assert_eq!(files(&inside), names);
}

#[test]
fn what_cannot_be_written_says_what_can() {
    let mut desk = Desk::demo("2021-08-20");
    for (line, words) in [
        ("export", "name one with -o FOLDER/"),
        (
            "export --what agenda -o a.xlsx",
            "text, md, html, docx or pdf",
        ),
        ("export --what year", "Of which forum?"),
        ("export 12 --what meeting", "secretariat meeting show 12"),
        ("export --what note", "for the Secretariat"),
        (
            "export --what agenda --format docx",
            "cannot be read on a terminal",
        ),
        ("export --what due -o a.ics", "secretariat calendar"),
    ] {
        let ran = desk.run(line);
        assert_ne!(ran.code, 0, "{line}");
        assert!(ran.messages.contains(words), "{line}: {}", ran.messages);
    }
}

#[test]
fn raw_rows_are_exact_and_the_others_safe_for_spreadsheets() {
    let mut desk = Desk::demo("2021-08-20");
    let made = desk.run("organisation add --name '=SUM(A1)'");
    assert_eq!(made.code, 0, "{}", made.messages);
    let safe = desk.run("organisation list --format csv").data;
    assert!(safe.contains(",'=SUM(A1)"), "{safe}");
    let raw = desk.run("organisation list --format csv --raw").data;
    assert!(raw.contains(",=SUM(A1)"), "{raw}");
}
