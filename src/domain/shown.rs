//! Text proved safe to show: nothing in it drives a terminal, hides, or turns the reading direction.
//! How many cells a text takes is `cells`; what is markup in a format is that format's own escaper.

use std::{
    fmt::{self, Write},
    ops::Deref,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Text without control, direction or invisible characters; each is spelt out, as `<U+202E>`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown(String);

impl Shown {
    /// One line: line ends and tabs become a space.
    pub fn line(raw: &str) -> Self {
        Self(safe(raw, ' '))
    }

    /// Several lines: line ends stay, as `\n`; tabs become a space.
    pub fn text(raw: &str) -> Self {
        Self(safe(raw, '\n'))
    }

    /// The parts with `between` between them; a join of safe texts is safe.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Self>, between: &str) -> Self {
        let between = Self::text(between);
        let mut joined = String::new();
        for (place, part) in parts.into_iter().enumerate() {
            if place > 0 {
                joined.push_str(&between);
            }
            joined.push_str(part);
        }
        Self(joined)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Shown {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.0
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

/// What is read back is proved safe again.
impl<'de> Deserialize<'de> for Shown {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::text(&String::deserialize(from)?))
    }
}

impl PartialEq<str> for Shown {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Shown {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// Whether a character would act, hide or reorder instead of being seen.
pub fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

fn safe(raw: &str, newline: char) -> String {
    // Nearly every cell of every screen ends here: one scan, one copy.
    if raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return raw.to_owned();
    }
    match raw.find(|character| is_hidden(character) && character != newline) {
        None => raw.to_owned(),
        Some(clean) => spelt_out(raw, clean, newline),
    }
}

/// A carriage return is part of a line end before a line feed, and a control elsewhere.
fn spelt_out(raw: &str, clean: usize, newline: char) -> String {
    let (head, tail) = raw.split_at(clean);
    let mut out = String::with_capacity(raw.len() + 16);
    out.push_str(head);
    let mut rest = tail.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' => out.push(newline),
            '\t' => out.push(' '),
            hidden if is_hidden(hidden) => {
                write!(out, "<U+{:04X}>", u32::from(hidden)).expect("a String takes every text");
            }
            seen => out.push(seen),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_or_hide_is_spelt_out() {
        for (raw, line, text) in [
            ("", "", ""),
            ("plain text", "plain text", "plain text"),
            (
                "Comisiynydd y Gymraeg, tŷ",
                "Comisiynydd y Gymraeg, tŷ",
                "Comisiynydd y Gymraeg, tŷ",
            ),
            ("a\nb\tc", "a b c", "a\nb c"),
            ("a\r\nb", "a b", "a\nb"),
            ("a\rb", "a<U+000D>b", "a<U+000D>b"),
            ("\u{1b}[31mred", "<U+001B>[31mred", "<U+001B>[31mred"),
            (
                "\u{7f}\u{9b}\u{85}",
                "<U+007F><U+009B><U+0085>",
                "<U+007F><U+009B><U+0085>",
            ),
            ("x\u{202e}gpj.exe", "x<U+202E>gpj.exe", "x<U+202E>gpj.exe"),
            (
                "\u{2066}\u{2069}\u{61c}",
                "<U+2066><U+2069><U+061C>",
                "<U+2066><U+2069><U+061C>",
            ),
            (
                "a\u{200b}b\u{200d}c\u{feff}",
                "a<U+200B>b<U+200D>c<U+FEFF>",
                "a<U+200B>b<U+200D>c<U+FEFF>",
            ),
            (
                "a\u{2028}b\u{2029}c",
                "a<U+2028>b<U+2029>c",
                "a<U+2028>b<U+2029>c",
            ),
            ("a\u{e0041}", "a<U+E0041>", "a<U+E0041>"),
        ] {
            assert_eq!(Shown::line(raw), line, "{raw:?} as a line");
            assert_eq!(Shown::text(raw), text, "{raw:?} as text");
        }
    }

    #[test]
    fn no_character_of_unicode_gets_through_hidden() {
        let everything: String = ('\0'..=char::MAX).collect();
        assert!(!Shown::line(&everything).contains(is_hidden));
        assert!(!Shown::text(&everything).contains(|c| is_hidden(c) && c != '\n'));
    }

    #[test]
    fn showing_twice_changes_nothing() {
        for raw in ["\u{1b}[0m", "a\r\n\tb", "<U+202E>", "\r\r\n"] {
            let once = Shown::text(raw);
            assert_eq!(Shown::text(&once), once, "{raw:?}");
        }
    }

    #[test]
    fn a_join_is_as_safe_as_its_parts() {
        let parts = [Shown::line("CQC"), Shown::line("EHRC")];
        assert_eq!(Shown::join(&parts, " and "), "CQC and EHRC");
        assert_eq!(Shown::join(&parts, "\u{1b}"), "CQC<U+001B>EHRC");
        assert_eq!(Shown::join([], ", "), "");
    }
}
