//! The parts put together into a package: what each is, and what it refers to.

use std::collections::BTreeSet;

use super::carried::{Carried, RELATIONSHIP, Related, content_type, ending};
use super::xml::Element;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.";

/// The parts so far, in the order in which they are written.
pub(super) struct Assembly {
    files: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
    related: Vec<Related>,
}

impl Assembly {
    pub(super) fn new() -> Self {
        Self {
            files: Vec::new(),
            types: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Adds a part that the document refers to; the number by which it does so. Names are from the folder `word`.
    pub(super) fn add(&mut self, name: &str, kind: &str, part: &Carried) -> String {
        let id = format!("rId{}", self.related.len() + 1);
        self.related.push(Related {
            id: id.clone(),
            kind: kind.to_owned(),
            target: name.to_owned(),
            is_outside: false,
        });
        let family = if kind == "theme" {
            ""
        } else {
            "wordprocessingml."
        };
        self.put(name, &format!("{TYPE}{family}{kind}+xml"), &part.root);
        self.relate(name, &part.related);
        id
    }

    /// Adds the document itself, whose references stand already.
    pub(super) fn add_document(&mut self, document: &Element) {
        let kind = format!("{TYPE}wordprocessingml.document.main+xml");
        self.put("document.xml", &kind, document);
        let related = std::mem::take(&mut self.related);
        self.relate("document.xml", &related);
    }

    /// All files of the package, with pictures and fonts, and with what it is called and by whom it is issued.
    pub(super) fn finish(
        mut self,
        along: &[(String, Vec<u8>)],
        title: &str,
        organisation: Option<&str>,
    ) -> Vec<(String, Vec<u8>)> {
        let core = "docProps/core.xml".to_owned();
        let kind = "application/vnd.openxmlformats-package.core-properties+xml";
        self.types.push((format!("/{core}"), kind.to_owned()));
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), self.listed(along).file()),
            ("_rels/.rels".to_owned(), top().file()),
            (core, properties(title, organisation).file()),
        ];
        files.append(&mut self.files);
        let along = along.iter().cloned();
        files.extend(along.map(|(name, bytes)| (format!("word/{name}"), bytes)));
        files
    }

    fn put(&mut self, name: &str, kind: &str, part: &Element) {
        self.files.push((format!("word/{name}"), part.file()));
        self.types.push((format!("/word/{name}"), kind.to_owned()));
    }

    fn relate(&mut self, name: &str, related: &[Related]) {
        if related.is_empty() {
            return;
        }
        let list = related.iter().map(|one| {
            let kind = format!("{RELATIONSHIP}{}", one.kind);
            relationship(&one.id, &kind, &from(name, &one.target))
        });
        let list = relationships().with_all(list);
        let (folder, name) = name.rsplit_once('/').unwrap_or(("", name));
        let folder = format!("word/{folder}");
        let place = format!("{}/_rels/{name}.rels", folder.trim_end_matches('/'));
        self.files.push((place, list.file()));
    }

    fn listed(&self, along: &[(String, Vec<u8>)]) -> Element {
        let mut endings = BTreeSet::from([
            (
                "rels".to_owned(),
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            ("xml".to_owned(), "application/xml"),
        ]);
        for (name, _) in along {
            let ending = ending(name);
            endings.extend(content_type(&ending).map(|kind| (ending.clone(), kind)));
        }
        let endings = endings.into_iter().map(|(ending, kind)| {
            Element::new("Default")
                .set("Extension", ending)
                .set("ContentType", kind)
        });
        let parts = self.types.iter().map(|(name, kind)| {
            Element::new("Override")
                .set("PartName", name.as_str())
                .set("ContentType", kind.as_str())
        });
        Element::new("Types")
            .set("xmlns", format!("{PACKAGE}content-types"))
            .with_all(endings)
            .with_all(parts)
    }
}

/// A target as it is named from the folder of a part.
fn from(part: &str, target: &str) -> String {
    let folders = part.matches('/').count();
    format!("{}{target}", "../".repeat(folders))
}

fn relationships() -> Element {
    Element::new("Relationships").set("xmlns", format!("{PACKAGE}relationships"))
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship")
        .set("Id", id)
        .set("Type", kind)
        .set("Target", target)
}

fn top() -> Element {
    let core = format!("{PACKAGE}relationships/metadata/core-properties");
    let document = format!("{RELATIONSHIP}officeDocument");
    relationships()
        .with(relationship("rId1", &document, "word/document.xml"))
        .with(relationship("rId2", &core, "docProps/core.xml"))
}

/// Nothing else is said of a document: no dates, no program, no person.
fn properties(title: &str, organisation: Option<&str>) -> Element {
    let organisation = organisation.map(|one| Element::new("dc:creator").words(one));
    Element::new("cp:coreProperties")
        .set("xmlns:cp", format!("{PACKAGE}metadata/core-properties"))
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with(Element::new("dc:title").words(title))
        .with_all(organisation)
        .with(Element::new("dc:language").words("en-GB"))
}
