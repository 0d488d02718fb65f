//! Every form of every kind, at every size and in every dress: opened, walked through, closed.

use insta::assert_snapshot;
use secretariat::config::ThemeName;
use secretariat::domain::form;
use secretariat::domain::register::Kind;
use secretariat::domain::words::Word;
use secretariat::tui::{Options, Symbols};

use super::Screen;
use crate::sample;

const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (160, 50), (200, 60)];

/// What `n` on Today calls a kind.
fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Organisation => "organisation",
        Kind::Contact => "contact",
        Kind::Forum => "forum",
        Kind::Membership => "membership",
        Kind::Meeting => "meeting",
        Kind::Item => "agenda item",
        Kind::Action => "action",
        Kind::Agreement => "agreement",
        Kind::Party => "party",
        Kind::Review => "review in the log",
        Kind::Commitment => "commitment",
        Kind::Announcement => "announcement",
        Kind::Attendance => "attendance",
        Kind::Return => "return",
        Kind::Offer => "offer",
        Kind::IssuedText => "issued text",
        Kind::PublishedPage => "published page",
        Kind::Sending => "sending",
        Kind::Reminder => "reminder",
        Kind::Note => "note",
        Kind::File => "file",
        Kind::Origin => "source",
    }
}

/// The form of a new entry of a kind.
fn opened(screen: Screen, kind: Kind) -> Screen {
    let screen = screen.keys(&format!("n{}<Enter>", called(kind)));
    let text = screen.text();
    assert!(text.contains(&format!("New {kind}")), "{kind}\n{text}");
    screen
}

/// Every dress with its name.
fn dresses() -> Vec<(String, Options)> {
    let mut all = Vec::new();
    for &theme in ThemeName::ALL {
        for color in [true, false] {
            for symbols in [Symbols::Ascii, Symbols::Unicode] {
                let options = Options {
                    color,
                    theme,
                    symbols,
                    ..Options::default()
                };
                all.push((format!("{theme}, colour {color}, {symbols:?}"), options));
            }
        }
    }
    all
}

/// The row and the column in which the cursor stands.
fn place(screen: &mut Screen) -> (usize, usize) {
    let cursor = screen.cursor();
    (usize::from(cursor.y), usize::from(cursor.x))
}

/// Whether the cursor stands beside a label, or under it in a list or a text of several lines.
fn is_beside(screen: &mut Screen, kind: Kind, label: &str) -> bool {
    let (row, column) = place(screen);
    let lines: Vec<Vec<char>> = screen
        .text()
        .lines()
        .map(|line| line.chars().collect())
        .collect();
    let title: Vec<char> = format!(" New {kind} ").chars().collect();
    let edge = |line: &Vec<char>| line.windows(title.len()).position(|words| words == title);
    let Some(left) = lines.iter().find_map(edge) else {
        return false;
    };
    let labels = lines[..=row].iter().rev().map(|line| {
        let inner: String = line[..column.min(line.len())]
            .iter()
            .skip(left + 1)
            .collect();
        inner
            .trim_matches(['|', '│', '[', '<', '>', ' '])
            .to_owned()
    });
    let nearest = labels.into_iter().find(|words| !words.is_empty());
    nearest.is_some_and(|words| {
        let words = words.trim_end_matches(['*', ' ']);
        words.starts_with(label)
            || words
                .strip_suffix('…')
                .is_some_and(|cut| label.starts_with(cut))
    })
}

/// Tabs through a form to its end and back to its first field: the cursor stands on each field in turn.
fn walk(mut screen: Screen, kind: Kind, what: &str) -> Screen {
    let asks = form::of(kind).asks();
    // What the row under the cursor answers is behind the cursor.
    for _ in 0..asks.len() {
        if is_beside(&mut screen, kind, asks[0].label) {
            break;
        }
        screen = screen.keys("<Shift-Tab>");
    }
    for ask in &asks {
        let is_there = is_beside(&mut screen, kind, ask.label);
        assert!(
            is_there,
            "{kind}, {what}: {}\n{}",
            ask.label,
            screen.picture()
        );
        screen = screen.keys("<Tab>");
    }
    for name in ["[ Save ]", "[ Cancel ]"] {
        let (row, column) = place(&mut screen);
        let line: String = screen
            .line(row)
            .chars()
            .skip(column.saturating_sub(2))
            .collect();
        assert!(line.starts_with(name), "{kind}, {what}: {line}");
        screen = screen.keys("<Tab>");
    }
    assert!(
        is_beside(&mut screen, kind, asks[0].label),
        "{kind}, {what}: round again"
    );
    let closed = screen.keys("<Esc>");
    assert!(!closed.text().contains("[ Cancel ]"), "{kind}, {what}");
    closed
}

#[test]
fn every_field_of_every_form_is_reached_by_tab_and_the_cursor_stands_on_it() {
    for (width, height) in SIZES {
        let mut screen = Screen::demo(width, height);
        for kind in form::kinds() {
            screen = walk(opened(screen, kind), kind, &format!("{width}x{height}"));
        }
    }
}

#[test]
fn every_form_can_be_walked_through_in_every_dress() {
    // One with every sort of field is enough for a moment.
    let kinds = if sample::is_slow_wanted() {
        form::kinds().collect()
    } else {
        vec![Kind::Forum, Kind::Note]
    };
    for (what, options) in dresses() {
        let mut screen = Screen::dressed(80, 24, &options);
        for &kind in &kinds {
            screen = walk(opened(screen, kind), kind, &what);
        }
    }
}

#[test]
fn a_form_drawn_in_ascii_is_ascii() {
    let options = Options {
        symbols: Symbols::Ascii,
        ..Options::default()
    };
    for (width, height) in SIZES {
        let mut screen = Screen::dressed(width, height, &options);
        for kind in form::kinds() {
            let form = opened(screen, kind);
            let text = form.text();
            let other = text.chars().find(|letter| !letter.is_ascii());
            assert_eq!(other, None, "{kind} {width}x{height}\n{text}");
            screen = form.keys("<Esc>");
        }
    }
}

#[test]
fn forms_of_several_kinds_look_like_this() {
    for kind in [Kind::Agreement, Kind::Meeting, Kind::Note] {
        let mut form = opened(Screen::demo(80, 24), kind);
        assert_snapshot!(format!("form_{kind}"), form.picture());
    }
    let form = opened(Screen::demo(60, 15), Kind::Agreement).keys("<Tab><Tab>");
    assert_snapshot!("form_narrow", form.text());
}
