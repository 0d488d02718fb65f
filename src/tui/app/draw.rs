//! Drawing the whole: header, screen, status line, footer, and the dialogs over them.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::{App, LEAST, context};
use crate::domain::cells::{LongWord, wrap};
use crate::domain::date::{Date, with_weekday};
use crate::session::{Look, Session};
use crate::tui::dialogs::Dialog;
use crate::tui::effect::Context;
use crate::tui::keys::{Act, Binding, Command, General, Inside, Key, Place, Tab};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

/// The lines of the terminal, from above: tabs, summary, screen, status, footer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    tabs: Rect,
    summary: Rect,
    pub(super) body: Rect,
    /// Where dialogs open: everything between tabs and footer, but what went wrong.
    pub(super) dialogs: Rect,
    status: Rect,
    footer: Rect,
}

/// The longest message takes so many lines.
const STATUS_LINES: usize = 3;

impl App {
    pub fn draw(&self, frame: &mut Frame<'_>, session: &Session) {
        let area = frame.area();
        let mut canvas = Canvas::new(frame.buffer_mut(), self.theme.symbols);
        if area.width < LEAST.0 || area.height < LEAST.1 {
            draw_too_small(&mut canvas, area);
        } else {
            self.draw_parts(&mut canvas, session);
        }
        if let Some(cursor) = canvas.cursor.filter(|at| area.contains(*at)) {
            frame.set_cursor_position(cursor);
        }
    }

    fn draw_parts(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let layout = self.layout();
        let context = context(session, &self.outlook, layout.body, self.first_day);
        self.draw_tabs(canvas, layout.tabs);
        self.draw_day(canvas, &layout, session);
        let taken = self.draw_register(canvas, layout.summary, session);
        let room = Rect {
            width: layout.summary.width.saturating_sub(taken + 2),
            ..layout.summary
        };
        let page = self.dialogs.iter().rposition(is_page);
        if let Some(Dialog::Page(page)) = page.and_then(|place| self.dialogs.get(place)) {
            page.draw_title(canvas, &context, room, self.theme);
        } else {
            let screen = &self.screens[self.tab().place()];
            screen.draw(canvas, &context, self.theme);
            screen.draw_summary(canvas, &context, room, self.theme);
        }
        self.draw_status(canvas, layout.status);
        self.draw_footer(canvas, layout.footer, &context);
        for dialog in self.dialogs.iter().skip(page.unwrap_or(0)) {
            dialog.draw(canvas, &context, layout.dialogs, self.theme);
        }
    }

    /// Where everything stands. Pure: drawing, paging and clicks ask here.
    pub(super) fn layout(&self) -> Layout {
        let area = self.area;
        let line = |y: u16, height: u16| Rect { y, height, ..area };
        let message = self.status_lines().len().min(STATUS_LINES);
        let message = u16::try_from(message).unwrap_or(1).max(1);
        let below = message + 1;
        let kept = if self.has_refused() { below } else { 1 };
        let top = area.y + 2;
        let body = area.height.saturating_sub(2 + below);
        Layout {
            tabs: line(area.y, area.height.min(1)),
            summary: Rect {
                x: area.x + 1,
                width: area.width.saturating_sub(2),
                ..line(area.y + 1, area.height.saturating_sub(1).min(1))
            },
            body: line(top, body),
            dialogs: line(area.y + 1, area.height.saturating_sub(1 + kept)),
            status: line(top + body, message),
            footer: line(top + body + message, 1),
        }
    }

    /// The tab under a place, if it is one.
    pub(super) fn tab_at(&self, at: Position) -> Option<Tab> {
        let row = self.layout().tabs;
        if at.y != row.y {
            return None;
        }
        let mut places = Self::tab_places(row);
        places
            .find(|(_, x, width)| (*x..x + width).contains(&at.x))
            .map(|(tab, _, _)| tab)
    }

    fn tab_places(row: Rect) -> impl Iterator<Item = (Tab, u16, u16)> {
        let gap = if row.width >= 76 { 2 } else { 1 };
        let mut x = row.x + 1;
        Tab::ALL.into_iter().map(move |tab| {
            let width = u16::try_from(tab.title().len()).unwrap_or(0) + 2;
            let from = x;
            x += width + gap;
            (tab, from, width)
        })
    }

    fn draw_tabs(&self, canvas: &mut Canvas<'_>, row: Rect) {
        for (tab, x, width) in Self::tab_places(row) {
            let text = format!("{} {}", tab.place() + 1, tab.title());
            let style = if tab == self.tab() {
                Theme::selected()
            } else {
                self.theme.style(Tone::Plain)
            };
            let room = row.right().saturating_sub(x).min(width);
            canvas.words(x, row.y, room, &text, style);
        }
    }

    /// The day on the right of the tabs, as long as there is room for it.
    fn draw_day(&self, canvas: &mut Canvas<'_>, layout: &Layout, session: &Session) {
        let today = session.today();
        let row = layout.tabs;
        let taken = Self::tab_places(row).map(|(_, x, width)| x + width).last();
        let room = (row.right().saturating_sub(1)).saturating_sub(taken.unwrap_or(0) + 2);
        let texts = [with_weekday(today), Date::day(today).short()];
        let texts = texts.map(|text| Text::line(&text));
        if let Some(text) = texts.iter().find(|text| text.width() <= room) {
            let style = self.theme.style(Tone::Plain);
            let x = row.right() - 1 - text.width();
            canvas.put(x, row.y, text.width(), text, style);
        }
    }

    /// Whose register it is, on the right of the summary, in at most half of it; in its place, which day is looked back at.
    /// Gives the cells it took.
    fn draw_register(&self, canvas: &mut Canvas<'_>, row: Rect, session: &Session) -> u16 {
        let mut parts = Vec::new();
        let has_day = row.width >= 74;
        if let Some(past) = past(session.look(), row.width / 2) {
            let width = past.width().min(row.width);
            canvas.put(row.right() - width, row.y, width, &past, Theme::selected());
            return width;
        }
        match (&self.banner, session.path()) {
            (Some(banner), _) => parts.push(banner.clone()),
            (None, Some(path)) => {
                let name = path.file_name().unwrap_or_default();
                parts.push(Text::line(&name.to_string_lossy()));
            }
            (None, None) => parts.push("In memory".into()),
        }
        if session.read_only().is_some() {
            parts.push("READ ONLY".into());
        }
        if !has_day {
            parts.push(Text::line(&Date::day(session.today()).short()));
        }
        let mut right = row.right();
        for (place, text) in parts.iter().enumerate().rev() {
            let least = row.x + row.width / 2;
            let room = right.saturating_sub(least);
            let width = text.width().min(room);
            let style = self.theme.style(if place == 0 {
                Tone::Strong
            } else {
                Tone::Plain
            });
            canvas.put(right - width, row.y, width, text, style);
            right = (right - width).saturating_sub(2).max(least);
        }
        row.right() - right.min(row.right())
    }

    fn status_lines(&self) -> Vec<&str> {
        let width = usize::from(self.area.width.saturating_sub(2).max(8));
        match &self.status {
            Some(status) => wrap(status.text.as_str(), width, LongWord::Break),
            None => Vec::new(),
        }
    }

    fn draw_status(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(status) = &self.status else {
            return;
        };
        let style = self.theme.style(status.tone);
        let lines = self.status_lines();
        for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
            let room = area.width.saturating_sub(2);
            canvas.put(area.x + 1, y, room, &Text::line(line), style);
        }
    }

    /// The keys that work here, as many as fit; help always.
    fn draw_footer(&self, canvas: &mut Canvas<'_>, row: Rect, context: &Context<'_>) {
        let (hints, last) = self.hints(context);
        let width = |(key, name): &(String, &str)| {
            u16::try_from(key.len() + name.len() + 3).unwrap_or(u16::MAX)
        };
        let mut x = row.x + 1;
        let kept = last.as_ref().map_or(0, width);
        let right = row.right().saturating_sub(kept);
        for hint in hints {
            if x + width(&hint) <= right {
                x = self.draw_hint(canvas, x, row, &hint);
            }
        }
        if let Some(hint) = last {
            self.draw_hint(canvas, x, row, &hint);
        }
    }

    fn draw_hint(
        &self,
        canvas: &mut Canvas<'_>,
        x: u16,
        row: Rect,
        (key, name): &(String, &'static str),
    ) -> u16 {
        let room = row.right().saturating_sub(x);
        let taken = canvas.words(x, row.y, room, key, self.theme.style(Tone::Key));
        let next = x + taken + 1;
        let room = row.right().saturating_sub(next);
        let plain = self.theme.style(Tone::Plain);
        next + canvas.words(next, row.y, room, name, plain) + 2
    }

    /// Keys with names for what is on top, and the one that stays whatever the width.
    #[expect(clippy::type_complexity, reason = "a pair of pairs, used once")]
    fn hints(
        &self,
        context: &Context<'_>,
    ) -> (Vec<(String, &'static str)>, Option<(String, &'static str)>) {
        let hint = |binding: &Binding, name| {
            let key = binding.keys.first().map(Key::to_string);
            (key.unwrap_or_default(), name)
        };
        let screen = &self.screens[self.tab().place()];
        let help = Command::App(General::Help);
        if let Some(Dialog::Page(page)) = self.dialogs.last() {
            let all = page.hints(context).into_iter();
            let all = all.map(|binding| hint(binding, binding.name)).collect();
            let help = help.binding(page.place());
            return (all, help.map(|binding| hint(binding, binding.name)));
        }
        if let Some(dialog) = self.dialogs.last() {
            let place = dialog.place();
            let wanted = dialog_hints(dialog);
            let all = wanted.iter().filter_map(|inside| {
                let binding = Command::Dialog(*inside).binding(place)?;
                Some(hint(binding, dialog_name(dialog, *inside, binding.name)))
            });
            return (all.collect(), None);
        }
        if screen.is_typing() {
            let all = [("Enter", "Keep"), ("Esc", "Clear")];
            return (all.map(|(key, name)| (key.to_owned(), name)).to_vec(), None);
        }
        let wanted = screen
            .hints(context)
            .into_iter()
            .chain([Act::History, Act::Copy])
            .map(Command::Screen)
            .filter(|command| screen.enabled(*command, context).is_ok())
            .take(5)
            .chain([Command::App(General::Quit)]);
        let all = wanted.filter_map(|command| {
            let binding = command.binding(Place::Tabs)?;
            Some(hint(binding, screen.name(command, binding.name, context)))
        });
        let help = help.binding(Place::Tabs);
        (
            all.collect(),
            help.map(|binding| hint(binding, binding.name)),
        )
    }
}

/// Which day is looked back at, in so many cells if it can be said in them.
fn past(look: Look, room: u16) -> Option<Text> {
    let full = look.words(|day| Date::day(day).to_string())?;
    let short = look.words(|day| Date::day(day).short())?;
    let texts = [format!("{full}, READ ONLY"), full, short];
    let texts = texts.map(|text| Text::line(&format!(" {text} ")));
    let fits = texts.iter().find(|text| text.width() <= room);
    fits.or(texts.last()).cloned()
}

fn is_page(dialog: &Dialog) -> bool {
    matches!(dialog, Dialog::Page(_))
}

fn dialog_hints(dialog: &Dialog) -> &'static [Inside] {
    match dialog {
        Dialog::Form(_) => &[Inside::Save, Inside::Next, Inside::Close, Inside::Help],
        Dialog::Chooser(_) | Dialog::Find(_) | Dialog::Month(_) => &[Inside::Enter, Inside::Close],
        Dialog::Question(_) => &[Inside::Enter, Inside::NextChoice, Inside::Close],
        Dialog::History(one) if one.has_choice() => &[Inside::Enter, Inside::Close],
        Dialog::History(_) => &[Inside::Close],
        Dialog::Page(_) => &[],
    }
}

/// What a key of a dialog is called in the footer, where it says more than its usual name.
fn dialog_name(dialog: &Dialog, inside: Inside, usual: &'static str) -> &'static str {
    if matches!(dialog, Dialog::History(_)) && inside == Inside::Enter {
        "Bring back"
    } else {
        usual
    }
}

fn draw_too_small(canvas: &mut Canvas<'_>, area: Rect) {
    let text = format!(
        "This needs a terminal of at least {} by {}; this one is {} by {}. q quits.",
        LEAST.0, LEAST.1, area.width, area.height
    );
    let width = usize::from(area.width.max(1));
    let lines = wrap(&text, width, LongWord::Break);
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        canvas.words(
            area.x,
            y,
            area.width,
            line,
            ratatui::style::Style::default(),
        );
    }
}
