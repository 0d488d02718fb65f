//! Deleting on the screen: what the box names, what keeps it, what stands in the way.

use insta::assert_snapshot;
use secretariat::domain::change::Change;
use secretariat::domain::id::Entry;
use secretariat::domain::note::Note;
use secretariat::domain::register::Register;
use secretariat::session::Session;
use secretariat::store::Access;

use super::Screen;
use super::actions;
use super::detail::on_line;
use crate::sample;

#[test]
fn a_box_names_what_goes_and_its_first_button_keeps_it() {
    for key in ["D", "<Delete>"] {
        let asked = actions::screen().keys(key);
        assert!(asked.text().contains("[ Keep ]"), "{}", asked.text());
        let again = asked.keys(key);
        assert!(again.text().contains("[ Keep ]"), "{}", again.text());
        let kept = again.keys("<Enter>");
        assert!(
            kept.selected().contains("Send the draft"),
            "{}",
            kept.text()
        );
    }
    let asked = actions::screen().keys("D");
    assert_snapshot!("deleting_an_action", asked.text());
    let gone = asked.keys("<Right><Enter>");
    let text = gone.text();
    assert!(
        text.contains("Deleted action 901 \"Send the draft\". u undoes it."),
        "{text}"
    );
    assert!(gone.line(1).contains("3 of"), "{text}");
    let back = gone.keys("u");
    assert!(
        back.selected().contains("Send the draft"),
        "{}",
        back.text()
    );
}

/// Somebody writes a note about an entry.
fn note(session: &mut Session, about: Entry) {
    let write = |register: &Register| {
        let note = Note {
            id: register.notes.next_id(),
            about,
            on: None,
            text: "I rang them".to_owned(),
            file: None,
        };
        Ok(Change::new("Wrote a note").create(note))
    };
    session.commit(write).expect("a note");
}

#[test]
fn what_hangs_on_an_entry_is_counted_and_comes_back_with_it() {
    let mut screen = Screen::demo(80, 24).keys("2/ehrc<Enter>");
    let mut agreements = screen.session.register().agreements.iter();
    let about = agreements.find(|one| one.reference.as_deref() == Some("cqc-ehrc-mou-2021"));
    let about = about.expect("it is in the sample data").id.into();
    note(&mut screen.session, about);
    let before = screen.session.register().clone();
    let asked = screen.keys("D");
    assert_snapshot!("deleting_an_agreement", asked.text());
    let back = asked.keys("<Right><Enter>u");
    assert!(*back.session.register() == before, "{}", back.text());
    sample::assert_sound(&back.session);
}

#[test]
fn what_something_else_names_is_refused_by_name() {
    let refused = Screen::demo(80, 24).keys("2/joint working protocol between<Enter>D");
    let text = refused.text();
    assert!(text.contains("cannot be deleted:\n forum 2"), "{text}");
    assert!(
        text.contains("name it. Change or delete those first."),
        "{text}"
    );
}

#[test]
fn marked_rows_go_as_one_change_and_what_is_reserved_is_named_only_in_the_box() {
    let asked = actions::screen().keys("    D");
    assert_snapshot!("deleting_marked_rows", asked.text());
    let gone = asked.keys("<Tab><Enter>");
    let text = gone.text();
    assert!(text.contains("Deleted 4 actions. u undoes it."), "{text}");
    let back = gone.keys("u");
    assert!(back.line(1).contains("4 of"), "{}", back.text());
    let asked = back.keys("/ speak<Enter>D");
    assert!(
        asked.boxed().contains("Speak to the provider"),
        "{}",
        asked.text()
    );
    let text = asked.keys("<Tab><Enter>").text();
    assert!(text.contains("\"Reserved action\". u undoes it."), "{text}");
}

#[test]
fn a_line_of_a_detail_is_deleted_and_the_entry_stays() {
    let open = "2/joint working protocol between<Enter>";
    let asked = on_line(open, "Association of Directors").keys("D");
    let text = asked.text();
    assert!(text.contains("Delete party"), "{text}");
    let gone = asked.keys("<Right><Enter>").text();
    assert!(gone.contains("Deleted party"), "{gone}");
    assert!(!gone.contains("|   Association of"), "{gone}");
    assert!(gone.contains("| Parties"), "{gone}");
}

#[test]
fn what_a_colleague_has_done_meanwhile_is_never_deleted_unseen() {
    let mut asked = actions::screen().keys("D");
    let mut actions = asked.session.register().actions.iter();
    let about = actions.find(|one| one.number == 901);
    let about = about.expect("it was made").id.into();
    note(&mut asked.session, about);
    let refused = asked.keys("<Right><Enter>");
    let text = refused.text();
    assert!(text.contains("would be left without it."), "{text}");
    assert!(!text.contains("[ Keep ]"), "{text}");
    let again = refused.keys("<Esc>D").boxed();
    assert!(again.contains("\"Send the draft\" with 1 note?"), "{again}");
}

#[test]
fn a_register_that_is_read_only_says_so() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("r.db");
    let mut made = sample::create(&path, "ann");
    made.commit(|_| Ok(secretariat::demo::demo()))
        .expect("it fits");
    drop(made);
    let session = Session::open(&path, Access::Read, sample::options("ann"));
    let screen = Screen::over(session.expect("it is there"), 80, 24, true);
    let why = screen
        .session
        .read_only()
        .expect("it was asked for")
        .to_owned();
    let text = screen.keys("4D").text();
    assert!(text.contains(&why), "{text}");
}
