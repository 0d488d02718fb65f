//! With whom a line is, and where what is with somebody else stands.

use super::*;
use crate::domain::action::Reply;
use crate::domain::audience::Audience;
use crate::domain::membership::{Membership, Role};
use crate::domain::sending::Sending;

/// A forum with CQC as Secretariat, GMC and NMC, and an action of GMC's agreed on 13 January 2014.
fn with_an_action(due: ActionDue) -> (Register, [Id<Organisation>; 3], Id<Action>) {
    let mut register = Register::default();
    let bodies = ["CQC", "GMC", "NMC"].map(|name| body(&mut register, name));
    let forum = forum(&mut register, Cadence::None);
    let mut secretariat = Membership::new(next(&register), forum, bodies[0], Role::Secretariat);
    secretariat.to = Some(date("2014-12-31"));
    put(&mut register, secretariat);
    let origin = meeting(&mut register, forum, "2014-01-13", MeetingState::Held);
    let id = action(&mut register, forum, due);
    change(&mut register, id, |one| {
        one.meeting = Some(origin);
        one.owner = Some(bodies[1]);
    });
    (register, bodies, id)
}

fn chase(register: &mut Register, about: impl Into<Entry>, to: Id<Organisation>, on: &str) {
    let id = next(register);
    let row = Sending {
        to: Some(to),
        ..Sending::new(id, about.into(), day(on))
    };
    put(register, row);
}

#[test]
fn what_is_with_somebody_else_waits_unless_it_is_overdue_or_ours_to_chase() {
    type Case<'a> = (Option<&'a str>, &'a [&'a str], Option<&'a str>, &'a str);
    let cases: [Case<'_>; 13] = [
        // Overdue, due soon, beyond the window of 14 days, without a date; as of 20 January 2014.
        (Some("2014-01-19"), &[], None, "overdue"),
        (Some("2014-01-19"), &["2014-01-18"], None, "overdue"),
        (Some("2014-01-31"), &[], None, "due soon"),
        (Some("2014-01-31"), &["2014-01-20"], None, "waiting for"),
        // What is asked tomorrow was not asked today.
        (Some("2014-01-31"), &["2014-01-21"], None, "due soon"),
        (Some("2014-03-31"), &[], None, "waiting for"),
        (Some("2014-03-31"), &["2014-01-20"], None, "waiting for"),
        (None, &[], None, "waiting for"),
        (Some("2014-01-31"), &[], Some("30 days"), "due soon"),
        (
            Some("2014-01-31"),
            &["2014-01-20"],
            Some("30 days"),
            "waiting for",
        ),
        (Some("2014-03-31"), &["2014-01-20"], Some("30 days"), ""),
        (None, &["2014-01-20"], Some("30 days"), ""),
        (
            Some("2014-01-19"),
            &["2014-01-18"],
            Some("30 days"),
            "overdue",
        ),
    ];
    for (due_on, chases, within, section) in cases {
        let by = due_on.map_or(ActionDue::Unset, |on| ActionDue::On(date(on)));
        let (mut register, [_, gmc, _], id) = with_an_action(by);
        for on in chases {
            chase(&mut register, id, gmc, on);
        }
        let options = DueOptions {
            within: within.map(interval),
            kinds: Vec::new(),
        };
        let lines = due(&register, day("2014-01-20"), &Rules::default(), &options);
        let found = lines.first().map_or("", |line| line.section.word());
        assert_eq!(found, section, "{due_on:?}, {chases:?}, {within:?}");
    }
}

#[test]
fn a_line_is_with_somebody_else_when_its_owner_is_not_the_secretariat_of_the_day() {
    let (register, [cqc, gmc, _], id) = with_an_action(ActionDue::Unset);
    for (owner, today, is_waiting) in [
        (Some(gmc), "2014-01-20", true),
        (None, "2014-01-20", false),
        (Some(cqc), "2014-01-20", false),
        // Nobody is known to be the Secretariat any more: every organisation is somebody else.
        (Some(cqc), "2015-01-20", true),
    ] {
        let mut register = register.clone();
        change(&mut register, id, |one| one.owner = owner);
        let lines = due(
            &register,
            day(today),
            &Rules::default(),
            &DueOptions::default(),
        );
        let [line] = lines[..] else {
            panic!("one line: {lines:?}")
        };
        assert_eq!(line.waiting.is_some(), is_waiting, "{owner:?} on {today}");
        let whom: Vec<_> = owner.filter(|_| is_waiting).into_iter().collect();
        assert_eq!(line.whom(&register, day(today)), whom);
        let section = if is_waiting { "waiting for" } else { "later" };
        assert_eq!(line.section.word(), section, "{owner:?} on {today}");
    }
}

#[test]
fn an_action_of_several_waits_for_those_who_have_not_replied() {
    let (register, [cqc, gmc, nmc], id) = with_an_action(ActionDue::Unset);
    for (replied, today, expected) in [
        ([None, None, None], "2014-01-20", vec![gmc, nmc]),
        ([None, Some("2014-01-20"), None], "2014-01-20", vec![nmc]),
        (
            [None, Some("2014-01-21"), None],
            "2014-01-20",
            vec![gmc, nmc],
        ),
        (
            [None, Some("2014-01-20"), Some("2014-01")],
            "2014-01-20",
            vec![],
        ),
    ] {
        let mut register = register.clone();
        change(&mut register, id, |one| {
            one.owner = None;
            one.replies = [cqc, gmc, nmc]
                .into_iter()
                .zip(replied)
                .map(|(organisation, on)| Reply {
                    organisation,
                    on: on.map(date),
                })
                .collect();
        });
        let lines = due(
            &register,
            day(today),
            &Rules::default(),
            &DueOptions::default(),
        );
        let whom = lines[0].whom(&register, day(today));
        assert_eq!(whom, expected, "{replied:?}");
        let names = if expected.len() == 2 {
            "GMC, NMC"
        } else {
            "NMC"
        };
        let named = if expected.is_empty() { "" } else { names };
        assert_eq!(lines[0].owner(&register, day(today)), named);
    }
}

#[test]
fn a_wait_says_whom_since_when_and_how_often_they_were_chased() {
    let of =
        |chases: &[&str]| format!("waiting for GMC since 13 January 2014, {}", chases.join(""));
    for (chases, expected) in [
        (&[][..], of(&["not chased yet"])),
        (&["2014-01-20"], of(&["chased once, on 20 January 2014"])),
        // Twice on a day is once.
        (
            &["2014-01-20", "2014-01-20"],
            of(&["chased once, on 20 January 2014"]),
        ),
        (
            &["2014-01-25", "2014-01-20"],
            of(&["chased twice, last on 25 January 2014"]),
        ),
        (
            &["2014-01-18", "2014-01-25", "2014-01-20", "2014-01-27"],
            of(&["chased 3 times, last on 25 January 2014"]),
        ),
    ] {
        let (mut register, [_, gmc, nmc], id) = with_an_action(ActionDue::Unset);
        for on in chases {
            chase(&mut register, id, gmc, on);
        }
        // Whoever was asked before it passed to another, and what was sent of something else, do not count.
        chase(&mut register, id, nmc, "2014-01-19");
        chase(
            &mut register,
            Id::<Item>::new(1).expect("a number"),
            gmc,
            "2014-01-19",
        );
        let today = day("2014-01-26");
        let lines = due(&register, today, &Rules::default(), &DueOptions::default());
        let found = lines[0].waits(&register, today, Audience::Public);
        assert_eq!(found.as_deref(), Some(expected.as_str()), "{chases:?}");
    }
}

#[test]
fn whom_a_reserved_entry_waits_for_is_no_business_of_the_publics() {
    let (mut register, _, id) = with_an_action(ActionDue::Unset);
    change(&mut register, id, |one| {
        one.reserved = Some("In confidence".to_owned());
    });
    let today = day("2014-01-26");
    let lines = due(&register, today, &Rules::default(), &DueOptions::default());
    for (audience, is_told) in [
        (Audience::Public, false),
        (Audience::Members, true),
        (Audience::Secretariat, true),
    ] {
        let found = lines[0].waits(&register, today, audience);
        assert_eq!(found.is_some(), is_told, "{audience}");
    }
}

#[test]
fn a_reminder_holds_what_waits_in_later() {
    let (mut register, _, id) = with_an_action(ActionDue::Unset);
    let reminder = Reminder {
        id: next(&register),
        kind: DueKind::Action,
        about: id.into(),
        until: day("2014-02-10"),
        note: "They are on leave".to_owned(),
    };
    put(&mut register, reminder);
    for (today, section) in [("2014-02-09", "later"), ("2014-02-10", "waiting for")] {
        let found = of_kind(&register, today, DueKind::Action);
        assert_eq!(
            found,
            [format!("{section}: action action 1 no date")],
            "{today}"
        );
    }
}
