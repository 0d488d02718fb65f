//! Word documents before python-docx and `LibreOffice`, and a document made after an office's own.

use std::fs;
use std::path::{Path, PathBuf};

use secretariat::domain::audience::Audience;
use secretariat::exchange::document::{Block, Document, Inline, Order, Table};
use secretariat::exchange::docx::{self, Reference};

use super::shelf::Shelf;
use super::tools::{self, Tool};

/// What `read_docx.py` tells of a document: what a thing is, and its words.
fn facts(path: &Path) -> Vec<(String, String)> {
    let folder = path.parent().expect("it lies in a folder");
    let script = ("read_docx.py", include_str!("read_docx.py"));
    let told = tools::check_by(script, &[path.to_owned()], folder);
    let fact = |line: &str| {
        line.split_once('\t')
            .map(|(kind, words)| (kind.to_owned(), words.to_owned()))
    };
    told.lines().filter_map(fact).collect()
}

fn of<'a>(facts: &'a [(String, String)], kind: &str) -> Vec<&'a str> {
    let found = facts.iter().filter(|(one, _)| one == kind);
    found.map(|(_, words)| words.as_str()).collect()
}

/// Every kind of block.
fn sample() -> Document {
    let mut document = Document::new("The Forum: action note, 13 January 2014", Audience::Members);
    document.organisation = Some(secretariat::domain::shown::Shown::line(
        "Care Quality Commission",
    ));
    let mut table = Table::new("Actions agreed", &["No.", "Action", "Owner"]);
    let row = |number: u32| {
        vec![
            number.to_string().into(),
            "Send the list".into(),
            "CQC".into(),
        ]
    };
    table.rows = (1..60).map(row).collect();
    document.blocks = vec![
        Block::section("Items"),
        Block::part("1. Welcome"),
        Block::paragraph("Noted."),
        Block::List(Order::Bulleted, vec!["First".into(), "Second".into()]),
        Block::List(
            Order::Numbered,
            vec![
                "One".into(),
                Inline::new().link("Two", "https://a.example/"),
            ],
        ),
        Block::section("Actions"),
        Block::Table(table),
    ];
    document
}

fn write(folder: &Path, document: &Document, reference: &Reference) -> PathBuf {
    let path = folder.join("text.docx");
    let bytes = docx::render(document, reference).expect("it takes plain words");
    fs::write(&path, bytes).expect("there is room");
    path
}

#[test]
fn python_docx_reads_title_language_headings_lists_and_header_rows() {
    if !tools::are_here(&[Tool::Python("docx")]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the test");
    let facts = facts(&write(folder.path(), &sample(), Reference::standard()));
    assert_eq!(of(&facts, "fault"), [""; 0]);
    assert_eq!(
        of(&facts, "title"),
        ["MEMBERS ONLY: The Forum: action note, 13 January 2014"]
    );
    assert_eq!(of(&facts, "language"), ["en-GB"]);
    assert_eq!(of(&facts, "Heading 1"), ["Items", "Actions"]);
    assert_eq!(of(&facts, "Heading 2"), ["1. Welcome"]);
    assert_eq!(of(&facts, "Title").len(), 1);
    assert_eq!(of(&facts, "List Bullet"), ["First", "Second"]);
    // No link leads out of the document: its address stands behind its words.
    let numbered = ["One", "Two <https://a.example/>"];
    assert_eq!(of(&facts, "List Number"), numbered);
    assert_eq!(of(&facts, "header"), ["No. | Action | Owner"]);
    assert_eq!(of(&facts, "row").len(), 59);
    let header = of(&facts, "running-header").concat();
    assert!(header.contains("MEMBERS ONLY"), "{facts:?}");
}

/// `LibreOffice` in a profile of the test's own, so that one that somebody has open is left alone.
fn convert(folder: &Path, path: &Path, to: &str) -> PathBuf {
    let profile = folder
        .join("profile")
        .display()
        .to_string()
        .replace('\\', "/");
    let profile = format!(
        "-env:UserInstallation=file:///{}",
        profile.trim_start_matches('/')
    );
    let args = [
        profile.as_ref(),
        "--headless",
        "--convert-to",
        to,
        "--outdir",
    ]
    .map(std::ffi::OsStr::new);
    let args: Vec<_> = args
        .into_iter()
        .chain([folder.as_os_str(), path.as_os_str()])
        .collect();
    let said = tools::run("soffice", &args, folder);
    let made = path.with_extension(to);
    let is_made = said.is_success && made.is_file() && !said.messages.contains("Error");
    assert!(is_made, "{said:?}");
    made
}

/// Letters drawn on a page that is not blank: dark points of its picture.
fn dark_points(folder: &Path, pdf: &Path) -> usize {
    let args = ["-r", "50", "-gray", "-f", "1", "-l", "1"].map(std::ffi::OsStr::new);
    let picture = folder.join("page");
    let args: Vec<_> = args
        .into_iter()
        .chain([pdf.as_os_str(), picture.as_os_str()])
        .collect();
    tools::check("pdftoppm", &args, folder);
    let entries = fs::read_dir(folder).expect("it is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut pictures = paths.filter(|path| path.extension().is_some_and(|ending| ending == "pgm"));
    let picture = fs::read(pictures.next().expect("a picture was made")).expect("it is there");
    // After three lines of header come the points, white as 255.
    let lines = picture.split(|byte| *byte == b'\n').skip(3);
    lines.flatten().filter(|point| **point < 128).count()
}

#[test]
fn libreoffice_draws_every_document_and_no_page_is_blank() {
    let tools = ["soffice", "pdftoppm", "pdftotext"].map(Tool::Program);
    if !tools::are_here(&tools) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = write(folder.path(), &sample(), Reference::standard());
    let pdf = convert(folder.path(), &path, "pdf");
    let dark = dark_points(folder.path(), &pdf);
    assert!(dark > 500, "only {dark} dark points");
    let args = ["-layout".into(), pdf.into_os_string(), "-".into()];
    let text = tools::check("pdftotext", &args, folder.path());
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 1, "{text}");
    for (page, number) in pages.iter().zip(1..) {
        assert!(page.contains("MEMBERS ONLY"), "page {number}: {page}");
        let words: Vec<&str> = page.split_whitespace().collect();
        let foot = format!("Page {number} of {}", pages.len());
        assert!(words.join(" ").contains(&foot), "{foot}: {page}");
    }
    let header = ["No.", "Action", "Owner"];
    let repeated = pages.iter().filter(|page| {
        let words: Vec<&str> = page.split_whitespace().collect();
        words.windows(3).any(|three| three == header)
    });
    assert!(repeated.count() > 1, "the header row is repeated: {text}");
}

/// A document as an office would lay it out: its own letters, and its name on every page.
const OFFICE: &str = include_str!("office.fodt");

#[test]
fn an_office_gives_its_letters_and_its_header_to_a_document() {
    let tools = ["soffice", "pdffonts", "pdftotext"].map(Tool::Program);
    if !tools::are_here(&tools) || !tools::are_here(&[Tool::Python("docx")]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the test");
    let office = folder.path().join("office.fodt");
    fs::write(&office, OFFICE).expect("there is room");
    let reference = fs::read(convert(folder.path(), &office, "docx")).expect("it was made");
    let reference = Reference::read(&reference).expect("it is a plain document");
    let path = write(folder.path(), &sample(), &reference);
    let facts = facts(&path);
    assert_eq!(of(&facts, "Heading 1"), ["Items", "Actions"]);
    assert!(
        of(&facts, "running-header")
            .concat()
            .contains("Office of the Forum"),
        "{facts:?}"
    );
    assert!(
        !facts.iter().any(|(_, words)| words.contains("left out")),
        "its own text stays behind: {facts:?}"
    );
    let pdf = convert(folder.path(), &path, "pdf").into_os_string();
    let text = tools::check("pdftotext", &[pdf.clone(), "-".into()], folder.path());
    assert!(
        text.contains("Office of the Forum") && text.contains("MEMBERS ONLY"),
        "{text}"
    );
    let fonts = tools::check("pdffonts", &[pdf], folder.path());
    assert!(fonts.contains("LiberationMono"), "{fonts}");
}

#[test]
fn every_document_of_the_sample_register_is_read_without_fault() {
    if !tools::are_here(&[Tool::Python("docx")]) {
        return;
    }
    let (pages, shelf) = (Shelf::filled("html"), Shelf::filled("docx"));
    for path in &shelf.files {
        let facts = facts(path);
        assert_eq!(of(&facts, "fault"), [""; 0], "{path:?}");
        let page = pages
            .folder
            .path()
            .join(path.file_stem().expect("it has a name"));
        let page = fs::read_to_string(page.with_extension("html")).expect("the same is a page too");
        for (tag, kind) in [
            ("<h2>", "Heading 1"),
            ("<h3>", "Heading 2"),
            ("<table>", "header"),
        ] {
            assert_eq!(
                of(&facts, kind).len(),
                page.matches(tag).count(),
                "{kind} of {path:?}: {facts:?}"
            );
        }
    }
}
