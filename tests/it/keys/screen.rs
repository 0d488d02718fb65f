//! A screen under test: `Screen::demo(80, 24).keys("4m<Ctrl-s>")`, then `text()` or `styles()`.

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use secretariat::demo;
use secretariat::drafts::Left;
use secretariat::session::Session;
use secretariat::tui::{App, FormDraft, Options};

use crate::sample;

pub(crate) struct Screen {
    app: App,
    pub(crate) session: Session,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    /// The sample data on 20 August 2021, with colour.
    pub(crate) fn demo(width: u16, height: u16) -> Self {
        Self::over(sample_data(), width, height, true)
    }

    /// The same under a banner, as `secretariat demo` opens it.
    pub(crate) fn banner(width: u16, height: u16, banner: &str) -> Self {
        let options = Options {
            banner: Some(banner.to_owned()),
            color: true,
            ..Options::default()
        };
        Self::with(sample_data(), width, height, &options)
    }

    /// The sample data as these options show it.
    pub(crate) fn dressed(width: u16, height: u16, options: &Options) -> Self {
        Self::with(sample_data(), width, height, options)
    }

    /// A register on which nothing is really opened: `sample::opened` says what was to be.
    pub(crate) fn noting(session: Session, width: u16, height: u16) -> Self {
        let options = Options {
            color: true,
            opener: sample::note_opened,
            ..Options::default()
        };
        Self::with(session, width, height, &options)
    }

    pub(crate) fn empty(width: u16, height: u16) -> Self {
        Self::over(sample::memory(), width, height, true)
    }

    pub(crate) fn over(session: Session, width: u16, height: u16, color: bool) -> Self {
        let options = Options {
            color,
            ..Options::default()
        };
        Self::with(session, width, height, &options)
    }

    fn with(session: Session, width: u16, height: u16, options: &Options) -> Self {
        let backend = TestBackend::new(width, height);
        let mut screen = Self {
            app: App::new(options),
            session,
            terminal: Terminal::new(backend).expect("a test's terminal"),
        };
        screen.draw();
        screen
    }

    /// Presses keys: `jj`, `<Enter>`, `<Ctrl-f>`, `<Shift-Tab>`. Draws after the last.
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        for key in parse(keys) {
            self.app.press(key, &mut self.session);
        }
        self.draw();
        self
    }

    /// Presses keys and draws after every one of them.
    pub(crate) fn slowly(mut self, keys: &str) -> Self {
        for key in parse(keys) {
            self.app.press(key, &mut self.session);
            self.draw();
        }
        self
    }

    pub(crate) fn event(mut self, key: KeyEvent) -> Self {
        self.app.press(key, &mut self.session);
        self.draw();
        self
    }

    pub(crate) fn paste(mut self, text: &str) -> Self {
        self.app.paste(text);
        self.draw();
        self
    }

    pub(crate) fn resize(mut self, width: u16, height: u16) -> Self {
        self.terminal.backend_mut().resize(width, height);
        self.draw();
        self
    }

    pub(crate) fn click(self, column: u16, row: u16) -> Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    pub(crate) fn mouse(mut self, kind: MouseEventKind, column: u16, row: u16) -> Self {
        let event = MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        };
        self.app.point(event, &mut self.session);
        self.draw();
        self
    }

    /// What is typed and not saved.
    pub(crate) fn unsaved(&self) -> Vec<FormDraft> {
        self.app.unsaved()
    }

    /// Offers what an earlier program left.
    pub(crate) fn offer(mut self, left: Vec<Left<Vec<FormDraft>>>) -> Self {
        self.app.offer(left, &self.session);
        self.draw();
        self
    }

    pub(crate) fn is_over(&self) -> bool {
        self.app.is_over()
    }

    pub(crate) fn clipboard(&mut self) -> Option<String> {
        self.app.take_clipboard()
    }

    /// The words, a line a row, without the blanks at their ends.
    pub(crate) fn text(&self) -> String {
        let buffer = self.buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let line: String = (0..buffer.area.width)
                .map(|x| buffer[(x, y)].symbol())
                .collect();
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// The words of a form on a screen of 80 columns, with one blank between them, without the frame.
    pub(crate) fn boxed(&self) -> String {
        let text = self.text();
        let inner = text.lines().map(|line| line.chars().skip(2).take(76));
        let words: Vec<String> = inner.map(Iterator::collect).collect();
        let words = words.join(" ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words, and under them what is not plain: `row,column..column style`.
    pub(crate) fn picture(&mut self) -> String {
        let cursor = self.cursor();
        format!(
            "{}\ncursor {},{}\n{}",
            self.text(),
            cursor.y,
            cursor.x,
            self.styles()
        )
    }

    pub(crate) fn cursor(&mut self) -> Position {
        self.terminal
            .get_cursor_position()
            .expect("a test's terminal has a cursor")
    }

    /// One line of the words, counted from nought.
    pub(crate) fn line(&self, row: usize) -> String {
        self.text().lines().nth(row).unwrap_or_default().to_owned()
    }

    /// The line that is selected, and says so without colour.
    pub(crate) fn selected(&self) -> String {
        let text = self.text();
        let found = text.lines().find(|line| line.starts_with('>'));
        found.unwrap_or_default().to_owned()
    }

    pub(crate) fn styles(&self) -> String {
        let buffer = self.buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            for (from, to, style) in runs(buffer, y) {
                writeln!(out, "{y},{from}..{to} {style}").expect("a String takes every text");
            }
        }
        out
    }

    fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    fn draw(&mut self) {
        self.terminal.autoresize().expect("a test's terminal");
        let area = self.terminal.get_frame().area();
        self.app.sync(&self.session, area);
        let (app, session) = (&self.app, &self.session);
        self.terminal
            .draw(|frame| app.draw(frame, session))
            .expect("a test's terminal");
    }
}

fn sample_data() -> Session {
    let mut session = sample::memory();
    session
        .commit(|_| Ok(demo::demo()))
        .expect("sample data fits an empty register");
    session
}

/// The stretches of a row that are not plain.
fn runs(buffer: &Buffer, y: u16) -> Vec<(u16, u16, String)> {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in 0..buffer.area.width {
        let style = words(&buffer[(x, y)]);
        match runs.last_mut() {
            Some((_, to, last)) if *to == x && *last == style => *to = x + 1,
            Some(_) | None if style.is_empty() => {}
            Some(_) | None => runs.push((x, x + 1, style)),
        }
    }
    runs
}

fn words(cell: &Cell) -> String {
    let mut words = Vec::new();
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    for color in [cell.fg, cell.bg] {
        if color != Color::Reset {
            words.push(color.to_string().to_lowercase());
        }
    }
    words.join(" ")
}

pub(crate) fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if let Some((name, after)) = rest
            .strip_prefix('<')
            .and_then(|inside| inside.split_once('>'))
        {
            events.push(named(name));
            rest = after;
        } else {
            events.push(KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE));
            rest = &rest[first.len_utf8()..];
        }
    }
    events
}

fn named(name: &str) -> KeyEvent {
    if let Some(letter) = name.strip_prefix("Ctrl-") {
        let letter = letter.chars().next().expect("a letter after Ctrl-");
        return KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }
    let (code, modifiers) = match name {
        "Enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "Esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "Tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "Shift-Tab" => (KeyCode::BackTab, KeyModifiers::SHIFT),
        "Up" => (KeyCode::Up, KeyModifiers::NONE),
        "Down" => (KeyCode::Down, KeyModifiers::NONE),
        "Left" => (KeyCode::Left, KeyModifiers::NONE),
        "Right" => (KeyCode::Right, KeyModifiers::NONE),
        "Home" => (KeyCode::Home, KeyModifiers::NONE),
        "End" => (KeyCode::End, KeyModifiers::NONE),
        "PgUp" => (KeyCode::PageUp, KeyModifiers::NONE),
        "PgDn" => (KeyCode::PageDown, KeyModifiers::NONE),
        "Backspace" => (KeyCode::Backspace, KeyModifiers::NONE),
        "Delete" => (KeyCode::Delete, KeyModifiers::NONE),
        "F1" => (KeyCode::F(1), KeyModifiers::NONE),
        "F2" => (KeyCode::F(2), KeyModifiers::NONE),
        "F4" => (KeyCode::F(4), KeyModifiers::NONE),
        "F6" => (KeyCode::F(6), KeyModifiers::NONE),
        _ => panic!("no key is called {name}"),
    };
    KeyEvent::new(code, modifiers)
}
