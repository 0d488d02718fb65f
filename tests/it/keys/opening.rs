//! `O`: papers, texts and addresses in programs of their own.

use std::fs;

use secretariat::demo;
use secretariat::domain::agreement::Link;
use secretariat::domain::change::Change;
use secretariat::domain::register::Register;
use secretariat::session::Session;

use super::Screen;
use crate::sample;

/// Agreement, item and meeting of the sample data with files and addresses; those of an agreement are given.
fn linked(register: &Register, links: &[(&str, &str)]) -> Change {
    let agreement = register.agreements.iter().next().expect("there is one");
    let mut after = agreement.clone();
    after.links = links
        .iter()
        .map(|(title, address)| Link {
            title: (*title).to_owned(),
            address: (*address).to_owned(),
            is_outside: false,
        })
        .collect();
    let mut change = Change::new("Linked").update(agreement, after);
    for item in &register.items {
        let mut after = item.clone();
        "https://example.org/paper".clone_into(&mut after.copy.link);
        change = change.update(item, after);
    }
    change
}

fn session(links: &[(&str, &str)]) -> Session {
    let mut session = sample::memory();
    session.commit(|_| Ok(demo::demo())).expect("it is sound");
    session
        .commit(|register| Ok(linked(register, links)))
        .expect("it is sound");
    session
}

/// The agreement that has them, under the cursor.
fn at_the_agreement(links: &[(&str, &str)]) -> Screen {
    let session = session(links);
    let title = session.register().agreements.iter().next();
    let title = title.expect("there is one").title.clone();
    Screen::noting(session, 100, 30).keys(&format!("2/{title}<Enter>"))
}

#[test]
fn one_address_is_opened_at_once_and_of_several_the_one_that_is_chosen() {
    let screen = at_the_agreement(&[("Text", "https://example.org/mou")]).keys("O");
    assert_eq!(sample::opened(), ["https://example.org/mou"]);
    let text = screen.text();
    assert!(text.contains("Opened https://example.org/mou."), "{text}");

    let several = [
        ("Text", "https://example.org/mou"),
        ("Annex", "mailto:a@example.org"),
    ];
    let screen = at_the_agreement(&several).keys("O");
    assert_eq!(sample::opened(), [""; 0], "it is asked first");
    let text = screen.text();
    for words in ["Open which?", "Annex", "mailto:a@example.org"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let screen = screen.keys("<Down><Enter>");
    assert_eq!(sample::opened(), ["mailto:a@example.org"]);
    assert!(!screen.text().contains("Open which?"));
}

#[test]
fn a_file_is_opened_by_its_whole_path() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("mou.pdf");
    fs::write(&path, "signed").expect("there is room");
    let path = path.display().to_string();
    at_the_agreement(&[("Text", &path)]).keys("O");
    assert_eq!(sample::opened(), [path]);
}

#[test]
fn what_is_not_there_or_is_no_document_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let program = folder.path().join("setup.exe");
    fs::write(&program, "MZ").expect("there is room");
    for (link, words) in [
        ("gone.pdf", "it is not there"),
        ("javascript:alert(1)", "was not opened"),
        ("; rm -rf ~", "it is not there"),
        (&program.display().to_string(), "it is a program"),
    ] {
        let screen = at_the_agreement(&[("Text", link)]).keys("O");
        let text = screen.text();
        assert!(text.contains(words), "{link}: {text}");
    }
    let screen = at_the_agreement(&[]).keys("O");
    let text = screen.text();
    assert!(text.contains("refers to no file and no address"), "{text}");
    assert_eq!(sample::opened(), [""; 0]);
}

#[test]
fn the_paper_of_an_item_is_opened_from_the_agenda() {
    let screen = Screen::noting(session(&[]), 100, 30).keys("3GbO");
    assert_eq!(sample::opened(), ["https://example.org/paper"]);
    assert!(screen.text().contains("Opened https://example.org/paper."));
}
