//! A document for Word, made after a reference document, as an office may have one of its own.
//!
//! `body` and `table` write what a document says, in the styles of the reference; `reference` reads one, and `carried`
//! decides what of it goes along. `assembly` and `package` make the file. No field and no link is made from our words.

mod assembly;
mod body;
mod carried;
mod margins;
mod measure;
mod numbering;
mod package;
mod reference;
mod sheet;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod xml;

pub use self::reference::Reference;

use self::assembly::Assembly;
use self::body::Body;
use self::carried::Carried;
use self::margins::mark;
use self::reference::part;
use self::sheet::Sheet;
use self::xml::Element;
use super::document::Document;
use crate::domain::refusal::Refusal;
use crate::domain::shown::Shown;

/// The whole document; one that is not public says so in its title and at the top of each page. The same bytes each time.
///
/// Refuses only what is larger than a package may be.
pub fn render(document: &Document, reference: &Reference) -> Result<Vec<u8>, Refusal> {
    let sheet = if table::is_too_wide(document, reference.sheet.room()) {
        reference.sheet.turned()
    } else {
        reference.sheet.clone()
    };
    let body = Body::written(document, reference, sheet.room());
    let organisation = document.organisation.as_ref().map(|one| Shown::line(one));
    let files = assembled(document, reference, &sheet, body).finish(
        &reference.along,
        &document.marked_title(),
        organisation.as_ref().map(Shown::as_str),
    );
    package::write(&files).map_err(|error| {
        Refusal::state(format!(
            "The document could not be written for Word: {error}. Nothing was written; choose html instead."
        ))
    })
}

fn assembled(
    document: &Document,
    reference: &Reference,
    sheet: &Sheet,
    body: Body<'_>,
) -> Assembly {
    let mut assembly = Assembly::new();
    let styles = Carried::alone(reference.styles.root.clone());
    assembly.add("styles.xml", "styles", &styles);
    let numbering = Carried {
        root: body.numbering.root,
        related: reference.bullets.clone(),
    };
    assembly.add("numbering.xml", "numbering", &numbering);
    let settings = Carried::alone(reference.settings.clone());
    assembly.add("settings.xml", "settings", &settings);
    for (kind, theme) in &reference.themes {
        assembly.add(&format!("{kind}.xml"), kind, theme);
    }
    let references = edges(&mut assembly, document, reference, sheet);
    let content = Element::new("w:body")
        .with_all(body.blocks)
        .with(sheet.section(references));
    assembly.add_document(&part("w:document").with(content));
    assembly
}

/// Adds headers and footers; how the section refers to them.
fn edges(
    assembly: &mut Assembly,
    document: &Document,
    reference: &Reference,
    sheet: &Sheet,
) -> Vec<Element> {
    let mut margins = reference.margins.clone();
    let printed = sheet.printed(reference.has_even_pages());
    mark(&mut margins, document.audience, &reference.styles, &printed);
    let mut references = Vec::with_capacity(margins.len());
    for (place, margin) in margins.iter().enumerate() {
        let kind = margin.edge.kind();
        let id = assembly.add(&format!("{kind}{}.xml", place + 1), kind, &margin.part);
        let reference = Element::new(margin.edge.reference());
        references.push(reference.set("w:type", margin.pages.name()).set("r:id", id));
    }
    references
}
