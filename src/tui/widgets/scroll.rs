//! Which line of a list is selected and which is the first in view.

use crate::tui::keys::Step;

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scroll {
    pub(crate) selected: usize,
    pub(crate) top: usize,
    /// Lines in view at the last draw, for paging.
    height: usize,
}

impl Scroll {
    pub(crate) fn travel(&mut self, step: Step, count: usize) {
        self.selected = moved(step, self.selected, count, self.height.max(2) - 1);
    }

    /// Keeps the selected line in view.
    pub(crate) fn sync(&mut self, count: usize, height: usize) {
        self.height = height;
        self.selected = self.selected.min(count.saturating_sub(1));
        self.top = kept_in_view(self.top, self.selected..self.selected + 1, height, count);
    }
}

/// The line that a step leads to, in a list of so many.
pub(crate) fn moved(step: Step, at: usize, count: usize, page: usize) -> usize {
    let last = count.saturating_sub(1);
    let to = match step {
        Step::Up => at.saturating_sub(1),
        Step::Down => at + 1,
        Step::PageUp => at.saturating_sub(page),
        Step::PageDown => at + page,
        Step::First => 0,
        Step::Last => last,
    };
    to.min(last)
}

/// The first line in view, moved as little as keeps these lines in view and no room wasted.
pub(crate) fn kept_in_view(
    top: usize,
    lines: std::ops::Range<usize>,
    height: usize,
    count: usize,
) -> usize {
    let lowest = lines.end.saturating_sub(height);
    let highest = lines.start.max(lowest);
    let top = top.clamp(lowest, highest);
    top.min(count.saturating_sub(height).max(lowest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selected_line_is_always_in_view() {
        for count in 1..12_usize {
            for height in 1..8 {
                for top in 0..15 {
                    for line in 0..count {
                        let top = kept_in_view(top, line..line + 1, height, count);
                        assert!(top <= line && line < top + height);
                        assert!(top == 0 || top + height <= count);
                    }
                }
            }
        }
    }
}
