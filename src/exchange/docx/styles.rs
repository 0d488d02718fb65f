//! The styles of a Word document: which ours are, found by their names, and added where an office has none of that name.

use std::collections::BTreeMap;

use super::numbering::Numbering;
use super::xml::{Element, Node};

/// How long a chain of styles is followed, since a file may hold a ring.
const CHAIN: usize = 20;
/// What stands behind the paragraph's part of a style.
const AFTER_PARAGRAPH: [&str; 5] = ["w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr"];
/// What stands behind the numbering in the paragraph's part of a style.
const AFTER_NUMBERING: [&str; 23] = [
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:outlineLvl",
];

/// What a piece of a document is, as far as it has a look of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// Whatever the file says of text that is nothing else.
    Plain,
    Title,
    Subtitle,
    Lead,
    Details,
    Section,
    Part,
    /// Not written by us; for those who go on in Word.
    Subpart,
    Bullets,
    Numbers,
    Caption,
    Mark,
    TableText,
    TableHead,
    Table,
    Strong,
}

#[derive(Debug, Clone)]
pub(super) struct Styles {
    pub(super) root: Element,
    ids: BTreeMap<Style, String>,
}

impl Style {
    const ALL: [Self; 16] = [
        Self::Plain,
        Self::Title,
        Self::Subtitle,
        Self::Lead,
        Self::Details,
        Self::Section,
        Self::Part,
        Self::Subpart,
        Self::Bullets,
        Self::Numbers,
        Self::Caption,
        Self::Mark,
        Self::TableText,
        Self::TableHead,
        Self::Table,
        Self::Strong,
    ];

    /// As Word keeps it, whatever language it speaks; ids differ between languages and programs.
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "Normal",
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Lead => "Lead",
            Self::Details => "Details",
            Self::Section => "heading 1",
            Self::Part => "heading 2",
            Self::Subpart => "heading 3",
            Self::Bullets => "List Bullet",
            Self::Numbers => "List Number",
            Self::Caption => "caption",
            Self::Mark => "Mark",
            Self::TableText => "Table Text",
            Self::TableHead => "Table Head",
            Self::Table => "Secretariat Table",
            Self::Strong => "Strong",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Strong => "character",
            Self::Plain
            | Self::Title
            | Self::Subtitle
            | Self::Lead
            | Self::Details
            | Self::Section
            | Self::Part
            | Self::Subpart
            | Self::Bullets
            | Self::Numbers
            | Self::Caption
            | Self::Mark
            | Self::TableText
            | Self::TableHead => "paragraph",
        }
    }
}

impl Styles {
    /// The styles of a file in our language, with ours among them; `standard` has all of ours.
    pub(super) fn complete(root: Element, standard: Option<&Self>) -> Self {
        let mut styles = Self {
            root,
            ids: BTreeMap::new(),
        };
        styles.speak_english();
        styles.put_default();
        for style in Style::ALL {
            let default = (style == Style::Plain).then(|| styles.default(style.kind()));
            let id = default
                .flatten()
                .or_else(|| styles.add(style.kind(), style.name(), standard));
            styles.ids.extend(id.map(|id| (style, id)));
        }
        styles
    }

    pub(super) fn id(&self, style: Style) -> &str {
        let id = self.ids.get(&style);
        id.expect("every style is in the standard reference, and added from there")
    }

    fn of(&self, style: Style) -> Option<&Element> {
        self.by_id(self.ids.get(&style)?)
    }

    /// How far a style's text is set in from the left, in twentieths of a point.
    pub(super) fn indent(&self, style: Style) -> Option<u32> {
        let paragraph = self.of(style)?.child("w:pPr")?;
        let indent = paragraph.child("w:ind")?;
        let left = indent
            .attribute("w:left")
            .or_else(|| indent.attribute("w:start"));
        left?.parse().ok()
    }

    /// The number of the list that a style belongs to, by itself or by the style that it is based on.
    pub(super) fn list(&self, style: Style, numbering: &Numbering) -> Option<String> {
        let mut next = self.of(style);
        for _ in 0..CHAIN {
            let style = next?;
            let list = style.child("w:pPr").and_then(|one| one.child("w:numPr"));
            if let Some(number) = list.and_then(|list| list.value("w:numId")) {
                return numbering.is_known(number).then(|| number.to_owned());
            }
            next = style.value("w:basedOn").and_then(|id| self.by_id(id));
        }
        None
    }

    /// Gives a list style without a list the one that it has in the standard.
    pub(super) fn put_list(&mut self, style: Style, number: &str) {
        let Some(id) = self.ids.get(&style).cloned() else {
            return;
        };
        let mut styles = self.root.elements_mut();
        if let Some(style) = styles.find(|one| one.attribute("w:styleId") == Some(&id)) {
            let paragraph = style.child_before("w:pPr", &AFTER_PARAGRAPH);
            let list = paragraph.child_before("w:numPr", &AFTER_NUMBERING);
            list.children = vec![Node::Element(Element::val("w:numId", number))];
        }
    }

    /// The language of the whole, and of no style by itself: all our words are British English.
    fn speak_english(&mut self) {
        for style in self.root.elements_mut() {
            if style.name == "w:style" {
                drop_language(style);
            }
        }
        let defaults = self
            .root
            .child_before("w:docDefaults", &["w:latentStyles", "w:style"]);
        let run = defaults
            .child_before("w:rPrDefault", &["w:pPrDefault"])
            .child_before("w:rPr", &[]);
        let language =
            run.child_before("w:lang", &["w:eastAsianLayout", "w:specVanish", "w:oMath"]);
        language.put("w:val", "en-GB");
    }

    /// `LibreOffice` calls its plain style Normal and does not say that it is the default.
    fn put_default(&mut self) {
        if self.default("paragraph").is_some() {
            return;
        }
        let Some(id) = self.id_of("paragraph", Style::Plain.name()) else {
            return;
        };
        let mut styles = self.root.elements_mut();
        if let Some(style) = styles.find(|one| one.attribute("w:styleId") == Some(&id)) {
            style.put("w:default", "1");
        }
    }

    fn all(&self) -> impl Iterator<Item = &Element> {
        self.root.elements().filter(|one| one.name == "w:style")
    }

    fn by_id(&self, id: &str) -> Option<&Element> {
        self.all()
            .find(|one| one.attribute("w:styleId") == Some(id))
    }

    fn id_of(&self, kind: &str, name: &str) -> Option<String> {
        let mut all = self.all().filter(|one| kind_of(one) == kind);
        let found = all.find(|one| {
            let known = one.value("w:name").unwrap_or_default();
            known.eq_ignore_ascii_case(name)
        });
        found?.attribute("w:styleId").map(str::to_owned)
    }

    fn default(&self, kind: &str) -> Option<String> {
        let mut all = self.all().filter(|one| kind_of(one) == kind);
        let found = all.find(|one| matches!(one.attribute("w:default"), Some("1" | "true" | "on")));
        found?.attribute("w:styleId").map(str::to_owned)
    }

    /// The id of the style of that name; taken from the standard, with all that it is based on, if there is none.
    fn add(&mut self, kind: &str, name: &str, standard: Option<&Self>) -> Option<String> {
        if let Some(id) = self.id_of(kind, name) {
            return Some(id);
        }
        let standard = standard?;
        let theirs = standard.id_of(kind, name)?;
        let mut style = standard.by_id(&theirs)?.clone();
        let id = self.free(&theirs);
        style.put("w:styleId", id.as_str());
        drop_list(&mut style);
        let references: Vec<String> = ["w:basedOn", "w:next"]
            .iter()
            .filter_map(|reference| style.value(reference).map(str::to_owned))
            .collect();
        self.root.children.push(Node::Element(style));
        for reference in references {
            let ours = self.like(&reference, standard);
            let mut styles = self.root.elements_mut();
            if let Some(style) = styles.find(|one| one.attribute("w:styleId") == Some(&id)) {
                point(style, &reference, ours);
            }
        }
        Some(id)
    }

    /// The id of what a style of the standard is here: by its name, or as the default of its kind.
    fn like(&mut self, id: &str, standard: &Self) -> Option<String> {
        let theirs = standard.by_id(id)?;
        let kind = kind_of(theirs);
        if standard.default(kind).as_deref() == Some(id) {
            return self.default(kind);
        }
        self.add(kind, theirs.value("w:name")?, Some(standard))
    }

    fn free(&self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.by_id(&id).is_some() {
            id.push('x');
        }
        id
    }
}

fn kind_of(style: &Element) -> &str {
    style.attribute("w:type").unwrap_or("paragraph")
}

/// Lets a style refer to the style that stands here for one of the standard; to none if there is none.
fn point(style: &mut Element, old: &str, new: Option<String>) {
    let is_reference = |one: &Element| {
        ["w:basedOn", "w:next"].contains(&&*one.name) && one.attribute("w:val") == Some(old)
    };
    match new {
        Some(new) => {
            for reference in style.elements_mut().filter(|one| is_reference(one)) {
                reference.put("w:val", new.as_str());
            }
        }
        None => style
            .children
            .retain(|node| !node.element().is_some_and(is_reference)),
    }
}

fn drop_language(element: &mut Element) {
    element
        .children
        .retain(|node| node.element().is_none_or(|one| one.name != "w:lang"));
    element.elements_mut().for_each(drop_language);
}

fn drop_list(style: &mut Element) {
    for paragraph in style.elements_mut().filter(|one| one.name == "w:pPr") {
        paragraph
            .children
            .retain(|node| node.element().is_none_or(|one| one.name != "w:numPr"));
    }
}
