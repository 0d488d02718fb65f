//! Every document that the program makes of the sample register, and the agenda of a real meeting, as files of a folder.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cli::harness::Desk;

/// Documents of the sample register, each with the stem of its file.
const DOCUMENTS: [(&str, &str); 18] = [
    ("agenda-held", "agenda show 1"),
    ("agenda-to-come", "agenda show 2"),
    ("agenda-local", "agenda show 4"),
    ("note-held", "note show 1"),
    ("note-local", "note show 3"),
    ("issued", "text show 1"),
    ("everything", "organisation all CQC"),
    ("body-report", "organisation report CQC"),
    ("forum-year", "report forum 1 --year 2014"),
    ("reviews", "report reviews"),
    ("reviews-of-meeting", "report reviews --meeting 1"),
    ("show-action", "action show 1"),
    ("show-agreement", "agreement show 2"),
    ("show-meeting", "meeting show 1"),
    ("show-forum", "forum show 1"),
    ("show-organisation", "organisation show 1"),
    ("show-item", "item show 1"),
    ("show-member", "member show 1"),
];

/// Lists of it.
const LISTS: [(&str, &str); 12] = [
    ("agreements-table", "report register --all"),
    ("action-log", "action log"),
    ("action-summary", "action summary"),
    ("due", "due"),
    ("plan", "meeting plan 1 --year 2021"),
    ("actions", "action list"),
    ("agreements", "agreement list"),
    ("meetings", "meeting list"),
    ("forums", "forum list"),
    ("organisations", "organisation list"),
    ("items", "item list"),
    ("members", "member list"),
];

/// What else happened, so that there is an issued text.
const SETUP: &str = "note issue 1 --yes";

/// The files of the real register from which an agenda comes.
const REAL: [&str; 3] = ["organisations.csv", "meetings.csv", "agenda_items.csv"];
/// A meeting of fifteen items with times, papers and a break.
const AGENDA: &str = "agenda show hfea-2017-03-15";

/// Files in a folder that goes away with it.
pub(super) struct Shelf {
    pub(super) folder: TempDir,
    pub(super) files: Vec<PathBuf>,
}

/// The sample register on the day for which it was made.
pub(super) fn sample() -> Desk {
    let mut desk = Desk::demo("2021-08-20");
    run(&mut desk, SETUP);
    desk
}

/// A register of real meetings and their agendas.
pub(super) fn real() -> Desk {
    let mut desk = Desk::empty("2021-08-20");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files");
    for name in REAL {
        run(
            &mut desk,
            &format!("import '{}'", folder.join(name).display()),
        );
    }
    desk
}

pub(super) fn run(desk: &mut Desk, line: &str) {
    let ran = desk.run(line);
    assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
}

impl Shelf {
    pub(super) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder for the test"),
            files: Vec::new(),
        }
    }

    /// All documents and lists in a format for all three audiences, and the published page.
    pub(super) fn filled(ending: &str) -> Self {
        let mut shelf = Self::new();
        let (mut sample, mut real) = (sample(), real());
        let all = || DOCUMENTS.iter().chain(&LISTS);
        for audience in ["public", "members", "secretariat"] {
            for (stem, line) in all() {
                let line = format!("{line} --for {audience}");
                shelf.put(&mut sample, stem, &line, ending);
            }
            let line = format!("{AGENDA} --for {audience}");
            shelf.put(&mut real, "agenda-real", &line, ending);
        }
        shelf.put(&mut sample, "page", "export --what page", ending);
        shelf
    }

    fn put(&mut self, desk: &mut Desk, stem: &str, line: &str, ending: &str) {
        let path = self.folder.path().join(format!("{stem}.{ending}"));
        let ran = desk.run(&format!("{line} -o '{}'", path.display()));
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        // What is not for the public has its mark in its name.
        let mut told = ran.messages.lines();
        let written = told.find_map(|line| line.strip_prefix("Wrote ")?.strip_suffix('.'));
        let written = PathBuf::from(written.expect("it says what it wrote"));
        assert!(written.is_file(), "{}", ran.messages);
        self.files.push(written);
    }
}
