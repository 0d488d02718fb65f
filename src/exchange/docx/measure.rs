//! How wide words are on paper, guessed: which font Word will have is not known here, so a little more than most have.

use crate::domain::cells;

/// A letter's height of our own reference, 12 point, in twentieths of a point.
const SIZE: u32 = 240;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The width of the longest line, in twentieths of a point.
pub(super) fn line(text: &str, weight: Weight) -> u32 {
    let lines = text.split('\n').map(|line| width(line, weight));
    lines.max().unwrap_or(0)
}

/// The width of the longest word.
pub(super) fn word(text: &str, weight: Weight) -> u32 {
    let words = text.split([' ', '\n']).map(|word| width(word, weight));
    words.max().unwrap_or(0)
}

fn width(text: &str, weight: Weight) -> u32 {
    let thousandths = text.chars().map(letter).fold(0, u32::saturating_add);
    let percent = match weight {
        Weight::Regular => 105,
        Weight::Bold => 112,
    };
    thousandths.saturating_mul(SIZE / 10) / 100 * percent / 100
}

/// In thousandths of its height, as sans fonts have it.
fn letter(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' => 280,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 340,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 890,
        capital if capital.is_uppercase() => 720,
        wide if cells::width(wide.encode_utf8(&mut [0; 4])) > 1 => 1_000,
        _ => 556,
    }
}
