//! What a text that people read is made of, before it has a format: title, blocks, spans.
//! Each format has a file of its own that writes a `Document` out; what goes into one is decided elsewhere.
//! Issued texts are kept as JSON of it, so what that looks like is a promise.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::{
    audience::Audience,
    cells::Align,
    shown::{Shown, is_hidden},
};

/// A text for people. The formats put the audience's mark into the title and on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Names forum, kind and date; without the mark.
    pub title: Shown,
    /// Who issues it; stands above the title.
    #[serde(default)]
    pub organisation: Option<Shown>,
    /// Lines under the title: what it is, its state, the day it was issued.
    pub lead: Vec<Inline>,
    pub audience: Audience,
    pub blocks: Vec<Block>,
}

/// A heading of a section, or of a part of one. The title alone is of the first level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Section,
    Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    Bulleted,
    /// Counted from 1.
    Numbered,
}

/// One thing under another. Empty paragraphs, lists and pairs are left out by every format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Parts before the first section are written as sections, so that no level is skipped.
    Heading(Level, Shown),
    Paragraph(Inline),
    List(Order, Vec<Inline>),
    /// Labels and values: date, time and place of a meeting.
    Pairs(Vec<(Shown, Inline)>),
    Table(Table),
}

/// Data in rows; the first cell of a row names it. Without rows it is written as "None."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub caption: Shown,
    pub columns: Vec<Column>,
    /// A row that is too short is filled with empty cells; what is too long is cut.
    pub rows: Vec<Vec<Inline>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub title: Shown,
    pub align: Align,
}

/// Words with links and stress in them; a newline in them is a line end in every format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline(pub Vec<Span>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    Plain(Shown),
    Strong(Shown),
    Link { words: Shown, to: Address },
}

/// An address that may be linked to: http, https, mailto or tel, with nothing in it that ends a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Document {
    pub fn new(title: &str, audience: Audience) -> Self {
        Self {
            title: Shown::line(title),
            organisation: None,
            lead: Vec::new(),
            audience,
            blocks: Vec::new(),
        }
    }

    /// The title as it is printed: with the audience's mark before it, on one line.
    pub fn marked_title(&self) -> Shown {
        let title = Shown::line(&self.title);
        match self.audience.mark() {
            None => title,
            Some(mark) => Shown::line(&format!("{mark}: {title}")),
        }
    }

    /// The blocks that have something to say, headings at a level that none is skipped before.
    pub(super) fn printed(&self) -> impl Iterator<Item = (&Block, Level)> {
        let mut level = Level::Section;
        let mut has_section = false;
        self.blocks
            .iter()
            .filter(|block| !block.is_empty())
            .map(move |block| {
                if let Block::Heading(asked, _) = block {
                    has_section |= *asked == Level::Section;
                    level = if has_section { *asked } else { Level::Section };
                }
                (block, level)
            })
    }
}

impl Block {
    pub fn section(title: &str) -> Self {
        Self::Heading(Level::Section, Shown::line(title))
    }

    pub fn part(title: &str) -> Self {
        Self::Heading(Level::Part, Shown::line(title))
    }

    pub fn paragraph(words: impl Into<Inline>) -> Self {
        Self::Paragraph(words.into())
    }

    /// What somebody typed as several paragraphs: blank lines part them, and lines that all begin with
    /// `-`, `*` or `•` and a blank are a list.
    pub fn prose(typed: &str) -> Vec<Self> {
        let shown = Shown::text(typed);
        let lines: Vec<&str> = shown.split('\n').map(str::trim).collect();
        lines
            .split(|line| line.is_empty())
            .filter(|lines| !lines.is_empty())
            .map(|lines| {
                let points: Option<Vec<&str>> = lines.iter().map(|line| point(line)).collect();
                match points {
                    Some(points) => {
                        let items = points.into_iter().map(Inline::from).collect();
                        Self::List(Order::Bulleted, items)
                    }
                    None => Self::paragraph(lines.join("\n").as_str()),
                }
            })
            .collect()
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Heading(_, title) => title.trim().is_empty(),
            Self::Paragraph(words) => words.is_blank(),
            Self::List(_, items) => items.is_empty(),
            Self::Pairs(pairs) => pairs.is_empty(),
            Self::Table(table) => table.columns.is_empty(),
        }
    }
}

impl Table {
    /// A table of left-aligned columns, still without rows.
    pub fn new(caption: &str, columns: &[&str]) -> Self {
        Self {
            caption: Shown::line(caption),
            columns: columns.iter().map(|title| Column::left(title)).collect(),
            rows: Vec::new(),
        }
    }

    /// The columns with this row's cells; as many as there are columns, whatever the row holds.
    pub(super) fn cells<'a>(
        &'a self,
        row: &'a [Inline],
    ) -> impl Iterator<Item = (&'a Column, Option<&'a Inline>)> {
        self.columns
            .iter()
            .enumerate()
            .map(|(place, column)| (column, row.get(place)))
    }

    /// The sentence that stands for a table without rows.
    pub(super) fn nothing(&self) -> Inline {
        let caption = Shown::line(&self.caption);
        match caption.trim() {
            "" => Inline::from("None."),
            caption => Inline::from(format!("{caption}: none.")),
        }
    }
}

impl Column {
    pub fn left(title: &str) -> Self {
        Self {
            title: Shown::line(title),
            align: Align::Left,
        }
    }

    pub fn right(title: &str) -> Self {
        Self {
            title: Shown::line(title),
            align: Align::Right,
        }
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

/// What is read back is looked at again, as if it had been typed.
impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let kept = String::deserialize(from)?;
        let refused = || de::Error::custom("that address may not be linked to");
        Self::new(&kept).ok_or_else(refused)
    }
}

impl Inline {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn plain(mut self, words: &str) -> Self {
        self.0.push(Span::Plain(Shown::text(words)));
        self
    }

    #[must_use]
    pub fn strong(mut self, words: &str) -> Self {
        self.0.push(Span::Strong(Shown::text(words)));
        self
    }

    /// Words that lead to an address; plain words where the address may not be linked to.
    #[must_use]
    pub fn link(mut self, words: &str, address: &str) -> Self {
        let words = Shown::line(words);
        self.0.push(match Address::new(address) {
            Some(to) => Span::Link { words, to },
            None => Span::Plain(words),
        });
        self
    }

    /// Whether there is nothing in it to read.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|span| span.words().trim().is_empty())
    }
}

impl From<&str> for Inline {
    fn from(words: &str) -> Self {
        Self::new().plain(words)
    }
}

impl From<String> for Inline {
    fn from(words: String) -> Self {
        Self::from(words.as_str())
    }
}

impl From<Shown> for Inline {
    fn from(words: Shown) -> Self {
        Self(vec![Span::Plain(words)])
    }
}

impl Span {
    pub fn words(&self) -> &Shown {
        match self {
            Self::Plain(words) | Self::Strong(words) | Self::Link { words, .. } => words,
        }
    }
}

impl Address {
    /// None for another scheme, for nothing behind the scheme, and for hidden characters.
    pub fn new(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (scheme, rest) = typed.split_once(':')?;
        let scheme = scheme.to_ascii_lowercase();
        let host = match scheme.as_str() {
            "http" | "https" => rest.strip_prefix("//")?,
            "mailto" | "tel" => rest,
            _ => return None,
        };
        let is_named =
            host.starts_with(|first: char| first.is_alphanumeric() || "+[".contains(first));
        if !is_named || typed.contains(is_hidden) {
            return None;
        }
        Some(Self(format!("{scheme}:{}", quoted(rest))))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people write it: without `mailto:` or `tel:`.
    pub fn spoken(&self) -> &str {
        self.0
            .strip_prefix("mailto:")
            .or_else(|| self.0.strip_prefix("tel:"))
            .unwrap_or(&self.0)
    }
}

fn point(line: &str) -> Option<&str> {
    ["- ", "* ", "• "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
}

/// The characters that no address may hold bare, as percent signs and their number.
fn quoted(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '^' => out.push_str("%5E"),
            '`' => out.push_str("%60"),
            '{' => out.push_str("%7B"),
            '|' => out.push_str("%7C"),
            '}' => out.push_str("%7D"),
            bare => out.push(bare),
        }
    }
    out
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    /// An action note with every kind of block, for the golden tests of the formats.
    pub(in crate::exchange) fn action_note(audience: Audience) -> Document {
        let mut note = Document::new("Regulatory Forum: action note, 13 January 2014", audience);
        note.organisation = Some(Shown::line("Health and Social Care Regulatory Forum"));
        note.lead = vec![Inline::from("Cleared by the Chair on 20 January 2014.")];
        note.blocks = vec![
            Block::Pairs(vec![
                (
                    Shown::line("Date"),
                    Inline::from("Monday 13 January 2014, 10am to midday"),
                ),
                (
                    Shown::line("Place"),
                    Inline::from("Finsbury Tower\n103 Bunhill Row, London"),
                ),
            ]),
            Block::section("1. Emerging risks"),
            Block::paragraph(
                "Members noted what each had seen since September, and agreed that the joint \
                 protocol should say by when a concern is passed on.",
            ),
            Block::List(
                Order::Bulleted,
                vec![
                    Inline::from("The return is sent two days before a meeting."),
                    Inline::new()
                        .plain("It follows the ")
                        .link(
                            "agreed template",
                            "https://example.org/template_(2014).docx",
                        )
                        .plain("."),
                ],
            ),
            Block::part("Actions"),
            Block::Table(actions()),
            Block::section("Papers"),
            Block::List(
                Order::Numbered,
                vec![
                    Inline::new().link("Agenda", "https://example.org/agenda"),
                    Inline::new()
                        .strong("Verbal:")
                        .plain(" an update from the Chair"),
                ],
            ),
        ];
        note
    }

    fn actions() -> Table {
        let mut table = Table::new("Actions agreed", &["", "Action", "Owner", "Due"]);
        table.columns[0] = Column::right("No.");
        for (number, action, owner, due) in [
            (
                "9",
                "Send the members a list of the agreements whose review falls due this year",
                "CQC",
                "3 April 2014",
            ),
            (
                "10",
                "Propose words for the protocol\nTogether with the GMC",
                "NMC",
                "by September 2014",
            ),
        ] {
            table
                .rows
                .push([number, action, owner, due].map(Inline::from).into());
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As texts were kept by the first program that issued any: it must read back the same for ever.
    #[test]
    fn a_kept_text_reads_back_as_it_was() {
        let kept = include_str!("../../tests/it/files/issued-text-3000.json");
        let note = samples::action_note(Audience::Members);
        assert_eq!(
            serde_json::from_str::<Document>(kept).ok(),
            Some(note.clone())
        );
        let again = serde_json::to_string(&note).expect("a document of ours has text keys");
        assert_eq!(again, kept.trim_end());
    }

    #[test]
    fn only_four_schemes_are_linked_to() {
        for (typed, address) in [
            ("https://www.cqc.org.uk/a", Some("https://www.cqc.org.uk/a")),
            (" HTTP://example.org/ ", Some("http://example.org/")),
            ("mailto:a@example.org", Some("mailto:a@example.org")),
            ("tel:+441234567890", Some("tel:+441234567890")),
            (
                "https://example.org/a b\"><script>",
                Some("https://example.org/a%20b%22%3E%3Cscript%3E"),
            ),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("https:evil", None),
            ("https:///evil", None),
            ("https://exam\u{202e}ple.org", None),
            ("https://exam\nple.org", None),
            ("www.example.org", None),
            ("//example.org", None),
            ("mailto:", None),
            ("", None),
        ] {
            let found = Address::new(typed);
            assert_eq!(found.as_ref().map(Address::as_str), address, "{typed:?}");
        }
    }

    #[test]
    fn typed_prose_becomes_paragraphs_and_lists() {
        let blocks = Block::prose("One\nline\r\n\r\n- first\n- second\n\n\n - not\nall points\n");
        assert_eq!(
            blocks,
            [
                Block::paragraph("One\nline"),
                Block::List(Order::Bulleted, vec!["first".into(), "second".into()]),
                Block::paragraph("- not\nall points"),
            ]
        );
        assert_eq!(Block::prose(" \n\n"), []);
    }

    #[test]
    fn no_level_of_heading_is_skipped() {
        let mut document = Document::new("T", Audience::Public);
        document.blocks = vec![
            Block::part("a"),
            Block::part("b"),
            Block::paragraph(" "),
            Block::section("c"),
            Block::part("d"),
        ];
        let levels: Vec<Level> = document.printed().map(|(_, level)| level).collect();
        assert_eq!(
            levels,
            [Level::Section, Level::Section, Level::Section, Level::Part]
        );
    }

    #[test]
    fn a_title_carries_its_mark() {
        for (audience, title) in [
            (Audience::Public, "Note"),
            (Audience::Members, "MEMBERS ONLY: Note"),
            (Audience::Secretariat, "INTERNAL: Note"),
        ] {
            assert_eq!(Document::new("Note", audience).marked_title(), title);
        }
    }
}
