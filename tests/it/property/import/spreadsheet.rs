//! Spreadsheets that are cut, altered or meant to do harm: refused by name, or read as far as they are sound.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use secretariat::domain::register::Register;
use secretariat::exchange::import::{ReadOptions, Source, import_book, read_book};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{real, today};

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Sheet2").expect("a name");
    let rows = [
        ["Title", "Partners", "Date signed", "Review date"],
        ["Protocol", "One; Two", "30/9/21", "May 2027"],
        ["Memorandum", "Three", "2021", "by 2027"],
        ["Broken", "Four", "soon", ""],
    ];
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write(row, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("memory has room")
}

/// The workbook with one of its parts altered, or with another part beside them.
fn with_part(name: &str, alter: impl Fn(String) -> String) -> Vec<u8> {
    let book = workbook();
    let mut zip = ZipArchive::new(Cursor::new(book.as_slice())).expect("a package");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut is_there = false;
    for place in 0..zip.len() {
        let mut part = zip.by_index(place).expect("a part");
        let path = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        if path == name {
            is_there = true;
            text = alter(text);
        }
        out.start_file(path, SimpleFileOptions::default())
            .expect("room");
        out.write_all(text.as_bytes()).expect("room");
    }
    if !is_there {
        out.start_file(name, SimpleFileOptions::default())
            .expect("room");
        out.write_all(alter(String::new()).as_bytes())
            .expect("room");
    }
    out.finish().expect("room").into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_spreadsheet_that_means_harm_is_refused_by_name() {
    let many = |count: usize| {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for place in 0..count {
            out.start_file(format!("{place}.xml"), SimpleFileOptions::default())
                .expect("room");
        }
        out.finish().expect("room").into_inner()
    };
    let cases: [(Vec<u8>, &str); 11] = [
        (
            with_part("xl/bomb.xml", |_| "a".repeat(40 << 20)),
            "unpacks to more than 200 times its size",
        ),
        (
            with_part(SHEET, |text| {
                let doctype = "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
                text.replacen("?>", &format!("?>{doctype}"), 1)
            }),
            "a document type of its own",
        ),
        (
            with_part("xl/sharedStrings.xml", |text| {
                text.replacen("uniqueCount=\"", "uniqueCount=\"9999999999", 1)
            }),
            "is damaged inside",
        ),
        (
            with_part(SHEET, |text| {
                text.replacen("r=\"A1\"", "r=\"ZZZZZZZZZ1\"", 1)
            }),
            "names a cell \"ZZZZZZZZZ1\" that no sheet has",
        ),
        (
            with_part("xl/vbaProject.bin", |_| "macro".to_owned()),
            "holds macros",
        ),
        (
            with_part("content.xml", |_| "<a/>".to_owned()),
            "of another kind",
        ),
        (many(201), "more than 200 parts"),
        (many(3), "cannot be read as a spreadsheet"),
        (
            b"PK\x03\x04 and no more".to_vec(),
            "cannot be read as a spreadsheet",
        ),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".to_vec(),
            "is locked with a password",
        ),
        (
            with_part(SHEET, |text| {
                text.replacen("</c><c", "</c><c r=\"XFD\"><v>1</v></c><c", 1)
            }),
            "Sheet2!A1",
        ),
    ];
    for (bytes, sentence) in cases {
        let source = Source {
            name: "odd.xlsx",
            bytes: &bytes,
        };
        let refusal = read_book(source, &ReadOptions::default());
        let refusal = refusal.map(|_| ()).expect_err(sentence).to_string();
        assert!(refusal.starts_with("\"odd.xlsx\" "), "{refusal}");
        assert!(refusal.contains(sentence), "{refusal}");
    }
}

#[test]
fn a_cell_far_out_fills_no_memory_and_is_named() {
    let bytes = with_part(SHEET, |text| {
        let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
        text.replacen("</sheetData>", far, 1)
    });
    let source = Source {
        name: "far.xlsx",
        bytes: &bytes,
    };
    let book = read_book(source, &ReadOptions::default()).expect("a sheet");
    let report = import_book(&Register::default(), &book, today());
    let sheet = &report.sheets[0];
    assert_eq!((sheet.new, sheet.rejected.len()), (2, 1));
    assert_eq!(sheet.rejected[0].place, "Sheet2!C4");
    let remarks: Vec<&str> = sheet.remarks.iter().map(|one| one.text.as_str()).collect();
    assert!(
        remarks[0].starts_with("Sheet2!XFD1048576 stands too far"),
        "{remarks:?}"
    );
}

/// The parts of a workbook with some of their bytes altered, taken out or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let hits = prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
            0..5_u8,
            any::<u8>(),
        ),
        1..8,
    );
    (hits, any::<bool>()).prop_map(|(hits, is_inside)| {
        let book = workbook();
        if !is_inside {
            return altered(book, &hits);
        }
        let mut zip = ZipArchive::new(Cursor::new(book.as_slice())).expect("a package");
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let chosen = hits.first().map_or(0, |(part, ..)| part.index(zip.len()));
        for place in 0..zip.len() {
            let mut part = zip.by_index(place).expect("a part");
            let path = part.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("bytes");
            // Most of what can go wrong stands in the sheet.
            if place == chosen || path == SHEET {
                bytes = altered(bytes, &hits);
            }
            out.start_file(path, SimpleFileOptions::default())
                .expect("room");
            out.write_all(&bytes).expect("room");
        }
        out.finish().expect("room").into_inner()
    })
}

type Hit = (prop::sample::Index, prop::sample::Index, u8, u8);

fn altered(mut bytes: Vec<u8>, hits: &[Hit]) -> Vec<u8> {
    for (_, at, what, byte) in hits {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match what {
            0 => bytes[at] = *byte,
            1 => bytes[at] = b"<>\"&09Ar"[usize::from(*byte) % 8],
            2 => bytes.insert(at, *byte),
            3 => {
                bytes.remove(at);
            }
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

/// All of promise P15 where there is time, a taste of it where there is not.
fn cases() -> u32 {
    if std::env::var_os("RUN_SLOW_TESTS").is_some() {
        500
    } else {
        60
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn no_spreadsheet_leaves_an_unsound_register(bytes in mutated()) {
        let source = Source { name: "a.xlsx", bytes: &bytes };
        if let Ok(book) = read_book(source, &ReadOptions::default()) {
            for mut register in [Register::default(), real()] {
                let report = import_book(&register, &book, today());
                register.apply(&report.change);
                prop_assert_eq!(register.check(&report.change), Ok(()));
                prop_assert_eq!(register.faults(), Vec::<String>::new());
                let again = import_book(&register, &book, today());
                prop_assert!(again.change.is_empty(), "{:?}", again.change);
            }
        }
    }
}
