//! Colours by what they mean, on the terminal's own background. Every meaning has a word or symbol too.

use ratatui::style::{Color, Modifier, Style};

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
    #[default]
    Ascii,
    Unicode,
}

/// How meanings look on this terminal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Theme {
    pub(super) color: bool,
    pub(super) symbols: Symbols,
}

impl Theme {
    pub(super) fn style(self, tone: Tone) -> Style {
        let style = Style::new();
        let tinted = |color| if self.color { style.fg(color) } else { style };
        match tone {
            Tone::Plain => style,
            Tone::Strong | Tone::Title => style.add_modifier(Modifier::BOLD),
            Tone::Faint => style.add_modifier(Modifier::DIM),
            Tone::Overdue | Tone::Error => tinted(Color::Red).add_modifier(Modifier::BOLD),
            Tone::DueSoon => tinted(Color::Yellow),
            Tone::NextMeeting | Tone::Key => tinted(Color::Cyan),
            Tone::Done | Tone::Success => tinted(Color::Green),
            Tone::NoDate | Tone::Reserved => tinted(Color::Magenta),
            Tone::Chip => tinted(Color::Cyan).add_modifier(Modifier::BOLD),
        }
    }

    /// The row on which the cursor stands.
    pub(super) fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    pub(super) fn horizontal(self) -> &'static str {
        match self.symbols {
            Symbols::Ascii => "-",
            Symbols::Unicode => "─",
        }
    }

    pub(super) fn vertical(self) -> &'static str {
        match self.symbols {
            Symbols::Ascii => "|",
            Symbols::Unicode => "│",
        }
    }

    /// Corners of a box: above left and right, below left and right.
    pub(super) fn corners(self) -> [&'static str; 4] {
        match self.symbols {
            Symbols::Ascii => ["+", "+", "+", "+"],
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
        Section::Later if line.due.is_none() => ("NO DATE ?", Tone::NoDate),
        Section::Later => ("", Tone::Plain),
    }
}

/// The symbol alone, for a narrow column.
pub(super) fn symbol(line: &Line) -> (&'static str, Tone) {
    let (word, tone) = state(line);
    let symbol = word.rsplit_once(' ').map_or("", |(_, symbol)| symbol);
    (symbol, tone)
}
