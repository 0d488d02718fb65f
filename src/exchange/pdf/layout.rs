//! The blocks of a document onto pages: what stands where, how large, and as what it is read out.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag, TagKind};

use super::flow::{BODY, Cell, Flow, MARGIN, Node, Page, Parting, Sheet, Type};
use super::font::{Fonts, Weight};
use super::lines::{Link, Text};
use super::table;
use crate::domain::cells::Align;
use crate::domain::shown::Shown;
use crate::exchange::document::{Block, Document, Inline, Level, Order};

const TITLE: Type = Type {
    size: 20.0,
    leading: 25.0,
};
const SECTION: Type = Type {
    size: 15.0,
    leading: 20.0,
};
const PART: Type = Type {
    size: 13.0,
    leading: 17.5,
};
/// Between paragraphs.
const GAP: f32 = 8.0;
/// Lines that stand under a heading on its page.
const FOLLOWING: f32 = 3.0;
/// The bullet or the number of a point, with the room behind it.
const BULLET: f32 = 20.0;

/// A document on pages: what is seen, what is read, and what can be jumped to.
pub(super) struct Laid {
    pub(super) sheet: Sheet,
    pub(super) pages: Vec<Page>,
    pub(super) links: Vec<Link>,
    pub(super) nodes: Vec<Node>,
    /// The first is the title; in reading order.
    pub(super) bookmarks: Vec<Bookmark>,
}

/// A heading and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bookmark {
    pub(super) depth: u16,
    pub(super) words: String,
    pub(super) page: usize,
    pub(super) top: f32,
}

/// The document on as many pages as it takes; across, if a table is too wide for upright ones.
pub(super) fn laid(fonts: &Fonts, document: &Document) -> Laid {
    let is_wide = document.printed().any(|(block, _)| match block {
        Block::Table(table) => table::least(fonts, table) > Sheet::UPRIGHT.room(),
        Block::Heading(..) | Block::Paragraph(_) | Block::List(..) | Block::Pairs(_) => false,
    });
    let sheet = if is_wide {
        Sheet::ACROSS
    } else {
        Sheet::UPRIGHT
    };
    let mut layout = Layout {
        flow: Flow::new(fonts, sheet),
        nodes: Vec::new(),
        bookmarks: Vec::new(),
    };
    layout.opening(document);
    for (block, level) in document.printed() {
        layout.block(block, level);
    }
    Laid {
        sheet,
        pages: layout.flow.pages,
        links: layout.flow.links,
        nodes: layout.nodes,
        bookmarks: layout.bookmarks,
    }
}

struct Layout<'a> {
    flow: Flow<'a>,
    nodes: Vec<Node>,
    bookmarks: Vec<Bookmark>,
}

impl Layout<'_> {
    /// The mark's meaning, who issues it, the title and the lines under it.
    fn opening(&mut self, document: &Document) {
        let mark = document.audience.mark().zip(document.audience.caution());
        if let Some((mark, caution)) = mark {
            let words = Inline::new()
                .strong(&format!("{mark}."))
                .plain(&format!(" {caution}"));
            self.paragraph(&words, BODY, Weight::Regular, Tag::P.into());
            self.flow.gap(GAP);
        }
        if let Some(organisation) = &document.organisation {
            let words = Inline::from(Shown::line(organisation));
            self.paragraph(&words, BODY, Weight::Regular, Tag::P.into());
            self.flow.gap(GAP / 2.0);
        }
        self.heading(1, &Shown::line(&document.title), TITLE);
        for line in document.lead.iter().filter(|line| !line.is_blank()) {
            self.flow.gap(GAP / 2.0);
            self.paragraph(line, BODY, Weight::Regular, Tag::P.into());
        }
        self.flow.gap(GAP);
    }

    fn block(&mut self, block: &Block, level: Level) {
        match block {
            Block::Heading(_, title) => {
                let (depth, font, above) = match level {
                    Level::Section => (2, SECTION, 2.0 * GAP),
                    Level::Part => (3, PART, 1.5 * GAP),
                };
                self.flow.gap(above);
                self.heading(depth, &Shown::line(title), font);
            }
            Block::Paragraph(words) => {
                self.flow.gap(GAP);
                self.paragraph(words, BODY, Weight::Regular, Tag::P.into());
            }
            Block::List(order, points) => self.list(*order, points),
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Table(one) if one.rows.is_empty() => {
                self.flow.gap(GAP);
                self.paragraph(&one.nothing(), BODY, Weight::Regular, Tag::P.into());
            }
            Block::Table(one) => {
                self.flow.gap(1.5 * GAP);
                let node = table::put(&mut self.flow, one);
                self.nodes.push(node);
                self.flow.gap(GAP);
            }
        }
    }

    fn heading(&mut self, depth: u16, title: &Shown, font: Type) {
        let words = Inline::from(title.clone());
        let cell = self.cell(&words, Weight::Bold, font);
        let lines = super::flow::height(std::slice::from_ref(&cell), font);
        self.flow.keep(lines + FOLLOWING * BODY.leading);
        self.bookmarks.push(Bookmark {
            depth,
            words: title.to_string(),
            page: self.flow.page(),
            top: self.flow.top,
        });
        let level = NonZeroU16::new(depth).unwrap_or(NonZeroU16::MIN);
        let tag = Tag::Hn(level, Some(title.to_string()));
        self.one(cell, font, tag.into());
    }

    fn paragraph(&mut self, words: &Inline, font: Type, weight: Weight, tag: TagKind) {
        let cell = self.cell(words, weight, font);
        self.one(cell, font, tag);
    }

    fn one(&mut self, cell: Cell, font: Type, tag: TagKind) {
        let words = self.flow.put(&[cell], font, Parting::Allowed);
        self.nodes.push(group(tag, words));
    }

    fn list(&mut self, order: Order, points: &[Inline]) {
        self.flow.gap(GAP);
        let (numbering, widest) = match order {
            Order::Bulleted => (ListNumbering::Disc, BULLET),
            Order::Numbered => (ListNumbering::Decimal, self.numbers(points.len())),
        };
        let mut items = Vec::with_capacity(points.len());
        for (place, point) in points.iter().enumerate() {
            if place > 0 {
                self.flow.gap(GAP / 2.0);
            }
            let label = match order {
                Order::Bulleted => "•".to_owned(),
                Order::Numbered => format!("{}.", place + 1),
            };
            items.push(self.labelled(&Inline::from(label), Weight::Regular, point, widest));
        }
        self.nodes
            .push(Node::Group(Tag::L(numbering).into(), items));
    }

    fn pairs(&mut self, pairs: &[(Shown, Inline)]) {
        self.flow.gap(GAP);
        let labels: Vec<Inline> = pairs
            .iter()
            .map(|(label, _)| Inline::from(Shown::line(label)))
            .collect();
        let widest = labels
            .iter()
            .map(|label| self.width(label, Weight::Bold))
            .fold(0.0, f32::max);
        let room = (widest + 2.0 * GAP).min(self.flow.sheet.room() / 3.0);
        let mut items = Vec::with_capacity(pairs.len());
        for (place, (label, (_, value))) in labels.iter().zip(pairs).enumerate() {
            if place > 0 {
                self.flow.gap(GAP / 2.0);
            }
            items.push(self.labelled(label, Weight::Bold, value, room));
        }
        let list = Tag::L(ListNumbering::None).into();
        self.nodes.push(Node::Group(list, items));
    }

    /// A point of a list: a label, and its words beside it.
    fn labelled(&mut self, label: &Inline, weight: Weight, words: &Inline, room: f32) -> Node {
        let label = Cell {
            left: MARGIN,
            width: room - GAP,
            align: Align::Left,
            lines: self.lines(label, weight, room - GAP),
        };
        let width = self.flow.sheet.room() - room;
        let words = Cell {
            left: MARGIN + room,
            width,
            align: Align::Left,
            lines: self.lines(words, Weight::Regular, width),
        };
        let put = self.flow.put(&[label, words], BODY, Parting::Allowed);
        let tags: [TagKind; 2] = [Tag::Lbl.into(), Tag::LBody.into()];
        let parts = tags.into_iter().zip(put);
        let parts = parts.map(|(tag, words)| Node::Group(tag, words)).collect();
        Node::Group(Tag::LI.into(), parts)
    }

    /// Room for the numbers of so many points.
    fn numbers(&self, points: usize) -> f32 {
        let widest = Inline::from(format!("{points}."));
        (self.width(&widest, Weight::Regular) + GAP).max(BULLET)
    }

    fn width(&self, words: &Inline, weight: Weight) -> f32 {
        Text::new(self.flow.fonts, words, weight).widths().0 * BODY.size
    }

    fn lines(&self, words: &Inline, weight: Weight, width: f32) -> Vec<super::lines::Line> {
        Text::new(self.flow.fonts, words, weight).broken(width / BODY.size)
    }

    /// Words from margin to margin.
    fn cell(&self, words: &Inline, weight: Weight, font: Type) -> Cell {
        let width = self.flow.sheet.room();
        Cell {
            left: MARGIN,
            width,
            align: Align::Left,
            lines: Text::new(self.flow.fonts, words, weight).broken(width / font.size),
        }
    }
}

fn group(tag: TagKind, words: Vec<Vec<Node>>) -> Node {
    Node::Group(tag, words.into_iter().flatten().collect())
}
