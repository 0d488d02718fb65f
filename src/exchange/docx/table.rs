//! Tables: the header row comes again on each page, no row is parted, columns are as wide as their words need.

use super::body::{Body, pieces};
use super::measure::{Weight, line, word};
use super::styles::Style;
use super::xml::Element;
use crate::domain::cells::Align;
use crate::domain::shown::Shown;
use crate::exchange::document::{Block, Column, Document, Inline, Table};

/// Between the words of two columns, in twentieths of a point.
const GUTTER: u32 = 240;
/// A word longer than that does not make its column wider; it is broken.
const LONGEST: u32 = 2_200;

/// What a column asks for: its longest line, and the longest word of it that is not to be broken.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Wish {
    line: u32,
    word: u32,
}

/// Whether a table of the document needs more than a line's width even if only long words are broken.
pub(super) fn is_too_wide(document: &Document, room: u32) -> bool {
    document.blocks.iter().any(|block| match block {
        Block::Table(table) => sum(wishes(table).iter().map(|wish| wish.word)) > room,
        Block::Heading(..) | Block::Paragraph(_) | Block::List(..) | Block::Pairs(_) => false,
    })
}

pub(super) fn written(body: &Body<'_>, table: &Table) -> Element {
    let widths = widths(&wishes(table), body.room());
    let grid = widths.iter().map(|width| {
        let column = Element::new("w:gridCol");
        column.set("w:w", width.to_string())
    });
    let titles: Vec<Inline> = table
        .columns
        .iter()
        .map(|column| Inline::from(Shown::line(&column.title)))
        .collect();
    let head = table.columns.iter().zip(titles.iter().map(Some));
    let head = row(body, Style::TableHead, head, &widths);
    let rows = table
        .rows
        .iter()
        .map(|cells| row(body, Style::TableText, table.cells(cells), &widths));
    Element::new("w:tbl")
        .with(properties(body, sum(widths.iter().copied())))
        .with(Element::new("w:tblGrid").with_all(grid))
        .with(head)
        .with_all(rows)
}

fn properties(body: &Body<'_>, width: u32) -> Element {
    let look = Element::val("w:tblLook", "0020")
        .set("w:firstRow", "1")
        .set("w:lastRow", "0")
        .set("w:firstColumn", "0")
        .set("w:lastColumn", "0")
        .set("w:noHBand", "0")
        .set("w:noVBand", "1");
    Element::new("w:tblPr")
        .with(Element::val("w:tblStyle", body.table_style()))
        .with(wide("w:tblW", width))
        .with(Element::new("w:tblLayout").set("w:type", "fixed"))
        .with(look)
}

fn wide(name: &'static str, width: u32) -> Element {
    Element::new(name)
        .set("w:w", width.to_string())
        .set("w:type", "dxa")
}

fn row<'a>(
    body: &Body<'_>,
    style: Style,
    cells: impl Iterator<Item = (&'a Column, Option<&'a Inline>)>,
    widths: &[u32],
) -> Element {
    let mut properties = Element::new("w:trPr").with(Element::new("w:cantSplit"));
    if style == Style::TableHead {
        properties = properties.with(Element::new("w:tblHeader"));
    }
    let cells = cells.zip(widths).map(|((column, words), width)| {
        let is_right = column.align == Align::Right;
        Element::new("w:tc")
            .with(Element::new("w:tcPr").with(wide("w:tcW", *width)))
            .with(body.cell(style, words, is_right))
    });
    Element::new("w:tr").with(properties).with_all(cells)
}

fn wishes(table: &Table) -> Vec<Wish> {
    let mut wishes = vec![Wish::default(); table.columns.len()];
    for (wish, column) in wishes.iter_mut().zip(&table.columns) {
        wish.widen(&Shown::line(&column.title), Weight::Bold);
    }
    for row in &table.rows {
        for (wish, cell) in wishes.iter_mut().zip(row) {
            let words: String = pieces(cell).into_iter().map(|(words, _)| words).collect();
            wish.widen(&words, Weight::Regular);
        }
    }
    wishes
}

impl Wish {
    fn widen(&mut self, words: &str, weight: Weight) {
        self.line = self.line.max(line(words, weight).saturating_add(GUTTER));
        self.word = self
            .word
            .max(word(words, weight).min(LONGEST).saturating_add(GUTTER));
    }
}

fn sum(widths: impl Iterator<Item = u32>) -> u32 {
    widths.fold(0, u32::saturating_add)
}

/// Short columns get their whole lines; the long ones share what is left, and all of it.
fn widths(wishes: &[Wish], room: u32) -> Vec<u32> {
    let most = level(wishes, room);
    let mut widths: Vec<u32> = wishes.iter().map(|wish| wish.cut(most)).collect();
    let taken = sum(widths.iter().copied());
    if taken > room {
        let share = |width: u32| u64::from(width) * u64::from(room) / u64::from(taken);
        for width in &mut widths {
            *width = u32::try_from(share(*width)).unwrap_or(room);
        }
    }
    let left = room.saturating_sub(sum(widths.iter().copied()));
    let longest = wishes.iter().map(|wish| wish.line).max().unwrap_or(0);
    let last = wishes.iter().rposition(|wish| wish.line >= longest);
    if let Some(widest) = last.and_then(|place| widths.get_mut(place)) {
        *widest += left;
    }
    widths
}

/// The width at which the columns that are longer are cut, so that all of them fit into the room.
fn level(wishes: &[Wish], room: u32) -> u32 {
    let (mut low, mut high) = (0, room);
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        if sum(wishes.iter().map(|wish| wish.cut(middle))) > room {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}

impl Wish {
    fn cut(self, most: u32) -> u32 {
        self.line.min(most.max(self.word))
    }
}
