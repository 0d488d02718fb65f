//! The page: its size and margins as the reference has them, turned across for a table that is too wide for it.

use super::margins::Pages;
use super::reference::is_on;
use super::xml::Element;

/// What shows of a section, in the order in which it must stand.
const KEPT: [&str; 11] = [
    SIZE,
    MARGINS,
    "w:pgBorders",
    "w:lnNumType",
    "w:pgNumType",
    "w:cols",
    "w:vAlign",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:docGrid",
];
const SIZE: &str = "w:pgSz";
const MARGINS: &str = "w:pgMar";
/// A4 with margins of 25 mm, in twentieths of a point.
const WIDTH: u32 = 11_906;
const HEIGHT: u32 = 16_838;
const MARGIN: u32 = 1_418;
/// Text is never thought narrower than that.
const NARROWEST: u32 = 1_000;
const WIDEST: u32 = 31_680;

#[derive(Debug, Clone)]
pub(super) struct Sheet {
    section: Element,
}

impl Sheet {
    pub(super) fn new(section: &Element) -> Self {
        let mut kept = Element::new("w:sectPr");
        for name in KEPT {
            match section.child(name) {
                Some(found) => kept = kept.with(plain(found)),
                None if name == SIZE => {
                    let size = Element::new(SIZE);
                    let size = size.set("w:w", WIDTH.to_string());
                    kept = kept.with(size.set("w:h", HEIGHT.to_string()));
                }
                None if name == MARGINS => kept = kept.with(standard_margins()),
                None => {}
            }
        }
        Self { section: kept }
    }

    /// The section with these headers and footers.
    pub(super) fn section(&self, references: Vec<Element>) -> Element {
        Element::new("w:sectPr")
            .with_all(references)
            .with_all(self.section.elements().cloned())
    }

    /// The pages that have headers of their own.
    pub(super) fn printed(&self, has_even_pages: bool) -> Vec<Pages> {
        let mut printed = vec![Pages::Default];
        if is_on(self.section.child("w:titlePg")) {
            printed.push(Pages::First);
        }
        if has_even_pages {
            printed.push(Pages::Even);
        }
        printed
    }

    /// How wide a line is, in twentieths of a point.
    pub(super) fn room(&self) -> u32 {
        let sides = ["w:left", "w:right", "w:gutter"];
        let margins: u32 = sides.iter().map(|side| self.number(MARGINS, side)).sum();
        let room = self.number(SIZE, "w:w").saturating_sub(margins);
        let columns = self.number("w:cols", "w:num").clamp(1, 10);
        let between = self.number("w:cols", "w:space") * (columns - 1);
        (room.saturating_sub(between) / columns).clamp(NARROWEST, WIDEST)
    }

    /// The same sheet with its longer side below; as it is if it lies already.
    pub(super) fn turned(&self) -> Self {
        let mut turned = self.clone();
        let (width, height) = (self.number(SIZE, "w:w"), self.number(SIZE, "w:h"));
        for size in turned.section.elements_mut().filter(|one| one.name == SIZE) {
            if width < height {
                size.put("w:w", height.to_string());
                size.put("w:h", width.to_string());
                size.put("w:orient", "landscape");
            }
        }
        turned
    }

    fn number(&self, element: &str, attribute: &str) -> u32 {
        let element = self.section.child(element);
        let number = element.and_then(|one| one.attribute(attribute));
        let number = number.and_then(|number| number.parse().ok());
        number.unwrap_or(0).min(WIDEST)
    }
}

/// Without what names another part or belongs to another program.
pub(super) fn plain(element: &Element) -> Element {
    let mut plain = element.clone();
    plain
        .attributes
        .retain(|(name, _)| name.starts_with("w:") && !name.starts_with("w:rsid"));
    let inside = element.elements().filter(|one| one.name.starts_with("w:"));
    plain.children = Vec::new();
    plain.with_all(inside.map(self::plain))
}

fn standard_margins() -> Element {
    let sides = ["w:top", "w:right", "w:bottom", "w:left"];
    let margins = sides
        .into_iter()
        .fold(Element::new(MARGINS), |margins, side| {
            margins.set(side, MARGIN.to_string())
        });
    ["w:header", "w:footer"]
        .into_iter()
        .fold(margins, |margins, edge| {
            margins.set(edge, (MARGIN / 2).to_string())
        })
        .set("w:gutter", "0")
}
