//! Drawing a form: labels left, the line of help of the field in focus, the buttons below.

use ratatui::layout::Rect;

use super::field::Input;
use super::{Field, Form};
use crate::domain::cells::{LongWord, wrap};
use crate::domain::shown::Shown;
use crate::tui::dialogs::question::{button_width, draw_button};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text, boxed, inside};

const WIDTH: u16 = 76;
/// Cells for the labels with their star.
const LABELS: u16 = 16;
/// Lines for help or for what is wrong, at least.
const HINTS: u16 = 2;
/// Lines that the fields keep however long an explanation is.
const FIELDS: u16 = 2;

/// The places of a form's parts on the screen.
pub(super) struct Places {
    about: Rect,
    pub(super) fields: Rect,
    hints: Rect,
    pub(super) save: Rect,
    pub(super) cancel: Rect,
}

impl Form {
    /// Where everything stands; the fields give way where there is no room.
    pub(super) fn layout(&self, screen: Rect) -> Places {
        let inner = inside(screen, self.size());
        let bottom = inner.bottom();
        let line = |y: u16, height: u16| Rect {
            y: y.min(bottom),
            height: height.min(bottom.saturating_sub(y)),
            ..inner
        };
        let about = line(inner.y, u16::from(!self.about.is_empty()));
        let room = (bottom - about.bottom()).saturating_sub(FIELDS + 1);
        let hints = self.hint_lines.max(HINTS).min(room.max(HINTS));
        let below = hints + 1;
        let fields = Rect {
            y: about.bottom(),
            height: (bottom - about.bottom()).saturating_sub(below),
            ..inner
        };
        let buttons = line(bottom.saturating_sub(1).max(fields.bottom()), 1);
        let button = |x: u16, name: &str| Rect {
            x,
            width: button_width(name).min(inner.right().saturating_sub(x)),
            ..buttons
        };
        let save = button(inner.x, "Save");
        Places {
            about,
            fields,
            hints: line(fields.bottom(), hints),
            save,
            cancel: button(save.right() + 2, "Cancel"),
        }
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, screen: Rect, theme: Theme) {
        boxed(canvas, screen, self.size(), &self.title, theme);
        let places = self.layout(screen);
        let about = places.about;
        if !about.is_empty() {
            let style = theme.style(Tone::Faint);
            canvas.put(about.x, about.y, about.width, &self.about, style);
        }
        for (place, field) in self.fields.iter().enumerate() {
            self.draw_field(canvas, place, field, places.fields, theme);
        }
        self.draw_hints(canvas, places.hints, theme);
        let count = self.fields.len();
        draw_button(canvas, places.save, "Save", self.focus == count, theme);
        draw_button(
            canvas,
            places.cancel,
            "Cancel",
            self.focus == count + 1,
            theme,
        );
    }

    fn draw_field(
        &self,
        canvas: &mut Canvas<'_>,
        place: usize,
        field: &Field,
        area: Rect,
        theme: Theme,
    ) {
        let line = |offset: usize| {
            let line = self.line_of(place) + offset;
            let y = u16::try_from(line.checked_sub(self.scroll.top)?).ok()?;
            (y < area.height).then(|| area.y + y)
        };
        let labels = LABELS.min(area.width);
        let (x, room) = (area.x + labels, area.width - labels);
        if let Some(y) = line(0) {
            let star = if field.is_required { " *" } else { "" };
            let tone = if place == self.focus {
                Tone::Strong
            } else {
                Tone::Plain
            };
            let label = format!("{}{star}", field.label);
            canvas.words(area.x, y, labels, &label, theme.style(tone));
            draw_value(canvas, field, place == self.focus, (x, y), room, theme);
        }
        if let (Some(y), Some(Some(understood))) = (line(1), self.understood.get(place)) {
            let (text, tone) = match understood {
                Ok(words) => (words.as_str(), Tone::Faint),
                Err(_) => ("not read as a date yet", Tone::Error),
            };
            canvas.words(x, y, room, text, theme.style(tone));
        }
    }

    /// What is wrong, else the help of the field in focus.
    fn draw_hints(&self, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
        let (text, tone) = self.explanation();
        let lines = wrap(text, hint_width(area), LongWord::Break);
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            canvas.put(area.x, y, area.width, &Text::line(line), theme.style(tone));
        }
    }

    fn explanation(&self) -> (&Shown, Tone) {
        let unread = self.understood.get(self.focus).and_then(Option::as_ref);
        let unread = unread.and_then(|read| read.as_ref().err());
        match self.problem.as_ref().or(unread) {
            Some(problem) => (problem, Tone::Error),
            None => (&self.hint, Tone::Faint),
        }
    }

    /// The lines that the longest explanation so far takes, so that the form grows and does not jump back.
    pub(super) fn longest_hint(&self, screen: Rect) -> u16 {
        let width = hint_width(inside(screen, self.size()));
        let lines = wrap(self.explanation().0, width, LongWord::Break).len();
        u16::try_from(lines).unwrap_or(HINTS).max(self.hint_lines)
    }

    fn size(&self) -> (u16, u16) {
        let lines: u16 = self.fields.iter().map(Field::height).sum();
        let about = u16::from(!self.about.is_empty());
        (WIDTH, lines + about + self.hint_lines.max(HINTS) + 3)
    }
}

fn hint_width(area: Rect) -> usize {
    usize::from(area.width.max(8))
}

fn draw_value(
    canvas: &mut Canvas<'_>,
    field: &Field,
    has_focus: bool,
    (x, y): (u16, u16),
    room: u16,
    theme: Theme,
) {
    let plain = theme.style(Tone::Plain);
    match &field.input {
        Input::Text(typing) | Input::Date(typing) => {
            if has_focus {
                let inner = room.saturating_sub(2);
                canvas.words(x, y, room, "[", theme.style(Tone::Faint));
                let style = if typing.is_offered() {
                    Theme::selected()
                } else {
                    plain
                };
                typing.draw(canvas, (x + 1, y), inner, style);
                let end = (x + room).saturating_sub(1);
                canvas.words(end, y, 1, "]", theme.style(Tone::Faint));
            } else {
                let text = Text::line(typing.text());
                canvas.put(x + 1, y, room.saturating_sub(2), &text, plain);
            }
        }
        Input::Choice { .. } => {
            let word = field.value();
            let text = if has_focus {
                canvas.cursor = Some((x, y).into());
                format!("< {word} >")
            } else {
                format!(" {word}")
            };
            let style = if has_focus { Theme::selected() } else { plain };
            canvas.words(x, y, room, &text, style);
        }
    }
}
