//! A question with verbs on its buttons. The cursor stands on the first; Esc stands for it, unless another is named.

use ratatui::layout::{Position, Rect};

use crate::domain::cells::{LongWord, wrap};
use crate::domain::shown::Shown;
use crate::tui::effect::Effect;
use crate::tui::keys::{Command, Inside, Key, Place};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text, boxed, inside};

const WIDTH: u16 = 60;

pub(crate) struct Question {
    title: &'static str,
    text: Shown,
    /// The first is the one that is chosen without thinking: it loses nothing.
    buttons: Vec<Button>,
    focus: usize,
    /// The button that Esc stands for.
    closing: usize,
}

pub(crate) struct Button {
    pub(crate) name: &'static str,
    /// Taken when it is chosen.
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
        }
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
            Some(_) | None => {}
        }
        Effect::None
    }

    pub(crate) fn click(&mut self, at: Position, screen: Rect) -> Effect {
        let hit = self.places(screen).position(|place| place.contains(at));
        hit.map_or(Effect::None, |button| self.choose(button))
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, screen: Rect, theme: Theme) {
        let size = self.size(screen);
        let inner = boxed(canvas, screen, size, &self.title.into(), theme);
        let plain = theme.style(Tone::Plain);
        for (line, y) in self
            .lines(inner.width)
            .into_iter()
            .zip(inner.y..inner.bottom())
        {
            canvas.put(inner.x, y, inner.width, &Text::line(line), plain);
        }
        let buttons = self.buttons.iter().zip(self.places(screen));
        for (place, (button, area)) in buttons.enumerate() {
            let is_on = place == self.focus;
            draw_button(canvas, area, button.name, is_on, theme);
        }
    }

    fn choose(&mut self, button: usize) -> Effect {
        let effect = self.buttons.get_mut(button);
        effect
            .and_then(|button| button.effect.take())
            .unwrap_or(Effect::Close)
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
        let width = WIDTH.min(screen.width);
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
