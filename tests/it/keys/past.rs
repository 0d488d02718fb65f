//! Looking back at a day: `v`, then as known on a day or as of a day; Esc goes back to now.

use insta::assert_snapshot;
use tempfile::TempDir;

use super::Screen;
use crate::sample;

/// The sample data of 1 March 2021, an action closed and a body made on 5 May, seen on 20 August.
fn lived(width: u16, height: u16) -> (TempDir, Screen) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let session = sample::lived(&folder.path().join("r.db"), "2021-08-20");
    (folder, Screen::over(session, width, height, true))
}

const KNOWN: &str = "vknown<Enter>3 mar 2021<Ctrl-s>";
const OF: &str = "vas of<Enter>20 jan 2014<Ctrl-s>";

#[test]
fn every_tab_offers_both_readings_and_the_way_back() {
    for tab in ["1", "2", "3", "4", "5"] {
        let (_folder, screen) = lived(80, 24);
        let screen = screen.keys(tab).keys("v");
        let text = screen.text();
        assert!(text.contains("As known on a day"), "{tab}\n{text}");
        assert!(text.contains("As of a day"), "{tab}\n{text}");
        assert!(!text.contains("Back to now"), "{tab}\n{text}");
        let back = screen.keys("<Esc>").keys(KNOWN).keys("v").text();
        assert!(back.contains("Back to now"), "{tab}\n{back}");
    }
}

#[test]
fn what_had_been_entered_by_a_day_is_shown_under_a_banner() {
    let (_folder, screen) = lived(80, 24);
    let screen = screen.keys("4").keys(KNOWN);
    assert_snapshot!(screen.text());
    assert!(screen.styles().contains("reversed"), "{}", screen.styles());
}

#[test]
fn what_was_true_on_a_day_is_shown_in_lists_and_details() {
    let (_folder, screen) = lived(80, 24);
    let screen = screen.keys(OF).keys("2/ADASS<Enter><Enter>");
    assert_snapshot!(screen.text());
    let (_folder, screen) = lived(80, 24);
    let screen = screen.keys("vas of<Enter>14 jan 2014<Ctrl-s>4");
    assert_snapshot!(screen.text());
}

#[test]
fn both_readings_go_together_and_are_named_at_any_width() {
    for (width, height, words) in [
        (
            160,
            50,
            "As of 20 January 2014, known on 3 March 2021, READ ONLY",
        ),
        (80, 24, "As of 20 Jan 2014, known on 3 Mar 2021"),
        (60, 15, "As of 20 Jan 2014, known on 3 Mar 2021"),
    ] {
        let (_folder, screen) = lived(width, height);
        let text = screen.keys(KNOWN).keys(OF).text();
        assert!(text.contains(words), "{width}\n{text}");
    }
}

#[test]
fn nothing_can_be_changed_and_it_says_how_to_come_back() {
    for keys in ["4m", "4D", "4e", "4n", "u", "U", "4a", "4N"] {
        for past in [KNOWN, OF] {
            let (_folder, screen) = lived(80, 24);
            let text = screen.keys("4").keys(past).keys(keys).text();
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                words.contains("nothing can be changed here. Esc goes back to now."),
                "{keys}\n{text}"
            );
        }
    }
}

#[test]
fn escape_or_the_menu_goes_back_to_now() {
    for keys in ["<Esc>", "vback<Enter>", "vknown<Enter><Ctrl-s>"] {
        let (_folder, screen) = lived(80, 24);
        let now = screen.text();
        // The message of how it was opened is taken away first.
        let keys = keys.replace("known<Enter>", "known<Enter><Ctrl-u>");
        let text = screen.keys(KNOWN).keys(&keys).text();
        assert!(text.contains("Back to now."), "{keys}\n{text}");
        let body = |text: &str| text.lines().take(20).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(body(&text), body(&now), "{keys}");
    }
}

fn is_on(screen: &Screen) -> bool {
    let text = screen.text();
    text.lines()
        .any(|line| line.starts_with('>') && line.contains("Newcomers"))
}

#[test]
fn the_selection_stays_on_its_entry_where_it_is_there() {
    let (_folder, screen) = lived(80, 24);
    let screen = screen.keys("5/newcomers<Enter><Down><Esc>");
    assert!(is_on(&screen), "{}", screen.text());
    let screen = screen.keys(KNOWN);
    assert!(!screen.text().contains("Newcomers"), "{}", screen.text());
    let screen = screen.keys("<Esc>");
    assert!(is_on(&screen), "{}", screen.text());
}

#[test]
fn the_history_of_an_entry_ends_with_the_day() {
    let (_folder, screen) = lived(80, 24);
    let screen = screen.keys("<Ctrl-f>inspections<Enter>");
    let now = screen.keys("H");
    assert!(now.text().contains("Closed action 2"), "{}", now.text());
    let then = now.keys("<Esc>").keys(KNOWN).keys("H").text();
    assert!(!then.contains("Closed action 2"), "{then}");
    assert!(then.contains("1 March 2021"), "{then}");
}

#[test]
fn a_day_that_cannot_be_shown_keeps_the_question_open() {
    for (typed, words) in [
        ("21 aug 2021", "21 August 2021 has not come yet"),
        ("mar 2021", "This needs a day"),
    ] {
        let (_folder, screen) = lived(80, 24);
        let keys = format!("vknown<Enter>{typed}<Ctrl-s>");
        let text = screen.keys(&keys).text();
        assert!(text.contains(words), "{typed}\n{text}");
        assert!(text.contains("As known on a day"), "{typed}\n{text}");
    }
}

#[test]
fn before_the_first_entry_there_is_nothing_and_it_says_so() {
    let (_folder, screen) = lived(80, 24);
    let text = screen.keys("vknown<Enter>28 feb 2021<Ctrl-s>").text();
    assert!(text.contains("the first entry was made on 1"), "{text}");
    let back = lived(80, 24)
        .1
        .keys("vknown<Enter>28 feb 2021<Ctrl-s><Esc><Esc>");
    assert!(back.text().contains("Back to now."), "{}", back.text());
}
