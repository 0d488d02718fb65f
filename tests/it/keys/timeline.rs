//! The timeline: years across, a row an agreement, and what the cursor's row and year hold in words.

use insta::assert_snapshot;
use secretariat::tui::{Options, Symbols};

use super::Screen;

/// The line at the foot that tells the year.
fn told(screen: &Screen) -> String {
    let text = screen.text();
    let is_year = |line: &&str| {
        let line = line.trim_start();
        line.len() > 5
            && line.as_bytes()[..4].iter().all(u8::is_ascii_digit)
            && line[4..].starts_with(':')
    };
    text.lines()
        .find(is_year)
        .unwrap_or_default()
        .trim()
        .to_owned()
}

#[test]
fn a_timeline_looks_like_this() {
    for (width, height) in [(80, 24), (60, 15), (160, 50)] {
        let screen = Screen::demo(width, height).keys("2vtimeline<Enter>");
        assert_snapshot!(format!("timeline_{width}x{height}"), screen.text());
    }
    let options = Options {
        symbols: Symbols::Unicode,
        ..Options::default()
    };
    let screen = Screen::dressed(80, 24, &options).keys("2vtimeline<Enter>");
    assert!(screen.text().contains("━━"), "{}", screen.text());
}

#[test]
fn arrows_move_by_year_and_row_and_only_escape_goes_back() {
    for (keys, expected) in [
        ("", "2021: "),
        ("<Left>", "2020: "),
        ("<Right><Right>", "2023: "),
        ("h", "2020: "),
        ("l", "2022: "),
        ("<Left><Left>t", "2021: "),
        ("<Home>+", "2021: "),
        ("<Home>--", "2021: "),
    ] {
        let screen = Screen::demo(80, 24).keys("2vtimeline<Enter>").keys(keys);
        assert!(
            told(&screen).starts_with(expected),
            "{keys}: {}",
            screen.text()
        );
    }
    let far = Screen::demo(80, 24)
        .keys("2vtimeline<Enter>")
        .keys(&"<Left>".repeat(60));
    assert!(
        told(&far).starts_with("1961: not there yet"),
        "{}",
        far.text()
    );
    let back = Screen::demo(80, 24).keys("2vtimeline<Enter><Left><Esc>");
    assert!(!back.text().contains("Timeline,"), "{}", back.text());
}

#[test]
fn enter_goes_to_the_agreement_of_the_row() {
    let screen = Screen::demo(110, 30).keys("2/ehrc<Enter>vtimeline<Enter>");
    let title = "Memorandum of understanding between CQC and EHRC";
    assert!(
        screen.text().to_lowercase().contains(&title.to_lowercase()),
        "{}",
        screen.text()
    );
    let opened = screen.keys("<Enter>");
    assert!(!opened.text().contains("Timeline,"), "{}", opened.text());
    let text = opened.text();
    assert!(text.contains("Published       9 March 2021"), "{text}");
}
