//! Pages into the bytes of a PDF: the words where they stand, the tree in which they are read, marks and page numbers.

use std::collections::HashMap;

use krilla::Document as Pdf;
use krilla::SerializeSettings;
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::Configuration;
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page as PdfPage, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, Tag, TagGroup, TagTree,
};

use super::flow::{MARGIN, Node, Piece, Reading, Rule, STRIP, Sheet};
use super::font::{Fonts, Letter, Weight, glyphs};
use super::layout::{Bookmark, Laid};
use crate::domain::audience::Audience;
use crate::domain::shown::Shown;
use crate::exchange::document::Address;

/// Of marks and page numbers.
const SMALL: f32 = 10.0;
/// Of the audience's mark.
const MARK: f32 = 12.0;
const INK: [u8; 3] = [0, 0, 0];
/// Dark enough on white, and underlined as well.
const LINK: [u8; 3] = [11, 61, 145];
const RULE: [u8; 3] = [120, 120, 120];

/// What stands at the top and the bottom of each page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) audience: Audience,
    /// On the left of the bottom, as much of it as fits.
    pub(super) title: &'a str,
    /// Of the whole file.
    pub(super) pages: usize,
}

/// A file that is being written, page by page.
pub(super) struct Writer<'a> {
    fonts: &'a Fonts,
    pdf: Pdf,
    tree: TagTree,
    bookmarks: Vec<Bookmark>,
    /// So many are written.
    pages: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(fonts: &'a Fonts, configuration: Configuration) -> Self {
        let settings = SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        };
        Self {
            fonts,
            pdf: Pdf::new_with(settings),
            tree: TagTree::new().with_lang(Some("en-GB".to_owned())),
            bookmarks: Vec::new(),
            pages: 0,
        }
    }

    /// All pages of a document, behind those that are written.
    pub(super) fn add(&mut self, laid: &Laid, frame: Frame<'_>) {
        let first = self.pages;
        let mut words = HashMap::new();
        let mut targets: Vec<Vec<Identifier>> = vec![Vec::new(); laid.links.len()];
        for (number, page) in laid.pages.iter().enumerate() {
            let mut sheet = self.pdf.start_page_with(settings(laid.sheet));
            let mut surface = sheet.surface();
            for (place, piece) in page.pieces.iter().enumerate() {
                if let Some(id) = draw(&mut surface, self.fonts, piece) {
                    words.insert((number, place), id);
                }
            }
            for rule in &page.rules {
                draw_rule(&mut surface, *rule, RULE);
            }
            draw_frame(&mut surface, self.fonts, laid.sheet, frame, self.pages + 1);
            surface.finish();
            for (link, ids) in targets.iter_mut().enumerate() {
                ids.extend(annotate(&mut sheet, &page.pieces, laid, link));
            }
            sheet.finish();
            self.pages += 1;
        }
        let tags = Tags { words, targets };
        for node in &laid.nodes {
            self.tree.push(tags.node(node));
        }
        self.bookmarks
            .extend(laid.bookmarks.iter().map(|one| Bookmark {
                page: one.page + first,
                ..one.clone()
            }));
    }

    /// A page of another size that somebody else draws on; what is drawn is read out as a paragraph.
    pub(super) fn add_drawn(
        &mut self,
        sheet: Sheet,
        frame: Frame<'_>,
        draw: impl FnOnce(&mut Surface<'_>),
    ) {
        let mut page = self.pdf.start_page_with(settings(sheet));
        let mut surface = page.surface();
        let id = surface.start_tagged(ContentTag::Other);
        draw(&mut surface);
        surface.end_tagged();
        draw_frame(&mut surface, self.fonts, sheet, frame, self.pages + 1);
        surface.finish();
        page.finish();
        self.tree
            .push(TagGroup::with_children(Tag::P, vec![id.into()]));
        self.pages += 1;
    }

    /// The bytes, with the title, who issues it and the language as all that is said of the file.
    pub(super) fn finish(
        mut self,
        title: &str,
        organisation: Option<&str>,
    ) -> Result<Vec<u8>, KrillaError> {
        let mut metadata = Metadata::new()
            .title(title.to_owned())
            .language("en-GB".to_owned());
        if let Some(organisation) = organisation {
            metadata = metadata.authors(vec![organisation.to_owned()]);
        }
        self.pdf.set_metadata(metadata);
        self.pdf.set_outline(outline(&self.bookmarks));
        self.pdf.set_tag_tree(self.tree);
        self.pdf.finish()
    }
}

/// The marks that the words and links of a document got when they were drawn.
struct Tags {
    words: HashMap<(usize, usize), Identifier>,
    targets: Vec<Vec<Identifier>>,
}

impl Tags {
    fn node(&self, node: &Node) -> krilla::tagging::Node {
        match node {
            Node::Group(tag, parts) => {
                let parts = parts.iter().map(|part| self.node(part)).collect();
                TagGroup::with_children(tag.clone(), parts).into()
            }
            Node::Link(link, _, parts) => {
                let mut group = TagGroup::new(Tag::Link);
                for part in parts {
                    group.push(self.node(part));
                }
                for id in self.targets.get(*link).into_iter().flatten() {
                    group.push(*id);
                }
                group.into()
            }
            Node::Words { page, piece } => match self.words.get(&(*page, *piece)) {
                Some(id) => (*id).into(),
                None => TagGroup::new(Tag::Span).into(),
            },
        }
    }
}

/// What the words are known by in the tree; none for words that are not read out.
fn draw(surface: &mut Surface<'_>, fonts: &Fonts, piece: &Piece) -> Option<Identifier> {
    // Letters that cannot be shown can still be read out.
    let is_known = piece.letters.iter().all(|letter| letter.is_known);
    let words: String = piece.letters.iter().map(|one| one.character).collect();
    let unseen = Some(words.as_str()).filter(|_| !is_known);
    let tag = match piece.reading {
        Reading::Read => ContentTag::Span(SpanTag::empty().with_actual_text(unseen)),
        Reading::Passed => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
    };
    let id = surface.start_tagged(tag);
    let ink = if piece.link.is_some() { LINK } else { INK };
    draw_letters(
        surface,
        fonts,
        &piece.letters,
        (piece.left, piece.base),
        piece.size,
        ink,
    );
    surface.end_tagged();
    if piece.link.is_some() {
        let blanks = piece.letters.iter().rev().take_while(|one| one.is_blank());
        let end: f32 = blanks.map(|blank| blank.advance).sum();
        let rule = Rule {
            left: piece.left,
            right: piece.left + piece.width - end * piece.size,
            top: piece.base + piece.size * 0.15,
            thickness: piece.size * 0.06,
        };
        draw_rule(surface, rule, LINK);
    }
    match piece.reading {
        Reading::Read => Some(id),
        Reading::Passed => None,
    }
}

fn draw_letters(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    letters: &[Letter],
    (left, base): (f32, f32),
    size: f32,
    ink: [u8; 3],
) {
    let Some(first) = letters.first() else {
        return;
    };
    let (text, glyphs) = glyphs(letters);
    surface.set_fill(Some(filled(ink)));
    let font = fonts.font(first.weight);
    surface.draw_glyphs(
        Point::from_xy(left, base),
        &glyphs,
        font,
        &text,
        size,
        false,
    );
}

fn draw_rule(surface: &mut Surface<'_>, rule: Rule, ink: [u8; 3]) {
    let mut path = PathBuilder::new();
    let bottom = rule.top + rule.thickness;
    if let Some(shape) = Rect::from_ltrb(rule.left, rule.top, rule.right, bottom) {
        path.push_rect(shape);
    }
    if let Some(path) = path.finish() {
        let tag = Artifact::with_kind(ArtifactType::Layout);
        surface.start_tagged(ContentTag::Artifact(tag));
        surface.set_fill(Some(filled(ink)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

/// The audience's mark above the text; the title and "Page 2 of 5" under it.
fn draw_frame(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    sheet: Sheet,
    frame: Frame<'_>,
    number: usize,
) {
    let margin = MARGIN.min(sheet.width / 8.0);
    if let Some(mark) = frame.audience.mark() {
        let mark = letters(fonts, mark, Weight::Bold);
        let place = (margin, STRIP * 0.6);
        draw_passed(surface, fonts, &mark, place, MARK, ArtifactType::Header);
    }
    let page = format!("Page {number} of {}", frame.pages);
    let page = letters(fonts, &page, Weight::Regular);
    let base = sheet.height - STRIP * 0.45;
    let left = sheet.width - margin - width(&page) * SMALL;
    draw_passed(
        surface,
        fonts,
        &page,
        (left, base),
        SMALL,
        ArtifactType::Footer,
    );
    let title = shortened(fonts, frame.title, (left - margin) / SMALL - 2.0);
    let place = (margin, base);
    draw_passed(surface, fonts, &title, place, SMALL, ArtifactType::Footer);
}

fn draw_passed(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    letters: &[Letter],
    place: (f32, f32),
    size: f32,
    kind: ArtifactType,
) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    draw_letters(surface, fonts, letters, place, size, INK);
    surface.end_tagged();
}

fn letters(fonts: &Fonts, words: &str, weight: Weight) -> Vec<Letter> {
    use unicode_normalization::UnicodeNormalization;
    let letters = Shown::line(words);
    let letters = letters.nfc().map(|letter| fonts.letter(letter, weight));
    letters.collect()
}

fn width(letters: &[Letter]) -> f32 {
    letters.iter().map(|letter| letter.advance).sum()
}

/// As many whole words as fit, in heights of the type, with `…` for those that do not.
fn shortened(fonts: &Fonts, words: &str, room: f32) -> Vec<Letter> {
    let mut all = letters(fonts, words, Weight::Regular);
    if width(&all) <= room {
        return all;
    }
    let more = fonts.letter('…', Weight::Regular);
    while width(&all) + more.advance > room || all.last().is_some_and(|last| last.is_blank()) {
        if all.pop().is_none() {
            return all;
        }
    }
    all.push(more);
    all
}

fn settings(sheet: Sheet) -> PageSettings {
    PageSettings::from_wh(sheet.width, sheet.height).unwrap_or_default()
}

fn filled([red, green, blue]: [u8; 3]) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

/// The part of the link that is on this page, if any is.
fn annotate(
    page: &mut PdfPage<'_>,
    pieces: &[Piece],
    laid: &Laid,
    number: usize,
) -> Option<Identifier> {
    let link = laid.links.get(number)?;
    let mut areas = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.link == Some(number)) {
        let top = piece.base - piece.size * 0.9;
        let bottom = piece.base + piece.size * 0.3;
        let area = Rect::from_ltrb(piece.left, top, piece.left + piece.width, bottom);
        areas.extend(area.map(Quadrilateral::from));
    }
    if areas.is_empty() {
        return None;
    }
    let target = Target::Action(LinkAction::new(plain(&link.to)).into());
    let area = LinkAnnotation::new_with_quad_points(areas, target);
    let words = format!("{}: {}", link.words.trim(), link.to.spoken());
    Some(page.add_tagged_annotation(Annotation::new_link(area, Some(words))))
}

/// The address in ASCII, as PDF wants it.
fn plain(address: &Address) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for byte in address.as_str().bytes() {
        if byte.is_ascii() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes every text");
        }
    }
    out
}

/// The headings as a tree: each under the nearest before it that is less deep.
fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    for node in branches(bookmarks) {
        outline.push_child(node);
    }
    outline
}

fn branches(bookmarks: &[Bookmark]) -> Vec<OutlineNode> {
    let mut nodes = Vec::new();
    let mut rest = bookmarks;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().take_while(|one| one.depth > first.depth);
        let (below, others) = after.split_at(below.count());
        let target = XyzDestination::new(first.page, Point::from_xy(0.0, first.top));
        let mut node = OutlineNode::new(first.words.clone(), target).with_open(first.depth == 1);
        for child in branches(below) {
            node.push_child(child);
        }
        nodes.push(node);
        rest = others;
    }
    nodes
}
