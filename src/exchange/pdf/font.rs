//! The two faces of a PDF: which glyph a letter is, and how wide. Left to right, one glyph a letter, no kerning.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/SecretariatSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/SecretariatSans-Bold.ttf");
/// What stands for a letter that the fonts do not have; a reader that speaks still gets the letter itself.
const UNKNOWN: char = '\u{25A1}';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Both faces, read once for a document.
pub(super) struct Fonts {
    regular: Face,
    bold: Face,
}

struct Face {
    font: Font,
    glyphs: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    /// Units of the font in the height of a line without spacing.
    units: f32,
}

/// A letter with its glyph; the advance is in heights of the type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letter {
    pub(super) character: char,
    pub(super) weight: Weight,
    pub(super) advance: f32,
    /// Whether the fonts have it.
    pub(super) is_known: bool,
    glyph: u32,
}

impl Fonts {
    pub(super) fn new() -> Self {
        Self {
            regular: Face::new(REGULAR),
            bold: Face::new(BOLD),
        }
    }

    pub(super) fn font(&self, weight: Weight) -> Font {
        self.face(weight).font.clone()
    }

    pub(super) fn letter(&self, character: char, weight: Weight) -> Letter {
        let face = self.face(weight);
        let known = Some(character).filter(|character| is_left_to_right(*character));
        let known = known.and_then(|character| face.glyphs.map(character));
        let glyph = known.or_else(|| face.glyphs.map(UNKNOWN));
        let glyph = glyph.unwrap_or_default();
        Letter {
            character: written(character),
            weight,
            advance: face.widths.advance_width(glyph).unwrap_or_default() / face.units,
            is_known: known.is_some(),
            glyph: glyph.to_u32(),
        }
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let read = FontRef::new(bytes).expect("the fonts are part of the program");
        Self {
            font: Font::new(bytes.into(), 0).expect("the fonts are part of the program"),
            glyphs: read.charmap(),
            widths: read.glyph_metrics(Size::unscaled(), LocationRef::default()),
            units: f32::from(
                read.metrics(Size::unscaled(), LocationRef::default())
                    .units_per_em,
            ),
        }
    }
}

impl Letter {
    pub(super) fn is_blank(self) -> bool {
        self.character == ' '
    }

    /// An accent that stands on the letter before it.
    pub(super) fn is_mark(self) -> bool {
        self.advance == 0.0
    }
}

/// What is seen of the letters as a text, and each glyph with its place in that text.
///
/// A glyph stands for one character only: two for one would have to be told apart again in every reader.
pub(super) fn glyphs(letters: &[Letter]) -> (String, Vec<KrillaGlyph>) {
    let mut text = String::with_capacity(letters.len());
    let mut glyphs = Vec::with_capacity(letters.len());
    for letter in letters {
        let start = text.len();
        text.push(match letter.character {
            _ if !letter.is_known => UNKNOWN,
            '\u{A0}' => ' ',
            character => character,
        });
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(letter.glyph),
            letter.advance,
            0.0,
            0.0,
            0.0,
            start..text.len(),
            None,
        ));
    }
    (text, glyphs)
}

/// Letters of scripts that run the other way would stand in the wrong order.
fn is_left_to_right(character: char) -> bool {
    !matches!(
        character,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
    )
}

/// The character as a PDF may hold it: what is no character at all becomes the sign for that.
fn written(character: char) -> char {
    match u32::from(character) & 0xFFFE {
        0xFFFE => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}
