//! What is in a Word document: each part is read again, for documents plain and hostile.
//! What becomes of an office's own reference is `tests/office.rs`.

mod office;

use super::package::{self, Files};
use super::xml::{self, Element, Node};
use super::{Reference, render};
use crate::domain::audience::Audience;
use crate::domain::shown::Shown;
use crate::exchange::document::{Block, Document, Inline, Order, Table, samples};
use crate::exchange::html;

fn files(document: &Document, reference: &Reference) -> Files {
    let bytes = render(document, reference).expect("it is small enough");
    package::read(&bytes).expect("a package of ours can be read")
}

fn standard(document: &Document) -> Files {
    files(document, Reference::standard())
}

fn parsed(files: &Files, name: &str) -> Element {
    let bytes = files.get(name).unwrap_or_else(|| panic!("{name} is there"));
    xml::read(bytes).unwrap_or_else(|wrong| panic!("{name}: {wrong}"))
}

fn blocks(files: &Files) -> Vec<Element> {
    let document = parsed(files, "word/document.xml");
    let body = document.child("w:body").expect("a document has a body");
    body.elements().cloned().collect()
}

/// All elements of that name, however deep.
fn all<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for child in element.elements() {
        if child.name == name {
            found.push(child);
        }
        found.extend(all(child, name));
    }
    found
}

/// The words, with a newline for a line end and a tab for a tab.
fn words(element: &Element) -> String {
    let mut out = String::new();
    for node in &element.children {
        match node {
            Node::Words(words) => out.push_str(words),
            Node::Element(child) => match &*child.name {
                "w:br" => out.push('\n'),
                "w:tab" => out.push('\t'),
                _ => out.push_str(&words(child)),
            },
        }
    }
    out
}

fn style(paragraph: &Element) -> &str {
    let properties = paragraph.child("w:pPr");
    properties
        .and_then(|one| one.value("w:pStyle"))
        .unwrap_or("")
}

fn list(paragraph: &Element) -> Option<String> {
    let list = paragraph.child("w:pPr")?.child("w:numPr")?;
    list.value("w:numId").map(str::to_owned)
}

#[test]
fn an_action_note_is_made_of_styled_paragraphs_and_a_table() {
    let document = parsed(
        &standard(&samples::action_note(Audience::Public)),
        "word/document.xml",
    );
    let text = String::from_utf8(document.file()).expect("it is UTF-8");
    let lines = ["<w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:sectPr>"]
        .iter()
        .fold(text, |text, tag| text.replace(tag, &format!("\n{tag}")));
    insta::assert_snapshot!(lines);
}

#[test]
fn each_piece_of_a_document_has_its_style() {
    let pieces: Vec<String> = blocks(&standard(&samples::action_note(Audience::Members)))
        .iter()
        .filter(|block| block.name == "w:p")
        .map(|block| format!("{}: {}", style(block), words(block)))
        .collect();
    insta::assert_snapshot!(pieces.join("\n"), @r"
Subtitle: Health and Social Care Regulatory Forum
Title: MEMBERS ONLY: Regulatory Forum: action note, 13 January 2014
Lead: Cleared by the Chair on 20 January 2014.
Details: Date	Monday 13 January 2014, 10am to midday
Details: Place	Finsbury Tower
103 Bunhill Row, London
Heading1: 1. Emerging risks
Normal: Members noted what each had seen since September, and agreed that the joint protocol should say by when a concern is passed on.
ListBullet: The return is sent two days before a meeting.
ListBullet: It follows the agreed template <https://example.org/template_(2014).docx>.
Heading2: Actions
Caption: Actions agreed
Heading1: Papers
ListNumber: Agenda <https://example.org/agenda>
ListNumber: Verbal: an update from the Chair
");
}

/// The words of a page, without the addresses that a link leads to.
fn words_of_html(page: &str) -> Vec<String> {
    let (_, page) = page.split_once("</a>").expect("the way to the content");
    let spaced = page.replace('<', " <");
    let mut out = String::new();
    let mut is_tag = false;
    for letter in spaced.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => out.push(letter),
            _ => {}
        }
    }
    out.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_words_are_those_of_the_page_in_the_same_order() {
    let note = samples::action_note(Audience::Members);
    let files = standard(&note);
    let mut pieces = vec![parsed(&files, "word/header2.xml")];
    pieces.extend(blocks(&files));
    let mut text = String::new();
    for piece in &pieces {
        for paragraph in all(&Element::new("all").with(piece.clone()), "w:p") {
            text.push_str(&words(paragraph));
            text.push('\n');
        }
    }
    for address in [
        " <https://example.org/template_(2014).docx>",
        " <https://example.org/agenda>",
    ] {
        assert!(text.contains(address), "{address} in {text}");
        text = text.replace(address, " ");
    }
    let ours: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(ours, words_of_html(&html::render(&note)));
}

#[test]
fn a_table_has_a_header_row_and_no_row_is_parted_or_merged() {
    let blocks = blocks(&standard(&samples::action_note(Audience::Public)));
    let place = blocks.iter().position(|block| block.name == "w:tbl");
    let place = place.expect("the note has a table");
    assert_eq!(style(&blocks[place - 1]), "Caption");
    let rows = all(&blocks[place], "w:tr");
    let flags: Vec<(bool, bool)> = rows
        .iter()
        .filter_map(|row| row.child("w:trPr"))
        .map(|flags| {
            (
                flags.child("w:tblHeader").is_some(),
                flags.child("w:cantSplit").is_some(),
            )
        })
        .collect();
    assert_eq!(flags, [(true, true), (false, true), (false, true)]);
    for merged in ["w:gridSpan", "w:vMerge", "w:hMerge", "w:txbxContent"] {
        assert!(all(&blocks[place], merged).is_empty(), "{merged}");
    }
    let numbers = rows.iter().filter_map(|row| row.child("w:tc"));
    for number in numbers {
        let right = all(number, "w:jc");
        assert_eq!(right[0].attribute("w:val"), Some("right"));
    }
}

#[test]
fn columns_fill_the_line_and_short_ones_keep_theirs_whole() {
    let blocks = blocks(&standard(&samples::action_note(Audience::Public)));
    let table = blocks.iter().find(|block| block.name == "w:tbl");
    let widths: Vec<u32> = all(table.expect("a table"), "w:gridCol")
        .iter()
        .filter_map(|column| column.attribute("w:w")?.parse().ok())
        .collect();
    assert_eq!(widths.iter().sum::<u32>(), 11_906 - 2 * 1_418);
    assert!(widths[0] < 900 && widths[2] < 1_200, "{widths:?}");
    assert!(widths[1] > 4_000, "{widths:?}");
}

#[test]
fn a_table_of_many_columns_turns_the_pages_across() {
    for (columns, is_across) in [(3, false), (9, true), (60, true)] {
        let mut table = Table::new("Register", &vec!["Correspondence"; columns]);
        table.rows = vec![vec!["Memorandum of understanding".into(); columns + 1]];
        let mut document = Document::new("Register", Audience::Public);
        document.blocks = vec![Block::Table(table)];
        let blocks = blocks(&standard(&document));
        let section = blocks.last().expect("the section is the last");
        let size = section.child("w:pgSz").expect("a page has a size");
        assert_eq!(size.attribute("w:orient").is_some(), is_across, "{columns}");
        assert_eq!(all(&blocks[2], "w:tc").len(), 2 * columns);
    }
}

#[test]
fn every_numbered_list_is_counted_from_one() {
    let mut document = Document::new("T", Audience::Public);
    let items = || vec!["one".into(), "two".into()];
    document.blocks = vec![
        Block::List(Order::Numbered, items()),
        Block::List(Order::Bulleted, items()),
        Block::List(Order::Numbered, items()),
    ];
    let files = standard(&document);
    let blocks = blocks(&files);
    let lists: Vec<Option<String>> = blocks[1..7].iter().map(list).collect();
    assert_eq!(lists[0], lists[1]);
    assert_eq!(lists[2..4], [None, None], "the style has its list");
    assert_eq!(lists[4], lists[5]);
    assert_ne!(lists[0], lists[4]);
    let numbering = parsed(&files, "word/numbering.xml");
    for number in [&lists[0], &lists[4]] {
        let known = all(&numbering, "w:num");
        let list = known
            .iter()
            .find(|one| one.attribute("w:numId") == number.as_deref());
        let starts = all(list.expect("the list is known"), "w:startOverride");
        assert_eq!(starts[0].attribute("w:val"), Some("1"));
    }
}

#[test]
fn language_title_and_issuer_are_said_and_nothing_else_is() {
    let files = standard(&samples::action_note(Audience::Members));
    let styles = parsed(&files, "word/styles.xml");
    let defaults = styles.child("w:docDefaults").expect("there are defaults");
    assert_eq!(all(defaults, "w:lang")[0].attribute("w:val"), Some("en-GB"));
    let settings = parsed(&files, "word/settings.xml");
    assert_eq!(settings.value("w:themeFontLang"), Some("en-GB"));
    let core = parsed(&files, "docProps/core.xml");
    let said: Vec<(String, String)> = core
        .elements()
        .map(|one| (one.name.to_string(), words(one)))
        .collect();
    let said: Vec<(&str, &str)> = said.iter().map(|(name, one)| (&**name, &**one)).collect();
    assert_eq!(
        said,
        [
            (
                "dc:title",
                "MEMBERS ONLY: Regulatory Forum: action note, 13 January 2014"
            ),
            ("dc:creator", "Health and Social Care Regulatory Forum"),
            ("dc:language", "en-GB"),
        ]
    );
    assert!(!files.contains_key("docProps/app.xml"));
}

#[test]
fn what_is_not_public_says_so_on_every_page() {
    for audience in Audience::ALL {
        let files = standard(&Document::new("Note", audience));
        let headers: Vec<String> = files
            .keys()
            .filter(|name| name.starts_with("word/header"))
            .map(|name| words(&parsed(&files, name)))
            .collect();
        match (audience.mark(), audience.caution()) {
            (Some(mark), Some(caution)) => assert_eq!(headers, [format!("{mark} {caution}")]),
            _ => assert!(headers.is_empty(), "{headers:?}"),
        }
    }
}

#[test]
fn no_words_become_markup_fields_or_links() {
    for hostile in [
        "</w:t><w:p/>",
        "\"><img src=x onerror=y>",
        "' w:val='x",
        "]]><![CDATA[",
        "&lt;b&gt; &#0; &bomb;",
        "{ INCLUDEPICTURE \"http://example.org/x\" }",
        "=cmd|'/c calc'!A1",
        "\u{202e}\u{1b}[31m",
        "\u{FFFE}\u{FFFF}\u{7}left",
    ] {
        let mut document = Document::new(hostile, Audience::Members);
        let words_of_all_kinds = Inline::new()
            .plain(hostile)
            .strong(hostile)
            .link(hostile, &format!("https://x.org/{hostile}"))
            .link("no", "javascript:alert(1)");
        document.organisation = Some(Shown::line(hostile));
        document.lead = vec![words_of_all_kinds.clone()];
        let mut table = Table::new(hostile, &[hostile, "b"]);
        table.rows = vec![vec![words_of_all_kinds.clone(), words_of_all_kinds.clone()]];
        document.blocks = vec![
            Block::section(hostile),
            Block::Paragraph(words_of_all_kinds.clone()),
            Block::List(Order::Numbered, vec![words_of_all_kinds.clone()]),
            Block::Pairs(vec![(Shown::line(hostile), words_of_all_kinds.clone())]),
            Block::Table(table),
        ];
        let files = standard(&document);
        let document = parsed(&files, "word/document.xml");
        for banned in ["w:instrText", "w:fldChar", "w:fldSimple", "w:hyperlink"] {
            assert!(all(&document, banned).is_empty(), "{banned} of {hostile:?}");
        }
        let shown: String = Shown::line(hostile)
            .chars()
            .filter(|letter| !['\u{FFFE}', '\u{FFFF}'].contains(letter))
            .collect();
        let core = parsed(&files, "docProps/core.xml");
        let creator = core.child("dc:creator").expect("it is issued by somebody");
        assert_eq!(words(creator), shown);
        let text = words(&document);
        assert_eq!(text.matches(&shown).count(), 24, "{hostile:?} in {text}");
        for (name, bytes) in &files {
            let part = String::from_utf8_lossy(bytes);
            assert!(!part.contains("External"), "{name} of {hostile:?}");
            assert!(!part.contains("javascript"), "{name} of {hostile:?}");
            assert!(!part.contains(['\u{7}', '\u{FFFE}', '\u{FFFF}', '\u{1b}']));
        }
    }
}

#[test]
fn blank_captions_and_cells_and_tables_without_rows_are_written_as_on_a_page() {
    let mut document = Document::new("T", Audience::Public);
    let mut table = Table::new("", &["", "State"]);
    table.rows = vec![
        vec!["".into()],
        vec!["MoU".into(), "current".into(), "cut".into()],
    ];
    document.blocks = vec![
        Block::Table(table),
        Block::Table(Table::new("Open actions", &["No."])),
        Block::Pairs(vec![(Shown::line("Place"), "Tower\nRoad".into())]),
    ];
    let blocks = blocks(&standard(&document));
    let text: Vec<String> = blocks.iter().map(words).collect();
    assert_eq!(
        text[1..],
        [
            "Table 1",
            "StateMoUcurrent",
            "Open actions: none.",
            "Place\tTower\nRoad",
            ""
        ]
    );
    let below = blocks[3]
        .child("w:pPr")
        .and_then(|one| one.child("w:spacing"));
    assert!(below.is_some(), "what stands below a table keeps away");
}

#[test]
fn the_same_document_is_the_same_bytes_without_the_time_of_day() {
    let note = samples::action_note(Audience::Members);
    let once = render(&note, Reference::standard());
    assert_eq!(once, render(&note, Reference::standard()));
    let bytes = once.expect("it is small enough");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    for place in 0..archive.len() {
        let file = archive.by_index(place).expect("a file of it");
        assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT));
    }
}
