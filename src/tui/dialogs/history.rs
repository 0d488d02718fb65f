//! The history of an entry: who changed it, when, and what it said before, field by field; Enter on a field asks
//! whether that is to stand again.

use ratatui::layout::{Position, Rect};

use super::chooser::is_step;
use super::{Button, Dialog, Question};
use crate::domain::audience::Audience;
use crate::domain::cells::{LongWord, wrap};
use crate::domain::field::label;
use crate::domain::history::{Head, bring_back, differences};
use crate::domain::refusal::quoted;
use crate::domain::register::{Edit, Register};
use crate::domain::shown::Shown;
use crate::session::Clock;
use crate::tui::effect::{Context, Effect};
use crate::tui::keys::{Command, Inside, Key, Place};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text, boxed, inside};

pub(crate) struct History {
    title: Text,
    lines: Vec<Line>,
    earlier: Vec<Earlier>,
    scroll: Scroll,
}

struct Line {
    text: Text,
    tone: Tone,
    /// The place in `earlier` of the field that it tells of.
    field: Option<usize>,
}

/// What a field said before a change.
struct Earlier {
    edit: Edit,
    field: &'static str,
    /// None where it was empty.
    words: Option<String>,
}

impl History {
    /// The newest change first, each with its own edits of the entry; the cursor stands where Enter would take
    /// back a part of it.
    pub(crate) fn new(
        title: &str,
        changes: Vec<(Head, Vec<Edit>)>,
        register: &Register,
        clock: Clock,
        width: u16,
    ) -> Self {
        let mut made = Self {
            title: Text::line(&format!("History of {title}")),
            lines: Vec::new(),
            earlier: Vec::new(),
            scroll: Scroll::default(),
        };
        let room = usize::from(width.saturating_sub(4).clamp(20, 106));
        for (head, edits) in changes.into_iter().rev() {
            let is_newest = made.lines.is_empty();
            made.push_head(room, &head, clock);
            for edit in edits {
                made.push_fields(room, &head, &edit, register);
            }
            if is_newest {
                let first = made.lines.iter().position(|line| line.field.is_some());
                made.scroll.selected = first.unwrap_or(0);
            }
        }
        if made.lines.is_empty() {
            made.push(room, 0, "Nobody has changed this entry.", Tone::Faint, None);
        }
        made
    }

    pub(crate) fn press(&mut self, key: Key, context: &Context<'_>) -> Effect {
        if let Some(step) = is_step(key) {
            self.scroll.travel(step, self.lines.len());
            return Effect::None;
        }
        match Place::Choosing.command(key) {
            Some(Command::Dialog(Inside::Close)) => Effect::Close,
            Some(Command::Dialog(Inside::Enter)) => self.choose(context),
            Some(_) | None => Effect::None,
        }
    }

    /// Puts the cursor on a line; a second click on it does what Enter does.
    pub(crate) fn click(&mut self, at: Position, context: &Context<'_>, screen: Rect) -> Effect {
        let inner = inside(screen, self.size(screen));
        if !inner.contains(at) {
            return Effect::None;
        }
        let line = self.scroll.top + usize::from(at.y - inner.y);
        if line == self.scroll.selected {
            return self.choose(context);
        }
        self.scroll.selected = line.min(self.lines.len().saturating_sub(1));
        Effect::None
    }

    /// True on a line that says what a field was before.
    pub(crate) fn has_choice(&self) -> bool {
        self.current().is_some()
    }

    pub(crate) fn sync(&mut self, screen: Rect) {
        let height = inside(screen, self.size(screen)).height;
        self.scroll.sync(self.lines.len(), usize::from(height));
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, screen: Rect, theme: Theme) {
        let inner = boxed(canvas, screen, self.size(screen), &self.title, theme);
        let lines = self.lines.iter().enumerate().skip(self.scroll.top);
        for ((row, line), y) in lines.zip(inner.y..inner.bottom()) {
            let style = theme.style(line.tone);
            canvas.put(inner.x, y, inner.width, &line.text, style);
            if row == self.scroll.selected {
                let place = Rect {
                    y,
                    height: 1,
                    ..inner
                };
                canvas.restyle(place, Theme::selected());
                canvas.cursor = Some((inner.x, y).into());
            }
        }
    }

    fn current(&self) -> Option<&Earlier> {
        let line = self.lines.get(self.scroll.selected)?;
        self.earlier.get(line.field?)
    }

    /// Asks whether the earlier value of the line's field is to stand again.
    fn choose(&self, context: &Context<'_>) -> Effect {
        let Some(earlier) = self.current() else {
            return Effect::None;
        };
        if let Err(why) = context.can_write() {
            return Effect::Refuse(why.into_owned());
        }
        let (edit, field) = (earlier.edit.clone(), earlier.field);
        let today = context.today();
        if let Err(refusal) = bring_back(context.register(), &edit, field, today) {
            return Effect::Refuse(refusal.sentence);
        }
        let name = label(field).to_lowercase();
        let text = match &earlier.words {
            Some(words) => format!("Bring back {} as {name}?", quoted(words)),
            None => format!("Empty {name} again?"),
        };
        let buttons = vec![
            Button {
                name: "Keep what stands",
                effect: Some(Effect::Close),
            },
            Button {
                name: "Bring back",
                effect: Some(Effect::Commit(Box::new(move |register| {
                    bring_back(register, &edit, field, today)
                }))),
            },
        ];
        let question = Question::new("Bring it back?", &text, buttons);
        Effect::Ask(Box::new(Dialog::Question(question)))
    }

    fn push_head(&mut self, room: usize, head: &Head, clock: Clock) {
        if !self.lines.is_empty() {
            self.push(room, 0, "", Tone::Plain, None);
        }
        self.push(room, 0, &heading(head, clock), Tone::Strong, None);
    }

    /// The fields that an edit altered. What a person was erased from, and what an entry was before it was made,
    /// is not there to be brought back.
    fn push_fields(&mut self, room: usize, head: &Head, edit: &Edit, register: &Register) {
        let was_there = edit.before().is_some() && !head.is_erased;
        for one in differences(edit, register, Audience::Secretariat) {
            let field = was_there.then_some(self.earlier.len());
            if was_there {
                self.earlier.push(Earlier {
                    edit: edit.clone(),
                    field: one.field,
                    words: one.before.clone(),
                });
            }
            let text = difference(one.field, one.before, one.after);
            self.push(room, 2, &text, Tone::Plain, field);
        }
    }

    fn push(&mut self, room: usize, indent: usize, text: &str, tone: Tone, field: Option<usize>) {
        let shown = Shown::line(text);
        let blanks = " ".repeat(indent);
        for line in wrap(&shown, room.saturating_sub(indent).max(8), LongWord::Break) {
            self.lines.push(Line {
                text: Text::line(&format!("{blanks}{line}")),
                tone,
                field,
            });
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
