//! Chains, branches, what stays, and who joined and left.

use super::*;
use crate::domain::agreement::Supersession;
use crate::domain::organisation::Succession;
use crate::domain::party::Party;

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

struct Text<'a>(u32, &'a str, &'a [(u32, Option<&'a str>)], &'a [u32]);

fn register(texts: &[Text<'_>]) -> Register {
    let mut register = Register::default();
    for number in 1..=4 {
        register.put(Organisation::new(id(number), format!("Body {number}")));
    }
    for Text(number, from, earlier, bodies) in texts {
        let mut one = Agreement::new(id(*number), format!("Edition {number}"));
        one.effective = (!from.is_empty()).then(|| date(from));
        one.supersedes = earlier
            .iter()
            .map(|(earlier, except)| Supersession {
                agreement: id(*earlier),
                except: except.map(str::to_owned),
            })
            .collect();
        register.put(one);
        for body in *bodies {
            let party = Party::new(register.parties.next_id(), id(*number), id(*body));
            register.put(party);
        }
    }
    register
}

fn numbers<T>(ids: &[Id<T>]) -> Vec<u32> {
    ids.iter().map(|id| id.number()).collect()
}

#[test]
fn editions_stand_oldest_first_from_whichever_of_them_they_are_asked_for() {
    let chained = [
        Text(3, "2024-03-06", &[(2, None)], &[1]),
        Text(1, "2012-07-20", &[], &[1]),
        Text(2, "2017-12", &[(1, None)], &[1]),
    ];
    let branched = [
        Text(1, "2012", &[], &[]),
        Text(3, "2015", &[(1, None)], &[]),
        Text(2, "2014", &[(1, Some("Annex B"))], &[]),
        Text(4, "", &[(2, None), (3, None)], &[]),
    ];
    for (texts, expected, line_of) in [
        (
            &chained[..],
            &[1, 2, 3][..],
            "20 July 2012 → December 2017 → 6 March 2024",
        ),
        (
            &branched,
            &[1, 2, 3, 4],
            "2012 → 2014 (except Annex B) → 2015 → no date",
        ),
        (&chained[1..2], &[1], "20 July 2012"),
    ] {
        let register = register(texts);
        for Text(number, ..) in texts {
            let chain = chain(&register, id(*number));
            let found: Vec<u32> = chain.iter().map(|one| one.agreement.number()).collect();
            assert_eq!(found, expected, "from {number}");
            assert_eq!(line(&chain), line_of);
            let one = register.agreements.get(id(*number)).expect("it was put");
            assert_eq!(has_others(&register, one), 1 < texts.len());
        }
    }
}

#[test]
fn an_edition_stands_until_the_next_takes_its_place_whole() {
    let register = register(&[
        Text(1, "2012", &[], &[]),
        Text(2, "2014", &[(1, Some("Annex B"))], &[]),
        Text(3, "2015", &[(1, None)], &[]),
    ]);
    let until: Vec<Option<String>> = chain(&register, id(1))
        .iter()
        .map(|one| one.until.map(|date| date.to_string()))
        .collect();
    assert_eq!(until, [Some("2015".to_owned()), None, None]);
}

#[test]
fn who_joined_and_who_left_is_said_of_bodies_whatever_they_are_called_by_then() {
    let mut register = register(&[
        Text(1, "2012", &[], &[1, 2]),
        Text(2, "2014", &[(1, None)], &[1, 3, 4]),
    ]);
    let two = |register: &Register| {
        let all = chain(register, id(1));
        let last = all.last().expect("two editions");
        (numbers(&last.joined), numbers(&last.left))
    };
    assert_eq!(two(&register), (vec![3, 4], vec![2]));
    for (how, expected) in [
        ("renamed", (vec![4], vec![])),
        ("merged", (vec![3, 4], vec![2])),
    ] {
        let mut body = Organisation::new(id(2), "Body 2");
        body.successors = vec![Succession {
            organisation: id(3),
            how: how.to_owned(),
            on: None,
        }];
        register.put(body);
        assert_eq!(two(&register), expected, "{how}");
    }
    let first = chain(&register, id(1)).remove(0);
    assert_eq!((first.joined, first.left), (vec![], vec![]));
}
