//! Bytes → text: the encodings that office programs write. What else the bytes may be is refused.

use crate::domain::refusal::{Refusal, quoted};

/// More than this is no list that a secretariat keeps.
pub const MOST_BYTES: u64 = 20 * 1024 * 1024;

/// Windows-1252 from 0x80 to 0x9F; elsewhere it is Latin-1. Five places are empty.
const WINDOWS_1252: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// A text, and how its bytes were read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Lines end with `\n` alone.
    pub(super) text: String,
    pub(super) encoding: Encoding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
    /// Taken for it, since it is neither of the others: nothing in such a file says so.
    Windows1252,
}

/// Reads UTF-8 with or without its mark, UTF-16 with it, and what is neither as Windows-1252.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<Decoded, Refusal> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refuse(name, "is larger than 20 MB. Split it into several"));
    }
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest), Encoding::Utf8),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes), Encoding::Utf16),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes), Encoding::Utf16),
        _ => unmarked(bytes),
    };
    let text = text.ok_or_else(|| {
        refuse(
            name,
            "holds bytes that are no text. Save it again as CSV UTF-8",
        )
    })?;
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        let sentence = format!("holds a NUL in line {line}. Save it again as CSV UTF-8");
        return Err(refuse(name, &sentence));
    }
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    };
    Ok(Decoded { text, encoding })
}

fn unmarked(bytes: &[u8]) -> (Option<String>, Encoding) {
    match utf8(bytes) {
        Some(text) => (Some(text), Encoding::Utf8),
        None => (windows_1252(bytes), Encoding::Windows1252),
    }
}

fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).map(str::to_owned).ok()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units = pairs.iter().copied().map(unit);
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let letter = |&byte: &u8| match byte {
        0x80..=0x9F => WINDOWS_1252
            .get(usize::from(byte - 0x80))
            .copied()
            .flatten(),
        _ => Some(char::from(byte)),
    };
    bytes.iter().map(letter).collect()
}

fn refuse(name: &str, sentence: &str) -> Refusal {
    Refusal::invalid("file", format!("{} {sentence}.", quoted(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_programs_are_read_as_they_write() {
        let cases: [(&[u8], &str, Encoding); 8] = [
            (b"", "", Encoding::Utf8),
            (b"Caf\xC3\xA9", "Café", Encoding::Utf8),
            (b"\xEF\xBB\xBFkey", "key", Encoding::Utf8),
            (b"a\r\nb\rc\n", "a\nb\nc\n", Encoding::Utf8),
            (b"\xFF\xFEk\0\xE9\0", "ké", Encoding::Utf16),
            (b"\xFE\xFF\0k\xD8\x3D\xDE\x00", "k😀", Encoding::Utf16),
            (b"Caf\xE9 \x96 \x80", "Café – €", Encoding::Windows1252),
            (b"\xFF\xFE", "", Encoding::Utf16),
        ];
        for (bytes, text, encoding) in cases {
            let read = decode("a.csv", bytes).expect(text);
            assert_eq!((read.text.as_str(), read.encoding), (text, encoding));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let cases: [(&[u8], &str); 6] = [
            (b"a\nb\0", "\"a.csv\" holds a NUL in line 2."),
            (b"k\0e\0y\0", "holds a NUL in line 1."),
            (b"\xEF\xBB\xBF\xE9", "holds bytes that are no text."),
            (b"\xFF\xFEk", "holds bytes that are no text."),
            (b"\xFF\xFE\x3D\xD8", "holds bytes that are no text."),
            (b"\xE9\x81", "holds bytes that are no text."),
        ];
        for (bytes, sentence) in cases {
            let refusal = decode("a.csv", bytes).expect_err(sentence).to_string();
            assert!(refusal.contains(sentence), "{refusal}");
        }
        let large = vec![b'a'; usize::try_from(MOST_BYTES + 1).expect("20 MB fit into memory")];
        assert!(decode("a.csv", &large).is_err());
    }
}
