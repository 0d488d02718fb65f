//! Tables of a PDF: columns as wide as their words need, rows that stay whole, the header row on every page.

use krilla::tagging::{TableHeaderScope, Tag, TagKind};

use super::flow::{BODY, Cell, Flow, MARGIN, Node, PADDING, Parting, height};
use super::font::{Fonts, Weight};
use super::lines::Text;
use crate::domain::shown::Shown;
use crate::exchange::document::{Inline, Table};

/// Between two columns.
const GUTTER: f32 = 14.0;
/// A word longer than that does not make its column wider; it is broken.
const LONGEST: f32 = 110.0;

/// Where a column stands.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    left: f32,
    width: f32,
}

/// What a column asks for: its longest line, and the longest word of it that is not to be broken.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Wish {
    line: f32,
    word: f32,
}

/// From the first column to the last if only long words are broken; in points.
pub(super) fn least(fonts: &Fonts, table: &Table) -> f32 {
    let words = wishes(fonts, table)
        .iter()
        .map(|wish| wish.word)
        .sum::<f32>();
    words + gutters(table.columns.len())
}

/// The table with its caption, as it is read.
pub(super) fn put(flow: &mut Flow<'_>, table: &Table) -> Node {
    let places = places(&wishes(flow.fonts, table), flow.sheet.room());
    let titles: Vec<Inline> = table
        .columns
        .iter()
        .map(|column| Inline::from(Shown::line(&column.title)))
        .collect();
    let head: Vec<Option<&Inline>> = titles.iter().map(Some).collect();
    let head = cells(flow, table, &places, &head, Weight::Bold);
    let mut parts = caption(flow, table, &head, &places);
    parts.push(header(flow, table, &head));
    flow.repeat(head);
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let words: Vec<Option<&Inline>> = table.cells(row).map(|(_, cell)| cell).collect();
        let cells = cells(flow, table, &places, &words, Weight::Regular);
        rows.push(body_row(flow, &cells));
    }
    flow.repeat(Vec::new());
    parts.push(Node::Group(Tag::TBody.into(), rows));
    Node::Group(Tag::Table.into(), parts)
}

/// The caption, on the page of the header and the first row.
fn caption(flow: &mut Flow<'_>, table: &Table, head: &[Cell], places: &[Place]) -> Vec<Node> {
    let words = Inline::from(Shown::line(&table.caption));
    let width = flow.sheet.room();
    let cell = Cell {
        left: MARGIN,
        width,
        align: crate::domain::cells::Align::Left,
        lines: Text::new(flow.fonts, &words, Weight::Bold).broken(width / BODY.size),
    };
    let first = table.rows.first().map_or_else(Vec::new, |row| {
        let words: Vec<Option<&Inline>> = table.cells(row).map(|(_, cell)| cell).collect();
        cells(flow, table, places, &words, Weight::Regular)
    });
    let caption = [cell];
    let together = height(&caption, BODY) + height(head, BODY) + height(&first, BODY);
    flow.keep(together + 6.0 * PADDING);
    if words.is_blank() {
        return Vec::new();
    }
    let put = flow.put(&caption, BODY, Parting::Avoided);
    flow.gap(PADDING);
    let words = put.into_iter().flatten().collect();
    vec![Node::Group(Tag::Caption.into(), words)]
}

fn header(flow: &mut Flow<'_>, table: &Table, head: &[Cell]) -> Node {
    let put = flow.put(head, BODY, Parting::Avoided);
    flow.gap(PADDING);
    flow.rule(1.0);
    flow.gap(PADDING);
    let cells = table.columns.iter().zip(put).map(|(column, words)| {
        // An empty header cell names nothing; it is an ordinary cell.
        let tag: TagKind = if column.title.trim().is_empty() {
            Tag::TD.into()
        } else {
            Tag::TH(TableHeaderScope::Column).into()
        };
        Node::Group(tag, words)
    });
    let row = Node::Group(Tag::TR.into(), cells.collect());
    Node::Group(Tag::THead.into(), vec![row])
}

fn body_row(flow: &mut Flow<'_>, cells: &[Cell]) -> Node {
    let put = flow.put(cells, BODY, Parting::Avoided);
    flow.gap(PADDING);
    flow.rule(0.5);
    flow.gap(PADDING);
    let cells = put.into_iter().enumerate().map(|(place, words)| {
        let tag: TagKind = if place == 0 && !words.is_empty() {
            Tag::TH(TableHeaderScope::Row).into()
        } else {
            Tag::TD.into()
        };
        Node::Group(tag, words)
    });
    Node::Group(Tag::TR.into(), cells.collect())
}

fn cells(
    flow: &Flow<'_>,
    table: &Table,
    places: &[Place],
    words: &[Option<&Inline>],
    weight: Weight,
) -> Vec<Cell> {
    let columns = table.columns.iter().zip(places).zip(words);
    columns
        .map(|((column, place), words)| {
            let lines = words
                .filter(|words| !words.is_blank())
                .map(|words| Text::new(flow.fonts, words, weight).broken(place.width / BODY.size));
            Cell {
                left: place.left,
                width: place.width,
                align: column.align,
                lines: lines.unwrap_or_default(),
            }
        })
        .collect()
}

fn wishes(fonts: &Fonts, table: &Table) -> Vec<Wish> {
    let mut wishes = vec![Wish::default(); table.columns.len()];
    for (wish, column) in wishes.iter_mut().zip(&table.columns) {
        wish.widen(
            fonts,
            &Inline::from(Shown::line(&column.title)),
            Weight::Bold,
        );
    }
    for row in &table.rows {
        for (wish, cell) in wishes.iter_mut().zip(row) {
            wish.widen(fonts, cell, Weight::Regular);
        }
    }
    wishes
}

impl Wish {
    fn widen(&mut self, fonts: &Fonts, words: &Inline, weight: Weight) {
        let (line, word) = Text::new(fonts, words, weight).widths();
        // A line that is measured and one that is broken may differ in the last place.
        let slack = 0.1;
        self.line = self.line.max(line * BODY.size + slack);
        self.word = self.word.max((word * BODY.size + slack).min(LONGEST));
    }
}

fn gutters(columns: usize) -> f32 {
    let between = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
    f32::from(between) * GUTTER
}

/// Short columns get their whole lines; the long ones share what is left, and all of it.
fn places(wishes: &[Wish], room: f32) -> Vec<Place> {
    let gutter = if gutters(wishes.len()) < room / 2.0 {
        GUTTER
    } else {
        0.0
    };
    let room = room - gutters(wishes.len()) * gutter / GUTTER;
    let most = level(wishes, room);
    let mut widths: Vec<f32> = wishes
        .iter()
        .map(|wish| wish.line.min(most.max(wish.word)))
        .collect();
    let taken: f32 = widths.iter().sum();
    let longest = wishes.iter().map(|wish| wish.line).fold(0.0, f32::max);
    let shrunk = (room / taken.max(1.0)).min(1.0);
    let last = wishes.iter().rposition(|wish| wish.line >= longest);
    for (place, width) in widths.iter_mut().enumerate() {
        *width *= shrunk;
        if Some(place) == last {
            *width += (room - taken).max(0.0);
        }
    }
    let mut left = MARGIN;
    let place = |width: f32| {
        let place = Place { left, width };
        left += width + gutter;
        place
    };
    widths.into_iter().map(place).collect()
}

/// The width at which the columns that are longer are cut, so that all of them fit into the room.
fn level(wishes: &[Wish], room: f32) -> f32 {
    let taken = |most: f32| -> f32 {
        let widths = wishes.iter().map(|wish| wish.line.min(most.max(wish.word)));
        widths.sum()
    };
    let (mut low, mut high) = (0.0, room);
    for _ in 0..24 {
        let middle = f32::midpoint(low, high);
        if taken(middle) > room {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}
