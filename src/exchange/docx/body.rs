//! What stands between the margins: the blocks of a document as paragraphs and tables, each in a style.

use super::margins::words;
use super::measure::{Weight, line};
use super::numbering::Numbering;
use super::reference::Reference;
use super::styles::{Style, Styles};
use super::table;
use super::xml::Element;
use crate::domain::shown::Shown;
use crate::exchange::document::{Block, Document, Inline, Level, Order, Span, Table};

/// Between a label and what it says, and above what follows a table; in twentieths of a point.
const GAP: u32 = 227;
const BELOW_TABLE: u32 = 240;

/// The paragraphs and tables, with the lists that they are counted in.
pub(super) struct Body<'a> {
    pub(super) blocks: Vec<Element>,
    pub(super) numbering: Numbering,
    styles: &'a Styles,
    room: u32,
    tables: usize,
}

/// Words of one kind in a line; a newline ends it.
pub(super) type Piece = (String, Weight);

impl<'a> Body<'a> {
    /// The whole document on lines of that width.
    pub(super) fn written(document: &Document, reference: &'a Reference, room: u32) -> Self {
        let mut body = Self {
            blocks: Vec::new(),
            numbering: reference.numbering.clone(),
            styles: &reference.styles,
            room,
            tables: 0,
        };
        if let Some(organisation) = &document.organisation {
            body.put(Style::Subtitle, &Inline::from(Shown::line(organisation)));
        }
        body.put(Style::Title, &Inline::from(document.marked_title()));
        for lead in document.lead.iter().filter(|line| !line.is_blank()) {
            body.put(Style::Lead, lead);
        }
        for (block, level) in document.printed() {
            body.put_block(block, level);
        }
        body
    }

    fn put_block(&mut self, block: &Block, level: Level) {
        match block {
            Block::Heading(_, title) => {
                let style = match level {
                    Level::Section => Style::Section,
                    Level::Part => Style::Part,
                };
                self.put(style, &Inline::from(Shown::line(title)));
            }
            Block::Paragraph(words) => self.put(Style::Plain, words),
            Block::List(Order::Bulleted, items) => {
                for item in items {
                    self.put(Style::Bullets, item);
                }
            }
            Block::List(Order::Numbered, items) => self.put_numbered(items),
            Block::Pairs(pairs) => self.put_pairs(pairs),
            Block::Table(table) if table.rows.is_empty() => {
                self.put(Style::Plain, &table.nothing());
            }
            Block::Table(table) => self.put_table(table),
        }
    }

    fn put(&mut self, style: Style, words: &Inline) {
        let style = Element::val("w:pStyle", self.styles.id(style));
        self.push(Element::new("w:pPr").with(style), self.runs(words));
    }

    fn put_numbered(&mut self, items: &[Inline]) {
        let styled = self.styles.list(Style::Numbers, &self.numbering);
        let number = styled.map(|number| self.numbering.restarted(&number));
        for item in items {
            let mut properties = Element::new("w:pPr")
                .with(Element::val("w:pStyle", self.styles.id(Style::Numbers)));
            if let Some(number) = &number {
                let list = Element::new("w:numPr")
                    .with(Element::val("w:ilvl", "0"))
                    .with(Element::val("w:numId", number.as_str()));
                properties = properties.with(list);
            }
            self.push(properties, self.runs(item));
        }
    }

    /// Not a table: a label that stands out, and behind a tab what it says.
    fn put_pairs(&mut self, pairs: &[(Shown, Inline)]) {
        let labels: Vec<Shown> = pairs.iter().map(|(label, _)| Shown::line(label)).collect();
        let longest = labels.iter().map(|label| line(label, Weight::Bold)).max();
        let asked = longest.unwrap_or(0) + GAP;
        let styled = self.styles.indent(Style::Details);
        let indent = match styled {
            Some(styled) if asked <= styled => styled,
            Some(_) | None => asked.min(self.room / 3),
        };
        for (label, (_, value)) in labels.iter().zip(pairs) {
            let mut properties = Element::new("w:pPr")
                .with(Element::val("w:pStyle", self.styles.id(Style::Details)));
            if styled != Some(indent) {
                properties = properties.with_all(set_in(indent, styled));
            }
            let mut runs = vec![self.run(label, Weight::Bold)];
            if !value.is_blank() {
                let has_room = line(label, Weight::Bold) + GAP <= indent;
                let parting = Element::new(if has_room { "w:tab" } else { "w:br" });
                runs.push(Element::new("w:r").with(parting));
            }
            runs.extend(self.runs(value));
            self.push(properties, runs);
        }
    }

    /// The caption is a paragraph of its own above, which says what is in the table to those who go from table to table.
    fn put_table(&mut self, table: &Table) {
        self.tables += 1;
        let caption = match Shown::line(&table.caption) {
            blank if blank.trim().is_empty() => Shown::line(&format!("Table {}", self.tables)),
            caption => caption,
        };
        self.put(Style::Caption, &Inline::from(caption));
        let table = table::written(self, table);
        self.blocks.push(table);
    }

    /// A paragraph. Right below a table it is kept away from it, unless it is one that keeps away by itself.
    fn push(&mut self, mut properties: Element, runs: Vec<Element>) {
        let is_below = self.blocks.last().is_some_and(|last| last.name == "w:tbl");
        let styles = [Style::Section, Style::Part, Style::Caption];
        let keeps_away = properties
            .value("w:pStyle")
            .is_some_and(|id| styles.iter().any(|style| self.styles.id(*style) == id));
        if is_below && !keeps_away {
            let spacing = Element::new("w:spacing").set("w:before", BELOW_TABLE.to_string());
            properties.insert_before(spacing, &["w:ind"]);
        }
        self.blocks.push(paragraph(properties, runs));
    }

    /// The text of a cell.
    pub(super) fn cell(&self, style: Style, words: Option<&Inline>, is_right: bool) -> Element {
        let mut properties =
            Element::new("w:pPr").with(Element::val("w:pStyle", self.styles.id(style)));
        if is_right {
            properties = properties.with(Element::val("w:jc", "right"));
        }
        let words = words.filter(|words| !words.is_blank());
        paragraph(
            properties,
            words.map_or_else(Vec::new, |words| self.runs(words)),
        )
    }

    pub(super) fn table_style(&self) -> &str {
        self.styles.id(Style::Table)
    }

    pub(super) fn room(&self) -> u32 {
        self.room
    }

    fn runs(&self, inline: &Inline) -> Vec<Element> {
        let pieces = pieces(inline);
        let written = pieces.iter().filter(|(words, _)| !words.is_empty());
        written
            .map(|(words, weight)| self.run(words, *weight))
            .collect()
    }

    fn run(&self, text: &str, weight: Weight) -> Element {
        let mut run = Element::new("w:r");
        if weight == Weight::Bold {
            let style = Element::val("w:rStyle", self.styles.id(Style::Strong));
            run = run.with(Element::new("w:rPr").with(style));
        }
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                run = run.with(Element::new("w:br"));
            }
            if !line.is_empty() {
                run = run.with(words(line));
            }
        }
        run
    }
}

/// The words as they are written; behind those that lead to an address stands the address, since no document of ours
/// refers to anything outside.
pub(super) fn pieces(words: &Inline) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(words.0.len());
    for span in &words.0 {
        let words = span.words();
        match span {
            Span::Plain(_) => pieces.push((words.to_string(), Weight::Regular)),
            Span::Strong(_) => pieces.push((words.to_string(), Weight::Bold)),
            Span::Link { to, .. } => {
                let is_said = [to.spoken(), to.as_str()].contains(&words.trim());
                let address = if is_said {
                    String::new()
                } else {
                    format!(" <{}>", to.spoken())
                };
                pieces.push((format!("{words}{address}"), Weight::Regular));
            }
        }
    }
    pieces
}

fn paragraph(properties: Element, runs: Vec<Element>) -> Element {
    Element::new("w:p").with(properties).with_all(runs)
}

/// Another place for what a label says than the style has.
fn set_in(indent: u32, styled: Option<u32>) -> [Element; 2] {
    let cleared =
        styled.map(|styled| Element::val("w:tab", "clear").set("w:pos", styled.to_string()));
    let stop = Element::val("w:tab", "left").set("w:pos", indent.to_string());
    let stops = match styled {
        Some(styled) if styled > indent => [Some(stop), cleared],
        Some(_) | None => [cleared, Some(stop)],
    };
    let indent = indent.to_string();
    [
        Element::new("w:tabs").with_all(stops.into_iter().flatten()),
        Element::new("w:ind")
            .set("w:left", indent.as_str())
            .set("w:hanging", indent.as_str()),
    ]
}
