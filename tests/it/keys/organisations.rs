//! Organisations and forums with what hangs on them.

use insta::assert_snapshot;

use super::Screen;

#[test]
fn forums_and_organisations_stand_with_their_people() {
    assert_snapshot!(Screen::demo(120, 40).keys("5").text());
}

#[test]
fn finding_in_everything_goes_to_the_entry() {
    let found = Screen::demo(80, 24).keys("<Ctrl-f>general medical council");
    assert_snapshot!("finding_in_everything", found.text());
    let there = found.keys("<Enter>");
    assert!(there.selected().contains("GMC"), "{}", there.text());
}

#[test]
fn finding_shows_an_entry_that_a_filter_hides() {
    let screen = Screen::demo(80, 24).keys("5/adass<Enter><Ctrl-f>general medical council<Enter>");
    assert!(screen.selected().contains("GMC"), "{}", screen.text());
}
