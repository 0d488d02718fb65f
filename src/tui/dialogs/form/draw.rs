//! Drawing a form: labels left, the line of help of the field in focus, the buttons below.

use ratatui::layout::Rect;

use super::field::Input;
use super::pick::Pick;
use super::{Field, Form};
use crate::domain::cells::{LongWord, wrap};
use crate::domain::shown::Shown;
use crate::tui::dialogs::question::{button_width, draw_button};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Area, Canvas, Focus, Text, Typing, boxed, inside};

/// A form is as wide as the screen lets it, up to this.
const WIDTH: u16 = 96;
/// Cells for the labels with their star: as many as the longest takes, within these.
const LABELS: (u16, u16) = (12, 22);
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
        let inner = inside(screen, self.size(screen));
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
        boxed(canvas, screen, self.size(screen), &self.title, theme);
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
        self.draw_buttons(canvas, &places, theme);
        self.draw_list(canvas, places.fields, theme);
    }

    fn draw_buttons(&self, canvas: &mut Canvas<'_>, places: &Places, theme: Theme) {
        let count = self.fields.len();
        let is_on = |place: usize| self.focus == count + place;
        draw_button(canvas, places.save, "Save", is_on(0), theme);
        draw_button(canvas, places.cancel, "Cancel", is_on(1), theme);
        let lines = self.line_of(count);
        if lines > usize::from(places.fields.height) && self.focus < count {
            let text = format!("Field {} of {count}", self.focus + 1);
            let width = u16::try_from(text.len()).unwrap_or(0);
            let x = places.fields.right().saturating_sub(width);
            if x > places.cancel.right() {
                canvas.words(x, places.save.y, width, &text, theme.style(Tone::Faint));
            }
        }
    }

    /// Cells for the labels.
    pub(super) fn labels(&self, area: Rect) -> u16 {
        let widest = self.fields.iter().map(|field| {
            let star = if field.is_required { 2 } else { 0 };
            u16::try_from(field.label.len()).unwrap_or(u16::MAX) + star + 1
        });
        let (least, most) = LABELS;
        let most = most.min(area.width / 2);
        widest.max().unwrap_or(least).max(least).min(most)
    }

    fn draw_field(
        &self,
        canvas: &mut Canvas<'_>,
        place: usize,
        field: &Field,
        area: Rect,
        theme: Theme,
    ) {
        let first = self.line_of(place) + self.heading_lines(place);
        let has_focus = place == self.focus;
        if let (Some(heading), Some(y)) = (field.heading, self.y_of(first.wrapping_sub(1), area)) {
            canvas.words(area.x, y, area.width, heading, theme.style(Tone::Strong));
        }
        let labels = self.labels(area);
        let (x, room) = (area.x + labels, area.width - labels);
        if let Some(y) = self.y_of(first, area) {
            let star = if field.is_required { " *" } else { "" };
            let tone = if has_focus { Tone::Strong } else { Tone::Plain };
            let label = format!("{}{star}", field.label);
            canvas.words(
                area.x,
                y,
                labels.saturating_sub(1),
                &label,
                theme.style(tone),
            );
        }
        for line in 0..self.lines_in(place) {
            if let Some(y) = self.y_of(first + line, area) {
                let line_area = Rect {
                    x,
                    y,
                    width: room,
                    height: 1,
                };
                self.draw_line(canvas, (place, line), line_area, area, theme);
            }
        }
    }

    /// One line of what a field holds.
    fn draw_line(
        &self,
        canvas: &mut Canvas<'_>,
        (place, line): (usize, usize),
        area: Rect,
        within: Rect,
        theme: Theme,
    ) {
        let Some(field) = self.fields.get(place) else {
            return;
        };
        let has_focus = place == self.focus;
        match &field.input {
            Input::Rows(rows) => rows.draw_line(canvas, line, area, has_focus, theme),
            Input::Pick(pick) => pick.draw(canvas, (area.x, area.y), area.width, has_focus, theme),
            Input::Text(typing) => draw_typing(canvas, typing, area, has_focus, theme),
            Input::Date(typing, _) if line == 0 => {
                draw_typing(canvas, typing, area, has_focus, theme);
            }
            Input::Date(..) => self.draw_understood(canvas, place, area, theme),
            Input::Long(text) => {
                // Drawn once, from the first of its lines in view.
                let top = self.line_of(place) + self.heading_lines(place);
                if line == 0 || top + line == self.top {
                    let left = self.lines_in(place) - line;
                    let height = u16::try_from(left).unwrap_or(1);
                    let height = height.min(within.bottom().saturating_sub(area.y));
                    draw_area(canvas, text, Rect { height, ..area }, has_focus, theme);
                }
            }
        }
    }

    fn draw_understood(&self, canvas: &mut Canvas<'_>, place: usize, area: Rect, theme: Theme) {
        if let Some(Some(understood)) = self.understood.get(place) {
            let (text, tone) = match understood {
                Ok(words) => (words.as_str(), Tone::Faint),
                Err(_) => ("not read as a date yet", Tone::Error),
            };
            canvas.words(
                area.x + 1,
                area.y,
                area.width.saturating_sub(1),
                text,
                theme.style(tone),
            );
        }
    }

    /// The open list of the field in focus, over everything else.
    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
        if let Some((pick, list)) = self.open_list(area) {
            pick.draw_list(canvas, list, theme);
        }
    }

    /// The choice in focus and the place of its list, while that is open.
    pub(super) fn open_list(&self, area: Rect) -> Option<(&Pick, Rect)> {
        let field = self.fields.get(self.focus)?;
        let Input::Pick(pick) = &field.input else {
            return None;
        };
        let y = self.y_of(
            self.line_of(self.focus) + self.heading_lines(self.focus),
            area,
        )?;
        let labels = self.labels(area);
        let line = Rect {
            x: area.x + labels,
            y,
            width: area.width - labels,
            height: 1,
        };
        Some((pick, pick.list(line, area)?))
    }

    /// Where a line of the fields is on the screen, if it is in view.
    fn y_of(&self, line: usize, area: Rect) -> Option<u16> {
        let y = u16::try_from(line.checked_sub(self.top)?).ok()?;
        (y < area.height).then(|| area.y + y)
    }

    /// What is wrong, else the help of the field in focus.
    fn draw_hints(&self, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
        let (text, tone) = self.explanation();
        let lines = wrap(text, hint_width(area), LongWord::Break);
        let is_cut = lines.len() > usize::from(area.height);
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            let more = if is_cut && y + 1 == area.bottom() {
                " …"
            } else {
                ""
            };
            let line = Text::line(&format!("{line}{more}"));
            canvas.put(area.x, y, area.width, &line, theme.style(tone));
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
        let width = hint_width(inside(screen, self.size(screen)));
        let lines = wrap(self.explanation().0, width, LongWord::Break).len();
        u16::try_from(lines).unwrap_or(HINTS).max(self.hint_lines)
    }

    /// The room inside, of which only the width holds: how high a form is depends on what is wrapped in it.
    pub(super) fn inner(screen: Rect) -> Rect {
        inside(screen, (form_width(screen), screen.height))
    }

    fn size(&self, screen: Rect) -> (u16, u16) {
        let lines = u16::try_from(self.line_of(self.fields.len())).unwrap_or(u16::MAX);
        let about = u16::from(!self.about.is_empty());
        let around = about + self.hint_lines.max(HINTS) + 3;
        (form_width(screen), lines.saturating_add(around))
    }
}

fn form_width(screen: Rect) -> u16 {
    // Where there is little room nothing of what lies under it is left to distract.
    if screen.width <= WIDTH + 8 {
        screen.width
    } else {
        WIDTH
    }
}

fn hint_width(area: Rect) -> usize {
    usize::from(area.width.max(8))
}

fn draw_typing(
    canvas: &mut Canvas<'_>,
    typing: &Typing,
    area: Rect,
    has_focus: bool,
    theme: Theme,
) {
    let Rect { x, y, width, .. } = area;
    let plain = theme.style(Tone::Plain);
    let inner = width.saturating_sub(2);
    if !has_focus {
        canvas.put(x + 1, y, inner, &Text::line(typing.text()), plain);
        return;
    }
    let faint = theme.style(Tone::Faint);
    canvas.words(x, y, width, "[", faint);
    let style = if typing.is_offered() {
        Theme::selected()
    } else {
        plain
    };
    typing.draw(canvas, (x + 1, y), inner, style);
    canvas.words((x + width).saturating_sub(1), y, 1, "]", faint);
}

fn draw_area(canvas: &mut Canvas<'_>, text: &Area, area: Rect, has_focus: bool, theme: Theme) {
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let faint = theme.style(Tone::Faint);
    if has_focus {
        for y in area.y..area.bottom() {
            canvas.words(area.x, y, 1, theme.vertical(), faint);
            canvas.words(
                area.right().saturating_sub(1),
                y,
                1,
                theme.vertical(),
                faint,
            );
        }
    }
    let focus = if has_focus {
        Focus::Here
    } else {
        Focus::Elsewhere
    };
    text.draw(canvas, inner, theme.style(Tone::Plain), focus);
}
