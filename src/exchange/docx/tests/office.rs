//! An office's own reference: what of it arrives, what is added, and what is refused.

use super::*;
use crate::domain::refusal::Why;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const LIST: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn relationships(list: &[(&str, &str, &str)]) -> String {
    let all: Vec<String> = list
        .iter()
        .map(|(id, kind, target)| {
            let outside = if target.contains("://") { "External" } else { "Internal" };
            format!(
                "<Relationship Id=\"{id}\" Type=\"{RELATED}{kind}\" Target=\"{target}\" TargetMode=\"{outside}\"/>"
            )
        })
        .collect();
    format!(
        "<Relationships xmlns=\"{LIST}\">{}</Relationships>",
        all.concat()
    )
}

fn header(words: &str) -> String {
    format!("<w:hdr {W}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>")
}

/// As a German Word writes it: ids of its own, a picture and a link in a header, headers for three kinds of pages.
fn office() -> Vec<(String, String)> {
    let style = |id: &str, name: &str, more: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\" {more}><w:name w:val=\"{name}\"/>\
                 <w:rPr><w:lang w:val=\"de-DE\"/></w:rPr></w:style>"
        )
    };
    let styles = [
        style("Standard", "Normal", "w:default=\"1\""),
        style("berschrift1", "Heading 1", ""),
        style("TableText", "Something else", ""),
    ]
    .concat();
    let header_of_all = format!(
        "<w:hdr {W} xmlns:a=\"a\"><w:p w:rsidR=\"0\"><w:r><w:drawing><a:blip r:embed=\"rId1\">\
         <a:hlinkClick r:id=\"rId2\"/></a:blip></w:drawing></w:r><w:hyperlink r:id=\"rId2\"><w:r><w:t>Our office</w:t>\
         </w:r></w:hyperlink><w:del w:author=\"A Person\"><w:r><w:t>struck</w:t></w:r></w:del>\
         <w:fldSimple w:instr=\" PAGE \"/></w:p></w:hdr>"
    );
    let references: Vec<String> = [("default", 3), ("first", 4), ("even", 5)]
        .iter()
        .map(|(pages, id)| format!("<w:headerReference w:type=\"{pages}\" r:id=\"rId{id}\"/>"))
        .collect();
    let references = references.concat();
    [
        (
            "[Content_Types].xml",
            format!("<Types><Override PartName=\"/word/main.xml\" ContentType=\"{WORD}document.main+xml\"/></Types>"),
        ),
        ("_rels/.rels", relationships(&[("rId1", "officeDocument", "/word/main.xml")])),
        (
            "word/main.xml",
            format!(
                "<w:document {W}><w:body><w:p><w:pPr><w:sectPr><w:pgSz w:w=\"1\" w:h=\"1\"/></w:sectPr></w:pPr>\
                 <w:r><w:t>SECRET</w:t></w:r></w:p><w:sectPr w:rsidR=\"1\">{references}\
                 <w:pgSz w:w=\"12000\" w:h=\"16000\"/><w:pgMar w:left=\"2000\" w:right=\"1000\"/><w:titlePg/>\
                 </w:sectPr></w:body></w:document>"
            ),
        ),
        (
            "word/_rels/main.xml.rels",
            relationships(&[
                ("rId1", "styles", "styles.xml"),
                ("rId2", "settings", "settings.xml"),
                ("rId3", "header", "h1.xml"),
                ("rId4", "header", "h2.xml"),
                ("rId5", "header", "/word/h3.xml"),
                ("rId6", "comments", "comments.xml"),
            ]),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Office Sans\"/>\
                 <w:lang w:val=\"de-DE\"/></w:rPr></w:rPrDefault></w:docDefaults>{styles}</w:styles>"
            ),
        ),
        (
            "word/settings.xml",
            format!(
                "<w:settings {W}><w:attachedTemplate r:id=\"rId1\"/><w:evenAndOddHeaders/>\
                 <w:documentProtection w:edit=\"readOnly\"/></w:settings>"
            ),
        ),
        ("word/_rels/settings.xml.rels", relationships(&[("rId1", "attachedTemplate", "https://example.org/x.dotm")])),
        ("word/h1.xml", header_of_all),
        (
            "word/_rels/h1.xml.rels",
            relationships(&[
                ("rId1", "image", "media/logo.png"),
                ("rId2", "hyperlink", "https://example.org/"),
            ]),
        ),
        ("word/h2.xml", header("On the first page")),
        ("word/h3.xml", header("On pages on the left")),
        ("word/media/logo.png", "the logo".to_owned()),
        ("word/comments.xml", "A Person".to_owned()),
    ]
    .map(|(name, content)| (name.to_owned(), content))
    .into()
}

fn packed(files: &[(String, String)]) -> Vec<u8> {
    let files: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|(name, content)| (name.clone(), content.clone().into_bytes()))
        .collect();
    package::write(&files).expect("it is small enough")
}

/// The office's file with one part put anew, or added.
fn with(name: &str, content: &str) -> Vec<u8> {
    let mut files = office();
    files.retain(|(known, _)| known != name);
    files.push((name.to_owned(), content.to_owned()));
    packed(&files)
}

fn made(audience: Audience) -> Files {
    let reference = Reference::read(&packed(&office())).expect("the office's file is good");
    files(&samples::action_note(audience), &reference)
}

#[test]
fn an_offices_fonts_page_headers_and_pictures_arrive_and_its_text_does_not() {
    let files = made(Audience::Public);
    let styles = parsed(&files, "word/styles.xml");
    assert_eq!(
        all(&styles, "w:rFonts")[0].attribute("w:ascii"),
        Some("Office Sans")
    );
    assert_eq!(files["word/media/image1.png"], b"the logo");
    assert_eq!(words(&parsed(&files, "word/header1.xml")), "Our office");
    assert_eq!(
        words(&parsed(&files, "word/header2.xml")),
        "On the first page"
    );
    let pictures = parsed(&files, "word/_rels/header1.xml.rels");
    let targets: Vec<_> = pictures
        .elements()
        .map(|one| one.attribute("Target"))
        .collect();
    assert_eq!(targets, [Some("media/image1.png")]);
    let blocks = blocks(&files);
    let section = blocks.last().expect("the section is the last");
    let size = section.child("w:pgSz").and_then(|one| one.attribute("w:w"));
    assert_eq!(size, Some("12000"));
    let table = blocks
        .iter()
        .find(|one| one.name == "w:tbl")
        .expect("a table");
    assert_eq!(all(table, "w:tblW")[0].attribute("w:w"), Some("9000"));
    for (name, bytes) in &files {
        let part = String::from_utf8_lossy(bytes);
        for lost in [
            "SECRET",
            "A Person",
            "struck",
            "External",
            "example.org/x",
            "rsid",
            "Protection",
            "de-DE",
        ] {
            assert!(!part.contains(lost), "{lost} in {name}: {part}");
        }
    }
}

#[test]
fn styles_are_found_by_their_names_and_added_where_an_office_has_none() {
    let files = made(Audience::Public);
    let styles = parsed(&files, "word/styles.xml");
    let named = |name: &str| {
        let mut all = styles
            .elements()
            .filter(|one| one.value("w:name") == Some(name));
        let found = all.next().unwrap_or_else(|| panic!("{name} is there"));
        assert!(all.next().is_none(), "{name} is there once");
        found
    };
    let blocks = blocks(&files);
    let section = blocks.iter().find(|one| words(one) == "1. Emerging risks");
    assert_eq!(style(section.expect("a heading")), "berschrift1");
    assert_eq!(named("Title").value("w:basedOn"), Some("Standard"));
    assert_eq!(
        named("Table Text").attribute("w:styleId"),
        Some("TableTextx")
    );
    assert_eq!(named("Table Head").value("w:basedOn"), Some("TableTextx"));
    assert_eq!(named("heading 3").value("w:next"), Some("Standard"));
    let known: Vec<&str> = styles
        .elements()
        .filter_map(|one| one.attribute("w:styleId"))
        .collect();
    let document = parsed(&files, "word/document.xml");
    for kind in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for used in all(&document, kind) {
            let used = used.attribute("w:val").unwrap_or_default();
            assert!(known.contains(&used), "{used}");
        }
    }
    let numbering = parsed(&files, "word/numbering.xml");
    let lists: Vec<_> = all(&numbering, "w:num")
        .iter()
        .map(|one| one.value("w:abstractNumId"))
        .collect();
    assert_eq!(lists, [Some("1"), Some("2"), Some("2")]);
}

#[test]
fn the_mark_stands_at_the_top_of_each_header_of_an_office() {
    let files = made(Audience::Secretariat);
    for (name, own) in [
        ("word/header1.xml", "Our office"),
        ("word/header2.xml", "On the first page"),
        ("word/header3.xml", "On pages on the left"),
    ] {
        let header = parsed(&files, name);
        let lines: Vec<String> = header.elements().map(words).collect();
        assert_eq!(
            lines,
            ["INTERNAL For the Secretariat. Not to be passed on.", own]
        );
    }
    let alone = with(
        "word/main.xml",
        &format!("<w:document {W}><w:body><w:sectPr><w:titlePg/></w:sectPr></w:body></w:document>"),
    );
    let reference = Reference::read(&alone).expect("it needs no headers");
    let files = super::files(&samples::action_note(Audience::Members), &reference);
    let headers = files.keys().filter(|name| name.starts_with("word/header"));
    assert_eq!(
        headers.count(),
        3,
        "of all pages, of the first, of those on the left"
    );
}

/// That part in the place of the office's first header.
fn heading(inside: &str) -> Vec<u8> {
    with("word/h1.xml", &format!("<w:hdr {W}>{inside}</w:hdr>"))
}

fn field(code: &str) -> Vec<u8> {
    heading(&format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
    ))
}

#[test]
fn a_reference_that_is_no_plain_word_document_is_refused_with_what_to_do() {
    let text = |name: &str, content: &str| with(name, content);
    let many: Vec<(String, String)> = (0..201).map(|n| (n.to_string(), String::new())).collect();
    let types = format!("<Types><Override ContentType=\"{WORD}document.main+xml\"/>");
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let macros = format!("{types}<Override ContentType=\"{macros}\"/></Types>");
    let strict = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body/></w:document>";
    let deep = format!("{}{}", "<w:p>".repeat(300), "</w:p>".repeat(300));
    let bomb = "<!DOCTYPE w [<!ENTITY a \"b\">]><w:styles/>";
    let outside = relationships(&[("rId1", "image", "https://example.org/logo.png")]);
    let embedded = relationships(&[("rId1", "oleObject", "embeddings/o.bin")]);
    for (bytes, said) in [
        (b"no zip".to_vec(), "it is not a Word document (.docx)"),
        (vec![0; 20_000_001], "it has more than 20 MB"),
        (
            vec![0xD0, 0xCF, 0x11, 0xE0, 0],
            "it is protected by a password",
        ),
        (packed(&[]), "it is not a Word document (.docx)"),
        (packed(&many), "more than 200 files"),
        (
            text("word/zeros.bin", &"0".repeat(3_000_000)),
            "it unpacks to more than it may",
        ),
        (text("word/vbaProject.bin", "x"), "there are macros in it"),
        (
            text("[Content_Types].xml", &macros),
            "there are macros in it",
        ),
        (
            text("[Content_Types].xml", "<Types/>"),
            "it is not a Word document",
        ),
        (
            text("word/styles.xml", bomb),
            "word/styles.xml declares a document type",
        ),
        (text("word/styles.xml", "<w:styles"), "its markup is broken"),
        (
            text("word/styles.xml", "<a>&b;</a>"),
            "its markup is broken",
        ),
        (
            text("word/styles.xml", "<w:other/>"),
            "not what it should be",
        ),
        (text("word/main.xml", strict), "Strict Open XML"),
        (text("word/main.xml", "<w:document"), "its markup is broken"),
        (
            text("word/main.xml", "<w:document><w:body><w:p>"),
            "its markup is broken",
        ),
        (
            text("word/main.xml", "<w:document><w:body>"),
            "its markup is broken",
        ),
        (
            text("word/main.xml", "<w:document><w:body><w:sectPr>"),
            "its markup is broken",
        ),
        (text("word/h2.xml", "\u{0}"), "its markup is broken"),
        (heading(&deep), "too large or too deep"),
        (
            field(" INCLUDEPICTURE \"https://example.org/x\" "),
            "the field INCLUDEPICTURE",
        ),
        (field("DDEAUTO c:\\\\x"), "the field DDEAUTO"),
        (
            heading("<w:p><w:instrText>PAGE</w:instrText></w:p>"),
            "the field PAGE",
        ),
        (
            heading("<w:fldSimple w:instr=\"IMPORT x\"/>"),
            "the field IMPORT",
        ),
        (text("word/_rels/h1.xml.rels", &outside), "lies elsewhere"),
        (text("word/_rels/h1.xml.rels", &embedded), "no picture"),
        (
            text("word/_rels/h1.xml.rels", "<Relationships/>"),
            "missing",
        ),
    ] {
        let refusal = Reference::read(&bytes).expect_err(said);
        assert_eq!(refusal.why, Why::Invalid);
        let sentence = refusal.to_string();
        assert!(sentence.contains(said), "{said} in {sentence}");
        assert!(
            sentence.ends_with("use the one that is built in."),
            "{sentence}"
        );
    }
}

#[test]
fn a_protected_file_in_the_package_is_refused() {
    let mut bytes = packed(&office());
    // The first flag of each entry, in its own header and in the list at the end.
    for (mark, place) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let starts: Vec<usize> = (0..bytes.len() - 4)
            .filter(|at| bytes[*at..].starts_with(mark))
            .collect();
        for start in starts {
            bytes[start + place] |= 1;
        }
    }
    let refusal = Reference::read(&bytes).expect_err("it is protected");
    assert!(
        refusal.to_string().contains("protected by a password"),
        "{refusal}"
    );
}

#[test]
fn no_change_of_a_letter_in_a_reference_makes_it_stop() {
    let good = packed(&office());
    let note = Document::new("T", Audience::Members);
    let mut read = 0;
    for place in (0..good.len()).step_by(17) {
        let mut bytes = good.clone();
        bytes[place] ^= 0x55;
        if let Ok(reference) = Reference::read(&bytes) {
            read += 1;
            assert!(render(&note, &reference).is_ok());
        }
    }
    assert!(read > 0, "some letters do not matter");
}
