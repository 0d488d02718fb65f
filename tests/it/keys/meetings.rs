//! Meetings: the agenda in the detail, and writing it to a file.

use insta::assert_snapshot;

use super::Screen;

#[test]
fn meetings_stand_with_their_agendas() {
    assert_snapshot!(Screen::demo(120, 40).keys("3t").text());
}

#[test]
fn the_agenda_is_written_to_a_file_and_never_over_another_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("agenda");
    let name = path.display().to_string();
    let typed = format!("x<Tab>Markdown<Tab><Tab><Tab>{name}<Ctrl-s>");
    let screen = Screen::demo(80, 24).keys(&format!("3t{typed}"));
    let file = path.with_extension("md");
    let first = std::fs::read_to_string(&file).expect("the agenda was written");
    assert!(first.starts_with('#'), "{first}");
    assert!(screen.text().contains("[ Open it ]"), "{}", screen.text());
    std::fs::write(&file, "mine").expect("a file of one's own");
    let asked = screen.keys("<Enter>").keys(&typed);
    assert!(asked.text().contains("[ Keep it ]"), "{}", asked.text());
    let kept = asked.keys("<Enter>");
    assert_eq!(std::fs::read_to_string(&file).ok().as_deref(), Some("mine"));
    let replaced = kept.keys("<Ctrl-s><Right><Enter>");
    assert!(replaced.text().contains("Wrote "), "{}", replaced.text());
    assert_eq!(std::fs::read_to_string(&file).ok(), Some(first));
}

#[test]
fn a_text_that_is_not_public_says_so_in_its_name() {
    let screen = Screen::demo(100, 24).keys("3tx<Tab><Tab>m<Tab><Tab>note");
    assert!(
        screen.text().contains("Writes note-MEMBERS-ONLY.docx"),
        "{}",
        screen.text()
    );
}

#[test]
fn the_suggested_file_name_says_the_whole_day_and_the_forum() {
    let text = Screen::demo(80, 24).keys("3tx<Tab><Tab><Tab><Tab>").boxed();
    let (_, rest) = text.split_once("Writes ").expect("a file name");
    let (name, _) = rest.split_once(" [ Save ]").expect("the buttons");
    assert!(name.starts_with("agenda-2021-09-09-"), "{name}");
    assert_eq!(name.rsplit('.').next(), Some("docx"), "{name}");
}

#[test]
fn in_the_detail_the_footer_names_the_way_back_first() {
    let screen = Screen::demo(80, 24).keys("3t");
    assert!(
        screen.line(23).starts_with(" Enter Open"),
        "{}",
        screen.line(23)
    );
    let inside = screen.keys("<Enter>");
    let footer = inside.line(23);
    assert!(footer.starts_with(" Esc Back"), "{footer}");
    assert!(footer.ends_with("? Help"), "{footer}");
    assert!(!footer.contains("Enter"), "{footer}");
    let leads = (0..30).any(|lines| {
        let keys = format!("3t<Enter>{}", "j".repeat(lines));
        let screen = Screen::demo(80, 24).slowly(&keys);
        screen.line(23).starts_with(" Esc Back  Enter Go to")
    });
    assert!(leads, "a line of the detail leads to another entry");
}
