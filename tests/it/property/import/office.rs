//! Spreadsheets as offices keep them: other names, another order, broken rows that are mended and come again.

use std::fmt::Write as _;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use secretariat::domain::agreement::AgreementState;
use secretariat::domain::audience::Audience;
use secretariat::domain::date::{Date, Sense};
use secretariat::domain::organisation::{self, Organisation};
use secretariat::domain::register::{Kind, Register, Row};
use secretariat::domain::{agreement::Agreement, forum, party::Party};
use secretariat::exchange::import::{
    BookReport, ReadOptions, Sheet, SheetKind, Source, guess, import_book, read, read_book,
    rejected_rows, tables,
};
use secretariat::exchange::json;

use super::{bring_text, real, today};

/// Every sixteenth row or so is broken: 300 of 5,000.
const HEADER: [&str; 6] = [
    "Status",
    "Partner(s)",
    "Date of next review",
    "Name of agreement",
    "Owner's colour",
    "Date signed",
];

/// How many rows there are, and how many of them are broken.
fn size() -> (usize, usize) {
    if std::env::var_os("RUN_SLOW_TESTS").is_some() {
        (5_000, 300)
    } else {
        (500, 30)
    }
}

/// A row of the office's list, and what is wrong with it. Mended, nothing is.
fn row(place: usize, broken: usize, is_mended: bool) -> ([String; 6], Option<&'static str>) {
    let title = format!("Protocol {place} on joint working");
    let body = |number: usize| format!("Council of {}", number % 150);
    let parties = format!("{}; {}", body(place), body(place * 7 + 1));
    let (day, month) = (place % 28 + 1, place % 12 + 1);
    let mut cells = [
        "Current".to_owned(),
        parties,
        format!("{day}/{month}/{}", 2027 + place % 3),
        title,
        "blue".to_owned(),
        format!("{day:02}-Mar-{:02}", 10 + place % 15),
    ];
    let faults = [
        (5, "31/2/2020", "is not in the calendar"),
        (2, "44469", "a spreadsheet's own count of days"),
        (2, "Sep 27", "a year of two figures"),
        (5, "soon", "cannot be read as a date"),
    ];
    if is_mended || place >= broken {
        return (cells, None);
    }
    let (cell, text, reason) = faults[place % faults.len()];
    text.clone_into(&mut cells[cell]);
    (cells, Some(reason))
}

/// The list, its broken rows spread among the others.
fn rows(is_mended: bool) -> Vec<([String; 6], Option<&'static str>)> {
    let (count, broken) = size();
    let step = count / broken;
    let all = (0..count).map(|line| {
        // Each `step`th line is one of the broken ones.
        let place = if line % step == 0 && line / step < broken {
            line / step
        } else {
            broken + line
        };
        row(place, broken, is_mended)
    });
    all.collect()
}

fn csv_of(rows: &[([String; 6], Option<&'static str>)]) -> Vec<u8> {
    let mut text = String::from("Our agreements as at 3 May 2026,,,,,\n\n");
    text.push_str(&HEADER.map(|name| format!("\"{name}\"")).join(","));
    text.push('\n');
    for (cells, _) in rows {
        let cells: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        writeln!(text, "{}", cells.join(",")).expect("memory has room");
    }
    text.into_bytes()
}

fn xlsx_of(rows: &[([String; 6], Option<&'static str>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Agreements").expect("a name");
    let put = |sheet: &mut rust_xlsxwriter::Worksheet, row: usize, cells: &[String]| {
        let row = u32::try_from(row).expect("few rows");
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write(row, column, cell).expect("a cell");
        }
    };
    put(sheet, 0, &["Our agreements as at 3 May 2026".to_owned()]);
    put(sheet, 2, &HEADER.map(str::to_owned));
    for (place, (cells, _)) in rows.iter().enumerate() {
        put(sheet, place + 3, cells);
    }
    book.add_worksheet()
        .set_name("Key to colours")
        .expect("a name");
    book.save_to_buffer().expect("memory has room")
}

/// Brings a file in, sure that it leaves a sound register and that asking twice says the same.
fn bring_file(register: &mut Register, name: &str, bytes: &[u8]) -> BookReport {
    let book = read_book(Source { name, bytes }, &ReadOptions::default()).expect(name);
    let report = import_book(register, &book, today());
    assert_eq!(import_book(register, &book, today()), report);
    register.apply(&report.change);
    assert_eq!(register.check(&report.change), Ok(()));
    assert_eq!(register.faults(), Vec::<String>::new());
    report
}

fn rejected(name: &str, bytes: &[u8], register: &Register) -> String {
    let book = read_book(Source { name, bytes }, &ReadOptions::default()).expect(name);
    let report = import_book(register, &book, today());
    rejected_rows(&book.sheets[0], &report.sheets[0].rejected)
}

#[test]
fn a_list_of_agreements_comes_in_and_its_broken_rows_come_once_they_are_mended() {
    let (count, broken) = size();
    let rows = rows(false);
    for (name, bytes, place) in [
        ("list.csv", csv_of(&rows), "Line 4"),
        ("list.xlsx", xlsx_of(&rows), "Agreements!F4"),
    ] {
        let mut register = Register::default();
        let out = rejected(name, &bytes, &register);
        let report = bring_file(&mut register, name, &bytes);
        let sheet = &report.sheets[0];
        assert_eq!((sheet.new, sheet.rejected.len()), (count - broken, broken));
        assert_eq!(sheet.rejected[0].place, place, "{name}");
        let reasons = rows.iter().filter_map(|(_, reason)| *reason);
        for (rejected, reason) in sheet.rejected.iter().zip(reasons) {
            assert!(rejected.reason.contains(reason), "{}", rejected.reason);
        }
        assert_eq!(register.agreements.len(), count - broken);
        assert!(
            report
                .change
                .label
                .starts_with(&format!("Imported {name}: "))
        );

        // What stayed out comes with its reasons, and comes in mended; the reasons say nothing.
        let again = tables(Source {
            name: "out.csv",
            bytes: out.as_bytes(),
        });
        let again = &again.expect("it was written here")[0];
        assert_eq!(again.header(0).last().map(String::as_str), Some("reason"));
        assert_eq!(again.rows.len(), broken + 1);
        let mut mended = HEADER.join(",") + ",reason\n";
        for (cells, _) in self::rows(true)
            .iter()
            .zip(&rows)
            .filter(|(_, (_, reason))| reason.is_some())
            .map(|(row, _)| row)
        {
            let cells: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
            writeln!(mended, "{},mended", cells.join(",")).expect("memory has room");
        }
        let report = bring_file(&mut register, "out.csv", mended.as_bytes());
        let sheet = &report.sheets[0];
        assert_eq!((sheet.new, sheet.rejected.len()), (broken, 0));
        assert_eq!(register.agreements.len(), count);

        // All of it again, in the other format: nothing is there twice.
        let whole = self::rows(true);
        for (name, bytes) in [("all.csv", csv_of(&whole)), ("all.xlsx", xlsx_of(&whole))] {
            let report = bring_file(&mut register, name, &bytes);
            assert_eq!(report.sheets[0].unchanged, count, "{name}");
            assert!(report.change.is_empty(), "{}", report.change.label);
        }
    }
}

#[test]
fn an_agreement_that_somebody_typed_is_known_again_and_not_made_twice() {
    let mut register = Register::default();
    let one = register.organisations.next_id();
    register.put(Organisation::new(one, "General Medical Council"));
    let id = register.agreements.next_id();
    let mut typed = Agreement::new(id, "Memorandum of Understanding");
    typed.kind = Some("MoU".to_owned());
    typed.review_due = Date::month(2027, 9);
    register.put(typed);
    let mut party = Party::new(register.parties.next_id(), id, one);
    party.signed = Date::from_code("2021-03-02");
    party.position = 1;
    register.put(party);
    let header = "Review,Partner,Type,Title,Signed,Level\n";
    let same =
        "by Sept 2027,general medical council,MOU,Memorandum of understanding,2/3/21,national\n";
    let report = bring_text(&mut register, &format!("{header}{same}"));
    assert_eq!((report.new, report.changed), (0, 1), "{report:?}");
    assert_eq!(register.agreements.len(), 1);
    let agreement = register.agreements.get(id).expect("it is there");
    assert_eq!(agreement.review_due.map(Date::sense), Some(Sense::In));
    assert_eq!(
        agreement.level.map(|level| level.to_string()).as_deref(),
        Some("national")
    );
    // Another day of signature is another agreement; the same title with other parties too.
    let others = "Oct 2027,General Medical Council,MoU,Memorandum of understanding,2/3/22,\n\
        Oct 2027,Nursing Council,MoU,Memorandum of understanding,2/3/21,\n";
    let report = bring_text(&mut register, &format!("{header}{same}{others}"));
    assert_eq!((report.new, report.unchanged), (2, 1));
    // A date that is filled in later does not make it another.
    let text = "Partner,Title,Signed\nNursing Council,Protocol,\n";
    assert_eq!(bring_text(&mut register, text).new, 1);
    let text = "Partner,Title,Signed\nNursing Council,Protocol,5 May 2024\n";
    let report = bring_text(&mut register, text);
    assert_eq!((report.new, report.changed), (0, 1));
    assert_eq!(bring_text(&mut register, text).unchanged, 1);
}

#[test]
fn columns_that_a_file_does_not_have_it_does_not_speak_of() {
    let mut register = Register::default();
    bring_text(
        &mut register,
        "Ref,Title,Partners,Review date,Status\nA1,Protocol,One; Two,May 2027,current\n",
    );
    bring_text(&mut register, "Title,Reference\nProtocol on data,A1\n");
    let one = register.agreements.iter().next().expect("one");
    assert_eq!(one.title, "Protocol on data");
    assert_eq!(
        one.review_due.map(Date::code).as_deref(),
        Some("by 2027-05")
    );
    assert_eq!(one.state(), AgreementState::Current);
    assert_eq!((register.agreements.len(), register.parties.len()), (1, 2));
}

#[test]
fn any_kind_of_entry_comes_in_by_the_questions_of_its_form() {
    let mut register = Register::default();
    bring_text(&mut register, "Name,Acronym\nCare Quality Commission,CQC\n");
    let report = bring_text(
        &mut register,
        "Job title,Organisation,Contact name,Phone,E-mail address,Since\n\
         Head of Policy,CQC,Ann Example,020 7946 0000,ann@example.org,1/4/21\n\
         Chair,New Council,,,,\nClerk,,Bob,,,\nClerk,Newer Council,Bob,,,soon\n",
    );
    assert_eq!((report.new, report.rejected.len()), (2, 2), "{report:?}");
    let ann = register.contacts.iter().next().expect("a contact");
    assert_eq!(
        (ann.name.as_str(), ann.post.as_str()),
        ("Ann Example", "Head of Policy")
    );
    assert_eq!(ann.from.map(Date::iso).as_deref(), Some("2021-04-01"));
    assert!(organisation::called(&register, "New Council").is_some());
    // A row that stays out has made no body on the way.
    assert!(organisation::called(&register, "Newer Council").is_none());
    // The same person in another post is the same entry; what somebody changed here stays.
    let mut mended = ann.clone();
    "0300 0000".clone_into(&mut mended.telephone);
    register.put(mended);
    let report = bring_text(
        &mut register,
        "Contact name,Organisation,Job title,Phone,Email\nann example,CQC,Director,020 7946 0001,ann@example.org\n",
    );
    assert_eq!(
        (report.new, report.changed, report.kept.len()),
        (0, 1, 1),
        "{report:?}"
    );
    assert_eq!(register.contacts.len(), 2);
    let ann = register.contacts.iter().next().expect("a contact");
    assert_eq!(
        (ann.post.as_str(), ann.telephone.as_str()),
        ("Director", "0300 0000")
    );
    for (text, kind) in [
        ("Forum,Purpose,Frequency\nBoard,To meet,\n", Kind::Forum),
        ("Forum,Member,From\nBoard,CQC,2020\n", Kind::Membership),
        ("About,Note\norganisation 1,I rang them\n", Kind::Note),
        (
            "Forum,Date of meeting,Venue\nBoard,30/9/21,London\n",
            Kind::Meeting,
        ),
        (
            "Action,Forum,Action by,By when\nWrite,Board,CQC,30/9/21\n",
            Kind::Action,
        ),
        (
            "Agenda item,Date of meeting,Minutes\nWelcome,30/9/21,10\n",
            Kind::Item,
        ),
    ] {
        let report = bring_text(&mut register, text);
        assert_eq!(
            (report.new, report.rejected.len()),
            (1, 0),
            "{text}: {report:?}"
        );
        assert!(report.made.iter().any(|(made, _)| *made == kind), "{text}");
        let report = bring_text(&mut register, text);
        assert_eq!(
            (report.unchanged, report.change.is_empty()),
            (1, true),
            "{text}"
        );
    }
    assert!(forum::called(&register, "Board").is_some());
    assert_eq!(
        register.items.iter().next().and_then(|one| one.minutes),
        Some(10)
    );
}

#[test]
fn a_workbook_of_several_sheets_is_one_change_whatever_their_order() {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet().set_name("Actions").expect("a name");
    for (column, cell) in (0_u16..).zip(["Meeting date", "Action", "By when", "Group"]) {
        sheet.write(0, column, cell).expect("a cell");
    }
    let on = ExcelDateTime::from_ymd(2021, 9, 30).expect("a day");
    sheet.write_with_format(1, 0, &on, &day).expect("a cell");
    sheet.write(1, 1, "Write to all").expect("a cell");
    sheet.write(1, 2, "Oct 2021").expect("a cell");
    sheet.write(1, 3, "Board").expect("a cell");
    let sheet = book.add_worksheet().set_name("Diary").expect("a name");
    for (column, cell) in (0_u16..).zip(["Group", "Held on", "Where", "Number"]) {
        sheet.write(0, column, cell).expect("a cell");
    }
    sheet.write(1, 0, "Board").expect("a cell");
    sheet.write_with_format(1, 1, &on, &day).expect("a cell");
    sheet.write(1, 2, "Room 2021").expect("a cell");
    sheet.write(1, 3, 7).expect("a cell");
    book.add_worksheet()
        .set_name("Notes to self")
        .expect("a name")
        .write(0, 0, "Colours")
        .expect("a cell");
    let bytes = book.save_to_buffer().expect("memory has room");
    let source = Source {
        name: "office.xlsx",
        bytes: &bytes,
    };
    let found = read_book(source, &ReadOptions::default()).expect("two sheets");
    let kinds: Vec<SheetKind> = found.sheets.iter().map(Sheet::kind).collect();
    assert_eq!(kinds, [SheetKind::Meetings, SheetKind::Actions]);
    assert!(
        found.remarks[0].contains("\"Notes to self\""),
        "{:?}",
        found.remarks
    );
    let mut register = Register::default();
    let report = bring_file(&mut register, "office.xlsx", &bytes);
    assert_eq!(
        report.change.label,
        "Imported office.xlsx: 1 meeting, 1 forum, 1 action"
    );
    let action = register.actions.iter().next().expect("an action");
    let meeting = register.meetings.iter().next().expect("a meeting");
    assert_eq!(action.meeting, Some(meeting.id));
    assert_eq!(
        (meeting.on.iso().as_str(), meeting.place.as_str()),
        ("2021-09-30", "Room 2021")
    );
    assert_eq!(
        bring_file(&mut register, "office.xlsx", &bytes)
            .change
            .edits,
        []
    );
}

#[test]
fn json_as_our_own_lists_are_written_comes_in() {
    let mut register = Register::default();
    let text = r#"{"agreements":[{"entry":{"kind":"agreement","number":9,"reference":"a-1"},"reference":"a-1",
        "kind":"MoU","title":"Protocol","states":[{"state":"current","since":null}],"signatures":[],
        "review_due":{"date":"2027-09","precision":"month","sense":"by","tentative":false}}],
        "organisations":[{"name":"Care Quality Commission","acronym":"CQC","aliases":["Commission"]}]}"#;
    let report = bring_file(&mut register, "list.json", text.as_bytes());
    assert_eq!(
        report.sheets.iter().map(|one| one.new).sum::<usize>(),
        2,
        "{report:?}"
    );
    let one = register.agreements.iter().next().expect("one");
    assert_eq!(one.reference(), Some("a-1"));
    assert_eq!(
        one.review_due.map(Date::code).as_deref(),
        Some("by 2027-09")
    );
    assert_eq!(one.state(), AgreementState::Current);
    assert!(
        bring_file(&mut register, "list.json", text.as_bytes())
            .change
            .is_empty()
    );
}

#[test]
fn the_agreements_of_a_register_come_out_as_json_and_go_into_an_empty_one() {
    let old = real();
    let objects = old.agreements.iter().map(|one| {
        let entry = one.id.into();
        let record = old.get(entry).expect("it is there");
        json::record(&old, record, Audience::Secretariat)
    });
    let objects: Vec<_> = objects.collect();
    let text = serde_json::to_string(&objects).expect("text");
    let mut register = Register::default();
    let report = bring_file(&mut register, "agreements.json", text.as_bytes());
    assert_eq!(report.sheets[0].rejected, []);
    assert_eq!(report.sheets[0].new, old.agreements.len());
    for (one, other) in old.agreements.iter().zip(&register.agreements) {
        let known = |one: &Agreement| {
            (
                one.title.clone(),
                one.kind.clone(),
                one.state(),
                one.review_due,
                one.signatures.clone(),
            )
        };
        assert_eq!(known(one), known(other));
        let links = |one: &Agreement| {
            one.supersedes
                .iter()
                .map(|link| link.except.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(links(one), links(other), "{}", one.title);
    }
    let again = bring_file(&mut register, "agreements.json", text.as_bytes());
    assert!(again.change.is_empty(), "{}", again.change.label);
}

#[test]
fn an_error_in_a_column_that_is_not_taken_keeps_no_row_out() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["Title", "Partners", "Colour"],
        ["One", "A", "#"],
        ["#", "B", "red"],
    ];
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            if cell == "#" {
                let broken = Formula::new("=1/0").set_result("#DIV/0!");
                sheet.write(row, column, broken).expect("a cell");
            } else {
                sheet.write(row, column, cell).expect("a cell");
            }
        }
    }
    let bytes = book.save_to_buffer().expect("memory has room");
    let report = bring_file(&mut Register::default(), "a.xlsx", &bytes);
    let sheet = &report.sheets[0];
    assert_eq!((sheet.new, sheet.rejected.len()), (1, 1), "{report:?}");
    assert_eq!(sheet.rejected[0].place, "Sheet1!A3");
}

#[test]
fn a_sheet_that_could_be_two_things_is_asked_about_and_one_may_say() {
    let bytes: &[u8] =
        b"Agreement,Organisation,Lead post,Signed by,Place\nProtocol,CQC,Head,Chair,1\n";
    let source = Source {
        name: "who.csv",
        bytes,
    };
    let table = &tables(source).expect("rows")[0];
    let found = guess("who.csv", table, &ReadOptions::default()).expect("parties");
    assert_eq!(found.kind, SheetKind::Of(Kind::Party));
    let options = ReadOptions {
        kind: Some(SheetKind::Agreements),
        renamed: vec![("Lead post".to_owned(), "team".to_owned())],
    };
    let sheet = read(source, &options).expect("agreements");
    assert_eq!(sheet.kind(), SheetKind::Agreements);
    let column = sheet.mapping().column_of("team");
    assert_eq!(column, Some(2));
    let options = ReadOptions {
        renamed: vec![("Place".to_owned(), "nothing".to_owned())],
        ..options
    };
    let refusal = read(source, &options).expect_err("no field").to_string();
    assert!(refusal.contains("no field \"nothing\""), "{refusal}");
}
