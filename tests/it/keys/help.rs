//! Help, commands and the table of keys: all from one list.

use insta::assert_snapshot;
use secretariat::tui::keys::{self, Place};

use super::Screen;

#[test]
fn help_lists_what_can_be_done_and_why_not() {
    assert_snapshot!(Screen::demo(80, 24).keys("?").text());
}

#[test]
fn every_binding_stands_in_help() {
    for (place, keys) in [(Place::Tabs, "?"), (Place::Form, "4m<F1>")] {
        let opened = Screen::demo(80, 24).keys(keys);
        let mut screen = opened;
        let mut seen = screen.text();
        for _ in place.bindings() {
            screen = screen.keys("<Down>");
            seen.push_str(&screen.text());
        }
        for binding in place.bindings() {
            assert!(seen.contains(&binding.shown()), "{}", binding.name);
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_place() {
    for place in Place::ALL {
        let mut seen = Vec::new();
        for binding in place.all_bindings() {
            for key in binding.keys.iter().chain(binding.aliases) {
                // What a page binds goes before what works on every page unsaid: there the left arrow leads back.
                let is_unsaid = binding.aliases.contains(key);
                assert!(
                    is_unsaid || !seen.contains(key),
                    "{key} twice: {}",
                    place.title()
                );
                seen.push(*key);
            }
        }
    }
}

#[test]
fn keys_that_some_keyboards_cannot_give_are_not_used() {
    for place in Place::ALL {
        for binding in place.bindings() {
            for key in binding.keys.iter().chain(binding.aliases) {
                let name = key.to_string();
                let never = [
                    "[", "]", "{", "}", "|", "\\", "@", "~", "Ctrl+H", "Ctrl+I", "Ctrl+J",
                    "Ctrl+M", "Ctrl+[", "F10", "F11",
                ];
                assert!(!never.contains(&name.as_str()), "{name}");
            }
        }
    }
}

#[test]
fn typing_in_help_filters_and_enter_does_it() {
    let screen = Screen::demo(80, 24).keys("?agreements with<Enter>");
    assert!(screen.line(1).contains("agreements"), "{}", screen.text());
}

#[test]
fn a_few_letters_find_a_command() {
    let screen = Screen::demo(80, 24).keys("<Ctrl-p>mtgs<Enter>");
    assert!(screen.line(1).contains("meetings"), "{}", screen.text());
}

#[test]
fn the_table_of_keys_names_every_command() {
    let table = keys::table();
    for place in Place::ALL {
        for binding in place.bindings() {
            assert!(table.contains(binding.sentence), "{}", binding.name);
        }
    }
    assert!(table.contains("| `?` `F1` | Help |"), "{table}");
}
