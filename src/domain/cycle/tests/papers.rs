//! Expected, received, late, tabled, verbal.

use super::*;
use crate::domain::cycle::papers::{PaperOptions, expect, late, receive, tabled, verbal};
use crate::domain::date::Date;

#[test]
fn several_papers_are_marked_as_one_change_and_say_from_whom_and_where_they_are() {
    use PaperState::{Expected, Late, None as NoPaper, Received, Tabled, Verbal};
    type Deed = fn(&Register, &[Id<Item>], &PaperOptions) -> Result<Change, Refusal>;
    let options = PaperOptions {
        from: Some(id(GMC)),
        link: Some(" https://example.org/paper ".to_owned()),
    };
    let received: Deed =
        |register, items, options| receive(register, items, day("2014-03-26"), options);
    let cases: [(Deed, &str, PaperState, Option<&str>); 5] = [
        (expect, "Expected 2 papers", Expected, None),
        (received, "Received 2 papers", Received, Some("2014-03-26")),
        (late, "Marked 2 papers as late", Late, None),
        (tabled, "Marked 2 papers as tabled", Tabled, None),
        (verbal, "Marked 2 papers as verbal", Verbal, None),
    ];
    for (deed, label, state, on) in cases {
        let mut register = register();
        let items = with_papers(&mut register, &[Expected, NoPaper, NoPaper]);
        let change = deed(&register, &items[..2], &options);
        assert_eq!(done(&mut register, change), label);
        for item in register.items.iter().take(2) {
            assert_eq!(item.paper_state, state, "{label}");
            assert_eq!(item.copy.from, Some(id(GMC)), "{label}");
            assert_eq!(item.copy.link, "https://example.org/paper", "{label}");
            assert_eq!(item.copy.on.map(Date::code).as_deref(), on, "{label}");
        }
        let untouched = register.items.get(items[2]).map(|item| item.paper_state);
        assert_eq!(untouched, Some(NoPaper));
    }
}

#[test]
fn a_paper_keeps_what_is_not_said_and_does_not_come_twice() {
    let mut register = register();
    let items = with_papers(&mut register, &[PaperState::None]);
    let from = PaperOptions {
        from: Some(id(GMC)),
        link: None,
    };
    let change = expect(&register, &items, &from);
    assert_eq!(done(&mut register, change), "Expected the paper for item 1");
    let nothing = PaperOptions::default();
    let change = receive(&register, &items, day("2014-03-26"), &nothing);
    assert_eq!(done(&mut register, change), "Received the paper for item 1");
    let kept = register.items.get(items[0]).expect("it was put");
    assert_eq!(kept.copy.from, Some(id(GMC)));
    for (change, sentence) in [
        (
            receive(&register, &items, day("2014-03-27"), &nothing),
            "The paper for item 1 has come already, on 26 March 2014.",
        ),
        (
            receive(&register, &[], day("2014-03-27"), &nothing),
            "No item is named, so nothing was changed.",
        ),
        (
            verbal(&register, &[id(9)], &nothing),
            "The item is not there any more.",
        ),
    ] {
        assert_eq!(done(&mut register.clone(), change), sentence);
    }
}
