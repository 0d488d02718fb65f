//! What holds on every page: keys, help, the way back, every size and dress.

use crossterm::event::{KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use secretariat::tui::keys::{Binding, Place};
use secretariat::tui::{Options, Symbols};

use super::Screen;

const SIZES: [(u16, u16); 7] = [
    (60, 15),
    (80, 24),
    (109, 24),
    (110, 20),
    (160, 24),
    (160, 50),
    (200, 60),
];

/// The keys that open a page on the sample data. None for a place that is no page.
pub(super) fn opens(place: Place) -> Option<&'static str> {
    match place {
        Place::Tabs
        | Place::Form
        | Place::Choosing
        | Place::Question
        | Place::Month
        | Place::Page => None,
        Place::Agenda => Some("3b"),
        Place::Build => Some("3bb"),
        Place::Plan => Some("3tv<Down><Enter>"),
        Place::Sitting => Some("3to"),
        Place::Attendance => Some("3toa"),
        Place::Issue => Some("3ti"),
        Place::Year => Some("3vyear<Enter>"),
        Place::Forward => Some("3vforward<Enter>"),
        Place::Way => Some(
            "3/2014<Enter><Enter><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down>vitem<Enter>",
        ),
        Place::Summary => Some("4vsummary<Enter>"),
        Place::Gaps => Some("2vgaps<Enter>"),
        Place::Published => Some("2vpublished<Enter>"),
        Place::OneBody => Some("5<End>v<Enter>"),
        Place::Ending => Some("5<End>v<Enter>m<Right><Right><Ctrl-s>"),
        Place::Duties => Some("2vcommitments<Enter>"),
        Place::Tree => Some("2vtree<Enter>"),
        Place::Editions => Some("2veditions<Enter>"),
        Place::Timeline => Some("2vtimeline<Enter>"),
        Place::HandOver => Some("5vhand<Enter>"),
        Place::Import => Some("Itests/it/files/office.csv<Ctrl-s>"),
    }
}

fn pages() -> impl Iterator<Item = (Place, &'static str)> {
    Place::ALL
        .iter()
        .filter_map(|place| Some((*place, opens(*place)?)))
}

/// Presses the key that is shown for a binding.
fn press(screen: Screen, binding: &Binding) -> Screen {
    let key = binding.keys.first().expect("a binding has a key");
    let modifiers = if key.is_ctrl {
        KeyModifiers::CONTROL
    } else {
        KeyModifiers::NONE
    };
    screen.event(KeyEvent::new(key.code, modifiers))
}

/// True while the footer is that of a page: it names the way back, and not how to quit.
fn is_open(screen: &Screen) -> bool {
    let text = screen.text();
    let footer = text.lines().last().unwrap_or_default();
    footer.contains("Esc Back") && footer.ends_with("? Help") && !footer.contains("Quit")
}

#[test]
fn every_key_of_every_page_does_something_harmless_at_every_size_and_in_ascii() {
    let options = Options {
        symbols: Symbols::Ascii,
        ..Options::default()
    };
    for (place, keys) in pages() {
        for (width, height) in SIZES {
            let mut screen = Screen::dressed(width, height, &options).keys(keys);
            for binding in place.bindings() {
                assert!(is_open(&screen), "{width}x{height}\n{}", screen.text());
                screen = press(screen, binding);
                let text = screen.text();
                let other = text.chars().find(|letter| !letter.is_ascii());
                assert_eq!(other, None, "{} {width}x{height}\n{text}", binding.name);
                screen = screen.keys("<Esc><Esc><Esc>").keys(keys);
            }
        }
    }
}

#[test]
fn the_cursor_stands_on_the_page() {
    for (place, keys) in pages() {
        for (width, height) in SIZES {
            let mut screen = Screen::demo(width, height).keys(keys);
            let row = screen.cursor().y;
            assert!(
                (2..height - 2).contains(&row),
                "{place:?} {width}x{height}: {row}"
            );
        }
    }
}

#[test]
fn help_on_a_page_lists_all_that_it_can_do() {
    for (place, keys) in pages() {
        let mut screen = Screen::demo(80, 24).keys(keys).keys("?");
        let mut seen = screen.text();
        for _ in place.all_bindings() {
            screen = screen.keys("<Down>");
            seen.push_str(&screen.text());
        }
        for binding in place.all_bindings() {
            assert!(seen.contains(&binding.shown()), "{}", binding.name);
        }
        let closed = screen.keys("<Esc>");
        assert!(is_open(&closed), "{}", closed.text());
    }
}

#[test]
fn help_on_a_page_does_what_its_row_says_there() {
    for (place, keys) in pages() {
        for menu in ["?", "<F1>", "<Ctrl-p>", ":"] {
            let gone = Screen::demo(80, 24).keys(keys).keys(menu);
            let gone = gone.keys("everything that needs<Enter>");
            assert!(gone.line(1).contains("things to see to"), "{}", gone.text());
            // These lead back to the page that they belong to.
            if matches!(place, Place::Attendance | Place::Build | Place::Ending) {
                continue;
            }
            let closed = Screen::demo(80, 24).keys(keys).keys(menu);
            let closed = closed.keys("closes the page<Enter>");
            assert!(!is_open(&closed), "{}", closed.text());
        }
    }
}

#[test]
fn escape_leads_back_to_the_list_and_only_ctrl_q_leaves_the_program() {
    for (place, keys) in pages() {
        let screen = || Screen::demo(80, 24).keys(keys);
        // What is proposed for an agenda stands over the agenda; the list of who is there is a part of its page.
        let under = [
            (Place::Build, "3b"),
            (Place::Attendance, "3to"),
            (Place::Ending, "5<End>v<Enter>"),
        ];
        let under = under.iter().find(|(part, _)| *part == place);
        // Another page opens from what is there before its own key.
        let before = keys.rsplit_once('v').map_or("3", |(before, _)| before);
        let under = under.map_or(before, |(_, keys)| *keys);
        let list = Screen::demo(80, 24).keys(under);
        for back in ["<Esc>", "<Ctrl-c>"] {
            let closed = screen().keys(back);
            assert_eq!(closed.line(1), list.line(1), "{back}");
            assert!(!closed.is_over(), "{back}");
        }
        let stays = screen().keys("q");
        assert!(is_open(&stays) && !stays.is_over(), "{}", stays.text());
        assert!(screen().keys("<Ctrl-q>").is_over());
        assert!(screen().keys("?<Ctrl-q>").is_over());
    }
}

#[test]
fn a_tab_by_key_or_click_closes_the_page() {
    for (_, keys) in pages() {
        for tab in ["1", "4", "<Tab>", "<Shift-Tab>"] {
            let other = Screen::demo(80, 24).keys(keys).keys(tab);
            assert!(!is_open(&other), "{tab}\n{}", other.text());
            let again = other.keys("3");
            assert!(!is_open(&again), "{tab}\n{}", again.text());
        }
        let clicked = Screen::demo(80, 24).keys(keys).click(36, 0);
        assert!(clicked.line(1).contains("actions"), "{}", clicked.text());
    }
}

#[test]
fn undo_and_redo_leave_the_page_open_and_say_what_they_did() {
    for (_, keys) in pages() {
        let screen = Screen::demo(80, 24).keys("4m<Ctrl-s>").keys(keys);
        let undone = screen.keys("u");
        assert!(undone.text().contains("Took back"), "{}", undone.text());
        assert!(is_open(&undone));
        let redone = undone.keys("U");
        assert!(redone.text().contains("Did again"), "{}", redone.text());
        assert!(is_open(&redone));
    }
}

#[test]
fn the_mouse_anywhere_on_a_page_is_harmless() {
    for (_, keys) in pages() {
        for (width, height) in [(60, 15), (120, 40)] {
            let mut screen = Screen::demo(width, height).keys(keys);
            for (x, y) in (0..width)
                .step_by(11)
                .flat_map(|x| (2..height).map(move |y| (x, y)))
            {
                for kind in [
                    MouseEventKind::Down(MouseButton::Left),
                    MouseEventKind::Drag(MouseButton::Left),
                    MouseEventKind::Up(MouseButton::Left),
                    MouseEventKind::ScrollDown,
                ] {
                    screen = screen.mouse(kind, x, y);
                }
                if !is_open(&screen) {
                    screen = screen.keys("<Esc><Esc>").keys(keys);
                }
            }
        }
    }
}
