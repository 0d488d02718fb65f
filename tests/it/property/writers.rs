//! Several who write to one register: nothing is lost, nothing is written over, and whoever is refused is told.

use std::path::PathBuf;
use std::sync::{Barrier, mpsc};
use std::thread;

use secretariat::domain::action;
use secretariat::domain::agreement::Agreement;
use secretariat::domain::change::Change;
use secretariat::domain::forum::Forum;
use secretariat::domain::id::Id;
use secretariat::domain::item::{self, Item};
use secretariat::domain::meeting::Meeting;
use secretariat::domain::organisation::Organisation;
use secretariat::domain::refusal::{Refusal, Why};
use secretariat::domain::register::Register;
use secretariat::session::{Done, Failure, Session};
use secretariat::store::Access;
use tempfile::TempDir;

use crate::sample;

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// A register with a forum, its meeting and an organisation, open for two people.
fn two() -> (TempDir, PathBuf, Session, Session) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    let mut ann = sample::create(&path, "ann");
    let mut bob = sample::open(&path, "bob");
    ann.commit(|_| Ok(beginning())).expect("it is sound");
    bob.refresh().expect("it can be read");
    (folder, path, ann, bob)
}

fn beginning() -> Change {
    let on = sample::morning().date_naive().into();
    Change::new("Began")
        .create(Organisation::new(id(1), "CQC"))
        .create(Forum::new(id(1), "The Forum"))
        .create(Meeting::new(id(1), id(1), on))
}

fn renamed(register: &Register, how: impl FnOnce(&mut Organisation)) -> Change {
    let before = register.organisations.get(id(1)).expect("it was made");
    let mut after = before.clone();
    how(&mut after);
    Change::new("Renamed").update(before, after)
}

/// Saves what a form made of the register as it was when the form was opened.
fn save(session: &mut Session, change: Change) -> Result<Done, Failure> {
    session.commit(|_| Ok(change))
}

fn refused(outcome: Result<Done, Failure>) -> Refusal {
    match outcome {
        Err(Failure::Refused(refusal) | Failure::Conflict(_, refusal)) => refusal,
        other => panic!("it ought to have been refused: {other:?}"),
    }
}

fn assert_alike(sessions: [&mut Session; 2]) {
    for session in sessions {
        session.refresh().expect("it can be read");
        sample::assert_sound(session);
    }
}

fn titles(register: &Register) -> Vec<(u32, String)> {
    let agenda = item::agenda(register, id(1));
    let told = agenda.iter().map(|one| (one.position, one.title.clone()));
    told.collect()
}

#[test]
fn two_who_add_to_one_meeting_each_get_a_number_and_a_place() {
    let (_folder, _, mut ann, mut bob) = two();
    for (session, name) in [(&mut ann, "Ann's"), (&mut bob, "Bob's")] {
        session
            .commit(|register| item::add(register, id(1), name))
            .expect("neither is in the way");
        session
            .commit(|register| action::add(register, id(1), name))
            .expect("neither is in the way");
    }
    assert_alike([&mut ann, &mut bob]);
    assert_eq!(ann.register(), bob.register());
    let expected = [(1, "Ann's".to_owned()), (2, "Bob's".to_owned())];
    assert_eq!(titles(ann.register()), expected);
    let actions: Vec<(u32, &str)> = ann
        .register()
        .actions
        .iter()
        .map(|one| (one.number, one.text.as_str()))
        .collect();
    assert_eq!(actions, [(1, "Ann's"), (2, "Bob's")]);
}

#[test]
fn a_change_to_another_field_merges_and_to_the_same_field_is_told() {
    let (_folder, _, mut ann, mut bob) = two();
    let anns = renamed(ann.register(), |one| {
        one.name = "Care Quality Commission".to_owned();
    });
    let bobs = renamed(bob.register(), |one| one.acronym = Some("CQC".to_owned()));
    let bobs_name = renamed(bob.register(), |one| one.name = "The Commission".to_owned());
    save(&mut ann, anns).expect("it is the first");
    save(&mut bob, bobs).expect("it is another field");
    let refusal = refused(save(&mut bob, bobs_name));
    assert_eq!(refusal.why, Why::Conflict);
    assert!(
        refusal.sentence.contains("changed name of organisation 1"),
        "{refusal}"
    );
    assert_alike([&mut ann, &mut bob]);
    for session in [&ann, &bob] {
        let body = session
            .register()
            .organisations
            .get(id(1))
            .expect("it is there");
        let names = (body.name.as_str(), body.acronym.as_deref());
        assert_eq!(names, ("Care Quality Commission", Some("CQC")));
    }
}

#[test]
fn what_was_deleted_meanwhile_cannot_be_changed_and_what_was_changed_cannot_be_deleted() {
    let (_folder, _, mut ann, mut bob) = two();
    let delete = |register: &Register| {
        Change::new("Deleted").delete(register.organisations.get(id(1)).expect("it is there"))
    };
    let rename =
        |register: &Register, name: &str| renamed(register, |one| name.clone_into(&mut one.name));
    let (bobs_delete, bobs_name) = (delete(bob.register()), rename(bob.register(), "Bob's"));
    let name = rename(ann.register(), "Ann's");
    save(&mut ann, name).expect("it is the first");
    let refusal = refused(save(&mut bob, bobs_delete));
    assert!(
        refusal
            .sentence
            .contains("changed name of organisation 1 \"Ann's\""),
        "{refusal}"
    );
    let change = delete(ann.register());
    save(&mut ann, change).expect("nobody has changed it since");
    let refusal = refused(save(&mut bob, bobs_name));
    assert!(
        refusal.sentence.contains("made or deleted organisation 1"),
        "{refusal}"
    );
    assert_alike([&mut ann, &mut bob]);
}

#[test]
fn undo_takes_back_ones_own_last_change_and_refuses_what_somebody_changed_since() {
    let (_folder, _, mut ann, mut bob) = two();
    let rename = |name: &'static str| {
        move |register: &Register| Ok(renamed(register, |one| name.clone_into(&mut one.name)))
    };
    ann.commit(rename("Ann's")).expect("it is sound");
    assert_eq!(
        refused(bob.undo()).sentence,
        "There is nothing of yours to undo."
    );
    bob.commit(rename("Bob's")).expect("it is sound");
    let refusal = refused(ann.undo());
    assert_eq!(refusal.why, Why::Conflict);
    assert!(refusal.sentence.contains("That was bob on "), "{refusal}");
    bob.undo().expect("nobody has written since");
    let undone = ann.undo().expect("nobody stands in the way now");
    assert_eq!(undone.label, "Renamed");
    let name = &ann
        .register()
        .organisations
        .get(id(1))
        .expect("it is there")
        .name;
    assert_eq!(name, "CQC");
    assert_alike([&mut ann, &mut bob]);
}

#[test]
fn undo_and_redo_go_on_after_a_restart_and_a_new_change_forgets_what_could_be_redone() {
    let (_folder, path, mut ann, _bob) = two();
    for name in ["One", "Two", "Three"] {
        ann.commit(|register| item::add(register, id(1), name))
            .expect("it is sound");
    }
    let mut before = vec![ann.register().clone()];
    ann.undo().expect("there are three");
    before.push(ann.register().clone());
    drop(ann);
    let mut ann = sample::open(&path, "ann");
    ann.undo().expect("there are two");
    drop(ann);
    let mut ann = sample::open(&path, "ann");
    for expected in before.iter().rev() {
        let redone = ann.redo().expect("two were taken back");
        assert!(redone.label.starts_with("Added item"), "{redone:?}");
        assert_eq!(ann.register(), expected);
    }
    ann.undo().expect("there are three");
    ann.commit(|register| item::add(register, id(1), "Four"))
        .expect("it is sound");
    assert_eq!(
        refused(ann.redo()).sentence,
        "There is nothing of yours to redo."
    );
    let numbers: Vec<u32> = ann
        .register()
        .items
        .iter()
        .map(|one| one.id.number())
        .collect();
    assert_eq!(
        numbers,
        [1, 2, 4],
        "the number of the third is not given again"
    );
    sample::assert_sound(&ann);
}

#[test]
fn two_windows_of_one_person_take_back_one_change_after_the_other() {
    let (_folder, path, mut first, _bob) = two();
    let mut second = sample::open(&path, "ann");
    for name in ["One", "Two", "Three"] {
        first
            .commit(|register| item::add(register, id(1), name))
            .expect("it is sound");
    }
    // Both have looked at what can be undone before either undoes.
    assert_eq!(
        first.stacks().expect("it reads"),
        second.stacks().expect("it reads")
    );
    first.undo().expect("there are three");
    second.undo().expect("there are two");
    assert_alike([&mut first, &mut second]);
    assert_eq!(titles(first.register()), [(1, "One".to_owned())]);
    first.redo().expect("two were taken back");
    second.redo().expect("one was taken back");
    assert_alike([&mut first, &mut second]);
    assert_eq!(titles(first.register()).len(), 3);
}

#[test]
fn an_item_can_be_taken_back_after_a_colleague_took_out_one_above_it() {
    let (_folder, _, mut ann, mut bob) = two();
    ann.commit(|register| item::add(register, id(1), "Above"))
        .expect("it is sound");
    bob.commit(|register| item::add(register, id(1), "Below"))
        .expect("it is sound");
    ann.undo().expect("nobody has changed it");
    bob.refresh().expect("it can be read");
    assert_eq!(titles(bob.register()), [(1, "Below".to_owned())]);
    bob.undo().expect("only its place has changed");
    assert!(bob.register().items.is_empty());
    bob.redo().expect("nobody has written since");
    ann.redo().expect("nobody has written since");
    assert_alike([&mut ann, &mut bob]);
    let agenda = titles(ann.register());
    assert_eq!(agenda.len(), 2, "{agenda:?}");
}

#[test]
fn redoing_an_action_whose_number_a_colleague_has_is_refused() {
    let (_folder, _, mut ann, mut bob) = two();
    ann.commit(|register| action::add(register, id(1), "Ann's"))
        .expect("it is sound");
    ann.undo().expect("nobody has changed it");
    bob.commit(|register| action::add(register, id(1), "Bob's"))
        .expect("it is sound");
    let refusal = refused(ann.redo());
    assert!(
        refusal
            .sentence
            .contains("There is an action 1 already: \"Bob's\""),
        "{refusal}"
    );
    assert_alike([&mut ann, &mut bob]);
}

#[test]
fn what_is_refused_leaves_memory_and_file_as_they_were() {
    type Ask = fn(&Register) -> Result<Change, Refusal>;
    let (_folder, _, mut ann, mut bob) = two();
    let before = ann.register().clone();
    let cases: [(Ask, &str); 6] = [
        (|_| Err(Refusal::state("No.")), "No."),
        (|_| Ok(Change::new("Nothing")), "Nothing was to be changed."),
        (
            |register| Ok(renamed(register, |_| ())),
            "Nothing was to be changed.",
        ),
        (
            |register| Ok(renamed(register, |one| one.name.clear())),
            "An organisation needs a name.",
        ),
        (
            |_| Ok(Change::new("Made").create(Item::new(id(1), id(9), 1, "Item"))),
            "meeting 9 is named by",
        ),
        (
            |register| {
                Ok(Change::new("Deleted").delete(register.forums.get(id(1)).expect("it is there")))
            },
            "forum 1 is named by meeting 1",
        ),
    ];
    for (ask, words) in cases {
        let refusal = refused(ann.commit(ask));
        assert!(refusal.sentence.contains(words), "{refusal}");
        assert_eq!(*ann.register(), before, "{words}");
        assert_eq!(ann.heads().expect("it reads").len(), 1, "{words}");
        assert!(!bob.refresh().expect("it reads"), "{words}");
    }
    assert_alike([&mut ann, &mut bob]);
}

#[test]
fn who_may_only_read_is_told_so_and_sees_what_others_write() {
    let (_folder, path, mut ann, _bob) = two();
    let mut reader =
        Session::open(&path, Access::Read, sample::options("cyd")).expect("it is sound");
    assert!(reader.read_only().is_some());
    let outcome = reader.commit(|register| item::add(register, id(1), "Cyd's"));
    assert!(matches!(outcome, Err(Failure::Store(_))), "{outcome:?}");
    assert!(matches!(reader.undo(), Err(Failure::Store(_))));
    ann.commit(|register| item::add(register, id(1), "Ann's"))
        .expect("it is sound");
    assert!(reader.refresh().expect("it can be read"));
    assert_eq!(reader.register(), ann.register());
    sample::assert_sound(&reader);
}

#[test]
fn a_refresh_says_whether_there_was_news_and_only_then_makes_lists_stale() {
    let (_folder, _, mut ann, mut bob) = two();
    let revision = bob.register().revision();
    assert!(!bob.refresh().expect("it can be read"));
    assert_eq!(bob.register().revision(), revision);
    ann.commit(|register| item::add(register, id(1), "Ann's"))
        .expect("it is sound");
    assert!(bob.refresh().expect("it can be read"));
    assert!(bob.register().revision() > revision);
    let revision = bob.register().revision();
    // What was taken in while writing is no news afterwards.
    ann.commit(|register| item::add(register, id(1), "Ann's again"))
        .expect("it is sound");
    bob.commit(|register| item::add(register, id(1), "Bob's"))
        .expect("it is sound");
    assert!(bob.register().revision() > revision);
    assert!(!bob.refresh().expect("it can be read"));
    assert!(!bob.refresh().expect("it can be read"));
    assert!(ann.refresh().expect("it can be read"));
    assert_eq!(ann.register(), bob.register());
}

#[test]
fn a_check_is_not_disturbed_by_what_others_have_written_since_one_looked() {
    let (_folder, _, mut ann, bob) = two();
    ann.commit(|register| item::add(register, id(1), "Ann's"))
        .expect("it is sound");
    sample::assert_sound(&bob);
}

#[test]
fn a_job_keeps_the_register_it_was_given() {
    let mut session = sample::memory();
    session.commit(|_| Ok(beginning())).expect("it is sound");
    let shared = session.shared();
    session
        .commit(|register| item::add(register, id(1), "Later"))
        .expect("it is sound");
    assert!(shared.items.is_empty());
    assert_eq!(session.register().items.len(), 1);
    sample::assert_sound(&session);
}

/// Adds items and actions to one meeting, and tells how many of each when done.
fn add_many(
    mut session: Session,
    count: usize,
    barrier: &Barrier,
    told: &mpsc::Sender<usize>,
) -> Session {
    // All are opened before any writes: closing another handle would drop the locks of this program.
    barrier.wait();
    for turn in 0..count {
        let name = format!("{} {turn}", session.actor());
        session
            .commit(|register| item::add(register, id(1), &name))
            .expect("it waits its turn");
        session
            .commit(|register| action::add(register, id(1), &name))
            .expect("it waits its turn");
    }
    told.send(count).expect("somebody counts");
    session
}

#[test]
fn threads_that_add_to_one_meeting_lose_nothing_and_share_no_number() {
    const COUNT: usize = 8;
    let (_folder, path, ann, bob) = two();
    let mut watcher = sample::open(&path, "cyd");
    let barrier = Barrier::new(2);
    let (told, counts) = mpsc::channel();
    thread::scope(|scope| {
        for session in [ann, bob] {
            let (told, barrier) = (told.clone(), &barrier);
            scope.spawn(move || add_many(session, COUNT, barrier, &told));
        }
        drop(told);
        let mut finished = 0;
        while finished < 2 * COUNT {
            match counts.try_recv() {
                Ok(count) => finished += count,
                Err(_) => assert!(watcher.refresh().is_ok(), "reading goes on meanwhile"),
            }
            thread::yield_now();
        }
    });
    watcher.refresh().expect("it can be read");
    sample::assert_sound(&watcher);
    let register = watcher.register();
    assert_eq!(
        (register.items.len(), register.actions.len()),
        (2 * COUNT, 2 * COUNT)
    );
    let places: Vec<u32> = titles(register).iter().map(|(place, _)| *place).collect();
    assert!(places.iter().copied().eq(1..=16), "{places:?}");
    let mut numbers: Vec<u32> = register.actions.iter().map(|one| one.number).collect();
    numbers.sort_unstable();
    assert!(numbers.iter().copied().eq(1..=16), "{numbers:?}");
}

#[test]
fn a_review_and_a_rename_of_one_agreement_by_two_people_merge() {
    use secretariat::domain::life::review::{self, RecordOptions};
    use secretariat::domain::review::ReviewOutcome;
    let (_folder, _, mut ann, mut bob) = two();
    ann.commit(|_| Ok(Change::new("Made").create(Agreement::new(id(1), "Protocol"))))
        .expect("it is sound");
    bob.refresh().expect("it can be read");
    let before = bob
        .register()
        .agreements
        .get(id(1))
        .expect("it was made")
        .clone();
    let after = Agreement {
        title: "Joint protocol".to_owned(),
        ..before.clone()
    };
    let rename = Change::new("Renamed").update(&before, after);
    let today = sample::morning().date_naive();
    let next = secretariat::domain::date::Date::from_code("by 2023-09");
    let options = RecordOptions {
        by: "The leads".to_owned(),
        next: next.map(review::Next::On),
        ..RecordOptions::new(today, today.into(), ReviewOutcome::Amended)
    };
    ann.commit(|register| review::record(register, id(1), &options))
        .expect("it is sound");
    save(&mut bob, rename).expect("it is another field");
    assert_alike([&mut ann, &mut bob]);
    let agreement = ann.register().agreements.get(id(1)).expect("it was made");
    assert_eq!(agreement.title, "Joint protocol");
    assert_eq!(agreement.review_due, next);
}
