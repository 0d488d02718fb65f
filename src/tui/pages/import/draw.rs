//! Drawing an import: the columns of a sheet with what each is here, and under them the first rows as the column under
//! the cursor is understood in them.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::{Context, Import, SAMPLE, lines, split};
use crate::exchange::import::{DraftSheet, Understood};
use crate::tui::pages::written;
use crate::tui::screens::{Column, fit};
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const COLUMNS: &[Column] = &[
    Column {
        title: "In the file",
        width: 22,
        yields: 0,
    },
    Column {
        title: "Here",
        width: 20,
        yields: 0,
    },
    Column {
        title: "First cells",
        width: 0,
        yields: 0,
    },
];

const ROWS: &[Column] = &[
    Column {
        title: "Row",
        width: 11,
        yields: 0,
    },
    Column {
        title: "Is",
        width: 9,
        yields: 0,
    },
    Column {
        title: "In the file",
        width: 20,
        yields: 1,
    },
    Column {
        title: "Here",
        width: 0,
        yields: 0,
    },
];

const LEFT_OUT: &str = "left out";

pub(super) fn draw(page: &Import, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
    if let Some(reading) = &page.reading {
        return written::draw(canvas, context.area, &reading.lines, &reading.scroll, theme);
    }
    let (list, under) = split(context.area, page.shown().width());
    draw_columns(page, canvas, list, theme);
    draw_rows(page, canvas, under, context, theme);
}

fn draw_columns(page: &Import, canvas: &mut Canvas<'_>, area: Rect, theme: Theme) {
    let sheet = page.shown();
    draw_titles(canvas, COLUMNS, area, theme);
    let labels = sheet.fields();
    let label = |place: usize| {
        let name = sheet.field(place).filter(|_| sheet.is_taken);
        let mut labels = labels.iter();
        let field = labels.find(|field| Some(field.name) == name);
        field.map_or(LEFT_OUT, |field| field.label.as_str())
    };
    let places = page.scroll.top..sheet.width();
    for (place, y) in places.zip(area.y + 1..area.bottom()) {
        let is_selected = place == page.scroll.selected;
        let tone = match label(place) {
            LEFT_OUT => Tone::Faint,
            _ => Tone::Plain,
        };
        let cells = [
            (sheet.column(place), tone),
            (label(place).to_owned(), tone),
            (sheet.cells(place, SAMPLE).join(" | "), Tone::Faint),
        ];
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        for ((_, x, width), (text, tone)) in fit(COLUMNS, area.width).zip(&cells) {
            let style = if is_selected {
                Style::new()
            } else {
                theme.style(*tone)
            };
            canvas.put(area.x + x, y, width, &Text::line(text), style);
        }
        if is_selected {
            canvas.words(row.x, y, 1, ">", Style::new());
            canvas.restyle(row, Theme::selected());
            canvas.cursor = Some(Position::new(row.x, y));
        }
    }
}

fn draw_rows(
    page: &Import,
    canvas: &mut Canvas<'_>,
    area: Rect,
    context: &Context<'_>,
    theme: Theme,
) {
    let sheet = page.shown();
    let y = area.y + 1;
    let under = Rect {
        y,
        height: area.bottom().saturating_sub(y),
        ..area
    };
    if !sheet.is_taken {
        let words = "This sheet is left out; Space takes it.";
        canvas.words(area.x + 2, y, area.width, words, theme.style(Tone::Plain));
        return;
    }
    draw_titles(canvas, ROWS, under, theme);
    let rows = understood(page, sheet, context);
    for (row, y) in rows.iter().zip(y + 1..under.bottom()) {
        let line = Rect {
            y,
            height: 1,
            ..under
        };
        draw_row(canvas, row, line, theme);
    }
}

fn understood(page: &Import, sheet: &DraftSheet, context: &Context<'_>) -> Vec<Understood> {
    let place = page.scroll.selected;
    sheet.understood(place, SAMPLE, page.made(), context.today())
}

/// A row that stays out says why, from the third column on.
fn draw_row(canvas: &mut Canvas<'_>, row: &Understood, line: Rect, theme: Theme) {
    let (fate, tone) = match row.here {
        Ok(_) => lines::fate(row.fate),
        Err(_) => (LEFT_OUT, Tone::Error),
    };
    for (place, x, width) in fit(ROWS, line.width) {
        let x = line.x + x;
        let (text, width, tone) = match (place, &row.here) {
            (0, _) => (row.place.as_str(), width, Tone::Plain),
            (1, _) => (fate, width, tone),
            (2, Ok(_)) => (row.cell.as_str(), width, Tone::Faint),
            (_, Ok(here)) => (here.as_str(), width, Tone::Plain),
            (_, Err(why)) => (why.as_str(), line.right() - x, Tone::Error),
        };
        canvas.put(x, line.y, width, &Text::line(text), theme.style(tone));
        if place >= 2 && row.here.is_err() {
            return;
        }
    }
}

fn draw_titles(canvas: &mut Canvas<'_>, columns: &[Column], area: Rect, theme: Theme) {
    let titles = theme.style(Tone::Faint).add_modifier(Modifier::UNDERLINED);
    for (place, x, width) in fit(columns, area.width) {
        let title = columns.get(place).map_or("", |one| one.title);
        canvas.words(area.x + x, area.y, width, title, titles);
    }
}
