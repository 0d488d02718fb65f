//! Drawing a meeting: the items, and beside them, or under them where it is narrow, what came of the one that the cursor
//! is on; or who is there.

use ratatui::layout::{Position, Rect};

use super::seats::{self, Line};
use super::{Context, Focus, Sitting};
use crate::domain::action::Action;
use crate::domain::attendance::Presence;
use crate::domain::cells::{LongWord, wrap};
use crate::domain::item::{self, Item, ItemState};
use crate::domain::note;
use crate::domain::register::{Record, Register};
use crate::domain::shown::Shown;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

/// From so many columns on what came of an item stands beside the items.
const BESIDE: u16 = 110;
/// Cells of an item's state: discussed.
const STATE: u16 = 9;
const NUMBER: u16 = 5;
/// Cells of a presence: in attendance.
const PRESENCE: u16 = 13;

/// Where the items stand, and what came of one.
pub(super) struct Places {
    items: Rect,
    detail: Rect,
}

impl Places {
    pub(super) fn of(area: Rect) -> Self {
        if area.width >= BESIDE {
            let width = (area.width * 9 / 20).min(72);
            return Self {
                items: Rect { width, ..area },
                detail: Rect {
                    x: area.x + width + 1,
                    width: area.width.saturating_sub(width + 2),
                    ..area
                },
            };
        }
        let height = area.height.div_ceil(2);
        Self {
            items: Rect { height, ..area },
            detail: Rect {
                x: area.x + 1,
                y: area.y + height,
                width: area.width.saturating_sub(2),
                height: area.height - height,
            },
        }
    }

    pub(super) fn rows(&self) -> usize {
        usize::from(self.items.height)
    }

    pub(super) fn detail(&self) -> usize {
        usize::from(self.detail.height)
    }

    /// The item at a place, counted from the first in view.
    pub(super) fn row(&self, at: Position) -> Option<usize> {
        let is_in = self.items.contains(at);
        is_in.then(|| usize::from(at.y - self.items.y))
    }
}

impl Sitting {
    pub(in crate::tui::pages) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        theme: Theme,
    ) {
        match self.focus {
            Focus::Attendance => self.draw_seats(canvas, context, theme),
            Focus::Items | Focus::Actions => {
                let places = Places::of(context.area);
                self.draw_items(canvas, context, places.items, theme);
                self.draw_item(canvas, context, places.detail, theme);
            }
        }
    }

    fn draw_items(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, area: Rect, theme: Theme) {
        let agenda = item::agenda(context.register(), self.meeting);
        if agenda.is_empty() {
            let words = "No items yet. ! adds an action without one.";
            let room = area.width.saturating_sub(2);
            canvas.cursor = Some((area.x + 1, area.y).into());
            let plain = theme.style(Tone::Plain);
            for (line, y) in wrap(words, usize::from(room.max(8)), LongWord::Break)
                .into_iter()
                .zip(area.y..area.bottom())
            {
                canvas.words(area.x + 1, y, room, line, plain);
            }
        }
        let in_view = agenda.iter().enumerate().skip(self.items.top);
        for ((place, item), y) in in_view.zip(area.y..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            draw_row(canvas, row, item, theme);
            if place == self.items.selected {
                let has_focus = self.focus == Focus::Items;
                canvas.words(row.x, y, 1, ">", theme.style(Tone::Strong));
                if has_focus {
                    canvas.restyle(row, Theme::selected());
                    canvas.cursor = Some((row.x, y).into());
                }
            }
        }
    }

    /// What came of the item, what was agreed there, and the Secretariat's own notes.
    fn draw_item(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, area: Rect, theme: Theme) {
        let register = context.register();
        let mut lines = self.item(register).map_or_else(Vec::new, |item| {
            let words = said(register, item);
            wrapped(&words, area.width)
        });
        let listed = self.listed(register);
        // The actions stay in view, whatever was noted.
        let kept = listed.len().min(usize::from(area.height / 2));
        lines.truncate(usize::from(area.height).saturating_sub(kept + 1).max(1));
        let mut y = area.y;
        for (text, tone) in &lines {
            if y < area.bottom() {
                canvas.put(area.x, y, area.width, text, theme.style(*tone));
                y += 1;
            }
        }
        if listed.is_empty() || y >= area.bottom() {
            return;
        }
        canvas.words(area.x, y, area.width, "Actions", theme.style(Tone::Faint));
        let height = usize::from(area.bottom().saturating_sub(y + 1)).max(1);
        let top = (self.actions.selected + 1).saturating_sub(height);
        let in_view = listed.iter().enumerate().skip(top);
        for ((place, action), y) in in_view.zip(y + 1..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            let (text, tone) = action_words(register, action);
            canvas.put(
                row.x + 2,
                y,
                row.width.saturating_sub(2),
                &text,
                theme.style(tone),
            );
            if place == self.actions.selected && self.focus == Focus::Actions {
                canvas.restyle(row, Theme::selected());
                canvas.words(row.x, y, 1, ">", Theme::selected());
                canvas.cursor = Some((row.x, y).into());
            }
        }
    }

    fn draw_seats(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        let (register, area) = (context.register(), context.area);
        let lines = seats::lines(register, self.meeting);
        let faint = theme.style(Tone::Faint);
        let title = if lines.is_empty() {
            "Nobody is expected: the forum has no members on that day. n adds somebody."
        } else {
            "Who is there"
        };
        canvas.words(
            area.x + 1,
            area.y,
            area.width.saturating_sub(2),
            title,
            faint,
        );
        if lines.is_empty() {
            canvas.cursor = Some((area.x + 1, area.y).into());
        }
        let in_view = lines.iter().enumerate().skip(self.seats.top);
        for ((place, line), y) in in_view.zip(area.y + 1..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            draw_seat(canvas, register, row, line, theme);
            if place == self.seats.selected {
                canvas.restyle(row, Theme::selected());
                canvas.words(row.x, y, 1, ">", Theme::selected());
                canvas.cursor = Some((row.x, y).into());
            }
        }
    }
}

fn draw_row(canvas: &mut Canvas<'_>, row: Rect, item: &Item, theme: Theme) {
    let plain = theme.style(Tone::Plain);
    let (state, tone) = state_words(item.state);
    let number = Text::line(item.number.as_deref().unwrap_or_default());
    let x = row.x + 2;
    let taken = canvas.put(x, row.y, NUMBER * 3, &number, plain);
    let title = x + taken.max(NUMBER - 2) + 1;
    let state_at = row.right().saturating_sub(STATE + 1);
    let room = state_at.saturating_sub(title + 1);
    canvas.put(title, row.y, room, &Text::line(&item.title), plain);
    canvas.words(state_at, row.y, STATE, state, theme.style(tone));
}

fn state_words(state: ItemState) -> (&'static str, Tone) {
    match state {
        ItemState::Open => ("open", Tone::Plain),
        ItemState::Discussed => ("discussed", Tone::Done),
        ItemState::Deferred => ("deferred", Tone::DueSoon),
    }
}

/// What there is to say of an item: its title, what it is for, what was noted, the Secretariat's notes.
fn said(register: &Register, item: &Item) -> Vec<(String, Tone)> {
    let mut said = vec![(item.title.clone(), Tone::Strong)];
    let about = [
        item.purpose.map(|one| one.to_string()).unwrap_or_default(),
        item.presenter.clone(),
        item.minutes
            .map_or_else(String::new, |one| format!("{one} minutes")),
    ];
    let about: Vec<String> = about.into_iter().filter(|one| !one.is_empty()).collect();
    if !about.is_empty() {
        said.push((about.join(", "), Tone::Faint));
    }
    if Record::Item(item).is_reserved(register) {
        let reason = item
            .reserved
            .as_deref()
            .unwrap_or("it comes from a reserved entry");
        said.push((format!("RESERVED: {reason}"), Tone::Reserved));
    }
    if item.outcome.is_empty() {
        let help = "Nothing noted yet: e writes it, ! adds an action.";
        said.push((help.to_owned(), Tone::Faint));
    } else {
        said.push((item.outcome.clone(), Tone::Plain));
    }
    for one in note::about(register, item.id.into()) {
        said.push((format!("INTERNAL: {}", one.text), Tone::Reserved));
    }
    said
}

fn wrapped(said: &[(String, Tone)], width: u16) -> Vec<(Text, Tone)> {
    let mut lines = Vec::new();
    for (words, tone) in said {
        let shown = Shown::text(words);
        for paragraph in shown.split('\n') {
            let cut = wrap(paragraph, usize::from(width.max(8)), LongWord::Break);
            lines.extend(cut.into_iter().map(|line| (Text::line(line), *tone)));
        }
    }
    lines
}

/// "5 CQC: Share the draft, by 3 April 2014".
fn action_words(register: &Register, action: &Action) -> (Text, Tone) {
    let owner = action.owner_name(register);
    let owner = if owner.is_empty() { "no owner" } else { owner };
    let due = action.due.to_string();
    let due = if due.is_empty() { "no date" } else { &due };
    let (state, tone) = match action.closed {
        Some(_) => ("closed, ", Tone::Done),
        None => ("", Tone::Plain),
    };
    let text = format!("{} {state}{owner}, {due}: {}", action.number, action.text);
    (Text::line(&text), tone)
}

fn draw_seat(
    canvas: &mut Canvas<'_>,
    register: &Register,
    row: Rect,
    line: &Line<'_>,
    theme: Theme,
) {
    let (presence, tone) = match line.noted().map(|one| one.presence) {
        None => ("-", Tone::Faint),
        Some(Presence::Present) => ("present", Tone::Done),
        Some(Presence::Deputy) => ("deputy", Tone::Done),
        Some(Presence::Apologies) => ("apologies", Tone::DueSoon),
        Some(Presence::InAttendance) => ("in attendance", Tone::Plain),
        Some(Presence::Observer) => ("observer", Tone::Plain),
    };
    canvas.words(row.x + 2, row.y, PRESENCE, presence, theme.style(tone));
    let x = row.x + 2 + PRESENCE + 2;
    let role = line.role();
    let right = row.right().saturating_sub(1);
    let role_width = u16::try_from(role.len()).unwrap_or(0);
    let room = right.saturating_sub(x + role_width + 1);
    let words = Text::line(&line.words(register));
    canvas.put(x, row.y, room, &words, theme.style(Tone::Plain));
    let role_at = right.saturating_sub(role_width);
    canvas.words(role_at, row.y, role_width, role, theme.style(Tone::Faint));
}
