//! Drawing a plan: the year's dates, and under them whether the cadence is kept and from what the date was reckoned.

use ratatui::layout::{Position, Rect};

use super::{Context, Line, Plan};
use crate::domain::cells::{LongWord, wrap};
use crate::domain::cycle::plan::{self, Proposal};
use crate::domain::date::with_weekday;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::shown::Shown;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

/// Cells of a day with its weekday: Wednesday 30 September 2026.
const DATE: u16 = 27;
const STATE: u16 = 10;
const BODY: u16 = 14;
/// From so many columns on who takes the record and the reasons have columns of their own.
const WIDE: u16 = 110;
/// Lines under the list: a blank, the cadence, and what there is to say.
const BELOW: u16 = 6;

/// Where the list stands, and what is under it.
pub(super) struct Places {
    titles: Rect,
    list: Rect,
    below: Rect,
}

impl Places {
    pub(super) fn of(area: Rect) -> Self {
        let titles = area.height.min(1);
        let below = BELOW.min(area.height.saturating_sub(titles + 3));
        let list = area.height - titles - below;
        let line = |y, height| Rect { y, height, ..area };
        Self {
            titles: line(area.y, titles),
            list: line(area.y + titles, list),
            below: line(area.y + titles + list, below),
        }
    }

    pub(super) fn rows(&self) -> usize {
        usize::from(self.list.height)
    }

    /// The row at a place, counted from the first in view.
    pub(super) fn row(&self, at: Position) -> Option<usize> {
        let is_in = self.list.contains(at);
        is_in.then(|| usize::from(at.y - self.list.y))
    }
}

/// The cells of a line.
struct Cells {
    date: String,
    state: String,
    chair: Option<Id<Organisation>>,
    record_by: Option<Id<Organisation>>,
    reasons: String,
    tone: Tone,
}

impl Plan {
    pub(in crate::tui::pages) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        theme: Theme,
    ) {
        let places = Places::of(context.area);
        let plan = match &self.proposed {
            Ok(plan) => plan,
            Err(refusal) => {
                let area = context.area;
                canvas.cursor = Some((area.x + 1, area.y).into());
                return say(
                    canvas,
                    area,
                    &[(refusal.sentence.clone(), Tone::Plain)],
                    theme,
                );
            }
        };
        draw_titles(canvas, places.titles, theme);
        let lines = self.lines(context.register());
        if lines.is_empty() {
            let text = "No meeting and no date: n puts one in.".to_owned();
            canvas.cursor = Some((places.list.x + 1, places.list.y).into());
            say(canvas, places.list, &[(text, Tone::Plain)], theme);
        }
        let in_view = lines.iter().enumerate().skip(self.scroll.top);
        for ((place, line), y) in in_view.zip(places.list.y..places.list.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..places.list
            };
            draw_line(canvas, context, row, &cells(plan, *line, context), theme);
            if place == self.scroll.selected {
                canvas.restyle(row, Theme::selected());
                canvas.words(row.x, y, 1, ">", Theme::selected());
                canvas.cursor = Some((row.x, y).into());
            }
        }
        self.draw_below(canvas, context, plan, places.below, theme);
    }

    /// Whether the cadence is kept, from what the date was reckoned, and what else must be known.
    fn draw_below(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        plan: &plan::Plan,
        area: Rect,
        theme: Theme,
    ) {
        let register = context.register();
        let mut sentences = Vec::new();
        if let Some(forum) = register.forums.get(plan.forum) {
            let holidays = &context.session.rules().holidays;
            let kept = plan::kept(register, forum, plan.year, &plan.days(), holidays);
            sentences.push(if kept.is_kept {
                (format!("Kept: {}.", kept.sentence), Tone::Success)
            } else {
                (
                    format!("NOT KEPT ! {}", capitalised(&kept.sentence)),
                    Tone::DueSoon,
                )
            });
        }
        if let Some(line) = self.line(register) {
            let reasons = cells(plan, line, context).reasons;
            sentences.push((capitalised(&reasons), Tone::Plain));
        }
        let notes = plan.notes.iter().map(|note| (note.clone(), Tone::Faint));
        sentences.extend(notes);
        sentences.retain(|(text, _)| !text.is_empty());
        let area = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        say(canvas, area, &sentences, theme);
    }
}

fn cells(plan: &plan::Plan, line: Line, context: &Context<'_>) -> Cells {
    let register = context.register();
    match line {
        Line::Fixed(id) => {
            let meeting = register.meetings.get(id);
            Cells {
                date: meeting.map_or_else(String::new, Meeting::announced),
                state: meeting
                    .map_or_else(String::new, |one| one.state_on(context.today()).to_string()),
                chair: meeting.and_then(|one| one.chaired_by(register)),
                record_by: meeting.and_then(|one| one.record_taken_by(register)),
                reasons: String::new(),
                tone: Tone::Plain,
            }
        }
        Line::Proposed(day) => {
            let proposal = plan.proposals.iter().find(|one| one.on == day);
            Cells {
                date: with_weekday(day),
                state: "+ proposed".to_owned(),
                chair: proposal.and_then(|one| one.chair),
                record_by: proposal.and_then(|one| one.record_by),
                reasons: proposal.map_or_else(String::new, Proposal::reasons),
                tone: Tone::Strong,
            }
        }
    }
}

fn draw_titles(canvas: &mut Canvas<'_>, row: Rect, theme: Theme) {
    let style = theme.style(Tone::Title);
    for (title, x, width) in columns(row) {
        canvas.words(x, row.y, width, title, style);
    }
}

fn draw_line(
    canvas: &mut Canvas<'_>,
    context: &Context<'_>,
    row: Rect,
    cells: &Cells,
    theme: Theme,
) {
    let short = |id: Option<Id<Organisation>>| {
        let body = id.and_then(|id| context.register().organisations.get(id));
        body.map_or("", Organisation::short)
    };
    let texts = [
        cells.date.as_str(),
        &cells.state,
        short(cells.chair),
        short(cells.record_by),
        &cells.reasons,
    ];
    for ((_, x, width), text) in columns(row).into_iter().zip(texts) {
        canvas.put(x, row.y, width, &Text::line(text), theme.style(cells.tone));
    }
}

/// The columns that there is room for, each with its place.
fn columns(row: Rect) -> Vec<(&'static str, u16, u16)> {
    let wanted = [
        ("Date", DATE),
        ("State", STATE),
        ("Chair", BODY),
        ("Record by", BODY),
        ("Why", row.width),
    ];
    let count = if row.width >= WIDE { 5 } else { 4 };
    let mut x = row.x + 2;
    let mut all = Vec::new();
    for (title, width) in wanted.into_iter().take(count) {
        let room = row.right().saturating_sub(x + 1).min(width);
        // Less says nothing: a name of three letters, a reason of two words.
        if room >= width.min(6) {
            all.push((title, x, room));
        }
        x += width + 2;
    }
    all
}

/// Sentences one under the other, as far as there is room.
fn say(canvas: &mut Canvas<'_>, area: Rect, sentences: &[(String, Tone)], theme: Theme) {
    let width = area.width.saturating_sub(2).max(8);
    let mut y = area.y;
    for (text, tone) in sentences {
        let shown = Shown::line(text);
        for line in wrap(&shown, usize::from(width), LongWord::Break) {
            if y < area.bottom() {
                let style = theme.style(*tone);
                canvas.put(area.x + 1, y, width, &Text::line(line), style);
            }
            y = y.saturating_add(1);
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}
