//! The registers that come with the program, kept in a file like any other.

use secretariat::demo::generated::generated;
use secretariat::demo::{AS_OF, demo};
use secretariat::domain::due::Rules;
use secretariat::session::{Clock, Session, SessionOptions};

#[test]
fn a_register_that_comes_with_the_program_is_one_change_of_a_sound_file() {
    for (change, records) in [(demo(), 284), (generated(1_000, AS_OF), 1_518)] {
        let mut session = Session::memory(SessionOptions {
            clock: Clock::AsOf(AS_OF),
            actor: "anna".to_owned(),
            rules: Rules::default(),
        })
        .expect("a register in memory");
        session.commit(|_| Ok(change)).expect("a sound change");
        assert_eq!(session.register().len(), records);
        assert_eq!(session.check_all().expect("a file that reads"), [""; 0]);
        session.undo().expect("one's own change");
        assert!(session.register().is_empty());
    }
}
