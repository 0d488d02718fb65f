//! The page of commitments, noting that one was met, and the steps of a disagreement.

use insta::assert_snapshot;

use super::Screen;

#[test]
fn commitments_stand_under_their_agreements_with_when_they_are_due() {
    assert_snapshot!(
        "commitments",
        Screen::demo(80, 24).keys("2vcommitments<Enter>").text()
    );
    assert_snapshot!(
        "commitments_wide",
        Screen::demo(160, 30).keys("2vcommitments<Enter>").text()
    );
    assert_snapshot!(
        "commitments_narrow",
        Screen::demo(60, 15).keys("2vcommitments<Enter>").text()
    );
}

#[test]
fn what_shows_that_a_commitment_was_met_is_asked_and_stands_on_the_page() {
    let screen = Screen::demo(120, 24).keys("2vcommitments<Enter><Down>m");
    assert_snapshot!("met_form", screen.text());
    let saved = screen.keys("<Tab>They rang<Ctrl-s>").text();
    assert!(saved.contains("Noted that commitment"), "{saved}");
    assert!(saved.contains("20 Aug 2021"), "{saved}");
    let heading = Screen::demo(80, 24)
        .keys("2vcommitments<Enter><Home>m")
        .text();
    assert!(
        heading.contains("Put the cursor on a commitment first."),
        "{heading}"
    );
}

#[test]
fn a_disagreement_is_raised_from_the_menu_and_stands_on_the_agreement_as_reserved() {
    let menu = Screen::demo(80, 24).keys("2/adass joint<Enter>d");
    assert_snapshot!("disagreement_menu", menu.text());
    let raised = menu.keys("<Enter>They met<Tab>Head of Inspection<Ctrl-s>");
    let text = raised.text();
    assert!(text.contains("Noted a step of a reserved matter"), "{text}");
    let detail = raised.keys("<Enter>").text();
    assert!(
        detail.contains("A disagreement is live, with Head of Inspection"),
        "{detail}"
    );
}

#[test]
fn an_announcement_is_shared_and_published_from_its_line_on_today() {
    let made = "2/adass joint<Enter><Enter>nannouncement<Enter>State of care<Tab>cqc<Enter>20 aug 2021<Ctrl-s>";
    let screen = Screen::demo(120, 30)
        .keys(made)
        .keys("1/state of care<Enter>");
    let text = screen.text();
    assert!(text.contains("Announcement: State of care (CQC)"), "{text}");
    let menu = screen.keys("m");
    assert_snapshot!("announcement_menu", menu.text());
    let published = menu.keys("published<Enter><Ctrl-s>").text();
    assert!(
        published.contains("Published announcement 1"),
        "{published}"
    );
}
