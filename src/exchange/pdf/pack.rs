//! The pack: agenda and papers in one PDF, each paper behind a front sheet, every page marked and counted on.

use krilla::configure::Configuration;
use krilla::error::KrillaError;
use krilla::geom::{Size, Transform};
use krilla::pdf::PdfDocument;

use super::accessible;
use super::flow::Sheet;
use super::font::Fonts;
use super::layout::{Laid, laid};
use super::paper::{Readable, of_version, read};
use super::write::{Frame, Writer};
use crate::domain::audience::Audience;
use crate::domain::refusal::Refusal;
use crate::domain::shown::Shown;
use crate::exchange::document::{Block, Document, Inline};

/// Above and below a page that was handed in; the mark and the page number stand there.
const EDGE: f32 = 50.0;
/// What is bound, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A document of ours, the agenda above all.
    Document(Document),
    Paper(Paper),
}

/// A paper that was handed in, as its front sheet tells of it; a text that is empty is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub number: String,
    pub title: String,
    /// Number and title of the item that it belongs to.
    pub item: String,
    pub purpose: String,
    pub presenter: String,
    pub file: PaperFile,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperFile {
    /// The bytes of a PDF, as they came.
    Pdf(Vec<u8>),
    /// Something else: a sentence that says where it is, or when it is to come.
    Elsewhere(String),
}

/// The pack and the papers that could not be put into it, each with a sentence that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub bytes: Vec<u8>,
    pub left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Of the parts, which; counted from 0.
    pub part: usize,
    pub sentence: String,
}

/// A part on pages, with the pages that follow its front sheet.
struct Bindable {
    laid: Laid,
    paper: Option<Readable>,
}

/// The same bytes each time. A paper that cannot be read is left out, and its front sheet says so.
///
/// Refuses only what a PDF cannot hold.
pub fn bind(
    title: &str,
    organisation: Option<&str>,
    audience: Audience,
    parts: &[Part],
) -> Result<Bound, Refusal> {
    let fonts = Fonts::new();
    let mut left_out = Vec::new();
    let mut bindable = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        bindable.push(match part {
            Part::Document(document) => {
                let document = Document {
                    audience,
                    ..document.clone()
                };
                Bindable {
                    laid: laid(&fonts, &document),
                    paper: None,
                }
            }
            Part::Paper(paper) => {
                let (front, paper) = opened(paper, audience);
                if let Err(sentence) = &paper {
                    left_out.push(LeftOut {
                        part: place,
                        sentence: sentence.clone(),
                    });
                }
                Bindable {
                    laid: laid(&fonts, &front),
                    paper: paper.ok(),
                }
            }
        });
    }
    let cover = Document::new(title, audience);
    let bytes = bound(&fonts, &cover, organisation, &bindable).map_err(|error| {
        Refusal::state(format!(
            "The pack could not be made: {error}. Nothing was written; the papers are as they were."
        ))
    })?;
    Ok(Bound { bytes, left_out })
}

fn bound(
    fonts: &Fonts,
    cover: &Document,
    organisation: Option<&str>,
    parts: &[Bindable],
) -> Result<Vec<u8>, KrillaError> {
    let title = super::titled(cover).title;
    let frame = Frame {
        audience: cover.audience,
        title: &title,
        pages: parts.iter().map(Bindable::pages).sum::<usize>().max(1),
    };
    let mut writer = Writer::new(fonts, configuration(parts));
    if parts.is_empty() {
        writer.add(&laid(fonts, &super::titled(cover)), frame);
    }
    for part in parts {
        writer.add(&part.laid, frame);
        let paper = part.paper.iter();
        for (paper, number, size) in paper.flat_map(Readable::numbered) {
            add_page(&mut writer, frame, paper, number, size);
        }
    }
    let organisation = organisation.map(Shown::line);
    let title = super::titled(cover).marked_title();
    writer.finish(&title, organisation.as_ref().map(Shown::as_str))
}

/// Papers of others cannot be checked, so a pack with one in it says of no standard that it holds to it.
fn configuration(parts: &[Bindable]) -> Configuration {
    let papers = parts.iter().filter_map(|part| part.paper.as_ref());
    papers
        .map(|paper| paper.version)
        .max()
        .map_or_else(accessible, of_version)
}

impl Bindable {
    fn pages(&self) -> usize {
        let paper = self.paper.as_ref().map_or(0, |paper| paper.pages.len());
        self.laid.pages.len() + paper
    }
}

/// A page that was handed in, on paper in A4, made smaller so that mark and page number stand clear of it.
fn add_page(
    writer: &mut Writer<'_>,
    frame: Frame<'_>,
    paper: &PdfDocument,
    number: usize,
    (width, height): (f32, f32),
) {
    let sheet = if width > height {
        Sheet::ACROSS
    } else {
        Sheet::UPRIGHT
    };
    let room = sheet.height - 2.0 * EDGE;
    let scale = (sheet.width / width).min(room / height).min(1.0);
    let left = (sheet.width - width * scale) / 2.0;
    let top = EDGE + (room - height * scale) / 2.0;
    let Some(size) = Size::from_wh(width * scale, height * scale) else {
        return;
    };
    writer.add_drawn(sheet, frame, |surface| {
        surface.push_transform(&Transform::from_translate(left, top));
        surface.draw_pdf_page(paper, size, number);
        surface.pop();
    });
}

/// The front sheet, and the pages behind it or a sentence why there are none.
fn opened(paper: &Paper, audience: Audience) -> (Document, Result<Readable, String>) {
    let name = [paper.number.as_str(), paper.title.as_str()];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    let mut front = Document::new(&format!("Paper {}", name.join(": ")), audience);
    let read = match &paper.file {
        PaperFile::Pdf(bytes) => read(bytes),
        PaperFile::Elsewhere(sentence) => Err(sentence.clone()),
    };
    let pages = read.as_ref().map_or_else(
        |_| String::new(),
        |paper| match paper.pages.len() {
            1 => "1, behind this sheet".to_owned(),
            many => format!("{many}, behind this sheet"),
        },
    );
    let pairs = [
        ("Item", paper.item.as_str()),
        ("Purpose", paper.purpose.as_str()),
        ("Presented by", paper.presenter.as_str()),
        ("Pages", pages.as_str()),
    ];
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let pairs = said.map(|(label, value)| (Shown::line(label), Inline::from(*value)));
    front.blocks.push(Block::Pairs(pairs.collect()));
    if let Err(sentence) = &read {
        let words = Inline::new()
            .strong("Not in this file.")
            .plain(&format!(" {sentence}"));
        front.blocks.push(Block::Paragraph(words));
    }
    (front, read)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use krilla::pdf::Pdf;

    use super::super::paper::tests::with_font;
    use super::*;
    use crate::exchange::document::samples;
    use crate::exchange::pdf::render;

    fn paper(title: &str, file: PaperFile) -> Part {
        Part::Paper(Paper {
            number: "FORUM-14-01".to_owned(),
            title: title.to_owned(),
            item: "3. Emerging risks".to_owned(),
            purpose: "For discussion".to_owned(),
            presenter: "Nursing and Midwifery Council".to_owned(),
            file,
        })
    }

    fn note() -> Vec<u8> {
        render(&samples::action_note(Audience::Public)).expect("it holds to the standard")
    }

    fn pages(bytes: &[u8]) -> usize {
        let pdf = Pdf::new(bytes.to_vec()).expect("a PDF of ours");
        pdf.pages().len()
    }

    #[test]
    fn papers_are_bound_behind_their_front_sheets_and_what_is_no_pdf_is_named() {
        let parts = [
            Part::Document(samples::action_note(Audience::Public)),
            paper("Risks", PaperFile::Pdf(note())),
            paper("Damaged", PaperFile::Pdf(note()[..500].to_vec())),
            paper(
                "Word",
                PaperFile::Elsewhere("It is 04-word.docx.".to_owned()),
            ),
            paper("Across", PaperFile::Pdf(with_font("1"))),
        ];
        let bind = || bind("Pack", Some("CQC"), Audience::Members, &parts);
        let bound = bind().expect("a pack");
        assert_eq!(Ok(bound.clone()), bind());
        assert_eq!(pages(&bound.bytes), 1 + 2 + 1 + 1 + 2);
        let left: Vec<(usize, bool)> = bound
            .left_out
            .iter()
            .map(|one| (one.part, one.sentence.contains("damaged")))
            .collect();
        assert_eq!(left, [(2, true), (3, false)]);
        let text = String::from_utf8_lossy(&bound.bytes);
        for said in [
            "MEMBERS ONLY: Pack",
            "/Lang(en-GB)",
            "Paper FORUM-14-01: Across",
        ] {
            assert!(text.contains(said), "{said}");
        }
        assert!(!text.contains("pdfuaid"), "nobody has checked the papers");
    }

    #[test]
    fn a_pack_of_our_own_documents_is_checked_as_they_are() {
        let parts = [
            Part::Document(samples::action_note(Audience::Public)),
            paper(
                "Late",
                PaperFile::Elsewhere("It is still to come.".to_owned()),
            ),
        ];
        for parts in [&parts[..], &[]] {
            let bound = bind("Pack", None, Audience::Public, parts).expect("a pack");
            assert!(String::from_utf8_lossy(&bound.bytes).contains("pdfuaid"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn a_damaged_paper_never_stops_the_pack(
            cut in 0..=100_usize,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        ) {
            let mut bytes = note();
            bytes.truncate(bytes.len() * cut / 100);
            for (place, byte) in changes {
                if !bytes.is_empty() {
                    let place = place.index(bytes.len());
                    bytes[place] = byte;
                }
            }
            let parts = [paper("Any", PaperFile::Pdf(bytes))];
            let bound = bind("Pack", None, Audience::Secretariat, &parts);
            prop_assert!(bound.is_ok_and(|bound| pages(&bound.bytes) >= 1));
        }
    }
}
