//! How many cells a text takes where every letter has its place: measuring, shortening, filling, wrapping.
//! For screens and aligned tables alike. Give these texts that are `Shown`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The side of a column on which its texts stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Left,
    Right,
}

/// What wrapping does with a word that is wider than the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LongWord {
    /// It sticks out, so that an address can still be copied.
    Keep,
    /// It goes on in the next line, so that a column stays a column.
    Break,
}

/// Cells that a text of one line takes; wide characters take two.
///
/// Each cluster by itself, as terminals draw it: Arabic lam and alef would count as one together, and take two.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }
}

/// The text in at most `cells`, its end replaced by `…` where it was longer.
pub fn shorten(text: &str, cells: usize) -> Cow<'_, str> {
    shorten_with(text, cells, "…")
}

/// The same with another ending: `...` for a terminal that has no `…`.
pub fn shorten_with<'a>(text: &'a str, cells: usize, ending: &'a str) -> Cow<'a, str> {
    // No character takes more cells than bytes.
    if text.len() <= cells || width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let Some(room) = cells.checked_sub(width(ending)) else {
        return Cow::Borrowed(&ending[..prefix(ending, cells)]);
    };
    let mut short = text[..prefix(text, room)].trim_end().to_owned();
    short.push_str(ending);
    Cow::Owned(short)
}

/// The text in exactly `cells`: shortened if it is longer, filled with blanks if it is shorter.
pub fn fit(text: &str, cells: usize, align: Align) -> String {
    let mut out = String::with_capacity(cells);
    push_fit(&mut out, text, cells, align);
    out
}

/// Adds to `out` what `fit` would give.
pub fn push_fit(out: &mut String, text: &str, cells: usize, align: Align) {
    let short = shorten(text, cells);
    let blanks = cells.saturating_sub(width(&short));
    match align {
        Align::Left => {
            out.push_str(&short);
            push_blanks(out, blanks);
        }
        Align::Right => {
            push_blanks(out, blanks);
            out.push_str(&short);
        }
    }
}

/// The text in lines of at most `cells`, broken at blanks; a `\n` always ends a line.
/// Never empty: an empty text is one empty line.
pub fn wrap(text: &str, cells: usize, long: LongWord) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap_line(line, cells.max(1), long, &mut lines);
    }
    lines
}

fn wrap_line<'a>(line: &'a str, cells: usize, long: LongWord, lines: &mut Vec<&'a str>) {
    let mut rest = line.trim_matches(' ');
    while width(rest) > cells {
        let end = line_end(rest, cells, long);
        if end == rest.len() {
            break;
        }
        lines.push(rest[..end].trim_end_matches(' '));
        rest = rest[end..].trim_start_matches(' ');
    }
    lines.push(rest);
}

/// Where the first line of `rest`, which is too wide, ends.
fn line_end(rest: &str, cells: usize, long: LongWord) -> usize {
    let full = prefix(rest, cells);
    if rest[full..].starts_with(' ') {
        return full;
    }
    match (rest[..full].rfind(' '), long) {
        (Some(blank), _) => blank,
        (None, LongWord::Keep) => rest.find(' ').unwrap_or(rest.len()),
        (None, LongWord::Break) => full.max(rest.graphemes(true).next().map_or(0, str::len)),
    }
}

/// The length in bytes of the longest beginning that takes at most `cells`; no cluster is cut in two.
fn prefix(text: &str, cells: usize) -> usize {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > cells {
            return at;
        }
    }
    text.len()
}

fn push_blanks(out: &mut String, blanks: usize) {
    out.extend(std::iter::repeat_n(' ', blanks));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fits_its_cells_exactly() {
        for (text, cells, left, right) in [
            ("CQC", 5, "CQC  ", "  CQC"),
            ("CQC", 3, "CQC", "CQC"),
            ("Care Quality", 6, "Care… ", " Care…"),
            ("Care Quality", 1, "…", "…"),
            ("Care Quality", 0, "", ""),
            ("", 2, "  ", "  "),
            ("規制当局", 8, "規制当局", "規制当局"),
            ("規制当局", 6, "規制… ", " 規制…"),
            ("é́́ab", 2, "é́́…", "é́́…"),
            (
                "☁\u{fe0f}☁\u{fe0f}☁\u{fe0f}",
                4,
                "☁\u{fe0f}… ",
                " ☁\u{fe0f}…",
            ),
            ("🇬🇧🇫🇷", 4, "🇬🇧🇫🇷", "🇬🇧🇫🇷"),
            ("🇬🇧🇫🇷", 2, "… ", " …"),
            ("👍🏽👍🏽", 3, "👍🏽…", "👍🏽…"),
            // Four Arabic letters, two of which join.
            ("سلام", 5, "سلام ", " سلام"),
            ("ﾊﾟﾋﾟ", 4, "ﾊﾟﾋﾟ", "ﾊﾟﾋﾟ"),
        ] {
            assert_eq!(fit(text, cells, Align::Left), left, "{text} in {cells}");
            assert_eq!(
                fit(text, cells, Align::Right),
                right,
                "{text} in {cells}, right"
            );
        }
    }

    #[test]
    fn no_character_takes_more_cells_than_bytes() {
        for character in '\0'..=char::MAX {
            let alone = character.to_string();
            assert!(width(&alone) <= alone.len(), "{character:?}");
        }
    }

    #[test]
    fn lines_break_at_blanks() {
        use LongWord::{Break, Keep};
        for (text, cells, long, lines) in [
            ("", 5, Keep, vec![""]),
            ("one two three", 7, Keep, vec!["one two", "three"]),
            ("one two  three", 8, Keep, vec!["one two", "three"]),
            ("one\n\n two", 9, Keep, vec!["one", "", "two"]),
            (
                "to https://example.org/a now",
                8,
                Keep,
                vec!["to", "https://example.org/a", "now"],
            ),
            (
                "to abcdefghij now",
                4,
                Break,
                vec!["to", "abcd", "efgh", "ij", "now"],
            ),
            ("規制当局", 3, Break, vec!["規", "制", "当", "局"]),
            ("規制", 1, Break, vec!["規", "制"]),
            ("a b", 0, Break, vec!["a", "b"]),
        ] {
            assert_eq!(wrap(text, cells, long), lines, "{text} in {cells}");
        }
    }
}
