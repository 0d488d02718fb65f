//! The history of an entry: who changed it, when, and what it said before, field by field.

use ratatui::layout::Rect;

use super::chooser::is_step;
use crate::domain::cells::{LongWord, wrap};
use crate::domain::field::label;
use crate::domain::history::{Head, differences};
use crate::domain::register::{Edit, Register};
use crate::domain::shown::Shown;
use crate::session::Clock;
use crate::tui::effect::Effect;
use crate::tui::keys::{Command, Inside, Key, Place};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text, boxed, inside};

#[derive(Debug)]
pub(crate) struct History {
    title: Text,
    lines: Vec<(Text, Tone)>,
    scroll: Scroll,
}

impl History {
    /// The newest change first; each with its own edits of the entry.
    pub(crate) fn new(
        title: &str,
        changes: &[(Head, Vec<Edit>)],
        register: &Register,
        clock: Clock,
        width: u16,
    ) -> Self {
        let mut lines = Vec::new();
        let room = usize::from(width.saturating_sub(4).clamp(20, 106));
        for (head, edits) in changes.iter().rev() {
            if !lines.is_empty() {
                lines.push((Text::from(""), Tone::Plain));
            }
            push(&mut lines, room, 0, &heading(head, clock), Tone::Strong);
            for edit in edits {
                for one in differences(edit, register) {
                    let text = difference(one.field, one.before, one.after);
                    push(&mut lines, room, 2, &text, Tone::Plain);
                }
            }
        }
        if lines.is_empty() {
            lines.push(("Nobody has changed this entry.".into(), Tone::Faint));
        }
        Self {
            title: Text::line(&format!("History of {title}")),
            lines,
            scroll: Scroll::default(),
        }
    }

    pub(crate) fn press(&mut self, key: Key) -> Effect {
        if let Some(step) = is_step(key) {
            self.scroll.travel(step, self.lines.len());
            return Effect::None;
        }
        match Place::Choosing.command(key) {
            Some(Command::Dialog(Inside::Close | Inside::Enter)) => Effect::Close,
            Some(_) | None => Effect::None,
        }
    }

    pub(crate) fn sync(&mut self, screen: Rect) {
        let height = inside(screen, self.size(screen)).height;
        self.scroll.sync(self.lines.len(), usize::from(height));
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, screen: Rect, theme: Theme) {
        let inner = boxed(canvas, screen, self.size(screen), &self.title, theme);
        let lines = self.lines.iter().enumerate().skip(self.scroll.top);
        for ((row, (text, tone)), y) in lines.zip(inner.y..inner.bottom()) {
            canvas.put(inner.x, y, inner.width, text, theme.style(*tone));
            if row == self.scroll.selected {
                canvas.cursor = Some((inner.x, y).into());
            }
        }
    }

    fn size(&self, screen: Rect) -> (u16, u16) {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        (
            screen.width.saturating_sub(4).clamp(4, 110),
            lines
                .saturating_add(2)
                .min(screen.height.saturating_sub(2).max(3)),
        )
    }
}

fn heading(head: &Head, clock: Clock) -> String {
    let when = clock.moment(head.at);
    let erased = if head.is_erased {
        " (a person was erased from it)"
    } else {
        ""
    };
    format!("{when}, {}: {}{erased}", head.actor, head.told())
}

fn difference(field: &str, before: Option<String>, after: Option<String>) -> String {
    let label = label(field);
    match (before, after) {
        (Some(before), Some(after)) => format!("{label}: {after} (was: {before})"),
        (None, Some(after)) => format!("{label}: {after}"),
        (Some(before), None) => format!("{label}: nothing (was: {before})"),
        (None, None) => label,
    }
}

fn push(lines: &mut Vec<(Text, Tone)>, room: usize, indent: usize, text: &str, tone: Tone) {
    let shown = Shown::line(text);
    let blanks = " ".repeat(indent);
    for line in wrap(&shown, room.saturating_sub(indent).max(8), LongWord::Break) {
        lines.push((Text::line(&format!("{blanks}{line}")), tone));
    }
}
