//! A box in the middle of the screen for a dialog, and an area cut in two.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Text};
use crate::tui::theme::{Theme, Tone};

/// So many lines of an area, and those beneath them.
pub(crate) fn cut(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let above = Rect { height, ..area };
    let beneath = Rect {
        y: above.bottom(),
        height: area.height - height,
        ..area
    };
    (above, beneath)
}

/// Draws a box of at most this size in the middle and gives the room inside.
pub(crate) fn boxed(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (width, height): (u16, u16),
    title: &Text,
    theme: Theme,
) -> Rect {
    let outer = middle(area, width, height);
    canvas.clear(outer);
    if outer.width < 4 || outer.height < 3 {
        return Rect::ZERO;
    }
    let line = theme.style(Tone::Faint);
    let (right, bottom) = (outer.right() - 1, outer.bottom() - 1);
    for y in [outer.y, bottom] {
        canvas.rule(outer.x, y, outer.width, theme.horizontal(), line);
    }
    for y in outer.y + 1..bottom {
        canvas.cell(outer.x, y, theme.vertical(), line);
        canvas.cell(right, y, theme.vertical(), line);
    }
    let places = [
        (outer.x, outer.y),
        (right, outer.y),
        (outer.x, bottom),
        (right, bottom),
    ];
    for ((x, y), corner) in places.into_iter().zip(theme.corners()) {
        canvas.cell(x, y, corner, line);
    }
    let room = outer.width - 4;
    let blank = title.width().min(room) + 2;
    canvas.rule(outer.x + 1, outer.y, blank, " ", line);
    let strong = theme.style(Tone::Strong);
    canvas.put(outer.x + 2, outer.y, room, title, strong);
    inside(area, (width, height))
}

/// The room inside such a box.
pub(crate) fn inside(area: Rect, (width, height): (u16, u16)) -> Rect {
    let outer = middle(area, width, height);
    if outer.width < 4 || outer.height < 3 {
        return Rect::ZERO;
    }
    Rect {
        x: outer.x + 2,
        y: outer.y + 1,
        width: outer.width - 4,
        height: outer.height - 2,
    }
}

/// The place of a box of at most this size in the middle of an area.
fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}
