//! Where list and detail stand, which columns fit, and which row is on which line. Pure: drawing, paging and clicks ask here.

use ratatui::layout::Rect;

use super::Column;
use crate::tui::theme::Tone;

/// List beside detail from this width on.
const SIDE_BY_SIDE: u16 = 110;
/// List above detail from this width on, and with this many lines.
const STACKED: u16 = 80;
const STACKED_LINES: u16 = 11;
/// Lines of a detail under a list that matters more.
const GLANCE: u16 = 4;
/// What the column that takes the rest needs before others yield.
const LEAST_REST: u16 = 32;

/// Which pane the keys move in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Focus {
    #[default]
    List,
    Detail,
}

/// The places of list and detail. One of them may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panes {
    pub(crate) list: Option<Rect>,
    pub(crate) detail: Option<Rect>,
    pub(crate) divider: Divider,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Divider {
    None,
    /// At this column.
    Upright(u16),
    /// At this line.
    Level(u16),
}

/// Which line of a list is a row, which a heading.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    rows: usize,
    headings: Vec<Heading>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The row it stands over.
    pub(crate) before: usize,
    /// Rows under it.
    pub(crate) count: usize,
    pub(crate) title: &'static str,
    pub(crate) tone: Tone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    Blank,
    Heading(Heading),
    Row(usize),
}

/// The places of list and detail in an area.
pub(crate) fn panes(area: Rect, focus: Focus, is_list_first: bool) -> Panes {
    if area.width >= SIDE_BY_SIDE {
        let list = area.width * 11 / 20;
        return Panes {
            list: Some(Rect {
                width: list,
                ..area
            }),
            detail: Some(Rect {
                x: area.x + list + 3,
                width: area.width - list - 3,
                ..area
            }),
            divider: Divider::Upright(area.x + list + 1),
        };
    }
    if area.width >= STACKED && area.height >= STACKED_LINES {
        let list = if is_list_first {
            area.height - GLANCE - 1
        } else {
            area.height / 2
        };
        return Panes {
            list: Some(Rect {
                height: list,
                ..area
            }),
            detail: Some(Rect {
                x: area.x + 1,
                y: area.y + list + 1,
                width: area.width - 2,
                height: area.height - list - 1,
            }),
            divider: Divider::Level(area.y + list),
        };
    }
    let detail = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    Panes {
        list: (focus == Focus::List).then_some(area),
        detail: (focus == Focus::Detail).then_some(detail),
        divider: Divider::None,
    }
}

/// The columns that fit, each with its place and width; they begin after two cells for the selection.
pub(crate) fn fit(columns: &[Column], width: u16) -> impl Iterator<Item = (usize, u16, u16)> {
    let room = width.saturating_sub(2);
    let taken = |most: u8| -> u16 {
        let kept = columns.iter().filter(|one| one.yields <= most);
        let cells = |one: &Column| if one.width == 0 { 0 } else { one.width + 1 };
        kept.map(cells).sum()
    };
    let mut most = columns.iter().map(|one| one.yields).max().unwrap_or(0);
    while most > 0 && taken(most) + LEAST_REST > room {
        most -= 1;
    }
    let is_last = columns
        .iter()
        .rfind(|one| one.yields <= most)
        .is_some_and(|one| one.width == 0);
    let rest = room.saturating_sub(taken(most) + u16::from(!is_last));
    let mut x = 2;
    let kept = columns.iter().enumerate();
    kept.filter(move |(_, one)| one.yields <= most)
        .map(move |(place, one)| {
            let cells = if one.width == 0 { rest } else { one.width };
            let from = x;
            x += if one.width == 0 { rest } else { one.width } + 1;
            (place, from, cells.min(width.saturating_sub(from)))
        })
}

impl Lines {
    pub(crate) fn new(rows: usize, headings: Vec<Heading>) -> Self {
        Self { rows, headings }
    }

    pub(crate) fn has_headings(&self) -> bool {
        !self.headings.is_empty()
    }

    /// How many lines there are, headings and the blanks before them counted.
    pub(crate) fn len(&self) -> usize {
        self.rows + above(self.headings.len())
    }

    /// The line on which a row stands.
    pub(crate) fn of_row(&self, row: usize) -> usize {
        let headings = self.headings.iter().filter(|one| one.before <= row).count();
        row + above(headings)
    }

    /// The first line that belongs to a row: its heading's, if it is the first under one.
    pub(crate) fn first_of_row(&self, row: usize) -> usize {
        let line = self.of_row(row);
        if self.headings.iter().any(|one| one.before == row) {
            line - 1
        } else {
            line
        }
    }

    pub(crate) fn at(&self, line: usize) -> Option<At> {
        let mut taken = 0;
        for (place, heading) in self.headings.iter().enumerate() {
            let own = heading.before + above(place + 1) - 1;
            if line == own {
                return Some(At::Heading(*heading));
            }
            if place > 0 && line + 1 == own {
                return Some(At::Blank);
            }
            if line > own {
                taken = above(place + 1);
            }
        }
        let row = line.checked_sub(taken)?;
        (row < self.rows).then_some(At::Row(row))
    }
}

/// Lines that the first so many headings take: one for the first, two for every other.
fn above(headings: usize) -> usize {
    (headings * 2).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(before: usize) -> Heading {
        Heading {
            before,
            count: 1,
            title: "HEADING",
            tone: Tone::Plain,
        }
    }

    #[test]
    fn every_row_is_on_the_line_it_is_found_at() {
        let lists = [
            Lines::new(0, vec![]),
            Lines::new(3, vec![]),
            Lines::new(5, vec![heading(0), heading(1), heading(4)]),
        ];
        for lines in lists {
            let mut seen = Vec::new();
            for line in 0..lines.len() {
                if let Some(At::Row(row)) = lines.at(line) {
                    assert_eq!(lines.of_row(row), line);
                    seen.push(row);
                }
            }
            assert_eq!(seen, (0..lines.rows).collect::<Vec<_>>());
            assert_eq!(lines.at(lines.len()), None);
        }
    }

    #[test]
    fn columns_never_leave_the_list() {
        let columns = [(4, 0), (0, 0), (12, 2), (9, 1)];
        let columns = columns.map(|(width, yields)| Column {
            title: "",
            width,
            yields,
        });
        for width in 0..200 {
            for (_, x, cells) in fit(&columns, width) {
                assert!(cells == 0 || x + cells <= width, "{width}");
            }
        }
    }
}
