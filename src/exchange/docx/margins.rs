//! Headers and footers, and the mark of a text that is not public in each header.

use super::carried::Carried;
use super::reference::part;
use super::styles::{Style, Styles};
use super::xml::{Element, Node};
use crate::domain::audience::Audience;

/// The upper or the lower edge of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Header,
    Footer,
}

/// The pages that a header or footer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// All that the other two are not for.
    Default,
    First,
    Even,
}

#[derive(Debug, Clone)]
pub(super) struct Margin {
    pub(super) edge: Edge,
    pub(super) pages: Pages,
    pub(super) part: Carried,
}

impl Edge {
    pub(super) fn of_reference(name: &str) -> Option<Self> {
        match name {
            "w:headerReference" => Some(Self::Header),
            "w:footerReference" => Some(Self::Footer),
            _ => None,
        }
    }

    pub(super) fn reference(self) -> &'static str {
        match self {
            Self::Header => "w:headerReference",
            Self::Footer => "w:footerReference",
        }
    }

    pub(super) fn root(self) -> &'static str {
        match self {
            Self::Header => "w:hdr",
            Self::Footer => "w:ftr",
        }
    }

    /// The kind of the part's relationship, and how its name begins.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }
}

impl Pages {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "first" => Self::First,
            "even" => Self::Even,
            _ => Self::Default,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::First => "first",
            Self::Even => "even",
        }
    }
}

/// The mark at the top of every header; in a header of its own on the pages that have none.
pub(super) fn mark(
    margins: &mut Vec<Margin>,
    audience: Audience,
    styles: &Styles,
    printed: &[Pages],
) {
    let (Some(mark), Some(caution)) = (audience.mark(), audience.caution()) else {
        return;
    };
    for pages in printed {
        let is_there = |one: &Margin| one.edge == Edge::Header && one.pages == *pages;
        if !margins.iter().any(is_there) {
            margins.push(Margin {
                edge: Edge::Header,
                pages: *pages,
                part: Carried::alone(part(Edge::Header.root())),
            });
        }
    }
    let style = Element::val("w:pStyle", styles.id(Style::Mark));
    let strong = Element::val("w:rStyle", styles.id(Style::Strong));
    let line = Element::new("w:p")
        .with(Element::new("w:pPr").with(style))
        .with(
            Element::new("w:r")
                .with(Element::new("w:rPr").with(strong))
                .with(words(mark)),
        )
        .with(Element::new("w:r").with(words(&format!(" {caution}"))));
    for margin in margins.iter_mut().filter(|one| one.edge == Edge::Header) {
        let children = &mut margin.part.root.children;
        children.insert(0, Node::Element(line.clone()));
    }
}

/// Words of a run, with the blanks at their ends.
pub(super) fn words(words: &str) -> Element {
    Element::new("w:t")
        .set("xml:space", "preserve")
        .words(words)
}
