//! The settings: what there is to set, where each value comes from, and which one counts.
//! How the file is read is in `config/read.rs`; where it lies by itself, in `paths`.

mod read;

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::Weekday;

use crate::domain::calendar::Interval;
use crate::domain::due::DueKind;
use crate::domain::refusal::Refusal;
use crate::domain::words::words;
use crate::exchange::page::PageSettings;
use crate::files::{self, FileError};
use crate::house::HouseFiles;
use crate::paths;

pub use read::read;

/// The file that `config edit` begins with: every setting at its default, none of them in force.
pub const DEFAULT_FILE: &str = include_str!("../assets/settings.toml");

/// Nobody writes so many settings by hand.
const MOST_BYTES: u64 = 1024 * 1024;

words! {
    /// The names in the settings file. A promise: an old file is read for ever.
    pub enum Key {
        Register = "register",
        User = "user",
        Theme = "theme",
        Symbols = "symbols",
        Mouse = "mouse",
        FirstDay = "first-day",
        DueSoon = "due-soon",
        Page = "page",
        Documents = "documents",
    }
}

words! {
    /// The names under the heading of what an office has of its own for its texts. A promise like the others.
    pub enum DocumentsKey {
        /// The folder of its words.
        Words = "words",
        /// The Word document whose look others take.
        Reference = "reference",
    }
}

words! {
    /// The names under the heading of the published page. A promise like the others.
    pub enum PageKey {
        Publisher = "publisher",
        Title = "title",
        Introduction = "introduction",
        Contact = "contact",
        Site = "site",
        Definitions = "definitions",
        Shows = "shows",
    }
}

words! {
    /// Which colours the screen has.
    pub enum ThemeName {
        /// Fit for a light and for a dark terminal.
        Auto = "auto",
        Light = "light",
        Dark = "dark",
        HighContrast = "high-contrast",
        /// No colour at all.
        Mono = "mono",
    }
}

words! {
    /// Which characters lines are to be made of.
    pub enum SymbolsName {
        /// What the terminal can show.
        Auto = "auto",
        Unicode = "unicode",
        Ascii = "ascii",
    }
}

words! {
    /// The day on which a week begins in a month grid.
    pub enum FirstDay {
        Monday = "monday",
        Sunday = "sunday",
        Saturday = "saturday",
    }
}

/// What is set in one place; what is not set there is looked for in the next.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    pub register: Option<PathBuf>,
    pub user: Option<String>,
    pub theme: Option<ThemeName>,
    pub symbols: Option<SymbolsName>,
    pub mouse: Option<bool>,
    pub first_day: Option<FirstDay>,
    /// At most one of a kind.
    pub due_soon: Vec<(DueKind, Interval)>,
    /// Counts from the file alone.
    pub page: PageSettings,
    /// The same.
    pub documents: HouseFiles,
}

/// Where a value in force comes from, the first that counts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Flag,
    Environment,
    File,
    Default,
}

/// Something in the settings that does not count; everything else does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Counted from one; none where it is about the whole file or about the environment.
    pub line: Option<usize>,
    /// Complete, with the file's name and the line.
    pub sentence: String,
}

/// The settings beside those on the command line, and what is wrong with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loaded {
    pub environment: Settings,
    pub file: Settings,
    pub mistakes: Vec<Mistake>,
}

impl FirstDay {
    pub fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Sunday => Weekday::Sun,
            Self::Saturday => Weekday::Sat,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Flag => "flag",
            Self::Environment => "environment",
            Self::File => "file",
            Self::Default => "default",
        })
    }
}

impl Loaded {
    /// What counts where a flag says this: the flag, else the environment, else the file, else the default.
    pub fn in_force<T>(
        &self,
        flag: Option<T>,
        setting: impl Fn(&Settings) -> Option<T>,
        default: impl FnOnce() -> T,
    ) -> (T, Origin) {
        flag.map(|value| (value, Origin::Flag))
            .or_else(|| setting(&self.environment).map(|value| (value, Origin::Environment)))
            .or_else(|| setting(&self.file).map(|value| (value, Origin::File)))
            .unwrap_or_else(|| (default(), Origin::Default))
    }

    /// All that is wrong in one sentence or two, for a line on the screen.
    pub fn warning(&self) -> Option<String> {
        let (first, others) = self.mistakes.split_first()?;
        let sentence = &first.sentence;
        Some(match others.len() {
            0 => sentence.clone(),
            more => {
                format!("{sentence} And {more} more: `secretariat config check` lists them.")
            }
        })
    }
}

/// The file of the settings: the one that `SECRETARIAT_SETTINGS` names, else where the system wants it.
pub fn file() -> PathBuf {
    given(env::var_os("SECRETARIAT_SETTINGS")).map_or_else(paths::default_settings, Into::into)
}

/// Reads the environment and the file. No file is no mistake.
pub fn load() -> Loaded {
    let (environment, mut mistakes) = from_environment(&|name| given(env::var_os(name)));
    let (file, wrong) = load_file(&file());
    mistakes.extend(wrong);
    Loaded {
        environment,
        file,
        mistakes,
    }
}

fn load_file(path: &Path) -> (Settings, Vec<Mistake>) {
    let bytes = match files::read_at_most(path, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(FileError::Unreadable { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            return Default::default();
        }
        Err(error) => return (Settings::default(), vec![whole(error.to_string())]),
    };
    let Ok(text) = String::from_utf8(bytes) else {
        let sentence = format!(
            "{} is not UTF-8 text, so none of it counts. Save it as UTF-8.",
            path.display()
        );
        return (Settings::default(), vec![whole(sentence)]);
    };
    read(&text, path)
}

/// What the environment sets; the variables are looked up by `lookup`, an empty one counting as none.
fn from_environment(lookup: &dyn Fn(&'static str) -> Option<OsString>) -> (Settings, Vec<Mistake>) {
    let mut mistakes = Vec::new();
    let settings = Settings {
        register: lookup("SECRETARIAT_REGISTER").map(Into::into),
        user: lookup("SECRETARIAT_USER").map(|name| name.to_string_lossy().into_owned()),
        theme: word("SECRETARIAT_THEME", lookup, &mut mistakes),
        symbols: word("SECRETARIAT_SYMBOLS", lookup, &mut mistakes),
        ..Settings::default()
    };
    (settings, mistakes)
}

fn word<W: FromStr<Err = Refusal>>(
    name: &'static str,
    lookup: &dyn Fn(&'static str) -> Option<OsString>,
    mistakes: &mut Vec<Mistake>,
) -> Option<W> {
    let text = lookup(name)?;
    let read: Result<W, Refusal> = text.to_string_lossy().parse();
    read.map_err(|refusal| mistakes.push(whole(format!("{name}: {}", refusal.sentence))))
        .ok()
}

fn given(value: Option<OsString>) -> Option<OsString> {
    value.filter(|value| !value.is_empty())
}

fn whole(sentence: String) -> Mistake {
    Mistake {
        line: None,
        sentence,
    }
}

#[cfg(test)]
mod tests;
