//! The package that a Word document is: files in a ZIP. Read as something hostile, written the same each time.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const BYTES: usize = 20_000_000;
const ENTRIES: usize = 200;
const INFLATED: u64 = 100_000_000;
const RATIO: u64 = 200;
/// How the files begin that Word encrypts, and those of before 2007.
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
const DOCTYPE: &[u8] = b"<!DOCTYPE";

/// The files by their names in the package, without a slash at the front.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// All files of a package. What is wrong with it is said as the end of a sentence.
pub(super) fn read(bytes: &[u8]) -> Result<Files, String> {
    if bytes.len() > BYTES {
        return Err("it has more than 20 MB".to_owned());
    }
    if bytes.starts_with(&COMPOUND) {
        return Err("it is protected by a password, or from a Word of before 2007".to_owned());
    }
    let no_package = "it is not a Word document (.docx)";
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_package.to_owned())?;
    if archive.len() > ENTRIES {
        return Err(format!("there are more than {ENTRIES} files in it"));
    }
    if archive.has_duplicate_names() {
        return Err("two files in it have the same name".to_owned());
    }
    let mut files = Files::new();
    let mut left = INFLATED;
    for place in 0..archive.len() {
        let (name, content) = inflated(&mut archive, place, left)?;
        left = left.saturating_sub(length(&content));
        if name.to_ascii_lowercase().contains("vbaproject") {
            return Err("there are macros in it".to_owned());
        }
        if content.windows(DOCTYPE.len()).any(|part| part == DOCTYPE) {
            return Err(format!("its part {name} declares a document type"));
        }
        files.insert(name, content);
    }
    Ok(files)
}

/// One file, read no further than it may be long, whatever the package says of its length.
fn inflated(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    place: usize,
    left: u64,
) -> Result<(String, Vec<u8>), String> {
    let broken = "it is damaged";
    let data = archive
        .by_index_data(place)
        .map_err(|_| broken.to_owned())?;
    if data.encrypted() {
        return Err("it is protected by a password".to_owned());
    }
    let file = archive.by_index(place).map_err(|_| broken.to_owned())?;
    let name = file.name().map_err(|_| broken.to_owned())?.into_owned();
    let packed = file.compressed_size();
    let mut content = Vec::new();
    let most = left.min(packed.saturating_mul(RATIO));
    file.take(most.saturating_add(1))
        .read_to_end(&mut content)
        .map_err(|_| broken.to_owned())?;
    if length(&content) > most {
        return Err("it unpacks to more than it may".to_owned());
    }
    Ok((name, content))
}

fn length(content: &[u8]) -> u64 {
    u64::try_from(content.len()).unwrap_or(u64::MAX)
}

/// The package of these files, in this order.
pub(super) fn write(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        package.start_file(name.as_str(), options)?;
        package.write_all(content)?;
    }
    Ok(package.finish()?.into_inner())
}
