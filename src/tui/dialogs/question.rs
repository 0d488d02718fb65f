//! A question with verbs on its buttons. The cursor stands on the first; Esc stands for it, unless another is named. A
//! text that is longer than the screen is turned by pages.

use ratatui::layout::{Position, Rect};

use crate::domain::cells::{LongWord, wrap};
use crate::domain::shown::Shown;
use crate::tui::effect::Effect;
use crate::tui::keys::{Command, Inside, Key, Place, Step};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text, boxed, inside, moved};

const WIDTH: u16 = 60;
/// Of one whose text is a letter.
const WIDE: u16 = 80;

pub(crate) struct Question {
    title: &'static str,
    text: Shown,
    /// The first is the one that is chosen without thinking: it loses nothing.
    buttons: Vec<Button>,
    focus: usize,
    /// The button that Esc stands for.
    closing: usize,
    width: u16,
    /// The first line in view.
    top: usize,
    /// Lines in view, and of the whole text, at the last draw.
    seen: (usize, usize),
}

pub(crate) struct Button {
    pub(crate) name: &'static str,
    /// Taken when it is chosen; what only copies or writes drafts can be chosen again, and leaves the question open.
    pub(crate) effect: Option<Effect>,
}

impl Question {
    pub(crate) fn new(title: &'static str, text: &str, buttons: Vec<Button>) -> Self {
        Self {
            title,
            text: Shown::text(text),
            buttons,
            focus: 0,
            closing: 0,
            width: WIDTH,
            top: 0,
            seen: (0, 0),
        }
    }

    /// The same where the text is a letter.
    #[must_use]
    pub(crate) fn wide(mut self) -> Self {
        self.width = WIDE;
        self
    }

    /// The same where Esc stands for another button than the first.
    #[must_use]
    pub(crate) fn closed_by(mut self, button: usize) -> Self {
        self.closing = button;
        self
    }

    pub(crate) fn press(&mut self, key: Key) -> Effect {
        let count = self.buttons.len().max(1);
        match Place::Question.command(key) {
            Some(Command::Dialog(Inside::NextChoice)) => self.focus = (self.focus + 1) % count,
            Some(Command::Dialog(Inside::PreviousChoice)) => {
                self.focus = (self.focus + count - 1) % count;
            }
            Some(Command::Dialog(Inside::Enter)) => return self.choose(self.focus),
            Some(Command::Dialog(Inside::Close)) => return self.choose(self.closing),
            Some(Command::Move(step)) => self.turn(step),
            Some(_) | None => {}
        }
        Effect::None
    }

    pub(crate) fn click(&mut self, at: Position, screen: Rect) -> Effect {
        let hit = self.places(screen).position(|place| place.contains(at));
        hit.map_or(Effect::None, |button| self.choose(button))
    }

    /// Keeps the text within its bounds for a draw.
    pub(crate) fn sync(&mut self, screen: Rect) {
        let inner = inside(screen, self.size(screen));
        let count = self.lines(inner.width).len();
        let height = usize::from(inner.height.saturating_sub(2)).max(1);
        self.seen = (height, count);
        self.top = self.top.min(count.saturating_sub(height));
    }

    fn turn(&mut self, step: Step) {
        let (height, count) = self.seen;
        let last = count.saturating_sub(height);
        let page = height.saturating_sub(1).max(1);
        self.top = moved(step, self.top, last + 1, page);
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, screen: Rect, theme: Theme) {
        let size = self.size(screen);
        let inner = boxed(canvas, screen, size, &self.title.into(), theme);
        let plain = theme.style(Tone::Plain);
        let lines = self.lines(inner.width);
        let (shown, below) = (self.top..lines.len(), inner.bottom().saturating_sub(2));
        let is_cut = shown.len() > usize::from(below.saturating_sub(inner.y));
        for (line, y) in lines[shown].iter().zip(inner.y..below) {
            canvas.put(inner.x, y, inner.width, &Text::line(line), plain);
        }
        if is_cut || self.top > 0 {
            let way = match (self.top > 0, is_cut) {
                (true, true) => "PgUp and PgDn: more above and below",
                (true, false) => "PgUp: more above",
                (false, _) => "PgDn: more below",
            };
            canvas.words(inner.x, below, inner.width, way, theme.style(Tone::Faint));
        }
        let buttons = self.buttons.iter().zip(self.places(screen));
        for (place, (button, area)) in buttons.enumerate() {
            let is_on = place == self.focus;
            draw_button(canvas, area, button.name, is_on, theme);
        }
    }

    fn choose(&mut self, button: usize) -> Effect {
        let Some(button) = self.buttons.get_mut(button) else {
            return Effect::Close;
        };
        match &button.effect {
            Some(Effect::Copy(text)) => Effect::Copy(text.clone()),
            Some(Effect::Drafts(files)) => Effect::Drafts(files.clone()),
            Some(_) | None => button.effect.take().unwrap_or(Effect::Close),
        }
    }

    /// Where the buttons stand, from the left on the last line.
    fn places(&self, screen: Rect) -> impl Iterator<Item = Rect> {
        let inner = inside(screen, self.size(screen));
        let mut x = inner.x;
        self.buttons.iter().map(move |button| {
            let width = button_width(button.name);
            let from = x;
            x += width + 2;
            Rect {
                x: from,
                y: inner.bottom().saturating_sub(1),
                width: width.min(inner.right().saturating_sub(from)),
                height: inner.height.min(1),
            }
        })
    }

    fn lines(&self, width: u16) -> Vec<&str> {
        wrap(&self.text, usize::from(width.max(8)), LongWord::Break)
    }

    fn size(&self, screen: Rect) -> (u16, u16) {
        let width = self.width.min(screen.width);
        let lines = self.lines(width.saturating_sub(4)).len();
        (width, u16::try_from(lines).unwrap_or(8).saturating_add(4))
    }
}

/// Cells of `[ Keep ]`.
pub(crate) fn button_width(name: &str) -> u16 {
    u16::try_from(name.len()).unwrap_or(8) + 4
}

pub(crate) fn draw_button(
    canvas: &mut Canvas<'_>,
    area: Rect,
    name: &'static str,
    is_on: bool,
    theme: Theme,
) {
    if area.is_empty() {
        return;
    }
    let style = if is_on {
        Theme::selected()
    } else {
        theme.style(Tone::Plain)
    };
    canvas.words(area.x, area.y, area.width, &format!("[ {name} ]"), style);
    if is_on {
        canvas.cursor = Some((area.x + 2, area.y).into());
    }
}
