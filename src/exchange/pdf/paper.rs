//! A PDF that was handed in: whether its pages can be taken over. Whoever made it may have meant harm.

use std::io::Read;
use std::sync::Arc;

use flate2::read::ZlibDecoder;
use krilla::configure::{Configuration, ConfigurationBuilder, PdfVersion};
use krilla::pdf::{Pdf, PdfDocument};

use super::trial::tried;

/// Points that a page may be wide or high; the standard says so.
const SIZES: std::ops::RangeInclusive<f32> = 1.0..=14_400.0;
/// Arrays and dictionaries inside each other, above which a file was made to do harm.
const DEEPEST: usize = 200;
/// Bytes in which the mark of a PDF stands, and those of a dictionary before its stream.
const HEAD: usize = 1024;
/// Bytes that a stream of objects may unpack to.
const MOST_OBJECTS: u64 = 64 * 1024 * 1024;

/// A paper whose pages can be put into the pack.
pub(super) struct Readable {
    pub(super) file: PdfDocument,
    /// Width and height of each page, in points.
    pub(super) pages: Vec<(f32, f32)>,
    /// What the file that takes it over must have.
    pub(super) version: PdfVersion,
}

/// The paper, if all of its pages can be taken over; else a sentence that says why not and what to do.
pub(super) fn read(bytes: &[u8]) -> Result<Readable, String> {
    let damaged = || {
        "The paper is damaged or no PDF: it could not be read. Ask for it again, or print it by itself."
            .to_owned()
    };
    let refused = || match find(bytes, b"/Encrypt") {
        Some(_) => {
            "The paper is protected by a password. Ask for it without, or print it by itself."
                .to_owned()
        }
        None => damaged(),
    };
    let start = &bytes[..bytes.len().min(HEAD)];
    if find(start, b"%PDF-").is_none() || !is_flat(bytes) {
        return Err(refused());
    }
    tried(|| taken(bytes, refused, damaged)).unwrap_or_else(|| Err(damaged()))
}

fn taken(
    bytes: &[u8],
    refused: impl Fn() -> String,
    damaged: impl Fn() -> String,
) -> Result<Readable, String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| refused())?;
    let mut pages: Vec<(f32, f32)> = Vec::new();
    for page in pdf.pages().iter() {
        pages.push(page.render_dimensions());
    }
    let is_sized = |(width, height): &(f32, f32)| SIZES.contains(width) && SIZES.contains(height);
    if pages.is_empty() || !pages.iter().all(is_sized) {
        return Err(damaged());
    }
    let file = PdfDocument::new(Arc::new(pdf));
    let version = version(&file, pages.len()).ok_or_else(&damaged)?;
    Ok(Readable {
        file,
        pages,
        version,
    })
}

impl Readable {
    /// Each page with its number, counted from 0, and its size.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (&PdfDocument, usize, (f32, f32))> {
        let pages = self.pages.iter().enumerate();
        pages.map(|(number, size)| (&self.file, number, *size))
    }
}

pub(super) fn of_version(version: PdfVersion) -> Configuration {
    ConfigurationBuilder::new()
        .with_version(version)
        .finish()
        .expect("a version alone contradicts no standard")
}

/// The version that a file must have to hold all pages of this one; none if they cannot be taken over.
fn version(file: &PdfDocument, pages: usize) -> Option<PdfVersion> {
    let versions = [PdfVersion::Pdf17, PdfVersion::Pdf20];
    versions.into_iter().find(|version| {
        let mut trial = krilla::Document::new_with(krilla::SerializeSettings {
            configuration: of_version(*version),
            ..krilla::SerializeSettings::default()
        });
        let pages: Vec<usize> = (0..pages).collect();
        trial.embed_pdf_pages(file, &pages);
        trial.finish().is_ok()
    })
}

/// Whether a reader that goes down into each array and dictionary of it can bear the file.
///
/// Objects may be packed in streams: one that cannot be unpacked here is not trusted.
fn is_flat(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(place) = find(rest, b"/ObjStm") {
        rest = &rest[place + 1..];
        let packed = find(rest, b"stream").map_or(rest, |start| &rest[start..]);
        let line = packed.iter().position(|byte| *byte == b'\n');
        let packed = line.map_or(packed, |end| &packed[end + 1..]);
        let length = find(packed, b"endstream").unwrap_or(packed.len());
        if !is_flat_inside(&packed[..length]) {
            return false;
        }
    }
    is_shallow(bytes)
}

fn is_flat_inside(packed: &[u8]) -> bool {
    let mut objects = Vec::new();
    let mut unpacked = ZlibDecoder::new(packed).take(MOST_OBJECTS);
    unpacked.read_to_end(&mut objects).is_ok()
        && (objects.len() as u64) < MOST_OBJECTS
        && is_shallow(&objects)
}

/// Brackets count only among letters and blanks: a picture has them by chance.
fn is_shallow(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    for (place, byte) in bytes.iter().enumerate() {
        match (byte, bytes.get(place + 1)) {
            (b'[', _) | (b'<', Some(b'<')) => depth += 1,
            (b']', _) | (b'>', Some(b'>')) => depth = depth.saturating_sub(1),
            _ if byte.is_ascii_graphic() || b"\0\t\n\x0C\r ".contains(byte) => {}
            _ => depth = 0,
        }
        if depth > DEEPEST {
            return false;
        }
    }
    true
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|part| part == words)
}

#[cfg(test)]
pub(super) mod tests {
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;

    /// A file of one page with this where a font would be.
    pub(in crate::exchange::pdf) fn with_font(font: &str) -> Vec<u8> {
        let mut file = String::from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
        write!(
            file,
            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
             3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]\
             /Resources<</Font<</F {font}>>>>>>endobj\ntrailer<</Root 1 0 R>>"
        )
        .expect("a String takes every text");
        file.into_bytes()
    }

    #[test]
    fn a_paper_made_to_do_harm_is_left_out() {
        let packed = |objects: &str| {
            let mut packer =
                flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            std::io::Write::write_all(&mut packer, objects.as_bytes()).expect("memory has room");
            let mut file = b"%PDF-1.5\n4 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n".to_vec();
            file.extend(packer.finish().expect("memory has room"));
            file.extend_from_slice(b"\nendstream endobj\n");
            file.extend(with_font("1"));
            file
        };
        assert!(read(&with_font("[[1]]")).is_ok());
        assert!(read(&packed("[[1]]")).is_ok());
        let deep = 100_000;
        for (name, bytes) in [
            ("nothing", Vec::new()),
            ("text", b"Dear all, the paper is late.".to_vec()),
            ("no pages", b"%PDF-1.4\ntrailer<<>>".to_vec()),
            (
                "arrays",
                with_font(&format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
            ),
            (
                "dictionaries",
                with_font(&format!("{}1{}", "<</A ".repeat(deep), ">>".repeat(deep))),
            ),
            ("packed arrays", packed(&"[".repeat(deep))),
            ("a bomb", packed(&" ".repeat(65 << 20))),
        ] {
            assert!(read(&bytes).is_err(), "{name}");
        }
        let locked = b"%PDF-1.4\ntrailer<</Root 1 0 R/Encrypt 5 0 R>>";
        assert!(read(locked).is_err_and(|why| why.contains("password")));
    }

    proptest! {
        #[test]
        fn bytes_by_chance_are_no_paper(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
            prop_assert!(read(&bytes).is_err());
        }
    }
}
