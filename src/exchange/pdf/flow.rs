//! Lines onto pages: how much fits, where a page ends, and which words belong to which part of the document.

use krilla::tagging::TagKind;

use super::font::{Fonts, Letter};
use super::lines::{Line, Link, Run};
use crate::domain::cells::Align;

/// A page in points, of which an inch has 72.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Between the text and the sides of the page.
pub(super) const MARGIN: f32 = 56.0;
/// Above and below the text, where the audience's mark and the number of the page stand.
pub(super) const STRIP: f32 = 68.0;

/// Above and below the rules of a table.
pub(super) const PADDING: f32 = 5.0;

/// Height of the type, and from one line to the next; in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) size: f32,
    pub(super) leading: f32,
}

pub(super) const BODY: Type = Type {
    size: 12.0,
    leading: 16.5,
};

/// Words at their place on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) letters: Vec<Letter>,
    pub(super) size: f32,
    pub(super) left: f32,
    /// Where the letters stand, from the top of the page.
    pub(super) base: f32,
    pub(super) width: f32,
    pub(super) reading: Reading,
    /// Of the links of the document, which.
    pub(super) link: Option<usize>,
}

/// Whether words are read out, or only repeat what was read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Read,
    Passed,
}

/// A line between the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) thickness: f32,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub(super) pieces: Vec<Piece>,
    pub(super) rules: Vec<Rule>,
}

/// A part of the document as it is read, whatever the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Group(TagKind, Vec<Node>),
    /// Which of the links, the span it is in its text, and its words, which may stand on several lines and pages.
    Link(usize, usize, Vec<Node>),
    Words {
        page: usize,
        piece: usize,
    },
}

/// Lines that stand beside others, as in a row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) align: Align,
    pub(super) lines: Vec<Line>,
}

/// Whether lines that stand together may be parted by the end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parting {
    /// Where two lines stay on each side.
    Allowed,
    /// Only if they fit on no page.
    Avoided,
}

/// The pages that were filled, and the one that is.
pub(super) struct Flow<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) sheet: Sheet,
    pub(super) pages: Vec<Page>,
    pub(super) links: Vec<Link>,
    /// The next line's top, from the top of the page.
    pub(super) top: f32,
    /// What stands again at the top of each further page of a table.
    repeated: Vec<Cell>,
}

impl Sheet {
    /// Of paper in A4.
    pub(super) const UPRIGHT: Self = Self {
        width: 595.28,
        height: 841.89,
    };
    pub(super) const ACROSS: Self = Self {
        width: 841.89,
        height: 595.28,
    };

    /// Between the margins.
    pub(super) fn room(self) -> f32 {
        self.width - 2.0 * MARGIN
    }

    pub(super) fn bottom(self) -> f32 {
        self.height - STRIP
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(fonts: &'a Fonts, sheet: Sheet) -> Self {
        Self {
            fonts,
            sheet,
            pages: vec![Page::default()],
            links: Vec::new(),
            top: STRIP,
            repeated: Vec::new(),
        }
    }

    /// The page that is being filled, counted from 0.
    pub(super) fn page(&self) -> usize {
        self.pages.len() - 1
    }

    /// Empty room above what comes, unless it comes first on its page.
    pub(super) fn gap(&mut self, points: f32) {
        if !self.is_fresh() {
            self.top += points;
        }
    }

    /// Begins a page if this much does not fit on the one that is being filled, but would on a new one.
    pub(super) fn keep(&mut self, points: f32) {
        let fits = self.top + points <= self.sheet.bottom();
        if !fits && !self.is_fresh() {
            self.turn();
        }
    }

    /// Has these lines stand at the top of each further page, until nothing is given.
    pub(super) fn repeat(&mut self, head: Vec<Cell>) {
        let half = (self.sheet.bottom() - STRIP) / 2.0;
        self.repeated = if height(&head, BODY) < half {
            head
        } else {
            Vec::new()
        };
    }

    /// Puts cells beside each other; gives the words of each as parts of the document.
    pub(super) fn put(&mut self, cells: &[Cell], font: Type, parting: Parting) -> Vec<Vec<Node>> {
        let mut nodes: Vec<Vec<Node>> = vec![Vec::new(); cells.len()];
        let all = tallest(cells);
        if parting == Parting::Avoided {
            self.keep(height(cells, font));
        }
        let mut done = 0;
        while done < all {
            let count = self.fitting(all - done, font);
            if count == 0 {
                self.turn();
                continue;
            }
            for (cell, nodes) in cells.iter().zip(&mut nodes) {
                let lines = cell.lines.iter().skip(done).take(count);
                let mut base = self.top + ascent(font);
                for line in lines {
                    self.line(cell, line, font, base, nodes);
                    base += font.leading;
                }
            }
            self.top += stacked(count, font.leading);
            done += count;
        }
        nodes
    }

    /// A line across the text.
    pub(super) fn rule(&mut self, thickness: f32) {
        let rule = Rule {
            left: MARGIN,
            right: self.sheet.width - MARGIN,
            top: self.top,
            thickness,
        };
        self.filling().rules.push(rule);
    }

    fn filling(&mut self) -> &mut Page {
        self.pages.last_mut().expect("there is always a page")
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.top = STRIP;
        if self.repeated.is_empty() {
            return;
        }
        let head = std::mem::take(&mut self.repeated);
        self.put(&head, BODY, Parting::Allowed);
        for piece in &mut self.filling().pieces {
            piece.reading = Reading::Passed;
            piece.link = None;
        }
        self.top += PADDING;
        self.rule(1.0);
        self.top += PADDING;
        self.repeated = head;
    }

    fn is_fresh(&self) -> bool {
        let page = self.pages.last();
        page.is_none_or(|page| page.pieces.iter().all(|one| one.reading == Reading::Passed))
    }

    /// How many of so many lines to put on this page: none if the page is to be turned first.
    fn fitting(&self, lines: usize, font: Type) -> usize {
        let mut fits = 0;
        let mut top = self.top;
        while fits < lines && top + font.leading <= self.sheet.bottom() + 0.01 {
            top += font.leading;
            fits += 1;
        }
        match (fits, lines - fits) {
            (_, 0) => fits,
            // On a page of its own something must stand, or there would be no end of pages.
            (0, _) if self.is_fresh() => 1,
            (0 | 1, _) if !self.is_fresh() => 0,
            // A last line alone on the next page would be overlooked.
            (3.., 1) => fits - 1,
            _ => fits,
        }
    }

    fn line(&mut self, cell: &Cell, line: &Line, font: Type, base: f32, nodes: &mut Vec<Node>) {
        let mut left = match cell.align {
            Align::Left => cell.left,
            Align::Right => cell.left + cell.width - line.width * font.size,
        };
        for run in &line.runs {
            self.run(run, font, left, base, nodes);
            left += run.width * font.size;
        }
    }

    fn run(&mut self, run: &Run, font: Type, left: f32, base: f32, nodes: &mut Vec<Node>) {
        let page = self.page();
        let piece = self.filling().pieces.len();
        let words = Node::Words { page, piece };
        let link = match (&run.link, nodes.last_mut()) {
            (None, _) => {
                nodes.push(words);
                None
            }
            (Some(_), Some(Node::Link(link, span, parts))) if *span == run.span => {
                parts.push(words);
                Some(*link)
            }
            (Some(link), _) => {
                self.links.push(link.clone());
                let link = self.links.len() - 1;
                nodes.push(Node::Link(link, run.span, vec![words]));
                Some(link)
            }
        };
        self.filling().pieces.push(Piece {
            letters: run.letters.clone(),
            size: font.size,
            left,
            base,
            width: run.width * font.size,
            reading: Reading::Read,
            link,
        });
    }
}

/// What cells beside each other take from top to bottom.
pub(super) fn height(cells: &[Cell], font: Type) -> f32 {
    stacked(tallest(cells), font.leading)
}

fn tallest(cells: &[Cell]) -> usize {
    let lines = cells.iter().map(|cell| cell.lines.len());
    lines.max().unwrap_or(0)
}

/// From the top of a line to where its letters stand.
fn ascent(font: Type) -> f32 {
    (font.leading - font.size) / 2.0 + font.size * 0.85
}

/// So many lines above each other.
fn stacked(lines: usize, leading: f32) -> f32 {
    // No page has more lines than that, and what is longer than a page is parted anyway.
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * leading
}
