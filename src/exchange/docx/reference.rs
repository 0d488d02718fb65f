//! The document that ours are made after: its styles, lists, page, headers and footers, without its text.

use std::sync::LazyLock;

use super::carried::{Carried, Carrier, Related, related};
use super::margins::{Edge, Margin, Pages};
use super::numbering::Numbering;
use super::package::{self, Files};
use super::sheet::{Sheet, plain};
use super::styles::{Style, Styles};
use super::xml::{self, Element};
use crate::domain::refusal::Refusal;

const STANDARD: &[u8] = include_bytes!("../../../assets/reference.docx");
pub(super) const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DOCUMENTS: [&str; 2] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
];
/// The settings that show, in the order in which they must stand; not those that protect, merge, trace or fetch.
const SETTINGS: [&str; 17] = [
    "w:zoom",
    "w:embedTrueTypeFonts",
    "w:saveSubsetFonts",
    "w:mirrorMargins",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:consecutiveHyphenLimit",
    "w:hyphenationZone",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "w:compat",
    LANGUAGE,
    "w:clrSchemeMapping",
    "w:doNotAutoCompressPictures",
    "w:decimalSymbol",
    "w:listSeparator",
];
const LANGUAGE: &str = "w:themeFontLang";

/// What a Word document is made after.
#[derive(Debug, Clone)]
pub struct Reference {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The pictures of lists.
    pub(super) bullets: Vec<Related>,
    pub(super) settings: Element,
    /// Colours and fonts that the styles name, each with its kind.
    pub(super) themes: Vec<(&'static str, Carried)>,
    pub(super) margins: Vec<Margin>,
    pub(super) sheet: Sheet,
    /// Pictures and fonts, by their names from the folder `word`.
    pub(super) along: Vec<(String, Vec<u8>)>,
}

impl Reference {
    /// The one that is built in.
    pub fn standard() -> &'static Self {
        static STANDARD_REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
            Reference::opened(STANDARD, None).expect("the built-in one is a document of ours")
        });
        &STANDARD_REFERENCE
    }

    /// One of an office's own, made in Word or `LibreOffice`; what it lacks of our styles is added from the built-in one.
    ///
    /// Refuses what is no Word document, what is too large, and what would run or fetch something when it is opened.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        Self::opened(bytes, Some(Self::standard())).map_err(|wrong| {
            Refusal::invalid(
                "reference",
                format!(
                    "The reference document cannot be used: {wrong}. Nothing was written. Save it again from Word or \
                     LibreOffice as a plain .docx, or use the one that is built in."
                ),
            )
        })
    }

    fn opened(bytes: &[u8], standard: Option<&Self>) -> Result<Self, String> {
        let files = package::read(bytes)?;
        let document = document(&files)?;
        let parts = related(&files, &document)?;
        let mut carrier = Carrier::new(&files);
        let section = section(&files, &document)?;
        let margins = margins(&mut carrier, &parts, &section)?;
        let named = named(&parts, "styles").ok_or("there are no styles in it")?;
        let styles = worded(carrier.part(named, "w:styles")?)?;
        let lists = optional(&mut carrier, &parts, "numbering", "w:numbering")?;
        let lists = worded(lists.unwrap_or_else(|| Carried::alone(part("w:numbering"))))?;
        let mut themes = Vec::new();
        for (kind, root) in [("theme", "a:theme"), ("fontTable", "w:fonts")] {
            let theme = optional(&mut carrier, &parts, kind, root)?;
            themes.extend(theme.map(|theme| (kind, theme)));
        }
        let mut reference = Self {
            styles: Styles::complete(styles.root, standard.map(|one| &one.styles)),
            numbering: Numbering::new(lists.root),
            bullets: lists.related,
            settings: settings(&files, &parts, standard)?,
            themes,
            margins,
            sheet: Sheet::new(&section),
            along: carrier.along(),
        };
        if let Some(standard) = standard {
            reference.add_lists(standard);
        }
        Ok(reference)
    }

    /// Whether pages on the left have headers of their own.
    pub(super) fn has_even_pages(&self) -> bool {
        is_on(self.settings.child("w:evenAndOddHeaders"))
    }

    fn add_lists(&mut self, standard: &Self) {
        for style in [Style::Bullets, Style::Numbers] {
            if self.styles.list(style, &self.numbering).is_none()
                && let Some(theirs) = standard.styles.list(style, &standard.numbering)
                && let Some(number) = self.numbering.add(&theirs, &standard.numbering)
            {
                self.styles.put_list(style, &number);
            }
        }
    }
}

/// An empty part of text, with the names that we use in it.
pub(super) fn part(name: &'static str) -> Element {
    Element::new(name).set("xmlns:w", WORDS).set(
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
}

/// Whether a switch of a section or of the settings is there and not put off.
pub(super) fn is_on(switch: Option<&Element>) -> bool {
    let value = switch.map(|one| one.attribute("w:val").unwrap_or("on"));
    value.is_some_and(|value| !["0", "false", "off"].contains(&value))
}

/// The name of the part that the package says is the document.
fn document(files: &Files) -> Result<String, String> {
    let no_document = "it is not a Word document (.docx)";
    let types = files.get("[Content_Types].xml").ok_or(no_document)?;
    let types = xml::read(types).map_err(|wrong| format!("in its list of parts, {wrong}"))?;
    let stated = |kind: &str| {
        types
            .elements()
            .any(|one| one.attribute("ContentType") == Some(kind))
    };
    if types
        .elements()
        .filter_map(|one| one.attribute("ContentType"))
        .any(|kind| kind.to_ascii_lowercase().contains("macroenabled"))
    {
        return Err("there are macros in it".to_owned());
    }
    let parts = related(files, "")?;
    match named(&parts, "officeDocument") {
        Some(name) if DOCUMENTS.into_iter().any(stated) => Ok(name.to_owned()),
        _ => Err(no_document.to_owned()),
    }
}

fn named<'a>(parts: &'a [Related], kind: &str) -> Option<&'a str> {
    let found = parts.iter().find(|one| one.kind == kind && !one.is_outside);
    found.map(|one| one.target.as_str())
}

fn optional(
    carrier: &mut Carrier<'_>,
    parts: &[Related],
    kind: &str,
    root: &str,
) -> Result<Option<Carried>, String> {
    named(parts, kind)
        .map(|name| carrier.part(name, root))
        .transpose()
}

/// A part whose names mean what ours do: a strict document has others of the same look.
fn worded(part: Carried) -> Result<Carried, String> {
    if part.root.attribute("xmlns:w") == Some(WORDS) {
        Ok(part)
    } else {
        Err("it is a Strict Open XML document, or its markup is unusual".to_owned())
    }
}

/// The last section, which is that of the whole document if there are no others.
fn section(files: &Files, document: &str) -> Result<Element, String> {
    let bytes = files.get(document);
    let bytes = bytes.ok_or("the document in it is missing")?;
    let read = xml::read_only(bytes, "w:body", "w:sectPr");
    let read = read.map_err(|wrong| format!("in its part {document}, {wrong}"))?;
    let read = worded(Carried::alone(read))?.root;
    let body = read
        .child("w:body")
        .ok_or("the document in it is missing")?;
    let section = body.child("w:sectPr").cloned();
    Ok(section.unwrap_or_else(|| Element::new("w:sectPr")))
}

fn margins(
    carrier: &mut Carrier<'_>,
    parts: &[Related],
    section: &Element,
) -> Result<Vec<Margin>, String> {
    let mut margins: Vec<Margin> = Vec::new();
    for reference in section.elements() {
        let Some(edge) = Edge::of_reference(&reference.name) else {
            continue;
        };
        let pages = Pages::named(reference.attribute("w:type").unwrap_or("default"));
        let id = reference.attribute("r:id").unwrap_or_default();
        let known = margins
            .iter()
            .any(|one| one.edge == edge && one.pages == pages);
        if known {
            continue;
        }
        let found = parts.iter().find(|one| one.id == id && !one.is_outside);
        let found = found.ok_or("a header or footer of it is missing")?;
        let part = worded(carrier.part(&found.target, edge.root())?)?;
        margins.push(Margin { edge, pages, part });
    }
    Ok(margins)
}

/// Of the settings, those that show; in our language. What else they name, a template above all, is not looked for.
fn settings(
    files: &Files,
    parts: &[Related],
    standard: Option<&Reference>,
) -> Result<Element, String> {
    let bytes = named(parts, "settings").and_then(|name| files.get(name));
    let read = bytes.map(|bytes| xml::read(bytes)).transpose();
    let read = read.map_err(|wrong| format!("in its settings, {wrong}"))?;
    let mut kept = part("w:settings");
    for name in SETTINGS {
        // Without it, Word takes the file for one of 2007.
        let usual = standard
            .filter(|_| name == "w:compat")
            .map(|one| &one.settings);
        let found = read.as_ref().and_then(|one| one.child(name));
        let found = found.or_else(|| usual.and_then(|one| one.child(name)));
        if name == LANGUAGE {
            kept = kept.with(Element::val(LANGUAGE, "en-GB"));
        } else if let Some(found) = found {
            kept = kept.with(plain(found));
        }
    }
    Ok(kept)
}
