//! What hangs where, what stands behind what, and what could hang under what.

use super::*;
use crate::domain::agreement::{StateSince, Supersession};
use crate::domain::organisation::Organisation;
use crate::domain::party::Party;

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 8, 20).expect("a day")
}

/// Memorandum 1 between 1 and 2 with protocol 3 under it; 2 is its later edition; 4 between the same bodies hangs under
/// nothing, protocol 5 is between others, memorandum 6 stands alone.
fn register() -> Register {
    let mut register = Register::default();
    for number in 1..=3 {
        register.put(Organisation::new(id(number), format!("Body {number}")));
    }
    for (number, kind, bodies) in [
        (1, "MoU", &[1, 2][..]),
        (2, "MoU", &[2, 1]),
        (3, "JWP", &[1, 2]),
        (4, "ISA", &[1, 2]),
        (5, "JWP", &[1, 3]),
        (6, "MoU", &[1]),
    ] {
        let mut one = Agreement::new(id(number), format!("{kind} {number}"));
        one.kind = Some(kind.to_owned());
        let state = if number == 1 {
            AgreementState::Superseded
        } else {
            AgreementState::Current
        };
        one.states = vec![StateSince { state, since: None }];
        one.parent = (number == 3).then(|| id(1));
        if number == 2 {
            one.supersedes = vec![Supersession {
                agreement: id(1),
                except: None,
            }];
        }
        register.put(one);
        for body in bodies {
            let party = Party::new(register.parties.next_id(), id(number), id(*body));
            register.put(party);
        }
    }
    register
}

fn drawn(register: &Register, words: &str) -> Vec<String> {
    let nodes = only(register, tree(register, today()), words);
    let line = |node: &Node| {
        let title = &register
            .agreements
            .get(node.agreement)
            .expect("there")
            .title;
        let told = [node.remark(register, today()), node.behind()];
        let told: Vec<String> = told.into_iter().filter(|one| !one.is_empty()).collect();
        format!("{}{title}: {}", "  ".repeat(node.depth), told.join("; "))
    };
    nodes.iter().map(line).collect()
}

#[test]
fn protocols_stand_under_the_edition_of_their_memorandum_that_stands_now() {
    let register = register();
    assert_eq!(
        drawn(&register, ""),
        [
            "MoU 2: 1 earlier edition",
            "  JWP 3: ",
            "MoU 6: no protocol",
            "ISA 4: could hang under \"MoU 2\"",
            "JWP 5: ",
        ]
    );
    assert_eq!(
        drawn(&register, "jwp 3"),
        ["MoU 2: 1 earlier edition", "  JWP 3: "]
    );
    assert_eq!(
        drawn(&register, "mou 1"),
        ["MoU 2: 1 earlier edition", "  JWP 3: "]
    );
    assert_eq!(drawn(&register, "nothing"), [""; 0]);
}

#[test]
fn an_agreement_is_hung_under_another_and_taken_off_again() {
    let mut register = register();
    for (what, under, expected) in [
        (4, Some(2), Ok("Hung \"ISA 4\" under \"MoU 2\"")),
        (4, Some(2), Err("hangs under \"MoU 2\" already")),
        (2, Some(4), Err("\"MoU 2\" cannot hang under \"ISA 4\"")),
        (4, None, Ok("Hung \"ISA 4\" under nothing")),
        (4, None, Err("hangs under nothing already")),
        (4, Some(9), Err("There is no agreement 9.")),
        (9, None, Err("There is no agreement 9.")),
        (4, Some(4), Err("\"ISA 4\" cannot hang under itself")),
    ] {
        match (hang(&register, id(what), under.map(id)), expected) {
            (Ok(change), Ok(label)) => {
                assert_eq!(change.label, label);
                register.apply(&change);
                register
                    .check(&change)
                    .expect("a verb makes a sound change");
            }
            (Err(refusal), Err(words)) => assert!(refusal.sentence.contains(words), "{refusal}"),
            (found, expected) => panic!("{what} under {under:?}: {found:?}, not {expected:?}"),
        }
    }
}

#[test]
fn a_memorandum_that_hangs_under_what_hangs_under_its_earlier_edition_still_stands_somewhere() {
    let mut register = register();
    let mut later = register.agreements.get(id(2)).expect("it was put").clone();
    later.parent = Some(id(3));
    register.put(later);
    assert_eq!(register.faults(), [""; 0]);
    let shown = tree(&register, today()).len();
    assert_eq!(shown, 5, "all but the edition behind");
}
