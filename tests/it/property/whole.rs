//! Whole registers as JSON: whatever is in one comes back equal, and no broken file panics or goes in by half.

use proptest::prelude::*;
use secretariat::demo;
use secretariat::domain::change::Change;
use secretariat::domain::register::{Kind, Register};
use secretariat::domain::words::Word;
use secretariat::exchange::register_json;

use super::random::{Dice, RowDeed, edit};

/// The sample with random records and changes upon it, those that a register takes.
fn varied(seed: u64) -> Register {
    let mut dice = Dice::new(seed);
    let mut register = Register::default();
    register.apply(&demo::demo());
    for _ in 0..40 {
        let kind = *dice.one_of(Kind::ALL).expect("there are kinds");
        let deed = match dice.below(4) {
            0 => RowDeed::Delete,
            1 => RowDeed::Update,
            _ => RowDeed::Create,
        };
        let Some(edit) = edit(&register, kind, deed, &mut dice) else {
            continue;
        };
        let mut change = Change::new("Varied");
        change.edits.push(edit);
        let mut tried = register.clone();
        tried.apply(&change);
        if tried.check(&change).is_ok() && tried.faults().is_empty() {
            register = tried;
        }
    }
    register
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_a_register_comes_back_equal(seed in any::<u64>()) {
        let register = varied(seed);
        let text = register_json::write(&register);
        let empty = Register::default();
        let change = register_json::read(&empty, text.as_bytes());
        let mut again = empty;
        again.apply(&change.map_err(|refusal| TestCaseError::fail(refusal.sentence))?);
        prop_assert!(again == register);
        prop_assert_eq!(register_json::write(&again), text);
    }

    #[test]
    fn a_file_with_other_bytes_in_it_is_refused_or_makes_a_sound_register(
        seed in any::<u64>(),
        wounds in prop::collection::vec((any::<u64>(), any::<u8>(), 0_usize..4), 1..4),
    ) {
        let mut bytes = register_json::write(&varied(seed)).into_bytes();
        let mut dice = Dice::new(seed);
        for (_, byte, how) in wounds {
            let place = dice.below(bytes.len());
            match how {
                0 => bytes[place] = byte,
                1 => { bytes.remove(place); }
                2 => bytes.insert(place, byte),
                _ => bytes.truncate(place.max(1)),
            }
        }
        if let Ok(change) = register_json::read(&Register::default(), &bytes) {
            let mut register = Register::default();
            register.apply(&change);
            prop_assert_eq!(register.faults(), Vec::<String>::new());
        }
    }
}
