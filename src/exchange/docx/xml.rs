//! The markup that a Word document is made of, as a tree: read with limits, written through one escaper.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// Elements that one part may have, how deep they may stand, and attributes that one may have.
const MOST: usize = 400_000;
const DEEPEST: usize = 200;
const ATTRIBUTES: usize = 128;

type Name = Cow<'static, str>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) attributes: Vec<(Name, String)>,
    pub(super) children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Words(String),
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name: Name::Borrowed(name),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// An element with nothing but `w:val`, of which there are many.
    pub(super) fn val(name: &'static str, value: impl Into<String>) -> Self {
        Self::new(name).set("w:val", value)
    }

    #[must_use]
    pub(super) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.put(name, value);
        self
    }

    /// Sets an attribute anew, in the place where it was.
    pub(super) fn put(&mut self, name: &'static str, value: impl Into<String>) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((Name::Borrowed(name), value.into())),
        }
    }

    #[must_use]
    pub(super) fn with(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    #[must_use]
    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    #[must_use]
    pub(super) fn words(mut self, words: &str) -> Self {
        self.children.push(Node::Words(words.to_owned()));
        self
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(Node::element)
    }

    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Words(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.name == name)
    }

    /// The `w:val` of a child.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("w:val")
    }

    /// The child of that name; made in front of the first of the names that come after it, if there is none.
    pub(super) fn child_before(&mut self, name: &'static str, after: &[&str]) -> &mut Self {
        let known = self.children.iter().position(|node| node.is_of(&[name]));
        let place = known.unwrap_or_else(|| self.insert_before(Self::new(name), after));
        match &mut self.children[place] {
            Node::Element(child) => child,
            Node::Words(_) => unreachable!("only elements have a name"),
        }
    }

    /// Puts a child in front of the first of the names that come after it; its place.
    pub(super) fn insert_before(&mut self, child: Self, after: &[&str]) -> usize {
        let first = self.children.iter().position(|node| node.is_of(after));
        let place = first.unwrap_or(self.children.len());
        self.children.insert(place, Node::Element(child));
        place
    }

    /// A whole file, with its declaration.
    pub(super) fn file(&self) -> Vec<u8> {
        let mut out =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out);
        out.into_bytes()
    }

    pub(super) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(out, value);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(child) => child.write(out),
                Node::Words(words) => escape(out, words),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

impl Node {
    fn is_of(&self, names: &[&str]) -> bool {
        self.element()
            .is_some_and(|one| names.contains(&&*one.name))
    }

    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Words(_) => None,
        }
    }
}

/// The one way for words to get into a part, between tags and in attributes; what XML forbids is dropped.
fn escape(out: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            plain => out.push(plain),
        }
    }
}

/// A whole part. What is wrong with it is said as the end of a sentence.
pub(super) fn read(bytes: &[u8]) -> Result<Element, String> {
    let mut reading = Reading::new(bytes)?;
    loop {
        match reading.next()? {
            Event::Start(tag) => return reading.element(&tag),
            Event::Empty(tag) => return started(&tag),
            event @ (Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_)
            | Event::Eof) => outside(&event)?,
        }
    }
}

/// The root of a part with only those children of its child that are wanted, for parts of which most is not read.
pub(super) fn read_only(bytes: &[u8], child: &str, wanted: &str) -> Result<Element, String> {
    let mut reading = Reading::new(bytes)?;
    let mut path: Vec<Element> = Vec::new();
    loop {
        match reading.next()? {
            Event::Start(tag) if path.is_empty() || path.len() == 1 && tag.name().0 == child => {
                path.push(started(&tag)?);
            }
            Event::Start(tag) if path.len() == 2 && tag.name().0 == wanted => {
                let found = Node::Element(reading.element(&tag)?);
                if let Some(parent) = path.last_mut() {
                    parent.children = vec![found];
                }
            }
            Event::Start(tag) => {
                let skipped = reading.reader.read_to_end(tag.name());
                skipped.map_err(|_| BROKEN.to_owned())?;
            }
            Event::End(_) => {
                let Some(closed) = path.pop() else {
                    return Err(BROKEN.to_owned());
                };
                match path.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(closed)),
                    None => return Ok(closed),
                }
            }
            Event::Eof => return Err(BROKEN.to_owned()),
            event @ (Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_)) => {
                if path.is_empty() {
                    outside(&event)?;
                }
            }
        }
    }
}

const BROKEN: &str = "its markup is broken";

struct Reading<'a> {
    reader: Reader<&'a [u8]>,
    elements: usize,
}

impl<'a> Reading<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not in UTF-8".to_owned())?;
        let text = text.trim_start_matches('\u{FEFF}');
        Ok(Self {
            reader: Reader::from_str(text),
            elements: 0,
        })
    }

    fn next(&mut self) -> Result<Event<'a>, String> {
        self.reader.read_event().map_err(|_| BROKEN.to_owned())
    }

    /// An element up to its end. Kept on a list and not on the stack of calls, however deep it is.
    fn element(&mut self, tag: &BytesStart<'_>) -> Result<Element, String> {
        let mut open = vec![started(tag)?];
        loop {
            match self.next()? {
                Event::Start(tag) => {
                    self.count(open.len())?;
                    open.push(started(&tag)?);
                }
                Event::Empty(tag) => {
                    self.count(open.len())?;
                    push(&mut open, Node::Element(started(&tag)?));
                }
                Event::End(_) => {
                    let Some(mut closed) = open.pop() else {
                        return Err(BROKEN.to_owned());
                    };
                    drop_layout(&mut closed);
                    if open.is_empty() {
                        return Ok(closed);
                    }
                    push(&mut open, Node::Element(closed));
                }
                Event::Text(words) => push_words(&mut open, &words.xml10_content()),
                Event::CData(words) => push_words(&mut open, &words.xml10_content()),
                Event::GeneralRef(name) => push_words(&mut open, &meant(&name)?),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(_) | Event::DocType(_) | Event::Eof => return Err(BROKEN.to_owned()),
            }
        }
    }

    fn count(&mut self, depth: usize) -> Result<(), String> {
        self.elements += 1;
        if self.elements > MOST || depth > DEEPEST {
            return Err("its markup is too large or too deep".to_owned());
        }
        Ok(())
    }
}

/// What may stand before the first element.
fn outside(event: &Event<'_>) -> Result<(), String> {
    match event {
        Event::Decl(_) | Event::Comment(_) | Event::PI(_) => Ok(()),
        Event::Text(words) if words.trim().is_empty() => Ok(()),
        Event::Start(_)
        | Event::End(_)
        | Event::Empty(_)
        | Event::Text(_)
        | Event::CData(_)
        | Event::DocType(_)
        | Event::GeneralRef(_)
        | Event::Eof => Err(BROKEN.to_owned()),
    }
}

fn started(tag: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| BROKEN.to_owned())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|_| BROKEN.to_owned())?.into_owned();
        attributes.push((Name::Owned(attribute.key.0.to_owned()), value));
        if attributes.len() > ATTRIBUTES {
            return Err("its markup is too large or too deep".to_owned());
        }
    }
    Ok(Element {
        name: Name::Owned(tag.name().0.to_owned()),
        attributes,
        children: Vec::new(),
    })
}

fn push(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn push_words(open: &mut [Element], words: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    match parent.children.last_mut() {
        Some(Node::Words(before)) => before.push_str(words),
        Some(Node::Element(_)) | None => parent.children.push(Node::Words(words.to_owned())),
    }
}

/// Blanks between elements are how the markup was laid out, not words.
fn drop_layout(element: &mut Element) {
    if element.elements().next().is_some() {
        element.children.retain(|node| match node {
            Node::Element(_) => true,
            Node::Words(words) => !words.trim().is_empty(),
        });
    }
}

/// The character behind a reference: there are five names and all numbers, and no others without a `<!DOCTYPE`.
fn meant(reference: &str) -> Result<String, String> {
    let whole = format!("&{reference};");
    let meant = quick_xml::escape::unescape(&whole).map_err(|_| BROKEN.to_owned())?;
    Ok(meant.into_owned())
}
