//! Files as people save, cut and break them.

use proptest::prelude::*;
use secretariat::domain::register::Register;
use secretariat::domain::{forum, organisation};
use secretariat::exchange::import::{ReadOptions, SheetKind, Source, read};

use super::{FILES, MEETINGS, bring, bring_text, real, sheet};

/// A file, how many of its rows go in, and the line and the reason of the first that stays out.
const REJECTED: [(&str, usize, u64, &str); 15] = [
    (
        "meeting,text,closed\nm1,Write,2021\nm9,Read,\n",
        1,
        3,
        "The meeting \"m9\" is in no file",
    ),
    (
        "meeting,text,status\nm1,Sing,closed\n",
        0,
        2,
        "needs the day in the column closed",
    ),
    (
        "meeting,text,status\nm1,Dance,lost\n",
        0,
        2,
        "\"lost\" is no status of an action",
    ),
    (
        "meeting,number,title,time\nm1,1,Welcome,noonish\n",
        0,
        2,
        "\"noonish\" is no time of day",
    ),
    (
        "meeting,number,title\ntemplate:other,1,Risks\n",
        0,
        2,
        "no template \"other\"",
    ),
    (
        "meeting,number,title\nm1,1,\nm1,2,\"Two\nlines\"\nm1,3,\n",
        1,
        2,
        "The column title is empty.",
    ),
    (
        "key,body,date\n,,2021-04-01\n",
        0,
        2,
        "The column body is empty.",
    ),
    (
        "key,body,date\nx,New body,31 February 2021\n",
        0,
        2,
        "31 February 2021",
    ),
    (
        "key,body,date,state\nx,New body,2021-04-01,lost\n",
        0,
        2,
        "\"lost\" is no state of a meeting",
    ),
    (
        "key,body,date,start,end\nx,New body,2021-04-01,15:00,14:00\n",
        0,
        2,
        "cannot end before it starts",
    ),
    (
        "key,title,parties\na,Old,One\na,Old,One\n",
        1,
        3,
        "The same row stands in line 2 already.",
    ),
    (
        "key,title,parties,signed\nz,New,Nobody,soon\n",
        0,
        2,
        "\"soon\"",
    ),
    (
        "agreement,rule\nnone,Meet\n",
        0,
        2,
        "The agreement \"none\" is in no file",
    ),
    (
        "organisation,successor\nOne,one\n",
        0,
        2,
        "cannot succeed itself",
    ),
    (
        "name,acronym\n\nUnited,U,extra\n\n",
        0,
        3,
        "has 3 cells where the header has 2",
    ),
];

#[test]
fn a_row_that_cannot_go_in_is_named_with_its_reason_while_the_others_do() {
    let mut register = Register::default();
    bring_text(&mut register, MEETINGS);
    for (text, new, line, reason) in REJECTED {
        let report = bring_text(&mut register, text);
        let rejected = &report.rejected[0];
        assert_eq!((report.new, rejected.line), (new, line), "{text}");
        assert!(rejected.reason.contains(reason), "{}", rejected.reason);
    }
    // A row that stays out has made no body on the way.
    assert!(forum::called(&register, "New body").is_none());
    assert!(organisation::called(&register, "Nobody").is_none());
}

#[test]
fn files_come_in_however_they_were_saved() {
    let text = "Body;Key;Date;notes\nBoard;m1;1/3/2021;caf\u{e9}\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.replace(';', "\t").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin: Vec<u8> = text
        .chars()
        .filter_map(|one| u8::try_from(one).ok())
        .collect();
    for (bytes, remarks) in [
        (text.as_bytes().to_vec(), 0),
        (format!("\u{feff}{text}").into_bytes(), 0),
        (text.replace('\n', "\r\n").into_bytes(), 0),
        (text.replace(';', ",").into_bytes(), 0),
        (utf16, 0),
        (latin, 1),
        (
            text.replace("Key", "Key;colour")
                .replace("m1", "m1;red")
                .into_bytes(),
            1,
        ),
    ] {
        let mut register = Register::default();
        let report = bring(&mut register, &sheet("m.csv", &bytes));
        assert_eq!((report.new, report.remarks.len()), (1, remarks));
        let meeting = register.meetings.iter().next().expect("a meeting");
        assert_eq!(meeting.on.iso(), "2021-03-01");
        assert_eq!(
            register.notes.iter().next().map(|one| one.text.as_str()),
            Some("caf\u{e9}")
        );
    }
}

#[test]
fn a_file_that_is_none_of_these_is_refused_by_name() {
    let cases: [(&[u8], &str); 9] = [
        (b"", "is empty"),
        (b"\xEF\xBB\xBF\n\n", "is empty"),
        (
            b"colour,shape\nred,round\n",
            "has the columns \"colour, shape\"",
        ),
        (b"key,body,date,key\n", "has the column key twice"),
        (
            b"name,acronym\nOne,\"O\nTwo,T\n",
            "opens a quotation mark in the row of line 2",
        ),
        (
            b"\"name,acronym\nOne,O\n",
            "opens a quotation mark in the row of line 1",
        ),
        (b"name,acronym\nOne\0,O\n", "holds a NUL in line 2"),
        (b"PK\x03\x04\x81\x8d", "cannot be read as a spreadsheet"),
        (b"{\"a\":", "is no JSON"),
    ];
    for (bytes, sentence) in cases {
        let source = Source {
            name: "odd.csv",
            bytes,
        };
        let refusal = read(source, &ReadOptions::default())
            .expect_err(sentence)
            .to_string();
        assert!(refusal.starts_with("\"odd.csv\" "), "{refusal}");
        assert!(refusal.contains(sentence), "{refusal}");
    }
}

#[test]
fn a_user_may_say_what_the_file_is_and_what_its_columns_are() {
    let source = Source {
        name: "list.csv",
        bytes: b"Who,What for short\nCare Quality Commission,CQC\n",
    };
    let mut options = ReadOptions {
        kind: Some(SheetKind::Organisations),
        renamed: vec![("What for short".to_owned(), "acronym".to_owned())],
    };
    let refusal = read(source, &options).expect_err("no name").to_string();
    assert!(
        refusal.contains("organisations (name, acronym)"),
        "{refusal}"
    );
    options.renamed.push(("who".to_owned(), "name".to_owned()));
    let sheet = read(source, &options).expect("a sheet");
    let mut register = Register::default();
    bring(&mut register, &sheet);
    assert!(organisation::called(&register, "CQC").is_some());
}

/// A real file with some of its bytes altered, taken out or doubled.
fn mutated() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let hits = prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<u8>()), 1..8);
    (0..FILES.len(), hits).prop_map(|(file, hits)| {
        let mut bytes = FILES[file].1.to_vec();
        for (at, what, byte) in hits {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes[at] = b",\"\n;|"[usize::from(byte) % 5],
                2 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        (file, bytes)
    })
}

/// All of promise P15 where there is time, a taste of it where there is not.
fn cases() -> u32 {
    if std::env::var_os("RUN_SLOW_TESTS").is_some() {
        5_000
    } else {
        100
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_leave_an_unsound_register((file, bytes) in mutated()) {
        let source = Source { name: FILES[file].0, bytes: &bytes };
        if let Ok(sheet) = read(source, &ReadOptions::default()) {
            for mut register in [Register::default(), real()] {
                let report = bring(&mut register, &sheet);
                let again = bring(&mut register, &sheet);
                prop_assert!(again.change.is_empty(), "{:?}", again.change);
                prop_assert_eq!(report.rejected.len(), again.rejected.len());
            }
        }
    }
}
