//! No register: create one, open one, or look around. Nothing is created without being asked for.

use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use super::chooser::is_step;
use crate::domain::cells::{LongWord, wrap};
use crate::domain::shown::Shown;
use crate::tui::Choice;
use crate::tui::keys::{Command, General, Inside, Key, Place};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text, Typing, moved};

const WAYS: [&str; 3] = ["Create", "Open", "Look around"];

/// The three ways on, and the line for a path.
#[derive(Debug)]
pub(crate) struct FirstRun {
    path: Shown,
    selected: usize,
    /// The path that is typed, once *Open* was chosen.
    typing: Option<Typing>,
}

impl FirstRun {
    pub(crate) fn new(default: &Path) -> Self {
        Self {
            path: Shown::line(&default.display().to_string()),
            selected: 0,
            typing: None,
        }
    }

    /// The choice, once one is made.
    pub(crate) fn press(&mut self, key: Key) -> Option<Choice> {
        let command = Place::Choosing.command(key);
        if command == Some(Command::App(General::QuitAnywhere)) {
            return Some(Choice::Quit);
        }
        if self.typing.is_some() {
            return self.press_path(key, command);
        }
        if let Some(step) = is_step(key) {
            self.selected = moved(step, self.selected, WAYS.len(), 1);
            return None;
        }
        let is_cancel = key.is_ctrl && command == Some(Command::Dialog(Inside::Close));
        match (command, key.character()) {
            _ if is_cancel => Some(Choice::Quit),
            (Some(Command::Dialog(Inside::Enter)), _) => self.choose(self.selected),
            (_, Some('1')) => self.choose(0),
            (_, Some('2')) => self.choose(1),
            (_, Some('3')) => self.choose(2),
            (_, Some('q')) => Some(Choice::Quit),
            _ => None,
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        if let Some(typing) = &mut self.typing {
            typing.paste(text);
        }
    }

    /// The choice on the line that was clicked.
    pub(crate) fn click(&mut self, y: u16) -> Option<Choice> {
        let way = y.checked_sub(4)? / 3;
        let way = usize::from(way);
        if way >= WAYS.len() || self.typing.is_some() {
            return None;
        }
        self.selected = way;
        self.choose(way)
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, screen: Rect, theme: Theme) {
        let width = screen.width.saturating_sub(4);
        let (strong, faint) = (theme.style(Tone::Strong), theme.style(Tone::Faint));
        canvas.words(2, 1, width, "Secretariat", strong);
        canvas.words(
            2,
            2,
            width,
            "There is no register yet. Nothing is created unasked.",
            theme.style(Tone::Plain),
        );
        let no_case_data = "Nothing about people who use services belongs in it.";
        canvas.words(2, 3, width, no_case_data, theme.style(Tone::Plain));
        let about = [
            self.path.as_str(),
            "A register elsewhere: you are asked where.",
            "Published sample data, in memory; nothing is kept.",
        ];
        let mut y = 4;
        for ((place, name), about) in WAYS.iter().enumerate().zip(about) {
            let is_on = place == self.selected && self.typing.is_none();
            let mark = if is_on { ">" } else { " " };
            let style = if is_on { Theme::selected() } else { strong };
            let line = format!("{mark} {}  {name} ", place + 1);
            canvas.words(2, y, width, &line, style);
            if is_on {
                canvas.cursor = Some((2, y).into());
            }
            let about = wrap(about, usize::from(width.max(12)) - 5, LongWord::Break);
            for line in about.into_iter().take(1) {
                canvas.put(7, y + 1, width.saturating_sub(5), &Text::line(line), faint);
            }
            y += 3;
        }
        if let Some(typing) = &self.typing {
            let taken = canvas.words(2, y, width, "File: ", strong);
            let room = width.saturating_sub(taken);
            typing.draw(canvas, (2 + taken, y), room, theme.style(Tone::Plain));
        }
        let keys = if self.typing.is_some() {
            "Enter Open  Esc Back"
        } else {
            "1-3 or Enter Choose  q Quit"
        };
        let last = screen.height.saturating_sub(1);
        canvas.words(2, last, width, keys, faint);
    }

    fn press_path(&mut self, key: Key, command: Option<Command>) -> Option<Choice> {
        let typing = self.typing.as_mut()?;
        match command {
            Some(Command::Dialog(Inside::Close)) => {
                self.typing = None;
                None
            }
            Some(Command::Dialog(Inside::Enter)) => {
                let path = typing.text().trim();
                (!path.is_empty()).then(|| Choice::Open(PathBuf::from(path)))
            }
            Some(_) | None => {
                typing.press(key);
                None
            }
        }
    }

    fn choose(&mut self, way: usize) -> Option<Choice> {
        match way {
            0 => Some(Choice::Create),
            1 => {
                self.typing = Some(Typing::default());
                None
            }
            _ => Some(Choice::Demo),
        }
    }
}
