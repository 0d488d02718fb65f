//! Drawing an agenda: titles, a line an item, and below whether it fits.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::{Agenda, Context, Line};
use crate::domain::cycle::timing::{Against, Slot};
use crate::domain::date::time;
use crate::domain::item::{Item, PaperState};
use crate::domain::register::Record;
use crate::domain::words::Word;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

/// Where titles, items and the sum stand.
pub(super) struct Places {
    titles: Rect,
    list: Rect,
    sum: Rect,
}

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Time,
    Title,
    Purpose,
    Minutes,
    Presenter,
    Paper,
}

/// Cells of the marks before the first column.
const MARKS: u16 = 2;
/// Cells of a title, at least, before a column beside it goes.
const TITLE: u16 = 26;

const COLUMNS: [Column; 7] = [
    Column::Number,
    Column::Time,
    Column::Title,
    Column::Purpose,
    Column::Minutes,
    Column::Presenter,
    Column::Paper,
];

/// In the order in which they go where there is no room.
const YIELD: [Column; 3] = [Column::Presenter, Column::Purpose, Column::Paper];

impl Places {
    pub(super) fn of(area: Rect) -> Self {
        let height = |height: u16| Rect { height, ..area };
        let list = area.height.saturating_sub(3);
        Self {
            titles: height(area.height.min(1)),
            list: Rect {
                y: area.y + 1,
                ..height(list)
            },
            sum: Rect {
                y: area.y + 1 + list,
                ..height(area.height.saturating_sub(1 + list).min(2))
            },
        }
    }

    /// Lines for items.
    pub(super) fn rows(&self) -> usize {
        usize::from(self.list.height).max(1)
    }

    /// The line of the list at a place, counted from the first in view.
    pub(super) fn line(&self, at: Position) -> Option<usize> {
        let line = at.y.checked_sub(self.list.y)?;
        self.list.contains(at).then_some(usize::from(line))
    }
}

impl Column {
    fn title(self) -> &'static str {
        match self {
            Self::Number => "No.",
            Self::Time => "Time",
            Self::Title => "Item",
            Self::Purpose => "Purpose",
            Self::Minutes => "Min",
            Self::Presenter => "Presenter",
            Self::Paper => "Paper",
        }
    }

    /// Cells; none for the title, which takes what is left.
    fn width(self) -> u16 {
        match self {
            Self::Number => 5,
            Self::Time | Self::Paper => 8,
            Self::Title => 0,
            Self::Purpose => 15,
            Self::Minutes => 3,
            Self::Presenter => 18,
        }
    }
}

/// The columns that fit, each with its place and width.
fn fit(numbers: u16, width: u16) -> Vec<(Column, u16, u16)> {
    let size = |column: Column| match column {
        Column::Number => column.width().max(numbers),
        Column::Time
        | Column::Title
        | Column::Purpose
        | Column::Minutes
        | Column::Presenter
        | Column::Paper => column.width(),
    };
    let mut shown = COLUMNS.to_vec();
    let taken = |shown: &[Column]| {
        let others = shown.iter().filter(|one| **one != Column::Title);
        others.map(|one| size(*one) + 1).sum::<u16>() + MARKS
    };
    for column in YIELD {
        if taken(&shown) + TITLE > width {
            shown.retain(|one| *one != column);
        }
    }
    let left = width.saturating_sub(taken(&shown));
    let mut x = MARKS;
    let placed = shown.iter().map(|column| {
        let width = match column {
            Column::Title => left,
            Column::Number
            | Column::Time
            | Column::Purpose
            | Column::Minutes
            | Column::Presenter
            | Column::Paper => size(*column),
        };
        let place = (*column, x, width);
        x += width + 1;
        place
    });
    placed.collect()
}

impl Agenda {
    pub(in crate::tui::pages) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        theme: Theme,
    ) {
        let places = Places::of(context.area);
        let columns = fit(self.number_width(context), context.area.width);
        if self.items.is_empty() {
            let words = "No items yet. b builds the agenda from what is open; n adds an item.";
            let plain = theme.style(Tone::Plain);
            let room = places.list.width.saturating_sub(MARKS);
            canvas.words(places.list.x + MARKS, places.list.y, room, words, plain);
            canvas.cursor = Some(Position::new(places.list.x, places.list.y));
            return;
        }
        let faint = theme.style(Tone::Faint).add_modifier(Modifier::UNDERLINED);
        for (column, x, width) in &columns {
            let (x, y) = (places.titles.x + x, places.titles.y);
            canvas.words(x, y, *width, column.title(), faint);
        }
        let lines = self.lines.iter().skip(self.top);
        for (line, y) in lines.zip(places.list.y..places.list.bottom()) {
            let place = Rect {
                y,
                height: 1,
                ..places.list
            };
            match line {
                Line::Section(at) => self.draw_section(canvas, context, *at, place, theme),
                Line::Item(at) => self.draw_item(canvas, context, *at, place, (&columns, theme)),
            }
        }
        self.draw_sum(canvas, places.sum, theme);
    }

    /// Cells that the longest number takes, within reason.
    fn number_width(&self, context: &Context<'_>) -> u16 {
        const MOST: u16 = 16;
        let items = self.items.iter();
        let items = items.filter_map(|id| context.register().items.get(*id));
        let widths = items.filter_map(|item| Some(Text::line(item.number.as_deref()?).width()));
        widths.max().unwrap_or(0).min(MOST)
    }

    fn draw_section(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        at: usize,
        place: Rect,
        theme: Theme,
    ) {
        let item = self.items.get(at);
        let item = item.and_then(|id| context.register().items.get(*id));
        if let Some(item) = item {
            let room = place.width.saturating_sub(MARKS);
            let strong = theme.style(Tone::Strong);
            canvas.put(
                place.x + MARKS,
                place.y,
                room,
                &Text::line(&item.section),
                strong,
            );
        }
    }

    fn draw_item(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        at: usize,
        place: Rect,
        (columns, theme): (&[(Column, u16, u16)], Theme),
    ) {
        let id = self.items.get(at);
        let item = id.and_then(|id| context.register().items.get(*id));
        let (Some(item), Some(slot)) = (item, self.times.lines.get(at)) else {
            return;
        };
        let is_selected = at == self.selected;
        let is_reserved = Record::Item(item).is_reserved(context.register());
        for (column, x, width) in columns {
            let (text, tone) = cell(item, slot, *column, is_reserved);
            // The colours of a reversed row would turn into its background.
            let style = if is_selected {
                Style::new()
            } else {
                theme.style(tone)
            };
            let text = Text::line(&text);
            let shift = match column {
                Column::Minutes => width.saturating_sub(text.width()),
                Column::Number
                | Column::Time
                | Column::Title
                | Column::Purpose
                | Column::Presenter
                | Column::Paper => 0,
            };
            canvas.put(place.x + x + shift, place.y, width - shift, &text, style);
        }
        if self.marked.contains(&item.id) {
            canvas.words(place.x + 1, place.y, 1, "x", theme.style(Tone::Chip));
        }
        if is_selected {
            canvas.words(place.x, place.y, 1, ">", Style::new());
            canvas.restyle(place, Theme::selected());
            canvas.cursor = Some(Position::new(place.x, place.y));
        }
        let is_over = self
            .drag
            .is_some_and(|drag| drag.over == at && drag.over != drag.from);
        if is_over {
            canvas.words(place.x, place.y, 1, "+", theme.style(Tone::Key));
        }
    }

    /// What is to be seen to at the cursor's item, and the end against the meeting's length.
    fn draw_sum(&self, canvas: &mut Canvas<'_>, place: Rect, theme: Theme) {
        if place.height < 2 {
            return;
        }
        let room = place.width.saturating_sub(MARKS);
        let notices = self
            .times
            .lines
            .get(self.selected)
            .map(|slot| &slot.notices);
        let notices = notices.into_iter().flatten().map(|one| one.words());
        let words = notices.collect::<Vec<_>>().join("; ");
        let soon = theme.style(Tone::DueSoon);
        canvas.put(
            place.x + MARKS,
            place.y,
            room,
            &Text::line(&capitalised(&words)),
            soon,
        );
        let tone = match self.times.against {
            Some(Against::Over(_)) => Tone::Overdue,
            Some(Against::Fits | Against::Left(_)) | None => Tone::Strong,
        };
        let mark = if self.times.is_over() { " !" } else { "" };
        let words = self.times.words().unwrap_or_else(|| {
            "No times yet: M types minutes, and the start times follow.".to_owned()
        });
        let words = Text::line(&format!("{}{mark}", capitalised(&words)));
        canvas.put(
            place.x + MARKS,
            place.y + 1,
            room,
            &words,
            theme.style(tone),
        );
    }
}

fn cell(item: &Item, slot: &Slot, column: Column, is_reserved: bool) -> (String, Tone) {
    match column {
        Column::Number => (item.number.clone().unwrap_or_default(), Tone::Plain),
        Column::Time => {
            let pinned = if item.start.is_some() {
                Tone::Strong
            } else {
                Tone::Plain
            };
            let tone = if slot.notices.is_empty() {
                pinned
            } else {
                Tone::DueSoon
            };
            let mark = if slot.notices.is_empty() { "" } else { "!" };
            let start = slot.start.map(time).unwrap_or_default();
            (format!("{mark}{start}"), tone)
        }
        Column::Title => {
            let sub = if item.is_sub { "  " } else { "" };
            if is_reserved {
                (format!("{sub}RESERVED {}", item.title), Tone::Reserved)
            } else {
                (format!("{sub}{}", item.title), Tone::Plain)
            }
        }
        Column::Purpose => {
            let words = item.purpose.map_or("", Word::word);
            (words.to_owned(), Tone::Plain)
        }
        Column::Minutes => {
            // What was reckoned stands back behind what was typed.
            let tone = if item.minutes.is_some() {
                Tone::Plain
            } else {
                Tone::Faint
            };
            let minutes = slot.minutes.map_or_else(String::new, |one| one.to_string());
            (minutes, tone)
        }
        Column::Presenter => (item.presenter.clone(), Tone::Plain),
        Column::Paper => match item.paper_state {
            PaperState::None => (item.paper.clone().unwrap_or_default(), Tone::Plain),
            PaperState::Expected => ("expected".to_owned(), Tone::DueSoon),
            PaperState::Late => ("late".to_owned(), Tone::Overdue),
            PaperState::Received | PaperState::Tabled | PaperState::Verbal => {
                (item.paper_state.word().to_owned(), Tone::Plain)
            }
        },
    }
}

fn capitalised(text: &str) -> String {
    crate::domain::field::label(text)
}
