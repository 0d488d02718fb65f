//! Texts in, words out: ours fill with what they ask for, and a broken one of an office costs itself alone.

use super::*;
use crate::domain::audience::Audience;
use crate::exchange::document::{Block, Document};
use insta::assert_snapshot;

/// One own text, and what was wrong with it.
fn with(name: &str, source: &str) -> (Words, Vec<String>) {
    let (words, mistakes) = Words::with([(name.to_owned(), source.to_owned())]);
    let sentences = mistakes.into_iter().map(|mistake| mistake.sentence);
    (words, sentences.collect())
}

fn of_meeting() -> OfMeeting {
    OfMeeting {
        text: "agenda".to_owned(),
        forum: "The Forum".to_owned(),
        short: "TF".to_owned(),
        day: "Thursday 3 April 2014".to_owned(),
        audience: Audience::Public,
    }
}

fn of_body(organisation: &str) -> NameForBody {
    NameForBody {
        organisation: organisation.to_owned(),
        date: "2014-04-03".to_owned(),
    }
}

#[test]
fn every_built_in_text_is_one_that_an_office_could_have_written() {
    let all = Text::ALL
        .iter()
        .map(|text| (text.word().to_owned(), text.built_in().to_owned()));
    let (words, mistakes) = Words::with(all);
    assert_eq!(mistakes, []);
    for text in Text::ALL {
        assert!(words.is_own(*text), "{text}");
        let filled = fill(text.built_in(), &text.example(), Fuel::AsNeeded);
        let filled = filled.expect("a text of ours");
        let is_around = text.word().ends_with("introduction") || text.word().ends_with("closing");
        assert_eq!(filled.is_empty(), is_around, "{text}: {filled}");
    }
}

#[test]
fn every_text_says_at_its_top_exactly_which_values_it_has() {
    for text in Text::ALL {
        let (notes, _) = text.built_in().split_once("#}").expect("notes at the top");
        let values = text.example();
        let names = values.try_iter().expect("named values");
        let names: Vec<String> = names.map(|name| name.to_string()).collect();
        for name in &names {
            // The members of a forum are not invited.
            if *text == Text::EmailMembers && name == "invited" {
                continue;
            }
            assert!(notes.contains(&format!("\n   {name} ")), "{text}: {name}");
        }
        let said = notes.lines().filter_map(|line| line.strip_prefix("   "));
        let said = said.filter_map(|line| line.split_once("  "));
        for (name, _) in said.filter(|(name, _)| !name.is_empty() && !name.contains(' ')) {
            assert!(names.iter().any(|one| one == name), "{text}: {name}");
        }
    }
}

#[test]
fn a_broken_text_is_named_by_its_line_and_the_built_in_one_used() {
    let mut told = String::new();
    for (name, source) in [
        (
            "chase-subject",
            "{# ours: organsation #}\nOwed by {{ organsation }}",
        ),
        (
            "chase-body",
            "{{ count }}\n{% if false %}\n{{ secret }}{% endif %}",
        ),
        (
            "chase-body",
            "{% for forum in forums %}\n{{ forum.nmae }}\n{% endfor %}",
        ),
        ("chase-body", "one\ntwo {{ count"),
        (
            "chase-body",
            "{% for forum in forums %}\n{{ forum.name }}\n",
        ),
        ("email-members", "Dear all,\n{{ text|uper }}"),
        ("email-members", "{% include 'agenda-closing' %}"),
        (
            "agenda-introduction",
            "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
        ),
        (
            "agenda-introduction",
            "{% set a = 'xxxxxxxx' %}{% set a = a * 100000 %}{% set a = a * 100000 %}{{ a }}",
        ),
        (
            "agenda-introduction",
            &"{% set short = short ~ short %}".repeat(60),
        ),
        ("name-pack", "{# nothing #}\n---"),
    ] {
        let (words, mistakes) = with(name, source);
        assert_eq!(mistakes.len(), 1, "{source}: {mistakes:?}");
        assert!(mistakes[0].ends_with(" The built-in text is used."));
        assert!(!mistakes[0].contains('\n'), "{}", mistakes[0]);
        assert!(!words.is_own(Text::from_word(name).expect("a text there is")));
        told.extend([mistakes[0].as_str(), "\n"]);
    }
    assert_snapshot!(told);
}

#[test]
fn a_text_that_nobody_knows_is_named_with_the_nearest_one() {
    for (name, expected) in [
        (
            "chase-bdy",
            "There is no text \"chase-bdy.txt\"; did you mean chase-body.txt?",
        ),
        (
            "letterhead",
            "There is no text \"letterhead.txt\". `secretariat config words` lists those there are.",
        ),
    ] {
        assert_eq!(with(name, "x").1, [expected]);
    }
}

#[test]
fn what_fails_only_with_true_values_is_remarked_once_and_the_built_in_one_used() {
    let (words, mistakes) = with("chase-body", "Dear {{ forums[0].things[1].words }}");
    assert_eq!(mistakes, [""; 0]);
    let values = Chase {
        organisation: "HOC".to_owned(),
        short: "HOC".to_owned(),
        person: String::new(),
        recipients: 0,
        count: 0,
        today: "20 January 2014".to_owned(),
        forums: Vec::new(),
    };
    for _ in 0..2 {
        let filled = words.fill(Text::ChaseBody, &values);
        assert!(filled.starts_with("Dear colleague,\n"), "{filled}");
    }
    let remarks = words.remarks();
    assert_eq!(remarks.len(), 1);
    assert!(
        remarks[0].sentence.starts_with("chase-body.txt line 1: "),
        "{}",
        remarks[0].sentence
    );
    let (words, _) = with("name-report", "{{ organisation }}");
    assert_eq!(
        words.file_name(Text::NameReport, &of_body("??")),
        "untitled"
    );
    assert_eq!(words.remarks().len(), 1);
}

#[test]
fn nothing_that_a_register_holds_acts_on_a_screen_or_names_a_path() {
    let (words, _) = with("name-report", "../{{ organisation }}/{{ date }}");
    let hostile = of_body("..\\\u{202e}x\n/etc/passwd {{ date }}");
    let name = words.file_name(Text::NameReport, &hostile);
    assert!(
        name.chars()
            .all(|one| one.is_ascii_alphanumeric() || one == '-'),
        "{name}"
    );
    let values = OfMeeting {
        forum: "A\u{1b}[31m <b>{{ day }}</b>".to_owned(),
        ..of_meeting()
    };
    let (words, _) = with("agenda-introduction", "{{ forum }}\u{200b}");
    let filled = words.fill(Text::AgendaIntroduction, &values);
    assert_eq!(filled, "A<U+001B>[31m <b>{{ day }}</b><U+200B>");
}

#[test]
fn words_stand_above_and_below_a_document() {
    let source =
        "{# ours #}\r\nThe {{ text }} of {{ short }}.\r\n\r\n- bring papers\r\n- {{ day }}\r\n";
    let (words, mistakes) = with("agenda-introduction", source);
    assert_eq!(mistakes, [""; 0]);
    let mut document = Document::new("Agenda", Audience::Public);
    document.blocks.push(Block::section("Items"));
    let empty = Words::standard().frame(Place::Agenda, &of_meeting());
    empty.around(&mut document);
    assert_eq!(document.blocks.len(), 1);
    words
        .frame(Place::Agenda, &of_meeting())
        .around(&mut document);
    let (words, _) = with("agenda-closing", "\n\nFor the {{ audience }}.\n\n");
    words
        .frame(Place::Agenda, &of_meeting())
        .around(&mut document);
    assert_snapshot!(crate::exchange::text::render(&document));
}
