//! Agendas in shorthand: a letter an item, `.` before a sub-item, `|` where another part begins.

use super::*;
use crate::domain::form::{self, Answers, Reader};
use crate::domain::forum::Forum;
use crate::domain::register::Kind;

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// The item that a letter stands for.
fn called(letter: &str) -> Id<Item> {
    let letter = letter.bytes().next().expect("a letter");
    id(u32::from(letter - b'a') + 1)
}

fn register(shorthand: &str) -> Register {
    let mut register = Register::default();
    register.put(Forum::new(id(1), "The Forum"));
    let day = chrono::NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
    let meeting = Meeting::new(id(1), id(1), day.into());
    register.put(meeting.clone());
    let has_parts = shorthand.contains('|');
    let mut items = Vec::new();
    for (part, words) in shorthand.split('|').enumerate() {
        for word in words.split_whitespace() {
            let title = word.trim_start_matches('.');
            let mut item = Item::new(called(title), id(1), 0, title);
            item.position = u32::try_from(items.len() + 1).expect("few");
            item.is_sub = word.starts_with('.');
            item.number = Some(String::new());
            if has_parts {
                item.section = format!("Part {}", part + 1);
            }
            items.push(item);
        }
    }
    for item in numbering::numbered(&register, &meeting, items) {
        register.put(item);
    }
    register
}

/// The agenda in shorthand, with its numbers: `a1 .b1.1 | c2`.
fn written(register: &Register) -> String {
    let agenda = item::agenda(register, id(1));
    let mut out = Vec::new();
    let mut section = agenda.first().map_or("", |one| &one.section);
    for (item, position) in agenda.iter().zip(1..) {
        assert_eq!(item.position, position, "places are without gaps");
        if item.section != section {
            out.push("|".to_owned());
            section = &item.section;
        }
        let dot = if item.is_sub { "." } else { "" };
        let number = item.number.as_deref().unwrap_or("-");
        out.push(format!("{dot}{}{number}", item.title));
    }
    out.join(" ")
}

/// What an agenda becomes; and that one undo takes all of it back.
fn becomes(
    before: &str,
    verb: impl Fn(&Register) -> Result<Change, Refusal>,
) -> Result<String, String> {
    let mut register = register(before);
    let first = register.clone();
    let change = verb(&register).map_err(|refusal| refusal.sentence)?;
    let mut rows: Vec<_> = change.edits.iter().map(Edit::entry).collect();
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len(), change.edits.len(), "one edit a row");
    let settled = item::close_gaps(&register, change.clone());
    assert_eq!(settled, change, "there was no gap to close");
    register.apply(&change);
    let after = written(&register);
    register.apply(&change.inverse(""));
    assert_eq!(register, first);
    Ok(after)
}

#[test]
fn an_item_moves_with_its_sub_items_and_the_numbers_follow() {
    let (up, down) = (To::Up, To::Down);
    let onto = |letter| To::Onto(called(letter));
    for (before, item, to, after) in [
        ("a b c", "b", up, Ok("b1 a2 c3")),
        ("a b c", "b", down, Ok("a1 c2 b3")),
        ("a .b c", "c", up, Ok("c1 a2 .b2.1")),
        ("a .b c .d", "a", down, Ok("c1 .d1.1 a2 .b2.1")),
        ("a b c d", "a", To::Line(3), Ok("b1 c2 a3 d4")),
        ("a b c d", "d", To::Line(1), Ok("d1 a2 b3 c4")),
        ("a b c d", "a", To::Line(99), Ok("b1 c2 d3 a4")),
        // Never between an item and its sub-items.
        ("a b .c d", "a", To::Line(2), Ok("b1 .c1.1 a2 d3")),
        ("a .b .c d", "d", To::Line(2), Ok("d1 a2 .b2.1 .c2.2")),
        ("a .b c d", "a", onto("c"), Ok("c1 a2 .b2.1 d3")),
        ("a .b c d", "d", onto("b"), Ok("d1 a2 .b2.1 c3")),
        ("a b c", "c", onto("a"), Ok("c1 a2 b3")),
        // Sub-items stay under something.
        ("a .b .c d", "c", up, Ok("a1 .c1.1 .b1.2 d2")),
        ("a b .c", "c", up, Ok("a1 .c1.1 b2")),
        ("a .b c", "b", down, Ok("a1 c2 .b2.1")),
        ("a .b c d", "b", onto("d"), Ok("a1 c2 d3 .b3.1")),
        ("a b .c", "c", onto("a"), Err("It stands there already.")),
        ("a .b", "b", up, Err("It stands first already.")),
        ("a .b", "b", down, Err("It stands last already.")),
        ("a b", "a", up, Err("It stands first already.")),
        ("a .b", "a", down, Err("It stands last already.")),
        ("a .b c", "a", onto("b"), Err("It stands there already.")),
        ("a b", "b", To::Line(2), Err("It stands there already.")),
        ("a b", "c", up, Err("There is no item 3.")),
    ] {
        let became = becomes(before, |register| move_item(register, called(item), to));
        let after = after.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(became, after, "{before}: {item} {to:?}");
    }
}

#[test]
fn an_item_takes_the_section_that_it_is_moved_into() {
    for (before, item, to, after) in [
        ("a b | c d", "c", To::Up, "a1 c2 b3 | d4"),
        ("a b | c d", "b", To::Down, "a1 | c2 b3 d4"),
        ("a | b", "b", To::Up, "b1 | a2"),
        ("a .b | c d", "a", To::Line(3), "c1 d2 | a3 .b3.1"),
    ] {
        let became = becomes(before, |register| move_item(register, called(item), to));
        assert_eq!(became.as_deref(), Ok(after), "{before}: {item} {to:?}");
    }
}

#[test]
fn an_item_goes_under_the_one_before_it_and_out_again() {
    type Verb = fn(&Register, Id<Item>) -> Result<Change, Refusal>;
    let (inwards, outwards): (Verb, Verb) = (indent, outdent);
    for (before, item, verb, after) in [
        ("a b c", "b", inwards, Ok("a1 .b1.1 c2")),
        ("a b .c", "b", inwards, Ok("a1 .b1.1 .c1.2")),
        ("a | b", "b", inwards, Ok("a1 .b1.1")),
        (
            "a b",
            "a",
            inwards,
            Err("It stands first: there is no item before it that it could stand under."),
        ),
        (
            "a .b",
            "b",
            inwards,
            Err("It is a sub-item already; move it up or down to put it under another item."),
        ),
        ("a .b .c", "b", outwards, Ok("a1 b2 .c2.1")),
        (
            "a b",
            "b",
            outwards,
            Err("It is an item of its own already; choose one that stands under another."),
        ),
    ] {
        let became = becomes(before, |register| verb(register, called(item)));
        let after = after.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(became, after, "{before}: {item}");
    }
}

#[test]
fn new_items_and_breaks_stand_where_they_are_put() {
    let new = |register: &Register, place| add_item(register, id(1), " x ", place);
    for (before, place, after) in [
        ("", Place::Last, "x1"),
        ("a b", Place::Last, "a1 b2 x3"),
        ("a .b c", Place::After(called("a")), "a1 .b1.1 x2 c3"),
        ("a .b c", Place::After(called("b")), "a1 .b1.1 x2 c3"),
        ("a .b c", Place::Under(called("a")), "a1 .b1.1 .x1.2 c2"),
        ("a | b", Place::After(called("a")), "a1 x2 | b3"),
    ] {
        let became = becomes(before, |register| new(register, place));
        assert_eq!(became.as_deref(), Ok(after), "{before}: {place:?}");
    }
    let became = becomes("a b", |register| {
        add_break(
            register,
            id(1),
            "Break",
            Some(10),
            Place::After(called("a")),
        )
    });
    assert_eq!(became.as_deref(), Ok("a1 Break- b2"));
    for (meeting, title, place) in [
        (1, " ", Place::Last),
        (9, "x", Place::Last),
        (1, "x", Place::After(called("z"))),
    ] {
        let became = becomes("a", |register| {
            add_item(register, id(meeting), title, place)
        });
        assert!(became.is_err(), "{meeting} {title:?} {place:?}");
    }
}

#[test]
fn items_are_put_into_sections_and_sections_renamed() {
    let both = [called("a"), called("c")];
    for (section, after) in [("Part 9", "a1 .b1.1 c2 | d3"), ("", "a1 .b1.1 c2 | d3")] {
        let became = becomes("a .b c d", |register| {
            into_section(register, &both, section)
        });
        let expected = if section.is_empty() {
            "a1 .b1.1 c2 d3"
        } else {
            after
        };
        let was = becomes("a .b c d", |_| Ok(Change::new("")));
        assert_eq!(was.as_deref(), Ok("a1 .b1.1 c2 d3"));
        assert_eq!(became.as_deref(), Ok(expected));
    }
    let became = becomes("a | .b c", |register| {
        rename_section(register, id(1), "Part 2", " Part 1 ")
    });
    assert_eq!(became.as_deref(), Ok("a1 .b1.1 c2"));
    let register = register("a | b");
    let refusal = rename_section(&register, id(1), "Part 3", "x").expect_err("no such part");
    assert_eq!(refusal.sentence, "The agenda has no section \"Part 3\".");
    assert!(into_section(&register, &[], "x").is_err());
}

#[test]
fn what_is_typed_in_a_form_makes_room_for_itself() {
    let answers = |given: &[(&'static str, &str)]| {
        let mut answers = Answers::default();
        for (name, text) in given {
            answers.set_text(name, (*text).to_owned());
        }
        answers
    };
    let today = chrono::NaiveDate::from_ymd_opt(2021, 6, 1).expect("a day");
    let new = [("meeting", "1"), ("title", "x")];
    for (before, more, after) in [
        ("a b", &[][..], "a1 b2 x3"),
        ("a b", &[("position", "1")], "x1 a2 b3"),
        ("a b", &[("position", "2")], "a1 x2 b3"),
        (
            "a b",
            &[("position", "2"), ("is_sub", "yes")],
            "a1 .x1.1 b2",
        ),
        ("a b", &[("position", "2"), ("number", "")], "a1 x- b2"),
        // A number that somebody types stays as typed, and the others with it.
        ("a b", &[("position", "2"), ("number", "1a")], "a1 x1a b2"),
    ] {
        let given = answers(&[&new, more].concat());
        let became = becomes(before, |register| {
            form::make(Kind::Item, &given, &Reader { register, today })
        });
        assert_eq!(became.as_deref(), Ok(after), "{before}: {more:?}");
    }
    for (before, item, given, after) in [
        ("a b c", "c", [("position", "1")], "c1 a2 b3"),
        ("a b c", "a", [("position", "3")], "b1 c2 a3"),
        ("a b c", "b", [("is_sub", "yes")], "a1 .b1.1 c2"),
        ("a b c", "b", [("number", "7")], "a1 b7 c3"),
    ] {
        let given = answers(&given);
        let became = becomes(before, |register| {
            let reader = Reader { register, today };
            form::change(register, called(item).into(), &given, &reader)
        });
        assert_eq!(became.as_deref(), Ok(after), "{before}: {item}");
    }
    let both = [called("b").into(), called("c").into()];
    let given = answers(&[("is_sub", "yes")]);
    let became = becomes("a b c d", |register| {
        form::change_all(&both, &given, &Reader { register, today })
    });
    assert_eq!(became.as_deref(), Ok("a1 .b1.1 .c1.2 d2"));
}

#[test]
fn an_agenda_numbered_by_hand_keeps_its_numbers() {
    let mut register = register("a b c");
    let mut item = register.items.get(called("b")).expect("it was put").clone();
    item.number = Some("1a".to_owned());
    register.put(item);
    let change = move_item(&register, called("c"), To::Up).expect("b is before it");
    register.apply(&change);
    assert_eq!(written(&register), "a1 c3 b1a");
}

/// Whatever is added, moved, indented or deleted: places from 1 without gaps, numbers in their order, no sub-item
/// first, every item once, and each change taken back exactly.
#[test]
fn random_changes_leave_every_agenda_in_order() {
    let mut seed = 7_u64;
    let mut dice = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    let mut done = 0;
    for _ in 0..60 {
        let mut register = register("a .b c | d .e .f | g");
        for _ in 0..30 {
            let items: Vec<Id<Item>> = item::agenda(&register, id(1))
                .iter()
                .map(|one| one.id)
                .collect();
            let Some(&one) = items.get(dice(items.len().max(1))) else {
                break;
            };
            let other = items[dice(items.len())];
            let verb = dice(11);
            let change = match verb {
                0 => move_item(&register, one, To::Up),
                1 => move_item(&register, one, To::Down),
                2 => move_item(&register, one, To::Line(dice(9))),
                3 => move_item(&register, one, To::Onto(other)),
                4 => indent(&register, one),
                5 => outdent(&register, one),
                6 => add_item(&register, id(1), "x", Place::After(one)),
                7 => add_item(&register, id(1), "x", Place::Under(one)),
                8 => add_break(&register, id(1), "Break", Some(5), Place::After(one)),
                9 => into_section(&register, &[one, other], "Part 3"),
                _ => crate::domain::delete::plan(&register, &[one.into()])
                    .map(|plan| item::close_gaps(&register, plan.change)),
            };
            let Ok(change) = change else { continue };
            let before = register.clone();
            register.apply(&change);
            let agenda = item::agenda(&register, id(1));
            assert!(
                agenda
                    .iter()
                    .zip(1..)
                    .all(|(item, position)| item.position == position)
            );
            let meeting = register.meetings.get(id(1)).expect("it was put");
            assert!(
                numbering::is_kept(&register, meeting),
                "verb {verb}: {}",
                written(&register)
            );
            let grown = usize::from((6..=8).contains(&verb));
            let shrunk = usize::from(verb == 10);
            assert_eq!(agenda.len() + shrunk, items.len() + grown);
            // A deletion may leave a sub-item first; it counts as an item until something is moved.
            assert!(verb == 10 || agenda.first().is_none_or(|first| !first.is_sub));
            let mut back = register.clone();
            back.apply(&change.inverse(""));
            assert_eq!(back, before);
            done += 1;
        }
    }
    assert!(done > 900, "only {done} changes were made");
}

#[test]
fn what_leaves_a_reserved_item_takes_its_reason_along() {
    type Deed = fn(&Register) -> Result<Change, Refusal>;
    let cases: [(&str, Deed, Option<&str>); 4] = [
        (
            "outdented",
            |register| outdent(register, called("b")),
            Some("names a provider"),
        ),
        (
            "moved away",
            |register| move_item(register, called("b"), To::Line(4)),
            Some("names a provider"),
        ),
        (
            "its item moved",
            |register| move_item(register, called("a"), To::Line(4)),
            None,
        ),
        (
            "its item deleted",
            |register| {
                let plan = crate::domain::delete::plan(register, &[called("a").into()])?;
                Ok(plan.change)
            },
            Some("names a provider"),
        ),
    ];
    for (what, deed, reason) in cases {
        let mut register = register("a .b c d");
        let mut item = register.items.get(called("a")).expect("it was put").clone();
        item.reserved = Some("names a provider".to_owned());
        register.put(item);
        let change = deed(&register).expect(what);
        register.apply(&change);
        let sub = register.items.get(called("b")).expect("it stays");
        assert_eq!(sub.reserved.as_deref(), reason, "{what}");
        let is_reserved = Record::Item(sub).is_reserved(&register);
        assert!(is_reserved, "{what}");
    }
}
