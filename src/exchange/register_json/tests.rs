//! The sample register out and in again, and what is refused on the way in.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::*;
use crate::demo;

fn register() -> Register {
    let mut register = Register::default();
    register.apply(&demo::demo());
    register
}

fn brought_in(text: &str) -> Result<Register, String> {
    let empty = Register::default();
    let change = read(&empty, text.as_bytes()).map_err(|refusal| refusal.sentence)?;
    let mut register = empty;
    register.apply(&change);
    Ok(register)
}

#[test]
fn the_sample_register_goes_out_and_comes_in_again_equal() {
    let register = register();
    let text = write(&register);
    let again = brought_in(&text).expect("it is read");
    assert!(again == register, "the registers differ");
    assert_eq!(write(&again), text);
    let empty = write(&Register::default());
    assert!(brought_in(&empty).expect("it is read").is_empty());
}

/// Every path of a value, those in lists and objects after a dot.
fn paths(value: &Json, above: &str, found: &mut BTreeSet<String>) {
    match value {
        Json::Array(list) => list.iter().for_each(|one| paths(one, above, found)),
        Json::Object(fields) => {
            for (name, value) in fields {
                let path = format!("{above}{name}");
                found.insert(path.clone());
                paths(value, &format!("{path}."), found);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[test]
fn every_field_of_an_export_is_documented_and_the_reverse() {
    let text = write(&register());
    let Ok(Json::Object(object)) = serde_json::from_str(&text) else {
        panic!("an object: {text:.80}");
    };
    let schema = schema::text();
    for name in object.keys() {
        assert!(schema.contains(&format!("\n  {name} ")), "{name}");
    }
    for &kind in Kind::ALL {
        let (_, part) = schema
            .split_once(&format!("\n\n{}\n", kind.plural()))
            .expect("every kind has a part");
        let part = part.split("\n\n").next().unwrap_or_default();
        let told: BTreeSet<String> = schema::keys(kind).into_iter().map(|key| key.0).collect();
        let printed = part.lines().filter_map(|line| line.strip_prefix("  "));
        let printed = printed.filter(|line| !line.starts_with(' '));
        let printed: BTreeSet<String> = printed
            .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
            .collect();
        assert_eq!(printed, told, "{kind}");
        let rows = object[kind.plural()].as_array().expect("a list");
        for row in rows {
            let mut found = BTreeSet::new();
            paths(row, "", &mut found);
            let unknown: Vec<_> = found.difference(&told).collect();
            assert!(unknown.is_empty(), "{kind}: {unknown:?}");
            let top = told.iter().filter(|path| !path.contains('.'));
            let missing: Vec<_> = top.filter(|path| !found.contains(*path)).collect();
            assert!(missing.is_empty(), "{kind}: {missing:?}");
        }
    }
}

fn small() -> Json {
    json!({
        "format": FORMAT,
        "version": VERSION,
        "organisations": [{
            "id": 1, "name": "CQC", "sort": "regulator",
        }],
    })
}

#[test]
fn what_no_register_holds_is_refused_with_its_place_and_nothing_is_brought_in() {
    type Break = fn(&mut Json);
    let whole: Json = serde_json::from_str(&write(&register())).expect("JSON");
    let cases: [(Break, &str); 21] = [
        (
            |one| one["format"] = json!("another"),
            "does not say \"format\": \"secretariat register\"",
        ),
        (|one| one["format"] = json!(null), "does not say \"format\""),
        (
            |one| one["version"] = json!(2),
            "version 2 of this format, and this program reads version 1: bring it in with a newer",
        ),
        (|one| one["version"] = json!(0), "version 0"),
        (
            |one| one["version"] = json!("1"),
            "does not say its version",
        ),
        (
            |one| one["dragons"] = json!([]),
            "The file has \"dragons\", and there is no such kind here.",
        ),
        (|one| one["actions"] = json!({}), "Actions is no list."),
        (
            |one| one["actions"][0] = json!(7),
            "Actions[1] is no object.",
        ),
        (
            |one| one["actions"][0]["id"] = json!(0),
            "Actions[1], id: here stands 0,",
        ),
        (
            |one| one["actions"][0]["id"] = json!(4_294_967_296_u64),
            "Actions[1], id: here stands 4294967296",
        ),
        (
            |one| one["actions"][1]["id"] = one["actions"][0]["id"].clone(),
            "stands twice in the file",
        ),
        (
            |one| one["actions"][0]["owner"] = json!(999),
            "Action 1, owner: it names organisation 999, which is not in the file.",
        ),
        (
            |one| one["actions"][0]["due"] = json!(5),
            "Action 1, due: here stands 5, and it takes null, a date",
        ),
        (
            |one| one["actions"][0]["closed"] = json!("soon"),
            "Action 1, closed: here stands \"soon\", and it takes a date such as",
        ),
        (
            |one| one["actions"][0]["outcome"] = json!("eaten"),
            "one of \"done\", \"overtaken\", \"withdrawn\".",
        ),
        (
            |one| one["actions"][0]["colour"] = json!("red"),
            "Action 1, colour: there is no such field here; it may come from a newer secretariat.",
        ),
        (
            |one| one["actions"][0]["text"] = json!(" "),
            "Action 1, text: An action needs",
        ),
        (
            |one| one["forums"][0]["cadence"] = json!({"per_year": {"count": 300, "starts": 4}}),
            "Forum 1, cadence.per_year.count: here stands 300",
        ),
        (
            |one| one["forums"][0]["standing_items"] = json!([{"title": "A"}, {"title": 3}]),
            "Forum 1, standing_items[2].title: here stands 3, and it takes text.",
        ),
        (
            |one| one["items"][0]["position"] = json!(900),
            "has a gap in its order",
        ),
        (
            |one| one["actions"][0] = json!({"id": 1, "number": 1, "text": "Send"}),
            "Action 1, forum: it is not there.",
        ),
    ];
    for (break_it, words) in cases {
        let mut broken = whole.clone();
        break_it(&mut broken);
        let sentence = brought_in(&broken.to_string()).expect_err(words);
        assert!(sentence.contains(words), "{sentence}\ninstead of\n{words}");
        assert!(sentence.ends_with("Nothing was brought in."), "{sentence}");
    }
    for (text, words) in [
        ("[]", "no object"),
        ("", "no whole JSON"),
        (
            "{\"format\": \"secretariat register\", \"ver",
            "no whole JSON",
        ),
    ] {
        let sentence = brought_in(text).expect_err(words);
        assert!(sentence.contains(words), "{sentence}");
    }
}

#[test]
fn a_field_that_may_be_empty_may_be_missing_and_a_kind_too() {
    let mut one = small();
    one["forums"] = json!([]);
    let register = brought_in(&one.to_string());
    let register = register.expect("it is read");
    assert_eq!(register.len(), 1);
}

#[test]
fn a_register_that_holds_something_takes_no_whole_one() {
    let register = register();
    let text = write(&register);
    let refusal = read(&register, text.as_bytes()).expect_err("it is full");
    assert!(refusal.sentence.contains("this one holds"), "{refusal}");
    assert!(
        refusal.sentence.contains("secretariat new FILE"),
        "{refusal}"
    );
}

#[test]
fn a_file_with_a_whole_register_is_known_by_its_beginning() {
    for (text, expected) in [
        (write(&Register::default()).as_str(), true),
        (
            "\u{feff} {\"format\": \"secretariat register\", \"ver",
            true,
        ),
        ("{\"format\": \"another\"}", false),
        ("name,acronym\nsecretariat register,\n", false),
        ("", false),
    ] {
        assert_eq!(holds(text.as_bytes()).is_some(), expected, "{text:.40}");
    }
}

#[test]
fn a_forum_is_not_handed_over_where_somebody_has_changed_something_since_its_file_was_made() {
    let mut register = Register::default();
    register.apply(&demo::demo());
    let written = register.revision();
    assert_eq!(forum::check_as_written(&register, written), Ok(()));
    let action = register
        .actions
        .iter()
        .next()
        .expect("there are some")
        .clone();
    register.apply(&Change::new("Gone").delete(&action));
    let refusal = forum::check_as_written(&register, written).expect_err("it is another register");
    assert!(refusal.sentence.contains("hand it over again"), "{refusal}");
}
