//! What each body owes, whom to write to, and what is logged.

use super::*;
use crate::domain::action::{Action, ActionDue, Reply};
use crate::domain::contact::Contact;
use crate::domain::cycle::chase::{Addressee, Asked, addressee, all, debts, log};
use crate::domain::cycle::returns::ask;
use crate::domain::date::Date;
use crate::domain::due::{DueOptions, Rules, Section, due};
use crate::domain::issued_text::{TextState, TextStep};

const TODAY: &str = "2014-03-27";

/// Each of GMC and NMC owes a return, a paper and an action; NMC more. What is reserved holds a canary.
fn owing() -> Register {
    let mut register = register();
    let asked = ask(&register, id(1), day("2014-03-01"));
    done(&mut register, asked);
    for (item, from) in with_papers(&mut register, &[PaperState::Expected; 3])
        .into_iter()
        .zip([GMC, NMC, CQC])
    {
        let mut item = register.items.get(item).expect("it was put").clone();
        item.copy.from = Some(id(from));
        if from == NMC {
            item.title = "Canary item".to_owned();
            item.reserved = Some("Canary reason".to_owned());
        }
        register.put(item);
    }
    for (number, owner, text, due) in [
        (1, Some(GMC), "Send two examples.", Some("2014-03-20")),
        (2, Some(NMC), "Canary action", None),
        (3, Some(CQC), "Book the room", None),
        (4, None, "Say who comes", Some("2014-04-01")),
        (5, Some(GMC), "Closed since", None),
    ] {
        let mut action = Action::new(id(number), id(1), number, text);
        action.owner = owner.map(id);
        action.due = due.map_or(ActionDue::Unset, |on| ActionDue::On(day(on).into()));
        // Born of the reserved item.
        action.item = (number == 2).then(|| id(2));
        if number == 4 {
            let reply = |(body, on): (u32, Option<&str>)| Reply {
                organisation: id(body),
                on: on.map(|on| day(on).into()),
            };
            let replies = [(CQC, None), (GMC, Some("2014-03-10")), (NMC, None)];
            action.replies = replies.map(reply).to_vec();
        }
        action.closed = (number == 5).then(|| day("2014-03-01").into());
        register.put(action);
    }
    register
}

fn told(register: &Register, body: u32) -> Vec<String> {
    let debts = debts(register, id(body), day(TODAY), &Rules::default());
    let due = |due: Option<Date>| due.map_or_else(|| "no date".to_owned(), Date::code);
    let tell = debts
        .iter()
        .map(|debt| format!("{}, {}", debt.words, due(debt.due)));
    tell.collect()
}

#[test]
fn a_body_owes_all_that_is_with_it_and_nothing_of_anothers_and_no_reserved_word() {
    let register = owing();
    assert_eq!(
        told(&register, GMC),
        [
            "Action 1: Send two examples, 2014-03-20",
            "Paper for item 1, Staffing, meeting of 3 April 2014, 2014-03-27",
            "Return for the meeting of 3 April 2014, 2014-04-01",
        ]
    );
    assert_eq!(
        told(&register, NMC),
        [
            "Paper for item 2 (reserved), meeting of 3 April 2014, 2014-03-27",
            "Reply to action 4: Say who comes, 2014-04-01",
            "Return for the meeting of 3 April 2014, 2014-04-01",
            "Action 2 (reserved), no date",
        ]
    );
    assert_eq!(told(&register, CQC), [""; 0]);
    let everybody = all(&register, day(TODAY), &Rules::default());
    let bodies: Vec<u32> = everybody
        .iter()
        .map(|one| one.organisation.number())
        .collect();
    assert_eq!(bodies, [GMC, NMC]);
}

#[test]
fn texts_with_the_chair_and_records_awaited_are_owed_too() {
    let mut register = register();
    let mut seat = register
        .memberships
        .get(id(1))
        .expect("CQC in the chair")
        .clone();
    seat.organisation = id(GMC);
    register.put(seat);
    let mut next = register.meetings.get(id(1)).expect("it was put").clone();
    next.agenda_steps = vec![TextStep {
        state: TextState::WithChair,
        on: None,
    }];
    register.put(next);
    let mut held = Meeting::new(id(2), id(1), day("2014-01-13").into());
    held.state = MeetingState::Held;
    held.record_by = Some(id(NMC));
    register.put(held);
    assert_eq!(
        told(&register, GMC),
        ["Agenda of the meeting of 3 April 2014, which is with you to clear, 2014-03-27"]
    );
    assert_eq!(
        told(&register, NMC),
        ["Action note of the meeting of 13 January 2014, no date"]
    );
}

#[test]
fn a_chase_is_logged_once_for_each_thing_and_moves_its_line_to_waiting_for() {
    let mut register = owing();
    let sections = |register: &Register| -> Vec<(String, Section, usize)> {
        let lines = due(
            register,
            day(TODAY),
            &Rules::default(),
            &DueOptions::default(),
        );
        let of = lines
            .iter()
            .filter(|line| line.whom(register, day(TODAY)) == [id(GMC)]);
        of.map(|line| {
            (
                line.entry.to_string(),
                line.section,
                line.waiting.map_or(0, |one| one.chased),
            )
        })
        .collect()
    };
    let line = |entry: &str, section, chased| (entry.to_owned(), section, chased);
    assert_eq!(
        sections(&register),
        [
            line("action 1", Section::Overdue, 0),
            line("item 1", Section::DueSoon, 0),
            line("return 3", Section::DueSoon, 0),
        ]
    );
    let owed = debts(&register, id(GMC), day(TODAY), &Rules::default());
    let asked = Asked {
        organisation: id(GMC),
        entries: owed.iter().map(|debt| debt.entry).collect(),
        address: "office@gmc.example".to_owned(),
    };
    let change = log(
        &register,
        std::slice::from_ref(&asked),
        day(TODAY),
        day(TODAY),
    );
    assert_eq!(done(&mut register, change), "Chased GMC for 3 things");
    assert_eq!(
        sections(&register),
        [
            line("action 1", Section::Overdue, 1),
            line("item 1", Section::WaitingFor, 1),
            line("return 3", Section::WaitingFor, 1),
        ]
    );
    for (asked, on, sentence) in [
        (vec![], TODAY, "Nobody owes anything that could be chased."),
        (
            vec![asked],
            "2014-03-28",
            "28 March 2014 has not come yet; a message is logged once it is sent.",
        ),
    ] {
        let change = log(&register, &asked, day(on), day(TODAY));
        assert_eq!(done(&mut register.clone(), change), sentence);
    }
}

/// Somebody at GMC, in post from a day and perhaps to one.
fn contact(number: u32, name: &str, email: &str, to: Option<&str>) -> Contact {
    Contact {
        id: id(number),
        organisation: id(GMC),
        name: name.to_owned(),
        post: "Director".to_owned(),
        from: None,
        to: to.map(|to| day(to).into()),
        telephone: String::new(),
        email: email.to_owned(),
        met: None,
        confirmed: None,
    }
}

#[test]
fn a_message_goes_to_the_representative_with_the_office_copied_else_to_whoever_has_an_address() {
    let gone = Some("2014-03-26");
    for (representative, office, expected) in [
        (
            Some(1),
            "office@gmc.example",
            "A Smith <a@gmc.example>, copy to office@gmc.example",
        ),
        (Some(1), "", "A Smith <a@gmc.example>"),
        (Some(2), "office@gmc.example", "office@gmc.example"),
        (Some(3), "office@gmc.example", "office@gmc.example"),
        (None, "", "A Smith <a@gmc.example>, d@gmc.example"),
        (Some(3), "", "A Smith <a@gmc.example>, d@gmc.example"),
    ] {
        let mut register = owing();
        for one in [
            contact(1, "A Smith", "a@gmc.example", None),
            contact(2, "B Jones", "b@gmc.example", gone),
            contact(3, "C Brown", "", None),
            contact(4, "", "d@gmc.example", None),
        ] {
            register.put(one);
        }
        let mut seats = register.memberships.iter();
        let mut seat = seats
            .find(|one| one.organisation == id(GMC))
            .expect("a member")
            .clone();
        seat.representative = representative.map(id);
        office.clone_into(&mut seat.office);
        register.put(seat);
        let owed = debts(&register, id(GMC), day(TODAY), &Rules::default());
        let found = addressee(&register, id(GMC), &owed, day(TODAY));
        assert_eq!(found.words(), expected, "{representative:?} {office}");
    }
    let register = owing();
    let owed = debts(&register, id(NMC), day(TODAY), &Rules::default());
    let found = addressee(&register, id(NMC), &owed, day(TODAY));
    assert_eq!(found, Addressee::default());
}
