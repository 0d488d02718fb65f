//! A number reckoned over a text, to find the letter that has changed since. No protection against somebody who means it.

/// FNV-1a with 64 bits: every single changed byte gives another number. Kept in files, so it never changes.
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digest(u64);

impl Digest {
    pub(super) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in a text, or that there is none, so that no two lists of texts run into one.
    pub(super) fn text(self, text: Option<&str>) -> Self {
        match text {
            None => self.bytes(&[0]),
            Some(text) => self
                .bytes(&[1])
                .number(text.len() as u64)
                .bytes(text.as_bytes()),
        }
    }

    pub(super) fn number(self, number: u64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    fn bytes(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |digest, byte| {
            (digest ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// As a column holds it.
    pub(super) fn finish(self) -> i64 {
        self.0.cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_that_old_files_hold() {
        for (digest, number) in [
            (Digest::new(), 0xcbf2_9ce4_8422_2325_u64),
            (Digest::new().bytes(b"a"), 0xaf63_dc4c_8601_ec8c),
            (Digest::new().bytes(b"foobar"), 0x8594_4171_f739_67e8),
        ] {
            assert_eq!(digest.finish(), number.cast_signed());
        }
    }

    #[test]
    fn lists_of_texts_that_join_alike_are_told_apart() {
        let lists: [&[Option<&str>]; 5] = [
            &[Some("ab"), Some("c")],
            &[Some("a"), Some("bc")],
            &[Some("abc"), None],
            &[Some("abc")],
            &[Some("abc"), Some("")],
        ];
        let of = |list: &&[Option<&str>]| {
            let digest = list
                .iter()
                .fold(Digest::new(), |digest, text| digest.text(*text));
            digest.finish()
        };
        let mut numbers: Vec<i64> = lists.iter().map(of).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), lists.len());
    }
}
