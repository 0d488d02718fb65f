//! Before a text goes out: checks, steps, whom it goes to; issuing it, and saying that it was sent.

use insta::assert_snapshot;

use super::Screen;

/// The page of the agenda that comes next.
const PAGE: &str = "3ti";

#[test]
fn the_page_says_what_to_look_at_and_whom_it_goes_to() {
    assert_snapshot!(Screen::demo(80, 24).keys(PAGE).text());
    assert_snapshot!("wide", Screen::demo(160, 50).keys(PAGE).text());
    assert_snapshot!("small", Screen::demo(60, 15).keys(PAGE).text());
}

#[test]
fn enter_opens_the_form_of_what_a_check_is_about_and_comes_back_to_the_page() {
    let page = Screen::demo(80, 24).keys(PAGE);
    let before = page.text();
    let form = page.keys("<Enter>");
    assert!(form.text().contains("[ Save ]"), "{}", form.text());
    assert_eq!(form.keys("<Esc>").text(), before);
}

#[test]
fn a_step_is_taken_with_its_day_and_undone() {
    let page = Screen::demo(80, 24).keys(PAGE);
    let stepped = page.keys("s<Ctrl-s>");
    let text = stepped.text();
    assert!(text.contains("Steps: now with the Chair"), "{text}");
    assert!(text.contains("With the Chair: 20 August 2021"), "{text}");
    let undone = stepped.keys("u");
    assert!(
        undone.text().contains("Steps: now draft"),
        "{}",
        undone.text()
    );
}

#[test]
fn issuing_asks_first_then_where_to_write_and_m_says_later_that_it_was_sent() {
    let asked = Screen::demo(80, 40).keys(PAGE).keys("i");
    assert_snapshot!("question", asked.text());
    let kept = asked.keys("<Enter>");
    assert!(kept.text().contains("Not issued yet"), "{}", kept.text());
    let form = kept.keys("i<Right><Enter>");
    assert_snapshot!("folder", form.text());
    let issued = form.keys("<Esc>");
    let text = issued.text();
    assert!(text.contains("Agenda, issued on 20 August 2021"), "{text}");
    assert!(text.contains("not noted as sent"), "{text}");
    let sent = issued.keys("m");
    let text = sent.text();
    assert!(text.contains("Noted as sent to"), "{text}");
    assert!(!text.contains("not noted as sent"), "{text}");
    let undone = sent.keys("uu");
    assert!(
        undone.text().contains("Not issued yet"),
        "{}",
        undone.text()
    );
}

#[test]
fn a_text_is_read_as_each_audience_reads_it_and_esc_leads_back_to_the_checks() {
    let page = || Screen::demo(80, 24).keys(PAGE);
    for (keys, words) in [
        ("p<Enter>", "for the public"),
        ("p<Down><Enter>", "MEMBERS ONLY"),
        ("p<Down><Down><Enter>", "INTERNAL"),
    ] {
        let text = page().keys(keys);
        assert!(text.text().contains(words), "{}", text.text());
        assert!(text.keys("<Esc>").text().contains("Checks: "));
    }
    let record = page().keys("o");
    assert!(
        record.line(1).contains("Before it goes out"),
        "{}",
        record.line(1)
    );
    assert_ne!(record.line(1), page().line(1));
}
