//! Forms while somebody else saves the same, and while something goes wrong.

use secretariat::domain::change::Change;
use secretariat::domain::register::Register;
use secretariat::session::Session;
use secretariat::tui::Options;

use super::Screen;

/// Another acronym of the first forum.
fn rename(session: &mut Session, acronym: &str) {
    let write = |register: &Register| {
        let before = register.forums.iter().next().expect("the first forum");
        let mut after = before.clone();
        after.acronym = Some(acronym.to_owned());
        Ok(Change::new("Renamed it").update(before, after))
    };
    session.commit(write).expect("a change");
}

#[test]
fn what_a_colleague_saves_while_one_chooses_is_not_written_over_unseen() {
    let mut typed = Screen::demo(80, 24).keys("5e<Down>MINE");
    rename(&mut typed.session, "ONE");
    let mut asked = typed.keys("<Ctrl-s>");
    assert!(asked.text().contains("Theirs: ONE"), "{}", asked.text());
    rename(&mut asked.session, "TWO");
    let again = asked.keys("<Ctrl-s>");
    assert!(again.text().contains("Theirs: TWO"), "{}", again.text());
    let saved = again.keys("<Ctrl-s>");
    let forum = saved.session.register().forums.iter().next();
    let acronym = forum.and_then(|forum| forum.acronym.as_deref());
    assert_eq!(acronym, Some("MINE"), "{}", saved.text());
}

#[test]
fn a_form_does_not_cover_what_went_wrong() {
    let options = Options {
        warning: Some("The disk is full.".to_owned()),
        ..Options::default()
    };
    for (width, height) in [(80, 24), (60, 15)] {
        let text = Screen::dressed(width, height, &options).keys("5e").text();
        assert!(text.contains("Change forum"), "{text}");
        assert!(text.contains("The disk is full."), "{text}");
        assert!(text.contains("[ Save ]"), "{text}");
    }
}

#[test]
fn what_finds_nothing_is_shown_in_its_field_until_it_is_mended() {
    let left = Screen::demo(80, 24).keys("4n<Tab><Tab>no such meeting<Tab>");
    let text = left.text();
    assert!(text.contains("There is no meeting"), "{text}");
    assert_eq!(text.matches("no such meeting").count(), 2, "{text}");
}
