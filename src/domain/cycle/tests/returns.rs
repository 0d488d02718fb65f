//! Asked, received, sent to the others, raised.

use super::*;
use crate::domain::calendar::BankHolidays;
use crate::domain::cycle::returns::{ask, due, raise, receive, send, standing, to_send};
use crate::domain::offer::OfferState;

/// Everybody was asked on 1 March 2014: NMC is return 1, CQC (ours) 2, GMC 3.
fn asked() -> Register {
    let mut register = register();
    let change = ask(&register, id(1), day("2014-03-01"));
    assert_eq!(
        done(&mut register, change),
        "Asked 3 members for their returns: The Forum, Thursday 3 April 2014"
    );
    register
}

#[test]
fn every_member_is_asked_once_and_ours_with_them_under_the_headings_for_its_sort() {
    let register = asked();
    assert_eq!(
        told(&register),
        [
            "NMC asked 2014-03-01 received - sent -",
            "CQC asked 2014-03-01 received - sent -",
            "GMC asked 2014-03-01 received - sent -",
        ]
    );
    let texts: Vec<&str> = register
        .returns
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    let both = "Current challenges:\n\nFitness to practise:\n\n";
    assert_eq!(texts, [both, "Current challenges:\n\n", both]);
    let standing = standing(&register, register.meetings.get(id(1)).expect("it was put"));
    let bodies: Vec<_> = standing
        .iter()
        .map(|one| (one.organisation.number(), one.is_ours))
        .collect();
    assert_eq!(bodies, [(NMC, false), (CQC, true), (GMC, false)]);
}

#[test]
fn who_was_asked_is_not_asked_again_and_who_came_since_is() {
    let mut register = asked();
    let again = ask(&register, id(1), day("2014-03-08"));
    assert_eq!(done(&mut register, again), "Everybody was asked already.");
    let number = register.memberships.next_id();
    register.put(Membership::new(number, id(1), id(4), Role::Member));
    let again = ask(&register, id(1), day("2014-03-08"));
    let label = done(&mut register, again);
    assert_eq!(
        label,
        "Asked 1 member for its return: The Forum, Thursday 3 April 2014"
    );
    assert_eq!(
        told(&register).last().map(String::as_str),
        Some("Healthwatch asked 2014-03-08 received - sent -")
    );
}

#[test]
fn nobody_is_asked_for_a_meeting_that_is_over_or_has_no_members() {
    for (state, sentence) in [
        (
            MeetingState::Held,
            "The Forum, Thursday 3 April 2014 is held, so no returns are asked for. Nothing was changed.",
        ),
        (
            MeetingState::Cancelled,
            "The Forum, Thursday 3 April 2014 is cancelled, so no returns are asked for. Nothing was changed.",
        ),
    ] {
        let mut register = register();
        let mut meeting = register.meetings.get(id(1)).expect("it was put").clone();
        meeting.state = state;
        register.put(meeting);
        let change = ask(&register, id(1), day("2014-03-01"));
        assert_eq!(done(&mut register, change), sentence);
    }
    let mut register = Register::default();
    register.put(Forum::new(id(1), "The Forum"));
    register.put(Meeting::new(id(1), id(1), day("2014-04-03").into()));
    let change = ask(&register, id(1), day("2014-03-01"));
    assert!(done(&mut register, change).starts_with("The forum has no members"));
    assert!(ask(&register, id(9), day("2014-03-01")).is_err());
}

#[test]
fn returns_are_received_and_sent_several_at_once_and_ours_needs_no_receiving() {
    let mut register = asked();
    let both = [id(1), id(3), id(1)];
    for (change, expected) in [
        (
            receive(&register, &both, day("2014-02-28")),
            "The return of NMC was asked for on 1 March 2014; give a day after.",
        ),
        (
            receive(&register, &[], day("2014-03-28")),
            "No return is named, so nothing was changed.",
        ),
        (
            receive(&register, &[id(9)], day("2014-03-28")),
            "The return is not there any more.",
        ),
        (
            send(&register, &[id(3)], day("2014-03-28")),
            "The return of GMC has not come yet, so it cannot go to the others.",
        ),
    ] {
        assert_eq!(done(&mut register.clone(), change), expected);
    }
    let change = receive(&register, &both, day("2014-03-28"));
    assert_eq!(done(&mut register, change), "Received 2 returns");
    let change = receive(&register, &[id(3)], day("2014-03-29"));
    assert_eq!(
        done(&mut register, change),
        "The return of GMC has come already, on 28 March 2014."
    );
    let ready = to_send(&register, id(1));
    assert_eq!(ready, [id(1), id(2), id(3)]);
    let change = send(&register, &[id(2)], day("2014-03-31"));
    assert_eq!(
        done(&mut register, change),
        "Sent the return of CQC to the others"
    );
    let change = send(&register, &to_send(&register, id(1)), day("2014-04-01"));
    assert_eq!(done(&mut register, change), "Sent 2 returns to the others");
    let change = send(&register, &[id(2)], day("2014-04-01"));
    assert_eq!(
        done(&mut register, change),
        "The return of CQC has gone to the others already, on 31 March 2014."
    );
    assert_eq!(
        told(&register),
        [
            "NMC asked 2014-03-01 received 2014-03-28 sent 2014-04-01",
            "CQC asked 2014-03-01 received 2014-03-31 sent 2014-03-31",
            "GMC asked 2014-03-01 received 2014-03-28 sent 2014-04-01",
        ]
    );
}

#[test]
fn what_a_return_raises_is_offered_for_its_meeting_by_whoever_sent_it() {
    let mut register = asked();
    for (from, by) in [(3, Some(id(GMC))), (2, None)] {
        let change = raise(&register, id(from), " Staffing ", day("2014-03-28"));
        let label = done(&mut register, change);
        assert_eq!(
            label,
            "Offered \"Staffing\" for The Forum, Thursday 3 April 2014"
        );
        let offer = register.offers.iter().last().expect("it was offered");
        let expected = (by, Some(id(1)), OfferState::Offered, Some(id(from)));
        assert_eq!(
            (offer.by, offer.meeting, offer.state, offer.from_return),
            expected
        );
    }
    assert_eq!(
        raise(&register, id(3), " ", day("2014-03-28"))
            .expect_err("no title")
            .field,
        Some("title")
    );
}

#[test]
fn returns_are_due_two_days_before_calendar_or_working_as_the_forum_says() {
    let mut register = register();
    for (lead, on, expected) in [
        (Some("2 working days"), "2014-04-03", "2014-04-01"),
        (Some("2 working days"), "2014-04-07", "2014-04-03"),
        (Some("2 days"), "2014-04-07", "2014-04-05"),
        (None, "2014-04-07", "2014-04-07"),
    ] {
        let mut forum = register.forums.get(id(1)).expect("it was put").clone();
        forum.returns_lead = lead.map(|lead| lead.parse().expect("an interval"));
        register.put(forum);
        let meeting = Meeting::new(id(1), id(1), day(on).into());
        let due = due(&register, &meeting, BankHolidays::standard());
        assert_eq!(due.code(), expected, "{lead:?} before {on}");
    }
}
