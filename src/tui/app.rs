//! The program on the screen: tabs, the stack of dialogs, the status line. A key goes to whoever is on top, and what
//! they ask for is performed here and nowhere else.

mod calendar;
mod drafts;
mod draw;
mod filling;
mod hand_over;
mod import;
mod issue;
mod outside;
mod past;
mod perform;

use chrono::Weekday;
use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::Options;
use super::dialogs::{Dialog, Find, FormDraft, Possible, commands, help};
use super::effect::{Context, Effect, Pointer};
use super::keys::{Command, General, Key, Place, Step, Tab};
use super::outlook::Outlook;
use super::screens::Browse;
use super::theme::{Theme, Tone};
use super::widgets::Text;
use crate::domain::form::Answer;
use std::path::PathBuf;

use crate::drafts::Left;
use crate::opening::Opener;
use crate::session::{Look, Session};

/// Below this a screen is not drawn.
pub(super) const LEAST: (u16, u16) = (60, 15);
/// Rows that a turn of the wheel moves.
const WHEEL: usize = 3;

/// Everything that is on the screen.
pub struct App {
    tab: Tab,
    screens: [Browse; 5],
    outlook: Outlook,
    dialogs: Vec<Dialog>,
    status: Option<Status>,
    theme: Theme,
    banner: Option<Text>,
    area: Rect,
    has_mouse: bool,
    clipboard: Option<String>,
    /// A text for the user's own editor.
    editing: Option<String>,
    /// Unsaved forms of earlier programs, to be asked about.
    left: Vec<Left<Vec<FormDraft>>>,
    /// Those that have been opened again here.
    taken_over: Vec<Left<Vec<FormDraft>>>,
    first_day: Weekday,
    /// How many mistakes in the office's own texts have been told.
    told_of_house: usize,
    /// Where the folder of the last document is kept; none for a register that is gone when it is closed.
    last_folder: Option<PathBuf>,
    /// Where what was said of the columns of files is kept.
    mappings: Option<PathBuf>,
    opener: Opener,
    is_over: bool,
}

/// What was done, or why not. Stays until the next one; a refusal until it is dismissed.
struct Status {
    text: Text,
    tone: Tone,
}

impl Status {
    fn refusal(sentence: &str) -> Self {
        Self {
            text: Text::line(sentence),
            tone: Tone::Error,
        }
    }
}

impl App {
    pub fn new(options: &Options) -> Self {
        Self {
            tab: Tab::Today,
            screens: Tab::ALL.map(Browse::new),
            outlook: Outlook::new(options),
            dialogs: Vec::new(),
            status: options.warning.as_deref().map(Status::refusal),
            theme: Theme::of(options),
            banner: options.banner.as_deref().map(Text::line),
            area: Rect::default(),
            has_mouse: options.mouse,
            clipboard: None,
            editing: None,
            left: Vec::new(),
            taken_over: Vec::new(),
            first_day: options.first_day,
            told_of_house: 0,
            last_folder: options.last_folder.clone(),
            mappings: options.mappings.clone(),
            opener: options.opener,
            is_over: false,
        }
    }

    /// Takes a key and does what it means.
    pub fn press(&mut self, event: KeyEvent, session: &mut Session) {
        let Some(key) = Key::of(event) else {
            return;
        };
        if self.is_too_small() {
            let command = Place::Tabs.command(key);
            self.is_over = matches!(
                command,
                Some(Command::App(
                    General::Quit | General::QuitAnywhere | General::Cancel
                ))
            );
            return;
        }
        self.sync_rows(session);
        let effect = self.answer(key, session);
        self.perform(effect, session);
        self.tell_house(session);
    }

    /// Takes pasted text, if something is being typed.
    pub fn paste(&mut self, text: &str) {
        match self.dialogs.last_mut() {
            Some(dialog) => dialog.paste(text),
            None => self.screens[self.tab.place()].paste(text),
        }
    }

    /// Takes a click or a turn of the wheel.
    pub fn point(&mut self, event: MouseEvent, session: &mut Session) {
        if self.is_too_small() {
            return;
        }
        let at = Position::new(event.column, event.row);
        self.sync_rows(session);
        let effect = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(at, session),
            MouseEventKind::Drag(MouseButton::Left) => self.drag(Pointer::Drag(at), session),
            MouseEventKind::Up(MouseButton::Left) => self.drag(Pointer::Up(at), session),
            MouseEventKind::ScrollDown => self.wheel(Step::Down, KeyCode::Down, session),
            MouseEventKind::ScrollUp => self.wheel(Step::Up, KeyCode::Up, session),
            MouseEventKind::Down(_)
            | MouseEventKind::Up(_)
            | MouseEventKind::Drag(_)
            | MouseEventKind::Moved
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => Effect::None,
        };
        self.perform(effect, session);
        self.tell_house(session);
    }

    /// Brings everything that is derived up to date for a draw in this area. `draw` only draws.
    pub fn sync(&mut self, session: &Session, area: Rect) {
        self.area = area;
        if self.is_too_small() {
            return;
        }
        self.outlook.sync_mentions(session);
        self.close_gone(session);
        let layout = self.layout();
        let context = context(session, &self.outlook, layout.body, self.first_day);
        self.screens[self.tab.place()].sync(&context);
        for dialog in &mut self.dialogs {
            dialog.sync(&context, layout.dialogs);
        }
    }

    /// Says which day is looked back at, when the program starts so.
    pub fn report_look(&mut self, session: &Session) {
        if session.look() != Look::default() {
            self.tell_look(session);
        }
    }

    /// Says something that went wrong outside: a file that cannot be read any more.
    pub fn report(&mut self, sentence: &str) {
        self.refuse(sentence);
    }

    /// The same for what may fail again and again. False if it is said already.
    pub fn report_once(&mut self, sentence: &str) -> bool {
        let said = self.status.as_ref().map(|status| status.text.as_str());
        let is_new = said != Some(sentence);
        if is_new {
            self.refuse(sentence);
        }
        is_new
    }

    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Whether the mouse belongs to this program at the moment.
    pub fn has_mouse(&self) -> bool {
        self.has_mouse
    }

    /// What is to go to the terminal's clipboard, once.
    pub fn take_clipboard(&mut self) -> Option<String> {
        self.clipboard.take()
    }

    /// A text that is to be opened in the user's own editor, once.
    pub fn take_text(&mut self) -> Option<String> {
        self.editing.take()
    }

    /// What the editor made of it.
    pub fn edited(&mut self, text: &str) {
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            form.take(&Answer::Text(text.to_owned()));
        }
    }

    fn is_too_small(&self) -> bool {
        !self.area.is_empty() && (self.area.width < LEAST.0 || self.area.height < LEAST.1)
    }

    fn sync_rows(&mut self, session: &Session) {
        if self.screens[self.tab.place()].is_in_detail() {
            self.outlook.sync_mentions(session);
        } else {
            self.outlook.sync(session);
        }
        self.close_gone(session);
        let context = context(session, &self.outlook, self.layout().body, self.first_day);
        self.screens[self.tab.place()].sync_rows(&context);
        if let Some(Dialog::Page(page)) = self.dialogs.last_mut() {
            page.sync(&context);
        }
    }

    /// Closes a page on top whose meeting or forum somebody has deleted.
    fn close_gone(&mut self, session: &Session) {
        while let Some(Dialog::Page(page)) = self.dialogs.last()
            && page.is_gone(session.register())
        {
            self.dialogs.pop();
        }
    }

    /// The answer to a key of whoever is on top.
    fn answer(&mut self, key: Key, session: &Session) -> Effect {
        let body = self.layout().body;
        let context = context(session, &self.outlook, body, self.first_day);
        if let Some(dialog) = self.dialogs.last_mut() {
            return match dialog.place().command(key) {
                Some(Command::App(General::QuitAnywhere)) => Effect::Quit,
                Some(_) | None => dialog.press(key, &context),
            };
        }
        let screen = &mut self.screens[self.tab.place()];
        if screen.is_typing() {
            let is_typed = screen.press_filter(key);
            let command = Place::Tabs.command(key).filter(|_| !is_typed);
            return match command {
                Some(Command::Move(step)) => {
                    screen.travel(step, &context);
                    Effect::None
                }
                Some(Command::App(General::QuitAnywhere)) => Effect::Quit,
                Some(Command::App(General::Cancel)) => {
                    screen.press_filter(Key {
                        code: KeyCode::Esc,
                        is_ctrl: false,
                    });
                    Effect::None
                }
                Some(_) | None => Effect::None,
            };
        }
        Place::Tabs.command(key).map_or(Effect::None, Effect::Run)
    }

    /// Everything that can be done on this tab or page, with the reason where it cannot be done now.
    fn possible(&self, context: &Context<'_>) -> Vec<Possible> {
        if let Some(Dialog::Page(page)) = self.dialogs.last() {
            return page.possible(context);
        }
        let screen = &self.screens[self.tab.place()];
        let all = Place::Tabs.bindings().iter();
        all.map(|binding| Possible {
            binding,
            name: screen.name(binding.command, binding.name, context),
            reason: screen
                .enabled(binding.command, context)
                .err()
                .map(std::borrow::Cow::into_owned),
        })
        .collect()
    }

    fn open_dialog(&mut self, session: &Session, kind: General) {
        let context = context(session, &self.outlook, self.layout().body, self.first_day);
        let dialog = match kind {
            General::Help => Dialog::Chooser(help(self.possible(&context))),
            General::Commands => Dialog::Chooser(commands(self.possible(&context))),
            General::Find
            | General::Go(_)
            | General::NextTab
            | General::PreviousTab
            | General::Import
            | General::Undo
            | General::Redo
            | General::Reload
            | General::Mouse
            | General::Quit
            | General::QuitAnywhere
            | General::Cancel => Dialog::Find(Find::default()),
        };
        self.dialogs.push(dialog);
    }

    fn click(&mut self, at: Position, session: &Session) -> Effect {
        let layout = self.layout();
        let context = context(session, &self.outlook, layout.body, self.first_day);
        let is_in_box = !matches!(self.dialogs.last(), None | Some(Dialog::Page(_)));
        if let Some(tab) = self.tab_at(at).filter(|_| !is_in_box) {
            return Effect::Run(Command::App(General::Go(tab)));
        }
        if let Some(dialog) = self.dialogs.last_mut() {
            return dialog.click(at, &context, layout.dialogs);
        }
        let screen = &mut self.screens[self.tab.place()];
        let panes = screen.panes(&context);
        let was_there = match (panes.list, panes.detail) {
            (Some(list), _) if list.contains(at) => {
                let line = usize::from(at.y - list.y);
                match line.checked_sub(screen.titles()) {
                    Some(line) => screen.click(line),
                    None => false,
                }
            }
            (_, Some(detail)) if detail.contains(at) => {
                screen.click_detail(usize::from(at.y - detail.y))
            }
            _ => false,
        };
        if was_there {
            Effect::Run(Command::Screen(super::keys::Act::Open))
        } else {
            Effect::None
        }
    }

    /// Moving with the button held down means something on a page alone.
    fn drag(&mut self, pointer: Pointer, session: &Session) -> Effect {
        let context = context(session, &self.outlook, self.layout().body, self.first_day);
        match self.dialogs.last_mut() {
            Some(Dialog::Page(page)) => page.point(pointer, &context),
            Some(_) | None => Effect::None,
        }
    }

    fn wheel(&mut self, step: Step, code: KeyCode, session: &Session) -> Effect {
        let context = context(session, &self.outlook, self.layout().body, self.first_day);
        for _ in 0..WHEEL {
            match self.dialogs.last_mut() {
                Some(Dialog::Form(_) | Dialog::Question(_) | Dialog::Month(_)) => {}
                Some(Dialog::Page(page)) => page.travel(step, &context),
                Some(dialog) => {
                    let key = Key {
                        code,
                        is_ctrl: false,
                    };
                    dialog.press(key, &context);
                }
                None => self.screens[self.tab.place()].travel(step, &context),
            }
        }
        Effect::None
    }
}

fn context<'a>(
    session: &'a Session,
    outlook: &'a Outlook,
    area: Rect,
    first_day: Weekday,
) -> Context<'a> {
    Context {
        session,
        outlook,
        area,
        first_day,
    }
}
