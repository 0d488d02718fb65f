//! Reading a paper with a library that is not ours: where that panics over a damaged file, the paper is refused and the
//! program goes on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static IS_ON: Cell<bool> = const { Cell::new(false) };
}

/// Whether what panics on this thread now only costs a paper: nobody needs a report of it.
pub fn is_on() -> bool {
    IS_ON.get()
}

/// What came of it; none if it panicked. Whatever it worked on is not looked at again then.
pub(super) fn tried<T>(read: impl FnOnce() -> T) -> Option<T> {
    IS_ON.set(true);
    let came = catch_unwind(AssertUnwindSafe(read)).ok();
    IS_ON.set(false);
    came
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_what_was_tried_and_nothing_else() {
        assert_eq!(tried(|| 1), Some(1));
        let fallen = tried(|| assert!(!is_on(), "this is what the test is about"));
        assert_eq!(fallen, None);
        assert!(!is_on());
    }
}
