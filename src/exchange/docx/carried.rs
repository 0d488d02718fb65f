//! What is carried over of an office's part: all that shows, without what reaches outside, runs, or tells who wrote it.

use std::collections::BTreeMap;

use super::package::Files;
use super::xml::{self, Element, Node};

/// How the kinds of relationships begin in the files that we read and write.
pub(super) const RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// Fields that only say what the document itself knows, or the day.
const FIELDS: [&str; 10] = [
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "STYLEREF",
    "TITLE",
    "AUTHOR",
    "DATE",
    "TIME",
    "FILENAME",
];
/// The words in these stay, without what is around them.
const UNWRAPPED: [&str; 4] = ["w:hyperlink", "w:ins", "w:moveTo", "w:smartTag"];
/// These go with all that is in them; of a picture, what newer programs than ours put beside it.
const DROPPED: [&str; 13] = [
    "a:extLst",
    "w:del",
    "w:moveFrom",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:commentReference",
    "w:proofErr",
    "w:dataBinding",
    "w:placeholder",
    "a:hlinkClick",
    "a:hlinkHover",
];

/// A part with the pictures and fonts that it names.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    pub(super) root: Element,
    pub(super) related: Vec<Related>,
}

/// A relationship of a part.
#[derive(Debug, Clone)]
pub(super) struct Related {
    pub(super) id: String,
    /// The end of the relationship's type, as `header`.
    pub(super) kind: String,
    /// In the package that is read from its top, in the one that is written from the folder `word`.
    pub(super) target: String,
    pub(super) is_outside: bool,
}

/// Carries parts over and remembers which pictures and fonts went along.
pub(super) struct Carrier<'a> {
    files: &'a Files,
    /// By their names in the package that is read, the names in the one that is written.
    names: BTreeMap<String, String>,
}

impl Carried {
    pub(super) fn alone(root: Element) -> Self {
        Self {
            root,
            related: Vec::new(),
        }
    }
}

impl<'a> Carrier<'a> {
    pub(super) fn new(files: &'a Files) -> Self {
        Self {
            files,
            names: BTreeMap::new(),
        }
    }

    /// Pictures and fonts, as they are to be written.
    pub(super) fn along(self) -> Vec<(String, Vec<u8>)> {
        let files = self.files;
        let named = self.names.into_iter();
        named
            .filter_map(|(old, new)| Some((new, files.get(&old)?.clone())))
            .collect()
    }

    /// A part whose root has that name. What is wrong with it is said as the end of a sentence.
    pub(super) fn part(&mut self, name: &str, root: &str) -> Result<Carried, String> {
        let bytes = self.files.get(name);
        let bytes = bytes.ok_or_else(|| format!("its part {name} is missing"))?;
        let part = xml::read(bytes).map_err(|wrong| format!("in its part {name}, {wrong}"))?;
        if part.name != root {
            return Err(format!("its part {name} is not what it should be"));
        }
        let known = related(self.files, name)?;
        let mut related = Vec::new();
        let mut part = Carried {
            root: self.cleaned(&part, name, &known, &mut related)?,
            related,
        };
        part.related.sort_by(|one, other| one.id.cmp(&other.id));
        part.related.dedup_by(|one, other| one.id == other.id);
        check_fields(&part.root).map_err(|field| {
            format!(
                "its part {name} has the field {field}, which may fetch something from elsewhere"
            )
        })?;
        Ok(part)
    }

    fn cleaned(
        &mut self,
        element: &Element,
        part: &str,
        known: &[Related],
        related: &mut Vec<Related>,
    ) -> Result<Element, String> {
        let mut clean = Element {
            name: element.name.clone(),
            attributes: Vec::with_capacity(element.attributes.len()),
            children: Vec::with_capacity(element.children.len()),
        };
        for (name, value) in &element.attributes {
            if is_address(name) || name.starts_with("w:rsid") {
                continue;
            }
            if name.starts_with("r:") {
                related.push(self.taken_along(part, value, known)?);
            }
            clean.attributes.push((name.clone(), value.clone()));
        }
        for node in &element.children {
            match node {
                Node::Words(words) => clean.children.push(Node::Words(words.clone())),
                Node::Element(child) if is_dropped(&child.name) => {}
                Node::Element(child) if UNWRAPPED.contains(&&*child.name) => {
                    let mut inside = child.clone();
                    inside.attributes.clear();
                    let inside = self.cleaned(&inside, part, known, related)?;
                    clean.children.extend(inside.children);
                }
                Node::Element(child) => {
                    let child = self.cleaned(child, part, known, related)?;
                    clean.children.push(Node::Element(child));
                }
            }
        }
        Ok(clean)
    }

    /// A picture or a font of the file itself. Anything else that is named is refused: a document must not fetch.
    fn taken_along(&mut self, part: &str, id: &str, known: &[Related]) -> Result<Related, String> {
        let found = known.iter().find(|one| one.id == id);
        let found = found.ok_or_else(|| format!("its part {part} names a part that is missing"))?;
        if found.is_outside {
            return Err(format!(
                "its part {part} has a picture or text that lies elsewhere; put it into the file itself"
            ));
        }
        let next = self.names.len() + 1;
        let ending = ending(&found.target);
        let target = match found.kind.as_str() {
            "image" if content_type(&ending).is_some() && ending != "odttf" => {
                format!("media/image{next}.{ending}")
            }
            "font" if ending == "odttf" => format!("fonts/font{next}.odttf"),
            _ => {
                return Err(format!(
                    "its part {part} has something in it that is no picture (.{ending})"
                ));
            }
        };
        if !self.files.contains_key(&found.target) {
            return Err(format!("its part {} is missing", found.target));
        }
        let target = self.names.entry(found.target.clone()).or_insert(target);
        Ok(Related {
            target: target.clone(),
            ..found.clone()
        })
    }
}

/// The content type of a picture or a font, by the ending of its name.
pub(super) fn content_type(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "emf" => "image/x-emf",
        "wmf" => "image/x-wmf",
        "svg" => "image/svg+xml",
        "odttf" => "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        _ => return None,
    })
}

/// The ending of a file's name in small letters, without the dot.
pub(super) fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

/// What a part of the package is related to; none if it says nothing of it.
pub(super) fn related(files: &Files, part: &str) -> Result<Vec<Related>, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let place = format!("{folder}/_rels/{name}.rels");
    let place = place.trim_start_matches('/');
    let Some(bytes) = files.get(place) else {
        return Ok(Vec::new());
    };
    let list = xml::read(bytes).map_err(|wrong| format!("in its part {place}, {wrong}"))?;
    let relationship = |one: &Element| {
        let target = one.attribute("Target")?;
        let is_outside = one.attribute("TargetMode") == Some("External");
        Some(Related {
            id: one.attribute("Id")?.to_owned(),
            kind: one
                .attribute("Type")?
                .strip_prefix(RELATIONSHIP)?
                .to_owned(),
            target: if is_outside {
                target.to_owned()
            } else {
                inside(folder, target)
            },
            is_outside,
        })
    };
    Ok(list.elements().filter_map(relationship).collect())
}

/// A target as a name in the package, whether it is given from the top or from a folder.
fn inside(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(from_top) => from_top.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut path: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// Where old drawings keep an address by the side of the relationship.
fn is_address(attribute: &str) -> bool {
    let local = attribute
        .rsplit_once(':')
        .map_or(attribute, |(_, local)| local);
    !attribute.starts_with("r:") && ["src", "href", "althref"].contains(&local)
}

fn is_dropped(name: &str) -> bool {
    DROPPED.contains(&name) || (name.starts_with("w:") && name.ends_with("Change"))
}

/// The first field that is not known to be harmless.
fn check_fields(root: &Element) -> Result<(), String> {
    let mut open = Vec::new();
    check_inside(root, &mut open)?;
    open.iter().try_for_each(|code| check_code(code))
}

/// Fields may stand in one another, each from its beginning over its code to a separator or its end.
fn check_inside(element: &Element, open: &mut Vec<String>) -> Result<(), String> {
    match &*element.name {
        "w:fldSimple" => check_code(element.attribute("w:instr").unwrap_or_default())?,
        "w:fldChar" => match element.attribute("w:fldCharType") {
            Some("begin") => open.push(String::new()),
            Some("separate") => check_code(open.last().map_or("", String::as_str))?,
            _ => check_code(&open.pop().unwrap_or_default())?,
        },
        "w:instrText" => {
            let code = element.children.iter().filter_map(|node| match node {
                Node::Words(words) => Some(words.as_str()),
                Node::Element(_) => None,
            });
            match open.last_mut() {
                Some(field) => field.extend(code),
                None => return Err(shortened(&code.collect::<String>())),
            }
        }
        _ => {}
    }
    element
        .elements()
        .try_for_each(|child| check_inside(child, open))
}

fn check_code(code: &str) -> Result<(), String> {
    let word = code.split_whitespace().next().unwrap_or_default();
    if FIELDS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        Ok(())
    } else {
        Err(shortened(word))
    }
}

/// As much of a field's name as fits into a sentence.
fn shortened(word: &str) -> String {
    word.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(20)
        .collect()
}
