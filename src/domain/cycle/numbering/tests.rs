//! Agendas by their numbers alone, and the papers of several meetings.

use super::*;
use crate::domain::date::{Date, read};
use crate::domain::delete;
use crate::domain::register::Record;

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// A forum with a meeting whose items have these numbers; `.` stands before that of a sub-item, `-` for none.
fn register(pattern: &str, on: &str, numbers: &str) -> Register {
    let mut register = Register::default();
    let mut forum = Forum::new(id(1), "The Forum");
    pattern.clone_into(&mut forum.item_numbers);
    register.put(forum);
    let today = chrono::NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
    let on = read(on, today).expect("a date");
    let mut meeting = Meeting::new(id(1), id(1), on);
    meeting.number = Some(42);
    register.put(meeting);
    for (number, position) in numbers.split_whitespace().zip(1..) {
        let mut item = Item::new(id(position), id(1), position, "Item");
        item.is_sub = number.starts_with('.');
        item.number = Some(number.trim_start_matches('.').to_owned()).filter(|one| one != "-");
        register.put(item);
    }
    register
}

fn numbers(register: &Register) -> String {
    let agenda = item::agenda(register, id(1));
    let numbers = agenda
        .iter()
        .map(|item| item.number.as_deref().unwrap_or("-"));
    numbers.collect::<Vec<_>>().join(" ")
}

#[test]
fn items_are_numbered_in_their_order_by_the_forums_pattern() {
    for (pattern, on, items, expected) in [
        ("", "1 December 2014", "x x x", "1 2 3"),
        ("", "1 December 2014", "x .x .x x .x", "1 1.1 1.2 2 2.1"),
        ("", "1 December 2014", "x - x", "1 - 2"),
        ("", "1 December 2014", "x - .x x", "1 - 1.1 2"),
        ("", "1 December 2014", "x .- .x", "1 - 1.1"),
        ("", "1 December 2014", ".x x", "1 2"),
        (
            "C-{ddmmyy}-{n}",
            "1 December 2014",
            "x .x",
            "C-011214-1 C-011214-1.1",
        ),
        (
            "{yyyy}/{mm}/{dd}-{n}",
            "1 December 2014",
            "x",
            "2014/12/01-1",
        ),
        ("{meeting}.{n}", "1 December 2014", "x x", "42.1 42.2"),
        ("{yy}{n}", "1 December 2014", "x", "141"),
        // The day is not known yet.
        ("C-{ddmmyy}-{n}", "December 2014", "x .x", "1 1.1"),
    ] {
        let mut register = register(pattern, on, items);
        let change = renumber(&register, id(1)).expect("they have other numbers");
        register.apply(&change);
        assert_eq!(numbers(&register), expected, "{pattern} {items}");
        let again = renumber(&register, id(1)).expect_err("they are numbered");
        assert!(again.sentence.contains("already"), "{again}");
    }
}

#[test]
fn the_next_item_has_the_number_after_the_last() {
    for (pattern, items, expected) in [
        ("", "", "1"),
        ("", "1 2", "3"),
        ("", "1 1.1", "2"),
        ("", "1 - 2 -", "3"),
        ("C-{ddmmyy}-{n}", "", "C-011214-1"),
        ("C-{ddmmyy}-{n}", "C-011214-1", "C-011214-2"),
        // Numbered by hand.
        ("", "1 7 2", "8"),
        ("", "1a x", "1"),
        ("", "4294967295", "4294967295"),
    ] {
        let register = register(pattern, "1 December 2014", items);
        assert_eq!(next(&register, id(1)), expected, "{pattern} {items}");
    }
}

#[test]
fn what_stays_is_numbered_on_when_an_item_goes_unless_it_was_numbered_by_hand() {
    for (items, gone, expected) in [
        ("1 2 3", &[2][..], "1 2"),
        ("1 - 2 3", &[1, 3], "- 1"),
        ("1 .1.1 .1.2", &[2], "1 1.1"),
        ("1 7 9", &[2], "1 9"),
        ("1 2 3", &[3], "1 2"),
        // What stood under it is an item of its own, since nothing stands before it.
        ("1 .1.1 .1.2 2", &[1], "1 1.1 2"),
        ("4 .4.1 7", &[1], "4.1 7"),
    ] {
        let mut register = register("", "1 December 2014", items);
        let before = register.clone();
        let entries: Vec<_> = gone.iter().map(|one| id::<Item>(*one).into()).collect();
        let plan = delete::plan(&register, &entries).expect("nothing names them");
        let change = item::close_gaps(&register, plan.change);
        register.apply(&change);
        assert_eq!(numbers(&register), expected, "{items} without {gone:?}");
        let agenda = item::agenda(&register, id(1));
        assert!(agenda.first().is_some_and(|one| !one.is_sub), "{items}");
        register.apply(&change.inverse(""));
        assert_eq!(register, before);
    }
    let register = register("", "1 December 2014", "1 2");
    let plan = delete::plan(&register, &[id::<Meeting>(1).into()]).expect("nothing names it");
    assert_eq!(
        plan.change.edits.len(),
        3,
        "each row once: {:?}",
        plan.change
    );
}

#[test]
fn papers_are_counted_on_across_the_forums_meetings() {
    for (pattern, papers, number, expected) in [
        (
            "HFEA ({dd}/{mm}/{yy}) {count}",
            &["HFEA (15/03/17) 825", "HFEA (15/03/17) 833", "verbal"][..],
            "1",
            Some("HFEA (01/12/14) 834"),
        ),
        (
            "HFEA ({dd}/{mm}/{yy}) {count}",
            &[],
            "1",
            Some("HFEA (01/12/14) 1"),
        ),
        ("{count}", &["7", "x8", "9 of 10"], "1", Some("8")),
        ("P{n}-{count}", &["P1.1-4", "P12-9"], "3", Some("P3-10")),
        (
            "{yyyy}-{meeting}-{count}",
            &["2014-41-6"],
            "3",
            Some("2014-42-7"),
        ),
        ("Paper {n}", &["Paper 9"], "3.1", Some("Paper 3.1")),
        ("", &["1"], "1", None),
    ] {
        let mut register = register("", "1 December 2014", "1 2 3");
        let mut forum = register.forums.get(id(1)).expect("it was put").clone();
        pattern.clone_into(&mut forum.paper_numbers);
        register.put(forum);
        let earlier = chrono::NaiveDate::from_ymd_opt(2014, 9, 1).expect("a day");
        register.put(Meeting::new(id(2), id(1), Date::day(earlier)));
        for (paper, number) in papers.iter().zip(10..) {
            let mut item = Item::new(id(number), id(2), number - 9, "Item");
            item.paper = Some((*paper).to_owned());
            register.put(item);
        }
        let mut item = register.items.get(id(3)).expect("it was put").clone();
        item.number = Some(number.to_owned());
        assert_eq!(
            next_paper(&register, &item).as_deref(),
            expected,
            "{pattern}"
        );
    }
}

#[test]
fn a_pattern_that_makes_no_number_is_refused_with_what_there_is() {
    for (items, papers, field, words) in [
        (
            "C-{day}-{n}",
            "",
            "item_numbers",
            "{n}, {count}, {dd}, {mm}, {yy}, {yyyy}, {ddmmyy}, {meeting}",
        ),
        ("C-{n", "", "item_numbers", "not closed"),
        ("C-n}", "", "item_numbers", "not opened"),
        ("Item", "", "item_numbers", "put {n} in it"),
        ("{n} {count}", "", "item_numbers", "numbers of papers"),
        ("", "{dd}", "paper_numbers", "put {n} or {count} in it"),
        ("", "{N}", "paper_numbers", "{N} is none"),
    ] {
        let mut forum = Forum::new(id(1), "The Forum");
        (forum.item_numbers, forum.paper_numbers) = (items.to_owned(), papers.to_owned());
        let refusal = Record::Forum(&forum).check().expect_err(items);
        assert_eq!(refusal.field, Some(field), "{items}{papers}");
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
    let mut forum = Forum::new(id(1), "The Forum");
    forum.item_numbers = " C-{ddmmyy}-{n} ".to_owned();
    forum.paper_numbers = "HFEA ({dd}/{mm}/{yy}) {count}".to_owned();
    assert_eq!(Record::Forum(&forum).check(), Ok(()));
}
