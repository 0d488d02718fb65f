//! Waiting while somebody else writes: fair, limited, and ended by the user if they wish.
//! `SQLite`'s own waiting sleeps longer the longer it has waited, and so starves who came first.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// How long one statement waits for somebody else's write to end.
pub(super) const PATIENCE: Duration = Duration::from_secs(15);

/// Counts the requests to stop, so that one request ends every wait and none is left over.
static INTERRUPTS: AtomicU32 = AtomicU32::new(0);

thread_local! {
    // SQLite answers on the thread that asked, so the last wait of this thread is the one that failed.
    static LAST: Cell<Ended> = const { Cell::new(Ended::NeverWaited) };
}

/// Ends every wait that is going on in this program; safe from any thread and in a signal handler.
/// A wait that begins later is not touched.
pub fn interrupt() {
    INTERRUPTS.fetch_add(1, Ordering::Relaxed);
}

/// How the last wait that failed on this thread came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ended {
    #[default]
    NeverWaited,
    GaveUp {
        seconds: u64,
    },
    Interrupted,
}

/// Makes a connection wait for others as this program promises.
pub(super) fn wait_for_others(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(patient(PATIENCE, &INTERRUPTS)))
}

/// Tells how the last wait ended, once.
pub(super) fn ended() -> Ended {
    LAST.take()
}

/// Answers `SQLite`'s question whether to try again; `attempt` is 0 when a new wait begins.
pub(super) fn patient(
    patience: Duration,
    interrupts: &'static AtomicU32,
) -> impl FnMut(i32) -> bool + Send + 'static {
    let mut began = Instant::now();
    let mut seen = 0;
    move |attempt| {
        if attempt == 0 {
            began = Instant::now();
            seen = interrupts.load(Ordering::Relaxed);
            LAST.set(Ended::NeverWaited);
        } else if interrupts.load(Ordering::Relaxed) != seen {
            LAST.set(Ended::Interrupted);
            return false;
        }
        if began.elapsed() >= patience {
            let seconds = patience.as_secs();
            LAST.set(Ended::GaveUp { seconds });
            return false;
        }
        thread::sleep(pause(attempt));
        true
    }
}

/// At most 2 ms whatever the attempt: nobody falls behind, and two who wait do not wait in step.
fn pause(attempt: i32) -> Duration {
    let random = RandomState::new().hash_one(attempt);
    Duration::from_micros(200 + random % 1_800)
}

/// How long whoever has just written leaves to those who wait: longer than they pause between two attempts.
const COURTESY: Duration = Duration::from_millis(3);

/// Lets others go first after a write that ended at this moment. Without it a program that writes one change after
/// another has the file nearly all the time, and who waits looks again only while it writes.
pub(super) fn give_way(wrote: Option<Instant>) {
    let left = wrote.and_then(|wrote| COURTESY.checked_sub(wrote.elapsed()));
    if let Some(left) = left {
        thread::sleep(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_ends_when_its_time_is_up() {
        static NONE: AtomicU32 = AtomicU32::new(0);
        let mut patient = patient(Duration::from_millis(5), &NONE);
        // A pause is at least 0.2 ms, so a hundred of them are longer than its patience on any machine.
        let attempts = (0..100).take_while(|attempt| patient(*attempt)).count();
        assert!(attempts < 100, "it never gave up");
        assert_eq!(ended(), Ended::GaveUp { seconds: 0 });
        assert_eq!(ended(), Ended::NeverWaited);
    }

    #[test]
    fn a_wait_ends_when_the_user_says_so_and_the_next_one_is_not_touched() {
        static STOP: AtomicU32 = AtomicU32::new(0);
        let mut patient = patient(PATIENCE, &STOP);
        STOP.fetch_add(1, Ordering::Relaxed);
        assert!(patient(0));
        STOP.fetch_add(1, Ordering::Relaxed);
        assert!(!patient(1));
        assert_eq!(ended(), Ended::Interrupted);
        assert!(patient(0));
    }
}
