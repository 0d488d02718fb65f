//! The forward plan, and the summary of actions.

use insta::assert_snapshot;

use super::Screen;

/// The forward plan of the local meetings, with an offer from CQC for 9 September 2021.
const OFFERED: &str = "3/2021<Enter>vforward<Enter>nInspecting together<Ctrl-s>";

fn screen(keys: &str) -> Screen {
    Screen::demo(80, 24).keys(OFFERED).keys(keys)
}

#[test]
fn what_is_expected_stands_under_its_meeting_and_the_rest_under_later() {
    assert_snapshot!(screen("").text());
}

#[test]
fn an_offer_is_taken_parked_and_declined_and_undo_brings_it_back() {
    let taken = screen("t");
    let text = taken.text();
    assert!(
        text.contains("Took offer 1 \"Inspecting together\""),
        "{text}"
    );
    assert!(text.contains("1 item on its agenda"), "{text}");
    let back = taken.keys("u").text();
    assert!(back.contains("no agenda yet"), "{back}");
    let parked = screen("p").keys("later<Enter>").text();
    assert!(parked.contains("Parked offer 1"), "{parked}");
    let after_later = parked
        .split("Later")
        .nth(1)
        .expect("it is the last heading");
    assert!(after_later.contains("Inspecting together"), "{parked}");
    let declined = screen("d").keys("Not for us.<Ctrl-s>").text();
    assert!(declined.contains("Declined offer 1"), "{declined}");
    let under = declined.split("Declined").next().expect("there is a page");
    assert!(!under.contains("Inspecting together"), "{declined}");
}

#[test]
fn enter_goes_to_what_the_line_shows() {
    for (keys, words) in [("<Home><Enter>", "9 Sep 2021"), ("f", "Which forum?")] {
        let text = screen(keys).text();
        assert!(text.contains(words), "{keys}: {text}");
    }
    let other = screen("fchief<Enter>").text();
    assert!(other.contains("Forward plan: Chief Executives"), "{other}");
}

#[test]
fn what_is_no_offer_is_not_taken() {
    let text = screen("<Home>t").text();
    assert!(text.contains("Put the cursor on an offer first."), "{text}");
}

#[test]
fn the_forward_plan_of_a_forum_opens_from_the_organisations_too() {
    let text = Screen::demo(80, 24)
        .keys("5/chief<Enter>vforward<Enter>")
        .text();
    assert!(text.contains("Forward plan: Chief Executives"), "{text}");
}

#[test]
fn the_summary_counts_the_actions_of_each_organisation() {
    let screen = Screen::demo(80, 24).keys("4vsummary<Enter>");
    assert_snapshot!(screen.text());
    let gone = screen.keys("<Enter>").text();
    assert!(gone.contains("Care Quality Commission"), "{gone}");
    let narrow = Screen::demo(60, 15).keys("4vsummary<Enter>").text();
    assert!(narrow.contains("Overdue"), "{narrow}");
}
