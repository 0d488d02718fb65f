//! Offers taken, parked, declined and sent on, and the plan that they and the reviews make.

use super::*;
use crate::domain::agreement::Agreement;
use crate::domain::due::Rules;
use crate::domain::forum::Cadence;
use crate::domain::item::agenda;
use crate::domain::membership::{Membership, Role};
use crate::domain::party::{Capacity, Party};

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn today() -> NaiveDate {
    day("2014-01-20")
}

/// Two forums, three times a year each. The first: meeting 1 held in January, 2 in April and 3 in July 2014 to come, 4
/// cancelled; the second: meeting 5 in May. GMC chairs the first. Meeting 2 has four items, the last two those that every
/// agenda ends with; offers 1 to 3 are offered to the first forum.
fn register() -> Register {
    let mut register = Register::default();
    for number in [1, 2] {
        let mut forum = Forum::new(id(number), format!("Forum {number}"));
        forum.cadence = Cadence::PerYear {
            count: 3,
            starts: 1,
        };
        register.put(forum);
    }
    for (number, name) in [(1, "GMC"), (2, "Quality Surveillance Group")] {
        register.put(Organisation::new(id(number), name));
    }
    register.put(Membership::new(id(1), id(1), id(1), Role::Chair));
    for (number, forum, on, state) in [
        (1, 1, "2014-01-13", MeetingState::Held),
        (2, 1, "2014-04-03", MeetingState::Confirmed),
        (3, 1, "2014-07-10", MeetingState::Planned),
        (4, 1, "2014-05-01", MeetingState::Cancelled),
        (5, 2, "2014-05-05", MeetingState::Planned),
    ] {
        let meeting = Meeting::new(id(number), id(forum), day(on).into());
        register.put(Meeting { state, ..meeting });
    }
    for (title, position) in [
        "Welcome",
        "Current challenges",
        "Any other business",
        "Date of next meeting",
    ]
    .into_iter()
    .zip(1..)
    {
        let mut item = Item::new(id(position), id(2), position, title);
        item.number = Some(position.to_string());
        register.put(item);
    }
    register.put(Item::new(id(5), id(1), 1, "Safeguarding"));
    for number in 1..=3 {
        register.put(Offer::new(id(number), id(1), format!("Offer {number}")));
    }
    register
}

fn offers(numbers: &[u32]) -> Vec<Id<Offer>> {
    numbers.iter().map(|number| id(*number)).collect()
}

fn done(register: &mut Register, change: Result<Change, Refusal>) -> String {
    let change = change.expect("it may be");
    register.apply(&change);
    register
        .check(&change)
        .expect("a verb makes a sound change");
    change.label
}

/// Number and title of every item of a meeting.
fn printed(register: &Register, meeting: u32) -> Vec<String> {
    let agenda = agenda(register, id(meeting));
    for (item, position) in agenda.iter().zip(1..) {
        assert_eq!(item.position, position, "positions have no gaps");
    }
    let line = |item: &&Item| {
        let number = item.number.as_deref().unwrap_or_default();
        format!("{number} {}", item.title)
    };
    agenda.iter().map(line).collect()
}

#[test]
fn an_offer_is_put_before_what_every_agenda_ends_with() {
    for (meeting, taken, expected) in [
        (
            2,
            &[2][..],
            &[
                "1 Welcome",
                "2 Current challenges",
                "3 Offer 2",
                "4 Any other business",
                "5 Date of next meeting",
            ][..],
        ),
        (
            2,
            &[3, 1, 3],
            &[
                "1 Welcome",
                "2 Current challenges",
                "3 Offer 3",
                "4 Offer 1",
                "5 Any other business",
                "6 Date of next meeting",
            ],
        ),
        (3, &[1, 2], &["1 Offer 1", "2 Offer 2"]),
    ] {
        let mut register = register();
        let before = register.clone();
        let change = take(&register, &offers(taken), id(meeting), today()).expect("it may be");
        done(&mut register, Ok(change.clone()));
        assert_eq!(printed(&register, meeting), expected);
        for number in taken {
            let offer = register.offers.get(id(*number)).expect("it is there");
            let item = offer.item.and_then(|id| register.items.get(id));
            assert_eq!(offer.state, OfferState::Taken);
            assert_eq!(item.map(|one| one.title.as_str()), Some(&*offer.title));
        }
        register.apply(&change.inverse(""));
        assert_eq!(register, before);
    }
}

#[test]
fn items_without_a_plain_number_keep_theirs() {
    let mut register = register();
    for item in agenda(&register.clone(), id(2)) {
        let number = item.number.as_ref().map(|number| format!("C-{number}"));
        register.put(Item {
            number,
            ..item.clone()
        });
    }
    let change = take(&register, &offers(&[1]), id(2), today());
    assert_eq!(
        done(&mut register, change),
        "Took offer 1 \"Offer 1\" onto Forum 1, Thursday 3 April 2014"
    );
    assert_eq!(
        printed(&register, 2)[2..],
        [
            "1 Offer 1",
            "C-3 Any other business",
            "C-4 Date of next meeting"
        ]
    );
}

#[test]
fn what_makes_no_sense_is_refused_with_the_reason() {
    let mut register = register();
    let first = take(&register, &offers(&[1]), id(2), today());
    done(&mut register, first);
    let no = decline(&register, &offers(&[2]), "Not for us.");
    done(&mut register, no);
    let all = |numbers: &[u32]| offers(numbers);
    let options = |meeting, on| OfferOptions {
        by: None,
        meeting: Some(id(meeting)),
        on: day(on),
        today: today(),
    };
    let up = |to, on| send_up(&register, id(5), id(to), day(on), today());
    let out = |to, on| send_out(&register, id(5), id(to), day(on), today());
    for (change, words) in [
        (
            take(&register, &all(&[1]), id(3), today()),
            "Offer 1 \"Offer 1\" is taken already, onto Forum 1, Thursday 3 April 2014.",
        ),
        (
            park(&register, &all(&[3, 1]), None, today()),
            "is taken already",
        ),
        (decline(&register, &all(&[1]), ""), "is taken already"),
        (decline(&register, &all(&[2]), ""), "is declined already"),
        (
            take(&register, &all(&[2]), id(3), today()),
            "was declined; park it first",
        ),
        (
            take(&register, &all(&[3]), id(1), today()),
            "13 January 2014 has been held; say a meeting that is still to come.",
        ),
        (
            take(&register, &all(&[3]), id(4), today()),
            "is cancelled; say a meeting",
        ),
        (
            take(&register, &all(&[3]), id(2), day("2014-04-04")),
            "is past; say a meeting",
        ),
        (
            take(&register, &all(&[3]), id(5), today()),
            "is no meeting of Forum 1, to which it is offered",
        ),
        (
            park(&register, &all(&[3]), Some(id(5)), today()),
            "is no meeting of Forum 1",
        ),
        (take(&register, &[], id(2), today()), "No offer is named"),
        (
            take(&register, &all(&[9]), id(2), today()),
            "There is no offer 9.",
        ),
        (
            take(&register, &all(&[3]), id(9), today()),
            "There is no meeting 9.",
        ),
        (
            offer(&register, id(1), " ", &options(2, "2014-01-20")),
            "An offer needs a title.",
        ),
        (
            offer(&register, id(1), "X", &options(2, "2014-01-21")),
            "21 January 2014 has not come yet",
        ),
        (
            offer(&register, id(2), "X", &options(2, "2014-01-20")),
            "is no meeting of Forum 2",
        ),
        (up(1, "2014-01-20"), "is of Forum 1 itself"),
        (up(2, "2014-01-21"), "has not come yet"),
        (up(9, "2014-01-20"), "There is no forum 9."),
        (out(2, "2014-01-21"), "has not come yet"),
        (out(9, "2014-01-20"), "There is no organisation 9."),
    ] {
        let refusal = change.expect_err(words);
        assert!(refusal.sentence.contains(words), "{refusal}");
        assert!(refusal.sentence.ends_with('.'), "{refusal}");
    }
}

#[test]
fn an_offer_is_parked_for_a_meeting_or_for_later_and_brought_back_when_it_was_declined() {
    let mut register = register();
    let change = park(&register, &offers(&[1, 2]), Some(id(3)), today());
    assert_eq!(
        done(&mut register, change),
        "Parked 2 offers for Forum 1, Thursday 10 July 2014"
    );
    let again = park(&register, &offers(&[1]), Some(id(3)), today()).expect_err("it is there");
    assert!(again.sentence.contains("already"), "{again}");
    let change = park(&register, &offers(&[1]), None, today());
    assert_eq!(
        done(&mut register, change),
        "Parked offer 1 \"Offer 1\" for later"
    );
    let mut wanted = register.offers.get(id(3)).expect("it is there").clone();
    wanted.why = "It was asked for.".to_owned();
    register.put(wanted);
    let change = decline(&register, &offers(&[3]), " Not for us. ");
    done(&mut register, change);
    let declined = register.offers.get(id(3)).expect("it is there");
    assert_eq!(declined.why, "It was asked for.\nNot for us.");
    let change = park(&register, &offers(&[3]), None, today());
    done(&mut register, change);
    let state = |number| {
        register
            .offers
            .get(id(number))
            .map(|one| (one.state, one.meeting))
    };
    assert_eq!(state(1), Some((OfferState::Parked, None)));
    assert_eq!(state(2), Some((OfferState::Parked, Some(id(3)))));
    assert_eq!(state(3), Some((OfferState::Parked, None)));
}

#[test]
fn an_item_goes_up_once_to_a_forum_and_says_where_it_came_from() {
    let mut register = register();
    let mut item = register.items.get(id(5)).expect("it is there").clone();
    item.reserved = Some("It names a provider.".to_owned());
    item.minutes = Some(20);
    register.put(item);
    let on = day("2014-01-14");
    let change = send_up(&register, id(5), id(2), on, today());
    assert_eq!(
        done(&mut register, change),
        "Sent item 5 \"Safeguarding\" to Forum 2"
    );
    let sent = register
        .offers
        .of::<Forum>(id(2))
        .next()
        .expect("it is there");
    assert_eq!(
        (sent.from_item, sent.by, sent.on, sent.minutes),
        (Some(id(5)), Some(id(1)), Some(on.into()), Some(20))
    );
    assert_eq!(sent.reserved.as_deref(), Some("It names a provider."));
    let sent = sent.id;
    let again = send_up(&register, id(5), id(2), on, today()).expect_err("it is there");
    assert!(
        again
            .sentence
            .contains("went to Forum 2 already: offer 4, offered."),
        "{again}"
    );
    let change = take(&register, &[sent], id(5), today());
    done(&mut register, change);
    let taken = agenda(&register, id(5))[0];
    assert_eq!(taken.carried_from, Some(id(5)));
    assert!(taken.reserved.is_some());
    let declined = Offer {
        state: OfferState::Declined,
        item: None,
        ..register.offers.get(sent).expect("it is there").clone()
    };
    register.put(declined);
    send_up(&register, id(5), id(2), on, today()).expect("what was declined may be sent again");
}

#[test]
fn an_item_goes_out_once_to_a_body_with_the_day() {
    let mut register = register();
    let on = day("2014-01-14");
    let change = send_out(&register, id(5), id(2), on, today());
    assert_eq!(
        done(&mut register, change),
        "Sent item 5 \"Safeguarding\" to Quality Surveillance Group"
    );
    let again = send_out(&register, id(5), id(2), on, today()).expect_err("it went");
    assert!(
        again.sentence.contains("already, on 14 January 2014."),
        "{again}"
    );
    let item = register.items.get(id(5)).expect("it is there");
    let expected = SentOut {
        organisation: id(2),
        on: Some(on.into()),
    };
    assert_eq!(item.sent_out, [expected]);
}

#[test]
fn offers_stand_under_the_meeting_they_are_for_and_under_later_where_it_is_past() {
    let mut register = register();
    for (number, meeting, state, on) in [
        (1, Some(3), OfferState::Parked, None),
        (2, Some(1), OfferState::Parked, Some("2014-01-02")),
        (3, None, OfferState::Offered, Some("2014-01-01")),
        (4, Some(4), OfferState::Offered, None),
        (5, Some(3), OfferState::Offered, Some("2014-01-03")),
        (6, Some(3), OfferState::Taken, None),
        (7, Some(3), OfferState::Declined, None),
    ] {
        register.put(Offer {
            meeting: meeting.map(id),
            state,
            on: on.map(|on| day(on).into()),
            ..Offer::new(id(number), id(1), "An offer")
        });
    }
    let forum = register.forums.get(id(1)).expect("it is there");
    let plan = plan(&register, forum, today(), &Rules::default());
    let plan: Vec<_> = plan
        .iter()
        .map(|one| (one.meeting.map(Id::number), one.offers.clone()))
        .collect();
    assert_eq!(
        plan,
        [
            (Some(2), Vec::new()),
            (Some(3), offers(&[5, 1])),
            (None, offers(&[3, 2, 4]))
        ]
    );
}

/// The meetings to come at which building the agenda proposes a review, the earliest first.
fn proposed_at(register: &Register) -> Vec<Id<Meeting>> {
    let is_review = |one: &Proposed| matches!(one.source, build::Source::Review(_));
    let meetings = [id(2), id(3)].into_iter();
    let proposes = |meeting: &Id<Meeting>| {
        let all = build::propose(register, *meeting, today(), &Rules::default());
        all.expect("it is to come").iter().any(is_review)
    };
    meetings.filter(proposes).collect()
}

#[test]
fn a_review_stands_at_the_meeting_whose_agenda_is_the_first_to_propose_it() {
    for (due, belongs_from, expected) in [
        // Three months before 30 September is 30 June: July is too late.
        ("by 2014-09", "2012-01-01", Some(Some(2))),
        ("by 2014-10", "2012-01-01", Some(Some(3))),
        ("2013-09-30", "2012-01-01", Some(Some(2))),
        // The forum meets again about November, and that is in time.
        ("2015-03-31", "2012-01-01", Some(None)),
        // The other party belongs to the forum from May on.
        ("by 2014-09", "2014-05-01", Some(Some(3))),
        // It will when the review starts, and after that.
        ("2015-03-31", "2014-12-01", Some(None)),
        ("2015-03-31", "2015-12-01", None),
    ] {
        let mut register = register();
        let mut agreement = Agreement::new(id(1), "The protocol");
        agreement.review_due = Date::from_code(due);
        agreement.effective = Some(Date::year(2012));
        register.put(agreement.clone());
        let seat = Membership::new(id(2), id(1), id(2), Role::Member);
        register.put(Membership {
            from: Some(day(belongs_from).into()),
            ..seat
        });
        for number in [1, 2] {
            register.put(Party {
                id: id(number),
                agreement: id(1),
                organisation: id(number),
                capacity: Capacity::Party,
                lead: String::new(),
                signed: None,
                position: 1,
                from: None,
                signed_by: String::new(),
                to: None,
            });
        }
        let at = |register: &Register| {
            let forum = register.forums.get(id(1)).expect("it is there");
            let plan = plan(register, forum, today(), &Rules::default());
            let mut at = plan
                .iter()
                .filter(|one| matches!(one.reviews[..], [(id, _)] if id == agreement.id));
            at.next().map(|one| one.meeting)
        };
        let words = format!("{due}, from {belongs_from}");
        assert_eq!(at(&register), expected.map(|at| at.map(id)), "{words}");
        let first = proposed_at(&register).first().copied();
        assert_eq!(first, at(&register).flatten(), "{words}");
        let mut item = Item::new(id(9), id(5), 1, "Review");
        item.agreement = Some(agreement.id);
        register.put(item);
        assert_eq!(at(&register), None, "another forum looks at it: {words}");
        assert_eq!(proposed_at(&register), [], "{words}");
    }
}

/// An offer that is taken stands as building the agenda would have put it: by the forum's numbers, in the section of
/// the business before it.
#[test]
fn an_offer_is_numbered_by_the_pattern_of_the_forum_and_stands_in_its_section() {
    let mut register = register();
    let mut forum = register.forums.get(id(1)).expect("it is there").clone();
    forum.item_numbers = "C-{n}".to_owned();
    register.put(forum);
    for item in agenda(&register.clone(), id(2)) {
        let number = item.number.as_ref().map(|number| format!("C-{number}"));
        let section = if item.position < 3 { "Part One" } else { "" };
        register.put(Item {
            number,
            section: section.to_owned(),
            ..item.clone()
        });
    }
    let change = take(&register, &offers(&[1, 3]), id(2), today());
    assert_eq!(
        done(&mut register, change),
        "Took 2 offers onto Forum 1, Thursday 3 April 2014"
    );
    assert_eq!(
        printed(&register, 2)[1..],
        [
            "C-2 Current challenges",
            "C-3 Offer 1",
            "C-4 Offer 3",
            "C-5 Any other business",
            "C-6 Date of next meeting",
        ]
    );
    let sections = agenda(&register, id(2));
    let sections: Vec<&str> = sections.iter().map(|one| one.section.as_str()).collect();
    assert_eq!(
        sections,
        ["Part One", "Part One", "Part One", "Part One", "", ""]
    );
}
