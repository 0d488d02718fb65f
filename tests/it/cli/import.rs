//! Bringing in an office's list: the look before it, the question, the rows that stay out, the columns that are mapped.

use std::fs;
use std::path::{Path, PathBuf};

use super::harness::Desk;

const LIST: &str = "Partner,Title,Date signed,Review date\n\
    Nursing Council,Protocol,30/9/21,by Sept 2027\n\
    Dental Council,=Memorandum,soon,2027\n\
    Care Council,Agreement on data,2020,44469\n";

struct Office {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Office {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
            desk: Desk::empty("2021-08-20"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).expect("the folder is there");
        format!("import '{}'", self.path(name).display())
    }

    fn agreements(&self) -> usize {
        self.desk.session.register().agreements.len()
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it was written")
}

#[test]
fn a_look_shows_what_would_become_of_the_rows_and_writes_nothing() {
    let mut office = Office::new();
    let line = office.file("list.csv", LIST);
    let ran = office.desk.run(&format!("{line} -n"));
    let accepted = "Write a day (30 Sep 2021, 30/9/2021 or 2021-09-30), a month (Sep 2021 or by September 2021), \
        a year (2021 or 2018/19), or count from today (+3m, -2w, next friday, today).";
    insta::assert_snapshot!(ran.data.replace(accepted, "…"), @r#"
    list.csv: 3 rows, 1 new, 2 left out.
      Makes 1 organisation, 1 agreement, 1 party, 1 origin.
      Line 3 is left out: "soon" cannot be read as a date. …
      Line 4 is left out: "44469" is a number and no date: it may be a spreadsheet's own count of days. Give the cell the format of a date. …
      New: Protocol.
      The first rows of list.csv, as they are understood:
        Line 2. Title: Protocol | Parties: Nursing Council | Signed: 30 September 2021 | Review due: by September 2027
        Line 3. Title: =Memorandum | Parties: Dental Council | Signed: soon | Review due: 2027
        Line 4. Title: Agreement on data | Parties: Care Council | Signed: 2020 | Review due: 44469
    "#);
    assert_eq!((ran.code, office.agreements()), (0, 0));
    assert!(!office.path("list-rejected.csv").exists());
}

#[test]
fn whoever_sits_there_is_shown_and_asked_first() {
    let mut office = Office::new();
    let line = office.file("list.csv", LIST);
    let ran = office.desk.answering(&line, b"no\n");
    assert!(
        ran.messages.contains("Bring in list.csv? [y/N]"),
        "{}",
        ran.messages
    );
    assert!(
        ran.messages.contains("nothing was changed"),
        "{}",
        ran.messages
    );
    assert!(ran.data.contains("as they are understood"), "{}", ran.data);
    assert_eq!(office.agreements(), 0);
    assert!(!office.path("list-rejected.csv").exists());
    office.desk.answering(&line, b"y\n");
    assert_eq!(office.agreements(), 1);
    // The same again is nothing to ask about.
    let ran = office.desk.answering(&line, b"");
    assert!(!ran.messages.contains("[y/N]"), "{}", ran.messages);
}

#[test]
fn rows_that_stay_out_are_written_with_their_reasons_and_come_in_mended() {
    let mut office = Office::new();
    let line = office.file("list.csv", LIST);
    let ran = office.desk.run(&line);
    let out = office.path("list-rejected.csv");
    let written = read(&out);
    let rows: Vec<&str> = written.lines().collect();
    assert_eq!(rows[0], "Partner,Title,Date signed,Review date,reason");
    assert!(
        rows[1].starts_with("Dental Council,'=Memorandum,soon,2027,"),
        "{written}"
    );
    assert!(rows[1].contains("cannot be read as a date"), "{written}");
    assert!(
        rows[2].contains("a spreadsheet's own count of days"),
        "{written}"
    );
    assert!(
        ran.messages.contains("list-rejected.csv: mend its rows"),
        "{}",
        ran.messages
    );
    // It is not written over; another place may be named, though not one that is taken.
    let ran = office.desk.run(&line);
    assert_eq!(ran.code, 0);
    assert!(
        ran.messages.contains("is there already"),
        "{}",
        ran.messages
    );
    let named = format!("{line} --rejected '{}'", out.display());
    assert_eq!(office.desk.run(&named).code, 1);
    assert_eq!(office.desk.run(&format!("{named} --force")).code, 0);
    fs::write(
        &out,
        written.replace("soon", "1/2/20").replace("44469", "2028"),
    )
    .expect("room");
    let ran = office.desk.run(&format!("import '{}'", out.display()));
    assert!(ran.data.contains("2 rows, 2 new"), "{}", ran.data);
    let titles: Vec<_> = office
        .desk
        .session
        .register()
        .agreements
        .iter()
        .map(|one| one.title.clone())
        .collect();
    assert_eq!(titles, ["Protocol", "=Memorandum", "Agreement on data"]);
    assert_eq!(office.desk.run("undo").code, 0);
    assert_eq!(office.agreements(), 1);
}

#[test]
fn what_is_said_of_columns_is_kept_for_the_next_file_with_them_and_can_be_forgotten() {
    let mut office = Office::new();
    let kept = office.path("columns.json");
    let text = "Who with,What,Signed\nNursing Council,Protocol,2021\n";
    let path = office.path("odd.csv");
    let mut run = |text: &str, options: &[&str]| {
        fs::write(&path, text).expect("room");
        let mut words = vec!["import".to_owned(), path.display().to_string()];
        words.extend(options.iter().map(|&option| option.to_owned()));
        office.desk.run_keeping(words, &kept)
    };
    assert_eq!(run(text, &[]).code, 1);
    let map = [
        "--as",
        "agreements",
        "--map",
        "Who with=parties",
        "--map",
        "What=title",
    ];
    let ran = run(text, &map);
    assert!(ran.data.contains("1 new"), "{} {}", ran.data, ran.messages);
    // In another order of columns, and with another row.
    let text = "What,Signed,Who with\nOther,2021,Nursing Council\n";
    let ran = run(text, &[]);
    assert!(ran.data.contains("1 new"), "{} {}", ran.data, ran.messages);
    let said = "as was said before: as agreements, Who with=parties, What=title";
    assert!(ran.messages.contains(said), "{}", ran.messages);
    assert_eq!(run(text, &["--forget-map"]).code, 1);
    let ran = run(text, &[]);
    assert_eq!(ran.code, 1, "{}", ran.data);
    assert!(!ran.messages.contains("said before"), "{}", ran.messages);
}
