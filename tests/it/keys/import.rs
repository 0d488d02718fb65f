//! Bringing in a file on the screen: what its columns are, what would become of its rows, and what is left when it is in.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use secretariat::tui::Options;
use tempfile::TempDir;

use super::Screen;

/// A folder with a file of an office in it, and what it says of columns.
struct Office {
    folder: TempDir,
}

impl Office {
    fn with(name: &str, text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name), text).expect("room");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn screen(&self, width: u16, height: u16) -> Screen {
        let options = Options {
            color: true,
            mappings: Some(self.path("kept").join("columns.json")),
            ..Options::default()
        };
        Screen::dressed(width, height, &options)
    }

    /// The page of a file, opened by its path.
    fn page(&self, name: &str) -> Screen {
        self.screen(80, 24)
            .keys("I")
            .paste(&self.path(name).display().to_string())
            .keys("<Ctrl-s>")
    }
}

const FILE: &str = include_str!("../files/office.csv");
/// Parties, title, type and review date are said; the shelf is left out as it is.
const MAPPED: &str =
    "<Down><Enter>title<Enter><Down><Enter>type<Enter><End><Enter>review due<Enter>";

#[test]
fn columns_stand_with_what_they_are_and_the_first_rows_as_they_are_understood() {
    for (width, height) in [(60, 15), (80, 24), (160, 50)] {
        let screen = Screen::demo(width, height).keys("Itests/it/files/office.csv<Ctrl-s>");
        assert_snapshot!(format!("import_{width}x{height}"), screen.text());
    }
    let page = Screen::demo(80, 24).keys("Itests/it/files/office.csv<Ctrl-s>");
    assert_snapshot!("import_asked", page.keys("<Enter>date signed").text());
    let page = Screen::demo(80, 24).keys("Itests/it/files/office.csv<Ctrl-s>");
    assert_snapshot!("import_mapped", page.keys(MAPPED).text());
}

#[test]
fn the_outcome_says_what_becomes_of_every_row_and_escape_leads_back() {
    let page = Screen::demo(80, 24).keys("Itests/it/files/office.csv<Ctrl-s>");
    let told = page.keys(MAPPED).keys("v");
    assert_snapshot!("import_outcome", told.text());
    let back = told.keys("<Esc>").text();
    assert!(back.contains("First cells"), "{back}");
}

#[test]
fn rows_go_in_as_one_change_and_those_that_stay_out_lie_beside_the_file() {
    let office = Office::with("office.csv", FILE);
    fs::write(office.path("office-rejected.csv"), "an older one").expect("room");
    let screen = office.page("office.csv").keys(MAPPED);
    let before = screen.session.register().agreements.len();
    let asked = screen.keys("<Ctrl-s>");
    let text = asked.text();
    assert!(text.contains("rows are new or changed"), "{text}");
    let done = asked.keys("<Right><Enter>");
    let text = done.text();
    let new = done.session.register().agreements.len() - before;
    assert!(new > 0, "{text}");
    assert!(text.contains("Some rows are left out"), "{text}");
    let older = fs::read_to_string(office.path("office-rejected.csv")).expect("it is there");
    assert_eq!(older, "an older one", "nothing is written over");
    let rows = fs::read_to_string(office.path("office-rejected-2.csv")).expect("it was written");
    let count = rows.lines().count() - 1;
    assert_eq!(new + count, 6, "every row went somewhere: {rows}");
    let header = rows.lines().next().unwrap_or_default();
    assert!(header.ends_with(",reason"), "{header}");
    let told = ",\"\"\"soonish\"\" cannot be read as a date.";
    assert!(rows.contains(told), "{rows}");
    let back = done.keys("<Esc>u");
    assert_eq!(back.session.register().agreements.len(), before);
    assert!(back.text().contains("Took back"), "{}", back.text());
}

#[test]
fn what_was_said_of_columns_is_kept_at_once_and_used_the_next_time() {
    let office = Office::with("office.csv", FILE);
    let first = office.page("office.csv").keys(MAPPED);
    let shown = |screen: &Screen| (2..9).map(|row| screen.line(row)).collect::<Vec<_>>();
    let rows = shown(&first);
    // As when the program is killed: nothing was left, saved or brought in.
    drop(first);
    let again = office.page("office.csv").keys("<End>");
    assert_eq!(shown(&again), rows);
    assert!(
        again.text().contains("as was said before"),
        "{}",
        again.text()
    );
    // Left out again, the header says nothing new, and nothing is kept of it.
    drop(again.keys("D<Up><Up><Up>D<Up>D"));
    let kept = fs::read_to_string(office.path("kept").join("columns.json")).expect("it is kept");
    assert!(!kept.contains("review_due"), "{kept}");
}

#[test]
fn several_sheets_are_turned_and_taken_or_left_out() {
    let text = r#"{"contacts":[{"Body":"CQC","Name":"Ann Other","Post":"Clerk"}],"holidays":[{"Who":"Ann","When":"May"}]}"#;
    let office = Office::with("office.json", text);
    let page = office.page("office.json");
    assert!(
        page.line(1).contains("contacts  1 row  1 new"),
        "{}",
        page.text()
    );
    let other = page.keys(">");
    let text = other.text();
    assert!(text.contains("holidays  this sheet is left out"), "{text}");
    let refused = other.keys("<Enter>");
    assert!(
        refused.text().contains("Space takes it"),
        "{}",
        refused.text()
    );
    let taken = refused.keys("<Esc> ");
    assert!(taken.line(1).contains("1 left out"), "{}", taken.text());
    let done = taken.keys(" <Ctrl-s><Right><Enter>");
    assert!(done.text().contains("u undoes it"), "{}", done.text());
}

#[test]
fn what_cannot_be_read_is_said_in_the_form_and_what_says_nothing_new_is_not_brought_in() {
    let office = Office::with("empty.csv", "");
    let page = office.page("empty.csv");
    assert!(page.text().contains("Import a file"), "{}", page.text());
    assert!(page.text().contains("no row"), "{}", page.text());
    let missing = office.page("missing.csv").text();
    assert!(missing.contains("could not be read"), "{missing}");
    let office = Office::with("one.csv", "Title,Parties\nAbout both,CQC; GMC\n");
    let path = office.path("one.csv").display().to_string();
    let done = office.page("one.csv").keys("<Ctrl-s><Right><Enter>");
    let known = done.keys("I").paste(&path).keys("<Ctrl-s><Ctrl-s>").text();
    assert!(known.contains("not in the register already"), "{known}");
    // What stays out is written even where nothing goes in.
    let text = "Title,Parties,Review date\nAbout both,CQC; GMC,\nOther,CQC; NMC,soonish\n";
    fs::write(office.path("one.csv"), text).expect("room");
    let broken = Screen::demo(80, 24)
        .keys("I")
        .paste(&path)
        .keys("<Ctrl-s><Ctrl-s><Right><Enter>");
    let again = broken.keys("<Esc>I").paste(&path).keys("<Ctrl-s><Ctrl-s>");
    assert!(
        again.boxed().contains("nothing goes in"),
        "{}",
        again.text()
    );
    let again = again.keys("<Right><Enter>");
    assert!(
        again.text().contains("Some rows are left out"),
        "{}",
        again.text()
    );
    assert!(office.path("one-rejected-2.csv").is_file());
    // Quotes come with a path that was dragged here.
    let quoted = Screen::demo(80, 24).keys("I\"tests/it/files/office.csv\"<Ctrl-s>");
    assert!(
        quoted.line(1).contains("Import: office.csv"),
        "{}",
        quoted.text()
    );
}

#[test]
fn a_whole_register_is_asked_about_and_goes_into_an_empty_one() {
    let demo = Screen::demo(80, 24);
    let json = secretariat::exchange::register_json::write(demo.session.register());
    let office = Office::with("all.json", &json);
    let path = office.path("all.json").display().to_string();
    let asked = Screen::empty(80, 24)
        .keys("I")
        .paste(&path)
        .keys("<Ctrl-s>");
    assert!(
        asked.text().contains("Bring in a register"),
        "{}",
        asked.text()
    );
    let done = asked.keys("<Right><Enter>");
    assert_eq!(done.session.register(), demo.session.register());
    let refused = demo.keys("I").paste(&path).keys("<Ctrl-s><Right><Enter>");
    let text = refused.text();
    assert!(!text.contains("u undoes it"), "{text}");
}

#[test]
fn the_newest_files_of_the_last_folder_are_offered() {
    let office = Office::with("office.csv", FILE);
    fs::write(office.path("letter.docx"), "no spreadsheet").expect("room");
    let kept = office.path("last-folder");
    fs::write(&kept, office.folder.path().display().to_string()).expect("room");
    let options = Options {
        last_folder: Some(kept),
        ..Options::default()
    };
    let form = Screen::dressed(80, 24, &options).keys("I");
    let text = form.text();
    assert!(text.contains("<office.csv>"), "{text}");
    assert!(!text.contains("letter"), "{text}");
    // A name that is typed whole is meant, whatever else it is a part of.
    fs::write(office.path("new-office.csv"), FILE).expect("room");
    let page = Screen::dressed(80, 24, &options).keys("Ioffice.csv<Ctrl-s>");
    assert!(
        page.line(1).contains("Import: office.csv"),
        "{}",
        page.text()
    );
    drop(form);
    assert!(Path::new("tests/it/files/office.csv").is_file());
}
