//! The full-screen program. What each part of the screen is called:
//!
//! ```text
//!  1 Today  2 Agreements  3 Meetings  4 Actions  5 Organisations     20 August 2021   tabs, day
//!  42 actions   Filter: protocol (Esc clears)                register.db  READ ONLY   summary, register
//!     No  State       Due            Action                      Owner                column titles
//!  >   7  OVERDUE !   March 2021     Send the draft              CQC                  row, selected
//!  x   8  DUE SOON *  30 Aug 2021    Ask for the figures         ADASS                row, marked
//!  ---------------------------------------------------------------------------------  divider
//!  Send the draft                                                                     detail
//!  Owner           Care Quality Commission
//!
//!  Closed action 12. u undoes it.                                                     status
//!  Enter Open  m Done  / Filter  s Sort  H History  ? Help                            footer
//! ```
//!
//! A key is a `Command` (`keys`), a screen or dialog answers it with an `Effect`, and `app` performs it.
//! `run` owns the terminal; nothing else here does input or output.

mod app;
mod dialogs;
mod effect;
mod forms;
pub mod keys;
mod outlook;
mod outside;
mod pages;
mod run;
mod screens;
mod terminal;
mod theme;
mod widgets;

use std::path::PathBuf;

use chrono::Weekday;

use crate::config::ThemeName;
use crate::exchange::page::PageSettings;
use crate::opening::{self, Opener};

pub use app::App;
pub use dialogs::FormDraft;
pub use run::{first_run, run};
pub use terminal::Terminal;
pub use theme::{Surroundings, Symbols};

/// How the screen is to look, and what stands in its header.
#[derive(Debug, Clone)]
pub struct Options {
    /// False for `NO_COLOR` and `--color never`, whatever the theme: words and symbols say the same.
    pub color: bool,
    pub theme: ThemeName,
    pub symbols: Symbols,
    /// In the place of the register's name: "Sample data as of 20 August 2021".
    pub banner: Option<String>,
    /// Where unsaved forms are kept; none for a register that is gone when it is closed.
    pub drafts: Option<PathBuf>,
    /// Where the folder of the last document is kept; none for a register that is gone when it is closed.
    pub last_folder: Option<PathBuf>,
    /// Where what was said of the columns of files is kept; none for a register that is gone when it is closed.
    pub mappings: Option<PathBuf>,
    /// Whether the mouse is taken from the terminal at the start; F6 gives it back.
    pub mouse: bool,
    /// The day on which a week begins in a month grid.
    pub first_day: Weekday,
    /// What is to be said at the start: something in the settings that does not count.
    pub warning: Option<String>,
    /// What the published page says beside the register.
    pub page: PageSettings,
    /// What opens a file or an address outside.
    pub opener: Opener,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            drafts: None,
            last_folder: None,
            mappings: None,
            color: false,
            theme: ThemeName::Auto,
            symbols: Symbols::default(),
            banner: None,
            mouse: false,
            first_day: Weekday::Mon,
            warning: None,
            page: PageSettings::default(),
            opener: opening::with_nothing,
        }
    }
}

/// What somebody without a register wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A new register at the path that was shown.
    Create,
    Open(PathBuf),
    /// Sample data, in memory.
    Demo,
    Quit,
}
