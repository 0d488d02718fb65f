//! A whole turn of the cycle by commands: what one meeting leaves open stands on the agenda of the next, and says where
//! it came from; one undo takes back each step.

use secretariat::domain::cycle::build;
use secretariat::domain::cycle::order::{self, To};
use secretariat::domain::id::Id;
use secretariat::domain::item;

use super::harness::Desk;

/// What somebody does, by a command where there is one.
enum Step {
    Run(&'static str),
    /// Takes everything that is proposed for a meeting's agenda.
    Build(u32),
    MoveUp(u32),
}

use Step::{Build, MoveUp, Run};

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// A forum with two members on the day of its first meeting.
fn desk() -> Desk {
    let mut desk = Desk::empty("2014-04-03");
    for line in [
        "organisation add --name 'Care Quality Commission' --acronym CQC",
        "organisation add --name 'General Medical Council' --acronym GMC",
        "contact add --name 'A Smith' --post 'Chief Executive' --organisation CQC --email a@cqc.example",
        "contact add --name 'B Jones' --post 'Chief Executive' --organisation GMC --email b@gmc.example",
        "forum add --name 'The Forum' --acronym TF",
        "member add --forum TF --organisation CQC --as member --representative 1",
        "member add --forum TF --organisation GMC --as member --representative 2",
        "meeting add --forum TF --on 2014-04-03 --start 10:00 --end 12:00",
    ] {
        let ran = desk.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
    }
    desk
}

const STEPS: &[Step] = &[
    Build(1),
    Run("item add --meeting 1 --title 'Emerging risks' --minutes 20"),
    Run("item add --meeting 1 --title Budget --minutes 30"),
    MoveUp(4),
    Run("agenda issue 1 --on 2014-03-27"),
    Run("agenda sent 1 --on 2014-03-27"),
    Run("meeting hold 1"),
    Run("meeting attend 1 all-present"),
    Run("item discuss 3 --outcome 'Members noted what each had seen.'"),
    Run("item defer 4"),
    Run("action agree 1 '! CQC share the draft by 30 April' --item 2"),
    Run("action agree 1 GMC write to the others next meeting"),
    Run("note issue 1"),
    Run("note sent 1"),
    Run("meeting add --forum TF --on 2014-07-10"),
    Build(2),
];

fn take(desk: &mut Desk, step: &Step) {
    let today = desk.session.today();
    match step {
        Run(line) => {
            let ran = desk.run(line);
            assert_eq!(ran.code, 0, "{line}: {}", ran.messages);
        }
        Build(meeting) => {
            let rules = desk.session.rules().clone();
            let done = desk.session.commit(|register| {
                let all = build::propose(register, id(*meeting), today, &rules)?;
                build::accept(register, id(*meeting), &all)
            });
            done.expect("there is something to build");
        }
        MoveUp(item) => {
            let moved = |register: &_| order::move_item(register, id(*item), To::Up);
            desk.session.commit(moved).expect("it is not the first");
        }
    }
}

#[test]
fn a_turn_of_the_cycle_carries_what_is_open_and_is_taken_back_step_by_step() {
    let mut desk = desk();
    let mut states = Vec::new();
    for step in STEPS {
        if let Build(2) = step {
            gives_reasons(&desk);
        }
        states.push(desk.session.register().clone());
        take(&mut desk, step);
    }
    let end = desk.session.register().clone();
    let text = end.texts.iter().map(|one| one.meeting.number());
    assert_eq!(
        text.collect::<Vec<_>>(),
        [1, 1],
        "the agenda and the record"
    );
    assert_eq!(end.sendings.len(), 4, "two members had each of them");
    says_where_from(&mut desk);
    for state in states.iter().rev() {
        let ran = desk.run("undo");
        assert_eq!(ran.code, 0, "{}", ran.messages);
        assert!(desk.session.register() == state, "{}", ran.messages);
    }
    while desk.run("redo").code == 0 {}
    assert!(*desk.session.register() == end);
}

/// Carried are the item that was put off and those of both actions, and each says why and from where.
fn says_where_from(desk: &mut Desk) {
    let agenda = item::agenda(desk.session.register(), id(2));
    let carried: Vec<_> = agenda
        .iter()
        .map(|one| (one.title.as_str(), one.carried_from.map(Id::number)))
        .collect();
    assert_eq!(
        carried,
        [
            ("Matters arising", None),
            ("Budget", Some(4)),
            ("Emerging risks", Some(3)),
            ("Any other business", Some(1)),
            ("Date of next meeting", Some(2)),
        ]
    );
    for (line, words) in [
        ("item show 6", "Carried from:  Budget"),
        ("item show 7", "Carried from:  Emerging risks"),
        ("action show 1", "The Forum, Thursday 3 April 2014"),
        ("action show 2", "The Forum, Thursday 3 April 2014"),
    ] {
        let shown = desk.run(line).data;
        assert!(shown.contains(words), "{line}: {shown}");
    }
}

/// Before anything is put on it: why each item is proposed.
fn gives_reasons(desk: &Desk) {
    let session = &desk.session;
    let all = build::propose(session.register(), id(2), session.today(), session.rules());
    let all = all.expect("it is to come");
    let why: Vec<_> = all
        .iter()
        .map(|one| (one.item.title.as_str(), one.why.as_str()))
        .collect();
    assert_eq!(
        why[..3],
        [
            ("Matters arising", "2 open actions of 3 April 2014"),
            ("Budget", "deferred on 3 April 2014"),
            ("Emerging risks", "action 1 is open"),
        ]
    );
}
