//! The registers that come with the program, kept in a file like any other.

use secretariat::demo::generated::generated;
use secretariat::demo::{AS_OF, demo};
use secretariat::domain::audience::Audience;
use secretariat::domain::change::Change;
use secretariat::domain::due::{DueOptions, Rules, due};
use secretariat::exchange::json;
use secretariat::house::HouseFiles;
use secretariat::session::{Clock, Session, SessionOptions};
use secretariat::store::Access;

use crate::sample;

#[test]
fn a_register_that_comes_with_the_program_is_one_change_of_a_sound_file() {
    for (change, records) in [(demo(), 284), (generated(1_000, AS_OF), 1_518)] {
        let mut session = Session::memory(SessionOptions {
            clock: Clock::AsOf(AS_OF),
            actor: "anna".to_owned(),
            rules: Rules::default(),
            house: HouseFiles::default(),
        })
        .expect("a register in memory");
        session.commit(|_| Ok(change)).expect("a sound change");
        assert_eq!(session.register().len(), records);
        assert_eq!(session.check_all().expect("a file that reads"), [""; 0]);
        session.undo().expect("one's own change");
        assert!(session.register().is_empty());
    }
}

#[test]
fn what_is_due_is_the_same_whether_all_of_a_register_is_read_or_only_what_says_it() {
    for change in [demo(), generated(1_000, AS_OF), sample::examples()] {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("register.db");
        let mut session = sample::create(&path, "ann");
        session.commit(|_| Ok(change)).expect("a sound change");
        drop(session);
        let told = |access| {
            let session = Session::open(&path, access, sample::options("ann")).expect("it opens");
            ["2014-01-20", "2019-06-01", "2021-08-20", "2026-11-22"].map(|day| lines(&session, day))
        };
        let all = told(Access::Read);
        assert!(all.iter().all(|lines| !lines.is_empty()));
        assert_eq!(told(Access::Due), all);
    }
}

/// Every line of a day as each audience reads it.
fn lines(session: &Session, day: &str) -> Vec<String> {
    let (register, day) = (session.register(), day.parse().expect("an ISO day"));
    let all = due(register, day, &Rules::default(), &DueOptions::default());
    let read = |audience| {
        all.iter().map(move |line| {
            let told = json::due(register, line, day, audience);
            let waits = line.waits_shown(register, day, audience);
            format!("{line:?} {told} {waits:?}")
        })
    };
    Audience::ALL.into_iter().flat_map(read).collect()
}

#[test]
fn nothing_is_written_through_a_register_of_which_only_a_part_was_read() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("register.db");
    drop(sample::create(&path, "ann"));
    let mut session = Session::open(&path, Access::Due, sample::options("ann")).expect("it opens");
    assert!(session.read_only().is_some());
    assert!(session.commit(|_| Ok(Change::new("Nothing"))).is_err());
}
