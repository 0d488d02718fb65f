//! At the meeting: items, attendance, notes and actions by the keys.

use std::path::Path;

use insta::assert_snapshot;
use secretariat::domain::attendance::Presence;
use secretariat::domain::item::ItemState;
use secretariat::domain::meeting::MeetingState;
use secretariat::drafts::Drafts;
use secretariat::tui::FormDraft;

use super::Screen;
use crate::sample;

/// On the page of the meeting of 3 April 2014, whose agenda is still open.
fn open(width: u16, height: u16) -> Screen {
    Screen::demo(width, height).keys("3/2014<Enter>o")
}

/// The same form in a program that is started again.
fn again(unsaved: &[FormDraft]) -> Screen {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || {
        let opened = Drafts::open(folder.path(), Path::new("register.db"));
        opened.expect("a folder to write to").expect("a place")
    };
    let mut drafts = open();
    drafts.keep(&unsaved, sample::morning()).expect("room");
    drop(drafts);
    let left = open().left().expect("a folder to read");
    Screen::demo(80, 24).offer(left)
}

#[test]
fn a_meeting_is_noted_by_the_keys() {
    let noted = open(80, 24)
        .keys("<Down><Down><Down>eMembers noted what each had seen.<Ctrl-s>")
        .keys("!CQC share the draft by 30 September<Enter>")
        .keys("!forum members reply next meeting<Enter>")
        .keys("<Down>f<Down>d<Up><Up>");
    assert_snapshot!("noted_80x24", noted.text());
}

#[test]
fn what_is_noted_at_the_meeting_is_in_the_register_and_undo_takes_back_each_step() {
    let screen = open(80, 24);
    let before = screen.session.register().clone();
    let steps = [
        "d",
        "<Down>f",
        "!CQC share the draft by 30 September<Enter>",
        "ap",
        "a",
        "A",
        "<Esc>h",
    ];
    let mut screen = screen;
    for keys in steps {
        screen = screen.keys(keys);
    }
    let register = screen.session.register();
    let held = register
        .meetings
        .iter()
        .find(|one| one.on.iso() == "2014-04-03");
    let held = held.expect("it is in the sample");
    assert_eq!(held.state, MeetingState::Held);
    let states: Vec<ItemState> = register.items.of(held.id).map(|one| one.state).collect();
    assert_eq!(states[..2], [ItemState::Discussed, ItemState::Deferred]);
    let action = register.actions.iter().last().expect("it was added");
    assert_eq!(action.text, "Share the draft");
    assert_eq!(action.meeting, Some(held.id));
    assert!(action.item.is_some() && action.owner.is_some());
    let presences: Vec<Presence> = register
        .attendances
        .of(held.id)
        .map(|one| one.presence)
        .collect();
    assert_eq!(presences[..2], [Presence::Present, Presence::Apologies]);
    assert!(presences.len() > 5, "{presences:?}");
    for _ in 0..steps.len() {
        screen = screen.keys("u");
    }
    assert!(*screen.session.register() == before);
}

#[test]
fn the_page_at_each_size() {
    for (width, height) in [(60, 15), (80, 24), (160, 50)] {
        let screen = open(width, height).keys("<Down><Down>");
        let name = format!("items_{width}x{height}");
        assert_snapshot!(name, screen.text());
        let name = format!("attendance_{width}x{height}");
        assert_snapshot!(name, screen.keys("apad").keys("Dr A Smith<Ctrl-s>").text());
    }
}

#[test]
fn matters_arising_shows_earlier_actions_and_one_is_closed_there() {
    let screen = open(80, 24).keys("<Down><Down><Right>m<Ctrl-s>");
    let text = screen.text();
    assert!(text.contains("Closed action 2"), "{text}");
    let refused = open(80, 24).keys("m");
    assert!(refused.text().contains("right arrow"), "{}", refused.text());
}

#[test]
fn a_line_says_what_was_understood_as_it_is_typed() {
    let screen = open(80, 24).keys("!CQC share the draft by 4 april");
    let text = screen.text();
    assert!(
        text.contains("Owner CQC, due by 4 April 2014 (Friday)"),
        "{text}"
    );
    let refused = open(80, 24).keys("!  <Enter>");
    assert!(refused.text().contains("Action"), "{}", refused.text());
}

#[test]
fn what_is_typed_at_the_meeting_outlives_the_program() {
    for (keys, typed) in [
        ("<Down>eMembers noted", "Members noted"),
        ("!CQC share", "CQC share"),
        ("kHeated", "Heated"),
        ("adDr A", "Dr A"),
    ] {
        let screen = open(80, 24).keys(keys);
        let unsaved = screen.unsaved();
        assert!(!unsaved.is_empty(), "{keys}");
        let resumed = again(&unsaved).keys("<Enter>");
        let text = resumed.text();
        assert!(text.contains(typed), "{keys}\n{text}");
        let saved = resumed.keys("<Ctrl-s>");
        assert!(
            saved.text().contains("u undoes it"),
            "{keys}\n{}",
            saved.text()
        );
    }
}
