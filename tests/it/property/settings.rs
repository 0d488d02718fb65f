//! A settings file with anything in it: read without a panic, every mistake on a line that is there.

use std::path::Path;

use proptest::prelude::*;
use secretariat::config::{DEFAULT_FILE, Settings, read};

/// The file to begin with, with everything in it set.
fn all_set() -> String {
    // A comment has a blank after its sign, a setting has none.
    DEFAULT_FILE.replace("\n#", "\n").replace("\n ", "\n# ")
}

/// The settings that can be read, after checking what is said of the others.
fn read_any(text: &str) -> Settings {
    let (settings, mistakes) = read(text, Path::new("settings.toml"));
    let last = text.matches('\n').count() + 1;
    for mistake in mistakes {
        let line = mistake.line.expect("every mistake in a text has a line");
        assert!((1..=last).contains(&line), "{mistake:?}");
        let beginning = format!("settings.toml line {line}: ");
        assert!(mistake.sentence.starts_with(&beginning), "{mistake:?}");
    }
    settings
}

#[test]
fn the_file_with_everything_set_is_sound() {
    let (_, mistakes) = read(&all_set(), Path::new("settings.toml"));
    assert_eq!(mistakes, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read_any(&text);
    }

    #[test]
    fn a_file_with_any_piece_replaced_is_read(
        from in any::<prop::sample::Index>(),
        length in 0..12_usize,
        piece in "[\\[\\]{}=\"'#.,\\\\a-z0-9\n\r\t é\u{202e}-]{0,8}",
    ) {
        let letters: Vec<char> = all_set().chars().collect();
        let from = from.index(letters.len());
        let to = (from + length).min(letters.len());
        let text: String = letters[..from].iter().copied()
            .chain(piece.chars())
            .chain(letters[to..].iter().copied())
            .collect();
        read_any(&text);
    }
}
