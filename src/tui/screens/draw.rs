//! Drawing a list and its detail: only the lines in view.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::detail::DetailLine;
use super::panes::{At, Divider, Focus, Heading, fit};
use super::{Browse, Choice, Row};
use crate::domain::cells::{LongWord, wrap};
use crate::tui::effect::Context;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

/// What lists and details are drawn with.
struct Pen<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    theme: Theme,
}

impl Browse {
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        let panes = self.panes(context);
        let mut pen = Pen { canvas, theme };
        if let Some(list) = panes.list {
            self.draw_list(&mut pen, context, list);
        }
        let line = theme.style(Tone::Faint);
        let area = context.area;
        match panes.divider {
            Divider::None => {}
            Divider::Upright(x) => {
                for y in area.top()..area.bottom() {
                    pen.canvas.cell(x, y, theme.vertical(), line);
                }
            }
            Divider::Level(y) => {
                pen.canvas
                    .rule(area.x, y, area.width, theme.horizontal(), line);
            }
        }
        if let Some(detail) = panes.detail {
            self.draw_detail(&mut pen, detail);
        }
    }

    /// How many rows there are, in which order, and what is left out: the second line of the header.
    pub(crate) fn draw_summary(
        &self,
        canvas: &mut Canvas<'_>,
        context: &Context<'_>,
        area: Rect,
        theme: Theme,
    ) {
        let (faint, chip) = (theme.style(Tone::Faint), theme.style(Tone::Chip));
        let mut x = area.x;
        let mut put = |canvas: &mut Canvas<'_>, text: &Text, style: Style| {
            x += canvas.put(x, area.y, area.right().saturating_sub(x), text, style);
            x += 2;
        };
        if self.is_typing {
            let taken = canvas.words(area.x, area.y, area.width, "Filter: ", chip);
            let plain = theme.style(Tone::Plain);
            let room = area.width.saturating_sub(taken).min(40);
            self.filter
                .draw(canvas, (area.x + taken, area.y), room, plain);
            return;
        }
        if self.is_filtered() {
            let text = format!("Filter: {} (Esc clears)", self.filter.text().trim());
            put(canvas, &Text::line(&text), chip);
        }
        if Some(&self.choice) != self.subject.about().choices.first() {
            let text = format!("Show: {} (Esc clears)", self.choice_name(context));
            put(canvas, &Text::line(&text), chip);
        }
        if !self.marked.is_empty() {
            let text = format!("{} marked", self.marked.len());
            put(canvas, &Text::line(&text), chip);
        }
        if self.unfiltered() > 0 {
            put(canvas, &Text::line(&self.counted(context)), faint);
        }
    }

    /// "12 of 340 actions, by due date".
    fn counted(&self, context: &Context<'_>) -> String {
        let (one, many) = self.subject.about().nouns;
        let (shown, all) = (self.rows().len(), self.unfiltered());
        let noun = if all == 1 { one } else { many };
        let choice = self.choice;
        let kind =
            if choice == Choice::Open && Some(&choice) == self.subject.about().choices.first() {
                format!("{} ", self.choice_name(context).to_lowercase())
            } else {
                String::new()
            };
        let count = if shown == all {
            format!("{all} {kind}{noun}")
        } else {
            format!("{shown} of {all} {kind}{noun}")
        };
        match self.sorting() {
            Some(sorting) => format!("{count}, {}", sorting.name),
            None => count,
        }
    }

    fn choice_name(&self, context: &Context<'_>) -> String {
        if let Choice::Organisation(id) = self.choice {
            let body = context.register().organisations.get(id);
            return body.map_or_else(String::new, |one| one.short().to_owned());
        }
        let title = self.choice.title(self.subject.about().tab);
        title.unwrap_or_default().to_owned()
    }

    fn draw_list(&self, pen: &mut Pen<'_, '_>, context: &Context<'_>, area: Rect) {
        let titles = self.title_lines().min(area.height);
        if self.rows().is_empty() {
            return self.draw_empty(pen, area);
        }
        if titles > 0 {
            let style = pen
                .theme
                .style(Tone::Faint)
                .add_modifier(Modifier::UNDERLINED);
            for (place, x, width) in fit(self.subject.about().columns, area.width) {
                let title = self
                    .subject
                    .about()
                    .columns
                    .get(place)
                    .map_or("", |one| one.title);
                pen.canvas.words(area.x + x, area.y, width, title, style);
            }
        }
        for (line, y) in (self.top..).zip(area.y + titles..area.bottom()) {
            let place = Rect {
                y,
                height: 1,
                ..area
            };
            match self.lines.at(line) {
                Some(At::Row(row)) => self.draw_row(pen, context, row, place),
                Some(At::Heading(heading)) => draw_heading(pen, heading, place),
                Some(At::Blank) => {}
                None => break,
            }
        }
    }

    fn draw_row(&self, pen: &mut Pen<'_, '_>, context: &Context<'_>, at: usize, place: Rect) {
        let Some(row) = self.rows().get(at) else {
            return;
        };
        let is_selected = at == self.selected;
        for (column, x, width) in fit(self.subject.about().columns, place.width) {
            let cell = self.subject.cell(context, row, column);
            // The colours of a reversed row would turn into its background.
            let style = if is_selected {
                Style::new()
            } else {
                pen.theme.style(cell.tone)
            };
            pen.canvas
                .put(place.x + x, place.y, width, &cell.text, style);
        }
        self.draw_marks(pen, row, is_selected, place);
    }

    fn draw_marks(&self, pen: &mut Pen<'_, '_>, row: &Row, is_selected: bool, place: Rect) {
        let plain = pen.theme.style(Tone::Chip);
        if self.marked.contains(&row.entry) {
            pen.canvas.words(place.x + 1, place.y, 1, "x", plain);
        }
        if is_selected {
            pen.canvas.words(place.x, place.y, 1, ">", Style::new());
            if self.focus == Focus::List {
                pen.canvas.restyle(place, Theme::selected());
                pen.canvas.cursor = Some(Position::new(place.x, place.y));
            } else {
                let bold = Style::new().add_modifier(Modifier::BOLD);
                pen.canvas.restyle(place, bold);
            }
        }
    }

    /// Says how an empty list is filled, or what clears the filter.
    fn draw_empty(&self, pen: &mut Pen<'_, '_>, area: Rect) {
        let (is_first, filter) = (
            Some(&self.choice) == self.subject.about().choices.first(),
            self.filter.text().trim(),
        );
        let text = if !filter.is_empty() {
            format!("Nothing here has \"{filter}\". Esc clears the filter.")
        } else if !is_first {
            "Nothing here is of that kind. Esc shows the others again.".to_owned()
        } else {
            self.subject.about().empty.to_owned()
        };
        let shown = crate::domain::shown::Shown::line(&text);
        let width = usize::from(area.width.saturating_sub(4).max(8));
        let plain = pen.theme.style(Tone::Plain);
        let lines = wrap(&shown, width, LongWord::Break);
        for (line, y) in lines.into_iter().zip(area.y + 1..area.bottom()) {
            let room = area.width.saturating_sub(2);
            pen.canvas
                .put(area.x + 2, y, room, &Text::line(line), plain);
        }
        pen.canvas.cursor = Some(Position::new(area.x, area.y));
    }

    fn draw_detail(&self, pen: &mut Pen<'_, '_>, area: Rect) {
        let lines = self.detail.iter().enumerate().skip(self.detail_top);
        for ((at, line), y) in lines.zip(area.top()..area.bottom()) {
            let place = Rect {
                y,
                height: 1,
                ..area
            };
            draw_detail_line(pen, line, place);
            if self.focus == Focus::Detail && at == self.detail_line {
                pen.canvas.restyle(place, Theme::selected());
                pen.canvas.cursor = Some(Position::new(place.x, y));
            }
        }
    }
}

fn draw_heading(pen: &mut Pen<'_, '_>, heading: Heading, place: Rect) {
    let style = pen.theme.style(heading.tone).add_modifier(Modifier::BOLD);
    let x = place.x + 1;
    let room = place.width.saturating_sub(1);
    let taken = pen.canvas.words(x, place.y, room, heading.title, style);
    let count = format!("  {}", heading.count);
    let faint = pen.theme.style(Tone::Faint);
    pen.canvas
        .words(x + taken, place.y, room - taken.min(room), &count, faint);
}

fn draw_detail_line(pen: &mut Pen<'_, '_>, line: &DetailLine, place: Rect) {
    if !line.label.is_empty() {
        let width = line.indent.saturating_sub(1).min(place.width);
        let faint = pen.theme.style(Tone::Faint);
        pen.canvas.put(place.x, place.y, width, &line.label, faint);
    }
    let room = place.width.saturating_sub(line.indent);
    let style = pen.theme.style(line.tone);
    pen.canvas
        .put(place.x + line.indent, place.y, room, &line.text, style);
}
