//! Colours by what they mean, on the terminal's own background. Every meaning has a word or symbol too.

use ratatui::style::{Color, Modifier, Style};

use super::Options;
use crate::config::{SymbolsName, ThemeName};
use crate::domain::due::{Line, Section};

/// What a piece of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// A heading, a name, a tab that is open.
    Strong,
    /// Labels, column titles and what else stands back.
    Faint,
    Overdue,
    DueSoon,
    NextMeeting,
    Done,
    NoDate,
    Reserved,
    /// A chip that says what is left out.
    Chip,
    /// A key in the footer.
    Key,
    Success,
    Error,
    Title,
}

/// Which characters lines and marks are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Symbols {
    /// Lines of ASCII, texts as they are: what the screens in the README and in tests are drawn with.
    #[default]
    Plain,
    /// For a terminal that knows no other: what is cut ends in three full stops.
    Ascii,
    Unicode,
}

/// What a terminal says of itself, where nobody says which symbols it can show.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that says something.
    pub locale: String,
    /// `TERM`.
    pub terminal: String,
    /// Whether it is the Windows Terminal: `WT_SESSION`.
    pub is_windows_terminal: bool,
}

/// How meanings look on this terminal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    name: ThemeName,
    has_color: bool,
    pub(super) symbols: Symbols,
}

impl Symbols {
    /// What was asked for; by itself whatever the terminal can show.
    pub fn of(asked: SymbolsName, surroundings: &Surroundings) -> Self {
        let is_able = match asked {
            SymbolsName::Ascii => false,
            SymbolsName::Unicode => true,
            SymbolsName::Auto => surroundings.have_unicode(),
        };
        if is_able { Self::Unicode } else { Self::Ascii }
    }

    /// What stands where the end of a text is cut off.
    pub(super) fn ellipsis(self) -> &'static str {
        match self {
            Self::Ascii => "...",
            Self::Plain | Self::Unicode => "…",
        }
    }
}

impl Surroundings {
    fn have_unicode(&self) -> bool {
        let locale = self.locale.to_ascii_lowercase();
        let is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
        // The Linux console has a font of 256 characters, whatever the locale says.
        self.is_windows_terminal || (is_utf8 && self.terminal != "linux")
    }
}

impl Theme {
    pub(super) fn of(options: &Options) -> Self {
        Self {
            name: options.theme,
            has_color: options.color && options.theme != ThemeName::Mono,
            symbols: options.symbols,
        }
    }

    pub(super) fn style(self, tone: Tone) -> Style {
        let is_contrast = self.name == ThemeName::HighContrast;
        let style = match tone {
            Tone::Strong | Tone::Title | Tone::Overdue | Tone::Error | Tone::Chip => {
                Style::new().bold()
            }
            Tone::DueSoon | Tone::NextMeeting | Tone::Key if is_contrast => Style::new().bold(),
            Tone::Faint if !is_contrast => Style::new().dim(),
            Tone::Plain
            | Tone::Faint
            | Tone::DueSoon
            | Tone::NextMeeting
            | Tone::Key
            | Tone::Done
            | Tone::Success
            | Tone::NoDate
            | Tone::Reserved => Style::new(),
        };
        match self.color(tone).filter(|_| self.has_color) {
            Some(color) => style.fg(color),
            None => style,
        }
    }

    /// The colour of a meaning; none is the terminal's own.
    fn color(self, tone: Tone) -> Option<Color> {
        let [alarm, soon, lead, good, open] = match self.name {
            ThemeName::Auto => [
                Color::Red,
                Color::Yellow,
                Color::Cyan,
                Color::Green,
                Color::Magenta,
            ]
            .map(Some),
            // Yellow, green and cyan fade on white.
            ThemeName::Light => [
                Color::Red,
                Color::Magenta,
                Color::Blue,
                Color::Blue,
                Color::Magenta,
            ]
            .map(Some),
            ThemeName::Dark => [
                Color::LightRed,
                Color::LightYellow,
                Color::LightCyan,
                Color::LightGreen,
                Color::LightMagenta,
            ]
            .map(Some),
            // Bright red alone is strong on black and on white; nothing contrasts more than the terminal's own.
            ThemeName::HighContrast => [Some(Color::LightRed), None, None, None, None],
            ThemeName::Mono => [None; 5],
        };
        match tone {
            Tone::Overdue | Tone::Error => alarm,
            Tone::DueSoon => soon,
            Tone::NextMeeting | Tone::Key | Tone::Chip => lead,
            Tone::Done | Tone::Success => good,
            Tone::NoDate | Tone::Reserved => open,
            Tone::Plain | Tone::Strong | Tone::Faint | Tone::Title => None,
        }
    }

    /// The row on which the cursor stands.
    pub(super) fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    pub(super) fn horizontal(self) -> &'static str {
        match self.symbols {
            Symbols::Plain | Symbols::Ascii => "-",
            Symbols::Unicode => "─",
        }
    }

    pub(super) fn vertical(self) -> &'static str {
        match self.symbols {
            Symbols::Plain | Symbols::Ascii => "|",
            Symbols::Unicode => "│",
        }
    }

    /// Corners of a box: above left and right, below left and right.
    pub(super) fn corners(self) -> [&'static str; 4] {
        match self.symbols {
            Symbols::Plain | Symbols::Ascii => ["+", "+", "+", "+"],
            Symbols::Unicode => ["┌", "┐", "└", "┘"],
        }
    }
}

/// The state of a due line: word and symbol, and what it means.
pub(super) fn state(line: &Line) -> (&'static str, Tone) {
    if line.is_overdue {
        return ("OVERDUE !", Tone::Overdue);
    }
    match line.section {
        Section::Overdue => ("OVERDUE !", Tone::Overdue),
        Section::DueSoon => ("DUE SOON *", Tone::DueSoon),
        Section::NextMeeting => ("NEXT", Tone::NextMeeting),
        Section::WaitingFor | Section::Later if line.due.is_none() => ("NO DATE ?", Tone::NoDate),
        Section::WaitingFor => ("WAITING", Tone::Plain),
        Section::Later => ("", Tone::Plain),
    }
}

/// The symbol alone, for a narrow column.
pub(super) fn symbol(line: &Line) -> (&'static str, Tone) {
    let (word, tone) = state(line);
    let symbol = word.rsplit_once(' ').map_or("", |(_, symbol)| symbol);
    (symbol, tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use SymbolsName::{Ascii, Auto, Unicode};

    #[test]
    fn lines_are_drawn_with_what_the_terminal_can_show() {
        let here = |locale: &str, terminal: &str, is_windows_terminal| Surroundings {
            locale: locale.to_owned(),
            terminal: terminal.to_owned(),
            is_windows_terminal,
        };
        for (asked, surroundings, expected) in [
            (Auto, here("en_GB.UTF-8", "xterm", false), Symbols::Unicode),
            (Auto, here("C.utf8", "xterm", false), Symbols::Unicode),
            (Auto, here("en_GB.UTF-8", "linux", false), Symbols::Ascii),
            (Auto, here("en_GB", "xterm", false), Symbols::Ascii),
            (Auto, here("", "", false), Symbols::Ascii),
            (Auto, here("", "", true), Symbols::Unicode),
            (Unicode, here("", "linux", false), Symbols::Unicode),
            (Ascii, here("en_GB.UTF-8", "xterm", true), Symbols::Ascii),
        ] {
            assert_eq!(
                Symbols::of(asked, &surroundings),
                expected,
                "{asked} {surroundings:?}"
            );
        }
    }
}
