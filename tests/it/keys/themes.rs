//! Colours and symbols: the same words in every dress.

use insta::assert_snapshot;
use secretariat::config::ThemeName;
use secretariat::domain::words::Word;
use secretariat::tui::{Options, Symbols};

use super::Screen;

/// Opens the form that records a review, with a picker of outcomes in it.
const REVIEW: &str = "2/joint working protocol between<Enter>m";

fn options(theme: ThemeName, symbols: Symbols) -> Options {
    Options {
        color: true,
        theme,
        symbols,
        ..Options::default()
    }
}

#[test]
fn every_theme_shows_today_and_a_dialog_in_its_own_colours() {
    for theme in ThemeName::ALL {
        let screen = || Screen::dressed(80, 24, &options(*theme, Symbols::Unicode));
        assert_snapshot!(format!("today_{theme}"), screen().picture());
        assert_snapshot!(format!("dialog_{theme}"), screen().keys(REVIEW).picture());
    }
}

#[test]
fn a_theme_changes_no_word() {
    let words = Screen::demo(80, 24).text();
    for theme in ThemeName::ALL {
        let screen = Screen::dressed(80, 24, &options(*theme, Symbols::default()));
        assert_eq!(screen.text(), words, "{theme}");
    }
}

#[test]
fn without_colour_no_theme_has_one_and_high_contrast_nothing_faint() {
    let colours = [
        "red", "yellow", "cyan", "green", "magenta", "blue", "gray", "black", "white",
    ];
    for theme in ThemeName::ALL {
        for (color, keys) in [(false, ""), (false, REVIEW), (true, ""), (true, REVIEW)] {
            let options = Options {
                color,
                ..options(*theme, Symbols::Unicode)
            };
            let styles = Screen::dressed(80, 24, &options).keys(keys).styles();
            if !color || *theme == ThemeName::Mono {
                let is_tinted = colours.iter().any(|colour| styles.contains(colour));
                assert!(!is_tinted, "{theme}: {styles}");
            }
            if *theme == ThemeName::HighContrast {
                assert!(!styles.contains("dim"), "{styles}");
            }
        }
    }
}

#[test]
fn ascii_is_all_that_an_ascii_screen_is_drawn_with() {
    let plain = options(ThemeName::Auto, Symbols::Ascii);
    for keys in [
        "",
        "2",
        "3",
        "4",
        "5",
        "?",
        REVIEW,
        "2jH",
        "2jjm",
        "<Ctrl-f>care",
        ":",
    ] {
        for (width, height) in [(60, 15), (80, 24), (120, 40)] {
            let text = Screen::dressed(width, height, &plain).keys(keys).text();
            let other = text.chars().find(|letter| !letter.is_ascii());
            assert_eq!(other, None, "{keys}\n{text}");
        }
    }
    let cut = Screen::dressed(80, 24, &plain).text();
    assert!(cut.contains("..."), "{cut}");
}

#[test]
fn unicode_draws_lines_and_cuts_with_one_character() {
    let options = options(ThemeName::Auto, Symbols::Unicode);
    let text = Screen::dressed(80, 24, &options).keys(REVIEW).text();
    for symbol in ["┌", "┐", "└", "┘", "─", "│", "…"] {
        assert!(text.contains(symbol), "{symbol}\n{text}");
    }
    let today = Screen::dressed(80, 24, &options);
    assert!(today.selected().starts_with('>'), "{}", today.text());
}

#[test]
fn a_mistake_in_the_settings_stands_in_the_status_line_until_it_is_dismissed() {
    let warned = Options {
        warning: Some("settings.toml line 4: there is no setting \"them\".".to_owned()),
        ..options(ThemeName::Auto, Symbols::Plain)
    };
    let screen = Screen::dressed(80, 24, &warned);
    assert!(screen.text().contains("settings.toml line 4"));
    let dismissed = screen.keys("<Esc>");
    assert!(!dismissed.text().contains("settings.toml"));
}
