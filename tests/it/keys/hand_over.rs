//! Handing a forum over on the screen: what is ticked goes along, and from the day on nothing of it is changed here.

use std::fs;

use insta::assert_snapshot;
use secretariat::exchange::register_json::{bring_in, forum::ReceiveOptions};
use tempfile::TempDir;

use super::Screen;
use crate::sample;

fn page(keys: &str) -> Screen {
    Screen::demo(80, 24).keys("5vhand<Enter>").keys(keys)
}

/// The form, filled in for a folder.
fn handed(folder: &TempDir, keys: &str) -> Screen {
    let folder = folder.path().display().to_string();
    page(keys)
        .keys("<Ctrl-s>Care Quality<Tab><Tab>")
        .paste(&folder)
        .keys("<Ctrl-s>")
}

#[test]
fn what_goes_along_stands_above_what_is_ticked_line_by_line() {
    assert_snapshot!("hand_over", page(" ").text());
    assert_snapshot!("hand_over_form", page("<Ctrl-s>gmc").text());
    let all = page("a");
    assert!(!all.text().contains("[ ]"), "{}", all.text());
    assert!(!all.keys("a").text().contains("[x]"));
    let refused = page("<Home> ").text();
    assert!(refused.contains("with a box"), "{refused}");
}

#[test]
fn the_file_is_for_the_next_secretariat_and_the_forum_is_only_read_here_until_it_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = handed(&folder, " ");
    let text = done.text();
    assert!(text.contains("is kept by Care"), "{text}");
    let name = fs::read_dir(folder.path()).expect("it is there").next();
    let path = name.expect("one file").expect("a name").path();
    let shown = path.display().to_string();
    assert!(shown.contains("INTERNAL"), "{shown}");
    let bytes = fs::read(&path).expect("it was written");
    let mut other = sample::memory();
    let received = other.commit(|register| bring_in(register, &bytes, &ReceiveOptions::default()));
    received.expect("the file says for whom it is");
    let (ours, theirs) = (done.session.register(), other.register());
    assert_eq!(theirs.forums.len(), 1);
    let forum = ours.forums.iter().find(|one| one.handed_to.is_some());
    let forum = forum.expect("it was handed over").id;
    assert_eq!(
        theirs.meetings.len(),
        ours.meetings.of(forum).count(),
        "all its meetings"
    );
    assert_eq!(theirs.notes.len(), 1, "the one that was ticked");
    let refused = done.keys("<Ctrl-s>");
    assert!(
        refused.text().contains("T takes it back"),
        "{}",
        refused.text()
    );
    let back = refused.keys("<Esc>T");
    assert!(back.text().contains("Took"), "{}", back.text());
    assert!(
        back.session
            .register()
            .forums
            .iter()
            .all(|one| one.handed_to.is_none())
    );
}

#[test]
fn without_a_body_a_copy_is_written_and_nothing_changes_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = Screen::demo(80, 24).session.register().clone();
    let path = folder.path().display().to_string();
    let done = page("<Ctrl-s><Tab><Tab>").paste(&path).keys("<Ctrl-s>");
    assert!(done.text().contains("It is a copy"), "{}", done.text());
    assert_eq!(*done.session.register(), before);
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
}

#[test]
fn a_body_that_is_not_known_is_said_in_the_form_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().display().to_string();
    let form = page("<Ctrl-s>Nobody<Tab><Tab>")
        .paste(&path)
        .keys("<Ctrl-s>");
    assert!(form.text().contains("Nobody"), "{}", form.text());
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
}
