//! Long text that is typed in, wrapped between words.
//!
//! Our own and no library's: those that wrap softly count characters where we count clusters as they are drawn, and
//! put on the screen what is not `Shown`.

use std::borrow::Cow;
use std::ops::Range;

use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Canvas, Text};
use super::editing::{Editing, Stroke, drawn_width, pasted};
use super::scroll::{kept_in_view, moved};
use crate::tui::keys::{Key, Step};

/// A text of many lines. A row is what stands in one line of the screen.
#[derive(Debug)]
pub(crate) struct Area {
    editing: Editing,
    /// Its room at the last `sync`.
    width: usize,
    height: usize,
    /// The first row in view.
    top: usize,
    /// The cell that Up and Down keep to, while nothing else is pressed.
    column: Option<usize>,
    /// The rows in so many cells, until the text changes: wrapping is dear, and a form asks for its height often.
    wrapped: Option<(usize, Vec<Range<usize>>)>,
}

/// Whether what is drawn has the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    Here,
    Elsewhere,
}

impl Area {
    /// The cursor stands at the end.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            editing: Editing::new(text),
            width: 80,
            height: 1,
            top: 0,
            column: None,
            wrapped: None,
        }
    }

    /// As it was given, and as it was edited since.
    pub(crate) fn text(&self) -> &str {
        self.editing.text()
    }

    /// Puts another text in its place, as one step: what an outside editor made of it.
    pub(crate) fn set(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.editing.replace(0..self.text().len(), &text);
        self.altered();
    }

    /// Takes a key that edits or moves. False if it is none, and for Up in the first row and Down in the last.
    pub(crate) fn press(&mut self, key: Key) -> bool {
        if let Some(step) = step(key) {
            return self.travel(step);
        }
        let is_line_end = key.code == KeyCode::Enter && !key.is_ctrl;
        let stroke = is_line_end.then_some(Stroke::Insert('\n'));
        let Some(stroke) = stroke.or_else(|| Stroke::of(key)) else {
            return false;
        };
        let rows = self.rows(self.width).into_owned();
        let row = row_of(&rows, self.editing.cursor());
        let line =
            place_in(self.text(), &rows, row, 0)..place_in(self.text(), &rows, row, usize::MAX);
        self.editing.apply(stroke, &line);
        self.altered();
        true
    }

    /// Pasted text keeps its lines; what cannot be shown is left out.
    pub(crate) fn paste(&mut self, text: &str) {
        let at = self.editing.cursor();
        self.editing.replace(at..at, &pasted(text, '\n'));
        self.altered();
    }

    pub(crate) fn undo(&mut self) {
        self.editing.undo();
        self.altered();
    }

    pub(crate) fn redo(&mut self) {
        self.editing.redo();
        self.altered();
    }

    /// Rows that the text takes in the room of the last `sync`.
    pub(crate) fn lines(&self) -> usize {
        self.rows(self.width).len()
    }

    /// Wraps the text for its room, if that or the text has changed since.
    pub(crate) fn wrap(&mut self, width: u16) {
        self.width = usize::from(width);
        if self
            .wrapped
            .as_ref()
            .is_none_or(|(width, _)| *width != self.width)
        {
            self.wrapped = Some((self.width, rows(self.text(), self.width)));
        }
    }

    /// Tells it its room, in which Up, Down and the pages are reckoned, and keeps the cursor in view.
    pub(crate) fn sync(&mut self, width: u16, height: u16) {
        self.wrap(width);
        self.height = usize::from(height);
        self.top = self.first_in_view(&self.rows(self.width), self.height);
    }

    /// Draws the rows in view, the cursor's among them, and puts the hardware cursor there if it has the focus.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, style: Style, focus: Focus) {
        if area.is_empty() {
            return;
        }
        let rows = self.rows(usize::from(area.width));
        let top = self.first_in_view(&rows, usize::from(area.height));
        for (row, y) in rows.iter().skip(top).zip(area.y..area.bottom()) {
            let line = &self.text()[row.clone()];
            let end = line.strip_suffix("\r\n").or(line.strip_suffix('\n'));
            let line = Text::line(end.unwrap_or(line));
            canvas.put(area.x, y, area.width, &line, style);
        }
        if focus == Focus::Here {
            let (row, column) = self.cell(&rows);
            let down = u16::try_from(row - top).unwrap_or(0);
            let right = u16::try_from(column).unwrap_or(0);
            canvas.cursor = Some((area.x + right, area.y + down).into());
        }
    }

    fn rows(&self, width: usize) -> Cow<'_, [Range<usize>]> {
        match &self.wrapped {
            Some((at, rows)) if *at == width => Cow::Borrowed(rows),
            Some(_) | None => Cow::Owned(rows(self.text(), width)),
        }
    }

    fn altered(&mut self) {
        self.column = None;
        self.wrapped = None;
    }

    fn first_in_view(&self, rows: &[Range<usize>], height: usize) -> usize {
        let row = row_of(rows, self.editing.cursor());
        kept_in_view(self.top, row..row + 1, height, rows.len())
    }

    /// The row and the cell in it where the cursor stands.
    fn cell(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let at = self.editing.cursor();
        let row = row_of(rows, at);
        let start = rows.get(row).map_or(at, |row| row.start);
        (
            row,
            self.text()[start..at]
                .graphemes(true)
                .map(drawn_width)
                .sum(),
        )
    }

    fn travel(&mut self, step: Step) -> bool {
        let rows = self.rows(self.width).into_owned();
        let (row, column) = self.cell(&rows);
        let column = self.column.unwrap_or(column);
        let to = moved(step, row, rows.len(), self.height.max(2) - 1);
        if to == row && matches!(step, Step::Up | Step::Down) {
            return false;
        }
        let (column, kept) = match step {
            Step::First => (0, None),
            Step::Last => (usize::MAX, None),
            Step::Up | Step::Down | Step::PageUp | Step::PageDown => (column, Some(column)),
        };
        let place = place_in(self.text(), &rows, to, column);
        self.editing.move_to(place);
        self.column = kept;
        true
    }
}

fn step(key: Key) -> Option<Step> {
    match (key.code, key.is_ctrl) {
        (KeyCode::Up, false) => Some(Step::Up),
        (KeyCode::Down, false) => Some(Step::Down),
        (KeyCode::PageUp, false) => Some(Step::PageUp),
        (KeyCode::PageDown, false) => Some(Step::PageDown),
        (KeyCode::Home, true) => Some(Step::First),
        (KeyCode::End, true) => Some(Step::Last),
        _ => None,
    }
}

/// What a cluster is to wrapping.
#[derive(Debug, Clone, Copy)]
enum Piece {
    /// Of a line, or of the text.
    End,
    Blank,
    Letter(usize),
}

/// A row as it fills.
#[derive(Debug, Default)]
struct Row {
    start: usize,
    column: usize,
    /// The place after its last blank, and the cells up to there.
    blank: Option<(usize, usize)>,
}

impl Piece {
    fn of(cluster: &str) -> Self {
        match cluster {
            "\n" | "\r\n" => Self::End,
            " " | "\t" => Self::Blank,
            letter => Self::Letter(drawn_width(letter)),
        }
    }
}

impl Row {
    /// Words leave the last cell free for a blank or the cursor, so that every place in the text has a cell of its own.
    fn takes(&self, piece: Piece, width: usize) -> bool {
        let room = width.saturating_sub(1).max(1);
        self.column == 0
            || self.column < width
                && match piece {
                    Piece::End | Piece::Blank => true,
                    Piece::Letter(cells) => self.column + cells <= room,
                }
    }

    /// Ends it after its last blank, else here, and begins the next with what is left.
    fn cut(&mut self, here: usize) -> Range<usize> {
        let (end, column) = self.blank.take().unwrap_or((here, self.column));
        let start = std::mem::replace(&mut self.start, end);
        self.column -= column;
        start..end
    }
}

/// The places where each row begins and ends. Every byte of the text is in one row, its line ends and blanks too.
/// Never empty.
fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut row = Row::default();
    for (at, cluster) in text.grapheme_indices(true) {
        let piece = Piece::of(cluster);
        while !row.takes(piece, width) {
            rows.push(row.cut(at));
        }
        let end = at + cluster.len();
        match piece {
            Piece::End => {
                rows.push(row.start..end);
                row = Row {
                    start: end,
                    ..Row::default()
                };
            }
            Piece::Blank => {
                row.column += 1;
                row.blank = Some((end, row.column));
            }
            Piece::Letter(cells) => row.column += cells,
        }
    }
    if !row.takes(Piece::End, width) {
        rows.push(row.cut(text.len()));
    }
    rows.push(row.start..text.len());
    rows
}

/// The row that a place is in; where one ends and the next begins, the next.
fn row_of(rows: &[Range<usize>], place: usize) -> usize {
    rows.partition_point(|row| row.start <= place)
        .saturating_sub(1)
}

/// The place in a row that is drawn in this cell, or the last one before it.
fn place_in(text: &str, rows: &[Range<usize>], row: usize, column: usize) -> usize {
    let Some(range) = rows.get(row).cloned() else {
        return text.len();
    };
    let (mut place, mut used) = (range.start, 0);
    for (at, cluster) in text[range.clone()].grapheme_indices(true) {
        place = range.start + at;
        used += drawn_width(cluster);
        if used > column || matches!(Piece::of(cluster), Piece::End) {
            return place;
        }
    }
    // The end of a row that goes on belongs to the next.
    if row + 1 == rows.len() {
        range.end
    } else {
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::tests::{ctrl, drawn, key, letters};

    const TEXTS: [&str; 7] = [
        "",
        "one two three",
        "The protocol  is reviewed every two years.\n\nNext: 規制当局は review.\n",
        "   indented, and a-word-that-is-wider-than-the-line",
        "cafe\u{301} \u{1f1ec}\u{1f1e7}\u{1f44d}\u{1f3fd} \u{5e9}\u{5c1}\u{5dc}\u{5d5}\u{5dd} \u{633}\u{644}\u{627}\u{645}",
        "a\r\nb\tc\rd\u{202e}e",
        "blanks at the end          ",
    ];

    /// The area in a room, with the cursor some steps from its beginning.
    fn placed(text: &str, (width, height): (u16, u16), steps: usize) -> Area {
        let mut area = Area::new(text);
        area.sync(width, height);
        area.press(ctrl(KeyCode::Home));
        (0..steps).for_each(|_| assert!(area.press(key(KeyCode::Right))));
        area.sync(width, height);
        area
    }

    fn seen(area: &Area, (width, height): (u16, u16)) -> (Vec<String>, Option<(u16, u16)>) {
        drawn((width, height), |canvas| {
            let room = Rect::new(0, 0, width, height);
            area.draw(canvas, room, Style::new(), Focus::Here);
        })
    }

    #[test]
    fn text_wraps_between_words_and_keeps_its_blanks() {
        for (text, width, lines) in [
            ("", 5, vec![""]),
            ("one two three", 8, vec!["one two ", "three"]),
            ("one two three", 9, vec!["one two ", "three"]),
            ("one two three", 7, vec!["one ", "two ", "three"]),
            ("one\n\ntwo\n", 7, vec!["one", "", "two", ""]),
            ("  ab   cd", 6, vec!["  ab  ", " cd"]),
            ("abcdefgh ij", 5, vec!["abcd", "efgh ", "ij"]),
            ("規制当", 5, vec!["規制", "当"]),
            ("規制当", 4, vec!["規", "制", "当"]),
            ("a規b", 1, vec!["a", "…", "b", ""]),
            (
                "e\u{301}e\u{301} e\u{301}",
                3,
                vec!["e\u{301}e\u{301} ", "e\u{301}"],
            ),
        ] {
            let mut area = Area::new(text);
            area.sync(width, 1);
            assert_eq!(area.lines(), lines.len(), "{text:?} in {width}");
            let (rows, _) = seen(&area, (width, 6));
            let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
            let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
            assert_eq!(rows[..lines.len()], lines, "{text:?} in {width}");
        }
    }

    #[test]
    fn every_place_in_a_text_has_a_cell_of_its_own_and_leads_back() {
        for text in TEXTS {
            for width in 1..=20 {
                let rows = rows(text, width);
                let joined: String = rows.iter().map(|row| &text[row.clone()]).collect();
                assert_eq!(joined, text, "in {width}");
                let places = text.grapheme_indices(true).map(|(at, _)| at);
                let mut before = None;
                for place in places.chain([text.len()]) {
                    let mut area = Area::new(text);
                    area.editing.move_to(place);
                    let cell = area.cell(&rows);
                    assert!(cell.1 < width, "{text:?} at {place} in {width}");
                    assert!(before < Some(cell), "{text:?} at {place} in {width}");
                    before = Some(cell);
                    assert_eq!(
                        place_in(text, &rows, cell.0, cell.1),
                        place,
                        "{text:?} in {width}"
                    );
                }
            }
        }
    }

    #[test]
    fn typing_at_the_end_of_a_row_goes_on_in_the_next() {
        let room = (8, 3);
        let mut area = placed("", room, 0);
        for (typed, lines, cursor) in [
            ("one two", ["one two ", "        ", "        "], (7, 0)),
            (" ", ["one two ", "        ", "        "], (0, 1)),
            ("t", ["one two ", "t       ", "        "], (1, 1)),
            ("hirteen", ["one two ", "thirtee ", "n       "], (1, 2)),
        ] {
            letters(typed).for_each(|key| assert!(area.press(key)));
            assert_eq!(
                seen(&area, room),
                (lines.map(str::to_owned).to_vec(), Some(cursor))
            );
        }
        area.press(key(KeyCode::Enter));
        assert_eq!(area.text(), "one two thirteen\n");
        let (lines, cursor) = seen(&area, room);
        assert_eq!(lines, ["thirtee ", "n       ", "        "]);
        assert_eq!(cursor, Some((0, 2)));
    }

    #[test]
    fn up_and_down_keep_the_column_and_leave_at_the_ends() {
        use KeyCode::{Down, End, Home, Left, PageDown, PageUp, Up};
        let text = "first row\nab\n規制当局\nlast one of them";
        for (steps, keys, is_taken, cursor) in [
            (5, vec![Down], true, (2, 1)),
            (5, vec![Down, Down], true, (4, 2)),
            (5, vec![Down, Down, Down], true, (5, 3)),
            (5, vec![Down, Left, Down], true, (0, 2)),
            (5, vec![Up], false, (5, 0)),
            (5, vec![PageDown], true, (4, 4)),
            (5, vec![PageDown, PageUp], true, (5, 0)),
            (5, vec![PageDown, Down], false, (4, 4)),
            (5, vec![PageDown, PageDown], true, (4, 4)),
            (5, vec![Home], true, (0, 0)),
            (5, vec![PageDown, Up, End], true, (11, 3)),
            (5, vec![PageDown, Up, End, Home], true, (0, 3)),
        ] {
            let mut area = placed(text, (13, 5), steps);
            let taken = keys.iter().map(|code| area.press(key(*code))).last();
            assert_eq!(taken, Some(is_taken), "{keys:?}");
            assert_eq!(seen(&area, (13, 5)).1, Some(cursor), "{keys:?}");
        }
        let mut area = placed(text, (13, 2), 0);
        area.press(ctrl(End));
        assert_eq!(seen(&area, (13, 2)).0, ["last one of  ", "them         "]);
    }

    #[test]
    fn what_others_wrote_comes_in_as_one_step() {
        let mut area = Area::new("first");
        area.paste(" line\r\nand\ta\u{202e} second\u{2028}");
        assert_eq!(area.text(), "first line\nand a second\n");
        area.set("from outside\r\n");
        assert_eq!(area.text(), "from outside\n");
        area.undo();
        area.undo();
        assert_eq!(area.text(), "first");
        area.redo();
        area.redo();
        assert_eq!(area.text(), "from outside\n");
        for code in [KeyCode::Tab, KeyCode::Esc, KeyCode::F(2)] {
            assert!(!area.press(key(code)));
        }
        assert!(!area.press(ctrl(KeyCode::Char('s'))));
    }
}
