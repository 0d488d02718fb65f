//! The review of an agreement from the screen: started with the partners, recorded, its date put right.

use insta::assert_snapshot;

use super::Screen;

#[test]
fn the_menu_starts_records_and_puts_right() {
    let menu = Screen::demo(80, 24).keys("2/adass<Enter>R");
    assert_snapshot!("review_menu", menu.text());
    let form = menu.keys("<Enter>");
    assert_snapshot!("review_start_form", form.text());
    let started = form.keys("<Ctrl-s>");
    let text = started.text();
    assert!(text.contains("for the review of"), "{text}");
    assert!(text.contains("UNDER REVIEW *"), "{text}");
    assert!(text.contains("under way since"), "{text}");
}

#[test]
fn recording_shows_both_reckonings_and_the_checklist_with_what_is_known() {
    let form = Screen::demo(80, 24).keys("2/adass<Enter>m");
    assert_snapshot!("review_form", form.text());
    let checklist = form.keys(&"<Tab>".repeat(6));
    assert!(checklist.text().contains("held"), "{}", checklist.text());
}

#[test]
fn a_date_that_is_pushed_by_hand_is_refused_and_can_be_put_right() {
    let form = Screen::demo(80, 24).keys("2/adass<Enter>e<Tab><Tab><Tab>");
    let refused = form.keys("<Ctrl-u>by sep 2023<Ctrl-s>");
    let text = refused.text();
    assert!(text.contains("not put off by itself"), "{text}");
    let date = Screen::demo(80, 24).keys("2/adass<Enter>R<Down><Down><Enter>");
    let right = date.keys("by sep 2023<Tab>It was read from the annex<Ctrl-s>");
    let text = right.text();
    assert!(text.contains("Corrected the review date"), "{text}");
}
