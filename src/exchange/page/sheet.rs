//! The page while it is written: blocks for people, and with each what the next page is compared with.

use crate::domain::published_page::PagePart;
use crate::exchange::document::{Block, Inline, Span};

#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) blocks: Vec<Block>,
    pub(super) parts: Vec<PagePart>,
    /// The heading of the section that is being written.
    under: String,
}

impl Sheet {
    pub(super) fn section(&mut self, title: &str) {
        title.clone_into(&mut self.under);
        self.blocks.push(Block::section(title));
    }

    /// A heading within the section, for the blocks that follow.
    pub(super) fn part(&mut self, title: &str) {
        self.blocks.push(Block::part(title));
    }

    /// A block that is no part of its own: the words around the others.
    pub(super) fn say(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Says that something stands here, in these words.
    pub(super) fn note(&mut self, key: impl Into<String>, lines: &[String]) {
        let lines = lines.iter().map(|line| line.trim());
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        self.parts.push(PagePart {
            key: key.into(),
            under: self.under.clone(),
            text: lines.join("\n"),
        });
    }

    /// Blocks that are one thing.
    pub(super) fn put(&mut self, key: impl Into<String>, blocks: Vec<Block>) {
        let lines: Vec<String> = blocks.iter().flat_map(lines).collect();
        if !lines.is_empty() {
            self.note(key, &lines);
            self.blocks.extend(blocks);
        }
    }
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(_, title) => vec![title.to_string()],
        Block::Paragraph(words) => vec![plain(words)],
        Block::List(_, items) => items.iter().map(plain).collect(),
        Block::Pairs(pairs) => {
            let pairs = pairs.iter();
            pairs
                .map(|(label, words)| format!("{label}: {}", plain(words)))
                .collect()
        }
        Block::Table(table) => {
            let cells = table.rows.iter().flatten();
            cells.map(plain).collect()
        }
    }
}

/// The words, and where the links among them lead.
pub(super) fn plain(words: &Inline) -> String {
    let mut out = String::new();
    for span in &words.0 {
        out.push_str(span.words());
        if let Span::Link { to, .. } = span {
            out.push_str(" <");
            out.push_str(to.as_str());
            out.push('>');
        }
    }
    out
}
