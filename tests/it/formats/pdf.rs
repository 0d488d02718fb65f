//! PDFs before poppler, pikepdf and outloud. Nobody claims that they conform to PDF/UA: no checker here can prove that.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use secretariat::domain::audience::Audience;
use secretariat::exchange::document::{Block, Document, Table};
use secretariat::exchange::house::House;
use secretariat::exchange::{Format, render};

use super::shelf::Shelf;
use super::tools::{self, Tool};

/// What outloud is not asked. Two of its rules guess, and guess wrong here: that many header cells beside few others are
/// one header in shreds (`TBL-010`: a table of three columns and one row has as many), and that a title which runs along
/// the foot of a single page is prose that nobody is read (`TAG-002`: it takes no notice that it is marked as a footer).
const LEFT_OUT: &str = "TBL-010,TAG-002";

/// The parts of the tree that is read aloud, in its order.
fn parts(path: &Path) -> String {
    let args = ["-struct-text".into(), path.as_os_str().to_owned()];
    tools::check("pdfinfo", &args, Path::new("."))
}

fn count(text: &str, of: &str) -> usize {
    text.lines()
        .filter(|line| line.trim_start().starts_with(of))
        .count()
}

#[test]
fn the_tree_has_every_heading_and_every_header_cell_of_the_web_page() {
    if !tools::are_here(&[Tool::Program("pdfinfo")]) {
        return;
    }
    let (pages, shelf) = (Shelf::filled("html"), Shelf::filled("pdf"));
    for path in &shelf.files {
        let name = path.file_stem().expect("it has a name");
        let page = pages.folder.path().join(name).with_extension("html");
        let page = fs::read_to_string(page).expect("the same document is a page too");
        let parts = parts(path);
        for (tag, part) in [
            ("<h1>", "H1"),
            ("<h2>", "H2"),
            ("<h3>", "H3"),
            ("<table>", "Table"),
            ("<caption>", "Caption"),
            ("<th scope=\"col\"", "/Scope /Column"),
            ("<th scope=\"row\"", "/Scope /Row"),
        ] {
            let expected = page.matches(tag).count();
            assert_eq!(count(&parts, part), expected, "{tag} of {path:?}:\n{parts}");
        }
    }
}

#[test]
fn language_title_marks_tree_bookmarks_and_claim_stand_where_readers_look() {
    if !tools::are_here(&[Tool::Python("pikepdf")]) {
        return;
    }
    let shelf = Shelf::filled("pdf");
    let script = ("look.py", include_str!("read_pdf.py"));
    let told = tools::check_by(script, &shelf.files, shelf.folder.path());
    assert!(
        told.contains(&format!("{} PDFs", shelf.files.len())),
        "{told}"
    );
}

#[test]
fn outloud_finds_no_error() {
    if !tools::are_here(&[Tool::Program("outloud")]) {
        return;
    }
    let shelf = Shelf::filled("pdf");
    let mut args = vec!["--no-info".into(), "--skip".into(), LEFT_OUT.into()];
    args.extend(shelf.files.iter().map(|path| path.as_os_str().to_owned()));
    let told = tools::check("outloud", &args, shelf.folder.path());
    let count = shelf.files.len();
    assert!(told.contains(&format!("{count} file(s)")), "{told}");
}

/// A table of many pages, long cells among its rows.
fn long() -> Document {
    let mut document = Document::new("Actions of twenty years", Audience::Members);
    let mut table = Table::new("Actions", &["Number", "Action", "Owner"]);
    let row = |number: usize| {
        let action = "Send the members a list. ".repeat(1 + number % 7);
        vec![number.to_string().into(), action.into(), "CQC".into()]
    };
    table.rows = (1..=120).map(row).collect();
    document.blocks = vec![Block::Table(table)];
    document
}

fn written(document: &Document) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("long.pdf");
    let bytes = render(document, Format::Pdf, &House::standard()).expect("a PDF takes plain words");
    fs::write(&path, bytes).expect("there is room");
    (folder, path)
}

#[test]
fn every_page_repeats_the_header_row_and_says_which_of_how_many_it_is() {
    if !tools::are_here(&[Tool::Program("pdftotext"), Tool::Program("pdfinfo")]) {
        return;
    }
    let (folder, path) = written(&long());
    let args = ["-layout".into(), path.as_os_str().to_owned(), "-".into()];
    let text = tools::check("pdftotext", &args, folder.path());
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(pages.len() > 5, "{text}");
    for (page, number) in pages.iter().zip(1..) {
        let words: Vec<&str> = page.split_whitespace().collect();
        let foot = format!("Page {number} of {}", pages.len());
        assert!(words.join(" ").contains(&foot), "{foot}: {page}");
        let header = ["Number", "Action", "Owner"];
        assert!(words.windows(3).any(|three| three == header), "{page}");
        assert!(page.contains("MEMBERS ONLY"), "{page}");
    }
    let parts = parts(&path);
    assert_eq!(
        count(&parts, "/Scope /Column"),
        3,
        "read once, not on every page"
    );
    assert_eq!(count(&parts, "/Scope /Row"), 120);
}

const GROWS: &str = "a text takes what is written into it";

/// One empty page and nothing else.
fn bare() -> String {
    let objects = [
        "<< /Pages 2 0 R /Type /Catalog >>",
        "<< /Count 1 /Kids [ 3 0 R ] /Type /Pages >>",
        "<< /MediaBox [ 0 0 595 842 ] /Parent 2 0 R /Resources << >> /Type /Page >>",
    ];
    let (mut pdf, mut places) = ("%PDF-1.7\n".to_owned(), String::new());
    for (object, number) in objects.iter().zip(1..) {
        writeln!(places, "{:010} 00000 n ", pdf.len()).expect(GROWS);
        write!(pdf, "{number} 0 obj\n{object}\nendobj\n").expect(GROWS);
    }
    let start = pdf.len();
    format!(
        "{pdf}xref\n0 4\n0000000000 65535 f \n{places}trailer << /Root 1 0 R /Size 4 >>\n\
         startxref\n{start}\n%%EOF\n"
    )
}

/// The control: a PDF without tree, language and title is found by each.
#[test]
fn a_bare_pdf_is_found_by_each() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("bare.pdf");
    fs::write(&path, bare()).expect("there is room");
    if tools::are_here(&[Tool::Python("pikepdf")]) {
        fs::write(folder.path().join("look.py"), include_str!("read_pdf.py"))
            .expect("there is room");
        let said = tools::run("python3", &["look.py", "bare.pdf"], folder.path());
        assert!(
            !said.is_success && said.out.contains("no language"),
            "{said:?}"
        );
    }
    if tools::are_here(&[Tool::Program("outloud")]) {
        let said = tools::run("outloud", &["bare.pdf"], folder.path());
        assert!(!said.is_success && said.out.contains("DOC-0"), "{said:?}");
    }
}
