//! All that a reader, or somebody who takes a file apart, can find in what the program wrote: names, words, and the parts
//! of what is packed or encoded.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zip::ZipArchive;

use super::tools::{self, Tool};

/// Whether PDFs can be read here; their words cannot be found without a program that draws them.
pub(crate) fn reads_pdf() -> bool {
    tools::are_here(&[Tool::Program("pdftotext"), Tool::Program("pdfinfo")])
}

/// All that lies in a folder, names and contents.
pub(crate) fn contents(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("an entry");
        all.push_str(&entry.file_name().to_string_lossy());
        all.push('\n');
        let path = entry.path();
        if path.is_dir() {
            all.push_str(&contents(&path));
        } else {
            let bytes = fs::read(&path).expect("it was written");
            all.push_str(&unpacked(&bytes));
        }
    }
    all
}

/// The words of a file, whatever it is packed in.
pub(crate) fn unpacked(bytes: &[u8]) -> String {
    if bytes.starts_with(b"PK\x03\x04") {
        return of_package(bytes);
    }
    if bytes.starts_with(b"%PDF-") {
        return of_pdf(bytes);
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    if text.starts_with("X-Unsent:") {
        return of_mail(&text);
    }
    // A calendar folds its lines.
    let unfolded = text.replace("\r\n ", "");
    format!("{text}\n{unfolded}\n{}", between_tags(&text))
}

/// Words that tags stand in the middle of.
fn between_tags(text: &str) -> String {
    let pieces = text.split('<').enumerate().map(|(place, piece)| {
        let rest = piece.split_once('>');
        rest.filter(|_| place > 0).map_or(piece, |(_, words)| words)
    });
    pieces.collect()
}

fn of_package(bytes: &[u8]) -> String {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a package of ours");
    let mut all = String::new();
    for place in 0..package.len() {
        let mut part = package.by_index(place).expect("it was counted");
        all.push_str(&part.name().expect("a name of ours"));
        all.push('\n');
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it is whole");
        all.push_str(&unpacked(&bytes));
    }
    all
}

/// Headers, and every part out of its letters.
fn of_mail(text: &str) -> String {
    let mut all = text.to_owned();
    let mut part = Vec::new();
    for line in text.lines().chain([""]) {
        match STANDARD.decode(line) {
            Ok(bytes) if !bytes.is_empty() => part.extend(bytes),
            Ok(_) | Err(_) => {
                if !part.is_empty() {
                    all.push_str(&unpacked(&part));
                }
                part.clear();
            }
        }
        let encoded = line.split("=?UTF-8?B?").skip(1);
        let encoded = encoded.filter_map(|one| STANDARD.decode(one.split("?=").next()?).ok());
        encoded.for_each(|bytes| all.push_str(&String::from_utf8_lossy(&bytes)));
    }
    all
}

/// What is drawn, what is read aloud, and what is told of it. Nothing where it cannot be read.
fn of_pdf(bytes: &[u8]) -> String {
    if !reads_pdf() {
        return String::new();
    }
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(folder.path().join("it.pdf"), bytes).expect("there is room");
    let said = [
        ("pdftotext", &["-raw", "it.pdf", "-"][..]),
        ("pdfinfo", &["-struct-text", "it.pdf"]),
        ("pdfinfo", &["it.pdf"]),
        ("pdfinfo", &["-meta", "it.pdf"]),
        ("pdfinfo", &["-url", "it.pdf"]),
    ];
    let said = said.map(|(program, args)| tools::check(program, args, folder.path()));
    said.concat()
}

#[test]
fn a_word_is_found_in_a_package_an_e_mail_and_between_tags() {
    use std::io::Write;

    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    package
        .start_file("word/Name.xml", options)
        .expect("memory has room");
    package
        .write_all(b"<w:t>Zan</w:t><w:t>zibar</w:t>")
        .expect("memory has room");
    let package = package.finish().expect("memory has room").into_inner();
    let found = unpacked(&package);
    assert!(
        found.contains("Zanzibar") && found.contains("Name.xml"),
        "{found}"
    );
    let encoded = STANDARD.encode(&package);
    let subject = STANDARD.encode("Timbuktu");
    let mail = format!("X-Unsent: 1\r\nSubject: =?UTF-8?B?{subject}?=\r\n\r\n{encoded}\r\n--\r\n");
    let found = unpacked(mail.as_bytes());
    assert!(
        found.contains("Zanzibar") && found.contains("Timbuktu"),
        "{found}"
    );
    assert!(unpacked(b"SUMMARY:Zan\r\n zibar\r\n").contains("Zanzibar"));
}
