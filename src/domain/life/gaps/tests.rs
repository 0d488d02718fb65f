//! Each rule by itself. The real agreements are in `tests/it/property/import/gaps.rs`.

use super::*;
use crate::domain::agreement::{Holder, StateSince};
use crate::domain::calendar::Interval;
use crate::domain::commitment::{Clock, Commitment, Evidence};
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::organisation::{Organisation, Succession};
use crate::domain::party::{Capacity, Party};

const TODAY: &str = "2021-08-20";

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn every(text: &str) -> Interval {
    text.parse().expect("an interval")
}

/// An agreement of two bodies of which nothing is missing, and what a case alters.
struct Case {
    register: Register,
    agreement: Agreement,
    parties: [Party; 2],
}

fn whole(alter: impl Fn(&mut Case)) -> Vec<(GapKind, String)> {
    let mut register = Register::default();
    for (number, name) in [(1, "CQC"), (2, "ADASS"), (3, "NHS England")] {
        register.put(Organisation::new(id(number), name));
        register.put(Contact {
            id: id(number),
            organisation: id(number),
            name: String::new(),
            post: "Head of Policy".to_owned(),
            from: None,
            to: None,
            telephone: String::new(),
            email: String::new(),
            met: None,
            confirmed: Some(date("2021-03")),
        });
    }
    let mut agreement = Agreement::new(id(1), "Protocol");
    agreement.states = vec![StateSince {
        state: AgreementState::Current,
        since: Some(date("2019-02-01")),
    }];
    agreement.effective = Some(date("2019-02-01"));
    agreement.review_due = Some(date("by 2021-09"));
    let party = |number| Party {
        lead: "Head of Policy".to_owned(),
        signed: Some(date("2019-02-01")),
        position: 1,
        ..Party::new(id(number), id(1), id(number))
    };
    let mut case = Case {
        register,
        agreement,
        parties: [party(1), party(2)],
    };
    alter(&mut case);
    let Case {
        mut register,
        agreement,
        parties,
    } = case;
    register.put(agreement);
    for party in parties {
        register.put(party);
    }
    let found = gaps(&register, day(TODAY));
    found
        .into_iter()
        .map(|one| (one.kind, one.sentence))
        .collect()
}

fn state(case: &mut Case, state: AgreementState, since: Option<&str>) {
    let since = since.map(date);
    case.agreement.states = vec![StateSince { state, since }];
}

fn body(case: &mut Case, number: u32, alter: impl FnOnce(&mut Organisation)) {
    let one = case.register.organisations.get(id(number));
    let mut one = one.expect("it was put").clone();
    alter(&mut one);
    case.register.put(one);
}

fn became(successor: u32, how: &str, on: Option<&str>) -> Succession {
    Succession {
        organisation: id(successor),
        how: how.to_owned(),
        on: on.map(date),
    }
}

/// What a case alters, and the sentences that come of it.
type Cases<'a> = &'a [(fn(&mut Case), &'a [&'a str])];

/// Each case has these gaps, all of one kind, and no other.
fn check(kind: GapKind, cases: Cases<'_>) {
    assert_eq!(whole(|_| {}), []);
    for (alter, expected) in cases {
        let expected = expected.iter().map(|text| (kind, (*text).to_owned()));
        assert_eq!(whole(alter), expected.collect::<Vec<_>>());
    }
}

#[test]
fn an_agreement_in_force_says_when_it_is_reviewed_or_that_it_is_not() {
    check(
        GapKind::Review,
        &[
            (
                |case| case.agreement.review_due = None,
                &["No review date, and no clause that says when it is reviewed."],
            ),
            (
                |case| {
                    case.agreement.review_due = None;
                    case.agreement.review_clause = "regularly".to_owned();
                },
                &[],
            ),
            (
                |case| {
                    case.agreement.review_due = None;
                    case.agreement.no_review = true;
                },
                &[],
            ),
            (|case| state(case, AgreementState::Ended, None), &[]),
            (|case| state(case, AgreementState::Superseded, None), &[]),
        ],
    );
}

#[test]
fn a_signature_is_missing_where_another_is_there() {
    check(
        GapKind::Signature,
        &[
            (
                |case| case.parties[1].signed = None,
                &["No signature of ADASS."],
            ),
            // Nobody knows whose the one signature is.
            (
                |case| {
                    unsign(case);
                    case.agreement.signatures = vec![date("2019-02-01")];
                },
                &["1 of 2 have signed; not all of CQC, ADASS."],
            ),
            (
                |case| {
                    unsign(case);
                    case.agreement.signatures = vec![date("2019-02-01"), date("2019-01-22")];
                },
                &[],
            ),
            // The source may just not say who signed when.
            (unsign, &[]),
            (
                |case| {
                    case.parties[1].signed = None;
                    case.parties[1].capacity = Capacity::Supporter;
                },
                &[],
            ),
            (
                |case| {
                    bare(case);
                    state(case, AgreementState::OutForSignature, Some("2021-07-01"));
                    case.parties[0].signed = Some(date("2021-07-01"));
                },
                &["Out for signature, and nobody is noted as having it: ADASS."],
            ),
            (
                |case| {
                    bare(case);
                    state(case, AgreementState::OutForSignature, Some("2021-07-01"));
                    case.agreement.waiting_for = vec![Holder {
                        organisation: id(2),
                        since: None,
                    }];
                },
                &[],
            ),
        ],
    );
}

#[test]
fn an_agreement_in_force_has_some_date() {
    check(
        GapKind::Date,
        &[(
            |case| {
                case.agreement.effective = None;
                unsign(case);
                state(case, AgreementState::Current, None);
            },
            &["No date at all: not when it was signed, came into force or was published."],
        )],
    );
}

#[test]
fn a_party_that_is_no_more_is_named_with_what_became_of_it() {
    check(
        GapKind::Party,
        &[
            (
                |case| {
                    body(case, 2, |one| {
                        one.successors = vec![became(3, "merged", Some("2020-04-01"))];
                    });
                },
                &["ADASS was merged into NHS England on 1 April 2020."],
            ),
            // It is still to come.
            (
                |case| {
                    body(case, 2, |one| {
                        one.successors = vec![became(3, "merged", Some("2022-07"))];
                    });
                },
                &[],
            ),
            (
                |case| {
                    body(case, 2, |one| {
                        one.successors = vec![became(3, "renamed", Some("2020"))];
                    });
                    body(case, 3, |one| one.ceased = Some(date("2021-01")));
                },
                &["ADASS was renamed NHS England in 2020, which ceased in January 2021."],
            ),
            (
                |case| body(case, 1, |one| one.ceased = Some(date("2020"))),
                &["CQC ceased in 2020."],
            ),
        ],
    );
}

#[test]
fn a_lead_post_is_named_held_and_confirmed_within_a_year() {
    check(
        GapKind::Lead,
        &[
            (
                |case| case.parties[1].lead.clear(),
                &["No lead post at ADASS."],
            ),
            (
                |case| "Director".clone_into(&mut case.parties[1].lead),
                &["Nobody is known in the lead post at ADASS: Director."],
            ),
            (
                |case| {
                    let one = case.register.contacts.get(id(2));
                    let mut one = one.expect("it was put").clone();
                    one.confirmed = Some(date("2020-08-19"));
                    case.register.put(one);
                },
                &[
                    "The lead contact at ADASS is not confirmed since 19 August 2020: Head of Policy.",
                ],
            ),
        ],
    );
}

#[test]
fn a_proposal_that_has_not_moved_for_a_year_is_a_gap() {
    use AgreementState::{InDevelopment, NotStated, Proposed};
    check(
        GapKind::Movement,
        &[
            (
                |case| {
                    bare(case);
                    state(case, Proposed, Some("2020-08-19"));
                },
                &["Proposed, and nothing is noted since 19 August 2020."],
            ),
            (
                |case| {
                    bare(case);
                    state(case, Proposed, Some("2020-08-20"));
                },
                &[],
            ),
            (
                |case| {
                    bare(case);
                    state(case, InDevelopment, None);
                },
                &["In development, and nobody has noted since when."],
            ),
            (
                |case| {
                    bare(case);
                    state(case, NotStated, None);
                },
                &[],
            ),
        ],
    );
}

#[test]
fn a_commitment_with_a_number_was_met_at_some_time() {
    check(
        GapKind::Evidence,
        &[
            (
                |case| promise(case, Clock::Every(every("2 months")), None),
                &["Nothing shows that it was ever met: Meet."],
            ),
            (
                |case| promise(case, Clock::Every(every("2 months")), Some("2021")),
                &[],
            ),
            // Its trigger may never have come.
            (
                |case| promise(case, Clock::Within(every("2 months")), None),
                &[],
            ),
            (|case| promise(case, Clock::None, None), &[]),
        ],
    );
}

#[test]
fn what_a_forum_promised_itself_its_own_meetings_show() {
    let mut register = Register::default();
    register.put(Forum::new(id(1), "Forum"));
    register.put(Commitment {
        forum: Some(id(1)),
        clock: Clock::PerYear(3),
        ..Commitment::new(id(1), "Meet")
    });
    assert_eq!(gaps(&register, day(TODAY)).len(), 1);
    let mut meeting = Meeting::new(id(1), id(1), date("2021-03-01"));
    meeting.state = MeetingState::Held;
    register.put(meeting);
    assert_eq!(gaps(&register, day(TODAY)), []);
}

fn promise(case: &mut Case, clock: Clock, met: Option<&str>) {
    let met = met.map(|on| Evidence {
        on: date(on),
        what: String::new(),
        forum: None,
    });
    case.register.put(Commitment {
        agreement: Some(id(1)),
        clock,
        evidence: met.into_iter().collect(),
        ..Commitment::new(id(1), "Meet")
    });
}

fn unsign(case: &mut Case) {
    for party in &mut case.parties {
        party.signed = None;
    }
}

/// As an import leaves what its source says nothing of.
fn bare(case: &mut Case) {
    case.agreement = Agreement::new(id(1), "Protocol");
    unsign(case);
}

#[test]
fn a_memorandum_without_a_protocol_is_no_gap() {
    let found = whole(|case| case.agreement.kind = Some("MoU".to_owned()));
    assert_eq!(found, []);
}
