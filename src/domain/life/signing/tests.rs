//! Signatures one by one: what each makes of the agreement, and the sentence that says how far it has come.

use super::*;
use crate::domain::agreement::StateSince;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// CQC, ADASS, and GMC, which only supports; NMC is no party.
fn register(state: AgreementState, began: Option<&str>) -> Register {
    let mut register = Register::default();
    for (number, name) in [(1, "CQC"), (2, "ADASS"), (3, "GMC"), (4, "NMC")] {
        register.put(Organisation::new(id(number), name));
    }
    let mut agreement = Agreement::new(id(1), "Protocol");
    agreement.states = vec![StateSince {
        state,
        since: began.map(date),
    }];
    register.put(agreement);
    for (number, capacity) in [
        (1, Capacity::Party),
        (2, Capacity::Signatory),
        (3, Capacity::Supporter),
    ] {
        register.put(Party {
            capacity,
            position: u16::try_from(number).expect("a small number"),
            ..Party::new(id(number), id(1), id(number))
        });
    }
    register
}

fn options(body: Option<u32>, on: &str) -> SignOptions {
    SignOptions {
        today: day("2019-03-01"),
        on: date(on),
        signer: body.map_or(Signer::Unknown, |body| Signer::Body(id(body))),
        by: String::new(),
        capacity: None,
        effective: None,
        again: Again::Refuse,
    }
}

fn sending(on: &str, to: &[u32]) -> SendOptions {
    SendOptions {
        today: day("2019-03-01"),
        on: date(on),
        to: to.iter().map(|body| id(*body)).collect(),
    }
}

fn apply(register: &mut Register, found: Result<Change, Refusal>) -> String {
    let change = found.expect("it may be");
    register.apply(&change);
    register
        .check(&change)
        .expect("a verb makes a sound change");
    change.label
}

fn told(register: &Register, today: &str) -> Option<String> {
    words(register, agreement(register), day(today))
}

fn agreement(register: &Register) -> &Agreement {
    register.agreements.get(id(1)).expect("it was put")
}

fn states(register: &Register) -> Vec<String> {
    let states = agreement(register).states.iter();
    let words = states.map(|one| match one.since {
        Some(since) => format!("{} {since}", one.state),
        None => one.state.to_string(),
    });
    words.collect()
}

#[test]
fn a_text_is_signed_by_one_of_two_then_by_both_and_is_current_from_the_last_signature() {
    let mut register = register(AgreementState::Proposed, Some("2018"));
    assert_eq!(told(&register, "2019-01-10"), None);
    let sent = send(&register, id(1), &sending("2019-01-14", &[1]));
    let label = apply(&mut register, sent);
    assert_eq!(label, "Noted that \"Protocol\" went to CQC for signature");
    assert_eq!(
        told(&register, "2019-01-20").as_deref(),
        Some("signed by 0 of 2, with CQC since 14 January")
    );
    let signed = sign(&register, id(1), &options(Some(1), "2019-01-22"));
    let label = apply(&mut register, signed);
    assert_eq!(
        label,
        "Noted that CQC signed \"Protocol\" on 22 January 2019: signed by 1 of 2"
    );
    let sent = send(&register, id(1), &sending("2019-01-22", &[2]));
    apply(&mut register, sent);
    for (today, expected) in [
        (
            "2019-01-25",
            "signed by 1 of 2, with ADASS since 22 January",
        ),
        (
            "2020-01-25",
            "signed by 1 of 2, with ADASS since 22 January 2019",
        ),
        ("2019-01-20", "signed by 0 of 2"),
    ] {
        assert_eq!(told(&register, today).as_deref(), Some(expected), "{today}");
    }
    let signed = sign(&register, id(1), &options(Some(2), "2019-02-01"));
    let label = apply(&mut register, signed);
    assert_eq!(
        label,
        "Noted that ADASS signed \"Protocol\" on 1 February 2019: it is in force from 1 February 2019"
    );
    assert_eq!(told(&register, "2019-02-02"), None);
    assert_eq!(
        states(&register),
        [
            "proposed 2018",
            "out for signature 14 January 2019",
            "current 1 February 2019"
        ]
    );
    assert_eq!(agreement(&register).waiting_for, []);
    assert_eq!(
        in_force_from(&register, agreement(&register)),
        Some(date("2019-02-01"))
    );
}

#[test]
fn signatures_may_come_in_any_order_and_another_day_may_be_said() {
    for (first, second, effective, expected) in [
        ("2019-02-01", "2019-01-22", None, "current 1 February 2019"),
        ("2019-01-22", "2019-02-01", None, "current 1 February 2019"),
        ("2019-01", "2019-01-22", None, "current January 2019"),
        (
            "2019-01-22",
            "2019-02-01",
            Some("2019-04-01"),
            "current 1 April 2019",
        ),
        // Back-dated: the field keeps what the text says, the state began with the last signature.
        (
            "2019-01-22",
            "2019-02-01",
            Some("2017"),
            "current 1 February 2019",
        ),
    ] {
        let mut register = register(AgreementState::InDevelopment, Some("2018"));
        let one = sign(&register, id(1), &options(Some(1), first));
        apply(&mut register, one);
        let last = SignOptions {
            effective: effective.map(date),
            ..options(Some(2), second)
        };
        let two = sign(&register, id(1), &last);
        apply(&mut register, two);
        assert_eq!(states(&register).last().map(String::as_str), Some(expected));
        assert_eq!(agreement(&register).effective, effective.map(date));
    }
}

#[test]
fn a_text_in_force_from_a_day_to_come_says_so_until_then() {
    let mut register = register(AgreementState::Proposed, Some("2018"));
    for (body, on) in [(1, "2019-01-22"), (2, "2019-02-01")] {
        let signed = SignOptions {
            effective: Some(date("2019-04-01")),
            ..options(Some(body), on)
        };
        let change = sign(&register, id(1), &signed);
        apply(&mut register, change);
    }
    for (today, expected) in [
        ("2019-01-25", Some("signed by 1 of 2")),
        (
            "2019-03-01",
            Some("signed by both, in force from 1 April 2019"),
        ),
        ("2019-04-01", None),
    ] {
        assert_eq!(told(&register, today).as_deref(), expected, "{today}");
    }
}

#[test]
fn dates_of_no_known_party_count_and_claim_none() {
    let mut register = register(AgreementState::OutForSignature, Some("2019"));
    for on in ["2019-02-01", "2019-01-22"] {
        let signed = sign(&register, id(1), &options(None, on));
        apply(&mut register, signed);
    }
    let after = agreement(&register);
    assert_eq!(after.signatures, [date("2019-02-01"), date("2019-01-22")]);
    assert_eq!(after.state(), AgreementState::Current);
    assert!(register.parties.iter().all(|one| one.signed.is_none()));
    assert_eq!(unsigned(&register, after), []);
    let third = sign(&register, id(1), &options(None, "2019-02-02")).expect_err("two sign it");
    assert!(third.sentence.starts_with("As many signatures"), "{third}");
}

#[test]
fn a_signature_that_cannot_be_is_refused_and_says_what_can() {
    use AgreementState::{Current, Ended, OutForSignature, Superseded};
    type Alter = fn(&mut SignOptions);
    let nothing: Alter = |_| ();
    let cases: [(AgreementState, u32, Alter, &str); 9] = [
        (
            OutForSignature,
            1,
            |one| one.on = date("2019-03-02"),
            "has not come yet",
        ),
        (
            OutForSignature,
            3,
            nothing,
            "GMC is a supporter and does not sign",
        ),
        (
            OutForSignature,
            4,
            nothing,
            "NMC is no party to \"Protocol\" yet. Say in what capacity",
        ),
        (
            OutForSignature,
            4,
            |one| one.capacity = Some(Capacity::Adopter),
            "NMC is an adopter",
        ),
        (
            OutForSignature,
            2,
            nothing,
            "ADASS signed \"Protocol\" on 14 January 2019 already. To correct that",
        ),
        (
            OutForSignature,
            1,
            |one| {
                one.signer = Signer::Unknown;
                one.by = "The chair".to_owned();
            },
            "is kept with a party",
        ),
        (
            Superseded,
            1,
            nothing,
            "is superseded since 2019, so it cannot be signed",
        ),
        (Ended, 1, nothing, "is ended since 2019"),
        (Current, 2, nothing, "already"),
    ];
    for (state, body, alter, words) in cases {
        let mut register = register(state, Some("2019"));
        let mut second = register.parties.get(id(2)).expect("it was put").clone();
        second.signed = Some(date("2019-01-14"));
        register.put(second);
        let mut options = options(Some(body), "2019-02-01");
        alter(&mut options);
        let refusal = sign(&register, id(1), &options).expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
    }
}

#[test]
fn a_body_joins_by_signing_a_text_in_force_and_a_mistaken_signature_is_corrected() {
    let mut register = register(AgreementState::Current, None);
    let joining = SignOptions {
        capacity: Some(Capacity::Signatory),
        by: " Chief executive ".to_owned(),
        ..options(Some(4), "2019-02-01")
    };
    let signed = sign(&register, id(1), &joining);
    apply(&mut register, signed);
    let joined = register.parties.iter().last().expect("it was made");
    assert_eq!(
        (
            joined.organisation,
            joined.from,
            joined.signed,
            joined.position
        ),
        (id(4), Some(date("2019-02-01")), Some(date("2019-02-01")), 4)
    );
    assert_eq!(joined.signed_by, "Chief executive");
    assert_eq!(
        agreement(&register).states.len(),
        1,
        "it was in force already"
    );
    let correcting = SignOptions {
        again: Again::Correct,
        ..options(Some(4), "2019-01-31")
    };
    let signed = sign(&register, id(1), &correcting);
    apply(&mut register, signed);
    let joined = register.parties.iter().last().expect("it is there");
    assert_eq!(
        (joined.signed, joined.signed_by.as_str()),
        (Some(date("2019-01-31")), "")
    );
}

#[test]
fn a_text_goes_only_to_those_who_are_to_sign_it_or_look_at_it_and_comes_back() {
    use AgreementState::{Current, Ended, Proposed, UnderReview};
    for (state, to, expected) in [
        (Proposed, &[1, 2][..], Ok("out for signature")),
        (Current, &[2], Ok("current")),
        (UnderReview, &[3], Ok("under review")),
        (Proposed, &[], Err("Say to whom")),
        (Proposed, &[3], Err("GMC is no party that signs")),
        (Proposed, &[4], Err("NMC is no party that signs")),
        (Proposed, &[1, 1], Err("is with CQC already")),
        (Ended, &[1], Err("is ended")),
    ] {
        let mut register = register(state, Some("2018"));
        let found = send(&register, id(1), &sending("2019-02-01", to));
        match (found, expected) {
            (Ok(change), Ok(word)) => {
                apply(&mut register, Ok(change));
                assert_eq!(agreement(&register).state().to_string(), word);
                assert!(told(&register, "2019-02-02").is_some(), "{word}");
                let back = came_back(&register, id(1), id(to[0]));
                apply(&mut register, back);
                assert_eq!(agreement(&register).waiting_for.len(), to.len() - 1);
                assert!(came_back(&register, id(1), id(to[0])).is_err());
            }
            (Err(refusal), Err(words)) => assert!(refusal.sentence.contains(words), "{refusal}"),
            (found, expected) => panic!("{state} {to:?}: {found:?}, not {expected:?}"),
        }
    }
}
