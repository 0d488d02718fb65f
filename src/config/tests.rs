//! Settings in, values and mistakes out.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::domain::due::Windows;
use crate::domain::words::Word;
use crate::exchange::page::{Extent, KINDS};

fn read_text(text: &str) -> (Settings, Vec<String>) {
    let (settings, mistakes) = read(text, Path::new("/office/settings.toml"));
    let sentences = mistakes.into_iter().map(|mistake| mistake.sentence);
    (settings, sentences.collect())
}

/// The asset as it reads once somebody has taken every `#` before a setting away.
fn uncommented() -> String {
    let lines = DEFAULT_FILE
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => setting,
            Some(_) | None => line,
        });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_file_to_begin_with_sets_nothing_and_uncommented_exactly_the_defaults() {
    assert_eq!(read_text(DEFAULT_FILE), (Settings::default(), Vec::new()));
    let (settings, mistakes) = read_text(&uncommented());
    assert_eq!(mistakes, [""; 0]);
    let defaults = Windows::default();
    let kinds: BTreeSet<_> = settings.due_soon.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds.len(), DueKind::ALL.len());
    for (kind, lead) in &settings.due_soon {
        assert_eq!(Some(*lead), defaults.usual(*kind), "{kind}");
    }
    let rest = Settings {
        due_soon: Vec::new(),
        page: PageSettings::default(),
        ..settings
    };
    let expected = Settings {
        theme: Some(ThemeName::Auto),
        symbols: Some(SymbolsName::Auto),
        mouse: Some(true),
        first_day: Some(FirstDay::Monday),
        ..Settings::default()
    };
    assert_eq!(rest, expected);
}

#[test]
fn uncommented_the_page_says_what_it_says_by_itself() {
    let (settings, mistakes) = read_text(&uncommented());
    assert_eq!(mistakes, [""; 0]);
    let (page, usual) = (settings.page, PageSettings::default());
    assert_eq!(
        (&page.publisher, &page.contact, &page.site),
        (&None, &None, &None)
    );
    assert_eq!(page.title(), usual.title());
    assert_eq!(page.introduction(), usual.introduction());
    assert_eq!((page.definitions.len(), page.shows.len()), (3, 3));
    for (kind, ..) in KINDS {
        assert_eq!(page.definition(kind), usual.definition(kind));
        assert_eq!(page.extent(kind), usual.extent(kind));
    }
}

#[test]
fn a_mistake_on_the_page_costs_its_line_alone() {
    for (text, expected) in [
        (
            "publsher = \"CQC\"",
            "settings.toml line 2: there is no setting of the page \"publsher\"; did you mean \"publisher\"?",
        ),
        (
            "theme = \"dark\"",
            "settings.toml line 2: \"theme\" stands under [page]; write it above that heading.",
        ),
        (
            "title = 3",
            "settings.toml line 2: \"title\" is a text in quotation marks.",
        ),
        (
            "shows = \"full\"",
            "settings.toml line 2: \"shows\" is a heading: write [page.shows] on a line of its own.",
        ),
        (
            "[page.shows]\nISA = \"body\"",
            "settings.toml line 3: \"ISA\" cannot be \"body\". It is one of: full, titles, bodies, none.",
        ),
        (
            "[page.definitions]\nConcordat = 1",
            "settings.toml line 3: \"Concordat\" is a text in quotation marks.",
        ),
    ] {
        let (_, mistakes) = read_text(&format!("[page]\n{text}\n"));
        assert_eq!(mistakes, [expected]);
    }
    let text = "[page]\ntitle = \" \"\ncontact = \"Desk\"\n[page.shows]\nConcordat = \"titles\"\n";
    let (settings, mistakes) = read_text(text);
    assert_eq!(mistakes, [""; 0]);
    assert_eq!(settings.page.title(), "Joint working agreements");
    assert_eq!(settings.page.contact.as_deref(), Some("Desk"));
    assert_eq!(settings.page.extent("concordat"), Extent::Titles);
}

#[test]
fn words_and_reference_are_paths_from_the_folder_of_the_settings() {
    let text = "[documents]\nwords = \"our words\"\nreference = \"/letters/office.docx\"\n";
    let (settings, mistakes) = read_text(text);
    assert_eq!(mistakes, [""; 0]);
    let expected = HouseFiles {
        words: Some("/office/our words".into()),
        reference: Some("/letters/office.docx".into()),
    };
    assert_eq!(settings.documents, expected);
    let (settings, _) = read_text("[documents]\nwords = \"~/words\"\nreference = \"\"\n");
    assert_eq!(settings.documents.words, Some(paths::expanded("~/words")));
    assert_eq!(settings.documents.reference, None);
    for (text, expected) in [
        (
            "documents = \"words\"",
            "settings.toml line 1: \"documents\" is a heading: write [documents] on a line of its own.",
        ),
        (
            "words = \"here\"",
            "settings.toml line 1: \"words\" stands under no heading; write [documents] above it.",
        ),
        (
            "[documents]\nword = \"here\"",
            "settings.toml line 2: there is no setting of documents \"word\"; did you mean \"words\"?",
        ),
        (
            "[documents]\nwords = 3",
            "settings.toml line 2: \"words\" is a text in quotation marks.",
        ),
        (
            "[documents]\nuser = \"Ann\"",
            "settings.toml line 2: \"user\" stands under [documents]; write it above that heading.",
        ),
    ] {
        let (settings, mistakes) = read_text(text);
        assert_eq!(mistakes, [expected]);
        assert_eq!(settings, Settings::default());
    }
}

#[test]
fn the_file_to_begin_with_names_every_setting() {
    let names = Key::ALL.iter().map(|key| key.word());
    let names = names.chain(PageKey::ALL.iter().map(|key| key.word()));
    for name in names.chain(DocumentsKey::ALL.iter().map(|key| key.word())) {
        let is_there = DEFAULT_FILE.contains(&format!("\n#{name} = "))
            || DEFAULT_FILE.contains(&format!("\n#[{name}]"))
            || DEFAULT_FILE.contains(&format!("\n#[page.{name}]"));
        assert!(is_there, "{name}");
    }
}

#[test]
fn a_file_of_version_0_1_is_read_as_it_was() {
    let text = "\
register = \"forums/north.db\"
user = \"Ann Archer\"
theme = \"high-contrast\"
symbols = \"ascii\"
mouse = false
first-day = \"sunday\"

[due-soon]
review = \"6 months\"
action = \"10 working days\"
";
    let (settings, mistakes) = read_text(text);
    assert_eq!(mistakes, [""; 0]);
    let interval = |text: &str| text.parse().expect("a length of time");
    let mut due_soon = settings.due_soon.clone();
    due_soon.sort_by_key(|(kind, _)| *kind);
    assert_eq!(
        due_soon,
        [
            (DueKind::Review, interval("6 months")),
            (DueKind::Action, interval("10 working days")),
        ]
    );
    assert_eq!(
        settings.register.as_deref(),
        Some(Path::new("/office/forums/north.db"))
    );
    assert_eq!(settings.user.as_deref(), Some("Ann Archer"));
    assert_eq!(settings.theme, Some(ThemeName::HighContrast));
    assert_eq!(settings.symbols, Some(SymbolsName::Ascii));
    assert_eq!(settings.mouse, Some(false));
    assert_eq!(settings.first_day, Some(FirstDay::Sunday));
}

#[test]
fn a_mistake_names_its_line_and_the_nearest_word() {
    for (text, expected) in [
        (
            "\n\n\nthem = \"dark\"",
            "settings.toml line 4: there is no setting \"them\"; did you mean \"theme\"?",
        ),
        (
            "zebra = 1",
            "settings.toml line 1: there is no setting \"zebra\". There are: register, user, theme, symbols, mouse, \
             first-day, due-soon, page, documents.",
        ),
        (
            "theme = \"drak\"",
            "settings.toml line 1: \"theme\" cannot be \"drak\"; did you mean \"dark\"? It is one of: auto, light, \
             dark, high-contrast, mono.",
        ),
        (
            "theme = 3",
            "settings.toml line 1: \"theme\" is a text in quotation marks.",
        ),
        (
            "theme = dark",
            "settings.toml line 1: a text stands in quotation marks, as in theme = \"dark\".",
        ),
        (
            "mouse = \"yes\"",
            "settings.toml line 1: \"mouse\" is true or false, without quotation marks.",
        ),
        (
            "due-soon = 14",
            "settings.toml line 1: \"due-soon\" is a heading: write [due-soon] on a line of its own.",
        ),
        (
            "[due-soon]\nreveiw = \"1 month\"",
            "settings.toml line 2: there is no kind of due line \"reveiw\"; did you mean \"review\"?",
        ),
        (
            "[due-soon]\ntheme = \"dark\"",
            "settings.toml line 2: \"theme\" stands under [due-soon]; write it above that heading.",
        ),
        (
            "review = \"1 month\"",
            "settings.toml line 1: \"review\" stands under no heading; write [due-soon] above it.",
        ),
        (
            "[due-soon]\nreview = \"soon\"",
            "settings.toml line 2: \"soon\" is not a length of time. Write a whole number up to 65535 and then hours, \
             days, working days, weeks, months or years, as in 2 months.",
        ),
    ] {
        let (settings, mistakes) = read_text(text);
        assert_eq!(mistakes, [expected], "{text}");
        assert_eq!(settings, Settings::default(), "{text}");
    }
}

#[test]
fn whatever_is_wrong_elsewhere_the_rest_counts() {
    for wrong in [
        "them = 1",
        "theme = dark",
        "theme = \"dark",
        "theme =",
        "= 3",
        "theme = \"light\"\ntheme = \"dark\"",
        "user = 'a' 'b'",
    ] {
        let text = format!("\u{feff}mouse = false\r\n{wrong}\nsymbols = \"ascii\"\n");
        let (settings, mistakes) = read_text(&text);
        assert!(!mistakes.is_empty(), "{wrong}");
        let line = mistakes[0].starts_with("settings.toml line 2: ");
        assert!(line || mistakes[0].starts_with("settings.toml line 3: "));
        assert_eq!(settings.mouse, Some(false), "{wrong}");
        assert_eq!(settings.symbols, Some(SymbolsName::Ascii), "{wrong}");
        assert!(
            !mistakes.iter().any(|one| one.contains('\n')),
            "{mistakes:?}"
        );
    }
}

#[test]
fn the_environment_sets_four_things_and_a_wrong_word_does_not_count() {
    let set = |name: &str| match name {
        "SECRETARIAT_USER" => Some("Ann".into()),
        "SECRETARIAT_THEME" => Some("Dark".into()),
        "SECRETARIAT_SYMBOLS" => Some("runes".into()),
        _ => None,
    };
    let (settings, mistakes) = from_environment(&set);
    assert_eq!(settings.user.as_deref(), Some("Ann"));
    assert_eq!(settings.theme, Some(ThemeName::Dark));
    assert_eq!(settings.symbols, None);
    assert_eq!(mistakes.len(), 1);
    assert_eq!(
        mistakes[0].sentence,
        "SECRETARIAT_SYMBOLS: \"runes\" is not one of: auto, unicode, ascii."
    );
}

#[test]
fn a_flag_counts_before_the_environment_and_that_before_the_file() {
    let with = |theme| Settings {
        theme,
        ..Settings::default()
    };
    let (light, dark, mono) = (ThemeName::Light, ThemeName::Dark, ThemeName::Mono);
    for (flag, environment, file, expected) in [
        (Some(light), Some(dark), Some(mono), (light, Origin::Flag)),
        (None, Some(dark), Some(mono), (dark, Origin::Environment)),
        (None, None, Some(mono), (mono, Origin::File)),
        (None, None, None, (ThemeName::Auto, Origin::Default)),
    ] {
        let loaded = Loaded {
            environment: with(environment),
            file: with(file),
            mistakes: Vec::new(),
        };
        let found = loaded.in_force(flag, |one| one.theme, || ThemeName::Auto);
        assert_eq!(found, expected);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_a_mistake_and_none_is_not() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let missing = folder.path().join("settings.toml");
    assert_eq!(load_file(&missing), (Settings::default(), Vec::new()));
    let (_, mistakes) = load_file(folder.path());
    assert!(mistakes[0].sentence.contains("could not be read"));
    std::fs::write(&missing, b"user = \"Andr\xe9\"").expect("the folder is there");
    let (_, mistakes) = load_file(&missing);
    assert!(mistakes[0].sentence.contains("Save it as UTF-8"));
}

#[test]
fn what_stands_under_a_heading_that_nobody_knows_does_not_count() {
    for (heading, expected) in [
        (
            "[due-soon",
            "settings.toml line 2: this cannot be read: unclosed table",
        ),
        (
            "[duesoon]",
            "settings.toml line 2: there is no setting \"duesoon\"; did you mean \"due-soon\"?",
        ),
        (
            "[forum]",
            "settings.toml line 2: there is no setting \"forum\".",
        ),
    ] {
        let text = format!("mouse = false\n{heading}\nreview = \"6 months\"\n");
        let (settings, mistakes) = read_text(&text);
        assert!(mistakes[0].starts_with(expected), "{mistakes:?}");
        assert_eq!(settings.mouse, Some(false), "{heading}");
        assert_eq!(settings.due_soon, [], "{heading}");
    }
}
