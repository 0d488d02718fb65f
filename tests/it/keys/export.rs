//! Writing documents on the screen that are no paper: a calendar, an invitation, an e-mail draft.

use std::fs;
use std::path::PathBuf;

use secretariat::domain::change::Change;
use secretariat::domain::membership::Membership;
use secretariat::tui::Options;
use tempfile::TempDir;

use super::Screen;

/// The one file in a folder, and its text.
fn written(folder: &TempDir) -> (PathBuf, String) {
    let mut files = fs::read_dir(folder.path()).expect("it is there");
    let path = files.next().expect("one file").expect("a name").path();
    let bytes = fs::read(&path).expect("it was written");
    (path, String::from_utf8_lossy(&bytes).into_owned())
}

/// The form of an export, with a document chosen by its words, a format, and a folder.
fn form(screen: Screen, what: &str, format: &str, folder: &TempDir) -> Screen {
    screen
        .keys("x")
        .keys(what)
        .keys("<Tab>")
        .keys(format)
        .keys("<Tab><Tab>")
        .paste(&folder.path().display().to_string())
}

#[test]
fn a_calendar_of_a_forum_or_of_everything_is_written_from_any_entry() {
    for (keys, what, name) in [
        ("3", "calendar of cqc", "calendar-cqc-adass"),
        ("2", "calendar of every", "calendar"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let done = form(Screen::demo(80, 24).keys(keys), what, "", &folder).keys("<Ctrl-s>");
        assert!(
            done.text().contains("The document is written"),
            "{}",
            done.text()
        );
        let (path, text) = written(&folder);
        let stem = path.file_stem().expect("a name").to_string_lossy();
        assert!(stem.starts_with(name), "{path:?}");
        assert!(path.extension().is_some_and(|one| one == "ics"), "{path:?}");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text:.80}");
        assert!(text.contains("SUMMARY"), "{text:.80}");
    }
}

#[test]
fn an_invitation_says_whom_it_asks_and_is_the_public_one_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = form(Screen::demo(80, 24).keys("3t"), "invitation", "", &folder);
    let refused = asked.keys("<Ctrl-s>");
    let text = refused.boxed();
    assert!(text.contains("so no invitation was made"), "{text}");
    let members = refused.keys("<Shift-Tab>members<Ctrl-s>").boxed();
    assert!(members.contains("none but the public one"), "{members}");
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);

    let mut options = Options::default();
    options.page.contact = Some("desk@example.org".to_owned());
    let mut screen = Screen::dressed(80, 24, &options);
    let offices = screen.session.commit(|register| {
        let members = register.memberships.iter();
        Ok(members.fold(Change::new("Offices"), |change, one| {
            let office = format!("office-{}@example.org", one.id.number());
            let after = Membership {
                office,
                ..one.clone()
            };
            change.update(one, after)
        }))
    });
    offices.expect("they are sound");
    let done = form(screen.keys("3t"), "invitation", "", &folder).keys("<Ctrl-s>");
    let text = done.boxed();
    assert!(text.contains("desk@example.org invites"), "{text}");
    let (path, text) = written(&folder);
    assert!(path.ends_with("invitation-2021-09-09.ics"), "{path:?}");
    assert!(text.contains("METHOD:REQUEST\r\n"), "{text}");
}

#[test]
fn what_goes_to_a_body_is_an_e_mail_draft_and_what_goes_to_nobody_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let body = Screen::demo(80, 24).keys("5/care quality<Enter>");
    let done = form(body, "reminder", "e-mail", &folder).keys("<Ctrl-s>");
    assert!(
        done.text().contains("The document is written"),
        "{}",
        done.text()
    );
    let (path, text) = written(&folder);
    assert!(path.extension().is_some_and(|one| one == "eml"), "{path:?}");
    assert!(text.contains("Subject: "), "{text}");
    let agreement = Screen::demo(80, 24).keys("2");
    let refused = form(agreement, "agreement with", "e-mail", &folder).keys("<Ctrl-s>");
    assert!(
        refused.text().contains("is no message"),
        "{}",
        refused.text()
    );
}
