//! The terminal as this program needs it, and as it was before: handed back at the end, at a panic and at a signal.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, Once, PoisonError};
#[cfg(unix)]
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::CrosstermBackend;

use crate::exchange::pdf::trial;

type Screen = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Bytes that a frame of a large terminal fits in, so that it is written at once.
const FRAME: usize = 64 * 1024;

/// So long a signal waits for what was typed to be kept.
#[cfg(unix)]
const GRACE: Duration = Duration::from_millis(500);

/// The terminal while it is ours. Dropping it hands it back.
pub struct Terminal {
    screen: Screen,
    has_mouse: bool,
}

impl Terminal {
    /// Takes the terminal over. From now on a panic hands it back before it is reported.
    pub fn enter(with_mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        restore_on_signal()?;
        enable_raw_mode()?;
        let screen = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
            .and_then(|()| {
                let writer = BufWriter::with_capacity(FRAME, stdout());
                Screen::new(CrosstermBackend::new(writer))
            })
            .inspect_err(|_| restore())?;
        let mut terminal = Self {
            screen,
            has_mouse: false,
        };
        terminal.set_mouse(with_mouse)?;
        Ok(terminal)
    }

    /// Takes the mouse from the terminal, or gives it back.
    pub(super) fn set_mouse(&mut self, wanted: bool) -> io::Result<()> {
        if wanted == self.has_mouse {
            return Ok(());
        }
        self.has_mouse = wanted;
        if wanted {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        }
    }

    /// Puts text on the clipboard, if the terminal lets us (OSC 52).
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let out = self.screen.backend_mut();
        write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
        out.flush()
    }

    /// Hands the terminal to another program until it has ended, and takes it over again.
    pub(super) fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        let had_mouse = self.has_mouse;
        self.has_mouse = false;
        restore();
        let outcome = to();
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        self.set_mouse(had_mouse)?;
        self.screen.clear()?;
        Ok(outcome)
    }

    pub(super) fn screen(&mut self) -> &mut Screen {
        &mut self.screen
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Hands the terminal back. There is nothing to be done about a terminal that is gone.
fn restore() {
    let mut out = stdout();
    let _ = queue!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !trial::is_on() {
                restore();
                report(panic);
            }
        }));
    });
}

/// Set by a signal that ends the program.
static IS_ENDING: AtomicBool = AtomicBool::new(false);
/// Set once what was typed is kept.
static IS_KEPT: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());

/// True once a signal is about to end the program: what was typed is to be kept now.
pub(super) fn is_ending() -> bool {
    IS_ENDING.load(Ordering::SeqCst)
}

/// Lets a signal end the program, if there was one. Returns only if there was none.
pub(super) fn end_if_asked() {
    if is_ending() {
        let (is_kept, told) = &IS_KEPT;
        *is_kept.lock().unwrap_or_else(PoisonError::into_inner) = true;
        told.notify_all();
        loop {
            std::thread::park();
        }
    }
}

/// A closed window or a kill hands the terminal back too, and then ends the program as the signal would.
///
/// On a thread of its own, since waiting for a key may never end on a terminal that has gone away.
#[cfg(unix)]
fn restore_on_signal() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGTERM, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::{emulate_default_handler, raise};

    static ONCE: Once = Once::new();
    let mut signals = Signals::new([SIGHUP, SIGTERM])?;
    ONCE.call_once(|| {
        std::thread::spawn(move || {
            for signal in signals.forever() {
                IS_ENDING.store(true, Ordering::SeqCst);
                // Whoever waits for a key wakes up at a new size, and sees that this is the end.
                let _ = raise(SIGWINCH);
                let (is_kept, told) = &IS_KEPT;
                let is_kept = is_kept.lock().unwrap_or_else(PoisonError::into_inner);
                drop(told.wait_timeout_while(is_kept, GRACE, |is_kept| !*is_kept));
                restore();
                let _ = emulate_default_handler(signal);
            }
        });
    });
    Ok(())
}

#[cfg(not(unix))]
fn restore_on_signal() -> io::Result<()> {
    Ok(())
}
