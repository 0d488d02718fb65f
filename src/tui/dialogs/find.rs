//! Finding an entry of any kind by words, and going to it.

use ratatui::layout::{Position, Rect};

use super::chooser::is_step;
use crate::domain::audience::Audience;
use crate::domain::find::{Hit, Query, find};
use crate::domain::words::Word;
use crate::tui::effect::{Context, Effect};
use crate::tui::keys::{Command, Inside, Key, Place};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text, Typing, boxed, inside};

/// Cells for the kind of an entry.
const KIND: u16 = 14;

#[derive(Debug, Default)]
pub(crate) struct Find {
    typing: Typing,
    /// What `hits` were found by, at which revision.
    sought: Option<(String, u64)>,
    hits: Vec<Hit>,
    scroll: Scroll,
}

impl Find {
    pub(crate) fn press(&mut self, key: Key, context: &Context<'_>) -> Effect {
        if let Some(step) = is_step(key) {
            self.search(context);
            self.scroll.travel(step, self.hits.len());
            return Effect::None;
        }
        match Place::Choosing.command(key) {
            Some(Command::Dialog(Inside::Enter)) => {
                self.search(context);
                self.choose()
            }
            Some(Command::Dialog(Inside::Close)) => Effect::Close,
            Some(_) | None => {
                self.typing.press(key);
                Effect::None
            }
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.typing.paste(text);
    }

    pub(crate) fn click(&mut self, at: Position, screen: Rect) -> Effect {
        let list = list(screen);
        let row = self.scroll.top + usize::from(at.y.saturating_sub(list.y));
        if !list.contains(at) || row >= self.hits.len() {
            return Effect::None;
        }
        self.scroll.selected = row;
        self.choose()
    }

    pub(crate) fn sync(&mut self, context: &Context<'_>, screen: Rect) {
        self.search(context);
        let height = list(screen).height;
        self.scroll.sync(self.hits.len(), usize::from(height));
    }

    /// Looks for what was typed, once for all letters that came together.
    fn search(&mut self, context: &Context<'_>) {
        let sought = (self.typing.text().to_owned(), context.register().revision());
        if self.sought.as_ref() != Some(&sought) {
            self.hits = find(
                context.register(),
                &Query::new(&sought.0),
                Audience::Secretariat,
                |_| true,
            );
            self.scroll = Scroll::default();
            self.sought = Some(sought);
        }
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        screen: Rect,
        theme: Theme,
    ) {
        let inner = boxed(canvas, screen, size(screen), &self.title(), theme);
        let list = list(screen);
        if inner.is_empty() || list.is_empty() {
            return;
        }
        let faint = theme.style(Tone::Faint);
        let taken = canvas.words(inner.x, inner.y, inner.width, "Words: ", faint);
        let room = inner.width.saturating_sub(taken);
        let plain = theme.style(Tone::Plain);
        self.typing
            .draw(canvas, (inner.x + taken, inner.y), room, plain);
        if self.hits.is_empty() {
            let why = if self.typing.text().trim().is_empty() {
                "Every word that you type must stand in the entry, in any order."
            } else {
                "No entry has all these words."
            };
            canvas.words(list.x, list.y, list.width, why, faint);
        }
        let hits = self.hits.iter().enumerate().skip(self.scroll.top);
        for ((row, hit), y) in hits.zip(list.y..list.bottom()) {
            let record = context.register().get(hit.entry);
            let title = record.map(|record| record.title(context.register()));
            let x = list.x + 2;
            let room = list.width.saturating_sub(2);
            canvas.words(x, y, KIND.min(room), hit.entry.kind.word(), faint);
            let title = Text::line(&title.unwrap_or_default());
            canvas.put(x + KIND, y, room.saturating_sub(KIND), &title, plain);
            if row == self.scroll.selected {
                let line = Rect {
                    y,
                    height: 1,
                    ..list
                };
                canvas.restyle(line, Theme::selected());
                canvas.words(list.x, y, 1, ">", Theme::selected());
            }
        }
    }

    fn title(&self) -> Text {
        match (self.typing.text().trim().is_empty(), self.hits.len()) {
            (true, _) => "Find in everything".into(),
            (false, 1) => "Find in everything: 1 entry".into(),
            (false, count) => Text::line(&format!("Find in everything: {count} entries")),
        }
    }

    fn choose(&self) -> Effect {
        let hit = self.hits.get(self.scroll.selected);
        hit.map_or(Effect::None, |hit| Effect::Jump(hit.entry))
    }
}

fn size(screen: Rect) -> (u16, u16) {
    (
        screen.width.saturating_sub(4).clamp(4, 110),
        screen.height.saturating_sub(2).clamp(3, 30),
    )
}

fn list(screen: Rect) -> Rect {
    let inner = inside(screen, size(screen));
    let above = inner.height.min(2);
    Rect {
        y: inner.y + above,
        height: inner.height - above,
        ..inner
    }
}
