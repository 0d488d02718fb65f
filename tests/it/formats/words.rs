//! A document says the same words in the same order in every format; what a format adds for itself is left out.

use std::io::{Cursor, Read};

use secretariat::domain::audience::Audience;
use secretariat::domain::meeting::Meeting;
use secretariat::domain::register::Row;
use secretariat::exchange::document::Document;
use secretariat::exchange::house::House;
use secretariat::exchange::{Format, agenda, record, render};

use zip::ZipArchive;

use super::shelf;
use super::tools::{self, Tool};
use crate::cli::harness::Desk;

/// The agenda of fifteen items, and a note with actions.
fn documents() -> [Document; 2] {
    let id = |desk: &Desk, key: &str| {
        let mut meetings = desk.session.register().meetings.iter();
        let meeting = meetings.find(|one| one.reference() == Some(key));
        meeting.map(|one: &Meeting| one.id).expect(key)
    };
    let (real, sample) = (shelf::real(), Desk::demo("2021-08-20"));
    let meeting = id(&real, "hfea-2017-03-15");
    let agenda = agenda::document(real.session.register(), meeting, Audience::Public);
    let meeting = id(&sample, "forum-2014-01-13");
    let note = record::document(sample.session.register(), meeting, Audience::Public);
    [agenda, note].map(|document| document.expect("it is there"))
}

fn text(document: &Document, format: Format) -> String {
    let bytes = render(document, format, &House::standard()).expect("every format takes it");
    String::from_utf8(bytes).expect("text is UTF-8")
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// What stands between the tags: a tag inside a line parts no words, any other does.
fn of_html(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("</a>").expect("it skips to the content");
    let mut out = String::new();
    for (place, piece) in body.split('<').enumerate() {
        let (tag, words) = match piece.split_once('>') {
            Some((tag, words)) if place > 0 => (tag, words),
            _ => ("", piece),
        };
        let name = tag.trim_start_matches('/');
        let name = name.split_whitespace().next().unwrap_or_default();
        if !["a", "strong", "span", "wbr"].contains(&name) {
            out.push(' ');
        }
        out.push_str(words);
    }
    words(&unescaped(out))
}

fn unescaped(mut text: String) -> String {
    for (escaped, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escaped, plain);
    }
    text
}

/// The runs of the text itself, without headers and footers; an address that stands behind its words is left out.
fn of_docx(bytes: &[u8]) -> Vec<String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a package of ours");
    let mut part = package.by_name("word/document.xml").expect("the text");
    let mut xml = String::new();
    part.read_to_string(&mut xml).expect("text is UTF-8");
    let mut out = String::new();
    for piece in xml.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').expect("a tag ends");
        if tag == "w:t" || tag.starts_with("w:t ") {
            out.push_str(words);
        } else if ["/w:p", "w:br/", "w:tab/", "w:br", "w:tab"].contains(&tag) {
            out.push(' ');
        }
    }
    let mut all = words(&unescaped(out));
    all.retain(|word| !(word.starts_with('<') && word.contains("://")));
    all
}

/// Without the signs of headings, lists, tables and stress, and without what a backslash guards against.
fn of_markdown(text: &str) -> Vec<String> {
    let rule = |line: &&str| !line.is_empty() && line.chars().all(|one| "|:- ".contains(one));
    let lines = text.lines().filter(|line| !rule(line)).map(|line| {
        let line = line.trim_start_matches('#').replace(" | ", " ");
        let line = line.trim().trim_matches('|').trim().to_owned();
        let line = line.strip_prefix("- ").unwrap_or(&line);
        line.trim_end_matches('\\')
            .replace("**", "")
            .replace("<br>", " ")
    });
    let mut out = String::new();
    for line in lines {
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            out.extend(if letter == '\\' {
                letters.next()
            } else {
                Some(letter)
            });
        }
        out.push(' ');
    }
    words(&out)
}

/// The lines that the tree has in quotation marks: what is read aloud, and nothing that is repeated on every page.
fn of_tree(tree: &str) -> Vec<String> {
    let lines = tree.lines().filter_map(|line| {
        let line = line.trim().strip_prefix('"')?;
        line.strip_suffix('"')
    });
    let mut out = String::new();
    for line in lines {
        out.push_str(line);
        // A line that was broken ends in a blank, unless it was broken at a sign inside a word.
        out.push(' ');
    }
    words(&out)
}

/// Labels end in a colon in some formats.
fn bare(words: Vec<String>) -> Vec<String> {
    let bare = |word: String| word.trim_end_matches(':').to_owned();
    let all = words.into_iter().map(bare);
    all.filter(|word| !word.is_empty()).collect()
}

#[test]
fn a_page_and_markdown_say_the_same_words_in_the_same_order() {
    for document in documents() {
        // Markdown begins with its title, and a page with who issues it.
        let document = Document {
            organisation: None,
            ..document
        };
        let page = of_html(&text(&document, Format::Html));
        assert!(page.len() > 60, "{page:?}");
        let markdown = of_markdown(&text(&document, Format::Markdown));
        assert_eq!(bare(markdown), bare(page), "{}", document.title);
    }
}

#[test]
fn a_word_document_says_the_same_words_in_the_same_order_as_the_page() {
    for document in documents() {
        let page = of_html(&text(&document, Format::Html));
        let bytes = render(&document, Format::Docx, &House::standard()).expect("Word takes it");
        assert_eq!(bare(of_docx(&bytes)), bare(page), "{}", document.title);
    }
}

/// Plain text has its tables in columns, where a cell of several lines stands beside the next one.
#[test]
fn plain_text_says_the_same_words_as_the_page() {
    let sorted = |text: Vec<String>| {
        let is_word = |word: &String| word.chars().any(char::is_alphanumeric);
        let mut all: Vec<String> = bare(text).into_iter().filter(is_word).collect();
        all.sort();
        all
    };
    for document in documents() {
        let page = of_html(&text(&document, Format::Html));
        let plain = words(&text(&document, Format::Text));
        assert_eq!(sorted(plain), sorted(page), "{}", document.title);
    }
}

#[test]
fn a_pdf_is_read_in_the_same_words_and_the_same_order_as_the_page() {
    if !tools::are_here(&[Tool::Program("pdfinfo")]) {
        return;
    }
    for document in documents() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("text.pdf");
        let bytes = render(&document, Format::Pdf, &House::standard()).expect("a PDF takes it");
        std::fs::write(&path, bytes).expect("there is room");
        let tree = tools::check("pdfinfo", &["-struct-text", "text.pdf"], folder.path());
        let page = of_html(&text(&document, Format::Html));
        assert_eq!(bare(of_tree(&tree)), bare(page), "{}", document.title);
    }
}
