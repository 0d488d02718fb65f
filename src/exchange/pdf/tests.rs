//! What stands on the pages of a PDF and how it is read, for documents short, long, wide and hostile.

use std::collections::HashSet;

use proptest::prelude::*;

use super::flow::{MARGIN, Node, Piece, Reading, STRIP};
use super::font::Fonts;
use super::layout::{Laid, laid};
use super::render;
use crate::domain::audience::Audience;
use crate::domain::shown::Shown;
use crate::exchange::document::{Block, Column, Document, Inline, Order, Table, samples};

fn words(piece: &Piece) -> String {
    piece.letters.iter().map(|one| one.character).collect()
}

/// The lines of each page from top to bottom, the pieces of a line parted by `|`.
fn lines(laid: &Laid) -> Vec<Vec<String>> {
    let page = |pieces: &[Piece]| {
        let mut bases: Vec<f32> = pieces.iter().map(|piece| piece.base).collect();
        bases.sort_by(f32::total_cmp);
        bases.dedup();
        let line = |base: f32| {
            let mut on: Vec<&Piece> = pieces
                .iter()
                .filter(|one| one.base.total_cmp(&base).is_eq())
                .collect();
            on.sort_by(|one, other| one.left.total_cmp(&other.left));
            on.into_iter().map(words).collect::<Vec<_>>().join("|")
        };
        bases.into_iter().map(line).collect()
    };
    laid.pages.iter().map(|one| page(&one.pieces)).collect()
}

/// Every place of words in the tree, in the order in which they are read.
fn read(nodes: &[Node], out: &mut Vec<(usize, usize)>) {
    for node in nodes {
        match node {
            Node::Group(_, parts) | Node::Link(_, _, parts) => read(parts, out),
            Node::Words { page, piece } => out.push((*page, *piece)),
        }
    }
}

/// Nothing is outside the margins, and everything but what is repeated is read exactly once.
fn check(laid: &Laid) -> Result<(), TestCaseError> {
    let mut places = Vec::new();
    read(&laid.nodes, &mut places);
    let known: HashSet<_> = places.iter().copied().collect();
    prop_assert_eq!(known.len(), places.len(), "something is read twice");
    for (number, page) in laid.pages.iter().enumerate() {
        for (place, piece) in page.pieces.iter().enumerate() {
            let is_read = known.contains(&(number, place));
            prop_assert_eq!(is_read, piece.reading == Reading::Read, "{}", words(piece));
            let blanks = piece.letters.iter().rev().take_while(|one| one.is_blank());
            let blank: f32 = blanks.map(|one| one.advance * piece.size).sum();
            let right = piece.left + piece.width - blank;
            // The blanks at the end of a line hang over its edge: they draw nothing.
            let hangs = piece.letters.iter().all(|one| one.is_blank());
            let is_inside = piece.left >= MARGIN - 0.1
                && (hangs || right <= laid.sheet.width - MARGIN + 0.1 || piece.letters.len() == 1)
                && piece.base > STRIP
                && piece.base < laid.sheet.bottom();
            prop_assert!(
                is_inside,
                "{} at {}, {}",
                words(piece),
                piece.left,
                piece.base
            );
        }
    }
    Ok(())
}

fn long_table(rows: usize) -> Document {
    let mut table = Table::new("Actions agreed", &["", "Action", "Owner", "Due"]);
    table.columns[0] = Column::right("No.");
    for number in 1..=rows {
        let action = "Send the members a list of the agreements whose review falls due ".repeat(3);
        let cells = [
            number.to_string(),
            action,
            "CQC".to_owned(),
            "by September 2014".to_owned(),
        ];
        table.rows.push(cells.map(Inline::from).into());
    }
    let mut document = Document::new("Action log", Audience::Members);
    document.blocks = vec![Block::section("Open"), Block::Table(table)];
    document
}

#[test]
fn a_short_note_is_one_page_in_reading_order() {
    let fonts = Fonts::new();
    let laid = laid(&fonts, &samples::action_note(Audience::Members));
    insta::assert_snapshot!(lines(&laid)[0].join("\n"), @r"
MEMBERS ONLY.| For members of the forum. Not for publication.
Health and Social Care Regulatory Forum
Regulatory Forum: action note, 13 January 2014
Cleared by the Chair on 20 January 2014.
Date|Monday 13 January 2014, 10am to midday
Place|Finsbury Tower
103 Bunhill Row, London
1. Emerging risks
Members noted what each had seen since September, and agreed that the joint protocol 
should say by when a concern is passed on.
•|The return is sent two days before a meeting.
•|It follows the |agreed template|.
Actions
Actions agreed
No.|Action|Owner|Due
9|Send the members a list of the agreements whose |CQC|3 April 2014
review falls due this year
10|Propose words for the protocol|NMC|by September 2014
Together with the GMC
Papers
1.|Agenda
2.|Verbal:| an update from the Chair
");
    assert_eq!(laid.pages.len(), 1);
    let depths: Vec<(u16, &str)> = laid
        .bookmarks
        .iter()
        .map(|one| (one.depth, one.words.as_str()))
        .collect();
    assert_eq!(
        depths,
        [
            (1, "Regulatory Forum: action note, 13 January 2014"),
            (2, "1. Emerging risks"),
            (3, "Actions"),
            (2, "Papers"),
        ]
    );
    let links: Vec<&str> = laid.links.iter().map(|link| link.to.as_str()).collect();
    assert_eq!(
        links,
        [
            "https://example.org/template_(2014).docx",
            "https://example.org/agenda"
        ]
    );
}

#[test]
fn the_same_document_is_the_same_bytes_and_says_nothing_of_itself() {
    for audience in Audience::ALL {
        let note = samples::action_note(audience);
        let bytes = render(&note).expect("it holds to the standard");
        assert_eq!(bytes, render(&note).expect("it did before"));
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let text = String::from_utf8_lossy(&bytes);
        for said in [
            "/Lang(en-GB)",
            "pdfuaid",
            "/DisplayDocTitle true",
            "/MarkInfo",
        ] {
            assert!(text.contains(said), "{said}");
        }
        for unsaid in [
            "CreationDate",
            "ModDate",
            "CreateDate",
            "/Creator",
            "/Producer",
            "krilla",
        ] {
            assert!(!text.contains(unsaid), "{unsaid}");
        }
        let mark = audience.mark().unwrap_or("no mark");
        assert_eq!(
            text.contains(&format!("{mark}: ")),
            audience != Audience::Public
        );
    }
}

#[test]
fn a_long_table_has_its_header_on_every_page_and_whole_rows() {
    let fonts = Fonts::new();
    let laid = laid(&fonts, &long_table(40));
    check(&laid).expect("all is inside and read once");
    let pages = lines(&laid);
    assert!(pages.len() > 3);
    let tallest = 5;
    for (number, page) in pages.iter().enumerate().skip(1) {
        assert_eq!(page[0], "No.|Action|Owner|Due", "page {number}");
        assert!(page[1].contains("|CQC|"), "page {number}: {}", page[1]);
        let is_full = page.len() + tallest > pages[1].len();
        assert!(is_full || number + 1 == pages.len(), "page {number}");
    }
}

#[test]
fn a_heading_never_stands_alone_at_the_end_of_a_page() {
    let fonts = Fonts::new();
    for lines_above in 30..45 {
        let mut document = Document::new("T", Audience::Public);
        let above = vec!["line"; lines_above].join("\n");
        document.blocks = vec![
            Block::paragraph(above.as_str()),
            Block::section("Heading"),
            Block::paragraph("word ".repeat(200).as_str()),
        ];
        let laid = laid(&fonts, &document);
        for page in lines(&laid) {
            let heading = page.iter().position(|line| line == "Heading");
            assert!(
                heading.is_none_or(|place| place + 2 < page.len()),
                "{lines_above}"
            );
            assert!(page.len() > 1, "a line alone: {page:?}");
        }
    }
}

#[test]
fn a_row_longer_than_a_page_goes_on_over_several() {
    let fonts = Fonts::new();
    let mut document = long_table(1);
    let Some(Block::Table(table)) = document.blocks.last_mut() else {
        panic!("the table is there");
    };
    table.rows[0][1] = Inline::from("word ".repeat(3_000));
    let laid = laid(&fonts, &document);
    check(&laid).expect("all is inside and read once");
    let pages = lines(&laid);
    assert!(pages.len() > 3);
    let count: usize = pages
        .iter()
        .flatten()
        .map(|line| line.matches("word").count())
        .sum();
    assert_eq!(count, 3_000);
}

#[test]
fn a_table_of_many_columns_turns_the_pages_across() {
    let fonts = Fonts::new();
    for (columns, is_across) in [(3, false), (9, true), (60, true)] {
        let titles = vec!["Correspondence"; columns];
        let mut table = Table::new("Register", &titles);
        table.rows = vec![vec![Inline::from("Memorandum of understanding"); columns]];
        let mut document = Document::new("Register", Audience::Public);
        document.blocks = vec![Block::Table(table)];
        let laid = laid(&fonts, &document);
        assert_eq!(laid.sheet.width > laid.sheet.height, is_across, "{columns}");
        check(&laid).expect("all is inside and read once");
        render(&document).expect("it holds to the standard");
    }
}

#[test]
fn an_accent_behind_blanks_that_hang_over_the_edge_stands_on_the_next_line() {
    let fonts = Fonts::new();
    let blanks = " ".repeat(400);
    for end in ["", "\n", " and more"] {
        let words = format!("word{blanks}\u{301}{end}");
        let mut document = Document::new("T", Audience::Public);
        document.blocks = vec![Block::paragraph(words.as_str())];
        let laid = laid(&fonts, &document);
        check(&laid).expect("all is inside and read once");
        let on = lines(&laid).concat();
        assert!(on.iter().any(|line| line.starts_with('\u{301}')), "{end:?}");
    }
}

#[test]
fn letters_of_every_script_are_written_and_none_stops_it() {
    let mut document = Document::new("規制当局 \u{202e}", Audience::Public);
    let all: String = ('\0'..=char::MAX).step_by(7).collect();
    document.organisation = Some(Shown::line(
        "Comisiynydd y Gymraeg, Tŷ Œuvre, Ελλάδα, Україна",
    ));
    document.blocks = vec![
        Block::paragraph(all.as_str()),
        Block::paragraph("\u{FFFE}\u{FFFF}\u{1FFFE}\u{E000}\u{AD}e\u{301}\u{302}\u{303}"),
        Block::Pairs(vec![(Shown::line("שלום"), Inline::from("العربية"))]),
    ];
    let bytes = render(&document).expect("it holds to the standard");
    assert!(bytes.len() > 10_000);
}

#[test]
fn a_document_without_words_is_still_a_page() {
    let mut document = Document::new("", Audience::Public);
    assert!(render(&document).is_ok());
    let mut table = Table::new("", &["", ""]);
    table.rows = vec![vec![], vec![Inline::new(), "x".into(), "cut".into()]];
    document.blocks = vec![
        Block::section("A"),
        Block::Table(table),
        Block::List(Order::Numbered, vec![Inline::new()]),
    ];
    assert!(render(&document).is_ok());
}

fn any_inline() -> impl Strategy<Value = Inline> {
    let words = prop_oneof![
        "[a-zé ]{0,40}",
        "[A-Za-z0-9/.]{30,160}",
        "\\PC{0,20}",
        "[a-z\n ]{0,60}",
        "[a-z\u{301} ]{0,60}",
    ];
    prop::collection::vec((words, 0..3_u8), 0..4).prop_map(|spans| {
        spans
            .iter()
            .fold(Inline::new(), |inline, (words, kind)| match kind {
                0 => inline.plain(words),
                1 => inline.strong(words),
                _ => inline.link(words, "https://example.org/é"),
            })
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    let inlines = || prop::collection::vec(any_inline(), 1..30);
    prop_oneof![
        "[a-z ]{1,90}".prop_map(|title| Block::section(&title)),
        "[a-z ]{1,90}".prop_map(|title| Block::part(&title)),
        any_inline().prop_map(Block::Paragraph),
        inlines().prop_map(|points| Block::List(Order::Bulleted, points)),
        inlines().prop_map(|points| Block::List(Order::Numbered, points)),
        inlines().prop_map(|values| {
            let pair = |value: Inline| (Shown::line("A label of a pair"), value);
            Block::Pairs(values.into_iter().map(pair).collect())
        }),
        (prop::collection::vec(inlines(), 1..25), 1..9_usize).prop_map(|(rows, columns)| {
            let mut table = Table::new("A table", &vec!["Column"; columns]);
            table.rows = rows;
            Block::Table(table)
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_a_document_holds_is_inside_the_margins_and_read_once(
        blocks in prop::collection::vec(any_block(), 0..6),
    ) {
        let mut document = Document::new("Any", Audience::Secretariat);
        document.blocks = blocks;
        check(&laid(&Fonts::new(), &document))?;
        prop_assert!(render(&document).is_ok());
    }
}
