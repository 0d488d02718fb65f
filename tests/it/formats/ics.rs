//! Calendars before two readers that know nothing of each other: both find the same properties, and the ones that were
//! meant, and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::tools::{self, Tool};
use crate::cli::harness::Desk;

/// Part, name of the entry, property and value, as both scripts tell it.
type Property = [String; 4];

fn properties(told: &str) -> BTreeSet<Property> {
    let property = |line: &str| {
        let mut parts = line.splitn(4, '\t').map(str::to_owned);
        std::array::from_fn(|_| parts.next().expect("four parts"))
    };
    told.lines()
        .filter(|line| !line.is_empty())
        .map(property)
        .collect()
}

/// The properties of a calendar, sure that both readers find the same.
fn read(calendar: &str, folder: &Path) -> BTreeSet<Property> {
    let path = folder.join("it.ics");
    fs::write(&path, calendar).expect("there is room");
    let files = [path];
    let python = tools::check_by(("read_ics.py", include_str!("read_ics.py")), &files, folder);
    let node = tools::check_by(
        ("read_ics.cjs", include_str!("read_ics.cjs")),
        &files,
        folder,
    );
    let (python, node) = (properties(&python), properties(&node));
    let apart: Vec<_> = python.symmetric_difference(&node).collect();
    assert!(apart.is_empty(), "read in two ways: {apart:#?}");
    python
}

/// The calendar that the command makes, by the journal's times and counts.
fn calendar(desk: &mut Desk) -> String {
    let ran = desk.run("calendar");
    assert_eq!(ran.code, 0, "{}", ran.messages);
    ran.data
}

fn of(all: &BTreeSet<Property>, part: &str, name: &str) -> BTreeMap<String, String> {
    let found = all
        .iter()
        .filter(|[path, _, one, _]| path == part && one == name);
    found
        .map(|[_, uid, _, value]| (uid.clone(), value.clone()))
        .collect()
}

const EVENT: &str = "/VCALENDAR/VEVENT";
/// All that an event of ours has.
const NAMES: [&str; 16] = [
    "CATEGORIES",
    "CLASS",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "LAST-MODIFIED",
    "LOCATION",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "UID",
    "URL",
    "DURATION",
    "X-MICROSOFT-CDO-BUSYSTATUS",
];

#[test]
fn both_readers_find_every_meeting_as_it_was_meant() {
    if !tools::are_here(&[Tool::Python("icalendar"), Tool::Node("ical.js")]) {
        return;
    }
    let mut desk = Desk::demo("2021-08-20");
    for line in [
        "meeting edit 2 --start 10:00 --end 12:00 --place 'Room 2; the second, on the left'",
        "meeting edit 4 --state cancelled",
    ] {
        super::shelf::run(&mut desk, line);
    }
    let text = calendar(&mut desk);
    let folder = tempfile::tempdir().expect("a folder for the test");
    let all = read(&text, folder.path());
    let uids = of(&all, EVENT, "UID");
    let events = text.matches("BEGIN:VEVENT").count();
    assert_eq!(uids.len(), events, "each has a name of its own");
    let (starts, states) = (of(&all, EVENT, "DTSTART"), of(&all, EVENT, "STATUS"));
    let (ends, places) = (of(&all, EVENT, "DTEND"), of(&all, EVENT, "LOCATION"));
    for (number, start, end, state) in [
        (2, "20140403T100000", "20140403T120000", "CONFIRMED"),
        (4, "20210909", "20210910", "CANCELLED"),
    ] {
        let uid = uids
            .keys()
            .find(|uid| uid.starts_with(&format!("meeting-{number}@")));
        let uid = uid.expect("the meeting is in it");
        assert_eq!((starts[uid].as_str(), ends[uid].as_str()), (start, end));
        assert_eq!(states[uid], state);
    }
    assert!(
        places
            .values()
            .any(|place| place == "Room 2; the second, on the left"),
        "{places:?}"
    );
    let names: BTreeSet<&str> = all
        .iter()
        .filter(|[path, ..]| path == EVENT)
        .map(|one| one[2].as_str())
        .collect();
    assert!(names.iter().all(|name| NAMES.contains(name)), "{names:?}");
}

/// What is injected would be read as a property or a part more.
#[test]
fn words_from_outside_add_nothing_that_a_reader_finds() {
    if !tools::are_here(&[Tool::Python("icalendar"), Tool::Node("ical.js")]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the test");
    let shape = |words: &str| -> Vec<[String; 2]> {
        let text = calendar(&mut super::hostile::desk(words));
        let all = read(&text, folder.path());
        all.into_iter()
            .map(|[path, _, name, _]| [path, name])
            .collect()
    };
    let plain = shape("Board");
    for words in super::hostile::PAYLOADS {
        assert_eq!(shape(&format!("Board{words}")), plain, "{words:?}");
    }
}
