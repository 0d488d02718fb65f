//! Reviews of agreements.

use super::*;

#[test]
fn a_review_by_september_2021_is_due_on_the_last_of_it_and_overdue_the_day_after() {
    let mut register = Register::default();
    let id = agreement(&mut register, "2019-02-01", Some("by 2021-09"));
    change(&mut register, id, |one| {
        one.signatures = vec![date("2019-02-01"), date("2019-01-22")];
    });
    for (today, expected) in [
        ("2019-01-21", None),
        ("2019-01-22", Some(("later", "in 2 years"))),
        ("2021-06-29", Some(("later", "in 3 months"))),
        ("2021-06-30", Some(("due soon", "in 3 months"))),
        ("2021-08-20", Some(("due soon", "in 41 days"))),
        ("2021-09-29", Some(("due soon", "tomorrow"))),
        ("2021-09-30", Some(("due soon", "today"))),
        ("2021-10-01", Some(("overdue", "1 day overdue"))),
        ("2026-11-20", Some(("overdue", "5 years overdue"))),
    ] {
        let lines = due(
            &register,
            day(today),
            &Rules::default(),
            &DueOptions::default(),
        );
        let found = lines.first().map(|line| {
            assert_eq!(line.is_overdue, line.section == Section::Overdue, "{today}");
            (line.state(), line.how_far(day(today)))
        });
        let expected = expected.map(|(state, far)| (state, far.to_owned()));
        assert_eq!(found, expected, "{today}");
    }
}

#[test]
fn a_review_goes_when_its_agreement_is_superseded_whole_and_stays_when_in_part() {
    for (except, today, is_due) in [
        (None, "2019-12-31", true),
        (None, "2020-01-01", false),
        (Some("Annex B"), "2020-01-01", true),
    ] {
        let mut register = Register::default();
        let earlier = agreement(&mut register, "2014-01-01", Some("by 2021-09"));
        let later = agreement(&mut register, "2020-01-01", None);
        change(&mut register, later, |one| {
            one.supersedes = vec![Supersession {
                agreement: earlier,
                except: except.map(str::to_owned),
            }];
        });
        let found = of_kind(&register, today, DueKind::Review);
        assert_eq!(!found.is_empty(), is_due, "{except:?} on {today}");
    }
}

#[test]
fn a_review_is_due_only_while_the_state_of_its_agreement_binds() {
    use AgreementState::{Current, Ended, InDevelopment, NotStated, Proposed, UnderReview};
    type States<'a> = &'a [(AgreementState, Option<&'a str>)];
    let cases: [(States<'_>, &str, bool); 12] = [
        (&[], "2021-08-20", true),
        (&[(NotStated, None)], "2021-08-20", true),
        (&[(Current, None)], "2021-08-20", true),
        (&[(UnderReview, Some("2021-07-01"))], "2021-08-20", true),
        (&[(Proposed, None)], "2021-08-20", false),
        (&[(InDevelopment, None)], "2021-08-20", false),
        (&[(Ended, None)], "2021-08-20", false),
        (
            &[(Current, None), (Ended, Some("2021-08-21"))],
            "2021-08-20",
            true,
        ),
        (
            &[(Current, None), (Ended, Some("2021-08-20"))],
            "2021-08-20",
            false,
        ),
        (&[(Ended, Some("2021-08-21"))], "2021-08-20", true),
        (
            &[(InDevelopment, Some("2018")), (Current, Some("2022-01-01"))],
            "2021-08-20",
            false,
        ),
        (
            &[(InDevelopment, Some("2018")), (Current, Some("2022-01-01"))],
            "2022-01-01",
            true,
        ),
    ];
    for (states, today, is_due) in cases {
        let mut register = Register::default();
        let id = agreement(&mut register, "2019-02-01", Some("by 2022-09"));
        change(&mut register, id, |one| {
            let since = |&(state, since): &(_, Option<&str>)| StateSince {
                state,
                since: since.map(date),
            };
            one.states = states.iter().map(since).collect();
        });
        let found = of_kind(&register, today, DueKind::Review);
        assert_eq!(!found.is_empty(), is_due, "{states:?} on {today}");
    }
}
